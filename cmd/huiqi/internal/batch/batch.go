package batch

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"runtime"
	"strings"

	"huiqi/content"
)

// Format is a kind of file.
type Format string

const (
	CSV    Format = "csv"
	NDJSON Format = "ndjson"
	XLSX   Format = "xlsx"
)

// FormatOf is the format that a file's name says; "" none.
func FormatOf(name string) Format {
	name = strings.ToLower(name)
	for ending, f := range map[string]Format{".csv": CSV, ".tsv": CSV, ".txt": CSV, ".ndjson": NDJSON, ".jsonl": NDJSON, ".xlsx": XLSX} {
		if strings.HasSuffix(name, ending) {
			return f
		}
	}
	return ""
}

// FormatOfFile is the format of a file to be read: one of refused rows does not tell
// it by its name.
func FormatOfFile(name string) Format {
	if !strings.HasSuffix(name, rejectsEnding) {
		return FormatOf(name)
	}
	f, err := os.Open(name)
	if err != nil {
		return CSV // to open it fails again
	}
	defer f.Close()
	first := make([]byte, 64)
	n, _ := f.Read(first)
	return FormatIn(first[:n])
}

// FormatIn is the format of a stream by its first bytes.
func FormatIn(first []byte) Format {
	switch first = bytes.TrimSpace(bytes.TrimPrefix(first, []byte(bom))); {
	case bytes.HasPrefix(first, []byte("PK\x03\x04")):
		return XLSX
	case bytes.HasPrefix(first, []byte("{")):
		return NDJSON
	}
	return CSV
}

// Rows says what a row of the output is.
type Rows string

const (
	ByApplicant Rows = "applicant"
	ByItem      Rows = "item"
)

// Stream is the name of standard input and output.
const Stream = "-"

// Options say what a run reads and writes.
type Options struct {
	In, Out  string // files; Stream: Stdin, Stdout
	From, To Format
	Rows     Rows
	All      bool     // items that do not match as well
	Full     bool     // NDJSON: the whole document of huiqi check
	Scope    []string // instead of what records name
	Workers  int      // 0: one for each core
	Stdin    io.Reader
	Stdout   io.Writer
	Meter    *Meter // nil: nobody looks

	sheetRows int // most applicants of a workbook, for tests; 0: maxSheetRows
}

// Run reads applicants, evaluates them and writes what comes of it, in their
// order. When the context ends, what is done stands whole under the name of the
// output. Errors are a *content.Problem (the input cannot be used as it is), *ReadError or
// *WriteError; then no output is left, but of a *KeptError.
func Run(ctx context.Context, pack *content.Pack, o Options) (sum Summary, err error) {
	if o.Workers == 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.Meter == nil {
		o.Meter = &Meter{}
	}
	in, err := openInput(&o)
	if err != nil {
		return Summary{}, err
	}
	defer in.close()
	src, err := newSource(in, &o, pack)
	if err != nil {
		return Summary{}, err
	}
	defer src.close()
	out, err := newOutput(&o, in)
	if err != nil {
		return Summary{}, err
	}
	rejects := newRejects(&o, in, src)
	defer func() {
		if err != nil {
			out.abort()
			rejects.abort()
		}
	}()
	s, enc, err := newSink(out, &o, pack)
	if s != nil {
		defer s.close()
	}
	if err != nil {
		return Summary{}, &WriteError{out.name, err}
	}
	p := &pipeline{source: src, workers: o.Workers, encoder: enc, sink: &bothSinks{out.name, s, rejects}, meter: o.Meter, pack: pack, options: &o}
	sum, err = p.run(ctx)
	sum.Retired = src.retired()
	if sum.firstWarned.problem != nil {
		sum.FirstWarning = rejects.place(sum.firstWarned.line, sum.firstWarned.problem) + textOf(sum.firstWarned.problem)
	}
	if err != nil {
		sum.Left = out.left(sum.Rows, o.To)
		return sum, err
	}
	if err = s.finish(); err != nil {
		return sum, &WriteError{out.name, err}
	}
	var kept *KeptError
	if err = out.commit(); err != nil {
		err = &WriteError{out.name, err}
		if !errors.As(err, &kept) {
			return sum, err
		}
	}
	if rejected := rejects.finish(); rejected != nil {
		return sum, errors.Join(err, &WriteError{rejects.name, rejected})
	}
	sum.FirstRejects, sum.Rejects = rejects.first, rejects.written
	return sum, err
}

// newSource opens a reader of the input's format.
func newSource(in *input, o *Options, pack *content.Pack) (source, error) {
	switch o.From {
	case NDJSON:
		return newNDJSON(in.name, in, pack), nil
	case XLSX:
		return newXLSX(in, o, pack)
	}
	return newCSV(in.name, in, pack)
}

// newSink makes what writes the output's format, and the encoders before it.
func newSink(out *output, o *Options, pack *content.Pack) (sink, func() encoder, error) {
	l := newLayout(&pack.Policy)
	switch o.To {
	case NDJSON:
		return &streamSink{out: out}, func() encoder {
			if pack.Policy.Notice != "" {
				return newOutsideEncoder(newJSONEncoder(pack, o), pack)
			}
			return newJSONEncoder(pack, o)
		}, nil
	case XLSX:
		s, err := newSheets(out, l, o)
		return s, func() encoder { return &sheetEncoder{layout: l, options: o} }, err
	}
	heads := l.applicantHeadings()
	if o.Rows == ByItem {
		heads = l.itemHeadings()
	}
	s := &streamSink{out: out}
	return s, func() encoder { return &csvEncoder{layout: l, options: o} }, s.head(heads)
}

// streamSink writes what the encoders made as it is.
type streamSink struct{ out *output }

func (s *streamSink) write(c *chunk) error {
	_, err := s.out.Write(c.out.Bytes())
	return err
}

func (s *streamSink) finish() error { return nil }
func (s *streamSink) close()        {}

// head writes the heading of a CSV table.
func (s *streamSink) head(heads []string) error {
	var c chunk
	c.out.WriteString(bom)
	err := writeCSV(&c, headings(heads))
	if err == nil {
		err = s.write(&c)
	}
	return err
}

// bothSinks writes results and what was refused.
type bothSinks struct {
	name    string // of the output
	results sink
	rejects *rejects
}

func (s *bothSinks) write(c *chunk) error {
	var problem *content.Problem
	if err := s.results.write(c); errors.As(err, &problem) {
		return err
	} else if err != nil {
		return &WriteError{s.name, err}
	}
	if err := s.rejects.write(c); err != nil {
		return &WriteError{s.rejects.name, err}
	}
	return nil
}

func (s *bothSinks) finish() error { return nil }
func (s *bothSinks) close()        {}
