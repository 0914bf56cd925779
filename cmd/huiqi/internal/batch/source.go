package batch

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/encoding"

	"huiqi/cmd/huiqi/internal/table"
	"huiqi/content"
)

// row is one record as it came: a line of text, or the cells of a sheet.
type row struct {
	line       int
	start, end int                        // of its bytes in the chunk's buffer
	cells      []string                   // of a sheet
	lists      map[string]content.Records // of a sheet: the records of its applicant
	fault      string                     // why it was not read
}

// source gives the records of an input, chunk by chunk.
type source interface {
	// fill puts records into a chunk; io.EOF says that there are no more.
	fill(c *chunk) error
	// reader is what one worker reads records with.
	reader() recordReader
	// headings of the columns; nil: there are none.
	headings() []string
	// beside are the cells of an applicant that stand in no row of its own, and with
	// them come their headings.
	beside(id string) []string
	besideHeadings() []string
	// unused are columns and sheets that mean nothing.
	unused() []string
	// retired says what became of headings and sheets with ids of earlier versions.
	retired() []string
	close() error
}

// recordReader reads the records of a chunk. It is not safe for concurrent use.
type recordReader interface {
	// read reads row i. Not ok: there is nothing in it. An error ends the run.
	read(c *chunk, i int) (rec content.Record, ok bool, problems content.Problems, err error)
	// cells are those of the row that was read last; nil where there are none.
	cells() []string
}

// Bounds of a chunk.
const (
	chunkRows  = 64
	chunkBytes = 128 << 10
)

// textSource reads lines: records of NDJSON, or of a table after its heading.
type textSource struct {
	name  string
	pack  *content.Pack
	det   *detector
	lines *lineScanner
	table *content.Table // CSV
	heads []string
	line  int // of the last record
}

func newNDJSON(name string, r io.Reader, pack *content.Pack) *textSource {
	det := &detector{r: r}
	return &textSource{name: name, pack: pack, det: det, lines: newLineScanner(det, false)}
}

func newCSV(name string, r io.Reader, pack *content.Pack) (*textSource, error) {
	det := &detector{r: r}
	s := &textSource{name: name, pack: pack, det: det, lines: newLineScanner(det, true)}
	var head string
	for strings.TrimSpace(head) == "" {
		raw, line, fault, err := s.next(nil)
		switch {
		case errors.Is(err, io.EOF):
			return nil, s.problem(content.Position{}, "文件是空的，请检查是否选错了文件")
		case err != nil:
			return nil, err
		case fault != "":
			return nil, s.problem(content.Position{Line: line}, "%s", fault)
		}
		var at int
		var what string
		if head, at, what = det.set.toUTF8(raw, newGBDecoder()); what != "" {
			return nil, s.broken(line, at, what)
		}
	}
	// Quotes end a heading whatever divides the columns, so that the guess may
	// come after the first record was divided from the rest.
	s.lines.comma = separator(head)
	heads, at, fault := fields(head, s.lines.comma, nil)
	if fault != "" {
		return nil, s.problem(content.Position{Line: 1, Column: at}, "表头的%s", fault)
	}
	table, problems := content.NewTable(&pack.Policy, withoutMarks(heads))
	if len(problems) > 0 {
		for _, p := range problems {
			p.Pos.File = name
		}
		return nil, problems
	}
	s.table, s.heads = table, heads
	return s, nil
}

func (s *textSource) problem(at content.Position, format string, args ...any) error {
	at.File = s.name
	return &content.Problem{Pos: at, Msg: fmt.Sprintf(format, args...)}
}

// broken says where a text stops being what it was.
func (s *textSource) broken(line, at int, what string) error {
	return s.problem(content.Position{Line: line}, "第 %d 个字节起编码不对：%s；请另存为一种编码（UTF-8 最稳妥）再试", at, what)
}

