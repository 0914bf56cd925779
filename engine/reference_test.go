package engine_test

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"huiqi/engine"
)

// An independent reading of design.md for facts that are complete: two-valued
// logic over the policy as written, sums in whole numbers. And the completions of
// partial facts, all of them.

// val is the value that a completion gives to one question.
type val struct {
	yes    bool
	choice int
	set    int   // Many: bits
	n      int64 // Number: in units of 1/one
	rows   []record
	// Days: whether it is inside the period; whether the facts give it; whether it
	// was asked in vain.
	in, given, asked bool
}

// record is one record of a list, standing for that many of its kind.
type record struct {
	fields []val
	times  int64
}

const one = int64(10_000_000_000_000)

// reference decides complete facts.
type reference struct {
	p      *engine.Policy
	index  map[string]int
	fields map[string]map[string]int
}

func newReference(p *engine.Policy) *reference {
	r := &reference{p: p, index: map[string]int{}, fields: map[string]map[string]int{}}
	for i, q := range p.Questions {
		r.index[q.ID] = i
		m := map[string]int{}
		for k, f := range q.Fields {
			m[f.ID] = k
		}
		r.fields[q.ID] = m
	}
	return r
}

// place is where a condition stands: in a completion, perhaps in a record.
type place struct {
	r    *reference
	w    []val
	list string
	rec  *record
}

// read finds what a name means: its question, its value and whether it applies.
func (p place) read(id string) (*engine.Question, *val, bool) {
	if p.rec != nil {
		if k, ok := p.r.fields[p.list][id]; ok {
			f := &p.r.p.Questions[p.r.index[p.list]].Fields[k]
			return f, &p.rec.fields[k], f.When == nil || p.holds(f.When)
		}
	}
	i := p.r.index[id]
	q := &p.r.p.Questions[i]
	return q, &p.w[i], q.When == nil || place{r: p.r, w: p.w}.holds(q.When)
}

func (p place) holds(c engine.Cond) bool {
	switch c := c.(type) {
	case nil:
		return true
	case engine.And:
		for _, k := range c.Of {
			if !p.holds(k) {
				return false
			}
		}
		return true
	case engine.Or:
		for _, k := range c.Of {
			if p.holds(k) {
				return true
			}
		}
		return false
	case engine.Not:
		return !p.holds(c.Of)
	case engine.Is:
		_, v, applies := p.read(c.Question)
		return applies && v.yes
	case engine.In:
		return p.chosen(c)
	case engine.Compare:
		sum := int64(0)
		for _, t := range c.Sum {
			_, v, applies := p.read(t.Question)
			if !applies {
				return false
			}
			sum += int64(t.Sign) * v.n
		}
		k := fixed(c.To.Value)
		switch c.Op {
		case engine.Less:
			return sum < k
		case engine.AtMost:
			return sum <= k
		case engine.Equal:
			return sum == k
		case engine.AtLeast:
			return sum >= k
		case engine.More:
			return sum > k
		}
	case engine.Within:
		return p.within(c.Date)
	case engine.Some:
		return p.records(c.List, func(q place) bool { return q.holds(c.Of) }, true)
	case engine.All:
		return p.records(c.List, func(q place) bool { return !q.holds(c.Of) }, false)
	}
	panic(fmt.Sprintf("%T", c))
}

// records looks for a record; found is what it means to find one. A list that
// does not apply has neither some nor all.
func (p place) records(list string, look func(place) bool, found bool) bool {
	_, v, applies := p.read(list)
	if !applies {
		return false
	}
	for i := range v.rows {
		if look(place{p.r, p.w, list, &v.rows[i]}) {
			return found
		}
	}
	return !found
}

func (p place) chosen(c engine.In) bool {
	q, v, applies := p.read(c.Question)
	if !applies {
		return false
	}
	for _, id := range c.Choices {
		i := slices.IndexFunc(q.Choices, func(ch engine.Choice) bool { return ch.ID == id })
		chosen := v.choice == i
		if q.Kind == engine.Many {
			chosen = v.set&(1<<i) != 0
		}
		if chosen && p.holds(q.Choices[i].When) {
			return true
		}
	}
	return false
}

