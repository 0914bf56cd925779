package engine

import (
	"slices"
	"strconv"

	"github.com/shopspring/decimal"
)

// An input matters to an item when two completions that differ only in it differ
// in the item's result. That is what a reduced ordered decision diagram shows:
// an input matters exactly when a node of it is left after reduction. explore
// builds the diagram of one item over representative completions: every class of
// choices, numbers on each side of every threshold, at the switches of every
// minimum and at the ends, lists of few records.

// budget bounds the completions that are tried for one item. Lint keeps every
// item of a pack far below; past it every open input counts as mattering.
const budget = 200_000

type explorer struct {
	env
	r      *reading
	open   []openInput
	matter []bool
	nodes  map[string]int
	leaves map[string]int
	steps  int
	key    []byte
}

// openInput is an input that the facts leave open, with the completions to try.
type openInput struct {
	in    *input
	set   []func(e *explorer)
	reset func(e *explorer)
}

func newExplorer(p *Program, cells []cell, r *reading) *explorer {
	return &explorer{env: env{p: p, cells: slices.Clone(cells), over: make([]*span, len(p.sums))}, r: r,
		nodes: map[string]int{}, leaves: map[string]int{}}
}

// support returns the open inputs of an item that can still change its result.
func (p *Program) support(cells []cell, it *item) []*input {
	return p.supportOf(cells, &it.main, it.inputs)
}

func (p *Program) supportOf(cells []cell, r *reading, inputs []input) []*input {
	e := newExplorer(p, cells, r)
	for i := range inputs {
		if o, ok := e.openInput(&inputs[i]); ok {
			e.open = append(e.open, o)
		}
	}
	e.matter = make([]bool, len(e.open))
	e.explore(0)
	var out []*input
	for i, m := range e.matter {
		if m || e.steps > budget {
			out = append(out, e.open[i].in)
		}
	}
	return out
}

// explore returns the node of the function that is left once the first i open
// inputs are set. Node 0 is "does not match".
func (e *explorer) explore(i int) int {
	if e.steps++; e.steps > budget {
		return 0
	}
	t := e.match(e.r)
	if t == False {
		return 0
	}
	if t == True || i == len(e.open) {
		if w := e.worth(e.r); t == True && w.settled || i == len(e.open) {
			return e.leaf(w)
		}
	}
	o := &e.open[i]
	kids := make([]int, len(o.set))
	same := true
	for k, set := range o.set {
		set(e)
		kids[k] = e.explore(i + 1)
		same = same && kids[k] == kids[0]
	}
	o.reset(e)
	if same {
		return kids[0]
	}
	e.matter[i] = true
	e.key = strconv.AppendInt(e.key[:0], int64(i), 10)
	for _, k := range kids {
		e.key = append(e.key, ' ')
		e.key = strconv.AppendInt(e.key, int64(k), 10)
	}
	return intern(e.nodes, string(e.key), len(e.leaves)+len(e.nodes)+1)
}

func (e *explorer) leaf(w worth) int {
	key := strconv.Itoa(int(w.certs))
	if w.numbers {
		key += " " + w.span.hi.String()
	}
	return intern(e.leaves, key, len(e.leaves)+len(e.nodes)+1)
}

func intern(m map[string]int, key string, next int) int {
	if id, ok := m[key]; ok {
		return id
	}
	m[key] = next
	return next
}

func (e *explorer) openInput(in *input) (openInput, bool) {
	o := openInput{in: in}
	c := &e.cells[in.q]
	before := *c
	switch in.kind {
	case inChoice:
		if c.state == known {
			return o, false
		}
		for _, m := range in.masks {
			m = firstBit(m)
			o.set = append(o.set, func(e *explorer) { e.cells[in.q].may = m })
		}
		o.reset = func(e *explorer) { e.cells[in.q].may = before.may }
	case inBit:
		if c.state == known {
			return o, false
		}
		bit := uint64(1) << in.bit
		o.set = []func(e *explorer){
			func(e *explorer) { e.cells[in.q].may &^= bit; e.cells[in.q].yes &^= bit },
			func(e *explorer) { e.cells[in.q].may |= bit; e.cells[in.q].yes |= bit },
		}
		o.reset = func(e *explorer) { e.cells[in.q].may |= bit; e.cells[in.q].yes &^= bit }
	case inSum:
		s := e.sum(in.sum)
		if s.isPoint() {
			return o, false
		}
		for _, d := range points(s, in.cuts, in.kinks, in.value, e.sumStep(in.sum)) {
			v := point(d)
			o.set = append(o.set, func(e *explorer) { e.over[in.sum] = &v })
		}
		o.reset = func(e *explorer) { e.over[in.sum] = nil }
	case inDay:
		if c.state == known {
			return o, false
		}
		for _, d := range points(c.span, in.cuts, nil, false, decimal.New(1, 0)) {
			o.set = append(o.set, func(e *explorer) { e.cells[in.q].span = point(d) })
		}
		o.reset = func(e *explorer) { e.cells[in.q].span = before.span }
	case inList:
		lists := e.completions(in, c)
		if len(lists) < 2 {
			return o, false
		}
		for _, l := range lists {
			o.set = append(o.set, func(e *explorer) { e.cells[in.q].rows = l })
		}
		o.reset = func(e *explorer) { e.cells[in.q].rows = before.rows }
	}
	return o, true
}

