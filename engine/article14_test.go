package engine_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"huiqi/engine"
)

// research is an award for more research than the year before, as article 14 has
// it: four tiers, the last for everyone else, under one ceiling.
func research() engine.Policy {
	increase := engine.Sum{Terms: []engine.Term{term("rd_2023"), minus("rd_2022")}}
	share := func(p string) engine.Expr { return engine.Mul{By: percent(p), Of: increase} }
	ceiling := yuan(3_000_000)
	top := and(
		at("intensity", engine.AtLeast, percent("5")),
		at("revenue", engine.AtLeast, yuan(500_000_000)))
	tiers := func(top engine.Cond) engine.Amount {
		a := money(
			engine.Tier{ID: "top", If: top, Certainty: engine.UpTo, Value: share("30")},
			engine.Tier{ID: "scale-hightech", If: and(is("above_scale"), is("hightech")), Certainty: engine.Exact, Value: share("20")},
			engine.Tier{ID: "hightech", If: is("hightech"), Certainty: engine.UpTo, Value: share("15")},
			engine.Tier{ID: "rest", Certainty: engine.UpTo, Value: share("10")})
		a.Ceiling = &ceiling
		return a
	}
	other := tiers(and(top, is("above_scale"), is("hightech")))
	money := func(id string) engine.Question {
		return engine.Question{ID: id, Kind: engine.Number, Unit: engine.UnitYuan}
	}
	return engine.Policy{
		From: from, To: to, Applicant: "kind",
		Questions: []engine.Question{
			{ID: "kind", Kind: engine.One, Choices: choices("firm", "village")},
			{ID: "deduction", Kind: engine.Bool},
			money("rd_2023"), money("rd_2022"), money("revenue"),
			{ID: "intensity", Kind: engine.Number, Unit: engine.UnitPercent, Max: ref(100)},
			{ID: "hightech", Kind: engine.Bool},
			{ID: "above_scale", Kind: engine.Bool},
		},
		Items: []engine.Item{{
			ID: "rd", Nature: engine.Benefit, Who: []string{"firm"}, Period: engine.ByRecord,
			Event:   engine.Compare{Sum: increase.Terms, Op: engine.More, To: yuan(0)},
			Require: is("deduction"), Amount: tiers(top),
			Alternatives: []engine.Alternative{{Text: "the first tier for the others' firms only", Amount: &other}},
		}},
	}
}

// firm is a firm of scale and of high technology, with more research than before.
func firm(change engine.Facts) engine.Facts {
	f := engine.Facts{
		"kind": engine.OneValue("firm"), "deduction": engine.BoolValue(true),
		"rd_2022": number("15000000"), "rd_2023": number("20000000"),
		"revenue": number("180000000"), "hightech": engine.BoolValue(true), "above_scale": engine.BoolValue(true),
	}
	for id, v := range change {
		if id[0] == '-' {
			delete(f, id[1:])
		} else {
			f[id] = v
		}
	}
	return f
}

