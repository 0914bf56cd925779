package engine

import "slices"

// AskRow finds the fields of a list's record that can still change the result of
// an item in scope, in the author's order. f holds the other records of the list;
// row is what is known of this one, fields already asked ("don't know" too)
// included.
func (p *Program) AskRow(f Facts, scope Scope, list int, row Row) ([]int, error) {
	q := &p.qs[list]
	with := Facts{}
	for id, v := range f {
		with[id] = v
	}
	rows := slices.Clone(f[q.src.ID].Records().Rows)
	with[q.src.ID] = ListValue(Records{Rows: append(rows, row)})
	cells, err := p.bind(with)
	if err != nil {
		return nil, err
	}
	matter := make([]bool, len(q.fields))
	for i := range p.items {
		if it := &p.items[i]; scope.Has(i) && it.depends(p, list) {
			p.fieldSupport(cells, it, list, len(rows), matter)
		}
	}
	e := env{p: p, cells: cells, rec: cells[list].rows.recs[len(rows)], list: list}
	var out []int
	for i := range q.fields {
		if _, asked := row[q.fields[i].src.ID]; !asked && matter[i] && e.truth(q.fields[i].when) == True {
			out = append(out, i)
		}
	}
	return out, nil
}

// fieldSupport marks the fields of one record that matter to an item.
func (p *Program) fieldSupport(cells []cell, it *item, list, rec int, matter []bool) {
	e := newExplorer(p, cells, &it.main)
	// the record is changed in place
	own := *e.cells[list].rows
	own.recs = slices.Clone(own.recs)
	own.recs[rec] = slices.Clone(own.recs[rec])
	e.cells[list].rows = &own
	var fields []int
	for i := range it.inputs {
		in := &it.inputs[i]
		if in.kind == inList && in.q == list {
			for k := range in.list.fields {
				if o, ok := e.openField(list, own.recs[rec], &in.list.fields[k]); ok {
					e.open = append(e.open, o)
					fields = append(fields, in.list.fields[k].field)
				}
			}
			continue
		}
		if o, ok := e.openInput(in); ok {
			e.open = append(e.open, o)
			fields = append(fields, -1)
		}
	}
	e.matter = make([]bool, len(e.open))
	e.explore(0)
	for i, f := range fields {
		if f >= 0 && (e.matter[i] || e.steps > budget) {
			matter[f] = true
		}
	}
}

// openField makes one field of a record an input.
func (e *explorer) openField(list int, rec []cell, f *fieldInput) (openInput, bool) {
	c := &rec[f.field]
	if c.state == known {
		return openInput{}, false
	}
	before := *c
	o := openInput{reset: func(*explorer) { *c = before }}
	for _, filled := range e.fillings(&e.p.qs[list].fields[f.field], f, before) {
		o.set = append(o.set, func(*explorer) { *c = filled })
	}
	return o, len(o.set) > 1
}

// fillings lists the values to try for a field that is left open.
func (e *explorer) fillings(q *question, f *fieldInput, c cell) []cell {
	var out []cell
	add := func(change func(*cell)) {
		d := c
		change(&d)
		out = append(out, d)
	}
	switch f.kind {
	case inChoice:
		for _, m := range f.masks {
			add(func(d *cell) { d.may = firstBit(m) })
		}
	case inBit:
		for sub := f.many; ; sub = (sub - 1) & f.many {
			add(func(d *cell) { d.may, d.yes = sub, sub })
			if sub == 0 {
				break
			}
		}
	case inSum, inDay:
		for _, v := range points(c.span, f.cuts, f.kinks, f.value, q.step) {
			add(func(d *cell) { d.span = point(v) })
		}
	}
	return out
}
