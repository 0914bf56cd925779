package engine_test

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"huiqi/engine"
)

// fen is an outcome's sum as the engine gives it.
func (o outcome) yuan() decimal.Decimal { return decimal.New(o.fen, -2) }

func (o outcome) low() decimal.Decimal {
	if o.cert == engine.UpTo {
		return decimal.Zero
	}
	return o.yuan()
}

func evaluate(t *rapid.T, w world, f engine.Facts) *engine.Result {
	r, err := w.prog.Evaluate(f)
	if err != nil {
		t.Fatalf("%v\n%s", err, show(&w.pol, f))
	}
	return r
}

// hull is what all completions together say of an item.
type hull struct {
	truth     engine.Truth
	certs     engine.Certainties
	numbers   bool
	low, high decimal.Decimal
	settled   bool
	tiers     []int
}

func hullOf(all []outcome) hull {
	var h hull
	h.settled = true
	yes, no := false, false
	var first *outcome
	for i := range all {
		o := all[i].result()
		if !o.match {
			no = true
			continue
		}
		yes = true
		if k := all[i].tier; k >= 0 && !slices.Contains(h.tiers, k) {
			h.tiers = append(h.tiers, k)
		}
		if first == nil {
			first = &o
		}
		h.settled = h.settled && o == *first
		h.certs |= engine.Certainties(o.cert)
		if !o.figure {
			continue
		}
		if !h.numbers || o.low().LessThan(h.low) {
			h.low = o.low()
		}
		if !h.numbers || o.yuan().GreaterThan(h.high) {
			h.high = o.yuan()
		}
		h.numbers = true
	}
	slices.Sort(h.tiers)
	switch {
	case yes && no:
		h.truth = engine.Unknown
	case yes:
		h.truth = engine.True
	}
	return h
}

// What is said of partial facts holds in all their completions, and no less is
// said than all of them agree on.
func TestSoundAndExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := worlds(ordinary).Draw(t, "world")
		checkHull(t, w)
	})
}

func checkHull(t *rapid.T, w world) {
	r := evaluate(t, w, w.facts)
	s := newReference(&w.pol).space(w.facts)
	all := s.results(w.pol.Items)
	for i, it := range r.Items {
		h := hullOf(all[i])
		if s.bounded || w.prog.Exhausted(w.facts, i) {
			checkContains(t, w, it, h)
			continue
		}
		if it.Truth != h.truth {
			t.Fatalf("item %d is %v, but all completions say %v\n%s", i, it.Truth, h.truth, w)
		}
		if h.truth == engine.False {
			continue
		}
		g := it.Worth
		if g.Certainties != h.certs || g.Numbers != h.numbers {
			t.Fatalf("item %d: certainties %b numbers %v, completions %b %v\n%s", i, g.Certainties, g.Numbers, h.certs, h.numbers, w)
		}
		if !slices.Equal(g.Tiers, h.tiers) {
			t.Fatalf("item %d: tiers %v, completions %v\n%s", i, g.Tiers, h.tiers, w)
		}
		if g.Settled != h.settled {
			t.Fatalf("item %d: settled %v, completions %v\n%s", i, g.Settled, h.settled, w)
		}
		if !h.numbers {
			continue
		}
		if low, high := string(g.AppendLow(nil)), string(g.AppendHigh(nil)); low != g.Low().String() || high != g.High().String() {
			t.Fatalf("item %d: %s and %s are written as %s and %s", i, g.Low(), g.High(), low, high)
		}
		// an open list has more completions than the reference tries
		if !g.Low().Equal(h.low) || (g.NoUpper || !g.High().Equal(h.high)) && !w.openList() {
			t.Fatalf("item %d: [%s, %s], completions [%s, %s]\n%s", i, g.Low(), high(*g), h.low, h.high, w)
		}
		if !g.NoUpper && g.High().LessThan(h.high) {
			t.Fatalf("item %d: at most %s, but a completion gives %s\n%s", i, g.High(), h.high, w)
		}
	}
}