func TestArticle14(t *testing.T) {
	p := compile(t, research())
	no, never := engine.BoolValue(false), engine.Value{}
	exact, upTo := engine.Certainties(engine.Exact), engine.Certainties(engine.UpTo)
	tests := []struct {
		why       string
		f         engine.Facts
		truth     engine.Truth
		certs     engine.Certainties
		low, high string
		settled   bool
		ask       []string
	}{
		{"of scale, high-tech, revenue below the first tier's: exactly 20 %", firm(nil),
			engine.True, exact, "1000000", "1000000", true, nil},
		{"not of scale: up to 15 %", firm(engine.Facts{"above_scale": no}),
			engine.True, upTo, "0", "750000", true, nil},
		{"of scale, not high-tech: up to 10 %", firm(engine.Facts{"hightech": no}),
			engine.True, upTo, "0", "500000", true, nil},
		{"not high-tech: whether of scale is not asked", firm(engine.Facts{"hightech": no, "-above_scale": never}),
			engine.True, upTo, "0", "500000", true, nil},
		{"the years the other way round: nothing, and no question about the tiers",
			engine.Facts{"kind": engine.OneValue("firm"), "rd_2022": number("20000000"), "rd_2023": number("15000000")},
			engine.False, 0, "", "", false, nil},
		{"no increase is none", firm(engine.Facts{"rd_2022": number("20000000")}),
			engine.False, 0, "", "", false, nil},
		{"no year before: undecided, nothing more to ask about it", firm(engine.Facts{"rd_2022": engine.DontKnow()}),
			engine.Unknown, exact, "0", "3000000", false, nil},
		{"revenue and intensity open: an interval that is not settled, exact or up to, both asked", firm(engine.Facts{"-revenue": never}),
			engine.True, exact | upTo, "0", "1500000", false, []string{"revenue", "intensity"}},
		{"revenue reaches the first tier: intensity decides", firm(engine.Facts{"revenue": number("500000000")}),
			engine.True, exact | upTo, "0", "1500000", false, []string{"intensity"}},
		{"intensity falls short: revenue does not matter any more", firm(engine.Facts{"-revenue": never, "intensity": number("4.99")}),
			engine.True, exact, "1000000", "1000000", true, nil},
		{"the first tier: neither of scale nor high-tech is asked",
			firm(engine.Facts{"revenue": number("500000000"), "intensity": number("5"), "-hightech": never, "-above_scale": never}),
			engine.True, upTo, "0", "1500000", true, nil},
		{"the ceiling cuts the award, not the base", firm(engine.Facts{"rd_2023": number("35000000")}),
			engine.True, exact, "3000000", "3000000", true, nil},
		{"nothing known but the kind: every question matters", engine.Facts{"kind": engine.OneValue("firm")},
			engine.Unknown, exact | upTo, "0", "3000000", false,
			[]string{"deduction", "rd_2023", "rd_2022", "revenue", "intensity", "hightech", "above_scale"}},
		{"not for villages", engine.Facts{"kind": engine.OneValue("village")},
			engine.False, 0, "", "", false, nil},
		{"to the fen, half upwards", firm(engine.Facts{"rd_2022": number("0"), "rd_2023": number("0.03")}),
			engine.True, exact, "0.01", "0.01", true, nil}, // 0.006
		{"to the fen, less than half downwards", firm(engine.Facts{"rd_2022": number("0"), "rd_2023": number("0.02")}),
			engine.True, exact, "0", "0", true, nil}, // 0.004
		{"half a fen is one", firm(engine.Facts{"rd_2022": number("0"), "rd_2023": number("0.025")}),
			engine.True, exact, "0.01", "0.01", true, nil}, // 0.005
	}
	for _, c := range tests {
		r, err := p.Evaluate(c.f)
		if err != nil {
			t.Fatal(err)
		}
		it := r.Items[0]
		if it.Truth != c.truth {
			t.Errorf("%s: %v, want %v", c.why, it.Truth, c.truth)
			continue
		}
		a, err := p.Ask(c.f, engine.Scope{})
		if err != nil {
			t.Fatal(err)
		}
		var ask []string
		for _, q := range a.Ask {
			ask = append(ask, p.Policy().Questions[q.Question].ID)
		}
		if !slices.Equal(ask, c.ask) {
			t.Errorf("%s: asks %v, want %v", c.why, ask, c.ask)
		}
		if c.truth == engine.False {
			continue
		}
		w := it.Worth
		if w.Certainties != c.certs || w.Settled != c.settled || !w.Low().Equal(decimal.RequireFromString(c.low)) || high(*w) != c.high {
			t.Errorf("%s: %b [%s, %s] settled %v, want %b [%s, %s] settled %v", c.why,
				w.Certainties, w.Low(), high(*w), w.Settled, c.certs, c.low, c.high, c.settled)
		}
	}
}

// What is at stake, how far away, and how others read it.
func TestArticle14Explained(t *testing.T) {
	p := compile(t, research())
	f := firm(engine.Facts{"revenue": number("500000000"), "intensity": number("4.6")})
	x, err := p.Explain(f, 0)
	if err != nil {
		t.Fatal(err)
	}
	if len(x.Distances) != 1 {
		t.Fatalf("distances %+v, want one", x.Distances)
	}
	d := x.Distances[0]
	if d.Tier != 0 || p.Policy().Questions[d.Question].ID != "intensity" || d.Gap.String() != "0.4" || !d.Worth.High().Equal(num(1_500_000)) {
		t.Errorf("distance %+v by %s, want 0.4 of intensity to the first tier, up to 1500000", d, d.Gap)
	}
	if len(x.Alternatives) != 0 {
		t.Errorf("another reading makes a difference to a firm of scale and high-tech: %+v", x.Alternatives)
	}

	f = firm(engine.Facts{"revenue": number("500000000"), "intensity": number("5"), "hightech": engine.BoolValue(false)})
	if x, err = p.Explain(f, 0); err != nil {
		t.Fatal(err)
	}
	if len(x.Alternatives) != 1 || !x.Alternatives[0].Worth.High().Equal(num(500_000)) {
		t.Errorf("alternatives %+v, want up to 500000 beside up to 1500000", x.Alternatives)
	}

	// what the other reading needs makes it an interval, and asks nothing
	f = firm(engine.Facts{"revenue": number("500000000"), "intensity": number("5"), "-hightech": {}, "-above_scale": {}})
	if x, err = p.Explain(f, 0); err != nil {
		t.Fatal(err)
	}
	if len(x.Missing) != 0 || len(x.Alternatives) != 1 || x.Alternatives[0].Worth.Settled {
		t.Errorf("missing %v, alternatives %+v, want none missing and an open interval", x.Missing, x.Alternatives)
	}

	f = firm(engine.Facts{"deduction": engine.BoolValue(false)})
	if x, err = p.Explain(f, 0); err != nil {
		t.Fatal(err)
	}
	if len(x.Distances) != 1 || x.Distances[0].Tier != -1 || x.Distances[0].Gap != nil || !x.Distances[0].Worth.Low().Equal(num(1_000_000)) {
		t.Errorf("distances %+v, want the deduction, and 1000000", x.Distances)
	}
	if f["rd_2023"] = number("10000000"); true {
		ds, err := p.Distances(f)
		if err != nil || len(ds) != 0 {
			t.Errorf("two conditions fail, but %+v, %v", ds, err)
		}
	}

	f = firm(engine.Facts{"intensity": number("4.6")})
	if ds, err := p.Distances(f); err != nil || len(ds) != 0 {
		t.Errorf("revenue and intensity both miss the first tier, but %+v, %v", ds, err)
	}

	// what the item needs holds of its arithmetic too
	if x, err = p.Explain(firm(engine.Facts{"rd_2022": engine.DontKnow()}), 0); err != nil {
		t.Fatal(err)
	}
	for i, want := range []engine.Role{engine.RoleWho, engine.RoleEvent, engine.RoleRequire} {
		if got := x.Conditions.Of[i].Role; got != want {
			t.Errorf("condition %d is a %v, want %v", i, got, want)
		}
	}
	if g := x.Tiers[1].Guard; g == nil || g.Role != engine.RoleTier || g.Truth != engine.True || x.Tiers[3].Guard != nil {
		t.Errorf("the second tier is guarded by %+v, the last by %+v", g, x.Tiers[3].Guard)
	}
	if w := x.Tiers[1].Worth; !w.Low().IsZero() || !w.High().Equal(num(3_000_000)) {
		t.Errorf("[%s, %s], want no more than the ceiling", w.Low(), w.High())
	}
	if v := x.Tiers[1].Value; v.NoLower || !v.Low.IsZero() || !v.High.Equal(num(4_000_000)) {
		t.Errorf("%+v, want 20 %% of 0 to 20000000", v)
	}

	a, err := p.Ask(firm(engine.Facts{"-revenue": {}}), engine.Scope{})
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range a.Ask {
		if !slices.Equal(q.Stakes.Items, []int{0}) || q.Stakes.High == nil || !q.Stakes.High.Equal(num(1_500_000)) || q.Stakes.NoUpper {
			t.Errorf("stakes %+v, want the item, up to 1500000", q.Stakes)
		}
	}
	if a.AtMost != 2 {
		t.Errorf("%d questions at most, want 2", a.AtMost)
	}
}

