package field

import (
	"slices"

	"huiqi/engine"
	"huiqi/tui/keys"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"
)

// Choice asks for one of the choices, or for yes or no. The row under the
// cursor is no answer: only Enter, the space bar, a digit or a letter picks.
type Choice struct {
	base
	choices []engine.Choice
	picked  string
	list    list
}

const (
	choiceYes = "yes"
	choiceNo  = "no"
)

func newChoice(q engine.Question, c Config) *Choice {
	f := &Choice{base: newBase(q, c), choices: q.Choices}
	f.self = f
	if q.Kind == engine.Bool {
		f.choices = []engine.Choice{{ID: choiceYes, Label: "是"}, {ID: choiceNo, Label: "否"}}
	}
	if v := c.Value; v != nil {
		f.unknown = !v.Known()
		f.picked = v.Choice()
		if v.Kind() == engine.Bool {
			f.picked = choiceNo
			if v.Bool() {
				f.picked = choiceYes
			}
		}
	}
	if d := c.Draft; d != nil && d.Touched {
		f.touched, f.unknown, f.picked = true, d.Unknown, ""
		if len(d.Picks) == 1 {
			f.picked = d.Picks[0]
		}
	}
	f.list.cursor = f.home()
	if d := c.Draft; d != nil && d.Touched {
		f.list.cursor = d.Cursor
	}
	return f
}

// home is the row of the answer, the first without one.
func (f *Choice) home() int {
	if f.unknown {
		return len(f.choices)
	}
	return max(0, slices.IndexFunc(f.choices, func(c engine.Choice) bool { return c.ID == f.picked }))
}

// unsureRow reports whether the list ends with a row 不清楚.
func (f *Choice) unsureRow() bool { return f.q.Unsure == "" }

func (f *Choice) count() int {
	if f.unsureRow() {
		return len(f.choices) + 1
	}
	return len(f.choices)
}

func (f *Choice) pick(i int) {
	if i < 0 || i >= f.count() {
		return
	}
	f.list.cursor = i
	was, wasUnknown := f.picked, f.unknown
	f.picked, f.unknown = "", i == len(f.choices)
	if !f.unknown {
		f.picked = f.choices[i].ID
	}
	f.fault = ""
	if f.picked != was || f.unknown != wasUnknown {
		f.touch()
	}
}

func (f *Choice) Update(msg tea.Msg) (huh.Model, tea.Cmd) {
	k, ok := msg.(tea.KeyPressMsg)
	if !ok || !f.focused {
		return f, nil
	}
	f.fresh = false
	switch {
	case f.list.move(k, f.count()):
		f.fault = ""
	case key.Matches(k, keyMap.Enter):
		f.pick(f.list.cursor)
		return f, huh.NextField
	case key.Matches(k, keyMap.Next):
		return f, huh.NextField
	case key.Matches(k, keyMap.Toggle):
		f.pick(f.list.cursor)
	case key.Matches(k, keyMap.Help):
		f.help()
	case f.q.Kind == engine.Bool && key.Matches(k, keyMap.Yes):
		f.pick(0)
	case f.q.Kind == engine.Bool && key.Matches(k, keyMap.No):
		f.pick(1)
	default:
		if i, ok := digitRow(k, len(f.choices)); ok {
			f.pick(i)
		} else if n, ok := keys.Digit(k); ok && n == 0 && f.unsureRow() {
			f.pick(len(f.choices))
		}
	}
	return f, nil
}

func (f *Choice) View() string {
	if f.fresh {
		return f.drawn
	}
	if f.focused {
		f.drawn = f.bar(f.frame(f.layout()))
	} else {
		f.drawn = f.bar(f.summary(Words(f.q, f.value()), f.picked != ""))
	}
	f.fresh = true
	return f.drawn
}

func (f *Choice) layout() layout {
	var l layout
	rows := make([]row, 0, f.count())
	add := func(digit, label, note string, picked bool) {
		r := row{key: digit, sign: f.st.Signs.Unpicked, label: label, note: note, style: f.st.Text}
		if picked {
			r.sign, r.style = f.st.Signs.Picked, f.st.Picked
		}
		rows = append(rows, r)
	}
	for i, c := range f.choices {
		add(digit(i), c.Label, c.Help, c.ID == f.picked)
	}
	if f.unsureRow() {
		add("0", "不清楚", "", f.unknown)
	}
	l[secBody] = f.list.section(&f.base, rows)
	l[secHint] = f.hint()
	return l
}

func (f *Choice) value() engine.Value {
	switch {
	case f.picked == "":
		return engine.DontKnow()
	case f.q.Kind == engine.Bool:
		return engine.BoolValue(f.picked == choiceYes)
	}
	return engine.OneValue(f.picked)
}

func (f *Choice) Answer() (engine.Value, bool) {
	return f.value(), f.unknown || f.picked != ""
}

func (f *Choice) Unsure() bool {
	f.fresh = false
	f.pick(len(f.choices))
	if i := slices.IndexFunc(f.choices, func(c engine.Choice) bool { return c.ID == f.q.Unsure }); i >= 0 {
		f.pick(i)
	}
	return true
}

func (f *Choice) Draft() Draft {
	d := Draft{Touched: f.touched, Unknown: f.unknown, Cursor: f.list.cursor}
	if f.picked != "" {
		d.Picks = []string{f.picked}
	}
	return d
}

func (f *Choice) StepBack() bool { return f.closeHelp() }
func (f *Choice) Editing() bool  { return false }
func (f *Choice) GetValue() any  { return f.value() }

func (f *Choice) KeyBinds() []key.Binding {
	if f.q.Kind == engine.Bool {
		return f.binds(keyMap.Enter, keyMap.Yes, keyMap.No, keyMap.Next)
	}
	return f.binds(keyMap.Enter, keyMap.Pick, keyMap.Next)
}
