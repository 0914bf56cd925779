package engine_test

import (
	"testing"

	"huiqi/engine"
)

// A condition has the truth in the table that it has by itself, whatever its parts
// and what they wait for.
func TestTable(t *testing.T) {
	yes, no, unsure := engine.BoolValue(true), engine.BoolValue(false), engine.OneValue("unsure")
	kind := engine.Question{ID: "kind", Kind: engine.One, Choices: choices("firm", "village")}
	a, b := engine.Question{ID: "a", Kind: engine.Bool}, engine.Question{ID: "b", Kind: engine.Bool}
	mark := engine.Question{ID: "mark", Kind: engine.Many, Choices: choices("x", "y"), When: and(is("a"), is("b"))}
	list := engine.Question{ID: "rows", Kind: engine.List, Fields: []engine.Question{mark, {ID: "ok", Kind: engine.Bool}}}
	dateOf := func(id string, when engine.Cond) engine.Question {
		return engine.Question{ID: id, Kind: engine.Day, Volunteer: true, When: when}
	}
	number := func(id string) engine.Question {
		return engine.Question{ID: id, Kind: engine.Number, Unit: engine.UnitYuan}
	}
	asked := engine.Question{ID: "gate", Kind: engine.One, Choices: choices("all", "unsure", "none")}
	gate := engine.Gate{Question: "gate", Covers: []string{"all"}, Dated: "unsure", Ends: "none"}
	rest := list
	rest.Fields = list.Fields[1:]
	of := rest
	of.When = and(is("a"), is("b"))
	row := rows(engine.Row{"mark": engine.ManyValue("y"), "ok": yes})
	for _, c := range []struct {
		why       string
		questions []engine.Question
		gate      engine.Gate
		event     engine.Cond
		date      string
		facts     engine.Facts
		want      engine.Status
	}{
		{"all of one", []engine.Question{a}, engine.Gate{}, and(is("a")), "", engine.Facts{"a": yes}, engine.Eligible},
		{"all of nothing", []engine.Question{a}, engine.Gate{}, and(), "", nil, engine.Eligible},
		{"one of one", []engine.Question{a}, engine.Gate{}, or(is("a")), "", engine.Facts{"a": yes}, engine.Eligible},
		{"one of nothing", []engine.Question{a}, engine.Gate{}, or(), "", nil, engine.Ineligible},
		{"what waits for the first condition of all", []engine.Question{kind, {ID: "a", Kind: engine.Bool, When: in("kind", "firm")}}, engine.Gate{},
			is("a"), "", engine.Facts{"kind": engine.OneValue("village"), "a": yes}, engine.Ineligible},
		{"a field that waits for all of several", []engine.Question{a, b, list}, engine.Gate{},
			engine.Some{List: "rows", Of: in("mark", "y")}, "", engine.Facts{"a": yes, "b": yes, "rows": row}, engine.Eligible},
		{"beside one that always applies", []engine.Question{a, b, list}, engine.Gate{},
			engine.Some{List: "rows", Of: and(in("mark", "y"), is("ok"))}, "", engine.Facts{"a": yes, "b": yes, "rows": row}, engine.Eligible},
		{"without a gate, a date that was not given", []engine.Question{a, dateOf("day", nil)}, engine.Gate{}, is("a"), "day", engine.Facts{"a": yes}, engine.Possible},
		{"the gate, where no date has a question of its own", []engine.Question{asked, a}, gate,
			is("a"), "", engine.Facts{"a": yes, "gate": engine.OneValue("none")}, engine.OutOfPeriod},
		{"a date that waits for something else than the gate", []engine.Question{asked, a, dateOf("day", is("a"))}, gate,
			nil, "day", engine.Facts{"gate": unsure, "a": no}, engine.OutOfPeriod},
		{"two dates that wait for different things", []engine.Question{asked, a, dateOf("day", is("a")), dateOf("day2", not(is("a")))}, gate,
			engine.Within{Date: "day2"}, "day", engine.Facts{"gate": unsure, "a": yes}, engine.OutOfPeriod},
		{"one of them for all of several", []engine.Question{asked, a, b, dateOf("day", is("a")), dateOf("day2", and(is("a"), is("b")))}, gate,
			engine.Within{Date: "day2"}, "day", engine.Facts{"gate": unsure, "a": yes, "b": yes}, engine.Possible},
		{"a date that waits for records, which wait for all of several", []engine.Question{asked, a, b, of, dateOf("day", engine.Some{List: "rows", Of: is("ok")})}, gate,
			nil, "day", engine.Facts{"gate": unsure, "a": yes, "b": yes, "rows": rows(engine.Row{"ok": yes})}, engine.Possible},
		{"or for records beside what waits for all of several", []engine.Question{asked, a, b, rest, {ID: "c", Kind: engine.Bool, When: and(is("a"), is("b"))},
			dateOf("day", engine.Some{List: "rows", Of: and(is("ok"), is("c"))})}, gate,
			nil, "day", engine.Facts{"gate": unsure, "a": yes, "b": yes, "c": yes, "rows": rows(engine.Row{"ok": yes})}, engine.Possible},
		{"a date that is the first question", []engine.Question{dateOf("day", nil), a}, engine.Gate{}, and(is("a")), "day",
			engine.Facts{"day": day("2023-05-01"), "a": no}, engine.Ineligible},
		{"two numbers and the same figure", []engine.Question{number("n"), number("m")}, engine.Gate{},
			and(at("n", engine.AtLeast, yuan(1)), at("m", engine.AtLeast, yuan(1))), "",
			engine.Facts{"n": engine.NumberValue(num(1)), "m": engine.NumberValue(num(0))}, engine.Ineligible},
		{"the only choice, of whoever has not said", []engine.Question{{ID: "kind", Kind: engine.One, Choices: choices("firm")}}, engine.Gate{},
			in("kind", "firm"), "", nil, engine.Eligible},
	} {
		p := compile(t, engine.Policy{From: from, To: to, Questions: c.questions, Gate: c.gate,
			Items: []engine.Item{{ID: "item", Nature: engine.Right, Date: c.date, Event: c.event}}})
		if wrong, _, err := p.Truths(c.facts); err != nil || wrong > 0 {
			t.Errorf("%s: %d conditions have another truth in the table (%v)", c.why, wrong, err)
		}
		r, err := p.Evaluate(c.facts)
		if err != nil || r.Items[0].Status != c.want {
			t.Errorf("%s: %v (%v), want %v", c.why, r.Items[0].Status, err, c.want)
		}
	}
}
