package page

import (
	"cmp"
	"fmt"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"huiqi/tui/field"
	"huiqi/tui/keys"
	"huiqi/tui/present"
	"huiqi/tui/search"
	"huiqi/tui/store"
	"huiqi/tui/style"
	"huiqi/tui/text"
)

type (
	// ShowCases opens the list of kept cases.
	ShowCases struct{}
	// OpenCase opens a kept case.
	OpenCase struct{ ID string }
	// ShowCase opens what can be done with a kept case.
	ShowCase struct{ ID string }
)

// Cases lists the kept cases; typing finds one by its name or by
// what it is about.
type Cases struct {
	listPage
	entries []store.Entry
	names   *search.Names
	now     time.Time
	line    *field.Line
	drawn   string // the words that the rows are for
}

// NewCases lists cases; now tells the days of today and yesterday.
func NewCases(entries []store.Entry, now time.Time, st *style.Styles) *Cases {
	c := &Cases{listPage: listPage{styles: st}, line: field.NewLine("")}
	c.Renew(entries, now)
	return c
}

// Renew takes a new list over, keeping the words and the place.
func (c *Cases) Renew(entries []store.Entry, now time.Time) {
	names := make([]string, len(entries))
	for i := range entries {
		names[i] = text.CleanLine(entries[i].Name + " " + entries[i].About)
	}
	c.entries, c.names, c.now = entries, search.NewNames(names), now
	c.stale()
}

func (c *Cases) Title() string { return "已存的自查" }

// Editing: letters are text here.
func (c *Cases) Editing() bool { return true }

var keyCase = key.NewBinding(key.WithKeys("tab"), key.WithHelp("Tab", "改名、复制、删除"))

func (c *Cases) Keys() []key.Binding {
	m := keys.Keys()
	c.find()
	out := c.moving(keyPick)
	if c.list.chosen() != nil {
		out = append(out, key.NewBinding(key.WithKeys("enter"), key.WithHelp("Enter", "打开")), keyCase)
	}
	return append(append(out, m.Back), append(c.moving(keyTurn), keyHelp)...)
}

func (c *Cases) Update(msg tea.Msg) Action {
	k, ok := msg.(tea.KeyPressMsg)
	if !ok {
		c.line.Update(msg)
		return nil
	}
	c.find() // words that were typed since the last view count
	switch {
	case key.Matches(k, keys.Keys().Back):
		return Leave{}
	case key.Matches(k, keys.Keys().Enter):
		return c.list.chosen()
	case key.Matches(k, keyCase):
		switch act := c.list.chosen().(type) {
		case OpenCase:
			return ShowCase(act)
		case ShowCase:
			return act
		}
	case k.String() == "up", k.String() == "down", k.String() == "pgup", k.String() == "pgdown":
		c.list.update(k)
	default:
		c.line.Update(msg)
	}
	return nil
}

// find brings the rows up to the words.
func (c *Cases) find() {
	if c.width != 0 && c.drawn == c.line.Value() {
		return
	}
	// keys can come before the next view
	c.list.width, c.list.height = cmp.Or(c.list.width, 80), cmp.Or(c.list.height, 20)
	c.width = c.list.width
	if c.drawn != c.line.Value() {
		c.list = list{width: c.list.width, height: c.list.height}
	}
	c.drawn = c.line.Value()
	c.list.set(c.rows(inner(c.width)))
}

func (c *Cases) View(width, height int) string {
	c.find()
	st := c.styles
	count := fmt.Sprintf("共 %d 份", len(c.entries))
	if c.drawn != "" {
		count = fmt.Sprintf("找到 %d 份", len(c.names.Find(c.drawn)))
	}
	head := st.Accent.Render("查找 ") + c.line.View(st, max(10, min(40, width-24))) + "  " + st.Dim.Render(count)
	return text.Truncate(head, width) + "\n" + c.draw(width, max(1, height-1), c.rows)
}

func (c *Cases) rows(w int) []row {
	b := &rowBuilder{st: c.styles, w: w}
	found := c.names.Find(c.drawn)
	if len(c.entries) == 0 {
		b.para("还没有存下来的自查。答了第一题就会自动存。", b.st.Text.Render)
	} else if len(found) == 0 {
		b.para("没有对得上的。清掉上面的字，就是全部。", b.st.Open.Render)
	}
	for _, i := range found {
		b.entry(&c.entries[i], c.now)
	}
	return b.rows
}

// entry is a kept case: its name, when it was changed, how far it is, and what
// stands in the way of opening it.
func (b *rowBuilder) entry(e *store.Entry, now time.Time) {
	st := b.st
	when := st.Dim.Render(present.When(e.Changed, now))
	lines := para(present.CaseName(e), max(10, b.w-text.Width(when)-2), st.Text.Render)
	lines[0] = text.PadRight(lines[0], b.w-text.Width(when)) + when
	var act Action = OpenCase{e.ID}
	if unopenable(e.State) || e.State == store.InUse {
		act = ShowCase{e.ID}
	}
	if !unopenable(e.State) {
		if e.About != "" {
			lines = append(lines, text.Truncate("  "+st.Text.Render("只查："+text.CleanLine(e.About)), b.w))
		}
		lines = append(lines, indent("  ", present.CaseProgress(e, now), b.w, st.Dim.Render)...)
	}
	if word := stateWord(e.State); word != "" {
		lines = append(lines, indent("  "+st.Open.Render(st.Signs.Warn)+" ", word, b.w, st.Open.Render)...)
	}
	b.choose("case "+e.ID, act, lines...)
}

func unopenable(s store.State) bool { return s == store.Damaged || s == store.Newer }

func stateWord(s store.State) string {
	switch s {
	case store.InUse:
		return "另一个窗口正开着，这里只能看"
	case store.OtherRules:
		return "是按另一版规则存的，打开时会列出有什么不同"
	case store.Damaged:
		return "文件坏了，按 Enter 看怎么办"
	case store.Newer:
		return "是更新的版本存的，这一版打不开"
	}
	return ""
}
