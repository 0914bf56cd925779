package page

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"huiqi/engine"
	"huiqi/tui/keys"
	"huiqi/tui/present"
	"huiqi/tui/style"
)

// Article shows one article without any question, and leads to its items.
type Article struct {
	listPage
	policy  *engine.Policy
	article *engine.Article
}

func NewArticle(p *engine.Policy, number int, st *style.Styles) *Article {
	return &Article{policy: p, article: present.ArticleOf(p, number), listPage: listPage{styles: st}}
}

func (a *Article) Title() string { return fmt.Sprintf("第%d条", a.article.Number) }

var keyAsk = key.NewBinding(key.WithKeys("enter"), key.WithHelp("Enter", "只查这个"))

func (a *Article) Keys() []key.Binding {
	m := keys.Keys()
	return []key.Binding{m.Up, m.Down, keyAsk, m.Back, m.Help}
}

func (a *Article) Update(msg tea.Msg) Action {
	k, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	m, n := keys.Keys(), keys.Narrow(k)
	switch {
	case key.Matches(n, m.Back), n.String() == "q":
		return Leave{}
	case key.Matches(n, keyAsk):
		return a.list.chosen()
	}
	a.list.update(k)
	return nil
}

func (a *Article) View(width, height int) string {
	return a.draw(width, height, a.rows)
}

func (a *Article) rows(w int) []row {
	st := a.styles
	b := &rowBuilder{st: st, w: w}
	b.para(fmt.Sprintf("第%d条 %s", a.article.Number, a.article.Title), st.Title.Render)
	b.field("性质", present.Nature(a.article.Nature), st.Text.Render)
	b.field("责任单位", present.Units(a.article.Units), st.Text.Render)
	b.para(a.article.Summary, st.Text.Render)
	var mine []*engine.Item
	for i := range a.policy.Items {
		if a.policy.Items[i].Article == a.article.Number {
			mine = append(mine, &a.policy.Items[i])
		}
	}
	if len(mine) > 0 {
		b.blank()
		b.choose("all", StartOne{[]string{fmt.Sprint(a.article.Number)}}, st.Accent.Render(st.Signs.Bullet)+" 查这一条的全部项目")
		for _, it := range mine {
			ls := indent(st.Accent.Render(st.Signs.Bullet)+" ", it.Title, w, st.Text.Render)
			if it.Summary != "" {
				ls = append(ls, indent("    ", it.Summary, w, st.Dim.Render)...)
			}
			b.choose(it.ID, StartOne{[]string{it.ID}}, ls...)
		}
	} else {
		b.para("这一条没有可以申请的项目。", st.Open.Render)
	}
	if len(a.article.Notes) > 0 {
		b.heading("说明")
		for _, n := range a.article.Notes {
			b.bullet(n)
		}
	}
	return b.rows
}
