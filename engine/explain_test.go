package engine_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"huiqi/engine"
)

func explain(t *rapid.T, w world, f engine.Facts, i int) *engine.Explanation {
	x, err := w.prog.Explain(f, i)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// The trace of complete facts says of every condition what the reference says.
func TestTraceOfCompleteFacts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := worlds(ordinary).Draw(t, "world")
		s := newReference(&w.pol).space(w.facts)
		c := make([]val, len(s.domains))
		s.at(rapid.IntRange(0, s.size-1).Draw(t, "completion"), c)
		f, ok := s.facts(c)
		if !ok {
			return
		}
		for i := range w.pol.Items {
			x := explain(t, w, f, i)
			if x.Conditions.Truth != x.Item.Truth || !sameVerdict(evaluate(t, w, f).Items[i], x.Item) {
				t.Fatalf("item %d: the trace ends in another verdict\n%s", i, show(&w.pol, f))
			}
			if len(x.Missing) > 0 {
				t.Fatalf("item %d misses %v of complete facts\n%s", i, x.Missing, show(&w.pol, f))
			}
			checkNodes(t, w, f, place{r: s.r, w: c}, x.Conditions.Of)
			for k, tier := range x.Tiers {
				if tier.Guard != nil {
					checkNodes(t, w, f, place{r: s.r, w: c}, []engine.Node{*tier.Guard})
				}
				if o := s.r.item(c, &w.pol.Items[i]); o.match && tier.Can != (o.tier == k) {
					t.Fatalf("item %d: tier %d can apply: %v\n%s", i, k, tier.Can, show(&w.pol, f))
				}
			}
		}
	})
}

func checkNodes(t *rapid.T, w world, f engine.Facts, p place, nodes []engine.Node) {
	for _, n := range nodes {
		if n.Cond == nil {
			t.Fatalf("a condition without its source\n%s", show(&w.pol, f))
		}
		if n.Truth == engine.Unknown || (n.Truth == engine.True) != p.holds(n.Cond) {
			t.Fatalf("%s is %v\n%s", showCond(n.Cond), n.Truth, show(&w.pol, f))
		}
		list := ""
		switch c := n.Cond.(type) {
		case engine.In: // its parts are the choices and whether they are offered
			continue
		case engine.Some:
			list = c.List
		case engine.All:
			list = c.List
		}
		if list == "" {
			checkNodes(t, w, f, p, n.Of)
			continue
		}
		for i, k := range n.Of {
			rows := p.w[p.r.index[list]].rows
			if many := slices.ContainsFunc(rows, func(r record) bool { return r.times > 1 }); many {
				break // one record of the reference is several of the facts
			}
			if k.Row != i+1 {
				t.Fatalf("record %d is called %d\n%s", i+1, k.Row, show(&w.pol, f))
			}
			k.Row = 0
			checkNodes(t, w, f, place{p.r, p.w, list, &rows[i]}, []engine.Node{k})
		}
	}
}

// An alternative reading comes out as the item does when it is written that way,
// and is shown where that differs.
func TestAlternatives(t *testing.T) {
	seen := 0
	rapid.Check(t, func(t *rapid.T) {
		w := worlds(ordinary).Draw(t, "world")
		for i := range w.pol.Items {
			it := &w.pol.Items[i]
			if len(it.Alternatives) == 0 {
				continue
			}
			x := explain(t, w, w.facts, i)
			for k, a := range it.Alternatives {
				other := w
				other.pol.Items = slices.Clone(w.pol.Items)
				changed := &other.pol.Items[i]
				if a.Event != nil {
					changed.Event = a.Event
				}
				if a.Require != nil {
					changed.Require = a.Require
				}
				if a.Amount != nil {
					changed.Amount = *a.Amount
					other.pol.Groups = nil // the other amount may be none
				}
				p, err := engine.Compile(other.pol)
				if err != nil {
					t.Fatalf("%v\n%s", err, w)
				}
				other.prog = p
				want := evaluate(t, other, w.facts).Items[i]
				shown := slices.IndexFunc(x.Alternatives, func(r engine.AlternativeResult) bool { return r.Alternative == k })
				if differs := verdictOf(want.Truth, *want.Worth) != verdictOf(x.Item.Truth, *x.Item.Worth); differs != (shown >= 0) {
					t.Fatalf("item %d: alternative shown %v, differs %v\n%s", i, shown >= 0, differs, w)
				}
				if shown < 0 {
					continue
				}
				seen++
				got := x.Alternatives[shown]
				if verdictOf(got.Truth, got.Worth) != verdictOf(want.Truth, *want.Worth) {
					t.Fatalf("item %d: alternative %+v, want %+v\n%s", i, got, want, w)
				}
			}
		}
	})
	if seen == 0 && enough() {
		t.Error("no alternative ever made a difference")
	}
}

