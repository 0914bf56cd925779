package sheet

import (
	"fmt"
	"slices"
	"strings"

	"huiqi/engine"
	"huiqi/tui/present"
)

// verdict is the items of one verdict in full.
func (b *builder) verdict(s engine.Status) Section {
	out := Section{Title: present.Status(s, false)}
	n := 0
	for _, k := range b.rep.With(s) {
		if it := &b.rep.Items[k]; !it.Near {
			out.Parts = append(out.Parts, b.item(it))
			n++
		}
	}
	out.Title += fmt.Sprintf("：%d 项", n)
	return out
}

// near is the items that fail by one condition, a line each.
func (b *builder) near() Section {
	var points []string
	for k := range b.rep.Items {
		if it := &b.rep.Items[k]; it.Near {
			points = append(points, fmt.Sprintf("%s（%s，%s）：%s", b.title(it.Title, it.ID), article(it), present.Units(it.Units), strings.Join(it.Distances, "；")))
		}
	}
	return Section{Title: fmt.Sprintf("%s：%d 项", present.Status(engine.Ineligible, true), len(points)), Blocks: list("", points)}
}

func (b *builder) item(it *present.Item) Part {
	notes := it.Notes
	own := present.ItemNotes(&b.policy.Items[it.Index])
	if with, told := b.told[it.Article]; told && len(notes) > len(own) {
		notes = append(slices.Clone(own), fmt.Sprintf("整个%s的说明写在“%s”下面。", article(it), with))
	} else if !told {
		b.told[it.Article] = it.Title
	}
	return Part{Title: b.title(it.Title, it.ID), Blocks: itemBlocks(b.policy, it, notes, b.missing)}
}

// Item is one item of a case in full.
func Item(prog *engine.Program, f engine.Facts, item int) (Part, error) {
	it, err := present.BuildItem(prog, f, item)
	if err != nil {
		return Part{}, err
	}
	b := &builder{Input: Input{Source: present.Source{Program: prog, Facts: f}, IDs: true}, policy: prog.Policy()}
	return Part{Title: b.title(it.Title, it.ID), Blocks: itemBlocks(b.policy, it, it.Notes, b.missing)}, nil
}

func itemBlocks(p *engine.Policy, it *present.Item, notes []string, missing func(int) string) []Block {
	can := it.Status >= engine.Possible
	pairs := Pairs{{"条文", article(it) + " " + it.ArticleTitle}, {"结论", it.StatusWord}}
	if can {
		pairs = append(pairs, Pair{"金额", it.Amount})
		if it.Payer != "" {
			pairs = append(pairs, Pair{"出资", it.Payer})
		}
	}
	pairs = append(pairs, Pair{"责任单位", present.Units(it.Units)})
	if can {
		for i := range p.Groups {
			if g := &p.Groups[i]; slices.Contains(g.Items, it.ID) {
				pairs = append(pairs, Pair{"合用上限", "和" + present.ItemTitles(p, g.Items, it.ID) + "合计，" + present.Ceiling(g)})
			}
		}
	}
	out := []Block{pairs}
	conditions := List{Label: "条件"}
	for _, c := range it.Conditions {
		s := c.Text
		if c.Have != "" {
			s += "（所填：" + c.Have + "）"
		}
		conditions.Points = append(conditions.Points, Point{Mark: present.Mark(c.Truth), Said: present.Said(c.Truth), Text: s, Depth: c.Depth})
	}
	if len(conditions.Points) > 0 {
		out = append(out, conditions)
	}
	if can {
		out = append(out, list("算法", it.Arithmetic)...)
	}
	var open []string
	for _, q := range it.Missing {
		open = append(open, missing(q))
	}
	out = append(out, list("相差", it.Distances)...)
	out = append(out, list("另一种理解", it.Alternatives)...)
	out = append(out, list("还差的回答", open)...)
	return append(out, list("说明", notes)...)
}

// groups are the ceilings that several items share.
func (b *builder) groups() Section {
	s := Section{Title: "几项合用的上限"}
	for _, g := range b.rep.Groups {
		points := []string{"管着：" + strings.Join(g.Items, "、")}
		if g.Matched != "" {
			points = append(points, "条件相符的合计："+g.Matched)
		}
		for _, a := range g.Alternatives {
			points = append(points, "另一种理解："+a)
		}
		s.Blocks = append(s.Blocks, list(g.Title+"："+g.Ceiling, append(points, g.Notes...))...)
	}
	return s
}
