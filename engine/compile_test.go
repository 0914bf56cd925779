package engine_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"huiqi/engine"
)

// plain is a policy without a fault, for tests to put one in.
func plain() engine.Policy {
	list := engine.Question{ID: "rows", Kind: engine.List, Fields: []engine.Question{
		{ID: "ok", Kind: engine.Bool},
		{ID: "cost", Kind: engine.Number, Unit: engine.UnitYuan},
		{ID: "area", Kind: engine.Number, Unit: "亩"},
		{ID: "day", Kind: engine.Day},
	}}
	return engine.Policy{
		From: from, To: to, Applicant: "kind",
		Gate: engine.Gate{Question: "gate", Covers: []string{"all", "some"}, Dated: "unsure", Ends: "none"},
		Questions: []engine.Question{
			{ID: "gate", Kind: engine.One, Choices: choices("all", "some", "none", "unsure"), Unsure: "unsure"},
			{ID: "kind", Kind: engine.One, Choices: choices("firm", "village")},
			{ID: "yes", Kind: engine.Bool},
			{ID: "grade", Kind: engine.One, Choices: choices("a", "b")},
			{ID: "titles", Kind: engine.Many, Choices: choices("a", "b")},
			{ID: "now", Kind: engine.Number, Unit: engine.UnitYuan},
			{ID: "before", Kind: engine.Number, Unit: engine.UnitYuan},
			{ID: "area", Kind: engine.Number, Unit: "亩"},
			{ID: "rate", Kind: engine.Number, Unit: engine.UnitPercent, Max: ref(100)},
			list,
			{ID: "day", Kind: engine.Day, Volunteer: true, When: in("gate", "unsure")},
		},
		Items: []engine.Item{
			{ID: "item", Nature: engine.Benefit, Who: []string{"firm"}, Date: "day", Event: is("yes"),
				Amount: money(engine.Tier{Certainty: engine.Exact, Value: engine.Mul{By: percent("20"), Of: fact("now")}})},
			{ID: "right", Nature: engine.Right},
		},
		Groups: []engine.Group{{ID: "group", Items: []string{"item"}, Ceiling: yuan(100)}},
	}
}

