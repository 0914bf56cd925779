package text

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// CursorMark is planted in a view where the terminal's cursor belongs. It is a
// control sequence of our own, so that it takes no cell and passes through
// joins, padding and viewports; Clean keeps it out of outside strings.
const CursorMark = "\x1b[7701z"

// TakeCursor removes every mark from a finished screen and says where the first
// one stood.
func TakeCursor(screen string) (clean string, x, y int, ok bool) {
	at := strings.Index(screen, CursorMark)
	if at < 0 {
		return screen, 0, 0, false
	}
	before := screen[:at]
	line := before[strings.LastIndexByte(before, '\n')+1:]
	return strings.ReplaceAll(screen, CursorMark, ""), ansi.StringWidth(line), strings.Count(before, "\n"), true
}
