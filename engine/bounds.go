package engine

// bounds is what the completions of a reading come to, without what matters to it:
// branches that can bring nothing new are left out, so that few completions are
// tried. out is what Kleene's logic says; it stands where there are too many.
func (e *env) bounds(r *reading, out finding) finding {
	x := newExplorer(e, r)
	x.ends = true
	for i := range r.inputs {
		x.add(&r.inputs[i])
	}
	x.reach(0)
	if x.exhausted() {
		return out
	}
	return x.conclude(out)
}

// reach tries the completions of the open inputs from the i-th on.
func (e *explorer) reach(i int) {
	if !e.step(e.weight) {
		return
	}
	t := e.match(e.r)
	if t == False {
		e.misses = true
		return
	}
	w := e.env.worth(e.r)
	if i == len(e.open) || t == True && w.decided() {
		e.hit(w)
		return
	}
	if e.hits > 0 && (e.misses || t == True) && e.union.holds(w) {
		return
	}
	o := &e.open[i]
	for _, set := range o.set {
		set()
		e.reach(i + 1)
	}
	o.reset()
}

// holds reports whether joining v, or any part of it, would leave w as it is.
func (w worth) holds(v worth) bool {
	// a tier brings the same certainty each time, and a figure or none
	if v.tiers&^w.tiers != 0 || w.settled && !(v.settled && (!w.numbers || sameSpan(w.span, v.span))) {
		return false
	}
	return !v.numbers || !v.span.lo.less(w.span.lo) && (w.span.hiInf || !v.span.hiInf && !w.span.hi.less(v.span.hi)) &&
		(w.cut == Unknown || w.cut == v.cut)
}
