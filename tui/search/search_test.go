package search_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/mozillazg/go-pinyin"
	"pgregory.net/rapid"

	"huiqi/engine"
	"huiqi/tui/internal/sample"
	"huiqi/tui/search"
)

// show writes a hit as "kind name", with what matched in brackets.
func show(h search.Hit) string {
	kind := [...]string{search.Item: "item", search.Article: "article", search.Topic: "topic", search.Unit: "unit", search.Chapter: "chapter"}[h.Kind]
	out := kind + " " + bracket(h.Name, h.Marks)
	if h.Numbered {
		out = fmt.Sprintf("%s [%d]", out, h.Article)
	}
	if h.Text != "" {
		out += " < " + bracket(h.Text, h.TextMarks)
	}
	return out
}

func bracket(s string, ms []search.Mark) string {
	var b strings.Builder
	at := 0
	for _, m := range ms {
		b.WriteString(s[at:m.From] + "[" + s[m.From:m.To] + "]")
		at = m.To
	}
	return b.String() + s[at:]
}

func TestFind(t *testing.T) {
	x := search.New(sample.Program())
	for _, c := range []struct {
		why, query string
		want       []string
	}{
		{"a word of a title", "雏鹰", []string{"item [雏鹰]企业"}},
		{"the whole name before its beginning", "农田", []string{"item [农田]", "article [农田]支持", "topic 农村 < [农田]。"}},
		{"a number finds its article and what is in it", "3", []string{"article 农田支持 [3]", "item 农田 [3]"}},
		{"the number as it is printed", "第 4 条", []string{"article 预算安排 [4]"}},
		{"and in Chinese, full width", "第四条", []string{"article 预算安排 [4]"}},
		{"with another word", "２　保费", []string{"item [保费] [2]"}},
		{"a unit, then what it answers for", "农业局", []string{"unit [农业局]", "item 农田 < [农业局]", "article 农田支持 < [农业局]"}},
		{"two units", "商务局 财政局", []string{"item 展位费 < [商务局]", "article 展会支持 < [商务局]"}},
		{"full width, spaces and marks do not matter", "　研发，费用 ", []string{"item [研发费用]补助", "article 研发支持 < [研发费用]多了就有补助。", "topic 研发 < [研发费用]和称号。"}},
		{"a topic, then its items", "农村", []string{"topic [农村]", "item 农田 < [农村]"}},
		{"what its questions ask", "研发强度", []string{"item 研发费用补助 < [研发强度]"}},
		{"what stands in a list", "面积", []string{"item 农田 < [面积]"}},
		{"a chapter", "创新", []string{"chapter [创新]"}},
		{"pinyin", "chuying", []string{"item [雏鹰]企业"}},
		{"initials", "cyqy", []string{"item [雏鹰企业]"}},
		{"initials of two letters", "zhh", []string{"article [展会]支持", "…"}},
		{"mixed", "展h", []string{"article [展会]支持", "…"}},
		{"a syllable that is begun", "yafa", []string{"topic [研发]", "item [研发]费用补助", "article [研发]支持", "…"}},
		{"without the last letter", "chuyin", []string{"item [雏鹰]企业"}},
		{"another reading: 会 kuai", "zhankuai", []string{"article [展会]支持", "…"}},
		{"capitals and full width", "ＣＨＵＹＩＮＧ", []string{"item [雏鹰]企业"}},
		{"several words in pinyin", "feiyong yf", []string{"item [研发费用]补助", "…"}},
		{"a letter more", "chuyingx", nil},
		{"nothing", "火星", nil},
		{"nothing by number", "第99条", nil},
		{"one word of two", "雏鹰 火星", nil},
		{"what every support is called is left out where nothing holds it", "展会补贴", []string{"article [展会]支持", "…"}},
		{"so is the rest of a question", "雏鹰企业的奖励有多少？", []string{"item [雏鹰企业]"}},
		{"but where it is found, it counts", "研发费用补助", []string{"item [研发费用补助]"}},
		{"nothing is left of it", "补贴政策", nil},
		{"nothing, by any name", "火星补贴", nil},
	} {
		var got []string
		for _, h := range x.FindIn(c.query, search.Scope{}) {
			got = append(got, show(h))
		}
		if n := len(c.want); n > 0 && c.want[n-1] == "…" && len(got) >= n {
			got = append(got[:n-1], "…")
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q finds\n%s\nwant\n%s", c.why, c.query, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}

// Exact words come before pinyin, wherever they stand.
func TestExactBeforePinyin(t *testing.T) {
	p := sample.Policy()
	p.Items[0].Title = "安宝" // a b by its initials
	p.Items[1].Summary = "也叫AB计划"
	prog, err := engine.Compile(p)
	if err != nil {
		t.Fatal(err)
	}
	hits := search.New(prog).FindIn("ab", search.Scope{})
	if len(hits) < 2 || hits[0].Item != 1 || hits[1].Item != 0 {
		t.Errorf("%+v", hits)
	}
}

// Names come before other words, beginnings before what stands inside.
func TestRanks(t *testing.T) {
	p := sample.Policy()
	p.Items[0].Title = "商场改造"
	p.Items[1].Title = "改造"
	p.Items[2].Title = "改造商场"
	p.Items[3].Summary = "旧房改造。"
	p.Items[4].Units = []string{"改造办"}
	p.Articles[3].Title = "改造商场"
	prog, err := engine.Compile(p)
	if err != nil {
		t.Fatal(err)
	}
	x := search.New(prog)
	for _, q := range []string{"改造", "gaizao", "gz"} {
		var got []string
		for _, h := range x.FindIn(q, search.Scope{}) {
			got = append(got, show(h))
		}
		want := []string{"item [改造]", "item [改造]商场", "article [改造]商场", "unit [改造]办", "item 商场[改造]"}
		if len(got) < 5 || !slices.Equal(got[:5], want) {
			t.Errorf("%s: %q", q, got)
		}
		if q == "gz" {
			continue // initials say nothing in running text
		}
		if want := []string{"item 展位费 < 旧房[改造]。", "item 保费 < [改造]办"}; len(got) != 7 || !slices.Equal(got[5:], want) {
			t.Errorf("%s: then %q", q, got[5:])
		}
	}
}

func TestEmptyQuery(t *testing.T) {
	p := sample.Policy()
	x := search.New(sample.Program())
	for _, q := range []string{"", "  ", "，。", "\u3000"} {
		hits := x.FindIn(q, search.Scope{})
		if len(hits) != len(p.Chapters)+len(p.Articles)+len(p.Items) {
			t.Errorf("%q finds %d", q, len(hits))
		}
		if hits[0].Kind != search.Chapter || hits[1].Article != 1 || hits[2].Item != 0 {
			t.Errorf("%q is out of order", q)
		}
	}
}

// Find has only what can be asked about.
func TestFindForAsking(t *testing.T) {
	x := search.New(sample.Program())
	for q, want := range map[string]string{"农业局": "item 农田 < [农业局]/article 农田支持 < [农业局]", "农村": "item 农田 < [农村]", "": ""} {
		var got []string
		hits := x.Find(q)
		for _, h := range hits {
			got = append(got, show(h))
		}
		if q == "" {
			if p := sample.Policy(); len(hits) != len(p.Articles)+len(p.Items) {
				t.Errorf("an empty query finds %d", len(hits))
			}
			continue
		}
		if s := strings.Join(got, "/"); s != want {
			t.Errorf("%q: %s", q, s)
		}
	}
}

func TestScope(t *testing.T) {
	x := search.New(sample.Program())
	for _, c := range []struct {
		query string
		in    search.Scope
		want  string
	}{
		{"", search.Scope{Unit: "财政局"}, "article 展会支持/item 展位费/article 预算安排"},
		{"展位", search.Scope{Unit: "财政局"}, "item [展位]费"},
		{"", search.Scope{Unit: "科技局"}, "chapter 创新/article 研发支持/item 实验室/item 雏鹰企业/item 研发费用补助"},
		{"", search.Scope{Topic: "rural"}, "article 农田支持/item 农田"},
		{"3", search.Scope{Topic: "rural", Chapter: 1}, "article 农田支持 [3]/item 农田 [3]"},
		{"", search.Scope{Chapter: 2}, ""},
	} {
		var got []string
		for _, h := range x.FindIn(c.query, c.in) {
			got = append(got, show(h))
		}
		if s := strings.Join(got, "/"); s != c.want {
			t.Errorf("%q in %+v: %s, want %s", c.query, c.in, s, c.want)
		}
	}
}

// What is not a character in use must not matter.
func TestOddQueries(t *testing.T) {
	x := search.New(sample.Program())
	for _, q := range []string{"\xff", "\x00", "第条", "第九百九十九亿条", "第999999999999条", "0", "-1", "999999999999999999999",
		strings.Repeat("a", 5000), strings.Repeat("第1条", 500), strings.Repeat("展 ", 400), strings.Repeat("zhan", 15), "ü", "'", "\u0301", "👨‍👩‍👧"} {
		for _, h := range x.FindIn(q, search.Scope{}) {
			_ = show(h)
		}
	}
	if n := len(x.FindIn(strings.Repeat("展", 400), search.Scope{})); n != 0 {
		t.Error("a query that is too long loses its end")
	}
}

// The same index may be searched from several places.
func TestConcurrent(t *testing.T) {
	x := search.New(sample.Program())
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for _, q := range []string{"展会", "zhanhui", ""} {
				if len(x.FindIn(q, search.Scope{})) == 0 {
					t.Error("nothing found")
				}
			}
		})
	}
	wg.Wait()
}

