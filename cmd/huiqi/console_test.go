package main

import (
	"errors"
	"slices"
	"testing"
)

// The console speaks UTF-8 while the program runs, and what it spoke before
// afterwards. The calls of Windows themselves cannot be run here.
func TestSpeakUTF8(t *testing.T) {
	for _, c := range []struct {
		why    string
		before uint32
		getErr error
		setErr error
		set    []uint32 // all that was set, restoring included
	}{
		{"a Chinese console", 936, nil, nil, []uint32{utf8Page, 936}},
		{"it is UTF-8 already: left alone", utf8Page, nil, nil, nil},
		{"no console: nothing to set", 0, nil, nil, nil},
		{"a pipe: the page cannot be read", 0, errors.New("no console"), nil, nil},
		{"what could not be set is not put back", 936, nil, errors.New("refused"), []uint32{utf8Page}},
	} {
		var set []uint32
		page := codePage{
			func() (uint32, error) { return c.before, c.getErr },
			func(p uint32) error { set = append(set, p); return c.setErr },
		}
		speakUTF8([]codePage{page})()
		if !slices.Equal(set, c.set) {
			t.Errorf("%s: set %v, want %v", c.why, set, c.set)
		}
	}
}