func TestCompileFindsFaults(t *testing.T) {
	q := func(p *engine.Policy, id string) *engine.Question {
		for i := range p.Questions {
			if p.Questions[i].ID == id {
				return &p.Questions[i]
			}
		}
		panic(id)
	}
	require := func(c engine.Cond) func(*engine.Policy) {
		return func(p *engine.Policy) { p.Items[0].Require = c }
	}
	value := func(x engine.Expr) func(*engine.Policy) {
		return func(p *engine.Policy) { p.Items[0].Amount.Tiers[0].Value = x }
	}
	add := func(q engine.Question) func(*engine.Policy) {
		return func(p *engine.Policy) { p.Questions = append(p.Questions, q) }
	}
	rows := func(of engine.Expr) engine.Expr { return engine.Total{List: "rows", Of: of} }
	over := func(of engine.Cond) engine.Cond { return engine.Some{List: "rows", Of: of} }
	tests := []struct {
		why    string
		damage func(*engine.Policy)
		where  string
		msg    string
	}{
		{"ids are unique", add(engine.Question{ID: "yes", Kind: engine.Bool}), "question yes", "defined twice"},
		{"a choice question needs choices", add(engine.Question{ID: "x", Kind: engine.One}), "question x", "0 choices"},
		{"no more than 64 choices fit", add(engine.Question{ID: "x", Kind: engine.Many, Choices: make([]engine.Choice, 65)}), "question x", "65 choices"},
		{"choices are unique", add(engine.Question{ID: "x", Kind: engine.One, Choices: choices("a", "a")}), "question x", "choice a defined twice"},
		{"a range runs upwards", add(engine.Question{ID: "x", Kind: engine.Number, Max: ref(-1)}), "question x", "max is below min"},
		{"steps go up", add(engine.Question{ID: "x", Kind: engine.Number, Step: num(-1)}), "question x", "step is negative"},
		{"records hold no lists", add(engine.Question{ID: "x", Kind: engine.List, Fields: []engine.Question{{ID: "f", Kind: engine.List}}}), "question x field f", "a list inside a list"},
		{"fields are unique", add(engine.Question{ID: "x", Kind: engine.List, Fields: []engine.Question{{ID: "f", Kind: engine.Bool}, {ID: "f", Kind: engine.Bool}}}), "question x field f", "defined twice"},
		{"every question has a kind", add(engine.Question{ID: "x"}), "question x", "unknown kind"},
		{"the choice for don't know exists", func(p *engine.Policy) { q(p, "gate").Unsure = "dunno" }, "question gate", "has no choice dunno"},
		{"only dates are volunteered", func(p *engine.Policy) { q(p, "yes").Volunteer = true }, "question yes", "only a date can be volunteered"},
		{"a condition reads earlier questions", func(p *engine.Policy) { q(p, "yes").When = in("grade", "a") }, "question yes", "no question grade before this"},
		{"a question does not wait for itself", func(p *engine.Policy) { q(p, "yes").When = is("yes") }, "question yes", "no question yes before this"},
		{"a choice's condition is checked too", func(p *engine.Policy) { q(p, "titles").Choices[0].When = is("nobody") }, "question titles", "no question nobody"},
		{"a list's own condition too", func(p *engine.Policy) { q(p, "rows").When = is("nobody") }, "question rows", "no question nobody"},
		{"a field's condition reads earlier fields", func(p *engine.Policy) { q(p, "rows").Fields[0].When = is("later") }, "question rows field ok", "no question later"},

		{"the period has days", func(p *engine.Policy) { p.From, p.To = to, from }, "policy", "ends before it begins"},
		{"the gate is one of its choices", func(p *engine.Policy) { p.Gate.Question = "yes" }, "gate", "no one-of question"},
		{"the gate's choices exist", func(p *engine.Policy) { p.Gate.Covers = []string{"every"} }, "gate", "has no choice every"},
		{"so does the one that asks for dates", func(p *engine.Policy) { p.Gate.Dated = "every" }, "gate", "has no choice every"},
		{"so does the one that ends it", func(p *engine.Policy) { p.Gate.Ends = "every" }, "gate", "has no choice every"},
		{"everybody passes the gate", func(p *engine.Policy) {
			p.Questions = append([]engine.Question{{ID: "first", Kind: engine.Bool}}, p.Questions...)
			q(p, "gate").When = is("first")
		}, "gate", "not asked of everybody"},
		{"one question says who applies", func(p *engine.Policy) { p.Applicant = "yes" }, "applicant", "no one-of question"},
		{"without it nobody can be meant", func(p *engine.Policy) { p.Applicant = "" }, "item item who", "nothing asks who applies"},
		{"who is one of its choices", func(p *engine.Policy) { p.Items[0].Who = []string{"king"} }, "item item who", "has no choice king"},

		{"the event is looked at too", func(p *engine.Policy) { p.Items[0].Event = is("nobody") }, "item item event", "no question nobody"},
		{"yes or no", require(is("grade")), "item item require", "not a yes/no question"},
		{"names exist", require(is("nobody")), "item item require", "no question nobody"},
		{"only choices can be in a set", require(in("now", "a")), "item item require", "has no choices"},
		{"and of their own question", require(in("grade", "c")), "item item require", "has no choice c"},
		{"conditions are known", require(&engine.Is{Question: "yes"}), "item item require", "unknown condition *engine.Is"},
		{"comparisons are known", require(engine.Compare{Sum: fact("now").Terms, To: yuan(1)}), "item item require", "unknown comparison"},
		{"money is compared with money", require(at("now", engine.More, engine.Const{Value: num(1), Unit: "亩"})), "item item require", "compares 元 with 亩"},
		{"in records too", require(over(at("cost", engine.More, engine.Const{Value: num(1), Unit: "亩"}))), "item item require", "compares 元 with 亩"},
		{"only numbers are compared", require(at("yes", engine.More, yuan(1))), "item item require", "yes is not a number"},
		{"in records too", require(over(at("ok", engine.More, yuan(1)))), "item item require", "ok is not a number"},
		{"something is compared", require(engine.Compare{Op: engine.More, To: yuan(1)}), "item item require", "an empty sum"},
		{"like is added to like", require(engine.Compare{Sum: []engine.Term{term("now"), term("area")}, Op: engine.More, To: yuan(1)}), "item item require", "adds 亩 to 元"},
		{"once", require(engine.Compare{Sum: []engine.Term{term("now"), minus("now")}, Op: engine.More, To: yuan(1)}), "item item require", "stands twice in a sum"},
		{"wherever it stands", require(engine.Compare{Sum: []engine.Term{term("now"), term("before"), minus("now")}, Op: engine.More, To: yuan(1)}), "item item require", "stands twice in a sum"},
		{"signs are signs", require(engine.Compare{Sum: []engine.Term{{Question: "now", Sign: 2}}, Op: engine.More, To: yuan(1)}), "item item require", "not a number"},
		{"fields stand alone", require(over(engine.Compare{Sum: []engine.Term{term("cost"), term("now")}, Op: engine.More, To: yuan(1)})), "item item require", "stands alone"},
		{"records are looked at with a condition", require(engine.Some{List: "rows"}), "item item require", "an empty condition"},
		{"what is looked through is a list", require(engine.All{List: "yes", Of: is("ok")}), "item item require", "yes is not a list"},
		{"and stands outside of records", require(over(over(is("ok")))), "item item require", "a list inside a record"},
		{"a date is a date", require(engine.Within{Date: "yes"}), "item item require", "yes is not a date"},
		{"that exists", func(p *engine.Policy) { p.Items[0].Date = "never" }, "item item period", "no question never"},
		{"parts are there", require(and(nil)), "item item require", "an empty condition"},
		{"also under not", require(not(nil)), "item item require", "an empty condition"},
		{"items are unique", func(p *engine.Policy) { p.Items = append(p.Items, p.Items[0]) }, "item item", "defined twice"},

		{"kinds of amounts are known", func(p *engine.Policy) { p.Items[1].Amount.Kind = 9 }, "item right amount", "unknown kind of amount"},
		{"a discount leaves something to pay", func(p *engine.Policy) { p.Items[1].Amount.Kind = engine.Discount }, "item right amount", "a rate above zero"},
		{"a ceiling is money", func(p *engine.Policy) { p.Items[0].Amount.Ceiling = &engine.Const{Value: num(1), Unit: "亩"} }, "item item amount", "the ceiling is in 亩"},
		{"and not negative", func(p *engine.Policy) { k := yuan(-1); p.Items[0].Amount.Ceiling = &k }, "item item amount", "a negative figure"},
		{"money comes in tiers", func(p *engine.Policy) { p.Items[0].Amount.Tiers = nil }, "item item amount", "0 tiers"},
		{"everyone else comes last", func(p *engine.Policy) {
			t := &p.Items[0].Amount.Tiers
			*t = append(*t, engine.Tier{Certainty: engine.Unprinted})
		}, "item item amount", "stands before others"},
		{"what is not printed has no value", func(p *engine.Policy) { p.Items[0].Amount.Tiers[0].Certainty = engine.Unprinted }, "item item amount", "unprinted sum with a value"},
		{"what is printed has one", value(nil), "item item amount", "a tier without a value"},
		{"a tier says how sure it is", func(p *engine.Policy) { p.Items[0].Amount.Tiers[0].Certainty = 0 }, "item item amount", "without a certainty"},
		{"an amount is money", value(fact("area")), "item item amount", "the amount is in 亩"},
		{"a sum adds something", value(engine.Sum{}), "item item amount", "an empty sum"},
		{"figures are not negative", value(yuan(-1)), "item item amount", "a negative figure"},
		{"a fact stands once in an amount", value(engine.Add{Of: []engine.Expr{fact("now"), fact("now")}}), "item item amount", "now stands twice in an amount"},
		{"a field too", value(rows(engine.Add{Of: []engine.Expr{fact("cost"), fact("cost")}})), "item item amount", "stands twice in an amount"},
		{"records add up", func(p *engine.Policy) {
			q(p, "rows").Fields[1].Min = ref(-1)
			value(rows(fact("cost")))(p)
		}, "item item amount", "can be negative"},
		{"a total reads its records", value(rows(fact("now"))), "item item amount", "no number field"},
		{"that are numbers", value(rows(fact("ok"))), "item item amount", "no number field"},
		{"and are added", value(rows(engine.Sum{Terms: []engine.Term{minus("cost")}})), "item item amount", "no number field"},
		{"one field at a time", value(rows(engine.Sum{Terms: []engine.Term{term("cost"), term("area")}})), "item item amount", "stands alone"},
		{"a total is over a list", value(engine.Total{List: "yes", Of: yuan(1)}), "item item amount", "yes is not a list"},
		{"not over one in a record", value(rows(rows(yuan(1)))), "item item amount", "a list inside a record"},
		{"rates are not negative", value(engine.Mul{By: percent("-5"), Of: fact("now")}), "item item amount", "a negative rate"},
		{"a rate per unit meets its unit", value(engine.Mul{By: engine.Const{Value: num(3), Unit: "元/个"}, Of: fact("area")}), "item item amount", "multiplies 元/个 by 亩"},
		{"money is no rate", value(engine.Mul{By: yuan(3), Of: fact("now")}), "item item amount", "multiplies 元 by 元"},
		{"a minimum of something", value(engine.Min{}), "item item amount", "an empty sum or minimum"},
		{"a unit has a name after the stroke", value(engine.Mul{By: engine.Const{Value: num(3), Unit: "元/"}, Of: fact("area")}), "item item amount", "元/"},
		{"also where what it multiplies has none", value(engine.Mul{By: engine.Const{Value: num(3), Unit: "元/"}, Of: engine.Const{Value: num(5)}}), "item item amount", "multiplies 元/ by"},
		{"and one before it", value(engine.Mul{By: engine.Const{Value: num(3), Unit: "/亩"}, Of: fact("area")}), "item item amount", "multiplies /亩 by 亩"},
		{"of one unit", value(engine.Min{Of: []engine.Expr{fact("now"), fact("area")}}), "item item amount", "mixes 元 and 亩"},
		{"quantities are known", value(engine.Max0{}), "item item amount", "unknown quantity"},
		{"two sums share no question", func(p *engine.Policy) {
			require(engine.Compare{Sum: []engine.Term{term("now"), minus("before")}, Op: engine.More, To: yuan(0)})(p)
		}, "item item", "now stands in two different sums"},
		{"not in what makes a question apply either", func(p *engine.Policy) {
			q(p, "rate").When = and(at("now", engine.More, yuan(1)),
				engine.Compare{Sum: []engine.Term{term("now"), term("before")}, Op: engine.More, To: yuan(1)})
		}, "question rate", "now stands in two different sums"},

		{"nor in what makes a field apply", func(p *engine.Policy) {
			q(p, "rows").Fields[0].When = and(at("now", engine.More, yuan(1)),
				engine.Compare{Sum: []engine.Term{term("now"), term("before")}, Op: engine.More, To: yuan(1)})
		}, "question rows field ok", "now stands in two different sums"},

		{"a shared ceiling is money", func(p *engine.Policy) { p.Groups[0].Ceiling.Unit = "亩" }, "group group", "the ceiling is in 亩"},
		{"and not negative", func(p *engine.Policy) { p.Groups[0].Ceiling = yuan(-1) }, "group group", "a negative figure"},
		{"over items that exist", func(p *engine.Policy) { p.Groups[0].Items = []string{"nothing"} }, "group group", "no item nothing"},
		{"also where there are none", func(p *engine.Policy) { p.Items = nil }, "group group", "no item item"},
		{"and have money", func(p *engine.Policy) { p.Groups[0].Items = []string{"right"} }, "group group", "item right has no money"},
		{"once", func(p *engine.Policy) { p.Groups[0].Items = []string{"item", "item"} }, "group group", "under the ceiling of group already"},
		{"in the other reading too", func(p *engine.Policy) {
			p.Groups[0].Alternatives = []engine.GroupAlternative{{Items: []string{"nothing"}}}
		}, "group group", "no item nothing"},
		{"alternatives are checked like items", func(p *engine.Policy) { p.Items[0].Alternatives = []engine.Alternative{{Require: is("nobody")}} }, "item item require", "no question nobody"},
	}
	most := engine.Question{ID: "x", Kind: engine.Many}
	for i := range 64 {
		most.Choices = append(most.Choices, engine.Choice{ID: fmt.Sprint(i)})
	}
	full := plain()
	add(most)(&full)
	full.Items[0].Amount.Tiers = nil
	for range 64 {
		full.Items[0].Amount.Tiers = append(full.Items[0].Amount.Tiers, engine.Tier{If: is("yes"), Certainty: engine.Unprinted})
	}
	if _, err := engine.Compile(full); err != nil {
		t.Error(err)
	}
	if _, err := engine.Compile(plain()); err != nil {
		t.Fatalf("the policy without a fault: %v", err)
	}
	for _, c := range tests {
		p := plain()
		c.damage(&p)
		prog, err := engine.Compile(p)
		var d *engine.DefinitionError
		switch {
		case err == nil || prog != nil || !errors.As(err, &d):
			t.Errorf("%s: no fault found, want %q", c.why, c.msg)
		case d.Where != c.where || !strings.Contains(d.Msg, c.msg):
			t.Errorf("%s: %v, want %q at %q", c.why, err, c.msg, c.where)
		}
		if all, is := err.(interface{ Unwrap() []error }); is {
			for _, err := range all.Unwrap() {
				if errors.As(err, &d); d.Pos != 0 {
					t.Errorf("%s: a place, %d, where nothing has one", c.why, d.Pos)
				}
			}
		}
	}
}

