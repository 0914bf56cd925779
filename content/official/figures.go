package official

import (
	"slices"

	"huiqi/content"
	"huiqi/engine"
)

// itemFigure is one figure written in the rules. Items that share it through
// define share the itemFigure.
type itemFigure struct {
	text, unit string // text normalised
	form       form
	owners     []owner
	pos        content.Position
	twoForms   bool // one item reads it as a ceiling, another as exact

	key int // position in the pack: one place of the YAML
}

// owner is whose figure it is: an item, one of its tiers, or a group.
type owner struct {
	item, tier string
	group      bool // item is the id of a group
}

// key is the name under which the pack records the owner's anchor.
func (o owner) key() string {
	if o.tier != "" {
		return o.item + "/" + o.tier
	}
	return o.item
}

// collector gathers the figures of one article's items, in the order in which
// the items use them.
type collector struct {
	pack *content.Pack
	list []*itemFigure
	// again are figures that another reading writes a second time.
	again []*itemFigure
}

func collect(pack *content.Pack, article int) *collector {
	c := &collector{pack: pack}
	p := &pack.Policy
	for i := range p.Items {
		if it := &p.Items[i]; it.Article == article {
			c.item(it)
		}
	}
	for i := range p.Groups {
		if g := &p.Groups[i]; groupArticle(p, g) == article {
			c.add(g.Ceiling, ceiling, owner{item: g.ID, group: true})
		}
	}
	for i := range p.Items {
		if it := &p.Items[i]; it.Article == article {
			c.alternatives(it)
		}
	}
	return c
}

// groupArticle is the article that a group's ceiling is printed in: that of its
// first item.
func groupArticle(p *engine.Policy, g *engine.Group) int {
	for i := range p.Items {
		if len(g.Items) > 0 && p.Items[i].ID == g.Items[0] {
			return p.Items[i].Article
		}
	}
	return 0
}

func (c *collector) item(it *engine.Item) {
	o := owner{item: it.ID}
	c.cond(it.Event, o)
	c.cond(it.Require, o)
	c.amount(&it.Amount, o)
}

func (c *collector) amount(a *engine.Amount, o owner) {
	switch a.Kind {
	case engine.Discount:
		c.add(a.Rate, plain, o)
	case engine.FeeCeiling:
		c.add(a.Rate, atMost, o)
	}
	for _, t := range a.Tiers {
		of := o
		if len(a.Tiers) > 1 {
			of.tier = t.ID
		}
		c.cond(t.If, of)
		f := plain
		if t.Certainty == engine.UpTo {
			f = ceiling
		}
		c.expr(t.Value, f, of)
	}
	if a.Ceiling != nil {
		c.add(*a.Ceiling, ceiling, o)
	}
}

// alternatives looks for figures that another reading does not take from the
// item: the text prints them once.
func (c *collector) alternatives(it *engine.Item) {
	alt := &collector{pack: c.pack}
	o := owner{item: it.ID}
	for i := range it.Alternatives {
		a := &it.Alternatives[i]
		alt.cond(a.Event, o)
		alt.cond(a.Require, o)
		if a.Amount != nil {
			alt.amount(a.Amount, o)
		}
	}
	for _, f := range alt.list {
		if !slices.ContainsFunc(c.list, func(have *itemFigure) bool { return have.key == f.key }) {
			c.again = append(c.again, f)
		}
	}
}

// add notes a figure. Zero is no figure of the text: "> 0元" asks whether there
// is anything at all.
func (c *collector) add(k engine.Const, f form, o owner) {
	if k.Value.IsZero() {
		return
	}
	for _, have := range c.list {
		if have.key == k.Pos {
			have.twoForms = have.twoForms || have.form != f
			if !slices.Contains(have.owners, o) {
				have.owners = append(have.owners, o)
			}
			return
		}
	}
	c.list = append(c.list, &itemFigure{
		text: Normal(k.Text), unit: k.Unit, form: f, owners: []owner{o}, pos: c.pack.Position(k.Pos), key: k.Pos,
	})
}

func (c *collector) cond(cond engine.Cond, o owner) {
	switch k := cond.(type) {
	case engine.And:
		for _, part := range k.Of {
			c.cond(part, o)
		}
	case engine.Or:
		for _, part := range k.Of {
			c.cond(part, o)
		}
	case engine.Not:
		c.cond(k.Of, o)
	case engine.Some:
		c.cond(k.Of, o)
	case engine.All:
		c.cond(k.Of, o)
	case engine.Compare:
		c.add(k.To, bound(k.Op), o)
	}
}

// bound is the form of a threshold. "< 25%" is what "25%以上" leaves, so that the
// figure itself falls on the same side.
func bound(op engine.Op) form {
	switch op {
	case engine.AtLeast, engine.Less:
		return atLeast
	case engine.AtMost, engine.More:
		return atMost
	}
	return plain
}

// expr notes the figures of a quantity. In min(sum, ceiling, …) every part but
// the first is a ceiling.
func (c *collector) expr(e engine.Expr, f form, o owner) {
	switch k := e.(type) {
	case engine.Const:
		c.add(k, f, o)
	case engine.Mul:
		c.add(k.By, f, o)
		c.expr(k.Of, f, o)
	case engine.Add:
		for _, part := range k.Of {
			c.expr(part, f, o)
		}
	case engine.Min:
		for i, part := range k.Of {
			if i > 0 {
				f = ceiling
			}
			c.expr(part, f, o)
		}
	case engine.Max0:
		c.expr(k.Of, f, o)
	case engine.Total:
		c.cond(k.Where, o)
		c.expr(k.Of, f, o)
	}
}