// checkContains: where there are too many completions to try, less is said, but
// nothing wrong.
func checkContains(t *rapid.T, w world, it engine.ItemResult, h hull) {
	g := it.Worth
	switch {
	case it.Truth != engine.Unknown && it.Truth != h.truth:
	case h.truth == engine.False:
		return
	case h.certs&^g.Certainties != 0 || h.numbers && !g.Numbers:
	case h.numbers && (h.low.LessThan(g.Low()) || !g.NoUpper && h.high.GreaterThan(g.High())):
	case g.Settled && !h.settled:
	default:
		return
	}
	t.Fatalf("item %d is %+v, but completions say %+v\n%s", it.Item, it, h, w)
}

func high(g engine.Worth) string {
	if g.NoUpper {
		return "∞"
	}
	return g.High().String()
}

// openList reports whether a list may still grow.
func (w world) openList() bool {
	for _, q := range w.pol.Questions {
		if v := w.facts[q.ID]; q.Kind == engine.List && (!v.Known() || v.Records().Open) {
			return true
		}
	}
	return false
}

// Complete facts are decided, exactly as the reference decides them.
func TestCompleteFactsAreDecided(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := worlds(ordinary).Draw(t, "world")
		s := newReference(&w.pol).space(w.facts)
		c := make([]val, len(s.domains))
		for range 8 {
			s.at(rapid.IntRange(0, s.size-1).Draw(t, "completion"), c)
			f, ok := s.facts(c)
			if !ok {
				continue
			}
			r := evaluate(t, w, f)
			var want []outcome
			for i := range w.pol.Items {
				o := s.r.item(c, &w.pol.Items[i])
				want = append(want, o)
				checkDecided(t, w, f, &r.Items[i], o)
			}
			checkTotals(t, w, f, r, want)
			if len(r.Ignored) > 0 {
				t.Fatalf("answers ignored: %v\n%s", r.Ignored, show(&w.pol, f))
			}
		}
	})
}

func checkDecided(t *rapid.T, w world, f engine.Facts, it *engine.ItemResult, o outcome) {
	g := it.Worth
	wrong := func(what string, got, want any) {
		t.Fatalf("item %d: %s %v, want %v\n%s", it.Item, what, got, want, show(&w.pol, f))
	}
	if it.Truth == engine.Unknown || (it.Truth == engine.True) != o.match {
		wrong("truth", it.Truth, o.match)
	}
	if (it.Status == engine.Eligible) != o.match || it.Status == engine.Possible {
		wrong("status", it.Status, o.match)
	}
	if !o.match {
		return
	}
	if !g.Certainties.Only(o.cert) {
		wrong("certainties", g.Certainties, o.cert)
	}
	if !g.Settled {
		wrong("settled", false, true)
	}
	if g.Numbers != o.figure {
		wrong("numbers", g.Numbers, o.figure)
	}
	if want := boxOf(&w.pol.Items[it.Item], o); it.Box != want {
		wrong("box", it.Box, want)
	}
	if !o.figure {
		return
	}
	if g.NoUpper || !g.High().Equal(o.yuan()) || !g.Low().Equal(o.low()) {
		wrong("amount", fmt.Sprintf("[%s, %s]", g.Low(), high(*g)), fmt.Sprintf("[%s, %s]", o.low(), o.yuan()))
	}
	if (g.Cut == engine.True) != o.ceiling || g.Cut == engine.Unknown {
		wrong("cut", g.Cut, o.ceiling)
	}
	if !slices.Equal(g.Tiers, []int{o.tier}) {
		wrong("tiers", g.Tiers, o.tier)
	}
}

// boxOf is the reading guide's list of boxes for a decided item.
func boxOf(it *engine.Item, o outcome) engine.Box {
	switch {
	case it.Amount.Kind == engine.Discount || it.Amount.Kind == engine.FeeCeiling:
		return engine.BoxPrice
	case it.Amount.Kind == engine.NoAmount && it.Nature == engine.Pointer:
		return engine.BoxPointer
	case it.Amount.Kind == engine.NoAmount:
		return engine.BoxNone
	case it.Amount.Pool == engine.AllLevels:
		return engine.BoxAllLevels
	case it.Amount.Pool == engine.ByPayer:
		return engine.BoxByPayer
	case o.cert == engine.Exact:
		return engine.BoxExact
	case o.cert == engine.UpTo:
		return engine.BoxUpTo
	}
	return engine.BoxUnprinted
}

