package report

import (
	"io"
	"regexp"
	"strings"

	"huiqi/tui/present/sheet"
	"huiqi/tui/text"
)

// markdown collects a sheet as GitHub-flavoured Markdown.
type markdown struct{ strings.Builder }

// writeMarkdown writes a sheet as Markdown.
func writeMarkdown(w io.Writer, s *sheet.Sheet) error {
	var m markdown
	m.heading(1, s.Title)
	m.pairs(s.Facts)
	m.para("**" + plain(s.Notice) + "**")
	for _, sec := range s.Sections {
		m.heading(2, sec.Title)
		m.blocks(sec.Blocks)
		for _, part := range sec.Parts {
			m.heading(3, part.Title)
			m.blocks(part.Blocks)
		}
	}
	m.WriteString("---\n\n")
	m.WriteString(plain(s.Foot) + "\n")
	_, err := io.WriteString(w, m.String())
	return err
}

func (m *markdown) para(s string) { m.WriteString(s + "\n\n") }

func (m *markdown) heading(rank int, s string) { m.para(strings.Repeat("#", rank) + " " + plain(s)) }

func (m *markdown) blocks(blocks []sheet.Block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case sheet.Para:
			m.para(plain(string(b)))
		case sheet.Pairs:
			m.pairs(b)
		case sheet.List:
			m.list(b)
		case sheet.Table:
			m.table(b)
		}
	}
}

func (m *markdown) pairs(pairs []sheet.Pair) {
	for _, p := range pairs {
		m.WriteString("- **" + plain(p.Name) + "**：" + plain(p.Text) + "\n")
	}
	m.WriteByte('\n')
}

func (m *markdown) list(l sheet.List) {
	if l.Label != "" {
		m.para("**" + plain(l.Label) + "**：")
	}
	for _, p := range l.Points {
		lead := strings.Repeat("  ", p.Depth) + "- "
		if p.Mark != "" {
			lead += p.Mark + " "
		}
		m.WriteString(lead + plain(p.Text) + "\n")
	}
	m.WriteByte('\n')
}

// table writes a table for each group: Markdown has no rows that head others.
func (m *markdown) table(t sheet.Table) {
	m.para("*" + plain(t.Caption) + "*")
	for _, g := range t.Groups {
		if g.Title != "" {
			m.para("**" + plain(g.Title) + "**")
		}
		for _, s := range g.Notes {
			m.para(plain(s))
		}
		m.row(t.Head)
		m.WriteString(strings.Repeat("| --- ", len(t.Head)) + "|\n")
		for _, r := range g.Rows {
			m.row(r.Cells)
		}
		m.WriteByte('\n')
	}
}

func (m *markdown) row(cells []string) {
	for _, c := range cells {
		m.WriteString("| " + plain(c) + " ")
	}
	m.WriteString("|\n")
}

var (
	// what has a meaning anywhere in a line, and what has one at its beginning
	markup   = regexp.MustCompile("[\\\\`*_{}\\[\\]<>#|~&$]")
	blockish = regexp.MustCompile(`^([0-9]*)([.)])|^()([-+=])`)
)

// plain makes a text mean nothing but itself.
func plain(s string) string {
	s = markup.ReplaceAllString(text.CleanLine(s), `\$0`)
	return blockish.ReplaceAllString(strings.TrimSpace(s), `$1\$2$4`)
}
