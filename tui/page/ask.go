package page

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"huiqi/engine"
	"huiqi/tui/field"
	"huiqi/tui/form"
	"huiqi/tui/keys"
	"huiqi/tui/present"
	"huiqi/tui/session"
	"huiqi/tui/style"
	"huiqi/tui/text"
)

// Ask puts one step of the interview: a question, or the choice of topics.
type Ask struct {
	iv     *session.Interview
	step   session.Step
	id     string
	title  string   // the topic
	status []string // progress, then the running count
	aside  bool
	styles *style.Styles
	form   *form.Page
	width  int
	height int
}

const topicsID = "topics"

// NewAsk builds the screen for a step. drafts hold what was typed but not
// confirmed, by question id.
func NewAsk(iv *session.Interview, step session.Step, st *style.Styles, drafts map[string]field.Draft) *Ask {
	a := &Ask{iv: iv, step: step, styles: st}
	var q form.Question
	if step.Kind == session.AskTopics {
		q = topicsQuestion(iv)
		a.title = "要查的方面"
	} else {
		q = question(iv, step.Question)
		a.title = topicLabel(iv.Program().Policy(), q.Topic)
	}
	a.id = q.ID
	if d, ok := drafts[q.ID]; ok {
		q.Draft = &d
	}
	a.status = status(iv, st)
	a.form = form.New([]form.Question{q}, form.Options{Styles: st, Width: 80, Height: 20, Fields: rowFields(iv)})
	return a
}

func topicLabel(p *engine.Policy, id string) string {
	for _, t := range p.Topics {
		if t.ID == id {
			return t.Label
		}
	}
	return "基本情况"
}

// question is a question as it is put now: worded, with the choices that can
// still change something and those that were picked already.
func question(iv *session.Interview, i int) form.Question {
	p := iv.Program().Policy()
	q := p.Questions[i]
	out := form.Question{Question: q}
	out.Label = present.Wording(p, &q, iv.Facts())
	if v, given := iv.Get(q.ID); given {
		out.Value = &v
	} else if v, had := iv.Former(q.ID); had {
		d := field.DraftOf(v)
		out.Draft = &d
	}
	if pending, matters := iv.Stakes(i); matters {
		out.Why = present.Stakes(p, pending.Stakes)
	}
	if choices, err := iv.Choices(i); err == nil {
		out.Choices = choices
	}
	return out
}

func topicsQuestion(iv *session.Interview) form.Question {
	q := form.Question{Question: engine.Question{ID: topicsID, Kind: engine.Many, Name: "要查的方面",
		Label: "想查哪些方面？可以选几个。", Help: "只问选中的方面，以后还可以再选。"}, All: "拿不准，每个方面都问"}
	for _, t := range iv.Topics() {
		q.Choices = append(q.Choices, engine.Choice{ID: t.ID, Label: t.Label, Help: t.Help})
	}
	if iv.TopicsChosen() {
		v := engine.ManyValue(iv.Names()...)
		if len(iv.Names()) == 0 {
			v = engine.DontKnow()
		}
		q.Value = &v
	}
	return q
}

// rowFields finds what a record of a list still has to answer.
func rowFields(iv *session.Interview) func(engine.Question, engine.Row) []engine.Question {
	return func(list engine.Question, row engine.Row) []engine.Question {
		i, ok := iv.Program().Question(list.ID)
		if !ok {
			return list.Fields
		}
		fields, err := iv.RowFields(i, row)
		if err != nil {
			return list.Fields
		}
		return fields
	}
}

// status is the line below the question: what is left, what matches so far.
func status(iv *session.Interview, st *style.Styles) []string {
	var parts []string
	if n, ok := iv.AtMost(); ok {
		parts = append(parts, fmt.Sprintf("至多还有 %d 题", n))
	}
	if t, err := iv.Tally(); err == nil && iv.TopicsChosen() {
		parts = append(parts,
			st.Yes.Render(fmt.Sprintf("%s 条件相符 %d", st.Signs.Yes, t.Eligible)),
			st.Open.Render(fmt.Sprintf("%s 待确认 %d", st.Signs.Open, t.Possible)),
			st.Near.Render(fmt.Sprintf("%s 相差一项 %d", st.Signs.Near, t.Near)))
	}
	return parts
}

// SetStyles changes the looks and keeps everything typed.
func (a *Ask) SetStyles(s *style.Styles) {
	a.styles = s
	a.form.SetStyles(s)
	a.status = status(a.iv, s)
}

// Step is the step that is shown.
func (a *Ask) Step() session.Step { return a.step }

// Drafts are what stands on the screen but not in the answers.
func (a *Ask) Drafts() map[string]field.Draft { return a.form.Drafts() }

// Shown is the id of the question.
func (a *Ask) Shown() []string { return []string{a.id} }

func (a *Ask) Title() string { return a.title }

func (a *Ask) Keys() []key.Binding {
	m := keys.Keys()
	return append(a.form.KeyBinds(), keyHelp, m.Topics, m.Panel)
}

// Explains reports whether ? has something to say about the question.
func (a *Ask) Explains() bool { return a.form.Explains() }

// Editing reports whether the keyboard types text.
func (a *Ask) Editing() bool { return a.form.Editing() }

func (a *Ask) Update(msg tea.Msg) Action {
	switch out := a.form.Update(msg).(type) {
	case form.Committed:
		if a.step.Kind == session.AskTopics {
			return TopicsChosen{IDs: out.Value.Choices(), All: !out.Value.Known()}
		}
		return Answered{Question: out.ID, Value: out.Value}
	case form.Cleared:
		return Cleared{Question: out.ID}
	case form.Done:
		return Skipped{}
	case form.Back:
		return Back{}
	case form.Quit:
		return Quit{}
	}
	return nil
}

// Aside says that the running count stands beside the question: the line below
// it tells the progress alone.
func (a *Ask) Aside(yes bool) { a.aside = yes }

func (a *Ask) View(width, height int) string {
	if width != a.width || height != a.height {
		a.width, a.height = width, height
		a.form.Resize(width, max(1, height-2))
	}
	body := a.form.View()
	pad := height - lines(body) - 1
	status := strings.Join(a.status, "  ")
	if a.aside && len(a.status) > 0 {
		status = a.status[0]
	} else if more := "  " + a.styles.Accent.Render(keys.Keys().Panel.Help().Key) + " " + a.styles.Dim.Render("细看"); len(a.status) > 1 && text.Width(status+more) <= width {
		status += more
	}
	return body + strings.Repeat("\n", max(1, pad+1)) + text.Truncate(status, width)
}
