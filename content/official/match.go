package official

import (
	"slices"
	"sort"
	"strings"

	"huiqi/content"
	"huiqi/engine"
)

// matcher pairs the numbers of one part with the figures of its items and the
// entries under its figures, one to one.
type matcher struct {
	*auditor
	s       *section
	words   string
	numbers []number
	at      []passage // whose each number is
	taken   []bool
	places  *passages
	open    []*itemFigure           // without a number yet
	loose   []content.PrintedFigure // entries without a number yet
}

// maxNumbers bounds the work on one part: far above any real one.
const maxNumbers = 200

// figures checks the numbers of a part. What the heading prints may be named
// again by an entry.
func (a *auditor) figures(s *section, words, heading string, classed []content.PrintedFigure, figures []*itemFigure) {
	m := &matcher{auditor: a, s: s, words: words, numbers: numbers(words)}
	if len(m.numbers) > maxNumbers {
		m.report(s.items, content.Position{}, "这一部分有 %d 个数，不像原文；请重新保存", len(m.numbers))
		return
	}
	m.taken = make([]bool, len(m.numbers))
	m.anchors(figures, classed)
	m.items(figures)
	m.entries(classed, heading)
	m.wrongForm()
	m.wrongPlace()
	m.changed()
	m.rest()
}

func (m *matcher) report(items []string, pos content.Position, format string, args ...any) {
	m.add(m.s, Figures, items, pos, format, args...)
}

// anchors finds out whose each number is.
func (m *matcher) anchors(figures []*itemFigure, classed []content.PrintedFigure) {
	var owners []owner
	expected := map[string]bool{}
	units := map[string]bool{}
	for _, f := range figures {
		expected[f.text], units[f.unit] = true, true
		for _, o := range f.owners {
			if !slices.Contains(owners, o) {
				owners = append(owners, o)
			}
			if whole := (owner{item: o.item}); o.tier != "" && !slices.Contains(owners, whole) {
				owners = append(owners, whole)
			}
		}
		if f.twoForms {
			m.report(itemsOf(m.policy, f.owners), f.pos, "%s 在规则里有时当最高数、有时不当；原文只印一次，请分开写", f.text)
		}
	}
	var idle []owner
	for _, id := range m.s.items {
		if o := (owner{item: id}); !slices.ContainsFunc(owners, func(have owner) bool { return have.item == id }) {
			idle = append(idle, o)
		}
	}
	m.places = anchors(m.pack, owners, idle, m.words, func(o owner, word string, times int, pos content.Position) {
		items := itemsOf(m.policy, []owner{o})
		if times == 0 {
			m.add(m.s, Anchors, items, pos, "原文里找不到“%s”（%s 的 anchor）；请核对原文，照原文改", word, o.key())
		} else {
			m.add(m.s, Anchors, items, pos, "“%s”（%s 的 anchor）在这一条里有 %d 处；请写长一点，让它只有一处", word, o.key(), times)
		}
	})
	// A number that an entry names does not end the reach of an anchor.
	named := make([]bool, len(m.numbers))
	for _, e := range classed {
		for _, at := range all(m.words, Normal(e.Text)) {
			for i := range m.numbers {
				if inside(&m.numbers[i], at, at+len(Normal(e.Text))) {
					named[i] = true
				}
			}
		}
	}
	splits := make([]bool, len(m.numbers))
	for i, n := range m.numbers {
		splits[i] = expected[n.text] || !named[i] && (payable(n.unit) || units[n.unit] && n.unit != "")
	}
	m.at = m.places.assign(m.words, m.numbers, splits, func(list []number, anchors int) {
		var items []string
		for _, n := range list {
			for _, f := range figures {
				if f.text == n.text {
					items = union(items, itemsOf(m.policy, f.owners))
				}
			}
		}
		if len(items) > 0 {
			m.add(m.s, Anchors, items, content.Position{}, "原文“%s”有 %d 个数，前面却有 %d 处 anchor，对不上；请核对原文，给每一档各写一个 anchor",
				m.words[list[0].start:list[len(list)-1].end], len(list), anchors)
		}
	})
}

