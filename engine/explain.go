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
func (p *Program) Explain(f Facts, i int) (*Explanation, error) {
	cells, err := p.bind(f)
	if err != nil {
		return nil, err
	}
	e := &env{p: p, cells: cells}
	it := &p.items[i]
	x := &Explanation{Item: e.item(i)}
	r := &it.main
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
	x.Tiers = e.traceTiers(r)
	if x.Item.Truth != False {
		for _, o := range p.openQuestions(cells, it) {
			if !slices.Contains(x.Missing, o.q) {
				x.Missing = append(x.Missing, o.q)
			}
		}
		slices.Sort(x.Missing)
	}
	x.Alternatives = e.alternatives(it, &x.Item)
	x.Distances = e.distances(i)
	return x, nil
}

// Distances lists how far the items are away that fail by one condition, and the
// better tiers of those that match.
func (p *Program) Distances(f Facts) ([]Distance, error) {
	cells, err := p.bind(f)
	if err != nil {
		return nil, err
	}
	e := &env{p: p, cells: cells}
	var out []Distance
	for i := range p.items {
		out = append(out, e.distances(i)...)
	}
	return out, nil
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
			e.rec, e.list = rec, n.q
			t := e.trace(n.of[0])
			e.rec = nil
			t.Row = k + 1
			out.Of = append(out.Of, t)
		}
	}
	return out
}

func (e *env) traceTiers(r *reading) []TierTrace {
	var out []TierTrace
	if r.amount.kind != Money {
		return nil
	}
	_, can := e.tiers(r)
	for i := range r.amount.tiers {
		t := &r.amount.tiers[i]
		tt := TierTrace{Tier: i, Can: slices.Contains(can, i)}
		if t.guard != nil {
			g := e.trace(t.guard)
			g.Role = RoleTier
			tt.Guard = &g
		}
		if t.value != nil {
			s := e.step(t.value, t.bounds)
			tt.Value = &s
		}
		tt.Worth = e.tierWorth(r, i)
		out = append(out, tt)
	}
	return out
}

// tierWorth is the worth of one tier by itself.
func (e *env) tierWorth(r *reading, i int) Worth {
	one := reading{amount: amount{kind: Money, tiers: []tier{r.amount.tiers[i]}, ceiling: r.amount.ceiling}}
	one.amount.tiers[0].guard = nil
	w := e.worth(&one).public()
	w.Tiers = []int{i}
	return w
}

func (e *env) step(v *val, bounds []bound) Step {
	s := e.value(v, bounds)
	out := Step{Expr: v.src, Low: s.lo, High: s.hi, NoLower: s.loInf, NoUpper: s.hiInf}
	if v.op != vTotal {
		for _, k := range v.of {
			out.Of = append(out.Of, e.step(k, bounds))
		}
		return out
	}
	r := e.cells[v.q].rows
	out.Open = r.open
	for i, rec := range r.recs {
		s := e.record(v, rec)
		k := Step{Expr: v.of[0].src, Low: s.lo, High: s.hi, NoUpper: s.hiInf, Row: i + 1}
		e.rec, e.list = rec, v.q
		if e.truth(v.where) != False {
			inner := e.step(v.of[0], nil)
			k.Of = inner.Of
		}
		e.rec = nil
		out.Of = append(out.Of, k)
	}
	return out
}

func (e *env) alternatives(it *item, main *ItemResult) []AlternativeResult {
	var out []AlternativeResult
	for i := range it.alts {
		a := AlternativeResult{Alternative: i, Truth: e.match(&it.alts[i])}
		w := e.worth(&it.alts[i])
		a.Worth = w.public()
		if a.Truth == False && main.Truth == False {
			continue
		}
		m := main.Worth
		same := a.Truth == main.Truth && (a.Truth == False ||
			w.certs == m.Certainties && w.numbers == m.Numbers &&
				(!m.Numbers || sameSpan(w.span, span{m.Low, m.High, false, m.NoUpper})))
		if !same {
			out = append(out, a)
		}
	}
	return out
}

func (e *env) distances(i int) []Distance {
	r := &e.p.items[i].main
	if e.truth(r.who) == False || e.truth(r.period) == False || e.truth(r.event) == False {
		return nil
	}
	var out []Distance
	if e.match(r) == False {
		for _, n := range e.failing(r.require, nil) {
			e.forced = n
			if e.match(r) == True {
				if d, ok := e.distance(i, -1, n); ok {
					d.Worth = e.worth(r).public()
					out = append(out, d)
				}
			}
			e.forced = nil
		}
		// one condition must be enough by itself: two that each would do mean an "or"
		return out
	}
	for t := range r.amount.tiers {
		g := r.amount.tiers[t].guard
		if g == nil || e.truth(g) != False {
			if e.truth(g) == True {
				break
			}
			continue
		}
		for _, n := range e.failing(g, nil) {
			e.forced = n
			if e.truth(g) == True {
				if d, ok := e.distance(i, t, n); ok {
					d.Worth = e.tierWorth(r, t)
					out = append(out, d)
				}
			}
			e.forced = nil
		}
	}
	return out
}

// failing collects the false comparisons and yes/no facts of a condition.
func (e *env) failing(n *node, out []*node) []*node {
	if n == nil {
		return out
	}
	switch n.op {
	case opAnd, opOr:
		for _, k := range n.of {
			out = e.failing(k, out)
		}
	case opCmp, opOne:
		if e.truth(n) == False {
			out = append(out, n)
		}
	}
	return out
}

func (e *env) distance(i, tier int, n *node) (Distance, bool) {
	d := Distance{Item: i, Tier: tier, Cond: n.src}
	switch c := n.src.(type) {
	case Compare:
		terms := e.p.sums[n.sum].terms
		if n.op != opCmp || len(terms) != 1 {
			return d, false
		}
		d.Question = terms[0].q
		cell := &e.cells[d.Question]
		if cell.state != known || e.truth(e.p.qs[d.Question].when) != True {
			return d, false
		}
		gap := n.k.Sub(cell.span.lo).Abs()
		if c.Op == Less || c.Op == More {
			gap = gap.Add(e.p.qs[d.Question].step)
		}
		d.Gap = &gap
		return d, true
	case Is:
		d.Question = n.q
		return d, e.cells[n.q].state == known && e.truth(e.p.qs[n.q].when) == True
	}
	return d, false
}
