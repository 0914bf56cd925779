package xlsx

import (
	"archive/zip"
	"bufio"
	"compress/flate"
	"encoding/xml"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"os"
	"strconv"
	"strings"
)

// Style is how a cell or column looks.
type Style int

const (
	Plain    Style = iota
	Heading        // bold, lines broken
	Sum            // a whole number with separators
	AsTyped        // text, whatever is typed
	DateCell       // 2023-05-01
	SumFen         // a number with separators and two decimals
)

// maxCell is what a cell can hold, in characters.
const maxCell = 32_767

// Book is a workbook in the making. Its sheets wait in temporary files, packed,
// so that it takes no more memory the larger it is.
type Book struct{ sheets []*Sheet }

// Sheet is written from its first row on; several at the same time.
type Sheet struct {
	name    string
	options SheetOptions
	file    *os.File
	buffer  *bufio.Writer
	packed  *flate.Writer
	sum     hash.Hash32
	size    int64
	rows    int
	rules   []Validation
	buf     []byte
	err     error
}

// SheetOptions are set before the first row.
type SheetOptions struct {
	Columns       []Style // of cells that nobody wrote yet, for as many columns as there are
	Width         float64 // of each column, in characters
	Widths        []float64
	FreezeColumns int
	Hidden        bool
}

// Validation is a drop-down, or only a hint, below the heading of a column.
type Validation struct {
	Column       int    // from 0
	Rows         int    // for so many rows
	List         string // Sheet!$A$1:$A$9; "" only a hint
	Strict       bool   // nothing else may be typed
	Title, About string // shown where the cell is chosen
}

// Sheet adds a sheet. The name must be one that workbooks allow.
func (b *Book) Sheet(name string, o SheetOptions) (*Sheet, error) {
	f, err := os.CreateTemp("", "huiqi-sheet-*")
	if err != nil {
		return nil, err
	}
	s := &Sheet{name: name, options: o, file: f, sum: crc32.NewIEEE()}
	b.sheets = append(b.sheets, s)
	s.buffer = bufio.NewWriterSize(f, 64<<10)
	if s.packed, err = flate.NewWriter(s.buffer, flate.BestSpeed); err != nil {
		return nil, err
	}
	s.top()
	return s, s.err
}

func (s *Sheet) put(p []byte) {
	if s.err != nil {
		return
	}
	s.sum.Write(p)
	s.size += int64(len(p))
	_, s.err = s.packed.Write(p)
}

const declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

const (
	mainSpace    = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	linkSpace    = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	packageSpace = `http://schemas.openxmlformats.org/package/2006/`
)

// top writes what stands before the rows. The first row stays in sight.
func (s *Sheet) top() {
	var b strings.Builder
	fmt.Fprintf(&b, declaration+`<worksheet %s><sheetViews><sheetView workbookViewId="0">`, mainSpace)
	pane, corner := "bottomLeft", "A2"
	if n := s.options.FreezeColumns; n > 0 {
		pane, corner = "bottomRight", letters(n)+"2"
		fmt.Fprintf(&b, `<pane xSplit="%d" ySplit="1" topLeftCell="%s" activePane="%s" state="frozen"/>`, n, corner, pane)
	} else {
		fmt.Fprintf(&b, `<pane ySplit="1" topLeftCell="%s" activePane="%s" state="frozen"/>`, corner, pane)
	}
	fmt.Fprintf(&b, `<selection pane="%s"/></sheetView></sheetViews>`, pane)
	if n := max(len(s.options.Columns), len(s.options.Widths)); n > 0 {
		b.WriteString(`<cols>`)
		for i := range n {
			width, style := s.options.Width, Plain
			if i < len(s.options.Widths) {
				width = s.options.Widths[i]
			}
			if i < len(s.options.Columns) {
				style = s.options.Columns[i]
			}
			fmt.Fprintf(&b, `<col min="%d" max="%d" width="%g" customWidth="1" style="%d"/>`, i+1, i+1, width, style)
		}
		b.WriteString(`</cols>`)
	}
	b.WriteString(`<sheetData>`)
	s.put([]byte(b.String()))
}

// Rows is how many rows were written.
func (s *Sheet) Rows() int { return s.rows }

// Row writes the next row. Texts are texts, whatever they begin with.
func (s *Sheet) Row(style Style, cells ...Cell) error {
	s.rows++
	line := strconv.Itoa(s.rows)
	b := append(append(s.buf[:0], `<row r="`...), line...)
	b = append(b, `">`...)
	for i, c := range cells {
		if c.Text == "" {
			continue
		}
		b = append(append(append(b, `<c r="`...), letters(i)...), line...)
		st := style
		if c.Kind == Number && style == Plain {
			st = Sum
			if strings.Contains(c.Text, ".") {
				st = SumFen
			}
		}
		if st != Plain {
			b = strconv.AppendInt(append(b, `" s="`...), int64(st), 10)
		}
		if c.Kind == Number {
			b = append(append(append(b, `"><v>`...), c.Text...), `</v></c>`...)
			continue
		}
		b = append(b, `" t="inlineStr"><is><t xml:space="preserve">`...)
		b = append(appendEscaped(b, c.Text), `</t></is></c>`...)
	}
	s.buf = append(b, `</row>`...)
	s.put(s.buf)
	return s.err
}