// checkTotals holds groups and boxes of decided items against sums made here.
func checkTotals(t *rapid.T, w world, f engine.Facts, r *engine.Result, want []outcome) {
	boxes := map[engine.Box][]int{}
	for i, o := range want {
		if o.match {
			b := boxOf(&w.pol.Items[i], o)
			boxes[b] = append(boxes[b], i)
		}
	}
	for _, b := range r.Boxes {
		if !slices.Equal(b.Matched, boxes[b.Box]) || len(b.Pending) > 0 {
			t.Fatalf("box %d holds %v and %v, want %v\n%s", b.Box, b.Matched, b.Pending, boxes[b.Box], show(&w.pol, f))
		}
	}
	total := func(items []int) (low, high int64) {
		for _, i := range items {
			if o := want[i]; o.match && o.figure {
				high += o.fen
				if o.cert == engine.Exact {
					low += o.fen
				}
			}
		}
		return low, high
	}
	type line struct {
		label string
		fen   int64
	}
	var lines []line
	put := func(label string, fen int64) {
		i := slices.IndexFunc(lines, func(l line) bool { return l.label == label })
		if i < 0 {
			i = len(lines)
			lines = append(lines, line{label: label})
		}
		lines[i].fen += fen
	}
	exact := boxes[engine.BoxExact]
	for g, gr := range w.pol.Groups {
		members := indices(&w.pol, gr.Items)
		low, high := total(members)
		k := gr.Ceiling.Value.Shift(2).IntPart()
		got := r.Groups[g].Matched
		if !got.Low().Equal(decimal.New(min(low, k), -2)) || !got.High().Equal(decimal.New(min(high, k), -2)) || got.NoUpper || got.Cut != (high > k) {
			t.Fatalf("group %d: [%s, %s] cut %v, want min([%d, %d], %d) fen\n%s", g, got.Low(), got.High(), got.Cut, low, high, k, show(&w.pol, f))
		}
		for _, a := range r.Groups[g].Alternatives {
			low, high := total(indices(&w.pol, gr.Alternatives[a.Alternative].Items))
			if !a.Matched.Low().Equal(decimal.New(min(low, k), -2)) || !a.Matched.High().Equal(decimal.New(min(high, k), -2)) {
				t.Fatalf("group %d otherwise: [%s, %s], want min([%d, %d], %d) fen\n%s", g, a.Matched.Low(), a.Matched.High(), low, high, k, show(&w.pol, f))
			}
		}
		// in the box: the exact members together, where the ceiling bites and they
		// belong on different lines apart from all others
		var mine []int
		exact = slices.DeleteFunc(slices.Clone(exact), func(i int) bool {
			if slices.Contains(members, i) {
				mine = append(mine, i)
				return true
			}
			return false
		})
		if len(mine) == 0 {
			continue
		}
		label := w.pol.Items[mine[0]].Amount.Line
		mixed := slices.ContainsFunc(mine, func(i int) bool { return w.pol.Items[i].Amount.Line != label })
		switch _, sum := total(mine); {
		case mixed && sum > k:
			lines = append(lines, line{label: "the group", fen: k})
		case mixed:
			exact = append(exact, mine...)
		default:
			put(label, min(sum, k))
		}
	}
	for _, i := range exact {
		put(w.pol.Items[i].Amount.Line, want[i].fen)
	}
	var got []line
	for _, l := range r.Boxes[engine.BoxExact-1].Lines {
		if !l.Low().Equal(l.High()) || l.NoUpper {
			t.Fatalf("a line of exact sums is [%s, %s]\n%s", l.Low(), l.High(), show(&w.pol, f))
		}
		name := l.Label
		if l.Group >= 0 {
			name = "the group"
		}
		got = append(got, line{name, l.Low().Shift(2).IntPart()})
	}
	byLabel := func(a, b line) int {
		if a.label < b.label {
			return -1
		}
		return 1
	}
	slices.SortFunc(lines, byLabel)
	slices.SortFunc(got, byLabel)
	if !slices.Equal(got, lines) {
		t.Fatalf("lines %v, want %v\n%s", got, lines, show(&w.pol, f))
	}
}

func indices(p *engine.Policy, ids []string) []int {
	var out []int
	for _, id := range ids {
		out = append(out, slices.IndexFunc(p.Items, func(it engine.Item) bool { return it.ID == id }))
	}
	return out
}

// The questions to ask are exactly those with two completions that differ in them
// alone and in an item's result.
func TestRelevanceBothWays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkRelevance(t, worlds(ordinary).Draw(t, "world")) })
}

