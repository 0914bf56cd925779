package batch

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"huiqi/content"
)

// few is a policy with one question of each kind: each input is read anew, and most of
// that is getting to know the questions.
func few(t testing.TB) *content.Pack {
	t.Helper()
	files := fstest.MapFS{}
	for name, text := range map[string]string{
		"policy.yaml": `number: 测发〔2023〕1号
title: 测试文件
issuer: 测试单位
in_force: "2023-07-28"
articles: 1
period: {from: "2023-01-01", to: "2023-12-31"}
gate: {question: matters, covers: [all], dated: unsure, ends: none}
applicant: applicant
kinds: {企业: [firm]}
topics: [{id: money, label: 钱}]
chapters: [{number: 1, title: 第一章, units: [甲局]}]
cautions: [只供自查]
`,
		"questions/00.yaml": `topic: ""
questions:
  - {id: matters, type: one, name: 时间, ask: 都在2023年吗？, choices: [{id: all, label: 都在}, {id: none, label: 都不在}, {id: unsure, label: 不清楚}], unsure: unsure}
  - {id: applicant, type: one, name: 申请人, ask: 你是谁？, choices: [{id: firm, label: 企业}, {id: person, label: 个人}]}
`,
		"questions/10.yaml": `topic: money
questions:
  - {id: titles, type: many, name: 称号, ask: 有哪些称号？, choices: [{id: lab, label: 实验室}, {id: center, label: 中心}]}
  - {id: passed, type: yesno, name: 考核通过, ask: 考核通过了吗？, when: titles = lab}
  - {id: cost, type: money, name: 费用, ask: 费用是多少？}
  - {id: staff, type: number, unit: 人, step: "1", name: 人数, ask: 有多少人？}
  - id: plots
    type: list
    name: 地块
    ask: 有哪些地块？
    fields:
      - {id: kind, type: one, name: 种类, ask: 哪种？, choices: [{id: new, label: 新建}, {id: old, label: 改造}]}
      - {id: size, type: number, unit: 亩, name: 面积, ask: 多大？}
      - {id: since, type: date, name: 日期, ask: 哪天？}
`,
		"articles/01.yaml": `article: 1
title: 第一条
chapter: 1
nature: benefit
units: [甲局]
summary: 说明
items:
  - id: a1-lab
    title: 实验室
    topic: money
    who: [企业]
    period: record
    event: titles = lab
    require: passed and staff >= 10人
    amount: {exact: 20% * cost, ceiling: 300万元, scope: 单家企业}
  - id: a1-plots
    title: 地块
    topic: money
    who: [firm, person]
    period: record
    event: "some(plots: kind = new and size > 0亩 and within(since))"
    amount: {exact: "total(plots where kind = new: 3000元/亩 * size)"}
`,
		"ids.txt": "",
	} {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	p, err := content.Load(files, ".")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// FuzzCSV: whatever the text, what comes of it has words, and fields are as
// encoding/csv reads them.
func FuzzCSV(f *testing.F) {
	for _, s := range []string{"id,applicant\n1,企业\n", "id;cost\n\"a;\"\"b\";5\n", "id\n\"a\nb\"\nc", "id,x\n\"\xff\",\n", "\xff\xfei\x00d\x00", "id\n\"", "编号,地块1：面积\n1,\n", "a\"b,c\n"} {
		f.Add(s)
	}
	pack := few(f)
	f.Fuzz(func(t *testing.T, text string) {
		var out strings.Builder
		o := Options{In: Stream, Out: Stream, Stdin: strings.NewReader(text), Stdout: &out, From: CSV, To: NDJSON, Rows: ByApplicant, Workers: 1}
		if _, err := Run(context.Background(), pack, o); err != nil {
			var problem *content.Problem
			if !errors.As(err, &problem) {
				t.Fatalf("%v", err)
			}
		}
		want, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		if err != nil || !utf8.ValidString(text) || strings.Contains(text, "\r") {
			return
		}
		// encoding/csv wants records of equal length and leaves empty lines out
		s := newLineScanner(strings.NewReader(text), true)
		s.comma = ','
		var got [][]string
		for {
			raw, _, fault, err := s.next(nil)
			if err != nil || fault != "" {
				break
			}
			if len(raw) == 0 {
				continue
			}
			row, at, fault := fields(string(raw), ',', nil)
			if at > 0 {
				t.Fatalf("%q: %s", raw, fault)
			}
			got = append(got, row)
		}
		if !slices.EqualFunc(got, want, slices.Equal[[]string]) {
			t.Fatalf("%q\nis %q\nwant %q", text, got, want)
		}
	})
}

// FuzzNDJSON: each line in gives one line out, whatever it is.
func FuzzNDJSON(f *testing.F) {
	for _, s := range []string{`{"id":1,"answers":{"cost":"2000万"}}`, `{"cost":5,"cost":6}`, "\n", "{", "[1]", `{"answers":null,"scope":["1"]}`, `{"plots":[{"kind":"x"}],"id":"\u4f01\ud83d"}`, "\ufeff{}", "{}\x00", strings.Repeat("[", 50)} {
		f.Add(s)
	}
	pack := few(f)
	f.Fuzz(func(t *testing.T, text string) {
		var out strings.Builder
		o := Options{In: Stream, Out: Stream, Stdin: strings.NewReader("{}\n" + text), Stdout: &out, From: NDJSON, To: NDJSON, Rows: ByApplicant, Workers: 1}
		if _, err := Run(context.Background(), pack, o); err != nil {
			t.Fatal(err)
		}
		n := 1 + strings.Count(text, "\n")
		if text != "" && !strings.HasSuffix(text, "\n") {
			n++
		}
		if got := strings.Count(out.String(), "\n"); got != n {
			t.Fatalf("%d lines for %d:\n%s", got, n, out.String())
		}
	})
}

// workbook packs parts of a workbook, not compressed: quick, and what a fuzzer changes
// is what is read.
func workbook(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, name := range sortedKeys(parts) {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err == nil {
			_, err = io.WriteString(w, parts[name])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// FuzzXLSX: whatever stands in the sheets, what comes of it has words.
func FuzzXLSX(f *testing.F) {
	const rels = `<Relationships><Relationship Id="a" Type="x/worksheet" Target="a.xml"/><Relationship Id="b" Type="x/worksheet" Target="b.xml"/><Relationship Id="s" Type="x/sharedStrings" Target="s.xml"/></Relationships>`
	const book = `<sheet name="` + sheetApplicants + `" r:id="a"/><sheet name="plots" r:id="b"/>`
	row := func(cells ...string) string {
		return "<row><c t=\"str\"><v>" + strings.Join(cells, "</v></c><c t=\"str\"><v>") + "</v></c></row>"
	}
	f.Add(book, row("编号", "cost")+row("甲", "5"), row("编号", "size")+row("甲", "5亩"), "")
	f.Add(book, row("编号", "名称", "titles")+row("甲", "乙", "lab、center"), row("编号", "kind")+row("丙", "new"), "")
	f.Add(book, `<row r="1"><c r="B1" t="s"><v>0</v></c></row><row r="9"><c r="B9"><v>1e9</v></c></row>`, `<row><c t="e"><v>#N/A</v></c><c><f>1</f></c></row>`, "<si><t>cost</t></si>")
	f.Add(`<sheet name="x" r:id="b"/>`, "", row("编号")+row("\x1b"), "<si><r><t>a</t></r></si>")
	pack := few(f)
	f.Fuzz(func(t *testing.T, book, applicants, plots, shared string) {
		data := workbook(t, map[string]string{
			"_rels/.rels":                `<Relationships><Relationship Id="w" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
			"xl/workbook.xml":            "<workbook><sheets>" + book + "</sheets></workbook>",
			"xl/_rels/workbook.xml.rels": rels,
			"xl/a.xml":                   "<worksheet><sheetData>" + applicants + "</sheetData></worksheet>",
			"xl/b.xml":                   "<worksheet><sheetData>" + plots + "</sheetData></worksheet>",
			"xl/s.xml":                   "<sst>" + shared + "</sst>",
		})
		var out strings.Builder
		o := Options{In: Stream, Out: Stream, Stdin: bytes.NewReader(data), Stdout: &out, From: XLSX, To: NDJSON, Rows: ByApplicant, Workers: 1}
		if _, err := Run(context.Background(), pack, o); err != nil {
			var problem *content.Problem
			if !errors.As(err, &problem) || problem.Msg == "" {
				t.Fatal(err)
			}
		}
	})
}
