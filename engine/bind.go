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

// bind makes facts ready to be evaluated.
func (p *Program) bind(f Facts) (env, error) {
	e := env{p: p, cells: make([]*cell, len(p.blank))}
	copy(e.cells, p.nothing)
	given := make([]cell, 0, len(f))
	var errs []error
	for id, v := range f {
		i, ok := p.qIndex[id]
		if !ok {
			errs = append(errs, &FactError{Question: id, Problem: UnknownQuestion})
			continue
		}
		given = append(given, p.blank[i])
		c := &given[len(given)-1]
		e.cells[i] = c
		if p.qs[i].kind == Day {
			e.dates = append(e.dates, i)
		}
		problem, got := p.qs[i].bind(&v, c, func(row int, field string, pr FactProblem, got string) {
			errs = append(errs, &FactError{id, row, field, pr, got})
		})
		if problem != 0 {
			errs = append(errs, &FactError{Question: id, Problem: problem, Got: got})
		}
	}
	if len(errs) == 0 {
		return e, nil
	}
	slices.SortStableFunc(errs, func(a, b error) int { // facts have no order, but those of one question
		return cmp.Compare(a.(*FactError).Question, b.(*FactError).Question)
	})
	return env{}, errors.Join(errs...)
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

// bind turns an answer into the cell c, which is blank. Faults of single fields go
// to bad.
func (q *question) bind(v *Value, c *cell, bad func(row int, field string, pr FactProblem, got string)) (FactProblem, string) {
	if !v.Known() {
		if q.src.Unsure == "" {
			c.state = dontKnow
			return 0, ""
		}
		unsure := OneValue(q.src.Unsure) // the choice that says so
		v = &unsure
	}
	if v.kind != q.kind {
		return WrongKind, v.kind.String()
	}
	switch q.kind {
	case Bool:
		c.may = bitNo
		if v.yes {
			c.may = bitYes
		}
		c.yes = c.may
	case One, Many:
		var chosen uint64
		for _, id := range v.choices {
			i, ok := q.choices[id]
			if !ok {
				return UnknownChoice, id
			}
			chosen |= 1 << i
		}
		c.yes, c.may = chosen, chosen
	case Number:
		n := numOf(v.num)
		if n.d != nil && absurd(v.num) || n.less(q.min) || !q.noMax && q.max.less(n) {
			return OutOfRange, ""
		}
		c.span = point(n)
	case Day:
		c.span = point(v.Date().num())
	case List:
		c.rows = q.bindRows(v.records, bad)
	}
	c.state = known
	return 0, ""
}

func (q *question) bindRows(v *Records, bad func(row int, field string, pr FactProblem, got string)) *rows {
	out := &rows{open: v.Open, recs: make([][]cell, len(v.Rows))}
	for i, row := range v.Rows {
		rec := slices.Clone(q.record)
		met := 0
		for k := range q.fields {
			f := &q.fields[k]
			x, has := row[f.src.ID]
			if !has {
				continue
			}
			met++
			if problem, got := f.bind(&x, &rec[k], nil); problem != 0 {
				bad(i+1, f.src.ID, problem, got)
			}
		}
		if met < len(row) {
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
		}
		out.recs[i] = rec
	}
	return out
}

// maxDigits bounds the numbers that are computed with: more digits than any sum
// of money has, few enough that no arithmetic can run away.
const maxDigits = 40

func absurd(d decimal.Decimal) bool {
	e := int(d.Exponent())
	return e < -maxDigits || d.NumDigits()+e > maxDigits
}
