package present

import (
	"slices"

	"huiqi/engine"
)

// Unheard lists the items in scope that are open only because nothing was asked
// of their matter yet: a result in the middle of an interview counts them and
// does not list them.
func Unheard(prog *engine.Program, f engine.Facts, scope engine.Scope) ([]int, error) {
	var out []int
	for i := range prog.Policy().Items {
		if !scope.Has(i) {
			continue
		}
		x, err := prog.Explain(f, i)
		if err != nil {
			return nil, err
		}
		silent := func(n engine.Node) bool {
			return n.Role == engine.RoleEvent && n.Truth == engine.Unknown &&
				!slices.ContainsFunc(Questions(n.Cond), func(id string) bool { _, given := f[id]; return given })
		}
		if x.Item.Status == engine.Possible && slices.ContainsFunc(x.Conditions.Of, silent) {
			out = append(out, i)
		}
	}
	return out, nil
}
