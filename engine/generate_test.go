package engine_test

import (
	"fmt"
	"math/bits"
	"slices"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"huiqi/engine"
)

// Small random policies. Every kind of question, condition and amount occurs;
// domains are small enough to try every completion.

// dice draws from rapid with less ceremony.
type dice struct{ t *rapid.T }

// upTo is a number from 0 to n, each as likely as the others: rapid's own ranges
// prefer small numbers.
func (d dice) upTo(n int) int {
	k := 0
	for range bits.Len(uint(n)) + 3 {
		k *= 2
		if coin.Draw(d.t, "") {
			k++
		}
	}
	return k % (n + 1)
}

var coin = rapid.Bool()

func (d dice) between(lo, hi int) int { return lo + d.upTo(hi-lo) }

// often is true in about percent of a hundred draws.
func (d dice) often(percent int) bool { return d.upTo(99) >= 100-percent }

func pick[T any](d dice, from []T) T { return from[d.upTo(len(from)-1)] }

// some draws a subset that is not empty.
func some[T any](d dice, from []T) []T {
	var out []T
	for _, x := range from {
		if d.often(50) {
			out = append(out, x)
		}
	}
	if len(out) == 0 {
		return []T{pick(d, from)}
	}
	return out
}

func num(n int) decimal.Decimal { return decimal.NewFromInt(int64(n)) }

func ref(n int) *decimal.Decimal { x := num(n); return &x }

func yuan(n int) engine.Const { return engine.Const{Value: num(n), Unit: engine.UnitYuan} }

func percent(s string) engine.Const {
	return engine.Const{Value: decimal.RequireFromString(s), Unit: engine.UnitPercent}
}

func term(id string) engine.Term { return engine.Term{Question: id, Sign: 1} }

func minus(id string) engine.Term { return engine.Term{Question: id, Sign: -1} }

func fact(id string) engine.Sum { return engine.Sum{Terms: []engine.Term{term(id)}} }

func is(id string) engine.Cond { return engine.Is{Question: id} }

func in(id string, choices ...string) engine.Cond {
	return engine.In{Question: id, Choices: choices}
}

func and(of ...engine.Cond) engine.Cond { return engine.And{Of: of} }
func or(of ...engine.Cond) engine.Cond  { return engine.Or{Of: of} }

func not(of engine.Cond) engine.Cond { return engine.Not{Of: of} }

func at(id string, op engine.Op, k engine.Const) engine.Cond {
	return engine.Compare{Sum: []engine.Term{term(id)}, Op: op, To: k}
}

// The period of every generated policy, and days inside and outside it.
var (
	from    = engine.Date{Year: 2023, Month: 1, Day: 1}
	to      = engine.Date{Year: 2023, Month: 12, Day: 31}
	inside  = engine.Date{Year: 2023, Month: 6, Day: 15}
	outside = engine.Date{Year: 2024, Month: 1, Day: 1}
)

// options bound what is generated.
type options struct {
	high    int  // highest number
	lists   bool // lists may occur
	limit   int  // completions of the facts, at most
	known   bool // most facts are known
	numbers bool // only numbers besides the gate and the applicant
}

var ordinary = options{high: 5, lists: true, limit: 2500}

// world is a policy and facts about one applicant.
type world struct {
	pol   engine.Policy
	prog  *engine.Program
	facts engine.Facts
	opt   options
}

// String shows the world where a property fails.
func (w world) String() string { return show(&w.pol, w.facts) }

func worlds(o options) *rapid.Generator[world] {
	return rapid.Custom(func(t *rapid.T) world {
		w := world{pol: policies(o).Draw(t, "policy"), opt: o}
		p, err := engine.Compile(w.pol)
		if err != nil {
			t.Fatalf("the generator made a policy that does not compile: %v\n%s", err, show(&w.pol, nil))
		}
		w.prog = p
		w.facts = drawFacts(dice{t}, &w.pol, o)
		return w
	})
}

func policies(o options) *rapid.Generator[engine.Policy] {
	return rapid.Custom(func(t *rapid.T) engine.Policy {
		b := &builder{dice: dice{t}, o: o, lists: map[string]*engine.Question{}, seen: map[string]engine.Kind{}, listy: map[string]bool{}}
		b.build()
		return b.p
	})
}

// quantity is a sum of number questions that is always read as a whole: two sums
// of one item may not share a question.
type quantity struct {
	terms []engine.Term
	unit  string
	low   int
	high  int
}

