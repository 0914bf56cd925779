// Package text measures, cleans, wraps and cuts words for the terminal.
package text

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
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

// EscapeJSON writes what Clean takes away or changes as escapes, in a document that
// is encoded already: a screen shows all of it, and a reader gets the same text back.
// Between its strings a document has line breaks only.
func EscapeJSON(doc []byte) []byte {
	hidden := func(r rune) bool { return r != '\n' && unsafe(r) || r == '\u2028' || r == '\u2029' }
	if bytes.IndexFunc(doc, hidden) < 0 {
		return doc
	}
	out := make([]byte, 0, len(doc)+16)
	for _, r := range string(doc) {
		if !hidden(r) {
			out = append(out, string(r)...)
			continue
		}
		for _, half := range utf16.AppendRune(nil, r) {
			out = fmt.Appendf(out, `\u%04x`, half)
		}
	}
	return out
}
