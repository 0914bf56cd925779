package official

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"huiqi/content"
	"huiqi/engine"
)

// A mutation is one single change to the official text.
type mutation struct {
	article  int
	kind     string
	at       int    // byte of the article's line
	old, new string // what stands there, and what is put in its place
	// figures are the printed figures that it hits: the items that carry them
	// must be named.
	figures []string
}

// The figures of the text as this test sees them. It does not use the scanner
// that it tests.
var (
	rawFigure  = regexp.MustCompile(`[0-9]+(?:\.[0-9]+)?(?:[万亿]?美?元(?:/亩)?|%|[万亿]|个月|平方米|[:][0-9]+)?`)
	rawHanzi   = regexp.MustCompile(`[一二两三四五六七八九十百千]`)
	rawScale   = regexp.MustCompile(`[0-9] ?([万亿])`)
	rawPercent = regexp.MustCompile(`[0-9](%)`)
	rawUnit    = regexp.MustCompile(`元/亩|美元|[0-9] ?个月|折优惠|平方米`)
	rawMost    = regexp.MustCompile(`最高`)
	rawExact   = regexp.MustCompile(`增量部分2|给予7|提高至8|资金的2|费用[12]|额的8|建设按9|补助1|配套1|实行1|实行八|阶段性八`)
	rawAbove   = regexp.MustCompile(`^(?:及以下|以上)`)
	// A ceiling keeps its 最高 and stays one.
	rawNotBelow = regexp.MustCompile(`(?:不高于|不得?低于|不小于)$`)
	rawPair     = regexp.MustCompile(`([0-9]+万元?)、([0-9]+万元?)`)
	rawGrades   = regexp.MustCompile(`(国家级?|省级?|A)、(省级?|市级|B)`)
	rawTitles   = regexp.MustCompile(`(省级(?:重点企业研究院|企业研究院|研发中心))、([省市]级(?:企业研究院|研发中心))`)
)

// bounds are changes to the words that bound a figure. Where no item carries it
// (a target) the digest alone finds them.
func mutations(article int, line string) (out, bounds []mutation) {
	_, body, _ := strings.Cut(line, "。")
	from := len(line) - len(body)
	to := strings.LastIndex(line, "(责任单位")
	body = line[from:to]
	figures := rawFigure.FindAllStringIndex(body, -1)
	add := func(kind string, at int, old, new string) {
		m := mutation{article: article, kind: kind, at: from + at, old: old, new: new}
		for _, f := range figures {
			if f[0] < at+len(old) && at < f[1] {
				m.figures = append(m.figures, Normal(body[f[0]:f[1]]))
			}
		}
		out = append(out, m)
	}
	// next is the figure that a word before it bounds.
	next := func(m *mutation) {
		for _, f := range figures {
			if f[0] >= m.at-from {
				m.figures = []string{Normal(body[f[0]:f[1]])}
				return
			}
		}
	}
	each := func(re *regexp.Regexp, group int, f func(at int, s string)) {
		for _, m := range re.FindAllStringSubmatchIndex(body, -1) {
			f(m[2*group], body[m[2*group]:m[2*group+1]])
		}
	}
	for _, f := range figures {
		digit := body[f[0] : f[0]+1]
		add("figure", f[0], digit, string('1'+digit[0]%9)) // 9 -> 1, 0 -> 4, 3 -> 7: never itself
	}
	each(rawHanzi, 0, func(at int, s string) {
		if strings.HasPrefix(body[at:], "一般") || strings.HasPrefix(body[at:], "一定") {
			// Not a number; but whatever it turns into is one.
			add("word", at, s, "三")
			return
		}
		add("numeral", at, s, map[string]string{"一": "二", "二": "三", "两": "四", "三": "四", "四": "五", "五": "六",
			"六": "七", "七": "八", "八": "九", "九": "八", "十": "百", "百": "千", "千": "百"}[s])
	})
	each(rawScale, 1, func(at int, s string) {
		add("unit", at, s, map[string]string{"万": "亿", "亿": "万"}[s])
	})
	each(rawPercent, 1, func(at int, s string) { add("unit", at, s, "元") })
	each(rawUnit, 0, func(at int, s string) {
		add("unit", at, s, map[string]string{"元/亩": "元/户", "美元": "元", "折优惠": "成优惠", "平方米": "亩"}[s])
		if last := &out[len(out)-1]; last.new == "" {
			last.new = s[:1] + "年" // 6个月
		}
	})
	each(rawMost, 0, func(at int, s string) {
		add("最高 removed", at, s, "")
		next(&out[len(out)-1])
	})
	each(rawExact, 0, func(at int, s string) {
		add("最高 added", at, s, "最高"+s)
		next(&out[len(out)-1])
	})
	for _, f := range figures {
		if tail := rawAbove.FindString(body[f[1]:]); tail != "" {
			bounds = append(bounds, mutation{article, "bound", from + f[1], tail, "", []string{Normal(body[f[0]:f[1]])}})
		}
		if head := rawNotBelow.FindString(body[:f[0]]); head != "" {
			bounds = append(bounds, mutation{article, "bound", from + f[0] - len(head), head, "为", []string{Normal(body[f[0]:f[1]])}})
		}
	}
	for _, re := range []*regexp.Regexp{rawPair, rawGrades, rawTitles} {
		kind := map[*regexp.Regexp]string{rawPair: "order of figures", rawGrades: "order of grades", rawTitles: "order of grades"}[re]
		for from := 0; ; { // pairs overlap: 100万元、80万元、50万元 has two
			m := re.FindStringSubmatchIndex(body[from:])
			if m == nil {
				break
			}
			at, a, b := from+m[0], body[from+m[2]:from+m[3]], body[from+m[4]:from+m[5]]
			listed := kind == "order of figures" || strings.Contains(firstClause(body[at:]), "分别") || strings.Contains(body[at:], "类),")
			if a != b && listed {
				add(kind, at, a+"、"+b, b+"、"+a)
			}
			from += m[3]
		}
	}
	head := strings.Index(line, ".") + 1
	title := line[head:strings.Index(line, "。")]
	r := []rune(title)
	out = append(out, mutation{article, "heading", head, title, string(r[1:]), nil})
	unit := line[to+len("(责任单位:"):]
	unit = unit[:strings.IndexAny(unit, "、)")]
	out = append(out, mutation{article, "responsible unit", to + len("(责任单位:"), unit, "区某某局", nil},
		mutation{article, "figure added", to, "", "另给予每家88万元补助。", nil})
	return out, bounds
}

