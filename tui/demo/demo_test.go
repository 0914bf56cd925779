package demo_test

import (
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"huiqi/engine"
	"huiqi/tui/demo"
	"huiqi/tui/internal/sample"
	"huiqi/tui/session"
)

func number(n int64) engine.Value { return engine.NumberValue(decimal.NewFromInt(n)) }

func firm() demo.Applicant {
	return demo.Applicant{Name: "甲", Scope: []string{"research"}, Facts: engine.Facts{
		"matters": engine.OneValue("all"), "applicant": engine.OneValue("firm"), "titles": engine.ManyValue("eagle"),
		"spend_now": number(20000000), "spend_before": number(15000000), "intensity": number(4), "hightech": engine.BoolValue(true),
	}}
}

// asked lists what a play asks, by question id; "topics" for the choice of topics.
func asked(p *demo.Play) []string {
	var out []string
	for {
		if s := p.Stop(); s.Kind == demo.Asked {
			id := "topics"
			if s.Step.Kind == session.AskQuestion {
				id = s.Before.Program().Policy().Questions[s.Step.Question].ID
			}
			out = append(out, id)
		}
		if !p.Forward() {
			return out
		}
	}
}

// A play asks what an interview asks, in its order, and ends with the answers.
func TestPlay(t *testing.T) {
	prog := sample.Program()
	for _, c := range []struct {
		name        string
		who         func() demo.Applicant
		asks        []string
		open, spare int
	}{
		{"the whole check", firm, []string{"matters", "applicant", "topics", "titles", "spend_now", "spend_before", "intensity", "hightech"}, 0, 0},
		{"one thing alone", func() demo.Applicant { a := firm(); a.Scope = []string{"eagle"}; return a },
			[]string{"matters", "applicant", "titles"}, 0, 4},
		{"an answer is missing: the question is left out", func() demo.Applicant {
			a := firm()
			delete(a.Facts, "titles")
			return a
		}, []string{"matters", "applicant", "topics", "spend_now", "spend_before", "intensity", "hightech"}, 1, 0},
		{"an answer that nobody asks for", func() demo.Applicant {
			a := firm()
			a.Facts["premium"] = number(5)
			return a
		}, []string{"matters", "applicant", "topics", "titles", "spend_now", "spend_before", "intensity", "hightech"}, 0, 1},
		{"outside the period it ends at once", func() demo.Applicant {
			a := firm()
			a.Facts["matters"] = engine.OneValue("none")
			return a
		}, []string{"matters"}, 0, 6},
	} {
		t.Run(c.name, func(t *testing.T) {
			who := c.who()
			p, err := demo.New(prog, who)
			if err != nil {
				t.Fatal(err)
			}
			if got := asked(p); !slices.Equal(got, c.asks) {
				t.Errorf("asks %v, want %v", got, c.asks)
			}
			if p.Open() != c.open || p.Spare() != c.spare || p.Questions() != len(c.asks) {
				t.Errorf("open %d, spare %d, questions %d", p.Open(), p.Spare(), p.Questions())
			}
			end := p.End()
			for id, v := range end.Facts() {
				if !v.Equal(who.Facts[id]) {
					t.Errorf("%s ended as %v", id, v)
				}
			}
			if len(end.Facts()) != len(who.Facts)-c.spare {
				t.Errorf("%d answers at the end", len(end.Facts()))
			}
		})
	}
}

// Without a scope every topic that holds something for the applicant is chosen.
func TestPlayAllTopics(t *testing.T) {
	who := firm()
	who.Scope = nil
	p, err := demo.New(sample.Program(), who)
	if err != nil {
		t.Fatal(err)
	}
	if got := p.End().Names(); !slices.Equal(got, []string{"research", "trade"}) {
		t.Errorf("topics %v", got)
	}
	if p.Open() == 0 {
		t.Error("the questions on trade have no answer; they should count as open")
	}
}

// Back leads over the same stops as forward, to the first one and no further; the
// last one holds.
func TestPlayBack(t *testing.T) {
	p, err := demo.New(sample.Program(), firm())
	if err != nil {
		t.Fatal(err)
	}
	stops := []demo.Stop{p.Stop()}
	for p.Forward() {
		stops = append(stops, p.Stop())
	}
	if at, of := p.Place(); at != of || of != len(stops) {
		t.Errorf("at %d of %d after %d stops", at, of, len(stops))
	}
	if p.Forward() {
		t.Error("went past the end")
	}
	for i := len(stops) - 1; i >= 0; i-- {
		if p.Stop() != stops[i] {
			t.Errorf("stop %d differs on the way back", i)
		}
		if p.Back() != (i > 0) {
			t.Errorf("back from stop %d", i)
		}
	}
}

// What is tried on at the end leaves the play as it was.
func TestPlayEndIsACopy(t *testing.T) {
	p, err := demo.New(sample.Program(), firm())
	if err != nil {
		t.Fatal(err)
	}
	if err := p.End().Answer("hightech", engine.BoolValue(false)); err != nil {
		t.Fatal(err)
	}
	if v, _ := p.End().Get("hightech"); !v.Bool() {
		t.Error("the play took the change over")
	}
}

// Names and answers that the policy does not know are errors.
func TestPlayRefuses(t *testing.T) {
	who := firm()
	who.Scope = []string{"ghost"}
	if _, err := demo.New(sample.Program(), who); err == nil {
		t.Error("a scope that does not exist was taken")
	}
	who = firm()
	who.Facts["titles"] = engine.ManyValue("ghost")
	if _, err := demo.New(sample.Program(), who); err == nil {
		t.Error("a choice that does not exist was taken")
	}
}
