package engine

import (
	"github.com/shopspring/decimal"

	"huiqi/engine/figure"
)

// Cond is a condition: And, Or, Not, Is, In, Compare, Within, Some, All.
type Cond interface{ cond() }

// And holds when all its parts hold; without parts it is true.
type And struct{ Of []Cond }

// Or holds when one of its parts holds; without parts it is false.
type Or struct{ Of []Cond }

type Not struct{ Of Cond }

// Is holds when a Bool question is answered yes.
type Is struct {
	Question string
	Pos      int
}

// In holds when the choice of a One question is in the set, or when a Many
// question has at least one choice of the set.
type In struct {
	Question string
	Choices  []string
	Pos      int
}

// Compare holds a sum or difference of numbers against a constant of the same
// unit.
type Compare struct {
	Sum []Term
	Op  Op
	To  Const
	Pos int
}

// Term is a number fact with its sign, +1 or -1.
type Term struct {
	Question string
	Sign     int
	Pos      int
}

// Op is a comparison.
type Op uint8

const (
	Less Op = iota + 1
	AtMost
	Equal
	AtLeast
	More
)

func (o Op) String() string { return [...]string{"", "<", "<=", "=", ">=", ">"}[o] }

// Within holds when a matter falls in the policy's period. Date names the
// question (or, inside a list, the field) with the matter's date; "" leaves it
// to the gate.
type Within struct {
	Date string
	Pos  int
}

// Some holds when a record of the list meets the condition.
type Some struct {
	List string
	Of   Cond
	Pos  int
}

// All holds when every record of the list meets the condition.
type All struct {
	List string
	Of   Cond
	Pos  int
}

func (And) cond()     {}
func (Or) cond()      {}
func (Not) cond()     {}
func (Is) cond()      {}
func (In) cond()      {}
func (Compare) cond() {}
func (Within) cond()  {}
func (Some) cond()    {}
func (All) cond()     {}

// Const is a figure of the text: its value in its unit and how it is printed.
// Percentages hold the number before the sign (30 for 30%).
type Const struct {
	Value decimal.Decimal
	Unit  string // 元, 美元, %, 元/亩, 折, 比 (a ratio), 亩, 个, …
	Text  string
	Pos   int
}

// Units that Mul understands besides "a/b".
const (
	UnitYuan    = figure.UnitYuan
	UnitPercent = figure.UnitPercent
	UnitRatio   = figure.UnitRatio
	UnitTenths  = figure.UnitTenths
)

// factor is the number that a rate multiplies with.
func (c Const) factor() decimal.Decimal {
	switch c.Unit {
	case UnitPercent:
		return c.Value.Shift(-2)
	case UnitTenths:
		return c.Value.Shift(-1)
	}
	return c.Value
}

// Factor is the plain number behind a rate: 0.3 for 30%, 0.85 for 8.5折.
func (c Const) Factor() decimal.Decimal { return c.factor() }

// Expr is a quantity: Const, Sum, Mul, Add, Min, Max0, Total.
type Expr interface{ expr() }

// Sum is a sum or difference of number facts.
type Sum struct {
	Terms []Term
}

// Mul is a rate times a quantity.
type Mul struct {
	By Const
	Of Expr
}

type Add struct{ Of []Expr }
type Min struct{ Of []Expr }

// Max0 is its quantity, but never below zero.
type Max0 struct{ Of Expr }

// Total adds a quantity over the records of a list that meet a condition. A record
// with a field that does not apply adds nothing.
type Total struct {
	List  string
	Where Cond // nil: all records
	Of    Expr
	Pos   int
}

func (Const) expr() {}
func (Sum) expr()   {}
func (Mul) expr()   {}
func (Add) expr()   {}
func (Min) expr()   {}
func (Max0) expr()  {}
func (Total) expr() {}
