package present

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"huiqi/engine"
	"huiqi/engine/figure"
)

// Condition is one line of an item's conditions.
type Condition struct {
	Depth    int
	Truth    engine.Truth
	Text     string
	Have     string // the answer that decided it; "" for headings
	Question string // id of the question behind it; "" for headings
}

// Conditions flattens the condition tree of an item into lines. Conjunctions
// need no line of their own; alternatives stand below a heading.
func Conditions(p *engine.Policy, f engine.Facts, x *engine.Explanation) []Condition {
	var out []Condition
	for i := range x.Conditions.Of {
		out = conditions(p, f, nil, &x.Conditions.Of[i], 0, out)
	}
	return out
}

func conditions(p *engine.Policy, f engine.Facts, list *engine.Question, n *engine.Node, depth int, out []Condition) []Condition {
	switch c := n.Cond.(type) {
	case engine.And:
		for i := range n.Of {
			out = conditions(p, f, list, &n.Of[i], depth, out)
		}
		return out
	case engine.Or:
		out = append(out, Condition{Depth: depth, Truth: n.Truth, Text: "以下至少符合一项："})
		for i := range n.Of {
			out = conditions(p, f, list, &n.Of[i], depth+1, out)
		}
		return out
	case engine.Not:
		if n.Role != engine.RolePeriod && simple(c.Of) {
			return append(out, line(p, f, list, n, depth))
		}
		if n.Role == engine.RolePeriod {
			return append(out, line(p, f, list, n, depth))
		}
		out = append(out, Condition{Depth: depth, Truth: n.Truth, Text: "以下不成立："})
		for i := range n.Of {
			out = conditions(p, f, list, &n.Of[i], depth+1, out)
		}
		return out
	case engine.Some, engine.All:
		return quantified(p, f, n, depth, out)
	}
	return append(out, line(p, f, list, n, depth))
}

func simple(c engine.Cond) bool {
	switch c.(type) {
	case engine.Is, engine.In, engine.Compare, engine.Within:
		return true
	}
	return false
}

func quantified(p *engine.Policy, f engine.Facts, n *engine.Node, depth int, out []Condition) []Condition {
	id, of, word := "", engine.Cond(nil), "至少有一项："
	switch c := n.Cond.(type) {
	case engine.Some:
		id, of = c.List, c.Of
	case engine.All:
		id, of, word = c.List, c.Of, "每一项都："
	}
	q := find(p.Questions, id)
	v, ok := f[id]
	have := Value(q, v, ok)
	if v.Known() {
		r := v.Records()
		have = fmt.Sprintf("%d项", len(r.Rows))
		if r.Open {
			have += "，可能还有"
		}
	}
	out = append(out, Condition{Depth: depth, Truth: n.Truth, Text: q.Name + word + Text(p, q, of), Have: have, Question: id})
	for i := range n.Of {
		k := &n.Of[i]
		out = append(out, Condition{Depth: depth + 1, Truth: k.Truth, Text: fmt.Sprintf("第%d项", k.Row),
			Have: Row(q, v.Records().Rows[k.Row-1]), Question: id})
	}
	return out
}

func line(p *engine.Policy, f engine.Facts, list *engine.Question, n *engine.Node, depth int) Condition {
	c := Condition{Depth: depth, Truth: n.Truth, Text: Text(p, list, n.Cond)}
	notApplicable := n.NotApplicable
	if not, ok := n.Cond.(engine.Not); ok && len(n.Of) == 1 && n.Of[0].NotApplicable {
		// it holds since there is nothing to compare, not since the opposite does
		notApplicable, c.Text = true, "不是："+Text(p, list, not.Of)
	}
	switch n.Role {
	case engine.RoleWho:
		c.Text = "申请对象：" + choiceLabels(p, n.Cond)
	case engine.RolePeriod:
		c.Text = "事项发生在实施期内（" + Period(p) + "）"
	}
	ids := Questions(n.Cond)
	if n.Role == engine.RolePeriod && len(ids) > 0 {
		if v, ok := f[ids[0]]; !ok || !v.Known() {
			ids = []string{p.Gate.Question}
		}
	}
	if len(ids) == 0 {
		ids = []string{p.Gate.Question}
	}
	c.Question = ids[0]
	var have []string
	for _, id := range ids {
		q := find(p.Questions, id)
		if q == nil {
			continue
		}
		v, ok := f[id]
		s := Value(q, v, ok)
		if notApplicable {
			s = "不适用"
		}
		if len(ids) > 1 {
			s = q.Name + " " + s
		}
		have = append(have, s)
	}
	c.Have = strings.Join(have, "；")
	return c
}

func choiceLabels(p *engine.Policy, c engine.Cond) string {
	in, ok := c.(engine.In)
	if !ok {
		return ""
	}
	return labels(find(p.Questions, in.Question), in.Choices)
}

func labels(q *engine.Question, ids []string) string {
	return strings.Join(labelList(q, ids), "、")
}

func labelList(q *engine.Question, ids []string) []string {
	var out []string
	for _, id := range ids {
		for _, c := range q.Choices {
			if c.ID == id {
				out = append(out, c.Label)
			}
		}
	}
	return out
}

