package tui

import (
	"testing"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"huiqi/tui/page"
)

// fragile is a page that panics where it is told to.
type fragile struct{ page.Page }

func (fragile) Title() string                 { return "" }
func (fragile) Keys() []key.Binding           { return nil }
func (fragile) Update(m tea.Msg) page.Action  { return breaks(m == tea.FocusMsg{}) }
func (fragile) View(width, height int) string { breaks(width == 100); return "" }

func breaks(now bool) page.Action {
	if now {
		panic("坏了")
	}
	return nil
}

// A panic while a message is taken or the screen is drawn asks the program to
// end, once, and is kept with its place; the wizard gets nothing more.
func TestGuard(t *testing.T) {
	for _, c := range []struct {
		name string
		now  func(*guard)
	}{
		{"taking a message", func(g *guard) { g.Update(tea.FocusMsg{}) }},
		{"drawing", func(g *guard) { g.Update(tea.WindowSizeMsg{Width: 100, Height: 24}); g.View() }},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := drive(t, Options{})
			asked := make(chan struct{}, 9)
			g := &guard{app: d.a, quit: func() { asked <- struct{}{} }}
			d.a.push(fragile{})
			if g.Update(tea.BlurMsg{}); g.View().Content == "" || g.broken != nil {
				t.Fatalf("broken before: %v", g.broken)
			}
			c.now(g)
			<-asked
			if g.broken == nil || g.broken.Reason != "坏了" || len(g.broken.Stack) == 0 {
				t.Fatalf("the panic was not kept: %+v", g.broken)
			}
			first := g.broken
			m, cmd := g.Update(tea.FocusMsg{})
			if v := g.View(); m != g || cmd != nil || v.Content != "" || v.AltScreen || g.broken != first || len(asked) > 0 {
				t.Errorf("a broken wizard goes on: %v, %v, %+v, %+v", m, cmd, v, g.broken)
			}
		})
	}
}
