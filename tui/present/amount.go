package present

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huiqi/engine"
	"huiqi/engine/figure"
)

// Amount words what an item brings on the condition that it matches.
func Amount(it *engine.Item, w engine.Worth) string {
	switch it.Amount.Kind {
	case engine.Discount:
		pay := it.Amount.Rate.Factor()
		save := decimal.New(1, 0).Sub(pay)
		return fmt.Sprintf("%s：付原价的%s，省%s", it.Amount.Rate.Text, percent(pay), percent(save))
	case engine.FeeCeiling:
		return "费率不高于" + it.Amount.Rate.Text
	case engine.NoAmount:
		if it.Nature == engine.Pointer {
			return "由其他规定决定"
		}
		return "不涉及金额"
	}
	s := money(w)
	if it.Amount.Pool == engine.AllLevels {
		s = "各级合计" + s
	}
	return s
}

func percent(d decimal.Decimal) string { return figure.Format(d.Shift(2), figure.UnitPercent) }

func money(w engine.Worth) string {
	c := w.Certainties
	switch {
	case c.Only(engine.Unprinted):
		return "金额原文未写明"
	case !w.Numbers:
		return "没有对应的金额档"
	case c.Only(engine.UpTo) && w.Settled:
		return "最高不超过 " + figure.Yuan(w.High())
	case c.Only(engine.Exact) && w.Settled:
		return figure.Yuan(w.High())
	}
	low := lowEnd(w.Low())
	var s string
	switch {
	case w.NoUpper && low.IsZero():
		s = "尚不能算出"
	case w.NoUpper:
		s = "不少于 " + figure.Yuan(low)
	default:
		s = figure.Group(low) + " 至 " + figure.Yuan(w.High())
	}
	switch {
	case c.Has(engine.Exact) && c.Has(engine.UpTo):
		s += "，可能按比例算出，也可能只是上限"
	case c.Has(engine.UpTo):
		s += "（只是上限）"
	}
	if c.Has(engine.Unprinted) {
		s += "，也可能金额原文未写明"
	}
	return s + "，待未答的问题确定"
}

// lowEnd is the lower end of an open sum as it is said: "above 0" makes it a fen,
// which is no news.
func lowEnd(d decimal.Decimal) decimal.Decimal {
	if d.LessThan(decimal.New(1, 0)) {
		return decimal.Zero
	}
	return d
}

// Line words a sum.
func Line(l engine.Line) string { return Sum(l.Low(), l.High(), l.NoUpper) }

// Sum words the ends of a sum; noUpper: there is no upper one.
func Sum(low, high decimal.Decimal, noUpper bool) string {
	if !noUpper && low.Equal(high) {
		return figure.Yuan(high)
	}
	low = lowEnd(low)
	switch {
	case noUpper && low.IsZero():
		return "尚不能算出"
	case noUpper:
		return "不少于 " + figure.Yuan(low)
	}
	return figure.Group(low) + " 至 " + figure.Yuan(high)
}

// Payer says whose money it is, or that the text does not say.
func Payer(it *engine.Item, box engine.Box) string {
	if it.Amount.Payer != "" {
		return it.Amount.Payer
	}
	switch box {
	case engine.BoxExact, engine.BoxUpTo, engine.BoxUnprinted:
		return "付款层级原文未写明"
	}
	return ""
}

// Stakes words what a question still decides: its articles and the largest sum.
func Stakes(p *engine.Policy, s engine.Stakes) string {
	var numbers []int
	for _, i := range s.Items {
		numbers = append(numbers, p.Items[i].Article)
	}
	slices.Sort(numbers)
	var seen []string
	for _, n := range slices.Compact(numbers) {
		seen = append(seen, fmt.Sprint(n))
	}
	if len(seen) == 0 {
		return ""
	}
	const most = 6
	text := "第" + strings.Join(seen[:min(most, len(seen))], "、") + "条"
	if len(seen) > most {
		text += fmt.Sprintf("等%d条", len(seen))
	}
	text = "关系到" + text
	switch {
	case s.NoUpper:
		text += "，金额随所填而定"
	case s.High != nil && s.High.IsPositive():
		text += "，单项最高" + figure.Format(*s.High, figure.UnitYuan)
	}
	return text
}

