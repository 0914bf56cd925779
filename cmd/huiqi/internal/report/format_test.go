package report

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"huiqi/engine"
	"huiqi/tui/present"
	"huiqi/tui/store"
	"huiqi/tui/text/hostile"
)

// told is what a hand-out of the sample says beside the result.
var told = Options{
	Date: engine.Date{Year: 2024, Month: 5, Day: 6}, Name: "样例公司", Clerk: "小王", IDs: true,
	Contacts: present.Contacts{"乙局": {Window: "3号", Phone: "0571-1", Hours: "周一至周五", Note: "先取号"}},
}

func written(t *testing.T, format store.Format, c Case, o Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, format, c, o); err != nil {
		t.Fatal(format, err)
	}
	return b.String()
}

// TestFormats holds every format of the sample to the bytes that were looked at.
func TestFormats(t *testing.T) {
	p := pack(t)
	for format, file := range map[store.Format]string{
		store.Text: "result.txt", store.Markdown: "result.md", store.HTML: "result.html", store.CSV: "result.csv", store.JSON: "told.json",
	} {
		golden(t, file, []byte(written(t, format, caseOf(t, p, sample), told)))
	}
}

// TestSections holds what every hand-out for people must say, in this order.
func TestSections(t *testing.T) {
	p := embedded(t)
	c := caseOf(t, p, `answers: {matters: all, applicant: enterprise, deduction_taken: true, rd_2022: 1500万, rd_2023: 2000万, revenue: null, rd_intensity: null, hightech: true, above_scale: true, research_titles: [chuying]}`)
	o := Options{Date: engine.Date{Year: 2026, Month: 11, Day: 22}, Name: "某公司", Clerk: "小王",
		Contacts: present.Contacts{"区经信科技局": {Window: "3号窗口"}}}
	want := []string{
		"钱政办发〔2023〕19号", "2023-01-01 至 2023-12-31", "已经结束", "第40条另写了期限", "某公司", "2026-11-22", "小王", "仅供自查，不作审批或兑付依据",
		"结果", "条件相符 2 项", "不加成一个总数",
		"先去哪个部门", "什么时候截止", "材料与时限原文未写明", "区经信科技局", "3号窗口", "非政策原文，由本窗口维护",
		"待确认的，问谁", "现在填的是“不清楚”",
		"条件", "✓", "算法", "申请人自述", "怎么看这份结果", "没有盖章", "规则摘要",
	}
	for _, format := range []store.Format{store.Text, store.Markdown, store.HTML} {
		s := unwrapped(written(t, format, c, o))
		at := 0
		for _, w := range want {
			i := strings.Index(s[at:], unwrapped(w))
			if i < 0 {
				t.Errorf("%s: no %q where it is looked for", format, w)
				continue
			}
			at += i
		}
		if !strings.Contains(s, "去了问什么") {
			t.Errorf("%s: nothing to ask at the units", format)
		}
		if strings.Contains(s, "a14-rd") {
			t.Errorf("%s: a name for the command line in a hand-out", format)
		}
	}
}

// unwrapped is text without line breaks, spaces, tags and Markdown's escapes.
func unwrapped(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\\' {
			return -1
		}
		return r
	}, s)
}

// TestPeriodOver holds that the day decides whether the period is over.
func TestPeriodOver(t *testing.T) {
	c := caseOf(t, embedded(t), `answers: {matters: all, applicant: enterprise}`)
	for _, d := range []struct {
		why  string
		day  engine.Date
		over bool
	}{
		{"the last day is inside", engine.Date{Year: 2023, Month: 12, Day: 31}, false},
		{"the day after is not", engine.Date{Year: 2024, Month: 1, Day: 1}, true},
		{"no day, no word of it", engine.Date{}, false},
	} {
		line, _, _ := strings.Cut(written(t, store.Text, c, Options{Date: d.day}), "仅供自查")
		if got := strings.Contains(line, "已经结束"); got != d.over {
			t.Errorf("%s: over %v in %q", d.why, got, line)
		}
	}
}

