package sheet

import (
	"fmt"
	"slices"
	"strings"

	"huiqi/engine"
	"huiqi/tui/present"
)

// result is what came out: how many items, and the boxes, never one grand total.
func (b *builder) result() Section {
	s := Section{Title: "结果"}
	if b.rep.Outside {
		s.Blocks = append(s.Blocks, Para("按所填，要问的事都不在实施期内：除条文自己另写了期限的，这份文件不适用，请向责任单位询问。"))
	}
	s.Blocks = append(s.Blocks, Para(b.counts()))
	if groups := b.boxes(); len(groups) > 0 {
		s.Blocks = append(s.Blocks, Table{
			Caption: "金额分栏：各栏分开看，不加成一个总数；没有列出的栏是空的",
			Head:    []string{"事项", "条文", "结论", "金额"}, Shares: []int{38, 11, 14, 37}, Groups: groups,
		})
	}
	return s
}

// counts says how many items came to what; those that do not match are counted
// and not listed.
func (b *builder) counts() string {
	near := 0
	rest := map[engine.Status]int{}
	for k := range b.rep.Items {
		switch it := &b.rep.Items[k]; {
		case it.Near:
			near++
		case it.Status < engine.Possible:
			rest[it.Status]++
		}
	}
	parts := []string{
		fmt.Sprintf("条件相符 %d 项（以审核为准）", len(b.rep.With(engine.Eligible))),
		fmt.Sprintf("待确认 %d 项", len(b.rep.With(engine.Possible))),
	}
	if near > 0 {
		parts = append(parts, fmt.Sprintf("相差一项 %d 项", near))
	}
	s := strings.Join(parts, "，") + "。"
	parts = nil
	for _, status := range []engine.Status{engine.Ineligible, engine.OutOfPeriod, engine.NotForApplicant} {
		if n := rest[status]; n > 0 {
			parts = append(parts, fmt.Sprintf("%s %d 项", present.Status(status, false), n))
		}
	}
	if len(parts) > 0 {
		s += strings.Join(parts, "，")
		if !b.All {
			s += "，没有列出"
			if b.IDs {
				s += "（逐项列出：加 --all）"
			}
		}
		s += "。"
	}
	if n := len(b.unheard); n > 0 {
		s += fmt.Sprintf("有没有这回事还没有答清楚的 %d 项，不算在内。", n)
	}
	return s
}

func (b *builder) boxes() []Group {
	var out []Group
	for i := range b.rep.Boxes {
		box := &b.rep.Boxes[i]
		if len(box.Matched)+len(box.Pending) == 0 {
			continue
		}
		g := Group{Title: fmt.Sprintf("%d %s", box.Box, box.Title), Notes: []string{box.Note}}
		for _, k := range slices.Concat(box.Matched, box.Pending) {
			g.Rows = append(g.Rows, b.overview(k))
		}
		for _, l := range box.Lines {
			if len(l.Items) == 1 && l.Label == "" {
				continue // the item says it
			}
			name := "条件相符的合计"
			switch {
			case l.Label != "":
				name += "：" + l.Label
			case len(box.Lines) > 1:
				name += "（另列的不在内）"
			}
			if l.Note != "" {
				g.Notes = append(g.Notes, l.Note+"。")
			}
			g.Rows = append(g.Rows, Row{Cells: []string{name, "", "", l.Text}, Sum: true})
		}
		out = append(out, g)
	}
	rights := Group{Title: present.Box(engine.BoxNone)}
	for _, s := range []engine.Status{engine.Eligible, engine.Possible} {
		for _, k := range b.rep.With(s) {
			if b.rep.Items[k].Box == engine.BoxNone {
				rights.Rows = append(rights.Rows, b.overview(k))
			}
		}
	}
	if len(rights.Rows) > 0 {
		out = append(out, rights)
	}
	return out
}

func (b *builder) overview(k int) Row {
	it := &b.rep.Items[k]
	return Row{Cells: []string{it.Title, article(it), verdict(it), it.Amount}}
}

func article(it *present.Item) string { return fmt.Sprintf("第%d条", it.Article) }

// verdict is the word for a table; that the unit's review decides stands above.
func verdict(it *present.Item) string {
	if it.Status == engine.Eligible {
		return "条件相符"
	}
	return it.StatusWord
}