// han are the characters of made-up titles, many of them with several readings.
var han = []rune("行重乐会长调率都还藏曾单弹地发分干更观好华间将结据量落难强切任少数说提系校省应载占正种转传车参企业补助研发投入省市区级农田展位费机票保险孵化器众创空间元宇宙旅游绿女略")

func word(rnd *rand.Rand, n int) string {
	var b strings.Builder
	for range n {
		switch rnd.IntN(20) {
		case 0:
			b.WriteString([]string{"“", "”", "、", "（", "）", " ", "·"}[rnd.IntN(7)])
		case 1:
			b.WriteString([]string{"A", "B2", "PPP", "115"}[rnd.IntN(4)])
		default:
			b.WriteRune(han[rnd.IntN(len(han))])
		}
	}
	return b.String()
}

// madeUp is a policy of 200 items in 66 articles.
func madeUp(seed uint64) *engine.Program {
	rnd := rand.New(rand.NewPCG(seed, 1))
	p := sample.Policy()
	p.Chapters, p.Articles, p.Items, p.Groups = nil, nil, nil, nil
	for c := 1; c <= 8; c++ {
		p.Chapters = append(p.Chapters, engine.Chapter{Number: c, Title: word(rnd, 10), Units: []string{word(rnd, 5)}})
	}
	var units []string
	for range 20 {
		units = append(units, word(rnd, 6))
	}
	for a := 1; a <= 66; a++ {
		us := []string{units[rnd.IntN(20)], units[rnd.IntN(20)]}
		p.Articles = append(p.Articles, engine.Article{Number: a, Chapter: 1 + (a-1)*8/66, Nature: engine.Benefit, Title: word(rnd, 12), Units: us, Summary: word(rnd, 60)})
		for i := range 3 {
			p.Items = append(p.Items, engine.Item{ID: fmt.Sprint("x", a, "-", i), Article: a, Title: word(rnd, 1+rnd.IntN(18)), Summary: word(rnd, 40), Topic: "trade",
				Nature: engine.Right, Units: us, Who: []string{"firm"}, Period: engine.OwnPeriod,
				Event: engine.In{Question: "titles", Choices: []string{"lab"}}})
		}
	}
	for range 60 {
		p.Questions = append(p.Questions, engine.Question{ID: fmt.Sprint("q", len(p.Questions)), Kind: engine.Bool, Topic: "trade", Name: word(rnd, 8), Label: "？"})
		it := &p.Items[rnd.IntN(len(p.Items))]
		it.Require = engine.Is{Question: p.Questions[len(p.Questions)-1].ID}
	}
	prog, err := engine.Compile(p)
	if err != nil {
		panic(err)
	}
	return prog
}

