package field

import (
	tea "charm.land/bubbletea/v2"

	"huiqi/tui/style"
)

// Line is one line of typed text by itself, outside a form: a search box. Its
// view carries the mark of text.TakeCursor.
type Line struct{ entry entry }

// NewLine holds s to begin with.
func NewLine(s string) *Line { return &Line{newEntry(s)} }

// Value is the text.
func (l *Line) Value() string { return l.entry.value() }

// Update takes a key or a paste and reports whether the text changed.
func (l *Line) Update(msg tea.Msg) bool { return l.entry.update(msg) }

// View shows width cells of the text.
func (l *Line) View(st *style.Styles, width int) string { return l.entry.draw(st, width, true) }
