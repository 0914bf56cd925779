// Package session is one interview without a screen: what was answered, what
// comes next, how to go back, what a change did. Screens, the plain line mode,
// the briefing and the desk all drive it.
package session

import (
	"maps"
	"slices"

	"huiqi/engine"
)

// StepKind says what the interview wants next.
type StepKind uint8

const (
	AskQuestion StepKind = iota // one question
	AskTopics                   // which topics to go through
	Finished                    // nothing that is left to ask changes a result
)

// Step is one place of the interview.
type Step struct {
	Kind     StepKind
	Question int // AskQuestion: index in the policy
}

// Interview holds the answers of one applicant. It is not safe for concurrent
// use.
type Interview struct {
	prog    *engine.Program
	facts   engine.Facts
	whole   bool     // the whole check: opening questions and topics first
	chosen  bool     // topics were chosen
	names   []string // what the scope is made of: topics, or what one came for
	scope   engine.Scope
	visited []Step
	skipped map[Step]bool // left for later
	first   string        // the topic whose questions come first
	// put are the choices that a Many question was put with; a question that is
	// not here was answered elsewhere, knowing all of them.
	put      map[string][]string
	former   map[string]engine.Value // answers taken back, to start from
	reopened []int                   // questions that the last change took back
	cache    *cache
}

// cache holds what is computed from the present answers.
type cache struct {
	c      *engine.Case
	agenda *engine.Agenda
	result *engine.Result
	tally  *Tally
	moot   *[]int
}

// New begins the whole check.
func New(p *engine.Program) *Interview {
	return &Interview{prog: p, facts: engine.Facts{}, whole: true}
}

// NewFor begins an interview about the named items, articles or topics only.
func NewFor(p *engine.Program, names ...string) (*Interview, error) {
	scope, err := p.ScopeOf(names...)
	if err != nil {
		return nil, err
	}
	return &Interview{prog: p, facts: engine.Facts{}, names: slices.Clone(names), scope: scope, chosen: true}, nil
}

// Resume continues with given answers. For the whole check, no names mean that
// topics are still to be chosen.
func Resume(p *engine.Program, facts engine.Facts, whole bool, names []string) (*Interview, error) {
	if err := p.Check(facts); err != nil {
		return nil, err
	}
	scope, err := p.ScopeOf(names...)
	if err != nil {
		return nil, err
	}
	return &Interview{prog: p, facts: maps.Clone(facts), whole: whole, chosen: !whole || len(names) > 0,
		names: slices.Clone(names), scope: scope}, nil
}

func (iv *Interview) Program() *engine.Program { return iv.prog }

// Whole reports whether this is the whole check rather than one thing.
func (iv *Interview) Whole() bool { return iv.whole }

// Facts are the answers so far. The caller must not change them.
func (iv *Interview) Facts() engine.Facts { return iv.facts }

// Names are the topics chosen, or the items or articles that one came for.
func (iv *Interview) Names() []string { return slices.Clone(iv.names) }

// Scope holds the items that the interview is about.
func (iv *Interview) Scope() engine.Scope { return iv.scope }

// TopicsChosen reports whether the scope of the whole check is settled.
func (iv *Interview) TopicsChosen() bool { return iv.chosen }

// Outside reports whether the gate says that none of the matters fall in the
// period: the interview ends there.
func (iv *Interview) Outside() bool {
	g := iv.prog.Policy().Gate
	return iv.whole && g.Ends != "" && iv.facts[g.Question].Choice() == g.Ends
}

// Get is the answer to a question; given is false where it was never asked.
func (iv *Interview) Get(id string) (v engine.Value, given bool) {
	v, given = iv.facts[id]
	return v, given
}

