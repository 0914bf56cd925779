package page

import (
	"fmt"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"huiqi/tui/keys"
	"huiqi/tui/present"
	"huiqi/tui/store"
	"huiqi/tui/style"
	"huiqi/tui/text"
)

type (
	// AskName asks for a new name of a kept case.
	AskName struct{ ID, Name string }
	// CopyCase makes a second case of a kept one.
	CopyCase struct{ ID, Name string }
	// DeleteCase deletes a kept case, after a question.
	DeleteCase struct{ ID, Name string }
	// RecoverCase opens the last good backup of a damaged case.
	RecoverCase struct{ ID string }
)

// Card is one kept case: what is in it, and what can be done with it.
type Card struct {
	listPage
	entry store.Entry
	now   time.Time
}

// NewCard shows a kept case.
func NewCard(e store.Entry, now time.Time, st *style.Styles) *Card {
	return &Card{entry: e, now: now, listPage: listPage{styles: st}}
}

// ID is that of the case.
func (c *Card) ID() string { return c.entry.ID }

// Renew takes a change of the case over.
func (c *Card) Renew(e store.Entry, now time.Time) {
	c.entry, c.now = e, now
	c.stale()
}

func (c *Card) Title() string { return "一份自查" }

func (c *Card) Keys() []key.Binding {
	m := keys.Keys()
	return append(c.moving(keyMove), m.Enter, m.Back, m.Help)
}

func (c *Card) Update(msg tea.Msg) Action {
	k, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	m, n := keys.Keys(), keys.Narrow(k)
	if d, ok := keys.Digit(n); ok {
		if cs := c.choices(); d >= 1 && d <= len(cs) {
			return cs[d-1].act
		}
		return nil
	}
	switch {
	case key.Matches(n, m.Back), n.String() == "q":
		return Leave{}
	case key.Matches(n, m.Enter):
		return c.list.enter()
	}
	c.list.update(k)
	return nil
}

// choices are what can be done, by the state of the case.
func (c *Card) choices() []choice {
	e := &c.entry
	name := text.CleanLine(e.Name)
	again := choice{"复制一份", "原来的不动，在新的一份里改", CopyCase{e.ID, name}}
	remove := choice{"删除", "先问一声；删了找不回来", DeleteCase{e.ID, name}}
	rename := choice{"改名", "现在叫“" + present.CaseName(e) + "”", AskName{e.ID, name}}
	switch e.State {
	case store.InUse:
		again.help = "在新的一份里接着填，不碰正开着的那一份"
		return []choice{{"只看不改", "另一个窗口关掉以后，才能接着填", OpenCase{e.ID}}, again}
	case store.Damaged:
		if e.Backup {
			return []choice{{"打开上一次的备份", "是坏掉之前存好的；坏文件留在旁边，不动它", RecoverCase{e.ID}}, remove}
		}
		return []choice{remove}
	case store.Newer:
		return []choice{remove}
	}
	return []choice{{"打开", "接着上次的地方", OpenCase{e.ID}}, rename, again, remove}
}

func (c *Card) View(width, height int) string { return c.draw(width, height, c.rows) }

func (c *Card) rows(w int) []row {
	b := &rowBuilder{st: c.styles, w: w}
	e := &c.entry
	b.para(present.CaseName(e), b.st.Title.Render)
	if e.About != "" {
		b.field("只查", text.CleanLine(e.About), b.st.Text.Render)
	}
	if made := present.When(e.Created, c.now); made != "" {
		b.field("建于", made, b.st.Text.Render)
	}
	if changed := present.When(e.Changed, c.now); changed != "" {
		b.field("上次改动", changed, b.st.Text.Render)
	}
	if !unopenable(e.State) {
		b.para(present.CaseProgress(e, c.now), b.st.Text.Render)
	}
	if e.Problem != "" {
		b.blank()
		b.add(indent(b.st.Open.Render(b.st.Signs.Warn)+" ", text.Clean(e.Problem), w, b.st.Open.Render)...)
	}
	if e.State == store.Damaged && !e.Backup {
		b.para("没有可用的备份。坏文件还在原处，没有改动过。", b.st.Text.Render)
	}
	b.blank()
	b.numbered(c.choices())
	return b.rows
}

// choice is a row that a digit picks too.
type choice struct {
	title, help string
	act         Action
}

// numbered lists choices behind their digits.
func (b *rowBuilder) numbered(cs []choice) {
	for i, c := range cs {
		lines := []string{b.st.Accent.Render(fmt.Sprintf("%d  ", i+1)) + b.st.Title.Render(c.title)}
		if c.help != "" {
			lines = append(lines, indent("   ", c.help, b.w, b.st.Dim.Render)...)
		}
		b.choose(c.title, c.act, lines...)
	}
}
