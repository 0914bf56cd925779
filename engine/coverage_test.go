package engine_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"huiqi/engine"
	"huiqi/engine/quantities"
)

// The generator reaches every shape of amount, every state of a fact and every
// kind of condition, each often enough to mean something.
func TestGeneratorReachesEverything(t *testing.T) {
	const worldsSeen, enough = 1500, 15
	seen := tally{}
	sizes := 0
	gen := worlds(ordinary)
	for i := range worldsSeen {
		w := gen.Example(i)
		seen.policy(&w.pol)
		s := newReference(&w.pol).space(w.facts)
		sizes += s.size
		if !s.bounded {
			seen["completions: all that tell apart"]++
		}
		c := make([]val, len(s.domains))
		s.at(s.size/2, c)
		for j := range w.pol.Questions {
			seen.answer(&w.pol.Questions[j], w.facts)
			if _, _, applies := (place{r: s.r, w: c}).read(w.pol.Questions[j].ID); !applies {
				seen["fact: not applicable"]++
			}
		}
		r, err := w.prog.Evaluate(w.facts)
		if err != nil {
			t.Fatal(err)
		}
		seen.result(w, r)
	}
	for _, what := range expected() {
		if seen[what] < enough {
			t.Errorf("%s: %d of %d worlds", what, seen[what], worldsSeen)
		}
		delete(seen, what)
	}
	for _, what := range slices.Sorted(maps.Keys(seen)) {
		t.Errorf("nobody expects %s: %d", what, seen[what])
	}
	if mean := sizes / worldsSeen; mean < 100 {
		t.Errorf("%d completions on average: the worlds are too small", mean)
	}
}

type tally map[string]int

// expected lists everything that is counted.
func expected() []string {
	var out []string
	add := func(kind string, names ...string) {
		for _, n := range names {
			out = append(out, kind+": "+n)
		}
	}
	add("condition", "And", "Or", "Not", "Is", "In", "In of several", "Compare", "Compare of a sum", "Compare of a difference",
		"Compare <", "Compare <=", "Compare =", "Compare >=", "Compare >", "Within", "Within without a date", "Some", "All")
	names := map[string]bool{"Sum of several": true, "Total of some": true}
	for _, e := range quantities.Each() {
		names[fmt.Sprintf("%T", e)[len("engine."):]] = true
	}
	add("quantity", slices.Sorted(maps.Keys(names))...)
	add("question", "bool", "one", "many", "number", "date", "list", "when", "choice when", "field when", "volunteer", "unsure",
		"field bool", "field one", "field many", "field number", "field date")
	add("gate", "none", "dates of the unsure", "dates where some fall inside")
	add("item", "who", "by matter", "by record", "own period", "date", "alternative", "shared ceiling", "right", "pointer")
	add("amount", "ceiling by grade", "exact rate", "up-to rate", "rate with a ceiling", "ceiling for each record", "ceiling for each unit",
		"tiers with everyone else", "tiers without", "1:1", "all levels", "by payer", "discount", "fee ceiling", "unprinted", "mixed certainties", "a line apart")
	add("fact", "absent", "don't know", "known", "not applicable", "list absent", "list unknown", "list open", "list closed", "list empty",
		"field absent", "field unknown", "field known")
	add("result", "eligible", "possible", "ineligible", "not for the applicant", "out of period", "no upper end", "settled", "not settled",
		"exact or up to", "cut", "group cut")
	add("completions", "all that tell apart")
	return out
}

func (n tally) policy(p *engine.Policy) {
	walkPolicy(p, n.condition, n.quantity)
	switch {
	case p.Gate.Question == "":
		n["gate: none"]++
	case p.Gate.Dated == "unsure":
		n["gate: dates of the unsure"]++
	default:
		n["gate: dates where some fall inside"]++
	}
	for i := range p.Questions {
		q := &p.Questions[i]
		n.question("question: ", q)
		for k := range q.Fields {
			n.question("question: field ", &q.Fields[k])
		}
	}
	if len(p.Groups) > 0 {
		n["item: shared ceiling"]++
	}
	for i := range p.Items {
		n.item(&p.Items[i])
	}
}

func (n tally) condition(c engine.Cond) {
	name := fmt.Sprintf("%T", c)[len("engine."):]
	n["condition: "+name]++
	switch c := c.(type) {
	case engine.In:
		if len(c.Choices) > 1 {
			n["condition: In of several"]++
		}
	case engine.Compare:
		n["condition: Compare "+c.Op.String()]++
		if len(c.Sum) > 1 && c.Sum[0].Sign == c.Sum[1].Sign {
			n["condition: Compare of a sum"]++
		} else if len(c.Sum) > 1 {
			n["condition: Compare of a difference"]++
		}
	case engine.Within:
		if c.Date == "" {
			n["condition: Within without a date"]++
		}
	}
}

