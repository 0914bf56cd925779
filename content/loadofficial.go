package content

import (
	"maps"
	"regexp"
	"slices"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// Official is what a pack records of the printed text beside the rules: digests
// of its words, figures that no item carries, and by which words it speaks of an
// item. The engine has no use for it; package official holds the text against it.
type Official struct {
	Articles map[int]Printed
	Chapters map[int]Printed // heading and lead paragraph
	Closing  Printed
	Anchors  map[string]Anchor // of an item "a14-rd", a tier "a14-rd/big", a group "a46-premium"
}

// Printed is what is recorded of one part of the text.
type Printed struct {
	Digest  string // SHA-256 of the normalised words, in hex; "" where none is recorded
	Figures []PrintedFigure
	Pos     Position
}

// PrintedFigure is a figure that no item carries, or a name with a numeral in it.
// It stands for one place of the text.
type PrintedFigure struct {
	Text  string   // as printed, with its unit
	Class string   // target, budget, date, name
	Items []string // whose words it belongs to all the same
	Pos   Position
}

// Anchor is the few words by which the text speaks of something, each printed
// once in the article: the figures that follow belong to it.
type Anchor struct {
	Words []string
	Pos   Position
}

// maxAnchor keeps anchors to names: a sentence is not copied.
const maxAnchor = 17

var digestPattern = regexp.MustCompile(`^[0-9a-f]{64}$`)

// digest is the recorded digest of a part; "" where there is none yet.
func (o *object) digest() string {
	s := o.blank("digest")
	if o.has("digest") && (s != "" || o.empty("digest")) && !digestPattern.MatchString(s) {
		o.fail(o.keys["digest"], "“digest”要写 64 位的小写十六进制数；由维护者用命令写入，见 CONTRIBUTING.md")
	}
	return s
}

// printed reads the digest and the figures of a part.
func (o *object) printed() Printed {
	out := Printed{Digest: o.digest(), Pos: o.doc.at(o.node)}
	for _, n := range o.list("figures") {
		f := o.doc.object(n, o.where+"的 figures")
		fig := PrintedFigure{
			Text: f.must("text"), Class: f.choose("class", "target", "budget", "date", "name"),
			Items: f.texts("items"), Pos: o.doc.at(n),
		}
		if !f.has("class") {
			f.fail(n, "缺少“class”（target、budget、date 或 name）")
		}
		f.done()
		out.Figures = append(out.Figures, fig)
	}
	return out
}

// anchor reads the key "anchor" of an item, tier or group: one text or a list.
func (l *loader) anchor(o *object, of string) {
	n := o.get("anchor")
	if n == nil {
		return
	}
	words := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		words = n.Content
	}
	a := Anchor{Pos: o.doc.at(n)}
	for _, w := range words {
		s, ok := o.scalar(w, "anchor")
		switch {
		case !ok:
		case s == "":
			o.fail(w, "“anchor”里有空的一项，请填写或删去")
		case utf8.RuneCountInString(s) > maxAnchor:
			o.fail(w, "“%s”太长，anchor 最多 %d 个字：只写原文里指它的几个字", cut(s), maxAnchor)
		default:
			a.Words = append(a.Words, s)
		}
	}
	l.pack.Official.Anchors[of] = a
}

// checkPrinted checks the ids that figures name.
func (l *loader) checkPrinted() {
	for _, n := range slices.Sorted(maps.Keys(l.pack.Official.Articles)) {
		for _, f := range l.pack.Official.Articles[n].Figures {
			for _, id := range f.Items {
				if !l.hasItem(id) {
					l.add(f.Pos, "figures", "没有“%s”这个事项%s", cut(id), didYouMean(id, itemIDs(l.policy)))
				}
			}
		}
	}
}
