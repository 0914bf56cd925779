// Package form shows a page of questions as one huh form and says what the user
// did with them.
package form

import (
	"fmt"
	"slices"
	"strings"

	"huiqi/engine"
	"huiqi/tui/field"
	"huiqi/tui/keys"
	"huiqi/tui/style"
	"huiqi/tui/text"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"
)

// Question is a question with what is known of it.
type Question struct {
	engine.Question // worded, with the choices that are on offer
	Why             string
	Value           *engine.Value // nil: never asked
	Draft           *field.Draft  // nil: none
	All             string        // see field.Config
}

// Options are the surroundings of a page.
type Options struct {
	Styles        *style.Styles
	Width, Height int
	Focus         string // id of the question that gets the keyboard; "": the first
	// Fields gives the questions that a record still has to answer; see
	// field.Config.
	Fields func(list engine.Question, row engine.Row) []engine.Question
	// Terse shows every question but the one with the keyboard in one line, so
	// that a whole topic is in sight.
	Terse bool
}

// Outcome is what a message did to the page: None, Committed, Cleared, Back,
// Done or Quit.
type Outcome interface{ outcome() }

// None: nothing that concerns the parent.
type None struct{}

// Committed: the user left a question forward with this answer, which may be
// the same as before. Done says that it was the page's last.
type Committed struct {
	ID    string
	Value engine.Value
	Done  bool
}

// Cleared: the user emptied a question that had an answer, and went on.
type Cleared struct {
	ID   string
	Done bool
}

// Done: the user left the page forward and its last question unanswered.
type Done struct{}

// Back: the user wants to leave the page backward.
type Back struct{}

// Quit: the user wants to leave.
type Quit struct{}

func (None) outcome()      {}
func (Committed) outcome() {}
func (Cleared) outcome()   {}
func (Done) outcome()      {}
func (Back) outcome()      {}
func (Quit) outcome()      {}

// Page is one page of questions. It never finishes by itself: after Done it
// still stands, with the keyboard on the last question.
type Page struct {
	o      Options
	fields []field.Field
	form   *huh.Form
}

// New builds a page of at least one question.
func New(questions []Question, o Options) *Page {
	p := &Page{o: o}
	for _, q := range questions {
		p.fields = append(p.fields, field.New(q.Question, field.Config{
			Styles: o.Styles, Why: q.Why, Value: q.Value, Draft: q.Draft, Fields: o.Fields, All: q.All, Terse: o.Terse,
		}))
	}
	p.build(o.Focus)
	return p
}

// build makes the form anew around the fields: a finished form is dead, and it
// takes a theme only once.
func (p *Page) build(focus string) {
	inner := make([]huh.Field, len(p.fields))
	for i, f := range p.fields {
		f.Blur()
		inner[i] = f
	}
	p.form = huh.NewForm(huh.NewGroup(inner...)).
		WithTheme(p.o.Styles.Huh()).WithKeyMap(keys.Keys().Huh()).
		WithShowHelp(false).WithShowErrors(false).WithAccessible(false)
	// gives the first field the keyboard; its command only asks for the window's
	// size, which we know
	p.form.Init()
	for range max(0, slices.IndexFunc(p.fields, func(f field.Field) bool { return f.GetKey() == focus })) {
		p.settle(p.form.NextField())
	}
	p.size()
}

// Resize fits the page into a pane.
func (p *Page) Resize(width, height int) {
	if p.o.Width == width && p.o.Height == height {
		return
	}
	p.o.Width, p.o.Height = width, height
	p.size()
}

func (p *Page) size() {
	w, h := max(p.o.Width, 1), max(p.o.Height, 1)
	p.form.WithWidth(w)
	room := h
	if p.o.Terse {
		room = min(h, max(h-len(p.fields)+1, leastOpen))
	}
	for _, f := range p.fields {
		f.WithHeight(room)
	}
	p.form.WithHeight(h)
	p.redraw()
}

// redraw lets the form draw its fields again.
func (p *Page) redraw() { p.form.Update(nil) }

// SetStyles changes the looks and keeps everything typed.
func (p *Page) SetStyles(st *style.Styles) {
	p.o.Styles = st
	for _, f := range p.fields {
		f.SetStyles(st)
	}
	p.build(p.Focused())
}

// Update takes a message: keys and pastes; everything else is for the parent.
func (p *Page) Update(msg tea.Msg) Outcome {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return p.key(msg)
	case tea.PasteMsg:
		p.send(msg)
	}
	return None{}
}

