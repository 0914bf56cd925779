package engine

import (
	"slices"

	"github.com/shopspring/decimal"
)

// Role says which part of an item a condition belongs to.
type Role uint8

const (
	RoleInner   Role = iota // part of a larger condition
	RoleWho                 // the kind of applicant
	RolePeriod              // the period of the matter
	RoleEvent               // the matter itself
	RoleRequire             // what must hold besides
	RoleTier                // an amount's tier must apply
)

// Node is a condition with its truth.
type Node struct {
	Role  Role
	Cond  Cond // as written; nil for a conjunction of roles
	Truth Truth
	// NotApplicable says that a question of the condition does not apply.
	NotApplicable bool
	Of            []Node
	// Row is the 1-based record of a list that the node is about; 0 for none.
	Row int
}

// Step is one line of arithmetic: a quantity and its parts.
type Step struct {
	Expr      Expr // nil for the item's ceiling
	Low, High decimal.Decimal
	NoLower   bool
	NoUpper   bool
	Row       int  // 1-based record of a list; 0 for none
	Open      bool // a list that may go on
	Of        []Step
}

// TierTrace is one tier of an amount.
type TierTrace struct {
	Tier  int
	Guard *Node // nil: everyone else
	Can   bool  // it can apply
	Value *Step // nil: no figure
	Worth Worth // after the item's ceiling
}

// AlternativeResult is another reading of an item that comes out differently
// for these facts.
type AlternativeResult struct {
	Alternative int
	Truth       Truth
	Worth       Worth
}

// Distance is how far an item, or a better tier of it, is away: one condition on
// one fact fails.
type Distance struct {
	Item     int
	Tier     int // the tier that would apply; -1: the item as a whole
	Question int
	Cond     Cond // the condition that fails: Compare or Is
	// Gap is the least step of the fact, in its unit; nil for a yes/no fact.
	Gap *decimal.Decimal
	// Worth is what the item would then bring.
	Worth Worth
}

// Explanation is everything behind one verdict.
type Explanation struct {
	Item         ItemResult
	Conditions   Node
	Tiers        []TierTrace
	Missing      []int // questions that can still change the result, in order
	Alternatives []AlternativeResult
	Distances    []Distance
}

// Explain gives the conditions, arithmetic, alternatives and distances of item i.
func (c *Case) Explain(i int) *Explanation {
	c.fill()
	e := &c.env
	it := &c.p.items[i]
	r := &it.main
	found := c.finding(i)
	x := &Explanation{Item: e.verdict(i, found)}
	x.Conditions = Node{Truth: x.Item.Truth}
	for _, part := range []struct {
		role Role
		n    *node
	}{{RoleWho, r.who}, {RolePeriod, r.period}, {RoleEvent, r.event}, {RoleRequire, r.require}} {
		if part.n != nil {
			k := e.trace(part.n)
			k.Role = part.role
			x.Conditions.Of = append(x.Conditions.Of, k)
		}
	}
	x.Tiers = e.traceTiers(r, found.worth.tiers)
	x.Missing = e.missing(found)
	x.Alternatives = e.alternatives(it, found)
	x.Distances = e.distances(i, found)
	return x
}

// Missing lists the questions that can still change the result of item i, in order:
// Explanation.Missing by itself.
func (c *Case) Missing(i int) []int {
	c.fill()
	return c.missing(c.finding(i))
}

