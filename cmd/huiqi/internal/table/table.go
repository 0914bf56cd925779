// Package table writes rows for spreadsheets.
package table

import (
	"encoding/csv"
	"io"
	"strings"
	"unicode/utf8"

	"huiqi/tui/text"
)

// Cell makes a text fit for a cell of CSV or XLSX: one line, no control or
// invisible characters, and nothing that a spreadsheet would run as a formula.
// What looks like one is kept behind an apostrophe. Sums are put into cells as
// plain numbers and are not negative, so they pass unchanged.
func Cell(s string) string { return marked(text.CleanLine(s)) }

// Lines is Cell for a text whose line breaks mean something.
func Lines(s string) string { return marked(text.Clean(s)) }

func marked(s string) string {
	if runs(s) {
		return "'" + s
	}
	return s
}

// Words takes away the apostrophe that Cell put before a text.
func Words(s string) string {
	if rest, marked := strings.CutPrefix(s, "'"); marked && runs(rest) {
		return rest
	}
	return s
}

// runs reports whether a spreadsheet would take a text for a formula. Some drop
// leading spaces, and those set to Chinese or Japanese take the full-width signs
// as well.
func runs(s string) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimSpace(s))
	return strings.ContainsRune("=+-@＝＋－＠", first)
}

// bom tells Excel that a CSV file is UTF-8.
const bom = "\ufeff"

// CSV writes rows of cleaned cells with a byte order mark and CRLF.
type CSV struct {
	to  io.Writer
	csv *csv.Writer
}

// NewCSV begins a file.
func NewCSV(w io.Writer) *CSV {
	c := csv.NewWriter(w)
	c.UseCRLF = true
	return &CSV{to: w, csv: c}
}

// Row writes one row.
func (c *CSV) Row(cells ...string) error {
	if c.to != nil { // before the first row
		if _, err := io.WriteString(c.to, bom); err != nil {
			return err
		}
		c.to = nil
	}
	clean := make([]string, len(cells))
	for i, s := range cells {
		clean[i] = Cell(s)
	}
	return c.csv.Write(clean)
}

// Flush writes what is held back and reports the first error of all.
func (c *CSV) Flush() error {
	c.csv.Flush()
	return c.csv.Error()
}
