package engine

import "slices"

// Policy is the definition that the program was compiled from. It must not be
// changed.
func (p *Program) Policy() *Policy { return &p.policy }

// Question finds a question by id.
func (p *Program) Question(id string) (int, bool) {
	i, ok := p.qIndex[id]
	return i, ok
}

// Item finds an item by id.
func (p *Program) Item(id string) (int, bool) {
	i, ok := p.itemIndex[id]
	return i, ok
}

// Applies is the truth of a question's own condition.
func (p *Program) Applies(f Facts, question int) (Truth, error) {
	e, err := p.bind(f)
	if err != nil {
		return Unknown, err
	}
	return e.applies(question).truth, nil
}

// Offered lists the choices of a question that are not refused by the facts.
func (p *Program) Offered(f Facts, question int) ([]int, error) {
	e, err := p.bind(f)
	if err != nil {
		return nil, err
	}
	var out []int
	for i, t := range p.qs[question].choiceWhen {
		if e.truth(t) != False {
			out = append(out, i)
		}
	}
	return out, nil
}

// DependsOn reports whether item i can depend on the question at all.
func (p *Program) DependsOn(item, question int) bool {
	return slices.ContainsFunc(p.items[item].main.inputs, func(in input) bool {
		return slices.Contains(p.questionsOf(&in), question)
	})
}
