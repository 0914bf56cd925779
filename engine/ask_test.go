package engine_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"huiqi/engine"
)

// What is at stake in a question is the largest sum of the items that it decides,
// and whether one of them has no upper end.
func TestStakes(t *testing.T) {
	sum := func(n int) engine.Item {
		return engine.Item{ID: yuan(n).Value.String(), Nature: engine.Benefit, Period: engine.OwnPeriod, Event: is("yes"),
			Amount: money(engine.Tier{Certainty: engine.Exact, Value: yuan(n)})}
	}
	rows := sum(0)
	rows.ID, rows.Amount = "rows", money(engine.Tier{Certainty: engine.Exact, Value: engine.Total{List: "rows", Of: fact("cost")}})
	unprinted := sum(0)
	unprinted.ID, unprinted.Amount = "unprinted", money(engine.Tier{Certainty: engine.Unprinted})
	for _, c := range []struct {
		items   []engine.Item
		high    string // "": none
		noUpper bool
		why     string
	}{
		{[]engine.Item{sum(3), sum(5)}, "5", false, "the larger comes last"},
		{[]engine.Item{sum(5), sum(3)}, "5", false, "the larger comes first"},
		{[]engine.Item{unprinted}, "", false, "no figure"},
		{[]engine.Item{unprinted, sum(3)}, "3", false, "a figure after none"},
		{[]engine.Item{rows}, "", true, "no upper end"},
		{[]engine.Item{rows, sum(3)}, "3", true, "no upper end beside a figure"},
		{[]engine.Item{sum(3), rows}, "3", true, "and after it"},
	} {
		pol := plain()
		pol.Questions[9].Fields[1].Max = ref(10) // of one record, not of any number of them
		pol.Groups, pol.Items = nil, c.items
		a, err := compile(t, pol).Ask(nil, engine.Scope{})
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(a.Ask, func(p engine.Pending) bool { return pol.Questions[p.Question].ID == "yes" })
		if i < 0 {
			t.Fatalf("%s: asks %+v", c.why, a.Ask)
		}
		s := a.Ask[i].Stakes
		high := ""
		if s.High != nil {
			high = s.High.String()
		}
		if high != c.high || s.NoUpper != c.noUpper || len(s.Items) != len(c.items) {
			t.Errorf("%s: %+v up to %q, want %q, no upper end %v", c.why, s, high, c.high, c.noUpper)
		}
	}
}

// The choices of a question that matter come in its order, whatever items they
// matter to.
func TestChoicesInOrder(t *testing.T) {
	pol := plain()
	right := func(choice string) engine.Item {
		return engine.Item{ID: choice, Nature: engine.Right, Period: engine.OwnPeriod, Event: in("titles", choice)}
	}
	pol.Groups, pol.Items = nil, []engine.Item{right("b"), right("a")}
	a, err := compile(t, pol).Ask(nil, engine.Scope{})
	if err != nil || len(a.Ask) != 1 || !slices.Equal(a.Ask[0].Choices, []int{0, 1}) {
		t.Errorf("%+v (%v), want both titles in their order", a.Ask, err)
	}
}

// What a record means can depend on more answers than are tried together: all that
// it can be is kept then.
func TestRecordsOfManyOpenAnswers(t *testing.T) {
	kind := engine.Question{ID: "kind", Kind: engine.One}
	p := engine.Policy{From: from, To: to}
	var either []engine.Cond
	for i := range 7 {
		id := fmt.Sprintf("y%d", i)
		p.Questions = append(p.Questions, engine.Question{ID: id, Kind: engine.Bool})
		kind.Choices = append(kind.Choices, engine.Choice{ID: id})
		either = append(either, and(is(id), in("kind", id)))
	}
	p.Questions = append(p.Questions, engine.Question{ID: "rows", Kind: engine.List, Fields: []engine.Question{kind}})
	p.Items = []engine.Item{{ID: "item", Nature: engine.Right, Period: engine.OwnPeriod, Event: engine.Some{List: "rows", Of: or(either...)}}}
	x, err := compile(t, p).Explain(engine.Facts{"rows": rows(engine.Row{})}, 0)
	if err != nil || !slices.Equal(x.Missing, []int{0, 1, 2, 3, 4, 5, 6, 7}) {
		t.Errorf("missing %v (%v), want all", x.Missing, err)
	}
}

