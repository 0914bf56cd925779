package main

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"huiqi/content"
	"huiqi/engine"
	"huiqi/tui"
	"huiqi/tui/present"
	"huiqi/tui/session"
)

const journeysDir = "../../content/journeys"

// Each journey goes through the wizard by keys alone, from the first screen to
// the result: the questions stay within the bound, every screen shows the
// question that the interview wants, and nothing is left undecided.
func TestJourneys(t *testing.T) {
	most := map[string]int{"firm": 16, "exporter": 14, "village": 12, "incubator": 10, "tourist": 7, "outside": 1}
	files, err := fs.Glob(os.DirFS(journeysDir), "*.yaml")
	if err != nil || len(files) != len(most) {
		t.Fatalf("%d journeys, %v; want %d", len(files), err, len(most))
	}
	for _, file := range files {
		name := strings.TrimSuffix(file, ".yaml")
		t.Run(name, func(t *testing.T) {
			j := newJourney(t, journeysDir+"/"+file)
			j.run()
			t.Logf("%s: %d questions (at most %d), %d key presses beside the figures' own digits\n%s",
				name, j.questions, most[name], j.keys, strings.Join(j.log, "\n"))
			if j.questions > most[name] {
				t.Errorf("%d questions, at most %d are allowed", j.questions, most[name])
			}
			j.decided()
		})
	}
}

type journey struct {
	t         *testing.T
	policy    *engine.Policy
	answers   *content.Answers
	iv        *session.Interview
	app       *tui.App
	questions int
	keys      int
	log       []string
}

func newJourney(t *testing.T, path string) *journey {
	t.Helper()
	pack, err := content.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	p := pack.Program.Policy()
	a, err := content.ReadAnswers(path, p)
	if err != nil {
		t.Fatal(err)
	}
	app, err := tui.New(tui.Options{Program: pack.Program})
	if err != nil {
		t.Fatal(err)
	}
	return &journey{t: t, policy: p, answers: a, iv: session.New(pack.Program), app: app}
}

func (j *journey) run() {
	j.press("1")
	used := map[string]bool{}
	for range 100 {
		s, err := j.iv.Next()
		if err != nil {
			j.t.Fatal(err)
		}
		switch s.Kind {
		case session.Finished:
			j.sees("结果")
			for id := range j.answers.Facts {
				if !used[id] {
					j.t.Errorf("%s is in the file but was not asked", id)
				}
			}
			return
		case session.AskTopics:
			j.sees("想查哪些方面")
			topics := j.iv.Topics()
			j.count("topics", len(topics))
			j.many(len(topics), func(i int) bool { return slices.Contains(j.answers.Scope, topics[i].ID) })
			if err := j.iv.SetTopics(j.answers.Scope); err != nil {
				j.t.Fatal(err)
			}
			continue
		}
		q := &j.policy.Questions[s.Question]
		v, ok := j.answers.Facts[q.ID]
		if !ok {
			j.t.Fatalf("%s is asked, but the file has no answer", q.ID)
		}
		used[q.ID] = true
		j.sees(q.Label)
		choices := j.choices(s.Question)
		j.count(q.ID, len(choices))
		if q.Kind == engine.List {
			j.records(s.Question, v.Records())
		} else {
			j.answer(q, choices, v)
		}
		if err := j.iv.Answer(q.ID, v); err != nil {
			j.t.Fatal(err)
		}
	}
	j.t.Fatal("the journey does not end")
}

// choices are those on the screen.
func (j *journey) choices(i int) []engine.Choice {
	offered, err := j.iv.Program().Offered(j.iv.Facts(), i)
	if err != nil {
		j.t.Fatal(err)
	}
	pending, _ := j.iv.Stakes(i)
	var out []engine.Choice
	for k, c := range j.policy.Questions[i].Choices {
		if slices.Contains(offered, k) && (pending.Choices == nil || slices.Contains(pending.Choices, k)) {
			out = append(out, c)
		}
	}
	return out
}

