package page

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"huiqi/engine"
	"huiqi/tui/field"
	"huiqi/tui/keys"
	"huiqi/tui/search"
	"huiqi/tui/style"
)

// Pick finds the one thing that a person came for.
type Pick struct {
	listPage
	policy *engine.Policy
	index  *search.Index
	line   *field.Line
	drawn  string // the query that the list shows
}

// NewPick searches with the given words to begin with.
func NewPick(p *engine.Policy, st *style.Styles, words string) *Pick {
	return &Pick{policy: p, index: search.New(p), listPage: listPage{styles: st}, line: field.NewLine(words)}
}

func (p *Pick) Title() string { return "只查一件事" }

func (p *Pick) Keys() []key.Binding {
	m := keys.Keys()
	return []key.Binding{
		key.NewBinding(key.WithKeys("up"), key.WithHelp("↑↓", "选择")),
		key.NewBinding(key.WithKeys("enter"), key.WithHelp("Enter", "查这个")),
		m.PageUp, m.PageDown, m.Back,
	}
}

// Editing: letters are text here.
func (p *Pick) Editing() bool { return true }

func (p *Pick) Update(msg tea.Msg) Action {
	k, ok := msg.(tea.KeyPressMsg)
	if ok {
		m := keys.Keys()
		switch {
		case key.Matches(k, m.Back):
			return Leave{}
		case key.Matches(k, m.Enter):
			return p.list.chosen()
		}
		switch k.String() {
		case "up", "down", "pgup", "pgdown":
			p.list.update(k)
			return nil
		}
	}
	p.line.Update(msg)
	return nil
}

func (p *Pick) View(width, height int) string {
	if p.drawn != p.line.Value() {
		p.drawn, p.list = p.line.Value(), list{}
		p.stale()
	}
	st := p.styles
	head := st.Title.Render("输入一个词，或直接在下面挑：") + "\n" +
		st.Accent.Render("查找 ") + p.line.View(st, min(width-6, 40)) + "\n"
	return head + p.draw(width, max(1, height-2), p.rows)
}

func (p *Pick) rows(w int) []row {
	b := &rowBuilder{st: p.styles, w: w}
	hits := p.index.Find(p.line.Value())
	if len(hits) == 0 {
		b.para("没有找到。换一个词试试，例如“展会”“研发”“农田”，或条文的号数。", p.styles.Open.Render)
		return b.rows
	}
	for _, h := range hits {
		if h.Item < 0 {
			a := p.article(h.Article)
			b.choose(fmt.Sprint("article ", h.Article), Browse{h.Article},
				indent(p.styles.Heading.Render(fmt.Sprintf("第%d条", h.Article))+" ", a.Title, w, p.styles.Heading.Render)...)
			continue
		}
		it := &p.policy.Items[h.Item]
		b.choose(it.ID, StartOne{[]string{it.ID}},
			indent(p.styles.Dim.Render(fmt.Sprintf("  第%d条", it.Article))+" ", it.Title, w, p.styles.Text.Render)...)
	}
	return b.rows
}

func (p *Pick) article(n int) *engine.Article {
	for i := range p.policy.Articles {
		if p.policy.Articles[i].Number == n {
			return &p.policy.Articles[i]
		}
	}
	return &engine.Article{}
}
