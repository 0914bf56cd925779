package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"huiqi/engine"
	"huiqi/tui/present"
)

// TextOptions say how much a text holds.
type TextOptions struct {
	All bool // also the items that do not match, and those not asked about yet
}

// printer writes one case as plain text.
type printer struct {
	page
	*findings
	rep *present.Report // of the items shown
	// unheard are the items of whose matter nothing was said; they are summed up.
	unheard []int
}

// WriteText writes a case as plain Chinese for 80 columns.
func WriteText(w io.Writer, c Case, o TextOptions) error {
	f, err := find(c)
	if err != nil {
		return err
	}
	p := &printer{findings: f}
	scope := f.scope
	if !o.All {
		if scope, err = p.heard(); err != nil {
			return err
		}
	}
	p.rep, err = present.Build(present.Source{Program: c.Program, Facts: c.Facts, Scope: scope, Moot: f.iv.Moot(), Outside: f.iv.Outside()})
	if err != nil {
		return err
	}
	if err := p.top(); err != nil {
		return err
	}
	p.boxes()
	p.groups()
	p.section(engine.Eligible)
	p.section(engine.Possible)
	p.unasked()
	p.near()
	p.rest(o.All)
	p.units()
	if err := p.open(o.All); err != nil {
		return err
	}
	p.answers()
	return p.flush(w)
}

// heard is the scope without the items that are open only because nothing was
// said of their matter; it notes those.
func (p *printer) heard() (engine.Scope, error) {
	var ids []string
	for i := range p.policy.Items {
		if !p.scope.Has(i) {
			continue
		}
		x, err := p.explain(i)
		if err != nil {
			return p.scope, err
		}
		if x.Item.Status == engine.Possible && slices.ContainsFunc(x.Conditions.Of, p.silent) {
			p.unheard = append(p.unheard, i)
			continue
		}
		ids = append(ids, p.policy.Items[i].ID)
	}
	if len(ids) == 0 {
		return p.Program.NoScope(), nil
	}
	return p.Program.ScopeOf(ids...)
}

// silent reports whether a condition is an item's matter, and no answer says
// anything of it.
func (p *printer) silent(n engine.Node) bool {
	return n.Role == engine.RoleEvent && n.Truth == engine.Unknown &&
		!slices.ContainsFunc(present.Questions(n.Cond), func(id string) bool { return p.Facts[id].Known() })
}

func (p *printer) top() error {
	pol := p.policy
	p.line(pol.Number + " 自查结果")
	p.indent(0, pol.Title)
	p.line("实施期：" + present.Period(pol) + "，首尾两天都算")
	p.line("规则摘要：" + short(p.Digest))
	p.head("看结果之前")
	for _, c := range p.rep.Cautions {
		p.put("· ", c)
	}
	if p.rep.Outside {
		p.gap()
		p.indent(0, "按所填，要问的事都不在实施期内：除条文自己另写了期限的，这份文件不适用，请向责任单位询问。")
	}
	ignored, err := p.ignored()
	if err != nil {
		return err
	}
	if conflicts := p.conflicts(); len(ignored)+len(conflicts) > 0 {
		p.head("前后矛盾的回答")
		for _, g := range ignored {
			p.put("· ", fmt.Sprintf("%s〔%s〕没有采用：%s。", g.Name, g.At(), g.Reason))
		}
		for _, k := range conflicts {
			p.put("· ", fmt.Sprintf("%s〔%s〕%s。", k.Name, k.At(), k.Text))
		}
	}
	return nil
}

// short is the beginning of a digest, enough to tell two apart.
func short(digest string) string { return digest[:min(12, len(digest))] }

var boxColumns = []int{26, 25, 25}

