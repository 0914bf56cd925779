package engine

import (
	"math/bits"
	"time"

	"github.com/shopspring/decimal"
)

// Slot takes one answer: that to a question, or to a field of a record. Whoever
// reads very many applicants puts their answers straight into a case; Facts are for
// everyone else. What a slot does not take is left to Program.With, which says what
// is wrong with it.
type Slot struct {
	of *Case
	q  *question
	c  *cell
}

// slots hold the answers that slots took, so that the next applicant's take their
// place.
type slots struct {
	given     []cell // never moves: the case's cells point into it
	records   []cell
	lists     []*rows
	listsUsed int
}

// NewCase is a case of which nothing is known. Its slots take an applicant's
// answers, before anything is asked of it.
func (p *Program) NewCase() *Case {
	c := &Case{found: make([]*finding, len(p.items)), room: p.newTruths()}
	c.env = env{p: p, cells: make([]*cell, len(p.qs))}
	c.given = make([]cell, 0, len(p.qs))
	c.Reset()
	return c
}

// Reset forgets all answers and what came of them, for the next applicant.
func (c *Case) Reset() {
	copy(c.cells, c.p.nothing)
	c.given, c.records, c.listsUsed = c.given[:0], c.records[:0], 0
	c.dates, c.truths = c.dates[:0], nil
	clear(c.found)
}

// Slot is where the answer to a question goes, once.
func (c *Case) Slot(question int) Slot {
	c.given = append(c.given, c.p.blank[question])
	s := Slot{c, &c.p.qs[question], &c.given[len(c.given)-1]}
	c.cells[question] = s.c
	if s.q.kind == Day {
		c.dates = append(c.dates, question)
	}
	return s
}

// Unknown says that the applicant does not know.
func (s Slot) Unknown() {
	if s.q.src.Unsure != "" {
		s.Choose(1 << s.q.choices[s.q.src.Unsure])
		return
	}
	s.c.state = dontKnow
}

// Bool answers a Bool question.
func (s Slot) Bool(yes bool) {
	set := uint64(bitNo)
	if yes {
		set = bitYes
	}
	s.Choose(set)
}

// Choose answers a One or Many question: the choices are bits, in the order of the
// question's.
func (s Slot) Choose(set uint64) {
	s.c.state, s.c.yes, s.c.may = known, set, set
}

// Number answers a Number question with n·10^exp in its unit. It is false where
// the question does not take that number, or no int64 holds it in millionths.
func (s Slot) Number(n int64, exp int) bool {
	d, ok := scaled(n, exp+places)
	return ok && s.number(d)
}

// Decimal is Number for a decimal.
func (s Slot) Decimal(d decimal.Decimal) bool {
	n := numOf(d)
	return n.d == nil && s.number(n)
}

func (s Slot) number(n num) bool {
	if n.less(s.q.min) || !s.q.noMax && s.q.max.less(n) || n.mod(s.q.step).sign() != 0 {
		return false
	}
	s.c.state, s.c.span = known, point(n)
	return true
}

// Day answers a Day question.
func (s Slot) Day(d Date) {
	s.c.state, s.c.span = known, point(d.num())
}

// None answers a List question: there are no records but those that Record adds.
func (s Slot) None() {
	c := s.of
	if c.listsUsed == len(c.lists) {
		c.lists = append(c.lists, &rows{})
	}
	l := c.lists[c.listsUsed]
	c.listsUsed++
	l.recs = l.recs[:0]
	s.c.state, s.c.rows = known, l
}

// RecordSlots takes the fields of a record.
type RecordSlots struct {
	of  *Case
	q   *question
	rec []cell
}

// Record adds a record to a list after None.
func (s Slot) Record() RecordSlots {
	from := len(s.of.records)
	s.of.records = append(s.of.records, s.q.record...)
	rec := s.of.records[from:len(s.of.records):len(s.of.records)]
	s.c.rows.recs = append(s.c.rows.recs, rec)
	return RecordSlots{s.of, s.q, rec}
}

// Slot is where the value of a field goes, once.
func (r RecordSlots) Slot(field int) Slot { return Slot{r.of, &r.q.fields[field], &r.rec[field]} }

// Ended reports whether the applicant says that nothing falls inside the period.
func (c *Case) Ended() bool { return c.ended() }

// Facts are the answers of a case.
func (c *Case) Facts() Facts {
	out := Facts{}
	for i := range c.p.qs {
		if q := &c.p.qs[i]; c.cells[i].state != absent {
			out[q.src.ID] = q.value(c.cells[i])
		}
	}
	return out
}

// value is the answer that a cell holds.
func (q *question) value(c *cell) Value {
	if c.state != known {
		return DontKnow()
	}
	switch q.kind {
	case Bool:
		return BoolValue(c.may == bitYes)
	case One:
		return OneValue(q.src.Choices[bits.TrailingZeros64(c.may)].ID)
	case Many:
		var ids []string
		for set := c.yes; set != 0; set &= set - 1 {
			ids = append(ids, q.src.Choices[bits.TrailingZeros64(set)].ID)
		}
		return ManyValue(ids...)
	case Number:
		return NumberValue(c.span.lo.decimal())
	case Day:
		d := time.Unix(c.span.lo.n/million*86400, 0).UTC()
		return DayValue(Date{d.Year(), int(d.Month()), d.Day()})
	}
	out := Records{Open: c.rows.open, Rows: make([]Row, 0, len(c.rows.recs))}
	for _, rec := range c.rows.recs {
		row := Row{}
		for k := range rec {
			if f := &q.fields[k]; rec[k].state != absent {
				row[f.src.ID] = f.value(&rec[k])
			}
		}
		out.Rows = append(out.Rows, row)
	}
	return ListValue(out)
}
