package engine

// Exhausted reports whether an item has more completions than the engine tries.
func (p *Program) Exhausted(f Facts, item int) bool {
	cells, err := p.bind(f)
	if err != nil {
		return false
	}
	e := &env{p: p, cells: cells}
	r := &p.items[item].main
	x := newExplorer(e, r)
	for i := range r.inputs {
		x.add(&r.inputs[i])
	}
	x.explore(0)
	return x.exhausted()
}

func (p *Program) Steps(f Facts, item int) (int, []int) {
	cells, err := p.bind(f)
	if err != nil {
		panic(err)
	}
	e := &env{p: p, cells: cells}
	r := &p.items[item].main
	x := newExplorer(e, r)
	for i := range r.inputs {
		x.add(&r.inputs[i])
	}
	x.explore(0)
	var n []int
	for _, o := range x.open {
		n = append(n, len(o.set))
	}
	return x.steps, n
}