var all = pinyin.Args{Style: pinyin.Normal, Heteronym: true}

func readings(r rune) []string {
	var out []string
	for _, s := range pinyin.SinglePinyin(r, all) {
		if strings.Trim(s, "abcdefghijklmnopqrstuvwxyz") == "" {
			out = append(out, s)
			if before, ok := strings.CutSuffix(s, "ve"); ok {
				out = append(out, before+"ue")
			}
		}
	}
	return out
}

// plain drops what never decides a match.
func plain(s string) []rune {
	var out []rune
	for _, r := range strings.ToLower(s) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r >= 0x4E00 && r <= 0x9FFF {
			out = append(out, r)
		}
	}
	return out
}

// fits says, as plainly as can be, whether a word can be read off a text from
// some place on: each character by itself or by the beginning of a reading.
func fits(word, text []rune) bool {
	var from func(w, t []rune) bool
	from = func(w, t []rune) bool {
		if len(w) == 0 {
			return true
		}
		if len(t) == 0 {
			return false
		}
		if w[0] == t[0] && from(w[1:], t[1:]) {
			return true
		}
		for _, s := range readings(t[0]) {
			for n := 1; n <= len(s) && n <= len(w) && rune(s[n-1]) == w[n-1]; n++ {
				if from(w[n:], t[1:]) {
					return true
				}
			}
		}
		return false
	}
	for i := range text {
		if from(word, text[i:]) {
			return true
		}
	}
	return false
}

