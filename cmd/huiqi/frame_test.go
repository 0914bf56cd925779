//go:build linux || darwin

package main

import (
	"fmt"
	"image/color"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/vt"

	"huiqi/tui/page"
)

// frame is what stands on a screen.
type frame struct {
	size
	cells  [][]string // by row and column; the right half of a wide character is ""
	inks   map[color.Color]bool
	x, y   int
	cursor bool // it is shown
	alt    bool
}

func takeFrame(em *vt.Emulator, s size) frame {
	f := frame{size: s, inks: map[color.Color]bool{}}
	w, h := em.Width(), em.Height()
	all := make([]string, w*h)
	for y := range h {
		row := all[y*w : (y+1)*w]
		for x := 0; x < w; {
			c := em.CellAt(x, y)
			row[x] = c.Content
			if c.Content == "" {
				row[x] = " "
			}
			if c.Style.Fg != nil {
				f.inks[c.Style.Fg] = true
			}
			if c.Style.Bg != nil {
				f.inks[c.Style.Bg] = true
			}
			x += max(1, c.Width)
		}
		f.cells = append(f.cells, row)
	}
	p := em.CursorPosition()
	f.x, f.y = p.X, p.Y
	return f
}

// part is a line between two columns.
func (f frame) part(y, from, to int) string {
	return strings.TrimRight(strings.Join(f.cells[y][from:to], ""), " ")
}

func (f frame) line(y int) string { return f.part(y, 0, f.w) }

func (f frame) String() string {
	var b strings.Builder
	for y := range f.h {
		b.WriteString(f.line(y) + "\n")
	}
	return b.String()
}

// bar is the column of the bar between the two columns of a wide window, 0 if
// there is none.
func (f frame) bar() int {
	for y := f.h - 3; y > 1; y-- {
		if x := slices.Index(f.cells[y], "│"); x >= 0 {
			return x
		}
	}
	return 0
}

// body is what stands between the rules, the left column in a wide window.
func (f frame) body() string {
	bar := f.bar()
	var b strings.Builder
	for y := 2; y < f.h-2; y++ {
		if bar > 0 && f.cells[y][bar] == "│" {
			b.WriteString(f.part(y, 0, bar) + "\n")
		} else {
			b.WriteString(f.line(y) + "\n")
		}
	}
	return b.String()
}

// more reports whether a page goes on below.
func (f frame) more() bool {
	s := strings.TrimRight(f.body(), "\n")
	return strings.HasSuffix(s, "↓")
}

// shows reports whether words stand on the screen, in one column, wrapped or not.
func (f frame) shows(words string) bool {
	bar := f.bar()
	var left, right strings.Builder
	for y := range f.h {
		if bar > 0 && f.cells[y][bar] == "│" {
			left.WriteString(f.part(y, 0, bar))
			right.WriteString(f.part(y, bar+1, f.w))
		} else {
			left.WriteString(f.line(y))
		}
	}
	return strings.Contains(flat(left.String()), flat(words)) || strings.Contains(flat(right.String()), flat(words))
}

// framed reports whether the head and the foot of the wizard stand where they
// belong.
func (f frame) framed() bool {
	rule := strings.Repeat("─", f.w)
	return f.h > 2 && f.line(1) == rule && f.line(f.h-2) == rule && f.line(f.h-1) != ""
}

// holds reports whether the cursor stands in a text field, behind the text; "":
// at the start of an empty one.
func (f frame) holds(text string) bool {
	return f.cursor && strings.HasSuffix(f.part(f.y, 0, f.x), text) && f.cells[f.y][f.x] == "_"
}

const noStart = "，。；：、）】》」！？”’％"

var escaped = regexp.MustCompile(`\[[0-9;?]+[A-Za-z]`)

