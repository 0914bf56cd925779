package search

import (
	"testing"

	"huiqi/engine/quantities"
)

// What a kind of quantity reads that is not known here would not be found by its
// words.
func TestReadEveryQuantity(t *testing.T) {
	for _, e := range quantities.Each() {
		r := &reader{asked: quantities.Policy().Questions, fields: map[string]bool{}}
		r.expr(e)
		for _, want := range quantities.Questions(e) {
			if want != "records" && !r.fields["."+want] && !r.fields["records."+want] {
				t.Errorf("%T: %s is not read, only %v", e, want, r.fields)
			}
		}
	}
}