// units are where to go, those with something that matches first, and what to ask
// there.
func (b *builder) units() Section {
	units := b.rep.ByUnit()
	if len(units) == 0 {
		return Section{}
	}
	slices.SortStableFunc(units, func(x, y present.UnitSection) int { return b.matched(y) - b.matched(x) })
	t := Table{Caption: "按责任单位，有条件相符的在前", Head: []string{"事项", "结论和金额", "去了问什么"}, Shares: []int{35, 37, 28}}
	for _, u := range units {
		g := Group{Title: u.Unit}
		if s := b.Contacts.Line(u.Unit); s != "" {
			g.Notes = []string{s}
		}
		for _, k := range u.Items {
			it := &b.rep.Items[k]
			g.Rows = append(g.Rows, Row{Cells: []string{it.Title + "（" + article(it) + "）", verdict(it) + "；" + it.Amount, strings.Join(b.asks(it), "；")}})
		}
		t.Groups = append(t.Groups, g)
	}
	when := "实施期里"
	if y := b.policy.From.Year; y == b.policy.To.Year {
		when = fmt.Sprintf("%d年", y)
	}
	return Section{Title: "先去哪个部门", Blocks: []Block{
		Para("不管去哪个部门，都先问：" + when + "的事现在还能不能申请，要交哪些材料，什么时候截止。" + noDeadlines),
		t,
	}}
}

// matched is 1 for a unit with something that matches.
func (b *builder) matched(u present.UnitSection) int {
	if slices.ContainsFunc(u.Items, func(k int) bool { return b.rep.Items[k].Status == engine.Eligible }) {
		return 1
	}
	return 0
}

// asks are the questions that the text leaves to the unit.
func (b *builder) asks(it *present.Item) []string {
	def := &b.policy.Items[it.Index]
	worth := b.rep.Result.Items[it.Index].Worth
	var out []string
	switch names := b.names(it.Missing); {
	case it.Status == engine.Possible:
		out = append(out, "是否相符"+names)
	case len(it.Missing) > 0:
		out = append(out, "金额按哪一档"+names)
	}
	for _, ask := range []struct {
		when bool
		what string
	}{
		{def.Amount.Kind == engine.Money && worth.Certainties.Has(engine.UpTo), "实际核定多少"},
		{def.Amount.Kind == engine.Money && worth.Certainties.Has(engine.Unprinted), "给多少"},
		{def.Amount.Pool == engine.AllLevels, "区里承担多少"},
		{it.Payer != "" && def.Amount.Payer == "", "由哪一级付款"},
		{def.Nature == engine.Pointer, "照哪个文件办"},
		{len(it.Alternatives) > 0, "按哪一种理解"},
	} {
		if ask.when {
			out = append(out, ask.what)
		}
	}
	if len(out) == 0 {
		out = append(out, "怎么办理")
	}
	return out
}

func (b *builder) names(questions []int) string {
	if len(questions) == 0 {
		return ""
	}
	var names []string
	for _, q := range questions {
		names = append(names, b.policy.Questions[q].Name)
	}
	return "（还差：" + few(names) + "）"
}

// few joins names and counts what is too much to read.
func few(names []string) string {
	const most = 4
	if len(names) <= most {
		return strings.Join(names, "、")
	}
	return fmt.Sprintf("%s等%d项", strings.Join(names[:most], "、"), len(names))
}

// open lists what is not known yet, what hangs on it, and whom to ask.
func (b *builder) open() Section {
	var g Group
	for q := range b.policy.Questions {
		var items, units []string
		for k := range b.rep.Items {
			it := &b.rep.Items[k]
			if !slices.Contains(it.Missing, q) {
				continue
			}
			items = append(items, it.Title)
			for _, u := range it.Units {
				if !slices.Contains(units, u) {
					units = append(units, u)
				}
			}
		}
		if len(items) > 0 {
			g.Rows = append(g.Rows, Row{Cells: []string{b.missing(q), few(items), few(units)}})
		}
	}
	if len(g.Rows) == 0 {
		return Section{}
	}
	return Section{Title: "待确认的，问谁", Blocks: []Block{Table{
		Caption: "弄清了这些，待确认的才能定下来", Head: []string{"要弄清的", "关系到", "问谁"}, Shares: []int{42, 34, 24}, Groups: []Group{g},
	}}}
}

// missing names a question that is open, and how far it was answered.
func (b *builder) missing(q int) string {
	def := &b.policy.Questions[q]
	s := b.title(def.Name, def.ID)
	switch v, given := b.Facts[def.ID]; {
	case given && v.Known():
		s += "，还没有列全，或有没填的"
	case given:
		s += "，现在填的是“不清楚”"
	}
	return s
}
