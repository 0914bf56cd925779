package plain

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"huiqi/engine/figure"
	"huiqi/tui/text"
)

const (
	// MaxLine is the longest line in bytes that is read.
	MaxLine = 4 << 10
	// maxSkipped is how much of a longer line is passed over.
	maxSkipped = 1 << 20
	// maxWrong ends a dialogue with a program that does not understand us, or
	// with a file that is no text.
	maxWrong = 100
	// maxLines bounds a dialogue as a whole.
	maxLines = 10_000
)

var (
	errTooLong = errors.New("plain: line too long")
	errNotText = errors.New("plain: not text")
)

type input struct {
	r     *bufio.Reader
	ended bool
}

func newInput(r io.Reader) *input { return &input{r: bufio.NewReaderSize(r, MaxLine+2)} }

// line reads one line, cleaned, without spaces around it. A last line without
// its end counts.
func (in *input) line() (string, error) {
	if in.ended {
		return "", errEnd
	}
	b, err := in.r.ReadSlice('\n')
	switch {
	case errors.Is(err, bufio.ErrBufferFull):
		return "", in.skip()
	case errors.Is(err, io.EOF):
		in.ended = true
		if len(b) == 0 {
			return "", errEnd
		}
	case err != nil:
		return "", fmt.Errorf("%w: %w", ErrInput, err)
	}
	s := strings.TrimSuffix(strings.TrimSuffix(string(b), "\n"), "\r")
	switch {
	case len(s) > MaxLine:
		return "", errTooLong
	case !utf8.ValidString(s) || strings.ContainsRune(s, 0):
		return "", errNotText
	}
	return strings.TrimSpace(text.CleanLine(s)), nil
}

// skip passes over the rest of a line that is too long.
func (in *input) skip() error {
	for range maxSkipped / MaxLine {
		_, err := in.r.ReadSlice('\n')
		switch {
		case err == nil:
			return errTooLong
		case errors.Is(err, io.EOF):
			in.ended = true
			return errTooLong
		case !errors.Is(err, bufio.ErrBufferFull):
			return fmt.Errorf("%w: %w", ErrInput, err)
		}
	}
	return errNonsense
}

type output struct {
	w   *bufio.Writer
	err error
}

func newOutput(w io.Writer) *output { return &output{w: bufio.NewWriter(w)} }

func (o *output) line(s string) {
	if o.err == nil {
		_, o.err = o.w.WriteString(text.CleanLine(s) + "\n")
	}
}

func (o *output) flush() error {
	if o.err == nil {
		o.err = o.w.Flush()
	}
	if o.err != nil {
		return fmt.Errorf("%w: %w", ErrOutput, o.err)
	}
	return nil
}

// say writes one line.
func (d *dialogue) say(s string) { d.out.line(s) }

func (d *dialogue) sayf(format string, args ...any) { d.out.line(fmt.Sprintf(format, args...)) }

func (d *dialogue) write(lines []string) {
	for _, l := range lines {
		d.out.line(l)
	}
}

// fault says what is wrong with a line and asks again.
func (d *dialogue) fault(again func(), format string, args ...any) {
	d.wrong++
	d.faulted = true
	d.sayf(format, args...)
	again()
}

// raw reads a line that makes sense as text.
func (d *dialogue) raw(again func()) (string, error) {
	for {
		if !d.faulted {
			d.wrong = 0
		}
		d.faulted = false
		if d.lines++; d.wrong >= maxWrong || d.lines > maxLines {
			return "", errNonsense
		}
		if err := d.out.flush(); err != nil {
			return "", err
		}
		s, err := d.in.line()
		switch {
		case err == nil:
			return s, nil
		case errors.Is(err, errTooLong):
			d.fault(again, "这一行太长了，没有采用。一行最多 4096 字节，请写短一些。")
		case errors.Is(err, errNotText):
			d.fault(again, "这一行不是 UTF-8 文字，没有采用。请换成 UTF-8 再输入。")
		default:
			return "", err
		}
	}
}

// read reads a line and sees to leaving: the person is asked first where
// something was entered.
func (d *dialogue) read(again func()) (string, error) {
	for {
		s, err := d.raw(again)
		if err != nil || word(s) != wordQuit {
			return s, err
		}
		what := d.losses()
		if what == "" {
			return "", errQuit
		}
		yes, err := d.confirm("要退出吗？"+what+"。", "退出", "不退出，继续")
		switch {
		case err != nil:
			return "", err
		case yes:
			return "", errQuit
		}
		again()
	}
}

// confirm asks before something is given up. Only a line that says so gives up.
func (d *dialogue) confirm(question, yes, no string) (bool, error) {
	ask := func() {
		d.say(question)
		d.sayf("1 %s", yes)
		d.sayf("2 %s", no)
	}
	ask()
	for {
		s, err := d.raw(ask)
		if err != nil {
			return false, err
		}
		switch narrow(s) {
		case "1", "y", "yes", "是", "q", yes:
			return true, nil
		case "2", "n", "no", "否", "b", "返回", no:
			return false, nil
		}
		d.fault(ask, "请输入 1 或 2。")
	}
}

// narrow makes what was typed comparable: full-width twins become ASCII, capital
// letters small ones.
func narrow(s string) string {
	return strings.ToLower(strings.TrimSpace(strings.Map(figure.Narrow, s)))
}
