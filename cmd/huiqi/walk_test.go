package main

import (
	"fmt"
	"maps"
	"runtime/debug"
	"slices"
	"testing"

	"huiqi/content"
	"huiqi/engine"
	"huiqi/tui/session"
)

const journeysDir = "../../content/journeys"

type size struct{ w, h int }

func (s size) String() string { return fmt.Sprintf("%dx%d", s.w, s.h) }

// sizes are the windows that walks are gone in: the smallest, the usual one, and
// two in which more stands side by side.
var sizes = []size{{60, 20}, {80, 24}, {120, 36}, {200, 60}}

// few reports whether the tests shall be quick: of what differs in size and look
// alone they run a part. The race detector makes them ten times as slow.
func few() bool {
	if testing.Short() {
		return true
	}
	info, _ := debug.ReadBuildInfo()
	return slices.ContainsFunc(info.Settings, func(s debug.BuildSetting) bool { return s.Key == "-race" && s.Value == "true" })
}

// hands press keys for a walk. The same walk goes through the root model alone
// and through the built program on a real terminal.
type hands interface {
	// press presses keys by name.
	press(names ...string)
	// typed enters text into the field in focus.
	typed(text string)
	// sees says what stands on the screen that the walk has come to, and whether
	// a text field has the keyboard there.
	sees(words string, editing bool)
}

// walk goes through an interview by keys alone, from its first question to the
// result. The keys follow from an answers file and from what the interview asks.
type walk struct {
	hands
	t         testing.TB
	policy    *engine.Policy
	answers   *content.Answers
	iv        *session.Interview
	questions int
	log       []string
}

// newWalk reads an answers file. A whole walk begins on the first screen and
// chooses the topics of the file's scope; any other begins at the first question
// about the things in the scope.
func newWalk(t testing.TB, path string, whole bool) *walk {
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
	iv := session.New(pack.Program)
	if !whole {
		if iv, err = iv.About(a.Scope...); err != nil {
			t.Fatal(err)
		}
	}
	return &walk{t: t, policy: p, answers: a, iv: iv}
}

func (w *walk) run() {
	w.t.Helper()
	if w.iv.Whole() {
		w.sees("全面自查", false)
		w.press("1")
	}
	used := map[string]bool{}
	for range 100 {
		s, err := w.iv.Next()
		if err != nil {
			w.t.Fatal(err)
		}
		switch s.Kind {
		case session.Finished:
			if w.iv.Outside() {
				w.sees("问题到此为止", false)
			} else {
				w.sees("1一览", false)
			}
			for id := range w.answers.Facts {
				if !used[id] {
					w.t.Errorf("%s is in the file but was not asked", id)
				}
			}
			return
		case session.AskTopics:
			w.sees("想查哪些方面", false)
			topics := w.iv.Topics()
			w.count("topics", len(topics))
			w.many(len(topics), func(i int) bool { return slices.Contains(w.answers.Scope, topics[i].ID) })
			if err := w.iv.SetTopics(w.answers.Scope); err != nil {
				w.t.Fatal(err)
			}
			continue
		}
		q := &w.policy.Questions[s.Question]
		v, ok := w.answers.Facts[q.ID]
		if !ok {
			w.t.Fatalf("%s is asked, but the file has no answer", q.ID)
		}
		used[q.ID] = true
		w.sees(q.Label, typedKind(q.Kind))
		choices := w.choices(s.Question)
		w.count(q.ID, len(choices))
		if q.Kind == engine.List {
			w.records(s.Question, v.Records())
		} else {
			w.answer(q, choices, v)
		}
		if err := w.iv.Answer(q.ID, v); err != nil {
			w.t.Fatal(err)
		}
	}
	w.t.Fatal("the walk does not end")
}

// typedKind reports whether the answer is typed, not picked.
func typedKind(k engine.Kind) bool { return k == engine.Number || k == engine.Day }

// choices are those on the screen.
func (w *walk) choices(i int) []engine.Choice {
	offered, err := w.iv.Program().Offered(w.iv.Facts(), i)
	if err != nil {
		w.t.Fatal(err)
	}
	pending, _ := w.iv.Stakes(i)
	var out []engine.Choice
	for k, c := range w.policy.Questions[i].Choices {
		if slices.Contains(offered, k) && (pending.Choices == nil || slices.Contains(pending.Choices, k)) {
			out = append(out, c)
		}
	}
	return out
}

// count adds a question; each twelve choices more are a further screen.
func (w *walk) count(id string, choices int) {
	n := max(1, (choices+11)/12)
	w.questions += n
	w.log = append(w.log, fmt.Sprintf("  %2d  %s", w.questions, id))
}

func (w *walk) answer(q *engine.Question, choices []engine.Choice, v engine.Value) {
	switch q.Kind {
	case engine.Bool:
		if v.Bool() {
			w.press("y", "enter")
		} else {
			w.press("n", "enter")
		}
	case engine.One:
		w.row(slices.IndexFunc(choices, func(c engine.Choice) bool { return c.ID == v.Choice() }))
		w.press("enter")
	case engine.Many:
		w.many(len(choices), func(i int) bool { return slices.Contains(v.Choices(), choices[i].ID) })
	case engine.Number:
		w.typed(v.Number().String())
		w.press("enter")
	default:
		w.t.Fatalf("no keys for %s", q.ID)
	}
}

// row goes to a row and picks it.
func (w *walk) row(i int) {
	if i < 9 {
		w.press(fmt.Sprint(i + 1))
		return
	}
	for range i {
		w.press("down")
	}
	w.press("space")
}

func (w *walk) many(n int, picked func(int) bool) {
	some := false
	for i := range n {
		if picked(i) {
			if i >= 9 {
				w.press("home")
			}
			w.row(i)
			some = true
		}
	}
	if !some { // none of these is the last row but one
		w.press("end", "up")
	}
	w.press("enter")
}

// records fills a list row by row; each field is a question of its own, and so
// is whether there are more.
func (w *walk) records(list int, r engine.Records) {
	q := &w.policy.Questions[list]
	others := maps.Clone(w.iv.Facts())
	for _, row := range r.Rows {
		w.press("a")
		so := engine.Row{}
		for {
			fields, err := w.iv.Program().AskRow(others, w.iv.Scope(), list, so)
			if err != nil {
				w.t.Fatal(err)
			}
			if len(fields) == 0 {
				break
			}
			f := &q.Fields[fields[0]]
			w.sees(f.Label, typedKind(f.Kind))
			w.count(q.ID+"."+f.ID, len(f.Choices))
			w.answer(f, f.Choices, row[f.ID])
			so[f.ID] = row[f.ID]
		}
		if len(so) != len(row) {
			w.t.Errorf("%s: asked %d fields of %d", q.ID, len(so), len(row))
		}
	}
	w.sees(fmt.Sprintf("就这些，共 %d 项", len(r.Rows)), false)
	w.row(len(r.Rows) + 1)
	w.press("enter")
}