func (p *printer) boxes() {
	p.head("金额分栏（各栏分开看，不加成一个总数）")
	empty := true
	for i := range p.rep.Boxes {
		b := &p.rep.Boxes[i]
		if len(b.Matched)+len(b.Pending) == 0 {
			continue
		}
		if empty {
			p.columns(boxColumns, "", "条件相符", "待确认")
			empty = false
		}
		p.box(b)
	}
	if empty {
		p.line("没有条件相符或待确认的金额。")
	} else {
		p.line("没有列出的栏都是空的。")
	}
	if len(p.unheard) > 0 {
		p.line(fmt.Sprintf("有没有这回事还没有答清楚的 %d 项，没有列在这里。", len(p.unheard)))
	}
}

func (p *printer) box(b *present.BoxSection) {
	title := fmt.Sprintf("%d %s", b.Box, b.Title)
	switch b.Box {
	case engine.BoxExact:
		p.columns(boxColumns, title, count(len(b.Matched)), count(len(b.Pending)))
		p.sums(b)
	case engine.BoxUnprinted, engine.BoxPointer:
		p.columns(boxColumns, title, count(len(b.Matched)), count(len(b.Pending)))
	default:
		p.columns(boxColumns, title, count(len(b.Matched)), count(len(b.Pending)))
		for _, k := range b.Matched {
			p.columns(boxColumns, "  "+p.rep.Items[k].Title, p.rep.Items[k].Amount, "")
		}
		for _, k := range b.Pending {
			p.columns(boxColumns, "  "+p.rep.Items[k].Title, "", p.rep.Items[k].Amount)
		}
	}
	p.put("  · ", b.Note)
}

func count(n int) string {
	if n == 0 {
		return "—"
	}
	return fmt.Sprintf("%d 项", n)
}

// sums writes the lines of box 1, which add up what matches, and the items: those
// that match beside those that are open, which are never added up.
func (p *printer) sums(b *present.BoxSection) {
	for _, l := range b.Lines {
		label := l.Label
		if label == "" {
			label = "合计"
		}
		p.columns(boxColumns, "  "+label, l.Text, "")
		if l.Note != "" {
			p.put("  · ", l.Note)
		}
	}
	for _, k := range b.Matched {
		p.columns(boxColumns, "  "+p.rep.Items[k].Title, p.rep.Items[k].Amount, "")
	}
	for _, k := range b.Pending {
		p.columns(boxColumns, "  "+p.rep.Items[k].Title, "", p.rep.Items[k].Amount)
	}
}

func (p *printer) groups() {
	if len(p.rep.Groups) == 0 {
		return
	}
	p.head("几项合用的上限")
	for _, g := range p.rep.Groups {
		p.put("· ", g.Title+"："+g.Ceiling)
		p.indent(2, "管着："+strings.Join(g.Items, "、"))
		if g.Matched != "" {
			p.indent(2, "条件相符的合计："+g.Matched)
		}
		p.points(2, "另一种理解：", g.Alternatives)
		p.points(2, "说明：", g.Notes)
	}
}

// section writes the items of one verdict in full.
func (p *printer) section(s engine.Status) {
	title := present.Status(s, false)
	in := p.rep.With(s)
	if len(in) == 0 {
		if s == engine.Eligible {
			p.head(title + "：没有")
		}
		return
	}
	p.items(title, in)
}

// items writes items of the report in full.
func (p *printer) items(title string, in []int) {
	p.head(fmt.Sprintf("%s：%d 项", title, len(in)))
	for n, k := range in {
		if n > 0 {
			p.gap()
		}
		p.item(&p.rep.Items[k])
	}
}