type builder struct {
	dice
	o     options
	p     engine.Policy
	sums  []quantity
	dated bool // a gate asks for dates
	seen  map[string]engine.Kind
	order []string // ids in order of asking
	lists map[string]*engine.Question
	days  []string
	// listy questions apply, or offer choices, by what a list holds
	listy map[string]bool
}

func (b *builder) add(q engine.Question) {
	b.p.Questions = append(b.p.Questions, q)
	b.seen[q.ID] = q.Kind
	b.order = append(b.order, q.ID)
	note := func(c engine.Cond) {
		if slices.ContainsFunc(readBy(c), func(id string) bool { return b.listy[id] || b.seen[id] == engine.List }) {
			b.listy[q.ID] = true
		}
	}
	walk(q.When, note)
	for _, c := range q.Choices {
		walk(c.When, note)
	}
}

// readBy lists the questions that a condition names itself.
func readBy(c engine.Cond) []string {
	switch c := c.(type) {
	case engine.Is:
		return []string{c.Question}
	case engine.In:
		return []string{c.Question}
	case engine.Compare:
		var ids []string
		for _, t := range c.Sum {
			ids = append(ids, t.Question)
		}
		return ids
	case engine.Within:
		return []string{c.Date}
	case engine.Some:
		return []string{c.List}
	case engine.All:
		return []string{c.List}
	}
	return nil
}

func (b *builder) build() {
	b.p.From, b.p.To = from, to
	b.gate()
	if b.often(50) {
		b.p.Applicant = "kind"
		b.add(engine.Question{ID: "kind", Kind: engine.One, Choices: choices("firm", "village", "person")[:b.between(2, 3)]})
	}
	for i := range b.between(2, 4) {
		b.question(fmt.Sprintf("q%d", i))
	}
	for i := range b.between(1, 3) {
		b.item(i)
	}
	b.group()
}

// gate is absent, asks for dates of those who are not sure, or asks for them
// where only some matters fall inside.
func (b *builder) gate() {
	switch b.upTo(9) {
	case 0, 1:
		return
	case 2, 3:
		b.p.Gate = engine.Gate{Question: "gate", Covers: []string{"all"}, Dated: "some", Ends: "none"}
		b.add(engine.Question{ID: "gate", Kind: engine.One, Choices: choices("all", "some", "none")})
	default:
		b.p.Gate = engine.Gate{Question: "gate", Covers: []string{"all", "some"}, Dated: "unsure", Ends: "none"}
		b.add(engine.Question{ID: "gate", Kind: engine.One, Choices: choices("all", "some", "none", "unsure"), Unsure: "unsure"})
	}
	b.dated = true
}

func choices(ids ...string) []engine.Choice {
	var out []engine.Choice
	for _, id := range ids {
		out = append(out, engine.Choice{ID: id})
	}
	return out
}

// question adds one question, or two numbers that make up a sum.
func (b *builder) question(id string) {
	kind := b.upTo(9)
	if b.o.numbers {
		kind = pick(b.dice, []int{5, 5, 7})
	}
	switch kind {
	case 0, 1:
		b.add(engine.Question{ID: id, Kind: engine.Bool, When: b.when()})
	case 2, 3:
		b.add(engine.Question{ID: id, Kind: engine.One, Choices: b.choices(), When: b.when()})
	case 4:
		b.add(engine.Question{ID: id, Kind: engine.Many, Choices: b.choices(), When: b.when()})
	case 5, 6:
		q := b.number(id)
		b.sums = append(b.sums, quantity{terms: []engine.Term{term(id)}, unit: q.Unit, low: lowOf(q), high: b.o.high})
		b.add(q)
	case 7:
		q, r := b.number(id+"a"), b.number(id+"b")
		r.Unit, r.Step = q.Unit, q.Step
		s := quantity{terms: []engine.Term{term(q.ID), minus(r.ID)}, unit: q.Unit, low: lowOf(q) - b.o.high, high: b.o.high - lowOf(r)}
		switch b.upTo(5) {
		case 0:
			s = quantity{terms: []engine.Term{term(r.ID), term(q.ID)}, unit: q.Unit, low: lowOf(q) + lowOf(r), high: 2 * b.o.high}
		case 1:
			s = quantity{terms: []engine.Term{minus(q.ID), term(r.ID)}, unit: q.Unit, low: lowOf(r) - b.o.high, high: b.o.high - lowOf(q)}
		}
		b.add(q)
		b.add(r)
		b.sums = append(b.sums, s)
	default:
		if !b.o.lists || len(b.lists) > 0 {
			b.add(engine.Question{ID: id, Kind: engine.Bool, When: b.when()})
			return
		}
		b.list(id)
	}
}

