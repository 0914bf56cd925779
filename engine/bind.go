package engine

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
)

// FactError says why an answer cannot be used.
type FactError struct {
	Question string
	Row      int    // 1-based row of a list; 0 outside
	Field    string // field of the row; "" outside
	Problem  FactProblem
	Got      string // the offending value, if it says more
}

// FactProblem is the kind of fault of an answer.
type FactProblem uint8

const (
	UnknownQuestion FactProblem = iota + 1
	UnknownField
	WrongKind
	UnknownChoice
	OutOfRange // below the question's Min or above its Max
)

func (p FactProblem) String() string {
	return [...]string{"", "unknown question", "unknown field", "wrong kind", "unknown choice", "out of range"}[p]
}

func (e *FactError) Error() string {
	at := e.Question
	if e.Row > 0 {
		at = fmt.Sprintf("%s[%d].%s", e.Question, e.Row, e.Field)
	}
	return fmt.Sprintf("%s: %s %s", at, e.Problem, e.Got)
}

// state says how much is known of a question.
type state uint8

const (
	absent state = iota
	dontKnow
	known
)

// cell holds what is known of one question: sets of choices that are surely and
// possibly chosen, an interval, or records.
type cell struct {
	state state
	yes   uint64 // Many: surely chosen
	may   uint64 // Bool, One, Many: possibly chosen
	span  span   // Number, Day
	rows  *rows  // List
}

type rows struct {
	recs  [][]cell
	open  bool
	heavy []bool // while completions are tried: records that stand for very many
}

// Check reports every answer that does not fit its question, as *FactError
// joined together.
func (p *Program) Check(f Facts) error {
	_, err := p.bind(f)
	return err
}

func (p *Program) bind(f Facts) ([]cell, error) {
	cells := make([]cell, len(p.qs))
	var errs []error
	for i := range p.qs {
		q := &p.qs[i]
		v, given := f[q.src.ID]
		c, problem, got := q.bind(v, given, func(row int, field string, pr FactProblem, got string) {
			errs = append(errs, &FactError{q.src.ID, row, field, pr, got})
		})
		if problem != 0 {
			errs = append(errs, &FactError{Question: q.src.ID, Problem: problem, Got: got})
			c = q.blank(dontKnow)
		}
		cells[i] = c
	}
	var strangers []string
	for id := range f {
		if _, ok := p.qIndex[id]; !ok {
			strangers = append(strangers, id)
		}
	}
	slices.Sort(strangers)
	for _, id := range strangers {
		errs = append(errs, &FactError{Question: id, Problem: UnknownQuestion})
	}
	if len(errs) == 0 {
		return cells, nil
	}
	slices.SortStableFunc(errs, func(a, b error) int {
		var x, y *FactError
		errors.As(a, &x)
		errors.As(b, &y)
		return cmp.Compare(x.Question, y.Question)
	})
	return nil, errors.Join(errs...)
}

// blank is the cell of a question of which nothing is known.
func (q *question) blank(s state) cell {
	c := cell{state: s, may: q.all}
	switch q.kind {
	case Number, Day:
		c.span = span{lo: q.min, hi: q.max, loInf: q.noMin, hiInf: q.noMax}
	case List:
		c.rows = &rows{open: true}
	}
	return c
}

// bind turns an answer into a cell. Faults of single fields go to bad.
func (q *question) bind(v Value, given bool, bad func(row int, field string, pr FactProblem, got string)) (cell, FactProblem, string) {
	if !given {
		return q.blank(absent), 0, ""
	}
	if !v.Known() && q.src.Unsure != "" {
		v = OneValue(q.src.Unsure) // the choice that says so
	}
	if !v.Known() {
		return q.blank(dontKnow), 0, ""
	}
	if v.kind != q.kind {
		return cell{}, WrongKind, v.kind.String()
	}
	c := cell{state: known}
	switch q.kind {
	case Bool:
		c.may = bitNo
		if v.yes {
			c.may = bitYes
		}
		c.yes = c.may
	case One, Many:
		for _, id := range v.choices {
			i, ok := q.choices[id]
			if !ok {
				return cell{}, UnknownChoice, id
			}
			c.may |= 1 << i
		}
		if q.kind == One && len(v.choices) != 1 {
			return cell{}, WrongKind, "one choice is needed"
		}
		c.yes = c.may
	case Number:
		n := numOf(v.num)
		if n.d != nil && absurd(v.num) || n.less(q.min) || !q.noMax && q.max.less(n) {
			return cell{}, OutOfRange, ""
		}
		c.span = point(n)
	case Day:
		c.span = point(v.date.num())
	case List:
		c.rows = &rows{open: v.records.Open}
		for i, row := range v.records.Rows {
			rec := make([]cell, len(q.fields))
			for k := range q.fields {
				f := &q.fields[k]
				x, has := row[f.src.ID]
				fc, problem, got := f.bind(x, has, nil)
				if problem != 0 {
					bad(i+1, f.src.ID, problem, got)
					fc = f.blank(dontKnow)
				}
				rec[k] = fc
			}
			var strangers []string
			for id := range row {
				if _, ok := q.fIndex[id]; !ok {
					strangers = append(strangers, id)
				}
			}
			slices.Sort(strangers)
			for _, id := range strangers {
				bad(i+1, id, UnknownField, "")
			}
			c.rows.recs = append(c.rows.recs, rec)
		}
	}
	return c, 0, ""
}

// maxDigits bounds the numbers that are computed with: more digits than any sum
// of money has, few enough that no arithmetic can run away.
const maxDigits = 40

func absurd(d decimal.Decimal) bool {
	e := int(d.Exponent())
	return e > maxDigits || e < -maxDigits || d.NumDigits()+e > maxDigits || d.NumDigits() > 2*maxDigits
}