// item writes one verdict with its reasons.
func (p *printer) item(it *present.Item) {
	p.put("", fmt.Sprintf("%s〔%s〕", it.Title, it.ID))
	p.indent(2, fmt.Sprintf("第%d条 %s", it.Article, it.ArticleTitle))
	p.indent(2, "结论："+it.StatusWord)
	if it.Status >= engine.Possible {
		p.indent(2, "金额："+it.Amount)
		if it.Payer != "" {
			p.indent(2, "出资："+it.Payer)
		}
	}
	p.indent(2, "责任单位："+present.Units(it.Units))
	if len(it.Conditions) > 0 {
		p.indent(2, "条件：")
		for _, c := range it.Conditions {
			s := c.Text
			if c.Have != "" {
				s += "（所填：" + c.Have + "）"
			}
			p.put(strings.Repeat(" ", 4+2*c.Depth)+present.Mark(c.Truth)+" ", s)
		}
	}
	if it.Status >= engine.Possible {
		p.points(2, "算法：", it.Arithmetic)
	}
	for i := range p.policy.Groups {
		if g := &p.policy.Groups[i]; it.Status >= engine.Possible && slices.Contains(g.Items, it.ID) {
			p.indent(2, fmt.Sprintf("合用上限：和%s合计，%s最高%s", others(p.policy, g.Items, it.ID), g.Scope, g.Ceiling.Text))
		}
	}
	p.points(2, "相差：", it.Distances)
	p.points(2, "另一种理解：", it.Alternatives)
	p.points(2, "还差的回答：", p.questions(it.Missing))
	p.points(2, "说明：", it.Notes)
}

// others joins the titles of the items but one.
func others(p *engine.Policy, ids []string, but string) string {
	return joinTitles(p, slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return id == but }))
}

func (p *printer) questions(qs []int) []string {
	var out []string
	for _, q := range qs {
		s := fmt.Sprintf("%s〔%s〕", p.policy.Questions[q].Name, p.policy.Questions[q].ID)
		switch v, given := p.Facts[p.policy.Questions[q].ID]; {
		case given && v.Known():
			s += "，还没有列全，或有没填的"
		case given:
			s += "，现在填的是“不清楚”"
		}
		out = append(out, s)
	}
	return out
}

// unasked sums up the items of whose matter nothing was said.
func (p *printer) unasked() {
	if len(p.unheard) == 0 {
		return
	}
	p.head(fmt.Sprintf("有没有这回事还没有答清楚的：%d 项", len(p.unheard)))
	const most = 12
	if len(p.unheard) <= most {
		for _, i := range p.unheard {
			it := &p.policy.Items[i]
			p.put("· ", fmt.Sprintf("%s〔%s〕，第%d条，%s", it.Title, it.ID, it.Article, present.Units(it.Units)))
		}
	} else {
		for _, t := range p.policy.Topics {
			n := 0
			for _, i := range p.unheard {
				if p.policy.Items[i].Topic == t.ID {
					n++
				}
			}
			if n > 0 {
				p.put("· ", fmt.Sprintf("%s（%s）：%d 项", t.Label, t.ID, n))
			}
		}
	}
	p.line("加 --all 逐项列出；用 --scope 只看一类、一条或一项。")
}

// near writes the items that fail by one condition.
func (p *printer) near() {
	var in []int
	for k := range p.rep.Items {
		if p.rep.Items[k].Near {
			in = append(in, k)
		}
	}
	if len(in) > 0 {
		p.items(present.Status(engine.Ineligible, true), in)
	}
}

// rest counts what does not match, or lists it.
func (p *printer) rest(all bool) {
	var counts []string
	for _, s := range []engine.Status{engine.Ineligible, engine.OutOfPeriod, engine.NotForApplicant} {
		in := slices.DeleteFunc(p.rep.With(s), func(k int) bool { return p.rep.Items[k].Near })
		switch {
		case len(in) == 0:
		case all:
			p.items(present.Status(s, false), in)
		default:
			counts = append(counts, fmt.Sprintf("%s %d 项", present.Status(s, false), len(in)))
		}
	}
	if len(counts) > 0 {
		p.head("其余")
		p.indent(0, strings.Join(counts, "，")+"。加 --all 逐项列出。")
	}
}