func appendEscaped(b []byte, s string) []byte {
	if r := []rune(s); len(s) > maxCell && len(r) > maxCell {
		s = string(r[:maxCell-1]) + "…"
	}
	var out strings.Builder
	_ = xml.EscapeText(&out, []byte(s)) // a Builder takes everything
	return append(b, out.String()...)
}

// Validate adds a drop-down or a hint.
func (s *Sheet) Validate(v Validation) { s.rules = append(s.rules, v) }

// letters are the name of column i, from 0.
func letters(i int) string {
	s := ""
	for i++; i > 0; i = (i - 1) / 26 {
		s = string(rune('A'+(i-1)%26)) + s
	}
	return s
}

// end writes what stands after the rows.
func (s *Sheet) end() error {
	var b strings.Builder
	b.WriteString(`</sheetData>`)
	if len(s.rules) > 0 {
		fmt.Fprintf(&b, `<dataValidations count="%d">`, len(s.rules))
		for _, v := range s.rules {
			b.WriteString(`<dataValidation`)
			if v.List != "" {
				b.WriteString(` type="list"`)
			}
			b.WriteString(` allowBlank="1" showInputMessage="1"`)
			if v.Strict {
				b.WriteString(` showErrorMessage="1" errorTitle="没有这个选项" error="请从下拉的选项里选一个"`)
			}
			fmt.Fprintf(&b, ` promptTitle="%s" prompt="%s" sqref="%s2:%s%d"`,
				appendEscaped(nil, v.Title), appendEscaped(nil, v.About), letters(v.Column), letters(v.Column), v.Rows+1)
			if v.List == "" {
				b.WriteString(`/>`)
				continue
			}
			fmt.Fprintf(&b, `><formula1>%s</formula1></dataValidation>`, appendEscaped(nil, v.List))
		}
		b.WriteString(`</dataValidations>`)
	}
	b.WriteString(`</worksheet>`)
	s.put([]byte(b.String()))
	if s.err == nil {
		s.err = s.packed.Close()
	}
	if s.err == nil {
		s.err = s.buffer.Flush()
	}
	return s.err
}

// Write writes the workbook. No rows can be added after it.
func (b *Book) Write(w io.Writer) error {
	z := zip.NewWriter(w)
	for _, p := range b.parts() {
		part, err := z.Create(p.name)
		if err == nil {
			_, err = io.WriteString(part, declaration+p.text)
		}
		if err != nil {
			return err
		}
	}
	for i, s := range b.sheets {
		if err := s.end(); err != nil {
			return err
		}
		length, err := s.file.Seek(0, io.SeekCurrent)
		if err != nil {
			return err
		}
		if _, err := s.file.Seek(0, io.SeekStart); err != nil {
			return err
		}
		part, err := z.CreateRaw(&zip.FileHeader{Name: sheetPart(i), Method: zip.Deflate, CRC32: s.sum.Sum32(),
			CompressedSize64: uint64(length), UncompressedSize64: uint64(s.size)})
		if err != nil {
			return err
		}
		if _, err := io.Copy(part, s.file); err != nil {
			return err
		}
	}
	return z.Close()
}

// Close removes the temporary files.
func (b *Book) Close() {
	for _, s := range b.sheets {
		s.file.Close()
		_ = os.Remove(s.file.Name()) // the system clears its folder some day
	}
}

func sheetPart(i int) string { return fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1) }

type part struct{ name, text string }

// parts are all but the sheets.
func (b *Book) parts() []part {
	var types, list, links strings.Builder
	for i, s := range b.sheets {
		fmt.Fprintf(&types, `<Override PartName="/%s" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`, sheetPart(i))
		state := ""
		if s.options.Hidden {
			state = ` state="hidden"`
		}
		fmt.Fprintf(&list, `<sheet name="%s" sheetId="%d"%s r:id="rId%d"/>`, appendEscaped(nil, s.name), i+1, state, i+1)
		fmt.Fprintf(&links, `<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>`, i+1, linkSpace, i+1)
	}
	fmt.Fprintf(&links, `<Relationship Id="rId%d" Type="%s/styles" Target="styles.xml"/>`, len(b.sheets)+1, linkSpace)
	return []part{
		{"[Content_Types].xml", `<Types xmlns="` + packageSpace + `content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
			`<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>` + types.String() + `</Types>`},
		{"_rels/.rels", `<Relationships xmlns="` + packageSpace + `relationships"><Relationship Id="rId1" Type="` + linkSpace + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook ` + mainSpace + ` xmlns:r="` + linkSpace + `"><sheets>` + list.String() + `</sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="` + packageSpace + `relationships">` + links.String() + `</Relationships>`},
		{"xl/styles.xml", styles},
	}
}

// styles are those of the constants, in their order.
const styles = `<styleSheet ` + mainSpace + `>` +
	`<numFmts count="1"><numFmt numFmtId="165" formatCode="yyyy\-mm\-dd"/></numFmts>` +
	`<fonts count="2"><font><sz val="11"/><name val="等线"/></font><font><b/><sz val="11"/><name val="等线"/></font></fonts>` +
	`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
	`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
	`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
	`<cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
	`<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>` +
	`<xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>` +
	`<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>` +
	`<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>` +
	`<xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>` +
	`<cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