func verdictOf(truth engine.Truth, g engine.Worth) string {
	if truth == engine.False {
		return "no"
	}
	s := fmt.Sprint(truth, g.Certainties, g.Settled)
	if g.Numbers {
		s += g.Low().String() + " " + high(g)
	}
	return s
}

// The least step that a distance states achieves what it says, and no smaller
// one does.
func TestDistances(t *testing.T) {
	seen := map[string]int{}
	rapid.Check(t, func(t *rapid.T) {
		w := worlds(options{high: 5, lists: true, limit: 2500, known: true}).Draw(t, "world")
		ds, err := w.prog.Distances(w.facts)
		if err != nil {
			t.Fatal(err)
		}
		checkDistancesMissing(t, w, ds)
		for _, d := range ds {
			checkDistance(t, w, d)
			if seen["item"]++; d.Tier >= 0 {
				seen["tier"]++
			}
			if seen["step"]++; d.Gap == nil {
				seen["yes"]++
			}
		}
	})
	for _, kind := range []string{"item", "tier", "step", "yes"} {
		if seen[kind] == 0 && enough() {
			t.Errorf("no distance of the kind %q", kind)
		}
	}
}

func checkDistance(t *rapid.T, w world, d engine.Distance) {
	q := &w.pol.Questions[d.Question]
	r := newReference(&w.pol)
	it := &w.pol.Items[d.Item]
	fail := func(what string) {
		t.Fatalf("item %d tier %d, %s by %v: %s\n%s", d.Item, d.Tier, q.ID, d.Gap, what, w)
	}
	// reached says whether the item, or the tier, is there with another answer;
	// asSaid, whether it then brings what the distance says
	reached := func(v engine.Value, asSaid bool) bool {
		f := maps.Clone(w.facts)
		f[q.ID] = v
		if w.prog.Check(f) != nil {
			return false
		}
		all := r.space(f).results([]engine.Item{*it})[0]
		if d.Tier >= 0 {
			return slices.ContainsFunc(all, func(o outcome) bool { return o.match && o.tier == d.Tier })
		}
		got := evaluate(t, w, f).Items[d.Item].Worth
		return hullOf(all).truth == engine.True &&
			(!asSaid || verdictOf(engine.True, *got) == verdictOf(engine.True, d.Worth))
	}
	have := w.facts[q.ID]
	if !have.Known() {
		fail("the fact is not known")
	}
	if d.Gap == nil {
		if have.Bool() || !reached(engine.BoolValue(true), true) {
			fail("a yes does not do it")
		}
		return
	}
	step := func(gap decimal.Decimal, asSaid bool) bool {
		return reached(engine.NumberValue(have.Number().Add(gap)), asSaid) ||
			reached(engine.NumberValue(have.Number().Sub(gap)), asSaid)
	}
	if !d.Gap.IsPositive() || !step(*d.Gap, true) {
		fail("the step does not do it")
	}
	for gap := d.Gap.Sub(q.Step); gap.IsPositive() && stepwise(&w.pol, q.ID); gap = gap.Sub(q.Step) {
		if d.Tier < 0 && step(gap, false) {
			fail(fmt.Sprintf("a step of %s is enough", gap))
		}
	}
}

