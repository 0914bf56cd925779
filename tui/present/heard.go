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
