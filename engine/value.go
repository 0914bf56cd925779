package engine

import (
	"fmt"
	"slices"
	"time"

	"github.com/shopspring/decimal"
)

// Kind is the type of a question's answer.
type Kind uint8

const (
	Bool   Kind = iota + 1 // yes or no
	One                    // one of the choices
	Many                   // any number of the choices, also none
	Number                 // a decimal in the question's unit
	Day                    // a calendar date
	List                   // records, each with a value for every field
)

func (k Kind) String() string {
	return [...]string{"", "bool", "one", "many", "number", "date", "list"}[k]
}

// Date is a calendar date without a time zone.
type Date struct{ Year, Month, Day int }

// ParseDate reads YYYY-MM-DD and refuses dates that do not exist.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("date %q: want YYYY-MM-DD", s)
	}
	return Date{t.Year(), int(t.Month()), t.Day()}, nil
}

func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }

// ordinal is the number of days since 1970-01-01.
func (d Date) ordinal() int64 {
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC).Unix() / 86400
}

func (d Date) num() num { return num{n: d.ordinal() * million} }

// Value is one answer: a value of one kind, or "don't know". The zero Value is
// "don't know".
//
// Facts hold values by the hundred, so it is kept small: a date is packed into one
// number, records stand behind a pointer.
type Value struct {
	kind    Kind
	yes     bool
	date    int32 // year, month and day in decimal places: 20230501
	choices []string
	num     decimal.Decimal
	records *Records
}

// Records is the answer to a List question. Rows may leave out fields (never
// asked) or hold "don't know". Open means that there may be more rows than
// these; only a closed list without rows means "none".
type Records struct {
	Rows []Row
	Open bool
}

// Row is one record of a list: field id to value.
type Row map[string]Value

func DontKnow() Value                     { return Value{} }
func BoolValue(b bool) Value              { return Value{kind: Bool, yes: b} }
func OneValue(choice string) Value        { return Value{kind: One, choices: []string{choice}} }
func ListValue(r Records) Value           { return Value{kind: List, records: &r} }
func NumberValue(d decimal.Decimal) Value { return Value{kind: Number, num: d} }

// DayValue is a date of the years 1 to 9999.
func DayValue(d Date) Value {
	return Value{kind: Day, date: int32(d.Year*10000 + d.Month*100 + d.Day)}
}

// ManyValue is a set of choices; order and repetition do not matter.
func ManyValue(choices ...string) Value {
	c := slices.Clone(choices)
	slices.Sort(c)
	return Value{kind: Many, choices: slices.Compact(c)}
}

// Known reports whether v is a value rather than "don't know".
func (v Value) Known() bool { return v.kind != 0 }

// Kind is the kind of a known value and 0 for "don't know".
func (v Value) Kind() Kind { return v.kind }

func (v Value) Bool() bool              { return v.yes }
func (v Value) Number() decimal.Decimal { return v.num }

// Date is the date of a Day value.
func (v Value) Date() Date {
	d := int(v.date)
	return Date{d / 10000, d / 100 % 100, d % 100}
}

// Records are the records of a List value.
func (v Value) Records() Records {
	if v.records == nil {
		return Records{}
	}
	return *v.records
}

// Choice is the choice of a One value.
func (v Value) Choice() string {
	if v.kind == One && len(v.choices) == 1 {
		return v.choices[0]
	}
	return ""
}

// Choices are the choices of a One or Many value, sorted.
func (v Value) Choices() []string { return slices.Clone(v.choices) }

// Equal reports whether two values say the same.
func (v Value) Equal(w Value) bool {
	if v.kind != w.kind {
		return false
	}
	switch v.kind {
	case Bool:
		return v.yes == w.yes
	case One, Many:
		return slices.Equal(v.choices, w.choices)
	case Number:
		return v.num.Equal(w.num)
	case Day:
		return v.date == w.date
	case List:
		a, b := v.Records(), w.Records()
		return a.Open == b.Open &&
			slices.EqualFunc(a.Rows, b.Rows, func(a, b Row) bool {
				if len(a) != len(b) {
					return false
				}
				for id, x := range a {
					if y, ok := b[id]; !ok || !x.Equal(y) {
						return false
					}
				}
				return true
			})
	}
	return true
}

// Facts are the answers given so far, by question id. An absent id was never
// asked.
type Facts map[string]Value
