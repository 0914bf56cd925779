package session_test

import (
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"huiqi/engine"
	"huiqi/tui/internal/sample"
	"huiqi/tui/session"
)

func number(n int64) engine.Value { return engine.NumberValue(decimal.NewFromInt(n)) }

// walk answers what is asked from the script and returns the ids in order.
func walk(t *testing.T, iv *session.Interview, topics []string, script map[string]engine.Value) []string {
	t.Helper()
	var asked []string
	for range 50 {
		s, err := iv.Next()
		if err != nil {
			t.Fatal(err)
		}
		iv.Visit(s)
		switch s.Kind {
		case session.Finished:
			return asked
		case session.AskTopics:
			asked = append(asked, "topics")
			if err := iv.SetTopics(topics); err != nil {
				t.Fatal(err)
			}
			continue
		}
		id := iv.Program().Policy().Questions[s.Question].ID
		asked = append(asked, id)
		v, ok := script[id]
		if !ok {
			t.Fatalf("%s was asked; the script has no answer", id)
		}
		if err := iv.Answer(id, v); err != nil {
			t.Fatal(err)
		}
	}
	t.Fatal("the interview does not end")
	return nil
}

func TestJourneys(t *testing.T) {
	yes, no := engine.BoolValue(true), engine.BoolValue(false)
	fair := engine.ListValue(engine.Records{Rows: []engine.Row{{"place": engine.OneValue("abroad"), "booth": number(100000)}}})
	for _, c := range []struct {
		why    string
		topics []string
		script map[string]engine.Value
		want   []string
	}{
		{"none of the matters fall inside: one question, no topics", nil,
			map[string]engine.Value{"matters": engine.OneValue("none")}, []string{"matters"}},
		{"no increase leaves nothing that the tiers could change", []string{"research"},
			map[string]engine.Value{"matters": engine.OneValue("all"), "applicant": engine.OneValue("firm"), "titles": engine.ManyValue(),
				"spend_now": number(1), "spend_before": number(2)},
			[]string{"matters", "applicant", "topics", "titles", "spend_now", "spend_before"}},
		{"with the first tier known the next is not asked", []string{"research"},
			map[string]engine.Value{"matters": engine.OneValue("all"), "applicant": engine.OneValue("firm"), "titles": engine.ManyValue("eagle"),
				"spend_now": number(20000000), "spend_before": number(15000000), "intensity": number(6)},
			[]string{"matters", "applicant", "topics", "titles", "spend_now", "spend_before", "intensity"}},
		{"the date of a matter is asked only where the gate was not sure", []string{"research"},
			map[string]engine.Value{"matters": engine.OneValue("unsure"), "applicant": engine.OneValue("firm"), "titles": engine.ManyValue("lab"),
				"spend_now": number(3), "spend_before": number(3), "lab_date": engine.DayValue(engine.Date{Year: 2023, Month: 1, Day: 1})},
			[]string{"matters", "applicant", "topics", "titles", "spend_now", "spend_before", "lab_date"}},
		{"don't know is an answer: it is not asked again", []string{"research"},
			map[string]engine.Value{"matters": engine.OneValue("all"), "applicant": engine.OneValue("firm"), "titles": engine.ManyValue(),
				"spend_now": engine.DontKnow(), "spend_before": number(3), "intensity": engine.DontKnow(), "hightech": yes},
			[]string{"matters", "applicant", "topics", "titles", "spend_now", "spend_before", "intensity", "hightech"}},
		{"only what the topic needs", []string{"trade"},
			map[string]engine.Value{"matters": engine.OneValue("some"), "applicant": engine.OneValue("firm"), "fairs": fair, "premium": number(0)},
			[]string{"matters", "applicant", "topics", "fairs", "premium"}},
		{"another applicant, other questions", []string{"research", "rural"},
			map[string]engine.Value{"matters": engine.OneValue("all"), "applicant": engine.OneValue("village"), "plots": engine.ListValue(engine.Records{}), "hightech": no},
			[]string{"matters", "applicant", "topics", "plots"}},
	} {
		got := walk(t, session.New(sample.Program()), c.topics, c.script)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s:\n got %v\nwant %v", c.why, got, c.want)
		}
	}
}

