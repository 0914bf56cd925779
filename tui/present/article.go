package present

import (
	"fmt"
	"slices"
	"strings"

	"huiqi/engine"
)

// NatureNote says in plain words what a nature means for a person who asks.
func NatureNote(n engine.Nature) string {
	switch n {
	case engine.Benefit:
		return "写了给资金，或者少收钱；条件相符的才有，以审核为准"
	case engine.Right:
		return "不发钱，是一项权利、放宽或服务"
	case engine.Pointer:
		return "有没有、有多少，由别的文件决定，这里只是指个方向"
	}
	return "政府自己的目标、预算或工作，没有可以申请的"
}

// WhyNothing says why an article of the government's own plans gives nothing to
// claim, and what its figures are.
func WhyNothing(a *engine.Article) []string {
	out := []string{"这一条写的是政府自己要做什么、打算花多少钱，没有写谁符合什么条件可以得到什么。"}
	for _, of := range []struct{ class, what string }{
		{"budget", "预算安排，是政府打算花的总数"},
		{"target", "工作目标，是政府要做到的数"},
	} {
		var texts []string
		for _, f := range a.Figures {
			if f.Class == of.class && !slices.Contains(texts, f.Text) {
				texts = append(texts, f.Text)
			}
		}
		if len(texts) > 0 {
			out = append(out, strings.Join(texts, "、")+"："+of.what+"，不是某一个申请人能拿到的。")
		}
	}
	return out
}

// Chapter is a chapter's heading; Lead are the units that lead it.
func Chapter(p *engine.Policy, n int) (heading, lead string) {
	for _, c := range p.Chapters {
		if c.Number == n {
			return fmt.Sprintf("第%d章 %s", n, c.Title), Units(c.Units)
		}
	}
	return fmt.Sprintf("第%d章", n), ""
}

// Who says for whom the words of an item are; "" where the policy says nothing.
func Who(p *engine.Policy, it *engine.Item) string {
	q := find(p.Questions, p.Applicant)
	if q == nil || len(it.Who) == 0 {
		return ""
	}
	if len(it.Who) == len(q.Choices) {
		return "各类申请人"
	}
	return labels(q, it.Who)
}

// Terms are the printed terms of an item's amount, a line each: its tiers from
// the first that fits, the ceiling, whose money it is.
func Terms(p *engine.Policy, it *engine.Item) []string {
	a := &it.Amount
	if a.Kind != engine.Money {
		return []string{Amount(it, engine.Worth{})}
	}
	var out []string
	if len(a.Tiers) > 1 {
		out = append(out, "分几档，从上往下，第一个符合的算")
	}
	for i := range a.Tiers {
		out = append(out, tierTerms(p, &a.Tiers[i], len(a.Tiers) > 1))
	}
	if a.Ceiling != nil {
		out = append(out, a.CeilingScope+"最高"+constText(*a.Ceiling))
	}
	if a.Pool == engine.AllLevels {
		out = append(out, "是各级财政加在一起的数")
	}
	if a.Payer != "" {
		out = append(out, "出资："+a.Payer)
	}
	if a.Line != "" {
		out = append(out, a.Line)
	}
	return out
}

func tierTerms(p *engine.Policy, t *engine.Tier, several bool) string {
	s := "原文未写明"
	if t.Value != nil {
		s = Formula(p, t.Value)
		if t.Certainty == engine.UpTo {
			s = "最高 " + s
		}
	}
	head := t.Text
	if t.If != nil {
		guard := Text(p, nil, t.If)
		if head == "" {
			head = guard
		} else if head != guard {
			head += "（" + guard + "）"
		}
	}
	if head == "" && several {
		head = "其余"
	}
	if head != "" {
		s = head + "：" + s
	}
	return s
}

// Ceiling words a ceiling that several items share.
func Ceiling(g *engine.Group) string { return g.Scope + "最高" + constText(g.Ceiling) }

// ItemTitles joins the titles of items, but one, in the policy's order.
func ItemTitles(p *engine.Policy, ids []string, but string) string {
	var titles []string
	for i := range p.Items {
		if id := p.Items[i].ID; id != but && slices.Contains(ids, id) {
			titles = append(titles, p.Items[i].Title)
		}
	}
	return strings.Join(titles, "、")
}

// Shared is what the text says of a ceiling that several items share.
func Shared(p *engine.Policy, g *engine.Group) string {
	return Ceiling(g) + "，合在一起算的有：" + ItemTitles(p, g.Items, "")
}
