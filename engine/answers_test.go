package engine_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"huiqi/engine"
)

func compile(t testing.TB, p engine.Policy) *engine.Program {
	t.Helper()
	prog, err := engine.Compile(p)
	if err != nil {
		t.Fatal(err)
	}
	return prog
}

func number(s string) engine.Value { return engine.NumberValue(decimal.RequireFromString(s)) }

func rows(r ...engine.Row) engine.Value { return engine.ListValue(engine.Records{Rows: r}) }

func TestFactErrors(t *testing.T) {
	p := compile(t, plain())
	tests := []struct {
		why  string
		id   string
		v    engine.Value
		want string // "" is fine
	}{
		{"no such question", "nobody", engine.BoolValue(true), "nobody: unknown question "},
		{"a word for a yes or no", "yes", engine.OneValue("a"), "yes: wrong kind one"},
		{"several for one", "grade", engine.ManyValue("a"), "grade: wrong kind many"},
		{"a number for a date", "day", number("20230101"), "day: wrong kind number"},
		{"a record for a number", "now", rows(), "now: wrong kind list"},
		{"a choice that there is not", "grade", engine.OneValue("z"), "grade: unknown choice z"},
		{"one among several", "titles", engine.ManyValue("a", "z"), "titles: unknown choice z"},
		{"no choice is an answer to several", "titles", engine.ManyValue(), ""},
		{"the same choice twice is one choice", "titles", engine.ManyValue("a", "a"), ""},
		{"below zero", "now", number("-0.01"), "now: out of range "},
		{"above the highest", "rate", number("100.01"), "rate: out of range "},
		{"the ends are in range", "rate", number("100"), ""},
		{"zero too", "rate", number("0"), ""},
		{"between two steps is no fault", "now", number("0.001"), ""},
		{"a number that no sum of money has", "now", number("1e41"), "now: out of range "},
		{"the largest", "now", number("1e39"), ""},
		{"a digit more", "now", number("1e40"), "now: out of range "},
		{"the smallest", "now", number("1e-40"), ""},
		{"a place more", "now", number("1e-41"), "now: out of range "},
		{"one that cannot be written out", "now", engine.NumberValue(decimal.New(1, 999_999_999)), "now: out of range "},
		{"one that is nearly nothing", "now", engine.NumberValue(decimal.New(1, -999_999_999)), "now: out of range "},
		{"more digits than there is paper", "now", number("0." + string(slices.Repeat([]byte("1"), 100))), "now: out of range "},
		{"don't know fits every question", "now", engine.DontKnow(), ""},
		{"a field that there is not", "rows", rows(engine.Row{"depth": number("1")}), "rows[1].depth: unknown field "},
		{"the wrong kind in the second record", "rows", rows(engine.Row{}, engine.Row{"ok": number("1")}), "rows[2].ok: wrong kind number"},
		{"below zero in a record", "rows", rows(engine.Row{"cost": number("-1")}), "rows[1].cost: out of range "},
		{"records leave out what they like", "rows", rows(engine.Row{}, engine.Row{"cost": engine.DontKnow()}), ""},
	}
	for _, c := range tests {
		f := engine.Facts{c.id: c.v}
		err := p.Check(f)
		if got := message(err); got != c.want {
			t.Errorf("%s: %q, want %q", c.why, got, c.want)
		}
		if _, err := p.Evaluate(f); message(err) != c.want {
			t.Errorf("%s: Evaluate says %v", c.why, err)
		}
		var e *engine.FactError
		if err != nil && (!errors.As(err, &e) || e.Question != c.id) {
			t.Errorf("%s: %#v names no question", c.why, err)
		}
	}
}

func message(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// All faults are reported together, in the order of their questions.
func TestFactErrorsTogether(t *testing.T) {
	p := compile(t, plain())
	want := "aaa: unknown question \n" +
		"grade: unknown choice z\n" +
		"rows[1].cost: out of range \n" +
		"rows[2].depth: unknown field \n" +
		"rows[2].height: unknown field \n" +
		"rows[2].width: unknown field \n" +
		"yes: wrong kind one"
	f := engine.Facts{
		"yes": engine.OneValue("a"), "grade": engine.OneValue("z"), "aaa": engine.BoolValue(true), "now": number("1"),
		"rows": rows(engine.Row{"cost": number("-1")}, engine.Row{"width": number("1"), "ok": engine.BoolValue(true), "height": number("1"), "depth": number("1")}),
	}
	for range 20 { // whatever the order of the map
		if got := message(p.Check(f)); got != want {
			t.Fatalf("got\n%s\nwant\n%s", got, want)
		}
	}
}

// Answers of any kind to any question are judged, never a panic.
func TestStrangeAnswersNeverPanic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := worlds(ordinary).Draw(t, "world")
		d := dice{t}
		f := engine.Facts{}
		for _, q := range w.pol.Questions {
			other := pick(d, w.pol.Questions)
			switch d.upTo(4) {
			case 0:
				f[q.ID] = drawValue(d, &other)
			case 1:
				f[q.ID] = engine.NumberValue(decimal.New(int64(d.upTo(99)), int32(d.between(-60, 60))))
			case 2:
				f[other.ID+"x"] = engine.DontKnow()
			}
		}
		useAll(t, w.prog, f)
	})
}

