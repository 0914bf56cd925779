package engine_test

import (
	"slices"
	"testing"

	"huiqi/engine"
)

// dated is a policy with one item by its matter's date, one by the dates of
// records, one whose conditions name the year, and one with a period of its own.
func dated() engine.Policy {
	p := plain()
	volunteer := in("gate", "unsure")
	p.Questions[9].Fields[3].Volunteer = true
	p.Questions[9].Fields[3].When = volunteer
	yes := money(engine.Tier{Certainty: engine.Unprinted})
	p.Groups = nil
	p.Items = []engine.Item{
		{ID: "matter", Nature: engine.Benefit, Date: "day", Event: is("yes"), Amount: yes},
		{ID: "records", Nature: engine.Benefit, Period: engine.ByRecord,
			Event:  engine.Some{List: "rows", Of: and(is("ok"), engine.Within{Date: "day"})},
			Amount: money(engine.Tier{Certainty: engine.Exact, Value: engine.Total{List: "rows", Where: engine.Within{Date: "day"}, Of: fact("cost")}})},
		{ID: "year", Nature: engine.Benefit, Period: engine.ByRecord, Event: is("yes"), Amount: yes},
		{ID: "own", Nature: engine.Benefit, Period: engine.OwnPeriod, Event: is("yes"), Amount: yes},
		{ID: "dateless", Nature: engine.Benefit, Event: is("yes"), Amount: yes},
	}
	return p
}

func day(s string) engine.Value {
	d, err := engine.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return engine.DayValue(d)
}

func TestMatterInPeriod(t *testing.T) {
	p := compile(t, dated())
	unknown := engine.DontKnow()
	tests := []struct {
		why  string
		gate *engine.Value
		date *engine.Value
		want engine.Truth
	}{
		{"all matters fall inside", val1("all"), nil, engine.True},
		{"every question is about the matters of the year", val1("some"), nil, engine.True},
		{"none falls inside", val1("none"), nil, engine.False},
		{"each matter by its own date, which was not given", val1("unsure"), nil, engine.Unknown},
		{"don't know is the choice that says so", &unknown, nil, engine.Unknown},
		{"nothing was said", nil, nil, engine.Unknown},

		{"the first day counts", val1("unsure"), day1("2023-01-01"), engine.True},
		{"the last day counts", val1("unsure"), day1("2023-12-31"), engine.True},
		{"the day before does not", val1("unsure"), day1("2022-12-31"), engine.False},
		{"the day after does not", val1("unsure"), day1("2024-01-01"), engine.False},
		{"the text took force in July: that does not matter", val1("unsure"), day1("2023-02-01"), engine.True},
		{"the date alone is enough", nil, day1("2023-05-01"), engine.True},
		{"in both directions", nil, day1("2022-05-01"), engine.False},
		{"a matter's own date outweighs all", val1("all"), day1("2022-05-01"), engine.False},
		{"and some", val1("some"), day1("2024-05-01"), engine.False},
		{"and none", val1("none"), day1("2023-05-01"), engine.True},

		{"all fall inside, so does this one", val1("all"), &unknown, engine.True},
		{"some fall inside, perhaps not this one", val1("some"), &unknown, engine.Unknown},
		{"none falls inside, nor does this one", val1("none"), &unknown, engine.False},
		{"nobody knows", val1("unsure"), &unknown, engine.Unknown},
	}
	for _, c := range tests {
		f := engine.Facts{"yes": engine.BoolValue(true)}
		if c.gate != nil {
			f["gate"] = *c.gate
		}
		if c.date != nil {
			f["day"] = *c.date
		}
		r, err := p.Evaluate(f)
		if err != nil {
			t.Fatal(err)
		}
		it := r.Items[0]
		if it.Truth != c.want {
			t.Errorf("%s: %v, want %v", c.why, it.Truth, c.want)
		}
		if it.Truth == engine.False && it.Status != engine.OutOfPeriod {
			t.Errorf("%s: %v, want out of period", c.why, it.Status)
		}
		// a record that carries the date says the same
		row := engine.Row{"ok": engine.BoolValue(true), "cost": number("7")}
		if c.date != nil {
			row["day"] = *c.date
		}
		f["rows"] = rows(row)
		if r, err = p.Evaluate(f); err != nil {
			t.Fatal(err)
		}
		want := c.want
		switch { // whatever a record's date is, the gate itself can end it, or is still to be answered
		case c.gate == nil && want == engine.True:
			want = engine.Unknown
		case c.gate != nil && c.gate.Choice() == "none":
			want = engine.False
		}
		if got := r.Items[1]; got.Truth != want {
			t.Errorf("%s, of a record: %v, want %v", c.why, got.Truth, want)
		} else if got.Truth == engine.True && !got.Worth.Low().Equal(num(7)) {
			t.Errorf("%s, of a record: %s, want 7", c.why, got.Worth.Low())
		}
	}
}