func lowOf(q engine.Question) int {
	if q.Min == nil {
		return 0
	}
	return int(q.Min.IntPart())
}

func (b *builder) number(id string) engine.Question {
	q := engine.Question{ID: id, Kind: engine.Number, Unit: engine.UnitYuan, Step: num(1), Max: ref(b.o.high), When: b.when()}
	if b.often(25) {
		q.Unit = "亩"
	}
	switch b.upTo(9) {
	case 0:
		q.Min = ref(-2)
	case 1:
		q.Min = ref(2)
	case 2:
		q.Step = num(2)
	case 3:
		if b.o.high <= 6 {
			q.Step = decimal.RequireFromString("0.5")
		}
	}
	if q.Step.Equal(num(2)) && b.o.high%2 == 1 {
		q.Max = ref(b.o.high - 1)
	}
	return q
}

func (b *builder) choices() []engine.Choice {
	out := choices("a", "b", "c")[:b.between(2, 3)]
	for i := range out {
		if b.often(15) {
			out[i].When = b.cond(1)
		}
	}
	return out
}

func (b *builder) list(id string) {
	q := engine.Question{ID: id, Kind: engine.List, When: b.when()}
	b.lists[id] = &q
	for i := range b.between(1, 2) {
		f := engine.Question{ID: fmt.Sprintf("%sf%d", id, i)}
		switch b.upTo(5) {
		case 0:
			f.Kind = engine.Bool
		case 1:
			f.Kind, f.Choices = engine.One, b.choices()[:2]
		case 2:
			f.Kind, f.Choices = engine.Many, b.choices()[:2]
		default:
			f.Kind, f.Unit, f.Step, f.Max = engine.Number, engine.UnitYuan, num(1), ref(2)
			if b.often(30) {
				f.Unit = "亩"
			}
		}
		if b.often(25) {
			f.When = b.record(&q, 0)
		}
		q.Fields = append(q.Fields, f)
	}
	if b.dated && b.often(40) {
		f := engine.Question{ID: id + "date", Kind: engine.Day, Volunteer: true, When: b.whenDated()}
		q.Fields = append(q.Fields, f)
	}
	b.add(q)
	b.lists[id] = &b.p.Questions[len(b.p.Questions)-1]
}

func (b *builder) whenDated() engine.Cond {
	c := in("gate", b.p.Gate.Dated)
	if b.often(15) {
		return and(c, b.cond(0))
	}
	return c
}

// when is a question's own condition.
func (b *builder) when() engine.Cond {
	if !b.often(25) {
		return nil
	}
	return b.cond(b.upTo(1))
}

// cond draws a condition over the questions so far.
func (b *builder) cond(depth int) engine.Cond {
	if depth > 0 {
		switch b.upTo(7) {
		case 0, 1:
			return b.several(func() engine.Cond { return b.cond(depth - 1) }, false)
		case 2, 3:
			return b.several(func() engine.Cond { return b.cond(depth - 1) }, true)
		case 4:
			return not(b.cond(depth - 1))
		}
	}
	var leaves []func() engine.Cond
	for _, id := range b.order {
		switch b.seen[id] {
		case engine.Bool:
			leaves = append(leaves, func() engine.Cond { return is(id) })
		case engine.One, engine.Many:
			leaves = append(leaves, func() engine.Cond { return b.in(b.find(id)) })
		case engine.Day:
			leaves = append(leaves, func() engine.Cond { return engine.Within{Date: id} })
		case engine.List:
			q := b.lists[id]
			leaves = append(leaves,
				func() engine.Cond { return engine.Some{List: id, Of: b.record(q, 1)} },
				func() engine.Cond { return engine.All{List: id, Of: b.record(q, 1)} })
		}
	}
	for _, s := range b.sums {
		leaves = append(leaves, func() engine.Cond { return b.compare(s) })
	}
	if b.p.Gate.Question != "" && b.often(5) {
		return engine.Within{}
	}
	if len(leaves) == 0 {
		return pick(b.dice, []engine.Cond{engine.And{}, engine.Or{}})
	}
	return pick(b.dice, leaves)()
}

