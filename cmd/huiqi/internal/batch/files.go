package batch

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"huiqi/cmd/huiqi/internal/files"
	"huiqi/content"
)

// input is the file or stream that is read.
type input struct {
	io.Reader
	name string // in messages
	path string // "" a stream
	file *os.File
	size int64 // 0: not known
}

func openInput(o *Options) (*input, error) {
	if o.In == Stream {
		return &input{Reader: o.Stdin, name: "标准输入"}, nil
	}
	f, info, err := content.OpenFile(o.In)
	if err != nil {
		return nil, err
	}
	in := &input{Reader: f, name: o.In, path: o.In, file: f}
	if info.Mode().IsRegular() {
		in.size = info.Size()
	}
	o.Meter.size.Store(in.size)
	return in, nil
}

func (in *input) close() {
	if in.file != nil {
		in.file.Close()
	}
}

// same reports whether a name leads to the input.
func (in *input) same(name string) bool {
	if in.file == nil {
		return false
	}
	a, errA := in.file.Stat()
	b, errB := os.Stat(name)
	return errA == nil && errB == nil && os.SameFile(a, b)
}

// output is a file that is written beside its place and put there whole, or a
// stream.
type output struct {
	io.Writer
	name string
	to   string   // the place of a regular file; "" written as it comes
	temp *os.File // beside it
}

// newOutput opens the output. It is never the input.
func newOutput(o *Options, in *input) (*output, error) {
	if o.Out == Stream {
		return &output{Writer: o.Stdout, name: "标准输出"}, nil
	}
	if in.same(o.Out) || in.same(rejectsName(o.Out)) {
		return nil, &content.Problem{Pos: content.Position{File: o.Out}, Msg: "结果不能写到输入的文件上，请用 -o 写另一个文件名"}
	}
	return create(o.Out)
}

func create(name string) (*output, error) {
	out := &output{name: name, to: name}
	if to, err := filepath.EvalSymlinks(name); err == nil {
		out.to = to
	}
	info, err := os.Stat(out.to)
	switch {
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return nil, &WriteError{name, err}
	case err == nil && info.IsDir():
		return nil, &content.Problem{Pos: content.Position{File: name}, Msg: "这是一个目录，请写一个文件名"}
	case err == nil && !info.Mode().IsRegular(): // /dev/stdout, a named pipe
		f, err := os.OpenFile(out.to, os.O_WRONLY, 0)
		if err != nil {
			return nil, &WriteError{name, err}
		}
		out.Writer, out.to, out.temp = f, "", f
		return out, nil
	}
	f, err := os.CreateTemp(filepath.Dir(out.to), ".huiqi-*")
	if err != nil {
		return nil, &WriteError{name, err}
	}
	out.Writer, out.temp = f, f
	return out, nil
}

// KeptError says that a finished file could not be put in its place and stands
// under another name.
type KeptError struct {
	Name string // the other one
	Err  error
}

func (e *KeptError) Error() string { return e.Name + ": " + e.Err.Error() }
func (e *KeptError) Unwrap() error { return e.Err }

// commit puts the file in its place, or beside it: with Excel holding that, hours
// of work would be lost.
func (out *output) commit() error {
	if out.temp == nil {
		return nil
	}
	err := out.temp.Sync()
	if out.to == "" {
		err = nil // pipes cannot be synced
	}
	if closeErr := out.temp.Close(); err == nil {
		err = closeErr
	}
	if err != nil || out.to == "" {
		return err
	}
	if info, statErr := os.Stat(out.to); statErr == nil { // else only the user reads it
		if err := os.Chmod(out.temp.Name(), info.Mode().Perm()); err != nil {
			return err
		}
	}
	err = files.Rename(out.temp.Name(), out.to)
	if err == nil {
		return nil
	}
	name, anotherErr := files.Another(out.temp.Name(), out.to)
	if anotherErr != nil {
		return err
	}
	return &KeptError{name, err}
}

// left says what is there of the results after an error.
func (out *output) left(rows int, f Format) string {
	if out.to != "" || rows == 0 || f == XLSX { // a workbook is written at its end
		return "这次没有写结果"
	}
	return fmt.Sprintf("前面 %d 个申请人的结果已经写出", rows)
}

// abort leaves nothing behind but what commit finished.
func (out *output) abort() {
	if out.temp == nil {
		return
	}
	out.temp.Close()
	if out.to != "" {
		_ = os.Remove(out.temp.Name()) // gone already after a commit
	}
}