// within: a matter's own date outweighs the gate. A date that is no matter's own
// (not Volunteer) counts only where its question applies. Where the gate leaves
// it to the date, so does a date that was asked in vain under a gate that speaks
// of some matters only.
func (p place) within(id string) bool {
	date, applies, volunteer := &p.w[len(p.w)-1], true, true // what is not known of a matter without a date
	if id != "" {
		var q *engine.Question
		q, date, applies = p.read(id)
		volunteer = q.Volunteer
	}
	g := &p.r.p.Gate
	switch {
	case !volunteer && !applies:
		return false
	case date.given:
		return date.in
	case g.Question == "":
		return applies && date.in
	}
	switch gate := p.gate(); {
	case slices.Contains(g.Covers, gate):
		return date.in || !(date.asked && gate != g.Covers[0])
	case gate == g.Ends:
		return false
	case gate == g.Dated:
		return applies && date.in
	}
	return date.in
}

func (p place) gate() string {
	i := p.r.index[p.r.p.Gate.Question]
	return p.r.p.Questions[i].Choices[p.w[i].choice].ID
}

// quantity is an amount in units of 1/one; ok says that all it reads applies.
func (p place) quantity(x engine.Expr) (n int64, ok bool) {
	switch x := x.(type) {
	case engine.Const:
		return fixed(x.Value), true
	case engine.Sum:
		for _, t := range x.Terms {
			_, v, applies := p.read(t.Question)
			if !applies {
				return 0, false
			}
			n += int64(t.Sign) * v.n
		}
		return n, true
	case engine.Mul:
		n, ok := p.quantity(x.Of)
		return times(n, x.By), ok
	case engine.Add, engine.Min:
		of, add := x, false
		var parts []engine.Expr
		if a, is := of.(engine.Add); is {
			parts, add = a.Of, true
		} else {
			parts = x.(engine.Min).Of
		}
		ok := true
		for i, k := range parts {
			m, applies := p.quantity(k)
			ok = ok && applies
			switch {
			case add:
				n += m
			case i == 0 || m < n:
				n = m
			}
		}
		return n, ok
	case engine.Max0:
		n, ok := p.quantity(x.Of)
		return max(n, 0), ok
	case engine.Total:
		_, v, applies := p.read(x.List)
		if !applies {
			return 0, false
		}
		for i := range v.rows {
			q := place{p.r, p.w, x.List, &v.rows[i]}
			if m, ok := q.quantity(x.Of); ok && q.holds(x.Where) { // a record without the field adds nothing
				n += m * v.rows[i].times
			}
		}
		return n, true
	}
	panic(fmt.Sprintf("%T", x))
}

// times multiplies by a rate of up to four decimals, exactly.
func times(n int64, by engine.Const) int64 {
	rate := by.Value
	if by.Unit == engine.UnitPercent {
		rate = rate.Shift(-2)
	}
	k := rate.Shift(4)
	if !k.IsInteger() || n%10000*k.IntPart()%10000 != 0 {
		panic("more digits than the reference holds")
	}
	return n/10000*k.IntPart() + n%10000*k.IntPart()/10000
}

func fixed(d decimal.Decimal) int64 {
	x := d.Mul(decimal.NewFromInt(one))
	if !x.IsInteger() {
		panic("more digits than the reference holds")
	}
	return x.IntPart()
}

// outcome is the result of one item for complete facts; the zero outcome is "does
// not match".
type outcome struct {
	match   bool
	cert    engine.Certainty
	figure  bool
	fen     int64
	ceiling bool // the item's ceiling bites
	tier    int
}

// result leaves out what is no part of R.
func (o outcome) result() outcome {
	o.ceiling, o.tier = false, 0
	return o
}

func (r *reference) item(w []val, it *engine.Item) outcome {
	p := place{r: r, w: w}
	g := &r.p.Gate
	if r.p.Applicant != "" && len(it.Who) > 0 && !p.holds(in(r.p.Applicant, it.Who...)) {
		return outcome{}
	}
	switch it.Period {
	case engine.ByMatter:
		if (g.Question != "" || it.Date != "") && !p.within(it.Date) {
			return outcome{}
		}
	case engine.ByRecord:
		if g.Question != "" && p.gate() == g.Ends {
			return outcome{}
		}
	}
	if !p.holds(it.Event) || !p.holds(it.Require) {
		return outcome{}
	}
	if it.Amount.Kind != engine.Money {
		return outcome{match: true, cert: engine.None, tier: -1}
	}
	for i, t := range it.Amount.Tiers {
		if !p.holds(t.If) {
			continue
		}
		if t.Certainty == engine.Unprinted {
			return outcome{match: true, cert: engine.Unprinted, tier: i}
		}
		n, ok := p.quantity(t.Value)
		if !ok {
			return outcome{}
		}
		n = max(n, 0)
		o := outcome{match: true, cert: t.Certainty, figure: true, tier: i}
		if k := it.Amount.Ceiling; k != nil && n > fixed(k.Value) {
			n, o.ceiling = fixed(k.Value), true
		}
		fen := one / 100
		o.fen = (n + fen/2) / fen
		return o
	}
	return outcome{}
}

