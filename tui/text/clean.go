// Package text measures, cleans, wraps and cuts words for the terminal.
package text

import (
	"strings"
	"unicode"
)

// Clean makes a string from outside safe to print: C0 and C1 controls, DEL,
// bidi controls and invisible characters go, a tab becomes a space, and lines
// stay. What an escape sequence leaves behind stays visible, so that nothing
// hides.
func Clean(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t':
			return ' '
		case r == '\r', r == '\u2028', r == '\u2029':
			return '\n'
		case unsafe(r):
			return -1
		}
		return r
	}, s)
}

// CleanLine is Clean for what must stay on one line.
func CleanLine(s string) string {
	return strings.ReplaceAll(Clean(s), "\n", " ")
}

// unsafe covers controls, and format characters: bidi controls, zero-width and
// invisible ones.
func unsafe(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
}
