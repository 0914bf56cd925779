package engine

import (
	"encoding/binary"
	"slices"

	"github.com/shopspring/decimal"
)

// An input matters to a reading when two completions that differ only in it differ
// in the result. That is what a reduced ordered decision diagram shows: an input
// matters exactly when a node of it is left after reduction. explore builds the
// diagram over representative completions: every class of choices, numbers on each
// side of every threshold, at the switches of every minimum and at the ends, lists
// of few records and of very many. Its leaves are what the reading can come to.

// budget bounds the completions that are tried for one reading. Lint keeps every
// item of a pack far below; past it every open input counts as mattering, and the
// interval is the wider one of evaluate.go.
const budget = 200_000

// finding is what the facts say of a reading, and what can still change it.
type finding struct {
	truth  Truth
	worth  worth
	matter []*input
	whole  bool // matter is worked out
}

// settle decides a reading as far as the facts do: true or false where all their
// completions agree, the hull of all sums that they can come to. Kleene's logic
// settles most of it; only where it leaves something open are completions tried,
// for it does not see that "a, or not a" holds.
func (e *env) settle(r *reading) finding {
	return e.complete(r, finding{truth: e.match(r), worth: e.worth(r)})
}

// complete is settle after Kleene's logic.
func (e *env) complete(r *reading, out finding) finding {
	if out.truth == False || out.truth == True && out.worth.decided() {
		out.whole = true
		return out
	}
	return e.remember(r, false, func() finding { return e.bounds(r, out) })
}

// find is settle with the inputs that matter.
func (e *env) find(r *reading) finding {
	out := e.settle(r)
	if out.whole {
		return out
	}
	return e.remember(r, true, func() finding {
		out.matter, out.whole = e.try(r, out).matter, true
		return out
	})
}

// try decides a reading by its completions; out is what Kleene's logic says.
func (e *env) try(r *reading, out finding) finding {
	x := newExplorer(e, r)
	for i := range r.inputs {
		x.add(&r.inputs[i])
	}
	x.exploreAll()
	for i, m := range x.matter {
		if m || x.exhausted() {
			out.matter = append(out.matter, x.open[i].in)
		}
	}
	if x.exhausted() {
		return out
	}
	return x.conclude(out)
}

// conclude is what the completions that were tried say.
func (e *explorer) conclude(out finding) finding {
	switch {
	case e.hits == 0:
		out.truth = False
	case e.misses:
		out.truth, out.worth = Unknown, e.union
	default:
		out.truth, out.worth = True, e.union
	}
	return out
}

// applies decides the condition of a question.
func (e *env) applies(q int) finding {
	if r := e.p.qs[q].asked; r != nil {
		return e.find(r)
	}
	return finding{truth: True}
}

type explorer struct {
	env
	r      *reading
	open   []openInput
	matter []bool
	nodes  map[string]int // by what follows them
	leaves map[string]int // by result
	steps  int            // completions tried, each weighed by the records that it holds
	weight int
	size   int // of the reading, where the effort is counted
	key    []byte
	// what the completions come to
	misses bool
	hits   int
	union  worth
	// overflow says that a list has too many completions
	overflow bool
	// ends leaves the switches of amounts out: an amount goes one way with each sum
	// that it reads, so that the ends of a stretch between thresholds bound it
	ends bool
}

// openInput is an input that the facts leave open, with the completions to try.
type openInput struct {
	in    *input
	field int // the field of the record that is asked about, else -1
	set   []func()
	reset func()
}

func newExplorer(e *env, r *reading) *explorer {
	x := &explorer{env: *e, r: r}
	x.truths = nil
	x.over = make([]*span, len(e.p.sums))
	x.weight = 1
	for i := range r.inputs {
		if in := &r.inputs[i]; in.kind == inList {
			x.weight += len(x.cells[in.q].rows.recs) / 16
		}
	}
	if e.p.effort != nil {
		x.size = r.measure()
		e.p.effort.Spend(x.size + len(e.cells))
	}
	return x
}

func (e *explorer) exhausted() bool { return e.overflow || e.steps > budget || e.p.effort.Over() }

// exploreAll builds the diagram over all open inputs.
func (e *explorer) exploreAll() {
	e.nodes, e.leaves = map[string]int{}, map[string]int{}
	e.explore(0)
}

// explore returns the node of the function that is left once the first i open
// inputs are set. Node 0 is "does not match".
func (e *explorer) explore(i int) int {
	if !e.step(e.weight) {
		return 0
	}
	t := e.match(e.r)
	if t == False {
		e.misses = true
		return 0
	}
	if t == True || i == len(e.open) {
		if w := e.env.worth(e.r); w.decided() || i == len(e.open) {
			return e.leaf(w)
		}
	}
	o := &e.open[i]
	kids := make([]int, len(o.set))
	same := true
	for k, set := range o.set {
		set()
		kids[k] = e.explore(i + 1)
		same = same && kids[k] == kids[0]
	}
	o.reset()
	if same {
		return kids[0]
	}
	e.matter[i] = true
	e.key = binary.AppendUvarint(e.key[:0], uint64(i))
	for _, k := range kids {
		e.key = binary.AppendUvarint(e.key, uint64(k))
	}
	return e.intern(e.nodes, string(e.key))
}

func (e *explorer) leaf(w worth) int {
	key := w.span.hi.appendKey([]byte{byte(w.certs)}) // which certainties there are says whether there is a figure
	e.hit(w)
	return e.intern(e.leaves, string(key))
}

