package search

// Names finds names that are not in the policy, such as those of cases, in the
// ways in which the policy is searched.
type Names struct {
	x     Index
	learn bool
}

// NewNames prepares names.
func NewNames(names []string) *Names {
	n := &Names{}
	for _, s := range names {
		n.x.texts = append(n.x.texts, newText(s))
	}
	return n
}

// Find lists the names that hold every word of the query, in their order. An
// empty query finds all.
func (n *Names) Find(query string) []int {
	words := parse(query)
	for _, w := range words {
		if w.latin && !n.learn {
			n.learn = true
			n.x.read()
		}
	}
	var out []int
	for i := range n.x.texts {
		holds := true
		for k := range words {
			w := &words[k]
			holds = holds && len(w.runes) > 0 && n.x.texts[i].match(w, true).n > 0
		}
		if holds {
			out = append(out, i)
		}
	}
	return out
}
