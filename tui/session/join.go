package session

import (
	"maps"
	"slices"
)

// Join takes over what an interview that About began has found out since: new
// answers, changed ones, and those that were taken back there by hand. An answer
// that it wants again, since it covered too little there, stands here as it was.
// Answers that cover too little here are taken back: see Reopened.
func (iv *Interview) Join(one *Interview) error {
	facts, put := maps.Clone(iv.facts), maps.Clone(iv.put)
	former := maps.Clone(iv.former)
	for id := range iv.facts {
		_, given := one.facts[id]
		if _, again := one.former[id]; !given && !again {
			delete(facts, id)
		}
	}
	for id, v := range one.facts {
		facts[id] = v
		delete(former, id)
		if choices, ok := one.put[id]; ok {
			if put == nil {
				put = map[string][]string{}
			}
			put[id] = slices.Clone(choices)
		}
	}
	if err := iv.prog.Check(facts); err != nil {
		return err
	}
	iv.facts, iv.put, iv.former = facts, put, former
	iv.cache, iv.reopened = nil, nil
	return iv.reopen()
}

// At is the step shown last; ok is false where none was.
func (iv *Interview) At() (s Step, ok bool) {
	if n := len(iv.visited); n > 0 {
		return iv.visited[n-1], true
	}
	return Step{}, false
}
