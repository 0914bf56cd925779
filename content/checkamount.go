package content

import (
	"maps"
	"slices"
	"strings"

	"huiqi/engine"
)

// amount turns a tree into a sum of money. Each number fact may stand in it
// once: only then are intervals exact.
func (c *checker) amount(t *tree) (engine.Expr, *syntaxError) {
	c.read = map[string]bool{}
	e, unit, err := c.expr(t)
	if err != nil {
		return nil, err
	}
	if unit != engine.UnitYuan {
		return nil, c.bad(t, "金额的单位应是“元”，这里算出来是“%s”", unit)
	}
	return e, nil
}

// expr turns a tree into a quantity and its unit. The unit is "" only for 0.
func (c *checker) expr(t *tree) (out engine.Expr, unit string, err *syntaxError) {
	if err := c.grow(t); err != nil {
		return nil, "", err
	}
	if d := c.define(t); d != nil {
		err = c.expand(t, d, func(t *tree) (err *syntaxError) { out, unit, err = c.expr(t); return err })
		return out, unit, err
	}
	switch t.op {
	case opFigure:
		k, _, err := c.constant(t, "")
		return k, k.Unit, err
	case opName:
		return c.facts(t)
	case opPlus, opMinus:
		return c.plus(t)
	case opTimes:
		return c.times(t)
	case opCall:
		switch t.text {
		case "min":
			return c.least(t)
		case "max":
			return c.atLeastZero(t)
		}
	case opRecords:
		if t.text == "total" {
			return c.total(t)
		}
	}
	return nil, "", c.bad(t, "这里要一个金额，如 20%% * base")
}

// facts reads a sum or difference of number questions.
func (c *checker) facts(t *tree) (engine.Expr, string, *syntaxError) {
	var terms []engine.Term
	unit, err := c.sum(t, 1, &terms)
	if err != nil {
		return nil, "", err
	}
	for _, k := range terms {
		if c.read[k.Question] {
			return nil, "", bad(k.Pos, "“%s”在同一个金额里出现了两次，只能用一次", k.Question)
		}
		c.read[k.Question] = true
	}
	return engine.Sum{Terms: terms}, unit, nil
}

// plus reads a difference as a sum of facts, since nothing else can be
// subtracted, and a sum as a sum of facts where all its parts are.
func (c *checker) plus(t *tree) (engine.Expr, string, *syntaxError) {
	if t.op == opMinus || c.plain(t) {
		return c.facts(t)
	}
	var of []engine.Expr
	unit := ""
	for _, part := range c.flat(t, opPlus, nil) {
		e, u, err := c.expr(part)
		if err != nil {
			return nil, "", err
		}
		if unit, err = c.sameUnit(part, unit, u); err != nil {
			return nil, "", err
		}
		of = append(of, e)
	}
	return engine.Add{Of: of}, unit, nil
}

// plain reports whether a tree is a sum or difference of names of questions.
func (c *checker) plain(t *tree) bool {
	if c.grow(t) != nil { // expr reports it
		return false
	}
	switch t.op {
	case opPlus, opMinus:
		return c.plain(t.of[0]) && c.plain(t.of[1])
	case opName:
		d := c.defines[t.text]
		if d == nil {
			return true
		}
		if d.open { // a cycle: expr reports it
			return false
		}
		d.open = true
		defer func() { d.open = false }()
		return c.plain(d.tree)
	}
	return false
}

// flat undoes the nesting of one operator: a + b + c has three parts.
func (c *checker) flat(t *tree, op treeOp, out []*tree) []*tree {
	if t.op != op {
		return append(out, t)
	}
	return c.flat(t.of[1], op, c.flat(t.of[0], op, out))
}

func (c *checker) sameUnit(t *tree, a, b string) (string, *syntaxError) {
	switch {
	case a == "":
		return b, nil
	case b == "" || a == b:
		return a, nil
	}
	return "", c.bad(t, "单位不同：“%s”与“%s”不能放在一起", a, b)
}

