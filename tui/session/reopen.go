package session

import (
	"maps"
	"slices"

	"huiqi/engine"
)

// About is an interview on the named items, articles or topics alone that starts
// from the answers of this one.
func (iv *Interview) About(names ...string) (*Interview, error) {
	scope, err := iv.prog.ScopeOf(names...)
	if err != nil {
		return nil, err
	}
	out := &Interview{prog: iv.prog, facts: maps.Clone(iv.facts), names: slices.Clone(names), scope: scope, chosen: true,
		put: maps.Clone(iv.put), former: maps.Clone(iv.former)}
	return out, out.reopen()
}

// Everything is the whole check that starts from the answers of this interview.
func (iv *Interview) Everything() (*Interview, error) {
	out := &Interview{prog: iv.prog, facts: maps.Clone(iv.facts), whole: true, put: maps.Clone(iv.put), former: maps.Clone(iv.former)}
	if err := out.reopen(); err != nil {
		return nil, err
	}
	out.retrace()
	return out, nil
}

// Former is the answer that a question had before it was taken back.
func (iv *Interview) Former(id string) (engine.Value, bool) {
	v, ok := iv.former[id]
	return v, ok
}

// Reopened lists the questions whose answers the last change took back, since
// they covered too little: a question of which only some choices mattered was put
// with those alone, a record with the fields that mattered. What was never put
// must not count as "no".
func (iv *Interview) Reopened() []int { return slices.Clone(iv.reopened) }

// Recheck takes back the answers that cover too little, as a change does: for an
// interview that was kept under other rules, which may offer more choices and
// fields than were put.
func (iv *Interview) Recheck() error {
	iv.cache, iv.reopened = nil, nil
	return iv.reopen()
}

// notePut remembers the choices that a question is being answered with.
func (iv *Interview) notePut(id string) error {
	i, ok := iv.prog.Question(id)
	if !ok || iv.prog.Policy().Questions[i].Kind != engine.Many {
		return nil
	}
	choices, err := iv.Choices(i)
	if err != nil {
		return err
	}
	ids := slices.Clone(iv.put[id]) // what was put before and not picked is a "no" still
	for _, c := range choices {
		if !slices.Contains(ids, c.ID) {
			ids = append(ids, c.ID)
		}
	}
	if iv.put == nil {
		iv.put = map[string][]string{}
	}
	iv.put[id] = ids
	return nil
}

// reopen takes back the answers that cover too little. Going forward needs no
// such look: further answers only make less matter.
func (iv *Interview) reopen() error {
	for i := range iv.prog.Policy().Questions {
		q := &iv.prog.Policy().Questions[i]
		v, given := iv.facts[q.ID]
		if !given || !v.Known() {
			continue
		}
		short := false
		var err error
		switch q.Kind {
		case engine.Many:
			short, err = iv.lacksChoices(i)
		case engine.List:
			short, err = iv.lacksFields(i, v.Records())
		}
		if err != nil {
			return err
		}
		if !short {
			continue
		}
		next := maps.Clone(iv.facts)
		delete(next, q.ID)
		iv.facts, iv.cache = next, nil
		if iv.former == nil {
			iv.former = map[string]engine.Value{}
		}
		iv.former[q.ID] = v
		iv.reopened = append(iv.reopened, i)
	}
	return nil
}

// lacksChoices reports whether a choice matters that the question was not put
// with.
func (iv *Interview) lacksChoices(i int) (bool, error) {
	q := &iv.prog.Policy().Questions[i]
	put, here := iv.put[q.ID]
	if !here || len(put) == len(q.Choices) {
		return false, nil
	}
	without := iv.Clone()
	delete(without.facts, q.ID)
	if _, matters := without.Pending(i); !matters {
		return false, nil
	}
	choices, err := without.Choices(i)
	if err != nil {
		return false, err
	}
	return slices.ContainsFunc(choices, func(c engine.Choice) bool { return !slices.Contains(put, c.ID) }), nil
}

// lacksFields reports whether a record still has a field to answer that matters.
func (iv *Interview) lacksFields(i int, r engine.Records) (bool, error) {
	for _, row := range r.Rows {
		fields, err := iv.RowFields(i, row)
		if err != nil {
			return false, err
		}
		if len(fields) > 0 {
			return true, nil
		}
	}
	return false, nil
}
