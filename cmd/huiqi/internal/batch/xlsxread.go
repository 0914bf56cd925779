package batch

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"huiqi/cmd/huiqi/internal/xlsx"
	"huiqi/content"
	"huiqi/engine"
)

// Bounds of a workbook: its texts and the records of its lists have to be held.
const (
	maxSheetRows = 50_000
	maxListRows  = 200_000
	maxWorkbook  = 128 << 20 // bytes
)

// Names of the sheets of a template and of a result.
const (
	sheetApplicants = "申请人"
	sheetHelp       = "填表说明"
	sheetChoices    = "选项"
)

// xlsxSource reads a workbook: a sheet with the applicants, and one for each list
// with its records, which name their applicant.
type xlsxSource struct {
	name   string
	book   *xlsx.File
	main   *sheet
	lists  map[string]*listSheet // by question
	most   int                   // applicants
	left   []row                 // records that no applicant claimed, at the end
	ended  bool
	rows   int
	seen   map[string]bool // applicants with records that came already
	skip   []string
	former []string // what became of sheets with ids of earlier versions
}

func newXLSX(in *input, o *Options, pack *content.Pack) (*xlsxSource, error) {
	s := &xlsxSource{name: in.name, lists: map[string]*listSheet{}, seen: map[string]bool{}, most: cmp.Or(o.sheetRows, maxSheetRows)}
	at, size, err := s.whole(in)
	if err != nil {
		return nil, err
	}
	if s.book, err = xlsx.Open(at, size); err != nil {
		return nil, s.problem("", 0, "打不开这个工作簿，可能损坏、加了密码或展开后太大；请用 Excel 另存为 .xlsx 或 CSV")
	}
	if err := s.sheets(pack); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

// whole is the input as a file; a stream has to be held.
func (s *xlsxSource) whole(in *input) (io.ReaderAt, int64, error) {
	at, size := io.ReaderAt(in.file), in.size
	if size == 0 {
		data, err := io.ReadAll(io.LimitReader(in, maxWorkbook+1))
		if err != nil {
			return nil, 0, &ReadError{Name: in.name, Err: err}
		}
		at, size = bytes.NewReader(data), int64(len(data))
	}
	first := make([]byte, 4)
	_, err := at.ReadAt(first, 0)
	switch {
	case size > maxWorkbook:
		return nil, 0, s.problem("", 0, "工作簿超过 128 MB，请另存为 CSV 再试")
	case err != nil || string(first) != "PK\x03\x04":
		return nil, 0, s.problem("", 0, "不是 .xlsx 工作簿；旧的 .xls 请另存为 .xlsx，文本请加 --from csv")
	}
	return at, size, nil
}

func (s *xlsxSource) problem(sheet string, line int, format string, args ...any) error {
	at := content.Position{File: s.name}
	if sheet != "" {
		at.File += "的“" + sheet + "”表"
		at.Line = line
	}
	return &content.Problem{Pos: at, Msg: fmt.Sprintf(format, args...)}
}

// sheets finds out what each sheet is, and reads those of lists.
func (s *xlsxSource) sheets(pack *content.Pack) error {
	names := s.book.Sheets()
	list := func(name string) *engine.Question {
		q, retired := content.ListNamed(&pack.Policy, name)
		if retired != "" {
			s.former = append(s.former, retired)
		}
		return q
	}
	main := ""
	for _, name := range names {
		if name == sheetApplicants || main == "" && list(name) == nil && name != sheetHelp && name != sheetChoices {
			main = name
		}
	}
	if main == "" {
		return s.problem("", 0, "没有“%s”表，空表见 huiqi batch --template xlsx", sheetApplicants)
	}
	for _, name := range names {
		switch q := list(name); {
		case name == main || name == sheetHelp || name == sheetChoices:
		case q == nil:
			s.skip = append(s.skip, name+"（表）")
		case s.lists[q.ID] != nil:
			return s.problem(name, 0, "这个列表有两张表，请合成一张")
		default:
			l, err := s.list(name, q, pack)
			if err != nil {
				return err
			}
			s.lists[q.ID] = l
		}
	}
	var err error
	s.main, err = s.open(main, func(heads []string) (*content.Table, content.Problems) {
		return content.NewTable(&pack.Policy, heads)
	})
	if err == nil && s.main == nil {
		err = s.problem(main, 0, "这张表是空的，请检查是否选错了文件")
	}
	return err
}

func (s *xlsxSource) fill(c *chunk) error {
	for len(c.rows) < chunkRows {
		if s.ended {
			if len(s.left) == 0 {
				return io.EOF
			}
			c.rows = append(c.rows, s.left[0])
			s.left = s.left[1:]
			continue
		}
		cells, line, err := s.main.next()
		switch {
		case errors.Is(err, io.EOF):
			s.ended = true
			s.unclaimed(line)
			continue
		case err != nil:
			return s.problem(s.main.name, line, "读不了这一行，工作簿可能损坏；请用 Excel 另存再试")
		}
		if s.rows++; s.rows > s.most {
			return s.problem(s.main.name, line, "XLSX 最多 %d 个申请人，这里还有更多；请分成几个工作簿，或另存为 CSV（不限行数）再试", s.most)
		}
		c.rows = append(c.rows, s.row(cells, line))
	}
	return nil
}

func sortedKeys[V any](m map[string]V) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

func (s *xlsxSource) reader() recordReader { return &sheetReader{r: s.main.table.Reader()} }
func (s *xlsxSource) headings() []string   { return s.main.heads }

func (s *xlsxSource) unused() []string {
	out := append(slices.Clone(s.skip), s.main.table.Unused()...)
	for _, q := range sortedKeys(s.lists) {
		if l := s.lists[q]; l.table != nil {
			for _, head := range l.table.Unused() {
				out = append(out, fmt.Sprintf("%s（“%s”表）", head, l.title))
			}
		}
	}
	return out
}

func (s *xlsxSource) retired() []string {
	out := append(slices.Clone(s.former), s.main.table.Retired()...)
	for _, q := range sortedKeys(s.lists) {
		if l := s.lists[q]; l.table != nil {
			out = append(out, l.table.Retired()...)
		}
	}
	slices.Sort(out) // a list may be called by its former id in several places
	return slices.Compact(out)
}

func (s *xlsxSource) close() error {
	s.main.close()
	return nil
}

// sheetReader reads the rows of a sheet.
type sheetReader struct {
	r    *content.TableReader
	last []string
}

func (r *sheetReader) read(c *chunk, i int) (content.Record, bool, content.Problems, error) {
	r.last = c.rows[i].cells
	rec, ok, problems := r.r.Read(r.last, c.rows[i].lists)
	return rec, ok, problems, nil
}

func (r *sheetReader) cells() []string { return r.last }

// sheet goes through the rows of one sheet that are not empty.
type sheet struct {
	name    string
	table   *content.Table
	heads   []string
	rows    *xlsx.Rows
	epoch04 bool
}

// open begins a sheet after its headings; nil where it is empty.
func (s *xlsxSource) open(name string, headings func([]string) (*content.Table, content.Problems)) (*sheet, error) {
	broken := s.problem(name, 0, "读不了这张表，工作簿可能损坏；请用 Excel 另存再试")
	rows, err := s.book.Rows(name)
	if err != nil {
		return nil, broken
	}
	sh := &sheet{name: name, rows: rows, epoch04: s.book.Epoch1904}
	heads, line, err := sh.next()
	if err != nil {
		sh.close()
		if errors.Is(err, io.EOF) {
			return nil, nil
		}
		return nil, broken
	}
	sh.heads = heads
	table, problems := headings(heads)
	if len(problems) > 0 {
		for _, p := range problems {
			p.Pos.File, p.Pos.Line = s.name+"的“"+name+"”表", line
		}
		sh.close()
		return nil, problems
	}
	sh.table = table
	return sh, nil
}

// next is the next row that is not empty; io.EOF comes with the line after the
// last.
func (sh *sheet) next() (cells []string, line int, err error) {
	for {
		row, line, err := sh.rows.Next()
		if errors.Is(err, io.EOF) {
			return nil, line + 1, err
		}
		if err != nil {
			return nil, line, err
		}
		cells := make([]string, len(row))
		empty := true
		for i, c := range row {
			cells[i] = sh.typed(i, c)
			empty = empty && strings.TrimSpace(c.Text) == ""
		}
		if !empty {
			return cells, line, nil
		}
	}
}

// typed turns what a workbook stores into what was typed: dates are counts of
// days, percentages parts of one, and numbers may end in the dust of binary.
func (sh *sheet) typed(i int, c xlsx.Cell) string {
	if c.Kind != xlsx.Number {
		return c.Text
	}
	f, err := strconv.ParseFloat(c.Text, 64)
	if err != nil || math.IsInf(f, 0) || math.IsNaN(f) {
		return c.Text
	}
	text := c.Text
	if strings.ContainsAny(text, ".eE") {
		text = strconv.FormatFloat(f, 'g', 15, 64)
	}
	d, err := decimal.NewFromString(text)
	const mostDigits = 40 // no sum has more, and 1e300 must not be written out
	if err != nil || d.Exponent() > mostDigits || d.Exponent() < -mostDigits {
		return c.Text
	}
	switch {
	case sh.table == nil:
	case sh.table.Day(i) && f >= 1 && f < lastDay:
		return sh.day(int(f)).Format(time.DateOnly)
	case sh.table.Percent(i) && c.Percent:
		d = d.Shift(2)
	}
	return d.String()
}

const lastDay = 73051 // of the year 2099, counted as workbooks do

// day is the day of a count: 1 is the first of January 1900, and workbooks take
// 1900 for a leap year.
func (sh *sheet) day(n int) time.Time {
	first := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case sh.epoch04:
		first = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case n < 60:
		first = first.AddDate(0, 0, 1)
	}
	return first.AddDate(0, 0, n)
}

func (sh *sheet) close() {
	if sh != nil {
		sh.rows.Close()
	}
}