func val1(choice string) *engine.Value { v := engine.OneValue(choice); return &v }
func day1(s string) *engine.Value      { v := day(s); return &v }

// The gate's choices may come in any order.
func TestGateInAnyOrder(t *testing.T) {
	pol := dated()
	pol.Questions[0].Choices = choices("unsure", "none", "some", "all")
	p := compile(t, pol)
	for gate, want := range map[string]engine.Truth{"unsure": engine.Unknown, "none": engine.False, "some": engine.True, "all": engine.True} {
		r, err := p.Evaluate(engine.Facts{"gate": engine.OneValue(gate), "yes": engine.BoolValue(true)})
		if err != nil || r.Items[4].Truth != want {
			t.Errorf("a matter without a date, where the gate says %s: %v (%v), want %v", gate, r.Items[4].Truth, err, want)
		}
	}
}

// A gate may only say that all fall inside: else the date decides.
func TestGateThatOnlyCovers(t *testing.T) {
	pol := dated()
	pol.Gate = engine.Gate{Question: "gate", Covers: []string{"all"}}
	p := compile(t, pol)
	for gate, want := range map[string]engine.Truth{"all": engine.True, "some": engine.Unknown, "none": engine.Unknown} {
		r, err := p.Evaluate(engine.Facts{"gate": engine.OneValue(gate), "yes": engine.BoolValue(true)})
		if err != nil || r.Items[0].Truth != want {
			t.Errorf("%s: %v (%v), want %v", gate, r.Items[0].Truth, err, want)
		}
	}
}