// The amount shapes one by one, with figures of the text.
func TestAmountShapes(t *testing.T) {
	wan := func(n int) engine.Const { return yuan(n * 10000) }
	perMu := func(n int) engine.Const { return engine.Const{Value: num(n), Unit: "元/亩"} }
	cost := engine.Mul{By: percent("90"), Of: fact("cost")}
	tests := []struct {
		why       string
		a         engine.Amount
		f         engine.Facts
		certs     engine.Certainty
		low, high string // high "" has no end, "-" no figure
		box       engine.Box
	}{
		{"a ceiling by grade", money(
			engine.Tier{If: in("grade", "a"), Certainty: engine.UpTo, Value: wan(500)},
			engine.Tier{If: in("grade", "b"), Certainty: engine.UpTo, Value: wan(300)}),
			engine.Facts{"grade": engine.OneValue("b")}, engine.UpTo, "0", "3000000", engine.BoxUpTo},
		{"an exact rate", money(engine.Tier{Certainty: engine.Exact, Value: engine.Mul{By: percent("70"), Of: fact("now")}}),
			engine.Facts{"now": number("30000")}, engine.Exact, "21000", "21000", engine.BoxExact},
		{"an up-to rate", money(engine.Tier{Certainty: engine.UpTo, Value: engine.Mul{By: percent("70"), Of: fact("now")}}),
			engine.Facts{"now": number("100000")}, engine.UpTo, "0", "70000", engine.BoxUpTo},
		{"the smaller of a rate and so much for each mu: the rate", money(engine.Tier{Certainty: engine.Exact, Value: engine.Min{Of: []engine.Expr{
			engine.Mul{By: percent("80"), Of: fact("now")}, engine.Mul{By: perMu(5000), Of: fact("area")}}}}),
			engine.Facts{"now": number("400000"), "area": number("100")}, engine.Exact, "320000", "320000", engine.BoxExact},
		{"the smaller of a rate and so much for each mu: the mu", money(engine.Tier{Certainty: engine.Exact, Value: engine.Min{Of: []engine.Expr{
			engine.Mul{By: percent("80"), Of: fact("now")}, engine.Mul{By: perMu(3000), Of: fact("area")}}}}),
			engine.Facts{"now": number("500000"), "area": number("100")}, engine.Exact, "300000", "300000", engine.BoxExact},
		{"a ceiling for each record", money(engine.Tier{Certainty: engine.Exact, Value: engine.Total{List: "rows", Where: is("ok"),
			Of: engine.Min{Of: []engine.Expr{cost, wan(1100)}}}}),
			engine.Facts{"rows": rows(
				engine.Row{"ok": engine.BoolValue(true), "cost": number("20000000")},
				engine.Row{"ok": engine.BoolValue(true), "cost": number("1000000")},
				engine.Row{"ok": engine.BoolValue(false), "cost": number("1000000")})},
			engine.Exact, "11900000", "11900000", engine.BoxExact},
		{"a list that may go on has no end", money(engine.Tier{Certainty: engine.Exact, Value: engine.Total{List: "rows", Of: cost}}),
			engine.Facts{"rows": engine.ListValue(engine.Records{Open: true, Rows: []engine.Row{{"cost": number("100")}}})},
			engine.Exact, "90", "", engine.BoxExact},
		{"but for a ceiling", func() engine.Amount {
			a := money(engine.Tier{Certainty: engine.Exact, Value: engine.Total{List: "rows", Of: cost}})
			k := yuan(80)
			a.Ceiling = &k
			return a
		}(), engine.Facts{"rows": engine.ListValue(engine.Records{Open: true, Rows: []engine.Row{{"cost": number("100")}}})},
			engine.Exact, "80", "80", engine.BoxExact},
		{"a closed list without records adds up to nothing", money(engine.Tier{Certainty: engine.Exact, Value: engine.Total{List: "rows", Of: cost}}),
			engine.Facts{"rows": rows()}, engine.Exact, "0", "0", engine.BoxExact},
		{"a match of one to one", money(engine.Tier{Certainty: engine.UpTo, Value: engine.Min{Of: []engine.Expr{
			engine.Mul{By: engine.Const{Value: num(1), Unit: engine.UnitRatio}, Of: fact("now")}, wan(60)}}}),
			engine.Facts{"now": number("700000")}, engine.UpTo, "0", "600000", engine.BoxUpTo},
		{"a sum that is not printed", money(engine.Tier{Certainty: engine.Unprinted}),
			nil, engine.Unprinted, "", "-", engine.BoxUnprinted},
		{"money of all levels", engine.Amount{Kind: engine.Money, Pool: engine.AllLevels, Tiers: []engine.Tier{{Certainty: engine.UpTo, Value: wan(3000)}}},
			nil, engine.UpTo, "0", "30000000", engine.BoxAllLevels},
		{"one of two payers", engine.Amount{Kind: engine.Money, Pool: engine.ByPayer, Tiers: []engine.Tier{{Certainty: engine.Exact, Value: wan(1000)}}},
			nil, engine.Exact, "10000000", "10000000", engine.BoxByPayer},
		{"a discount", engine.Amount{Kind: engine.Discount, Rate: engine.Const{Value: decimal.RequireFromString("8.5"), Unit: engine.UnitTenths}},
			nil, engine.None, "", "-", engine.BoxPrice},
		{"the ceiling of a fee", engine.Amount{Kind: engine.FeeCeiling, Rate: percent("0.8")},
			nil, engine.None, "", "-", engine.BoxPrice},
		{"no figure is ever below zero", money(engine.Tier{Certainty: engine.Exact, Value: engine.Sum{Terms: []engine.Term{term("now"), minus("before")}}}),
			engine.Facts{"now": number("1"), "before": number("2")}, engine.Exact, "0", "0", engine.BoxExact},
	}
	for _, c := range tests {
		pol := plain()
		pol.Gate, pol.Groups = engine.Gate{}, nil
		pol.Items = []engine.Item{{ID: "item", Nature: engine.Benefit, Period: engine.OwnPeriod, Amount: c.a}}
		p := compile(t, pol)
		r, err := p.Evaluate(c.f)
		if err != nil {
			t.Fatal(err)
		}
		it := r.Items[0]
		w := it.Worth
		if it.Truth != engine.True || !w.Certainties.Only(c.certs) || it.Box != c.box || w.Numbers != (c.high != "-") {
			t.Errorf("%s: %+v", c.why, it)
			continue
		}
		if w.Settled == (c.high == "") {
			t.Errorf("%s: settled %v", c.why, w.Settled)
		}
		if c.high == "-" {
			continue
		}
		if !w.Low().Equal(decimal.RequireFromString(c.low)) || w.NoUpper != (c.high == "") || !w.NoUpper && !w.High().Equal(decimal.RequireFromString(c.high)) {
			t.Errorf("%s: [%s, %s], want [%s, %s]", c.why, w.Low(), high(*w), c.low, c.high)
		}
	}
	if k := (engine.Const{Value: decimal.RequireFromString("8.5"), Unit: engine.UnitTenths}).Factor(); k.String() != "0.85" {
		t.Errorf("八五折 pays %s, want 0.85", k)
	}
}