// An item that looks at two lists asks of each for the fields of that list, also
// where a field applies by what the other list holds.
func TestFieldsOfTwoLists(t *testing.T) {
	list := func(id string, fields ...engine.Question) engine.Question {
		return engine.Question{ID: id, Kind: engine.List, Fields: fields}
	}
	p := compile(t, engine.Policy{
		From: from, To: to,
		Questions: []engine.Question{
			list("sites", engine.Question{ID: "big", Kind: engine.Bool}),
			{ID: "yes", Kind: engine.Bool, When: engine.Some{List: "sites", Of: is("big")}},
			list("staff", engine.Question{ID: "new", Kind: engine.Bool},
				engine.Question{ID: "local", Kind: engine.Bool, When: or(is("yes"), not(is("yes")))},
				engine.Question{ID: "near", Kind: engine.Bool, When: is("yes")}),
		},
		Items: []engine.Item{{ID: "item", Nature: engine.Right, Period: engine.OwnPeriod,
			Event: and(engine.Some{List: "sites", Of: is("big")}, engine.Some{List: "staff", Of: or(and(is("new"), is("local")), is("near"))})}},
	})
	big := rows(engine.Row{"big": engine.BoolValue(true)})
	for _, c := range []struct {
		list int
		f    engine.Facts
		want []int
	}{
		{0, nil, []int{0}},
		{2, nil, []int{0, 1}},
		{2, engine.Facts{"yes": engine.BoolValue(true)}, []int{0, 1}}, // whether yes applies is open
		{2, engine.Facts{"yes": engine.BoolValue(true), "sites": big}, []int{0, 1, 2}},
		{2, engine.Facts{"yes": engine.BoolValue(false), "sites": big}, []int{0, 1}},
	} {
		got, err := p.AskRow(c.f, engine.Scope{}, c.list, engine.Row{})
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("list %d: fields %v (%v), want %v", c.list, got, err, c.want)
		}
		if got, err := p.AskRow(nil, p.NoScope(), c.list, engine.Row{}); err != nil || len(got) > 0 {
			t.Errorf("list %d: fields %v (%v) for nothing", c.list, got, err)
		}
	}
}

// What a record cannot be any more is not asked of it.
func TestFieldsOfWhatFails(t *testing.T) {
	pol := plain()
	pol.Gate, pol.Groups, pol.Items = engine.Gate{}, nil, pol.Items[1:]
	pol.Items[0].Period, pol.Items[0].Event = engine.OwnPeriod, engine.Some{List: "rows", Of: and(is("ok"), at("cost", engine.More, yuan(0)))}
	p := compile(t, pol)
	for ok, want := range map[bool][]int{true: {1}, false: nil} {
		if got, err := p.AskRow(nil, engine.Scope{}, 9, engine.Row{"ok": engine.BoolValue(ok)}); err != nil || !slices.Equal(got, want) {
			t.Errorf("a record that is ok, %v: fields %v (%v), want %v", ok, got, err, want)
		}
	}
}

