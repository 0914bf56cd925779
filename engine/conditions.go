package engine

import (
	"fmt"
	"slices"
)

type nodeOp uint8

const (
	opConst nodeOp = iota
	opAnd
	opOr
	opNot
	opOne  // One and Bool: the choice is in mask
	opMany // Many: has one of mask
	opCmp  // sum against k
	opCmpField
	opWithin
	opSome
	opAll
)

// node is a compiled condition.
type node struct {
	op    nodeOp
	of    []*node
	q     int  // question, or field when inRec; list for opSome and opAll
	inRec bool // q is a field of the current record
	mask  uint64
	sum   int
	cmp   Op
	k     num
	truth Truth // opConst
	src   Cond
	slot  int32 // 1 + its place in the table; 0: in a record
}

func (c *compiler) cond(src Cond) *node {
	switch s := src.(type) {
	case nil:
		return nil
	case And:
		return &node{op: opAnd, of: c.conds(s.Of), src: src}
	case Or:
		return &node{op: opOr, of: c.conds(s.Of), src: src}
	case Not:
		return &node{op: opNot, of: c.conds([]Cond{s.Of}), src: src}
	case Is:
		q, i, inRec, ok := c.lookup(s.Question, s.Pos)
		if !ok {
			return never
		}
		if q.kind != Bool {
			c.fail(s.Pos, s.Question, "%s is not a yes/no question", s.Question)
		}
		return &node{op: opOne, q: i, inRec: inRec, mask: bitYes, src: src}
	case In:
		return c.in(s)
	case Compare:
		return c.compare(s)
	case Within:
		n := &node{op: opWithin, q: -1, src: src}
		if s.Date != "" {
			q, i, inRec, ok := c.lookup(s.Date, s.Pos)
			if !ok {
				return never
			}
			if q.kind != Day {
				c.fail(s.Pos, s.Date, "%s is not a date", s.Date)
			}
			n.q, n.inRec = i, inRec
		} else if c.p.policy.Gate.Question == "" {
			c.fail(s.Pos, "", "neither a date nor the gate says when the matter was")
		}
		return n
	case Some:
		return c.quantifier(opSome, s.List, s.Of, s.Pos, src)
	case All:
		return c.quantifier(opAll, s.List, s.Of, s.Pos, src)
	}
	c.fail(0, "", "unknown condition %T", src)
	return never
}

var never = &node{op: opConst, truth: False}

func (c *compiler) conds(src []Cond) []*node {
	out := make([]*node, 0, len(src))
	for _, s := range src {
		if s == nil {
			c.fail(0, "", "an empty condition")
			continue
		}
		out = append(out, c.cond(s))
	}
	return out
}

func (c *compiler) in(s In) *node {
	q, i, inRec, ok := c.lookup(s.Question, s.Pos)
	if !ok {
		return never
	}
	op := opOne
	switch q.kind {
	case One:
	case Many:
		op = opMany
	default:
		c.fail(s.Pos, s.Question, "%s has no choices", s.Question)
		return never
	}
	n := &node{op: op, q: i, inRec: inRec, mask: c.maskOf(q, s.Pos, s.Choices), src: s}
	// A choice that is not offered counts as not chosen, as a question that is
	// not applicable counts as not answered.
	any := &node{op: opOr, src: s}
	for _, id := range s.Choices {
		j, ok := q.choices[id]
		if !ok || q.src.Choices[j].When == nil {
			continue
		}
		n.mask &^= 1 << j
		one := &node{op: op, q: i, inRec: inRec, mask: 1 << j, src: In{Question: s.Question, Choices: []string{id}, Pos: s.Pos}}
		any.of = append(any.of, &node{op: opAnd, of: []*node{q.choiceWhen[j], one}, src: one.src})
	}
	if n.mask != 0 {
		any.of = append(any.of, n)
	}
	if len(any.of) == 1 {
		return any.of[0]
	}
	return any
}

