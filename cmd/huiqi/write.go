package main

import (
	"bytes"
	"errors"
	"io"
	"io/fs"

	"huiqi/cmd/huiqi/internal/files"
	"huiqi/content/syserr"
)

// emitTo writes a command's whole output to a file, or to standard output where
// no name is given.
func (a *app) emitTo(name string, write func(io.Writer) error) error {
	if name == "" || name == "-" {
		return a.emit(write)
	}
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return err
	}
	if err := files.Put(name, b.Bytes()); err != nil {
		return unwritten(name, err)
	}
	a.warn("写到了 %s", name)
	return nil
}

// unwritten says why a file could not be written, and what to do. Standard output
// has no name.
func unwritten(name string, err error) error {
	switch {
	case name == "":
		return failure("写不出结果：%s", reason(err))
	case errors.Is(err, fs.ErrNotExist):
		return failure("写不进 %s：没有这个文件夹，请先建好，或换一个地方", name)
	case errors.Is(err, syserr.ErrHeld):
		return failure("写不进 %s：%s", name, reason(err))
	}
	return failure("写不进 %s：%s；请换一个地方", name, reason(err))
}
