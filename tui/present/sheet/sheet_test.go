package sheet

import (
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"huiqi/engine"
	"huiqi/tui/internal/sample"
	"huiqi/tui/present"
)

func number(n int64) engine.Value { return engine.NumberValue(decimal.NewFromInt(n)) }

// input is that of a firm; nothing is asked of fairs, not everything is known.
func input(t *testing.T) Input {
	t.Helper()
	prog, err := engine.Compile(sample.Strong())
	if err != nil {
		t.Fatal(err)
	}
	scope, err := prog.ScopeOf()
	if err != nil {
		t.Fatal(err)
	}
	return Input{Source: present.Source{Program: prog, Scope: scope, Facts: engine.Facts{
		"matters": engine.OneValue("all"), "applicant": engine.OneValue("firm"), "titles": engine.ManyValue("lab"),
		"spend_now": number(20000000), "spend_before": number(15000000), "intensity": number(3), "hightech": engine.Value{}, "premium": number(1000),
	}}}
}

func built(t *testing.T, in Input) *Sheet {
	t.Helper()
	s, err := Build(in)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func section(t *testing.T, s *Sheet, title string) *Section {
	t.Helper()
	for i := range s.Sections {
		if strings.HasPrefix(s.Sections[i].Title, title) {
			return &s.Sections[i]
		}
	}
	var all []string
	for _, sec := range s.Sections {
		all = append(all, sec.Title)
	}
	t.Fatalf("no section %q in %q", title, all)
	return nil
}

func table(t *testing.T, s *Section) Table {
	t.Helper()
	for _, b := range s.Blocks {
		if tb, ok := b.(Table); ok {
			return tb
		}
	}
	t.Fatalf("no table in %q", s.Title)
	return Table{}
}

// Sums stand in the box that adds up and nowhere else: there is no grand total.
func TestNoGrandTotal(t *testing.T) {
	in := input(t)
	in.Facts["hightech"] = engine.BoolValue(true)
	tb := table(t, section(t, built(t, in), "结果"))
	sums := 0
	for _, g := range tb.Groups {
		if !strings.HasPrefix(g.Title, "1 ") && len(g.Notes) == 0 && g.Title != present.Box(engine.BoxNone) {
			t.Errorf("nothing says how to read %q", g.Title)
		}
		for _, r := range g.Rows {
			if len(r.Cells) != len(tb.Head) {
				t.Errorf("%d cells under %d heads", len(r.Cells), len(tb.Head))
			}
			if r.Sum {
				sums++
				if !strings.HasPrefix(g.Title, "1 ") {
					t.Errorf("a sum in %q: %q", g.Title, r.Cells)
				}
			}
		}
	}
	if len(tb.Groups) < 3 || sums == 0 {
		t.Errorf("%d boxes, %d sums", len(tb.Groups), sums)
	}
}

// The units with something that matches come before those with something open,
// with what the text leaves to them.
func TestUnits(t *testing.T) {
	in := input(t)
	in.Facts["fairs"] = engine.ListValue(engine.Records{Rows: []engine.Row{{"booth": number(100)}}})
	in.Contacts = present.Contacts{"财政局": {Phone: "1"}}
	tb := table(t, section(t, built(t, in), "先去哪个部门"))
	var order []string
	for _, g := range tb.Groups {
		order = append(order, g.Title)
		if (g.Title == "财政局") != (len(g.Notes) == 1) {
			t.Errorf("%s: notes %q", g.Title, g.Notes)
		}
	}
	if !slices.Equal(order, []string{"科技局", "商务局", "财政局"}) {
		t.Errorf("the order is %q", order)
	}
	asks := map[string]string{}
	for _, g := range tb.Groups {
		for _, r := range g.Rows {
			asks[r.Cells[0]] = r.Cells[2]
		}
	}
	for item, want := range map[string]string{
		"实验室（第1条）":    "实际核定多少；由哪一级付款",
		"研发费用补助（第1条）": "金额按哪一档（还差：高新企业）；实际核定多少；由哪一级付款",
		"展位费（第2条）":    "是否相符（还差：展会）；实际核定多少；由哪一级付款",
		"外贸咨询（第2条）":   "怎么办理",
	} {
		if asks[item] != want {
			t.Errorf("%s: %q, want %q", item, asks[item], want)
		}
	}
}

// What is open names the units to ask.
func TestOpen(t *testing.T) {
	tb := table(t, section(t, built(t, input(t)), "待确认的，问谁"))
	rows := tb.Groups[0].Rows
	if len(rows) != 1 || !slices.Equal(rows[0].Cells, []string{"高新企业，现在填的是“不清楚”", "研发费用补助", "科技局"}) {
		t.Errorf("%+v", rows)
	}
}

// What does not match is counted; with All it is listed. What was not asked about
// is neither an open item nor lost.
func TestLeftOut(t *testing.T) {
	in := input(t)
	brief := built(t, in)
	counts := string(section(t, brief, "结果").Blocks[0].(Para))
	for _, w := range []string{"条件相符 4 项", "待确认 0 项", "相差一项 1 项", "不适用于此类对象 1 项，没有列出", "还没有答清楚的 1 项"} {
		if !strings.Contains(counts, w) {
			t.Errorf("%q does not say %q", counts, w)
		}
	}
	section(t, brief, "相差一项：1 项")
	section(t, brief, "有没有这回事还没有答清楚的：1 项")
	in.All = true
	full := built(t, in)
	if n := len(section(t, full, "不适用于此类对象").Parts); n != 1 {
		t.Errorf("%d items for others are listed", n)
	}
	if n := len(section(t, full, "待确认：").Parts); n != 1 {
		t.Errorf("%d items that were not asked about are listed", n)
	}
}

// The notes of an article stand once; the items after the first say where.
func TestNotesOnce(t *testing.T) {
	parts := section(t, built(t, input(t)), "条件相符").Parts
	times, refers := 0, 0
	for _, p := range parts {
		for _, b := range p.Blocks {
			l, ok := b.(List)
			if !ok {
				continue
			}
			for _, pt := range l.Points {
				if strings.HasPrefix(pt.Text, "同比哪两年") {
					times++
				}
				if pt.Text == "整个第1条的说明写在“实验室”下面。" {
					refers++
				}
			}
		}
	}
	if times != 1 || refers != 1 {
		t.Errorf("the note stands %d times, %d items refer to it", times, refers)
	}
}
