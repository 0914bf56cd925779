package engine

type amount struct {
	kind    AmountKind
	tiers   []tier
	ceiling *num
	// always: some tier applies to whoever matches, with all that it reads
	always bool
}

// mostTiers is how many tiers fit into a set.
const mostTiers = 64

type tier struct {
	guard *node // nil: everyone else
	cert  Certainty
	value *val // nil: unprinted
	reads []readRef
	// bounds are the comparisons that must hold whenever the tier applies
	bounds []bound
}

// readRef is a question whose value the amount reads.
type readRef struct{ q int }

type bound struct {
	sum int
	op  Op
	k   num
}

type valOp uint8

const (
	vConst valOp = iota
	vSum
	vField
	vMul
	vAdd
	vMin
	vMax0
	vTotal
)

// val is a compiled quantity.
type val struct {
	op    valOp
	of    []*val
	k     num
	sum   int
	neg   bool // vSum: minus the canonical sum
	q     int  // vField: field; vTotal: list
	where *node
	src   Expr
}

func (c *compiler) amount(a *Amount) amount {
	out := amount{kind: a.Kind}
	switch a.Kind {
	case NoAmount:
		return out
	case Discount, FeeCeiling:
		if !a.Rate.Value.IsPositive() {
			c.fail(a.Rate.Pos, a.Rate.Text, "a rate above zero is needed")
		}
		return out
	case Money:
	default:
		c.fail(0, "", "unknown kind of amount")
		return out
	}
	if a.Ceiling != nil {
		if a.Ceiling.Unit != UnitYuan {
			c.fail(a.Ceiling.Pos, a.Ceiling.Text, "the ceiling is in %s, not 元", a.Ceiling.Unit)
		}
		if a.Ceiling.Value.IsNegative() {
			c.fail(a.Ceiling.Pos, a.Ceiling.Text, "a negative figure")
		}
		k := numOf(a.Ceiling.Value)
		out.ceiling = &k
	}
	if n := len(a.Tiers); n == 0 || n > mostTiers {
		c.fail(0, "", "%d tiers; 1 to %d are possible", n, mostTiers)
		return out
	}
	for i, t := range a.Tiers {
		u := tier{guard: c.cond(t.If), cert: t.Certainty}
		if t.If == nil && i != len(a.Tiers)-1 {
			c.fail(0, t.ID, "a tier for everyone else stands before others")
		}
		switch t.Certainty {
		case Unprinted:
			if t.Value != nil {
				c.fail(0, t.ID, "an unprinted sum with a value")
			}
		case Exact, UpTo:
			if t.Value == nil {
				c.fail(0, t.ID, "a tier without a value")
				break
			}
			seen := map[string]bool{}
			v, unit := c.expr(t.Value, seen)
			if unit != "" && unit != UnitYuan {
				c.fail(0, t.ID, "the amount is in %s, not 元", unit)
			}
			u.value = v
			u.reads = reads(c.p, v, nil)
		default:
			c.fail(0, t.ID, "a tier without a certainty")
		}
		out.tiers = append(out.tiers, u)
	}
	out.always = len(out.tiers) == 1 && out.tiers[0].guard == nil && c.p.alwaysApply(out.tiers[0].reads)
	return out
}

func reads(p *Program, v *val, out []readRef) []readRef {
	switch v.op {
	case vSum:
		for _, t := range p.sums[v.sum].terms {
			out = append(out, readRef{t.q})
		}
	case vTotal:
		out = append(out, readRef{v.q})
	}
	for _, k := range v.of {
		out = reads(p, k, out)
	}
	return out
}

var nothing = &val{op: vConst}

// expr compiles a quantity and returns its unit. seen holds the facts that the
// amount has read so far: each may stand once, so that intervals are exact.
func (c *compiler) expr(src Expr, seen map[string]bool) (*val, string) {
	once := func(key string, pos int) {
		if seen[key] {
			c.fail(pos, key, "%s stands twice in an amount", key)
		}
		seen[key] = true
	}
	switch s := src.(type) {
	case Const:
		if s.Value.IsNegative() {
			c.fail(s.Pos, s.Text, "a negative figure")
		}
		return &val{op: vConst, k: numOf(s.Value), src: src}, s.Unit
	case Sum:
		if c.rec != nil {
			if len(s.Terms) != 1 {
				c.fail(0, "", "a field of a record stands alone, not in a sum")
				return nothing, ""
			}
			t := s.Terms[0]
			q, i, inRec, ok := c.lookup(t.Question, t.Pos)
			if !ok {
				return nothing, ""
			}
			if !inRec || q.kind != Number || t.Sign != 1 {
				c.fail(t.Pos, t.Question, "%s is no number field of the record", t.Question)
				return nothing, ""
			}
			once(c.rec.src.ID+"."+t.Question, t.Pos)
			if q.min.sign() < 0 {
				c.fail(t.Pos, t.Question, "%s can be negative inside a total", t.Question)
			}
			return &val{op: vField, q: i, src: src}, q.src.Unit
		}
		i, neg, unit, ok := c.sum(s.Terms, 0)
		if !ok {
			return nothing, ""
		}
		for _, t := range s.Terms {
			once(t.Question, t.Pos)
		}
		return &val{op: vSum, sum: i, neg: neg, src: src}, unit
	case Mul:
		if s.By.Value.IsNegative() {
			c.fail(s.By.Pos, s.By.Text, "a negative rate")
		}
		of, unit := c.expr(s.Of, seen)
		v := &val{op: vMul, k: numOf(s.By.factor()), of: []*val{of}, src: src}
		switch s.By.Unit {
		case UnitPercent, UnitRatio, UnitTenths:
			return v, unit
		}
		num, den, ok := splitUnit(s.By.Unit)
		if !ok || unit != "" && den != unit {
			c.fail(s.By.Pos, s.By.Text, "multiplies %s by %s", s.By.Unit, unit)
			return v, ""
		}
		return v, num
	case Add:
		return c.several(vAdd, s.Of, src, seen)
	case Min:
		return c.several(vMin, s.Of, src, seen)
	case Max0:
		of, unit := c.expr(s.Of, seen)
		return &val{op: vMax0, of: []*val{of}, src: src}, unit
	case Total:
		i, ok := c.list(s.List, s.Pos)
		if !ok {
			return nothing, ""
		}
		c.rec = &c.p.qs[i]
		defer func() { c.rec = nil }()
		v := &val{op: vTotal, q: i, where: c.cond(s.Where), src: src}
		of, unit := c.expr(s.Of, seen)
		v.of = []*val{of}
		return v, unit
	}
	c.fail(0, "", "unknown quantity %T", src)
	return nothing, ""
}

func (c *compiler) several(op valOp, of []Expr, src Expr, seen map[string]bool) (*val, string) {
	v := &val{op: op, src: src}
	unit := ""
	if len(of) == 0 {
		c.fail(0, "", "an empty sum or minimum")
	}
	for _, e := range of {
		k, u := c.expr(e, seen)
		v.of = append(v.of, k)
		switch {
		case unit == "":
			unit = u
		case u != "" && u != unit:
			c.fail(0, "", "mixes %s and %s", unit, u)
		}
	}
	return v, unit
}

func splitUnit(u string) (num, den string, ok bool) {
	for i := range u {
		if u[i] == '/' {
			return u[:i], u[i+1:], i > 0 && i+1 < len(u)
		}
	}
	return "", "", false
}
