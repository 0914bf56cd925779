package engine

import (
	"errors"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
)

// DefinitionError says what is wrong with a policy's definition.
type DefinitionError struct {
	Where string // "question revenue", "item a14-rd require", …
	Name  string // the offending name, if any
	Pos   int    // offset inside the expression, as the author's parser gave it
	Msg   string
}

func (e *DefinitionError) Error() string {
	return fmt.Sprintf("%s: %s", e.Where, e.Msg)
}

// Program is a compiled policy: immutable, safe for concurrent use.
type Program struct {
	policy    Policy
	qs        []question
	qIndex    map[string]int
	items     []item
	itemIndex map[string]int
	groups    []group
	sums      []sum
	gate      gate
	applicant int
	from, to  decimal.Decimal // the period as day numbers
}

type gate struct {
	q                   int // -1: the policy has none
	covers, dated, ends uint64
	whole               uint64 // the choice under which all matters fall inside
}

// question is a compiled Question. Bool questions have the two choices no (bit
// 0) and yes (bit 1).
type question struct {
	src     *Question
	kind    Kind
	when    *node    // nil: always
	asked   *reading // when, as a reading
	choices map[string]int
	all     uint64 // every choice
	fields  []question
	fIndex  map[string]int
	min     decimal.Decimal
	max     decimal.Decimal
	noMin   bool
	noMax   bool
	step    decimal.Decimal
	// choiceWhen says when each choice is offered; nil: always.
	choiceWhen []*node
}

const (
	bitNo  = 1 << 0
	bitYes = 1 << 1
)

// sum is a quantity: signed number questions, lowest index first with sign +1.
type sum struct {
	terms []sumTerm
}

type sumTerm struct {
	q    int
	sign int
}

type item struct {
	src  *Item
	main reading
	alts []reading
}

// reading is one way to read an item: the settled one or an alternative.
type reading struct {
	who, period, event, require *node
	amount                      amount
	// one input each for what the reading can depend on, in asking order, lists last
	inputs []input
}

type amount struct {
	kind    AmountKind
	tiers   []tier
	ceiling *decimal.Decimal
}

type tier struct {
	guard *node // nil: everyone else
	cert  Certainty
	value *val // nil: unprinted
	reads []readRef
	// bounds are the comparisons that must hold whenever the tier applies
	bounds []bound
}

// readRef is a question whose value the amount reads.
type readRef struct{ q int }

type bound struct {
	sum int
	op  Op
	k   decimal.Decimal
}

type group struct {
	src   *Group
	items []int
	alts  [][]int
}

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
	k     decimal.Decimal
	truth Truth // opConst
	src   Cond
}

type valOp uint8

const (
	vConst valOp = iota
	vSum
	vField
	vMul
	vAdd
	vMin
	vMax0
	vTotal
)

// val is a compiled quantity.
type val struct {
	op    valOp
	of    []*val
	k     decimal.Decimal
	sum   int
	neg   bool // vSum: minus the canonical sum
	q     int  // vField: field; vTotal: list
	where *node
	src   Expr
}

// Compile checks a policy and makes it ready for evaluation. All faults found
// are reported together (errors.Join of *DefinitionError).
func Compile(p Policy) (*Program, error) {
	c := compiler{p: &Program{
		policy: p, qIndex: map[string]int{}, itemIndex: map[string]int{}, applicant: -1, gate: gate{q: -1},
	}, sumIndex: map[string]int{}}
	c.questions()
	if len(c.errs) == 0 {
		c.opening()
		c.items()
		c.groups()
	}
	if len(c.errs) > 0 {
		return nil, errors.Join(c.errs...)
	}
	return c.p, nil
}

type compiler struct {
	p        *Program
	errs     []error
	where    string
	limit    int       // conditions may read questions below this index
	rec      *question // list whose record is the current context
	sumIndex map[string]int
}

func (c *compiler) fail(pos int, name, format string, args ...any) {
	c.errs = append(c.errs, &DefinitionError{Where: c.where, Name: name, Pos: pos, Msg: fmt.Sprintf(format, args...)})
}

func (c *compiler) questions() {
	ps := c.p.policy.Questions
	c.p.qs = make([]question, len(ps))
	for i := range ps {
		c.where = "question " + ps[i].ID
		if _, dup := c.p.qIndex[ps[i].ID]; dup {
			c.fail(0, ps[i].ID, "defined twice")
			continue
		}
		c.limit = i
		c.p.qs[i] = c.question(&ps[i], false)
		c.p.qIndex[ps[i].ID] = i
	}
}

