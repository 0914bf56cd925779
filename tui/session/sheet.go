package session

import (
	"slices"

	"huiqi/engine"
)

// Sheet lists the questions that belong on one page with the question of a step,
// in the order of asking: of one thing all; of the whole check those of its
// opening, then those of the step's topic. They are the ones that still matter,
// answered or not, and those that were answered here and have stopped mattering.
func (iv *Interview) Sheet(s Step) ([]int, error) {
	pol := iv.prog.Policy()
	var out []int
	if iv.whole && !iv.chosen || iv.Outside() {
		for _, id := range []string{pol.Gate.Question, pol.Applicant} {
			if i, ok := iv.prog.Question(id); ok && (id == pol.Gate.Question || !iv.Outside()) {
				out = append(out, i)
			}
		}
		return out, nil
	}
	a, err := iv.Agenda()
	if err != nil {
		return nil, err
	}
	moot := iv.Moot()
	for i := range pol.Questions {
		q := &pol.Questions[i]
		if iv.whole && q.Topic != pol.Questions[s.Question].Topic {
			continue
		}
		shown := slices.Contains(iv.visited, Step{Kind: AskQuestion, Question: i})
		if _, given := iv.facts[q.ID]; given && (shown || !slices.Contains(moot, i)) ||
			slices.ContainsFunc(a.Ask, func(p engine.Pending) bool { return p.Question == i }) {
			out = append(out, i)
		}
	}
	return out, nil
}