func (e *env) missing(found finding) (out []int) {
	for _, o := range e.openQuestions(found.matter) {
		out = append(out, o.q)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Distances lists how far the items are away that fail by one condition, and the
// better tiers of those that match.
func (c *Case) Distances() []Distance {
	c.fill()
	var out []Distance
	for i := range c.p.items {
		out = append(out, c.distances(i, c.settled(i))...)
	}
	return out
}

func (e *env) trace(n *node) Node {
	out := Node{Cond: n.src, Truth: e.truth(n)}
	switch n.op {
	case opAnd, opOr, opNot:
		for _, k := range n.of {
			out.Of = append(out.Of, e.trace(k))
		}
	case opOne, opMany, opCmpField:
		_, w := e.cell(n)
		out.NotApplicable = w == False
	case opCmp:
		for _, t := range e.p.sums[n.sum].terms {
			out.NotApplicable = out.NotApplicable || e.truth(e.p.qs[t.q].when) == False
		}
	case opSome, opAll:
		for k, rec := range e.cells[n.q].rows.recs {
			var t Node
			e.inRecord(n.q, rec, func() Truth { t = e.trace(n.of[0]); return t.Truth })
			t.Row = k + 1
			out.Of = append(out.Of, t)
		}
	}
	return out
}

func (e *env) traceTiers(r *reading, can uint64) []TierTrace {
	var out []TierTrace
	for i := range r.amount.tiers {
		t := &r.amount.tiers[i]
		tt := TierTrace{Tier: i, Can: can>>i&1 != 0}
		if t.guard != nil {
			g := e.trace(t.guard)
			g.Role = RoleTier
			tt.Guard = &g
		}
		if t.value != nil {
			s := e.arithmetic(t.value, t.bounds)
			tt.Value = &s
		}
		tt.Worth = e.tierWorth(r, i).public()
		out = append(out, tt)
	}
	return out
}

func (e *env) arithmetic(v *val, bounds []bound) Step {
	s := e.value(v, bounds)
	out := Step{Expr: v.src, Low: s.lo.decimal(), High: s.hi.decimal(), NoLower: s.loInf, NoUpper: s.hiInf}
	if v.op != vTotal {
		for _, k := range v.of {
			out.Of = append(out.Of, e.arithmetic(k, bounds))
		}
		return out
	}
	r := e.cells[v.q].rows
	out.Open = r.open
	for i, rec := range r.recs {
		s := e.record(v, rec)
		k := Step{Expr: v.of[0].src, Low: s.lo.decimal(), High: s.hi.decimal(), NoUpper: s.hiInf, Row: i + 1}
		e.inRecord(v.q, rec, func() Truth {
			t := e.truth(v.where)
			if t != False {
				k.Of = e.arithmetic(v.of[0], nil).Of
			}
			return t
		})
		out.Of = append(out.Of, k)
	}
	return out
}

func (e *env) alternatives(it *item, main finding) []AlternativeResult {
	var out []AlternativeResult
	for i := range it.alts {
		if f := e.settle(&it.alts[i]); !f.same(main) {
			out = append(out, AlternativeResult{Alternative: i, Truth: f.truth, Worth: f.worth.public()})
		}
	}
	return out
}

// same reports whether two findings come to the same.
func (f finding) same(g finding) bool {
	v, w := f.worth, g.worth
	return f.truth == g.truth && (f.truth == False ||
		v.certs == w.certs && v.settled == w.settled && v.numbers == w.numbers && (!v.numbers || sameSpan(v.span, w.span)))
}

// distances tries for each condition on one fact that fails the least step of the
// fact which meets it, and keeps what that step alone achieves: that the item
// matches, or that an earlier tier applies.
func (e *env) distances(i int, now finding) []Distance {
	r := &e.p.items[i].main
	if e.truth(r.who) == False || e.truth(r.period) == False || e.truth(r.event) == False {
		return nil
	}
	var out []Distance
	if now.truth == False {
		fails := e.failing(r.require, false, nil)
		for _, t := range r.amount.tiers { // to come into a tier, or out of one whose amount does not apply
			fails = e.failing(t.guard, false, fails)
			fails = e.failing(t.guard, true, fails)
			for _, q := range t.reads {
				fails = e.failing(e.p.qs[q.q].when, false, fails)
			}
		}
		for _, c := range fails {
			out = e.distance(out, i, -1, c)
		}
		return out
	}
	for t := range r.amount.tiers {
		g := r.amount.tiers[t].guard
		if e.truth(g) == True {
			break
		}
		for _, c := range e.failing(g, false, nil) {
			out = e.distance(out, i, t, c)
		}
	}
	return out
}

// failed is a condition on facts that does not hold.
type failed struct {
	n    *node
	cond Cond // as it would have to hold
	op   Op   // opCmp: what would have to hold of the sum
}

// failing collects the comparisons and yes/no facts of a condition that fail, in
// what makes its questions apply too; under a not, the comparisons that hold.
func (e *env) failing(n *node, under bool, out []failed) []failed {
	if n == nil {
		return out
	}
	switch n.op {
	case opAnd, opOr, opNot:
		for _, k := range n.of {
			out = e.failing(k, under != (n.op == opNot), out)
		}
	case opMany, opWithin, opSome, opAll:
		if n.q >= 0 {
			out = e.failing(e.p.qs[n.q].when, under, out)
		}
	case opOne:
		if _, is := n.src.(Is); is && !under && e.truth(n) == False {
			out = append(out, failed{n: n, cond: n.src})
		}
		out = e.failing(e.p.qs[n.q].when, under, out)
	case opCmp:
		c := n.src.(Compare)
		switch {
		case !under && e.truth(n) == False:
			out = append(out, failed{n, c, n.cmp})
		case under && e.truth(n) == True && n.cmp != Equal:
			c.Op = c.Op.opposite()
			out = append(out, failed{n, c, n.cmp.opposite()})
		}
		for _, t := range e.p.sums[n.sum].terms {
			out = e.failing(e.p.qs[t.q].when, under, out)
		}
	}
	return out
}

// opposite is the comparison that holds exactly where o does not.
func (o Op) opposite() Op {
	return map[Op]Op{Less: AtLeast, AtMost: More, AtLeast: Less, More: AtMost}[o]
}

// distance adds the distance to where a condition holds, if that is enough. Of
// two steps of one fact the smaller one stays.
func (e *env) distance(out []Distance, i, tier int, f failed) []Distance {
	d := Distance{Item: i, Tier: tier, Cond: f.cond}
	met, ok := e.step(f, &d)
	if !ok {
		return out
	}
	before, truths := e.cells[d.Question], e.truths
	e.cells[d.Question], e.truths = &met, nil
	defer func() { e.cells[d.Question], e.truths = before, truths }()
	r := &e.p.items[i].main
	then := e.settle(r)
	switch {
	case tier < 0 && then.truth == True:
		d.Worth = then.worth.public()
	case tier >= 0 && then.truth != False && e.truth(r.amount.tiers[tier].guard) == True && then.worth.tiers>>tier&1 != 0:
		d.Worth = e.tierWorth(r, tier).public()
	default:
		return out
	}
	k := slices.IndexFunc(out, func(o Distance) bool { return o.Tier == tier && o.Question == d.Question })
	switch {
	case k < 0:
		out = append(out, d)
	case d.Gap != nil && d.Gap.LessThan(*out[k].Gap):
		out[k] = d
	}
	return out
}

// step is the least step of one known fact that meets a condition on it: its
// question and gap, and the fact after it.
func (e *env) step(f failed, d *Distance) (cell, bool) {
	n := f.n
	if n.op == opOne {
		d.Question = n.q
		return cell{state: known, may: bitYes, yes: bitYes}, e.movable(n.q)
	}
	if len(e.p.sums[n.sum].terms) != 1 {
		return cell{}, false
	}
	d.Question = e.p.sums[n.sum].terms[0].q
	if !e.movable(d.Question) {
		return cell{}, false
	}
	q := &e.p.qs[d.Question]
	g := grid{one: q.min, step: q.step}
	to := n.k
	switch f.op {
	case AtLeast:
		to = g.above(n.k)
	case AtMost:
		to = g.below(n.k)
	case More:
		to = g.below(n.k).add(q.step)
	case Less:
		to = g.above(n.k).sub(q.step)
	}
	if to.less(q.min) || !q.noMax && q.max.less(to) || !to.equal(g.below(to)) {
		return cell{}, false
	}
	gap := to.sub(e.cells[d.Question].span.lo).decimal().Abs()
	d.Gap = &gap
	return cell{state: known, span: point(to)}, true
}

// movable reports whether a question is answered and applies.
func (e *env) movable(q int) bool {
	return e.cells[q].state == known && e.applies(q).truth == True
}