// typed writes a part of a name as one of the ways that people type it.
func typed(t *rapid.T, name []rune) string {
	var b strings.Builder
	how := rapid.IntRange(0, 3).Draw(t, "how")
	for i, r := range name {
		rs := readings(r)
		way := how
		if how == 3 {
			way = rapid.IntRange(0, 2).Draw(t, "way")
		}
		if len(rs) == 0 {
			way = 0
		}
		switch way {
		case 0:
			b.WriteRune(r)
		case 1:
			b.WriteString(rapid.SampledFrom(rs).Draw(t, "reading"))
		default:
			s := rapid.SampledFrom(rs).Draw(t, "reading")
			if i > 0 && len(s) > 2 && s[1] == 'h' && rapid.Bool().Draw(t, "two letters") {
				b.WriteString(s[:2])
			} else {
				b.WriteString(s[:1])
			}
		}
	}
	return b.String()
}

// Any part of any name finds what has the name, however it is typed.
func TestEveryNameIsFound(t *testing.T) {
	prog := madeUp(1)
	p := prog.Policy()
	x := search.New(prog)
	rapid.Check(t, func(t *rapid.T) {
		i := rapid.IntRange(0, len(p.Items)-1).Draw(t, "item")
		name := plain(p.Items[i].Title)
		if len(name) == 0 {
			t.Skip()
		}
		from := rapid.IntRange(0, len(name)-1).Draw(t, "from")
		to := rapid.IntRange(from+1, len(name)).Draw(t, "to")
		q := typed(t, name[from:to])
		hits := x.FindIn(q, search.Scope{})
		at := slices.IndexFunc(hits, func(h search.Hit) bool { return h.Item == i })
		if at < 0 {
			t.Fatalf("%q does not find %q", q, p.Items[i].Title)
		}
		if h := hits[at]; len(h.Marks)+len(h.TextMarks) == 0 && !h.Numbered {
			t.Fatalf("%q finds %q without a mark", q, show(h))
		}
	})
	for i := range p.Items {
		if len(plain(p.Items[i].Title)) == 0 {
			continue
		}
		hits := x.FindIn(p.Items[i].Title, search.Scope{})
		if !slices.ContainsFunc(hits, func(h search.Hit) bool { return h.Item == i }) {
			t.Errorf("%q does not find itself", p.Items[i].Title)
		}
	}
}

