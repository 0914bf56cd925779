package page

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"huiqi/engine"
	"huiqi/tui/keys"
	"huiqi/tui/present"
	"huiqi/tui/style"
)

// Item is one verdict: conditions, arithmetic, notes. From a condition Enter
// leads to its question.
type Item struct {
	listPage
	item     *present.Item
	policy   *engine.Policy
	official present.Official // nil: no copy
	aside    bool             // beside a list, where Enter opens the item itself
}

// NewItem shows an item. official may be nil.
func NewItem(it *present.Item, p *engine.Policy, st *style.Styles, official present.Official) *Item {
	return &Item{item: it, policy: p, official: official, listPage: listPage{styles: st}}
}

// Renew shows a new verdict on the same item, keeping the place.
func (i *Item) Renew(it *present.Item) {
	i.item = it
	i.stale()
}

// Index is the item's index in the policy.
func (i *Item) Index() int { return i.item.Index }

func (i *Item) Title() string { return fmt.Sprintf("第%d条", i.item.Article) }

var keyChange = key.NewBinding(key.WithKeys("enter"), key.WithHelp("Enter", "改这一题"))

func (i *Item) Keys() []key.Binding {
	m := keys.Keys()
	out := i.moving(keyMove)
	switch i.list.chosen().(type) {
	case Change:
		out = append(out, keyChange)
	case Browse:
		out = append(out, keyLook)
	}
	if _, ok := present.PrintedOf(i.official, i.item.Article); ok {
		out = append(out, keyWording)
	}
	return append(out, m.Search, m.Back, m.Help)
}

func (i *Item) Update(msg tea.Msg) Action {
	k, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	m, n := keys.Keys(), keys.Narrow(k)
	switch {
	case key.Matches(n, m.Back), n.String() == "q":
		return Leave{}
	case key.Matches(n, keyChange):
		return i.list.enter()
	case key.Matches(n, keyWording):
		i.list.to(officialRow)
		return nil
	case key.Matches(n, m.Search):
		return StartPick{}
	}
	i.list.update(k)
	return nil
}

func (i *Item) View(width, height int) string {
	return i.draw(width, height, i.rows)
}

// Glance is the item beside a list: the same rows without a cursor.
func (i *Item) Glance(width, height int) string {
	l := list{}
	i.aside = true
	l.glance(i.rows(inner(width)))
	return l.view(i.styles, width, height)
}

func (i *Item) question(id string) int {
	for k := range i.policy.Questions {
		if i.policy.Questions[k].ID == id {
			return k
		}
	}
	return -1
}

func (i *Item) rows(w int) []row {
	st, it := i.styles, i.item
	b := &rowBuilder{st: st, w: w}
	sign, paint := b.sign(it.Status, it.Near)
	b.para(it.Title, st.Title.Render)
	b.add(paint(sign + " " + it.StatusWord))
	if it.Status >= engine.Possible || it.Near {
		b.field("金额", strings.TrimPrefix(it.Amount, "金额"), st.Money.Render)
		if it.Box != engine.BoxNone {
			b.field("归类", present.Box(it.Box), st.Text.Render)
		}
		b.field("资金", it.Payer, st.Text.Render)
	}
	b.field("去找", present.Units(it.Units), st.Text.Render)
	for _, s := range it.Contacts {
		b.para(s, st.Dim.Render)
	}
	article := fmt.Sprintf("第%d条 %s", it.Article, it.ArticleTitle)
	if !i.aside {
		article += "（按 Enter 看这一条）"
	}
	b.choose("article", Browse{it.Article}, indent(st.Dim.Render("依据")+" ", article, w, st.Text.Render)...)
	if it.Summary != "" {
		b.para(it.Summary, st.Text.Render)
	}
	if len(it.Arithmetic) > 0 && (it.Status >= engine.Possible || it.Near) {
		b.heading("怎么算")
		for _, s := range it.Arithmetic {
			b.bullet(s)
		}
	}
	if len(it.Conditions) > 0 {
		b.heading("条件")
		for k, c := range it.Conditions {
			i.condition(b, k, c)
		}
	}
	if len(it.Missing) > 0 {
		b.heading("还不知道的（知道后再来填）")
		for _, q := range it.Missing {
			b.choose("missing "+i.policy.Questions[q].ID, Change{q}, indent(st.Open.Render(st.Signs.Open)+" ", i.policy.Questions[q].Name, w, st.Text.Render)...)
		}
		b.para("拿不准的，请问"+present.Units(it.Units)+"。", st.Dim.Render)
	}
	if len(it.Distances) > 0 {
		b.heading("相差")
		for _, s := range it.Distances {
			b.bullet(s)
		}
	}
	if len(it.Alternatives) > 0 {
		b.heading("另一种理解")
		for _, s := range it.Alternatives {
			b.bullet(s)
		}
	}
	if len(it.Notes) > 0 {
		b.heading("说明")
		for _, s := range it.Notes {
			b.bullet(s)
		}
	}
	b.printed(i.official, it.Article)
	return b.rows
}

func (i *Item) condition(b *rowBuilder, k int, c present.Condition) {
	lead := strings.Repeat("  ", c.Depth) + b.truth(c.Truth) + " "
	lines := indent(lead, c.Text, b.w, b.st.Text.Render)
	if c.Have != "" {
		lines = append(lines, indent(strings.Repeat("  ", c.Depth+1)+"所填：", c.Have, b.w, b.st.Dim.Render)...)
	}
	var act Action
	if q := i.question(c.Question); q >= 0 {
		act = Change{q}
	}
	b.choose(fmt.Sprint("condition ", k), act, lines...)
}
