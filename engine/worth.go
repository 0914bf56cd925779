package engine

import "math/bits"

// value is what a quantity can come to.
func (e *env) value(v *val, bounds []bound) span {
	switch v.op {
	case vConst:
		return point(v.k)
	case vSum:
		s := e.sum(v.sum)
		for _, b := range bounds {
			if b.sum == v.sum && !s.isPoint() { // what is known stays as it is
				s = s.cut(b.op, b.k)
			}
		}
		if v.neg {
			s = s.neg()
		}
		return s
	case vField:
		return e.rec[v.q].span
	case vMul:
		return e.value(v.of[0], bounds).mul(v.k)
	case vAdd:
		var s span
		for _, k := range v.of {
			s = s.add(e.value(k, bounds))
		}
		return s
	case vMin:
		s := e.value(v.of[0], bounds)
		for _, k := range v.of[1:] {
			s = s.min(e.value(k, bounds))
		}
		return s
	case vMax0:
		return e.value(v.of[0], bounds).max0()
	case vTotal:
		return e.total(v)
	}
	return span{}
}

func (e *env) total(v *val) span {
	var s span
	r := e.cells[v.q].rows
	for i, rec := range r.recs {
		k := e.record(v, rec)
		if r.heavy != nil && r.heavy[i] {
			k = k.mul(far)
		}
		s = s.add(k)
	}
	if r.open {
		s.hiInf = true
	}
	return s
}

// exact is a quantity all of whose facts are known: the point that value comes to,
// with less work. ok is false where something is open.
func (e *env) exact(v *val) (n num, ok bool) {
	switch v.op {
	case vConst:
		return v.k, true
	case vSum:
		n, ok = e.known(v.sum)
		if v.neg {
			n = n.neg()
		}
		return n, ok
	case vField:
		c := &e.rec[v.q]
		return c.span.lo, c.state == known
	case vMul:
		n, ok = e.exact(v.of[0])
		return n.mul(v.k), ok
	case vAdd:
		for _, k := range v.of {
			m, ok := e.exact(k)
			if !ok {
				return num{}, false
			}
			n = n.add(m)
		}
		return n, true
	case vMin:
		for i, k := range v.of {
			m, ok := e.exact(k)
			if !ok {
				return num{}, false
			}
			if i == 0 || m.less(n) {
				n = m
			}
		}
		return n, true
	case vMax0:
		n, ok = e.exact(v.of[0])
		return maxNum(n, num{}), ok
	case vTotal:
		return e.exactTotal(v)
	}
	return num{}, false
}

func (e *env) exactTotal(v *val) (n num, ok bool) {
	r := e.cells[v.q].rows
	if r.open || r.heavy != nil || e.rec != nil {
		return num{}, false
	}
	list := e.list
	defer func() { e.rec, e.list = nil, list }()
	for _, rec := range r.recs {
		e.rec, e.list = rec, v.q
		t := e.truth(v.where)
		if t == True {
			t = e.fieldsApplicable(v.of[0])
		}
		if t == False {
			continue
		}
		m, known := e.exact(v.of[0])
		if t == Unknown || !known {
			return num{}, false
		}
		n = n.add(m)
	}
	return n, true
}

// record is what one record adds to a total.
func (e *env) record(v *val, rec []cell) span {
	var s span
	w := e.inRecord(v.q, rec, func() Truth {
		s = e.value(v.of[0], nil)
		return e.truth(v.where).and(e.fieldsApplicable(v.of[0]))
	})
	switch w {
	case False:
		return span{}
	case Unknown:
		return s.hull(span{})
	}
	return s
}

// fieldsApplicable says whether every field that a total reads is applicable in
// the current record.
func (e *env) fieldsApplicable(v *val) Truth {
	if v.op == vField {
		return e.truth(e.p.qs[e.list].fields[v.q].when)
	}
	t := True
	for _, k := range v.of {
		t = t.and(e.fieldsApplicable(k))
	}
	return t
}

// worth is what an item brings on the condition that it matches.
type worth struct {
	certs   Certainties
	span    span
	numbers bool // some tier has a figure
	settled bool
	cut     Truth  // whether the item's own ceiling bites
	tiers   uint64 // that can apply, a bit each
}

// worth is the hull over the tiers that are not yet false.
func (e *env) worth(r *reading) worth {
	a := &r.amount
	if a.kind != Money {
		return worth{certs: Certainties(None), settled: true}
	}
	if a.always {
		return e.tierWorth(r, 0)
	}
	_, can := e.tiers(r)
	var w worth
	for left := can; left != 0; left &= left - 1 {
		t := e.tierWorth(r, bits.TrailingZeros64(left))
		if left == can {
			w = t
		} else {
			w = w.join(t)
		}
	}
	return w
}

// knownWorth is what an item brings of which one tier applies, where all facts of
// it are known: the same as worth, with less work.
func (e *env) knownWorth(a *amount, out *Worth) bool {
	t := &a.tiers[0]
	n, ok := e.exact(t.value)
	if !ok {
		return false
	}
	n = maxNum(n, num{})
	if a.ceiling != nil && a.ceiling.less(n) {
		n, out.Cut = *a.ceiling, True
	}
	out.high = n.round()
	if t.cert != UpTo {
		out.low = out.high
	}
	out.Certainties, out.Numbers, out.Settled, out.Tiers = Certainties(t.cert), true, true, indices(1)
	return true
}

// tierWorth is what a tier brings if it applies.
func (e *env) tierWorth(r *reading, i int) worth {
	t := &r.amount.tiers[i]
	w := worth{certs: Certainties(t.cert), settled: true, tiers: 1 << i}
	if t.cert == Unprinted {
		return w
	}
	var s span
	if n, ok := e.exact(t.value); ok {
		s = point(n)
	} else {
		s = e.value(t.value, t.bounds)
	}
	s = s.max0()
	if k := r.amount.ceiling; k != nil {
		w.cut = s.compare(More, *k)
		s = s.min(point(*k))
	}
	s.lo, s.hi = s.lo.round(), s.hi.round()
	w.settled = s.isPoint()
	if t.cert == UpTo {
		s.lo = num{}
	}
	w.span, w.numbers = s, true
	return w
}

// sets of one tier: nearly all are.
var singles = func() (out [mostTiers]int) {
	for i := range out {
		out[i] = i
	}
	return out
}()

// indices are the places of the bits.
func indices(set uint64) []int {
	if set != 0 && set&(set-1) == 0 {
		i := bits.TrailingZeros64(set)
		return singles[i : i+1 : i+1]
	}
	var out []int
	for ; set != 0; set &= set - 1 {
		out = append(out, bits.TrailingZeros64(set))
	}
	return out
}

// decided reports whether one sum of one tier is left.
func (w worth) decided() bool { return w.settled && w.tiers&(w.tiers-1) == 0 }

// join is what either of two can bring.
func (w worth) join(v worth) worth {
	out := worth{certs: w.certs | v.certs, numbers: w.numbers || v.numbers, cut: w.cut, span: w.span, tiers: w.tiers | v.tiers}
	out.settled = w.settled && v.settled && w.certs == v.certs && w.numbers == v.numbers &&
		(!w.numbers || sameSpan(w.span, v.span))
	switch {
	case w.numbers && v.numbers:
		out.span = w.span.hull(v.span)
		if w.cut != v.cut {
			out.cut = Unknown
		}
	case v.numbers:
		out.span, out.cut = v.span, v.cut
	}
	return out
}

func sameSpan(a, b span) bool {
	return a.hiInf == b.hiInf && a.lo.equal(b.lo) && (a.hiInf || a.hi.equal(b.hi))
}
