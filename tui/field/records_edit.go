package field

import (
	"slices"

	"huiqi/engine"
	"huiqi/tui/answer"

	tea "charm.land/bubbletea/v2"
)

// edit is the question of a record that has the keyboard.
type edit struct {
	row   int
	at    int // among the questions of the row
	field Field
}

// asks finds the questions of record i. Finding out what matters can cost, so
// it is done once for each state of the record.
func (f *Records) asks(i int) answer.Row {
	if a, ok := f.asked[i]; ok {
		return a
	}
	a := answer.RowOf(f.q, f.rows[i].Values, func(row engine.Row) []engine.Question { return f.fields(f.q, row) })
	if f.asked == nil {
		f.asked = map[int]answer.Row{}
	}
	f.asked[i] = a
	return a
}

func (f *Records) ask(i int) []engine.Question { return f.asks(i).Questions }

// missing counts the questions of record i that want an answer.
func (f *Records) missing(i int) int { return f.asks(i).Left }

// open puts the at-th question of a record under the keyboard.
func (f *Records) open(row, at int) {
	asks := f.ask(row)
	if at >= len(asks) {
		f.edit = nil
		f.list.cursor = len(f.rows) // 添加
		return
	}
	q := asks[at]
	c := Config{Styles: f.st, nested: true}
	if v, ok := f.rows[row].Values[q.ID]; ok {
		c.Value = &v
	}
	if d, ok := f.rows[row].Drafts[q.ID]; ok {
		c.Draft = &d
	}
	f.edit = &edit{row: row, at: at, field: New(q, c)}
	f.edit.field.Focus()
}

// inside hands a message to the question of the record.
func (f *Records) inside(msg tea.Msg) tea.Cmd {
	_, cmd := f.edit.field.Update(msg)
	f.touched = f.touched || f.edit.field.Draft().Touched
	if cmd != nil { // the only command of a field is to go on
		f.take()
	}
	return nil
}

// take keeps the answer of the question under the keyboard and goes on to the
// next one.
func (f *Records) take() {
	e := f.edit
	id := e.field.GetKey()
	row := f.rows[e.row]
	delete(row.Drafts, id)
	was, had := row.Values[id]
	v, ok := e.field.Answer()
	switch {
	case ok && had && was.Equal(v):
	case ok:
		row.Values[id] = v
		f.changed()
	default:
		delete(row.Values, id)
		f.changed()
	}
	// the answer may change what is asked after it
	at := slices.IndexFunc(f.ask(e.row), func(q engine.Question) bool { return q.ID == id })
	f.open(e.row, at+1)
}

// StepBack goes to the question before, then to the list. What was typed stays
// with the record.
func (f *Records) StepBack() bool {
	f.fresh = false
	if f.edit == nil {
		if f.doomed >= 0 {
			f.doomed, f.fault = -1, ""
			return true
		}
		return f.closeHelp()
	}
	e := f.edit
	if e.field.StepBack() {
		return true
	}
	f.keep()
	if e.at > 0 {
		f.open(e.row, e.at-1)
		return true
	}
	f.edit = nil
	f.list.cursor = e.row
	if row := f.rows[e.row]; len(row.Values) == 0 && len(row.Drafts) == 0 {
		f.rows = slices.Delete(f.rows, e.row, e.row+1) // added and left at once
		f.list.cursor, f.asked = len(f.rows), nil
	} else if f.missing(e.row) > 0 {
		f.changed()
	}
	return true
}

// keep stores what is typed in the question under the keyboard.
func (f *Records) keep() {
	e := f.edit
	if d := e.field.Draft(); d.Touched {
		f.rows[e.row].Drafts[e.field.GetKey()] = d
	} else {
		delete(f.rows[e.row].Drafts, e.field.GetKey())
	}
}