// Numbers have far more values here than the engine tries.
func TestRelevanceOfNumbers(t *testing.T) {
	o := options{high: 12, limit: 3000, numbers: true}
	rapid.Check(t, func(t *rapid.T) {
		w := worlds(o).Draw(t, "world")
		checkRelevance(t, w)
		checkHull(t, w)
	})
}

func checkRelevance(t *rapid.T, w world) {
	s := newReference(&w.pol).space(w.facts)
	if s.bounded {
		return
	}
	all := s.results(w.pol.Items)
	scope, names := drawScope(t, w)
	a, err := w.prog.Ask(w.facts, scope)
	if err != nil {
		t.Fatal(err)
	}
	var ask, later []int
	stakes := map[int][]int{}
	for q := range w.pol.Questions {
		for i := range all {
			if scope.Has(i) && s.matters(q, all[i], nil) {
				stakes[q] = append(stakes[q], i)
			}
		}
		if _, given := w.facts[w.pol.Questions[q].ID]; given || len(stakes[q]) == 0 {
			continue
		}
		switch always, never := s.truth(w.pol.Questions[q].When); {
		case always:
			ask = append(ask, q)
		case !never:
			later = append(later, q)
		}
	}
	id := func(q int) string { return w.pol.Questions[q].ID }
	compare := func(what string, got []engine.Pending, want []int) {
		var qs []int
		for _, p := range got {
			qs = append(qs, p.Question)
			if !slices.Equal(p.Stakes.Items, stakes[p.Question]) {
				t.Fatalf("%s decides %v, want %v (scope %v)\n%s", id(p.Question), p.Stakes.Items, stakes[p.Question], names, w)
			}
			if want := s.choices(p.Question, all, scope); !slices.Equal(p.Choices, want) {
				t.Fatalf("choices of %s that matter: %v, want %v\n%s", id(p.Question), p.Choices, want, w)
			}
		}
		if !slices.Equal(qs, want) {
			t.Fatalf("%s: %v, want %v of %v (scope %v)\n%s", what, qs, want, sortedKeys(stakes), names, w)
		}
	}
	compare("ask", a.Ask, ask)
	compare("later", a.Later, later)
	for i := range w.pol.Items {
		x, err := w.prog.Explain(w.facts, i)
		if err != nil {
			t.Fatal(err)
		}
		var missing []int
		for q := range w.pol.Questions {
			// what is not known of a matter without a date is missing from the gate
			_, answered := w.facts[id(q)]
			if s.matters(q, all[i], nil) || answered && id(q) == w.pol.Gate.Question && s.matters(len(w.pol.Questions), all[i], nil) {
				missing = append(missing, q)
			}
		}
		if !slices.Equal(x.Missing, missing) {
			t.Fatalf("missing of item %d: %v, want %v\n%s", i, x.Missing, missing, w)
		}
	}
}

func sortedKeys(m map[int][]int) []int { return slices.Sorted(maps.Keys(m)) }

// choices are those of a Many question that matter by themselves.
func (s *space) choices(q int, all [][]outcome, scope engine.Scope) []int {
	if s.r.p.Questions[q].Kind != engine.Many {
		return nil
	}
	var out []int
	for bit := range s.r.p.Questions[q].Choices {
		for i := range all {
			if scope.Has(i) && s.matters(q, all[i], func(a, b val) bool { return a.set^b.set == 1<<bit }) {
				out = append(out, bit)
				break
			}
		}
	}
	return out
}

func drawScope(t *rapid.T, w world) (engine.Scope, []string) {
	d := dice{t}
	var names []string
	if d.often(30) {
		names = []string{pick(d, w.pol.Items).ID}
	}
	s, err := w.prog.ScopeOf(names...)
	if err != nil {
		t.Fatal(err)
	}
	return s, names
}

