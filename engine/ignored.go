package engine

// IgnoredField is an answered field of a record that does not apply.
type IgnoredField struct {
	Question int // the list
	Row      int // 1-based
	Field    int
}

// IgnoredFields is Case.IgnoredFields for one use.
func (p *Program) IgnoredFields(f Facts) ([]IgnoredField, error) {
	c, err := p.With(f)
	if err != nil {
		return nil, err
	}
	return c.IgnoredFields(), nil
}

// IgnoredFields lists the fields of records that were answered although they do
// not apply. Like Result.Ignored, they are not used; the date of a matter counts
// wherever it is given.
func (c *Case) IgnoredFields() []IgnoredField {
	var out []IgnoredField
	p := c.p
	for q := range p.qs {
		if p.qs[q].kind != List {
			continue
		}
		for r, rec := range c.cells[q].rows.recs {
			e := c.env
			e.rec, e.list = rec, q
			for i := range rec {
				f := &p.qs[q].fields[i]
				if rec[i].state == known && !f.src.Volunteer && e.truth(f.when) == False {
					out = append(out, IgnoredField{q, r + 1, i})
				}
			}
		}
	}
	return out
}
