// Package search finds articles and items by the words that a person types.
package search

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"huiqi/engine"
)

// Hit is an article or one of its items.
type Hit struct {
	Article int
	Item    int // index in the policy; -1: the article itself
}

// Index is made once for a policy.
type Index struct {
	entries []entry
}

type entry struct {
	hit    Hit
	fields []string // by weight: title first
}

// New indexes headings, titles, summaries, units and topics.
func New(p *engine.Policy) *Index {
	topics := map[string]string{}
	for _, t := range p.Topics {
		topics[t.ID] = t.Label
	}
	x := &Index{}
	for _, a := range p.Articles {
		x.add(Hit{a.Number, -1}, fmt.Sprintf("第%d条 %s", a.Number, a.Title), a.Summary, strings.Join(a.Units, " "))
		for i := range p.Items {
			if it := &p.Items[i]; it.Article == a.Number {
				x.add(Hit{a.Number, i}, it.Title, it.Summary, strings.Join(it.Units, " ")+" "+topics[it.Topic]+" "+a.Title)
			}
		}
	}
	return x
}

func (x *Index) add(h Hit, fields ...string) {
	for i := range fields {
		fields[i] = fold(fields[i])
	}
	x.entries = append(x.entries, entry{h, fields})
}

// fold drops what should not decide a match: case, width, spaces and marks.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsPunct(r) || unicode.IsSymbol(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, width.Narrow.String(s))
}

// Find lists what holds every word of the query, the best first: titles before
// summaries, earlier articles before later ones. A number finds its article; an
// empty query finds everything.
func (x *Index) Find(query string) []Hit {
	var words []string
	for _, w := range strings.Fields(query) {
		if f := fold(w); f != "" {
			words = append(words, f)
		}
	}
	type scored struct {
		Hit
		score int
	}
	var found []scored
	for _, e := range x.entries {
		if s, ok := e.score(words); ok {
			found = append(found, scored{e.hit, s})
		}
	}
	slices.SortStableFunc(found, func(a, b scored) int { return cmp.Compare(a.score, b.score) })
	out := make([]Hit, len(found))
	for i := range found {
		out[i] = found[i].Hit
	}
	return out
}

// score is lower for better matches.
func (e *entry) score(words []string) (int, bool) {
	total := 0
	for _, w := range words {
		if n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(w, "第"), "条")); err == nil {
			if n == e.hit.Article {
				continue
			}
		}
		at := slices.IndexFunc(e.fields, func(f string) bool { return strings.Contains(f, w) })
		if at < 0 {
			return 0, false
		}
		total += at
		if at == 0 && e.hit.Item < 0 {
			total++ // an item's own title says more than a heading
		}
	}
	if len(words) == 0 {
		return 0, true
	}
	return total, true
}