func (b *builder) several(part func() engine.Cond, any bool) engine.Cond {
	of := []engine.Cond{part(), part()}
	if any {
		return engine.Or{Of: of}
	}
	return engine.And{Of: of}
}

func (b *builder) find(id string) *engine.Question {
	return &b.p.Questions[slices.IndexFunc(b.p.Questions, func(q engine.Question) bool { return q.ID == id })]
}

func (b *builder) in(q *engine.Question) engine.Cond {
	var ids []string
	for _, c := range some(b.dice, q.Choices) {
		ids = append(ids, c.ID)
	}
	return engine.In{Question: q.ID, Choices: ids}
}

var ops = []engine.Op{engine.Less, engine.AtMost, engine.Equal, engine.AtLeast, engine.More}

func (b *builder) compare(s quantity) engine.Cond {
	terms := s.terms
	k := num(b.between(s.low-1, s.high+1))
	if b.often(15) {
		k = k.Add(decimal.RequireFromString("0.5"))
	}
	if b.often(20) { // the same quantity with all signs turned
		terms = slices.Clone(terms)
		for i := range terms {
			terms[i].Sign = -terms[i].Sign
		}
		k = k.Neg()
	}
	return engine.Compare{Sum: terms, Op: pick(b.dice, ops), To: engine.Const{Value: k, Unit: s.unit}}
}

// record draws a condition on the fields so far of a record.
func (b *builder) record(q *engine.Question, depth int) engine.Cond {
	if depth > 0 && b.often(45) {
		part := func() engine.Cond { return b.record(q, depth-1) }
		if b.often(20) {
			return not(part())
		}
		return b.several(part, b.often(40))
	}
	if len(q.Fields) == 0 || b.often(12) {
		return b.outer()
	}
	f := &q.Fields[b.upTo(len(q.Fields)-1)]
	switch f.Kind {
	case engine.Bool:
		return is(f.ID)
	case engine.One, engine.Many:
		return b.in(f)
	case engine.Day:
		return engine.Within{Date: f.ID}
	}
	return engine.Compare{Sum: []engine.Term{term(f.ID)}, Op: pick(b.dice, ops),
		To: engine.Const{Value: num(b.between(0, 2)), Unit: f.Unit}}
}

// outer draws a condition on a question outside the list. It does not depend on
// the list in turn: of such records the engine tells apart fewer than it could.
func (b *builder) outer() engine.Cond {
	order, sums := b.order, b.sums
	b.order = slices.DeleteFunc(slices.Clone(order), func(id string) bool { return b.seen[id] == engine.List || b.listy[id] })
	b.sums = slices.DeleteFunc(slices.Clone(sums), func(s quantity) bool {
		return slices.ContainsFunc(s.terms, func(t engine.Term) bool { return b.listy[t.Question] })
	})
	defer func() { b.order, b.sums = order, sums }()
	return b.cond(0)
}

func (b *builder) item(i int) {
	it := engine.Item{ID: fmt.Sprintf("item%d", i), Nature: engine.Benefit, Period: engine.PeriodRule(b.upTo(2))}
	if b.p.Applicant != "" && b.often(60) {
		for _, c := range some(b.dice, b.find("kind").Choices) {
			it.Who = append(it.Who, c.ID)
		}
	}
	if it.Period == engine.ByMatter && b.often(85) {
		it.Date = b.date(fmt.Sprintf("date%d", i))
	}
	if b.often(70) {
		it.Event = b.cond(b.upTo(2))
	}
	if b.often(70) {
		it.Require = b.cond(b.upTo(2))
	}
	it.Amount = b.amount()
	if it.Amount.Kind == engine.NoAmount {
		it.Nature = pick(b.dice, []engine.Nature{engine.Right, engine.Pointer})
	}
	if b.often(30) {
		it.Alternatives = []engine.Alternative{b.alternative()}
	}
	b.p.Items = append(b.p.Items, it)
}

func (b *builder) alternative() engine.Alternative {
	var a engine.Alternative
	switch b.upTo(2) {
	case 0:
		a.Event = b.cond(1)
	case 1:
		a.Require = b.cond(1)
	default:
		amt := b.amount()
		a.Amount = &amt
	}
	return a
}