var queries = rapid.Custom(func(t *rapid.T) string {
	piece := rapid.OneOf(
		rapid.StringOfN(rapid.SampledFrom(han), 1, 4, -1),
		rapid.StringMatching(`[a-z]{1,8}`),
		rapid.StringOfN(rapid.RuneFrom([]rune("aeiounghzcsyx")), 1, 12, -1),
		rapid.StringMatching(`第?[0-9]{1,3}条?`),
		rapid.Custom(func(t *rapid.T) string {
			return strings.Join(readings(rapid.SampledFrom(han).Draw(t, "char"))[:1], "")
		}),
		rapid.SampledFrom([]string{" ", "　", "，", "“", "Ａ", "1", "ü"}),
	)
	return strings.Join(rapid.SliceOfN(piece, 1, 4).Draw(t, "pieces"), "")
})

// check holds a query against what it may find.
func check(t interface{ Fatalf(string, ...any) }, x *search.Index, prog *engine.Program, query string) {
	p := prog.Policy()
	seen := map[string]bool{}
	for _, h := range x.FindIn(query, search.Scope{}) {
		key := fmt.Sprint(h.Kind, h.Article, h.Item, h.Chapter, h.Topic, h.Name)
		if seen[key] {
			t.Fatalf("%q finds %s twice", query, show(h))
		}
		seen[key] = true
		for _, of := range []struct {
			s  string
			ms []search.Mark
		}{{h.Name, h.Marks}, {h.Text, h.TextMarks}} {
			end := 0
			for _, m := range of.ms {
				if m.From < end || m.To <= m.From || m.To > len(of.s) || !fitsAny(query, plain(of.s[m.From:m.To])) {
					t.Fatalf("%q marks %s", query, show(h))
				}
				end = m.To
			}
		}
		if h.Item >= 0 && p.Items[h.Item].Title != h.Name {
			t.Fatalf("%q: wrong name %s", query, show(h))
		}
	}
}

// fitsAny: what is marked holds some word of the query, from its first to its
// last character.
func fitsAny(query string, marked []rune) bool {
	if len(marked) == 0 {
		return false
	}
	query = number.ReplaceAllString(query, " ")
	for _, w := range strings.FieldsFunc(query, func(r rune) bool { return r == ' ' || r == '\u3000' }) {
		if fits(fold(w), marked) {
			return true
		}
	}
	return false
}

var number = regexp.MustCompile(`第\s*[0-9]+\s*条`)

func fold(s string) []rune {
	return plain(strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～':
			return r - '！' + '!'
		case r == 'ü':
			return 'v'
		}
		return r
	}, s))
}

func TestEveryHitMatches(t *testing.T) {
	prog := madeUp(2)
	x := search.New(prog)
	rapid.Check(t, func(t *rapid.T) { check(t, x, prog, queries.Draw(t, "query")) })
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"展会", "zh", "展h", "第4条", "第十四条", " a b ", "\xff", "ＡＢ", "xi'an", "第第1条条", "lüe"} {
		f.Add(s)
	}
	prog := madeUp(3)
	x := search.New(prog)
	f.Fuzz(func(t *testing.T, q string) {
		if len(q) > 2000 {
			t.Skip()
		}
		for _, h := range x.FindIn(q, search.Scope{}) {
			for _, m := range append(slices.Clone(h.Marks), h.TextMarks...) {
				if m.From < 0 || m.To <= m.From {
					t.Fatalf("%q: %v", q, m)
				}
			}
			_ = show(h)
		}
	})
}

func BenchmarkFind(b *testing.B) {
	prog := madeUp(4)
	x := search.New(prog)
	x.FindIn("a", search.Scope{})
	for _, q := range []string{"展位", "z", "zh", "zhanhui", "yfjg", "展h", "zhan hui bu", "chongxingyinhangzhanghui"} {
		b.Run(q, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				x.FindIn(q, search.Scope{})
			}
		})
	}
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			search.New(prog).Find("zh")
		}
	})
}