// The trace says of a condition whether what it reads applies.
func TestApplicableTraced(t *testing.T) {
	pol := plain()
	pol.Gate, pol.Groups, pol.Items = engine.Gate{}, nil, pol.Items[1:]
	for _, q := range []int{3, 4, 5} { // the grade, the titles and the number now
		pol.Questions[q].When = is("yes")
	}
	pol.Questions[9].Fields[1].When = is("ok")
	pol.Items[0].Period = engine.OwnPeriod
	pol.Items[0].Require = and(is("yes"), in("grade", "a"), in("titles", "a"), at("area", engine.More, engine.Const{Value: num(0), Unit: "亩"}),
		engine.Compare{Sum: []engine.Term{term("now"), minus("before")}, Op: engine.More, To: yuan(0)},
		engine.Some{List: "rows", Of: at("cost", engine.More, yuan(0))})
	p := compile(t, pol)
	for _, applies := range []bool{true, false} {
		x, err := p.Explain(engine.Facts{"yes": engine.BoolValue(applies), "rows": rows(engine.Row{"ok": engine.BoolValue(applies)})}, 0)
		if err != nil {
			t.Fatal(err)
		}
		of := x.Conditions.Of[0].Of
		for i, may := range []bool{false, true, true, false, true} {
			if want := may && !applies; of[i].NotApplicable != want {
				t.Errorf("%s, where yes is %v: not applicable %v, want %v", showCond(of[i].Cond), applies, !want, want)
			}
		}
		if got := of[5].Of[0]; got.NotApplicable == applies {
			t.Errorf("the cost of a record where ok is %v: not applicable %v", applies, got.NotApplicable)
		}
	}
}