func (c *compiler) question(src *Question, field bool) question {
	q := question{src: src, kind: src.Kind, step: src.Step}
	switch src.Kind {
	case Bool:
		q.all = bitNo | bitYes
	case One, Many:
		if n := len(src.Choices); n == 0 || n > 64 {
			c.fail(0, src.ID, "%d choices; 1 to 64 are possible", n)
			return q
		}
		q.choices = map[string]int{}
		for i, ch := range src.Choices {
			if _, dup := q.choices[ch.ID]; dup {
				c.fail(0, ch.ID, "choice %s defined twice", ch.ID)
			}
			q.choices[ch.ID] = i
			q.all |= 1 << i
		}
	case Number:
		if src.Min != nil {
			q.min = *src.Min
		}
		q.noMax = src.Max == nil
		if src.Max != nil {
			q.max = *src.Max
			if q.max.LessThan(q.min) {
				c.fail(0, src.ID, "max is below min")
			}
		}
		if q.step.IsZero() {
			q.step = decimal.New(1, -2)
		}
		if q.step.IsNegative() {
			c.fail(0, src.ID, "step is negative")
		}
	case Day:
		// Any date: days count from 1970, and the period's edges are all that matters.
		q.noMin, q.noMax = true, true
		q.step = decimal.New(1, 0)
	case List:
		if field {
			c.fail(0, src.ID, "a list inside a list")
			return q
		}
		q.fIndex = map[string]int{}
		q.fields = make([]question, len(src.Fields))
		outer := c.where
		for i := range src.Fields {
			f := &src.Fields[i]
			c.where = outer + " field " + f.ID
			if _, dup := q.fIndex[f.ID]; dup {
				c.fail(0, f.ID, "defined twice")
			}
			partial := q
			partial.fields = q.fields[:i]
			c.rec = &partial
			q.fields[i] = c.question(f, true)
			c.rec = nil
			q.fIndex[f.ID] = i
		}
		c.where = outer
	default:
		c.fail(0, src.ID, "unknown kind")
	}
	if _, ok := q.choices[src.Unsure]; src.Unsure != "" && !(ok && src.Kind == One) {
		c.fail(0, src.Unsure, "%s has no choice %s", src.ID, src.Unsure)
	}
	if src.Volunteer && src.Kind != Day {
		c.fail(0, src.ID, "only a date can be volunteered")
	}
	if src.When != nil {
		q.when = c.cond(src.When)
	}
	for _, ch := range src.Choices {
		q.choiceWhen = append(q.choiceWhen, c.cond(ch.When))
	}
	return q
}

func (c *compiler) opening() {
	p := &c.p.policy
	c.limit = len(p.Questions)
	c.p.from = decimal.NewFromInt(p.From.ordinal())
	c.p.to = decimal.NewFromInt(p.To.ordinal())
	c.where = "policy"
	if p.To.ordinal() < p.From.ordinal() {
		c.fail(0, "", "the period ends before it begins")
	}
	if p.Gate.Question != "" {
		c.where = "gate"
		i, ok := c.p.qIndex[p.Gate.Question]
		if !ok || c.p.qs[i].kind != One {
			c.fail(0, p.Gate.Question, "the gate is no one-of question")
			return
		}
		if c.p.qs[i].when != nil {
			c.fail(0, p.Gate.Question, "the gate is not asked of everybody")
		}
		c.p.gate = gate{q: i, covers: c.choiceMask(i, 0, p.Gate.Covers...)}
		if len(p.Gate.Covers) > 0 {
			c.p.gate.whole = c.choiceMask(i, 0, p.Gate.Covers[0])
		}
		if p.Gate.Dated != "" {
			c.p.gate.dated = c.choiceMask(i, 0, p.Gate.Dated)
		}
		if p.Gate.Ends != "" {
			c.p.gate.ends = c.choiceMask(i, 0, p.Gate.Ends)
		}
	}
	if p.Applicant != "" {
		c.where = "applicant"
		i, ok := c.p.qIndex[p.Applicant]
		if !ok || c.p.qs[i].kind != One {
			c.fail(0, p.Applicant, "the applicant is no one-of question")
			return
		}
		c.p.applicant = i
	}
	if len(c.errs) > 0 {
		return
	}
	for i := range c.p.qs {
		if q := &c.p.qs[i]; q.when != nil {
			c.where = "question " + q.src.ID
			q.asked = &reading{require: q.when}
			q.asked.inputs = c.inputs(q.asked)
		}
	}
}