// A sum is the same in any order.
func TestSumInAnyOrder(t *testing.T) {
	p := plain()
	p.Items[0].Event = engine.Compare{Sum: []engine.Term{minus("before"), term("now")}, Op: engine.More, To: yuan(0)}
	p.Items[0].Amount = money(engine.Tier{Certainty: engine.Exact, Value: engine.Sum{Terms: []engine.Term{term("now"), minus("before")}}})
	p.Items[0].Period = engine.OwnPeriod
	r, err := compile(t, p).Evaluate(engine.Facts{"kind": engine.OneValue("firm"), "now": number("7"), "before": number("4")})
	if err != nil || r.Items[0].Truth != engine.True || !r.Items[0].Worth.High().Equal(num(3)) {
		t.Errorf("%+v (%v), want 3", r.Items[0], err)
	}
}

// Nothing is a policy too, but not a gate to it.
func TestCompileNothing(t *testing.T) {
	if _, err := engine.Compile(engine.Policy{}); err != nil {
		t.Error(err)
	}
	for _, p := range []engine.Policy{{Gate: engine.Gate{Question: "gate"}}, {Applicant: "kind"}} {
		if _, err := engine.Compile(p); err == nil || !strings.Contains(err.Error(), "no one-of question") {
			t.Errorf("%+v: %v", p, err)
		}
	}
}

