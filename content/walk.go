package content

import "huiqi/engine"

// part is a condition or quantity with the list whose record it speaks of ("":
// none).
type part struct {
	cond engine.Cond
	expr engine.Expr
	list string
}

// walkCond calls f for a condition and all its parts.
func walkCond(c engine.Cond, list string, f func(part)) {
	if c == nil {
		return
	}
	f(part{cond: c, list: list})
	switch c := c.(type) {
	case engine.And:
		for _, k := range c.Of {
			walkCond(k, list, f)
		}
	case engine.Or:
		for _, k := range c.Of {
			walkCond(k, list, f)
		}
	case engine.Not:
		walkCond(c.Of, list, f)
	case engine.Some:
		walkCond(c.Of, c.List, f)
	case engine.All:
		walkCond(c.Of, c.List, f)
	}
}

// walkExpr calls f for a quantity, all its parts and the conditions in it.
func walkExpr(e engine.Expr, list string, f func(part)) {
	if e == nil {
		return
	}
	f(part{expr: e, list: list})
	switch e := e.(type) {
	case engine.Mul:
		walkExpr(e.Of, list, f)
	case engine.Add:
		for _, k := range e.Of {
			walkExpr(k, list, f)
		}
	case engine.Min:
		for _, k := range e.Of {
			walkExpr(k, list, f)
		}
	case engine.Max0:
		walkExpr(e.Of, list, f)
	case engine.Total:
		walkCond(e.Where, e.List, f)
		walkExpr(e.Of, e.List, f)
	}
}

// walkAmount calls f for the guards and values of an amount.
func walkAmount(a *engine.Amount, f func(part)) {
	for _, t := range a.Tiers {
		walkCond(t.If, "", f)
		walkExpr(t.Value, "", f)
	}
}

// walkItem calls f for all that an item's verdict and amount rest on, without its
// other readings.
func walkItem(it *engine.Item, f func(part)) {
	walkCond(it.Event, "", f)
	walkCond(it.Require, "", f)
	walkAmount(&it.Amount, f)
	if it.Date != "" {
		f(part{cond: engine.Within{Date: it.Date}})
	}
}

// walkAlternatives calls f for the other readings of an item.
func walkAlternatives(it *engine.Item, f func(part)) {
	for i := range it.Alternatives {
		a := &it.Alternatives[i]
		walkCond(a.Event, "", f)
		walkCond(a.Require, "", f)
		if a.Amount != nil {
			walkAmount(a.Amount, f)
		}
	}
}

// reads calls f for each question that a part names, with the choices that it
// tests; a field comes as "list.field".
func (p part) reads(f func(id string, choices []string)) {
	name := func(id string) string {
		if p.list == "" {
			return id
		}
		return p.list + "." + id
	}
	switch c := p.cond.(type) {
	case engine.Is:
		f(name(c.Question), nil)
	case engine.In:
		f(name(c.Question), c.Choices)
	case engine.Compare:
		for _, t := range c.Sum {
			f(name(t.Question), nil)
		}
	case engine.Within:
		if c.Date != "" {
			f(name(c.Date), nil)
		}
	case engine.Some:
		f(c.List, nil)
	case engine.All:
		f(c.List, nil)
	}
	switch e := p.expr.(type) {
	case engine.Sum:
		for _, t := range e.Terms {
			f(name(t.Question), nil)
		}
	case engine.Total:
		f(e.List, nil)
	}
}