// The arithmetic of a total has a line for each record, and says whether more may
// come.
func TestTotalExplained(t *testing.T) {
	pol := plain()
	pol.Gate, pol.Groups = engine.Gate{}, nil
	pol.Items = []engine.Item{{ID: "item", Nature: engine.Benefit, Period: engine.OwnPeriod,
		Amount: money(engine.Tier{Certainty: engine.Exact, Value: engine.Total{List: "rows", Where: is("ok"),
			Of: engine.Mul{By: percent("100"), Of: fact("cost")}}})}}
	p := compile(t, pol)
	for _, open := range []bool{true, false} {
		x, err := p.Explain(engine.Facts{"rows": engine.ListValue(engine.Records{Open: open, Rows: []engine.Row{
			{"ok": engine.BoolValue(true), "cost": number("5")},
			{"ok": engine.BoolValue(false), "cost": number("7")},
		}})}, 0)
		if err != nil {
			t.Fatal(err)
		}
		s := x.Tiers[0].Value
		if s.Open != open || s.NoUpper != open || !s.Low.Equal(num(5)) || len(s.Of) != 2 {
			t.Errorf("open %v: %+v", open, s)
		}
		for i, want := range []int{5, 0} {
			if k := s.Of[i]; k.Row != i+1 || !k.Low.Equal(num(want)) || !k.High.Equal(num(want)) || (len(k.Of) > 0) != (want > 0) {
				t.Errorf("record %d: %+v, want %d", i+1, k, want)
			}
		}
	}
}

// Sums are rounded item by item, before they are added up; a shared ceiling cuts
// the group's line alone.
func TestTotals(t *testing.T) {
	third := money(engine.Tier{Certainty: engine.Exact, Value: engine.Mul{By: percent("50"), Of: fact("now")}})
	item := func(id string, a engine.Amount) engine.Item {
		return engine.Item{ID: id, Nature: engine.Benefit, Period: engine.OwnPeriod, Amount: a}
	}
	apart := third
	apart.Line = "apart"
	upTo := money(engine.Tier{Certainty: engine.UpTo, Value: yuan(7)})
	pol := plain()
	pol.Gate = engine.Gate{}
	pol.Items = []engine.Item{item("a", third), item("b", third), item("c", third), item("d", apart), item("e", upTo),
		{ID: "f", Nature: engine.Benefit, Period: engine.OwnPeriod, Event: is("yes"), Amount: third}}
	pol.Groups = []engine.Group{{ID: "g", Items: []string{"a", "b", "e"}, Ceiling: engine.Const{Value: decimal.RequireFromString("0.03"), Unit: engine.UnitYuan},
		Alternatives: []engine.GroupAlternative{{Items: []string{"a", "b", "c", "e"}}}}}
	p := compile(t, pol)
	r, err := p.Evaluate(engine.Facts{"now": number("0.05")})
	if err != nil {
		t.Fatal(err)
	}
	// each item: 0.025, rounded to 0.03; a and b together are cut to 0.03
	b := r.Boxes[engine.BoxExact-1]
	if !slices.Equal(b.Matched, []int{0, 1, 2, 3}) || !slices.Equal(b.Pending, []int{5}) {
		t.Errorf("matched %v, pending %v", b.Matched, b.Pending)
	}
	line := func(l engine.Line) string { return l.Label + ":" + l.Low().String() + "-" + l.High().String() }
	var got []string
	for _, l := range b.Lines {
		got = append(got, line(l))
	}
	if want := []string{":0.06-0.06", "apart:0.03-0.03"}; !slices.Equal(got, want) {
		t.Errorf("lines %v, want %v", got, want)
	}
	g := r.Groups[0]
	if line(g.Matched) != ":0.03-0.03" || !g.Matched.Cut || len(g.Matched.Items) != 3 {
		t.Errorf("the group: %s of %v, want min(0.06, 0.03) to min(7.06, 0.03)", line(g.Matched), g.Matched.Items)
	}
	for i, it := range r.Items[:4] {
		if !it.Worth.High().Equal(decimal.RequireFromString("0.03")) {
			t.Errorf("item %d: %s: a shared ceiling is never spread over the items", i, it.Worth.High())
		}
	}
	if len(g.Alternatives) != 1 || line(g.Alternatives[0].Matched) != ":0.03-0.03" {
		t.Errorf("the other reach of the ceiling: %+v, want 0.03 instead of 0.06", g.Alternatives)
	}
	// of one item only
	s, err := p.ScopeOf("c")
	if err != nil {
		t.Fatal(err)
	}
	groups, boxes := p.Within(r, s)
	if len(groups[0].Matched.Items) != 0 || !slices.Equal(boxes[engine.BoxExact-1].Matched, []int{2}) {
		t.Errorf("within a scope: %+v, %+v", groups[0], boxes[engine.BoxExact-1])
	}
}

