package engine

import (
	"errors"
	"fmt"
)

// DefinitionError says what is wrong with a policy's definition.
type DefinitionError struct {
	Where string // "question revenue", "item a14-rd require", …
	Name  string // the offending name, if any
	Pos   int    // offset inside the expression, as the author's parser gave it
	Msg   string
}

func (e *DefinitionError) Error() string {
	return fmt.Sprintf("%s: %s", e.Where, e.Msg)
}

// Program is a compiled policy: immutable, safe for concurrent use.
type Program struct {
	policy    Policy
	qs        []question
	qIndex    map[string]int
	items     []item
	itemIndex map[string]int
	groups    []group
	sums      []sum
	gate      gate
	applicant int
	from, to  num // the period as day numbers
	effort    *Effort

	table       []entry // every condition outside records
	choices     []choiceBlock
	choicesTo   int // the entry after them
	steps       []step
	dateFrom    int32 // the dates of matters in the table
	dateTo      int32
	dateWhen    *node   // what makes their questions applicable
	dateEntry   []int32 // 1 + the entry, by question; 0: not among them
	parts       []int32 // of entries
	blank       []cell  // nothing is known
	nothing     []*cell // pointers to blank
	conditional []int   // questions that do not always apply, without dates of matters
	plans       []plan
	templates   []ItemResult // what of a verdict does not depend on facts
	everybody   outset
	starts      []outset // by the choice of who applies
}

type gate struct {
	q                   int // -1: the policy has none
	covers, dated, ends uint64
	whole               uint64 // the choice under which all matters fall inside
}

// Compile checks a policy and makes it ready for evaluation. All faults found
// are reported together (errors.Join of *DefinitionError).
func Compile(p Policy) (*Program, error) {
	c := compiler{p: &Program{
		policy: p, qIndex: map[string]int{}, itemIndex: map[string]int{}, applicant: -1, gate: gate{q: -1},
	}, sumIndex: map[string]int{}}
	c.questions()
	if len(c.errs) == 0 {
		c.opening()
		c.items()
		c.groups()
	}
	if len(c.errs) > 0 {
		return nil, errors.Join(c.errs...)
	}
	c.p.tabulate()
	return c.p, nil
}

type compiler struct {
	p        *Program
	errs     []error
	where    string
	limit    int       // conditions may read questions below this index
	rec      *question // list whose record is the current context
	sumIndex map[string]int
}

func (c *compiler) fail(pos int, name, format string, args ...any) {
	c.errs = append(c.errs, &DefinitionError{Where: c.where, Name: name, Pos: pos, Msg: fmt.Sprintf(format, args...)})
}

func (c *compiler) opening() {
	p := &c.p.policy
	c.p.from = p.From.num()
	c.p.to = p.To.num()
	c.where = "policy"
	if p.To.ordinal() < p.From.ordinal() {
		c.fail(0, "", "the period ends before it begins")
	}
	if p.Gate.Question != "" {
		c.where = "gate"
		i, ok := c.p.qIndex[p.Gate.Question]
		if !ok || c.p.qs[i].kind != One {
			c.fail(0, p.Gate.Question, "the gate is no one-of question")
			return
		}
		if c.p.qs[i].when != nil {
			c.fail(0, p.Gate.Question, "the gate is not asked of everybody")
		}
		c.p.gate = gate{q: i, covers: c.choiceMask(i, 0, p.Gate.Covers...)}
		if len(p.Gate.Covers) > 0 {
			c.p.gate.whole = c.choiceMask(i, 0, p.Gate.Covers[0])
		}
		if p.Gate.Dated != "" {
			c.p.gate.dated = c.choiceMask(i, 0, p.Gate.Dated)
		}
		if p.Gate.Ends != "" {
			c.p.gate.ends = c.choiceMask(i, 0, p.Gate.Ends)
		}
	}
	if p.Applicant != "" {
		c.where = "applicant"
		i, ok := c.p.qIndex[p.Applicant]
		if !ok || c.p.qs[i].kind != One {
			c.fail(0, p.Applicant, "the applicant is no one-of question")
			return
		}
		c.p.applicant = i
	}
	if len(c.errs) > 0 {
		return
	}
	for i := range c.p.qs {
		if q := &c.p.qs[i]; q.when != nil {
			c.where = "question " + q.src.ID
			q.asked = &reading{require: q.when}
			q.asked.inputs = c.inputs(q.asked)
		}
		for k := range c.p.qs[i].fields {
			if f := &c.p.qs[i].fields[k]; f.when != nil {
				c.where = "question " + c.p.qs[i].src.ID + " field " + f.src.ID
				some := reading{require: &node{op: opSome, q: i, of: []*node{f.when}}}
				f.asked = &reading{require: f.when, inputs: c.inputs(&some)}
			}
		}
	}
}
