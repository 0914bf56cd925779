package engine_test

import (
	"errors"
	"testing"

	"pgregory.net/rapid"

	"huiqi/engine"
)

// What can hold is what the facts, while none is given, do not refuse.
func TestCanHold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := worlds(ordinary).Draw(t, "world")
		r := evaluate(t, w, nil)
		for i := range w.pol.Items {
			can, err := w.prog.CanHold(i, -1)
			if errors.Is(err, engine.ErrTooMany) || w.prog.Exhausted(nil, i) {
				continue
			}
			if err != nil || can != (r.Items[i].Truth != engine.False) {
				t.Fatalf("item %d can match: %v, %v, but it is %v\n%s", i, can, err, r.Items[i].Truth, w)
			}
			never := engine.And{Of: []engine.Cond{is("nobody")}}
			if _, err := w.prog.CanHold(i, -1, never); err == nil {
				t.Fatal("a condition on a question that is not there")
			}
			if both, err := w.prog.CanHold(i, -1, engine.Or{}); err != nil || both {
				t.Fatalf("item %d matches with what never holds: %v, %v", i, both, err)
			}
		}
		for i, q := range w.pol.Questions {
			can, err := w.prog.CanHold(-1, -1, q.When)
			applies, err2 := w.prog.Applies(nil, i)
			if err != nil || err2 != nil || can != (applies != engine.False) {
				t.Fatalf("question %s can apply: %v, %v, but it is %v, %v\n%s", q.ID, can, err, applies, err2, w)
			}
		}
	})
}

// Conditions that hold each by itself, but not with an item or with each other.
func TestCanHoldTogether(t *testing.T) {
	big := engine.Compare{Sum: []engine.Term{term("cost")}, Op: engine.AtLeast, To: yuan(5)}
	small := engine.Compare{Sum: []engine.Term{term("cost")}, Op: engine.Less, To: yuan(5)}
	prog, err := engine.Compile(engine.Policy{
		Questions: []engine.Question{
			{ID: "who", Kind: engine.One, Choices: choices("firm", "person")},
			{ID: "cost", Kind: engine.Number, Unit: engine.UnitYuan},
			{ID: "title", Kind: engine.Many, Choices: []engine.Choice{{ID: "lab", When: in("who", "firm")}, {ID: "centre"}}},
		},
		Applicant: "who",
		Items: []engine.Item{
			{ID: "a", Who: []string{"firm"}, Event: in("title", "lab"), Require: big,
				Alternatives: []engine.Alternative{{Require: small}}},
			{ID: "b", Who: []string{"person"}, Event: in("title", "centre"),
				Alternatives: []engine.Alternative{{Event: in("title", "lab")}}},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name      string
		item, alt int
		conds     []engine.Cond
		want      bool
	}{
		{"an item", 0, -1, nil, true},
		{"with what it does not speak of", 0, -1, []engine.Cond{in("title", "centre")}, true},
		{"against its threshold", 0, -1, []engine.Cond{small}, false},
		{"its other reading has another threshold", 0, 0, []engine.Cond{small}, true},
		{"and against that", 0, 0, []engine.Cond{big}, false},
		{"against its applicant", 0, -1, []engine.Cond{in("who", "person")}, false},
		{"a reading whose choice is not offered to its applicant", 1, 0, nil, false},
		{"the settled one", 1, -1, nil, true},
		{"no item", -1, -1, []engine.Cond{big}, true},
		{"two that exclude each other", -1, -1, []engine.Cond{big, small}, false},
		{"a nil one always holds", -1, -1, []engine.Cond{nil, big}, true},
		{"a choice that is not offered", -1, -1, []engine.Cond{in("who", "person"), in("title", "lab")}, false},
	} {
		if got, err := prog.CanHold(c.item, c.alt, c.conds...); err != nil || got != c.want {
			t.Errorf("%s: %v, %v, want %v", c.name, got, err, c.want)
		}
	}
}