// faults are what no frame of the wizard may have.
func (f frame) faults(editing bool) []string {
	var out []string
	say := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	if !f.framed() {
		say("the rules under the head and over the foot do not span the window")
	}
	bar := f.bar()
	for y := range f.h {
		line := f.line(y)
		if i := strings.IndexFunc(line, func(r rune) bool { return unicode.IsControl(r) || r == utf8.RuneError }); i >= 0 {
			say("line %d holds %q", y, line[i:i+1])
		}
		if s := escaped.FindString(line); s != "" {
			say("line %d holds what is left of a control sequence: %q", y, s)
		}
		if y < 2 || y > f.h-3 {
			continue
		}
		parts := []string{line}
		if bar > 0 {
			parts = []string{f.part(y, 0, bar), f.part(y, bar+1, f.w)}
		}
		for _, s := range parts {
			s = strings.TrimLeft(s, " ┃▸")
			if r, _ := utf8.DecodeRuneInString(s); s != "" && strings.ContainsRune(noStart, r) {
				say("line %d begins with %q", y, r)
			}
			if strings.Contains(s, "│") {
				say("line %d has a bar where none belongs", y)
			}
		}
	}
	if bar > 0 && f.w < page.WideEnough {
		say("there are two columns in a window of %d", f.w)
	}
	for y := 2; bar > 0 && y < f.h-2; y++ {
		if f.cells[y][bar] == "│" && !slices.Contains([]string{" ", "↑", "↓"}, f.cells[y][bar-1]) {
			say("line %d runs into the bar between the columns", y)
		}
	}
	out = append(out, f.gaps("the bar between the columns", "│", bar, true)...)
	out = append(out, f.gaps("the bar beside the question", "┃", 0, false)...)
	switch {
	case !f.alt:
		say("this is not the alternate screen")
	case editing && !f.holds(""):
		say("the cursor is not in the text field: %d,%d, shown: %v", f.x, f.y, f.cursor)
	case !editing && f.cursor:
		say("a cursor is shown where nothing is typed: %d,%d", f.x, f.y)
	}
	return out
}

// gaps checks that a bar in the body has no holes, and reaches its end if it
// should.
func (f frame) gaps(what, sign string, x int, toEnd bool) []string {
	first, last, n := -1, -1, 0
	for y := 2; y < f.h-2; y++ {
		if f.cells[y][x] == sign {
			if first < 0 {
				first = y
			}
			last = y
			n++
		}
	}
	if n > 0 && (last-first+1 != n || toEnd && last != f.h-3) {
		return []string{fmt.Sprintf("%s has a gap: %d cells in the lines %d to %d", what, n, first, last)}
	}
	return nil
}

// The checks find what they are for.
func TestFaults(t *testing.T) {
	const w = page.WideEnough
	rule := strings.Repeat("─", w)
	good := []string{"惠企  问题", rule, "┃ 一个问题  │ 旁边", "┃           │", "┃ ▸ 12____  │", "  下文      │ 完", rule, "Enter 确定"}
	for _, c := range []struct {
		line int
		text string
		want string // part of the one fault; "": none
	}{
		{0, good[0], ""},
		{1, rule[len("─"):], "do not span"},
		{6, rule[len("─"):], "do not span"},
		{7, "", "do not span"},
		{5, "  ，下文    │ 完", "begins with '，'"},
		{5, "  下文      │ 。完", "begins with '。'"},
		{2, "┃ [31m问题  │ 旁边", "control sequence"},
		{2, "┃ 问\ufffd题   │ 旁边", "holds"},
		{3, "┃          │", "the bar between the columns has a gap"},
		{5, "  下文", "the bar between the columns has a gap"},
		{5, "  下文字字字│ 完", "runs into the bar"},
		{3, "            │", "the bar beside the question has a gap"},
		{4, "┃ ▸ 12      │", "the cursor is not in the text field"},
	} {
		em := vt.NewEmulator(w, len(good))
		lines := slices.Clone(good)
		lines[c.line] = c.text
		for y, l := range lines {
			fmt.Fprintf(em, "\x1b[%dH%s", y+1, l)
		}
		fmt.Fprint(em, "\x1b[5;7H")
		f := takeFrame(em, size{w, len(good)})
		f.cursor, f.alt = true, true
		got := f.faults(true)
		if c.want == "" && got != nil || c.want != "" && (len(got) == 0 || !strings.Contains(strings.Join(got, "\n"), c.want)) {
			t.Errorf("%q in line %d: %q, want %q", c.text, c.line, got, c.want)
		}
	}
}
