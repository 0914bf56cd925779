package engine

import "github.com/shopspring/decimal"

// env is one set of facts being evaluated. It is used by one goroutine.
type env struct {
	p     *Program
	cells []cell
	rec   []cell  // the current record, nil outside a list
	list  int     // the question of that record
	over  []*span // overrides of sums by index, set while relevance is explored
	// noPeriod takes every matter as inside the period, to tell apart why an
	// item fails; forced takes one condition as true, for distances.
	noPeriod bool
	forced   *node
}

func (e *env) truth(n *node) Truth {
	if n == nil {
		return True
	}
	if n == e.forced {
		return True
	}
	switch n.op {
	case opConst:
		return n.truth
	case opAnd:
		t := True
		for _, k := range n.of {
			if t = t.and(e.truth(k)); t == False {
				break
			}
		}
		return t
	case opOr:
		t := False
		for _, k := range n.of {
			if t = t.or(e.truth(k)); t == True {
				break
			}
		}
		return t
	case opNot:
		return e.truth(n.of[0]).not()
	case opOne, opMany:
		c, w := e.cell(n)
		if w == False {
			return False
		}
		return w.and(has(n.op, c, n.mask))
	case opCmp:
		w := True
		for _, t := range e.p.sums[n.sum].terms {
			if w = w.and(e.truth(e.p.qs[t.q].when)); w == False {
				return False
			}
		}
		return w.and(e.sum(n.sum).compare(n.cmp, n.k))
	case opCmpField:
		c, w := e.cell(n)
		if w == False {
			return False
		}
		return w.and(c.span.compare(n.cmp, n.k))
	case opWithin:
		return e.within(n)
	case opSome:
		return e.quantify(n, False)
	case opAll:
		return e.quantify(n, True)
	}
	return Unknown
}

// cell finds what a condition reads and whether it is applicable.
func (e *env) cell(n *node) (*cell, Truth) {
	if n.inRec {
		return &e.rec[n.q], e.truth(e.p.qs[e.list].fields[n.q].when)
	}
	return &e.cells[n.q], e.outer(e.p.qs[n.q].when)
}

// outer evaluates a condition on questions while inside a record.
func (e *env) outer(n *node) Truth {
	if n == nil || e.rec == nil {
		return e.truth(n)
	}
	rec, list := e.rec, e.list
	e.rec = nil
	t := e.truth(n)
	e.rec, e.list = rec, list
	return t
}

func has(op nodeOp, c *cell, mask uint64) Truth {
	if op == opMany {
		return verdict(c.yes&mask != 0, c.may&mask == 0)
	}
	return verdict(c.may&^mask == 0, c.may&mask == 0)
}

func (e *env) sum(i int) span {
	if e.over != nil && e.over[i] != nil {
		return *e.over[i]
	}
	var s span
	for _, t := range e.p.sums[i].terms {
		if t.sign < 0 {
			s = s.add(e.cells[t.q].span.neg())
		} else {
			s = s.add(e.cells[t.q].span)
		}
	}
	return s
}

// within holds a matter against the period. Its own date decides where it is
// given; else the gate: inside, outside, or each by its own date.
func (e *env) within(n *node) Truth {
	if e.noPeriod {
		return True
	}
	var date *cell
	switch {
	case n.q >= 0 && n.inRec:
		date = &e.rec[n.q]
	case n.q >= 0:
		date = &e.cells[n.q]
	}
	byDate := Unknown
	if date != nil {
		byDate = date.span.compare(AtLeast, e.p.from).and(date.span.compare(AtMost, e.p.to))
		if date.state == known {
			return byDate
		}
	}
	g := e.p.gate
	if g.q < 0 {
		return byDate
	}
	may := e.cells[g.q].may
	covers := g.covers
	// "don't know" said of one matter's date outweighs a gate that speaks of some
	// matters only; where all of them fall inside, so does this one.
	if date != nil && date.state == dontKnow && g.dated != 0 {
		covers &= firstBit(g.covers)
	}
	out := Truth(False)
	first := true
	for _, part := range []struct {
		mask uint64
		t    Truth
	}{{covers, True}, {g.ends, False}, {^(covers | g.ends), byDate}} {
		if may&part.mask == 0 {
			continue
		}
		if first {
			out, first = part.t, false
		} else if out != part.t {
			out = Unknown
		}
	}
	return out
}

func firstBit(m uint64) uint64 { return m & -m }

func (e *env) quantify(n *node, start Truth) Truth {
	w := e.truth(e.p.qs[n.q].when)
	if w == False {
		return False
	}
	r := e.cells[n.q].rows
	t := start
	for _, rec := range r.recs {
		e.rec, e.list = rec, n.q
		k := e.truth(n.of[0])
		e.rec = nil
		if n.op == opSome {
			t = t.or(k)
		} else {
			t = t.and(k)
		}
	}
	if r.open && t == start {
		t = Unknown
	}
	return w.and(t)
}

