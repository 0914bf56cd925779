package content

import (
	"slices"

	"huiqi/engine"
)

// cond turns a tree into a condition.
func (c *checker) cond(t *tree) (out engine.Cond, err *syntaxError) {
	if err := c.grow(t); err != nil {
		return nil, err
	}
	if d := c.define(t); d != nil {
		err = c.expand(t, d, func(t *tree) (err *syntaxError) { out, err = c.cond(t); return err })
		return out, err
	}
	switch t.op {
	case opAnd, opOr, opNot:
		return c.join(t)
	case opName:
		return c.is(t)
	case opIn:
		return c.in(t)
	case opCompare:
		return c.compare(t)
	case opCall:
		if t.text == "within" {
			return c.within(t)
		}
	case opRecords:
		if t.text != "total" {
			return c.quantifier(t)
		}
	}
	return nil, c.bad(t, "这里要一个条件，如 revenue >= 5亿元")
}

// join reads and, or and not.
func (c *checker) join(t *tree) (engine.Cond, *syntaxError) {
	of := make([]engine.Cond, len(t.of))
	for i, k := range t.of {
		var err *syntaxError
		if of[i], err = c.cond(k); err != nil {
			return nil, err
		}
	}
	switch t.op {
	case opAnd:
		return engine.And{Of: of}, nil
	case opOr:
		return engine.Or{Of: of}, nil
	}
	return engine.Not{Of: of[0]}, nil
}

func (c *checker) is(t *tree) (engine.Cond, *syntaxError) {
	q, err := c.question(t)
	if err != nil {
		return nil, err
	}
	if q.Kind != engine.Bool {
		how := "请写成 " + q.ID + " = 选项"
		switch q.Kind {
		case engine.Number:
			how = "请写出比较，如 " + q.ID + " > 0" + q.Unit
		case engine.Day:
			how = "请写成 within(" + q.ID + ")"
		case engine.List:
			how = "请写成 some(" + q.ID + ": …)"
		}
		return nil, c.bad(t, "“%s”是%s，不能单独作条件，%s", q.ID, kindWord(q), how)
	}
	return engine.Is{Question: q.ID, Pos: c.pos(t)}, nil
}

func (c *checker) in(t *tree) (engine.Cond, *syntaxError) {
	q, err := c.question(t.of[0])
	if err != nil {
		return nil, err
	}
	if q.Kind != engine.One && q.Kind != engine.Many {
		return nil, c.bad(t.of[0], "“%s”是%s，没有选项，不能用 in", q.ID, kindWord(q))
	}
	var ids []string
	for _, n := range t.names {
		pos := c.base + n.pos
		if err := c.choice(q, n.text, pos); err != nil {
			return nil, err
		}
		if slices.Contains(ids, n.text) {
			return nil, bad(pos, "选项“%s”写了两次，请删去一个", n.text)
		}
		ids = append(ids, n.text)
	}
	return engine.In{Question: q.ID, Choices: ids, Pos: c.pos(t.of[0])}, nil
}

var ops = map[string]engine.Op{
	"<": engine.Less, "<=": engine.AtMost, "=": engine.Equal, ">=": engine.AtLeast, ">": engine.More,
}

// compare reads "sum of numbers against a figure" and "question = choice".
func (c *checker) compare(t *tree) (engine.Cond, *syntaxError) {
	left, right := t.of[0], t.of[1]
	if left.op == opName && c.define(left) == nil {
		q, err := c.question(left)
		if err != nil {
			return nil, err
		}
		if q.Kind == engine.One || q.Kind == engine.Many {
			return c.equals(t, q)
		}
	}
	if left.op == opFigure {
		return nil, c.bad(left, "请把问题写在左边，数字写在右边")
	}
	var terms []engine.Term
	unit, err := c.sum(left, 1, &terms)
	if err != nil {
		return nil, err
	}
	k, found, err := c.constant(right, unit)
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, c.bad(right, "比较的右边要写原文的数字，如 5亿元；两个问题相比请写成 a - b > 0元")
	}
	if k.Unit != unit {
		return nil, c.bad(right, "单位不同：左边是“%s”，右边的 %s 是“%s”", unit, k.Text, k.Unit)
	}
	return engine.Compare{Sum: terms, Op: ops[t.text], To: k, Pos: c.pos(left)}, nil
}