// An answered question is moot exactly when it would not be asked if it were open.
func TestMoot(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := worlds(options{high: 5, lists: true, limit: 200}).Draw(t, "world")
		scope, names := drawScope(t, w)
		got, err := w.prog.Moot(w.facts, scope)
		if err != nil {
			t.Fatal(err)
		}
		r := newReference(&w.pol)
		var want []int
		for i := range w.pol.Questions {
			q := &w.pol.Questions[i]
			v, given := w.facts[q.ID]
			if !given || q.Volunteer && v.Known() {
				continue
			}
			without := maps.Clone(w.facts)
			delete(without, q.ID)
			s := r.space(without)
			if s.size > 20000 || s.bounded {
				return
			}
			all := s.results(w.pol.Items)
			matters := false
			for k := range all {
				matters = matters || scope.Has(k) && s.matters(i, all[k], nil)
			}
			if _, never := r.space(w.facts).truth(q.When); never || !matters {
				want = append(want, i)
			}
		}
		if !slices.Equal(got, want) {
			t.Fatalf("moot %v, want %v (scope %v)\n%s", got, want, names, w)
		}
	})
}

// drawAnswers says what the applicant would answer to each question.
func drawAnswers(t *rapid.T, p *engine.Policy) engine.Facts {
	d := dice{t}
	f := engine.Facts{}
	for i := range p.Questions {
		q := &p.Questions[i]
		if d.often(15) {
			f[q.ID] = engine.DontKnow()
		} else {
			f[q.ID] = drawValue(d, q)
		}
	}
	return f
}

// interview asks until nothing is left to ask, choosing freely among the
// questions that may be asked (only the gate comes before records that carry
// dates), and holds every step against the laws. stuck says that a question
// matters in the end, but not whether it applies.
func interview(t *rapid.T, w world, answers engine.Facts) (f engine.Facts, stuck bool) {
	f = engine.Facts{}
	before := evaluate(t, w, f)
	atMost := len(w.pol.Questions)
	open := map[int]bool{}
	for q := range w.pol.Questions {
		open[q] = true
	}
	for asked := 0; ; asked++ {
		a, err := w.prog.Ask(f, engine.Scope{})
		if err != nil {
			t.Fatal(err)
		}
		if a.AtMost > atMost {
			t.Fatalf("%d questions at most, before it was %d\n%s", a.AtMost, atMost, show(&w.pol, f))
		}
		atMost = a.AtMost
		now := map[int]bool{}
		for _, p := range slices.Concat(a.Ask, a.Later) {
			if !open[p.Question] {
				t.Fatalf("%s matters again\n%s", w.pol.Questions[p.Question].ID, show(&w.pol, f))
			}
			now[p.Question] = true
		}
		open = now
		if len(a.Ask) == 0 {
			checkSettled(t, w, f, before)
			if a.AtMost != 0 {
				t.Fatalf("nothing to ask, but %d questions at most\n%s", a.AtMost, show(&w.pol, f))
			}
			return f, len(a.Later) > 0
		}
		q := &w.pol.Questions[pick(dice{t}, a.Ask).Question]
		if first := &w.pol.Questions[a.Ask[0].Question]; first.ID == w.pol.Gate.Question && len(datesOf(q)) > 0 {
			q = first
		}
		f[q.ID] = asAsked(&w.pol, q, f, answers[q.ID])
		after := evaluate(t, w, f)
		checkNarrower(t, w, f, before, after)
		before = after
		atMost-- // what was just asked is no longer to come
	}
}

// datesOf lists the fields of a list that are dates.
func datesOf(q *engine.Question) []engine.Question {
	return slices.DeleteFunc(slices.Clone(q.Fields), func(f engine.Question) bool { return f.Kind != engine.Day })
}

// asAsked leaves out the dates of records that are not asked for. A date that is
// volunteered outweighs the gate, and so can take back what the gate said.
func asAsked(p *engine.Policy, q *engine.Question, f engine.Facts, v engine.Value) engine.Value {
	gate, given := f[p.Gate.Question]
	if given && !gate.Known() {
		gate = engine.OneValue("unsure")
	}
	rec := v.Records()
	rec.Rows = slices.Clone(rec.Rows)
	for i := range rec.Rows {
		rec.Rows[i] = maps.Clone(rec.Rows[i])
		for _, d := range datesOf(q) {
			if _, plain := d.When.(engine.In); !plain || gate.Choice() != p.Gate.Dated {
				delete(rec.Rows[i], d.ID)
			}
		}
	}
	if v.Kind() == engine.List {
		return engine.ListValue(rec)
	}
	return v
}

