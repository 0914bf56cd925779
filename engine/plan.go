package engine

import (
	"math/bits"
	"slices"
)

// plan is what the verdict on an item takes from the table.
type plan struct {
	who, period, event, require int32 // entries
	// plain: these four decide the item
	plain bool
	// undated are parts of the conditions that depend on no date; the dated ones that
	// some record must meet look at these lists
	undated []int32
	lists   []int
	// fixed: what the item brings does not depend on the facts
	fixed bool
	// simple: Kleene's logic and intervals say just what completions would
	simple bool
}

// plan makes the plan and the template of item i.
func (t *tabler) plan(i int) {
	p := t.p
	it := &p.items[i]
	r := &it.main
	none := t.add(always)
	entry := func(n *node) int32 {
		if n == nil {
			return none
		}
		return t.add(n)
	}
	pl := plan{who: entry(r.who), period: entry(r.period), event: entry(r.event), require: entry(r.require)}
	tiers := r.amount.tiers
	pl.fixed = r.amount.kind != Money || r.amount.always && (tiers[0].value == nil || tiers[0].value.op == vConst)
	pl.simple = (r.amount.kind != Money || r.amount.always) && p.simple(r)
	// where the conditions hold dates besides the item's own, its period cannot be
	// told apart from them
	pl.plain = pl.simple && pl.fixed && !p.dated(r.event) && !p.dated(r.require)
	for _, n := range []*node{r.event, r.require} {
		parts := []*node{n}
		if n != nil && n.op == opAnd {
			parts = n.of
		}
		for _, k := range parts {
			switch {
			case k == nil:
			case !p.dated(k):
				pl.undated = append(pl.undated, t.add(k))
			case k.op == opSome:
				pl.lists = append(pl.lists, k.q)
			}
		}
	}
	p.plans[i] = pl
	out := ItemResult{Item: i, Worth: &Worth{}, Box: box(it.src, 0)}
	if pl.fixed {
		w := (&env{p: p, cells: p.nothing}).worth(r)
		*out.Worth, out.Box = w.public(), box(it.src, w.certs)
	}
	p.templates[i] = out
}

// outset is what can be said before any condition is read, and what is left to do.
type outset struct {
	items []ItemResult
	todo  []todo
}

// todo is an item to be decided: by the entries of its plan, where that is plain.
type todo struct {
	item                        int32
	plain                       bool
	who, period, event, require int32
}

// outsets makes one for each kind of applicant, to whom many items do not apply,
// and one for whoever has not said.
func (p *Program) outsets() {
	p.everybody = p.outset(nil)
	if p.applicant < 0 {
		return
	}
	for k := range p.policy.Questions[p.applicant].Choices {
		p.starts = append(p.starts, p.outset(func(who *node) bool { return who == nil || who.mask>>k&1 != 0 }))
	}
}

func (p *Program) outset(admits func(who *node) bool) outset {
	out := outset{items: slices.Clone(p.templates)}
	for i := range p.items {
		if pl := &p.plans[i]; admits == nil || admits(p.items[i].main.who) {
			out.todo = append(out.todo, todo{int32(i), pl.plain, pl.who, pl.period, pl.event, pl.require})
		} else {
			out.items[i].Status = NotForApplicant
		}
	}
	return out
}

// outset finds the applicant's.
func (e *env) outset() *outset {
	if q := e.p.applicant; q >= 0 {
		if c := e.cells[q]; bits.OnesCount64(c.may) == 1 { // also of who is not asked: no kind applies to it
			return &e.p.starts[bits.TrailingZeros64(c.may)]
		}
	}
	return &e.p.everybody
}

var always = &node{op: opConst, truth: True}

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
	s := simplicity{p: p, ok: true, chosen: map[int]uint64{}, numbers: map[int]bool{}, seen: map[int32]bool{}}
	for _, n := range []*node{r.who, r.period, r.event, r.require} {
		s.cond(n)
	}
	for _, t := range r.amount.tiers {
		if t.value != nil {
			s.value(t.value)
		}
	}
	_, gate := s.chosen[p.gate.q]
	return s.ok && !(gate && s.dates)
}

