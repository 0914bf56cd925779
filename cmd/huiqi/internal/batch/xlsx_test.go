package batch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"huiqi/content"
	"huiqi/engine"
)

// book is the empty workbook of the template.
func book(t testing.TB) *excelize.File {
	t.Helper()
	var b bytes.Buffer
	if err := Template(&b, rules(t), XLSX); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// filled puts applicants into the template's own columns, numbers and dates as a
// spreadsheet stores them.
func filled(t testing.TB, list []applicant) string {
	t.Helper()
	f := book(t)
	defer f.Close()
	pol := &rules(t).Policy
	put := func(sheet string, column, line int, q *engine.Question, v engine.Value) {
		cell, err := excelize.CoordinatesToCellName(column, line)
		if err != nil {
			t.Fatal(err)
		}
		value := any(asCell(q, v))
		switch v.Kind() {
		case engine.Number:
			value = v.Number().InexactFloat64()
		case engine.Day:
			d := v.Date()
			value = excelDay(d)
		}
		if err := f.SetCellValue(sheet, cell, value); err != nil {
			t.Fatal(err)
		}
	}
	next := map[string]int{}
	for n, a := range list {
		if err := f.SetCellStr(sheetApplicants, fmt.Sprintf("A%d", n+2), a.id); err != nil {
			t.Fatal(err)
		}
		for i := range pol.Questions {
			q := &pol.Questions[i]
			v, given := a.facts[q.ID]
			if !given {
				continue
			}
			put(sheetApplicants, i+3, n+2, q, v)
			for _, row := range v.Records().Rows {
				next[q.ID]++
				line := next[q.ID] + 1
				if err := f.SetCellStr(q.Name, fmt.Sprintf("A%d", line), a.id); err != nil {
					t.Fatal(err)
				}
				for k := range q.Fields {
					if v, given := row[q.Fields[k].ID]; given {
						put(q.Name, k+2, line, &q.Fields[k], v)
					}
				}
			}
		}
	}
	return written(t, f)
}

// excelDay counts days the way a workbook stores them.
func excelDay(d engine.Date) int {
	days := 0
	for y := 1900; y < d.Year; y++ {
		days += 365
		if y%4 == 0 { // 1900 too, which a workbook takes for a leap year
			days++
		}
	}
	for m := 1; m < d.Month; m++ {
		days += [...]int{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[m-1]
		if m == 2 && d.Year%4 == 0 {
			days++
		}
	}
	return days + d.Day
}

func written(t testing.TB, f *excelize.File) string {
	t.Helper()
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestSameAsCheckXLSX: the template, filled in, comes to what check says.
func TestSameAsCheckXLSX(t *testing.T) {
	list := applicants(&rules(t).Policy, 7, count1000())
	out, sum, err := runText(t, filled(t, list), Options{From: XLSX, To: NDJSON, Full: true})
	if err != nil || sum.Rows != len(list) || sum.Rejected > 0 || len(sum.Unused) > 0 {
		t.Fatalf("%+v, %v", sum, err)
	}
	same(t, "the template", out, list, checked(t, list))
}

// TestTemplateCSV: every heading of the template is known, and means what it says.
func TestTemplateCSV(t *testing.T) {
	var b strings.Builder
	if err := Template(&b, rules(t), CSV); err != nil {
		t.Fatal(err)
	}
	heads, _, _ := fields(strings.TrimSuffix(strings.TrimPrefix(b.String(), bom), "\r\n"), ',', nil)
	table, problems := content.NewTable(&rules(t).Policy, heads)
	if len(problems) > 0 || len(table.Unused()) > 0 || len(heads) < len(rules(t).Policy.Questions) {
		t.Errorf("%v, unused %v", problems, table.Unused())
	}
}

// small is a workbook with the cells of some sheets.
func small(t testing.TB, sheets map[string][][]any) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for _, name := range sortedKeys(sheets) {
		if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for i, row := range sheets[name] {
			if err := f.SetSheetRow(name, fmt.Sprintf("A%d", i+1), &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := f.DeleteSheet("Sheet1"); err != nil {
		t.Fatal(err)
	}
	return written(t, f)
}

// TestWorkbookFaults: what stands wrong in a workbook is said with its sheet, row
// and column, and no record is passed over in silence.
func TestWorkbookFaults(t *testing.T) {
	for _, c := range []struct {
		why    string
		sheets map[string][][]any
		want   []string
	}{
		{"a record of nobody", map[string][][]any{
			sheetApplicants: {{"编号", "参加的展会"}, {"甲", "有"}},
			"参加的展会":         {{"编号", "展位费（元）"}, {"甲", 5}, {"乙", 6}},
		}, []string{"第 3 行：“参加的展会”表第 3 行的编号“乙”在“申请人”表里没有"}},
		{"two applicants of one id", map[string][][]any{
			sheetApplicants: {{"编号"}, {"甲"}, {"甲"}},
			"fairs":         {{"编号", "展位费"}, {"甲", 5}},
		}, []string{"第 3 行：编号“甲”写了两次"}},
		{"a field that is no number", map[string][][]any{
			sheetApplicants: {{"编号"}, {"甲"}},
			"fairs":         {{"编号", "展位费"}, {"甲", "贵"}},
		}, []string{"第 2 行，“fairs”表第 2 行第 2 列：问题 fairs（参加的展会）的 booth（展位费）：“贵”不是数字"}},
		{"none and some", map[string][][]any{
			sheetApplicants: {{"编号", "fairs"}, {"甲", "无"}},
			"fairs":         {{"编号", "展位费"}, {"甲", "5"}},
		}, []string{"第 2 行第 2 列：问题 fairs（参加的展会）：这里写了“无”，又填了 1 件"}},
		{"some and none", map[string][][]any{sheetApplicants: {{"编号", "fairs"}, {"甲", "有"}}},
			[]string{"第 2 行第 2 列：问题 fairs（参加的展会）：写了“有”，却一件都没有填"}},
		{"a word for a number", map[string][][]any{sheetApplicants: {{"编号", "rd_2023"}, nil, {"甲", "多"}}},
			[]string{"第 3 行第 2 列：问题 rd_2023（2023年可加计扣除的研发费用）：“多”不是数字"}},
	} {
		_, sum, err := runText(t, small(t, c.sheets), Options{From: XLSX, To: NDJSON})
		if err != nil || len(sum.FirstRejects) != len(c.want) {
			t.Errorf("%s: %+v, %v", c.why, sum, err)
			continue
		}
		for i, want := range c.want {
			if !strings.HasPrefix(sum.FirstRejects[i], want) {
				t.Errorf("%s: %s, want %s", c.why, sum.FirstRejects[i], want)
			}
		}
	}
	for _, c := range []struct {
		why    string
		sheets map[string][][]any
		want   string
	}{
		{"records without ids", map[string][][]any{sheetApplicants: {{"编号"}}, "fairs": {{"展位费"}}}, "标准输入的“fairs”表:1: 缺少“编号”一列"},
		{"a record without id", map[string][][]any{sheetApplicants: {{"编号"}}, "fairs": {{"编号", "展位费"}, {"", 5}}}, "标准输入的“fairs”表:2: 没有写“编号”"},
		{"near a question", map[string][][]any{sheetApplicants: {{"编号", "revenu"}}}, "标准输入的“申请人”表:1:2: 表头“revenu”：没有这一列，是不是 revenue？"},
		{"nothing", map[string][][]any{sheetApplicants: {}}, "标准输入的“申请人”表: 这张表是空的"},
	} {
		_, _, err := runText(t, small(t, c.sheets), Options{From: XLSX, To: NDJSON})
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", c.why, err, c.want)
		}
	}
	for _, text := range []string{"", "id\n1\n", "PK\x03\x04garbage"} {
		var problem *content.Problem
		if _, _, err := runText(t, text, Options{From: XLSX, To: NDJSON}); !errors.As(err, &problem) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// TestStoredNumbers: a workbook stores 4.6% as 0.046, dates as days, and numbers
// with the dust of binary; what was typed counts.
func TestStoredNumbers(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	percent, err := f.NewStyle(&excelize.Style{NumFmt: 9}) // shown without decimals
	if err != nil {
		t.Fatal(err)
	}
	set := func(cell string, v any) {
		if err := f.SetCellValue("Sheet1", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	for i, h := range []string{"编号", "研发投入强度（%）", "rd_2023", "date_a9_voucher", "land_invested"} {
		cell, _ := excelize.CoordinatesToCellName(i+1, 1)
		set(cell, h)
	}
	set("A2", "甲")
	set("B2", 0.046)
	if err := f.SetCellStyle("Sheet1", "B2", "B2", percent); err != nil {
		t.Fatal(err)
	}
	set("C2", 0.1+0.2)
	set("D2", 45047)
	set("E2", 25.5)
	out, sum, err := runText(t, written(t, f), Options{From: XLSX, To: NDJSON, Full: true})
	want := `"answers":{"date_a9_voucher":"2023-05-01","land_invested":"25.5","rd_2023":"0.3","rd_intensity":"4.6"}`
	if err != nil || !strings.Contains(out, want) {
		t.Errorf("%+v, %v\n%.1000s", sum, err, out)
	}
}

// TestWorkbookOut: the workbook has a row for each applicant and item, runs no
// formula, and counts by unit and article.
func TestWorkbookOut(t *testing.T) {
	name := filepath.Join(t.TempDir(), "out.xlsx")
	in := `{"id":"=1+1","name":"甲\u0007","answers":{"matters":"all","applicant":"enterprise","deduction_taken":true,"rd_2023":20000000,"rd_2022":15000000,"revenue":180000000,"hightech":true,"above_scale":true}}
{"id":"b","answers":{"matters":"all","applicant":"enterprise"}}
{"id":"c"
`
	sum, err := Run(context.Background(), rules(t), Options{In: Stream, Stdin: strings.NewReader(in), Out: name, From: NDJSON, To: XLSX, Rows: ByApplicant})
	if err != nil || sum.Rows != 2 || sum.Rejected != 1 {
		t.Fatalf("%+v, %v", sum, err)
	}
	f, err := excelize.OpenFile(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows := func(sheet string) [][]string {
		out, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	if got := rows(sheetApplicants); len(got) != 3 || got[1][1] != "=1+1" || got[1][2] != "甲" || got[1][3] != "1" || got[1][7] != "1000000" {
		t.Errorf("%q", got)
	}
	if formula, err := f.GetCellFormula(sheetApplicants, "B2"); err != nil || formula != "" {
		t.Errorf("a formula %q, %v", formula, err)
	}
	matched := 0
	for _, row := range rows("事项")[1:] {
		if row[4] == "a14-rd" && row[6] == "条件相符（以审核为准）" && row[8] == "1000000" && row[11] == "区经信科技局" {
			matched++
		}
	}
	if matched != 1 {
		t.Error("the item does not stand there once")
	}
	found := map[string]string{}
	for _, row := range rows("汇总") {
		if len(row) == 4 {
			title, _, _ := strings.Cut(row[0], " ")
			found[title] = strings.Join(row[1:3], " ")
		}
	}
	if found["区经信科技局"] != "1 1" || found["第14条"] != "1 1" {
		t.Errorf("%v", found)
	}
}
