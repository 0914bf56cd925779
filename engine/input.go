package engine

import (
	"cmp"
	"maps"
	"slices"
)

// An input is one thing that a reading can depend on: a question's choice, one
// choice of a Many question, a sum of numbers, a date or a list. Two sums of one
// reading share no question, so its inputs vary freely.
type input struct {
	kind   inputKind
	q      int      // question; first question of a sum
	bit    int      // inBit: the choice
	sum    int      // inSum
	masks  []uint64 // inChoice: one mask of equivalent choices each
	cuts   []cut    // inSum: thresholds
	kinks  []kink   // inSum: where what an amount makes of it switches
	amount bool     // inSum: an amount reads it
	list   *listInput
}

type inputKind uint8

const (
	inChoice inputKind = iota
	inBit
	inSum
	inDay
	inList
	inDateless // whether matters without a date fall inside; q is the gate
)

type cut struct {
	k  num
	op Op
}

// listInput is what a reading makes of the records of a list.
type listInput struct {
	fields []fieldInput
	// parts are the places that look at the records: each can need a record of its
	// own.
	parts []listPart
	outer []int // the questions that they read besides
}

// listPart is a condition on some or every record, or a total over them.
type listPart struct {
	cond  *node
	every bool
	total *val
}

type fieldInput struct {
	field int
	kind  inputKind
	masks []uint64
	many  uint64 // bits of a Many field
	cuts  []cut
	kinks []kink
}

// kink is where a minimum, or the zero below which nothing goes, switches: where
// the number times scale comes to a limit.
type kink struct {
	limit limit
	scale num
	neg   bool // of minus the number
}

// limit is zero, or another part of a minimum, less what else is added to the part
// that is held against it.
type limit struct {
	of   multiple
	less []multiple
}

// multiple is a sum of quantities times a factor.
type multiple struct {
	of []*val
	by num
}

// span is what a multiple can still come to.
func (s multiple) span(e *env) span {
	var out span
	for _, v := range s.of {
		out = out.add(e.value(v, nil))
	}
	return out.mul(s.by)
}

// at are the numbers of a kink, with the ends of what the facts leave of the other
// quantities.
func (k *kink) at(e *env) []num {
	out := k.limit.of.span(e).ends()
	for _, less := range k.limit.less {
		var next []num
		for _, end := range less.span(e).ends() {
			for _, n := range out {
				next = append(next, n.sub(end))
			}
		}
		out = next
	}
	for i := range out {
		if out[i] = out[i].over(k.scale); k.neg {
			out[i] = out[i].neg()
		}
	}
	return out
}

// inputs collects what a reading depends on, in asking order, lists last.
func (c *compiler) inputs(r *reading) []input {
	r.memory = &memory{}
	g := gatherer{c: c, choice: map[int][]uint64{}, bits: map[int]uint64{}, sums: map[int]*input{},
		days: map[int]bool{}, lists: map[int]*listGather{}, whens: map[int]bool{}}
	for _, n := range []*node{r.who, r.period, r.event, r.require} {
		g.node(n)
	}
	for _, t := range r.amount.tiers {
		g.node(t.guard)
		if t.value != nil {
			v := t.value
			if k := r.amount.ceiling; k != nil {
				v = &val{op: vMin, of: []*val{v, {op: vConst, k: *k}}}
			}
			g.val(v, []limit{{}}, num{n: million}) // an amount is never below 0
		}
	}
	return g.result()
}

type gatherer struct {
	c      *compiler
	choice map[int][]uint64
	bits   map[int]uint64
	sums   map[int]*input
	days   map[int]bool
	lists  map[int]*listGather
	whens  map[int]bool
	list   *listGather // current record context
	outer  *listGather // the same, also in what questions outside the record depend on
	// dateless: a matter without a date of its own is read
	dateless bool
}

type listGather struct {
	q      *question
	fields map[int]*fieldInput
	masks  map[int][]uint64
	parts  []listPart
	outer  map[int]bool
}

// read notes that question q is read, and what makes it applicable.
func (g *gatherer) read(q int) {
	if g.outer != nil && !g.outer.outer[q] {
		g.outer.outer[q] = true
	} else if g.whens[q] {
		return
	}
	g.whens[q] = true
	g.node(g.c.p.qs[q].when)
}

// inside gathers what is read of the records of a list.
func (g *gatherer) inside(list int, do func()) {
	l := g.lists[list]
	if l == nil {
		l = &listGather{q: &g.c.p.qs[list], fields: map[int]*fieldInput{}, masks: map[int][]uint64{}, outer: map[int]bool{}}
		g.lists[list] = l
	}
	g.read(list)
	of, outer := g.list, g.outer
	g.list = l
	if outer == nil {
		g.outer = l
	}
	do()
	g.list, g.outer = of, outer
}

func (g *gatherer) part(p listPart) {
	if !slices.Contains(g.list.parts, p) {
		g.list.parts = append(g.list.parts, p)
	}
}

func (g *gatherer) node(n *node) {
	if n == nil {
		return
	}
	switch n.op {
	case opAnd, opOr, opNot:
		for _, k := range n.of {
			g.node(k)
		}
	case opOne, opMany:
		if n.inRec {
			f := g.field(n.q)
			if n.op == opMany {
				f.many |= n.mask
				f.kind = inBit
			} else {
				g.list.masks[n.q] = append(g.list.masks[n.q], n.mask)
			}
			return
		}
		g.read(n.q)
		if n.op == opMany {
			g.bits[n.q] |= n.mask
		} else {
			g.choice[n.q] = append(g.choice[n.q], n.mask)
		}
	case opCmp:
		in := g.sum(n.sum)
		in.cuts = append(in.cuts, cut{n.k, n.cmp})
	case opCmpField:
		f := g.field(n.q)
		f.cuts = append(f.cuts, cut{n.k, n.cmp})
	case opWithin:
		g.within(n)
	case opSome, opAll:
		g.inside(n.q, func() {
			g.part(listPart{cond: n.of[0], every: n.op == opAll})
			g.node(n.of[0])
		})
	}
}