// The least step to each comparison, on the grid of the question.
func TestLeastSteps(t *testing.T) {
	tests := []struct {
		why  string
		cond engine.Cond
		have string
		gap  string // "" for none
	}{
		{"at least: to the number itself", at("rate", engine.AtLeast, percent("5")), "4.6", "0.4"},
		{"more: a step above it", at("rate", engine.More, percent("5")), "4.6", "0.41"},
		{"at most: to the number itself", at("rate", engine.AtMost, percent("5")), "5.25", "0.25"},
		{"less: a step below it", at("rate", engine.Less, percent("5")), "5", "0.01"},
		{"equal, from below", at("rate", engine.Equal, percent("5")), "3", "2"},
		{"equal, from above", at("rate", engine.Equal, percent("5")), "7.5", "2.5"},
		{"not less is at least", not(at("rate", engine.Less, percent("5"))), "4", "1"},
		{"not at most is more", not(at("rate", engine.AtMost, percent("5"))), "4", "1.01"},
		{"both ends: to the nearer one", and(at("rate", engine.AtLeast, percent("5")), at("rate", engine.AtMost, percent("8"))), "9", "1"},
		{"one of two: the smaller step", or(at("rate", engine.AtLeast, percent("5")), at("rate", engine.AtLeast, percent("3"))), "2", "1"},
		{"at least what cannot be: to what is above it", at("rate", engine.AtLeast, percent("4.995")), "4", "1"},
		{"more than that: the same", at("rate", engine.More, percent("4.995")), "4", "1"},
		{"at most what cannot be: to what is below it", at("rate", engine.AtMost, percent("5.005")), "6", "1"},
		{"less than that: the same", at("rate", engine.Less, percent("5.005")), "6", "1"},
		{"between two steps", at("rate", engine.AtLeast, percent("5")), "4.995", "0.005"},
		{"not to what it must not be, nor beyond", and(at("rate", engine.AtLeast, percent("5")), at("rate", engine.AtMost, percent("6")), not(at("rate", engine.Equal, percent("6")))), "7", ""},
		{"nor to break what holds", and(or(at("rate", engine.AtLeast, percent("5.5")), not(is("yes"))), at("rate", engine.AtMost, percent("6")), not(at("rate", engine.Equal, percent("6")))), "7", ""},
		{"out of reach", at("rate", engine.More, percent("100")), "50", ""},
		{"another condition fails too", and(at("rate", engine.AtLeast, percent("5")), is("yes")), "4", ""},
		{"it holds", at("rate", engine.AtLeast, percent("5")), "5", ""},
	}
	for _, c := range tests {
		pol := plain()
		pol.Groups, pol.Items = nil, pol.Items[1:]
		pol.Items[0].Period, pol.Items[0].Require = engine.OwnPeriod, c.cond
		p := compile(t, pol)
		ds, err := p.Distances(engine.Facts{"rate": number(c.have), "yes": engine.BoolValue(false)})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if len(ds) == 1 && ds[0].Gap != nil {
			got = ds[0].Gap.String()
		}
		if n, is := c.cond.(engine.Not); is && ds[0].Cond.(engine.Compare).Op == n.Of.(engine.Compare).Op {
			t.Errorf("%s: %s is what would have to hold", c.why, showCond(ds[0].Cond))
		}
		if got != c.gap || len(ds) > 1 {
			t.Errorf("%s: from %s by %q, want %q (%+v)", c.why, c.have, got, c.gap, ds)
		}
	}
}

