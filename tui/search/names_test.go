package search_test

import (
	"slices"
	"testing"

	"huiqi/tui/search"
)

func TestNames(t *testing.T) {
	n := search.NewNames([]string{"11月22日第1号", "王小明的厂", "11月22日第12号", "玩具厂 Ａ区", ""})
	for _, c := range []struct {
		query string
		want  []int
		why   string
	}{
		{"", []int{0, 1, 2, 3, 4}, "nothing typed hides nothing"},
		{"王", []int{1}, "a character"},
		{"wxm", []int{1}, "initials"},
		{"wan ju", []int{3}, "two words by pinyin"},
		{"22日 12", []int{2}, "every word has to be there"},
		{"a区", []int{3}, "width and case do not matter"},
		{"第12条", nil, "the number of an article names no case"},
		{"火星", nil, "no such name"},
	} {
		if got := n.Find(c.query); !slices.Equal(got, c.want) {
			t.Errorf("%q finds %v, want %v: %s", c.query, got, c.want, c.why)
		}
	}
}
