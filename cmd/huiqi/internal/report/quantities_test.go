package report

import (
	"slices"
	"testing"

	"huiqi/engine/quantities"
)

// The figures of a kind of quantity that is not known here would be missing from an
// article's list.
func TestFiguresOfEveryQuantity(t *testing.T) {
	for _, e := range quantities.Each() {
		var g gatherer
		g.expr(e, "sum")
		var got []string
		for _, f := range g.out {
			got = append(got, f.Text)
		}
		for _, want := range quantities.Figures(e) {
			if !slices.Contains(got, want) {
				t.Errorf("%T: %s is not found, only %v", e, want, got)
			}
		}
	}
}