// date adds the question for a matter's date, or uses one that there is.
func (b *builder) date(id string) string {
	if len(b.days) > 0 && b.often(40) {
		return pick(b.dice, b.days)
	}
	q := engine.Question{ID: id, Kind: engine.Day}
	if b.dated {
		q.Volunteer, q.When = true, b.whenDated()
	} else if b.often(30) {
		q.When = b.cond(0)
	}
	b.add(q)
	b.days = append(b.days, id)
	return id
}

// group puts one ceiling over some of the items with money.
func (b *builder) group() {
	var ids []string
	for _, it := range b.p.Items {
		if it.Amount.Kind == engine.Money {
			ids = append(ids, it.ID)
		}
	}
	if len(ids) == 0 || !b.often(60) {
		return
	}
	g := engine.Group{ID: "group", Items: some(b.dice, ids), Ceiling: yuan(b.upTo(5))}
	if b.often(50) {
		g.Alternatives = []engine.GroupAlternative{{Items: some(b.dice, ids)}}
	}
	b.p.Groups = append(b.p.Groups, g)
}

var rates = []string{"10", "12.5", "20", "33.33", "50", "70", "100", "0"}

func (b *builder) rate() engine.Const { return percent(pick(b.dice, rates)) }

func (b *builder) sure() engine.Certainty {
	return pick(b.dice, []engine.Certainty{engine.Exact, engine.UpTo})
}

func money(tiers ...engine.Tier) engine.Amount {
	return engine.Amount{Kind: engine.Money, Tiers: tiers}
}

// amount draws one of the shapes that the policy needs, or a free mixture.
func (b *builder) amount() engine.Amount {
	f := &facts{builder: b, free: slices.Clone(b.sums)}
	var a engine.Amount
	shape := b.upTo(13)
	switch {
	case b.o.numbers && b.often(60):
		shape = 13
	case len(b.lists) > 0 && b.often(30):
		shape = 3
	}
	switch shape {
	case 0: // ceiling by grade
		a = b.grades()
	case 1: // exact rate, "up to" rate
		a = money(engine.Tier{Certainty: b.sure(), Value: engine.Mul{By: b.rate(), Of: f.base()}})
	case 2: // rate with a ceiling
		a = money(engine.Tier{Certainty: b.sure(), Value: engine.Mul{By: b.rate(), Of: f.base()}})
		k := yuan(b.upTo(4))
		a.Ceiling = &k
	case 3: // ceiling for each record, sum of records
		a = money(engine.Tier{Certainty: b.sure(), Value: f.total()})
		if b.often(30) {
			k := yuan(b.upTo(6))
			a.Ceiling = &k
		}
	case 4: // ceiling for each unit
		a = money(engine.Tier{Certainty: b.sure(), Value: engine.Min{Of: []engine.Expr{
			engine.Mul{By: b.rate(), Of: f.base()}, f.perUnit()}}})
	case 5, 6: // tiers, the last for everyone else
		for range b.between(2, 3) {
			f.free = slices.Clone(b.sums)
			a.Tiers = append(a.Tiers, engine.Tier{If: b.cond(1), Certainty: b.sure(), Value: engine.Mul{By: b.rate(), Of: f.base()}})
		}
		a.Kind = engine.Money
		a.Tiers[len(a.Tiers)-1].If = nil
		if b.often(30) {
			k := yuan(b.upTo(4))
			a.Ceiling = &k
		}
	case 7: // match 1:1
		a = money(engine.Tier{Certainty: engine.Exact, Value: engine.Mul{By: engine.Const{Value: num(1), Unit: engine.UnitRatio}, Of: f.base()}})
	case 8:
		a = money(engine.Tier{Certainty: engine.Unprinted})
	case 9:
		return engine.Amount{}
	case 10:
		return engine.Amount{Kind: pick(b.dice, []engine.AmountKind{engine.Discount, engine.FeeCeiling}), Rate: percent("85")}
	default: // a free mixture
		for range b.between(1, 3) {
			f.free = slices.Clone(b.sums)
			f.listed = false
			t := engine.Tier{Certainty: pick(b.dice, []engine.Certainty{engine.Exact, engine.UpTo, engine.Unprinted})}
			if t.Certainty != engine.Unprinted {
				t.Value = f.expr(2)
			}
			if b.often(80) {
				t.If = b.cond(1)
			}
			a.Tiers = append(a.Tiers, t)
			if t.If == nil {
				break
			}
		}
		a.Kind = engine.Money
	}
	a.Pool = pick(b.dice, []engine.Pool{engine.OnePayer, engine.OnePayer, engine.OnePayer, engine.AllLevels, engine.ByPayer})
	if b.often(15) {
		a.Line = "apart"
	}
	return a
}