func (c *compiler) choiceMask(q, pos int, ids ...string) uint64 {
	return c.maskOf(&c.p.qs[q], pos, ids)
}

func (c *compiler) maskOf(q *question, pos int, ids []string) uint64 {
	var m uint64
	for _, id := range ids {
		i, ok := q.choices[id]
		if !ok {
			c.fail(pos, id, "%s has no choice %s", q.src.ID, id)
			continue
		}
		m |= 1 << i
	}
	return m
}

// lookup finds a name: first among the record's fields, then among questions.
func (c *compiler) lookup(id string, pos int) (q *question, i int, inRec, ok bool) {
	if c.rec != nil {
		if i, ok := c.rec.fIndex[id]; ok && i < len(c.rec.fields) {
			return &c.rec.fields[i], i, true, true
		}
	}
	i, ok = c.p.qIndex[id]
	if !ok || i >= c.limit {
		c.fail(pos, id, "no question %s before this", id)
		return nil, 0, false, false
	}
	return &c.p.qs[i], i, false, true
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
	if len(any.of) == 0 {
		return n
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
			return &node{op: opCmpField, q: i, inRec: true, cmp: s.Op, k: s.To.Value, src: s}
		}
	}
	si, neg, unit, ok := c.sum(s.Sum, s.Pos)
	if !ok {
		return never
	}
	if unit != s.To.Unit {
		c.fail(s.To.Pos, s.To.Text, "compares %s with %s", unit, s.To.Unit)
	}
	n := &node{op: opCmp, sum: si, cmp: s.Op, k: s.To.Value, src: s}
	if neg {
		n.cmp, n.k = More+1-s.Op, s.To.Value.Neg()
	}
	return n
}

