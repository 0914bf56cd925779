package engine

import "slices"

// AskRow finds the fields of a list's record that can still change the result of
// an item in scope, in the author's order. f holds the other records of the list,
// to which more may come; row is what is known of this one, fields already asked
// ("don't know" too) included.
func (p *Program) AskRow(f Facts, scope Scope, list int, row Row) ([]int, error) {
	q := &p.qs[list]
	with := Facts{}
	for id, v := range f {
		with[id] = v
	}
	rows := slices.Clone(f[q.src.ID].Records().Rows)
	with[q.src.ID] = ListValue(Records{Rows: append(rows, row), Open: true})
	e, err := p.bind(with)
	if err != nil {
		return nil, err
	}
	rec := e.cells[list].rows.recs[len(rows)]
	matter := make([]bool, len(q.fields))
	for i := range p.items {
		if scope.Has(i) && p.DependsOn(i, list) {
			e.fieldsMatter(&p.items[i].main, list, rec, matter)
		}
	}
	var out []int
	for i := range q.fields {
		if _, asked := row[q.fields[i].src.ID]; !asked && matter[i] && e.fieldApplies(&q.fields[i], list, rec) {
			out = append(out, i)
		}
	}
	return out, nil
}

// fieldApplies reports whether a field of a record applies in every completion.
func (e *env) fieldApplies(f *question, list int, rec []cell) bool {
	if f.when == nil {
		return true
	}
	x := newExplorer(e, f.asked)
	for i := range f.asked.inputs {
		in := &f.asked.inputs[i]
		if in.kind != inList || in.q != list {
			x.add(in)
			continue
		}
		for k := range in.list.fields {
			x.addField(in, rec, &in.list.fields[k])
		}
	}
	x.rec, x.list = rec, list
	x.reach(0)
	return !x.misses && !x.exhausted()
}

// fieldsMatter marks the fields of a list's last record that matter to a reading.
func (e *env) fieldsMatter(r *reading, list int, rec []cell, matter []bool) {
	x := newExplorer(e, r)
	for i := range r.inputs {
		in := &r.inputs[i]
		if in.kind != inList || in.q != list {
			x.add(in)
			continue
		}
		for k := range in.list.fields {
			x.addField(in, rec, &in.list.fields[k])
		}
		x.addOthers(in, rec)
	}
	x.exploreAll()
	for i, o := range x.open {
		if o.field >= 0 && (x.matter[i] || x.exhausted()) {
			matter[o.field] = true
		}
	}
}

// addField makes one field of a record an input; it is changed in place.
func (e *explorer) addField(in *input, rec []cell, f *fieldInput) {
	c := &rec[f.field]
	if c.state == known {
		return
	}
	before := *c
	o := openInput{in: in, field: f.field, reset: func() { *c = before }}
	for _, filled := range e.fillings(in, f, rec) {
		o.set = append(o.set, func() { *c = filled })
	}
	e.admit(o)
}

// addOthers makes the records beside rec, the last, an input.
func (e *explorer) addOthers(in *input, rec []cell) {
	c := e.own(in.q)
	before := c.rows
	o := openInput{in: in, field: -1, reset: func() { c.rows = before }}
	n := len(before.recs) - 1
	for _, l := range e.completions(in, before.recs[:n], true, rec) {
		o.set = append(o.set, func() { c.rows = l })
	}
	e.admit(o)
}
