package official

import (
	"slices"
	"testing"

	"huiqi/content"
	"huiqi/engine/quantities"
)

// The figures of a kind of quantity that is not known here would never be held to
// the text.
func TestFiguresOfEveryQuantity(t *testing.T) {
	for _, e := range quantities.Each() {
		c := &collector{pack: &content.Pack{}}
		c.expr(e, plain, owner{item: "item"})
		var got []string
		for _, f := range c.list {
			got = append(got, f.text)
		}
		for _, want := range quantities.Figures(e) {
			if !slices.Contains(got, want) {
				t.Errorf("%T: %s is not found, only %v", e, want, got)
			}
		}
	}
}
