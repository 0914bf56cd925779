package main

import (
	"fmt"

	"github.com/shopspring/decimal"

	"huiqi/content"
	"huiqi/engine"
)

// pack is the policy that everything here is about.
var pack = func() *content.Pack {
	p, err := content.EmbeddedRules()
	if err != nil {
		panic(err)
	}
	return p
}()

// figure is a figure of an item, counted in the order in which the content gives
// them: event, require, the tiers, the ceiling.
func figure(item string, n int) decimal.Decimal { return figureOf(item, n).Value }

// rate is a figure to multiply with: 0.3 for 30%.
func rate(item string, n int) decimal.Decimal { return figureOf(item, n).Factor() }

func figureOf(item string, n int) engine.Const {
	i, ok := pack.Program.Item(item)
	if !ok {
		panic("no item " + item)
	}
	it := &pack.Policy.Items[i]
	var all figures
	all.cond(it.Event)
	all.cond(it.Require)
	for _, t := range it.Amount.Tiers {
		all.cond(t.If)
		all.expr(t.Value)
	}
	if k := it.Amount.Ceiling; k != nil {
		all = append(all, *k)
	}
	if n >= len(all) {
		panic(fmt.Sprintf("%s has %d figures", item, len(all)))
	}
	return all[n]
}

type figures []engine.Const

func (fs *figures) cond(c engine.Cond) {
	switch c := c.(type) {
	case engine.And:
		for _, k := range c.Of {
			fs.cond(k)
		}
	case engine.Or:
		for _, k := range c.Of {
			fs.cond(k)
		}
	case engine.Not:
		fs.cond(c.Of)
	case engine.Compare:
		*fs = append(*fs, c.To)
	case engine.Some:
		fs.cond(c.Of)
	case engine.All:
		fs.cond(c.Of)
	}
}

func (fs *figures) expr(e engine.Expr) {
	switch e := e.(type) {
	case engine.Const:
		*fs = append(*fs, e)
	case engine.Mul:
		*fs = append(*fs, e.By)
		fs.expr(e.Of)
	case engine.Add:
		for _, k := range e.Of {
			fs.expr(k)
		}
	case engine.Min:
		for _, k := range e.Of {
			fs.expr(k)
		}
	case engine.Max0:
		fs.expr(e.Of)
	case engine.Total:
		fs.cond(e.Where)
		fs.expr(e.Of)
	}
}

func groupCeiling(id string) decimal.Decimal {
	for _, g := range pack.Policy.Groups {
		if g.ID == id {
			return g.Ceiling.Value
		}
	}
	panic("no group " + id)
}
