package field

import (
	"strings"

	"huiqi/tui/style"
	"huiqi/tui/text"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textarea"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// mostRunes bounds what a text field takes, far above what any answer needs;
// what is too long for the question is told by its parser.
const mostRunes = 120

// entry is one line of typed text with a real cursor. It edits with a textarea,
// whose cursor counts right, and draws by itself: one line that scrolls.
type entry struct {
	area textarea.Model
	left int // first character in sight
}

func newEntry(s string) entry {
	a := textarea.New()
	a.ShowLineNumbers, a.Prompt, a.MaxHeight = false, "", 1
	a.SetVirtualCursor(false)
	a.SetWidth(3 * mostRunes) // never wraps
	d := textarea.DefaultKeyMap()
	// no selection, no clipboard of our own (it would block), no case changes
	a.KeyMap = textarea.KeyMap{
		CharacterForward: d.CharacterForward, CharacterBackward: d.CharacterBackward,
		WordForward: d.WordForward, WordBackward: d.WordBackward,
		DeleteWordBackward: d.DeleteWordBackward, DeleteWordForward: d.DeleteWordForward,
		DeleteBeforeCursor: d.DeleteBeforeCursor, DeleteAfterCursor: d.DeleteAfterCursor,
		DeleteCharacterBackward: d.DeleteCharacterBackward, DeleteCharacterForward: d.DeleteCharacterForward,
		LineStart: d.LineStart, LineEnd: d.LineEnd,
		InputBegin: key.NewBinding(key.WithDisabled()), InputEnd: key.NewBinding(key.WithDisabled()),
	}
	a.Focus()
	e := entry{area: a}
	e.insert(s)
	return e
}

func (e *entry) value() string { return e.area.Value() }

func (e *entry) set(s string) {
	e.area.Reset()
	e.left = 0
	e.insert(s)
}

// insert puts text from outside at the cursor.
func (e *entry) insert(s string) {
	if len(s) > 8*mostRunes { // before any work on a huge paste
		s = s[:8*mostRunes]
	}
	room := mostRunes - len([]rune(e.value()))
	r := []rune(text.CleanLine(s))
	e.area.InsertString(string(r[:max(0, min(len(r), room))]))
}

// update takes a key or a paste and reports whether the text changed.
func (e *entry) update(msg tea.Msg) bool {
	before := e.value()
	switch msg := msg.(type) {
	case tea.PasteMsg:
		e.insert(strings.TrimSpace(msg.Content))
	case tea.KeyPressMsg:
		if msg.Text != "" {
			e.insert(msg.Text)
			break
		}
		e.area, _ = e.area.Update(msg)
	}
	return e.value() != before
}

// draw shows width cells of the text, with the mark of the cursor when the
// field has the keyboard. What is empty is underscored, so that the place to
// type is seen without colours.
func (e *entry) draw(st *style.Styles, width int, focused bool) string {
	chars, at := clusters(e.value(), e.area.Column())
	e.left = min(e.left, at)
	span := func(from, to int) (w int) {
		for _, c := range chars[from:to] {
			w += text.Width(c)
		}
		return w
	}
	// the cursor needs a cell of its own behind the last character
	for e.left < at && span(e.left, at) > width-1 {
		e.left++
	}
	var before, after strings.Builder
	used := 0
	for i, c := range chars[e.left:] {
		w := text.Width(c)
		if used+w > width {
			break
		}
		used += w
		if e.left+i < at {
			before.WriteString(c)
		} else {
			after.WriteString(c)
		}
	}
	mark := ""
	if focused {
		mark = text.CursorMark
	}
	out := ""
	if before.Len() > 0 {
		out = st.Input.Render(before.String())
	}
	out += mark
	if after.Len() > 0 {
		out += st.Input.Render(after.String())
	}
	if rest := width - used; rest > 0 {
		out += st.Fill.Render(strings.Repeat("_", rest))
	}
	return out
}

// clusters splits s into characters as they are seen, and finds the one that
// rune number col belongs to.
func clusters(s string, col int) (chars []string, at int) {
	runes := 0
	for len(s) > 0 {
		c, _ := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
		if c == "" {
			break
		}
		chars = append(chars, c)
		s = s[len(c):]
		runes += len([]rune(c))
		if runes <= col {
			at = len(chars)
		}
	}
	return chars, at
}
