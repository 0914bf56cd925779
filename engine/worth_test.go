package engine_test

import (
	"testing"

	"huiqi/engine"
)

// What is known is computed as what is open is: with the signs as written, and of
// records only with the fields that apply.
func TestKnownAmounts(t *testing.T) {
	yes, no := engine.BoolValue(true), engine.BoolValue(false)
	questions := []engine.Question{
		{ID: "sure", Kind: engine.Bool},
		{ID: "now", Kind: engine.Number, Unit: engine.UnitYuan},
		{ID: "before", Kind: engine.Number, Unit: engine.UnitYuan},
		{ID: "rows", Kind: engine.List, Fields: []engine.Question{
			{ID: "paid", Kind: engine.Bool},
			{ID: "cost", Kind: engine.Number, Unit: engine.UnitYuan, When: is("paid")},
			{ID: "other", Kind: engine.Number, Unit: engine.UnitYuan}}},
	}
	less := engine.Max0{Of: engine.Sum{Terms: []engine.Term{minus("now"), term("before")}}}
	both := engine.Total{List: "rows", Of: engine.Add{Of: []engine.Expr{fact("cost"), fact("other")}}}
	row := func(paid engine.Value) engine.Row {
		return engine.Row{"paid": paid, "cost": number("3"), "other": number("4")}
	}
	for _, c := range []struct {
		why     string
		value   engine.Expr
		ceiling int
		facts   engine.Facts
		want    string
		cut     engine.Truth
	}{
		{"what went down", less, 9, engine.Facts{"now": number("1"), "before": number("3")}, "2", engine.False},
		{"what went up", less, 9, engine.Facts{"now": number("3"), "before": number("1")}, "0", engine.False},
		{"above the ceiling", less, 1, engine.Facts{"now": number("1"), "before": number("3")}, "1", engine.True},
		{"a record whose field does not apply adds nothing", both, 99, engine.Facts{"rows": rows(row(yes), row(no))}, "7", engine.False},
	} {
		a := money(engine.Tier{Certainty: engine.Exact, Value: c.value})
		k := yuan(c.ceiling)
		a.Ceiling = &k
		// once as the only tier there is, once as one that a condition stands before
		for _, guard := range []engine.Cond{nil, or(is("sure"), not(is("sure")))} {
			a.Tiers[0].If = guard
			p := compile(t, engine.Policy{From: from, To: to, Questions: questions,
				Items: []engine.Item{{ID: "item", Nature: engine.Benefit, Period: engine.OwnPeriod, Amount: a}}})
			r, err := p.Evaluate(c.facts)
			if err != nil {
				t.Fatal(err)
			}
			w := r.Items[0].Worth
			if r.Items[0].Truth != engine.True || !w.Settled || w.Low().String() != c.want || w.High().String() != c.want || w.Cut != c.cut {
				t.Errorf("%s: %v, %s to %s, cut %v, want %s, %v", c.why, r.Items[0].Truth, w.Low(), w.High(), w.Cut, c.want, c.cut)
			}
		}
	}
}

// A figure of a field that does not apply holds of no record.
func TestFieldThatDoesNotApply(t *testing.T) {
	p := compile(t, engine.Policy{From: from, To: to, Questions: []engine.Question{
		{ID: "rows", Kind: engine.List, Fields: []engine.Question{
			{ID: "paid", Kind: engine.Bool}, {ID: "cost", Kind: engine.Number, Unit: engine.UnitYuan, When: is("paid")}}}},
		Items: []engine.Item{{ID: "item", Nature: engine.Right, Period: engine.OwnPeriod,
			Event: engine.Some{List: "rows", Of: at("cost", engine.AtLeast, yuan(1))}}}})
	for paid, want := range map[bool]engine.Status{true: engine.Eligible, false: engine.Ineligible} {
		r, err := p.Evaluate(engine.Facts{"rows": rows(engine.Row{"paid": engine.BoolValue(paid), "cost": number("3")})})
		if err != nil || r.Items[0].Status != want {
			t.Errorf("paid %v: %v (%v), want %v", paid, r.Items[0].Status, err, want)
		}
	}
}

// One record that is known to do is enough, whatever stands before it: the
// condition itself is told to hold.
func TestRecordAfterOneThatIsOpen(t *testing.T) {
	p := compile(t, engine.Policy{From: from, To: to, Questions: []engine.Question{
		{ID: "rows", Kind: engine.List, Fields: []engine.Question{{ID: "ok", Kind: engine.Bool}}}},
		Items: []engine.Item{{ID: "item", Nature: engine.Right, Period: engine.OwnPeriod, Event: engine.Some{List: "rows", Of: is("ok")}}}})
	x, err := p.Explain(engine.Facts{"rows": rows(engine.Row{"ok": engine.DontKnow()}, engine.Row{"ok": engine.BoolValue(true)})}, 0)
	if err != nil || x.Conditions.Of[0].Truth != engine.True {
		t.Errorf("%v (%v), want true", x.Conditions.Of[0].Truth, err)
	}
}

// "Don't know" said of a date that everybody is asked outweighs a gate that speaks of
// some matters, as of a date that is volunteered.
func TestUnknownDateOfEverybody(t *testing.T) {
	p := compile(t, engine.Policy{From: from, To: to, Gate: engine.Gate{Question: "gate", Covers: []string{"all", "some"}, Ends: "none"},
		Questions: []engine.Question{{ID: "gate", Kind: engine.One, Choices: choices("all", "some", "none")}, {ID: "day", Kind: engine.Day}},
		Items:     []engine.Item{{ID: "item", Nature: engine.Right, Date: "day"}}})
	for _, c := range []struct {
		why   string
		facts engine.Facts
		want  engine.Status
	}{
		{"not asked, the gate is enough", engine.Facts{"gate": engine.OneValue("some")}, engine.Eligible},
		{"asked in vain", engine.Facts{"gate": engine.OneValue("some"), "day": engine.DontKnow()}, engine.Possible},
	} {
		r, err := p.Evaluate(c.facts)
		if err != nil || r.Items[0].Status != c.want {
			t.Errorf("%s: %v (%v), want %v", c.why, r.Items[0].Status, err, c.want)
		}
	}
}
