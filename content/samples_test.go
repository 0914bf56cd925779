package content

import (
	"testing"
)

// Every file of journeys is a sample that introduces itself, and nothing in it
// was read otherwise than it was meant.
func TestSamples(t *testing.T) {
	pack, err := EmbeddedRules()
	if err != nil {
		t.Fatal(err)
	}
	samples, err := Samples(&pack.Policy)
	if err != nil {
		t.Fatal(err)
	}
	files, err := journeys.ReadDir("journeys")
	if err != nil || len(files) != len(samples) {
		t.Fatalf("%d files, %d samples, %v", len(files), len(samples), err)
	}
	names := map[string]bool{}
	for _, s := range samples {
		if s.Name == "" || s.About == "" || len(s.Facts) == 0 || names[s.Name] {
			t.Errorf("%s: name %q, about %q, %d answers", s.ID, s.Name, s.About, len(s.Facts))
		}
		names[s.Name] = true
		if len(s.Warnings) > 0 {
			t.Errorf("%s: %v", s.ID, s.Warnings)
		}
	}
	if len(samples) < 6 {
		t.Errorf("%d samples, a briefing needs six", len(samples))
	}
}
