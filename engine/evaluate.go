package engine

// env is one set of facts being evaluated. It is used by one goroutine.
type env struct {
	p     *Program
	cells []*cell // those of which nothing is known are the program's: see own
	rec   []cell  // the current record, nil outside a list
	list  int     // the question of that record
	// truths are those of the program's table; nil: to be worked out, because the
	// cells change
	truths truths
	dates  []int   // the questions of dates that were answered or asked in vain
	over   []*span // overrides of sums by index, set while completions are tried
	// dateless is whether the matters without a date of their own fall inside,
	// where the gate leaves that open; nil: not known.
	dateless *Truth
	// noPeriod takes every matter as inside the period, to tell apart why an
	// item fails.
	noPeriod bool
}

// own makes the cell of a question one that can be changed.
func (e *env) own(q int) *cell {
	if e.cells[q] == e.p.nothing[q] {
		c := *e.cells[q]
		e.cells[q] = &c
	}
	return e.cells[q]
}

func (e *env) truth(n *node) Truth {
	if n == nil {
		return True
	}
	if e.truths != nil && n.slot > 0 {
		return e.truths.at(n.slot - 1)
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
		if c.state == known {
			return w.and(holds(c.span.lo.cmp(n.k), n.cmp))
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
	if n, ok := e.known(sum); ok {
		return w.and(holds(n.cmp(k), op))
	}
	return w.and(e.sum(sum).compare(op, k))
}

// known is a sum all of whose terms are known.
func (e *env) known(sum int) (n num, ok bool) {
	if e.over != nil {
		return num{}, false
	}
	for _, t := range e.p.sums[sum].terms {
		c := e.cells[t.q]
		if c.state != known {
			return num{}, false
		}
		if t.sign < 0 {
			n = n.sub(c.span.lo)
		} else {
			n = n.add(c.span.lo)
		}
	}
	return n, true
}

// cell finds what a condition reads and whether it is applicable.
func (e *env) cell(n *node) (*cell, Truth) {
	if n.inRec {
		return &e.rec[n.q], e.truth(e.p.qs[e.list].fields[n.q].when)
	}
	return e.cells[n.q], e.truth(e.p.qs[n.q].when)
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
	outer, of := e.rec, e.list
	for i := 0; i < len(r.recs) && (t == start || t == Unknown); i++ {
		e.rec, e.list = r.recs[i], n.q
		if k := e.truth(n.of[0]); n.op == opSome {
			t = t.or(k)
		} else {
			t = t.and(k)
		}
	}
	e.rec, e.list = outer, of
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

// tiers says whether some tier applies and which can, a bit each.
func (e *env) tiers(r *reading) (_ Truth, can uint64) {
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
			can |= 1 << i
		default:
			unsure = true
			can |= 1 << i
		}
		if g == True {
			complete = true
			break
		}
	}
	switch {
	case !anyTrue && !unsure:
		return False, 0
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
