package engine_test

import (
	"fmt"
	"testing"

	"huiqi/engine"
)

// big is about as large as the real policy: 180 items of every shape over 90
// questions.
func big(b *testing.B) *engine.Program {
	p := engine.Policy{From: from, To: to, Applicant: "kind",
		Gate: engine.Gate{Question: "gate", Covers: []string{"all", "some"}, Dated: "unsure", Ends: "none"},
		Questions: []engine.Question{
			{ID: "gate", Kind: engine.One, Choices: choices("all", "some", "none", "unsure"), Unsure: "unsure"},
			{ID: "kind", Kind: engine.One, Choices: choices("firm", "village", "person", "farm", "school")},
		}}
	for i := range 15 {
		id := func(s string) string { return fmt.Sprintf("%s%d", s, i) }
		money := func(s string) engine.Question {
			return engine.Question{ID: id(s), Kind: engine.Number, Unit: engine.UnitYuan}
		}
		p.Questions = append(p.Questions,
			engine.Question{ID: id("events"), Kind: engine.Many, Choices: choices("a", "b", "c", "d", "e", "f", "g", "h")},
			engine.Question{ID: id("here"), Kind: engine.Bool},
			engine.Question{ID: id("grade"), Kind: engine.One, Choices: choices("a", "b", "c"), When: in(id("events"), "a")},
			money("now"), money("before"), money("revenue"),
			engine.Question{ID: id("rows"), Kind: engine.List, When: in(id("events"), "b"), Fields: []engine.Question{
				{ID: "new", Kind: engine.Bool},
				{ID: "cost", Kind: engine.Number, Unit: engine.UnitYuan},
				{ID: "area", Kind: engine.Number, Unit: "亩"},
				{ID: "day", Kind: engine.Day, Volunteer: true, When: in("gate", "unsure")},
			}},
			engine.Question{ID: id("day"), Kind: engine.Day, Volunteer: true, When: in("gate", "unsure")},
		)
		increase := engine.Sum{Terms: []engine.Term{term(id("now")), minus(id("before"))}}
		recent := and(is("new"), engine.Within{Date: "day"})
		ceiling := yuan(3_000_000)
		tiers := engine.Amount{Kind: engine.Money, Ceiling: &ceiling, Tiers: []engine.Tier{
			{If: and(at(id("revenue"), engine.AtLeast, yuan(500_000_000)), is(id("here"))), Certainty: engine.UpTo, Value: engine.Mul{By: percent("30"), Of: increase}},
			{If: in(id("grade"), "a", "b"), Certainty: engine.Exact, Value: engine.Mul{By: percent("20"), Of: increase}},
			{Certainty: engine.UpTo, Value: engine.Mul{By: percent("10"), Of: increase}},
		}}
		item := func(name string, event, require engine.Cond, a engine.Amount) engine.Item {
			return engine.Item{ID: id(name), Nature: engine.Benefit, Who: []string{"firm", "farm"}, Date: id("day"), Event: event, Require: require, Amount: a}
		}
		for k, c := range []string{"a", "c", "d", "e", "f", "g", "h"} {
			p.Items = append(p.Items, item("grant"+c, in(id("events"), c), is(id("here")), money500(k)))
		}
		p.Items = append(p.Items,
			item("tiers", engine.Compare{Sum: increase.Terms, Op: engine.More, To: yuan(0)}, is(id("here")), tiers),
			item("graded", in(id("events"), "a"), nil, engine.Amount{Kind: engine.Money, Tiers: []engine.Tier{
				{If: in(id("grade"), "a"), Certainty: engine.UpTo, Value: yuan(100)},
				{If: in(id("grade"), "b"), Certainty: engine.UpTo, Value: yuan(50)}}}),
			item("unprinted", in(id("events"), "c"), nil, engine.Amount{Kind: engine.Money, Tiers: []engine.Tier{{Certainty: engine.Unprinted}}}),
			item("right", in(id("events"), "d"), nil, engine.Amount{}),
			engine.Item{ID: id("records"), Nature: engine.Benefit, Period: engine.ByRecord,
				Event: engine.Some{List: id("rows"), Of: recent},
				Amount: engine.Amount{Kind: engine.Money, Tiers: []engine.Tier{{Certainty: engine.Exact, Value: engine.Total{List: id("rows"), Where: recent,
					Of: engine.Min{Of: []engine.Expr{engine.Mul{By: percent("80"), Of: fact("cost")},
						engine.Mul{By: engine.Const{Value: num(3000), Unit: "元/亩"}, Of: fact("area")}}}}}}}},
		)
	}
	prog, err := engine.Compile(p)
	if err != nil {
		b.Fatal(err)
	}
	return prog
}

func money500(k int) engine.Amount {
	return engine.Amount{Kind: engine.Money, Tiers: []engine.Tier{{Certainty: engine.UpTo, Value: yuan(5_000_000 - k)}}}
}

// stages are an interview at its beginning, after the opening and half way.
func stages() map[string]engine.Facts {
	opened := engine.Facts{"gate": engine.OneValue("unsure"), "kind": engine.OneValue("firm")}
	half := engine.Facts{"gate": engine.OneValue("all"), "kind": engine.OneValue("firm")}
	for i := range 8 {
		half[fmt.Sprintf("events%d", i)] = engine.ManyValue("a", "b")
		half[fmt.Sprintf("rows%d", i)] = engine.ListValue(engine.Records{Open: true, Rows: []engine.Row{
			{"new": engine.BoolValue(true), "cost": number("100000")}, {"new": engine.DontKnow()}}})
	}
	return map[string]engine.Facts{"nothing": {}, "opened": opened, "half": half}
}

func BenchmarkEvaluate(b *testing.B) {
	p := big(b)
	for _, name := range sorted(stages()) {
		f := stages()[name]
		b.Run(name, func(b *testing.B) {
			for range b.N {
				if _, err := p.Evaluate(f); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkAsk(b *testing.B) {
	p := big(b)
	for _, name := range sorted(stages()) {
		f := stages()[name]
		b.Run(name, func(b *testing.B) {
			for range b.N {
				if _, err := p.Ask(f, engine.Scope{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkCompile(b *testing.B) {
	p := *big(b).Policy()
	for range b.N {
		if _, err := engine.Compile(p); err != nil {
			b.Fatal(err)
		}
	}
}