// Answer records an answer to a question as it was put: with the choices that
// Choices gives. All other answers stay, but for those that covered too little
// for what the change makes matter: see Reopened.
func (iv *Interview) Answer(id string, v engine.Value) error {
	next := maps.Clone(iv.facts)
	next[id] = v
	if err := iv.prog.Check(next); err != nil {
		return err
	}
	if err := iv.notePut(id); err != nil {
		return err
	}
	was, change := iv.facts[id]
	_, again := iv.former[id]
	if change && !again && was.Equal(v) { // gone through once more
		iv.reopened = nil
		return nil
	}
	iv.facts = next
	iv.cache, iv.reopened = nil, nil
	delete(iv.former, id)
	if change || again {
		return iv.reopen()
	}
	return nil
}

// Clear takes an answer back, as if it had never been asked.
func (iv *Interview) Clear(id string) error {
	next := maps.Clone(iv.facts)
	delete(next, id)
	iv.facts = next
	iv.cache, iv.reopened = nil, nil
	return iv.reopen()
}

// SetTopics chooses what the whole check goes through. No topics mean all.
func (iv *Interview) SetTopics(ids []string) error {
	scope, err := iv.prog.ScopeOf(ids...)
	if err != nil {
		return err
	}
	iv.scope, iv.names, iv.chosen, iv.cache, iv.reopened = scope, slices.Clone(ids), true, nil, nil
	return iv.reopen()
}

// Topics lists the topics that hold something for the applicant as known so far.
func (iv *Interview) Topics() []engine.Topic {
	pol := iv.prog.Policy()
	who, known := iv.facts[pol.Applicant]
	var out []engine.Topic
	for _, t := range pol.Topics {
		if slices.ContainsFunc(pol.Items, func(it engine.Item) bool {
			return it.Topic == t.ID && (!known || !who.Known() || len(it.Who) == 0 || slices.Contains(it.Who, who.Choice()))
		}) {
			out = append(out, t)
		}
	}
	return out
}

// Agenda is what is left to ask.
func (iv *Interview) Agenda() (*engine.Agenda, error) {
	c, err := iv.Case()
	if err != nil {
		return nil, err
	}
	if iv.cache.agenda == nil {
		scope := iv.scope
		if iv.Outside() {
			scope = iv.prog.NoScope()
		}
		iv.cache.agenda = c.Ask(scope)
	}
	return iv.cache.agenda, nil
}

// Case is what the engine has found for the present answers, until the next one.
func (iv *Interview) Case() (*engine.Case, error) {
	if iv.cache == nil {
		c, err := iv.prog.With(iv.facts)
		if err != nil {
			return nil, err
		}
		iv.cache = &cache{c: c}
	}
	return iv.cache.c, nil
}

// Result is the verdict on every item by the answers so far.
func (iv *Interview) Result() (*engine.Result, error) {
	c, err := iv.Case()
	if err != nil {
		return nil, err
	}
	if iv.cache.result == nil {
		iv.cache.result = c.Evaluate()
	}
	return iv.cache.result, nil
}

// Next is what the interview wants: in the whole check first the gate, the
// applicant and the topics; then whatever question still matters. What was
// skipped is left out.
func (iv *Interview) Next() (Step, error) {
	if iv.whole {
		pol := iv.prog.Policy()
		for _, id := range []string{pol.Gate.Question, pol.Applicant} {
			if iv.Outside() {
				return Step{Kind: Finished}, nil
			}
			if i, ok := iv.prog.Question(id); ok {
				s := Step{Kind: AskQuestion, Question: i}
				if _, given := iv.facts[id]; !given && !iv.skipped[s] {
					return s, nil
				}
			}
		}
		if s := (Step{Kind: AskTopics}); !iv.chosen && !iv.skipped[s] {
			return s, nil
		}
	}
	a, err := iv.Agenda()
	if err != nil {
		return Step{}, err
	}
	next := Step{Kind: Finished}
	for _, p := range a.Ask {
		s := Step{Kind: AskQuestion, Question: p.Question}
		if iv.skipped[s] {
			continue
		}
		if iv.first == "" || iv.prog.Policy().Questions[p.Question].Topic == iv.first {
			return s, nil
		}
		if next.Kind == Finished {
			next = s
		}
	}
	return next, nil
}

