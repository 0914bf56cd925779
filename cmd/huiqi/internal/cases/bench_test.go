package cases

import (
	"fmt"
	"testing"

	"huiqi/content"
	"huiqi/tui/session"
	"huiqi/tui/store"
)

// firm is one of the journeys as an interview under the shipped rules.
func firm(b *testing.B) (*content.Pack, *session.Interview) {
	p, err := content.EmbeddedRules()
	if err != nil {
		b.Fatal(err)
	}
	ans, err := content.ReadAnswers("../../../../content/journeys/exporter.yaml", &p.Policy)
	if err != nil {
		b.Fatal(err)
	}
	iv, err := session.Resume(p.Program, ans.Facts, true, nil)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := iv.Result(); err != nil { // the wizard has it at hand
		b.Fatal(err)
	}
	return p, iv
}

// What a person waits for after an answer: the whole save, on the medium.
func BenchmarkSave(b *testing.B) {
	p, iv := firm(b)
	for _, memory := range []bool{false, true} {
		b.Run(fmt.Sprintf("memory=%v", memory), func(b *testing.B) {
			s := New(config(b.TempDir(), p))
			if memory {
				s.disk = newMemory()
			}
			c := begin(b, s, store.Options{})
			defer shut(b, c)
			for b.Loop() {
				save(b, c, iv)
			}
		})
	}
}

// The list of a busy desk.
func BenchmarkList(b *testing.B) {
	p, iv := firm(b)
	s := New(config(b.TempDir(), p))
	for n := range 200 {
		c := begin(b, s, store.Options{Name: fmt.Sprint(n)})
		save(b, c, iv)
		shut(b, c)
	}
	for b.Loop() {
		if entries, err := s.Cases(); err != nil || len(entries) != 200 {
			b.Fatal(len(entries), err)
		}
	}
}
