package page

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"huiqi/tui/keys"
	"huiqi/tui/present"
	"huiqi/tui/store"
	"huiqi/tui/style"
	"huiqi/tui/text"
)

type (
	// Resume goes on with the case whose opening was explained.
	Resume struct{}
	// Decline leaves that case as it is.
	Decline struct{}
)

// Opening says what to know before one goes on with a case: that it can only be
// read, and what other rules did to it.
type Opening struct {
	listPage
	name     string
	readOnly string
	drift    *store.Drift
}

// NewOpening explains a case that is about to be opened.
func NewOpening(c store.Case, st *style.Styles) *Opening {
	e := c.Entry()
	return &Opening{name: present.CaseName(&e), readOnly: c.ReadOnly(), drift: c.Drift(), listPage: listPage{styles: st}}
}

func (o *Opening) Title() string { return "打开之前" }

var (
	keyResume  = key.NewBinding(key.WithKeys("enter"), key.WithHelp("Enter", "知道了，打开"))
	keyDecline = key.NewBinding(key.WithKeys(keys.Keys().Back.Keys()...), key.WithHelp("Esc", "不打开"))
)

func (o *Opening) Keys() []key.Binding {
	return append([]key.Binding{keyResume}, append(o.moving(keyRead), keyDecline, keys.Keys().Help)...)
}

func (o *Opening) Update(msg tea.Msg) Action {
	k, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	n := keys.Narrow(k)
	switch {
	case key.Matches(n, keyDecline), n.String() == "q":
		return Decline{}
	case key.Matches(n, keyResume):
		return Resume{}
	}
	o.list.update(k)
	return nil
}

func (o *Opening) View(width, height int) string { return o.draw(width, height, o.rows) }

func (o *Opening) rows(w int) []row {
	b := &rowBuilder{st: o.styles, w: w}
	b.para(o.name, b.st.Title.Render)
	if o.readOnly != "" {
		b.add(indent(b.st.Open.Render(b.st.Signs.Warn)+" ", text.Clean(o.readOnly), w, b.st.Open.Render)...)
		b.para("可以打开看，也可以试着改；改动不会自动存，要留下就按 F9 另存一份。", b.st.Text.Render)
	}
	d := o.drift
	if d == nil {
		return b.rows
	}
	intro, parts := present.Drifted(d)
	b.para(intro, b.st.Text.Render)
	for _, p := range parts {
		b.heading(p.Title)
		if len(p.Lines) == 0 {
			b.para(p.None, b.st.Dim.Render)
		}
		for _, l := range p.Lines {
			b.bullet(text.Clean(l))
		}
	}
	return b.rows
}
