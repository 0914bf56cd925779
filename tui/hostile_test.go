package tui

import (
	"errors"
	"regexp"
	"testing"

	tea "charm.land/bubbletea/v2"

	"huiqi/engine"
	"huiqi/tui/internal/sample"
	"huiqi/tui/internal/shelf"
	"huiqi/tui/present"
	"huiqi/tui/store"
	"huiqi/tui/style"
	"huiqi/tui/text/hostile"
)

// sgr are the colours of our own. A text of hostile makes none.
var sgr = regexp.MustCompile("\x1b\\[[0-9;:]*m")

// spoil puts a text into all that a store, a contacts file and a copy of the
// printed text can say.
func (s scene) spoil(bad string) scene {
	s.opts.Clerk = bad
	s.opts.Contacts = present.Contacts{}
	for _, a := range sample.Policy().Articles {
		for _, u := range a.Units {
			s.opts.Contacts[u] = present.Contact{Window: bad, Phone: bad, Hours: bad, Note: bad}
		}
	}
	s.opts.Official = spoilt(bad)
	s.says = errors.New(bad)
	fresh := s.kept
	if fresh == nil {
		return s
	}
	s.kept = func(t testing.TB) *shelf.Store {
		kept := fresh(t)
		entries, err := kept.Cases()
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			k := kept.Get(e.ID)
			k.Name, k.About = k.Name+bad, bad
			if k.Problem != "" {
				k.Problem += bad
			}
			if k.ReadOnly != "" {
				k.ReadOnly += bad
			}
			if k.Drift != nil {
				k.Drift = &store.Drift{Rules: bad, Answers: []string{bad}, Results: []string{bad}}
			}
		}
		return kept
	}
	return s
}

// spoilt is a copy of the printed text.
type spoilt string

func (s spoilt) Article(int) (string, bool, bool) { return string(s), false, true }

// TestHostile sends each hostile character in through all words from outside, and
// through what is typed and pasted, and looks at every page.
func TestHostile(t *testing.T) {
	t.Parallel()
	prog, texts := sample.Program(), hostile.Texts()
	for i, s := range some() {
		t.Run(s.name, func(t *testing.T) {
			for k, bad := range texts {
				if !testing.Short() || k == i%len(texts) {
					s.spoil(bad).heldClean(t, prog, bad)
				}
			}
		})
	}
}

func (s scene) heldClean(t *testing.T, prog *engine.Program, bad string) {
	t.Helper()
	a := s.open(t, prog, style.Options{})
	look := func(when string) {
		t.Helper()
		v := a.View()
		if found := hostile.Find(sgr.ReplaceAllString(v.Content, ""), "\n"); found != "" {
			t.Errorf("%s: %s", when, found)
		}
		if found := hostile.Find(v.WindowTitle, ""); found != "" {
			t.Errorf("%s: the title holds %s", when, found)
		}
	}
	look("at first")
	for _, r := range bad {
		a.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
	look("typed")
	a.Update(tea.PasteMsg{Content: bad})
	look("pasted")
	a.Update(tea.KeyPressMsg{Code: tea.KeyEnter})
	look("after enter")
}