func (p *Page) key(k tea.KeyPressMsg) Outcome {
	m, at := keys.Keys(), p.index()
	f := p.fields[at]
	if !f.Editing() {
		k = keys.Narrow(k)
	}
	switch {
	case key.Matches(k, m.Quit):
		return Quit{}
	case key.Matches(k, m.Back):
		switch {
		case f.StepBack():
			p.redraw()
		case at == 0:
			return Back{}
		default:
			p.settle(p.form.PrevField())
		}
		return None{}
	case key.Matches(k, m.Unsure):
		if !f.Unsure() {
			p.redraw()
			return None{}
		}
		p.settle(p.form.NextField())
	default:
		p.send(k)
	}
	return p.left(at)
}

// left says what leaving question number at has done, if it was left.
func (p *Page) left(at int) Outcome {
	done := p.form.State == huh.StateCompleted
	if !done && p.index() == at {
		return None{}
	}
	f := p.fields[at]
	id := f.GetKey()
	v, answered := f.Answer()
	had := f.Stored() != nil
	f.Saved(nil)
	if answered {
		f.Saved(&v)
	}
	if done {
		p.build(id)
	} else {
		p.redraw()
	}
	switch {
	case answered:
		return Committed{ID: id, Value: v, Done: done}
	case had:
		return Cleared{ID: id, Done: done}
	case done:
		return Done{}
	}
	return None{}
}

func (p *Page) send(msg tea.Msg) {
	_, cmd := p.form.Update(msg)
	p.settle(cmd)
}

// settle runs the form's commands on the spot and feeds back what they say. Left
// to the program, they would come after keys that are typed already, and those
// would land in the wrong field. No field of ours has a command that waits.
func (p *Page) settle(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			p.settle(c)
		}
	default:
		p.send(msg)
	}
}

// index is the number of the question with the keyboard.
func (p *Page) index() int {
	id := p.form.GetFocusedField().GetKey()
	return max(0, slices.IndexFunc(p.fields, func(f field.Field) bool { return f.GetKey() == id }))
}

// View is the page, at most as wide and high as its pane, with the mark of
// text.TakeCursor in it while text is typed.
func (p *Page) View() string {
	if p.o.Terse {
		return p.around()
	}
	return p.form.View()
}

// leastOpen is the room that the open question of a terse page gets, whatever
// the others take.
const leastOpen = 10

// around is the part of a terse page around the open question: what was answered
// before it stays in sight as far as there is room.
func (p *Page) around() string {
	var lines []string
	from, to, at := 0, 0, p.index()
	starts := make([]int, len(p.fields))
	for i, f := range p.fields {
		starts[i] = len(lines)
		lines = append(lines, strings.Split(f.View(), "\n")...)
		if i == at {
			from, to = starts[i], len(lines)
		}
	}
	h := max(p.o.Height, 1)
	if len(lines) <= h {
		return strings.Join(lines, "\n")
	}
	// as many lines below as above
	top := max(0, min(from-(h-(to-from))/2, len(lines)-h))
	top = min(top, from)
	end := min(top+h, len(lines))
	out := slices.Clone(lines[top:end])
	if top > 0 && top < from { // the questions are one line each there
		n := 0
		for _, s := range starts {
			if s <= top {
				n++
			}
		}
		out[0] = p.more(p.o.Styles.Signs.Up, "上面", n)
	}
	if end < len(lines) && end > to {
		n := 0
		for _, s := range starts {
			if s >= end-1 {
				n++
			}
		}
		out[len(out)-1] = p.more(p.o.Styles.Signs.Down, "下面", n)
	}
	return strings.Join(out, "\n")
}

func (p *Page) more(sign, where string, n int) string {
	return text.Truncate(p.o.Styles.Dim.Render(fmt.Sprintf("  %s %s还有 %d 题", sign, where, n)), p.o.Width)
}

// Focused is the id of the question with the keyboard.
func (p *Page) Focused() string { return p.fields[p.index()].GetKey() }

// Editing reports whether the keyboard types text: then letters are no keys.
func (p *Page) Editing() bool { return p.fields[p.index()].Editing() }

// Explains reports whether the question with the keyboard has help of its own,
// which the help key opens in place.
func (p *Page) Explains() bool { return p.fields[p.index()].Explains() }

// KeyBinds are the keys of the question with the keyboard.
func (p *Page) KeyBinds() []key.Binding { return p.fields[p.index()].KeyBinds() }

// Drafts are what stands on the page but not in the facts, by question.
func (p *Page) Drafts() map[string]field.Draft {
	out := map[string]field.Draft{}
	for _, f := range p.fields {
		if d := f.Draft(); d.Touched {
			out[f.GetKey()] = d
		}
	}
	return out
}
