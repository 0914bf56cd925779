package figure

import (
	"strings"
	"unicode"
)

// Reason is the kind of fault that an Error reports.
type Reason uint8

const (
	Empty     Reason = iota + 1 // nothing but spaces
	TooLong                     // more than MaxRunes characters
	TooBig                      // more than MaxDigits digits
	Negative                    // below zero
	Exponent                    // 1e9
	Grouping                    // a comma in the wrong place
	Point                       // no digit on a side of the point, or two points
	Ambiguous                   // two readings: 3万5
	Unit                        // a unit, but not the one asked for
	Fraction                    // 三分之二: no finite decimal
	Syntax                      // anything else
)

// Error says what is wrong with an input and how to write it, in Chinese.
type Error struct {
	Input   string // as given, cleaned and cut for display
	Reason  Reason
	Problem string // what is wrong: "的逗号位置不对"
	Hint    string // how to write it: "请写成 1,000 或 1000"
}

func (e *Error) Error() string {
	if e.Input == "" {
		return e.Problem + "，" + e.Hint
	}
	return "“" + e.Input + "”" + e.Problem + "，" + e.Hint
}

func fail(in string, r Reason, problem, hint string) *Error {
	return &Error{Input: shown(in), Reason: r, Problem: problem, Hint: hint}
}

// shown makes an input fit for a message: one short line without control
// characters.
func shown(s string) string {
	const most = 30
	var b strings.Builder
	n := 0
	for _, r := range s {
		if n == most {
			b.WriteRune('…')
			break
		}
		if !unicode.IsPrint(r) {
			r = ' '
		}
		b.WriteRune(r)
		n++
	}
	return strings.TrimSpace(b.String())
}