func (n tally) quantity(x engine.Expr) {
	n["quantity: "+fmt.Sprintf("%T", x)[len("engine."):]]++
	switch x := x.(type) {
	case engine.Sum:
		if len(x.Terms) > 1 {
			n["quantity: Sum of several"]++
		}
	case engine.Total:
		if x.Where != nil {
			n["quantity: Total of some"]++
		}
	}
}

func (n tally) question(kind string, q *engine.Question) {
	n[kind+q.Kind.String()]++
	if q.When != nil && kind == "question: " {
		n["question: when"]++
	} else if q.When != nil {
		n["question: field when"]++
	}
	for _, c := range q.Choices {
		if c.When != nil {
			n["question: choice when"]++
		}
	}
	if q.Volunteer {
		n["question: volunteer"]++
	}
	if q.Unsure != "" {
		n["question: unsure"]++
	}
}

func (n tally) item(it *engine.Item) {
	n["item: "+[...]string{"by matter", "by record", "own period"}[it.Period]]++
	if len(it.Who) > 0 {
		n["item: who"]++
	}
	if it.Date != "" {
		n["item: date"]++
	}
	if len(it.Alternatives) > 0 {
		n["item: alternative"]++
	}
	switch it.Nature {
	case engine.Right:
		n["item: right"]++
	case engine.Pointer:
		n["item: pointer"]++
	}
	n.amount(&it.Amount)
}

func (n tally) amount(a *engine.Amount) {
	count := func(s string) { n["amount: "+s]++ }
	switch a.Kind {
	case engine.NoAmount:
		return
	case engine.Discount:
		count("discount")
		return
	case engine.FeeCeiling:
		count("fee ceiling")
		return
	}
	if a.Pool == engine.AllLevels {
		count("all levels")
	}
	if a.Pool == engine.ByPayer {
		count("by payer")
	}
	if a.Line != "" {
		count("a line apart")
	}
	certs := map[engine.Certainty]bool{}
	constants := 0
	for _, t := range a.Tiers {
		certs[t.Certainty] = true
		if _, is := t.Value.(engine.Const); is && t.Certainty == engine.UpTo && t.If != nil {
			constants++
		}
	}
	if len(certs) > 1 {
		count("mixed certainties")
	}
	if constants > 1 {
		count("ceiling by grade")
	}
	first := a.Tiers[0]
	if len(a.Tiers) > 1 {
		if a.Tiers[len(a.Tiers)-1].If == nil {
			count("tiers with everyone else")
		} else {
			count("tiers without")
		}
		return
	}
	if first.Certainty == engine.Unprinted {
		count("unprinted")
	}
	switch x := first.Value.(type) {
	case engine.Mul:
		if _, constant := x.Of.(engine.Const); constant {
			return
		}
		switch {
		case x.By.Unit == engine.UnitRatio:
			count("1:1")
		case a.Ceiling != nil:
			count("rate with a ceiling")
		case first.Certainty == engine.Exact:
			count("exact rate")
		default:
			count("up-to rate")
		}
	case engine.Total:
		if _, capped := x.Of.(engine.Min); capped {
			count("ceiling for each record")
		}
	case engine.Min:
		for _, k := range x.Of {
			if m, is := k.(engine.Mul); is && m.By.Unit == "元/亩" {
				count("ceiling for each unit")
			}
		}
	}
}

func (n tally) answer(q *engine.Question, f engine.Facts) {
	v, given := f[q.ID]
	switch {
	case !given:
		n["fact: absent"]++
	case !v.Known():
		n["fact: don't know"]++
	default:
		n["fact: known"]++
	}
	if q.Kind != engine.List {
		return
	}
	rec := v.Records()
	switch {
	case !given:
		n["fact: list absent"]++
	case !v.Known():
		n["fact: list unknown"]++
	case rec.Open:
		n["fact: list open"]++
	case len(rec.Rows) == 0:
		n["fact: list empty"]++
	default:
		n["fact: list closed"]++
	}
	for _, row := range rec.Rows {
		for _, fd := range q.Fields {
			switch x, given := row[fd.ID]; {
			case !given:
				n["fact: field absent"]++
			case !x.Known():
				n["fact: field unknown"]++
			default:
				n["fact: field known"]++
			}
		}
	}
}

func (n tally) result(w world, r *engine.Result) {
	for _, it := range r.Items {
		n["result: "+map[engine.Status]string{engine.Eligible: "eligible", engine.Possible: "possible", engine.Ineligible: "ineligible",
			engine.NotForApplicant: "not for the applicant", engine.OutOfPeriod: "out of period"}[it.Status]]++
		if it.Truth == engine.False {
			continue
		}
		g := it.Worth
		if g.Settled {
			n["result: settled"]++
		} else {
			n["result: not settled"]++
		}
		if g.Numbers && g.NoUpper {
			n["result: no upper end"]++
		}
		if g.Certainties.Has(engine.Exact) && g.Certainties.Has(engine.UpTo) {
			n["result: exact or up to"]++
		}
		if g.Cut == engine.True {
			n["result: cut"]++
		}
	}
	for _, g := range r.Groups {
		if g.Matched.Cut {
			n["result: group cut"]++
		}
	}
}
