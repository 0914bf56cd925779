package engine_test

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"huiqi/engine"
)

// sameVerdict compares all that is public of two verdicts, and what the items bring
// if they can match.
func sameVerdict(a, b engine.ItemResult) bool {
	x, y := a.Worth, b.Worth
	if a.Item != b.Item || a.Truth != b.Truth || a.Status != b.Status || a.Box != b.Box {
		return false
	}
	return a.Truth == engine.False || x.Certainties == y.Certainties && x.Numbers == y.Numbers && x.NoUpper == y.NoUpper && x.Settled == y.Settled && x.Cut == y.Cut &&
		slices.Equal(x.Tiers, y.Tiers) && x.Low().Equal(y.Low()) && (x.NoUpper || x.High().Equal(y.High()))
}

// checkPlan holds the table and the plans against the general path.
func checkPlan(t *rapid.T, w world, f engine.Facts) {
	r := evaluate(t, w, f)
	for i := range r.Items {
		want, err := w.prog.Verdict(f, i)
		if err != nil {
			t.Fatal(err)
		}
		if !sameVerdict(r.Items[i], want) && !w.prog.Exhausted(f, i) {
			t.Fatalf("item %d: %+v, the general path says %+v\n%s", i, r.Items[i], want, show(&w.pol, f))
		}
	}
	again := evaluate(t, w, w.facts)
	c, err := w.prog.With(f)
	if err != nil {
		t.Fatal(err)
	}
	c.EvaluateInto(again)
	if !reflect.DeepEqual(essence(again), essence(r)) || !slices.EqualFunc(again.Items, r.Items, sameVerdict) {
		t.Fatalf("in the place of another result: %+v, alone %+v\n%s", again, r, show(&w.pol, f))
	}
	wrong, _, err := w.prog.Truths(f)
	if err != nil || wrong > 0 {
		t.Fatalf("%d conditions have another truth in the table (%v)\n%s", wrong, err, show(&w.pol, f))
	}
}

// What the table, the plans and the bounds say is what all completions say, of
// partial facts and of complete ones.
func TestPlanIsGeneralPath(t *testing.T) {
	simple, fixed, all := 0, 0, 0
	rapid.Check(t, func(t *rapid.T) {
		w := worlds(ordinary).Draw(t, "world")
		s, x := w.prog.Plans()
		simple, fixed, all = simple+s, fixed+x, all+len(w.pol.Items)
		checkPlan(t, w, w.facts)
		sp := newReference(&w.pol).space(w.facts)
		c := make([]val, len(sp.domains))
		sp.at(rapid.IntRange(0, sp.size-1).Draw(t, "completion"), c)
		if f, ok := sp.facts(c); ok {
			checkPlan(t, w, f)
		}
	})
	if simple == 0 || fixed == 0 || simple == all {
		t.Errorf("of %d items %d were simple and %d fixed: the property saw one side only", all, simple, fixed)
	}
}

// The same of policies whose items mostly are simple, as those of a real one are:
// a kind of applicant, an event, a date, a fact or a number, and a sum.
func TestPlanOfSimpleItems(t *testing.T) {
	simple, all := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		w := simpleWorld(t)
		s, _ := w.prog.Plans()
		simple, all = simple+s, all+len(w.pol.Items)
		checkPlan(t, w, w.facts)
	})
	if simple*4 < all {
		t.Errorf("only %d of %d items are simple", simple, all)
	}
}

