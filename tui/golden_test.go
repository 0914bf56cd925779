package tui

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// plain is the screen without colours and without blanks at the ends of lines.
func plain(a *App) string {
	lines := strings.Split(ansi.Strip(a.View().Content), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}
