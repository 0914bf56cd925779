package engine_test

import (
	"errors"
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
				engine.Question{ID: "local", Kind: engine.Bool, When: or(is("yes"), not(is("yes")))}),
		},
		Items: []engine.Item{{ID: "item", Nature: engine.Right, Period: engine.OwnPeriod,
			Event: and(engine.Some{List: "sites", Of: is("big")}, engine.Some{List: "staff", Of: and(is("new"), is("local"))})}},
	})
	for _, c := range []struct {
		list int
		want []int
	}{{0, []int{0}}, {2, []int{0, 1}}} {
		got, err := p.AskRow(nil, engine.Scope{}, c.list, engine.Row{})
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("list %d: fields %v (%v), want %v", c.list, got, err, c.want)
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