// Text words a condition. Inside a record, list is the question of the list.
func Text(p *engine.Policy, list *engine.Question, c engine.Cond) string {
	look := func(id string) *engine.Question {
		if list != nil {
			if f := find(list.Fields, id); f != nil {
				return f
			}
		}
		if q := find(p.Questions, id); q != nil {
			return q
		}
		return &engine.Question{ID: id, Name: id}
	}
	switch x := c.(type) {
	case engine.And:
		return joinText(p, list, x.Of, "，且")
	case engine.Or:
		return joinText(p, list, x.Of, "，或")
	case engine.Not:
		return denied(p, list, x.Of, look)
	case engine.Is:
		return look(x.Question).Name
	case engine.In:
		q := look(x.Question)
		return q.Name + "：" + strings.Join(labelList(q, x.Choices), " 或 ")
	case engine.Compare:
		return sumText(x.Sum, look) + " " + opSign(x.Op) + " " + constText(x.To)
	case engine.Within:
		if x.Date != "" {
			return look(x.Date).Name + "在实施期内"
		}
		return "在实施期内"
	case engine.Some:
		return look(x.List).Name + "至少有一项：" + Text(p, look(x.List), x.Of)
	case engine.All:
		return look(x.List).Name + "每一项都：" + Text(p, look(x.List), x.Of)
	}
	return ""
}

func joinText(p *engine.Policy, list *engine.Question, of []engine.Cond, sep string) string {
	parts := make([]string, len(of))
	for i, c := range of {
		parts[i] = Text(p, list, c)
		if not, ok := c.(engine.Not); ok {
			c = not.Of
		}
		switch c.(type) {
		case engine.And, engine.Or:
			parts[i] = "（" + parts[i] + "）"
		}
	}
	return strings.Join(parts, sep)
}

// denied words the opposite of a condition. It is said in one piece, as the text
// would say it: "超过", not "不是不超过".
func denied(p *engine.Policy, list *engine.Question, c engine.Cond, look func(id string) *engine.Question) string {
	not := func(of []engine.Cond) []engine.Cond {
		out := make([]engine.Cond, len(of))
		for i := range of {
			out[i] = engine.Not{Of: of[i]}
		}
		return out
	}
	switch x := c.(type) {
	case engine.And:
		return joinText(p, list, not(x.Of), "，或")
	case engine.Or:
		return joinText(p, list, not(x.Of), "，且")
	case engine.Not:
		return Text(p, list, x.Of)
	case engine.Is:
		return look(x.Question).Name + "：否"
	case engine.In:
		q, no := look(x.Question), "不是 "
		if q.Kind == engine.Many {
			no = "没有 "
		}
		return q.Name + "：" + no + strings.Join(labelList(q, x.Choices), "，也"+no)
	case engine.Compare:
		opposite := [...]string{engine.Less: "≥", engine.AtMost: ">", engine.Equal: "≠", engine.AtLeast: "<", engine.More: "≤"}
		return sumText(x.Sum, look) + " " + opposite[x.Op] + " " + constText(x.To)
	case engine.Within:
		if x.Date != "" {
			return look(x.Date).Name + "不在实施期内"
		}
		return "不在实施期内"
	case engine.Some:
		return look(x.List).Name + "没有一项：" + Text(p, look(x.List), x.Of)
	case engine.All:
		return look(x.List).Name + "不是每一项都：" + Text(p, look(x.List), x.Of)
	}
	return ""
}

func sumText(terms []engine.Term, look func(id string) *engine.Question) string {
	var b strings.Builder
	for i, t := range terms {
		switch {
		case t.Sign < 0:
			b.WriteString(" − ")
		case i > 0:
			b.WriteString(" + ")
		}
		b.WriteString(look(t.Question).Name)
	}
	return b.String()
}

func opSign(o engine.Op) string {
	return [...]string{"", "<", "≤", "=", "≥", ">"}[o]
}

// Questions lists the questions that a condition reads, in order, without those
// of records.
func Questions(c engine.Cond) []string {
	switch x := c.(type) {
	case engine.And:
		return questions(x.Of)
	case engine.Or:
		return questions(x.Of)
	case engine.Not:
		return Questions(x.Of)
	case engine.Is:
		return []string{x.Question}
	case engine.In:
		return []string{x.Question}
	case engine.Compare:
		var out []string
		for _, t := range x.Sum {
			out = append(out, t.Question)
		}
		return out
	case engine.Within:
		if x.Date != "" {
			return []string{x.Date}
		}
	case engine.Some:
		return []string{x.List}
	case engine.All:
		return []string{x.List}
	}
	return nil
}

func questions(of []engine.Cond) []string {
	var out []string
	for _, c := range of {
		out = append(out, Questions(c)...)
	}
	return out
}

// Distance words how far an item or a better tier is away. It states, it does
// not advise.
func Distance(p *engine.Policy, f engine.Facts, d engine.Distance) string {
	q := &p.Questions[d.Question]
	it := &p.Items[d.Item]
	v, ok := f[q.ID]
	var s string
	if c, is := d.Cond.(engine.Compare); is && d.Gap != nil {
		s = fmt.Sprintf("%s %s，规定 %s %s，差 %s", q.Name, figure.Format(v.Number(), q.Unit), opSign(c.Op), constText(c.To), gap(*d.Gap, q.Unit))
	} else {
		s = fmt.Sprintf("%s：所填“%s”，规定须符合", q.Name, Value(q, v, ok))
	}
	if d.Tier >= 0 {
		s += "；该档为" + TierRate(p, &it.Amount.Tiers[d.Tier])
	}
	return s
}

func gap(d decimal.Decimal, unit string) string {
	if unit == figure.UnitPercent {
		return figure.Group(d) + "个百分点"
	}
	return figure.Format(d, unit)
}
