package content

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// didYouMean is "，是不是 x？" for the known name nearest to a mistyped one, ""
// where none is near.
func didYouMean(name string, known []string) string {
	// No number is a slip for another one.
	if _, err := strconv.Atoi(name); err == nil || utf8.RuneCountInString(name) > 40 {
		return ""
	}
	// A third of the letters may differ; short names need nearly all of theirs.
	best, distance := "", 1+max(1, utf8.RuneCountInString(name)/3)
	for _, k := range slices.Sorted(slices.Values(known)) {
		if d := editDistance(name, k, distance); d < distance {
			best, distance = k, d
		}
	}
	if best == "" {
		return ""
	}
	return "，是不是 " + best + "？"
}

// editDistance counts the letters to insert, delete or change; limit and more
// come out as limit.
func editDistance(a, b string, limit int) int {
	s, t := []rune(strings.ToLower(a)), []rune(strings.ToLower(b))
	if d := len(s) - len(t); d >= limit || -d >= limit {
		return limit
	}
	row := make([]int, len(t)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range s {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range t {
			cost := diagonal
			if x != y {
				cost = 1 + min(diagonal, row[j], row[j+1])
			}
			diagonal, row[j+1] = row[j+1], cost
		}
	}
	return min(row[len(t)], limit)
}
