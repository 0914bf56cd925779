package main

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// writeWhole writes a file that only the user reads, in one step: what was there
// stays whole until the new one is.
func writeWhole(name string, data []byte) (err error) {
	f, err := os.CreateTemp(filepath.Dir(name), ".huiqi-*") // mode 0600
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name())
		}
	}()
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}

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
	switch err := put(name, b.Bytes()); {
	case errors.Is(err, fs.ErrNotExist):
		return failure("写不进 %s：没有这个目录，请先建好，或换一个地方", name)
	case err != nil:
		return failure("写不进 %s：%s；请换一个地方", name, reason(err))
	}
	a.warn("写到了 %s", name)
	return nil
}

// put writes a file whole. What a link leads to is written, not the link; a
// device or a pipe takes the bytes as they come.
func put(name string, data []byte) error {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return writeWhole(name, data)
	case err != nil:
		return err
	case info.IsDir():
		return errors.New("这是一个目录")
	case info.Mode().IsRegular():
		if name, err = filepath.EvalSymlinks(name); err != nil {
			return err
		}
		return writeWhole(name, data)
	}
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}
