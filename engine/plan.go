package engine

// plan is what the verdict on an item takes from the table.
type plan struct {
	who, period, event, require int32 // entries; -1: always
	// always: some tier applies to whoever matches, with all that its amount reads
	always bool
	// fixed: what the item brings does not depend on the facts
	fixed bool
	// dated: the conditions hold dates besides the item's own, so that its period
	// cannot be told apart from the rest
	dated bool
	// simple: Kleene's logic and intervals say just what completions would
	simple bool
}

// plan makes the plan and the template of item i.
func (t *tabler) plan(i int) {
	p := t.p
	it := &p.items[i]
	r := &it.main
	pl := plan{who: t.add(r.who), period: t.add(r.period), event: t.add(r.event), require: t.add(r.require)}
	tiers := r.amount.tiers
	pl.always = r.amount.kind != Money || r.amount.always
	pl.fixed = r.amount.kind != Money || pl.always && (tiers[0].value == nil || tiers[0].value.op == vConst)
	pl.dated = p.dated(r.who) || p.dated(r.event) || p.dated(r.require)
	for t := range tiers {
		pl.dated = pl.dated || p.dated(tiers[t].guard)
		for _, q := range tiers[t].reads {
			pl.dated = pl.dated || p.dated(p.qs[q.q].when)
		}
	}
	pl.simple = pl.always && p.simple(r)
	p.plans[i] = pl
	out := ItemResult{Item: i}
	if pl.fixed {
		w := (&env{p: p, cells: p.blank}).worth(r)
		out.Worth, out.Box = w.public(), box(it.src, w.certs)
	}
	p.templates[i] = out
}

func (p *Program) alwaysApply(reads []readRef) bool {
	for _, r := range reads {
		if p.qs[r.q].when != nil {
			return false
		}
	}
	return true
}

// dated reports whether a condition depends on the date of a matter.
func (p *Program) dated(n *node) bool {
	if n == nil {
		return false
	}
	for _, k := range n.of {
		if p.dated(k) {
			return true
		}
	}
	switch n.op {
	case opWithin:
		return true
	case opOne, opMany:
		return !n.inRec && p.dated(p.qs[n.q].when)
	case opCmp:
		for _, t := range p.sums[n.sum].terms {
			if p.dated(p.qs[t.q].when) {
				return true
			}
		}
	case opSome, opAll:
		l := &p.qs[n.q]
		for i := range l.fields {
			if p.dated(l.fields[i].when) {
				return true
			}
		}
		return p.dated(l.when)
	}
	return false
}

// simple reports whether a reading is a conjunction of conditions on different
// facts, and its one sum reads none of these. Then each open fact can go either
// way, whatever the others are: what Kleene's logic leaves open is open, and the
// ends of the interval can be reached.
func (p *Program) simple(r *reading) bool {
	s := simplicity{p: p, ok: true, chosen: map[int]uint64{}, bits: map[int]uint64{}, numbers: map[int]bool{}, seen: map[int32]bool{}}
	for _, n := range []*node{r.who, r.period, r.event, r.require} {
		s.cond(n)
	}
	for _, t := range r.amount.tiers {
		if t.value != nil {
			s.value(t.value)
		}
	}
	if _, both := s.chosen[p.gate.q]; both && s.within > 0 {
		return false
	}
	return s.ok && s.within <= 1
}

type simplicity struct {
	p       *Program
	ok      bool
	chosen  map[int]uint64 // the choices of a One or Bool question that all conditions allow
	bits    map[int]uint64 // of Many questions
	numbers map[int]bool
	within  int
	seen    map[int32]bool // entries
}

func (s *simplicity) cond(n *node) {
	if n == nil || n.slot > 0 && s.seen[n.slot] {
		return
	}
	s.seen[n.slot] = true
	switch n.op {
	case opAnd:
		for _, k := range n.of {
			s.cond(k)
		}
	case opOne:
		s.cond(s.p.qs[n.q].when)
		s.choose(n.q, n.mask)
	case opMany:
		s.cond(s.p.qs[n.q].when)
		s.ok = s.ok && s.bits[n.q]&n.mask == 0
		s.bits[n.q] |= n.mask
	case opCmp:
		s.compare(n)
	case opNot:
		switch k := n.of[0]; {
		case k.op == opOne && s.p.qs[k.q].when == nil:
			s.choose(k.q, s.p.qs[k.q].all&^k.mask)
		case k.op == opCmp && s.unconditional(k.sum):
			s.compare(k)
		default:
			s.ok = false
		}
	case opWithin:
		s.within++
		g := s.p.gate
		if n.q < 0 || g.q < 0 || !s.p.qs[n.q].src.Volunteer {
			s.ok = false
			return
		}
		when := s.p.qs[n.q].when
		s.ok = s.ok && (when == nil || when.op == opOne && when.q == g.q && when.mask == g.dated)
	default:
		s.ok = false
	}
}

func (s *simplicity) choose(q int, mask uint64) {
	if before, had := s.chosen[q]; had {
		mask &= before
	}
	s.chosen[q] = mask
	s.ok = s.ok && mask != 0
}

func (s *simplicity) unconditional(sum int) bool {
	for _, t := range s.p.sums[sum].terms {
		if s.p.qs[t.q].when != nil {
			return false
		}
	}
	return true
}

func (s *simplicity) compare(n *node) {
	s.ok = s.ok && n.cmp != Equal
	s.sum(n.sum)
}

// sum notes the questions of a sum: they take the ends of its span, if these are
// among their values.
func (s *simplicity) sum(i int) {
	terms := s.p.sums[i].terms
	for _, t := range terms {
		q := &s.p.qs[t.q]
		s.cond(q.when)
		s.ok = s.ok && !s.numbers[t.q] && q.step.equal(s.p.qs[terms[0].q].step) &&
			(q.noMax || q.max.sub(q.min).mod(q.step).sign() == 0)
		s.numbers[t.q] = true
	}
}

func (s *simplicity) value(v *val) {
	switch v.op {
	case vSum:
		s.sum(v.sum)
	case vField, vTotal:
		s.ok = false
	default:
		for _, k := range v.of {
			s.value(k)
		}
	}
}

// decide gives the verdict on item i, on top of its template.
func (c *Case) decide(i int, out *ItemResult) {
	pl := &c.p.plans[i]
	r := &c.p.items[i].main
	who, period := c.at(pl.who), c.at(pl.period)
	inner := min(c.at(pl.event), c.at(pl.require))
	if !pl.always && inner != False {
		t, _ := c.tiers(r)
		inner = min(inner, t)
	}
	truth := min(who, period, inner)
	f := finding{truth: truth}
	if !pl.fixed {
		f.worth = c.worth(r)
	}
	if truth != False && !pl.simple && !(truth == True && (pl.fixed || f.worth.decided())) {
		f = c.finding(i)
		truth = f.truth
	}
	out.Truth = truth
	if !pl.fixed {
		out.Worth, out.Box = f.worth.public(), box(c.p.items[i].src, f.worth.certs)
	}
	switch {
	case truth == True:
		out.Status = Eligible
	case truth == Unknown:
		out.Status = Possible
	case who == False:
		out.Status = NotForApplicant
	case pl.dated || f.truth != min(who, period, inner) || period == False && inner != False && !(inner == True || pl.simple):
		out.Status = c.refusal(r)
	case c.ends(r):
		out.Status = OutOfPeriod
	case inner == False:
		out.Status = Ineligible
	default:
		out.Status = OutOfPeriod
	}
}

// at is the truth of an entry of the table.
func (e *env) at(entry int32) Truth {
	if entry < 0 {
		return True
	}
	return e.truths[entry]
}