func (e *explorer) sumStep(i int) decimal.Decimal {
	return e.p.qs[e.p.sums[i].terms[0].q].step
}

// far stands for the end of a span without end: above any sum of money, and low
// enough that no arithmetic overflows.
var far = decimal.New(1, 15)

// points picks numbers of the span: for each threshold the nearest number on
// either side, and, where an amount reads the number, the ends and switches too.
func points(s span, cuts []cut, kinks []decimal.Decimal, value bool, step decimal.Decimal) []decimal.Decimal {
	lo, hi := s.lo, s.hi
	if s.loInf {
		lo = far.Neg()
	}
	if s.hiInf {
		hi = far
	}
	var out []decimal.Decimal
	add := func(d decimal.Decimal) {
		if !d.LessThan(lo) && !d.GreaterThan(hi) {
			out = append(out, d)
		}
	}
	for _, c := range cuts {
		switch c.op {
		case Less, AtLeast: // the truth turns between k-step and k
			add(grid(c.k.Sub(step), step, false))
			add(grid(c.k, step, true))
		case AtMost, More:
			add(grid(c.k, step, false))
			add(grid(c.k.Add(step), step, true))
		default:
			add(c.k)
			add(c.k.Sub(step))
			add(c.k.Add(step))
		}
	}
	add(lo)
	add(hi)
	if value {
		for _, k := range kinks {
			add(grid(k, step, false))
			add(grid(k, step, true))
		}
	}
	slices.SortFunc(out, decimal.Decimal.Cmp)
	return slices.CompactFunc(out, decimal.Decimal.Equal)
}

// grid moves d to the nearest multiple of step that is not above it (not below
// it, if up).
func grid(d, step decimal.Decimal, up bool) decimal.Decimal {
	n := d.DivRound(step, 8)
	if up {
		return n.Ceil().Mul(step)
	}
	return n.Floor().Mul(step)
}

// completions lists closed lists that a list can still turn out to be.
func (e *explorer) completions(in *input, c *cell) []*rows {
	q := &e.p.qs[in.q]
	l := in.list
	known := [][][]cell{nil} // alternatives of the records given so far
	for _, rec := range c.rows.recs {
		var next [][][]cell
		for _, r := range e.records(q, l, rec) {
			for _, prefix := range known {
				next = append(next, append(slices.Clip(prefix), r))
			}
		}
		if len(next) > maxLists {
			next = []([][]cell){next[0], next[len(next)-1]}
		}
		known = next
	}
	extra := [][][]cell{nil}
	if c.rows.open {
		blank := make([]cell, len(q.fields))
		for i := range q.fields {
			blank[i] = q.fields[i].blank(absent)
		}
		more := e.records(q, l, blank)
		for _, r := range more {
			extra = append(extra, [][]cell{r})
		}
		if l.parts > 1 && len(more) <= maxPairs {
			for i, r := range more {
				for _, s := range more[i+1:] {
					extra = append(extra, [][]cell{r, s})
				}
			}
		}
	}
	var out []*rows
	for _, a := range known {
		for _, b := range extra {
			out = append(out, &rows{recs: append(slices.Clip(a), b...)})
		}
	}
	return out
}

const (
	maxLists = 256
	maxPairs = 64
)

// records fills the fields that the item reads and that rec leaves open.
func (e *explorer) records(q *question, l *listInput, rec []cell) [][]cell {
	out := [][]cell{rec}
	for i := range l.fields {
		f := &l.fields[i]
		c := rec[f.field]
		if c.state == known {
			continue
		}
		fill := e.fillings(&q.fields[f.field], f, c)
		var next [][]cell
		for _, r := range out {
			for _, d := range fill {
				s := slices.Clone(r)
				s[f.field] = d
				next = append(next, s)
			}
		}
		out = next
	}
	return out
}
