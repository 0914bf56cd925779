package content

import (
	"sort"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// Positions of conditions and amounts travel through the engine as one number.
// As in go/token, every expression of a pack takes a range of numbers of its
// own, so that a number leads back to file, line and column. 0 is no position.

// source is one text with an expression in it.
type source struct {
	text string
	base int // number of its first byte
	at   Position
	// exact: the text stands on one line just as it is, so that columns can be
	// counted; else its line alone is given.
	exact bool
}

// sources are all expressions of a pack, by rising base.
type sources struct {
	list []*source
	next int
}

// add registers the text of a scalar.
func (s *sources) add(d *document, n *yaml.Node) *source {
	src := &source{text: n.Value, at: d.at(n), base: s.next + 1}
	if line := n.Line - 1; line >= 0 && line < len(d.lines) {
		// A quote before the text shifts it by one.
		for shift := range 2 {
			if strings.HasPrefix(skipRunes(d.lines[line], n.Column-1+shift), n.Value) {
				src.at.Column += shift
				src.exact = true
				break
			}
		}
	}
	s.list = append(s.list, src)
	s.next = src.base + len(src.text)
	return src
}

func skipRunes(s string, n int) string {
	for ; n > 0 && s != ""; n-- {
		_, size := utf8.DecodeRuneInString(s)
		s = s[size:]
	}
	return s
}

// position is the place of a number, the zero Position if it has none.
func (s *sources) position(pos int) Position {
	i := sort.Search(len(s.list), func(i int) bool { return s.list[i].base > pos })
	if pos <= 0 || i == 0 {
		return Position{}
	}
	src := s.list[i-1]
	at := src.at
	if offset := pos - src.base; src.exact && offset <= len(src.text) {
		at.Column += utf8.RuneCountInString(src.text[:offset])
	} else {
		at.Column = 0
	}
	return at
}