// Formula words a quantity in the names of its facts.
func Formula(p *engine.Policy, e engine.Expr) string {
	w := formula{p: p}
	return w.text(e, false)
}

type formula struct {
	p    *engine.Policy
	list *engine.Question // the record that fields are read from
	fact func(id string) (string, bool)
}

func (w formula) text(e engine.Expr, inner bool) string {
	wrap := func(s string) string {
		if inner {
			return "（" + s + "）"
		}
		return s
	}
	switch x := e.(type) {
	case engine.Const:
		return constText(x)
	case engine.Sum:
		var b strings.Builder
		for i, t := range x.Terms {
			switch {
			case t.Sign < 0:
				b.WriteString(" − ")
			case i > 0:
				b.WriteString(" + ")
			}
			b.WriteString(w.name(t.Question))
		}
		if len(x.Terms) == 1 {
			return b.String()
		}
		return wrap(b.String())
	case engine.Mul:
		if x.By.Unit == figure.UnitRatio {
			return constText(x.By) + " 配套 " + w.text(x.Of, true)
		}
		return constText(x.By) + " × " + w.text(x.Of, true)
	case engine.Add:
		return wrap(w.join(x.Of, " + "))
	case engine.Min:
		return "取较小者〔" + w.join(x.Of, "；") + "〕"
	case engine.Max0:
		return w.text(x.Of, inner) + "（不足0按0）"
	case engine.Total:
		q := find(w.p.Questions, x.List)
		in := w
		in.list = q
		s := "各" + q.Name + "分别计算后相加〔" + in.text(x.Of, false) + "〕"
		return s
	}
	return ""
}

func (w formula) join(of []engine.Expr, sep string) string {
	parts := make([]string, len(of))
	for i, e := range of {
		parts[i] = w.text(e, false)
	}
	return strings.Join(parts, sep)
}

func (w formula) name(id string) string {
	if w.fact != nil {
		if s, ok := w.fact(id); ok {
			return s
		}
	}
	if w.list != nil {
		if f := find(w.list.Fields, id); f != nil {
			return f.Name
		}
	}
	if q := find(w.p.Questions, id); q != nil {
		return q.Name
	}
	return id
}

func constText(c engine.Const) string {
	if c.Text != "" {
		return c.Text
	}
	return figure.Format(c.Value, c.Unit)
}

func find(qs []engine.Question, id string) *engine.Question {
	for i := range qs {
		if qs[i].ID == id {
			return &qs[i]
		}
	}
	return nil
}

// Arithmetic words how the figure of an item comes about, one line a step. Facts
// stand with the values given; what is not known keeps its name.
func Arithmetic(p *engine.Policy, f engine.Facts, x *engine.Explanation) []string {
	it := &p.Items[x.Item.Item]
	if it.Amount.Kind != engine.Money {
		return nil
	}
	var out []string
	can := 0
	for _, t := range x.Tiers {
		if t.Can {
			can++
		}
	}
	for _, t := range x.Tiers {
		if !t.Can {
			continue
		}
		tier := &it.Amount.Tiers[t.Tier]
		if can > 1 {
			out = append(out, "可能适用："+TierName(p, tier))
		} else if tier.Text != "" && len(it.Amount.Tiers) > 1 {
			out = append(out, "适用："+TierName(p, tier))
		}
		out = append(out, tierLines(p, f, it, t)...)
	}
	return out
}

// TierName is the author's name of a tier, or its formula.
func TierName(p *engine.Policy, t *engine.Tier) string {
	if t.Text != "" {
		return t.Text
	}
	if t.Value == nil {
		return "金额原文未写明"
	}
	return Formula(p, t.Value)
}

// TierRate says what a tier gives: its name and its formula.
func TierRate(p *engine.Policy, t *engine.Tier) string {
	if t.Value == nil {
		return TierName(p, t)
	}
	rate := Formula(p, t.Value)
	if t.Certainty == engine.UpTo {
		rate = "最高 " + rate
	}
	if t.Text == "" {
		return rate
	}
	return "“" + t.Text + "”，" + rate
}

