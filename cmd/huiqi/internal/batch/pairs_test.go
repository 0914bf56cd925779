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
	for _, format := range []struct {
		name, text string
		from       Format
	}{{"a.csv", asCSV(t, asTable(&pack.Policy, list)), CSV}, {"a.ndjson", lines(list), NDJSON}, {"a.xlsx", filled(t, list), XLSX}} {
		name := filepath.Join(t.TempDir(), format.name)
		if err := os.WriteFile(name, []byte(format.text), 0o600); err != nil {
			t.Fatal(err)
		}
		n := 0
		unused, _, err := Pairs(name, format.from, [2]*content.Pack{pack, pack}, func(p *Pair) error {
			a := list[n]
			n++
			if p.ID != a.id || len(p.Refused)+len(p.Lost[0])+len(p.Lost[1]) > 0 {
				t.Fatalf("%s: %+v, want %s", format.name, p, a.id)
			}
			for i, c := range p.Cases {
				want, err := pack.Program.Evaluate(a.facts)
				if err != nil {
					t.Fatal(err)
				}
				got := c.Evaluate()
				for k := range want.Items {
					if got.Items[k].Status != want.Items[k].Status || !got.Items[k].Worth.High().Equal(want.Items[k].Worth.High()) {
						t.Fatalf("%s: %s: %s under version %d: %v, want %v", format.name, a.id, pack.Policy.Items[k].ID, i, got.Items[k], want.Items[k])
					}
				}
			}
			return nil
		})
		if err != nil || n != len(list) || len(unused[0])+len(unused[1]) > 0 {
			t.Errorf("%s: %d of %d, unused %v, %v", format.name, n, len(list), unused, err)
		}
	}
}
