package engine

type item struct {
	src  *Item
	main reading
	alts []reading
}

// reading is one way to read an item: the settled one or an alternative.
type reading struct {
	who, period, event, require *node
	amount                      amount
	// one input each for what the reading can depend on, in asking order, lists last
	inputs []input
	memory *memory
}

type group struct {
	src   *Group
	items []int
	alts  [][]int
	// ceiling is the shared one, in yuan
	ceiling num
}

func (c *compiler) items() {
	c.limit = len(c.p.qs)
	src := c.p.policy.Items
	c.p.items = make([]item, len(src))
	for i := range src {
		it := &src[i]
		if _, dup := c.p.itemIndex[it.ID]; dup {
			c.where = "item " + it.ID
			c.fail(0, it.ID, "defined twice")
		}
		c.p.itemIndex[it.ID] = i
		m := item{src: it, main: c.reading(it, it.Event, it.Require, &it.Amount)}
		for _, a := range it.Alternatives {
			event, require, amt := it.Event, it.Require, &it.Amount
			if a.Event != nil {
				event = a.Event
			}
			if a.Require != nil {
				require = a.Require
			}
			if a.Amount != nil {
				amt = a.Amount
			}
			m.alts = append(m.alts, c.reading(it, event, require, amt))
		}
		if len(c.errs) == 0 {
			c.where = "item " + it.ID
			m.main.inputs = c.inputs(&m.main)
			for k := range m.alts {
				m.alts[k].inputs = c.inputs(&m.alts[k])
			}
		}
		c.p.items[i] = m
	}
}

func (c *compiler) reading(it *Item, event, require Cond, amt *Amount) reading {
	var r reading
	at := "item " + it.ID
	c.where = at + " who"
	if c.p.applicant < 0 && len(it.Who) > 0 {
		c.fail(0, "", "nothing asks who applies")
	}
	if c.p.applicant >= 0 && len(it.Who) > 0 {
		r.who = &node{op: opOne, q: c.p.applicant, mask: c.choiceMask(c.p.applicant, 0, it.Who...),
			src: In{Question: c.p.policy.Applicant, Choices: it.Who}}
	}
	c.where = at + " period"
	switch {
	case it.Period == OwnPeriod || c.p.gate.q < 0 && it.Date == "":
	case it.Period == ByMatter:
		r.period = c.cond(Within{Date: it.Date})
	case c.p.gate.ends != 0:
		g := In{Question: c.p.policy.Gate.Question, Choices: []string{c.p.policy.Gate.Ends}}
		r.period = &node{op: opNot, of: []*node{c.in(g)}, src: Not{Of: g}}
	}
	c.where = at + " event"
	r.event = c.cond(event)
	c.where = at + " require"
	r.require = c.cond(require)
	c.where = at + " amount"
	r.amount = c.amount(amt)
	for t := range r.amount.tiers {
		var bs []bound
		for _, n := range []*node{r.event, r.require, r.amount.tiers[t].guard} {
			bs = conjuncts(n, bs)
		}
		r.amount.tiers[t].bounds = bs
	}
	return r
}

func (c *compiler) groups() {
	owner := map[int]string{}
	for i := range c.p.policy.Groups {
		g := &c.p.policy.Groups[i]
		c.where = "group " + g.ID
		if g.Ceiling.Unit != UnitYuan {
			c.fail(g.Ceiling.Pos, g.Ceiling.Text, "the ceiling is in %s, not 元", g.Ceiling.Unit)
		}
		if g.Ceiling.Value.IsNegative() {
			c.fail(g.Ceiling.Pos, g.Ceiling.Text, "a negative figure")
		}
		out := group{src: g, items: c.members(g.Items), ceiling: numOf(g.Ceiling.Value)}
		for _, k := range out.items {
			if id := c.p.policy.Items[k].ID; owner[k] != "" {
				c.fail(0, id, "item %s is under the ceiling of %s already", id, owner[k])
			}
			owner[k] = g.ID
		}
		for _, a := range g.Alternatives {
			out.alts = append(out.alts, c.members(a.Items))
		}
		c.p.groups = append(c.p.groups, out)
	}
}

func (c *compiler) members(ids []string) []int {
	var out []int
	for _, id := range ids {
		i, ok := c.p.itemIndex[id]
		if !ok {
			c.fail(0, id, "no item %s", id)
			continue
		}
		if c.p.policy.Items[i].Amount.Kind != Money {
			c.fail(0, id, "item %s has no money", id)
		}
		out = append(out, i)
	}
	return out
}
