package engine_test

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

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
			engine.Compare{Sum: increase.Terms, Op: pick(d, ops), To: yuan(d.between(-3, 3))}}
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
