package main

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"huiqi/engine"
)

// dialect is how an expression language writes what differs between cel-go and
// expr: both take && || ! in, and the question mark for a choice of two.
type dialect struct {
	field func(id string) string // of the current record
	some  func(list, cond string) string
	all   func(list, cond string) string
	total func(list, where, of string) string
	least func(a, b string) string
}

// writer writes items in a dialect. Questions without an answer stand for 0, false,
// "" or no record.
type writer struct {
	dialect
	list *engine.Question // whose record is spoken of
}

const notMatched = "-1.0"

// item is an expression for the item's sum in yuan: 0 where it has none, -1 where
// it does not match.
func (w *writer) item(it *engine.Item) string {
	conds := []string{w.cond(engine.In{Question: pack.Policy.Applicant, Choices: it.Who})}
	switch it.Period {
	case engine.ByMatter:
		conds = append(conds, w.cond(engine.Within{Date: it.Date}))
	case engine.ByRecord:
		conds = append(conds, fmt.Sprintf("%s != %q", pack.Policy.Gate.Question, pack.Policy.Gate.Ends))
	}
	for _, c := range []engine.Cond{it.Event, it.Require} {
		if c != nil {
			conds = append(conds, w.cond(c))
		}
	}
	value := "0.0"
	if it.Amount.Kind == engine.Money {
		value = notMatched
		for i := len(it.Amount.Tiers) - 1; i >= 0; i-- {
			t := &it.Amount.Tiers[i]
			v := "0.0"
			if t.Value != nil {
				v = w.expr(t.Value)
			}
			if k := it.Amount.Ceiling; k != nil {
				v = w.least(v, number(k.Value))
			}
			if t.If == nil {
				value = v
			} else {
				value = fmt.Sprintf("(%s ? %s : %s)", w.cond(t.If), v, value)
			}
		}
	}
	return fmt.Sprintf("%s ? %s : %s", strings.Join(conds, " && "), value, notMatched)
}

func number(d decimal.Decimal) string {
	s := d.String()
	if !strings.Contains(s, ".") {
		s += ".0"
	}
	return s
}

func (w *writer) name(id string) (string, *engine.Question) {
	if w.list != nil {
		for i := range w.list.Fields {
			if f := &w.list.Fields[i]; f.ID == id {
				return w.field(id), f
			}
		}
	}
	i, ok := pack.Program.Question(id)
	if !ok {
		panic("no question " + id)
	}
	return id, &pack.Policy.Questions[i]
}

func (w *writer) cond(c engine.Cond) string {
	switch c := c.(type) {
	case engine.And:
		return "(" + w.conds(c.Of, " && ") + ")"
	case engine.Or:
		return "(" + w.conds(c.Of, " || ") + ")"
	case engine.Not:
		return "!(" + w.cond(c.Of) + ")"
	case engine.Is:
		name, _ := w.name(c.Question)
		return name
	case engine.In:
		name, q := w.name(c.Question)
		if q.Kind == engine.One {
			return fmt.Sprintf(`%s in ["%s"]`, name, strings.Join(c.Choices, `", "`))
		}
		var of []string
		for _, id := range c.Choices {
			of = append(of, fmt.Sprintf("%q in %s", id, name))
		}
		return "(" + strings.Join(of, " || ") + ")"
	case engine.Compare:
		op := c.Op.String()
		if c.Op == engine.Equal {
			op = "=="
		}
		return fmt.Sprintf("%s %s %s", w.sum(c.Sum), op, number(c.To.Value))
	case engine.Within:
		name, _ := w.name(c.Date)
		return fmt.Sprintf("(%[1]s != 0.0 ? %[1]s >= %[2]d.0 && %[1]s <= %[3]d.0 : %[4]s == %[5]q || %[4]s == %[6]q)",
			name, periodFrom, periodTo, pack.Policy.Gate.Question, pack.Policy.Gate.Covers[0], pack.Policy.Gate.Covers[1])
	case engine.Some:
		return w.some(c.List, w.inside(c.List, func() string { return w.cond(c.Of) }))
	case engine.All:
		return w.all(c.List, w.inside(c.List, func() string { return w.cond(c.Of) }))
	}
	panic(fmt.Sprintf("%T", c))
}

func (w *writer) conds(of []engine.Cond, sep string) string {
	var out []string
	for _, c := range of {
		out = append(out, w.cond(c))
	}
	return strings.Join(out, sep)
}

func (w *writer) inside(list string, write func() string) string {
	_, w.list = w.name(list)
	defer func() { w.list = nil }()
	return write()
}

func (w *writer) sum(terms []engine.Term) string {
	var b strings.Builder
	for i, t := range terms {
		name, _ := w.name(t.Question)
		switch {
		case t.Sign < 0:
			b.WriteString("-")
		case i > 0:
			b.WriteString("+")
		}
		b.WriteString(name)
	}
	return "(" + b.String() + ")"
}

func (w *writer) expr(e engine.Expr) string {
	switch e := e.(type) {
	case engine.Const:
		return number(e.Value)
	case engine.Sum:
		return w.sum(e.Terms)
	case engine.Mul:
		return number(e.By.Factor()) + " * " + w.expr(e.Of)
	case engine.Add:
		var out []string
		for _, k := range e.Of {
			out = append(out, w.expr(k))
		}
		return "(" + strings.Join(out, " + ") + ")"
	case engine.Min:
		s := w.expr(e.Of[0])
		for _, k := range e.Of[1:] {
			s = w.least(s, w.expr(k))
		}
		return s
	case engine.Total:
		return w.inside(e.List, func() string {
			where := "true"
			if e.Where != nil {
				where = w.cond(e.Where)
			}
			return w.total(e.List, where, w.expr(e.Of))
		})
	}
	panic(fmt.Sprintf("%T", e))
}