// A unit may be a single letter.
func TestShortUnit(t *testing.T) {
	p := plain()
	p.Questions[7].Unit = "t"
	p.Items[0].Amount = money(engine.Tier{Certainty: engine.Exact,
		Value: engine.Mul{By: engine.Const{Value: num(3), Unit: "元/t"}, Of: fact("area")}})
	if _, err := engine.Compile(p); err != nil {
		t.Error(err)
	}
	p = plain()
	p.Items[0].Amount = money(engine.Tier{Certainty: engine.Exact, Value: engine.Mul{By: engine.Const{Value: num(3), Unit: "元/t"},
		Of: engine.Mul{By: engine.Const{Value: num(2), Unit: "t/亩"}, Of: fact("area")}}})
	if _, err := engine.Compile(p); err != nil {
		t.Error(err)
	}
}

// A policy whose matters have no date and no gate cannot be held against a period.
func TestNoGateNoDate(t *testing.T) {
	p := plain()
	p.Gate = engine.Gate{}
	p.Items[0].Date = ""
	if _, err := engine.Compile(p); err != nil {
		t.Errorf("without a gate nothing is held against the period: %v", err)
	}
	p.Gate = engine.Gate{Question: "gate", Dated: "unsure"}
	if _, err := engine.Compile(p); err != nil {
		t.Errorf("a gate that covers nothing: %v", err)
	}
	p.Gate, p.Items[0].Require = engine.Gate{}, engine.Within{}
	if _, err := engine.Compile(p); err == nil || !strings.Contains(err.Error(), "neither a date nor the gate") {
		t.Errorf("within() that nothing decides: %v", err)
	}
}

