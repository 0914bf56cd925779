package field

import (
	"cmp"
	"fmt"
	"slices"

	"huiqi/engine"
	"huiqi/tui/keys"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"
)

// MultiChoice asks for any number of the choices. None of them is an answer too,
// with a row of its own, and never the default.
type MultiChoice struct {
	base
	ticked []bool
	none   bool
	all    string // see Config.All
	list   list
}

func newMany(q engine.Question, c Config) *MultiChoice {
	f := &MultiChoice{base: newBase(q, c), ticked: make([]bool, len(q.Choices)), all: c.All}
	f.self = f
	if v := c.Value; v != nil {
		f.unknown = !v.Known()
		f.tick(v.Choices())
		f.none = v.Known() && len(v.Choices()) == 0
	}
	if d := c.Draft; d != nil && d.Touched {
		f.touched, f.unknown, f.none = true, d.Unknown, d.None
		f.tick(d.Picks)
		f.list.cursor = d.Cursor
	}
	return f
}

func (f *MultiChoice) tick(ids []string) {
	for i, c := range f.q.Choices {
		f.ticked[i] = slices.Contains(ids, c.ID)
	}
}

func (f *MultiChoice) picks() []string {
	var ids []string
	for i, c := range f.q.Choices {
		if f.ticked[i] {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

// The rows after the choices: none of them, unless that is no answer, and
// 不清楚.
func (f *MultiChoice) noneRow() int {
	if f.all != "" {
		return -1
	}
	return len(f.q.Choices)
}

func (f *MultiChoice) unsureRow() int { return max(f.noneRow()+1, len(f.q.Choices)) }

func (f *MultiChoice) toggle(i int) {
	switch i {
	case f.noneRow():
		f.none = !f.none
		f.unknown = false
		clear(f.ticked)
	case f.unsureRow():
		f.unknown = !f.unknown
		f.none = false
		clear(f.ticked)
	default:
		f.ticked[i] = !f.ticked[i]
		f.none, f.unknown = false, false
	}
	f.list.cursor = i
	f.touch()
}

func (f *MultiChoice) Update(msg tea.Msg) (huh.Model, tea.Cmd) {
	k, ok := msg.(tea.KeyPressMsg)
	if !ok || !f.focused {
		return f, nil
	}
	f.fresh = false
	switch {
	case f.list.move(k, f.unsureRow()+1):
		f.fault = ""
	case key.Matches(k, keyMap.Toggle):
		f.toggle(f.list.cursor)
	case key.Matches(k, keyMap.Enter):
		return f, f.enter()
	case key.Matches(k, keyMap.Next):
		return f, huh.NextField
	case key.Matches(k, keyMap.Help):
		f.help()
	case f.noneRow() >= 0 && key.Matches(k, keyMap.None):
		f.toggle(f.noneRow())
	default:
		if i, ok := digitRow(k, len(f.q.Choices)); ok {
			f.toggle(i)
		} else if n, ok := keys.Digit(k); ok && n == 0 {
			f.toggle(f.unsureRow())
		}
	}
	return f, nil
}

// enter takes what is ticked. With nothing ticked it takes one of the two last
// rows when the cursor stands there; otherwise it explains.
func (f *MultiChoice) enter() tea.Cmd {
	if _, ok := f.Answer(); !ok {
		if f.list.cursor < len(f.q.Choices) {
			f.fault = "还没有勾选。按空格键勾选；都没有就按 n，拿不准就按 0。"
			if f.all != "" {
				f.fault = "还没有勾选。按空格键勾选，或者按 0：" + f.all + "。"
			}
			return nil
		}
		f.toggle(f.list.cursor)
	}
	return huh.NextField
}

func (f *MultiChoice) View() string {
	if f.fresh {
		return f.drawn
	}
	if f.focused {
		f.drawn = f.bar(f.frame(f.layout()))
	} else {
		_, ok := f.Answer()
		f.drawn = f.bar(f.summary(Words(f.q, f.value()), ok))
	}
	f.fresh = true
	return f.drawn
}

func (f *MultiChoice) layout() layout {
	var l layout
	rows := make([]row, 0, len(f.q.Choices)+2)
	add := func(digit, label, note string, ticked bool) {
		r := row{key: digit, sign: f.st.Signs.Unticked, label: label, note: note, style: f.st.Text}
		if ticked {
			r.sign, r.style = f.st.Signs.Ticked, f.st.Picked
		}
		rows = append(rows, r)
	}
	for i, c := range f.q.Choices {
		add(digit(i), c.Label, c.Help, f.ticked[i])
	}
	if f.noneRow() >= 0 {
		add("n", None, "", f.none)
	}
	add("0", cmp.Or(f.all, "不清楚"), "", f.unknown)
	l[secBody] = f.list.section(&f.base, rows)
	state := "空格键勾选"
	switch n := len(f.picks()); {
	case n > 0:
		state = fmt.Sprintf("已勾选 %d 项，Enter 确定", n)
	case f.none, f.unknown:
		state = "Enter 确定"
	}
	l[secHint] = f.hint(state)
	return l
}

func (f *MultiChoice) value() engine.Value {
	if f.unknown {
		return engine.DontKnow()
	}
	return engine.ManyValue(f.picks()...)
}

func (f *MultiChoice) Answer() (engine.Value, bool) {
	return f.value(), f.unknown || f.none || slices.Contains(f.ticked, true)
}

func (f *MultiChoice) Unsure() bool {
	f.fresh = false
	if !f.unknown {
		f.toggle(f.unsureRow())
	}
	return true
}

func (f *MultiChoice) Draft() Draft {
	return Draft{Touched: f.touched, Picks: f.picks(), None: f.none, Unknown: f.unknown, Cursor: f.list.cursor}
}

func (f *MultiChoice) StepBack() bool { return f.closeHelp() }
func (f *MultiChoice) Editing() bool  { return false }
func (f *MultiChoice) GetValue() any  { return f.value() }

func (f *MultiChoice) KeyBinds() []key.Binding {
	if f.noneRow() < 0 {
		return f.binds(keyMap.Toggle, keyMap.Enter, keyMap.Pick, keyMap.Next)
	}
	return f.binds(keyMap.Toggle, keyMap.None, keyMap.Enter, keyMap.Pick, keyMap.Next)
}