// checkDistancesMissing looks for items that another answer to one question alone
// would make match, but that no distance tells of.
func checkDistancesMissing(t *rapid.T, w world, ds []engine.Distance) {
	r := newReference(&w.pol)
	for i, it := range w.pol.Items {
		bare := it
		bare.Require, bare.Amount = nil, engine.Amount{}
		all := r.space(w.facts).results([]engine.Item{it, bare})
		if hullOf(all[0]).truth != engine.False || hullOf(all[1]).truth != engine.True {
			continue
		}
		for k, q := range w.pol.Questions {
			v := w.facts[q.ID]
			if always, _ := r.space(w.facts).truth(q.When); !always || !v.Known() || !stepwise(&w.pol, q.ID) {
				continue
			}
			var others []engine.Value
			switch {
			case q.Kind == engine.Bool && !v.Bool():
				others = []engine.Value{engine.BoolValue(true)}
			case q.Kind == engine.Number:
				for _, x := range domain(&q, engine.Value{}, false) {
					others = append(others, engine.NumberValue(decimal.New(x.n, -13)))
				}
			}
			f := maps.Clone(w.facts)
			for _, o := range others {
				f[q.ID] = o
				if hullOf(r.space(f).results([]engine.Item{it})[0]).truth != engine.True {
					continue
				}
				if !slices.ContainsFunc(ds, func(d engine.Distance) bool { return d.Item == i && d.Tier < 0 && d.Question == k }) {
					t.Fatalf("item %d would match with %s = %s, but no distance says so\n%s", i, q.ID, showValue(o), w)
				}
			}
		}
	}
}

// stepwise reports whether a fact is compared plainly: by itself, not inside of
// records, nor with a number that it must not be. Of other comparisons no distance
// is told.
func stepwise(p *engine.Policy, id string) bool {
	plain := true
	reads := func(c engine.Cond) bool { return slices.Contains(readBy(c), id) }
	var inside func(c engine.Cond)
	inside = func(c engine.Cond) {
		walk(c, func(c engine.Cond) {
			plain = plain && !reads(c)
			for _, q := range p.Questions { // what makes the questions that it reads apply
				if slices.Contains(readBy(c), q.ID) {
					inside(q.When)
					for _, ch := range q.Choices {
						inside(ch.When)
					}
				}
			}
		})
	}
	for _, q := range p.Questions {
		for _, f := range q.Fields {
			inside(f.When)
			for _, ch := range f.Choices {
				inside(ch.When)
			}
		}
	}
	walkPolicy(p, func(c engine.Cond) {
		switch c := c.(type) {
		case engine.Some:
			inside(c.Of)
		case engine.All:
			inside(c.Of)
		case engine.Compare:
			plain = plain && !((c.Op == engine.Equal || len(c.Sum) > 1) && reads(c))
		}
	}, func(x engine.Expr) {
		if total, is := x.(engine.Total); is {
			inside(total.Where)
		}
	})
	return plain
}

