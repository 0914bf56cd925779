package page

import (
	"fmt"
	"slices"

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
	policy   *engine.Policy
	article  *engine.Article
	official present.Official // nil: no copy
}

// NewArticle opens an article. official may be nil.
func NewArticle(p *engine.Policy, number int, st *style.Styles, official present.Official) *Article {
	return &Article{policy: p, article: present.ArticleOf(p, number), listPage: listPage{styles: st}, official: official}
}

func (a *Article) Title() string { return fmt.Sprintf("第%d条", a.article.Number) }

var (
	keyAsk      = key.NewBinding(key.WithKeys("enter"), key.WithHelp("Enter", "只查这个"))
	keyWording  = key.NewBinding(key.WithKeys("o"), key.WithHelp("o", "看原文"))
	keyPrevNext = key.NewBinding(key.WithKeys("left", "right"), key.WithHelp("←→", "前后条"))
)

func (a *Article) Keys() []key.Binding {
	m := keys.Keys()
	out := a.moving(keyRead)
	if len(a.items()) > 0 {
		out = append(a.moving(keyMove), keyAsk)
	}
	if _, ok := present.PrintedOf(a.official, a.article.Number); ok {
		out = append(out, keyWording)
	}
	return append(out, keyPrevNext, m.Search, m.Back, m.Help)
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
	case key.Matches(n, m.Search):
		return StartPick{}
	case key.Matches(n, m.Left):
		a.turn(-1)
	case key.Matches(n, m.Right):
		a.turn(1)
	case key.Matches(n, keyWording):
		a.list.to(officialRow)
	case key.Matches(n, keyAsk):
		return a.list.enter()
	default:
		a.list.update(k)
	}
	return nil
}

// turn goes to the article before or behind.
func (a *Article) turn(step int) {
	at := slices.IndexFunc(a.policy.Articles, func(x engine.Article) bool { return x.Number == a.article.Number })
	if to := at + step; at >= 0 && to >= 0 && to < len(a.policy.Articles) {
		a.article, a.list = &a.policy.Articles[to], list{}
		a.stale()
	}
}

func (a *Article) View(width, height int) string {
	return a.draw(width, height, a.rows)
}

// Glance is the article beside a list, without a cursor, from one of its items
// on.
func (a *Article) Glance(width, height int, item string) string {
	if width != a.width {
		a.width = width
		a.list.glance(a.rows(inner(width)))
	}
	a.list.top = a.list.line(item)
	return a.list.view(a.styles, width, height)
}

func (a *Article) items() []*engine.Item {
	var out []*engine.Item
	for i := range a.policy.Items {
		if a.policy.Items[i].Article == a.article.Number {
			out = append(out, &a.policy.Items[i])
		}
	}
	return out
}

func (a *Article) rows(w int) []row {
	st := a.styles
	b := &rowBuilder{st: st, w: w}
	b.para(fmt.Sprintf("第%d条 %s", a.article.Number, a.article.Title), st.Title.Render)
	chapter, lead := present.Chapter(a.policy, a.article.Chapter)
	if lead != "" {
		chapter += "（牵头：" + lead + "）"
	}
	b.para(chapter, st.Dim.Render)
	b.blank()
	b.field("性质", present.Nature(a.article.Nature)+"——"+present.NatureNote(a.article.Nature), st.Text.Render)
	b.field("责任单位", present.Units(a.article.Units), st.Text.Render)
	if a.article.Summary != "" {
		b.blank()
		b.para(a.article.Summary, st.Text.Render)
	}
	a.claims(b)
	for i := range a.policy.Groups {
		if g := &a.policy.Groups[i]; a.holds(g) {
			b.heading("合用的上限：" + g.Title)
			b.bullet(present.Shared(a.policy, g))
			for _, n := range g.Notes {
				b.bullet(n)
			}
			for _, alt := range g.Alternatives {
				b.bullet("另一种理解：" + alt.Text)
			}
		}
	}
	if len(a.article.Notes) > 0 {
		b.heading("说明")
		for _, n := range a.article.Notes {
			b.bullet(n)
		}
	}
	b.printed(a.official, a.article.Number)
	return b.rows
}

// holds reports whether the items of a shared ceiling stand in the article.
func (a *Article) holds(g *engine.Group) bool {
	return slices.ContainsFunc(a.items(), func(it *engine.Item) bool { return slices.Contains(g.Items, it.ID) })
}

// claims are the items, or why there are none.
func (a *Article) claims(b *rowBuilder) {
	st := b.st
	mine := a.items()
	if len(mine) == 0 {
		b.heading("没有可以申请的")
		if a.article.Nature == engine.Plan {
			for _, s := range present.WhyNothing(a.article) {
				b.bullet(s)
			}
		} else {
			b.bullet("这一条没有列出可以单独查的项目，请问责任单位。")
		}
		return
	}
	b.heading(fmt.Sprintf("可以查的项目：%d 个", len(mine)))
	if len(mine) > 1 {
		b.choose("all", StartOne{[]string{fmt.Sprint(a.article.Number)}}, st.Accent.Render(st.Signs.Bullet)+" 查这一条的全部项目")
	}
	for i, it := range mine {
		b.blank()
		b.choose(it.ID, StartOne{[]string{it.ID}}, indent(st.Accent.Render(fmt.Sprintf("%d. ", i+1)), it.Title, b.w, st.Title.Render)...)
		a.claim(b, it)
	}
}

// claim is what an item says: what it gives, to whom, for what.
func (a *Article) claim(b *rowBuilder, it *engine.Item) {
	st := b.st
	in := &rowBuilder{st: st, w: b.w - 3}
	if it.Summary != "" {
		in.para(it.Summary, st.Text.Render)
	}
	if it.Nature != a.article.Nature {
		in.field("性质", present.Nature(it.Nature), st.Text.Render)
	}
	for i, s := range present.Terms(a.policy, it) {
		label := "金额"
		if i > 0 {
			label = "　　"
		}
		in.field(label, s, st.Money.Render)
	}
	in.field("谁可以", present.Who(a.policy, it), st.Text.Render)
	if it.WhoNote != "" {
		in.field("　　　", it.WhoNote, st.Dim.Render)
	}
	label := "条件"
	for _, c := range append(conjuncts(it.Event), conjuncts(it.Require)...) {
		in.field(label, present.Text(a.policy, nil, c), st.Text.Render)
		label = "　　"
	}
	if !slices.Equal(it.Units, a.article.Units) {
		in.field("去找", present.Units(it.Units), st.Text.Render)
	}
	for _, n := range it.Notes {
		in.bullet(n)
	}
	for _, alt := range it.Alternatives {
		in.bullet("另一种理解：" + alt.Text)
	}
	for _, r := range in.rows {
		for i := range r.lines {
			r.lines[i] = "   " + r.lines[i]
		}
		b.rows = append(b.rows, r)
	}
}

// conjuncts are the parts that must all hold.
func conjuncts(c engine.Cond) []engine.Cond {
	switch x := c.(type) {
	case nil:
		return nil
	case engine.And:
		var out []engine.Cond
		for _, of := range x.Of {
			out = append(out, conjuncts(of)...)
		}
		return out
	}
	return []engine.Cond{c}
}