// What the gate decides of the other kinds of items, and what it leads to asking.
func TestGate(t *testing.T) {
	p := compile(t, dated())
	truths := func(gate engine.Value) string {
		r, err := p.Evaluate(engine.Facts{"gate": gate, "yes": engine.BoolValue(true)})
		if err != nil {
			t.Fatal(err)
		}
		s := ""
		for _, i := range []int{2, 3, 4} {
			s += map[engine.Truth]string{engine.True: "T", engine.False: "F", engine.Unknown: "?"}[r.Items[i].Truth]
		}
		return s
	}
	for _, c := range []struct {
		gate, want, why string
	}{
		{"all", "TTT", "all fall inside"},
		{"some", "TTT", "questions are about the year"},
		{"none", "FTF", "only a period of its own is left"},
		{"unsure", "TT?", "a matter without a date stays open"},
	} {
		if got := truths(engine.OneValue(c.gate)); got != c.want {
			t.Errorf("%s: %s, want %s: %s", c.gate, got, c.want, c.why)
		}
	}
	if got := truths(engine.DontKnow()); got != "TT?" {
		t.Errorf("don't know: %s, want what the choice for it gives", got)
	}

	ids := func(f engine.Facts, items ...string) (out []string) {
		s, err := p.ScopeOf(items...)
		if err != nil {
			t.Fatal(err)
		}
		a, err := p.Ask(f, s)
		if err != nil {
			t.Fatal(err)
		}
		for _, q := range a.Ask {
			out = append(out, p.Policy().Questions[q.Question].ID)
		}
		return out
	}
	for _, c := range []struct {
		gate string
		want []string
		why  string
	}{
		{"all", []string{"yes"}, "no date is asked for"},
		{"some", []string{"yes"}, "nor here: the question is about the year"},
		{"unsure", []string{"yes", "day"}, "each matter's date"},
		{"none", nil, "it ends here"},
	} {
		if got := ids(engine.Facts{"gate": engine.OneValue(c.gate)}, "matter"); !slices.Equal(got, c.want) {
			t.Errorf("%s: asks %v, want %v: %s", c.gate, got, c.want, c.why)
		}
	}
	if got := ids(engine.Facts{"gate": engine.OneValue("none")}); !slices.Equal(got, []string{"yes"}) {
		t.Errorf("none of the matters: asks %v, want only what the item with its own period needs", got)
	}
	// the fields of a record: its date only of those who are asked for dates
	for gate, want := range map[string][]int{"all": {0, 1}, "some": {0, 1}, "unsure": {0, 1, 3}, "none": nil} {
		s, _ := p.ScopeOf("records")
		got, err := p.AskRow(engine.Facts{"gate": engine.OneValue(gate)}, s, 9, engine.Row{})
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: asks for the fields %v, want %v (%v)", gate, got, want, err)
		}
	}
}

// Why an item fails: the words do not admit the applicant, the date, or the rest.
func TestRefusals(t *testing.T) {
	pol := dated()
	pol.Items[0].Who = []string{"firm"}
	p := compile(t, pol)
	for _, c := range []struct {
		why  string
		f    engine.Facts
		want engine.Status
	}{
		{"the wrong kind comes first", engine.Facts{"kind": engine.OneValue("village"), "gate": engine.OneValue("none")}, engine.NotForApplicant},
		{"the gate ends it, whatever happened", engine.Facts{"gate": engine.OneValue("none"), "yes": engine.BoolValue(false)}, engine.OutOfPeriod},
		{"everything but the date", engine.Facts{"kind": engine.OneValue("firm"), "yes": engine.BoolValue(true), "day": day("2022-01-01")}, engine.OutOfPeriod},
		{"not the date alone", engine.Facts{"kind": engine.OneValue("firm"), "yes": engine.BoolValue(false), "day": day("2022-01-01")}, engine.Ineligible},
		{"its own date outweighs the gate", engine.Facts{"gate": engine.OneValue("none"), "yes": engine.BoolValue(false), "day": day("2023-01-01")}, engine.Ineligible},
		{"not what it is about", engine.Facts{"gate": engine.OneValue("all"), "yes": engine.BoolValue(false)}, engine.Ineligible},
	} {
		r, err := p.Evaluate(c.f)
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Items[0].Status; got != c.want {
			t.Errorf("%s: %v, want %v", c.why, got, c.want)
		}
	}
}

// An item that nobody can match fails by itself or by its date, even where only
// trying its completions shows which.
func TestRefusalOfWhatNeverHolds(t *testing.T) {
	pol := dated()
	pol.Items[0].Event = and(is("yes"), not(is("yes")))
	pol.Items[2].Period, pol.Items[2].Event = engine.ByMatter, in("gate", "none") // and none falls inside then
	r, err := compile(t, pol).Evaluate(engine.Facts{"day": day("2022-01-01")})
	if err != nil || r.Items[0].Status != engine.Ineligible || r.Items[2].Status != engine.OutOfPeriod {
		t.Errorf("%v and %v (%v), want ineligible, and out of period", r.Items[0].Status, r.Items[2].Status, err)
	}
}

