//go:build !race

package official

const every = 1
