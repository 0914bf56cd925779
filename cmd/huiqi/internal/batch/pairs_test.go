package batch

import (
	"os"
	"path/filepath"
	"testing"

	"huiqi/content"
)

// Both versions read the applicants that a run would: those that were written, in
// their order, in each format.
func TestPairs(t *testing.T) {
	pack := rules(t)
	list := applicants(&pack.Policy, 11, 150) // more than two chunks
	for _, c := range []struct {
		name, text string
		from       Format
	}{{"a.csv", asCSV(t, asTable(&pack.Policy, list)), CSV}, {"a.ndjson", lines(list), NDJSON}, {"a.xlsx", filled(t, list), XLSX}} {
		name := filepath.Join(t.TempDir(), c.name)
		if err := os.WriteFile(name, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		n := 0
		unused, _, err := Pairs(name, c.from, [2]*content.Pack{pack, pack}, func(p *Pair) error {
			a := list[n]
			n++
			if p.ID != a.id || len(p.Refused)+len(p.Lost[0])+len(p.Lost[1]) > 0 {
				t.Fatalf("%s: %+v, want %s", c.name, p, a.id)
			}
			for i, facts := range p.Facts {
				if len(facts) != len(a.facts) {
					t.Fatalf("%s: %s has %d answers under version %d, want %d", c.name, a.id, len(facts), i, len(a.facts))
				}
				for q, v := range a.facts {
					if !facts[q].Equal(v) {
						t.Fatalf("%s: %s %s is %v, want %v", c.name, a.id, q, facts[q], v)
					}
				}
			}
			return nil
		})
		if err != nil || n != len(list) || len(unused[0])+len(unused[1]) > 0 {
			t.Errorf("%s: %d of %d, unused %v, %v", c.name, n, len(list), unused, err)
		}
	}
}
