package field

import (
	"slices"
	"strings"

	"huiqi/engine"
	"huiqi/tui/text"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"
)

// typed is a field that reads its answer from a line of text.
type typed struct {
	base
	entry   entry
	parse   func(string) (engine.Value, error)
	echo    func(engine.Value) string
	unit    string // behind the text
	cells   int    // of the text
	example string // shown while nothing is typed
}

// Words that say "don't know" when typed where a figure belongs.
var unsureWords = []string{"不清楚", "不知道", "不确定", "不详", "未知", "？", "?"}

func (f *typed) init(c Config, text func(engine.Value) string) {
	if v := c.Value; v != nil {
		f.unknown = !v.Known()
		if v.Known() {
			f.entry = newEntry(text(*v))
			return
		}
	}
	f.entry = newEntry("")
}

func (f *typed) restore(d *Draft) {
	if d == nil || !d.Touched {
		return
	}
	f.touched, f.unknown = true, d.Unknown
	f.entry.set(d.Text)
	f.entry.area.SetCursorColumn(d.Column)
}

func (f *typed) text() string { return strings.TrimSpace(f.entry.value()) }

func (f *typed) Update(msg tea.Msg) (huh.Model, tea.Cmd) {
	if !f.focused {
		return f.self, nil
	}
	switch msg := msg.(type) {
	case tea.PasteMsg:
		f.edit(msg)
	case tea.KeyPressMsg:
		f.fresh = false
		switch {
		case key.Matches(msg, keyMap.Enter):
			return f.self, f.leave(true)
		case key.Matches(msg, keyMap.Next):
			return f.self, f.leave(false)
		case key.Matches(msg, keyMap.Help), msg.Text == "？":
			f.help()
		default:
			f.edit(msg)
		}
	}
	return f.self, nil
}

func (f *typed) edit(msg tea.Msg) {
	f.fresh = false
	if f.entry.update(msg) {
		f.unknown = false
		f.touch()
	}
}

// leave goes on when there is an answer. Without one Enter says what to do, and
// Tab skips the question; text that is no answer is never skipped in silence.
func (f *typed) leave(answering bool) tea.Cmd {
	s := f.text()
	switch {
	case f.unknown:
	case s == "" && answering:
		f.fault = "还没有填写。请填" + f.example + "；不清楚按 " + keyMap.Unsure.Help().Key + "，以后再答按 " + keyMap.Next.Help().Key + "。"
		return nil
	case s == "":
	case slices.Contains(unsureWords, s):
		f.Unsure()
	default:
		if _, err := f.parse(s); err != nil {
			f.fault = text.CleanLine(err.Error())
			return nil
		}
	}
	return huh.NextField
}

func (f *typed) View() string {
	if f.fresh {
		return f.drawn
	}
	if f.focused {
		f.drawn = f.bar(f.frame(f.layout()))
	} else {
		answer := f.text()
		if v, err := f.parse(answer); err == nil {
			answer = Words(f.q, v)
		}
		f.drawn = f.bar(f.summary(answer, answer != ""))
	}
	f.fresh = true
	return f.drawn
}

func (f *typed) layout() layout {
	var l layout
	l[secBody] = section{min: 1, want: 1, draw: func(int) []string {
		unit := f.unit
		if unit != "" {
			unit = " " + unit
		}
		prompt := f.st.Signs.Pointer + " "
		room := f.inner() - text.Width(prompt) - text.Width(unit)
		if room < 4 { // the text comes before the unit
			room, unit = room+text.Width(unit), ""
		}
		return []string{f.st.Accent.Render(prompt) + f.entry.draw(f.st, max(2, min(room, f.cells)), f.focused) + unit}
	}}
	l[secEcho] = f.reading()
	l[secHint] = f.hint(f.unsureHint())
	return l
}

// reading says what was understood so far.
func (f *typed) reading() section {
	s := f.text()
	if f.unknown {
		return words(f.st.Signs.Open+" 已记为“不清楚”", f.inner(), 0, f.st.Unsure)
	}
	if s == "" {
		return words("请填"+f.example, f.inner(), 0, f.st.Dim)
	}
	if v, err := f.parse(s); err == nil {
		return words(f.st.Signs.Equals+" "+f.echo(v), f.inner(), 0, f.st.Echo)
	}
	if f.fault != "" {
		return section{}
	}
	return words(f.st.Signs.Equals+" ……", f.inner(), 0, f.st.Dim)
}

func (f *typed) Answer() (engine.Value, bool) {
	if f.unknown {
		return engine.DontKnow(), true
	}
	v, err := f.parse(f.text())
	return v, err == nil
}

func (f *typed) Unsure() bool {
	f.fresh = false
	if !f.unknown {
		f.touch()
	}
	f.unknown = true
	f.entry.set("")
	return true
}

func (f *typed) Draft() Draft {
	return Draft{Touched: f.touched, Unknown: f.unknown, Text: f.entry.value(), Column: f.entry.area.Column()}
}

func (f *typed) StepBack() bool { return f.closeHelp() }
func (f *typed) Editing() bool  { return true }

func (f *typed) GetValue() any {
	v, _ := f.Answer()
	return v
}

func (f *typed) KeyBinds() []key.Binding { return f.binds(keyMap.Enter, keyMap.Next) }
