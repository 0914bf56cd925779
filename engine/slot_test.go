package engine_test

import (
	"reflect"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"huiqi/engine"
)

// fillSlots puts facts into a case as a reader of many applicants does; false where
// a slot does not take one.
func fillSlots(p *engine.Program, c *engine.Case, f engine.Facts) bool {
	ok := true
	for id, v := range f {
		i, _ := p.Question(id)
		ok = fillSlot(&p.Policy().Questions[i], c.Slot(i), v) && ok
	}
	return ok
}

func fillSlot(q *engine.Question, s engine.Slot, v engine.Value) bool {
	if !v.Known() {
		s.Unknown()
		return true
	}
	switch q.Kind {
	case engine.Bool:
		s.Bool(v.Bool())
	case engine.One, engine.Many:
		var set uint64
		for _, id := range v.Choices() {
			for bit, c := range q.Choices {
				if c.ID == id {
					set |= 1 << bit
				}
			}
		}
		s.Choose(set)
	case engine.Number:
		return s.Decimal(v.Number())
	case engine.Day:
		s.Day(v.Date())
	case engine.List:
		s.None()
		for _, row := range v.Records().Rows {
			rec := s.Record()
			for k := range q.Fields {
				if x, has := row[q.Fields[k].ID]; has && !fillSlot(&q.Fields[k], rec.Slot(k), x) {
					return false
				}
			}
		}
		return !v.Records().Open
	}
	return true
}

// What is put into the slots of a case, one applicant after the other, comes to the
// same as facts, and reads back as them.
func TestSlots(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := worlds(ordinary).Draw(t, "world")
		c := w.prog.NewCase()
		for applicant := range 3 {
			f := w.facts
			if rapid.Bool().Draw(t, "more") {
				s := newReference(&w.pol).space(w.facts)
				all := make([]val, len(s.domains))
				s.at(rapid.IntRange(0, s.size-1).Draw(t, "completion"), all)
				if full, ok := s.facts(all); ok {
					f = full
				}
			}
			if applicant > 0 {
				c.Reset()
			}
			if !fillSlots(w.prog, c, f) {
				continue
			}
			if got, want := essence(c.Evaluate()), essence(evaluate(t, w, f)); !slices.Equal(got, want) {
				t.Fatalf("%v, of facts %v\n%s", got, want, show(&w.pol, f))
			}
			fresh, err := w.prog.With(f)
			if err != nil {
				t.Fatal(err)
			}
			for i := range w.pol.Items {
				if got, want := c.Missing(i), fresh.Missing(i); !slices.Equal(got, want) {
					t.Fatalf("item %d misses %v, of facts %v\n%s", i, got, want, show(&w.pol, f))
				}
			}
			back := c.Facts()
			if len(back) != len(f) {
				t.Fatalf("%v read back as %v", f, back)
			}
			for id, v := range f {
				i, _ := w.prog.Question(id)
				if unsure := w.pol.Questions[i].Unsure; !v.Known() && unsure != "" {
					v = engine.OneValue(unsure)
				}
				if !back[id].Equal(v) {
					t.Fatalf("%s: %v read back as %v", id, v, back[id])
				}
			}
		}
	})
}

// Two lists are two lists, for the next applicant as well, the gate may have its
// choices in any order, and a day is that day to the end of the calendar.
func TestSlotsReadBack(t *testing.T) {
	list := func(id string) engine.Question {
		return engine.Question{ID: id, Kind: engine.List, Fields: []engine.Question{{ID: "ok", Kind: engine.Bool}}}
	}
	p := compile(t, engine.Policy{From: from, To: to, Gate: engine.Gate{Question: "gate", Covers: []string{"all"}, Ends: "none"},
		Questions: []engine.Question{{ID: "gate", Kind: engine.One, Choices: choices("none", "all")}, list("these"), list("those"), {ID: "day", Kind: engine.Day}}})
	ok := func(yes bool) engine.Value { return rows(engine.Row{"ok": engine.BoolValue(yes)}) }
	c := p.NewCase()
	for _, f := range []engine.Facts{
		{"gate": engine.OneValue("none"), "these": ok(true), "those": ok(false)},
		{"gate": engine.OneValue("all"), "those": ok(true), "day": day("9999-12-31")},
		{"these": ok(false), "those": ok(true)},
	} {
		c.Reset()
		if !fillSlots(p, c, f) || !reflect.DeepEqual(c.Facts(), f) {
			t.Errorf("%v read back as %v", f, c.Facts())
		}
		if gate, given := f["gate"]; c.Ended() != (given && gate.Choice() == "none") {
			t.Errorf("ended: %v, the gate says %v", c.Ended(), gate)
		}
	}
}

// A slot takes no number that the question does not, and none that is too long.
func TestSlotNumbers(t *testing.T) {
	most := decimal.NewFromInt(100)
	p, err := engine.Compile(engine.Policy{From: from, To: to, Questions: []engine.Question{
		{ID: "n", Kind: engine.Number, Max: &most, Step: decimal.New(1, -1)}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		why  string
		n    int64
		exp  int
		want bool
	}{
		{"a whole number", 5, 0, true},
		{"the step", 51, -1, true},
		{"below the step", 505, -2, false},
		{"zeros at the end are no places", 500, -2, true},
		{"the highest", 100, 0, true},
		{"a step above it", 1001, -1, false},
		{"below the lowest, zero", -1, 0, false},
		{"more than an int64 of millionths holds", 1, 18, false},
		{"nothing, however far the point", 0, 300, true},
		{"more places than a millionth", 1, -7, false},
	} {
		if got := p.NewCase().Slot(0).Number(c.n, c.exp); got != c.want {
			t.Errorf("%s: %v", c.why, got)
		}
		if d := decimal.New(c.n, int32(c.exp)); p.NewCase().Slot(0).Decimal(d) != c.want {
			t.Errorf("%s, as a decimal: %v", c.why, !c.want)
		}
	}
}