// All faults come together, each with its place in the expression.
func TestCompileCollectsFaults(t *testing.T) {
	p := plain()
	p.Items[0].Event = engine.Is{Question: "x", Pos: 3}
	p.Items[0].Require = engine.Is{Question: "y", Pos: 5}
	_, err := engine.Compile(p)
	var both interface{ Unwrap() []error }
	if !errors.As(err, &both) || len(both.Unwrap()) != 2 {
		t.Fatalf("%v, want two faults", err)
	}
	d := both.Unwrap()[1].(*engine.DefinitionError)
	if d.Name != "y" || d.Pos != 5 {
		t.Errorf("%+v, want y at 5", d)
	}
}

// However a policy is damaged, Compile answers; and what it lets through can be
// evaluated.
func TestDamagedPoliciesNeverPanic(t *testing.T) {
	good := 0
	rapid.Check(t, func(t *rapid.T) {
		w := worlds(ordinary).Draw(t, "world")
		d := dice{t}
		p := w.pol
		p.Questions = append([]engine.Question(nil), p.Questions...)
		p.Items = append([]engine.Item(nil), p.Items...)
		for range d.between(1, 3) {
			i, k := d.upTo(len(p.Questions)-1), d.upTo(len(p.Questions)-1)
			switch d.upTo(7) {
			case 0:
				p.Questions = append(p.Questions[:i:i], p.Questions[i+1:]...)
				if len(p.Questions) == 0 {
					return
				}
			case 1:
				p.Questions[i], p.Questions[k] = p.Questions[k], p.Questions[i]
			case 2:
				p.Questions[i].Kind = engine.Kind(d.upTo(7))
			case 3:
				p.Questions[i].Unit = pick(d, []string{"元", "亩", ""})
			case 4:
				p.Questions[i].When = p.Items[0].Require
			case 5:
				p.Questions[i].Choices = p.Questions[k].Choices
				p.Questions[i].Fields = p.Questions[k].Fields
			case 6:
				p.Items[0].Amount = engine.Amount{Kind: engine.Money, Tiers: []engine.Tier{{Certainty: engine.Exact, Value: engine.Sum{}}}}
			case 7:
				p.Questions[i].Min, p.Questions[i].Max = ref(d.between(-2, 3)), nil
				p.Questions[i].Step = decimal.Decimal{}
			}
		}
		prog, err := engine.Compile(p)
		if err != nil {
			var e *engine.DefinitionError
			if !errors.As(err, &e) {
				t.Fatalf("%T", err)
			}
			return
		}
		good++
		useAll(t, prog, engine.Facts{})
		useAll(t, prog, w.facts)
	})
	if good == 0 && enough() {
		t.Error("no damage was ever harmless")
	}
}

// useAll calls everything that takes facts; faults of the facts are fine.
func useAll(t *rapid.T, p *engine.Program, f engine.Facts) {
	_, errs := p.Evaluate(f)
	var bad *engine.FactError
	check := func(err error) {
		if (err == nil) != (errs == nil) || err != nil && !errors.As(err, &bad) {
			t.Fatalf("%v, but Evaluate says %v", err, errs)
		}
	}
	_, err := p.Ask(f, engine.Scope{})
	check(err)
	_, err = p.Moot(f, engine.Scope{})
	check(err)
	_, err = p.Distances(f)
	check(err)
	_, err = p.IgnoredFields(f)
	check(err)
	check(p.Check(f))
	for i := range p.Policy().Items {
		_, err = p.Explain(f, i)
		check(err)
	}
	for i := range p.Policy().Questions {
		_, err = p.Applies(f, i)
		check(err)
		_, err = p.Offered(f, i)
		check(err)
	}
}
