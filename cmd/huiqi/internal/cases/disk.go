package cases

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"time"

	"github.com/gofrs/flock"

	"huiqi/cmd/huiqi/internal/files"
)

// disk is what cases need of a file system; tests make each of its steps fail.
type disk interface {
	// MkdirAll makes a folder that only its owner can read.
	MkdirAll(dir string) error
	List(dir string) ([]string, error)
	// Read reads at most MaxSize+1 bytes of a file.
	Read(name string) ([]byte, error)
	// Create makes a file that only its owner can read, in place of any other.
	Create(name string) (file, error)
	Link(from, to string) error
	Rename(from, to string) error
	Remove(name string) error
	// SyncDir makes what was done in a folder last, where the system needs it.
	SyncDir(dir string) error
	// Lock takes a lock for this session; got is false where another has it.
	Lock(name string) (unlock func(), got bool, err error)
	// Locked reports whether another session has a lock.
	Locked(name string) bool
}

type file interface {
	io.Writer
	Sync() error
	Close() error
}

// realDisk is the system's.
type realDisk struct{}

func (realDisk) MkdirAll(dir string) error { return os.MkdirAll(dir, 0o700) }

func (realDisk) List(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	var out []string
	for _, e := range entries {
		if e.Type().IsRegular() {
			out = append(out, e.Name())
		}
	}
	return out, err
}

func (realDisk) Read(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, MaxSize+1))
}

func (realDisk) Create(name string) (file, error) {
	open := func() (file, error) { return os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600) }
	f, err := open()
	if errors.Is(err, fs.ErrExist) { // left by a session that was killed
		if err := files.Remove(name); err != nil {
			return nil, err
		}
		f, err = open()
	}
	return f, err
}

func (realDisk) Link(from, to string) error { return os.Link(from, to) }

func (realDisk) Rename(from, to string) error { return files.Rename(from, to) }

func (realDisk) Remove(name string) error { return files.Remove(name) }

func (realDisk) Lock(name string) (unlock func(), got bool, err error) {
	l := flock.New(name, flock.SetPermissions(0o600))
	// Whoever lists the cases holds a lock for a moment.
	for wait := time.Millisecond; ; wait *= 2 {
		if got, err = l.TryLock(); got || err != nil || wait > 64*time.Millisecond {
			break
		}
		time.Sleep(wait)
	}
	if !got {
		_ = l.Close()
		return nil, false, err
	}
	return func() { _ = l.Close() }, true, nil
}

func (realDisk) Locked(name string) bool {
	l := flock.New(name, flock.SetFlag(os.O_RDONLY)) // without making it
	got, err := l.TryRLock()
	_ = l.Close()
	return err == nil && !got
}
