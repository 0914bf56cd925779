package present_test

import (
	"slices"
	"testing"

	"huiqi/engine"
	"huiqi/tui/internal/sample"
	"huiqi/tui/present"
)

// What was never asked is counted and not listed; what was answered "don't know"
// is listed: there is something to find out.
func TestHeard(t *testing.T) {
	prog := sample.Program()
	eagle, ok := prog.Item("eagle")
	if !ok {
		t.Fatal("no eagle in the sample")
	}
	all, err := prog.ScopeOf()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		why   string
		facts engine.Facts
		heard bool
	}{
		{"never asked", engine.Facts{"applicant": engine.OneValue("firm")}, false},
		{"asked, and not known", engine.Facts{"applicant": engine.OneValue("firm"), "titles": engine.DontKnow()}, true},
		{"asked, and known", engine.Facts{"applicant": engine.OneValue("firm"), "titles": engine.ManyValue("eagle")}, true},
		{"refused for another reason", engine.Facts{"applicant": engine.OneValue("village")}, true},
	} {
		cs, err := prog.With(c.facts)
		if err != nil {
			t.Fatal(err)
		}
		silent, heard, err := present.Heard(prog, cs, c.facts, all)
		if err != nil {
			t.Fatal(err)
		}
		if heard.Has(eagle) != c.heard || slices.Contains(silent, eagle) == c.heard {
			t.Errorf("%s: heard %v, silent %v", c.why, heard.Has(eagle), silent)
		}
	}
}
