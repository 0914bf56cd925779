package engine

// IgnoredField is an answered field of a record that does not apply.
type IgnoredField struct {
	Question int // the list
	Row      int // 1-based
	Field    int
}

// IgnoredFields lists the fields of records that were answered although they do
// not apply. Like Result.Ignored, they are not used; the date of a matter counts
// wherever it is given.
func (p *Program) IgnoredFields(f Facts) ([]IgnoredField, error) {
	bound, err := p.bind(f)
	if err != nil {
		return nil, err
	}
	var out []IgnoredField
	for q := range p.qs {
		if p.qs[q].kind != List {
			continue
		}
		for r, rec := range bound.cells[q].rows.recs {
			e := bound
			e.rec, e.list = rec, q
			for i := range rec {
				f := &p.qs[q].fields[i]
				if rec[i].state == known && !f.src.Volunteer && e.truth(f.when) == False {
					out = append(out, IgnoredField{q, r + 1, i})
				}
			}
		}
	}
	return out, nil
}
