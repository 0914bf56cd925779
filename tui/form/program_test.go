package form

import (
	"io"
	"strings"
	"testing"

	"huiqi/engine"
	"huiqi/tui/text"

	tea "charm.land/bubbletea/v2"
)

// root is the least program around a page.
type root struct {
	page *Page
	got  *[]Outcome
}

func (r root) Init() tea.Cmd { return nil }

func (r root) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch o := r.page.Update(msg).(type) {
	case None:
	case Committed:
		*r.got = append(*r.got, o)
		if o.Done {
			return r, tea.Quit
		}
	default:
		*r.got = append(*r.got, o)
	}
	return r, nil
}

func (r root) View() tea.View {
	s, x, y, ok := text.TakeCursor(r.page.View())
	v := tea.NewView(s)
	if ok {
		v.Cursor = tea.NewCursor(x, y)
	}
	return v
}

// Everything typed ahead at once lands where it belongs in a real program.
func TestProgramBurst(t *testing.T) {
	for range 20 {
		var got []Outcome
		in := "2\rn\r5000\r4.6\r\x1b[200~2023年5月1日\x1b[201~\r"
		p := tea.NewProgram(root{page(t, only("scale", "hightech", "revenue", "rate", "founded")), &got},
			tea.WithInput(strings.NewReader(in)), tea.WithOutput(io.Discard), tea.WithoutSignals(),
			tea.WithEnvironment([]string{"TERM=xterm-256color"}), tea.WithWindowSize(80, 24))
		if _, err := p.Run(); err != nil {
			t.Fatal(err)
		}
		want(t, got,
			Committed{ID: "scale", Value: engine.OneValue("below")},
			Committed{ID: "hightech", Value: engine.BoolValue(false)},
			Committed{ID: "revenue", Value: number("5000")},
			Committed{ID: "rate", Value: number("4.6")},
			Committed{ID: "founded", Value: engine.DayValue(engine.Date{Year: 2023, Month: 5, Day: 1}), Done: true})
	}
}
