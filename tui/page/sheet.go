package page

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"huiqi/engine"
	"huiqi/tui/field"
	"huiqi/tui/form"
	"huiqi/tui/keys"
	"huiqi/tui/session"
	"huiqi/tui/style"
	"huiqi/tui/text"
)

// Asking is a page that puts questions: one, or a sheet of them.
type Asking interface {
	Page
	// Step is the step that is shown; of a sheet the one with the keyboard.
	Step() session.Step
	// Drafts are what stands on the screen but not in the answers.
	Drafts() map[string]field.Draft
	// Shown are the ids of the questions on the page.
	Shown() []string
	// Explains reports whether ? has something to say about the question.
	Explains() bool
	// Editing reports whether the keyboard types text.
	Editing() bool
	// Aside says that the running count stands beside the question.
	Aside(bool)
}

type (
	// Filled is an answer on a sheet.
	Filled struct {
		Question string
		Value    engine.Value
	}
	// Emptied takes the answer to a question of a sheet back.
	Emptied struct{ Question string }
	// SheetDone leaves a sheet forward; what is not answered stays so.
	SheetDone struct{}
)

// Sheet is the professional form: all questions of a topic, or of one thing, on
// one page. Those that an answer makes matter come in, those that it decides go.
type Sheet struct {
	iv     *session.Interview
	ids    []int // the questions, in the order of asking
	title  string
	form   *form.Page
	status []string
	aside  bool
	styles *style.Styles
	width  int
	height int
}

// NewSheet puts questions on one page, the keyboard on the one with the index
// focus.
func NewSheet(iv *session.Interview, ids []int, focus int, st *style.Styles, drafts map[string]field.Draft) *Sheet {
	s := &Sheet{iv: iv, styles: st}
	s.Renew(ids, focus, drafts)
	return s
}

// Renew builds the sheet anew after an answer: other questions matter now, or
// other choices.
func (s *Sheet) Renew(ids []int, focus int, drafts map[string]field.Draft) {
	s.ids = ids
	p := s.iv.Program().Policy()
	s.title = "一页答完"
	if s.iv.Whole() {
		s.title = topicLabel(p, p.Questions[focus].Topic)
	}
	qs := make([]form.Question, len(ids))
	for k, i := range ids {
		qs[k] = question(s.iv, i)
		qs[k].Why = "" // said only when asked for, with the help
		if d, ok := drafts[qs[k].ID]; ok {
			qs[k].Draft = &d
		}
	}
	width, height := 80, 20
	if s.width > 0 {
		width, height = s.width, s.height-2
	}
	s.form = form.New(qs, form.Options{Styles: s.styles, Width: width, Height: max(1, height), Focus: p.Questions[focus].ID, Fields: rowFields(s.iv), Terse: true})
	s.status = status(s.iv, s.styles)
}

// Holds reports whether a question stands on the sheet.
func (s *Sheet) Holds(question int) bool { return slices.Contains(s.ids, question) }

// Questions are those on the sheet.
func (s *Sheet) Questions() []int { return s.ids }

// Step is that of the question with the keyboard.
func (s *Sheet) Step() session.Step {
	i, _ := s.iv.Program().Question(s.form.Focused())
	return session.Step{Kind: session.AskQuestion, Question: i}
}

// Drafts are what stands on the screen but not in the answers.
func (s *Sheet) Drafts() map[string]field.Draft { return s.form.Drafts() }

// Shown are the ids of the questions.
func (s *Sheet) Shown() []string {
	out := make([]string, len(s.ids))
	for k, i := range s.ids {
		out[k] = s.iv.Program().Policy().Questions[i].ID
	}
	return out
}

func (s *Sheet) Title() string { return s.title }

func (s *Sheet) Keys() []key.Binding {
	m := keys.Keys()
	return append(s.form.KeyBinds(), keyHelp, m.Panel, m.Topics)
}

// Explains reports whether ? has something to say about the question.
func (s *Sheet) Explains() bool { return s.form.Explains() }

// Editing reports whether the keyboard types text.
func (s *Sheet) Editing() bool { return s.form.Editing() }

// Aside says that the running count stands beside the questions.
func (s *Sheet) Aside(yes bool) { s.aside = yes }

// SetStyles changes the looks and keeps everything typed.
func (s *Sheet) SetStyles(st *style.Styles) {
	s.styles = st
	s.form.SetStyles(st)
	s.status = status(s.iv, st)
}

func (s *Sheet) Update(msg tea.Msg) Action {
	switch out := s.form.Update(msg).(type) {
	case form.Committed:
		return Filled{Question: out.ID, Value: out.Value}
	case form.Cleared:
		return Emptied{Question: out.ID}
	case form.Done:
		return SheetDone{}
	case form.Back:
		return Back{}
	case form.Quit:
		return Quit{}
	}
	return nil
}

func (s *Sheet) View(width, height int) string {
	if width != s.width || height != s.height {
		s.width, s.height = width, height
		s.form.Resize(width, max(1, height-2))
	}
	body := s.form.View()
	status := s.status
	if s.aside && len(status) > 0 {
		status = status[:1]
	}
	return body + strings.Repeat("\n", max(1, height-lines(body))) + text.Truncate(strings.Join(status, "  "), width)
}
