package field

import (
	"fmt"
	"maps"
	"slices"

	"huiqi/engine"
	"huiqi/tui/answer"
	"huiqi/tui/keys"
	"huiqi/tui/style"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"
)

// Ending says whether a list is complete.
type Ending uint8

const (
	Unended   Ending = iota
	Closed           // 就这些
	MayBeMore        // 可能还有
)

// mostRecords bounds a list.
const mostRecords = 200

// Records asks for a list. It shows the records with what can be done, or, while
// one is filled in, that record's questions one after another, each by the same
// fields that pages use.
type Records struct {
	base
	fields func(engine.Question, engine.Row) []engine.Question
	rows   []RowDraft
	end    Ending
	list   list
	doomed int // the row that a second d removes, -1 for none
	edit   *edit
	asked  map[int]answer.Row // by record; nil after a change
}

func newRecords(q engine.Question, c Config) *Records {
	f := &Records{base: newBase(q, c), fields: c.Fields, doomed: -1}
	f.self = f
	f.load(c.Value)
	if d := c.Draft; d != nil && d.Touched {
		f.touched, f.unknown, f.end = true, d.Unknown, d.End
		f.rows = cloneRows(d.Rows)
		f.list.cursor = d.Cursor
		if d.Edit != nil && d.Edit.Row < len(f.rows) {
			at := slices.IndexFunc(f.ask(d.Edit.Row), func(q engine.Question) bool { return q.ID == d.Edit.Field })
			f.open(d.Edit.Row, max(at, 0))
		}
	}
	return f
}

func (f *Records) load(v *engine.Value) {
	if v == nil {
		return
	}
	if f.unknown = !v.Known(); f.unknown {
		return
	}
	r := v.Records()
	f.end = Closed
	if r.Open {
		f.end = MayBeMore
	}
	for _, row := range r.Rows {
		f.rows = append(f.rows, RowDraft{Values: maps.Clone(row), Drafts: map[string]Draft{}})
	}
	f.list.cursor = len(f.rows)
}

func cloneRows(rows []RowDraft) []RowDraft {
	out := make([]RowDraft, len(rows))
	for i, r := range rows {
		out[i] = RowDraft{Values: maps.Clone(r.Values), Drafts: maps.Clone(r.Drafts)}
	}
	return out
}

// The rows under the records.
type act uint8

const (
	actRecord act = iota
	actAdd
	actClose
	actOpen
	actUnsure
)

func (f *Records) acts() []act {
	out := make([]act, len(f.rows), len(f.rows)+3)
	if len(f.rows) == 0 {
		return append(out, actAdd, actClose, actUnsure)
	}
	return append(out, actAdd, actClose, actOpen)
}

func (f *Records) Update(msg tea.Msg) (huh.Model, tea.Cmd) {
	if !f.focused {
		return f, nil
	}
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		f.fresh = false
		if f.edit != nil {
			return f, f.inside(msg)
		}
		return f, f.outside(msg)
	case tea.PasteMsg:
		f.fresh = false
		if f.edit != nil {
			return f, f.inside(msg)
		}
	}
	return f, nil
}

// outside handles a key in the list of records.
func (f *Records) outside(k tea.KeyPressMsg) tea.Cmd {
	doomed := f.doomed
	f.doomed, f.fault = -1, ""
	acts := f.acts()
	f.list.cursor = min(f.list.cursor, len(acts)-1)
	switch {
	case f.list.move(k, len(acts)):
	case key.Matches(k, keyMap.Enter):
		return f.act(acts[f.list.cursor])
	case key.Matches(k, keyMap.Next):
		return f.skip()
	case key.Matches(k, keyMap.Add):
		return f.act(actAdd)
	case key.Matches(k, keyMap.Delete):
		if i := f.list.cursor; i < len(f.rows) {
			if i == doomed {
				f.remove(i)
			} else {
				f.doomed = i
				f.fault = fmt.Sprintf("再按一次 d 删除第 %d 项，按其他键就保留。", i+1)
			}
		} else if len(f.rows) > 0 {
			f.fault = "先移到要删的那一项，再按 d。"
		}
	case key.Matches(k, keyMap.Help):
		f.help()
	default:
		if n, ok := keys.Digit(k); ok && n == 0 && len(f.rows) == 0 {
			return f.act(actUnsure)
		}
		if i, ok := digitRow(k, len(acts)); ok {
			f.list.cursor = i
		}
	}
	return nil
}