func TestOneThing(t *testing.T) {
	iv, err := session.NewFor(sample.Program(), "eagle")
	if err != nil {
		t.Fatal(err)
	}
	got := walk(t, iv, nil, map[string]engine.Value{"matters": engine.OneValue("all"), "applicant": engine.OneValue("firm"), "titles": engine.ManyValue("eagle")})
	if want := []string{"matters", "applicant", "titles"}; !slices.Equal(got, want) {
		t.Errorf("asked %v, want %v", got, want)
	}
	if tally, err := iv.Tally(); err != nil || tally != (session.Tally{Eligible: 1}) {
		t.Errorf("tally %+v, %v", tally, err)
	}
	if _, err := session.NewFor(sample.Program(), "nothing"); err == nil {
		t.Error("an unknown name makes no scope")
	}
}

// Back walks the steps in reverse, and no answer is lost on the way.
func TestBack(t *testing.T) {
	iv := session.New(sample.Program())
	script := map[string]engine.Value{"matters": engine.OneValue("all"), "applicant": engine.OneValue("firm"), "titles": engine.ManyValue("lab"),
		"spend_now": number(20000000), "spend_before": number(15000000), "intensity": number(6)}
	asked := walk(t, iv, []string{"research"}, script)
	for i := len(asked) - 1; i >= 0; i-- {
		s, ok := iv.Back()
		if !ok {
			t.Fatalf("no way back to %s", asked[i])
		}
		if asked[i] == "topics" {
			if s.Kind != session.AskTopics {
				t.Fatalf("back to %+v, want the topics", s)
			}
		} else if id := iv.Program().Policy().Questions[s.Question].ID; id != asked[i] {
			t.Fatalf("back to %s, want %s", id, asked[i])
		}
	}
	if _, ok := iv.Back(); ok {
		t.Error("there is a step before the first")
	}
	if len(iv.Facts()) != len(script) {
		t.Errorf("%d answers are left of %d", len(iv.Facts()), len(script))
	}
	if s, err := iv.Next(); err != nil || s.Kind != session.Finished {
		t.Errorf("after going back nothing is left to ask: %+v, %v", s, err)
	}
}

// A changed answer keeps all others; those that no longer matter are marked.
func TestChangeKeepsOthers(t *testing.T) {
	iv := session.New(sample.Program())
	walk(t, iv, []string{"research"}, map[string]engine.Value{"matters": engine.OneValue("all"), "applicant": engine.OneValue("firm"), "titles": engine.ManyValue("lab"),
		"spend_now": number(20000000), "spend_before": number(15000000), "intensity": number(4), "hightech": engine.BoolValue(true)})
	before, err := iv.Result()
	if err != nil {
		t.Fatal(err)
	}
	if err := iv.Answer("spend_before", number(30000000)); err != nil {
		t.Fatal(err)
	}
	after, err := iv.Result()
	if err != nil {
		t.Fatal(err)
	}
	changes := session.Diff(before, after, iv.Scope())
	i, _ := iv.Program().Item("spend")
	if len(changes) != 1 || changes[0].Item != i || changes[0].After.Status != engine.Ineligible {
		t.Errorf("changes %+v, want the award on spending to fall away", changes)
	}
	var moot []string
	for _, q := range iv.Moot() {
		moot = append(moot, iv.Program().Policy().Questions[q].ID)
	}
	if want := []string{"intensity", "hightech"}; !slices.Equal(moot, want) {
		t.Errorf("moot %v, want %v", moot, want)
	}
	if v, ok := iv.Get("hightech"); !ok || !v.Bool() {
		t.Error("an answer was lost")
	}
}

func TestBadAnswerChangesNothing(t *testing.T) {
	iv := session.New(sample.Program())
	if err := iv.Answer("applicant", engine.OneValue("ghost")); err == nil {
		t.Fatal("a choice that does not exist was taken")
	}
	if len(iv.Facts()) != 0 {
		t.Error("the bad answer was kept")
	}
}

