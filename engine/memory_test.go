package engine_test

import (
	"fmt"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"huiqi/engine"
)

// A program that many cases use at once, and that remembers what it found for
// others, says what a fresh one says. Run with -race it also shows that what is
// shared is guarded.
func TestMemoryIsShared(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := worlds(options{high: 5, lists: true, limit: 300}).Draw(t, "world")
		var all []engine.Facts
		for range 4 {
			all = append(all, drawFacts(dice{t}, &w.pol, w.opt))
		}
		said := func(p *engine.Program, f engine.Facts) string {
			c, err := p.With(f)
			if err != nil {
				return err.Error()
			}
			a := c.Ask(engine.Scope{})
			return fmt.Sprint(essence(c.Evaluate()), pendings(a.Ask), pendings(a.Later), a.AtMost, c.Moot(engine.Scope{}))
		}
		got := make([][3]string, len(all))
		var done sync.WaitGroup
		for i, f := range all {
			done.Go(func() {
				for k := range got[i] {
					got[i][k] = said(w.prog, f)
				}
			})
		}
		done.Wait()
		for i, f := range all {
			fresh, err := engine.Compile(w.pol)
			if err != nil {
				t.Fatal(err)
			}
			want := said(fresh, f)
			for _, g := range got[i] {
				if g != want {
					t.Fatalf("%s\nbut a fresh program says\n%s\n%s", g, want, show(&w.pol, f))
				}
			}
		}
	})
}