func TestValues(t *testing.T) {
	if v := (engine.Value{}); v.Known() || !v.Equal(engine.DontKnow()) || v.Choice() != "" {
		t.Error("the zero Value is not \"don't know\"")
	}
	if c := engine.ManyValue("a").Choice() + engine.ManyValue("a", "b").Choice(); c != "" {
		t.Errorf("one of several is %s", c)
	}
	same := []struct {
		a, b engine.Value
		want bool
		why  string
	}{
		{engine.ManyValue("b", "a", "b"), engine.ManyValue("a", "b"), true, "order and repetition do not matter"},
		{engine.ManyValue("a"), engine.OneValue("a"), false, "one of several is not one of one"},
		{number("1"), number("1.00"), true, "the same number"},
		{engine.BoolValue(false), engine.DontKnow(), false, "no is known"},
		{engine.BoolValue(false), engine.BoolValue(false), true, "no and no"},
		{engine.BoolValue(false), engine.BoolValue(true), false, "no and yes"},
		{rows(engine.Row{"x": number("1")}), rows(engine.Row{"x": number("1.0")}), true, "the same record"},
		{rows(engine.Row{"x": number("1")}), rows(engine.Row{"x": number("2")}), false, "another number in a record"},
		{rows(engine.Row{"x": number("1")}), rows(engine.Row{"y": number("1")}), false, "of another field"},
		{rows(engine.Row{"x": engine.DontKnow()}), rows(engine.Row{"y": engine.DontKnow()}), false, "don't know of another field"},
		{rows(engine.Row{"x": engine.DontKnow()}), rows(engine.Row{}), false, "asked is not the same as never asked"},
		{rows(), engine.ListValue(engine.Records{Open: true}), false, "none is not the same as none yet"},
		{engine.DayValue(from), engine.DayValue(to), false, "another day"},
	}
	for _, c := range same {
		if c.a.Equal(c.b) != c.want || c.b.Equal(c.a) != c.want {
			t.Errorf("%s: %s and %s", c.why, showValue(c.a), showValue(c.b))
		}
	}
	for s, ok := range map[string]bool{"2023-01-01": true, "2024-02-29": true, "2023-02-29": false, "2023-1-1": false, "2023-13-01": false, "": false, "2023-01-01T00:00": false} {
		d, err := engine.ParseDate(s)
		if (err == nil) != ok || ok && d.String() != s {
			t.Errorf("ParseDate(%q) = %v, %v", s, d, err)
		}
	}
}

// Answers to what does not apply are named and not used.
func TestIgnored(t *testing.T) {
	p := plain()
	p.Questions[5].When = is("yes") // now
	p.Questions[9].Fields[1].When = is("ok")
	p.Items[0].Event = at("now", engine.More, yuan(0))
	prog := compile(t, p)
	f := engine.Facts{"gate": engine.OneValue("all"), "kind": engine.OneValue("firm"), "yes": engine.BoolValue(false), "now": number("100"),
		"day": engine.DayValue(outside), "rows": rows(engine.Row{"ok": engine.BoolValue(false), "cost": number("3")})}
	r, err := prog.Evaluate(f)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(r.Ignored, []int{5}) {
		t.Errorf("ignored %v, want the number; the date of a matter counts wherever it is given", r.Ignored)
	}
	if r.Items[0].Status != engine.OutOfPeriod && r.Items[0].Status != engine.Ineligible {
		t.Errorf("the item is %v by an answer that does not apply", r.Items[0].Status)
	}
	p.Questions[9].Fields[3].Volunteer, p.Questions[9].Fields[3].When = true, in("gate", "unsure")
	prog = compile(t, p)
	f["rows"].Records().Rows[0]["day"] = day("2023-05-01") // counts, though it was not asked for
	fields, err := prog.IgnoredFields(f)
	if err != nil || !slices.Equal(fields, []engine.IgnoredField{{Question: 9, Row: 1, Field: 1}}) {
		t.Errorf("ignored fields %v, %v", fields, err)
	}
}

func TestScopes(t *testing.T) {
	p := plain()
	p.Articles = []engine.Article{{Number: 14}, {Number: 15}}
	p.Topics = []engine.Topic{{ID: "research"}}
	p.Items[0].Article, p.Items[1].Article, p.Items[1].Topic = 14, 15, "research"
	prog := compile(t, p)
	tests := []struct {
		names []string
		want  []bool
	}{
		{nil, []bool{true, true}},
		{[]string{"item"}, []bool{true, false}},
		{[]string{"15"}, []bool{false, true}},
		{[]string{"research", "14"}, []bool{true, true}},
	}
	for _, c := range tests {
		s, err := prog.ScopeOf(c.names...)
		if c.names != nil && s.Has(len(p.Items)) {
			t.Errorf("%v: an item that there is not", c.names)
		}
		if err != nil || s.Has(0) != c.want[0] || s.Has(1) != c.want[1] || s.All() != (c.want[0] && c.want[1]) {
			t.Errorf("%v: %v, %v", c.names, s, err)
		}
	}
	var bad *engine.ScopeError
	if _, err := prog.ScopeOf("16"); !errors.As(err, &bad) || bad.Name != "16" {
		t.Errorf("an article that there is not: %v", err)
	}
	if s := prog.NoScope(); s.Has(0) || s.All() {
		t.Error("no scope holds something")
	}
	a, err := prog.Ask(engine.Facts{}, prog.NoScope())
	if err != nil || len(a.Ask) > 0 || a.AtMost > 0 {
		t.Errorf("questions about nothing: %+v, %v", a, err)
	}
}
