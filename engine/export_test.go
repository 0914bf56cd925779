package engine

// Exhausted reports whether an item has more completions than the engine tries.
func (p *Program) Exhausted(f Facts, item int) bool {
	e, err := p.bind(f)
	if err != nil {
		return false
	}
	r := &p.items[item].main
	x := newExplorer(&e, r)
	for i := range r.inputs {
		x.add(&r.inputs[i])
	}
	x.exploreAll()
	return x.exhausted()
}

// Verdict is the verdict on an item by the general path alone: no table, no plan,
// every completion tried.
func (p *Program) Verdict(f Facts, item int) (ItemResult, error) {
	e, err := p.bind(f)
	if err != nil {
		return ItemResult{}, err
	}
	r := &p.items[item].main
	return e.verdict(item, e.try(r, finding{truth: e.match(r), worth: e.worth(r)})), nil
}

// Truths holds the table of conditions against what each condition by itself
// comes to; it counts them.
func (p *Program) Truths(f Facts) (wrong, count int, err error) {
	c, err := p.With(f)
	if err != nil {
		return 0, 0, err
	}
	c.fill()
	plain := &env{p: p, cells: c.cells}
	for i := range p.items {
		r := &p.items[i].main
		nodes := []*node{r.who, r.period, r.event, r.require}
		for k := range r.amount.tiers {
			nodes = append(nodes, r.amount.tiers[k].guard)
		}
		for len(nodes) > 0 {
			n := nodes[0]
			nodes = nodes[1:]
			if n == nil {
				continue
			}
			count++
			if c.truth(n) != plain.truth(n) {
				wrong++
			}
			if n.op == opAnd || n.op == opOr || n.op == opNot {
				nodes = append(nodes, n.of...)
			}
		}
	}
	return wrong, count, nil
}

// Plans counts the items that are decided without completions, whatever the facts
// (simple), and those whose worth is fixed.
func (p *Program) Plans() (simple, fixed int) {
	for i := range p.plans {
		if p.plans[i].simple {
			simple++
		}
		if p.plans[i].fixed {
			fixed++
		}
	}
	return simple, fixed
}