func (f *Records) act(a act) tea.Cmd {
	switch a {
	case actRecord:
		i := f.list.cursor
		at := slices.IndexFunc(f.ask(i), func(q engine.Question) bool {
			_, ok := f.rows[i].Values[q.ID]
			return !ok
		})
		f.open(i, max(at, 0))
	case actAdd:
		if len(f.rows) >= mostRecords {
			f.fault = fmt.Sprintf("最多填 %d 项。", mostRecords)
			return nil
		}
		f.rows = append(f.rows, RowDraft{Values: engine.Row{}, Drafts: map[string]Draft{}})
		f.open(len(f.rows)-1, 0)
	case actUnsure:
		f.Unsure()
		return huh.NextField
	case actClose, actOpen:
		return f.finish(map[act]Ending{actClose: Closed, actOpen: MayBeMore}[a])
	}
	return nil
}

// finish ends the list, unless a record lacks answers.
func (f *Records) finish(e Ending) tea.Cmd {
	for i := range f.rows {
		if n := f.missing(i); n > 0 {
			f.list.cursor = i
			f.fault = fmt.Sprintf("第 %d 项还差 %d 个回答。按 Enter 接着填，不要这一项就按 d 删除。", i+1, n)
			return nil
		}
	}
	if f.end != e || f.unknown {
		f.touch()
	}
	f.end, f.unknown = e, false
	return huh.NextField
}

// skip goes on with what was ended, or with nothing at all; records without an
// end are not left behind in silence.
func (f *Records) skip() tea.Cmd {
	if len(f.rows) > 0 && f.end == Unended {
		f.fault = "填好的还没有确定。都填了就选“就这些”，不一定就选“可能还有”。"
		return nil
	}
	return huh.NextField
}

// changed reopens the list: what was ended must be ended again.
func (f *Records) changed() {
	f.touch()
	f.end, f.unknown, f.asked = Unended, false, nil
}

func (f *Records) remove(i int) {
	f.rows = slices.Delete(f.rows, i, i+1)
	f.changed()
}

// Unsure answers the question under the keyboard, or the whole list. With
// records in it the list stays, as one that may go on.
func (f *Records) Unsure() bool {
	f.fresh = false
	if f.edit != nil {
		if f.edit.field.Unsure() {
			f.take()
		}
		return false
	}
	if len(f.rows) > 0 {
		return f.finish(MayBeMore) != nil
	}
	if !f.unknown {
		f.touch()
	}
	f.unknown, f.end = true, Unended
	return true
}

func (f *Records) Answer() (engine.Value, bool) {
	if f.unknown {
		return engine.DontKnow(), true
	}
	if f.end == Unended {
		return engine.Value{}, false
	}
	r := engine.Records{Open: f.end == MayBeMore}
	for i, row := range f.rows {
		// answers that no longer apply stay behind
		r.Rows = append(r.Rows, f.asks(i).Values(row.Values))
	}
	return engine.ListValue(r), true
}

func (f *Records) Draft() Draft {
	if f.edit != nil {
		f.keep()
	}
	d := Draft{Touched: f.touched || f.edit != nil, Unknown: f.unknown, End: f.end, Rows: cloneRows(f.rows), Cursor: f.list.cursor}
	if f.edit != nil {
		d.Edit = &EditDraft{Row: f.edit.row, Field: f.edit.field.GetKey()}
	}
	return d
}

func (f *Records) SetStyles(st *style.Styles) {
	f.base.SetStyles(st)
	if f.edit != nil {
		f.edit.field.SetStyles(st)
	}
}

func (f *Records) Explains() bool {
	if f.edit != nil {
		return f.edit.field.Explains()
	}
	return f.base.Explains()
}

func (f *Records) Editing() bool { return f.edit != nil && f.edit.field.Editing() }

func (f *Records) GetValue() any {
	v, _ := f.Answer()
	return v
}

func (f *Records) KeyBinds() []key.Binding {
	if f.edit != nil {
		return f.edit.field.KeyBinds()
	}
	out := []key.Binding{keyMap.Enter, keyMap.Add}
	if len(f.rows) > 0 {
		out = append(out, keyMap.Delete)
	}
	return f.binds(append(out, keyMap.Next)...)
}
