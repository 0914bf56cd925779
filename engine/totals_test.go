package engine_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"huiqi/engine"
)

// What matches is added up line by line, a shared ceiling cuts its members only,
// and another reach of it is told where it comes to another sum.
func TestLines(t *testing.T) {
	exact := func(id string, n int, line string) engine.Item {
		a := money(engine.Tier{Certainty: engine.Exact, Value: yuan(n)})
		a.Line = line
		return engine.Item{ID: id, Nature: engine.Benefit, Period: engine.OwnPeriod, Amount: a}
	}
	open := engine.Item{ID: "open", Nature: engine.Benefit, Period: engine.OwnPeriod, Amount: money(engine.Tier{Certainty: engine.Exact, Value: fact("n")})}
	perhaps := exact("perhaps", 9, "")
	perhaps.Event = is("yes")
	upTo := engine.Item{ID: "up to", Nature: engine.Benefit, Period: engine.OwnPeriod, Amount: money(engine.Tier{Certainty: engine.UpTo, Value: yuan(5)})}
	items := []engine.Item{exact("a", 3, ""), exact("b", 4, ""), exact("c", 5, "premium"), exact("d", 1, "premium"), open, perhaps, upTo}
	group := func(ceiling int, alternative []string, members ...string) engine.Group {
		g := engine.Group{ID: "g" + members[0], Items: members, Ceiling: yuan(ceiling)}
		if alternative != nil {
			g.Alternatives = []engine.GroupAlternative{{Items: alternative}}
		}
		return g
	}
	for _, c := range []struct {
		why    string
		groups []engine.Group
		lines  []string // label, items, sum, the ceiling that cuts it
		others []string // of the first group
	}{
		{"each label has its line, the ordinary one first", nil, []string{"[0 1] 7", "premium [2 3] 6"}, nil},
		{"a ceiling cuts what is under it", []engine.Group{group(6, nil, "a", "b")}, []string{"[0 1] 6 cut", "premium [2 3] 6"}, nil},
		{"a ceiling that is met cuts nothing", []engine.Group{group(7, nil, "a", "b")}, []string{"[0 1] 7", "premium [2 3] 6"}, nil},
		{"one of two ceilings cuts", []engine.Group{group(2, nil, "a"), group(9, nil, "b")}, []string{"[0 1] 6 cut", "premium [2 3] 6"}, nil},
		{"or the other", []engine.Group{group(9, nil, "a"), group(2, nil, "b")}, []string{"[0 1] 5 cut", "premium [2 3] 6"}, nil},
		{"members of two lines that are cut have a line of their own", []engine.Group{group(6, nil, "a", "c")},
			[]string{"[1] 4", "premium [3] 1", "[0 2] 6 cut by 0"}, nil},
		{"of two lines, not cut, each stands on its own", []engine.Group{group(8, nil, "a", "c")}, []string{"[0 1] 7", "premium [2 3] 6"}, nil},
		{"another reach that is cut otherwise", []engine.Group{group(6, []string{"a", "b", "c"}, "a", "b")},
			[]string{"[0 1] 6 cut", "premium [2 3] 6"}, []string{"[0 1 2] 6-6"}},
		{"another reach under which all comes to the same", []engine.Group{group(20, []string{"a", "b", "c"}, "a", "b")},
			[]string{"[0 1] 7", "premium [2 3] 6"}, nil},
		{"the same of what may come to less", []engine.Group{group(20, []string{"a", "up to"}, "a")},
			[]string{"[0 1] 7", "premium [2 3] 6"}, nil},
		{"another reach that cuts what has no end", []engine.Group{group(4, []string{"b", "open"}, "b")},
			[]string{"[0 1] 7", "premium [2 3] 6"}, []string{"[1 4] 4-4"}},
		{"also where it comes to what the others do", []engine.Group{group(3, []string{"a", "open"}, "a")},
			[]string{"[0 1] 7", "premium [2 3] 6"}, []string{"[0 4] 3-3"}},
		{"another reach that cuts the upper end only", []engine.Group{group(4, []string{"a", "up to"}, "a")},
			[]string{"[0 1] 7", "premium [2 3] 6"}, []string{"[0 6] 3-4"}},
		{"another reach with another lower end only", []engine.Group{group(5, []string{"up to"}, "c", "up to")},
			[]string{"[0 1] 7", "premium [2 3] 6"}, []string{"[6] 0-5"}},
		{"under neither reach anything matches", []engine.Group{group(5, []string{"perhaps"}, "perhaps")},
			[]string{"[0 1] 7", "premium [2 3] 6"}, nil},
	} {
		p := compile(t, engine.Policy{From: from, To: to, Items: items, Groups: c.groups,
			Questions: []engine.Question{{ID: "n", Kind: engine.Number, Unit: engine.UnitYuan}, {ID: "yes", Kind: engine.Bool}}})
		r, err := p.Evaluate(nil)
		if err != nil {
			t.Fatal(err)
		}
		var lines, others []string
		for _, l := range r.Boxes[engine.BoxExact-1].Lines {
			if slices.Contains(l.Items, 4) { // without an end
				l.Items = slices.DeleteFunc(slices.Clone(l.Items), func(i int) bool { return i == 4 })
				l.NoUpper = false
			}
			s := fmt.Sprintf("%v %s", l.Items, l.Low())
			if l.Label != "" {
				s = l.Label + " " + s
			}
			if l.Cut {
				s += " cut"
			}
			if l.Group != -1 {
				s += fmt.Sprint(" by ", l.Group)
			}
			lines = append(lines, s)
		}
		if len(c.groups) > 0 {
			for _, a := range r.Groups[0].Alternatives {
				others = append(others, fmt.Sprintf("%v %s-%s", a.Matched.Items, a.Matched.Low(), a.Matched.High()))
			}
		}
		if !slices.Equal(lines, c.lines) || !slices.Equal(others, c.others) {
			t.Errorf("%s: lines %q, otherwise %q, want %q and %q", c.why, lines, others, c.lines, c.others)
		}
	}
}

// Within a scope the boxes hold its items, those that are open too.
func TestPendingWithin(t *testing.T) {
	p := compile(t, plain())
	r, err := p.Evaluate(nil)
	if err != nil {
		t.Fatal(err)
	}
	s, err := p.ScopeOf(p.Policy().Items[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	_, boxes := p.Within(r, s)
	if got := boxes[r.Items[0].Box-1].Pending; r.Items[0].Status != engine.Possible || !slices.Equal(got, []int{0}) {
		t.Errorf("pending are %v; the item is %v", got, r.Items[0].Status)
	}
}

// A result that was kept gets its figures back.
func TestSetSums(t *testing.T) {
	var w engine.Worth
	w.SetSums(decimal.New(15, -1), decimal.New(2, 40))
	if w.Low().String() != "1.5" || !w.High().Equal(decimal.New(2, 40)) {
		t.Errorf("%s to %s", w.Low(), w.High())
	}
}
