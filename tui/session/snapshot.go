package session

import (
	"fmt"
	"maps"
	"slices"

	"huiqi/engine"
)

// Snapshot is an interview to be kept: what was answered, and what cannot be
// computed from it. It shares nothing with the interview it was taken of.
type Snapshot struct {
	Facts engine.Facts
	// Whole is the whole check; Chosen says that its topics were chosen.
	Whole, Chosen bool
	Names         []string
	// Put are the choices that a question was put with, see Interview.Choices.
	Put map[string][]string
	// Former are answers taken back, to start from.
	Former engine.Facts
	// Later are questions left for later; TopicsLater: the choice of topics too.
	Later       []string
	TopicsLater bool
	// First is the topic whose questions come first.
	First string
}

// Snapshot takes the interview as it stands.
func (iv *Interview) Snapshot() Snapshot {
	s := Snapshot{Facts: maps.Clone(iv.facts), Whole: iv.whole, Chosen: iv.chosen, Names: slices.Clone(iv.names),
		Former: maps.Clone(iv.former), First: iv.first}
	if len(iv.put) > 0 {
		s.Put = make(map[string][]string, len(iv.put))
		for id, choices := range iv.put {
			s.Put[id] = slices.Clone(choices)
		}
	}
	for step := range iv.skipped {
		if step.Kind == AskTopics {
			s.TopicsLater = true
		} else {
			s.Later = append(s.Later, iv.prog.Policy().Questions[step.Question].ID)
		}
	}
	slices.Sort(s.Later)
	return s
}

// Restore goes on with an interview that was kept. The error is an answer, a
// name or a question that the policy does not know.
func Restore(p *engine.Program, s Snapshot) (*Interview, error) {
	for _, facts := range []engine.Facts{s.Facts, s.Former} {
		if err := p.Check(facts); err != nil {
			return nil, err
		}
	}
	scope, err := p.ScopeOf(s.Names...)
	if err != nil {
		return nil, err
	}
	iv := &Interview{prog: p, facts: maps.Clone(s.Facts), whole: s.Whole, chosen: s.Chosen,
		names: slices.Clone(s.Names), scope: scope, former: maps.Clone(s.Former), first: s.First}
	if iv.facts == nil {
		iv.facts = engine.Facts{}
	}
	for id, choices := range s.Put {
		if _, ok := p.Question(id); !ok {
			return nil, fmt.Errorf("session: no question %q", id)
		}
		if iv.put == nil {
			iv.put = map[string][]string{}
		}
		iv.put[id] = slices.Clone(choices)
	}
	for _, id := range s.Later {
		i, ok := p.Question(id)
		if !ok {
			return nil, fmt.Errorf("session: no question %q", id)
		}
		iv.Skip(Step{Kind: AskQuestion, Question: i})
	}
	if s.TopicsLater {
		iv.Skip(Step{Kind: AskTopics})
	}
	iv.retrace()
	return iv, nil
}

// retrace makes Back lead through what was answered, in the order of asking.
func (iv *Interview) retrace() {
	topics := iv.whole && iv.chosen
	for _, i := range iv.Answered() {
		id, pol := iv.prog.Policy().Questions[i].ID, iv.prog.Policy()
		if topics && id != pol.Gate.Question && id != pol.Applicant {
			iv.Visit(Step{Kind: AskTopics})
			topics = false
		}
		iv.Visit(Step{Kind: AskQuestion, Question: i})
	}
	if topics {
		iv.Visit(Step{Kind: AskTopics})
	}
}
