package engine

import (
	"strconv"
	"testing"

	"github.com/shopspring/decimal"
)

// A worth holds another exactly where none of what the other consists of would
// change it.
func TestHolds(t *testing.T) {
	one := func(tier int, cert Certainty, s span, cut Truth) worth {
		return worth{certs: Certainties(cert), span: s, numbers: cert != Unprinted, settled: s.isPoint() || cert == UpTo || cert == Unprinted, cut: cut, tiers: 1 << tier}
	}
	outcomes := []worth{
		one(0, Exact, iv("3", "3"), False), one(0, Exact, iv("5", "5"), False), one(0, Exact, iv("5", "5"), True), one(0, Exact, iv("5", ""), False),
		one(1, UpTo, iv("0", "3"), False), one(1, UpTo, iv("0", "5"), False), one(1, UpTo, iv("0", "5"), True),
		one(2, Unprinted, span{}, False),
	}
	all := make([]worth, 1<<len(outcomes))
	for set := range all {
		first := true
		for i, o := range outcomes {
			if set>>i&1 == 1 && first {
				all[set], first = o, false
			} else if set>>i&1 == 1 {
				all[set] = all[set].join(o)
			}
		}
	}
	same := func(a, b worth) bool { // a span without end is the same whatever stands there
		return a.certs == b.certs && a.numbers == b.numbers && a.settled == b.settled && a.cut == b.cut && a.tiers == b.tiers &&
			(!a.numbers || sameSpan(a.span, b.span))
	}
	held := 0
	for _, w := range all[1:] {
		stays := make([]bool, len(outcomes))
		for i, o := range outcomes {
			stays[i] = same(w.join(o), w)
		}
		for set, v := range all {
			if set == 0 {
				continue
			}
			want := true
			for i := range outcomes {
				want = want && (set>>i&1 == 0 || stays[i])
			}
			if w.holds(v) != want {
				t.Fatalf("%+v holds %+v: %v, want %v", w, v, !want, want)
			}
			if want {
				held++
			}
		}
	}
	if held == 0 {
		t.Error("nothing is ever held")
	}
}

// What a quantity can come to while nothing is known.
func TestValueOfNothingKnown(t *testing.T) {
	number := func(id string, lo, hi int64) Question {
		low, q := decimal.NewFromInt(lo), Question{ID: id, Kind: Number, Unit: UnitYuan}
		if q.Min = &low; hi > lo {
			high := decimal.NewFromInt(hi)
			q.Max = &high
		}
		return q
	}
	fact := func(id string) Expr { return Sum{Terms: []Term{{Question: id, Sign: 1}}} }
	yuan := func(n int64) Const { return Const{Value: decimal.NewFromInt(n), Unit: UnitYuan} }
	for _, c := range []struct {
		of   Expr
		want string
		why  string
	}{
		{yuan(7), "[7, 7]", "itself"},
		{fact("a"), "[2, 9]", "what can be answered"},
		{fact("free"), "[1, \u221e]", "without end"},
		{Sum{Terms: []Term{{Question: "a", Sign: 1}, {Question: "b", Sign: -1}}}, "[-18, 6]", "the least less the most, and the other way round"},
		{Sum{Terms: []Term{{Question: "a", Sign: -1}, {Question: "b", Sign: 1}}}, "[-6, 18]", "the same from the other side"},
		{Mul{By: Const{Value: decimal.NewFromInt(50), Unit: UnitPercent}, Of: fact("a")}, "[1, 4.5]", "half of it"},
		{Add{Of: []Expr{fact("a"), fact("b"), yuan(1)}}, "[6, 30]", "all together"},
		{Min{Of: []Expr{fact("a"), fact("b")}}, "[2, 9]", "the smaller of each end"},
		{Min{Of: []Expr{fact("b"), yuan(4), fact("a")}}, "[2, 4]", "of each"},
		{Min{Of: []Expr{fact("free"), fact("b")}}, "[1, 20]", "what has no end takes none away"},
		{Max0{Of: Sum{Terms: []Term{{Question: "a", Sign: 1}, {Question: "b", Sign: -1}}}}, "[0, 6]", "not below nothing"},
		{Total{List: "rows", Of: fact("cost")}, "[0, \u221e]", "any number of records"},
	} {
		p, err := Compile(Policy{
			Questions: []Question{number("a", 2, 9), number("b", 3, 20), number("free", 1, 0),
				{ID: "rows", Kind: List, Fields: []Question{number("cost", 0, 5)}}},
			Items: []Item{{ID: "item", Nature: Benefit, Period: OwnPeriod, Amount: Amount{Kind: Money, Tiers: []Tier{{Certainty: Exact, Value: c.of}}}}},
		})
		if err != nil {
			t.Fatal(err)
		}
		e := env{p: p, cells: p.nothing}
		if got := e.value(p.items[0].main.amount.tiers[0].value, nil).String(); got != c.want {
			t.Errorf("%s, want %s: %s", got, c.want, c.why)
		}
	}
}

// What is asked of a program writes nothing behind its sums, where another that is
// asked at the same time would.
func TestCanHoldLeavesSums(t *testing.T) {
	var p *Program
	fact := func(id string) Cond {
		return Compare{Sum: []Term{{Question: id, Sign: 1}}, Op: More, To: Const{Unit: UnitYuan}}
	}
	pol := Policy{}
	for n := 0; p == nil || cap(p.sums) == len(p.sums); n++ { // until there is room
		id := strconv.Itoa(n)
		pol.Questions = append(pol.Questions, Question{ID: id, Kind: Number, Unit: UnitYuan})
		if n > 0 {
			pol.Items = append(pol.Items, Item{ID: id, Nature: Right, Period: OwnPeriod, Event: fact(id)})
		}
		var err error
		if p, err = Compile(pol); err != nil {
			t.Fatal(err)
		}
	}
	if can, err := p.CanHold(-1, -1, fact("0")); err != nil || !can { // no item has this sum
		t.Fatal(can, err)
	}
	if behind := p.sums[:len(p.sums)+1][len(p.sums)]; behind.terms != nil {
		t.Errorf("%+v was written there", behind)
	}
}

// Of one reading no more is kept than a bound.
func TestMemoryIsBounded(t *testing.T) {
	q := Question{ID: "marks", Kind: Many}
	all := And{}
	for i := range 10 {
		q.Choices = append(q.Choices, Choice{ID: strconv.Itoa(i)})
		all.Of = append(all.Of, In{Question: "marks", Choices: []string{strconv.Itoa(i)}})
	}
	yes := Is{Question: "yes"} // open: it takes completions
	p, err := Compile(Policy{
		Questions: []Question{q, {ID: "yes", Kind: Bool}},
		Items:     []Item{{ID: "item", Nature: Right, Period: OwnPeriod, Event: Or{Of: []Cond{And{Of: []Cond{all, yes}}, Not{Of: yes}}}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	m := p.items[0].main.memory
	for set := range 1 << 10 {
		var ids []string
		for i := range 10 {
			if set>>i&1 == 1 {
				ids = append(ids, strconv.Itoa(i))
			}
		}
		if _, err := p.Evaluate(Facts{"marks": ManyValue(ids...)}); err != nil {
			t.Fatal(err)
		}
		if want := min(set+1, mostFindings); len(m.found) != want {
			t.Fatalf("%d findings of %d applicants, want %d", len(m.found), set+1, want)
		}
	}
}