func (b *builder) grades() engine.Amount {
	a := engine.Amount{Kind: engine.Money}
	for _, id := range b.order {
		if b.seen[id] == engine.One && id != "gate" && id != "kind" {
			q := b.find(id)
			for i, c := range q.Choices {
				a.Tiers = append(a.Tiers, engine.Tier{If: in(id, c.ID), Certainty: engine.UpTo, Value: yuan(5 - i)})
			}
			return a
		}
	}
	return money(engine.Tier{Certainty: engine.UpTo, Value: yuan(5)})
}

// facts builds the quantity of one tier: each fact stands in it at most once.
type facts struct {
	*builder
	free   []quantity
	listed bool // the list was read
}

// take finds a quantity of the unit that the tier has not read yet.
func (f *facts) take(unit string) (engine.Expr, quantity, bool) {
	var fit []int
	for i, s := range f.free {
		if s.unit == unit {
			fit = append(fit, i)
		}
	}
	if len(fit) == 0 {
		return nil, quantity{}, false
	}
	i := pick(f.dice, fit)
	s := f.free[i]
	f.free = slices.Delete(slices.Clone(f.free), i, i+1)
	terms := s.terms
	if f.often(10) {
		terms = slices.Clone(terms)
		for i := range terms {
			terms[i].Sign = -terms[i].Sign
		}
	}
	return engine.Sum{Terms: terms}, s, true
}

// base is a quantity of money: what a rate is taken of.
func (f *facts) base() engine.Expr {
	e, s, ok := f.take(engine.UnitYuan)
	switch {
	case !ok:
		return yuan(f.between(1, 6))
	case s.low < 0 && f.often(60):
		return engine.Max0{Of: e}
	}
	return e
}

// perUnit is money for each unit of a count.
func (f *facts) perUnit() engine.Expr {
	e, _, ok := f.take("亩")
	if !ok {
		return yuan(f.between(1, 6))
	}
	return engine.Mul{By: engine.Const{Value: num(f.between(1, 3)), Unit: "元/亩"}, Of: e}
}

// total adds over the records of the list.
func (f *facts) total() engine.Expr {
	if len(f.lists) == 0 || f.listed {
		return f.base()
	}
	f.listed = true
	id := f.order[slices.IndexFunc(f.order, func(id string) bool { return f.seen[id] == engine.List })]
	q := f.lists[id]
	t := engine.Total{List: id}
	if f.often(60) {
		t.Where = f.record(q, 1)
	}
	t.Of = yuan(f.upTo(2))
	var parts []engine.Expr
	for _, fd := range q.Fields {
		switch {
		case fd.Kind != engine.Number:
		case fd.Unit == engine.UnitYuan:
			parts = append(parts, engine.Mul{By: f.rate(), Of: fact(fd.ID)})
		default:
			parts = append(parts, engine.Mul{By: engine.Const{Value: num(f.between(1, 3)), Unit: "元/亩"}, Of: fact(fd.ID)})
		}
	}
	switch {
	case len(parts) > 1 && f.often(50):
		t.Of = engine.Min{Of: parts}
	case len(parts) > 1 && f.often(50):
		t.Of = engine.Add{Of: parts}
	case len(parts) > 0:
		t.Of = parts[0]
		if f.often(50) {
			t.Of = engine.Min{Of: []engine.Expr{parts[0], yuan(f.upTo(3))}}
		}
	}
	return t
}

// expr draws any quantity of money.
func (f *facts) expr(depth int) engine.Expr {
	if depth > 0 {
		switch f.upTo(7) {
		case 0:
			return engine.Mul{By: f.rate(), Of: f.expr(depth - 1)}
		case 1, 2:
			return engine.Min{Of: []engine.Expr{f.expr(depth - 1), f.expr(depth - 1)}}
		case 3:
			return engine.Add{Of: []engine.Expr{f.expr(depth - 1), f.expr(depth - 1)}}
		case 4:
			return engine.Max0{Of: f.expr(depth - 1)}
		}
	}
	switch f.upTo(5) {
	case 0:
		return yuan(f.upTo(6))
	case 1:
		return f.total()
	case 2:
		return f.perUnit()
	}
	return f.base()
}
