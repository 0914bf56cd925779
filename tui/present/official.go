package present

import (
	"strings"

	"huiqi/tui/text"
)

// Official is the printed text of the policy, where the reader has a copy.
type Official interface {
	// Article is the wording of an article, paragraphs apart by line breaks. agrees
	// says that it is the one which the rules were written from; ok, that the copy
	// has the article.
	Article(n int) (wording string, agrees bool, ok bool)
}

// Printed is the wording of an article, safe to print.
type Printed struct {
	Paragraphs []string
	Agrees     bool
	Says       string // what Agrees means, in words
	Mark       string // ✓ or ⚠, where the screen's own signs are not at hand
}

// PrintedOf finds an article in the reader's copy. ok is false where there is no
// copy, or it lacks the article.
func PrintedOf(o Official, article int) (p Printed, ok bool) {
	if o == nil {
		return p, false
	}
	wording, agrees, ok := o.Article(article)
	if !ok {
		return p, false
	}
	p.Agrees, p.Mark, p.Says = agrees, "⚠", "与规则所依据的原文不同"
	if agrees {
		p.Mark, p.Says = "✓", "与规则所依据的原文一致"
	}
	for par := range strings.SplitSeq(text.Clean(wording), "\n") {
		if par = strings.TrimSpace(par); par != "" {
			p.Paragraphs = append(p.Paragraphs, par)
		}
	}
	return p, true
}