// Jump puts the questions of a topic first, skipped ones too.
func (iv *Interview) Jump(topic string) {
	iv.first = topic
	maps.DeleteFunc(iv.skipped, func(s Step, _ bool) bool {
		return s.Kind == AskQuestion && iv.prog.Policy().Questions[s.Question].Topic == topic
	})
}

// Clone is a copy that can be changed without touching the original.
func (iv *Interview) Clone() *Interview {
	out := *iv
	out.facts = maps.Clone(iv.facts)
	out.visited = slices.Clone(iv.visited)
	out.skipped = maps.Clone(iv.skipped)
	out.put = maps.Clone(iv.put)
	out.former = maps.Clone(iv.former)
	out.cache = nil
	return &out
}

// Skip leaves a step for later; its question stays unanswered.
func (iv *Interview) Skip(s Step) {
	if iv.skipped == nil {
		iv.skipped = map[Step]bool{}
	}
	iv.skipped[s] = true
}

// Unskip takes up again what was skipped.
func (iv *Interview) Unskip() { iv.skipped = nil }

// Pending finds what is at stake with a question, if it still matters.
func (iv *Interview) Pending(question int) (engine.Pending, bool) {
	a, err := iv.Agenda()
	if err != nil {
		return engine.Pending{}, false
	}
	for _, list := range [][]engine.Pending{a.Ask, a.Later} {
		for _, p := range list {
			if p.Question == question {
				return p, true
			}
		}
	}
	return engine.Pending{}, false
}

// Stakes says what an answer to the question decides: by the agenda, or, where it
// was answered already, as if it had not been.
func (iv *Interview) Stakes(question int) (engine.Pending, bool) {
	id := iv.prog.Policy().Questions[question].ID
	if _, given := iv.facts[id]; !given {
		return iv.Pending(question)
	}
	without := maps.Clone(iv.facts)
	delete(without, id)
	a, err := iv.prog.Ask(without, iv.scope)
	if err != nil {
		return engine.Pending{}, false
	}
	for _, p := range append(a.Ask, a.Later...) {
		if p.Question == question {
			return p, true
		}
	}
	return engine.Pending{}, false
}

// AtMost is how many questions can still come, opening questions included. ok is
// false while that cannot be said: before the topics are chosen.
func (iv *Interview) AtMost() (n int, ok bool) {
	if iv.whole && !iv.chosen && !iv.Outside() {
		return 0, false
	}
	a, err := iv.Agenda()
	if err != nil {
		return 0, false
	}
	return a.AtMost, true
}

// Visit notes that a step is shown, so that Back can return to it.
func (iv *Interview) Visit(s Step) {
	if n := len(iv.visited); n > 0 && iv.visited[n-1] == s {
		return
	}
	iv.visited = append(iv.visited, s)
}

// Back returns the step before the one shown. ok is false at the first one.
func (iv *Interview) Back() (Step, bool) {
	n := len(iv.visited)
	if n < 2 {
		return Step{}, false
	}
	iv.visited = iv.visited[:n-1]
	return iv.visited[n-2], true
}

// Answered lists the answered questions in the order of asking.
func (iv *Interview) Answered() []int {
	var out []int
	for i, q := range iv.prog.Policy().Questions {
		if _, ok := iv.facts[q.ID]; ok {
			out = append(out, i)
		}
	}
	return out
}

// Moot lists the answered questions that no longer matter. Their answers are
// kept.
func (iv *Interview) Moot() []int {
	c, err := iv.Case()
	if err != nil {
		return nil
	}
	if iv.cache.moot == nil {
		g := iv.prog.Policy().Gate.Question
		out := slices.DeleteFunc(c.Moot(iv.scope), func(i int) bool { return iv.prog.Policy().Questions[i].ID == g && iv.Outside() })
		iv.cache.moot = &out
	}
	return slices.Clone(*iv.cache.moot)
}
