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
