package engine

// Effort counts what a program tries to settle what facts leave open: each
// completion with the conditions that it is held to.
type Effort struct{ spent, most int }

// Spent is what was tried so far.
func (e *Effort) Spent() int { return e.spent }

// Spend counts what somebody else does for the same end.
func (e *Effort) Spend(n int) {
	if e != nil {
		e.spent += n
	}
}

// Over reports whether all that was allowed is spent.
func (e *Effort) Over() bool { return e != nil && e.spent > e.most }

// Bounded is a program of the same policy that tries no more than most, whatever it
// is asked: past it open things stay open, and proofs end with ErrTooMany. It is not
// safe for concurrent use.
func (p *Program) Bounded(most int) (*Program, *Effort, error) {
	q, err := Compile(p.policy) // with a memory of its own: the count is always the same
	if err != nil {
		return nil, nil, err
	}
	q.effort = &Effort{most: most}
	return q, q.effort, nil
}

// step counts a completion and reports whether one more may be tried.
func (e *explorer) step(weight int) bool {
	e.steps += weight
	e.p.effort.Spend(weight * e.size)
	return !e.exhausted()
}

// measure is how many conditions and quantities a completion is held to.
func (r *reading) measure() int {
	n := 1 + nodes(r.who) + nodes(r.period) + nodes(r.event) + nodes(r.require)
	for i := range r.amount.tiers {
		n += 1 + nodes(r.amount.tiers[i].guard) + r.amount.tiers[i].value.measure()
	}
	return n
}

func (v *val) measure() int {
	if v == nil {
		return 0
	}
	out := 1 + nodes(v.where)
	for _, k := range v.of {
		out += k.measure()
	}
	return out
}

func nodes(n *node) int {
	if n == nil {
		return 0
	}
	out := 1
	for _, k := range n.of {
		out += nodes(k)
	}
	return out
}