// Completions.

// space holds the completions of facts: every combination of the domains. What
// does not apply in a completion has a value all the same, which nothing reads; so
// two completions that differ in one question and in what it makes "not
// applicable" are two combinations that differ in one place.
type space struct {
	r       *reference
	domains [][]val // by question; the last one: whether matters without a date fall inside
	size    int
	// bounded says that a list which may go on was tried with fewer records than
	// there are places that look at it
	bounded bool
}

// many stands for "any number of": more than any ceiling holds.
const many = 60

func (r *reference) space(f engine.Facts) *space {
	s := &space{r: r}
	for i := range r.p.Questions {
		q := &r.p.Questions[i]
		v, given := f[q.ID]
		s.domains = append(s.domains, domain(q, v, given))
		if q.Kind == engine.List && (!v.Known() || v.Records().Open) {
			s.bounded = looksAt(r.p) > rowsTried(len(recordsOf(q, nil)))
		}
	}
	s.domains = append(s.domains, []val{{in: true}, {in: false}})
	if !dateless(r.p) {
		s.domains[len(r.p.Questions)] = []val{{in: true}}
	}
	s.count()
	return s
}

func (s *space) count() {
	s.size = 1
	for _, d := range s.domains {
		if s.size *= len(d); s.size > 1<<24 {
			return
		}
	}
}

// at fills w with completion i.
func (s *space) at(i int, w []val) {
	for k, d := range s.domains {
		w[k] = d[i%len(d)]
		i /= len(d)
	}
}

func domain(q *engine.Question, v engine.Value, given bool) []val {
	if given && !v.Known() && q.Unsure != "" {
		v = engine.OneValue(q.Unsure)
	}
	var out []val
	switch q.Kind {
	case engine.Bool:
		if v.Known() {
			return []val{{yes: v.Bool()}}
		}
		return []val{{yes: false}, {yes: true}}
	case engine.One:
		for i, c := range q.Choices {
			if !v.Known() || v.Choice() == c.ID {
				out = append(out, val{choice: i})
			}
		}
	case engine.Many:
		for set := range 1 << len(q.Choices) {
			if !v.Known() || slices.Equal(idsOf(q, set), v.Choices()) {
				out = append(out, val{set: set})
			}
		}
	case engine.Number:
		if v.Known() {
			return []val{{n: fixed(v.Number())}}
		}
		low := decimal.Zero
		if q.Min != nil {
			low = *q.Min
		}
		for n := low; n.LessThanOrEqual(*q.Max); n = n.Add(q.Step) {
			out = append(out, val{n: fixed(n)})
		}
	case engine.Day:
		if v.Known() {
			return []val{{in: v.Date() == inside, given: true}}
		}
		return []val{{in: true, asked: given}, {in: false, asked: given}}
	case engine.List:
		for _, rows := range lists(q, v) {
			out = append(out, val{rows: rows})
		}
	}
	return out
}

func idsOf(q *engine.Question, set int) []string {
	out := engine.ManyValue().Choices()
	for i, c := range q.Choices {
		if set&(1<<i) != 0 {
			out = append(out, c.ID)
		}
	}
	return out
}

// rowsTried is how many more records a list is tried with, by the number of
// different records.
func rowsTried(records int) int {
	if records <= 8 {
		return 3
	}
	return 2
}

// looksAt counts the places that look at the records of a list.
func looksAt(p *engine.Policy) (n int) {
	walkPolicy(p, func(c engine.Cond) {
		switch c.(type) {
		case engine.Some, engine.All:
			n++
		}
	}, func(x engine.Expr) {
		if _, is := x.(engine.Total); is {
			n++
		}
	})
	return n
}

// lists completes a list: its records as far as they are known, then none, one,
// two, three or many more where it may go on.
func lists(q *engine.Question, v engine.Value) [][]record {
	out := [][]record{nil}
	for _, row := range v.Records().Rows {
		var next [][]record
		for _, rows := range out {
			for _, rec := range recordsOf(q, row) {
				next = append(next, append(slices.Clip(rows), rec))
			}
		}
		out = next
	}
	if v.Known() && !v.Records().Open {
		return out
	}
	more := [][]record{nil}
	recs := recordsOf(q, nil)
	for i, a := range recs {
		lots := a
		lots.times = many
		more = append(more, []record{a}, []record{lots})
		for _, b := range recs[i:] {
			more = append(more, []record{a, b}, []record{lots, b})
			if rowsTried(len(recs)) < 3 {
				continue
			}
			for _, c := range recs {
				c.times = many
				more = append(more, []record{a, b, c})
			}
		}
	}
	var all [][]record
	for _, rows := range out {
		for _, m := range more {
			all = append(all, append(slices.Clip(rows), m...))
		}
	}
	return all
}

