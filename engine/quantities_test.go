package engine_test

import (
	"testing"

	"huiqi/engine"
	"huiqi/engine/quantities"
)

// Whatever a kind of quantity reads can change the amount; random tests hold what
// comes of the answers to the reference.
func TestEveryQuantityDepends(t *testing.T) {
	for _, e := range quantities.Each() {
		p := quantities.Policy()
		p.Items = []engine.Item{{ID: "item", Amount: engine.Amount{Kind: engine.Money, Tiers: []engine.Tier{{Certainty: engine.Exact, Value: e}}}}}
		prog, err := engine.Compile(*p)
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range quantities.Questions(e) {
			q, ok := prog.Question(id)
			if !ok {
				continue // a field: asked with its list
			}
			if !prog.DependsOn(0, q) {
				t.Errorf("%T: the item does not depend on %s", e, id)
			}
		}
	}
}
