package batch

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"

	"huiqi/content"
)

// lineScanner divides a text into records: lines, or in CSV lines whose quotes are
// closed. What is longer than a record may be is skipped, never held.
type lineScanner struct {
	in    *bufio.Reader
	csv   bool
	comma byte
	line  int // of the next record, from 1
	read  int64
}

const blockSize = 64 << 10

func newLineScanner(r io.Reader, csv bool) *lineScanner {
	return &lineScanner{in: bufio.NewReaderSize(r, blockSize), csv: csv, line: 1}
}

// quoteState follows the quotes of a record over its pieces.
type quoteState struct {
	inside, closing, tail bool // closing: the last byte was a quote inside quotes
}

// next appends the next record without its end of line. line is where it begins;
// fault says why it cannot be used. err is io.EOF after the last one.
func (s *lineScanner) next(to []byte) (rec []byte, line int, fault string, err error) {
	line = s.line
	start, size := len(to), 0
	var q quoteState
	for {
		piece, readErr := s.in.ReadSlice('\n')
		s.read += int64(len(piece))
		size += len(piece)
		ended := readErr == nil
		if ended {
			s.line++
		}
		if s.csv {
			q.over(piece, s.comma)
			ended = ended && !q.inside
		}
		if size <= content.MaxRecord {
			to = append(to, piece...)
		} else {
			to = to[:start]
		}
		switch {
		case readErr != nil && !errors.Is(readErr, bufio.ErrBufferFull) && !errors.Is(readErr, io.EOF):
			return to[:start], line, "", readErr
		case errors.Is(readErr, io.EOF) && size == 0:
			return to[:start], line, "", io.EOF
		case !ended && !errors.Is(readErr, io.EOF):
			continue
		}
		switch {
		case q.inside && errors.Is(readErr, io.EOF):
			fault = "引号没有配对，从这一行到文件末尾都连在一起了；请补上引号"
			to = to[:start]
		case size > content.MaxRecord:
			fault = "一条记录超过 1 MB，没有读；请检查引号是否配对，或删去多余的内容"
		default:
			to = trimEnd(to, start)
		}
		return to, line, fault, nil
	}
}

// trimEnd takes the end of line off what was appended.
func trimEnd(to []byte, start int) []byte {
	if len(to) > start && to[len(to)-1] == '\n' {
		to = to[:len(to)-1]
	}
	if len(to) > start && to[len(to)-1] == '\r' {
		to = to[:len(to)-1]
	}
	return to
}

// over goes over a piece of a record. A quote opens at the beginning of a field
// only.
func (q *quoteState) over(piece []byte, comma byte) {
	for i := 0; i < len(piece); i++ {
		c := piece[i]
		switch {
		case q.inside && !q.closing:
			k := bytes.IndexByte(piece[i:], '"')
			if k < 0 {
				return
			}
			i += k
			q.closing = true
			q.inside = false
		case q.closing:
			q.closing = false
			if q.inside = c == '"'; !q.inside {
				q.tail = !divides(c, comma)
			}
		case c == '"' && !q.tail:
			q.inside = true
		default:
			q.tail = !divides(c, comma)
		}
	}
}

// divides reports whether a byte ends a field. In the heading nobody knows yet which
// one does.
func divides(c, comma byte) bool {
	return c == comma || c == '\n' || comma == 0 && strings.IndexByte(separators, c) >= 0
}

// separators may divide the columns.
const separators = ",\t;"

// fields takes a record of CSV apart. at is the byte of a fault, from 1; 0 none.
func fields(s string, comma byte, to []string) (out []string, at int, fault string) {
	for i := 0; ; {
		if i >= len(s) || s[i] != '"' {
			end := strings.IndexByte(s[i:], comma)
			if end < 0 {
				return append(to, s[i:]), 0, ""
			}
			to = append(to, s[i:i+end])
			i += end + 1
			continue
		}
		start := i
		var text []byte
		from := i + 1
		for i++; ; i++ {
			k := strings.IndexByte(s[i:], '"')
			if k < 0 {
				return to, start + 1, "引号没有配对"
			}
			i += k
			if i+1 < len(s) && s[i+1] == '"' {
				text = append(text, s[from:i+1]...)
				i++
				from = i + 1
				continue
			}
			break
		}
		if text == nil {
			to = append(to, s[from:i])
		} else {
			to = append(to, string(append(text, s[from:i]...)))
		}
		switch i++; {
		case i == len(s):
			return to, 0, ""
		case s[i] != comma:
			return to, i + 1, "引号后面还有字；整格要用引号括起来，里面的引号写两遍"
		}
		i++
	}
}

// separator guesses what divides the columns of a heading line.
func separator(heading string) byte {
	best, most := byte(','), 0
	for _, c := range []byte(separators) {
		n, quoted := 0, false
		for i := range len(heading) {
			switch {
			case heading[i] == '"':
				quoted = !quoted
			case heading[i] == c && !quoted:
				n++
			}
		}
		if n > most {
			best, most = c, n
		}
	}
	return best
}
