package engine

// Case is a program with one applicant's facts. It remembers what it finds about
// each item, so that the result, the agenda and the explanations share the work.
// It is not safe for concurrent use.
type Case struct {
	env
	found []*finding
	room  truths
	slots
}

// With binds facts to the program. The error joins *FactError.
func (p *Program) With(f Facts) (*Case, error) {
	e, err := p.bind(f)
	if err != nil {
		return nil, err
	}
	return &Case{env: e, found: make([]*finding, len(p.items)), room: p.newTruths()}, nil
}

// fill works the table out, once.
func (c *Case) fill() {
	if c.truths == nil {
		c.env.fill(c.room)
	}
}

// finding is what the facts say of item i by its settled reading, with what
// matters to it.
func (c *Case) finding(i int) finding {
	if f := c.found[i]; f == nil || !f.whole {
		c.fill()
		f := c.find(&c.p.items[i].main)
		c.found[i] = &f
	}
	return *c.found[i]
}

// settled is finding without what matters.
func (c *Case) settled(i int) finding {
	if f := c.found[i]; f != nil {
		return *f
	}
	r := &c.p.items[i].main
	return c.settledFrom(i, finding{truth: c.match(r), worth: c.worth(r)})
}

// settledFrom is settled after what Kleene's logic says.
func (c *Case) settledFrom(i int, out finding) finding {
	if c.found[i] == nil {
		f := c.complete(&c.p.items[i].main, out)
		c.found[i] = &f
	}
	return *c.found[i]
}

// Evaluate is Case.Evaluate for one use.
func (p *Program) Evaluate(f Facts) (*Result, error) {
	c, err := p.With(f)
	if err != nil {
		return nil, err
	}
	return c.Evaluate(), nil
}

// Ask is Case.Ask for one use.
func (p *Program) Ask(f Facts, scope Scope) (*Agenda, error) {
	c, err := p.With(f)
	if err != nil {
		return nil, err
	}
	return c.Ask(scope), nil
}

// Explain is Case.Explain for one use.
func (p *Program) Explain(f Facts, i int) (*Explanation, error) {
	c, err := p.With(f)
	if err != nil {
		return nil, err
	}
	return c.Explain(i), nil
}

// Distances is Case.Distances for one use.
func (p *Program) Distances(f Facts) ([]Distance, error) {
	c, err := p.With(f)
	if err != nil {
		return nil, err
	}
	return c.Distances(), nil
}

// Moot is Case.Moot for one use.
func (p *Program) Moot(f Facts, scope Scope) ([]int, error) {
	c, err := p.With(f)
	if err != nil {
		return nil, err
	}
	return c.Moot(scope), nil
}