// checkSettled: with nothing left to ask and nothing unknown, all is decided.
func checkSettled(t *rapid.T, w world, f engine.Facts, r *engine.Result) {
	for _, q := range w.pol.Questions {
		if v, given := f[q.ID]; given && !complete(&q, v) && q.Unsure == "" {
			return
		}
	}
	if dateless(&w.pol) { // nothing asks for what decides these
		return
	}
	for i, it := range r.Items {
		if it.Truth == engine.Unknown || it.Truth == engine.True && !it.Worth.Settled {
			t.Fatalf("nothing left to ask, but item %d is %v, settled %v\n%s", i, it.Truth, it.Worth.Settled, show(&w.pol, f))
		}
	}
}

func complete(q *engine.Question, v engine.Value) bool {
	if v.Kind() != engine.List {
		return v.Known()
	}
	for _, row := range v.Records().Rows {
		if len(row) < len(q.Fields) {
			return false
		}
		for _, x := range row {
			if !x.Known() {
				return false
			}
		}
	}
	return !v.Records().Open
}

// checkNarrower: a further answer never takes back what was said.
func checkNarrower(t *rapid.T, w world, f engine.Facts, before, after *engine.Result) {
	for i := range before.Items {
		a, b := before.Items[i], after.Items[i]
		bad := func(what string) {
			t.Fatalf("item %d: %s: %+v, then %+v\n%s", i, what, a, b, show(&w.pol, f))
		}
		if a.Truth != engine.Unknown && b.Truth != a.Truth {
			bad("truth was taken back")
		}
		if b.Truth == engine.False {
			continue
		}
		x, y := a.Worth, b.Worth
		if y.Certainties&^x.Certainties != 0 || y.Numbers && !x.Numbers {
			bad("a new certainty")
		}
		if x.Settled && !y.Settled {
			bad("unsettled")
		}
		if x.Numbers && y.Numbers && (y.Low().LessThan(x.Low()) || !x.NoUpper && (y.NoUpper || y.High().GreaterThan(x.High()))) {
			bad("a wider interval")
		}
	}
}

// Every order of asking is monotone, and all orders end in the same result; unless
// a question is left that matters, but whether it applies nobody knows: then it was
// asked if an answer that did not matter itself happened to say so before.
func TestMonotoneAndPathFree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := worlds(ordinary).Draw(t, "world")
		answers := drawAnswers(t, &w.pol)
		f, stuck := interview(t, w, answers)
		g, stuck2 := interview(t, w, answers)
		if stuck || stuck2 {
			return
		}
		a, b := essence(evaluate(t, w, f)), essence(evaluate(t, w, g))
		if !reflect.DeepEqual(a, b) {
			t.Fatalf("%+v\n%s\nbut\n%+v\n%s", a, show(&w.pol, f), b, show(&w.pol, g))
		}
	})
}

// essence is R: truths, certainties, figures, groups and boxes; while an item does
// not match, nothing else of it.
func essence(r *engine.Result) []string {
	var out []string
	figures := func(numbers bool, low, high decimal.Decimal, noUpper bool) string {
		switch {
		case !numbers:
			return "-"
		case noUpper:
			return low.String() + "…"
		}
		return low.String() + "…" + high.String()
	}
	line := func(l engine.Line) string { return figures(true, l.Low(), l.High(), l.NoUpper) }
	for _, it := range r.Items {
		s := it.Truth.String()
		if it.Truth != engine.False {
			s += fmt.Sprint(it.Worth.Certainties, it.Worth.Settled, it.Box, figures(it.Worth.Numbers, it.Worth.Low(), it.Worth.High(), it.Worth.NoUpper))
		}
		out = append(out, s)
	}
	for _, g := range r.Groups {
		out = append(out, line(g.Matched))
	}
	for _, b := range r.Boxes {
		out = append(out, fmt.Sprint(b.Matched, b.Pending))
		for _, l := range b.Lines {
			out = append(out, l.Label+line(l))
		}
	}
	return out
}