// count adds a question; each twelve choices more are a further screen.
func (j *journey) count(id string, choices int) {
	n := max(1, (choices+11)/12)
	j.questions += n
	j.log = append(j.log, fmt.Sprintf("  %2d  %s", j.questions, id))
}

func (j *journey) answer(q *engine.Question, choices []engine.Choice, v engine.Value) {
	switch q.Kind {
	case engine.Bool:
		if v.Bool() {
			j.press("y", "enter")
		} else {
			j.press("n", "enter")
		}
	case engine.One:
		j.row(slices.IndexFunc(choices, func(c engine.Choice) bool { return c.ID == v.Choice() }))
		j.press("enter")
	case engine.Many:
		j.many(len(choices), func(i int) bool { return slices.Contains(v.Choices(), choices[i].ID) })
	case engine.Number:
		j.typed(v.Number().String())
		j.press("enter")
	default:
		j.t.Fatalf("no keys for %s", q.ID)
	}
}

// row goes to a row and picks it.
func (j *journey) row(i int) {
	if i < 9 {
		j.press(fmt.Sprint(i + 1))
		return
	}
	for range i {
		j.press("down")
	}
	j.press("space")
}

func (j *journey) many(n int, picked func(int) bool) {
	some := false
	for i := range n {
		if picked(i) {
			if i >= 9 {
				j.press("home")
			}
			j.row(i)
			some = true
		}
	}
	if !some { // none of these is the last row but one
		j.press("end", "up")
	}
	j.press("enter")
}

// records fills a list row by row; each field is a question of its own, and so
// is whether there are more.
func (j *journey) records(list int, r engine.Records) {
	q := &j.policy.Questions[list]
	others := maps.Clone(j.iv.Facts())
	for _, row := range r.Rows {
		j.press("a")
		so := engine.Row{}
		for {
			fields, err := j.iv.Program().AskRow(others, j.iv.Scope(), list, so)
			if err != nil {
				j.t.Fatal(err)
			}
			if len(fields) == 0 {
				break
			}
			f := &q.Fields[fields[0]]
			j.sees(f.Label)
			j.count(q.ID+"."+f.ID, len(f.Choices))
			j.answer(f, f.Choices, row[f.ID])
			so[f.ID] = row[f.ID]
		}
		if len(so) != len(row) {
			j.t.Errorf("%s: asked %d fields of %d", q.ID, len(so), len(row))
		}
	}
	j.row(len(r.Rows) + 1)
	j.press("enter")
}

func (j *journey) typed(s string) {
	for _, r := range s {
		j.app.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

func (j *journey) press(names ...string) {
	special := map[string]rune{"enter": tea.KeyEnter, "up": tea.KeyUp, "down": tea.KeyDown, "home": tea.KeyHome, "end": tea.KeyEnd}
	for _, n := range names {
		j.keys++
		switch c, ok := special[n]; {
		case ok:
			j.app.Update(tea.KeyPressMsg{Code: c})
		case n == "space":
			j.app.Update(tea.KeyPressMsg{Code: ' ', Text: " "})
		default:
			j.app.Update(tea.KeyPressMsg{Code: rune(n[0]), Text: n})
		}
	}
}

func (j *journey) screen() string { return ansi.Strip(j.app.View().Content) }

func (j *journey) sees(words string) {
	j.t.Helper()
	// a long question may be wrapped
	flat := strings.NewReplacer("\n", "", "┃", "", " ", "").Replace(j.screen())
	if want := strings.ReplaceAll(words, " ", ""); !strings.Contains(flat, want) {
		j.t.Fatalf("%q is not on the screen:\n%s", words, j.screen())
	}
}

// decided holds that nothing that the topics hold is left open.
func (j *journey) decided() {
	r, err := present.Build(present.Source{Program: j.iv.Program(), Facts: j.iv.Facts(), Scope: j.iv.Scope()})
	if err != nil {
		j.t.Fatal(err)
	}
	if j.iv.Outside() {
		return
	}
	for _, it := range r.Items {
		if it.Status == engine.Possible {
			j.t.Errorf("%s is left undecided", it.ID)
		}
	}
}
