package page

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"huiqi/tui/keys"
	"huiqi/tui/style"
)

// Confirm asks before something is given up. Nothing is chosen by default: only
// a key that names the choice leaves.
type Confirm struct {
	styles   *style.Styles
	question string
	yes, no  string
	act      Action
}

// NewConfirm asks a question; act is what 是 leads to.
func NewConfirm(st *style.Styles, question, yes, no string, act Action) *Confirm {
	return &Confirm{styles: st, question: question, yes: yes, no: no, act: act}
}

// Asks is what 是 leads to.
func (c *Confirm) Asks() Action { return c.act }

// SetStyles changes the looks.
func (c *Confirm) SetStyles(s *style.Styles) { c.styles = s }

func (c *Confirm) Title() string { return "请确认" }

func (c *Confirm) Keys() []key.Binding {
	return []key.Binding{
		key.NewBinding(key.WithKeys("y"), key.WithHelp("y", c.yes)),
		key.NewBinding(key.WithKeys("n", "esc"), key.WithHelp("n 或 Esc", c.no)),
		keys.Keys().Help,
	}
}

func (c *Confirm) Update(msg tea.Msg) Action {
	k, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	m, n := keys.Keys(), keys.Narrow(k)
	switch {
	case key.Matches(n, m.Yes):
		return c.act
	case key.Matches(n, m.No), key.Matches(n, m.Back):
		return Leave{}
	}
	return nil
}

func (c *Confirm) View(width, _ int) string {
	b := &rowBuilder{st: c.styles, w: inner(width)}
	b.para(c.question, c.styles.Title.Render)
	b.blank()
	b.add(c.styles.Accent.Render("y") + "  " + c.yes)
	b.add(c.styles.Accent.Render("n") + "  " + c.no)
	l := list{}
	l.set(b.rows)
	return l.view(c.styles, width, 12)
}
