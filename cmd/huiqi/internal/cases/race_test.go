//go:build race

package cases

// The race detector makes each session ten times slower and sees nothing of
// another process: a few kills will do.
const kills = 100
