package official

import (
	"slices"

	"huiqi/content"
	"huiqi/engine"
)

// State says whether the words of an article are those that the rules were
// written against.
type State uint8

const (
	Same     State = iota + 1 // ✓
	Changed                   // ⚠ the words differ
	Absent                    // the text does not have the article
	Unproved                  // the rules record no digest, or have no such article
)

// Sign is how a state is shown.
func (s State) Sign() string {
	if s == Same {
		return "✓"
	}
	return "⚠"
}

// Say is the state in a few words.
func (s State) Say() string {
	return [...]string{"", "与写规则时的原文一致", "与写规则时的原文不同，请逐字核对", "这份文本里没有这一条", "规则里没有记下这一条的摘要，不能核对"}[s]
}

// Mark is the state of one article.
type Mark struct {
	Article int
	Title   string // of the rules, or of the text where they have no such article
	State   State
}

// Check compares the digests of all articles, in their order.
func Check(pack *content.Pack, text *Text) []Mark {
	var out []Mark
	for i := range pack.Policy.Articles {
		a := &pack.Policy.Articles[i]
		out = append(out, Mark{a.Number, a.Title, CheckArticle(pack, text, a.Number)})
	}
	for i := range text.Articles {
		a := &text.Articles[i]
		if !slices.ContainsFunc(pack.Policy.Articles, func(p engine.Article) bool { return p.Number == a.Number }) {
			out = append(out, Mark{a.Number, a.Heading, Unproved})
		}
	}
	slices.SortStableFunc(out, func(a, b Mark) int { return a.Article - b.Article })
	return out
}

// CheckArticle compares the digest of one article.
func CheckArticle(pack *content.Pack, text *Text, number int) State {
	a, want := text.Article(number), pack.Official.Articles[number].Digest
	switch {
	case a == nil:
		return Absent
	case want == "":
		return Unproved
	case a.Digest() != want:
		return Changed
	}
	return Same
}
