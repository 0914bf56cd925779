package doctor

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"time"
)

// Ruler measures text by asking the terminal where the cursor stands after it. The
// terminal is in raw mode; what it answers is read in the background until the
// program ends.
type Ruler struct {
	out     io.Writer
	answers chan int
	late    <-chan time.Time
}

// NewRuler reads answers from in. Once late fires, nothing is waited for any more:
// some terminals do not answer.
func NewRuler(in io.Reader, out io.Writer, late <-chan time.Time) *Ruler {
	r := &Ruler{out: out, answers: make(chan int), late: late}
	go r.read(bufio.NewReader(in))
	return r
}

// position is how a terminal says where the cursor is: row and column, from 1.
var position = regexp.MustCompile(`\x1b\[\d+;(\d+)R$`)

func (r *Ruler) read(in *bufio.Reader) {
	defer close(r.answers)
	for {
		s, err := in.ReadString('R')
		if err != nil {
			return
		}
		if m := position.FindStringSubmatch(s); m != nil { // the rest was typed
			if n, err := strconv.Atoi(m[1]); err == nil {
				r.answers <- n
			}
		}
	}
}

// Measure is the number of cells that s takes on the terminal. ok is false where
// it does not say. The line is left empty.
func (r *Ruler) Measure(s string) (cells int, ok bool) {
	if r.late == nil {
		return 0, false
	}
	if _, err := fmt.Fprintf(r.out, "\r%s\x1b[6n\r\x1b[K", s); err != nil {
		return 0, false
	}
	select {
	case n, open := <-r.answers:
		return n - 1, open
	case <-r.late:
		r.late = nil
		return 0, false
	}
}
