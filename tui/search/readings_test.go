package search

import (
	"cmp"
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/mozillazg/go-pinyin"
)

var writeReadings = flag.Bool("write", false, "write readings.txt anew from go-pinyin")

const readingsHead = `# Every reading of every character from U+4E00 to U+9FFF, without tones: a
# syllable, the characters whose first reading it is, and those that can be read
# so as well; - stands for none. Written from github.com/mozillazg/go-pinyin by:
# go test ./tui/search -run TestReadings -write
#
# The data is under the MIT License, in the words of the LICENSE of this project:
# Copyright (c) 2016 mozillazg
`

// go-pinyin fills a map of 41,000 entries when a program starts; the same
// readings as one string cost nothing until the first search.
func TestReadings(t *testing.T) {
	args := pinyin.NewArgs()
	args.Heteronym = true
	first, other := map[string]string{}, map[string]string{}
	names := map[string]bool{}
	for r := firstHan; r <= lastHan; r++ {
		to := first
		for _, s := range pinyin.SinglePinyin(r, args) {
			if s == "" || strings.Trim(s, "abcdefghijklmnopqrstuvwxyz") != "" {
				continue
			}
			names[s] = true
			to[s] += string(r)
			to = other
		}
	}
	var b strings.Builder
	b.WriteString(readingsHead)
	for _, s := range slices.Sorted(maps.Keys(names)) {
		fmt.Fprintf(&b, "%s %s %s\n", s, cmp.Or(first[s], "-"), cmp.Or(other[s], "-"))
	}
	if *writeReadings {
		if err := os.WriteFile("readings.txt", []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if strings.ReplaceAll(readings, "\r\n", "\n") != b.String() {
		t.Error("readings.txt is not what go-pinyin says; run with -write")
	}
}