func (p *printer) units() {
	sections := p.rep.ByUnit()
	if len(sections) == 0 {
		return
	}
	p.head("按责任单位")
	for _, u := range sections {
		p.line(u.Unit)
		for _, k := range u.Items {
			it := &p.rep.Items[k]
			p.put("  · ", fmt.Sprintf("%s（第%d条）：%s", it.Title, it.Article, it.StatusWord))
		}
	}
}

// open lists the questions that still matter; those of unheard items alone are
// counted.
func (p *printer) open(all bool) error {
	next, err := p.next()
	if err != nil || len(next) == 0 {
		return err
	}
	p.head("还要回答的问题")
	others := 0
	for _, n := range next {
		pd := n.engine
		if !all && !slices.ContainsFunc(pd.Stakes.Items, func(i int) bool { return !slices.Contains(p.unheard, i) }) {
			others++
			continue
		}
		s := fmt.Sprintf("%s〔%s〕：%s", n.Name, n.Question, present.Stakes(p.policy, pd.Stakes))
		switch n.State {
		case "waits":
			s += "（要不要答，看别的回答）"
		case "unknown":
			s += "（现在填的是“不清楚”）"
		case "incomplete":
			s += "（还没有列全，或有没填的）"
		}
		p.put("· ", s)
	}
	if others > 0 {
		p.line(fmt.Sprintf("另有 %d 题，只关系到有没有这回事还没有答清楚的事项。", others))
	}
	p.line("答了这些，待确认的才能定下来；写法见 huiqi questions 题号。")
	return nil
}

func (p *printer) answers() {
	if len(p.rep.Answers) == 0 {
		return
	}
	p.head("按这些回答得出")
	for _, a := range p.rep.Answers {
		s := a.Name + "：" + a.Text
		switch {
		case a.Ignored:
			s += "（没有采用）"
		case a.Moot:
			s += "（不影响结果）"
		}
		p.put("· ", s)
	}
}

// WriteItem writes one item of a case: conditions, tiers, arithmetic and what is
// open.
func WriteItem(w io.Writer, c Case, item int) error {
	it, err := present.BuildItem(c.Program, c.Facts, item)
	if err != nil {
		return err
	}
	f, err := start(c)
	if err != nil {
		return err
	}
	p := &printer{findings: f}
	p.line(p.policy.Number + "，实施期 " + present.Period(p.policy))
	p.indent(0, "仅供自查，不是受理、审批的决定，也不是付款的承诺；以责任单位审核为准。")
	p.gap()
	p.item(it)
	if err := p.tiers(item); err != nil {
		return err
	}
	if it.Summary != "" {
		p.gap()
		p.indent(0, it.Summary)
	}
	return p.flush(w)
}

// tiers writes the tiers of an amount and why each applies or not.
func (p *printer) tiers(item int) error {
	x, err := p.explain(item)
	if err != nil || len(x.Tiers) < 2 {
		return err
	}
	p.indent(2, "分档（从上往下，第一个符合的）：")
	for _, t := range x.Tiers {
		def := &p.policy.Items[item].Amount.Tiers[t.Tier]
		s := present.TierName(p.policy, def)
		if def.Text != "" && def.Value != nil {
			s += "：" + tierFormula(p.policy, def)
		}
		p.put("    "+present.Mark(tierTruth(x, t))+" ", s)
		if t.Guard != nil {
			p.tree(present.GuardTree(p.policy, p.Facts, t.Guard), 6)
		}
	}
	return nil
}

// tree writes a condition and its parts.
func (p *printer) tree(t present.Tree, n int) {
	s := t.Text
	if t.Have != "" {
		s += "（所填：" + t.Have + "）"
	}
	if t.Op == "all" && t.Question == "" { // a plain conjunction needs no line
		n -= 2
	} else {
		p.put(strings.Repeat(" ", n)+present.Mark(t.Truth)+" ", s)
	}
	for _, k := range t.Of {
		p.tree(k, n+2)
	}
}
