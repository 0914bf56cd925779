package engine_test

import (
	"errors"
	"fmt"
	"testing"

	"huiqi/engine"
)

// A bounded program stops trying, for good, once its effort is spent: what is open
// stays open, proofs end. What it has spent does not depend on what was asked of the
// program before, and that program is not bounded.
func TestBounded(t *testing.T) {
	var qs []engine.Question
	var differ []engine.Cond
	for i := range 12 {
		a, b := fmt.Sprintf("a%d", i), fmt.Sprintf("b%d", i)
		qs = append(qs, engine.Question{ID: a, Kind: engine.Bool}, engine.Question{ID: b, Kind: engine.Bool})
		differ = append(differ, or(and(is(a), not(is(b))), and(not(is(a)), is(b))))
	}
	one := or(is("a0"), is("b0"))
	p := compile(t, engine.Policy{From: from, To: to, Questions: qs, Items: []engine.Item{
		{ID: "never", Nature: engine.Right, Period: engine.OwnPeriod, Event: and(one, not(one))},
		{ID: "differ", Nature: engine.Right, Period: engine.OwnPeriod, Event: and(differ...)}}})
	bounded := func(most int) (*engine.Program, *engine.Effort) {
		q, effort, err := p.Bounded(most)
		if err != nil {
			t.Fatal(err)
		}
		return q, effort
	}
	q, effort := bounded(1000)
	if can, err := q.CanHold(0, -1); can || err != nil || effort.Over() {
		t.Fatalf("within the bound: %v, %v, %d", can, err, effort.Spent())
	}
	if _, err := q.CanHold(1, -1, differ[0], not(differ[0])); !errors.Is(err, engine.ErrTooMany) || !effort.Over() {
		t.Errorf("past the bound: %v, %d", err, effort.Spent())
	}
	if _, err := q.CanHold(0, -1); !errors.Is(err, engine.ErrTooMany) {
		t.Errorf("after that nothing is tried: %v", err)
	}
	r, err := q.Evaluate(nil)
	if err != nil || r.Items[0].Truth != engine.Unknown {
		t.Errorf("nor settled: %v, %v", r.Items[0].Truth, err)
	}
	if r, err := p.Evaluate(nil); err != nil || r.Items[0].Truth != engine.False {
		t.Errorf("the program itself: %v, %v", r.Items[0].Truth, err)
	}
	var spent [2]int
	for i := range spent {
		q, effort := bounded(1 << 30)
		if _, err := q.Evaluate(nil); err != nil {
			t.Fatal(err)
		}
		spent[i] = effort.Spent()
	}
	if spent[0] == 0 || spent[0] != spent[1] {
		t.Errorf("spent %v", spent)
	}
	var none *engine.Effort
	none.Spend(1)
	if none.Over() {
		t.Error("no bound is spent")
	}
}
