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
	// author's order. It is empty exactly when no further answer changes a result.
	Ask []Pending
	// Later holds relevant questions whose condition waits for another answer.
	Later []Pending
	// AtMost is how many questions can still come.
	AtMost int
}

// Ask finds the questions that can still change the result of an item in scope.
// The question of the applicant comes like any other.
func (p *Program) Ask(f Facts, scope Scope) (*Agenda, error) {
	cells, err := p.bind(f)
	if err != nil {
		return nil, err
	}
	return p.agenda(cells, scope), nil
}

func (p *Program) agenda(cells []cell, scope Scope) *Agenda {
	e := env{p: p, cells: cells}
	byQ := map[int]*Pending{}
	for i := range p.items {
		if !scope.Has(i) {
			continue
		}
		it := &p.items[i]
		if e.match(&it.main) == False {
			continue
		}
		w := e.worth(&it.main)
		for _, q := range p.openQuestions(cells, it) {
			pd := byQ[q.q]
			if pd == nil {
				pd = &Pending{Question: q.q}
				byQ[q.q] = pd
			}
			if q.bit >= 0 && !slices.Contains(pd.Choices, q.bit) {
				pd.Choices = append(pd.Choices, q.bit)
			}
			pd.Stakes.add(i, w)
		}
	}
	a := &Agenda{}
	for i := range p.qs {
		pd := byQ[i]
		if pd == nil || cells[i].state != absent {
			continue
		}
		slices.Sort(pd.Choices)
		switch e.truth(p.qs[i].when) {
		case True:
			a.Ask = append(a.Ask, *pd)
			a.AtMost++
		case Unknown:
			a.Later = append(a.Later, *pd)
			if p.waits(cells, p.qs[i].when) {
				a.AtMost++
			}
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
	if s.High == nil || w.span.hi.GreaterThan(*s.High) {
		hi := w.span.hi
		s.High = &hi
	}
}

// waits reports whether a condition that is still unknown reads a question that
// can yet be asked.
func (p *Program) waits(cells []cell, n *node) bool {
	if n == nil {
		return false
	}
	switch n.op {
	case opOne, opMany:
		return !n.inRec && cells[n.q].state == absent
	case opCmp:
		for _, t := range p.sums[n.sum].terms {
			if cells[t.q].state == absent {
				return true
			}
		}
		return false
	case opWithin:
		return p.gate.q >= 0 && cells[p.gate.q].state == absent || n.q >= 0 && cells[n.q].state == absent
	case opSome, opAll:
		return cells[n.q].state == absent
	}
	for _, k := range n.of {
		if p.waits(cells, k) {
			return true
		}
	}
	return false
}

// openQuestion is a question that an item still depends on; bit is the choice of
// a Many question, else -1.
type openQuestion struct{ q, bit int }

// openQuestions lists what can still change an item's result, asked or not.
func (p *Program) openQuestions(cells []cell, it *item) []openQuestion {
	var out []openQuestion
	for _, in := range p.support(cells, it) {
		switch in.kind {
		case inBit:
			out = append(out, openQuestion{in.q, in.bit})
		case inSum:
			for _, t := range p.sums[in.sum].terms {
				if cells[t.q].state != known {
					out = append(out, openQuestion{t.q, -1})
				}
			}
		default:
			out = append(out, openQuestion{in.q, -1})
		}
	}
	return out
}

// Moot lists the answered questions (indices) that no longer matter to an item in
// scope: they do not apply, or no value of theirs would change a result.
func (p *Program) Moot(f Facts, scope Scope) ([]int, error) {
	cells, err := p.bind(f)
	if err != nil {
		return nil, err
	}
	e := env{p: p, cells: cells}
	var out []int
	for q := range p.qs {
		if cells[q].state == absent {
			continue
		}
		if e.truth(p.qs[q].when) == False || !p.matters(cells, q, scope) {
			if p.qs[q].src.Volunteer && cells[q].state == known {
				continue
			}
			out = append(out, q)
		}
	}
	return out, nil
}

// matters reports whether question q, were it open, could change an item.
func (p *Program) matters(cells []cell, q int, scope Scope) bool {
	without := slices.Clone(cells)
	without[q] = p.qs[q].blank(absent)
	for i := range p.items {
		it := &p.items[i]
		if !scope.Has(i) || !it.depends(p, q) {
			continue
		}
		for _, o := range p.openQuestions(without, it) {
			if o.q == q {
				return true
			}
		}
	}
	return false
}

func (it *item) depends(p *Program, q int) bool {
	for i := range it.inputs {
		in := &it.inputs[i]
		if in.kind == inSum {
			for _, t := range p.sums[in.sum].terms {
				if t.q == q {
					return true
				}
			}
		} else if in.q == q {
			return true
		}
	}
	return false
}