// The same facts always give the same answers.
func TestDeterministic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := worlds(ordinary).Draw(t, "world")
		again, err := engine.Compile(w.pol)
		if err != nil {
			t.Fatal(err)
		}
		all := func(p *engine.Program) []any {
			r, err1 := p.Evaluate(w.facts)
			a, err2 := p.Ask(w.facts, engine.Scope{})
			m, err3 := p.Moot(w.facts, engine.Scope{})
			d, err4 := p.Distances(w.facts)
			if err1 != nil || err2 != nil || err3 != nil || err4 != nil {
				t.Fatal(err1, err2, err3, err4)
			}
			out := []any{essence(r), a.AtMost, pendings(a.Ask), pendings(a.Later), m, len(d)}
			for i := range w.pol.Items {
				x, err := p.Explain(w.facts, i)
				if err != nil {
					t.Fatal(err)
				}
				out = append(out, x.Missing, len(x.Distances), len(x.Alternatives))
			}
			return out
		}
		first := all(w.prog)
		for _, p := range []*engine.Program{w.prog, again} {
			if next := all(p); !reflect.DeepEqual(first, next) {
				t.Fatalf("%v\nthen %v\n%s", first, next, w)
			}
		}
	})
}

func pendings(ps []engine.Pending) (out []string) {
	for _, p := range ps {
		s := fmt.Sprint(p.Question, p.Choices, p.Stakes.Items, p.Stakes.NoUpper)
		if p.Stakes.High != nil {
			s += p.Stakes.High.String()
		}
		out = append(out, s)
	}
	return out
}

// Numbers without an upper end: what holds of them holds of all that are small,
// and what matters among those matters.
func TestNumbersWithoutEnd(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := worlds(ordinary).Draw(t, "world")
		s := newReference(&w.pol).space(w.facts)
		all := s.results(w.pol.Items)

		free := w
		free.pol.Questions = slices.Clone(w.pol.Questions)
		for i := range free.pol.Questions {
			q := &free.pol.Questions[i]
			q.Max = nil
			q.Fields = slices.Clone(q.Fields)
			for k := range q.Fields {
				q.Fields[k].Max = nil
			}
		}
		var err error
		if free.prog, err = engine.Compile(free.pol); err != nil {
			t.Fatal(err)
		}
		c, err := free.prog.With(w.facts)
		if err != nil {
			t.Fatal(err)
		}
		for i, it := range c.Evaluate().Items {
			checkContains(t, free, it, hullOf(all[i]))
			missing := c.Missing(i)
			for q := range w.pol.Questions {
				if s.matters(q, all[i], nil) && !slices.Contains(missing, q) {
					t.Fatalf("item %d: %s matters, but only %v are missing\n%s", i, w.pol.Questions[q].ID, missing, free)
				}
			}
		}
	})
}

// A case says the same whatever it was asked before.
func TestCaseKeepsNothingButFindings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := worlds(options{high: 5, lists: true, limit: 2500, known: true}).Draw(t, "world")
		c, err := w.prog.With(w.facts)
		if err != nil {
			t.Fatal(err)
		}
		ask := func(c *engine.Case, what int) any {
			switch what {
			case 0:
				return essence(c.Evaluate())
			case 1:
				a := c.Ask(engine.Scope{})
				return fmt.Sprint(pendings(a.Ask), pendings(a.Later), a.AtMost)
			case 2:
				return c.Moot(engine.Scope{})
			case 3:
				return distancesOf(c.Distances())
			}
			alone := c.Missing(what % len(w.pol.Items))
			x := c.Explain(what % len(w.pol.Items))
			if !slices.Equal(alone, x.Missing) {
				t.Fatalf("item %d misses %v, its explanation says %v", what, alone, x.Missing)
			}
			out := fmt.Sprint(x.Item.Truth, x.Item.Status, x.Item.Box, *x.Item.Worth, x.Missing, distancesOf(x.Distances), x.Alternatives)
			for _, tier := range x.Tiers {
				out += fmt.Sprint(tier.Can, tier.Worth)
			}
			return out
		}
		for range 6 {
			what := rapid.IntRange(0, 6).Draw(t, "what")
			fresh, err := w.prog.With(w.facts)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := ask(c, what), ask(fresh, what); fmt.Sprint(got) != fmt.Sprint(want) {
				t.Fatalf("%d: %v, but a fresh case says %v\n%s", what, got, want, w)
			}
		}
	})
}

func distancesOf(ds []engine.Distance) (out []string) {
	for _, d := range ds {
		s := fmt.Sprint(d.Item, d.Tier, d.Question, showCond(d.Cond), d.Worth)
		if d.Gap != nil {
			s += d.Gap.String()
		}
		out = append(out, s)
	}
	return out
}
