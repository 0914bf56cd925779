package page

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"huiqi/tui/search"
	"huiqi/tui/text"
)

func plainly(s ...string) string   { return strings.Join(s, "") }
func bracketed(s ...string) string { return "[" + strings.Join(s, "") + "]" }

// However it is wrapped, what is marked is what matched.
func TestMarkedKeepsTheMatch(t *testing.T) {
	word := rapid.StringOfN(rapid.SampledFrom([]rune("企业研发投入补助，（）“” A1b")), 1, 40, -1)
	rapid.Check(t, func(t *rapid.T) {
		s := word.Draw(t, "name")
		r := []rune(s)
		from := rapid.IntRange(0, len(r)-1).Draw(t, "from")
		to := rapid.IntRange(from+1, len(r)).Draw(t, "to")
		m := search.Mark{From: len(string(r[:from])), To: len(string(r[:to]))}
		width := rapid.IntRange(10, 30).Draw(t, "width")
		var got strings.Builder
		on := false
		for _, l := range marked(s, []search.Mark{m}, width, plainly, bracketed) {
			if w := text.Width(strings.NewReplacer("[", "", "]", "").Replace(l)); w > width {
				t.Fatalf("%q is %d cells", l, w)
			}
			for _, c := range l {
				switch {
				case c == '[':
					on = true
				case c == ']':
					on = false
				case on:
					got.WriteRune(c)
				}
			}
		}
		squeeze := func(s string) string { return strings.ReplaceAll(s, " ", "") }
		if squeeze(got.String()) != squeeze(s[m.From:m.To]) {
			t.Fatalf("%q of %q marks %q", s[m.From:m.To], s, got.String())
		}
	})
}

func TestExcerpt(t *testing.T) {
	long := "前半段是区里给制造业排的预算，没有可以申请的；后半段说区里会挑好的项目，推荐去报市级专项资金。"
	at := strings.Index(long, "推荐")
	for _, c := range []struct {
		s     string
		ms    []search.Mark
		width int
		want  string
	}{
		{"短句。", []search.Mark{{From: 0, To: 6}}, 40, "[短句]。"},
		{long, []search.Mark{{From: 0, To: 9}}, 20, "[前半段]是区里给制造…"},
		{long, []search.Mark{{From: at, To: at + 6}}, 30, "…好的项目，[推荐]去报市级专项资…"},
		{long, []search.Mark{{From: at, To: len(long)}}, 30, "…好的项目，[推荐去报市级专项资]…"},
		{long, nil, 11, "前半段是区…"},
	} {
		s, ms := excerpt(c.s, c.ms, c.width)
		if got := strings.Join(marked(s, ms, 99, plainly, bracketed), ""); got != c.want || text.Width(s) > c.width {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestExcerptFits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOfN(rapid.SampledFrom([]rune("企业研发投入，（）“” A1")), 1, 80, -1).Draw(t, "text")
		r := []rune(s)
		from := rapid.IntRange(0, len(r)-1).Draw(t, "from")
		to := rapid.IntRange(from+1, len(r)).Draw(t, "to")
		width := rapid.IntRange(10, 60).Draw(t, "width")
		cut, ms := excerpt(s, []search.Mark{{From: len(string(r[:from])), To: len(string(r[:to]))}}, width)
		if text.Width(cut) > width || len(ms) != 1 || ms[0].To > len(cut) {
			t.Fatalf("%q %v in %d", cut, ms, width)
		}
		if part := cut[ms[0].From:ms[0].To]; !strings.HasPrefix(string(r[from:to]), part) {
			t.Fatalf("marks %q for %q", part, string(r[from:to]))
		}
	})
}