func simpleWorld(t *rapid.T) world {
	d := dice{t}
	p := engine.Policy{From: from, To: to, Applicant: "kind",
		Gate: engine.Gate{Question: "gate", Covers: []string{"all", "some"}, Dated: "unsure", Ends: "none"},
		Questions: []engine.Question{
			{ID: "gate", Kind: engine.One, Choices: choices("all", "some", "none", "unsure"), Unsure: "unsure"},
			{ID: "kind", Kind: engine.One, Choices: choices("firm", "village", "person")},
			{ID: "events", Kind: engine.Many, Choices: []engine.Choice{{ID: "a", When: in("kind", "firm", "village")}, {ID: "b"}, {ID: "c"}}},
			{ID: "here", Kind: engine.Bool},
			{ID: "local", Kind: engine.Bool, When: pick(d, []engine.Cond{nil, in("events", "a"), is("here")})},
			{ID: "cost", Kind: engine.Number, Unit: engine.UnitYuan, Step: num(1), Max: ref(6)},
			{ID: "now", Kind: engine.Number, Unit: engine.UnitYuan, Step: num(1), Max: ref(4), When: pick(d, []engine.Cond{nil, in("events", "b")})},
			{ID: "before", Kind: engine.Number, Unit: engine.UnitYuan, Step: num(pick(d, []int{1, 1, 3})), Max: ref(4)},
		}}
	increase := engine.Sum{Terms: []engine.Term{term("now"), minus("before")}}
	for i := range d.between(1, 3) {
		id := fmt.Sprint("item", i)
		p.Questions = append(p.Questions, engine.Question{ID: id + "date", Kind: engine.Day, Volunteer: true, When: in("gate", "unsure")})
		it := engine.Item{ID: id, Nature: engine.Benefit, Who: some(d, []string{"firm", "village", "person"}), Date: id + "date",
			Period: pick(d, []engine.PeriodRule{engine.ByMatter, engine.ByMatter, engine.ByRecord, engine.OwnPeriod}),
			Event:  in("events", pick(d, []string{"a", "b", "c"}))}
		require := []engine.Cond{is("here"), is("local"), not(is("here")), in("kind", "firm"),
			at("cost", pick(d, ops), yuan(d.between(0, 6))), not(at("cost", pick(d, ops), yuan(d.between(0, 6)))),
			engine.Compare{Sum: increase.Terms, Op: pick(d, ops), To: yuan(d.between(-3, 3))},
			engine.Within{Date: pick(d, []string{"item0date", id + "date"})}, in("gate", "some", "none"), in("events", "a", "b")}
		it.Require = pick(d, require)
		if d.often(40) {
			it.Require = and(it.Require, pick(d, require))
		}
		value := []engine.Expr{yuan(3), engine.Mul{By: percent("12.5"), Of: fact("cost")}, engine.Max0{Of: increase},
			engine.Min{Of: []engine.Expr{fact("cost"), yuan(4)}}, engine.Add{Of: []engine.Expr{fact("cost"), engine.Max0{Of: increase}}}}
		it.Amount = money(engine.Tier{Certainty: pick(d, []engine.Certainty{engine.Exact, engine.UpTo}), Value: pick(d, value)})
		if d.often(30) {
			k := yuan(d.between(0, 5))
			it.Amount.Ceiling = &k
		}
		p.Items = append(p.Items, it)
	}
	prog, err := engine.Compile(p)
	if err != nil {
		t.Fatal(err)
	}
	w := world{pol: p, prog: prog, facts: engine.Facts{}}
	for i := range p.Questions {
		switch q := &p.Questions[i]; d.upTo(4) {
		case 0, 1:
			w.facts[q.ID] = drawValue(d, q)
		case 2:
			w.facts[q.ID] = engine.DontKnow()
		}
	}
	return w
}

