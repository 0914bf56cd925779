package text

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Width is the number of cells that s takes on one line.
func Width(s string) int { return ansi.StringWidth(s) }

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
	s = Truncate(s, width)
	s += strings.Repeat(" ", max(0, width-Width(s)))
	// a few letters swallow the space that follows them
	for Width(s) < width {
		s += " "
	}
	return s
}
