package batch

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"huiqi/content"
)

// runFile runs a text with files on both ends, and gives what was refused.
func runFile(t *testing.T, text string, from Format) (sum Summary, rejected string) {
	t.Helper()
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in"), filepath.Join(dir, "out.csv")
	if err := os.WriteFile(in, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	sum, err := Run(context.Background(), rules(t), Options{In: in, Out: out, From: from, To: CSV, Rows: ByApplicant})
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(rejectsName(out))
	if err != nil && sum.Rejected > 0 {
		t.Fatal(err)
	}
	return sum, string(b)
}

// TestMendedWorkbook: the rows of a workbook that were refused come back with the
// records of their lists; mended and read again, they come to what the workbook
// would have come to without the faults.
func TestMendedWorkbook(t *testing.T) {
	workbook := func(number, booth string) string {
		return small(t, map[string][][]any{
			sheetApplicants: {{"编号", "事情发生的时间", "申请人", "参加的展会", "rd_2023"},
				{"甲", "都在", "企业", "有", number}, {"乙", "都在", "企业", "还有", 5}, {"丙", "都在", "企业", nil, 5}, {"丁", "都在", "企业", "无", number}},
			"参加的展会": {{"备注", "编号", "展位费（万元）", "place"},
				{"x", "甲", 1.5, "overseas_export"}, {"x", "乙", 2, "overseas_export"}, {"x", "甲", 3}, {"x", "丙", booth, "overseas_export"}},
		})
	}
	const numberFault, boothFault = "很多", "不少"
	want, sum, err := runText(t, workbook("7", "9"), Options{From: XLSX, To: NDJSON, Full: true})
	if err != nil || sum.Rows != 4 || strings.Join(sum.Unused, "") != "备注（“参加的展会”表）" {
		t.Fatalf("%+v, %v", sum, err)
	}
	sum, rejected := runFile(t, workbook(numberFault, boothFault), XLSX)
	if sum.Rows != 1 || sum.Rejected != 3 {
		t.Fatalf("%+v", sum)
	}
	rejected = strings.NewReplacer(numberFault+"\r", "7\r", boothFault+",", "9,").Replace(rejected)
	got, sum, err := runText(t, rejected, Options{From: CSV, To: NDJSON, Full: true})
	if err != nil || sum.Rows != 3 || sum.Rejected > 0 {
		t.Fatalf("%+v, %v\n%s", sum, err, rejected)
	}
	lines := strings.SplitAfter(want, "\n")
	if want = lines[0] + lines[2] + lines[3]; got != want { // 乙 had no fault
		t.Errorf("%s\nwant\n%s\nof\n%s", got, want, rejected)
	}
}

// TestRejectsAgain: rows that hold nothing to be mended are no applicants when the
// file is read again, and cells stand there as they were typed.
func TestRejectsAgain(t *testing.T) {
	sum, rejected := runFile(t, small(t, map[string][][]any{
		sheetApplicants: {{"编号", "fairs"}, {"甲", "有"}, {"甲", ""}},
		"fairs":         {{"编号", "展位费"}, {"甲", 5}, {"乙", 6}},
	}), XLSX)
	if sum.Rows != 1 || sum.Rejected != 2 || strings.Count(rejected, "请在原来的工作簿里") != 2 {
		t.Fatalf("%+v\n%s", sum, rejected)
	}
	if _, sum, err := runText(t, rejected, Options{From: CSV, To: NDJSON}); err != nil || sum.Rows != 1 {
		t.Errorf("the second 甲 and nobody else: %+v, %v\n%s", sum, err, rejected)
	}
	var picks []string
	for _, c := range rules(t).Policy.Questions[questionAt(t, "research_titles")].Choices[:2] {
		picks = append(picks, c.Label)
	}
	sum, rejected = runFile(t, "编号,research_titles,rd_2023\n甲,\""+strings.Join(picks, "\n")+"\",多\n"+strings.Repeat("长", content.MaxRecord/3+1)+"\n", CSV)
	if sum.Rejected != 2 {
		t.Fatalf("%+v", sum)
	}
	if out, sum, err := runText(t, strings.Replace(rejected, ",多", ",5", 1), Options{From: CSV, To: NDJSON, Full: true}); err != nil || sum.Rows != 1 || sum.Rejected > 0 || !strings.Contains(out, `"research_titles":["`) {
		t.Errorf("%+v, %v\n%s", sum, err, rejected)
	}
}

func questionAt(t *testing.T, id string) int {
	t.Helper()
	for i, q := range rules(t).Policy.Questions {
		if q.ID == id {
			return i
		}
	}
	t.Fatal("no question ", id)
	return 0
}

// TestMostIntoAWorkbook: as many go into a workbook as may come out of one, not
// counting those that are refused. One more, and nothing is written.
func TestMostIntoAWorkbook(t *testing.T) {
	line := func(n int) string { return strings.Repeat("{\"matters\":\"all\"}\n", n) }
	for _, c := range []struct {
		why, text string
		whole     bool
	}{
		{"as many as may be", line(200), true},
		{"and one that is refused", line(199) + "{\"x\":1}\n" + line(1), true},
		{"one more", line(150) + "{\"x\":1}\n" + line(51), false},
		{"many more", line(5000), false},
	} {
		dir := t.TempDir()
		out := filepath.Join(dir, "out.xlsx")
		sum, err := Run(context.Background(), rules(t), Options{In: Stream, Stdin: strings.NewReader(c.text), Out: out, From: NDJSON, To: XLSX, Rows: ByApplicant, sheetRows: 200})
		var problem *content.Problem
		switch {
		case c.whole && err != nil:
			t.Errorf("%s: %v", c.why, err)
		case !c.whole && (!errors.As(err, &problem) || err.Error() != out+": XLSX 最多 200 个申请人，这里还有更多；请改写成 CSV（-o 结果.csv，不限行数）或分几次" || sum.Left != "这次没有写结果"):
			t.Errorf("%s: %v", c.why, err)
		}
		entries, err := os.ReadDir(dir)
		if err != nil || len(entries) > 0 != c.whole {
			t.Errorf("%s: %v stand there, %v", c.why, entries, err)
		}
	}
}

// TestMostOfAWorkbook: a workbook may hold so many applicants and not one more; then
// nothing is written, and it says what to do.
func TestMostOfAWorkbook(t *testing.T) {
	rows := [][]any{{"编号"}, {"甲"}, nil, {"乙"}, {"丙"}}
	for most, whole := range map[int]bool{3: true, 2: false} {
		dir := t.TempDir()
		out := filepath.Join(dir, "out.xlsx")
		sum, err := Run(context.Background(), rules(t), Options{In: Stream, Stdin: strings.NewReader(small(t, map[string][][]any{sheetApplicants: rows})),
			Out: out, From: XLSX, To: XLSX, Rows: ByApplicant, sheetRows: most})
		var problem *content.Problem
		switch {
		case whole && err != nil:
			t.Errorf("%d of %d: %v", len(rows)-2, most, err)
		case !whole && (!errors.As(err, &problem) || err.Error() != fmt.Sprintf("标准输入的“申请人”表:5: XLSX 最多 %d 个申请人，这里还有更多；请分成几个工作簿，或另存为 CSV（不限行数）再试", most) || sum.Left != "这次没有写结果"):
			t.Errorf("%d of %d: %v", len(rows)-2, most, err)
		}
		entries, err := os.ReadDir(dir)
		if err != nil || len(entries) > 0 != whole {
			t.Errorf("%d of %d: %v stand there, %v", len(rows)-2, most, entries, err)
		}
	}
}

// TestRejectsMended: whoever mends in the file what was refused, and nothing else,
// can run the file as it is. What is not mended is refused again, with one reason.
func TestRejectsMended(t *testing.T) {
	const table = "编号,matters,rd_2023\n甲,都在,很多\n乙,都在,不多\n"
	const stream = `{"id":"甲",` + "\t" + `"matters":"all","rd_2023":"很多"}` + "\n" + `{"id":"乙","answers":{"rd_2023":"不多"},"name":"n"}` + "\n" +
		" { \"id\":3 , \n[4]\n\"id\":5}\n{}{}\n" +
		`{"id":7,"answers":{"rd_2023":"` + "5\u202e" + `"}}` + "\n"
	for _, c := range []struct {
		why, text string
		from      Format
		bad       int
		mend      []string // old, new, …
		good      int
		want      string // in the results of what was mended
	}{
		{"a table", table, CSV, 2, []string{"很多", "5"}, 1, `"id":"甲"`},
		{"a word in a line", stream, NDJSON, 7, []string{`"rd_2023":"很多"`, `"rd_2023":5`}, 1, `"id":"甲"`},
		{"a line that was broken off", stream, NDJSON, 7, []string{`"id":3 ,`, `"id":3 ,"rd_2023":5}`}, 1, `"id":3`},
		{"a line that is no object", stream, NDJSON, 7, []string{`"record":"\"id\":5}"`, `"record":"{\"id\":5,\"matters\":\"all\"}"`}, 1, `"id":5`},
		{"a character that is not seen", stream, NDJSON, 7, []string{`5\u202e`, "5"}, 1, `"id":7`},
		{"nothing is mended", stream, NDJSON, 7, nil, 0, ""},
	} {
		sum, rejected := runFile(t, c.text, c.from)
		if sum.Rejected != c.bad {
			t.Fatalf("%s: %+v", c.why, sum)
		}
		mended := strings.NewReplacer(c.mend...).Replace(rejected)
		if c.mend != nil && mended == rejected {
			t.Fatalf("%s: nothing to mend in\n%s", c.why, rejected)
		}
		sum, again := runFile(t, mended, c.from)
		if sum.Rows != c.good || sum.Rejected != c.bad-c.good || len(sum.Unused) > 0 {
			t.Errorf("%s: %+v of\n%s", c.why, sum, mended)
		}
		for _, once := range []string{content.RejectHeadings[2], "不多"} {
			if n := strings.Count(rejected, once); strings.Count(again, once) != n {
				t.Errorf("%s: %q stands %d times in\n%s\nthen in\n%s", c.why, once, n, rejected, again)
			}
		}
		out, _, err := runText(t, mended, Options{From: c.from, To: NDJSON})
		if err != nil || !strings.Contains(out, c.want+`,"matched":`) && c.good > 0 {
			t.Errorf("%s: %v\n%s", c.why, err, out)
		}
		if _, third := runFile(t, again, c.from); strings.Count(third, "\n") != strings.Count(again, "\n") || len(third) > len(again)+100 {
			t.Errorf("%s: the file grows:\n%s\n%s", c.why, again, third)
		}
	}
}

// TestRejectsWithoutRecord: of a line that is too long or of no encoding nothing is
// left to be mended, and it is no applicant when the file is read again.
func TestRejectsWithoutRecord(t *testing.T) {
	sum, rejected := runFile(t, `{"id":"`+strings.Repeat("长", content.MaxRecord/3+1)+"\"}\n{\"id\":\"\xff\"}\n", NDJSON)
	if sum.Rejected != 2 || !strings.Contains(rejected, "超过 1 MB") || !strings.Contains(rejected, "不是 UTF-8 编码") {
		t.Fatalf("%+v\n%s", sum, rejected)
	}
	if out, sum, err := runText(t, rejected, Options{From: NDJSON, To: NDJSON}); err != nil || sum.Rows+sum.Rejected > 0 || out != "\n\n" {
		t.Errorf("%+v, %v\n%s", sum, err, out)
	}
}

// TestRejectsPlaces: where a fault stands is said of the file that is read.
func TestRejectsPlaces(t *testing.T) {
	_, rejected := runFile(t, `{"id":1,"matters":"鸟"}`+"\n", NDJSON)
	_, sum, err := runText(t, rejected, Options{From: NDJSON, To: NDJSON})
	if err != nil || len(sum.FirstRejects) != 1 {
		t.Fatalf("%+v, %v", sum, err)
	}
	at := len([]rune(rejected[:strings.LastIndex(rejected, `"鸟"`)])) + 1
	if want := fmt.Sprintf("第 1 行第 %d 个字：", at); !strings.HasPrefix(sum.FirstRejects[0], want) {
		t.Errorf("%s, want %s", sum.FirstRejects[0], want)
	}
}
