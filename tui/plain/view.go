package plain

import (
	"fmt"
	"slices"
	"strings"

	"huiqi/engine"
	"huiqi/tui/present"
	"huiqi/tui/session"
)

// view is the result as it stands, for lines. What was not asked about yet is
// counted, not listed.
type view struct {
	d       *dialogue
	all     *present.Report // every item in scope; gives the numbers
	rep     *present.Report // without what was not asked about
	unheard []int           // items of the policy
	left    int             // questions that can still come
	over    bool            // nothing can be typed any more
	entries []entry
}

// entry is one answer that can be changed.
type entry struct {
	step                session.Step
	id                  string // of the question; "" for topics
	name, value, remark string
}

func (d *dialogue) view() (*view, error) {
	iv := d.iv
	build := func(scope engine.Scope) (*present.Report, error) {
		return present.Build(present.Source{Program: d.prog, Facts: iv.Facts(), Scope: scope, Moot: iv.Moot(), Outside: iv.Outside(), Contacts: d.o.Contacts})
	}
	v := &view{d: d}
	var err error
	if v.all, err = build(iv.Scope()); err != nil {
		return nil, err
	}
	v.rep = v.all
	if v.unheard, err = present.Unheard(d.prog, iv.Facts(), iv.Scope()); err != nil {
		return nil, err
	}
	if iv.Outside() {
		v.unheard = nil
	}
	if len(v.unheard) > 0 {
		heard := d.prog.NoScope()
		var ids []string
		for k := range v.all.Items {
			if it := &v.all.Items[k]; !slices.Contains(v.unheard, it.Index) {
				ids = append(ids, it.ID)
			}
		}
		if len(ids) > 0 {
			if heard, err = d.prog.ScopeOf(ids...); err != nil {
				return nil, err
			}
		}
		if v.rep, err = build(heard); err != nil {
			return nil, err
		}
	}
	if v.left, err = d.left(); err != nil {
		return nil, err
	}
	v.answers()
	return v, nil
}

// left is how many questions can still come, also where that is not promised.
func (d *dialogue) left() (int, error) {
	a, err := d.iv.Agenda()
	if err != nil {
		return 0, err
	}
	return a.AtMost, nil
}

// finished reports whether nothing is left to ask.
func (d *dialogue) finished() bool {
	if d.iv == nil {
		return false
	}
	s, err := d.iv.Next()
	n, fault := d.left()
	return err == nil && fault == nil && s.Kind == session.Finished && n == 0
}

// answers lists what can be changed: the topics stand after the opening
// questions.
func (v *view) answers() {
	p := v.d.policy
	topics := v.d.iv.Whole() && v.d.iv.TopicsChosen()
	addTopics := func() {
		var labels []string
		for _, n := range v.d.iv.Names() {
			labels = append(labels, v.d.topicLabel(n))
		}
		v.entries = append(v.entries, entry{step: session.Step{Kind: session.AskTopics}, name: topicsName, value: strings.Join(labels, "、")})
		topics = false
	}
	for _, a := range v.all.Answers {
		q := &p.Questions[a.Question]
		if topics && q.ID != p.Gate.Question && q.ID != p.Applicant {
			addTopics()
		}
		e := entry{step: session.Step{Kind: session.AskQuestion, Question: a.Question}, id: q.ID, name: a.Name, value: a.Text}
		switch {
		case a.Ignored:
			e.remark = "与其他答案矛盾，这一题不适用，没有用到"
		case a.Moot:
			e.remark = "按现在的其他答案，这一题已不影响结果"
		}
		v.entries = append(v.entries, e)
	}
	if topics {
		addTopics()
	}
}

// number is what an item is called by: its place among all in scope.
func (v *view) number(it *present.Item) int {
	return 1 + slices.IndexFunc(v.all.Items, func(x present.Item) bool { return x.Index == it.Index })
}

// change says how to change the answer to a question, or where it comes up.
func (v *view) change(id string) string {
	i := slices.IndexFunc(v.entries, func(e entry) bool { return e.id == id && id != "" })
	if i < 0 {
		return ""
	}
	return fmt.Sprintf("c %d", i+1)
}