// A field that applies only if another one says so is not asked for before it does.
func TestFieldThatWaits(t *testing.T) {
	pol := plain()
	pol.Gate, pol.Groups, pol.Items = engine.Gate{}, nil, pol.Items[1:]
	pol.Questions[9].Fields[1].When = is("ok")
	pol.Items[0].Period, pol.Items[0].Event = engine.OwnPeriod, engine.Some{List: "rows", Of: at("cost", engine.More, yuan(0))}
	p := compile(t, pol)
	for _, c := range []struct {
		row  engine.Row
		want []int
	}{
		{engine.Row{}, []int{0}},
		{engine.Row{"ok": engine.DontKnow()}, nil},
		{engine.Row{"ok": engine.BoolValue(false)}, nil},
		{engine.Row{"ok": engine.BoolValue(true)}, []int{1}},
	} {
		if got, err := p.AskRow(nil, engine.Scope{}, 9, c.row); err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%v: fields %v (%v), want %v", c.row, got, err, c.want)
		}
	}
}

// The first question, and the first field of a list, can be a date.
func TestDateFirst(t *testing.T) {
	date := engine.Question{ID: "day", Kind: engine.Day}
	p := compile(t, engine.Policy{From: from, To: to,
		Questions: []engine.Question{date, {ID: "rows", Kind: engine.List, Fields: []engine.Question{date}}},
		Items: []engine.Item{
			{ID: "matter", Nature: engine.Right, Date: "day"},
			{ID: "records", Nature: engine.Right, Period: engine.ByRecord, Event: engine.Some{List: "rows", Of: engine.Within{Date: "day"}}},
		}})
	a, err := p.Ask(nil, engine.Scope{})
	if err != nil || len(a.Ask) != 2 || a.Ask[0].Question != 0 || a.Ask[1].Question != 1 {
		t.Errorf("asks %+v (%v), want the date and the list", a.Ask, err)
	}
	if got, err := p.AskRow(nil, engine.Scope{}, 1, engine.Row{}); err != nil || !slices.Equal(got, []int{0}) {
		t.Errorf("fields %v (%v), want the date", got, err)
	}
	for d, want := range map[engine.Date]engine.Truth{inside: engine.True, outside: engine.False} {
		r, err := p.Evaluate(engine.Facts{"day": engine.DayValue(d), "rows": rows(engine.Row{"day": engine.DayValue(d)})})
		if err != nil || r.Items[0].Truth != want || r.Items[1].Truth != want {
			t.Errorf("%v: %v and %v (%v), want %v", d, r.Items[0].Truth, r.Items[1].Truth, err, want)
		}
	}
}

// A field matters where some other answer leaves it to the records.
func TestFieldBesideOpenAnswer(t *testing.T) {
	pol := plain()
	pol.Gate, pol.Groups, pol.Items = engine.Gate{}, nil, pol.Items[1:]
	pol.Items[0].Period, pol.Items[0].Event = engine.OwnPeriod, or(not(is("yes")), engine.Some{List: "rows", Of: is("ok")})
	p := compile(t, pol)
	for _, c := range []struct {
		f    engine.Facts
		want []int
	}{
		{nil, []int{0}},
		{engine.Facts{"yes": engine.BoolValue(true)}, []int{0}},
		{engine.Facts{"yes": engine.BoolValue(false)}, nil},
	} {
		if got, err := p.AskRow(c.f, engine.Scope{}, 9, engine.Row{}); err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%v: fields %v (%v), want %v", c.f, got, err, c.want)
		}
	}
}

// What says which records add up is asked for, in the records and beside them.
func TestWhatAddsUpIsAsked(t *testing.T) {
	pol := plain()
	pol.Gate, pol.Groups, pol.Items = engine.Gate{}, nil, pol.Items[1:]
	pol.Items[0] = engine.Item{ID: "item", Nature: engine.Benefit, Period: engine.OwnPeriod,
		Amount: money(engine.Tier{Certainty: engine.Exact, Value: engine.Total{List: "rows", Where: and(is("ok"), is("yes")), Of: fact("cost")}})}
	p := compile(t, pol)
	a, err := p.Ask(nil, engine.Scope{})
	if err != nil || len(a.Ask) != 2 || a.Ask[0].Question != 2 || a.Ask[1].Question != 9 {
		t.Errorf("asks %+v (%v), want yes and the list", a.Ask, err)
	}
	for yes, want := range map[bool][]int{true: {0, 1}, false: nil} {
		if got, err := p.AskRow(engine.Facts{"yes": engine.BoolValue(yes)}, engine.Scope{}, 9, engine.Row{}); err != nil || !slices.Equal(got, want) {
			t.Errorf("where yes is %v: fields %v (%v), want %v", yes, got, err, want)
		}
	}
}

