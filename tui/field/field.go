// Package field asks one question each, as fields of a huh form.
package field

import (
	"errors"
	"io"
	"slices"

	"huiqi/engine"
	"huiqi/tui/style"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"
)

// Field is a huh.Field that knows what its answer is worth. The page calls what
// huh has no word for; everything else goes through the form.
type Field interface {
	huh.Field
	// Answer is what leaving the field forward would commit; false: nothing.
	Answer() (engine.Value, bool)
	// Unsure marks the answer as not known; true: the field is done.
	Unsure() bool
	// StepBack goes one step back inside the field; false: there is none.
	StepBack() bool
	// Editing reports whether the keyboard types text.
	Editing() bool
	// Focused reports whether the field has the keyboard.
	Focused() bool
	// Explains reports whether there is help to open.
	Explains() bool
	// Saved says that the facts now hold v; nil: nothing.
	Saved(v *engine.Value)
	// Stored is what the facts hold.
	Stored() *engine.Value
	// Draft is what stands in the field but not in the facts.
	Draft() Draft
	SetStyles(*style.Styles)
}

// Config is what a field needs besides its question.
type Config struct {
	Styles *style.Styles
	Why    string        // one line: which articles, what is at stake
	Value  *engine.Value // nil: never asked
	Draft  *Draft        // stands before Value
	// Fields gives the questions that a record still has to answer, with the
	// choices on offer: none that the row holds. nil: all that it does not hold.
	Fields func(list engine.Question, row engine.Row) []engine.Question
	// All words "don't know" of a Many question where it means all of them, and
	// none of them is no answer; "": an ordinary question.
	All string
	// Terse takes one line without the keyboard: many fields stand on a page.
	Terse bool

	nested bool // inside a record: no bar of its own
}

// Draft is the state of a field that is not committed. The zero value is no
// draft.
type Draft struct {
	Touched bool // differs from what the facts hold
	Text    string
	Column  int
	Picks   []string
	None    bool // 以上都没有
	Unknown bool
	Cursor  int

	Rows []RowDraft
	End  Ending
	Edit *EditDraft
}

// DraftOf is a draft to start from a former answer: its picks or records, to be
// confirmed.
func DraftOf(v engine.Value) Draft {
	d := Draft{Touched: true}
	switch v.Kind() {
	case engine.Many:
		d.Picks = v.Choices()
	case engine.List:
		for _, r := range v.Records().Rows {
			d.Rows = append(d.Rows, RowDraft{Values: r})
		}
	default:
		d.Touched = false
	}
	return d
}

// RowDraft is one record with the unfinished drafts of its fields.
type RowDraft struct {
	Values engine.Row
	Drafts map[string]Draft
}

// EditDraft is the record that is being filled in.
type EditDraft struct {
	Row   int
	Field string
}

// New is the field for a question.
func New(q engine.Question, c Config) Field {
	if c.Fields == nil {
		c.Fields = unanswered
	}
	switch q.Kind {
	case engine.Bool, engine.One:
		return newChoice(q, c)
	case engine.Many:
		return newMany(q, c)
	case engine.Day:
		return newDay(q, c)
	case engine.List:
		return newRecords(q, c)
	}
	return newAmount(q, c)
}

// unanswered are the fields that a row has no value for.
func unanswered(list engine.Question, row engine.Row) []engine.Question {
	return slices.DeleteFunc(slices.Clone(list.Fields), func(q engine.Question) bool {
		_, ok := row[q.ID]
		return ok
	})
}

// base is what all fields share.
type base struct {
	self    Field
	q       engine.Question
	st      *style.Styles
	why     string
	nested  bool
	terse   bool
	width   int
	height  int
	focused bool
	helping bool   // the help of the question is open
	fault   string // what is wrong with the last act
	saved   *engine.Value
	touched bool
	unknown bool

	drawn string // the last view
	fresh bool   // drawn still holds
}

func newBase(q engine.Question, c Config) base {
	return base{q: q, st: c.Styles, why: c.Why, nested: c.nested, terse: c.Terse, width: 80, height: 24, saved: c.Value}
}

var errNotAlone = errors.New("field: runs inside a page only")

// What huh asks of a field and these fields have no use for. Errors never reach
// huh: one would freeze the turning of pages.

func (b *base) Error() error                             { return nil }
func (b *base) Run() error                               { return errNotAlone }
func (b *base) RunAccessible(io.Writer, io.Reader) error { return errNotAlone }
func (b *base) Skip() bool                               { return false }
func (b *base) Zoom() bool                               { return false }
func (b *base) Init() tea.Cmd                            { return nil }
func (b *base) GetKey() string                           { return b.q.ID }
func (b *base) Focused() bool                            { return b.focused }
func (b *base) Stored() *engine.Value                    { return b.saved }

// huh drops what With* return, so they change in place. Theme and keys came with
// the Config.

func (b *base) WithTheme(huh.Theme) huh.Field            { return b.self }
func (b *base) WithKeyMap(*huh.KeyMap) huh.Field         { return b.self }
func (b *base) WithPosition(huh.FieldPosition) huh.Field { return b.self }

func (b *base) WithWidth(w int) huh.Field {
	b.width, b.fresh = max(w, minWidth), false
	return b.self
}

func (b *base) WithHeight(h int) huh.Field {
	b.height, b.fresh = max(h, 1), false
	return b.self
}

func (b *base) Focus() tea.Cmd {
	b.focused, b.fresh = true, false
	return nil
}

func (b *base) Blur() tea.Cmd {
	b.focused, b.fresh, b.fault, b.helping = false, false, "", false
	return nil
}

// Saved takes over v as the committed answer.
func (b *base) Saved(v *engine.Value) {
	b.saved, b.touched, b.fresh = v, false, false
}

func (b *base) Explains() bool { return b.q.Help != "" }

func (b *base) SetStyles(st *style.Styles) { b.st, b.fresh = st, false }

// touch notes a change by the user.
func (b *base) touch() { b.touched, b.fault = true, "" }

// help opens and closes the explanation of the question.
func (b *base) help() {
	if b.q.Help != "" {
		b.helping = !b.helping
	}
}

// closeHelp is the first step back.
func (b *base) closeHelp() bool {
	open := b.helping
	b.helping, b.fresh = false, false
	return open
}

// inner is the width inside the bar.
func (b *base) inner() int {
	if b.nested {
		return b.width
	}
	return b.width - barWidth
}

func (b *base) binds(own ...key.Binding) []key.Binding {
	return append(own, keyMap.Unsure, keyMap.Back)
}

const (
	minWidth = 12
	barWidth = 2
)