// text is the result as it is read out at the end.
func (v *view) text(title string) []string {
	out := []string{"", title}
	out = append(out, v.summary()...)
	if v.rep.Outside {
		return append(out, v.outside()...)
	}
	if len(v.all.Items) == 0 {
		out = append(out, "这里没有可以申请的事项。")
		return append(out, v.cautions()...)
	}
	out = append(out, v.boxes()...)
	if len(v.rep.ByUnit()) > 0 {
		out = append(out, v.units()...)
	}
	return append(out, v.cautions()...)
}

// summary is what comes first: the counts and what is still open.
func (v *view) summary() []string {
	if v.rep.Outside {
		return nil
	}
	yes, open, near := 0, 0, 0
	for k := range v.all.Items {
		switch it := &v.all.Items[k]; {
		case it.Status == engine.Eligible:
			yes++
		case it.Status == engine.Possible:
			open++
		case it.Near:
			near++
		}
	}
	out := []string{fmt.Sprintf("条件相符 %d 项，待确认 %d 项，相差一项 %d 项。", yes, open, near)}
	if v.left > 0 {
		out = append(out, fmt.Sprintf("还有题没有答（至多 %d 题）%s；没有答的，先算作待确认。", v.left, v.hint("，输入 n 接着答")))
	}
	if n := len(v.unheard); n > 0 {
		out = append(out, fmt.Sprintf("待确认的当中有 %d 项还没有问到，下面没有列出%s。", n, v.hint("；输入 6 逐项列出")))
	}
	for i := range v.d.policy.Questions {
		q := &v.d.policy.Questions[i]
		if rows, ok := v.d.drafts[q.ID]; ok {
			s := fmt.Sprintf("“%s”填了 %d 项，还没有说是不是就这些，没有算进去", q.Name, len(rows))
			if _, given := v.d.iv.Get(q.ID); given {
				s = fmt.Sprintf("“%s”改了还没有确定，仍按原来的答案算", q.Name)
			}
			out = append(out, s+"。")
		}
	}
	return out
}

// hint is what can be typed, where something can.
func (v *view) hint(s string) string {
	if v.over {
		return ""
	}
	return s
}

func (v *view) outside() []string {
	p := v.d.policy
	out := []string{"你要问的事都不在" + present.Period(p) + "，问题到此为止。"}
	if s := present.OutsideNote(p); s != "" {
		out = append(out, s)
	}
	out = append(out, "", "各章的牵头单位")
	for _, c := range p.Chapters {
		out = append(out, "- "+c.Title+"："+present.Units(c.Units))
	}
	return append(out, v.cautions()...)
}

func (v *view) cautions() []string {
	out := []string{"", "请注意"}
	for _, c := range v.rep.Cautions {
		out = append(out, "- "+c)
	}
	return out
}

// item is one verdict on a line. Where the heading does not say the verdict, it
// stands on the line.
func (v *view) item(it *present.Item, verdict bool) string {
	s := fmt.Sprintf("%d. 第%d条 %s：", v.number(it), it.Article, it.Title)
	if verdict || it.Status < engine.Possible {
		s += it.StatusWord
		if it.Status >= engine.Possible {
			s += "，"
		}
	}
	if it.Status >= engine.Possible {
		s += it.Amount
	}
	return s
}

// items lists verdicts with what to do about each.
func (v *view) items(in []int, verdict bool) []string {
	var out []string
	for _, k := range in {
		it := &v.rep.Items[k]
		out = append(out, v.item(it, verdict))
		if it.Status >= engine.Possible {
			out = append(out, "  去找："+present.Units(it.Units))
		}
		if names := v.missing(it); it.Status == engine.Possible && len(names) > 0 {
			out = append(out, "  要弄清："+strings.Join(names, "、"))
		}
		for _, s := range it.Distances {
			out = append(out, "  相差："+s)
		}
	}
	return out
}

func (v *view) missing(it *present.Item) []string {
	var out []string
	for _, q := range it.Missing {
		out = append(out, v.d.policy.Questions[q].Name)
	}
	return out
}

