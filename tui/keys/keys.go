// Package keys is the one key map of the wizard.
package keys

import (
	"unicode/utf8"

	"huiqi/engine/figure"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"
)

// Map is every key that the wizard knows, with its help in Chinese.
type Map struct {
	// anywhere
	Quit   key.Binding
	Back   key.Binding
	Help   key.Binding
	Search key.Binding
	Panel  key.Binding
	Topics key.Binding
	// where cases are kept
	Name    key.Binding
	Trouble key.Binding
	// at the service desk
	Fresh key.Binding
	Queue key.Binding
	Sheet key.Binding

	// a question
	Enter  key.Binding
	Next   key.Binding
	Unsure key.Binding
	Yes    key.Binding
	No     key.Binding
	None   key.Binding // none of the choices

	// a list
	Up, Down         key.Binding
	PageUp, PageDown key.Binding
	Home, End        key.Binding
	Left, Right      key.Binding
	Toggle           key.Binding
	Pick             key.Binding // 1 to 9: see Digit
	Add, Delete      key.Binding
}

var keyMap = build()

// Keys is the map. Nothing may change it: switch whole pages, not bindings.
func Keys() *Map { return keyMap }

func build() *Map {
	bind := func(shown, does string, keys ...string) key.Binding {
		return key.NewBinding(key.WithKeys(keys...), key.WithHelp(shown, does))
	}
	return &Map{
		Quit:   bind("Ctrl+C", "退出", "ctrl+c"),
		Back:   bind("Esc", "上一步", "esc", "shift+tab"),
		Help:   bind("?", "说明", "?", "f1"),
		Search: bind("/", "查找", "/"),
		Panel:  bind("F3", "结果一览", "f3"),
		Topics: bind("F4", "主题", "f4"),

		Name:    bind("F7", "起名", "f7"),
		Trouble: bind("F9", "没有存上", "f9"),

		Fresh: bind("F5", "下一位", "f5"),
		Queue: bind("F8", "已存的", "f8"),
		Sheet: bind("F6", "一页/一题", "f6"),

		Enter: bind("Enter", "确定", "enter"),
		Next:  bind("Tab", "下一题", "tab"),
		// F2 leaves every letter to text fields and every terminal sends it;
		// Ctrl+O is for keyboards without function keys: no shell habit, no
		// terminal and no multiplexer takes it.
		Unsure: bind("F2", "不清楚", "f2", "ctrl+o"),
		Yes:    bind("y", "是", "y", "Y"),
		No:     bind("n", "否", "n", "N"),
		None:   bind("n", "都没有", "n", "N"),

		Up:       bind("↑", "上移", "up", "k", "ctrl+p"),
		Down:     bind("↓", "下移", "down", "j", "ctrl+n"),
		PageUp:   bind("PgUp", "上翻", "pgup"),
		PageDown: bind("PgDn", "下翻", "pgdown"),
		Home:     bind("Home", "到顶", "home", "g"),
		End:      bind("End", "到底", "end", "G"),
		Left:     bind("←", "左移", "left", "h"),
		Right:    bind("→", "右移", "right", "l"),
		Toggle:   bind("空格", "勾选", "space", "x", "X"),
		Pick:     bind("1–9", "选项", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
		Add:      bind("a", "添加", "a", "A", "+"),
		Delete:   bind("d", "删除", "d", "D", "delete"),
	}
}

// Huh is the map in huh's shape, for forms and stock fields. Quit stays with the
// root, Esc and Shift+Tab with the page.
func (m *Map) Huh() *huh.KeyMap {
	k := huh.NewDefaultKeyMap()
	off := key.NewBinding(key.WithDisabled())
	next := key.NewBinding(key.WithKeys("enter", "tab"), key.WithHelp("Enter", "确定"))
	k.Quit = off
	k.Input = huh.InputKeyMap{AcceptSuggestion: off, Prev: off, Next: next, Submit: next}
	k.Select.Prev, k.Select.Next, k.Select.Submit = off, next, next
	k.Select.Filter, k.Select.SetFilter, k.Select.ClearFilter = off, off, off
	k.Select.Up, k.Select.Down = m.Up, m.Down
	k.Confirm.Prev, k.Confirm.Next, k.Confirm.Submit = off, next, next
	k.Confirm.Accept, k.Confirm.Reject = m.Yes, m.No
	k.Confirm.Toggle = key.NewBinding(key.WithKeys("left", "right", "h", "l"), key.WithHelp("←/→", "切换"))
	return k
}

// Narrow turns a key typed with a Chinese input method into the key that was
// meant: ｘ ／ １ 　 and 、 (the / key of some input methods), 是 and 否. Use it
// everywhere but in text fields.
func Narrow(k tea.KeyPressMsg) tea.KeyPressMsg {
	r, n := utf8.DecodeRuneInString(k.Text)
	if n == 0 || n != len(k.Text) {
		return k
	}
	to := figure.Narrow(r)
	switch r {
	case '、':
		to = '/'
	case '是':
		to = 'y'
	case '否':
		to = 'n'
	case '。':
		to = '.'
	}
	if to == r {
		return k
	}
	return tea.KeyPressMsg{Text: string(to), Code: to}
}

// Digit is the number on a digit key.
func Digit(k tea.KeyPressMsg) (int, bool) {
	if len(k.Text) != 1 || k.Text[0] < '0' || k.Text[0] > '9' {
		return 0, false
	}
	return int(k.Text[0] - '0'), true
}
