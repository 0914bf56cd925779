package content

import (
	"fmt"
	"slices"
	"testing"

	"huiqi/engine/quantities"
)

// A kind of quantity that walkExpr does not know would be passed over in silence.
func TestWalkEveryQuantity(t *testing.T) {
	for _, e := range quantities.Each() {
		var got []string
		walkExpr(e, "", func(p part) {
			p.reads(func(id string, _ []string) { got = append(got, id) })
		})
		for _, want := range quantities.Questions(e) {
			if !slices.Contains(got, want) && !slices.Contains(got, "records."+want) {
				t.Errorf("%T: %s is not found, only %v", e, want, got)
			}
		}
	}
}

// Each kind can be written.
func TestWriteEveryQuantity(t *testing.T) {
	policy := &loadFixture(t).Policy
	written := map[string]bool{}
	for _, text := range []string{"5万元", "cost - cost_2022", "20% * cost", "cost + 1万元", "min(cost, 1万元)", "max(0, cost - cost_2022)", "total(plots: spent)"} {
		tree, bad := parseExpression(text)
		if bad != nil {
			t.Fatalf("%s: %v", text, bad.msg)
		}
		e, bad := checkerFor(policy).amount(tree)
		if bad != nil {
			t.Fatalf("%s: %v", text, bad.msg)
		}
		walkExpr(e, "", func(p part) { written[fmt.Sprintf("%T", p.expr)] = true })
	}
	for _, e := range quantities.Each() {
		if !written[fmt.Sprintf("%T", e)] {
			t.Errorf("%T: no expression writes it; those here write %v", e, written)
		}
	}
}
