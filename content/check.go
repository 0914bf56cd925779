package content

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huiqi/engine"
	"huiqi/engine/figure"
)

// names are the questions that expressions may read.
type names struct {
	known map[string]*engine.Question
	// later are ids of questions that exist but come too late to be read.
	later map[string]bool
}

// define is a named expression of an article.
type define struct {
	src  *source
	tree *tree
	open bool // being expanded: meeting it again is a cycle
	used bool
}

// checker turns parsed expressions into the engine's conditions and amounts. It
// stops at the first fault of an expression.
type checker struct {
	names   names
	defines map[string]*define
	record  *engine.Question // the list whose record is spoken of, nil outside
	base    int              // number of the current source's first byte
	parts   int              // what the expression has grown to
	read    map[string]bool  // number facts that the amount has read
}

// A name in define stands for its expression, so a short text can grow large.
const maxParts = 1000

func (c *checker) pos(t *tree) int { return c.base + t.pos }

// bad is a fault at a tree; its pos is the pack-wide number.
func (c *checker) bad(t *tree, format string, args ...any) *syntaxError {
	return bad(c.pos(t), format, args...)
}

func (c *checker) grow(t *tree) *syntaxError {
	if c.parts++; c.parts > maxParts {
		return c.bad(t, "表达式展开后太大，请简化")
	}
	return nil
}

// expand calls f with the expression behind a define's name.
func (c *checker) expand(t *tree, d *define, f func(*tree) *syntaxError) *syntaxError {
	if d.open {
		return c.bad(t, "define 里的“%s”绕回到了自己", t.text)
	}
	d.used, d.open = true, true
	outer := c.base
	c.base = d.src.base
	defer func() { d.open, c.base = false, outer }()
	return f(d.tree)
}

// define is what a name in define stands for, nil for anything else.
func (c *checker) define(t *tree) *define {
	if t.op != opName {
		return nil
	}
	return c.defines[t.text]
}

// question finds a question, or a field while a record is spoken of.
func (c *checker) question(t *tree) (*engine.Question, *syntaxError) {
	if t.op != opName {
		return nil, c.bad(t, "这里应是一个问题的 id")
	}
	if c.record != nil {
		for i := range c.record.Fields {
			if f := &c.record.Fields[i]; f.ID == t.text {
				return f, nil
			}
		}
	}
	if q := c.names.known[t.text]; q != nil {
		return q, nil
	}
	if c.names.later[t.text] {
		return nil, c.bad(t, "“%s”排在后面，条件只能用前面已经问过的问题", t.text)
	}
	return nil, c.bad(t, "没有“%s”这个问题%s", cut(t.text), didYouMean(t.text, c.candidates()))
}

func (c *checker) candidates() []string {
	var out []string
	for id := range c.names.known {
		out = append(out, id)
	}
	for id := range c.defines {
		out = append(out, id)
	}
	if c.record != nil {
		for _, f := range c.record.Fields {
			out = append(out, f.ID)
		}
	}
	return out
}

// list finds a list question and makes its records the ones spoken of until
// leave is called.
func (c *checker) list(t *tree) (q *engine.Question, leave func(), err *syntaxError) {
	if c.record != nil {
		return nil, nil, c.bad(t, "列表的条件里不能再套一层列表")
	}
	q, err = c.question(t)
	if err != nil {
		return nil, nil, err
	}
	if q.Kind != engine.List {
		return nil, nil, c.bad(t, "“%s”是%s，这里要一个列表", q.ID, kindWord(q))
	}
	c.record = q
	return q, func() { c.record = nil }, nil
}

// choice checks that a question has a choice.
func (c *checker) choice(q *engine.Question, id string, pos int) *syntaxError {
	var ids []string
	for _, ch := range q.Choices {
		ids = append(ids, ch.ID)
	}
	if slices.Contains(ids, id) {
		return nil
	}
	return bad(pos, "问题 %s 没有“%s”这个选项%s（有 %s）", q.ID, cut(id), didYouMean(id, ids), strings.Join(ids, "、"))
}

// constant reads a figure or a define that stands for one; found is false for
// any other tree. A unit may be missing from 0 alone: zero of any unit is zero,
// so it takes the unit that is asked for.
func (c *checker) constant(t *tree, unit string) (k engine.Const, found bool, err *syntaxError) {
	if d := c.define(t); d != nil {
		err = c.expand(t, d, func(t *tree) (err *syntaxError) { k, found, err = c.constant(t, unit); return err })
		return k, found, err
	}
	if t.op != opFigure {
		return k, false, nil
	}
	if k, err = constant(t.text, c.pos(t)); err != nil {
		return k, true, err
	}
	if k.Unit == "" {
		if !k.Value.IsZero() {
			return k, true, c.bad(t, "“%s”没有单位，请写成 %s%s 这样", t.text, t.text, unitOr(unit))
		}
		k.Unit, k.Text = unit, t.text+unit
	}
	return k, true, nil
}

func unitOr(unit string) string {
	if unit == "" {
		return "元"
	}
	return unit
}

// constant reads a printed figure.
func constant(text string, pos int) (engine.Const, *syntaxError) {
	f, err := figure.Parse(text)
	if err != nil {
		return engine.Const{Value: decimal.Zero}, bad(pos, "%v", err)
	}
	return engine.Const{Value: f.Value, Unit: f.Unit, Text: strings.TrimSpace(text), Pos: pos}, nil
}

// kindWord says what a question is, for messages.
func kindWord(q *engine.Question) string {
	switch q.Kind {
	case engine.Bool:
		return "是非题"
	case engine.One:
		return "单选题"
	case engine.Many:
		return "多选题"
	case engine.Number:
		return "数字题（" + q.Unit + "）"
	case engine.Day:
		return "日期"
	case engine.List:
		return "列表"
	}
	return "问题"
}
