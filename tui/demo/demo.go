// Package demo plays an applicant whose answers are known: the questions that an
// interview puts, each with its answer, and what each answer changed. Nothing is
// recorded: a play is worked out by the interview that a person goes through, and
// then walked forward and back.
package demo

import (
	"huiqi/engine"
	"huiqi/tui/session"
)

// Applicant is whom a play is about.
type Applicant struct {
	Name, About string
	// MadeUp says that nobody real is meant: it comes with the program.
	MadeUp bool
	Facts  engine.Facts
	// Scope names topics for the whole check; items or articles ask about these
	// alone; empty: all topics.
	Scope []string
}

// Kind says what a stop shows.
type Kind uint8

const (
	Intro   Kind = iota // who the applicant is
	Asked               // a question with its answer filled in
	Changed             // what the answer changed
)

// Stop is one screen of a play.
type Stop struct {
	Kind   Kind
	Step   session.Step
	Number int // of the question, from 1
	// The interview before and after the answer. They must not be changed.
	Before, After *session.Interview
}

// Play is an applicant's whole interview.
type Play struct {
	Who   Applicant
	stops []Stop
	at    int
	end   *session.Interview
	open  int
	spare int
}

// New works out the play of an applicant.
func New(p *engine.Program, who Applicant) (*Play, error) {
	iv, err := start(p, who)
	if err != nil {
		return nil, err
	}
	play := &Play{Who: who, stops: []Stop{{Kind: Intro, Before: iv, After: iv}}}
	used := 0
	for n := 1; ; {
		s, err := iv.Next()
		if err != nil {
			return nil, err
		}
		if s.Kind == session.Finished {
			break
		}
		next := iv.Clone()
		if s.Kind == session.AskTopics {
			err = next.SetTopics(topics(next, who.Scope))
		} else {
			id := p.Policy().Questions[s.Question].ID
			v, given := who.Facts[id]
			if !given {
				next.Skip(s)
				iv, play.open = next, play.open+1
				continue
			}
			used++
			err = next.Answer(id, v)
		}
		if err != nil {
			return nil, err
		}
		next.Visit(s)
		play.stops = append(play.stops, Stop{Asked, s, n, iv, next}, Stop{Changed, s, n, iv, next})
		iv, n = next, n+1
	}
	play.end, play.spare = iv, len(who.Facts)-used
	return play, nil
}

// start is the whole check, or, where the scope names anything but topics, an
// interview about these things.
func start(p *engine.Program, who Applicant) (*session.Interview, error) {
	for _, name := range who.Scope {
		if !isTopic(p.Policy(), name) {
			return session.NewFor(p, who.Scope...)
		}
	}
	return session.New(p), nil
}

func isTopic(p *engine.Policy, name string) bool {
	for _, t := range p.Topics {
		if t.ID == name {
			return true
		}
	}
	return false
}

// topics are those of the scope, or all that hold something for the applicant.
func topics(iv *session.Interview, scope []string) []string {
	if len(scope) > 0 {
		return scope
	}
	var out []string
	for _, t := range iv.Topics() {
		out = append(out, t.ID)
	}
	return out
}

// Stop is what is shown now.
func (p *Play) Stop() Stop { return p.stops[p.at] }

// Place is the number of the stop that is shown, from 1, and of the last one.
func (p *Play) Place() (at, of int) { return p.at + 1, len(p.stops) }

// Forward goes one stop on; false at the last one.
func (p *Play) Forward() bool {
	if p.at+1 == len(p.stops) {
		return false
	}
	p.at++
	return true
}

// Back goes one stop back; false at the first one.
func (p *Play) Back() bool {
	if p.at == 0 {
		return false
	}
	p.at--
	return true
}

// End is a copy of the interview with all answers, for the result and whatever is
// tried on from there.
func (p *Play) End() *session.Interview { return p.end.Clone() }

// Questions is how many steps of the interview the play goes through.
func (p *Play) Questions() int { return len(p.stops) / 2 }

// Open is how many questions the applicant has no answer to: they were left out.
func (p *Play) Open() int { return p.open }

// Spare is how many of the answers nobody asked for.
func (p *Play) Spare() int { return p.spare }
