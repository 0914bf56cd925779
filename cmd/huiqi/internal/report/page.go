package report

import (
	"io"
	"strings"

	"huiqi/tui/text"
)

// width is that of plain text, in cells.
const width = 80

// page collects lines of plain text.
type page struct{ b strings.Builder }

func (p *page) flush(w io.Writer) error {
	_, err := io.WriteString(w, p.b.String())
	return err
}

func (p *page) line(s string) { p.b.WriteString(strings.TrimRight(s, " ") + "\n") }

func (p *page) gap() { p.b.WriteByte('\n') }

// head is the heading of a section.
func (p *page) head(s string) {
	p.gap()
	s = text.CleanLine(s)
	p.line(s)
	p.line(strings.Repeat("=", min(width, text.Width(s))))
}

// put writes a text after a first lead; its further lines are indented by the
// width of that lead.
func (p *page) put(lead, s string) {
	n := text.Width(lead)
	for i, l := range text.Wrap(text.Clean(s), width-n) {
		if i > 0 {
			lead = strings.Repeat(" ", n)
		}
		p.line(lead + l)
	}
}

func (p *page) indent(n int, s string) { p.put(strings.Repeat(" ", n), s) }

// notice says that the rules are not the program's own, where they are not.
func (p *page) notice(s string) {
	if s != "" {
		p.indent(0, s)
	}
}

// points writes a list under a label; nothing for an empty one.
func (p *page) points(n int, label string, items []string) {
	if len(items) == 0 {
		return
	}
	p.indent(n, label)
	for _, s := range items {
		p.put(strings.Repeat(" ", n+2)+"· ", s)
	}
}

// columns writes one row of a table, each cell wrapped to its width.
func (p *page) columns(widths []int, cells ...string) {
	var rows [][]string
	height := 0
	for i, c := range cells {
		// the indent of a cell is that of all its lines
		inner := strings.TrimLeft(c, " ")
		indent := c[:len(c)-len(inner)]
		lines := text.Wrap(text.CleanLine(inner), widths[i]-len(indent))
		for l := range lines {
			lines[l] = indent + lines[l]
		}
		rows = append(rows, lines)
		height = max(height, len(rows[i]))
	}
	for l := range height {
		var b strings.Builder
		for i, r := range rows {
			s := ""
			if l < len(r) {
				s = r[l]
			}
			b.WriteString(text.PadRight(s, widths[i]))
			if i < len(rows)-1 {
				b.WriteString("  ")
			}
		}
		p.line(b.String())
	}
}
