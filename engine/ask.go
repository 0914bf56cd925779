package engine

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"
)

// Scope is a set of items. The zero Scope holds all.
type Scope struct{ in []bool }

// NoScope is the scope that holds no item.
func (p *Program) NoScope() Scope { return Scope{in: make([]bool, len(p.items))} }

// ScopeOf is the scope of the named items, articles (by number) and topics.
// Without names it holds all items.
func (p *Program) ScopeOf(names ...string) (Scope, error) {
	if len(names) == 0 {
		return Scope{}, nil
	}
	s := p.NoScope()
	for _, name := range names {
		if i, ok := p.itemIndex[name]; ok {
			s.in[i] = true
			continue
		}
		n, err := strconv.Atoi(name)
		isArticle := err == nil && slices.ContainsFunc(p.policy.Articles, func(a Article) bool { return a.Number == n })
		isTopic := slices.ContainsFunc(p.policy.Topics, func(t Topic) bool { return t.ID == name })
		if !isArticle && !isTopic {
			return Scope{}, &ScopeError{name}
		}
		for i := range p.items {
			it := p.items[i].src
			if isArticle && it.Article == n || isTopic && it.Topic == name {
				s.in[i] = true
			}
		}
	}
	return s, nil
}

// ScopeError names what is neither an item nor an article nor a topic.
type ScopeError struct{ Name string }

func (e *ScopeError) Error() string { return fmt.Sprintf("no item, article or topic %q", e.Name) }

// Has reports whether item i is in the scope.
func (s Scope) Has(i int) bool { return s.in == nil || i < len(s.in) && s.in[i] }

// All reports whether the scope holds every item.
func (s Scope) All() bool { return s.in == nil || !slices.Contains(s.in, false) }

// Stakes says what a question can still decide.
type Stakes struct {
	Items []int // indices of the items whose result it can change
	// High is the largest sum that one of these items can come to, in yuan; nil
	// where none has a printed upper end. NoUpper says that some has none.
	High    *decimal.Decimal
	NoUpper bool
}

// Pending is a question that still matters.
type Pending struct {
	Question int
	// Choices are, for a Many question, those that still matter; else nil.
	Choices []int
	Stakes  Stakes
}

// Agenda is what is left to ask.
type Agenda struct {
	// Ask holds the relevant questions that apply and were never asked, in the
	// author's order. With Later it is empty exactly when no further answer changes
	// a result.
	Ask []Pending
	// Later holds relevant questions whose condition waits for another answer: one
	// that is still to come or, where AtMost is 0, one that was "don't know".
	Later []Pending
	// AtMost is how many questions can still come.
	AtMost int
}

// Ask finds the questions that can still change the result of an item in scope.
// The question of the applicant comes like any other.
func (c *Case) Ask(scope Scope) *Agenda {
	c.fill()
	p := c.p
	byQ := map[int]*Pending{}
	for i := range p.items {
		if !scope.Has(i) {
			continue
		}
		f := c.finding(i)
		for _, q := range c.openQuestions(f.matter) {
			pd := byQ[q.q]
			if pd == nil {
				pd = &Pending{Question: q.q}
				byQ[q.q] = pd
			}
			if q.bit >= 0 && !slices.Contains(pd.Choices, q.bit) {
				pd.Choices = append(pd.Choices, q.bit)
			}
			pd.Stakes.add(i, f.worth)
		}
	}
	a := &Agenda{}
	coming := make([]bool, len(p.qs)) // a question's condition reads earlier ones only
	for i := range p.qs {
		pd := byQ[i]
		if pd == nil || c.cells[i].state != absent {
			continue
		}
		slices.Sort(pd.Choices)
		switch f := c.applies(i); f.truth {
		case True:
			a.Ask = append(a.Ask, *pd)
			coming[i] = true
		case Unknown:
			a.Later = append(a.Later, *pd)
			for _, o := range c.openQuestions(f.matter) {
				coming[i] = coming[i] || coming[o.q]
			}
		}
		if coming[i] {
			a.AtMost++
		}
	}
	return a
}

func (s *Stakes) add(i int, w worth) {
	if n := len(s.Items); n > 0 && s.Items[n-1] == i {
		return
	}
	s.Items = append(s.Items, i)
	if !w.numbers {
		return
	}
	if w.span.hiInf {
		s.NoUpper = true
		return
	}
	if hi := w.span.hi.decimal(); s.High == nil || hi.GreaterThan(*s.High) {
		s.High = &hi
	}
}

// questionsOf lists the questions of an input.
func (p *Program) questionsOf(in *input) []int {
	if in.kind != inSum {
		return []int{in.q}
	}
	var out []int
	for _, t := range p.sums[in.sum].terms {
		out = append(out, t.q)
	}
	return out
}

// openQuestion is a question that an item still depends on; bit is the choice of
// a Many question, else -1.
type openQuestion struct{ q, bit int }

// openQuestions lists the questions behind inputs that matter, asked or not. The
// gate stands for what is not known of matters without a date.
func (e *env) openQuestions(inputs []*input) []openQuestion {
	var out []openQuestion
	for _, in := range inputs {
		bit := -1
		if in.kind == inBit {
			bit = in.bit
		}
		for _, q := range e.p.questionsOf(in) {
			if in.kind != inSum || !e.cells[q].span.isPoint() {
				out = append(out, openQuestion{q, bit})
			}
		}
	}
	return out
}

// Moot lists the answered questions (indices) that no longer matter to an item in
// scope: they do not apply, or no value of theirs would change a result.
func (c *Case) Moot(scope Scope) []int {
	c.fill()
	var out []int
	for q := range c.p.qs {
		if c.cells[q].state == absent {
			continue
		}
		if c.applies(q).truth == False || !c.matters(q, scope) {
			if c.p.qs[q].src.Volunteer && c.cells[q].state == known {
				continue
			}
			out = append(out, q)
		}
	}
	return out
}

// matters reports whether question q, were it open, could change an item.
func (e *env) matters(q int, scope Scope) bool {
	answered, truths := e.cells[q], e.truths
	e.cells[q], e.truths = &e.p.blank[q], nil
	defer func() { e.cells[q], e.truths = answered, truths }()
	for i := range e.p.items {
		if !scope.Has(i) || !e.p.DependsOn(i, q) {
			continue
		}
		for _, o := range e.openQuestions(e.find(&e.p.items[i].main).matter) {
			if o.q == q {
				return true
			}
		}
	}
	return false
}
