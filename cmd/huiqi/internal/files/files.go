// Package files writes files that only the user reads, whole or not at all.
package files

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// Replace writes a file in one step: what was there stays whole until the new
// one is.
func Replace(name string, data []byte) error { return replace(name, data, rights) }

// rights of a new file.
const rights fs.FileMode = 0o600

func replace(name string, data []byte, mode fs.FileMode) error {
	temp, err := write(filepath.Dir(name), data)
	if err != nil {
		return err
	}
	if mode != rights {
		err = os.Chmod(temp, mode)
	}
	if err == nil {
		err = Rename(temp, name)
	}
	if err != nil {
		_ = os.Remove(temp)
	}
	return err
}

// write puts data into a new file of the folder.
func write(folder string, data []byte) (name string, err error) {
	f, err := os.CreateTemp(folder, ".huiqi-*") // with rights
	if err != nil {
		return "", err
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
	return f.Name(), err
}

// Put is Replace for a name that a person gave. What a link leads to is replaced,
// not the link, and keeps the rights that it has; a device or a pipe takes the bytes as they come.
func Put(name string, data []byte) error {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return Replace(name, data)
	case err != nil:
		return err
	case info.IsDir():
		return &fs.PathError{Op: "write", Path: name, Err: syscall.EISDIR}
	case info.Mode().IsRegular():
		if name, err = filepath.EvalSymlinks(name); err != nil {
			return err
		}
		return replace(name, data, info.Mode().Perm())
	}
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

// Create writes a new file and never over another: where the name is taken, a
// number stands behind it.
func Create(folder, base, ext string, data []byte) (path string, err error) {
	temp, err := write(folder, data)
	if err != nil {
		return "", err
	}
	defer os.Remove(temp) //nolint:errcheck // it is gone after a rename
	path = filepath.Join(folder, base+ext)
	if err := claim(temp, path); errors.Is(err, fs.ErrExist) {
		return Another(temp, path)
	} else if err != nil {
		return "", err
	}
	return path, nil
}

// Another gives a file a name like one that is taken: "a (2).txt". The old name may
// stay as well.
func Another(temp, taken string) (path string, err error) {
	ext := filepath.Ext(taken)
	for n := 2; ; n++ {
		path = fmt.Sprintf("%s (%d)%s", strings.TrimSuffix(taken, ext), n, ext)
		switch err := claim(temp, path); {
		case err == nil:
			return path, nil
		case !errors.Is(err, fs.ErrExist):
			return "", err
		}
	}
}

// claim gives a file a name that no other has. A link does that in one step; file
// systems without links (of USB sticks) take an empty file first.
func claim(temp, path string) error {
	err := os.Link(temp, path)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, rights)
	if err != nil {
		return err
	}
	if err = f.Close(); err == nil {
		err = Rename(temp, path)
	}
	if err != nil {
		_ = os.Remove(path)
	}
	return err
}
