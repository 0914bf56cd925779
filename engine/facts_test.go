package engine_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huiqi/engine"
)

// drawFacts draws partial facts with at most o.limit completions.
func drawFacts(d dice, p *engine.Policy, o options) engine.Facts {
	f := engine.Facts{}
	for i := range p.Questions {
		q := &p.Questions[i]
		n := d.upTo(9)
		if q.Kind == engine.List || o.known {
			n += 2
		}
		if o.known && n > 4 {
			n = 9
		}
		switch {
		case n < 6:
		case n < 7:
			f[q.ID] = engine.DontKnow()
		default:
			f[q.ID] = drawValue(d, q)
		}
	}
	r := newReference(p)
	for {
		s := r.space(f)
		if s.size <= o.limit {
			return f
		}
		// answer the question with the most possible values
		big := 0
		for i := range p.Questions {
			if len(s.domains[i]) > len(s.domains[big]) {
				big = i
			}
		}
		q := &p.Questions[big]
		if v := f[q.ID]; v.Known() && v.Records().Open && len(v.Records().Rows) > 0 { // a list with many completions
			f[q.ID] = engine.ListValue(engine.Records{Open: true})
			continue
		} else if v.Known() {
			f[q.ID] = engine.ListValue(engine.Records{})
			continue
		}
		f[q.ID] = drawValue(d, q)
	}
}

// drawValue draws a known value; lists may be open and have fields unknown.
func drawValue(d dice, q *engine.Question) engine.Value {
	switch q.Kind {
	case engine.Bool:
		return engine.BoolValue(d.often(50))
	case engine.One:
		return engine.OneValue(pick(d, q.Choices).ID)
	case engine.Many:
		return engine.ManyValue(idsOf(q, d.upTo(1<<len(q.Choices)-1))...)
	case engine.Number:
		all := domain(q, engine.Value{}, false)
		return engine.NumberValue(decimal.New(pick(d, all).n, -13))
	case engine.Day:
		return engine.DayValue(pick(d, []engine.Date{inside, outside}))
	}
	rec := engine.Records{Open: d.often(45)}
	for range d.upTo(2) {
		row := engine.Row{}
		for i := range q.Fields {
			f := &q.Fields[i]
			switch n := d.upTo(9); {
			case n < 1:
			case n < 2:
				row[f.ID] = engine.DontKnow()
			default:
				row[f.ID] = drawValue(d, f)
			}
		}
		rec.Rows = append(rec.Rows, row)
	}
	return engine.ListValue(rec)
}

// walk visits a condition and all its parts.
func walk(c engine.Cond, visit func(engine.Cond)) {
	if c == nil {
		return
	}
	visit(c)
	switch c := c.(type) {
	case engine.And:
		for _, k := range c.Of {
			walk(k, visit)
		}
	case engine.Or:
		for _, k := range c.Of {
			walk(k, visit)
		}
	case engine.Not:
		walk(c.Of, visit)
	case engine.Some:
		walk(c.Of, visit)
	case engine.All:
		walk(c.Of, visit)
	}
}

// walkExpr visits a quantity and all its parts.
func walkExpr(x engine.Expr, visit func(engine.Expr)) {
	visit(x)
	switch x := x.(type) {
	case engine.Mul:
		walkExpr(x.Of, visit)
	case engine.Add:
		for _, k := range x.Of {
			walkExpr(k, visit)
		}
	case engine.Min:
		for _, k := range x.Of {
			walkExpr(k, visit)
		}
	case engine.Max0:
		walkExpr(x.Of, visit)
	case engine.Total:
		walkExpr(x.Of, visit)
	}
}

// walkPolicy visits every condition and quantity of a policy.
func walkPolicy(p *engine.Policy, cond func(engine.Cond), expr func(engine.Expr)) {
	var questions func([]engine.Question)
	questions = func(qs []engine.Question) {
		for _, q := range qs {
			walk(q.When, cond)
			for _, c := range q.Choices {
				walk(c.When, cond)
			}
			questions(q.Fields)
		}
	}
	questions(p.Questions)
	for _, it := range p.Items {
		readings := []engine.Alternative{{Event: it.Event, Require: it.Require, Amount: &it.Amount}}
		for _, a := range append(readings, it.Alternatives...) {
			walk(a.Event, cond)
			walk(a.Require, cond)
			if a.Amount == nil {
				continue
			}
			for _, t := range a.Amount.Tiers {
				walk(t.If, cond)
				if t.Value != nil {
					walkExpr(t.Value, func(x engine.Expr) {
						expr(x)
						if total, is := x.(engine.Total); is {
							walk(total.Where, cond)
						}
					})
				}
			}
		}
	}
}

// dateless reports whether some matter has no date of its own.
func dateless(p *engine.Policy) bool {
	found := slices.ContainsFunc(p.Items, func(it engine.Item) bool { return it.Period == engine.ByMatter && it.Date == "" })
	walkPolicy(p, func(c engine.Cond) {
		if w, is := c.(engine.Within); is && w.Date == "" {
			found = true
		}
	}, func(engine.Expr) {})
	return found && p.Gate.Question != ""
}

