package field

import (
	"fmt"
	"strings"

	"huiqi/tui/keys"
	"huiqi/tui/text"

	"charm.land/lipgloss/v2"
)

var keyMap = keys.Keys()

// section is a block of a field's view that can do with less room than it wants.
type section struct {
	min, want int
	draw      func(n int) []string // at most n lines
}

// The sections of a view, from top to bottom.
const (
	secTitle = iota
	secWhy
	secHelp
	secGap
	secBody
	secEcho
	secFault
	secHintGap
	secHint
	sections
)

// Who gets room first, and then who gets more: what is typed or picked is
// always in sight, then what is wrong with it, then the question.
var (
	needs = [...]int{secBody, secFault, secTitle}
	wants = [...]int{secFault, secTitle, secHelp, secBody, secEcho, secWhy, secHint, secGap, secHintGap}
)

type layout [sections]section

// gap is an empty line where there is room for one.
var gap = section{want: 1, draw: func(int) []string { return []string{""} }}

// words is a section of wrapped text; cut short, it says so.
func words(s string, width, least int, st lipgloss.Style) section {
	if s == "" {
		return section{}
	}
	lines := text.Wrap(s, width)
	return section{min: min(least, len(lines)), want: len(lines), draw: func(n int) []string {
		out := make([]string, 0, n)
		for i, l := range lines[:n] {
			if i == n-1 && n < len(lines) {
				l = text.Truncate(l+"……", width)
			}
			out = append(out, st.Render(l))
		}
		return out
	}}
}

// fit draws the sections into height lines.
func (l *layout) fit(height int) []string {
	var room [sections]int
	left := height
	give := func(i, upTo int) {
		n := max(0, min(upTo-room[i], left))
		room[i] += n
		left -= n
	}
	for _, i := range needs {
		give(i, l[i].min)
	}
	for _, i := range wants {
		give(i, l[i].want)
	}
	var out []string
	for i, s := range l {
		if room[i] > 0 {
			out = append(out, s.draw(room[i])...)
		}
	}
	return out
}

// frame lays out the field in focus.
func (b *base) frame(l layout) []string {
	w := b.inner()
	title := b.q.Label
	if title == "" {
		title = b.q.Name
	}
	if l[secTitle].draw == nil {
		l[secTitle] = words(title, w, 1, b.st.Title)
	}
	l[secWhy] = words(b.why, w, 0, b.st.Dim)
	if b.helping {
		l[secHelp] = words(b.st.Signs.Bullet+" "+b.q.Help, w, 0, b.st.Text)
	}
	if b.fault != "" {
		l[secFault] = words(b.st.Signs.Warn+" "+b.fault, w, 1, b.st.Error)
	}
	l[secGap] = gap
	if l[secHint].want > 0 {
		l[secHintGap] = gap
	}
	return l.fit(b.height)
}

// bar puts the field's mark to the left of its lines.
func (b *base) bar(lines []string) string {
	if b.nested {
		return strings.Join(lines, "\n")
	}
	edge := "  "
	if b.focused {
		edge = b.st.Accent.Render(b.st.Signs.Bar) + " "
	}
	return edge + strings.Join(lines, "\n"+edge)
}

// summary is the field without the keyboard: the question and what is answered.
func (b *base) summary(answer string, answered bool) []string {
	w := b.inner()
	title := b.q.Label
	if title == "" {
		title = b.q.Name
	}
	sign, st := b.st.Signs.Yes, b.st.Picked
	switch {
	case b.unknown:
		sign, st, answer = b.st.Signs.Open, b.st.Unsure, "不清楚"
	case !answered:
		sign, st, answer = b.st.Signs.Bullet, b.st.Dim, "还没有回答"
	}
	if b.touched && answered {
		sign, st = b.st.Signs.Draft, b.st.Unsure
		answer += "（还没有确定）"
	}
	if b.terse {
		if !answered && !b.unknown {
			return []string{st.Render(text.Truncate(sign+" "+b.q.Name, w))}
		}
		return []string{text.Truncate(st.Render(sign)+" "+b.st.Subtitle.Render(b.q.Name+"：")+st.Render(answer), w)}
	}
	l := layout{secTitle: words(title, w, 0, b.st.Subtitle)}
	l[secBody] = section{min: 1, want: 1, draw: func(int) []string {
		return []string{st.Render(text.Truncate(sign+" "+answer, w))}
	}}
	return l.fit(b.height)
}

// hint is the line of keys under the question.
func (b *base) hint(parts ...string) section {
	if b.q.Help != "" {
		does := "解释"
		if b.helping {
			does = "收起解释"
		}
		parts = append(parts, keyMap.Help.Help().Key+" "+does)
	}
	return words(strings.Join(parts, " "+b.st.Signs.Bullet+" "), b.inner(), 0, b.st.Dim)
}

func (b *base) unsureHint() string {
	return fmt.Sprintf("%s %s", keyMap.Unsure.Help().Key, keyMap.Unsure.Help().Desc)
}