// Each fact has its own step, and each tier.
func TestStepsSideBySide(t *testing.T) {
	mu := func(n int) engine.Const { return engine.Const{Value: num(n), Unit: "亩"} }
	tier := func(id string) engine.Tier {
		return engine.Tier{If: at("rate", engine.AtLeast, percent(id)), Certainty: engine.Exact, Value: yuan(1)}
	}
	tests := []struct {
		why  string
		item engine.Item
		want []string
	}{
		{"either of two facts", engine.Item{Require: or(at("rate", engine.AtLeast, percent("5")), at("area", engine.AtLeast, mu(10)))},
			[]string{"rate of -1 by 1", "area of -1 by 2"}},
		{"of two equal steps the first", engine.Item{Require: or(at("rate", engine.AtLeast, percent("5")), at("rate", engine.Equal, percent("5")))}, []string{"rate of -1 by 1"}},
		{"two tiers by one fact", engine.Item{Amount: money(tier("7"), tier("5"), engine.Tier{Certainty: engine.Unprinted})},
			[]string{"rate of 0 by 3", "rate of 1 by 1"}},
		{"out of a tier whose amount does not apply", engine.Item{Amount: money(
			engine.Tier{If: at("rate", engine.AtLeast, percent("3")), Certainty: engine.Exact, Value: fact("other")}, engine.Tier{Certainty: engine.Unprinted})},
			[]string{"rate of -1 by 1.01"}},
		{"a tier that waits for another answer too", engine.Item{Amount: money(
			engine.Tier{If: and(at("rate", engine.AtLeast, percent("5")), is("yes")), Certainty: engine.Exact, Value: yuan(2)}, engine.Tier{Certainty: engine.Unprinted})}, nil},
		{"a later tier is no better", engine.Item{Amount: money(engine.Tier{If: at("rate", engine.AtMost, percent("4")), Certainty: engine.Exact, Value: yuan(2)}, tier("5"))}, nil},
		{"of a difference none is told", engine.Item{Require: engine.Compare{Sum: []engine.Term{term("now"), minus("before")}, Op: engine.AtLeast, To: yuan(5)}}, nil},
	}
	for _, c := range tests {
		pol := plain()
		c.item.ID, c.item.Nature, c.item.Period = "item", engine.Right, engine.OwnPeriod
		pol.Groups, pol.Items = nil, []engine.Item{c.item}
		pol.Questions = append(pol.Questions, engine.Question{ID: "other", Kind: engine.Number, Unit: engine.UnitYuan, When: in("grade", "a")})
		ds, err := compile(t, pol).Distances(engine.Facts{"rate": number("4"), "area": number("8"), "now": number("3"), "before": number("0"), "grade": engine.OneValue("b")})
		var got []string
		for _, d := range ds {
			if is, compares := d.Cond.(engine.Compare); compares && is.Op == engine.Equal {
				t.Errorf("%s: %s", c.why, showCond(is))
			}
			got = append(got, fmt.Sprintf("%s of %d by %s", pol.Questions[d.Question].ID, d.Tier, d.Gap))
		}
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%s: %v (%v), want %v", c.why, got, err, c.want)
		}
	}
}

// A step leads to a number that can be answered: here to a half.
func TestStepOnTheGrid(t *testing.T) {
	pol := plain()
	half := decimal.RequireFromString("0.5")
	pol.Questions[5].Min, pol.Questions[5].Step = &half, num(1) // now
	pol.Groups, pol.Items = nil, pol.Items[1:]
	pol.Items[0].Period, pol.Items[0].Require = engine.OwnPeriod, at("now", engine.AtLeast, yuan(5))
	ds, err := compile(t, pol).Distances(engine.Facts{"now": number("3.5")})
	if err != nil || len(ds) != 1 || ds[0].Gap.String() != "2" {
		t.Errorf("%+v, %v: from 3.5 it is 2 to 5.5", ds, err)
	}
}

// A step that ends outside what can be answered is none, though what is not
// answered there would do.
func TestStepOutOfRange(t *testing.T) {
	pol := plain()
	pol.Questions[8].Min = ref(2) // rate
	pol.Groups, pol.Items = nil, pol.Items[1:]
	pol.Items[0].Period, pol.Items[0].Require = engine.OwnPeriod, at("rate", engine.Less, percent("1"))
	ds, err := compile(t, pol).Distances(engine.Facts{"rate": number("3")})
	if err != nil || len(ds) > 0 {
		t.Errorf("%+v, %v: a rate below 1 cannot be", ds, err)
	}
}

// What keeps an answer from counting can be one step away too.
func TestStepToWhatApplies(t *testing.T) {
	above := at("rate", engine.AtLeast, percent("5"))
	for _, c := range []struct {
		question int // waits for the rate
		require  engine.Cond
	}{
		{2, is("yes")},
		{3, in("grade", "a")},
		{4, in("titles", "a")},
		{5, at("now", engine.More, yuan(1))},
		{9, engine.Some{List: "rows", Of: is("ok")}},
		{9, engine.All{List: "rows", Of: is("ok")}},
		{10, engine.Within{Date: "day"}},
	} {
		pol := plain()
		pol.Gate, pol.Groups, pol.Items = engine.Gate{}, nil, pol.Items[1:]
		rate := pol.Questions[8] // comes first
		pol.Questions = append([]engine.Question{rate}, pol.Questions...)
		pol.Questions[9].ID = "other"
		q := &pol.Questions[c.question+1]
		q.When, q.Volunteer = above, false
		pol.Items[0].Period, pol.Items[0].Require = engine.OwnPeriod, c.require
		ds, err := compile(t, pol).Distances(engine.Facts{"rate": number("4.6"),
			"yes": engine.BoolValue(true), "grade": engine.OneValue("a"), "titles": engine.ManyValue("a"), "now": number("2"),
			"rows": rows(engine.Row{"ok": engine.BoolValue(true)}), "day": engine.DayValue(inside)})
		if err != nil || len(ds) != 1 || ds[0].Question != 0 || ds[0].Gap.String() != "0.4" {
			t.Errorf("%s: %+v (%v), want 0.4 of the rate", showCond(c.require), ds, err)
		}
	}
}

