package report

import (
	"io"
	"strings"

	"huiqi/tui/present"
	"huiqi/tui/present/sheet"
	"huiqi/tui/text"
)

// writeText writes a sheet as plain text for 80 columns.
func writeText(w io.Writer, s *sheet.Sheet) error {
	var p page
	p.line(text.CleanLine(s.Title))
	p.pairs(0, s.Facts)
	p.gap()
	p.indent(0, s.Notice)
	for _, sec := range s.Sections {
		p.head(sec.Title)
		p.blocks(0, sec.Blocks)
		for i, part := range sec.Parts {
			if i > 0 || len(sec.Blocks) > 0 {
				p.gap()
			}
			p.put("", part.Title)
			p.blocks(2, part.Blocks)
		}
	}
	p.gap()
	p.indent(0, s.Foot)
	return p.flush(w)
}

func (p *page) blocks(n int, blocks []sheet.Block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case sheet.Para:
			p.indent(n, string(b))
		case sheet.Pairs:
			p.pairs(n, b)
		case sheet.List:
			p.list(n, b)
		case sheet.Table:
			p.table(b)
		}
	}
}

func (p *page) pairs(n int, pairs []sheet.Pair) {
	for _, pair := range pairs {
		p.put(strings.Repeat(" ", n), pair.Name+"："+text.CleanLine(pair.Text))
	}
}

func (p *page) list(n int, l sheet.List) {
	if l.Label != "" {
		p.indent(n, l.Label+"：")
		n += 2
	}
	for _, pt := range l.Points {
		mark := pt.Mark
		if mark == "" {
			mark = "·"
		}
		p.put(strings.Repeat(" ", n+2*pt.Depth)+mark+" ", pt.Text)
	}
}

// between is the space between the columns of a table.
const between = 2

func (p *page) table(t sheet.Table) {
	room := width - between*(len(t.Head)-1)
	widths := make([]int, len(t.Head))
	for i, share := range t.Shares {
		widths[i] = room * share / 100
	}
	p.indent(0, "（"+t.Caption+"）")
	p.columns(widths, t.Head...)
	p.line(strings.Repeat("-", width))
	for _, g := range t.Groups {
		lead := ""
		if g.Title != "" {
			p.indent(0, g.Title)
			lead = "  "
		}
		for _, s := range g.Notes {
			p.put("  · ", text.CleanLine(s))
		}
		for _, r := range g.Rows {
			cells := append([]string{lead + r.Cells[0]}, r.Cells[1:]...)
			p.columns(widths, cells...)
		}
	}
}

// printer writes one item of a case as plain text.
type printer struct {
	page
	*findings
}

// WriteItem writes one item of a case: conditions, tiers, arithmetic and what is
// open.
func WriteItem(w io.Writer, c Case, item int) error {
	part, err := sheet.Item(c.Program, c.Facts, item)
	if err != nil {
		return err
	}
	f, err := start(c)
	if err != nil {
		return err
	}
	p := &printer{findings: f}
	p.line(p.policy.Number + "，实施期 " + present.Period(p.policy))
	p.notice(p.policy.Notice)
	p.indent(0, sheet.Notice)
	p.gap()
	p.put("", part.Title)
	p.blocks(2, part.Blocks)
	if err := p.tiers(item); err != nil {
		return err
	}
	if s := p.policy.Items[item].Summary; s != "" {
		p.gap()
		p.indent(0, s)
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