// Answers that do not fit are refused here as everywhere.
func TestAskRowRefuses(t *testing.T) {
	var bad *engine.FactError
	p, f := compile(t, plain()), engine.Facts{"yes": number("3")}
	if _, err := p.AskRow(f, engine.Scope{}, 9, engine.Row{}); !errors.As(err, &bad) || bad.Question != "yes" {
		t.Errorf("%v, want that yes is no number", err)
	}
	if applies, err := p.Applies(f, 0); !errors.As(err, &bad) || applies != engine.Unknown {
		t.Errorf("%v, %v, want that nobody knows", applies, err)
	}
}

// A choice is offered unless its condition fails.
func TestOffered(t *testing.T) {
	pol := plain()
	pol.Questions[4].Choices[0].When = is("yes") // titles
	p := compile(t, pol)
	for _, c := range []struct {
		f    engine.Facts
		want []int
	}{
		{engine.Facts{"yes": engine.BoolValue(true)}, []int{0, 1}},
		{engine.Facts{"yes": engine.BoolValue(false)}, []int{1}},
		{nil, []int{0, 1}},
	} {
		if got, err := p.Offered(c.f, 4); err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%v: %v (%v), want %v", c.f, got, err, c.want)
		}
	}
}

// Where a part of a sum is known, the others matter where the rest of a ceiling, or
// of the zero below which nothing goes, leaves them room: not where it would have if
// nothing were known.
func TestMatterBesideKnown(t *testing.T) {
	number := func(id string, low, high int) engine.Question {
		return engine.Question{ID: id, Kind: engine.Number, Unit: engine.UnitYuan, Min: ref(low), Max: ref(high), Step: num(1)}
	}
	sum := engine.Add{Of: []engine.Expr{fact("narrow"), engine.Sum{Terms: []engine.Term{term("plus"), minus("less")}}, fact("known")}}
	row := engine.Question{ID: "rows", Kind: engine.List, Fields: []engine.Question{number("narrow", 6, 7), number("wide", 0, 20), number("known", 0, 20)}}
	of := func(parts ...string) (out []engine.Expr) {
		for _, p := range parts {
			out = append(out, fact(p))
		}
		return out
	}
	for _, c := range []struct {
		why   string
		value engine.Expr
		cut   func(known, ceiling int) bool // whatever the others are
	}{
		{"a ceiling over the sum", engine.Min{Of: []engine.Expr{yuan(5), sum}}, func(known, _ int) bool { return 6-20+known >= 5 }},
		{"a ceiling that is a fact", engine.Min{Of: []engine.Expr{fact("ceiling"), sum}}, func(known, ceiling int) bool { return 6-20+known >= ceiling }},
		{"nothing below zero", engine.Max0{Of: engine.Add{Of: []engine.Expr{fact("narrow"), engine.Sum{Terms: []engine.Term{minus("plus"), minus("less")}}, fact("known")}}}, func(int, int) bool { return false }},
	} {
		p := compile(t, engine.Policy{From: from, To: to,
			Questions: []engine.Question{number("narrow", 6, 7), number("plus", 0, 20), number("less", 0, 20), number("known", 0, 20), number("ceiling", 1, 5)},
			Items: []engine.Item{{ID: "item", Nature: engine.Benefit, Period: engine.OwnPeriod,
				Amount: money(engine.Tier{Certainty: engine.Exact, Value: c.value})}}})
		for known := range 21 {
			for _, ceiling := range []int{1, 5} {
				f := engine.Facts{"known": engine.NumberValue(num(known)), "ceiling": engine.NumberValue(num(ceiling))}
				x, err := p.Explain(f, 0)
				if err != nil {
					t.Fatal(err)
				}
				want := []int{0, 1, 2}
				if c.cut(known, ceiling) {
					want = nil
				}
				if !slices.Equal(x.Missing, want) {
					t.Errorf("%s, ceiling %d, known %d: misses %v, want %v", c.why, ceiling, known, x.Missing, want)
				}
			}
		}
	}
	p := compile(t, engine.Policy{From: from, To: to, Questions: []engine.Question{row},
		Items: []engine.Item{{ID: "item", Nature: engine.Benefit, Period: engine.OwnPeriod,
			Amount: money(engine.Tier{Certainty: engine.Exact, Value: engine.Total{List: "rows",
				Of: engine.Min{Of: []engine.Expr{yuan(24), engine.Add{Of: of("narrow", "wide", "known")}}}}})}}})
	for known := range 21 {
		row := engine.Row{"known": engine.NumberValue(num(known))}
		ask, err := p.AskRow(nil, engine.Scope{}, 0, row)
		if err != nil {
			t.Fatal(err)
		}
		want := []int{0, 1}
		if known >= 18 { // 6 more make it 24
			want = nil
		}
		if !slices.Equal(ask, want) {
			t.Errorf("a record with %d known asks %v, want %v", known, ask, want)
		}
	}
}