// hit notes what a completion that matches brings.
func (e *explorer) hit(w worth) {
	if w.numbers && beyond.less(w.span.hi) {
		w.span.hiInf = true
	}
	if e.hits++; e.hits == 1 {
		e.union = w
	} else {
		e.union = e.union.join(w)
	}
}

func (e *explorer) intern(m map[string]int, key string) int {
	if id, ok := m[key]; ok {
		return id
	}
	id := len(e.leaves) + len(e.nodes) + 1
	m[key] = id
	return id
}

// add makes an input one to try, if the facts leave it open.
func (e *explorer) add(in *input) {
	o := openInput{in: in, field: -1}
	c := e.own(in.q)
	before := *c
	switch in.kind {
	case inChoice:
		if c.state == known {
			return
		}
		for _, m := range in.masks {
			o.set = append(o.set, func() { c.may = firstBit(m) })
		}
		o.reset = func() { c.may = before.may }
	case inBit:
		if c.state == known {
			return
		}
		bit := uint64(1) << in.bit
		o.set = []func(){
			func() { c.may &^= bit; c.yes &^= bit },
			func() { c.may |= bit; c.yes |= bit },
		}
		o.reset = func() { c.may |= bit; c.yes &^= bit }
	case inSum:
		g := e.grid(in.sum)
		if g.span.isPoint() {
			return
		}
		for _, d := range g.points(in.cuts, e.switches(in.kinks)) {
			v := point(d)
			o.set = append(o.set, func() { e.over[in.sum] = &v })
		}
		o.reset = func() { e.over[in.sum] = nil }
	case inDay:
		if c.state == known {
			return
		}
		for _, d := range e.days() {
			o.set = append(o.set, func() { c.span = point(d) })
		}
		o.reset = func() { c.span = before.span }
	case inDateless:
		if g := e.p.gate; c.may&^(g.covers|g.ends) == 0 {
			return
		}
		for _, inside := range []Truth{True, False} {
			o.set = append(o.set, func() { e.dateless = &inside })
		}
		o.reset = func() { e.dateless = nil }
	case inList:
		if e.settled(in.list, c.rows) {
			return
		}
		for _, l := range e.completions(in, c.rows.recs, c.rows.open, nil) {
			o.set = append(o.set, func() { c.rows = l })
		}
		o.reset = func() { c.rows = before.rows }
	}
	if len(o.set) > 1 || in.kind == inSum || in.kind == inList {
		e.admit(o)
	}
}

// switches are the numbers of kinks.
func (e *explorer) switches(kinks []kink) (out []num) {
	if e.ends {
		return nil
	}
	for i := range kinks {
		out = append(out, kinks[i].at(&e.env)...)
	}
	return out
}

// settled reports whether all is known of the records of a list that is read.
func (e *explorer) settled(l *listInput, r *rows) bool {
	if r.open {
		return false
	}
	for _, rec := range r.recs {
		for i := range l.fields {
			if rec[l.fields[i].field].state != known {
				return false
			}
		}
	}
	return true
}

func (e *explorer) admit(o openInput) {
	e.p.effort.Spend(len(o.set))
	e.open = append(e.open, o)
	e.matter = append(e.matter, false)
}

// far stands for the end of a span without end and for any number of records:
// what it brings is beyond every sum that is not without end.
var (
	far    = numOf(decimal.New(1, 90))
	beyond = numOf(decimal.New(1, 75))
)

// grid is a span and the numbers of it that can occur: one, and every step from it.
type grid struct {
	span      span
	one, step num
}

// grid is what a sum can still come to.
func (e *explorer) grid(i int) grid {
	g := grid{span: e.sum(i)}
	for _, t := range e.p.sums[i].terms {
		q, c := &e.p.qs[t.q], e.cells[t.q]
		first := q.min
		if c.span.isPoint() {
			first = c.span.lo
		} else if g.step.sign() == 0 || q.step.less(g.step) {
			g.step = q.step
		}
		if t.sign < 0 {
			first = first.neg()
		}
		g.one = g.one.add(first)
	}
	return g
}

// below is the highest number of the grid that is not above d, above the lowest
// that is not below it.
func (g grid) below(d num) num {
	rest := d.sub(g.one).mod(g.step)
	if rest.sign() < 0 {
		rest = rest.add(g.step)
	}
	return d.sub(rest)
}

func (g grid) above(d num) num {
	if b := g.below(d); b.less(d) {
		return b.add(g.step)
	}
	return d
}

// points picks numbers of the grid: for each threshold the nearest number on
// either side, the ends, and the switches of what an amount makes of the number.
func (g grid) points(cuts []cut, kinks []num) []num {
	lo, hi := far.neg(), far
	if !g.span.loInf {
		lo = g.above(g.span.lo)
	}
	if !g.span.hiInf {
		hi = g.below(g.span.hi)
	}
	out := []num{lo, hi}
	add := func(ds ...num) {
		for _, d := range ds {
			if lo.less(d) && d.less(hi) {
				out = append(out, d)
			}
		}
	}
	for _, c := range cuts {
		switch b, a := g.below(c.k), g.above(c.k); c.op {
		case Less, AtLeast: // the truth turns below k
			add(a.sub(g.step), a)
		case AtMost, More: // above it
			add(b, b.add(g.step))
		default:
			add(a.sub(g.step), a, b, b.add(g.step))
		}
	}
	for _, k := range kinks {
		add(g.below(k), g.above(k))
	}
	slices.SortFunc(out, num.cmp)
	return slices.CompactFunc(out, num.equal)
}

// days are one inside and one outside the period: no more is asked of a date.
func (e *explorer) days() []num {
	return []num{e.p.from, e.p.to.add(num{n: million})}
}
