//go:build race

package official

// The race detector makes the changes ten times slower, and they are made one
// after the other: a few will do.
const every = 10