// A tier matters where one rate reaches the ceiling and the other does not: between
// the ends of what they are taken of.
func TestTiersUnderCeiling(t *testing.T) {
	number := func(id string, low, high int) engine.Question {
		return engine.Question{ID: id, Kind: engine.Number, Unit: engine.UnitYuan, Min: ref(low), Max: ref(high), Step: num(1)}
	}
	for _, c := range []struct {
		why   string
		under func(engine.Expr) engine.Expr
		of    engine.Expr
	}{
		{"a printed ceiling", func(x engine.Expr) engine.Expr { return engine.Min{Of: []engine.Expr{x, yuan(2)}} }, fact("wide")},
		{"a ceiling that is a fact", func(x engine.Expr) engine.Expr { return engine.Min{Of: []engine.Expr{fact("most"), x}} }, fact("wide")},
		{"a ceiling for each record", func(x engine.Expr) engine.Expr {
			return engine.Total{List: "rows", Of: engine.Min{Of: []engine.Expr{x, yuan(2)}}}
		}, fact("cost")},
		{"a ceiling that is a field", func(x engine.Expr) engine.Expr {
			return engine.Total{List: "rows", Of: engine.Min{Of: []engine.Expr{x, fact("own")}}}
		}, fact("cost")},
	} {
		tier := func(rate string, when engine.Cond) engine.Tier {
			return engine.Tier{If: when, Certainty: engine.Exact, Value: c.under(engine.Mul{By: percent(rate), Of: c.of})}
		}
		p := compile(t, engine.Policy{From: from, To: to,
			Questions: []engine.Question{{ID: "big", Kind: engine.Bool}, number("wide", 0, 1000), number("most", 1, 5),
				{ID: "rows", Kind: engine.List, Fields: []engine.Question{number("cost", 0, 1000), number("own", 1, 5)}}},
			Items: []engine.Item{{ID: "item", Nature: engine.Benefit, Period: engine.OwnPeriod, Amount: money(tier("20", is("big")), tier("10", nil))}}})
		x, err := p.Explain(engine.Facts{"most": engine.NumberValue(num(2)),
			"rows": engine.ListValue(engine.Records{Rows: []engine.Row{{"own": engine.NumberValue(num(2))}}})}, 0)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(x.Missing, 0) {
			t.Errorf("%s: misses %v, not which rate it is", c.why, x.Missing)
		}
	}
}
