package engine

import (
	"errors"
	"fmt"
	"slices"
)

// ErrTooMany says that there are more completions than are tried.
var ErrTooMany = errors.New("too many completions to try")

// CanHold reports whether some set of facts meets all conditions (nil ones always
// hold) and, with item
// at least 0, lets that item match: by its settled reading, or by the alternative
// with that index if it is at least 0. The error is ErrTooMany, or joins
// *DefinitionError where conditions do not fit the policy or each other.
func (p *Program) CanHold(item, alternative int, conds ...Cond) (bool, error) {
	q := *p
	q.sums = slices.Clip(p.sums)
	c := compiler{p: &q, sumIndex: map[string]int{}, limit: len(p.qs)}
	for i := range q.sums {
		c.sumIndex[fmt.Sprint(q.sums[i].terms)] = i
	}
	var r reading
	switch {
	case item >= 0 && alternative >= 0:
		r = p.items[item].alts[alternative]
	case item >= 0:
		r = p.items[item].main
	}
	all := c.conds(slices.DeleteFunc(slices.Clone(conds), func(c Cond) bool { return c == nil }))
	r.require = &node{op: opAnd, of: append(all, r.require)}
	r.inputs = c.inputs(&r)
	if len(c.errs) > 0 {
		return false, errors.Join(c.errs...)
	}
	e, err := q.bind(nil)
	if err != nil {
		return false, err
	}
	x := newExplorer(&e, &r)
	for i := range r.inputs {
		x.add(&r.inputs[i])
	}
	can := x.can(0)
	if !can && x.exhausted() {
		return false, ErrTooMany
	}
	return can, nil
}

// can reports whether a completion matches, the first i open inputs being set.
func (e *explorer) can(i int) bool {
	if !e.step(1) {
		return false
	}
	switch t := e.match(e.r); {
	case t == False:
		return false
	case t == True || i == len(e.open):
		return true
	}
	o := &e.open[i]
	defer o.reset()
	for _, set := range o.set {
		if set(); e.can(i + 1) {
			return true
		}
	}
	return false
}