// TestFormatsClean sends what must not be printed through every format, in every
// place that takes words from outside.
func TestFormatsClean(t *testing.T) {
	p := pack(t)
	places := map[string]func(o *Options, s string){
		"name":   func(o *Options, s string) { o.Name = s },
		"clerk":  func(o *Options, s string) { o.Clerk = s },
		"window": func(o *Options, s string) { o.Contacts = present.Contacts{"乙局": {Window: s}} },
		"phone":  func(o *Options, s string) { o.Contacts = present.Contacts{"乙局": {Phone: s}} },
		"hours":  func(o *Options, s string) { o.Contacts = present.Contacts{"乙局": {Hours: s}} },
		"note":   func(o *Options, s string) { o.Contacts = present.Contacts{"乙局": {Note: s}} },
	}
	words := map[string]string{
		"line break":         "甲\n# 乙",
		"not UTF-8":          "甲\xff乙",
		"formula":            "=甲+乙",
		"element":            "<script>甲</script><img src=http://a/乙>",
		"Markdown":           "[甲](http://乙) `x` | **",
		"closing an element": "</dd></main>甲乙",
	}
	for i, s := range hostile.Texts() {
		words[fmt.Sprint("hostile ", i)] = s
	}
	for why, bad := range words {
		for place, put := range places {
			for _, format := range Formats {
				o := told
				put(&o, bad)
				s := written(t, format, caseOf(t, p, sample), o)
				if !strings.Contains(s, "甲") || !strings.Contains(s, "乙") {
					t.Errorf("%s in the %s: lost in %s", why, place, format)
				}
				body := s
				if format == store.CSV {
					body = strings.ReplaceAll(strings.TrimPrefix(s, "\ufeff"), "\r\n", "\n")
				}
				if found := hostile.Find(body, "\n"); found != "" {
					t.Errorf("%s in the %s: %s holds %s", why, place, format, found)
				}
				switch format {
				case store.HTML:
					checkPage(t, fmt.Sprint(why, " in the ", place), s)
				case store.CSV:
					checkCells(t, fmt.Sprint(why, " in the ", place), s)
				case store.Markdown:
					if rawMarkup.MatchString(s) {
						t.Errorf("%s in the %s: Markdown takes it for markup", why, place)
					}
				}
			}
		}
	}
}

// rawMarkup is what Markdown would take for more than words.
var rawMarkup = regexp.MustCompile("(?m)^# 乙|[^\\\\](<script|<img|</dd|\\[甲|`x)")

func checkCells(t *testing.T, name, s string) {
	t.Helper()
	body, marked := strings.CutPrefix(s, "\ufeff")
	if !marked || strings.Count(body, "\n") != strings.Count(body, "\r\n") {
		t.Errorf("%s: no byte order mark, or lines that do not end in CRLF", name)
	}
	rows, err := csv.NewReader(strings.NewReader(body)).ReadAll() // as many fields in each
	if err != nil {
		t.Fatal(name, err)
	}
	for _, r := range rows {
		for _, c := range r {
			if c != "" && strings.ContainsAny(c[:1], "=+-@\t\r") {
				t.Errorf("%s: a cell that runs: %q", name, c)
			}
		}
	}
}

// TestCSVRows holds one row to an item, and its sums to numbers.
func TestCSVRows(t *testing.T) {
	p := pack(t)
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(written(t, store.CSV, caseOf(t, p, sample), told), "\ufeff"))).ReadAll()
	if err != nil || len(rows) != 1+len(p.Policy.Items) {
		t.Fatalf("%d rows for %d items, %v", len(rows), len(p.Policy.Items), err)
	}
	at := map[string]int{}
	for i, name := range rows[0] {
		at[name] = i
	}
	for _, r := range rows[1:] {
		if r[at["编号"]] == "a1-growth" {
			if r[at["下限（元）"]] != "400000" || r[at["上限（元）"]] != "400000" || r[at["还会变"]] != "否" || r[at["结论"]] != "条件相符（以审核为准）" {
				t.Errorf("%q", r)
			}
			return
		}
	}
	t.Error("no row for a1-growth")
}
