package search_test

import (
	"testing"

	"huiqi/tui/internal/sample"
	"huiqi/tui/search"
)

func TestFind(t *testing.T) {
	p := sample.Policy()
	x := search.New(&p)
	name := func(h search.Hit) string {
		if h.Item < 0 {
			return p.Articles[h.Article-1].Title
		}
		return p.Items[h.Item].ID
	}
	for _, c := range []struct {
		why, query, first string
		count             int
	}{
		{"a word of a title", "雏鹰", "eagle", 1},
		{"an item's title before a heading", "农田", "plots", 2},
		{"a number finds its article and what is in it", "3", "农田支持", 2},
		{"the number as it is printed", "第 4 条", "预算安排", 1},
		{"a unit finds what it answers for", "商务局 财政局", "展会支持", 2},
		{"full width, spaces and marks do not matter", "　研发，费用 ", "spend", 2},
		{"a topic finds its items", "农村", "plots", 1},
		{"nothing", "火星", "", 0},
	} {
		hits := x.Find(c.query)
		if len(hits) != c.count {
			t.Errorf("%s: %d hits, want %d", c.why, len(hits), c.count)
			continue
		}
		if len(hits) > 0 && name(hits[0]) != c.first {
			t.Errorf("%s: first %s, want %s", c.why, name(hits[0]), c.first)
		}
	}
	if got := len(x.Find("  ")); got != len(p.Articles)+len(p.Items) {
		t.Errorf("an empty query finds %d", got)
	}
}
