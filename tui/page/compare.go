package page

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"huiqi/tui/keys"
	"huiqi/tui/present"
	"huiqi/tui/style"
	"huiqi/tui/text"
)

// Comparing sets the real result and a "what if" side by side.
type Comparing struct {
	listPage
	c *present.Comparison
}

// NewComparing shows a comparison.
func NewComparing(c *present.Comparison, st *style.Styles) *Comparing {
	return &Comparing{listPage: listPage{styles: st}, c: c}
}

func (c *Comparing) Title() string { return "原来和假设" }

var (
	keyKeep = key.NewBinding(key.WithKeys("k"), key.WithHelp("k", "用假设的答案"))
	keyDrop = key.NewBinding(key.WithKeys("d"), key.WithHelp("d", "回到原来的答案"))
	keyScan = key.NewBinding(key.WithKeys("up", "down"), key.WithHelp("↑↓", "翻看")) // k is taken
	keyMore = key.NewBinding(key.WithKeys("esc"), key.WithHelp("Esc", "接着改假设"))
)

func (c *Comparing) Keys() []key.Binding {
	return append(c.moving(keyScan), keyKeep, keyDrop, keyMore, keys.Keys().Help)
}

func (c *Comparing) Update(msg tea.Msg) Action {
	k, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	m, n := keys.Keys(), keys.Narrow(k)
	switch {
	case key.Matches(n, keyKeep):
		return Keep{}
	case key.Matches(n, keyDrop):
		return Drop{}
	case key.Matches(n, m.Back):
		return Leave{}
	}
	c.list.update(k)
	return nil
}

func (c *Comparing) View(width, height int) string { return c.draw(width, height, c.rows) }

func (c *Comparing) rows(w int) []row {
	b := &rowBuilder{st: c.styles, w: w}
	if len(c.c.Answers) == 0 {
		b.para("答案和原来一样，还没有改。按 Esc 回去，选一题来改。", b.st.Text.Render)
		return b.rows
	}
	half := (w - 3) / 2
	b.add(b.st.Title.Render(text.PadRight("原来", half)) + " " + b.st.Dim.Render(b.st.Border.Left) + " " + b.st.Title.Render("假设"))
	c.section(b, "改了的答案", c.c.Answers, half)
	if len(c.c.Items) == 0 {
		b.heading("结果")
		b.para("每一项的结果都和原来一样。", b.st.Text.Render)
		return b.rows
	}
	c.section(b, "结果不同的项目", c.c.Items, half)
	c.section(b, "合计的变化", c.c.Boxes, half)
	return b.rows
}

func (c *Comparing) section(b *rowBuilder, title string, ds []present.Differing, half int) {
	if len(ds) == 0 {
		return
	}
	b.heading(title)
	for _, d := range ds {
		b.para(d.Name, b.st.Text.Render)
		left, right := text.Wrap(d.Before, half), text.Wrap(d.After, half)
		for i := range max(len(left), len(right)) {
			l, r := "", ""
			if i < len(left) {
				l = left[i]
			}
			if i < len(right) {
				r = right[i]
			}
			b.add(b.st.Dim.Render(text.PadRight(l, half)) + " " + b.st.Dim.Render(b.st.Border.Left) + " " + b.st.Changed.Render(r))
		}
		if d.Note != "" {
			b.add("  " + b.st.Money.Render(b.st.Signs.Equals+" "+d.Note))
		}
	}
}