// The fields of a record to ask for are exactly those that two completions of the
// record can differ in, with another result.
func TestFieldsBothWays(t *testing.T) {
	asked := 0
	o := options{high: 3, lists: true, limit: 150}
	rapid.Check(t, func(t *rapid.T) {
		w := worlds(o).Draw(t, "world")
		list := slices.IndexFunc(w.pol.Questions, func(q engine.Question) bool { return q.Kind == engine.List })
		if list < 0 {
			return
		}
		q := &w.pol.Questions[list]
		d := dice{t}
		var rows []engine.Row
		if d.often(40) {
			rows = drawValue(d, q).Records().Rows
			rows = rows[:min(1, len(rows))]
		}
		row := engine.Row{}
		for i := range q.Fields {
			switch n := d.upTo(5); {
			case n < 1:
				row[q.Fields[i].ID] = engine.DontKnow()
			case n < 2:
				row[q.Fields[i].ID] = drawValue(d, &q.Fields[i])
			}
		}
		w.facts[q.ID] = engine.ListValue(engine.Records{Rows: rows})
		got, err := w.prog.AskRow(w.facts, engine.Scope{}, list, row)
		if err != nil {
			t.Fatal(err)
		}
		f := maps.Clone(w.facts)
		f[q.ID] = engine.ListValue(engine.Records{Rows: append(slices.Clip(rows), row), Open: true})
		s := newReference(&w.pol).space(f)
		if s.size > 30000 || s.bounded {
			return
		}
		all := s.results(w.pol.Items)
		var want []int
		for i := range q.Fields {
			if _, given := row[q.Fields[i].ID]; given || !s.fieldMatters(list, len(rows), i, all) {
				continue
			}
			if s.fieldApplies(list, len(rows), i) {
				want = append(want, i)
			}
		}
		asked += len(want)
		if !slices.Equal(got, want) {
			t.Fatalf("fields %v, want %v, of %s\n%s", got, want, showValue(engine.ListValue(engine.Records{Rows: []engine.Row{row}})), w)
		}
	})
	if asked == 0 && enough() {
		t.Error("no field was ever asked for")
	}
}

// A field applies where it does in every completion, though Kleene's logic does not
// see it: here either choice of an open question will do, one of them by way of the
// gate.
func TestFieldOfEitherChoice(t *testing.T) {
	p := engine.Policy{From: from, To: to,
		Gate: engine.Gate{Question: "gate", Covers: []string{"all", "some"}, Dated: "unsure", Ends: "none"},
		Questions: []engine.Question{
			{ID: "gate", Kind: engine.One, Choices: choices("all", "some", "none", "unsure"), Unsure: "unsure"},
			{ID: "way", Kind: engine.One, Choices: []engine.Choice{{ID: "a", When: in("gate", "unsure")}, {ID: "b"}}},
			{ID: "rows", Kind: engine.List, Fields: []engine.Question{
				{ID: "kind", Kind: engine.One, Choices: choices("a", "b"), When: in("way", "a", "b")}}},
		},
		Items: []engine.Item{{ID: "item", Nature: engine.Right, Period: engine.OwnPeriod, Event: engine.Some{List: "rows", Of: in("kind", "a")}}},
	}
	prog, err := engine.Compile(p)
	if err != nil {
		t.Fatal(err)
	}
	for gate, want := range map[string][]int{"unsure": {0}, "all": nil} { // under "all" the first choice is not offered
		got, err := prog.AskRow(engine.Facts{"gate": engine.OneValue(gate)}, engine.Scope{}, 2, engine.Row{})
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("under %s the fields %v are asked (%v), want %v", gate, got, err, want)
		}
	}
}

// fieldMatters tells whether completions that differ only in one field of one
// record differ in a result.
func (s *space) fieldMatters(list, row, field int, all [][]outcome) bool {
	stride := 1
	for _, d := range s.domains[:list] {
		stride *= len(d)
	}
	d := s.domains[list]
	rest := make([]string, len(d)) // everything but the field
	for i, v := range d {
		rows := slices.Clone(v.rows)
		rows[row].fields = slices.Clone(rows[row].fields)
		rows[row].fields[field] = val{}
		rest[i] = fmt.Sprint(rows)
	}
	for _, item := range all {
		first := map[string]outcome{}
		for i := range s.size {
			k := i / stride % len(d)
			key := fmt.Sprint(i-k*stride, rest[k])
			if o, seen := first[key]; !seen {
				first[key] = item[i].result()
			} else if o != item[i].result() {
				return true
			}
		}
	}
	return false
}

// fieldApplies tells whether a field of a record applies in every completion.
func (s *space) fieldApplies(list, row, field int) bool {
	w := make([]val, len(s.domains))
	q := &s.r.p.Questions[list]
	for i := range s.size {
		s.at(i, w)
		p := place{s.r, w, q.ID, &w[list].rows[row]}
		if !p.holds(q.Fields[field].When) {
			return false
		}
	}
	return true
}
