package engine

import (
	"slices"

	"github.com/shopspring/decimal"
)

// Status is the verdict on an item.
type Status uint8

const (
	Ineligible      Status = iota // the facts given do not match
	NotForApplicant               // the words do not admit this kind of applicant
	OutOfPeriod                   // would match, but for the date of the matter
	Possible                      // open answers decide
	Eligible
)

func (s Status) String() string {
	return [...]string{"ineligible", "not_for_applicant", "out_of_period", "possible", "eligible"}[s]
}

// Worth is what an item brings on the condition that it matches. Low and High mean
// nothing unless Numbers is set; High nothing if NoUpper.
type Worth struct {
	sums
	Certainties Certainties
	Numbers     bool
	NoUpper     bool
	// Settled says that no open answer can still move the figures.
	Settled bool
	// Cut says whether the item's own ceiling bites.
	Cut Truth
	// Tiers are the indices of the tiers that can apply.
	Tiers []int
}

// sums are the ends of a span in yuan. They become decimals when they are read:
// most never are.
type sums struct{ low, high num }

// Low is the lower end in yuan.
func (s sums) Low() decimal.Decimal { return s.low.decimal() }

// High is the upper end in yuan.
func (s sums) High() decimal.Decimal { return s.high.decimal() }

// AppendLow appends Low as text: the same as its String, without a decimal.
func (s sums) AppendLow(b []byte) []byte { return s.low.append(b) }

// AppendHigh appends High as text.
func (s sums) AppendHigh(b []byte) []byte { return s.high.append(b) }

// SetSums gives a result that was kept its figures back, in yuan.
func (w *Worth) SetSums(low, high decimal.Decimal) { w.sums = sums{numOf(low), numOf(high)} }

// ItemResult is the verdict on one item.
type ItemResult struct {
	Item int
	// Worth is shared and must not be changed. That of an item that does not match is
	// worked out by Explain only.
	Worth  *Worth
	Truth  Truth
	Status Status
	Box    Box
}

// GroupResult is a shared ceiling over the matched items of a group.
type GroupResult struct {
	Group   int
	Matched Line
	// Alternatives are the readings of the ceiling's reach that give the matched
	// items another sum.
	Alternatives []GroupAlternativeResult
}

// GroupAlternativeResult is what another reading of a shared ceiling leaves of
// the matched items that it covers.
type GroupAlternativeResult struct {
	Alternative int
	Matched     Line
}

// Line is a sum of several items.
type Line struct {
	Items []int
	Label string // the items' line of their own; "" ordinary
	Group int    // the shared ceiling that cuts the line; -1 none
	sums
	NoUpper bool
	Cut     bool // the shared ceiling bites at the upper end
}

// BoxResult is one box of the totals. Only BoxExact adds up; in the others each
// item stands by itself.
type BoxResult struct {
	Box     Box
	Matched []int
	Pending []int
	// Lines are the sums of BoxExact over the matched items: the ordinary ones
	// together, then each line of its own. Pending items are never added up: two of
	// them can exclude each other.
	Lines []Line
}

// Result holds the verdicts in the order of the policy's items.
type Result struct {
	Items  []ItemResult
	Groups []GroupResult
	Boxes  [7]BoxResult // BoxExact to BoxPrice
	// Ignored are questions that were answered although they do not apply: their
	// answers contradict others and were not used.
	Ignored []int
	// room that EvaluateInto uses again
	live, boxed []int
	worths      []Worth
}

// Live are the items that match or can match, in their order.
func (r *Result) Live() []int { return r.live }

// Evaluate decides every item.
func (c *Case) Evaluate() *Result {
	r := &Result{}
	c.EvaluateInto(r)
	return r
}

// EvaluateInto is Evaluate for many applicants one after the other: it takes the
// place of r, a result of this or another case that is no longer needed and was not
// changed.
func (c *Case) EvaluateInto(r *Result) {
	c.fill()
	items := r.Items
	if len(items) != len(c.p.items) {
		items = make([]ItemResult, len(c.p.items))
		r.live, r.worths = make([]int, 0, 32), make([]Worth, 0, 8)
	}
	*r = Result{Items: items, Groups: r.Groups[:0], live: r.live[:0], boxed: r.boxed[:0], worths: r.worths[:0]}
	c.decide(r)
	for _, q := range c.p.conditional {
		if c.cells[q].state == known && c.applies(q).truth == False {
			r.Ignored = append(r.Ignored, q)
		}
	}
	r.Groups = c.p.groupResults(r.Items, r.Groups)
	r.boxed = slices.Grow(r.boxed, len(r.live))
	r.Boxes = c.p.totals(r.Items, r.live, r.boxed)
}

// worth is a new Worth. What was given out stays as it is.
func (r *Result) worth() *Worth {
	r.worths = append(r.worths, Worth{})
	return &r.worths[len(r.worths)-1]
}

// verdict is what a finding means for item i.
func (e *env) verdict(i int, f finding) ItemResult {
	it := &e.p.items[i]
	w := f.worth.public()
	out := ItemResult{Item: i, Truth: f.truth, Worth: &w, Box: box(it.src, f.worth.certs)}
	switch f.truth {
	case True:
		out.Status = Eligible
	case Unknown:
		out.Status = Possible
	default:
		out.Status, out.Box = e.refusal(&it.main), e.p.templates[i].Box
	}
	return out
}

// refusal says why a reading does not match.
func (e *env) refusal(r *reading) Status {
	if e.truth(r.who) == False {
		return NotForApplicant
	}
	if e.ends(r) {
		return OutOfPeriod
	}
	always := *e
	always.noPeriod, always.truths = true, nil
	if always.settle(r).truth != False {
		return OutOfPeriod
	}
	return Ineligible
}

// ends reports whether the gate itself says that nothing falls inside.
func (e *env) ends(r *reading) bool {
	return r.period != nil && e.ended() && e.truth(r.period) == False
}

func (e *env) ended() bool {
	g := e.p.gate
	return g.q >= 0 && e.cells[g.q].may&^g.ends == 0
}

func (w worth) public() Worth {
	out := Worth{Certainties: w.certs, Numbers: w.numbers, Settled: w.settled, Cut: w.cut, Tiers: indices(w.tiers)}
	if w.numbers {
		out.low, out.NoUpper = w.span.lo, w.span.hiInf
		if !out.NoUpper {
			out.high = w.span.hi
		}
	}
	return out
}

// box is the place of an item in the totals.
func box(it *Item, certs Certainties) Box {
	switch it.Amount.Kind {
	case Discount, FeeCeiling:
		return BoxPrice
	case NoAmount:
		if it.Nature == Pointer {
			return BoxPointer
		}
		return BoxNone
	}
	switch {
	case it.Amount.Pool == AllLevels:
		return BoxAllLevels
	case it.Amount.Pool == ByPayer:
		return BoxByPayer
	case certs.Only(Unprinted):
		return BoxUnprinted
	case certs.Only(Exact):
		return BoxExact
	case certs == 0:
		return staticBox(&it.Amount)
	}
	return BoxUpTo
}

// staticBox is the box of an item no tier of which can apply any more.
func staticBox(a *Amount) Box {
	var s Certainties
	for _, t := range a.Tiers {
		s |= Certainties(t.Certainty)
	}
	switch {
	case s.Only(Unprinted):
		return BoxUnprinted
	case s.Only(Exact):
		return BoxExact
	}
	return BoxUpTo
}