func tierLines(p *engine.Policy, f engine.Facts, it *engine.Item, t engine.TierTrace) []string {
	tier := &it.Amount.Tiers[t.Tier]
	if tier.Value == nil {
		return []string{"原文没有写金额"}
	}
	var out []string
	if _, fixed := tier.Value.(engine.Const); !fixed {
		out = append(out, "公式："+Formula(p, tier.Value))
	}
	w := formula{p: p, fact: given(p, f)}
	out = append(out, steps(w, p, f, tier.Value, t.Value)...)
	if c := it.Amount.Ceiling; c != nil {
		scope := ""
		if it.Amount.CeilingScope != "" {
			scope = it.Amount.CeilingScope
		}
		line := scope + "最高" + constText(*c)
		switch t.Worth.Cut {
		case engine.True:
			line += "：已超过，按上限计"
		case engine.False:
			line += "：未超过"
		default:
			line += "：是否超过还不能确定"
		}
		out = append(out, line)
	}
	if tier.Certainty == engine.UpTo {
		out = append(out, "原文写的是“最高”：实际由部门核定，从0到这个数")
	}
	return out
}

func given(p *engine.Policy, f engine.Facts) func(string) (string, bool) {
	return func(id string) (string, bool) {
		v, ok := f[id]
		q := find(p.Questions, id)
		if !ok || q == nil || v.Kind() != engine.Number {
			return "", false
		}
		return figure.Group(v.Number()) + q.Unit, true
	}
}

func steps(w formula, p *engine.Policy, f engine.Facts, e engine.Expr, s *engine.Step) []string {
	switch x := e.(type) {
	case engine.Const:
		return []string{"原文写明的数：" + constText(x)}
	case engine.Total:
		return totalSteps(w, p, f, x, s)
	}
	for i := range s.Of { // a total inside: first its rows
		if _, ok := s.Of[i].Expr.(engine.Total); ok {
			out := []string{}
			for k := range s.Of {
				if t, ok := s.Of[k].Expr.(engine.Total); ok {
					out = append(out, totalSteps(w, p, f, t, &s.Of[k])...)
				}
			}
			return append(out, "合计 = "+stepValue(s))
		}
	}
	return []string{w.text(e, false) + " = " + stepValue(s)}
}

func totalSteps(w formula, p *engine.Policy, f engine.Facts, x engine.Total, s *engine.Step) []string {
	q := find(p.Questions, x.List)
	rows := f[x.List].Records().Rows
	var out []string
	for _, r := range s.Of {
		in := w
		in.list = q
		if r.Row-1 < len(rows) {
			row := rows[r.Row-1]
			in.fact = func(id string) (string, bool) {
				fq := find(q.Fields, id)
				v, ok := row[id]
				if fq == nil || !ok || v.Kind() != engine.Number {
					return "", false
				}
				return figure.Group(v.Number()) + fq.Unit, true
			}
		}
		if len(r.Of) == 0 && r.Low.IsZero() && r.High.IsZero() && !r.NoUpper {
			out = append(out, fmt.Sprintf("第%d项：不计入", r.Row))
			continue
		}
		out = append(out, fmt.Sprintf("第%d项：%s = %s", r.Row, in.text(x.Of, false), stepValue(&r)))
	}
	if s.Open {
		out = append(out, "可能还有未列出的，合计没有上端")
	}
	if len(s.Of) != 1 || s.Open {
		out = append(out, "合计 = "+stepValue(s))
	}
	return out
}

func stepValue(s *engine.Step) string {
	lo := s.Low
	if s.NoLower || lo.IsNegative() {
		lo = decimal.Zero
	}
	switch {
	case s.NoUpper && lo.IsZero():
		return "还不能算出"
	case s.NoUpper:
		return "不少于 " + figure.Group(lo) + "元"
	case s.Low.Equal(s.High):
		return figure.Group(s.High) + "元"
	}
	return figure.Group(lo) + " 至 " + figure.Group(s.High) + "元"
}