func (c *checker) equals(t *tree, q *engine.Question) (engine.Cond, *syntaxError) {
	right := t.of[1]
	if t.text != "=" {
		return nil, c.bad(t, "“%s”是%s，只能用 = 或 in", q.ID, kindWord(q))
	}
	if right.op != opName {
		return nil, c.bad(right, "“%s”是%s，右边要写选项的 id", q.ID, kindWord(q))
	}
	if err := c.choice(q, right.text, c.pos(right)); err != nil {
		return nil, err
	}
	return engine.In{Question: q.ID, Choices: []string{right.text}, Pos: c.pos(t.of[0])}, nil
}

func (c *checker) within(t *tree) (engine.Cond, *syntaxError) {
	switch len(t.of) {
	case 0:
		return engine.Within{Pos: c.pos(t)}, nil
	case 1:
		q, err := c.question(t.of[0])
		if err != nil {
			return nil, err
		}
		if q.Kind != engine.Day {
			return nil, c.bad(t.of[0], "“%s”是%s，within 里要一个日期", q.ID, kindWord(q))
		}
		return engine.Within{Date: q.ID, Pos: c.pos(t)}, nil
	}
	return nil, c.bad(t, "within 里最多写一个日期，如 within(date)")
}

func (c *checker) quantifier(t *tree) (engine.Cond, *syntaxError) {
	q, leave, err := c.list(t.of[0])
	if err != nil {
		return nil, err
	}
	defer leave()
	of, err := c.cond(t.of[1])
	if err != nil {
		return nil, err
	}
	if t.text == "some" {
		return engine.Some{List: q.ID, Of: of, Pos: c.pos(t)}, nil
	}
	return engine.All{List: q.ID, Of: of, Pos: c.pos(t)}, nil
}

// sum collects the terms of a sum or difference of number questions, all of one
// unit, each at most once.
func (c *checker) sum(t *tree, sign int, terms *[]engine.Term) (unit string, err *syntaxError) {
	if err := c.grow(t); err != nil {
		return "", err
	}
	if d := c.define(t); d != nil {
		err = c.expand(t, d, func(t *tree) (err *syntaxError) { unit, err = c.sum(t, sign, terms); return err })
		return unit, err
	}
	switch t.op {
	case opPlus, opMinus:
		if unit, err = c.sum(t.of[0], sign, terms); err != nil {
			return "", err
		}
		if t.op == opMinus {
			sign = -sign
		}
		right, err := c.sum(t.of[1], sign, terms)
		if err != nil {
			return "", err
		}
		if right != unit {
			return "", c.bad(t.of[1], "单位不同：“%s”与“%s”不能相加减", unit, right)
		}
		return unit, nil
	case opName:
		q, err := c.question(t)
		if err != nil {
			return "", err
		}
		if q.Kind != engine.Number {
			return "", c.bad(t, "“%s”是%s，这里要一个数", q.ID, kindWord(q))
		}
		if c.record != nil && len(*terms) > 0 {
			return "", c.bad(t, "列表里的数不能相加减，每次只能比较一个")
		}
		for _, k := range *terms {
			if k.Question == q.ID {
				return "", c.bad(t, "“%s”在同一个和里出现了两次", q.ID)
			}
		}
		*terms = append(*terms, engine.Term{Question: q.ID, Sign: sign, Pos: c.pos(t)})
		return q.Unit, nil
	case opFigure:
		return "", c.bad(t, "数字“%s”请写在比较的右边", t.text)
	}
	return "", c.bad(t, "这里要一个数字问题，或它们的和、差")
}
