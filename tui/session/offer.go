package session

import (
	"maps"
	"slices"

	"huiqi/engine"
)

// Choices are those of a question to put: what can still change something, and
// what was picked already or before the answer was taken back.
func (iv *Interview) Choices(question int) ([]engine.Choice, error) {
	q := &iv.prog.Policy().Questions[question]
	offered, err := iv.prog.Offered(iv.facts, question)
	if err != nil {
		return nil, err
	}
	pending, _ := iv.Stakes(question)
	answer, given := iv.facts[q.ID]
	if !given {
		answer = iv.former[q.ID]
	}
	picked := answer.Choices()
	var out []engine.Choice
	for k, c := range q.Choices {
		useful := slices.Contains(offered, k) && (pending.Choices == nil || slices.Contains(pending.Choices, k))
		if useful || slices.Contains(picked, c.ID) {
			out = append(out, c)
		}
	}
	return out, nil
}

// RowFields are the questions that a record of a list still has to answer. Each
// record is asked the same, whatever the others hold.
func (iv *Interview) RowFields(list int, row engine.Row) ([]engine.Question, error) {
	q := &iv.prog.Policy().Questions[list]
	others := maps.Clone(iv.facts)
	delete(others, q.ID)
	fields, err := iv.prog.AskRow(others, iv.scope, list, row)
	if err != nil {
		return nil, err
	}
	var out []engine.Question
	for _, f := range fields {
		out = append(out, q.Fields[f])
	}
	return out, nil
}