func (g *gatherer) within(n *node) {
	if gt := g.c.p.gate; gt.q >= 0 {
		g.read(gt.q)
		g.choice[gt.q] = append(g.choice[gt.q], gt.covers, gt.whole, gt.dated, gt.ends)
	}
	switch {
	case n.q < 0:
		g.dateless = true
	case n.inRec:
		g.field(n.q)
	default:
		g.read(n.q)
		g.days[n.q] = true
	}
}

func (g *gatherer) sum(i int) *input {
	in := g.sums[i]
	terms := g.c.p.sums[i].terms
	if in == nil {
		in = &input{kind: inSum, q: terms[0].q, sum: i}
		g.sums[i] = in
	}
	for _, t := range terms {
		g.read(t.q)
	}
	return in
}

func (g *gatherer) field(i int) *fieldInput {
	f := g.list.fields[i]
	if f == nil {
		f = &fieldInput{field: i}
		switch g.list.q.fields[i].kind {
		case Number:
			f.kind = inSum
		case Day:
			f.kind = inDay
		}
		g.list.fields[i] = f
		g.node(g.list.q.fields[i].when)
	}
	return f
}

// val adds the quantities that v reads. limits are what v times scale is held
// against: there the amount switches.
func (g *gatherer) val(v *val, limits []limit, scale num) {
	switch v.op {
	case vSum:
		in := g.sum(v.sum)
		in.amount = true
		in.kinks = append(in.kinks, kinks(limits, scale, v.neg)...)
	case vField:
		f := g.field(v.q)
		f.kinks = append(f.kinks, kinks(limits, scale, false)...)
	case vMul:
		g.val(v.of[0], limits, scale.mul(v.k))
	case vMax0:
		g.val(v.of[0], append(slices.Clip(limits), limit{}), scale)
	case vAdd: // a part switches where the others leave it to
		for i, k := range v.of {
			others := multiple{without(v.of, i), scale}
			own := slices.Clone(limits)
			for j := range own {
				own[j].less = append(slices.Clip(own[j].less), others)
			}
			g.val(k, append(own, limits...), scale)
		}
	case vMin:
		for i, k := range v.of {
			own := slices.Clip(limits)
			for _, o := range without(v.of, i) {
				own = append(own, limit{of: multiple{[]*val{o}, scale}})
			}
			g.val(k, own, scale)
		}
	case vTotal:
		g.inside(v.q, func() {
			g.part(listPart{total: v})
			g.node(v.where)
			// what stands above a total switches on the total, not on one record; one
			// record that reaches the switch by itself is enough to see it
			g.val(v.of[0], limits, scale)
		})
	}
}

func without(of []*val, i int) []*val { return slices.Delete(slices.Clone(of), i, i+1) }

// kinks are where a quantity times scale comes to limits.
func kinks(limits []limit, scale num, neg bool) []kink {
	if scale.sign() == 0 {
		return nil
	}
	var out []kink
	for _, l := range limits {
		out = append(out, kink{l, scale, neg})
	}
	return out
}

func (g *gatherer) result() []input {
	var ins []input
	for q, masks := range g.choice {
		ins = append(ins, input{kind: inChoice, q: q, masks: classes(g.c.p.qs[q].all, masks)})
	}
	for q, mask := range g.bits {
		for b := range g.c.p.qs[q].src.Choices {
			if mask&(1<<b) != 0 {
				ins = append(ins, input{kind: inBit, q: q, bit: b})
			}
		}
	}
	owner := map[int]int{}
	for _, i := range slices.Sorted(maps.Keys(g.sums)) {
		for _, t := range g.c.p.sums[i].terms {
			if other, taken := owner[t.q]; taken && other != i {
				id := g.c.p.qs[t.q].src.ID
				g.c.fail(0, id, "%s stands in two different sums", id)
			}
			owner[t.q] = i
		}
		ins = append(ins, *g.sums[i])
	}
	for q := range g.days {
		ins = append(ins, input{kind: inDay, q: q})
	}
	if g.dateless {
		ins = append(ins, input{kind: inDateless, q: g.c.p.gate.q})
	}
	for q, l := range g.lists {
		in := input{kind: inList, q: q, list: &listInput{parts: l.parts, outer: slices.Sorted(maps.Keys(l.outer))}}
		for i, f := range l.fields {
			f.masks = classes(l.q.fields[i].all, l.masks[i])
			in.list.fields = append(in.list.fields, *f)
		}
		slices.SortFunc(in.list.fields, func(a, b fieldInput) int { return a.field - b.field })
		ins = append(ins, in)
	}
	slices.SortFunc(ins, func(a, b input) int {
		if (a.kind == inList) != (b.kind == inList) {
			if a.kind == inList {
				return 1
			}
			return -1
		}
		return cmp.Or(a.q-b.q, int(a.kind)-int(b.kind), a.bit-b.bit)
	})
	return ins
}

// classes splits the choices into sets that no mask tells apart.
func classes(all uint64, masks []uint64) []uint64 {
	sets := []uint64{all}
	for _, m := range masks {
		var next []uint64
		for _, s := range sets {
			if in := s & m; in != 0 {
				next = append(next, in)
			}
			if out := s &^ m; out != 0 {
				next = append(next, out)
			}
		}
		sets = next
	}
	return sets
}

func firstBit(m uint64) uint64 { return m & -m }
