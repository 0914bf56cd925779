package page

import (
	"fmt"

	"huiqi/engine"
	"huiqi/tui/present"
	"huiqi/tui/style"
	"huiqi/tui/text"
)

// rowBuilder lays out rows for a list of a given inner width.
type rowBuilder struct {
	st    *style.Styles
	w     int
	rows  []row
	units bool // items name their responsible units
}

func (b *rowBuilder) add(lines ...string) { b.rows = append(b.rows, row{lines: lines}) }

func (b *rowBuilder) blank() {
	if len(b.rows) > 0 {
		b.add("")
	}
}

func (b *rowBuilder) heading(s string) {
	b.blank()
	b.add(para(s, b.w, b.st.Heading.Render)...)
}

func (b *rowBuilder) para(s string, render func(...string) string) { b.add(para(s, b.w, render)...) }

func (b *rowBuilder) bullet(s string) {
	b.add(indent(b.st.Signs.Bullet+" ", s, b.w, b.st.Text.Render)...)
}

// field is a label with its value.
func (b *rowBuilder) field(label, value string, render func(...string) string) {
	if value != "" {
		b.add(indent(b.st.Dim.Render(label)+" ", value, b.w, render)...)
	}
}

func (b *rowBuilder) choose(id string, act Action, lines ...string) {
	b.rows = append(b.rows, row{lines: lines, act: act, id: id, apart: b.st.Spacious})
}

// sums are the lines of the box that adds up.
func (b *rowBuilder) sums(word string, ls []present.LineText) {
	for _, l := range ls {
		label := word
		if l.Label != "" {
			label += "（" + l.Label + "）"
		}
		b.add(indent(b.st.Text.Render(label+"：")+" ", l.Text, b.w, b.st.Money.Render)...)
		if l.Note != "" {
			b.add(indent("  ", l.Note, b.w, b.st.Dim.Render)...)
		}
	}
}

// item is one verdict, on one line where it fits and on two else.
func (b *rowBuilder) item(it *present.Item) {
	sign, paint := b.sign(it.Status, it.Near)
	title := fmt.Sprintf("第%d条 %s", it.Article, it.Title)
	value := it.Amount
	if it.Status < engine.Possible {
		value = it.StatusWord
		if len(it.Distances) > 0 {
			value = it.Distances[0]
		}
	}
	first := paint(sign) + " " + b.st.Text.Render(title)
	room := b.w - text.Width(first) - text.Width(value)
	var lines []string
	if room >= 2 {
		lines = []string{text.PadRight(first, b.w-text.Width(value)) + b.st.Money.Render(value)}
	} else {
		lines = indent(paint(sign)+" ", title, b.w, b.st.Text.Render)
		lines = append(lines, indent("    ", value, b.w, b.st.Money.Render)...)
	}
	if it.Status >= engine.Possible && b.units {
		lines = append(lines, indent("    ", "去找："+present.Units(it.Units), b.w, b.st.Dim.Render)...)
	}
	b.choose(it.ID, ShowItem{it.Index}, lines...)
}

func (b *rowBuilder) sign(s engine.Status, near bool) (string, func(...string) string) {
	switch {
	case s == engine.Eligible:
		return b.st.Signs.Yes, b.st.Yes.Render
	case s == engine.Possible:
		return b.st.Signs.Open, b.st.Open.Render
	case near:
		return b.st.Signs.Near, b.st.Near.Render
	}
	return b.st.Signs.No, b.st.No.Render
}

func (b *rowBuilder) truth(t engine.Truth) string {
	switch t {
	case engine.True:
		return b.st.Yes.Render(b.st.Signs.Yes)
	case engine.False:
		return b.st.No.Render(b.st.Signs.No)
	}
	return b.st.Open.Render(b.st.Signs.Open)
}

func (b *rowBuilder) cautions(r *present.Report) {
	b.heading("请注意")
	for _, c := range r.Cautions {
		b.bullet(c)
	}
}

const officialRow = "official"

// printed is the official wording of an article where the reader has it, and
// whether it is the one that the rules were written from.
func (b *rowBuilder) printed(o present.Official, article int) {
	p, ok := present.PrintedOf(o, article)
	if !ok {
		return
	}
	st := b.st
	b.blank()
	b.rows = append(b.rows, row{lines: []string{st.Heading.Render(fmt.Sprintf("第%d条原文", article))}, id: officialRow})
	sign, paint := st.Signs.Differs, st.Open.Render
	if p.Agrees {
		sign, paint = st.Signs.Yes, st.Yes.Render
	}
	b.add(indent(paint(sign)+" ", p.Says, b.w, paint)...)
	for _, par := range p.Paragraphs {
		b.para(par, st.Text.Render)
	}
}
