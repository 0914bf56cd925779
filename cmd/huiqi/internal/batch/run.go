package batch

import (
	"bytes"
	"context"
	"errors"
	"io"
	"sync"

	"huiqi/content"
	"huiqi/engine"
)

// chunk is a part of the input on its way through the workers. Chunks are reused,
// so that memory does not grow with the input.
type chunk struct {
	rows []row
	buf  []byte
	set  charset
	read int64 // bytes of the input up to its end

	done    chan struct{}
	upTo    int // rows that were worked off: all but when interrupted
	out     bytes.Buffer
	sheets  sheetRows
	rejects []reject
	counts  counts
	warned  warning // the first
	fatal   error   // ends the run after the rows before
}

// counts of rows.
type counts struct{ rows, rejected, warned int }

func (c *chunk) reset() {
	c.rows, c.buf, c.rejects = c.rows[:0], c.buf[:0], c.rejects[:0]
	c.out.Reset()
	c.sheets.reset()
	c.warned = warning{}
	c.counts, c.upTo, c.fatal, c.read, c.set = counts{}, 0, nil, 0, plain
	c.done = make(chan struct{})
}

// reject is a row that could not be used.
type reject struct {
	line     int
	problems content.Problems
	id       string
	cells    []string // of a table
	raw      string   // of NDJSON
}

// Summary is what came of a run.
type Summary struct {
	Rows     int // applicants with a result
	Rejected int
	LastLine int  // of the input, that the output goes up to
	Stopped  bool // interrupted before the end
	Warned   int  // rows with answers that were taken otherwise than written
	// FirstWarning is the first of them with its place.
	FirstWarning string
	// Left says after an error what is there of the results; "": none were begun.
	Left    string
	Unused  []string
	Retired []string // what became of headings with ids of earlier versions
	// FirstRejects are said on the screen where no file takes them.
	FirstRejects []string
	Rejects      string // the file with them; "" none was written

	firstWarned warning
}

// warning is what was taken otherwise than written.
type warning struct {
	line    int
	problem *content.Problem
}

// ReadError is a failure of the input.
type ReadError struct {
	Name string
	Line int
	Err  error
}

func (e *ReadError) Error() string { return e.Name + ": " + e.Err.Error() }
func (e *ReadError) Unwrap() error { return e.Err }

// WriteError is a failure of an output.
type WriteError struct {
	Name string
	Err  error
}

func (e *WriteError) Error() string { return e.Name + ": " + e.Err.Error() }
func (e *WriteError) Unwrap() error { return e.Err }

// pipeline sends chunks from the source through the workers to the sink. Only the
// order of the chunks ties the workers together.
type pipeline struct {
	source  source
	workers int
	encoder func() encoder // one for each worker
	sink    sink
	meter   *Meter
	pack    *content.Pack
	options *Options
}

// encoder turns an applicant's result into a part of the chunk's output.
type encoder interface {
	result(c *chunk, o *outcome) error
	// reject stands in the output for a row that cannot be used, where each row in
	// gives one out.
	reject(c *chunk, rec content.Record, problems content.Problems)
	// blank stands for a row with nothing in it.
	blank(c *chunk)
}

// sink takes the chunks in their order.
type sink interface {
	write(c *chunk) error
	// finish writes what stands at the end.
	finish() error
	// close takes away what helped to write.
	close()
}

func (p *pipeline) run(ctx context.Context) (Summary, error) {
	// Enough for each worker to have one at hand while another is written.
	const perWorker = 3
	n := perWorker*p.workers + 1
	free, jobs, order := make(chan *chunk, n), make(chan *chunk, n), make(chan *chunk, n)
	for range n {
		free <- &chunk{}
	}
	stop, cancel := context.WithCancel(ctx)
	readErr := make(chan error, 1)
	go func() {
		readErr <- p.fill(stop, free, jobs, order)
		close(jobs)
		close(order)
	}()
	var group sync.WaitGroup
	for range p.workers {
		group.Go(func() {
			w := newWorker(p)
			for c := range jobs {
				w.work(stop, c)
				close(c.done)
			}
		})
	}
	sum, err := p.drain(stop, free, order, readErr)
	cancel()
	if err == nil && !sum.Stopped { // else the source may be waiting for input for ever
		group.Wait()
	}
	sum.Unused = p.source.unused()
	return sum, err
}

