package engine

import (
	"encoding/binary"
	"slices"
)

// choiceBlock are the entries of a question's n choices, from one on. The question
// always applies.
type choiceBlock struct{ q, from, n int }

// A choice that is surely taken is possibly taken too: the sum of both bits is 2, 1
// or 0, its truth. spread makes eight bytes of eight bits, so that eight choices are
// summed at once.
var spread = func() (out [256]uint64) {
	for i := range out {
		for bit := range 8 {
			out[i] |= uint64(i) >> bit & 1 << (8 * bit)
		}
	}
	return out
}()

// truths are those of a table, a byte each.
type truths []byte

func (t truths) at(entry int32) Truth { return Truth(t[entry]) }

// newTruths has room for the eight bytes that are written at the last choice.
func (p *Program) newTruths() truths { return make(truths, len(p.table)+8)[:len(p.table)] }

// step is a part of the table that depends on the choices and the steps before only.
type step struct {
	dates bool // the dates of matters
	rest  []int32
	ands  []conjunction
}

// conjunction is an entry that holds where two others do. What has more parts is
// several of them, each but the first with the entry itself, so that none loops.
type conjunction struct{ out, a, b int32 }

// schedule divides the table into steps.
func (t *tabler) schedule() {
	p := t.p
	depth := make([]int, len(p.table))
	step := func(k int) *step {
		for len(p.steps) < k {
			p.steps = append(p.steps, step{})
		}
		return &p.steps[k-1]
	}
	for i := p.choicesTo; i < len(p.table); i++ {
		e := &p.table[i]
		parts := slices.Clone(p.parts[e.from:e.to])
		switch {
		case int32(i) >= p.dateFrom && int32(i) < p.dateTo:
			depth[i] = 1 + p.depth(p.dateWhen, -1, depth)
			step(depth[i]).dates = true
		case e.op == opAnd && len(parts) > 1:
			slices.SortStableFunc(parts, func(a, b int32) int { return depth[a] - depth[b] })
			for len(parts) > 1 {
				c := conjunction{int32(i), parts[0], parts[1]}
				depth[i] = 1 + max(depth[c.a], depth[c.b])
				into := step(depth[i])
				into.ands = append(into.ands, c)
				parts = parts[1:]
				parts[0] = c.out
			}
		default:
			for _, k := range parts {
				depth[i] = max(depth[i], depth[k])
			}
			switch {
			case e.when >= 0:
				depth[i] = depth[e.when]
			case e.op == opCmp:
				for _, term := range p.sums[e.q].terms {
					depth[i] = max(depth[i], p.depth(p.qs[term.q].when, -1, depth))
				}
			case e.op == opSome || e.op == opAll:
				depth[i] = max(p.depth(p.qs[e.q].when, -1, depth), p.depth(e.n.of[0], e.n.q, depth))
			}
			depth[i]++
			into := step(depth[i])
			into.rest = append(into.rest, int32(i))
		}
	}
}

// depth is the step after which a condition can be read, in a record of a list or
// outside (-1).
func (p *Program) depth(n *node, list int, of []int) (out int) {
	switch {
	case n == nil:
		return 0
	case n.slot > 0:
		return of[n.slot-1]
	case n.inRec && n.q >= 0:
		out = p.depth(p.qs[list].fields[n.q].when, list, of)
	}
	for _, k := range n.of {
		out = max(out, p.depth(k, list, of))
	}
	return out
}

// fill gives the truth of every condition of the table, in out.
func (e *env) fill(out truths) {
	p := e.p
	e.truths = out
	for _, b := range p.choices {
		c := e.cells[b.q]
		yes, may := c.yes, c.may
		for at := b.from; at < b.from+b.n; at += 8 { // what is written too far is written again
			binary.LittleEndian.PutUint64(out[at:cap(out)], spread[yes&0xff]+spread[may&0xff])
			yes, may = yes>>8, may>>8
		}
	}
	for i := range p.steps {
		s := &p.steps[i]
		if s.dates {
			e.fillDates()
		}
		for _, k := range s.rest {
			out[k] = byte(e.entry(&p.table[k]))
		}
		for _, c := range s.ands {
			out[c.out] = min(out[c.a], out[c.b])
		}
	}
}

// fillDates tells whether the matters with a date of their own fall inside: most
// dates are not given.
func (e *env) fillDates() {
	p, out := e.p, e.truths
	t := byte(e.undated())
	dates := out[p.dateFrom:p.dateTo]
	for i := range dates {
		dates[i] = t
	}
	for _, q := range e.dates {
		switch i, c := p.dateEntry[q], e.cells[q]; {
		case i == 0:
		case c.state != known:
			out[i-1] = byte(e.within(p.table[i-1].n))
		case c.span.lo.less(p.from) || p.to.less(c.span.lo):
			out[i-1] = byte(False)
		default:
			out[i-1] = byte(True)
		}
	}
}

// undated is whether a matter falls inside whose date was not asked for.
func (e *env) undated() Truth {
	applies := e.truth(e.p.dateWhen)
	if e.p.gate.q < 0 {
		return applies.and(Unknown)
	}
	return e.byGate(Unknown, applies, false)
}

// entry is the truth of a condition whose parts are in the table.
func (e *env) entry(t *entry) Truth {
	parts, truths := e.p.parts[t.from:t.to], e.truths
	switch t.op {
	case opConst:
		return Truth(t.mask)
	case opAnd:
		v := True
		for _, k := range parts {
			v = min(v, truths.at(k))
		}
		return v
	case opOr:
		v := False
		for _, k := range parts {
			v = max(v, truths.at(k))
		}
		return v
	case opNot:
		return truths.at(parts[0]).not()
	case opOne, opMany:
		v := has(t.op, e.cells[t.q], t.mask)
		if t.when >= 0 {
			v = min(v, truths.at(t.when))
		}
		return v
	case opCmp:
		return e.compare(int(t.q), t.cmp, t.k)
	case opWithin:
		return e.within(t.n)
	case opSome, opAll:
		return e.quantify(t.n)
	}
	return Unknown
}
