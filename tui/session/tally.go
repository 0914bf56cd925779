package session

import "huiqi/engine"

// Tally counts verdicts inside the scope.
type Tally struct {
	Eligible, Possible, Near int
}

// Tally counts what matches, what is open and what fails by one condition.
func (iv *Interview) Tally() (Tally, error) {
	r, err := iv.Result()
	if err != nil {
		return Tally{}, err
	}
	if iv.cache.tally != nil {
		return *iv.cache.tally, nil
	}
	var t Tally
	for i := range r.Items {
		if !iv.scope.Has(i) {
			continue
		}
		switch r.Items[i].Status {
		case engine.Eligible:
			t.Eligible++
		case engine.Possible:
			t.Possible++
		}
	}
	near, err := iv.Near()
	if err != nil {
		return Tally{}, err
	}
	t.Near = len(near)
	iv.cache.tally = &t
	return t, nil
}

// Near lists the items in scope that fail by a single condition on one fact.
func (iv *Interview) Near() (map[int]bool, error) {
	c, err := iv.Case()
	if err != nil {
		return nil, err
	}
	near := map[int]bool{}
	for _, d := range c.Distances() {
		if d.Tier < 0 && iv.scope.Has(d.Item) {
			near[d.Item] = true
		}
	}
	return near, nil
}

// Change is an item whose verdict differs between two results.
type Change struct {
	Item          int
	Before, After engine.ItemResult
}

// Diff lists the items in scope whose status or sum changed.
func Diff(before, after *engine.Result, scope engine.Scope) []Change {
	var out []Change
	for i := range after.Items {
		if !scope.Has(i) {
			continue
		}
		a, b := before.Items[i], after.Items[i]
		if a.Status != b.Status || b.Status >= engine.Possible && !sameWorth(*a.Worth, *b.Worth) {
			out = append(out, Change{i, a, b})
		}
	}
	return out
}

func sameWorth(a, b engine.Worth) bool {
	return a.Certainties == b.Certainties && a.Numbers == b.Numbers && a.NoUpper == b.NoUpper &&
		a.Low().Equal(b.Low()) && (a.NoUpper || a.High().Equal(b.High()))
}

// TopicState says how far a topic is.
type TopicState struct {
	Topic string // "" for the opening questions and those that all topics share
	// Answered and Left are questions of the topic; Left counts those that can
	// still come.
	Answered, Left []int
}

// TopicStates lists the topics of the interview in the order of asking.
func (iv *Interview) TopicStates() ([]TopicState, error) {
	a, err := iv.Agenda()
	if err != nil {
		return nil, err
	}
	var out []TopicState
	at := map[string]int{}
	state := func(q int) *TopicState {
		topic := iv.prog.Policy().Questions[q].Topic
		i, ok := at[topic]
		if !ok {
			i = len(out)
			at[topic] = i
			out = append(out, TopicState{Topic: topic})
		}
		return &out[i]
	}
	left := map[int]bool{}
	for _, list := range [][]engine.Pending{a.Ask, a.Later} {
		for _, p := range list {
			left[p.Question] = true
		}
	}
	for q := range iv.prog.Policy().Questions {
		if _, given := iv.facts[iv.prog.Policy().Questions[q].ID]; given {
			s := state(q)
			s.Answered = append(s.Answered, q)
		} else if left[q] {
			s := state(q)
			s.Left = append(s.Left, q)
		}
	}
	return out, nil
}
