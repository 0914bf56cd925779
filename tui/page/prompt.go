package page

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"huiqi/tui/field"
	"huiqi/tui/keys"
	"huiqi/tui/style"
)

// Prompt asks for one line of text: a name, a folder.
type Prompt struct {
	styles       *style.Styles
	title, label string
	note         string
	does         string // what Enter does
	line         *field.Line
	act          func(string) Action
	empty        bool // Enter came with nothing typed
}

// NewPrompt asks for a line that begins as was; act is what it leads to.
func NewPrompt(st *style.Styles, title, label, note, does, was string, act func(string) Action) *Prompt {
	return &Prompt{styles: st, title: title, label: label, note: note, does: does, line: field.NewLine(was), act: act}
}

// SetStyles changes the looks.
func (p *Prompt) SetStyles(s *style.Styles) { p.styles = s }

func (p *Prompt) Title() string { return p.title }

// Editing: letters are text here.
func (p *Prompt) Editing() bool { return true }

func (p *Prompt) Keys() []key.Binding {
	return []key.Binding{key.NewBinding(key.WithKeys("enter"), key.WithHelp("Enter", p.does)),
		key.NewBinding(key.WithKeys(keys.Keys().Back.Keys()...), key.WithHelp("Esc", "不改了")), keyHelp}
}

func (p *Prompt) Update(msg tea.Msg) Action {
	if k, ok := msg.(tea.KeyPressMsg); ok {
		switch m := keys.Keys(); {
		case key.Matches(k, m.Back):
			return Leave{}
		case key.Matches(k, m.Enter):
			s := strings.TrimSpace(p.line.Value())
			if p.empty = s == ""; p.empty {
				return nil
			}
			return p.act(s)
		}
	}
	if p.line.Update(msg) {
		p.empty = false
	}
	return nil
}

func (p *Prompt) View(width, height int) string {
	b := &rowBuilder{st: p.styles, w: inner(width)}
	b.para(p.label, p.styles.Title.Render)
	b.add(p.line.View(p.styles, min(b.w, 60)))
	if p.empty {
		b.para(p.styles.Signs.Warn+" 还没有写，写好再按 Enter；不改就按 Esc。", p.styles.Error.Render)
	}
	b.blank()
	b.para(p.note, p.styles.Dim.Render)
	l := list{}
	l.set(b.rows)
	return l.view(p.styles, width, height)
}