func TestAtMostFallsAlongAPath(t *testing.T) {
	iv := session.New(sample.Program())
	if _, ok := iv.AtMost(); ok {
		t.Error("before the topics are known the number of questions cannot be")
	}
	script := map[string]engine.Value{"matters": engine.OneValue("all"), "applicant": engine.OneValue("firm"), "titles": engine.ManyValue("lab"),
		"spend_now": number(20000000), "spend_before": number(15000000), "intensity": number(4), "hightech": engine.BoolValue(true)}
	last := 100
	for {
		s, err := iv.Next()
		if err != nil {
			t.Fatal(err)
		}
		if n, ok := iv.AtMost(); ok {
			if n > last {
				t.Errorf("%d questions were left, now %d", last, n)
			}
			last = n
		}
		switch s.Kind {
		case session.Finished:
			if last != 0 {
				t.Errorf("finished with %d questions left", last)
			}
			return
		case session.AskTopics:
			if err := iv.SetTopics([]string{"research"}); err != nil {
				t.Fatal(err)
			}
		default:
			id := iv.Program().Policy().Questions[s.Question].ID
			if err := iv.Answer(id, script[id]); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestTopicsForTheApplicant(t *testing.T) {
	iv := session.New(sample.Program())
	if err := iv.Answer("applicant", engine.OneValue("village")); err != nil {
		t.Fatal(err)
	}
	if got := iv.Topics(); len(got) != 1 || got[0].ID != "rural" {
		t.Errorf("a village sees %v, want rural alone", got)
	}
}

// A question of which only some choices mattered is put with those alone. When
// the interview turns to something else, choices that were never put must not
// count as "no": the answer is taken back and asked again, its picks remembered.
func TestChoicesNeverPutAreNotNo(t *testing.T) {
	iv, err := session.NewFor(sample.Program(), "eagle")
	if err != nil {
		t.Fatal(err)
	}
	walk(t, iv, nil, map[string]engine.Value{"matters": engine.OneValue("all"), "applicant": engine.OneValue("firm"), "titles": engine.ManyValue("eagle")})
	lab, err := iv.About("lab")
	if err != nil {
		t.Fatal(err)
	}
	if _, given := lab.Get("titles"); given {
		t.Fatal("an answer that never heard of the laboratory stands for it")
	}
	if v, ok := lab.Former("titles"); !ok || !v.Equal(engine.ManyValue("eagle")) {
		t.Errorf("the former picks are %v, %v", v, ok)
	}
	if got := walk(t, lab, nil, map[string]engine.Value{"titles": engine.ManyValue("eagle", "lab")}); !slices.Equal(got, []string{"titles"}) {
		t.Errorf("asked %v, want the titles again and nothing else", got)
	}
	// back to the first thing: all its choices have been put by now
	again, err := lab.About("eagle")
	if err != nil {
		t.Fatal(err)
	}
	if s, err := again.Next(); err != nil || s.Kind != session.Finished {
		t.Errorf("%+v, %v; nothing is left to ask", s, err)
	}
}

// The same for the fields of a list's records, for another applicant and for
// more topics.
func TestReopened(t *testing.T) {
	iv := session.New(sample.Program())
	home := engine.ListValue(engine.Records{Rows: []engine.Row{{"place": engine.OneValue("home")}}})
	walk(t, iv, []string{"trade"}, map[string]engine.Value{"matters": engine.OneValue("all"), "applicant": engine.OneValue("firm"), "fairs": home,
		"premium": number(0), "insured": engine.BoolValue(false)})
	if err := iv.Answer("fairs", engine.ListValue(engine.Records{Rows: []engine.Row{{"place": engine.OneValue("abroad")}}})); err != nil {
		t.Fatal(err)
	}
	if _, given := iv.Get("fairs"); given {
		t.Error("a fair abroad without its cost counts as answered")
	}
	if got := iv.Reopened(); len(got) != 1 || iv.Program().Policy().Questions[got[0]].ID != "fairs" {
		t.Errorf("reopened %v", got)
	}
}

// Ordinary answers forward never take one back.
func TestForwardReopensNothing(t *testing.T) {
	iv := session.New(sample.Program())
	walk(t, iv, []string{"research"}, map[string]engine.Value{"matters": engine.OneValue("all"), "applicant": engine.OneValue("firm"), "titles": engine.ManyValue("lab"),
		"spend_now": number(20000000), "spend_before": number(15000000), "intensity": number(4), "hightech": engine.BoolValue(true)})
	if got := iv.Reopened(); len(got) != 0 {
		t.Errorf("reopened %v", got)
	}
}
