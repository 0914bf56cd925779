package page

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"huiqi/tui/demo"
	"huiqi/tui/keys"
	"huiqi/tui/style"
)

// Applicants is the first screen of a briefing: whom to play.
type Applicants struct {
	listPage
	who []demo.Applicant
}

// NewApplicants lists applicants, with the cursor on one of them.
func NewApplicants(who []demo.Applicant, st *style.Styles, at int) *Applicants {
	a := &Applicants{listPage: listPage{styles: st}, who: who}
	a.list.rows = []row{{id: fmt.Sprint(at)}} // laying them out finds it again
	return a
}

func (a *Applicants) Title() string { return "演示" }

func (a *Applicants) Keys() []key.Binding {
	m := keys.Keys()
	return append(a.moving(keyMove), m.Enter, m.Help, m.Quit)
}

func (a *Applicants) Update(msg tea.Msg) Action {
	k, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	m, n := keys.Keys(), keys.Narrow(k)
	if d, ok := keys.Digit(n); ok {
		if d >= 1 && d <= len(a.who) {
			return Play{Applicant: d - 1}
		}
		return nil
	}
	switch {
	case key.Matches(n, m.Enter), n.String() == "space":
		return a.list.enter()
	case n.String() == "q":
		return Quit{}
	}
	a.list.update(k)
	return nil
}

func (a *Applicants) View(width, height int) string {
	return a.draw(width, height, a.rows)
}

func (a *Applicants) rows(w int) []row {
	st := a.styles
	b := &rowBuilder{st: st, w: w}
	b.para("演示哪一位申请人？", st.Title.Render)
	if madeUp(a.who) {
		b.para("都是虚构的，只为演示，不指任何真实的单位。", st.Text.Render)
	}
	b.blank()
	for i := range a.who {
		who := &a.who[i]
		lead := fmt.Sprintf("%d  ", i+1)
		lines := indent(st.Accent.Render(lead), who.Name, w, st.Title.Render)
		if who.About != "" {
			lines = append(lines, indent("   ", who.About, w, st.Text.Render)...)
		}
		b.choose(fmt.Sprint(i), Play{Applicant: i}, lines...)
	}
	return b.rows
}

func madeUp(who []demo.Applicant) bool {
	for i := range who {
		if !who[i].MadeUp {
			return false
		}
	}
	return len(who) > 0
}
