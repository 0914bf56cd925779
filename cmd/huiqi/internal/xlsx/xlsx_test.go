package xlsx

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// readAll is every row of a sheet, by its number.
func readAll(f *File, name string) (map[int][]Cell, error) {
	out := map[int][]Cell{}
	rows, err := f.Rows(name)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for {
		cells, line, err := rows.Next()
		switch {
		case errors.Is(err, io.EOF):
			return out, nil
		case err != nil:
			return out, err
		}
		out[line] = cells
	}
}

func open(data []byte) (*File, error) { return Open(bytes.NewReader(data), int64(len(data))) }

// TestReadsOthers: what the well-known library writes is read as it was stored.
func TestReadsOthers(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	percent, err := f.NewStyle(&excelize.Style{NumFmt: 10})
	if err != nil {
		t.Fatal(err)
	}
	own := "0.0%;-0.0%"
	custom, err := f.NewStyle(&excelize.Style{CustomNumFmt: &own})
	if err != nil {
		t.Fatal(err)
	}
	_, err = f.NewSheet("第二张")
	err = errors.Join(err,
		f.SetSheetRow("Sheet1", "A1", &[]any{"甲 & <乙>", 1.5, true, nil, "末"}),
		f.SetCellValue("Sheet1", "C4", 0.046), f.SetCellStyle("Sheet1", "C4", "C4", percent),
		f.SetCellValue("Sheet1", "D4", 0.5), f.SetCellStyle("Sheet1", "D4", "D4", custom),
		f.SetCellFormula("Sheet1", "A5", "1+1"),
		f.SetCellRichText("Sheet1", "B5", []excelize.RichTextRun{{Text: "一"}, {Text: "二"}}),
		f.SetCellValue("第二张", "AB2", "x"))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	got, err := open(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got.Sheets(), []string{"Sheet1", "第二张"}) {
		t.Error(got.Sheets())
	}
	rows, err := readAll(got, "Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	for line, want := range map[int][]Cell{
		1: {{Text: "甲 & <乙>"}, {Text: "1.5", Kind: Number}, {Text: "1", Kind: Bool}, {}, {Text: "末"}},
		4: {{}, {}, {Text: "0.046", Kind: Number, Percent: true}, {Text: "0.5", Kind: Number, Percent: true}},
		5: {{Text: "#公式没有算出值", Kind: Fault}, {Text: "一二"}},
	} {
		if !slices.Equal(rows[line], want) {
			t.Errorf("row %d is %+v, want %+v", line, rows[line], want)
		}
	}
	rows, err = readAll(got, "第二张")
	if err != nil || len(rows[2]) != 28 || rows[2][27].Text != "x" {
		t.Errorf("%+v, %v", rows, err)
	}
}