func (m *matcher) place(f *itemFigure, i int) bool {
	for _, o := range f.owners {
		if !m.places.holds(m.at[i].keys, o) {
			return false
		}
	}
	return true
}

// items gives each figure of the items its number: the same digits and unit, in
// the same form, in the passages of all its owners.
func (m *matcher) items(figures []*itemFigure) {
	// Figures of the same owners that are alike must stand in the order of the
	// rules: the place of the last one, by what they are like.
	last := map[string]int{}
	for _, f := range figures {
		m.needAnchors(f)
		found := -1
		for i := range m.numbers {
			if n := &m.numbers[i]; !m.taken[i] && n.text == f.text && n.form == f.form && m.place(f, i) {
				found = i
				break
			}
		}
		if found < 0 {
			m.open = append(m.open, f)
			continue
		}
		m.taken[found] = true
		m.bystanders(f, found)
		like := f.unit + f.form.String()
		for _, o := range f.owners {
			if !m.places.found[o.key()] {
				o.tier = "" // told apart by the order alone
			}
			like += "\x00" + o.key()
		}
		if before, ok := last[like]; ok && before > found {
			m.report(itemsOf(m.policy, f.owners), f.pos, "%s 在原文里排在 %s 前面，规则的顺序相反；请核对这两个数", f.text, m.numbers[before].text)
		}
		last[like] = found
	}
}

// bystanders reports items whose anchors stand before a figure too, in the same
// sentence, and that do not use it. A right or a pointer may stand there.
func (m *matcher) bystanders(f *itemFigure, i int) {
	if !m.at[i].own {
		return
	}
	for _, key := range m.at[i].keys {
		item, _, _ := strings.Cut(key, "/")
		uses := slices.ContainsFunc(f.owners, func(o owner) bool {
			return o.item == item || o.group && slices.Contains(members(m.policy, o.item), item)
		})
		if !uses && m.paid(item) {
			m.add(m.s, Anchors, union([]string{item}, itemsOf(m.policy, f.owners)), f.pos,
				"原文在 %s 前面也提到 %s，规则里它却没有用这个数；共用的请用 define 写在一处，不是的请换一个 anchor", f.text, key)
		}
	}
}

// paid reports whether an item has an amount, be it one that is not printed.
func (m *matcher) paid(id string) bool {
	return slices.ContainsFunc(m.policy.Items, func(it engine.Item) bool { return it.ID == id && it.Amount.Kind != engine.NoAmount })
}

func (m *matcher) needAnchors(f *itemFigure) {
	for _, o := range f.owners {
		if !m.places.anchored(o) {
			m.add(m.s, Anchors, itemsOf(m.policy, []owner{o}), f.pos, "不知道原文用哪几个字说“%s”，对不上它的 %s；请给它写 anchor（这一条里只出现一次的几个字）", o.key(), f.text)
		}
	}
}

// entries gives each entry under figures its place.
func (m *matcher) entries(classed []content.PrintedFigure, heading string) {
	order := slices.Clone(classed)
	sort.SliceStable(order, func(i, j int) bool { return len(order[i].Text) > len(order[j].Text) })
	for _, e := range order {
		if !m.entry(Normal(e.Text)) && !strings.Contains(heading, Normal(e.Text)) {
			m.loose = append(m.loose, e)
		}
	}
}

// entry takes the first free place of a text. A place that cuts through a number
// is none.
func (m *matcher) entry(text string) bool {
places:
	for _, at := range all(m.words, text) {
		end := at + len(text)
		var covers []int
		for i := range m.numbers {
			n := &m.numbers[i]
			if n.end <= at || n.start >= end {
				continue
			}
			if m.taken[i] || !inside(n, at, end) {
				continue places
			}
			covers = append(covers, i)
		}
		for _, i := range covers {
			m.taken[i] = true
		}
		return true
	}
	return false
}

func inside(n *number, at, end int) bool { return n.start >= at && n.end <= end }

// all are the places of a text in words.
func all(words, text string) []int {
	var out []int
	for from := 0; text != ""; {
		i := strings.Index(words[from:], text)
		if i < 0 {
			break
		}
		out = append(out, from+i)
		from += i + len(text)
	}
	return out
}

