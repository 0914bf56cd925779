package main

import (
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"huiqi/engine"
	"huiqi/tui"
	"huiqi/tui/text"
)

// Each journey goes through the wizard by keys alone, from the first screen to
// the result: the questions stay within the bound, every screen shows the
// question that the interview wants, and nothing is left undecided.
func TestJourneys(t *testing.T) {
	most := map[string]int{"firm": 16, "exporter": 14, "village": 12, "incubator": 10, "tourist": 7, "logistics": 9, "outside": 1}
	// the tolls of article 40 have a period of their own
	unsettled := map[string][]string{"outside": {"a40-coach"}}
	files, err := fs.Glob(os.DirFS(journeysDir), "*.yaml")
	if err != nil || len(files) != len(most) {
		t.Fatalf("%d journeys, %v; want %d", len(files), err, len(most))
	}
	for _, file := range files {
		name := strings.TrimSuffix(file, ".yaml")
		for _, in := range sizes {
			if few() && in.w != 80 {
				continue
			}
			t.Run(fmt.Sprint(name, "/", in), func(t *testing.T) {
				w := newWalk(t, journeysDir+"/"+file, true)
				app, err := tui.New(tui.Options{Program: w.iv.Program()})
				if err != nil {
					t.Fatal(err)
				}
				app.Update(tea.WindowSizeMsg{Width: in.w, Height: in.h})
				onApp := &appHands{t: t, app: app, size: in}
				w.hands = onApp
				w.run()
				if w.questions > most[name] {
					t.Errorf("%d questions, at most %d are allowed", w.questions, most[name])
				}
				if got := undecided(t, w); !slices.Equal(got, unsettled[name]) {
					t.Errorf("%v are left open, want %v", got, unsettled[name])
				}
				t.Logf("%d questions (at most %d), %d key presses beside the figures' own digits\n%s",
					w.questions, most[name], onApp.keys, strings.Join(w.log, "\n"))
			})
		}
	}
}

// appHands press keys on the root model, without a program or a terminal.
type appHands struct {
	t    testing.TB
	app  *tui.App
	size size
	keys int
}

func (h *appHands) typed(s string) {
	for _, r := range s {
		h.app.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

func (h *appHands) press(names ...string) {
	special := map[string]rune{"enter": tea.KeyEnter, "up": tea.KeyUp, "down": tea.KeyDown, "home": tea.KeyHome, "end": tea.KeyEnd}
	for _, n := range names {
		h.keys++
		switch c, ok := special[n]; {
		case ok:
			h.app.Update(tea.KeyPressMsg{Code: c})
		case n == "space":
			h.app.Update(tea.KeyPressMsg{Code: ' ', Text: " "})
		default:
			h.app.Update(tea.KeyPressMsg{Code: rune(n[0]), Text: n})
		}
	}
}

func (h *appHands) sees(words string, editing bool) {
	h.t.Helper()
	v := h.app.View()
	screen := ansi.Strip(v.Content)
	var left strings.Builder // beside it is the running count
	lines := strings.Split(screen, "\n")
	for _, l := range lines {
		if n := text.Width(l); n > h.size.w {
			h.t.Errorf("a line of %d cells in a window of %v: %q", n, h.size, l)
		}
		l, _, _ = strings.Cut(l, "│")
		left.WriteString(l)
	}
	switch {
	case len(lines) > h.size.h:
		h.t.Errorf("%d lines in a window of %v", len(lines), h.size)
	case !strings.Contains(flat(left.String()), flat(words)):
		h.t.Fatalf("%q is not on the screen:\n%s", words, screen)
	case (v.Cursor != nil) != editing:
		h.t.Fatalf("a cursor is on the screen: %v, want %v:\n%s", v.Cursor != nil, editing, screen)
	}
}

// flat is text without line breaks and spaces: a long question may be wrapped.
func flat(s string) string { return strings.NewReplacer("\n", "", "┃", "", " ", "").Replace(s) }

// undecided lists the items in scope that the answers leave open, by verdict or
// by sum.
func undecided(t *testing.T, w *walk) []string {
	r, err := w.iv.Program().Evaluate(w.iv.Facts())
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for i, it := range r.Items {
		if w.iv.Scope().Has(i) && (it.Status == engine.Possible || it.Status == engine.Eligible && !it.Worth.Settled) {
			out = append(out, w.iv.Program().Policy().Items[i].ID)
		}
	}
	return out
}