// times reads rate * quantity; the rate is a figure and may stand on either
// side.
func (c *checker) times(t *tree) (engine.Expr, string, *syntaxError) {
	rate, quantity := t.of[0], t.of[1]
	by, found, err := c.constant(rate, "")
	if err == nil && !(found && isRate(by.Unit)) {
		rate, quantity = quantity, rate
		by, found, err = c.constant(rate, "")
	}
	if err != nil {
		return nil, "", err
	}
	if !found || !isRate(by.Unit) {
		return nil, "", c.bad(t, "乘号的一边要写原文的比率或单价，如 20%% * base、3000元/亩 * mu")
	}
	of, unit, err := c.expr(quantity)
	if err != nil {
		return nil, "", err
	}
	num, den, perUnit := strings.Cut(by.Unit, "/")
	switch {
	case !perUnit:
		num = unit
	case den != unit:
		return nil, "", c.bad(quantity, "单位不同：%s 要乘“%s”，这里是“%s”", by.Text, den, unit)
	}
	return engine.Mul{By: by, Of: of}, num, nil
}

// isRate tells 20%, 1:1 and 3000元/亩 from plain quantities.
func isRate(unit string) bool {
	switch unit {
	case engine.UnitPercent, engine.UnitRatio, engine.UnitTenths:
		return true
	}
	return strings.Contains(unit, "/")
}

func (c *checker) least(t *tree) (engine.Expr, string, *syntaxError) {
	if len(t.of) < 2 {
		return nil, "", c.bad(t, "min 里要写两个以上的金额，如 min(a, b)")
	}
	var of []engine.Expr
	unit := ""
	for _, part := range t.of {
		e, u, err := c.expr(part)
		if err != nil {
			return nil, "", err
		}
		if unit, err = c.sameUnit(part, unit, u); err != nil {
			return nil, "", err
		}
		of = append(of, e)
	}
	return engine.Min{Of: of}, unit, nil
}

func (c *checker) atLeastZero(t *tree) (engine.Expr, string, *syntaxError) {
	if len(t.of) != 2 {
		return nil, "", c.bad(t, "max 只能写成 max(0, 金额)")
	}
	k, found, err := c.constant(t.of[0], "")
	if err != nil {
		return nil, "", err
	}
	if !found || !k.Value.IsZero() {
		return nil, "", c.bad(t.of[0], "max 只能写成 max(0, 金额)")
	}
	e, unit, err := c.expr(t.of[1])
	if err != nil {
		return nil, "", err
	}
	if _, err := c.sameUnit(t.of[0], unit, k.Unit); err != nil {
		return nil, "", err
	}
	return engine.Max0{Of: e}, unit, nil
}

func (c *checker) total(t *tree) (engine.Expr, string, *syntaxError) {
	q, leave, err := c.list(t.of[0])
	if err != nil {
		return nil, "", err
	}
	defer leave()
	out := engine.Total{List: q.ID, Pos: c.pos(t)}
	if len(t.of) > 2 {
		if out.Where, err = c.cond(t.of[2]); err != nil {
			return nil, "", err
		}
	}
	// Facts of the records are apart from facts outside with the same name.
	outer := c.read
	c.read = map[string]bool{}
	defer func() { c.read = outer }()
	e, unit, err := c.expr(t.of[1])
	if err != nil {
		return nil, "", err
	}
	for _, id := range slices.Sorted(maps.Keys(c.read)) {
		if !hasField(q, id) {
			return nil, "", c.bad(t.of[1], "total 里只能用这个列表自己的数，“%s”不是", id)
		}
		key := q.ID + "." + id
		if outer[key] {
			return nil, "", c.bad(t.of[1], "“%s”在同一个金额里出现了两次，只能用一次", id)
		}
		outer[key] = true
	}
	out.Of = e
	return out, unit, nil
}

func hasField(q *engine.Question, id string) bool {
	for _, f := range q.Fields {
		if f.ID == id {
			return true
		}
	}
	return false
}
