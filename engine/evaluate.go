package engine

import "slices"

// env is one set of facts being evaluated. It is used by one goroutine.
type env struct {
	p     *Program
	cells []cell
	rec   []cell // the current record, nil outside a list
	list  int    // the question of that record
	// truths are those of the program's table; nil: to be worked out, because the
	// cells change
	truths []Truth
	dates  []int   // the questions of dates that were answered or asked in vain
	over   []*span // overrides of sums by index, set while completions are tried
	// dateless is whether the matters without a date of their own fall inside,
	// where the gate leaves that open; nil: not known.
	dateless *Truth
	// noPeriod takes every matter as inside the period, to tell apart why an
	// item fails.
	noPeriod bool
}

func (e *env) truth(n *node) Truth {
	if n == nil {
		return True
	}
	if e.truths != nil && n.slot > 0 {
		return e.truths[n.slot-1]
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
		return e.compare(n.sum, n.cmp, n.k)
	case opCmpField:
		c, w := e.cell(n)
		if w == False {
			return False
		}
		return w.and(c.span.compare(n.cmp, n.k))
	case opWithin:
		return e.within(n)
	case opSome, opAll:
		return e.quantify(n)
	}
	return Unknown
}

// compare holds a sum against a figure.
func (e *env) compare(sum int, op Op, k num) Truth {
	w := True
	for _, t := range e.p.sums[sum].terms {
		if when := e.p.qs[t.q].when; when != nil {
			if w = w.and(e.truth(when)); w == False {
				return False
			}
		}
	}
	return w.and(e.sum(sum).compare(op, k))
}

// cell finds what a condition reads and whether it is applicable.
func (e *env) cell(n *node) (*cell, Truth) {
	if n.inRec {
		return &e.rec[n.q], e.truth(e.p.qs[e.list].fields[n.q].when)
	}
	return &e.cells[n.q], e.truth(e.p.qs[n.q].when)
}