// boxes is the result by kind of sum, never one number.
func (v *view) boxes() []string {
	var out []string
	heading := func(s string) { out = append(out, "", s) }
	sums := func(word string, ls []present.LineText) {
		for _, l := range ls {
			label := word
			if l.Label != "" {
				label += "（" + l.Label + "）"
			}
			out = append(out, label+"："+l.Text)
			if l.Note != "" {
				out = append(out, "  "+l.Note)
			}
		}
	}
	parts := func(matched, pending []int, m []present.LineText) {
		if len(matched) > 0 {
			out = append(out, present.Status(engine.Eligible, false)+"：")
			sums("合计", m)
			out = append(out, v.items(matched, false)...)
		}
		if len(pending) > 0 {
			out = append(out, present.Status(engine.Possible, false)+"（不计入相符的合计）：")
			out = append(out, v.items(pending, false)...)
		}
	}
	for i := range v.rep.Boxes {
		b := &v.rep.Boxes[i]
		if len(b.Matched)+len(b.Pending) == 0 {
			continue
		}
		heading("【" + b.Title + "】" + b.Note)
		parts(b.Matched, b.Pending, b.Lines)
	}
	var yes, open []int
	for k := range v.rep.Items {
		switch it := &v.rep.Items[k]; {
		case it.Box != engine.BoxNone:
		case it.Status == engine.Eligible:
			yes = append(yes, k)
		case it.Status == engine.Possible:
			open = append(open, k)
		}
	}
	if len(yes)+len(open) > 0 {
		heading("【" + present.Box(engine.BoxNone) + "】" + present.BoxNote(engine.BoxNone))
		parts(yes, open, nil)
	}
	for _, g := range v.rep.Groups {
		heading("【共用上限】" + g.Title + "：" + g.Ceiling)
		if g.Matched != "" {
			out = append(out, "相符的合计："+g.Matched)
		}
		for _, s := range g.Alternatives {
			out = append(out, "- "+s)
		}
		for _, s := range g.Notes {
			out = append(out, "- "+s)
		}
	}
	if len(out) == 0 {
		s := "按所填的情况，没有相符或待确认的项目" + v.hint("；输入 5 看为什么不相符") + "。"
		if len(v.unheard) > 0 {
			s = "问到过的里面，没有相符或待确认的项目。"
		}
		out = append(out, "", s)
	}
	return out
}

// articles is the result in the policy's order.
func (v *view) articles() []string {
	var out []string
	last := 0
	for k := range v.rep.Items {
		it := &v.rep.Items[k]
		if it.Status < engine.Possible {
			continue
		}
		if it.Article != last {
			last = it.Article
			out = append(out, "", fmt.Sprintf("第%d条 %s", it.Article, it.ArticleTitle))
		}
		out = append(out, v.items([]int{k}, true)...)
	}
	return orNone(out, "没有相符或待确认的项目。")
}

func orNone(lines []string, s string) []string {
	if len(lines) == 0 {
		return []string{"", s}
	}
	return lines
}

// units is whom to go to.
func (v *view) units() []string {
	out := []string{"", "【去哪个部门】"}
	secs := v.rep.ByUnit()
	for _, u := range secs {
		out = append(out, u.Unit+"：")
		if s := v.rep.Contacts.Line(u.Unit); s != "" {
			out = append(out, "  "+s)
		}
		for _, k := range u.Items {
			out = append(out, "  "+v.item(&v.rep.Items[k], true))
		}
	}
	if len(secs) == 0 {
		out = append(out, "没有相符或待确认的项目。")
	}
	return out
}

// near are the items that fail by one condition, and those that match but stand
// one condition below a better tier.
func (v *view) near() []string {
	var near, better []int
	for k := range v.rep.Items {
		switch it := &v.rep.Items[k]; {
		case it.Near:
			near = append(near, k)
		case it.Status == engine.Eligible && len(it.Distances) > 0:
			better = append(better, k)
		}
	}
	out := []string{"", "没有只差一个条件的项目。"}
	if len(near) > 0 {
		out = append([]string{"", "【" + present.Status(engine.Ineligible, true) + "】"}, v.items(near, true)...)
	}
	if len(better) > 0 {
		out = append(out, "", "已相符，但离另一档只差一个条件：")
		out = append(out, v.items(better, true)...)
	}
	return out
}

