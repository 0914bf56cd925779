package content

import (
	"slices"

	"huiqi/engine"
)

var moneyKeys = []string{"exact", "up_to", "unprinted"}

// amount reads what an item is worth.
func (l *loader) amount(a *draft, o *object) engine.Amount {
	out := engine.Amount{
		CeilingScope: o.text("scope"), Payer: o.text("payer"), Line: o.text("line"),
		Ceiling: l.figure(o, "ceiling", engine.UnitYuan),
	}
	switch o.choose("pool", "all_levels", "by_payer") {
	case "all_levels":
		out.Pool = engine.AllLevels
	case "by_payer":
		out.Pool = engine.ByPayer
	}
	switch o.oneKey(append([]string{"tiers", "discount", "fee_at_most"}, moneyKeys...)) {
	case "tiers":
		out.Kind = engine.Money
		out.Tiers = l.tiers(a, o)
	case "discount":
		out.Kind = engine.Discount
		if k := l.figure(o, "discount", engine.UnitTenths, engine.UnitPercent); k != nil {
			out.Rate = *k
		}
	case "fee_at_most":
		out.Kind = engine.FeeCeiling
		if k := l.figure(o, "fee_at_most", engine.UnitPercent); k != nil {
			out.Rate = *k
		}
	case "exact", "up_to", "unprinted":
		out.Kind = engine.Money
		out.Tiers = []engine.Tier{l.tier(a, o, engine.Tier{Text: o.text("text")})}
	}
	if out.Kind != engine.Money && (out.Ceiling != nil || out.CeilingScope != "" || out.Pool != engine.OnePayer) {
		o.fail(o.node, "折扣和费率没有上限和付款层级，请删去 ceiling、scope、pool")
	}
	o.done()
	return out
}

// oneKey is the one key of several that is there.
func (o *object) oneKey(keys []string) string {
	found := ""
	for _, key := range keys {
		n := o.get(key)
		if n == nil {
			continue
		}
		if found != "" {
			o.fail(n, "“%s”和“%s”只能写一个", found, key)
			return ""
		}
		found = key
	}
	if found == "" {
		o.fail(o.node, "没有写金额：exact、up_to、unprinted、tiers、discount、fee_at_most 要写一个")
	}
	return found
}

func (l *loader) tiers(a *draft, o *object) []engine.Tier {
	var out []engine.Tier
	list := o.list("tiers")
	for i, n := range list {
		t := o.doc.object(n, o.where+"的一档")
		tier := engine.Tier{ID: t.slug("id"), Text: t.text("text"), If: l.cond(t, "if", a.checker())}
		if slices.ContainsFunc(out, func(e engine.Tier) bool { return e.ID == tier.ID }) {
			t.fail(n, "“%s”这一档写了两次，请改一个 id", tier.ID)
		}
		if a.item != "" {
			l.anchor(t, a.item+"/"+tier.ID)
		}
		if !t.has("if") && i < len(list)-1 {
			t.fail(n, "没有 if 的一档要放在最后，后面的档永远轮不到")
		}
		if t.oneKey(moneyKeys) != "" {
			tier = l.tier(a, t, tier)
		}
		t.done()
		out = append(out, tier)
	}
	if len(list) == 0 {
		o.fail(o.node, "“tiers”里至少要有一档")
	}
	return out
}

// tier reads the certainty and the value: one of exact, up_to and unprinted.
func (l *loader) tier(a *draft, o *object, tier engine.Tier) engine.Tier {
	key := ""
	for _, k := range moneyKeys {
		if o.has(k) {
			key = k
		}
	}
	switch key {
	case "exact":
		tier.Certainty = engine.Exact
	case "up_to":
		tier.Certainty = engine.UpTo
	case "unprinted":
		tier.Certainty = engine.Unprinted
		if !o.flag(key) {
			o.fail(o.keys[key], "“unprinted”只能写 true")
		}
		return tier
	}
	c := a.checker()
	l.checkTree(o, key, o.keys[key], c, func(t *tree) (err *syntaxError) { tier.Value, err = c.amount(t); return err })
	return tier
}
