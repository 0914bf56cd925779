package engine

import (
	"math/bits"
	"slices"
	"strconv"
)

// The conditions of a policy outside the records of lists stand in one flat table,
// each once however often it is written, parts before the whole. One pass over it
// gives the truth of every condition for a set of facts; the verdicts, the trees
// of explanations and the agenda read them there.

// entry is a condition of the table. The choices come first (program.choices), each
// by itself, then all others.
type entry struct {
	op   nodeOp
	cmp  Op
	q    int32 // question, or sum for opCmp
	when int32 // the entry that makes the question applicable; -1: it always is
	from int32 // parts: program.parts[from:to]
	to   int32
	mask uint64
	k    num
	n    *node // what looks at dates or records
}

// tabler fills the table of a program.
type tabler struct {
	p    *Program
	seen map[entryKey]int32
}

type entryKey struct {
	op    nodeOp
	cmp   Op
	q     int32
	mask  uint64
	k     num
	n     *node
	parts string
}

// tabulate puts all conditions into the table and makes each item's plan.
func (p *Program) tabulate() {
	t := tabler{p: p, seen: map[entryKey]int32{}}
	p.dateEntry = make([]int32, len(p.qs))
	t.choices()
	t.dates()
	t.all(func(n *node) { t.add(n) })
	p.blank = make([]cell, len(p.qs))
	for i := range p.qs {
		p.blank[i] = p.qs[i].blank(absent)
		p.nothing = append(p.nothing, &p.blank[i])
		if q := &p.qs[i]; q.when != nil && !q.src.Volunteer {
			p.conditional = append(p.conditional, i)
		}
	}
	p.plans = make([]plan, len(p.items))
	p.templates = make([]ItemResult, len(p.items))
	for i := range p.items {
		t.plan(i)
	}
	p.outsets()
	t.schedule()
}

// choices puts each choice of the questions that always apply into the table, also
// those that no condition names.
func (t *tabler) choices() {
	p := t.p
	for q := range p.qs {
		n := bits.Len64(p.qs[q].all)
		if p.qs[q].when != nil || n == 0 {
			continue
		}
		p.choices = append(p.choices, choiceBlock{q, len(p.table), n})
		op := opOne
		if p.qs[q].kind == Many {
			op = opMany
		}
		for bit := range n {
			key := entryKey{op: op, q: int32(q), mask: 1 << bit}
			if n > 1 { // the one choice there is holds for whoever does not know, too
				t.seen[key] = int32(len(p.table))
			}
			p.table = append(p.table, entry{op: op, q: key.q, mask: key.mask, when: -1})
		}
	}
	p.choicesTo = len(p.table)
}

// all calls do for every condition outside records, parts before the whole.
func (t *tabler) all(do func(*node)) {
	for i := range t.p.qs {
		t.walk(t.p.qs[i].when, do)
	}
	reading := func(r *reading) {
		for _, n := range []*node{r.who, r.period, r.event, r.require} {
			t.walk(n, do)
		}
		for i := range r.amount.tiers {
			t.walk(r.amount.tiers[i].guard, do)
		}
	}
	for i := range t.p.items {
		it := &t.p.items[i]
		reading(&it.main)
		for k := range it.alts {
			reading(&it.alts[k])
		}
	}
}

func (t *tabler) walk(n *node, do func(*node)) {
	if n == nil || n.inRec {
		return
	}
	for _, k := range n.of {
		t.walk(k, do)
	}
	switch n.op {
	case opSome, opAll:
		for i := range t.p.qs[n.q].fields {
			t.walk(t.p.qs[n.q].fields[i].when, do)
		}
		do(n)
	case opAnd, opOr, opNot:
		if !inRecord(n) {
			do(n)
		}
	default:
		do(n)
	}
}

// inRecord reports whether a condition looks at the record of a list.
func inRecord(n *node) bool {
	return n.inRec || n.op != opSome && n.op != opAll && slices.ContainsFunc(n.of, inRecord)
}

// dates adds the dates of matters that count by the same condition, as nearly all
// do: where none is given, they come to the same.
func (t *tabler) dates() {
	var dates []*node
	t.all(func(n *node) {
		if n.op == opWithin && n.q >= 0 && t.p.qs[n.q].src.Volunteer {
			t.add(t.p.qs[n.q].when)
			dates = append(dates, n)
		}
	})
	t.p.dateFrom = int32(len(t.p.table))
	for _, n := range dates {
		if first := t.p.qs[dates[0].q].when; t.add(t.p.qs[n.q].when) == t.add(first) {
			t.p.dateWhen = first
			t.p.dateEntry[n.q] = t.add(n) + 1
		}
	}
	t.p.dateTo = int32(len(t.p.table))
}

// add puts a condition and its parts into the table; -1 stands for "always".
func (t *tabler) add(n *node) int32 {
	if n == nil {
		return -1
	}
	if n.slot > 0 {
		return n.slot - 1
	}
	e := entry{op: n.op, cmp: n.cmp, q: int32(n.q), when: -1, mask: n.mask, k: n.k}
	key := entryKey{op: n.op, cmp: n.cmp, q: e.q, mask: n.mask, k: n.k}
	switch n.op {
	case opConst:
		key.mask = uint64(n.truth)
		e.mask = key.mask
	case opAnd, opOr, opNot:
		var parts []int32
		for _, k := range n.of {
			parts = append(parts, t.add(k))
		}
		var text []byte
		for _, k := range parts {
			text = append(strconv.AppendInt(text, int64(k), 10), ' ')
		}
		key.parts = string(text)
		e.from = int32(len(t.p.parts))
		t.p.parts = append(t.p.parts, parts...)
		e.to = int32(len(t.p.parts))
	case opCmp:
		e.q = int32(n.sum)
		key.q = e.q
		for _, term := range t.p.sums[n.sum].terms {
			t.add(t.p.qs[term.q].when)
		}
	case opOne, opMany:
		e.when = t.add(t.p.qs[n.q].when)
	case opWithin:
		if n.q >= 0 {
			e.when = t.add(t.p.qs[n.q].when)
		}
		e.n = n
	case opSome, opAll:
		e.n, key.n = n, n
		t.add(t.p.qs[n.q].when)
		each := func(k *node) { t.add(k) }
		for i := range t.p.qs[n.q].fields {
			t.walk(t.p.qs[n.q].fields[i].when, each)
		}
		t.walk(n.of[0], each)
	}
	slot, twice := t.seen[key]
	if !twice {
		slot = int32(len(t.p.table))
		t.seen[key] = slot
		t.p.table = append(t.p.table, e)
	}
	if n.op != opConst { // the constants are shared between programs
		n.slot = slot + 1
	}
	return slot
}
