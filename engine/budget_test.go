package engine_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/shopspring/decimal"

	"huiqi/engine"
)

// Past the budget nothing is said that was not seen: an item that no facts meet,
// which only billions of completions would show, stays open, and every open
// question counts.
func TestPastTheBudget(t *testing.T) {
	var qs []engine.Question
	var pairs []engine.Cond
	for i := range 20 {
		a, b := fmt.Sprintf("a%d", i), fmt.Sprintf("b%d", i)
		qs = append(qs, engine.Question{ID: a, Kind: engine.Bool}, engine.Question{ID: b, Kind: engine.Bool})
		pairs = append(pairs, and(is(a), is(b)))
	}
	some := or(pairs...)
	p := compile(t, engine.Policy{From: from, To: to, Questions: qs,
		Items: []engine.Item{{ID: "never", Nature: engine.Right, Period: engine.OwnPeriod, Event: and(some, not(some))}}})
	if !p.Exhausted(nil, 0) {
		t.Fatal("within the budget")
	}
	c, err := p.With(nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Evaluate().Items[0].Truth; got != engine.Unknown {
		t.Errorf("the item is %v", got)
	}
	if v, err := p.Verdict(nil, 0); err != nil || v.Truth != engine.Unknown {
		t.Errorf("the item by its completions is %v (%v)", v.Truth, err)
	}
	if got := len(c.Ask(engine.Scope{}).Ask); got != len(qs) {
		t.Errorf("asks %d questions, want all %d", got, len(qs))
	}
	if can, err := p.CanHold(0, -1); can || !errors.Is(err, engine.ErrTooMany) {
		t.Errorf("can hold: %v, %v", can, err)
	}
}

// Of lists that can be too many things no more is said than is seen.
func TestPastTheBudgetOfLists(t *testing.T) {
	list := engine.Question{ID: "rows", Kind: engine.List, Fields: []engine.Question{
		{ID: "ok", Kind: engine.Bool},
		{ID: "cost", Kind: engine.Number, Unit: engine.UnitYuan},
		{ID: "marks", Kind: engine.Many, Choices: choices("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k")},
	}}
	var marks []engine.Cond
	for _, c := range list.Fields[2].Choices {
		marks = append(marks, in("marks", c.ID))
	}
	var half, costly []engine.Row
	for i := range 13 {
		half = append(half, engine.Row{"ok": engine.DontKnow()})
		costly = append(costly, engine.Row{"ok": engine.DontKnow(), "cost": engine.NumberValue(num(1 << i))})
	}
	right := func(c engine.Cond) engine.Item {
		return engine.Item{Nature: engine.Right, Period: engine.OwnPeriod, Event: c}
	}
	known := make([]engine.Row, 13)
	for i := range known {
		known[i] = engine.Row{"ok": engine.BoolValue(false)}
	}
	ok := engine.Some{List: "rows", Of: is("ok")}
	p := compile(t, engine.Policy{From: from, To: to, Questions: []engine.Question{list}, Items: []engine.Item{
		{ID: "item", Nature: engine.Right, Period: engine.OwnPeriod, Event: or(ok, not(ok))}}})
	r, err := p.Evaluate(engine.Facts{"rows": engine.ListValue(engine.Records{Rows: known, Open: true})})
	if err != nil || r.Items[0].Truth != engine.True {
		t.Errorf("what is known of many records is one thing: %v (%v), want true", r.Items[0].Truth, err)
	}
	for _, c := range []struct {
		why  string
		item engine.Item
		rows []engine.Row
	}{
		{"thirteen records of which one thing is not known", right(engine.Some{List: "rows", Of: is("ok")}), half},
		{"as many as none of them meets", right(engine.All{List: "rows", Of: not(is("ok"))}), half},
		{"two thousand sums", engine.Item{Nature: engine.Benefit, Period: engine.OwnPeriod,
			Event:  engine.Some{List: "rows", Of: is("ok")},
			Amount: money(engine.Tier{Certainty: engine.Exact, Value: engine.Total{List: "rows", Where: is("ok"), Of: fact("cost")}})}, costly[:11]},
		{"two thousand records", right(engine.Some{List: "rows", Of: and(marks...)}), []engine.Row{{}}},
		{"or the other way round", right(engine.Some{List: "rows", Of: not(or(marks...))}), []engine.Row{{}}},
	} {
		c.item.ID = "item"
		p := compile(t, engine.Policy{From: from, To: to, Questions: []engine.Question{list}, Items: []engine.Item{c.item}})
		f := engine.Facts{"rows": engine.ListValue(engine.Records{Rows: c.rows})}
		r, err := p.Evaluate(f)
		if err != nil {
			t.Fatal(err)
		}
		it := r.Items[0]
		if it.Truth != engine.Unknown || !p.Exhausted(f, 0) {
			t.Errorf("%s: %v", c.why, it.Truth)
		}
		if w := it.Worth; c.item.Nature == engine.Benefit && (w.Settled || !w.Low().IsZero() || !w.High().Equal(num(2047))) {
			t.Errorf("%s: %+v, want 0 to 2047", c.why, w)
		}
	}
}

// Where it stays open whether an item matches, what it would bring is told.
func TestPastTheBudgetOfAmounts(t *testing.T) {
	half := make([]engine.Row, 13)
	for i := range half {
		half[i] = engine.Row{"ok": engine.DontKnow()}
	}
	p := compile(t, engine.Policy{From: from, To: to, Questions: []engine.Question{
		{ID: "here", Kind: engine.Bool},
		{ID: "cost", Kind: engine.Number, Unit: engine.UnitYuan},
		{ID: "fee", Kind: engine.Number, Unit: engine.UnitYuan, When: is("here")},
		{ID: "rows", Kind: engine.List, Fields: []engine.Question{{ID: "ok", Kind: engine.Bool}}}},
		Items: []engine.Item{
			{ID: "always", Nature: engine.Benefit, Period: engine.OwnPeriod, Event: engine.Some{List: "rows", Of: is("ok")},
				Amount: money(engine.Tier{Certainty: engine.Exact, Value: fact("cost")})},
			{ID: "perhaps", Nature: engine.Benefit, Period: engine.OwnPeriod, Event: engine.Some{List: "rows", Of: is("ok")},
				Amount: money(engine.Tier{Certainty: engine.Exact, Value: fact("fee")})}}})
	f := engine.Facts{"cost": number("7"), "fee": number("7"), "rows": rows(half...)}
	r, err := p.Evaluate(f)
	if err != nil || !p.Exhausted(f, 0) {
		t.Fatal("within the budget", err)
	}
	for i := range r.Items {
		if w := r.Items[i].Worth; !w.Numbers || !w.Low().Equal(num(7)) || !w.High().Equal(num(7)) {
			t.Errorf("item %d: %+v, want 7", i, w)
		}
	}
}

// A sum can be only what its parts can: here numbers that end in .3 or, less such a
// one, in .7.
func TestGridOfSums(t *testing.T) {
	low := decimal.RequireFromString("0.3")
	odd := engine.Question{ID: "odd", Kind: engine.Number, Unit: engine.UnitYuan, Min: &low, Step: num(1)}
	top := decimal.RequireFromString("5.4")
	five := engine.Question{ID: "five", Kind: engine.Number, Unit: engine.UnitYuan, Min: ref(5), Max: &top, Step: num(1)}
	half := engine.Question{ID: "half", Kind: engine.Number, Unit: engine.UnitYuan, Step: decimal.RequireFromString("0.5")}
	whole := engine.Question{ID: "whole", Kind: engine.Number, Unit: engine.UnitYuan, Step: num(1)}
	known := engine.Question{ID: "known", Kind: engine.Number, Unit: engine.UnitYuan}
	for _, c := range []struct {
		terms    []engine.Term
		from, to string
		want     engine.Truth
		why      string
	}{
		{[]engine.Term{term("odd")}, "1.4", "2.3", engine.False, "between 1.3 and 2.3"},
		{[]engine.Term{term("odd")}, "1.3", "1.4", engine.Unknown, "1.3"},
		{[]engine.Term{term("five")}, "5.2", "6", engine.False, "only 5"},
		{[]engine.Term{term("whole"), term("odd")}, "1.4", "2.3", engine.False, "between 1.3 and 2.3"},
		{[]engine.Term{term("half"), term("whole")}, "1.4", "1.6", engine.Unknown, "1.5"},
		{[]engine.Term{term("half"), term("whole")}, "1.6", "1.9", engine.False, "between 1.5 and 2"},
		{[]engine.Term{term("whole"), minus("odd")}, "1.8", "2.7", engine.False, "between 1.7 and 2.7"},
		{[]engine.Term{term("whole"), minus("odd")}, "1.7", "1.8", engine.Unknown, "1.7"},
		{[]engine.Term{term("whole"), minus("known")}, "1.8", "2.7", engine.False, "the known one is 0.3"},
		{[]engine.Term{term("whole"), minus("known")}, "1.7", "1.8", engine.Unknown, "the known one is 0.3"},
		{[]engine.Term{term("known"), minus("whole")}, "1.4", "2.3", engine.False, "0.3 less a whole one"},
	} {
		between := and(
			engine.Compare{Sum: c.terms, Op: engine.AtLeast, To: engine.Const{Value: decimal.RequireFromString(c.from), Unit: engine.UnitYuan}},
			engine.Compare{Sum: c.terms, Op: engine.Less, To: engine.Const{Value: decimal.RequireFromString(c.to), Unit: engine.UnitYuan}})
		r, err := compile(t, engine.Policy{From: from, To: to, Questions: []engine.Question{odd, five, half, whole, known},
			Items: []engine.Item{{ID: "item", Nature: engine.Right, Period: engine.OwnPeriod, Event: between}},
		}).Evaluate(engine.Facts{"known": number("0.3")})
		if err != nil || r.Items[0].Truth != c.want {
			t.Errorf("%v from %s to below %s: %v (%v), want %v: %s", c.terms, c.from, c.to, r.Items[0].Truth, err, c.want, c.why)
		}
	}
	// the same of a record
	for below, want := range map[string]engine.Truth{"2.3": engine.False, "2.4": engine.Unknown} {
		r, err := compile(t, engine.Policy{From: from, To: to, Questions: []engine.Question{{ID: "rows", Kind: engine.List, Fields: []engine.Question{odd}}},
			Items: []engine.Item{{ID: "item", Nature: engine.Right, Period: engine.OwnPeriod, Event: engine.Some{List: "rows", Of: and(
				at("odd", engine.AtLeast, engine.Const{Value: decimal.RequireFromString("1.4"), Unit: engine.UnitYuan}),
				at("odd", engine.Less, engine.Const{Value: decimal.RequireFromString(below), Unit: engine.UnitYuan}))}}},
		}).Evaluate(engine.Facts{"rows": rows(engine.Row{})})
		if err != nil || r.Items[0].Truth != want {
			t.Errorf("a record from 1.4 to below %s: %v (%v), want %v", below, r.Items[0].Truth, err, want)
		}
	}
}
