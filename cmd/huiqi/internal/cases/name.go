package cases

import (
	"crypto/rand"
	"regexp"
	"strings"
	"time"

	"huiqi/tui/text"
)

// MaxName is the longest name of a case in characters.
const MaxName = 60

// CleanName makes a name that a person typed fit to be shown and kept: one line,
// nothing that steers a terminal, not too long.
func CleanName(s string) string {
	s = strings.Join(strings.Fields(text.CleanLine(s)), " ")
	if r := []rune(s); len(r) > MaxName {
		s = strings.TrimSpace(string(r[:MaxName]))
	}
	return s
}

// Names of files are made here and never come from a person.
const suffix = ".json"

var idForm = regexp.MustCompile(`^[0-9]{8}-[0-9]{6}-[a-z2-7]{6}$`)

// newID is in the order of time and the same on every file system.
func newID(now time.Time) string {
	return now.UTC().Format("20060102-150405") + "-" + strings.ToLower(rand.Text()[:6])
}
