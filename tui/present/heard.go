package present

import (
	"slices"

	"huiqi/engine"
)

// Unheard lists the items in scope that are open only because nothing was asked
// of their matter yet: a result in the middle of an interview counts them and
// does not list them.
func Unheard(prog *engine.Program, f engine.Facts, scope engine.Scope) ([]int, error) {
	c, err := prog.With(f)
	if err != nil {
		return nil, err
	}
	var out []int
	for i := range prog.Policy().Items {
		if !scope.Has(i) {
			continue
		}
		x := c.Explain(i)
		var matter []string
		for _, n := range x.Conditions.Of {
			if n.Role == engine.RoleEvent {
				matter = append(matter, Questions(n.Cond)...)
			}
		}
		given := func(id string) bool { _, ok := f[id]; return ok }
		if x.Item.Status == engine.Possible && len(matter) > 0 && !slices.ContainsFunc(matter, given) {
			out = append(out, i)
		}
	}
	return out, nil
}

// Heard narrows a scope to the items that something was said about. The others
// are open only because no answer tells anything of their matter: never asked,
// or answered "don't know". The case is that of the facts.
func Heard(prog *engine.Program, c *engine.Case, f engine.Facts, scope engine.Scope) (unheard []int, heard engine.Scope, err error) {
	p := prog.Policy()
	silent := func(n engine.Node) bool {
		return n.Role == engine.RoleEvent && n.Truth == engine.Unknown &&
			!slices.ContainsFunc(Questions(n.Cond), func(id string) bool { return f[id].Known() })
	}
	var ids []string
	for i := range p.Items {
		if !scope.Has(i) {
			continue
		}
		x := c.Explain(i)
		if x.Item.Status == engine.Possible && slices.ContainsFunc(x.Conditions.Of, silent) {
			unheard = append(unheard, i)
			continue
		}
		ids = append(ids, p.Items[i].ID)
	}
	if len(ids) == 0 {
		return unheard, prog.NoScope(), nil
	}
	heard, err = prog.ScopeOf(ids...)
	return unheard, heard, err
}
