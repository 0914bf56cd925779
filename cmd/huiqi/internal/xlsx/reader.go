package xlsx

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
)

// Bounds against files that unfold to much more than they are.
const (
	maxUnfolded = 1 << 30   // bytes of all parts together
	maxShared   = 128 << 20 // bytes of the shared texts, which are held
	maxToken    = 1 << 20   // bytes of one text or tag
	maxColumns  = 16_384
	maxRows     = 1_048_576
	maxSheets   = 1_000
)

var (
	errBroken = errors.New("not a workbook, or a broken one")
	errHuge   = errors.New("the workbook unfolds to too much")
)

// Kind is what a cell holds.
type Kind uint8

const (
	Text Kind = iota // also an empty cell
	Number
	Bool // 1 or 0
	Fault
)

// Cell is what is stored of a cell, not how it is shown.
type Cell struct {
	Text    string
	Kind    Kind
	Percent bool // a number that is shown as a percentage: 4.6% is stored as 0.046
}

// File is an open workbook. It is not safe for concurrent use.
type File struct {
	// Epoch1904 says that days are counted from 1904.
	Epoch1904 bool
	parts     map[string]*zip.File
	names     []string
	sheets    map[string]string // parts by name
	shared    []string
	percent   []bool // by style
	left      int64  // bytes that may still be unfolded
}

// Open reads what all sheets share. Errors are not worded for users.
func Open(r io.ReaderAt, size int64) (*File, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errBroken, err)
	}
	f := &File{parts: map[string]*zip.File{}, sheets: map[string]string{}, left: maxUnfolded}
	for _, p := range z.File {
		f.parts[strings.TrimPrefix(p.Name, "/")] = p
	}
	book, err := f.mainPart()
	if err != nil {
		return nil, err
	}
	links, err := f.links(path.Join(path.Dir(book), "_rels", path.Base(book)+".rels"), path.Dir(book))
	if err != nil {
		return nil, err
	}
	if err := f.workbook(book, links); err != nil {
		return nil, err
	}
	for _, l := range links {
		switch l.kind {
		case "sharedStrings":
			err = f.readShared(l.to)
		case "styles":
			err = f.readStyles(l.to)
		}
		if err != nil {
			return nil, err
		}
	}
	return f, nil
}

// Sheets are the names of the sheets, in their order.
func (f *File) Sheets() []string { return f.names }

// link is a relation between parts.
type link struct{ kind, to string }

func (f *File) mainPart() (string, error) {
	links, err := f.links("_rels/.rels", "")
	if err != nil {
		return "", err
	}
	for _, l := range links {
		if l.kind == "officeDocument" {
			return l.to, nil
		}
	}
	return "", errBroken
}

func (f *File) links(part, dir string) (map[string]link, error) {
	out := map[string]link{}
	err := f.walk(part, maxUnfolded, func(t *tokens, e xml.StartElement) error {
		if e.Name.Local != "Relationship" {
			return nil
		}
		to := attr(e, "Target")
		if strings.HasPrefix(to, "/") {
			to = strings.TrimPrefix(to, "/")
		} else {
			to = path.Join(dir, to)
		}
		out[attr(e, "Id")] = link{path.Base(attr(e, "Type")), to}
		return nil
	})
	return out, err
}

func (f *File) workbook(part string, links map[string]link) error {
	return f.walk(part, maxUnfolded, func(t *tokens, e xml.StartElement) error {
		switch e.Name.Local {
		case "workbookPr":
			v := attr(e, "date1904")
			f.Epoch1904 = v == "1" || v == "true"
		case "sheet":
			name := attr(e, "name")
			l, ok := links[attr(e, "id")]
			if !ok || f.sheets[name] != "" || len(f.names) == maxSheets {
				return errBroken
			}
			if l.kind == "worksheet" { // not a chart
				f.names = append(f.names, name)
				f.sheets[name] = l.to
			}
		}
		return nil
	})
}

func (f *File) readShared(part string) error {
	return f.walk(part, maxShared, func(t *tokens, e xml.StartElement) error {
		if e.Name.Local != "si" {
			return nil
		}
		s, err := t.text("si")
		f.shared = append(f.shared, s)
		return err
	})
}

