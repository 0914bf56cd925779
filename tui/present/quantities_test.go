package present_test

import (
	"strings"
	"testing"

	"huiqi/engine/quantities"
	"huiqi/tui/present"
)

// A kind of quantity that is not known here would be an empty formula.
func TestFormulaOfEveryQuantity(t *testing.T) {
	p := quantities.Policy()
	names := map[string]string{"tested": ""} // who counts is said with the records
	for _, q := range p.Questions {
		names[q.ID] = q.Name
		for _, f := range q.Fields {
			if f.ID != "tested" {
				names[f.ID] = f.Name
			}
		}
	}
	for _, e := range quantities.Each() {
		got := present.Formula(p, e)
		for _, q := range quantities.Questions(e) {
			if !strings.Contains(got, names[q]) {
				t.Errorf("%T: %q does not name %s", e, got, names[q])
			}
		}
		for _, figure := range quantities.Figures(e) {
			if figure != "37元" && !strings.Contains(got, figure) {
				t.Errorf("%T: %q lacks %s", e, got, figure)
			}
		}
		if got == "" {
			t.Errorf("%T: no words", e)
		}
	}
}
