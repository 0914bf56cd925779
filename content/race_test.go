//go:build race

package content

// underRace makes the long comparisons short: the race detector is eight times as
// slow.
const underRace = true
