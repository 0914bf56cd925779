package content

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"huiqi/engine"
)

// What the cases must show: each item matching and not, each tier, both sides of
// each threshold and ceiling and the bound itself, the edges of the period; of
// money also the near miss, the unknown and the wrong applicant. Only a case that
// says what becomes of an item shows anything of it.

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

// "Just" is within one yuan of a sum of money, and within one step of another
// number.
const (
	seeBelow, seeAt, seeAbove = "刚好低于", "等于", "刚好高于"
	seeBefore, seeFirst       = "实施期前一天", "实施期第一天"
	seeLast, seeAfter         = "实施期最后一天", "实施期后一天"
	seeYes, seeNo             = "条件相符", "不相符"
	seeNear                   = "只差一个条件而不相符"
	seeUnsure                 = "答不清楚而定不下来"
	seeStranger               = "对象不对"
	seeTier                   = "适用"
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
		c.rule("group "+g.ID, l.pack.Place("group "+g.ID), "合并上限 "+g.ID, "上限 "+g.Ceiling.Text, seeBelow, seeAt, seeAbove)
	}
	for i := range l.pack.Cases {
		cs := &l.pack.Cases[i]
		if l.effort.Spend(len(l.policy.Items)); l.spent(cs.Pos, "用例“"+cut(cs.Name)+"”") {
			return
		}
		l.run(c, cs)
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
	want := []string{seeYes, seeNo}
	if it.Amount.Kind != engine.NoAmount {
		want = []string{seeYes, seeNear, seeUnsure}
		if l.limited(it) {
			want = append(want, seeStranger)
		}
	}
	c.rule("item "+it.ID, at, where, "结果", want...)
	if it.Amount.Ceiling != nil {
		c.rule("ceiling "+it.ID, l.pack.Position(it.Amount.Ceiling.Pos), where, "上限 "+it.Amount.Ceiling.Text, seeBelow, seeAt, seeAbove)
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
				c.rule(dateKey(it, p, x), at, where, "日期 "+x.Date, seeBefore, seeFirst, seeLast, seeAfter)
			}
		}
		if m, ok := p.expr.(engine.Min); ok {
			want := []string{seeAt}
			for k := range m.Of {
				want = append(want, seeLeast(k))
			}
			c.rule(minKey(m), l.pack.Position(exprPos(m)), where, "min 的各项", want...)
		}
	})
}

func alternativeKey(it *engine.Item, k int) string { return fmt.Sprintf("alternative %s %d", it.ID, k) }

func tierKey(it *engine.Item, k int) string { return fmt.Sprintf("tier %s %d", it.ID, k) }

// minKey names a minimum by where it stands.
func minKey(m engine.Min) string { return fmt.Sprintf("min %d", exprPos(m)) }

// seeLeast: part k of a minimum is the least, and just so.
func seeLeast(k int) string { return fmt.Sprintf("第 %d 项刚好最小", k+1) }

func dateKey(it *engine.Item, p part, x engine.Within) string {
	return "date " + it.ID + " " + p.list + "." + x.Date
}

// limited reports whether the words do not admit every kind of applicant.
func (l *linter) limited(it *engine.Item) bool {
	q := l.find("", l.policy.Applicant)
	return q != nil && len(it.Who) > 0 && len(it.Who) < len(q.Choices)
}

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

// run notes what one case shows of the items that its expectation speaks of.
func (l *linter) run(c *coverage, cs *Case) {
	scope, err := l.pack.Program.ScopeOf(cs.Scope...)
	if err != nil {
		return
	}
	bound, err := l.pack.Program.With(cs.Facts)
	if err != nil {
		return
	}
	result := bound.Evaluate()
	for i := range l.policy.Items {
		if scope.Has(i) && cs.speaksOf(l.policy.Items[i].ID, result.Items[i].Truth) {
			l.seeItem(c, cs, bound.Explain(i))
		}
	}
	groups, _ := l.pack.Program.Within(result, scope)
	for i := range l.policy.Groups {
		g := &l.policy.Groups[i]
		if want, ok := cs.Expect.Groups[g.ID]; !ok || want.High == nil {
			continue
		}
		sum, settled := decimal.Zero, true
		for _, k := range groups[i].Matched.Items {
			w := result.Items[k].Worth
			sum, settled = sum.Add(w.High()), settled && w.Numbers && !w.NoUpper
		}
		if settled && len(groups[i].Matched.Items) > 0 {
			c.see("group "+g.ID, fens(sum, g.Ceiling.Value))
		}
	}
}

// speaksOf reports whether the case says what becomes of an item.
func (c *Case) speaksOf(id string, t engine.Truth) bool {
	e := &c.Expect
	switch t {
	case engine.True:
		if e.Eligible != nil {
			return true
		}
	case engine.Unknown:
		if e.Possible != nil {
			return true
		}
	default:
		if e.Eligible != nil && e.Possible != nil {
			return true
		}
	}
	return e.Items[id].Status != ""
}

var oneYuan = decimal.New(1, 0)

// fens is the side of a sum of money against another, both as they are paid.
func fens(d, bound decimal.Decimal) string { return side(d.Round(2), bound.Round(2), oneYuan) }

// side is below, at or above a bound, where the distance is at most near; else
// "".
func side(d, bound, near decimal.Decimal) string {
	if d.Sub(bound).Abs().GreaterThan(near) {
		return ""
	}
	return []string{seeBelow, seeAt, seeAbove}[d.Cmp(bound)+1]
}

