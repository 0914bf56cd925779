//go:build !race

package cases

const kills = 1000
