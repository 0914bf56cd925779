package content

import (
	"fmt"
	"strings"
)

// Position is a place in a file. Lines and columns count from 1, columns in
// characters; 0 means unknown.
type Position struct {
	File         string
	Line, Column int
}

func (p Position) String() string {
	file := lineBreaks.Replace(p.File)
	switch {
	case p.Line == 0:
		return file
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", file, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", file, p.Line, p.Column)
}

// lineBreaks keep the name of a file on its line, so that a fault has one line.
var lineBreaks = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\u2028", " ", "\u2029", " ")

// Problem is one fault of a pack or of an answers file, in Chinese: what is
// wrong and what to do.
type Problem struct {
	Pos   Position
	Where string // "问题 revenue", "事项 a14-rd", …; may be empty
	Msg   string
}

func (p *Problem) Error() string {
	s := p.Pos.String()
	if s != "" {
		s += ": "
	}
	if p.Where != "" {
		s += p.Where + "："
	}
	return s + p.Msg
}

// Problems are all faults found, in the order of finding, never empty as an
// error. Its text has one line a fault.
type Problems []*Problem

func (ps Problems) Error() string {
	const most = 50
	var b strings.Builder
	for i, p := range ps {
		if i == most {
			fmt.Fprintf(&b, "\n……还有 %d 处", len(ps)-most)
			break
		}
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(p.Error())
	}
	return b.String()
}

// Unwrap gives the single problems to errors.As.
func (ps Problems) Unwrap() []error {
	out := make([]error, len(ps))
	for i, p := range ps {
		out[i] = p
	}
	return out
}

// faults collects problems. Beyond a bound more add nothing to a reader, and a
// fault inside a define is found once for each use: both are dropped.
type faults struct {
	list Problems
	seen map[Problem]bool
}

const mostFaults = 200

func (f *faults) add(pos Position, where, format string, args ...any) {
	p := Problem{Pos: pos, Where: where, Msg: fmt.Sprintf(format, args...)}
	if len(f.list) >= mostFaults || f.seen[p] {
		return
	}
	if f.seen == nil {
		f.seen = map[Problem]bool{}
	}
	f.seen[p] = true
	f.list = append(f.list, &p)
}

// err is the collected problems as an error, nil if there are none.
func (f *faults) err() error {
	if len(f.list) == 0 {
		return nil
	}
	return f.list
}
