package search

import (
	_ "embed"
	"strings"
)

// readings holds a line for each syllable. See its head, and TestReadings.
//
//go:embed readings.txt
var readings string

const (
	firstHan = '\u4E00'
	lastHan  = '\u9FFF'
)

// sound is how one character can be read: by its first reading, or by others,
// some of which only old books know.
type sound struct {
	syllables []syllable
	first     letters // with which any of them begins
}

type syllable struct {
	s     string // without its tone, ü as v
	other bool   // not the first reading
}

// letters is a set of a to z.
type letters uint32

func letter(r rune) letters {
	if r < 'a' || r > 'z' {
		return 0
	}
	return 1 << (r - 'a')
}

// sounds finds the readings of the characters asked for. It goes once through
// the table, so that no more of it stays in memory than the policy needs.
func sounds(of map[rune]*sound) {
	var wanted [lastHan - firstHan + 1]*sound
	for r, s := range of {
		if r >= firstHan && r <= lastHan {
			wanted[r-firstHan] = s
		}
	}
	for line := range strings.Lines(readings) {
		name, chars, ok := strings.Cut(strings.TrimRight(line, "\r\n"), " ")
		if !ok || name == "#" {
			continue
		}
		other := false
		for _, r := range chars {
			switch {
			case r == ' ':
				other = true
			case r < firstHan || r > lastHan:
			case wanted[r-firstHan] != nil:
				wanted[r-firstHan].add(name, other)
			}
		}
	}
}

func (s *sound) add(name string, other bool) {
	s.syllables = append(s.syllables, syllable{name, other})
	s.first |= letter(rune(name[0]))
	if before, ok := strings.CutSuffix(name, "ve"); ok { // lüe is typed lve or lue
		s.syllables = append(s.syllables, syllable{before + "ue", other})
	}
}
