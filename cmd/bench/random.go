package main

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"

	"github.com/shopspring/decimal"

	"huiqi/engine"
)

// maker makes random applicants, the same ones for the same seed. Half of their
// numbers stand at a figure of the policy, one step below or above it, or where
// a rate gives half a fen.
type maker struct {
	*rand.Rand
	marks map[string][]decimal.Decimal // figures by unit
}

func newMaker(seed uint64) *maker {
	m := &maker{rand.New(rand.NewPCG(seed, 0)), map[string][]decimal.Decimal{}}
	var all figures
	for i := range pack.Policy.Items {
		it := &pack.Policy.Items[i]
		all.cond(it.Event)
		all.cond(it.Require)
		for _, t := range it.Amount.Tiers {
			all.cond(t.If)
			all.expr(t.Value)
		}
		if it.Amount.Ceiling != nil {
			all = append(all, *it.Amount.Ceiling)
		}
	}
	for _, k := range all {
		m.marks[k.Unit] = append(m.marks[k.Unit], k.Value)
	}
	return m
}

// full answers every question that applies.
func (m *maker) full() engine.Facts {
	f := engine.Facts{}
	for i := range pack.Policy.Questions {
		q := &pack.Policy.Questions[i]
		if holds(q.When, f) {
			f[q.ID] = m.value(q, f)
		}
	}
	return f
}

// partial keeps about half of the answers and makes some of them "don't know".
func (m *maker) partial(f engine.Facts) engine.Facts {
	out := engine.Facts{}
	for _, id := range slices.Sorted(maps.Keys(f)) {
		switch n := m.IntN(10); {
		case n < 5:
			out[id] = f[id]
		case n == 5:
			out[id] = engine.DontKnow()
		}
	}
	return out
}

func (m *maker) value(q *engine.Question, f engine.Facts) engine.Value {
	switch q.Kind {
	case engine.Bool:
		return engine.BoolValue(m.IntN(2) == 0)
	case engine.One:
		if q.ID == pack.Policy.Gate.Question { // most applicants know that all is of this year
			return engine.OneValue(q.Choices[max(0, m.IntN(8)-4)].ID)
		}
		return engine.OneValue(q.Choices[m.IntN(len(q.Choices))].ID)
	case engine.Many:
		var ids []string
		for _, c := range q.Choices {
			if holds(c.When, f) && m.IntN(3) == 0 {
				ids = append(ids, c.ID)
			}
		}
		return engine.ManyValue(ids...)
	case engine.Number:
		return engine.NumberValue(m.number(q))
	case engine.Day:
		year := 2022 + m.IntN(3)
		return engine.DayValue(engine.Date{Year: year, Month: 1 + 11*m.IntN(2), Day: 1 + 30*m.IntN(2)})
	}
	var rows []engine.Row
	for range m.IntN(4) {
		row := engine.Row{}
		for i := range q.Fields {
			fd := &q.Fields[i]
			if holds(fd.When, asFacts(row)) {
				row[fd.ID] = m.value(fd, f)
			}
		}
		rows = append(rows, row)
	}
	return engine.ListValue(engine.Records{Rows: rows})
}

// number is a multiple of the question's step, in its bounds.
func (m *maker) number(q *engine.Question) decimal.Decimal {
	step := q.Step
	if step.IsZero() {
		step = decimal.New(1, -2)
	}
	marks := m.marks[q.Unit]
	var n decimal.Decimal
	switch k := m.IntN(8); {
	case k < 3 && len(marks) > 0:
		n = marks[m.IntN(len(marks))].Add(step.Mul(decimal.NewFromInt(int64(m.IntN(3) - 1))))
	case k == 3: // a tenth of it, a fifth, 15%, 70%, 80% or 90% ends in half a fen
		n = decimal.New(int64(m.IntN(2000)), -2).Add(decimal.New(5, -2))
	case q.Max != nil:
		n = decimal.New(int64(m.IntN(int(q.Max.IntPart())*100+1)), -2)
	default:
		n = decimal.New(m.Int64N(1_000_000_000_00>>m.IntN(24)), -2)
	}
	n = n.Sub(n.Mod(step))
	if n.IsNegative() {
		return decimal.Zero
	}
	if q.Max != nil && n.GreaterThan(*q.Max) {
		return *q.Max
	}
	return n
}

func asFacts(r engine.Row) engine.Facts { return engine.Facts(r) }

// holds decides the conditions under which questions and choices come up.
func holds(c engine.Cond, f engine.Facts) bool {
	switch c := c.(type) {
	case nil:
		return true
	case engine.Not:
		return !holds(c.Of, f)
	case engine.In:
		for _, id := range f[c.Question].Choices() {
			if slices.Contains(c.Choices, id) {
				return true
			}
		}
		return false
	}
	panic(fmt.Sprintf("%T: extend holds", c))
}
