package form

import (
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"huiqi/tui/text"
)

// A terse page fits every window, whatever stands on it; the open question is in
// sight, and so is its cursor. Where there is room, so are all others.
func TestTerse(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 14))
	keys := []tea.KeyPressMsg{{Code: tea.KeyTab}, {Code: tea.KeyTab}, {Code: tea.KeyTab, Mod: tea.ModShift}, {Code: tea.KeyEnter}, {Code: tea.KeyDown}, {Code: tea.KeyF2},
		{Code: '1', Text: "1"}, {Code: 'a', Text: "a"}, {Code: '?', Text: "?"}, {Code: tea.KeyEscape}}
	p, cut := New(questions(), Options{Styles: styles, Width: 80, Height: 40, Terse: true}), 0
	for range 3000 {
		w, h := 20+rnd.IntN(100), 1+rnd.IntN(50)
		p.Resize(w, h)
		p.Update(keys[rnd.IntN(len(keys))])
		view := p.View()
		lines := strings.Split(view, "\n")
		if len(lines) > h {
			t.Fatalf("%d lines in %d:\n%s", len(lines), h, view)
		}
		for _, l := range lines {
			if n := text.Width(strings.ReplaceAll(l, text.CursorMark, "")); n > w {
				t.Fatalf("%d cells in %d: %q", n, w, ansi.Strip(l))
			}
		}
		if got := strings.Contains(view, text.CursorMark); got != p.Editing() {
			t.Fatalf("%dx%d: a cursor is in sight: %v, want %v:\n%s", w, h, got, p.Editing(), view)
		}
		if !strings.Contains(view, styles.Signs.Bar) {
			t.Fatalf("%dx%d: the open question is not in sight:\n%s", w, h, view)
		}
		if up, down := moreThan.FindStringSubmatch(ansi.Strip(view)), moreBelow.FindStringSubmatch(ansi.Strip(view)); h >= 14 && (up != nil || down != nil) { // the pages are never lower
			cut++
			seen := 0
			for i, f := range p.fields {
				if i == p.index() || strings.Contains(view, f.View()) {
					seen++
				}
			}
			if n := count(up) + count(down) + seen; n != len(p.fields) {
				t.Fatalf("%dx%d: %d questions are told or seen, of %d:\n%s", w, h, n, len(p.fields), view)
			}
		}
		if h < 40 || w < 60 {
			continue
		}
		for _, q := range questions() {
			if q.ID != p.Focused() && !strings.Contains(view, q.Name) {
				t.Fatalf("%dx%d: %s is not in sight:\n%s", w, h, q.Name, view)
			}
		}
	}
	if cut == 0 {
		t.Error("no window was too low")
	}
}

var (
	moreThan  = regexp.MustCompile(`上面还有 (\d+) 题`)
	moreBelow = regexp.MustCompile(`下面还有 (\d+) 题`)
)

// count is how many questions a sign tells of.
func count(match []string) int {
	if match == nil {
		return 0
	}
	n, err := strconv.Atoi(match[1])
	if err != nil {
		panic(err)
	}
	return n
}

// Without the keyboard a question takes one line: its name and what is answered.
func TestTerseLines(t *testing.T) {
	p := New(questions(), Options{Styles: styles, Width: 80, Height: 40, Terse: true})
	p.Update(tea.KeyPressMsg{Code: '2', Text: "2"})
	p.Update(tea.KeyPressMsg{Code: tea.KeyEnter})
	p.Update(tea.KeyPressMsg{Code: tea.KeyF2})
	view := ansi.Strip(p.View())
	for _, want := range []string{styles.Signs.Yes + " 企业类别：规下企业\n", styles.Signs.Open + " 高新技术企业：不清楚\n", styles.Signs.Bullet + " 研发强度\n"} {
		if !strings.Contains(view, want) {
			t.Errorf("no %q:\n%s", want, view)
		}
	}
}