// Who applies, when it was and what happened is not a step away, even where the
// step that meets the rest would let these count.
func TestNoStepToTheMatter(t *testing.T) {
	above := at("rate", engine.AtLeast, percent("5"))
	for _, c := range []struct {
		why    string
		change func(*engine.Policy)
	}{
		{"who", func(p *engine.Policy) { p.Questions[2].When, p.Items[0].Who = above, []string{"firm"} }},
		{"when", func(p *engine.Policy) {
			p.Questions[11].When, p.Questions[11].Volunteer = above, false
			p.Items[0].Period, p.Items[0].Date = engine.ByMatter, "day"
		}},
		{"what", func(p *engine.Policy) { p.Questions[3].When, p.Items[0].Event = above, is("yes") }},
	} {
		pol := plain()
		pol.Gate, pol.Groups, pol.Items = engine.Gate{}, nil, pol.Items[1:]
		pol.Questions = append([]engine.Question{pol.Questions[8]}, pol.Questions...) // the rate comes first
		pol.Questions[9].ID, pol.Questions[11].When = "other", nil
		pol.Items[0].Period, pol.Items[0].Require = engine.OwnPeriod, above
		facts := engine.Facts{"rate": number("4.6"), "kind": engine.OneValue("firm"), "yes": engine.BoolValue(true), "day": engine.DayValue(inside)}
		for _, want := range []int{1, 0} {
			ds, err := compile(t, pol).Distances(facts)
			if err != nil || len(ds) != want {
				t.Errorf("%s: %+v (%v), want %d", c.why, ds, err, want)
			}
			c.change(&pol)
		}
	}
}

// A sum can matter in a window alone, neither at its ends nor where it is nought.
func TestWindows(t *testing.T) {
	low, high := decimal.NewFromInt(6), decimal.NewFromInt(7)
	money := func(id string) engine.Question {
		return engine.Question{ID: id, Kind: engine.Number, Unit: engine.UnitYuan, Max: ref(20)}
	}
	narrow := money("narrow")
	narrow.Min, narrow.Max = &low, &high
	for _, difference := range [][]engine.Term{{term("plus"), minus("less")}, {minus("plus"), term("less")}} {
		p := compile(t, engine.Policy{
			From: from, To: to,
			Questions: []engine.Question{narrow, money("plus"), money("less")},
			Items: []engine.Item{{ID: "item", Nature: engine.Benefit, Period: engine.OwnPeriod,
				Amount: engine.Amount{Kind: engine.Money, Tiers: []engine.Tier{{Certainty: engine.Exact,
					Value: engine.Min{Of: []engine.Expr{yuan(1), engine.Add{Of: []engine.Expr{
						fact("narrow"), engine.Sum{Terms: difference}}}}}}}}}},
		})
		a, err := p.Ask(nil, engine.Scope{})
		if err != nil || len(a.Ask) != 3 {
			t.Errorf("asks %v, want all three: 6 or 7 less 6 is 0 or 1 (%v)", a.Ask, err)
		}
	}
}

// Tiers of the same sum are told apart by completions: "a, or not a" leaves only one,
// though Kleene's logic sees two that bring the same.
func TestTiersOfTheSameSum(t *testing.T) {
	surely := engine.Or{Of: []engine.Cond{is("yes"), engine.Not{Of: is("yes")}}}
	for _, c := range []struct {
		why  string
		when []engine.Cond // of the tiers before the last, which is for everyone else
		want []int
	}{
		{"the first holds either way", []engine.Cond{surely}, []int{0}},
		{"the second holds either way, the first never", []engine.Cond{engine.Not{Of: surely}, surely}, []int{1}},
		{"either of two", []engine.Cond{is("yes")}, []int{0, 1}},
	} {
		var tiers []engine.Tier
		for _, when := range append(c.when, nil) {
			tiers = append(tiers, engine.Tier{If: when, Certainty: engine.Exact, Value: yuan(5)})
		}
		p := compile(t, engine.Policy{From: from, To: to, Questions: []engine.Question{{ID: "yes", Kind: engine.Bool}},
			Items: []engine.Item{{ID: "item", Nature: engine.Benefit, Period: engine.OwnPeriod, Amount: money(tiers...)}}})
		r, err := p.Evaluate(nil)
		if err != nil {
			t.Fatal(err)
		}
		if w := r.Items[0].Worth; r.Items[0].Truth != engine.True || !slices.Equal(w.Tiers, c.want) || !w.Settled || w.High().String() != "5" {
			t.Errorf("%s: %s, %+v, want tiers %v", c.why, r.Items[0].Truth, w, c.want)
		}
	}
}