// Where only the choice that leaves all inside covers, "some" asks for dates.
func TestGateThatAsksWhereSomeFallInside(t *testing.T) {
	pol := dated()
	pol.Gate = engine.Gate{Question: "gate", Covers: []string{"all"}, Dated: "some", Ends: "none"}
	pol.Questions[10].When = and(in("gate", "some"), is("yes"))
	pol.Items[0].Event = nil
	p := compile(t, pol)
	for _, c := range []struct {
		why  string
		f    engine.Facts
		want engine.Truth
	}{
		{"the date is asked for", engine.Facts{"gate": engine.OneValue("some"), "yes": engine.BoolValue(true)}, engine.Unknown},
		{"the date does not apply", engine.Facts{"gate": engine.OneValue("some"), "yes": engine.BoolValue(false)}, engine.False},
		{"all fall inside: no date is needed", engine.Facts{"gate": engine.OneValue("all"), "yes": engine.BoolValue(false)}, engine.True},
		{"nobody knows", engine.Facts{"gate": engine.OneValue("unsure"), "yes": engine.BoolValue(false)}, engine.Unknown},
	} {
		r, err := p.Evaluate(c.f)
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Items[0].Truth; got != c.want {
			t.Errorf("%s: %v, want %v", c.why, got, c.want)
		}
	}
}

// It can take as many records as there are conditions, and any number more that
// add up.
func TestRecordForEachCondition(t *testing.T) {
	kind := engine.Question{ID: "kind", Kind: engine.One, Choices: choices("a", "b", "c")}
	some := func(choice string) engine.Cond { return engine.Some{List: "rows", Of: in("kind", choice)} }
	p := compile(t, engine.Policy{From: from, To: to,
		Questions: []engine.Question{{ID: "rows", Kind: engine.List, Fields: []engine.Question{kind, {ID: "cost", Kind: engine.Number, Unit: engine.UnitYuan, Max: ref(10)}}}},
		Items: []engine.Item{{ID: "item", Nature: engine.Right, Period: engine.OwnPeriod, Event: and(some("a"), some("b"), some("c"))},
			{ID: "sum", Nature: engine.Benefit, Period: engine.OwnPeriod, Event: and(some("a"), some("b")),
				Amount: money(engine.Tier{Certainty: engine.Exact, Value: engine.Total{List: "rows", Where: in("kind", "c"), Of: fact("cost")}})}}})
	r, err := p.Evaluate(nil)
	if err != nil || r.Items[0].Truth != engine.Unknown {
		t.Errorf("%v (%v), want unknown: three records would do", r.Items[0].Truth, err)
	}
	if it := r.Items[1]; it.Truth != engine.Unknown || !it.Worth.NoUpper || !it.Worth.Low().IsZero() {
		t.Errorf("%+v, want any sum: two records and many more", it)
	}
}

// What one record lacks another can still bring: its other fields matter.
func TestRecordsThatCompleteEachOther(t *testing.T) {
	pol := dated()
	pol.Items = pol.Items[1:2]
	pol.Items[0].Event = and(
		engine.Some{List: "rows", Of: is("ok")},
		engine.Some{List: "rows", Of: at("cost", engine.More, yuan(0))})
	p := compile(t, pol)
	f := engine.Facts{"gate": engine.OneValue("all"), "kind": engine.OneValue("firm")}
	got, err := p.AskRow(f, engine.Scope{}, 9, engine.Row{"cost": number("0")})
	if err != nil || !slices.Equal(got, []int{0}) {
		t.Errorf("asks for the fields %v, want whether it is ok (%v)", got, err)
	}
	f["rows"] = rows(engine.Row{"ok": engine.BoolValue(true), "cost": number("3")})
	got, err = p.AskRow(f, engine.Scope{}, 9, engine.Row{})
	if err != nil || !slices.Equal(got, []int{1}) {
		t.Errorf("after a record that has both: asks for the fields %v, want the cost, which adds up (%v)", got, err)
	}
}