// TestOthersRead: what is written here is read by that library and by this
// package, sheets that are written at the same time too.
func TestOthersRead(t *testing.T) {
	var book Book
	defer book.Close()
	one, err := book.Sheet("一 & 二", SheetOptions{Columns: []Style{AsTyped, DateCell}, Width: 18, FreezeColumns: 1})
	if err != nil {
		t.Fatal(err)
	}
	two, err := book.Sheet("选项", SheetOptions{Hidden: true})
	if err != nil {
		t.Fatal(err)
	}
	err = errors.Join(one.Row(Heading, Cell{Text: "表头"}), two.Row(Plain, Cell{Text: "是"}),
		one.Row(Plain, Cell{Text: "=1+1"}, Cell{}, Cell{Text: "1234567.5", Kind: Number}, Cell{Text: " <&>\" "}), two.Row(Plain, Cell{Text: "否"}),
		one.Row(Plain), one.Row(Plain, Cell{Text: strings.Repeat("长", 40_000)}))
	one.Validate(Validation{Column: 27, Rows: 10, List: "选项!$A$1:$A$2", Strict: true, Title: "题", About: "说明"})
	one.Validate(Validation{Column: 1, Rows: 10, Title: "日", About: "填日期"})
	var b bytes.Buffer
	if err := errors.Join(err, book.Write(&b)); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows("一 & 二")
	if err != nil || len(rows) != 4 || !slices.Equal(rows[1], []string{"=1+1", "", "1,234,567.50", " <&>\" "}) || len([]rune(rows[3][0])) != maxCell {
		t.Errorf("%.200q, %v", rows, err)
	}
	if formula, err := f.GetCellFormula("一 & 二", "A2"); err != nil || formula != "" {
		t.Errorf("a formula: %q, %v", formula, err)
	}
	rules, err := f.GetDataValidations("一 & 二")
	if err != nil || len(rules) != 2 || rules[0].Sqref != "AB2:AB11" || rules[0].Formula1 != "选项!$A$1:$A$2" || rules[0].Type != "list" || rules[1].Formula1 != "" {
		t.Errorf("%+v, %+v, %v", *rules[0], *rules[1], err)
	}
	if visible, err := f.GetSheetVisible("选项"); err != nil || visible {
		t.Errorf("the choices are seen: %v", err)
	}
	own, err := open(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	back, err := readAll(own, "一 & 二")
	if err != nil || !slices.Equal(back[2], []Cell{{Text: "=1+1"}, {}, {Text: "1234567.5", Kind: Number}, {Text: " <&>\" "}}) {
		t.Errorf("%+v, %v", back[2], err)
	}
}

// plainParts are the parts of a small workbook.
func plainParts(t testing.TB) map[string][]byte {
	t.Helper()
	var book Book
	defer book.Close()
	s, err := book.Sheet("x", SheetOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := errors.Join(s.Row(Plain, Cell{Text: "a"}), book.Write(&b)); err != nil {
		t.Fatal(err)
	}
	from, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, p := range from.File {
		if out[p.Name], err = fs.ReadFile(from, p.Name); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// parts packs a workbook of which one part is replaced.
func parts(t testing.TB, name string, write func(io.Writer)) []byte {
	t.Helper()
	return replaced(t, plainParts(t), name, write)
}

func replaced(t testing.TB, plain map[string][]byte, name string, write func(io.Writer)) []byte {
	t.Helper()
	var out bytes.Buffer
	to := zip.NewWriter(&out)
	for _, part := range slices.Sorted(maps.Keys(plain)) {
		w, err := to.Create(part)
		if err != nil {
			t.Fatal(err)
		}
		if part == name {
			write(w)
		} else if _, err := w.Write(plain[part]); err != nil {
			t.Fatal(err)
		}
	}
	if err := to.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestHostile: what is broken or unfolds without end is an error, before it takes
// memory.
func TestHostile(t *testing.T) {
	const sheet = "xl/worksheets/sheet1.xml"
	say := func(s string) func(io.Writer) { return func(w io.Writer) { io.WriteString(w, s) } }
	rows := func(s string) func(io.Writer) { return say("<worksheet><sheetData>" + s + "</sheetData></worksheet>") }
	spaces := bytes.Repeat([]byte(" "), 1<<20)
	for _, c := range []struct {
		why, part string
		write     func(io.Writer)
		want      error
	}{
		{"one text without end", sheet, func(w io.Writer) {
			io.WriteString(w, "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>")
			for range 64 {
				w.Write(spaces)
			}
		}, errHuge},
		{"texts without end in one cell", sheet, func(w io.Writer) {
			io.WriteString(w, "<worksheet><sheetData><row><c t=\"inlineStr\"><is>")
			for range 64 {
				io.WriteString(w, "<t>"+string(spaces[:1<<19])+"</t>")
			}
		}, errHuge},
		{"rows backwards", sheet, rows(`<row r="2"/><row r="1"/>`), errBroken},
		{"a row too far", sheet, rows(`<row r="99999999"/>`), errBroken},
		{"cells backwards", sheet, rows(`<row><c r="B1"/><c r="A1"/></row>`), errBroken},
		{"a column too far", sheet, rows(`<row><c r="ZZZZ1"/></row>`), errBroken},
		{"a cell without column", sheet, rows(`<row><c r="1"/></row>`), errBroken},
		{"a shared text that is not there", sheet, rows(`<row><c t="s"><v>7</v></c></row>`), errBroken},
		{"cut off", sheet, say(`<worksheet><sheetData><row><c><v>1`), errBroken},
		{"no XML", sheet, say(`<<<`), errBroken},
		{"no relations", "_rels/.rels", say(`<Relationships/>`), errBroken},
		{"a sheet without a part", "xl/_rels/workbook.xml.rels", say(`<Relationships/>`), errBroken},
	} {
		f, err := open(parts(t, c.part, c.write))
		if err == nil {
			_, err = readAll(f, "x")
		}
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.why, err, c.want)
		}
	}
	if _, err := open([]byte("PK")); !errors.Is(err, errBroken) {
		t.Error(err)
	}
}

// FuzzSheet: any text in place of a sheet is read or refused.
func FuzzSheet(f *testing.F) {
	for _, s := range []string{`<row r="1"><c r="A1" t="s"><v>0</v></c></row>`, `<row><c><f>1</f></c></row>`, `<row><c t="d"><v>2023-05-01T00</v></c><c t="e"><v>#N/A</v></c></row>`} {
		f.Add(s)
	}
	plain := plainParts(f)
	f.Fuzz(func(t *testing.T, text string) {
		data := replaced(t, plain, "xl/worksheets/sheet1.xml", func(w io.Writer) { io.WriteString(w, "<worksheet><sheetData>"+text) })
		book, err := open(data)
		if err != nil {
			t.Fatal(err)
		}
		_, err = readAll(book, "x")
		if err != nil && !errors.Is(err, errBroken) && !errors.Is(err, errHuge) {
			t.Fatal(err)
		}
	})
}
