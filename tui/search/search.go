// Package search finds chapters, articles, items, topics and responsible units by
// the words that a person types: Chinese, pinyin, initials of pinyin, or mixed.
package search

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"huiqi/engine"
)

// Kind says what a hit is.
type Kind uint8

const (
	Item Kind = iota
	Article
	Topic
	Unit
	Chapter
)

// Mark is a part of a text, in bytes.
type Mark struct{ From, To int }

// Field says where a word was found.
type Field uint8

const (
	InName    Field = iota
	InSummary       // what it is about, in other words
	InUnits         // responsible or leading units
	InTopic
	InTerms // what its questions ask, and the printed figures of an article
	InArticle
)

// Hit is one thing that was found.
type Hit struct {
	Kind    Kind
	Article int // number of the article, or of an item's article
	Item    int // index in the policy, -1 for all but items
	Chapter int // number of the chapter that it is or stands in
	Topic   string
	// Name is the title, the unit or the topic; Marks are what matched in it.
	Name  string
	Marks []Mark
	// Numbered: a word of the query is the number of the article.
	Numbered bool
	// Text is what the name does not explain: where some word was found else. It
	// is empty where the name holds every word.
	Text      string
	TextMarks []Mark
	Where     Field
}

// Scope narrows a search; the zero Scope holds everything.
type Scope struct {
	Chapter int
	Unit    string
	Topic   string // id
}

// Index is made once for a program. It is built at the first search, and learns
// to read the characters at the first one by pinyin.
type Index struct {
	prog    *engine.Program
	build   sync.Once
	learn   sync.Once
	texts   []text
	byText  map[string]int // index of each text, each kept once
	entries []entry
}

type entry struct {
	hit    Hit
	units  []string
	topics []string // ids
	fields []fieldText
}

type fieldText struct {
	field Field
	text  int // index
}

// New makes an index of the policy of a program.
func New(prog *engine.Program) *Index { return &Index{prog: prog} }

// Prepare builds the index ahead of the first search, which then need not wait.
// It may run beside anything else.
func (x *Index) Prepare() { x.build.Do(x.fill) }

// Find lists the articles and items that FindIn finds everywhere: what can be
// asked about.
func (x *Index) Find(query string) []Hit {
	return slices.DeleteFunc(x.FindIn(query, Scope{}), func(h Hit) bool { return h.Kind != Item && h.Kind != Article })
}

// FindIn lists what holds every word of the query, the best first: numbers of
// articles; then names before other words, and beginnings before what stands
// inside; all exact matches before those by pinyin. An empty query finds all
// chapters, articles and items in their order. Where nothing holds all that was
// asked for, what every support is called is left out: 展会补贴 finds 展会.
func (x *Index) FindIn(query string, in Scope) []Hit {
	x.build.Do(x.fill)
	words := parse(query)
	if len(words) == 0 {
		return x.all(in)
	}
	hits := x.find(words, in)
	if len(hits) == 0 {
		if rest := parse(common.Replace(query)); len(rest) > 0 {
			hits = x.find(rest, in)
		}
	}
	return hits
}

// common are words that people add to the thing they mean.
var common = strings.NewReplacer(func() (pairs []string) {
	for _, w := range []string{"补贴", "补助", "奖励", "奖补", "资助", "扶持", "支持", "政策", "优惠", "资金", "申请", "申报", "办理",
		"有没有", "有多少", "有哪些", "有什么", "怎么", "如何", "多少", "哪些", "什么", "可以", "能不能", "的", "吗", "？", "?"} {
		pairs = append(pairs, w, " ")
	}
	return pairs
}()...)

func (x *Index) find(words []word, in Scope) []Hit {
	for i := range words {
		if words[i].latin {
			x.learn.Do(x.read)
		}
	}
	s := newSearch(x, words)
	type found struct {
		entry *entry
		score int
	}
	var all []found
	for i := range x.entries {
		e := &x.entries[i]
		if !e.within(in) {
			continue
		}
		if score, ok := s.score(e); ok {
			all = append(all, found{e, score})
		}
	}
	// stable: what is alike stays in the order of the policy
	slices.SortStableFunc(all, func(a, b found) int {
		return cmp.Or(cmp.Compare(a.score, b.score), cmp.Compare(a.entry.hit.Kind, b.entry.hit.Kind))
	})
	out := make([]Hit, len(all))
	for i, f := range all {
		out[i] = s.hit(f.entry)
	}
	return out
}

func (x *Index) all(in Scope) []Hit {
	var out []Hit
	for i := range x.entries {
		e := &x.entries[i]
		if e.hit.Kind != Unit && e.hit.Kind != Topic && e.within(in) {
			out = append(out, e.hit)
		}
	}
	return out
}

func (e *entry) within(in Scope) bool {
	return (in.Chapter == 0 || e.hit.Chapter == in.Chapter) &&
		(in.Unit == "" || slices.Contains(e.units, in.Unit)) &&
		(in.Topic == "" || slices.Contains(e.topics, in.Topic))
}