// match is the truth of a reading: who, period, event, require, and a tier that
// applies with everything that its amount reads.
func (e *env) match(r *reading) Truth {
	t := e.truth(r.who)
	for _, n := range [...]*node{r.event, r.require, r.period} {
		if t == False {
			return False
		}
		t = t.and(e.truth(n))
	}
	if t == False || r.amount.kind != Money {
		return t
	}
	u, _ := e.tiers(r)
	return t.and(u)
}

// tiers says whether some tier applies and which can.
func (e *env) tiers(r *reading) (Truth, []int) {
	var can []int
	anyTrue, anyFalse, complete := false, false, false
	unsure := false
	for i := range r.amount.tiers {
		t := &r.amount.tiers[i]
		g := e.truth(t.guard)
		if g == False {
			continue
		}
		switch a := e.applicable(t); a {
		case False:
			anyFalse = true
		case True:
			anyTrue = true
			can = append(can, i)
		default:
			unsure = true
			can = append(can, i)
		}
		if g == True {
			complete = true
			break
		}
	}
	switch {
	case !anyTrue && !unsure:
		return False, nil
	case complete && !anyFalse && !unsure:
		return True, can
	}
	return Unknown, can
}

// applicable says whether every question that the tier's amount reads is.
func (e *env) applicable(t *tier) Truth {
	out := True
	for _, r := range t.reads {
		if out = out.and(e.truth(e.p.qs[r.q].when)); out == False {
			break
		}
	}
	return out
}

func (e *env) value(v *val, bounds []bound) span {
	switch v.op {
	case vConst:
		return point(v.k)
	case vSum:
		s := e.sum(v.sum)
		for _, b := range bounds {
			if b.sum == v.sum {
				s = s.cut(b.op, b.k)
			}
		}
		if v.neg {
			s = s.neg()
		}
		return s
	case vField:
		return e.rec[v.q].span
	case vMul:
		return e.value(v.of[0], bounds).mul(v.k)
	case vAdd:
		var s span
		for _, k := range v.of {
			s = s.add(e.value(k, bounds))
		}
		return s
	case vMin:
		s := e.value(v.of[0], bounds)
		for _, k := range v.of[1:] {
			s = s.min(e.value(k, bounds))
		}
		return s
	case vMax0:
		return e.value(v.of[0], bounds).max0()
	case vTotal:
		return e.total(v)
	}
	return span{}
}

func (e *env) total(v *val) span {
	var s span
	r := e.cells[v.q].rows
	for _, rec := range r.recs {
		s = s.add(e.record(v, rec))
	}
	if r.open {
		s.hiInf = true
	}
	return s
}

// record is what one record adds to a total.
func (e *env) record(v *val, rec []cell) span {
	e.rec, e.list = rec, v.q
	defer func() { e.rec = nil }()
	w := e.truth(v.where).and(e.fieldsApplicable(v.of[0]))
	if w == False {
		return span{}
	}
	s := e.value(v.of[0], nil)
	if w == Unknown {
		s = s.hull(span{})
	}
	return s
}

// fieldsApplicable says whether every field that a total reads is applicable in
// the current record.
func (e *env) fieldsApplicable(v *val) Truth {
	if v.op == vField {
		return e.truth(e.p.qs[e.list].fields[v.q].when)
	}
	t := True
	for _, k := range v.of {
		t = t.and(e.fieldsApplicable(k))
	}
	return t
}

// worth is what an item brings on the condition that it matches.
type worth struct {
	certs   Certainties
	span    span
	numbers bool // some tier has a figure
	settled bool
	cut     Truth // whether the item's own ceiling bites
	tiers   []int
}

var cent int32 = 2

func (e *env) worth(r *reading) worth {
	a := &r.amount
	if a.kind != Money {
		return worth{certs: Certainties(None), settled: true}
	}
	_, can := e.tiers(r)
	w := worth{tiers: can, settled: len(can) > 0}
	first := true
	for _, i := range can {
		t := &a.tiers[i]
		w.certs |= Certainties(t.cert)
		if t.cert == Unprinted {
			continue
		}
		s := e.value(t.value, t.bounds).max0()
		bites := False
		if a.ceiling != nil {
			bites = s.compare(More, *a.ceiling)
			s = s.min(point(*a.ceiling))
		}
		s.lo, s.hi = s.lo.Round(cent), s.hi.Round(cent)
		if !s.isPoint() {
			w.settled = false
		}
		if t.cert == UpTo {
			s.lo = decimal.Zero
		}
		switch {
		case first:
			w.span, w.cut, first = s, bites, false
		default:
			if !sameSpan(w.span, s) {
				w.settled = false
			}
			w.span = w.span.hull(s)
			if w.cut != bites {
				w.cut = Unknown
			}
		}
	}
	w.numbers = !first
	if w.certs&(w.certs-1) != 0 {
		w.settled = false
	}
	return w
}

func sameSpan(a, b span) bool {
	return a.hiInf == b.hiInf && a.lo.Equal(b.lo) && (a.hiInf || a.hi.Equal(b.hi))
}