// show writes a policy and facts down for people.
func show(p *engine.Policy, f engine.Facts) string {
	var b strings.Builder
	if g := p.Gate; g.Question != "" {
		fmt.Fprintf(&b, "gate: covers %v, dated %s, ends %s\n", g.Covers, g.Dated, g.Ends)
	}
	for i := range p.Questions {
		showQuestion(&b, "", &p.Questions[i])
	}
	for _, it := range p.Items {
		fmt.Fprintf(&b, "%s: who %v, period %d %s\n", it.ID, it.Who, it.Period, it.Date)
		showReading(&b, "  ", it.Event, it.Require, &it.Amount)
		for _, a := range it.Alternatives {
			fmt.Fprintf(&b, "  alternative:\n")
			showReading(&b, "    ", a.Event, a.Require, a.Amount)
		}
	}
	for _, g := range p.Groups {
		fmt.Fprintf(&b, "group %v ≤ %s", g.Items, g.Ceiling.Value)
		for _, a := range g.Alternatives {
			fmt.Fprintf(&b, ", or %v", a.Items)
		}
		fmt.Fprintln(&b)
	}
	for _, q := range p.Questions {
		if v, given := f[q.ID]; given {
			fmt.Fprintf(&b, "%s := %s\n", q.ID, showValue(v))
		}
	}
	return b.String()
}

func showQuestion(b *strings.Builder, indent string, q *engine.Question) {
	fmt.Fprintf(b, "%s%s: %s", indent, q.ID, q.Kind)
	if q.Kind == engine.Number {
		lo := decimal.Zero
		if q.Min != nil {
			lo = *q.Min
		}
		fmt.Fprintf(b, " %s %s..%s by %s", q.Unit, lo, q.Max, q.Step)
	}
	for _, c := range q.Choices {
		fmt.Fprintf(b, " %s", c.ID)
		if c.When != nil {
			fmt.Fprintf(b, "(when %s)", showCond(c.When))
		}
	}
	if q.When != nil {
		fmt.Fprintf(b, " when %s", showCond(q.When))
	}
	fmt.Fprintln(b)
	for i := range q.Fields {
		showQuestion(b, indent+"  .", &q.Fields[i])
	}
}

func showReading(b *strings.Builder, indent string, event, require engine.Cond, a *engine.Amount) {
	if event != nil {
		fmt.Fprintf(b, "%sevent %s\n", indent, showCond(event))
	}
	if require != nil {
		fmt.Fprintf(b, "%srequire %s\n", indent, showCond(require))
	}
	if a == nil {
		return
	}
	fmt.Fprintf(b, "%samount kind %d pool %d %s", indent, a.Kind, a.Pool, a.Line)
	if a.Ceiling != nil {
		fmt.Fprintf(b, " ceiling %s", a.Ceiling.Value)
	}
	fmt.Fprintln(b)
	for _, t := range a.Tiers {
		fmt.Fprintf(b, "%s  if %s: certainty %d", indent, showCond(t.If), t.Certainty)
		if t.Value != nil {
			fmt.Fprintf(b, " %s", showExpr(t.Value))
		}
		fmt.Fprintln(b)
	}
}

func showCond(c engine.Cond) string {
	list := func(sep string, of []engine.Cond) string {
		var parts []string
		for _, k := range of {
			parts = append(parts, showCond(k))
		}
		return "(" + strings.Join(parts, sep) + ")"
	}
	switch c := c.(type) {
	case nil:
		return "true"
	case engine.And:
		return list(" and ", c.Of)
	case engine.Or:
		return list(" or ", c.Of)
	case engine.Not:
		return "not " + showCond(c.Of)
	case engine.Is:
		return c.Question
	case engine.In:
		return fmt.Sprintf("%s in %v", c.Question, c.Choices)
	case engine.Compare:
		return fmt.Sprintf("%s %s %s", showExpr(engine.Sum{Terms: c.Sum}), c.Op, c.To.Value)
	case engine.Within:
		return "within(" + c.Date + ")"
	case engine.Some:
		return fmt.Sprintf("some(%s: %s)", c.List, showCond(c.Of))
	case engine.All:
		return fmt.Sprintf("all(%s: %s)", c.List, showCond(c.Of))
	}
	return "?"
}

func showExpr(x engine.Expr) string {
	list := func(of []engine.Expr) string {
		var parts []string
		for _, k := range of {
			parts = append(parts, showExpr(k))
		}
		return strings.Join(parts, ", ")
	}
	switch x := x.(type) {
	case engine.Const:
		return x.Value.String()
	case engine.Sum:
		s := ""
		for _, t := range x.Terms {
			s += map[int]string{1: "+", -1: "-"}[t.Sign] + t.Question
		}
		return s
	case engine.Mul:
		return x.By.Value.String() + x.By.Unit + "*" + showExpr(x.Of)
	case engine.Add:
		return "add(" + list(x.Of) + ")"
	case engine.Min:
		return "min(" + list(x.Of) + ")"
	case engine.Max0:
		return "max0(" + showExpr(x.Of) + ")"
	case engine.Total:
		return fmt.Sprintf("total(%s where %s: %s)", x.List, showCond(x.Where), showExpr(x.Of))
	}
	return "?"
}

func showValue(v engine.Value) string {
	switch v.Kind() {
	case engine.Bool:
		return fmt.Sprint(v.Bool())
	case engine.One, engine.Many:
		return fmt.Sprint(v.Choices())
	case engine.Number:
		return v.Number().String()
	case engine.Day:
		return v.Date().String()
	case engine.List:
		s := "["
		for _, row := range v.Records().Rows {
			s += "{"
			for _, id := range sorted(row) {
				s += id + "=" + showValue(row[id]) + " "
			}
			s += "}"
		}
		if v.Records().Open {
			s += " …"
		}
		return s + "]"
	}
	return "don't know"
}

func sorted[V any](m map[string]V) []string {
	var ids []string
	for id := range m {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}