// A condition on records is worked out after what the fields of a record wait for,
// also where the first that reads it is the question of a date, which comes early.
func TestTableAfterFields(t *testing.T) {
	p, err := engine.Compile(engine.Policy{From: from, To: to,
		Gate: engine.Gate{Question: "gate", Covers: []string{"all"}, Dated: "unsure"},
		Questions: []engine.Question{
			{ID: "gate", Kind: engine.One, Choices: choices("all", "unsure")},
			{ID: "person", Kind: engine.Bool},
			{ID: "rows", Kind: engine.List, Fields: []engine.Question{
				{ID: "kind", Kind: engine.Many, Choices: choices("a", "b"), When: engine.Not{Of: is("person")}}}},
			{ID: "day", Kind: engine.Day, Volunteer: true, When: and(in("gate", "unsure"), engine.Some{List: "rows", Of: in("kind", "b")})},
		},
		Items: []engine.Item{{ID: "item", Nature: engine.Right, Date: "day"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	facts := engine.Facts{"gate": engine.OneValue("unsure"), "rows": engine.ListValue(engine.Records{Rows: []engine.Row{{"kind": engine.ManyValue("b")}}})}
	for _, c := range []struct {
		why    string
		person engine.Value
		want   engine.Status
	}{
		{"the field may not apply", engine.DontKnow(), engine.Possible},
		{"it applies, and the date may be inside", engine.BoolValue(false), engine.Possible},
		{"it does not apply, and so the date is not asked", engine.BoolValue(true), engine.OutOfPeriod},
	} {
		facts["person"] = c.person
		r, err := p.Evaluate(facts)
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Items[0].Status; got != c.want {
			t.Errorf("%s: %s, want %s", c.why, got, c.want)
		}
	}
}

// Of conditions that hang together more is known than Kleene's logic says of them:
// these items match nobody, whatever is answered.
func TestConditionsThatHangTogether(t *testing.T) {
	five := decimal.RequireFromString("5")
	questions := func(dateWhen engine.Cond) []engine.Question {
		return []engine.Question{
			{ID: "gate", Kind: engine.One, Choices: choices("all", "unsure", "none")},
			{ID: "here", Kind: engine.Bool},
			{ID: "marks", Kind: engine.Many, Choices: choices("a", "b"), When: is("here")},
			{ID: "events", Kind: engine.Many, Choices: choices("a", "b")},
			{ID: "whole", Kind: engine.Number, Unit: engine.UnitYuan, Step: num(1)},
			{ID: "thirds", Kind: engine.Number, Unit: engine.UnitYuan, Min: ref(1), Max: &five, Step: num(3)},
			{ID: "later", Kind: engine.Number, Unit: engine.UnitYuan, Step: num(1), When: is("here")},
			{ID: "day", Kind: engine.Day, Volunteer: true, When: dateWhen},
		}
	}
	gate := engine.Gate{Question: "gate", Covers: []string{"all"}, Dated: "unsure", Ends: "none"}
	unsure := engine.Facts{"gate": engine.OneValue("unsure")}
	for _, c := range []struct {
		why   string
		gate  engine.Gate
		when  engine.Cond // of the date
		date  string
		event engine.Cond
		facts engine.Facts
	}{
		{"no whole number is two and a half", gate, nil, "",
			at("whole", engine.Equal, engine.Const{Value: decimal.RequireFromString("2.5"), Unit: engine.UnitYuan}), unsure},
		{"from 1 by threes to 5, none is above 4", gate, nil, "", at("thirds", engine.More, yuan(4)), unsure},
		{"marks are for who is here", gate, nil, "", and(in("marks", "a"), not(is("here"))), unsure},
		{"a number of who is here is not below 0", gate, nil, "", and(is("here"), not(at("later", engine.AtLeast, yuan(0)))), unsure},
		{"a mark and not the mark", gate, nil, "", and(in("events", "a"), not(in("events", "a"))), unsure},
		{"nothing falls inside, but this must", gate, in("gate", "unsure"), "day", in("gate", "none"), nil},
		{"a date counts for who is here", gate, is("here"), "day", not(is("here")), unsure},
		{"without a gate as well", engine.Gate{}, is("here"), "day", not(is("here")), nil},
	} {
		it := engine.Item{ID: "item", Nature: engine.Right, Period: engine.OwnPeriod, Event: c.event}
		if c.date != "" {
			it.Period, it.Date = engine.ByMatter, c.date
		}
		p := compile(t, engine.Policy{From: from, To: to, Gate: c.gate, Questions: questions(c.when), Items: []engine.Item{it}})
		r, err := p.Evaluate(c.facts)
		if err != nil || r.Items[0].Truth != engine.False {
			t.Errorf("%s: %v (%v), want false", c.why, r.Items[0].Truth, err)
		}
	}
}

// Why an item does not match is said of items of every kind: those that do not read
// their applicant off the question alone, and those whose conditions hold a date.
func TestWhyNotOfAnyPlan(t *testing.T) {
	yes, no := engine.BoolValue(true), engine.BoolValue(false)
	firm, village := engine.OneValue("firm"), engine.OneValue("village")
	who := engine.Item{ID: "who", Nature: engine.Right, Period: engine.OwnPeriod, Who: []string{"firm"}, Event: is("here")}
	sum := who
	sum.ID, sum.Nature, sum.Amount = "sum", engine.Benefit, money(engine.Tier{Certainty: engine.Exact, Value: fact("cost")})
	inside := engine.Within{Date: "day"}
	dated := func(id string, event, require engine.Cond) engine.Item {
		return engine.Item{ID: id, Nature: engine.Right, Period: engine.OwnPeriod, Event: event, Require: require}
	}
	p := compile(t, engine.Policy{From: from, To: to, Applicant: "kind",
		Gate: engine.Gate{Question: "gate", Covers: []string{"all"}, Dated: "unsure", Ends: "none"},
		Questions: []engine.Question{
			{ID: "gate", Kind: engine.One, Choices: choices("all", "unsure", "none")},
			{ID: "here", Kind: engine.Bool},
			{ID: "kind", Kind: engine.One, Choices: choices("firm", "village"), When: is("here")},
			{ID: "cost", Kind: engine.Number, Unit: engine.UnitYuan},
			{ID: "day", Kind: engine.Day, Volunteer: true, When: in("gate", "unsure")},
			{ID: "later", Kind: engine.Number, Unit: engine.UnitYuan, When: inside},
			{ID: "rows", Kind: engine.List, Fields: []engine.Question{
				{ID: "on", Kind: engine.Day}, {ID: "ok", Kind: engine.Bool}, {ID: "late", Kind: engine.Bool, When: inside}}},
		}, Items: []engine.Item{who, sum,
			dated("required", nil, inside),
			dated("the matter", inside, nil),
			dated("a number of the year", nil, at("later", engine.AtLeast, yuan(1))),
			dated("a field of the year", engine.Some{List: "rows", Of: is("late")}, nil),
			dated("a record of the year", engine.Some{List: "rows", Of: and(is("ok"), engine.Within{Date: "on"})}, inside),
		}})
	late := engine.Facts{"here": no, "kind": firm, "day": day("2024-05-01"), "later": number("7")}
	withRows := maps.Clone(late)
	withRows["rows"] = rows(engine.Row{"late": yes, "ok": yes, "on": day("2023-05-01")})
	for _, c := range []struct {
		why   string
		facts engine.Facts
		want  map[string]engine.Status
	}{
		{"a village", engine.Facts{"here": yes, "kind": village},
			map[string]engine.Status{"who": engine.NotForApplicant, "sum": engine.NotForApplicant}},
		{"one that is not asked what it is", late,
			map[string]engine.Status{"who": engine.NotForApplicant, "sum": engine.NotForApplicant}},
		{"a date outside, records not told", late, map[string]engine.Status{"required": engine.OutOfPeriod, "the matter": engine.OutOfPeriod,
			"a number of the year": engine.OutOfPeriod, "a record of the year": engine.OutOfPeriod}},
		{"a date outside, records told", withRows, map[string]engine.Status{"a field of the year": engine.OutOfPeriod}},
	} {
		r, err := p.Evaluate(c.facts)
		if err != nil {
			t.Fatal(err)
		}
		for id, want := range c.want {
			i, _ := p.Item(id)
			if got := r.Items[i].Status; got != want {
				t.Errorf("%s, item %s: %v, want %v", c.why, id, got, want)
			}
		}
	}
}