// readStyles finds the styles that show percentages.
func (f *File) readStyles(part string) error {
	formats := map[string]bool{"9": true, "10": true}
	inside := false
	return f.walk(part, maxShared, func(t *tokens, e xml.StartElement) error {
		switch e.Name.Local {
		case "numFmt":
			formats[attr(e, "numFmtId")] = strings.Contains(attr(e, "formatCode"), "%")
		case "cellXfs":
			inside = true
		case "cellStyles", "dxfs":
			inside = false
		case "xf":
			if inside {
				f.percent = append(f.percent, formats[attr(e, "numFmtId")])
			}
		}
		return nil
	})
}

// Rows goes through the rows of a sheet.
type Rows struct {
	f    *File
	t    *tokens
	line int
}

// Rows begins a sheet.
func (f *File) Rows(name string) (*Rows, error) {
	t, err := f.open(f.sheets[name], maxUnfolded)
	if err != nil {
		return nil, err
	}
	return &Rows{f: f, t: t}, nil
}

// Close ends before the last row, too.
func (r *Rows) Close() { r.t.close() }

// Next is the next row that is stored, and its number; io.EOF after the last. The
// cells belong to the caller.
func (r *Rows) Next() (cells []Cell, line int, err error) {
	for {
		token, err := r.t.next()
		if err != nil {
			return nil, r.line, err
		}
		e, ok := token.(xml.StartElement)
		if !ok || e.Name.Local != "row" {
			continue
		}
		r.line++
		if s := attr(e, "r"); s != "" {
			n, err := strconv.Atoi(s)
			if err != nil || n < r.line || n > maxRows {
				return nil, r.line, errBroken
			}
			r.line = n
		}
		cells, err = r.row()
		return cells, r.line, err
	}
}

func (r *Rows) row() ([]Cell, error) {
	var cells []Cell
	for {
		token, err := r.t.within()
		if err != nil {
			return nil, err
		}
		switch e := token.(type) {
		case xml.EndElement:
			if e.Name.Local == "row" {
				return cells, nil
			}
		case xml.StartElement:
			if e.Name.Local != "c" {
				continue
			}
			at := len(cells)
			if s := attr(e, "r"); s != "" {
				at = column(s)
			}
			if at < len(cells) || at >= maxColumns {
				return nil, errBroken
			}
			c, err := r.cell(attr(e, "t"), attr(e, "s"))
			if err != nil {
				return nil, err
			}
			for len(cells) < at {
				cells = append(cells, Cell{})
			}
			cells = append(cells, c)
		}
	}
}

// column is the number, from 0, of the letters of AB12; -1 if there are none.
func column(ref string) int {
	n := 0
	for i := 0; i < len(ref) && i < 4 && ref[i] >= 'A' && ref[i] <= 'Z'; i++ {
		n = n*26 + int(ref[i]-'A') + 1
	}
	return n - 1
}

// cell reads up to the end of a cell.
func (r *Rows) cell(kind, style string) (Cell, error) {
	var value strings.Builder
	inside, formula, given := false, false, false
	for {
		token, err := r.t.within()
		if err != nil {
			return Cell{}, err
		}
		switch e := token.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "is":
				s, err := r.t.text("is")
				if err != nil {
					return Cell{}, err
				}
				value.WriteString(s)
			case "f":
				formula = true
			}
			inside = e.Name.Local == "v"
			given = given || inside
		case xml.CharData:
			if inside {
				value.Write(e)
			}
		case xml.EndElement:
			inside = false
			if e.Name.Local == "c" {
				return r.typed(value.String(), kind, style, formula && !given)
			}
		}
	}
}

func (r *Rows) typed(value, kind, style string, unknown bool) (Cell, error) {
	switch {
	case unknown: // a formula that nobody worked out
		return Cell{Text: "#公式没有算出值", Kind: Fault}, nil
	case value == "":
		return Cell{}, nil
	}
	switch kind {
	case "s":
		i, err := strconv.Atoi(value)
		if err != nil || i < 0 || i >= len(r.f.shared) {
			return Cell{}, errBroken
		}
		return Cell{Text: r.f.shared[i]}, nil
	case "b":
		return Cell{Text: value, Kind: Bool}, nil
	case "e":
		return Cell{Text: value, Kind: Fault}, nil
	case "", "n":
		c := Cell{Text: value, Kind: Number}
		if i, err := strconv.Atoi(style); err == nil && i >= 0 && i < len(r.f.percent) {
			c.Percent = r.f.percent[i]
		}
		return c, nil
	case "d": // a date in words: 2023-05-01T00:00:00
		day, _, _ := strings.Cut(value, "T")
		return Cell{Text: day}, nil
	}
	return Cell{Text: value}, nil // str, inlineStr
}