// recordsOf fills every field of a record that is not known.
func recordsOf(q *engine.Question, row engine.Row) []record {
	out := []record{{times: 1}}
	for i := range q.Fields {
		v, given := row[q.Fields[i].ID]
		var next []record
		for _, rec := range out {
			for _, x := range domain(&q.Fields[i], v, given) {
				next = append(next, record{append(slices.Clip(rec.fields), x), 1})
			}
		}
		out = next
	}
	return out
}

// results gives every item's outcome in every completion.
func (s *space) results(items []engine.Item) [][]outcome {
	out := make([][]outcome, len(items))
	w := make([]val, len(s.domains))
	for i := range out {
		out[i] = make([]outcome, s.size)
	}
	for k := range s.size {
		s.at(k, w)
		for i := range items {
			out[i][k] = s.r.item(w, &items[i])
		}
	}
	return out
}

// matters tells whether two completions that differ only in question q differ in
// the result of an item. same, if given, restricts the pairs that are compared.
func (s *space) matters(q int, item []outcome, same func(a, b val) bool) bool {
	stride := 1
	for _, d := range s.domains[:q] {
		stride *= len(d)
	}
	d := s.domains[q]
	for i := range s.size {
		k := i / stride % len(d)
		for j := 0; j < k; j++ {
			if (same == nil || same(d[j], d[k])) && item[i].result() != item[i-(k-j)*stride].result() {
				return true
			}
			if same == nil {
				break // the first of the domain stands for all
			}
		}
	}
	return false
}

// always and never say whether a condition holds in every or in no completion.
func (s *space) truth(c engine.Cond) (always, never bool) {
	always, never = true, true
	w := make([]val, len(s.domains))
	for i := range s.size {
		s.at(i, w)
		if (place{r: s.r, w: w}).holds(c) {
			never = false
		} else {
			always = false
		}
	}
	return always, never
}

// facts turns a completion into complete answers: what does not apply is left out,
// dates are given where the gate leaves it to them. ok is false where something is
// open that no question asks for: a matter without a date under a gate that leaves
// it to the date.
func (s *space) facts(w []val) (f engine.Facts, ok bool) {
	p := place{r: s.r, w: w}
	f, ok = engine.Facts{}, p.asksDates() != "yes" || len(s.domains[len(w)-1]) == 1
	for i := range s.r.p.Questions {
		q := &s.r.p.Questions[i]
		if x, has := p.answer(q, &w[i]); has {
			f[q.ID] = x
		}
	}
	return f, ok
}

// asksDates says whether the gate leaves it to the dates: "yes", "no", or only to
// those that were asked in vain.
func (p place) asksDates() string {
	g := p.r.p.Gate
	switch {
	case g.Question == "":
		return "yes"
	case p.gate() == g.Covers[0] || p.gate() == g.Ends:
		return "no"
	case slices.Contains(g.Covers, p.gate()):
		return "in vain"
	}
	return "yes"
}

func (p place) answer(q *engine.Question, v *val) (engine.Value, bool) {
	_, _, applies := p.read(q.ID)
	switch q.Kind {
	case engine.Bool:
		return engine.BoolValue(v.yes), applies
	case engine.One:
		return engine.OneValue(q.Choices[v.choice].ID), applies
	case engine.Many:
		return engine.ManyValue(idsOf(q, v.set)...), applies
	case engine.Number:
		return engine.NumberValue(decimal.New(v.n, -13)), applies
	case engine.Day:
		dates := p.asksDates()
		counts := v.given && q.Volunteer || applies && (v.given || dates == "yes") || v.asked && dates == "in vain"
		if v.in {
			return engine.DayValue(inside), counts
		}
		return engine.DayValue(outside), counts
	}
	var rows []engine.Row
	for i := range v.rows {
		r := place{p.r, p.w, q.ID, &v.rows[i]}
		row := engine.Row{}
		for k := range q.Fields {
			if x, has := r.answer(&q.Fields[k], &v.rows[i].fields[k]); has {
				row[q.Fields[k].ID] = x
			}
		}
		for range v.rows[i].times {
			rows = append(rows, row)
		}
	}
	return engine.ListValue(engine.Records{Rows: rows}), applies
}