type simplicity struct {
	p       *Program
	ok      bool
	chosen  map[int]uint64 // the choices of a One or Bool question that all conditions allow
	numbers map[int]bool
	dates   bool
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
		s.cond(s.p.qs[n.q].when) // no choice of several is refused: one that meets all can be made
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
		s.dates = true
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

// The verdict on a plain item by its conditions, its period and who applies, in
// this order; in ended, the gate says that nothing falls inside.
var plainStatuses, endedStatuses = statusTable(false), statusTable(true)

func statusTable(ended bool) (out [27]Status) {
	for i := range out {
		who, period, inner := Truth(i%3), Truth(i/3%3), Truth(i/9)
		switch truth := min(who, period, inner); {
		case truth == True:
			out[i] = Eligible
		case truth == Unknown:
			out[i] = Possible
		case who == False:
			out[i] = NotForApplicant
		case inner == False && !(ended && period == False):
			out[i] = Ineligible
		default:
			out[i] = OutOfPeriod
		}
	}
	return out
}

// decide gives the verdict on every item of a result, and lists those that match or
// can match.
func (c *Case) decide(r *Result) {
	start := c.outset()
	copy(r.Items, start.items)
	truths := c.truths
	statuses := &plainStatuses
	if c.Ended() {
		statuses = &endedStatuses
	}
	for k := range start.todo {
		t := &start.todo[k]
		out := &r.Items[t.item]
		if t.plain {
			who, period, inner := truths.at(t.who), truths.at(t.period), min(truths.at(t.event), truths.at(t.require))
			out.Truth = min(who, period, inner)
			out.Status = statuses[inner*9+period*3+who]
		} else {
			c.decideOne(int(t.item), r)
		}
		if out.Status >= Possible {
			r.live = append(r.live, int(t.item))
		}
	}
}

// decideOne is decide for an item whose plan is not plain. What it brings is worked
// out only where it matches or can match.
func (c *Case) decideOne(i int, result *Result) {
	pl := &c.p.plans[i]
	r, out := &c.p.items[i].main, &result.Items[i]
	out.Truth = min(c.truths.at(pl.who), c.truths.at(pl.period), c.truths.at(pl.event), c.truths.at(pl.require))
	if out.Truth != False && r.amount.kind == Money && !r.amount.always {
		some, _ := c.tiers(r)
		out.Truth = out.Truth.and(some)
	}
	if out.Truth != False {
		if !pl.fixed {
			out.Worth = result.worth()
		}
		c.decideWorth(i, pl, r, out)
	}
	switch {
	case out.Truth == True:
		out.Status = Eligible
	case out.Truth == Unknown:
		out.Status = Possible
	case c.truths.at(pl.who) == False:
		out.Status = NotForApplicant
	case !c.ends(r) && c.steady(pl):
		out.Status = Ineligible
	default:
		out.Status = c.refusal(r)
	}
}

// decideWorth finds what an item brings that seems to match or to be open, and what
// completions leave of that.
func (c *Case) decideWorth(i int, pl *plan, r *reading, out *ItemResult) {
	src, a, f := c.p.items[i].src, &r.amount, finding{truth: out.Truth}
	known := pl.fixed
	if !known && a.always && c.knownWorth(a, out.Worth) {
		known, out.Box = true, box(src, out.Worth.Certainties)
	}
	if !known {
		f.worth = c.worth(r)
	}
	if !pl.simple && !(f.truth == True && (known || f.worth.decided())) {
		if known {
			f.worth = c.worth(r)
		}
		f, known = c.settledFrom(i, f), pl.fixed
	}
	if out.Truth = f.truth; !known && f.truth != False {
		*out.Worth, out.Box = f.worth.public(), box(src, f.worth.certs)
	}
}

// steady reports whether a part of the conditions fails whatever the dates are.
func (c *Case) steady(pl *plan) bool {
	for _, k := range pl.undated {
		if c.truths.at(k) == False {
			return true
		}
	}
	for _, q := range pl.lists {
		if r := c.cells[q].rows; !r.open && len(r.recs) == 0 {
			return true
		}
	}
	return false
}
