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

// What was found for one applicant is not said of another whose answers come to
// something else, in whatever order they come.
func TestMemoryTellsApart(t *testing.T) {
	yes := is("yes") // open: it takes completions to see what the item comes to
	either := func(c engine.Cond) engine.Cond { return or(and(c, yes), not(yes)) }
	for _, c := range []struct {
		cond    engine.Cond
		answers []engine.Facts
		want    []engine.Truth
	}{
		{either(engine.Within{Date: "day"}),
			[]engine.Facts{{"day": engine.DayValue(from)}, {"day": engine.DayValue(to)}, {"day": day("2022-12-31")}, {"day": day("2024-01-01")}, {}},
			[]engine.Truth{engine.True, engine.True, engine.Unknown, engine.Unknown, engine.Unknown}},
		{either(in("grade", "a")),
			[]engine.Facts{{"grade": engine.OneValue("a")}, {"grade": engine.OneValue("b")}, {}},
			[]engine.Truth{engine.True, engine.Unknown, engine.Unknown}},
		{either(in("titles", "a")),
			[]engine.Facts{{"titles": engine.ManyValue("a", "b")}, {"titles": engine.ManyValue()}, {"titles": engine.ManyValue("b")}, {}},
			[]engine.Truth{engine.True, engine.Unknown, engine.Unknown, engine.Unknown}},
		{either(at("now", engine.AtLeast, yuan(5))),
			[]engine.Facts{{"now": number("5")}, {"now": number("4")}, {"now": number("6")}, {}},
			[]engine.Truth{engine.True, engine.Unknown, engine.True, engine.Unknown}},
		{either(engine.Compare{Sum: []engine.Term{term("now"), minus("before")}, Op: engine.AtLeast, To: yuan(5)}),
			[]engine.Facts{{"now": number("9"), "before": number("4")}, {"now": number("9"), "before": number("5")}, {"now": number("9")}, {"before": number("4")}, {}},
			[]engine.Truth{engine.True, engine.Unknown, engine.Unknown, engine.Unknown, engine.Unknown}},
		{either(engine.All{List: "rows", Of: is("ok")}),
			[]engine.Facts{{"rows": rows()}, {"rows": engine.ListValue(engine.Records{Open: true})}, {},
				{"rows": rows(engine.Row{"ok": engine.BoolValue(true)})}, {"rows": rows(engine.Row{"ok": engine.BoolValue(false)})}},
			[]engine.Truth{engine.True, engine.Unknown, engine.Unknown, engine.True, engine.Unknown}},
		{either(or(engine.All{List: "rows", Of: is("ok")}, and(engine.Some{List: "more", Of: is("own")}, not(engine.Some{List: "more", Of: is("own")})))),
			[]engine.Facts{{"rows": rows()}, {"more": rows()}, {}, {"rows": rows(), "more": rows()}},
			[]engine.Truth{engine.True, engine.Unknown, engine.Unknown, engine.True}},
	} {
		pol := plain()
		pol.Gate, pol.Groups, pol.Items = engine.Gate{}, nil, pol.Items[1:]
		pol.Questions = append(pol.Questions, engine.Question{ID: "more", Kind: engine.List, Fields: []engine.Question{{ID: "own", Kind: engine.Bool}}})
		pol.Questions[10].When, pol.Questions[10].Volunteer = nil, false
		pol.Items[0].Period, pol.Items[0].Require = engine.OwnPeriod, c.cond
		for first := range c.answers {
			p := compile(t, pol)
			for k := range c.answers {
				i := (first + k) % len(c.answers)
				r, err := p.Evaluate(c.answers[i])
				if err != nil || r.Items[0].Truth != c.want[i] {
					t.Errorf("%s after %d others: %v (%v), want %v\n%s", showCond(c.cond), k, r.Items[0].Truth, err, c.want[i], show(&pol, c.answers[i]))
				}
			}
		}
	}
}