// fill reads the input until it ends (io.EOF) or the run does (nil).
func (p *pipeline) fill(stop context.Context, free, jobs, order chan *chunk) error {
	for {
		var c *chunk
		select {
		case c = <-free:
		case <-stop.Done():
			return nil
		}
		c.reset()
		err := p.source.fill(c)
		if len(c.rows) > 0 {
			select {
			case <-stop.Done(): // what is read now came too late
				return nil
			default:
			}
			order <- c // both hold every chunk there is: neither blocks
			jobs <- c
		}
		if err != nil {
			return err
		}
	}
}

// drain writes the chunks in order.
func (p *pipeline) drain(stop context.Context, free, order chan *chunk, readErr chan error) (Summary, error) {
	var sum Summary
	for {
		var c *chunk
		var more bool
		select {
		case c, more = <-order:
		case <-stop.Done():
			// what was given to the workers before is still written
			select {
			case c, more = <-order:
			default:
				sum.Stopped = true
				return sum, nil
			}
		}
		if !more {
			err := <-readErr // sent before the channel was closed
			if errors.Is(err, io.EOF) {
				return sum, nil
			}
			sum.Stopped = err == nil
			return sum, err
		}
		<-c.done
		if err := p.sink.write(c); err != nil {
			return sum, err
		}
		sum.add(c)
		p.meter.add(c)
		if c.fatal != nil {
			return sum, c.fatal
		}
		if c.upTo < len(c.rows) {
			sum.Stopped = true
			return sum, nil
		}
		free <- c
	}
}

func (s *Summary) add(c *chunk) {
	s.Rows += c.counts.rows
	s.Rejected += c.counts.rejected
	s.Warned += c.counts.warned
	if s.firstWarned.problem == nil {
		s.firstWarned = c.warned
	}
	if c.upTo > 0 {
		s.LastLine = c.rows[c.upTo-1].line
	}
}

// worker works rows off, one after the other.
type worker struct {
	p       *pipeline
	records recordReader
	encoder encoder
	scopes  scopes
	result  engine.Result
}

func newWorker(p *pipeline) *worker {
	return &worker{p: p, records: p.source.reader(), encoder: p.encoder(), scopes: scopes{prog: p.pack.Program, always: p.options.Scope}}
}

// work works a chunk off, until the end or the interruption.
func (w *worker) work(stop context.Context, c *chunk) {
	for i := range c.rows {
		if stop.Err() != nil {
			return
		}
		if c.fatal = w.row(c, i); c.fatal != nil {
			return
		}
		c.upTo++
	}
}

func (w *worker) row(c *chunk, i int) error {
	r := &c.rows[i]
	if r.fault != "" {
		w.reject(c, i, content.Record{}, content.Problems{{Msg: r.fault}})
		return nil
	}
	rec, ok, problems, err := w.records.read(c, i)
	switch {
	case err != nil:
		return err
	case !ok:
		w.encoder.blank(c)
		return nil
	case len(problems) > 0:
		w.reject(c, i, rec, problems)
		return nil
	}
	o, err := w.evaluate(r, rec)
	if err != nil {
		return err
	}
	if len(rec.Warnings) > 0 {
		if c.counts.warned++; c.counts.warned == 1 {
			c.warned = warning{r.line, rec.Warnings[0]}
		}
	}
	c.counts.rows++
	return w.encoder.result(c, o)
}

func (w *worker) reject(c *chunk, i int, rec content.Record, problems content.Problems) {
	c.counts.rejected++
	r := &c.rows[i]
	j := reject{line: r.line, problems: problems, id: rec.ID}
	switch cells := w.records.cells(); {
	case r.cells != nil:
		j.cells = r.cells
	case cells != nil && r.fault == "":
		j.cells = append(j.cells, cells...)
	case r.fault == "":
		j.raw = string(c.buf[r.start:r.end])
	}
	c.rejects = append(c.rejects, j)
	w.encoder.reject(c, rec, problems)
}