// firstClause ends at the figure of a list.
func firstClause(s string) string {
	if i := strings.Index(s, "最高"); i >= 0 {
		return s[:i]
	}
	return ""
}

// Every single change is found by its numbers, forms, places, units and
// headings, without the digests, and names the article and an item of it: the
// one that carries the figure.
func TestMutations(t *testing.T) {
	raw := string(officialBytes(t))
	if strings.Contains(raw, "\r") {
		t.Skip("the mutations are made to the .txt with plain line ends")
	}
	pack := embedded(t)
	text, err := Read("official", strings.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	if d := withoutWords(Audit(pack, text)); len(d) > 0 {
		t.Fatalf("the text as it is: %s and %d more", d[0].String(), len(d)-1)
	}
	items := itemsByArticle(pack)
	lines := strings.Split(raw, "\n")
	tried, caught := map[string]int{}, map[string]int{}
	spread := map[int]int{}
	made := 0
	for i := range text.Articles {
		a := &text.Articles[i]
		if len(a.Wording) != 1 {
			t.Fatalf("article %d has %d paragraphs", a.Number, len(a.Wording))
		}
		line := lines[a.Line-1]
		carried := carriers(pack, a.Number)
		ms, bounds := mutations(a.Number, line)
		for _, m := range bounds {
			if len(carried[m.figures[0]]) > 0 {
				ms = append(ms, m)
			}
		}
		for _, m := range ms {
			if made++; made%every != 0 {
				continue
			}
			tried[m.kind]++
			changed := slices.Clone(lines)
			changed[a.Line-1] = line[:m.at] + m.new + line[m.at+len(m.old):]
			if changed[a.Line-1] == line {
				t.Fatalf("article %d: %s %q -> %q changes nothing", m.article, m.kind, m.old, m.new)
			}
			if err := found(pack, strings.Join(changed, "\n"), m, items[a.Number], carried); err != nil {
				t.Errorf("article %d, %s: %q -> %q at %q: %v", m.article, m.kind, m.old, m.new, clip(line, m.at), err)
				continue
			}
			caught[m.kind]++
			spread[a.Number]++
		}
	}
	if every > 1 {
		t.Logf("one change in %d was made: run without -race for all", every)
		return
	}
	sum, withItems := 0, 0
	for _, n := range tried {
		sum += n
	}
	for article := range items {
		if text.Article(article) == nil {
			continue
		}
		withItems += spread[article]
		if spread[article] == 0 {
			t.Errorf("article %d carries items and was not tried", article)
		}
	}
	complete := len(pack.Policy.Articles) == len(text.Articles)
	if complete && withItems < 200 {
		t.Errorf("only %d changes to articles that carry items", withItems)
	}
	t.Logf("%d changes, %d of them to the %d articles that carry items; by kind: tried %v, caught %v", sum, withItems, len(items), tried, caught)
}

// found reads and audits a changed text.
func found(pack *content.Pack, raw string, m mutation, items []string, carriers map[string][]string) error {
	text, err := Read("changed", strings.NewReader(raw))
	if err != nil {
		return fmt.Errorf("cannot be read: %w", err)
	}
	ds := Audit(pack, text)
	named := []string{}
	plain := withoutWords(ds)
	for _, d := range ds {
		if d.Article != m.article {
			return fmt.Errorf("another part is blamed: %s", d.String())
		}
	}
	for _, d := range plain {
		named = union(named, d.Items)
	}
	switch {
	case len(plain) == 0:
		return fmt.Errorf("not found")
	case len(plain) == len(ds):
		return fmt.Errorf("the digest did not change")
	case len(items) > 0 && len(named) == 0:
		return fmt.Errorf("no item is named: %s", plain[0].String())
	}
	for _, id := range named {
		if !slices.Contains(items, id) {
			return fmt.Errorf("%s is no item of the article", id)
		}
	}
	for _, f := range m.figures {
		if of := carriers[f]; len(of) > 0 && !slices.ContainsFunc(of, func(id string) bool { return slices.Contains(named, id) }) {
			return fmt.Errorf("names %v, but %s is carried by %v", named, f, of)
		}
	}
	return nil
}

// carriers are the items of an article by the figure that they print.
func carriers(pack *content.Pack, article int) map[string][]string {
	out := map[string][]string{}
	for _, f := range collect(pack, article).list {
		out[f.text] = union(out[f.text], itemsOf(&pack.Policy, f.owners))
	}
	return out
}

func itemsByArticle(pack *content.Pack) map[int][]string {
	out := map[int][]string{}
	for i := range pack.Policy.Items {
		it := &pack.Policy.Items[i]
		out[it.Article] = append(out[it.Article], it.ID)
	}
	return out
}

func withoutWords(ds []Difference) []Difference {
	return slices.DeleteFunc(slices.Clone(ds), func(d Difference) bool { return d.Kind == Words || d.Kind == Missing })
}

func clip(s string, at int) string {
	return strings.ToValidUTF8(s[max(0, at-24):min(len(s), at+24)], "")
}

// Exchanging what two items of an article are worth, or the figures of two tiers,
// is found, and so is an item that has lost its figures: each figure is tied to
// the words near it.
func TestExchangedAmounts(t *testing.T) {
	text, err := Read("official", strings.NewReader(string(officialBytes(t))))
	if err != nil {
		t.Fatal(err)
	}
	pack := embedded(t)
	tried := 0
	try := func(what string, article int, exchange func(items []engine.Item), names ...string) {
		tried++
		other := *pack
		other.Policy.Items = slices.Clone(pack.Policy.Items)
		exchange(other.Policy.Items)
		a := &auditor{pack: &other, policy: &other.Policy, text: text}
		a.article(text.Article(article))
		var named []string
		for _, d := range a.out {
			named = union(named, d.Items)
		}
		if !slices.ContainsFunc(names, func(id string) bool { return slices.Contains(named, id) }) {
			t.Errorf("%s: named %v", what, named)
		}
	}
	items := pack.Policy.Items
	for i := range items {
		for k := range i {
			x, y := &items[i], &items[k]
			if x.Article != y.Article || len(x.Amount.Tiers) != 1 || len(y.Amount.Tiers) != 1 || figuresOf(pack, x) == figuresOf(pack, y) {
				continue
			}
			names := []string{}
			for _, it := range []*engine.Item{x, y} {
				if figuresOf(pack, it) != "" {
					names = append(names, it.ID)
				}
			}
			try("exchange "+x.ID+" and "+y.ID, x.Article, func(items []engine.Item) {
				items[i].Amount, items[k].Amount = items[k].Amount, items[i].Amount
			}, names...)
		}
		if figuresOf(pack, &items[i]) != "" {
			try("no figures for "+items[i].ID, items[i].Article, func(items []engine.Item) {
				items[i].Amount = engine.Amount{Kind: engine.Money, Tiers: []engine.Tier{{Certainty: engine.Unprinted}}}
			}, items[i].ID)
		}
		tiers := items[i].Amount.Tiers
		for a := range tiers {
			for b := range a {
				try(fmt.Sprintf("exchange tiers %d and %d of %s", a, b, items[i].ID), items[i].Article, func(items []engine.Item) {
					ts := slices.Clone(tiers)
					ts[a].Value, ts[b].Value = ts[b].Value, ts[a].Value
					ts[a].Certainty, ts[b].Certainty = ts[b].Certainty, ts[a].Certainty
					items[i].Amount.Tiers = ts
				}, items[i].ID)
			}
		}
	}
	if tried < 50 {
		t.Errorf("only %d changes", tried)
	}
	t.Logf("%d changes to the rules", tried)
}

// figuresOf lists the figures of an item's amount with their forms.
func figuresOf(pack *content.Pack, it *engine.Item) string {
	c := &collector{pack: pack}
	c.amount(&it.Amount, owner{item: it.ID})
	var out []string
	for _, f := range c.list {
		out = append(out, f.text+f.form.String())
	}
	return strings.Join(out, ",")
}
