package text

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Width is the number of cells that s takes on one line.
func Width(s string) int {
	if w, ok := plainWidth(s); ok {
		return w
	}
	return ansi.StringWidth(s)
}

// plainWidth measures what nearly every line consists of: ASCII, Chinese, signs,
// and colours. None of these joins with its neighbour. ok is false where
// anything else stands in s.
func plainWidth(s string) (w int, ok bool) {
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c >= ' ' && c < 0x7F:
			w++
			i++
			continue
		case c == 0x1B:
			n := paint(s[i:])
			if n == 0 {
				return 0, false
			}
			i += n
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r >= 0x4E00 && r <= 0x9FFF, r >= 0x3001 && r <= 0x3011, r >= 0xFF01 && r <= 0xFF5E:
			w += 2
		case r >= firstSign && r <= lastSign && signs[r-firstSign] > 0:
			w += int(signs[r-firstSign])
		default:
			return 0, false
		}
		i += n
	}
	return w, true
}

// paint is the length of the colour sequence that s begins with, 0 for another.
func paint(s string) int {
	if len(s) < 3 || s[1] != '[' {
		return 0
	}
	for i := 2; i < len(s); i++ {
		switch c := s[i]; {
		case c == 'm':
			return i + 1
		case (c < '0' || c > '9') && c != ';':
			return 0
		}
	}
	return 0
}

// Arrows, lines, ticks, dashes and quotes. Some terminals show them two cells
// wide (RUNEWIDTH_EASTASIAN), so they are measured once.
const (
	firstSign = 0x2010
	lastSign  = 0x2713
)

var signs = func() (out [lastSign - firstSign + 1]int8) {
	for r := rune(firstSign); r <= lastSign; r++ {
		out[r-firstSign] = int8(ansi.StringWidth(string(r)))
	}
	return out
}()

// Truncate cuts s to width cells and marks the cut with "…".
func Truncate(s string, width int) string {
	if width <= 0 {
		return ""
	}
	if Width(s) <= width {
		return s
	}
	tail := "…"
	if Width(tail) > width {
		tail = ""
	}
	// the cut can come out a cell too wide where characters join
	for w := width; w > 0; w-- {
		if t := ansi.Truncate(s, w, tail); Width(t) <= width {
			return t
		}
	}
	return ""
}

// PadRight makes s exactly width cells: shorter is filled with spaces, longer
// is truncated.
func PadRight(s string, width int) string {
	if w, ok := plainWidth(s); ok && w <= width {
		return s + strings.Repeat(" ", width-w)
	}
	s = Truncate(s, width)
	s += strings.Repeat(" ", max(0, width-Width(s)))
	// a few letters swallow the space that follows them
	for Width(s) < width {
		s += " "
	}
	return s
}
