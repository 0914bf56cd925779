package session_test

import (
	"reflect"
	"slices"
	"testing"

	"huiqi/engine"
	"huiqi/tui/internal/sample"
	"huiqi/tui/session"
)

// What one thing found out counts in the whole check that it was begun from, and
// nothing of the whole check is lost by it.
func TestJoin(t *testing.T) {
	research := map[string]engine.Value{"matters": engine.OneValue("all"), "applicant": engine.OneValue("firm"), "titles": engine.ManyValue("lab"),
		"spend_now": number(20000000), "spend_before": number(15000000), "intensity": number(4), "hightech": engine.BoolValue(true)}
	for _, c := range []struct {
		why    string
		topics []string
		first  map[string]engine.Value // what the whole check knows before
		name   string                  // the one thing
		then   func(*session.Interview) error
		want   map[string]engine.Value // the facts of the whole check after it; nil: not given
		again  []string                // questions that the whole check puts again
	}{
		{"an answer that only the one thing asks for", []string{"research"}, research, "premium",
			func(iv *session.Interview) error { return iv.Answer("premium", number(7)) },
			map[string]engine.Value{"premium": number(7), "spend_now": number(20000000)}, nil},
		{"an answer changed there", []string{"research"}, research, "spend",
			func(iv *session.Interview) error { return iv.Answer("intensity", number(6)) },
			map[string]engine.Value{"intensity": number(6), "hightech": engine.BoolValue(true)}, nil},
		{"an answer taken back there by hand", []string{"research"}, research, "spend",
			func(iv *session.Interview) error { return iv.Clear("hightech") },
			map[string]engine.Value{"hightech": {}, "intensity": number(4)}, nil},
		{"nothing done there", []string{"research"}, research, "booth",
			func(*session.Interview) error { return nil }, research, nil},
		{"choices put there alone are put again where more of them matter", []string{"research"},
			map[string]engine.Value{"matters": engine.OneValue("all"), "applicant": engine.OneValue("firm")}, "eagle",
			func(iv *session.Interview) error { return iv.Answer("titles", engine.ManyValue("eagle")) },
			map[string]engine.Value{"titles": {}}, []string{"titles"}},
	} {
		whole := session.New(sample.Program())
		for _, id := range []string{"matters", "applicant", "titles", "spend_now", "spend_before", "intensity", "hightech"} {
			if v, ok := c.first[id]; ok {
				if err := whole.Answer(id, v); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := whole.SetTopics(c.topics); err != nil {
			t.Fatal(err)
		}
		one, err := whole.About(c.name)
		if err != nil {
			t.Fatal(err)
		}
		before := whole.Snapshot()
		if err := c.then(one); err != nil {
			t.Fatal(err)
		}
		if after := whole.Snapshot(); !reflect.DeepEqual(before, after) {
			t.Errorf("%s: the whole check changed while it waited", c.why)
		}
		if err := whole.Join(one); err != nil {
			t.Fatal(err)
		}
		for id, want := range c.want {
			if got, given := whole.Get(id); given != (want.Kind() != engine.Value{}.Kind()) || given && !got.Equal(want) {
				t.Errorf("%s: %s is %v (%v), want %v", c.why, id, got, given, want)
			}
		}
		var again []string
		for _, i := range whole.Reopened() {
			again = append(again, whole.Program().Policy().Questions[i].ID)
		}
		if !slices.Equal(again, c.again) {
			t.Errorf("%s: asked again %v, want %v", c.why, again, c.again)
		}
		if !whole.Whole() || !slices.Equal(whole.Names(), c.topics) {
			t.Errorf("%s: it is about %v now", c.why, whole.Names())
		}
	}
}

// An answer that the one thing wants to hear again, and never does, stands in
// the whole check as it was.
func TestJoinKeepsWhatWasNotAskedAgain(t *testing.T) {
	whole := session.New(sample.Program())
	for id, v := range map[string]engine.Value{"matters": engine.OneValue("all"), "applicant": engine.OneValue("firm")} {
		if err := whole.Answer(id, v); err != nil {
			t.Fatal(err)
		}
	}
	if err := whole.SetTopics([]string{"trade"}); err != nil {
		t.Fatal(err)
	}
	home := engine.ListValue(engine.Records{Rows: []engine.Row{{"place": engine.OneValue("home")}}})
	if err := whole.Answer("fairs", home); err != nil {
		t.Fatal(err)
	}
	eagle, err := whole.About("eagle")
	if err != nil {
		t.Fatal(err)
	}
	if err := eagle.Answer("titles", engine.ManyValue("eagle")); err != nil {
		t.Fatal(err)
	}
	if err := whole.Join(eagle); err != nil {
		t.Fatal(err)
	}
	lab, err := whole.About("lab") // never heard of the laboratory: asked again
	if err != nil {
		t.Fatal(err)
	}
	if _, given := lab.Get("titles"); given {
		t.Fatal("the laboratory was never put, and counts as no")
	}
	if err := whole.Join(lab); err != nil {
		t.Fatal(err)
	}
	if v, ok := whole.Get("titles"); !ok || !v.Equal(engine.ManyValue("eagle")) {
		t.Errorf("titles are %v (%v) after it", v, ok)
	}
}

// An answer given once more, the same, changes nothing: it reopens nothing and
// what was found stays found.
func TestSameAnswerAgain(t *testing.T) {
	iv := session.New(sample.Program())
	walk(t, iv, []string{"research"}, map[string]engine.Value{"matters": engine.OneValue("all"), "applicant": engine.OneValue("firm"), "titles": engine.ManyValue("lab"),
		"spend_now": number(20000000), "spend_before": number(15000000), "intensity": number(6)})
	before, err := iv.Case()
	if err != nil {
		t.Fatal(err)
	}
	if err := iv.Answer("titles", engine.ManyValue("lab")); err != nil {
		t.Fatal(err)
	}
	if after, err := iv.Case(); err != nil || after != before || len(iv.Reopened()) != 0 {
		t.Errorf("the same answer begins anew: %v, reopened %v", err, iv.Reopened())
	}
	if err := iv.Answer("titles", engine.ManyValue("lab", "eagle")); err != nil {
		t.Fatal(err)
	}
	if after, err := iv.Case(); err != nil || after == before {
		t.Errorf("another answer is not seen: %v", err)
	}
}