func (l *linter) seeItem(c *coverage, cs *Case, x *engine.Explanation) {
	it, r := &l.policy.Items[x.Item.Item], &x.Item
	fails, kind := failing(&x.Conditions)
	near := r.Truth == engine.False && fails == 1 && kind != engine.RoleWho
	if r.Truth != engine.False || near || r.Status == engine.OutOfPeriod {
		walkItem(it, func(p part) {
			switch y := p.cond.(type) {
			case engine.Compare:
				l.seeThreshold(c, cs, p, y)
			case engine.Within:
				l.seeDates(c, cs, dateKey(it, p, y), p, y)
			}
		})
	}
	key := "item " + it.ID
	switch r.Truth {
	case engine.False:
		c.see(key, seeNo)
		if near && kind != engine.RolePeriod {
			c.see(key, seeNear)
		}
		if r.Status == engine.NotForApplicant {
			c.see(key, seeStranger)
		}
		return
	case engine.True:
		c.see(key, seeYes)
	}
	if (r.Truth == engine.Unknown || !r.Worth.Settled) && l.unsure(cs, x.Missing) {
		c.see(key, seeUnsure)
	}
	for _, a := range x.Alternatives {
		c.see(alternativeKey(it, a.Alternative), seeOther)
	}
	if r.Truth != engine.True {
		return
	}
	if len(r.Worth.Tiers) == 1 {
		c.see(tierKey(it, r.Worth.Tiers[0]), seeTier)
	}
	if cs.Expect.Items[it.ID].High == nil {
		return
	}
	for _, t := range x.Tiers {
		if !t.Can || t.Value == nil {
			continue
		}
		if k := it.Amount.Ceiling; k != nil && !t.Value.NoUpper && t.Value.Low.Equal(t.Value.High) {
			c.see("ceiling "+it.ID, fens(t.Value.High, k.Value))
		}
		seeSteps(c, t.Value)
	}
}

// unsure reports whether one of the open questions was answered all the same: as
// "don't know", or a list with holes.
func (l *linter) unsure(cs *Case, missing []int) bool {
	return slices.ContainsFunc(missing, func(q int) bool {
		_, given := cs.Facts[l.policy.Questions[q].ID]
		return given
	})
}

// failing counts the conditions that fail of those that must all hold, and says
// which part of the item the last of them is. With something undecided besides, it
// is no single one.
func failing(n *engine.Node) (count int, kind engine.Role) {
	var walk func(n *engine.Node, role engine.Role)
	walk = func(n *engine.Node, role engine.Role) {
		_, and := n.Cond.(engine.And)
		switch {
		case and:
			for i := range n.Of {
				walk(&n.Of[i], role)
			}
		case n.Truth == engine.False:
			count, kind = count+1, role
		case n.Truth == engine.Unknown:
			count += 100
		}
	}
	for i := range n.Of {
		walk(&n.Of[i], n.Of[i].Role)
	}
	return count, kind
}

// seeSteps notes which part of each minimum was just the least.
func seeSteps(c *coverage, s *engine.Step) {
	if m, ok := s.Expr.(engine.Min); ok && !slices.ContainsFunc(s.Of, func(k engine.Step) bool { return k.NoUpper || !k.Low.Equal(k.High) }) {
		least := 0
		for k := range s.Of {
			if s.Of[k].Low.LessThan(s.Of[least].Low) {
				least = k
			}
		}
		for k := range s.Of {
			if k == least {
				continue
			}
			switch fens(s.Of[least].Low, s.Of[k].Low) {
			case seeAt:
				c.see(minKey(m), seeAt)
			case seeBelow:
				c.see(minKey(m), seeLeast(least))
			}
		}
	}
	for k := range s.Of {
		seeSteps(c, &s.Of[k])
	}
}

func (l *linter) seeThreshold(c *coverage, cs *Case, p part, x engine.Compare) {
	key := l.threshold(p, x)
	near := l.grain(p, x)
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
			c.see(key, side(sum, x.To.Value, near))
		}
	}
}

// grain is how near to a threshold is just beside it.
func (l *linter) grain(p part, x engine.Compare) decimal.Decimal {
	if x.To.Unit == engine.UnitYuan || x.To.Unit == "美元" {
		return oneYuan
	}
	grain := decimal.New(1, -2)
	for _, t := range x.Sum {
		if q := l.find(p.list, t.Question); q != nil && q.Step.GreaterThan(grain) {
			grain = q.Step
		}
	}
	return grain
}

func (l *linter) seeDates(c *coverage, cs *Case, key string, p part, x engine.Within) {
	from, _ := time.Parse(time.DateOnly, l.policy.From.String())
	to, _ := time.Parse(time.DateOnly, l.policy.To.String())
	marks := map[string]string{
		from.AddDate(0, 0, -1).Format(time.DateOnly): seeBefore, from.Format(time.DateOnly): seeFirst,
		to.Format(time.DateOnly): seeLast, to.AddDate(0, 0, 1).Format(time.DateOnly): seeAfter,
	}
	for _, values := range l.valuesOf(cs, p.list) {
		v, ok := values[x.Date]
		if !ok {
			v, ok = cs.Facts[x.Date]
		}
		if ok && v.Kind() == engine.Day {
			c.see(key, marks[v.Date().String()])
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
