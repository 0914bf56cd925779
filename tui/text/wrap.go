package text

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Punctuation that may not begin a line, and such that may not end one.
const (
	noStart = "，。；：！？、）】》」』”’％%‰℃…—·～〉〕］｝,.;:!?)]}"
	noEnd   = "（【《「『“‘〈〔［｛([{￥¥$·"
	// what a number drags along: 300万元 stays in one piece
	afterNumber = "万亿元%％‰"
)

// atom is a piece of text that a line break should not split.
type atom struct {
	s     string
	w     int
	glued bool // no break before it
	open  bool // no break after it
	blank bool
}

// Wrap breaks s into lines of at most width cells. Words and numbers of ASCII
// stay whole where a line can hold them, and no line begins with closing
// punctuation or ends with an opening bracket unless nothing else fits.
// Line breaks of s are kept. s is plain text; style the lines afterwards.
func Wrap(s string, width int) []string {
	width = max(width, 1)
	var out []string
	for para := range strings.SplitSeq(s, "\n") {
		out = append(out, wrapLine(para, width)...)
	}
	return out
}

func wrapLine(s string, width int) []string {
	if Width(s) <= width {
		return []string{strings.TrimRight(s, " ")}
	}
	atoms := split(s, width)
	var out []string
	for len(atoms) > 0 {
		n := fitting(atoms, width)
		if n < len(atoms) {
			at := breakAt(atoms, n)
			if at == 0 {
				// one unbreakable piece: a word has to give way
				atoms = loosen(atoms, n+1, width)
				n = fitting(atoms, width)
				at = breakAt(atoms, n)
			}
			if at == 0 {
				at = n
			}
			n = at
		}
		out = append(out, strings.TrimRight(join(atoms[:n]), " "))
		atoms = atoms[n:]
		for len(atoms) > 0 && atoms[0].blank {
			atoms = atoms[1:]
		}
	}
	if len(out) == 0 {
		return []string{""}
	}
	return out
}

// fitting is how many atoms a line holds; spaces may hang over the edge, since
// they are dropped there.
func fitting(atoms []atom, width int) int {
	n, w := 0, 0
	for n < len(atoms) && w+atoms[n].w <= width {
		w += atoms[n].w
		n++
	}
	for n < len(atoms) && atoms[n].blank {
		n++
	}
	return n
}

// breakAt is the last good place to break at or before n, 0 if there is none.
func breakAt(atoms []atom, n int) int {
	for i := n; i > 0; i-- {
		if i == len(atoms) || mayBreak(atoms, i) {
			return i
		}
	}
	return 0
}

// loosen splits the first n atoms into single characters.
func loosen(atoms []atom, n, width int) []atom {
	var out []atom
	for _, a := range atoms[:n] {
		for s := a.s; len(s) > 0; {
			c := cluster(s)
			out = append(out, newAtom(c, width))
			s = s[len(c):]
		}
	}
	return append(out, atoms[n:]...)
}

func mayBreak(atoms []atom, i int) bool {
	// a space before closing punctuation does not free it to begin a line
	if atoms[i].glued {
		return false
	}
	prev := i - 1
	for prev > 0 && atoms[prev].blank {
		prev--
	}
	// leading blanks alone would make an empty line
	return !atoms[prev].open && !atoms[prev].blank
}

func join(atoms []atom) string {
	var b strings.Builder
	for _, a := range atoms {
		b.WriteString(a.s)
	}
	return b.String()
}

// split cuts s into atoms none of which is wider than width.
func split(s string, width int) []atom {
	var atoms []atom
	for len(s) > 0 {
		n := run(s)
		if n > 0 && Width(s[:n]) <= width {
			atoms = append(atoms, newAtom(s[:n], width))
			s = s[n:]
			continue
		}
		// one character, or a word that no line can hold, piece by piece
		end := max(n, 1)
		for done := 0; done < end && len(s) > 0; {
			c := cluster(s)
			atoms = append(atoms, newAtom(c, width))
			s = s[len(c):]
			done += len(c)
		}
	}
	return atoms
}

func newAtom(s string, width int) atom {
	w := Width(s)
	if w > width { // a wide character on a line of one cell
		s, w = "?", 1
	}
	first, last := firstRune(s), lastRune(s)
	return atom{
		s: s, w: w,
		glued: strings.ContainsRune(noStart, first),
		open:  strings.ContainsRune(noEnd, last),
		blank: s == " ",
	}
}

// run is the length of the ASCII word or number at the start of s, with the
// unit that follows a number; 0 if there is none.
func run(s string) int {
	n := 0
	for n < len(s) && s[n] > ' ' && s[n] < 0x7F {
		n++
	}
	if n == 0 {
		return 0
	}
	// a combining mark belongs to the letter before it
	if c := cluster(s[n-1:]); len(c) > 1 {
		n += len(c) - 1
	}
	if d := s[n-1]; d >= '0' && d <= '9' {
		for n < len(s) {
			r := firstRune(s[n:])
			if !strings.ContainsRune(afterNumber, r) {
				break
			}
			n += len(string(r))
		}
	}
	return n
}

// cluster is the first character of s as a reader sees it.
func cluster(s string) string {
	c, _ := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
	if c == "" {
		return s[:1]
	}
	return c
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

func lastRune(s string) rune {
	var last rune
	for _, r := range s {
		last = r
	}
	return last
}