func (c *compiler) sameUnit(q *question, k Const) {
	if q.src.Unit != k.Unit {
		c.fail(k.Pos, k.Text, "compares %s with %s", q.src.Unit, k.Unit)
	}
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

func (c *compiler) list(id string, pos int) (int, bool) {
	if c.rec != nil {
		c.fail(pos, id, "a list inside a record")
		return 0, false
	}
	q, i, _, ok := c.lookup(id, pos)
	if !ok {
		return 0, false
	}
	if q.kind != List {
		c.fail(pos, id, "%s is not a list", id)
		return 0, false
	}
	return i, true
}

func (c *compiler) items() {
	c.limit = len(c.p.qs)
	src := c.p.policy.Items
	c.p.items = make([]item, len(src))
	for i := range src {
		it := &src[i]
		if _, dup := c.p.itemIndex[it.ID]; dup {
			c.where = "item " + it.ID
			c.fail(0, it.ID, "defined twice")
		}
		c.p.itemIndex[it.ID] = i
		m := item{src: it, main: c.reading(it, it.Event, it.Require, &it.Amount)}
		for _, a := range it.Alternatives {
			event, require, amt := it.Event, it.Require, &it.Amount
			if a.Event != nil {
				event = a.Event
			}
			if a.Require != nil {
				require = a.Require
			}
			if a.Amount != nil {
				amt = a.Amount
			}
			m.alts = append(m.alts, c.reading(it, event, require, amt))
		}
		if len(c.errs) == 0 {
			c.where = "item " + it.ID
			m.main.inputs = c.inputs(&m.main)
			for k := range m.alts {
				m.alts[k].inputs = c.inputs(&m.alts[k])
			}
		}
		c.p.items[i] = m
	}
}

func (c *compiler) reading(it *Item, event, require Cond, amt *Amount) reading {
	var r reading
	at := "item " + it.ID
	c.where = at + " who"
	if c.p.applicant < 0 && len(it.Who) > 0 {
		c.fail(0, "", "nothing asks who applies")
	}
	if c.p.applicant >= 0 && len(it.Who) > 0 {
		r.who = &node{op: opOne, q: c.p.applicant, mask: c.choiceMask(c.p.applicant, 0, it.Who...),
			src: In{Question: c.p.policy.Applicant, Choices: it.Who}}
	}
	c.where = at + " period"
	switch {
	case it.Period == OwnPeriod || c.p.gate.q < 0 && it.Date == "":
	case it.Period == ByMatter:
		r.period = c.cond(Within{Date: it.Date})
	case c.p.gate.ends != 0:
		g := In{Question: c.p.policy.Gate.Question, Choices: []string{c.p.policy.Gate.Ends}}
		r.period = &node{op: opNot, of: []*node{c.in(g)}, src: Not{Of: g}}
	}
	c.where = at + " event"
	r.event = c.cond(event)
	c.where = at + " require"
	r.require = c.cond(require)
	c.where = at + " amount"
	r.amount = c.amount(amt)
	for t := range r.amount.tiers {
		var bs []bound
		for _, n := range []*node{r.event, r.require, r.amount.tiers[t].guard} {
			bs = conjuncts(n, bs)
		}
		r.amount.tiers[t].bounds = bs
	}
	return r
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

func (c *compiler) amount(a *Amount) amount {
	out := amount{kind: a.Kind}
	switch a.Kind {
	case NoAmount:
		return out
	case Discount, FeeCeiling:
		if !a.Rate.Value.IsPositive() {
			c.fail(a.Rate.Pos, a.Rate.Text, "a rate above zero is needed")
		}
		return out
	case Money:
	default:
		c.fail(0, "", "unknown kind of amount")
		return out
	}
	if a.Ceiling != nil {
		if a.Ceiling.Unit != UnitYuan {
			c.fail(a.Ceiling.Pos, a.Ceiling.Text, "the ceiling is in %s, not 元", a.Ceiling.Unit)
		}
		if a.Ceiling.Value.IsNegative() {
			c.fail(a.Ceiling.Pos, a.Ceiling.Text, "a negative figure")
		}
		k := a.Ceiling.Value
		out.ceiling = &k
	}
	if len(a.Tiers) == 0 {
		c.fail(0, "", "an amount without tiers")
	}
	for i, t := range a.Tiers {
		u := tier{guard: c.cond(t.If), cert: t.Certainty}
		if t.If == nil && i != len(a.Tiers)-1 {
			c.fail(0, t.ID, "a tier for everyone else stands before others")
		}
		switch t.Certainty {
		case Unprinted:
			if t.Value != nil {
				c.fail(0, t.ID, "an unprinted sum with a value")
			}
		case Exact, UpTo:
			if t.Value == nil {
				c.fail(0, t.ID, "a tier without a value")
				break
			}
			seen := map[string]bool{}
			v, unit := c.expr(t.Value, seen)
			if unit != "" && unit != UnitYuan {
				c.fail(0, t.ID, "the amount is in %s, not 元", unit)
			}
			u.value = v
			u.reads = reads(c.p, v, nil)
		default:
			c.fail(0, t.ID, "a tier without a certainty")
		}
		out.tiers = append(out.tiers, u)
	}
	return out
}

func reads(p *Program, v *val, out []readRef) []readRef {
	switch v.op {
	case vSum:
		for _, t := range p.sums[v.sum].terms {
			out = append(out, readRef{t.q})
		}
	case vTotal:
		out = append(out, readRef{v.q})
	}
	if v.op != vTotal {
		for _, k := range v.of {
			out = reads(p, k, out)
		}
	}
	return out
}

var nothing = &val{op: vConst}

// expr compiles a quantity and returns its unit. seen holds the facts that the
// amount has read so far: each may stand once, so that intervals are exact.
func (c *compiler) expr(src Expr, seen map[string]bool) (*val, string) {
	once := func(key string, pos int) {
		if seen[key] {
			c.fail(pos, key, "%s stands twice in an amount", key)
		}
		seen[key] = true
	}
	switch s := src.(type) {
	case Const:
		if s.Value.IsNegative() {
			c.fail(s.Pos, s.Text, "a negative figure")
		}
		return &val{op: vConst, k: s.Value, src: src}, s.Unit
	case Sum:
		if c.rec != nil {
			if len(s.Terms) != 1 {
				c.fail(0, "", "a field of a record stands alone, not in a sum")
				return nothing, ""
			}
			t := s.Terms[0]
			q, i, inRec, ok := c.lookup(t.Question, t.Pos)
			if !ok {
				return nothing, ""
			}
			if !inRec || q.kind != Number || t.Sign != 1 {
				c.fail(t.Pos, t.Question, "%s is no number field of the record", t.Question)
				return nothing, ""
			}
			once(c.rec.src.ID+"."+t.Question, t.Pos)
			if q.min.IsNegative() {
				c.fail(t.Pos, t.Question, "%s can be negative inside a total", t.Question)
			}
			return &val{op: vField, q: i, src: src}, q.src.Unit
		}
		i, neg, unit, ok := c.sum(s.Terms, 0)
		if !ok {
			return nothing, ""
		}
		for _, t := range s.Terms {
			once(t.Question, t.Pos)
		}
		return &val{op: vSum, sum: i, neg: neg, src: src}, unit
	case Mul:
		if s.By.Value.IsNegative() {
			c.fail(s.By.Pos, s.By.Text, "a negative rate")
		}
		of, unit := c.expr(s.Of, seen)
		v := &val{op: vMul, k: s.By.factor(), of: []*val{of}, src: src}
		switch s.By.Unit {
		case UnitPercent, UnitRatio, UnitTenths:
			return v, unit
		}
		num, den, ok := splitUnit(s.By.Unit)
		if !ok || unit != "" && den != unit {
			c.fail(s.By.Pos, s.By.Text, "multiplies %s by %s", s.By.Unit, unit)
			return v, ""
		}
		return v, num
	case Add:
		return c.several(vAdd, s.Of, src, seen)
	case Min:
		return c.several(vMin, s.Of, src, seen)
	case Max0:
		of, unit := c.expr(s.Of, seen)
		return &val{op: vMax0, of: []*val{of}, src: src}, unit
	case Total:
		i, ok := c.list(s.List, s.Pos)
		if !ok {
			return nothing, ""
		}
		c.rec = &c.p.qs[i]
		defer func() { c.rec = nil }()
		v := &val{op: vTotal, q: i, where: c.cond(s.Where), src: src}
		of, unit := c.expr(s.Of, seen)
		v.of = []*val{of}
		return v, unit
	}
	c.fail(0, "", "unknown quantity %T", src)
	return nothing, ""
}

func (c *compiler) several(op valOp, of []Expr, src Expr, seen map[string]bool) (*val, string) {
	v := &val{op: op, src: src}
	unit := ""
	if len(of) == 0 {
		c.fail(0, "", "an empty sum or minimum")
	}
	for _, e := range of {
		k, u := c.expr(e, seen)
		v.of = append(v.of, k)
		switch {
		case unit == "":
			unit = u
		case u != "" && u != unit:
			c.fail(0, "", "mixes %s and %s", unit, u)
		}
	}
	return v, unit
}

func splitUnit(u string) (num, den string, ok bool) {
	for i := range u {
		if u[i] == '/' {
			return u[:i], u[i+1:], i > 0 && i+1 < len(u)
		}
	}
	return "", "", false
}

func (c *compiler) groups() {
	owner := map[int]string{}
	for i := range c.p.policy.Groups {
		g := &c.p.policy.Groups[i]
		c.where = "group " + g.ID
		if g.Ceiling.Unit != UnitYuan {
			c.fail(g.Ceiling.Pos, g.Ceiling.Text, "the ceiling is in %s, not 元", g.Ceiling.Unit)
		}
		if g.Ceiling.Value.IsNegative() {
			c.fail(g.Ceiling.Pos, g.Ceiling.Text, "a negative figure")
		}
		out := group{src: g, items: c.members(g.Items)}
		for _, k := range out.items {
			if id := c.p.policy.Items[k].ID; owner[k] != "" {
				c.fail(0, id, "item %s is under the ceiling of %s already", id, owner[k])
			}
			owner[k] = g.ID
		}
		for _, a := range g.Alternatives {
			out.alts = append(out.alts, c.members(a.Items))
		}
		c.p.groups = append(c.p.groups, out)
	}
}

func (c *compiler) members(ids []string) []int {
	var out []int
	for _, id := range ids {
		i, ok := c.p.itemIndex[id]
		if !ok {
			c.fail(0, id, "no item %s", id)
			continue
		}
		if c.p.policy.Items[i].Amount.Kind != Money {
			c.fail(0, id, "item %s has no money", id)
		}
		out = append(out, i)
	}
	return out
}
