package content

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huiqi/engine"
)

// What the cases must show: each item matching and not, each tier, both sides of
// each threshold and the threshold itself, each ceiling reached and not, the edges
// of the period.

// marks are the things seen of one rule, by name.
type marks struct {
	at    Position
	where string
	what  string
	want  []string
	seen  map[string]bool
	warn  bool // worth a look only
}

// coverage gathers marks by rule, in the order of the rules.
type coverage struct {
	keys []string
	by   map[string]*marks
}

// rule announces what must be seen of a rule.
func (c *coverage) rule(key string, at Position, where, what string, want ...string) *marks {
	m := c.by[key]
	if m == nil {
		m = &marks{at: at, where: where, what: what, want: want, seen: map[string]bool{}}
		c.keys, c.by[key] = append(c.keys, key), m
	}
	return m
}

func (c *coverage) see(key, mark string) {
	if m := c.by[key]; m != nil {
		m.seen[mark] = true
	}
}

const (
	seeBelow, seeAt, seeAbove = "低于", "等于", "高于"
	seeBefore, seeFirst       = "实施期前", "实施期第一天"
	seeLast, seeAfter         = "实施期最后一天", "实施期后"
	seeUnder, seeOver         = "没有达到", "超过"
	seeYes, seeNo             = "条件相符", "不相符"
	seeTier                   = "适用"
	seeLeast                  = "取这一项"
	seeOther                  = "结果不同"
)

// cover runs all cases and reports what none of them shows.
func (l *linter) cover() {
	if l.pack.Program == nil {
		return
	}
	c := &coverage{by: map[string]*marks{}}
	for i := range l.policy.Items {
		l.rules(c, &l.policy.Items[i])
	}
	for _, g := range l.policy.Groups {
		c.rule("group "+g.ID, l.pack.Place("group "+g.ID), "合并上限 "+g.ID, "上限 "+g.Ceiling.Text, seeUnder, seeOver)
	}
	for i := range l.pack.Cases {
		l.run(c, &l.pack.Cases[i])
	}
	for _, key := range c.keys {
		m := c.by[key]
		var missing []string
		for _, w := range m.want {
			if !m.seen[w] {
				missing = append(missing, w)
			}
		}
		switch {
		case len(missing) == 0:
		case m.warn:
			l.warn(m.at, m.where, "%s：缺少%s的用例", m.what, strings.Join(missing, "、"))
		default:
			l.fail(m.at, m.where, "%s：缺少%s的用例", m.what, strings.Join(missing, "、"))
		}
	}
}

// rules announces what the cases must show of an item.
func (l *linter) rules(c *coverage, it *engine.Item) {
	at, where := l.pack.Place("item "+it.ID), "事项 "+it.ID
	c.rule("item "+it.ID, at, where, "结果", seeYes, seeNo)
	if it.Amount.Ceiling != nil {
		c.rule("ceiling "+it.ID, l.pack.Position(it.Amount.Ceiling.Pos), where, "上限 "+it.Amount.Ceiling.Text, seeUnder, seeOver)
	}
	if len(it.Amount.Tiers) > 1 {
		for k, t := range it.Amount.Tiers {
			c.rule(tierKey(it, k), at, where, "金额的 "+t.ID+" 这一档", seeTier)
		}
	}
	for k, a := range it.Alternatives {
		c.rule(alternativeKey(it, k), at, where, "另一种读法“"+cut(a.Text)+"”", seeOther).warn = true
	}
	walkItem(it, func(p part) {
		switch x := p.cond.(type) {
		case engine.Compare:
			c.rule(l.threshold(p, x), l.pack.Position(x.Pos), where, "界线 "+x.To.Text, l.sides(p, x)...)
		case engine.Within:
			if x.Date != "" {
				c.rule("date "+p.list+"."+x.Date, at, where, "日期 "+x.Date, seeBefore, seeFirst, seeLast, seeAfter)
			}
		}
		if m, ok := p.expr.(engine.Min); ok {
			for k, e := range m.Of {
				c.rule(minKey(m, k), l.pack.Position(exprPos(e)), where, "min 的第 "+fmt.Sprint(k+1)+" 项", seeLeast)
			}
		}
	})
}

func alternativeKey(it *engine.Item, k int) string { return fmt.Sprintf("alternative %s %d", it.ID, k) }

func tierKey(it *engine.Item, k int) string { return fmt.Sprintf("tier %s %d", it.ID, k) }

// minKey names a part of a minimum by where the minimum stands.
func minKey(m engine.Min, k int) string { return fmt.Sprintf("min %d %d", exprPos(m), k) }

// exprPos is the position of the first figure or fact of a quantity.
func exprPos(e engine.Expr) int {
	pos := 0
	walkExpr(e, "", func(p part) {
		k := 0
		switch x := p.expr.(type) {
		case engine.Const:
			k = x.Pos
		case engine.Sum:
			k = x.Terms[0].Pos
		case engine.Mul:
			k = x.By.Pos
		}
		if pos == 0 {
			pos = k
		}
	})
	return pos
}

// threshold names a comparison: the same sum against the same figure is one
// rule, wherever it stands.
func (l *linter) threshold(p part, x engine.Compare) string {
	key := "compare " + p.list
	for _, t := range x.Sum {
		key += fmt.Sprintf(" %+d %s", t.Sign, t.Question)
	}
	return key + " " + x.To.Value.String()
}