// refused are the items that do not match, by reason.
func (v *view) refused() []string {
	var out []string
	for _, s := range []engine.Status{engine.OutOfPeriod, engine.Ineligible, engine.NotForApplicant} {
		in := slices.DeleteFunc(v.rep.With(s), func(k int) bool { return v.rep.Items[k].Near })
		if len(in) == 0 {
			continue
		}
		out = append(out, "", "【"+present.Status(s, false)+"】")
		out = append(out, v.items(in, true)...)
	}
	return orNone(out, "没有不相符的项目。")
}

// unasked are the items that no question was put about.
func (v *view) unasked() []string {
	if len(v.unheard) == 0 {
		return []string{"", "没有还没问到的项目。"}
	}
	out := []string{"", "【还没有问到】"}
	for _, i := range v.unheard {
		k := slices.IndexFunc(v.all.Items, func(x present.Item) bool { return x.Index == i })
		out = append(out, v.item(&v.all.Items[k], false))
	}
	return out
}

// mine lists the answers with their numbers.
func (v *view) mine() []string {
	out := []string{"", "【我的答案】输入 c 和前面的数字可以改；改一题，其他答案都保留。"}
	for i, e := range v.entries {
		s := fmt.Sprintf("%d. %s：%s", i+1, e.name, e.value)
		if e.remark != "" {
			s += "（" + e.remark + "）"
		}
		out = append(out, s)
	}
	if len(v.entries) == 0 {
		out = append(out, "还没有答过题。")
	}
	return out
}

// detail is one verdict in full.
func (v *view) detail(it *present.Item) []string {
	open := it.Status >= engine.Possible || it.Near
	out := []string{"", fmt.Sprintf("%d. %s", v.number(it), it.Title), "结论：" + it.StatusWord}
	field := func(label, value string) {
		if value != "" {
			out = append(out, label+"："+value)
		}
	}
	section := func(title string, lines []string) {
		if len(lines) == 0 {
			return
		}
		out = append(out, title+"：")
		for _, s := range lines {
			out = append(out, "- "+s)
		}
	}
	if open {
		field("金额", it.Amount)
		if it.Box != engine.BoxNone {
			field("归类", present.Box(it.Box))
		}
		field("资金", it.Payer)
	}
	field("去找", present.Units(it.Units))
	for _, s := range it.Contacts {
		out = append(out, "  "+s)
	}
	field("依据", fmt.Sprintf("第%d条 %s", it.Article, it.ArticleTitle))
	field("说的是", it.Summary)
	if open {
		section("怎么算", it.Arithmetic)
	}
	var conds []string
	for _, c := range it.Conditions {
		s := strings.Repeat("  ", c.Depth) + present.Said(c.Truth) + "：" + c.Text
		var more []string
		if c.Have != "" {
			more = append(more, "所填："+c.Have)
		}
		if how := v.change(c.Question); how != "" {
			more = append(more, "改："+how)
		}
		if len(more) > 0 {
			s += "（" + strings.Join(more, "；") + "）"
		}
		conds = append(conds, s)
	}
	section("条件", conds)
	var missing []string
	for _, q := range it.Missing {
		s := v.d.policy.Questions[q].Name
		how := v.change(v.d.policy.Questions[q].ID)
		if how == "" {
			how = "还没有答，n 接着答"
		}
		missing = append(missing, s+"（"+how+"）")
	}
	section("还不知道的，拿不准请问"+present.Units(it.Units), missing)
	section("相差", it.Distances)
	section("另一种理解", it.Alternatives)
	section("说明", it.Notes)
	if p, ok := present.PrintedOf(v.d.o.Official, it.Article); ok {
		out = append(out, fmt.Sprintf("原文：%s %s；看第%d条的原文，输入 p %d", p.Mark, p.Says, it.Article, it.Article))
	}
	return out
}