// next is a record of the text, errors in words.
func (s *textSource) next(to []byte) (raw []byte, line int, fault string, err error) {
	raw, line, fault, err = s.lines.next(to)
	var kind *foreign
	switch {
	case err == nil || errors.Is(err, io.EOF):
	case errors.As(err, &kind):
		err = s.problem(content.Position{}, "%s", kind.msg)
	case errors.Is(err, errWide):
		err = s.problem(content.Position{Line: line}, "全文第 %d 个字起编码不对：不是完整的 UTF-16；请另存为 UTF-8 再试", s.det.wideAt())
	default:
		err = &ReadError{Name: s.name, Line: line, Err: err}
	}
	s.line = line
	return raw, line, fault, err
}

func (s *textSource) fill(c *chunk) error {
	for len(c.rows) < chunkRows && len(c.buf) < chunkBytes {
		start := len(c.buf)
		buf, line, fault, err := s.next(c.buf)
		if err != nil {
			c.set = s.det.set
			return err
		}
		c.buf = buf
		c.rows = append(c.rows, row{line: line, start: start, end: len(buf), fault: fault})
	}
	c.set = s.det.set
	c.read = s.lines.read
	return nil
}

func (s *textSource) reader() recordReader {
	if s.table == nil {
		return &jsonReader{r: content.NewRecordReader(s.pack.Program)}
	}
	return &csvReader{s: s, r: s.table.Reader(), dec: newGBDecoder()}
}

func (s *textSource) headings() []string       { return s.heads }
func (s *textSource) beside(string) []string   { return nil }
func (s *textSource) besideHeadings() []string { return nil }

func (s *textSource) unused() []string {
	if s.table == nil {
		return nil
	}
	return s.table.Unused()
}

func (s *textSource) retired() []string {
	if s.table == nil {
		return nil
	}
	return s.table.Retired()
}

func (s *textSource) close() error { return nil }

// jsonReader reads lines of NDJSON.
type jsonReader struct{ r *content.RecordReader }

func (r *jsonReader) read(c *chunk, i int) (content.Record, bool, content.Problems, error) {
	raw, shift := withoutReason(c.buf[c.rows[i].start:c.rows[i].end])
	if blank(raw) {
		return content.Record{}, false, nil, nil
	}
	rec, problems := r.r.JSON(raw)
	shifted(problems, shift)
	shifted(rec.Warnings, shift)
	return rec, true, problems, nil
}

func (r *jsonReader) cells() []string { return nil }

func blank(raw []byte) bool {
	for _, c := range raw {
		if c != ' ' && c != '\t' && c != '\r' {
			return false
		}
	}
	return true
}

// csvReader reads the rows of a CSV table.
type csvReader struct {
	s    *textSource
	r    *content.TableReader
	dec  *encoding.Decoder
	last []string
}

func (r *csvReader) read(c *chunk, i int) (content.Record, bool, content.Problems, error) {
	w := &c.rows[i]
	r.last = r.last[:0]
	s, at, what := c.set.toUTF8(c.buf[w.start:w.end], r.dec)
	if what != "" {
		return content.Record{}, false, nil, r.s.broken(w.line, at, what)
	}
	var fault string
	r.last, at, fault = fields(s, r.s.lines.comma, r.last)
	if fault != "" {
		r.last = r.last[:0]
		return content.Record{}, true, content.Problems{{Pos: content.Position{Column: len(r.last) + 1}, Msg: "第 " + fmt.Sprint(at) + " 个字节：" + fault}}, nil
	}
	rec, ok, problems := r.r.Read(withoutMarks(r.last), nil)
	return rec, ok, problems, nil
}

func (r *csvReader) cells() []string { return r.last }

// withoutMarks takes away the apostrophes that table.Cell puts before what a
// spreadsheet would run, so that what batch writes can be read again.
func withoutMarks(cells []string) []string {
	for i := range cells {
		cells[i] = table.Words(cells[i])
	}
	return cells
}
