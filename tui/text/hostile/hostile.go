// Package hostile lists the characters that must never reach a person raw, for
// the tests of everything that writes words from outside.
package hostile

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Runes are all of them, each once: C0, DEL and C1, which steer a terminal; the
// bidi controls, which turn what is read; what cannot be seen; and the separators
// that some take for the end of a line. They are written out by number, so that
// nothing is left out by the tables that text.Clean looks at.
var Runes = func() []rune {
	var out []rune
	for _, span := range [][2]rune{
		{0x00, 0x1F}, {0x7F, 0x7F}, {0x80, 0x9F}, // C0, DEL, C1
		{0x061C, 0x061C}, {0x200E, 0x200F}, {0x202A, 0x202E}, {0x2066, 0x2069}, // bidi
		{0x00AD, 0x00AD}, {0x200B, 0x200D}, {0x2060, 0x2064}, {0x206A, 0x206F}, {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}, // unseen
		{0xE0001, 0xE0001}, {0xE0020, 0xE0021}, {0xE007F, 0xE007F}, // tags: letters that are not seen
		{0x2028, 0x2029}, // lines
	} {
		for r := span[0]; r <= span[1]; r++ {
			out = append(out, r)
		}
	}
	return out
}()

var set = func() map[rune]bool {
	out := map[rune]bool{}
	for _, r := range Runes {
		out[r] = true
	}
	return out
}()

// Texts hold all of them, few enough in each that no message cuts it short, between
// two words that can be found again.
func Texts() []string {
	var out []string
	for some := range slices.Chunk(Runes, 24) {
		out = append(out, "甲"+string(some)+"乙")
	}
	return out
}

// Find says what of them a text holds, and where; "" nothing. The characters of
// needs are those of its format. A byte that is no UTF-8 is found, too: a terminal
// may take it for C1.
func Find(s, needs string) string {
	for i, r := range s {
		_, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			return fmt.Sprintf("the byte %#x in %q", s[i], near(s, i))
		case set[r] && !strings.ContainsRune(needs, r):
			return fmt.Sprintf("%U in %q", r, near(s, i))
		}
	}
	return ""
}

// near is what stands around a place.
func near(s string, i int) string { return s[max(0, i-20):min(len(s), i+20)] }