// settle takes the open figures for which f finds a free number and says why the
// two differ.
func (m *matcher) settle(fits func(*itemFigure, int) bool, say func(*itemFigure, int)) {
	m.open = slices.DeleteFunc(m.open, func(f *itemFigure) bool {
		for i := range m.numbers {
			if !m.taken[i] && fits(f, i) {
				m.taken[i] = true
				say(f, i)
				return true
			}
		}
		return false
	})
}

func (m *matcher) wrongForm() {
	m.settle(func(f *itemFigure, i int) bool {
		return m.numbers[i].text == f.text && m.place(f, i)
	}, func(f *itemFigure, i int) {
		m.report(itemsOf(m.policy, f.owners), f.pos, "%s：规则按“%s”写，原文%s（“%s”）；请核对原文，照原文改",
			f.text, formWord(f.form), m.numbers[i].form, m.around(i))
	})
}

// formWord says how a figure is written in the rules.
func formWord(f form) string {
	return [...]string{"准数", "最高数", "这个数以上", "不超过这个数"}[f]
}

func (m *matcher) wrongPlace() {
	m.settle(func(f *itemFigure, i int) bool {
		return m.numbers[i].text == f.text && m.numbers[i].form == f.form
	}, func(f *itemFigure, i int) {
		items := union(itemsOf(m.policy, f.owners), itemsOfKeys(m.policy, m.at[i].keys))
		m.report(items, f.pos, "%s 在原文里不在它的位置上（“%s”）；请核对是哪一档的数", f.text, m.around(i))
	})
}

// changed pairs what is left by place and unit.
func (m *matcher) changed() {
	say := func(f *itemFigure, i int) {
		m.report(itemsOf(m.policy, f.owners), f.pos, "原文是“%s”（“%s”），规则写的是“%s”；请核对原文，照原文改",
			m.numbers[i].text, m.around(i), f.text)
	}
	m.settle(func(f *itemFigure, i int) bool { return m.numbers[i].unit == f.unit && m.place(f, i) }, say)
	m.settle(m.place, say)
}

// rest reports what found no partner.
func (m *matcher) rest() {
	for _, f := range m.open {
		m.report(itemsOf(m.policy, f.owners), f.pos, "规则里的 %s 在原文里找不到（或少了一处）；请核对原文；几个事项共用一个数的，请用 define 只写一处", f.text)
	}
	for _, e := range m.loose {
		i := m.nearest(&e)
		items := e.Items
		if len(items) == 0 {
			items = m.s.items
		}
		if i < 0 {
			m.report(items, e.Pos, "figures 里的“%s”在原文里找不到（或少了一处）；请核对原文；数字要连单位写全", e.Text)
			continue
		}
		m.taken[i] = true
		m.report(items, e.Pos, "原文是“%s”（“%s”），figures 里写的是“%s”；没有事项用这个数，请核对原文，照原文改", m.numbers[i].text, m.around(i), e.Text)
	}
	for i, n := range m.numbers {
		if m.taken[i] {
			continue
		}
		items := itemsOfKeys(m.policy, m.at[i].keys)
		if len(items) == 0 {
			items = m.s.items
		}
		m.report(items, content.Position{}, "原文的“%s”（“%s”）没有事项用到，也没有归类；请写进事项，或在 figures 里归类", n.text, m.around(i))
	}
}

// nearest is the free number that an entry most likely was: the first of its
// unit.
func (m *matcher) nearest(e *content.PrintedFigure) int {
	ns := numbers(Normal(e.Text))
	for i := range m.numbers {
		if !m.taken[i] && len(ns) == 1 && m.numbers[i].unit == ns[0].unit {
			return i
		}
	}
	return -1
}

// around shows a number with a few characters on both sides.
func (m *matcher) around(i int) string {
	const most = 8
	n := m.numbers[i]
	before, after := []rune(m.words[:n.start]), []rune(m.words[n.end:])
	out := string(before[max(0, len(before)-most):]) + n.text + string(after[:min(most, len(after))])
	if len(before) > most {
		out = "…" + out
	}
	if len(after) > most {
		out += "…"
	}
	return out
}
