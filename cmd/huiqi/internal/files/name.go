package files

import (
	"strings"
	"unicode/utf8"

	"huiqi/tui/text"
)

// longest name of a file, before its date, number and ending: systems take 255
// bytes.
const longest = 150

// Name makes a part of a file's name of words that a person typed, fit for every
// system; "" where nothing is left.
func Name(s string) string {
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`<>:"/\|?*`, r) {
			return '_'
		}
		return r
	}, text.CleanLine(s))
	s = strings.Join(strings.Fields(s), " ")
	// no hidden file, nothing like an option of a command
	s = strings.TrimLeft(s, " .-~")
	for len(s) > longest {
		_, size := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-size]
	}
	s = strings.TrimRight(s, " .") // Windows drops them
	if base, _, _ := strings.Cut(s, "."); devices[strings.ToUpper(strings.TrimSpace(base))] {
		s = "_" + s
	}
	return s
}

// devices are the names that Windows keeps for itself, whatever the ending.
var devices = func() map[string]bool {
	out := map[string]bool{"CON": true, "PRN": true, "AUX": true, "NUL": true, "CONIN$": true, "CONOUT$": true}
	for _, n := range []string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "¹", "²", "³"} {
		out["COM"+n], out["LPT"+n] = true, true
	}
	return out
}()