func (c *compiler) compare(s Compare) *node {
	if s.Op < Less || s.Op > More {
		c.fail(s.Pos, "", "unknown comparison")
		return never
	}
	if len(s.Sum) == 1 {
		q, i, inRec, ok := c.lookup(s.Sum[0].Question, s.Sum[0].Pos)
		if !ok {
			return never
		}
		if inRec {
			if q.kind != Number || s.Sum[0].Sign != 1 {
				c.fail(s.Pos, s.Sum[0].Question, "%s is not a number", s.Sum[0].Question)
				return never
			}
			c.sameUnit(q, s.To)
			return &node{op: opCmpField, q: i, inRec: true, cmp: s.Op, k: numOf(s.To.Value), src: s}
		}
	}
	si, neg, unit, ok := c.sum(s.Sum, s.Pos)
	if !ok {
		return never
	}
	if unit != s.To.Unit {
		c.fail(s.To.Pos, s.To.Text, "compares %s with %s", unit, s.To.Unit)
	}
	n := &node{op: opCmp, sum: si, cmp: s.Op, k: numOf(s.To.Value), src: s}
	if neg {
		n.cmp, n.k = More+1-s.Op, n.k.neg()
	}
	return n
}

func (c *compiler) sameUnit(q *question, k Const) {
	if q.src.Unit != k.Unit {
		c.fail(k.Pos, k.Text, "compares %s with %s", q.src.Unit, k.Unit)
	}
}

// sum is a quantity: signed number questions, lowest index first with sign +1.
type sum struct {
	terms []sumTerm
}

type sumTerm struct {
	q    int
	sign int
}

// sum interns a signed sum of number questions. The canonical form starts with
// its lowest question at +1; neg says that the given form is minus that.
func (c *compiler) sum(terms []Term, pos int) (index int, neg bool, unit string, ok bool) {
	if len(terms) == 0 {
		c.fail(pos, "", "an empty sum")
		return 0, false, "", false
	}
	var s sum
	for k, t := range terms {
		q, i, inRec, found := c.lookup(t.Question, t.Pos)
		if !found {
			return 0, false, "", false
		}
		if inRec {
			c.fail(t.Pos, t.Question, "a field of a record stands alone, not in a sum")
			return 0, false, "", false
		}
		if q.kind != Number || (t.Sign != 1 && t.Sign != -1) {
			c.fail(t.Pos, t.Question, "%s is not a number", t.Question)
			return 0, false, "", false
		}
		if k == 0 {
			unit = q.src.Unit
		} else if unit != q.src.Unit {
			c.fail(t.Pos, t.Question, "adds %s to %s", q.src.Unit, unit)
			return 0, false, "", false
		}
		s.terms = append(s.terms, sumTerm{i, t.Sign})
	}
	slices.SortFunc(s.terms, func(a, b sumTerm) int { return a.q - b.q })
	for k := 1; k < len(s.terms); k++ {
		if s.terms[k].q == s.terms[k-1].q {
			c.fail(pos, c.p.qs[s.terms[k].q].src.ID, "%s stands twice in a sum", c.p.qs[s.terms[k].q].src.ID)
			return 0, false, "", false
		}
	}
	if neg = s.terms[0].sign < 0; neg {
		for k := range s.terms {
			s.terms[k].sign = -s.terms[k].sign
		}
	}
	key := fmt.Sprint(s.terms)
	i, seen := c.sumIndex[key]
	if !seen {
		i = len(c.p.sums)
		c.p.sums = append(c.p.sums, s)
		c.sumIndex[key] = i
	}
	return i, neg, unit, true
}

func (c *compiler) quantifier(op nodeOp, list string, of Cond, pos int, src Cond) *node {
	i, ok := c.list(list, pos)
	if !ok {
		return never
	}
	if of == nil {
		c.fail(pos, list, "an empty condition")
		return never
	}
	c.rec = &c.p.qs[i]
	defer func() { c.rec = nil }()
	return &node{op: op, q: i, of: []*node{c.cond(of)}, src: src}
}

// conjuncts collects the comparisons that must hold when n does.
func conjuncts(n *node, out []bound) []bound {
	if n == nil {
		return out
	}
	switch n.op {
	case opAnd:
		for _, k := range n.of {
			out = conjuncts(k, out)
		}
	case opCmp:
		out = append(out, bound{n.sum, n.cmp, n.k})
	}
	return out
}