// sides are those of below, at and above that the question's bounds leave open.
func (l *linter) sides(p part, x engine.Compare) []string {
	if len(x.Sum) != 1 {
		return []string{seeBelow, seeAt, seeAbove}
	}
	q := l.find(p.list, x.Sum[0].Question)
	if q == nil {
		return nil
	}
	least := decimal.Zero
	if q.Min != nil {
		least = *q.Min
	}
	var out []string
	if x.To.Value.GreaterThan(least) {
		out = append(out, seeBelow)
	}
	out = append(out, seeAt)
	if q.Max == nil || x.To.Value.LessThan(*q.Max) {
		out = append(out, seeAbove)
	}
	return out
}

// find is a question, or a field of a list; what no field is called is a
// question.
func (l *linter) find(list, id string) *engine.Question {
	i := slices.IndexFunc(l.policy.Questions, func(q engine.Question) bool { return q.ID == list })
	if i >= 0 {
		fields := l.policy.Questions[i].Fields
		if k := slices.IndexFunc(fields, func(q engine.Question) bool { return q.ID == id }); k >= 0 {
			return &fields[k]
		}
	}
	if i = slices.IndexFunc(l.policy.Questions, func(q engine.Question) bool { return q.ID == id }); i >= 0 {
		return &l.policy.Questions[i]
	}
	return nil
}

// run notes what one case shows of the items in its scope.
func (l *linter) run(c *coverage, cs *Case) {
	scope, err := l.pack.Program.ScopeOf(cs.Scope...)
	if err != nil {
		return
	}
	result, err := l.pack.Program.Evaluate(cs.Facts)
	if err != nil {
		return
	}
	for i := range l.policy.Items {
		if scope.Has(i) {
			l.seeItem(c, cs, i, &result.Items[i])
		}
	}
	groups, _ := l.pack.Program.Within(result, scope)
	for i, g := range l.policy.Groups {
		if m := groups[i].Matched; len(m.Items) > 0 {
			c.see("group "+g.ID, reached(m.Cut))
		}
	}
}

func reached(cut bool) string {
	if cut {
		return seeOver
	}
	return seeUnder
}

func (l *linter) seeItem(c *coverage, cs *Case, i int, r *engine.ItemResult) {
	it := &l.policy.Items[i]
	walkItem(it, func(p part) {
		switch x := p.cond.(type) {
		case engine.Compare:
			l.seeThreshold(c, cs, p, x)
		case engine.Within:
			l.seeDates(c, cs, p, x)
		}
	})
	switch r.Truth {
	case engine.False:
		c.see("item "+it.ID, seeNo)
	case engine.True:
		c.see("item "+it.ID, seeYes)
		if r.Worth.Cut != engine.Unknown {
			c.see("ceiling "+it.ID, reached(r.Worth.Cut == engine.True))
		}
		if len(r.Worth.Tiers) == 1 {
			c.see(tierKey(it, r.Worth.Tiers[0]), seeTier)
		}
	}
	x, err := l.pack.Program.Explain(cs.Facts, i)
	if err != nil {
		return
	}
	for _, a := range x.Alternatives {
		c.see(alternativeKey(it, a.Alternative), seeOther)
	}
	for _, t := range x.Tiers {
		if r.Truth == engine.True && t.Can && t.Value != nil {
			seeSteps(c, t.Value)
		}
	}
}

// seeSteps notes which part of each minimum was the least.
func seeSteps(c *coverage, s *engine.Step) {
	if m, ok := s.Expr.(engine.Min); ok {
		for k := range s.Of {
			least := true
			for j := range s.Of {
				if j != k && (s.Of[k].NoUpper || !s.Of[k].High.LessThan(s.Of[j].Low)) {
					least = false
				}
			}
			if least {
				c.see(minKey(m, k), seeLeast)
			}
		}
	}
	for k := range s.Of {
		seeSteps(c, &s.Of[k])
	}
}

func (l *linter) seeThreshold(c *coverage, cs *Case, p part, x engine.Compare) {
	key := l.threshold(p, x)
	for _, values := range l.valuesOf(cs, p.list) {
		sum := decimal.Zero
		known := true
		for _, t := range x.Sum {
			v, ok := values[t.Question]
			if !ok {
				v, ok = cs.Facts[t.Question]
			}
			if known = known && ok && v.Kind() == engine.Number; known {
				sum = sum.Add(v.Number().Mul(decimal.NewFromInt(int64(t.Sign))))
			}
		}
		if known {
			c.see(key, []string{seeBelow, seeAt, seeAbove}[sum.Cmp(x.To.Value)+1])
		}
	}
}

func (l *linter) seeDates(c *coverage, cs *Case, p part, x engine.Within) {
	for _, values := range l.valuesOf(cs, p.list) {
		v, ok := values[x.Date]
		if !ok {
			v, ok = cs.Facts[x.Date]
		}
		if !ok || v.Kind() != engine.Day {
			continue
		}
		day, key := v.Date().String(), "date "+p.list+"."+x.Date
		switch from, to := l.policy.From.String(), l.policy.To.String(); {
		case day < from:
			c.see(key, seeBefore)
		case day == from:
			c.see(key, seeFirst)
		case day == to:
			c.see(key, seeLast)
		case day > to:
			c.see(key, seeAfter)
		}
	}
}

// valuesOf are the records of a list in a case, or one empty record outside
// lists.
func (l *linter) valuesOf(cs *Case, list string) []engine.Row {
	if list == "" {
		return []engine.Row{nil}
	}
	return cs.Facts[list].Records().Rows
}
