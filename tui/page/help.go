package page

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"huiqi/tui/keys"
	"huiqi/tui/style"
	"huiqi/tui/text"
)

// Help explains the keys and the words of the verdicts.
type Help struct {
	listPage
	here []key.Binding
}

// What the lists of all pages take.
var (
	keyPages = key.NewBinding(key.WithKeys("pgup", "pgdown", "space"), key.WithHelp("PgUp/PgDn", ""))
	keyEnds  = key.NewBinding(key.WithKeys("home", "end", "g", "G"), key.WithHelp("Home/End", ""))
	keySides = key.NewBinding(key.WithKeys("left", "right", "h", "l"), key.WithHelp("←→", ""))
	keyLeave = key.NewBinding(key.WithKeys("esc", "q"), key.WithHelp("Esc", ""))
)

// NewHelp explains the keys of the page below it.
func NewHelp(st *style.Styles, here []key.Binding) *Help {
	return &Help{listPage: listPage{styles: st}, here: here}
}

func (h *Help) Title() string { return "说明" }

func (h *Help) Keys() []key.Binding {
	m := keys.Keys()
	return append(h.moving(keyRead), m.Back)
}

func (h *Help) Update(msg tea.Msg) Action {
	k, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	m, n := keys.Keys(), keys.Narrow(k)
	if key.Matches(n, m.Back) || key.Matches(n, m.Help) || key.Matches(n, m.Enter) || n.String() == "q" {
		return Leave{}
	}
	h.list.update(k)
	return nil
}

func (h *Help) View(width, height int) string {
	return h.draw(width, height, h.rows)
}

func (h *Help) rows(w int) []row {
	st := h.styles
	b := &rowBuilder{st: st, w: w}
	m := keys.Keys()
	keyRow := func(k key.Binding, says string) {
		if more := others(st, k); len(more) > 0 {
			says += "（也可以按 " + strings.Join(more, "、") + "）"
		}
		b.add(indent(text.PadRight(st.Accent.Render(KeyName(st, k)), 10)+" ", says, w, st.Text.Render)...)
	}
	b.para("这一屏的键", st.Heading.Render)
	for _, k := range h.here {
		if k.Enabled() {
			keyRow(k, k.Help().Desc)
		}
	}
	b.heading("答题时")
	keyRow(m.Unsure, "不清楚：记下不知道，接着往下，结果里会标为待确认")
	keyRow(m.Back, "回到上一题，已填的都在")
	keyRow(m.Next, "先跳过这一题，以后再答")
	keyRow(m.Pick, "直接按数字选第几项，0 是不清楚")
	keyRow(m.Toggle, "选中光标所在的一项，不往下走")
	keyRow(m.Panel, "到现在为止有哪些相符、待确认")
	keyRow(m.Topics, "先答另一个主题的题")
	keyRow(m.Quit, "退出，先问一声")
	b.para("金额可以写 5000、5,000、3000万、1.2亿、3000w，全角数字也行。", st.Text.Render)
	b.heading("翻看时")
	keyRow(keyMove, "上下移动")
	keyRow(keyPages, "翻页，空格也往下翻")
	keyRow(keyEnds, "到顶，到底")
	keyRow(keySides, "结果里换页，条文里看前后条")
	keyRow(m.Search, "查找条文和项目")
	keyRow(keyLeave, "回到上一屏")
	b.heading("结果里的词")
	b.bullet(st.Signs.Yes + " 条件相符（以审核为准）：按所填情况，条文写明的条件都符合。")
	b.bullet(st.Signs.Open + " 待确认：还有不知道的事，知道了才能判断。")
	b.bullet(st.Signs.Near + " 相差一项：只有一个条件不符合，写明差多少。")
	b.bullet(st.Signs.No + " 按所填情况不相符。")
	b.bullet("“最高不超过”只是上限，实际由部门核定，可能为0。")
	return b.rows
}
