package present

import (
	"slices"

	"huiqi/engine"
)

// Unheard lists the items in scope that are open only because nothing was asked
// of their matter yet: a result in the middle of an interview counts them and
// does not list them. "Don't know" is an answer: what it leaves open is listed,
// with what to find out.
func Unheard(prog *engine.Program, f engine.Facts, scope engine.Scope) ([]int, error) {
	c, err := prog.With(f)
	if err != nil {
		return nil, err
	}
	return unheard(prog.Policy(), c, f, scope), nil
}

func unheard(p *engine.Policy, c *engine.Case, f engine.Facts, scope engine.Scope) []int {
	given := func(id string) bool { _, ok := f[id]; return ok }
	var out []int
	for i := range p.Items {
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
		if x.Item.Status == engine.Possible && len(matter) > 0 && !slices.ContainsFunc(matter, given) {
			out = append(out, i)
		}
	}
	return out
}

// Heard narrows a scope to the items that are not unheard. The case is that of
// the facts.
func Heard(prog *engine.Program, c *engine.Case, f engine.Facts, scope engine.Scope) (silent []int, heard engine.Scope, err error) {
	p := prog.Policy()
	silent = unheard(p, c, f, scope)
	var ids []string
	for i := range p.Items {
		if scope.Has(i) && !slices.Contains(silent, i) {
			ids = append(ids, p.Items[i].ID)
		}
	}
	if len(ids) == 0 {
		return silent, prog.NoScope(), nil
	}
	heard, err = prog.ScopeOf(ids...)
	return silent, heard, err
}