// inRecord evaluates a condition on one record.
func (e *env) inRecord(list int, rec []cell, do func() Truth) Truth {
	outer, of := e.rec, e.list
	e.rec, e.list = rec, list
	t := do()
	e.rec, e.list = outer, of
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
// given; else the gate: inside, outside, or each by its own date. A date that is
// no matter's own (not Volunteer) counts only where its question applies.
func (e *env) within(n *node) Truth {
	if e.noPeriod {
		return True
	}
	byDate, applies := Unknown, True
	state, volunteer := absent, true
	if n.q >= 0 {
		var c *cell
		c, applies = e.cell(n)
		byDate = c.span.compare(AtLeast, e.p.from).and(c.span.compare(AtMost, e.p.to))
		state, volunteer = c.state, e.question(n).src.Volunteer
	} else if e.dateless != nil {
		byDate = *e.dateless
	}
	switch {
	case state == known && volunteer:
		return byDate
	case state == known || e.p.gate.q < 0:
		return applies.and(byDate)
	case volunteer:
		return e.byGate(byDate, applies, state == dontKnow)
	}
	return applies.and(e.byGate(byDate, True, state == dontKnow))
}

// byGate is what the gate says of a matter whose date is not given. Where it asks
// for dates, the date's question must apply. "Don't know" said of one matter's
// date outweighs a gate that speaks of some matters only.
func (e *env) byGate(byDate, applies Truth, asked bool) Truth {
	g := e.p.gate
	inside := g.covers
	if asked {
		inside = g.whole
	}
	may := e.cells[g.q].may
	var all, any Truth = True, False
	for _, part := range []struct {
		mask uint64
		t    Truth
	}{
		{inside, True},
		{g.ends, False},
		{g.dated &^ g.covers, applies.and(byDate)},
		{^(inside | g.ends | g.dated&^g.covers), byDate},
	} {
		if may&part.mask != 0 {
			all, any = all.and(part.t), any.or(part.t)
		}
	}
	if all == any {
		return all
	}
	return Unknown
}

// question finds what a condition reads.
func (e *env) question(n *node) *question {
	if n.inRec {
		return &e.p.qs[e.list].fields[n.q]
	}
	return &e.p.qs[n.q]
}

func (e *env) quantify(n *node) Truth {
	start := False
	if n.op == opAll {
		start = True
	}
	w := e.truth(e.p.qs[n.q].when)
	if w == False {
		return False
	}
	r := e.cells[n.q].rows
	t := start
	for _, rec := range r.recs {
		k := e.inRecord(n.q, rec, func() Truth { return e.truth(n.of[0]) })
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
	if r.amount.always {
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
			if b.sum == v.sum && !s.isPoint() { // what is known stays as it is
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
	for i, rec := range r.recs {
		k := e.record(v, rec)
		if r.heavy != nil && r.heavy[i] {
			k = k.mul(far)
		}
		s = s.add(k)
	}
	if r.open {
		s.hiInf = true
	}
	return s
}

// record is what one record adds to a total.
func (e *env) record(v *val, rec []cell) span {
	var s span
	w := e.inRecord(v.q, rec, func() Truth {
		s = e.value(v.of[0], nil)
		return e.truth(v.where).and(e.fieldsApplicable(v.of[0]))
	})
	switch w {
	case False:
		return span{}
	case Unknown:
		return s.hull(span{})
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

// worth is the hull over the tiers that are not yet false.
func (e *env) worth(r *reading) worth {
	a := &r.amount
	if a.kind != Money {
		return worth{certs: Certainties(None), settled: true}
	}
	if a.always {
		return e.tierWorth(r, 0)
	}
	_, can := e.tiers(r)
	var w worth
	for k, i := range can {
		t := e.tierWorth(r, i)
		if k == 0 {
			w = t
		} else {
			w = w.join(t)
		}
	}
	return w
}

// tierWorth is what a tier brings if it applies.
func (e *env) tierWorth(r *reading, i int) worth {
	t := &r.amount.tiers[i]
	w := worth{certs: Certainties(t.cert), settled: true, tiers: single(i)}
	if t.cert == Unprinted {
		return w
	}
	s := e.value(t.value, t.bounds).max0()
	if k := r.amount.ceiling; k != nil {
		w.cut = s.compare(More, *k)
		s = s.min(point(*k))
	}
	s.lo, s.hi = s.lo.round(), s.hi.round()
	w.settled = s.isPoint()
	if t.cert == UpTo {
		s.lo = num{}
	}
	w.span, w.numbers = s, true
	return w
}

var indices = func() (out [16]int) {
	for i := range out {
		out[i] = i
	}
	return out
}()

// single is a set of one tier.
func single(i int) []int {
	if i < len(indices) {
		return indices[i : i+1 : i+1]
	}
	return []int{i}
}

// decided reports whether one sum of one tier is left.
func (w worth) decided() bool { return w.settled && len(w.tiers) <= 1 }

// join is what either of two can bring.
func (w worth) join(v worth) worth {
	out := worth{certs: w.certs | v.certs, numbers: w.numbers || v.numbers, cut: w.cut, span: w.span}
	out.settled = w.settled && v.settled && w.certs == v.certs && w.numbers == v.numbers &&
		(!w.numbers || sameSpan(w.span, v.span))
	switch {
	case w.numbers && v.numbers:
		out.span = w.span.hull(v.span)
		if w.cut != v.cut {
			out.cut = Unknown
		}
	case v.numbers:
		out.span, out.cut = v.span, v.cut
	}
	out.tiers = append(slices.Clone(w.tiers), v.tiers...)
	slices.Sort(out.tiers)
	out.tiers = slices.Compact(out.tiers)
	return out
}

func sameSpan(a, b span) bool {
	return a.hiInf == b.hiInf && a.lo.equal(b.lo) && (a.hiInf || a.hi.equal(b.hi))
}
