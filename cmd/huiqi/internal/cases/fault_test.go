package cases

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"huiqi/content"
	"huiqi/tui/store"
)

// faulty is a disk whose steps can fail. It counts them.
type faulty struct {
	disk
	steps int
	// fails says whether a step fails, and how.
	fails func(step int, what string) error
}

func (f *faulty) step(what string) error {
	f.steps++
	if f.fails == nil {
		return nil
	}
	return f.fails(f.steps, what)
}

func (f *faulty) MkdirAll(dir string) error {
	return errors.Join(f.step("mkdir"), f.disk.MkdirAll(dir))
}

func (f *faulty) Create(name string) (file, error) {
	if err := f.step("create"); err != nil {
		return nil, err
	}
	inner, err := f.disk.Create(name)
	return &faultyFile{inner, f}, err
}

func (f *faulty) Read(name string) ([]byte, error) {
	if err := f.step("read"); err != nil {
		return nil, err
	}
	return f.disk.Read(name)
}

func (f *faulty) Link(from, to string) error {
	if err := f.step("link"); err != nil {
		return err
	}
	return f.disk.Link(from, to)
}

func (f *faulty) Rename(from, to string) error {
	if err := f.step("rename"); err != nil {
		return err
	}
	return f.disk.Rename(from, to)
}

func (f *faulty) Remove(name string) error {
	if err := f.step("remove"); err != nil {
		return err
	}
	return f.disk.Remove(name)
}

func (f *faulty) SyncDir(dir string) error {
	if err := f.step("sync folder"); err != nil {
		return err
	}
	return f.disk.SyncDir(dir)
}

type faultyFile struct {
	file
	f *faulty
}

func (w *faultyFile) Write(p []byte) (int, error) {
	if err := w.f.step("write"); err != nil { // as far as there was room
		n, _ := w.file.Write(p[:len(p)/2])
		return n, err
	}
	return w.file.Write(p)
}

func (w *faultyFile) Sync() error {
	return errors.Join(w.f.step("sync"), w.file.Sync())
}

func (w *faultyFile) Close() error {
	return errors.Join(w.f.step("close"), w.file.Close())
}

// noLinks is a file system without hard links, as on a memory stick.
type noLinks struct{ disk }

func (noLinks) Link(string, string) error {
	return &os.LinkError{Op: "link", Err: syscall.EPERM}
}

// Whichever step of a save fails, and whether or not the disk works again after
// it: the old case or the new one stands there whole, an error is told, and the
// next save succeeds.
func TestFaultAtEveryStep(t *testing.T) {
	p := pack(t)
	for _, under := range []disk{realDisk{}, noLinks{realDisk{}}} {
		for _, errno := range []syscall.Errno{syscall.EIO, syscall.ENOSPC} {
			for _, dead := range []bool{false, true} {
				at := fmt.Sprintf("%T, %v, dead %v", under, errno, dead)
				steps := 0
				for k := 1; ; k++ {
					done, what := faultAt(t, p, under, errno, dead, k)
					if t.Failed() {
						t.Fatalf("%s: step %d (%s)", at, k, what)
					}
					if done {
						steps = k - 1
						break
					}
				}
				if steps < 9 {
					t.Errorf("%s: a save took %d steps; the test has lost its object", at, steps)
				}
			}
		}
	}
}

// faultAt makes step k of the third save fail; done: the save has fewer steps.
func faultAt(t *testing.T, p *content.Pack, under disk, errno syscall.Errno, dead bool, k int) (done bool, what string) {
	dir := t.TempDir()
	s := New(config(dir, p))
	f := &faulty{disk: under}
	s.disk = f
	c := begin(t, s, store.Options{Name: "甲"})
	defer shut(t, c)
	save(t, c, answered(t, p, 1))
	save(t, c, answered(t, p, 2))
	f.steps, f.fails = 0, func(step int, name string) error {
		if step == k {
			what = name
		}
		if step == k || dead && step > k {
			return &fs.PathError{Op: name, Path: "x", Err: errno}
		}
		return nil
	}
	err := c.Save(answered(t, p, 3))
	f.fails = nil
	if what == "" {
		if err != nil {
			t.Errorf("a save without a fault: %v", err)
		}
		return true, ""
	}
	id := c.Entry().ID
	now := keptNumber(t, s.path(id))
	switch {
	case err == nil && now != 3:
		t.Errorf("the save succeeded, the file has %d", now)
	case err != nil && now != 2 && now != 3:
		t.Errorf("the file has %d after %v", now, err)
	case err != nil && !strings.Contains(err.Error(), map[syscall.Errno]string{syscall.EIO: "磁盘读写出错", syscall.ENOSPC: "磁盘已满"}[errno]):
		t.Errorf("the error says %v", err)
	}
	if n := keptNumber(t, s.backup(id)); n != 1 && n != 2 {
		t.Errorf("the backup has %d", n)
	}
	if err := c.Save(answered(t, p, 4)); err != nil {
		t.Errorf("the next save: %v", err)
	}
	if n := keptNumber(t, s.path(id)); n != 4 {
		t.Errorf("after the next save the file has %d", n)
	}
	if names := tree(t, dir); len(names) != 4 {
		t.Errorf("left behind: %q", names)
	}
	return false, what
}

// keptNumber is the n of answered(n) in a case file, which must be whole.
func keptNumber(t *testing.T, name string) int64 {
	t.Helper()
	rec, err := decode(read(t, name))
	if err != nil {
		t.Errorf("%s: %v", filepath.Base(name), err)
		return -1
	}
	var n int64
	if _, err := fmt.Sscanf(string(rec.Interview.Answers), `{"applicant":"firm","cost":"%d"`, &n); err != nil {
		t.Errorf("%s: %v", rec.Interview.Answers, err)
	}
	return n - 1000000
}

// Recovering, too, loses nothing at any step: the damaged file and the backup are
// there until the case is good again.
func TestFaultInRecovery(t *testing.T) {
	p := pack(t)
	for k := 1; ; k++ {
		dir := t.TempDir()
		s := New(config(dir, p))
		f := &faulty{disk: realDisk{}}
		s.disk = f
		c := begin(t, s, store.Options{})
		save(t, c, answered(t, p, 1))
		save(t, c, answered(t, p, 2))
		shut(t, c)
		id := c.Entry().ID
		write(t, s.path(id), []byte("broken"))
		failed := false
		f.steps, f.fails = 0, func(step int, _ string) error {
			if step == k {
				failed = true
				return &fs.PathError{Op: "x", Path: "x", Err: syscall.EIO}
			}
			return nil
		}
		again, err := s.Recover(id)
		f.fails = nil
		if err == nil {
			shut(t, again)
		}
		if !failed {
			if err != nil || k < 8 {
				t.Fatalf("recovery without a fault: %v, after %d steps", err, k-1)
			}
			return
		}
		if n := keptNumber(t, s.backup(id)); n != 1 {
			t.Errorf("step %d: the backup has %d", k, n)
		}
		if data := read(t, s.path(id)); string(data) != "broken" {
			if n := keptNumber(t, s.path(id)); n != 1 {
				t.Errorf("step %d: the case has %d", k, n)
			}
			if data := read(t, filepath.Join(s.dir, id+".damaged-1")); string(data) != "broken" {
				t.Errorf("step %d: the damaged file became %q", k, data)
			}
			continue
		}
		again, err = s.Recover(id)
		if err != nil {
			t.Fatalf("step %d: once more: %v", k, err)
		}
		shut(t, again)
	}
}

// A first save that fails leaves no trace once the case is closed.
func TestFirstSaveFails(t *testing.T) {
	p := pack(t)
	for k := 1; ; k++ {
		dir := t.TempDir()
		s := New(config(dir, p))
		failed := false
		s.disk = &faulty{disk: realDisk{}, fails: func(step int, _ string) error {
			if step == k {
				failed = true
				return &fs.PathError{Op: "x", Path: "x", Err: syscall.EIO}
			}
			return nil
		}}
		c, err := s.New(store.Options{Name: "甲"})
		if err != nil {
			t.Fatal(err)
		}
		err = c.Save(answered(t, p, 1))
		shut(t, c)
		if !failed {
			if err != nil {
				t.Error(err)
			}
			return
		}
		got := tree(t, dir)
		whole := slices.ContainsFunc(got, func(s string) bool { return strings.HasSuffix(s, suffix) })
		if err == nil && !whole || !whole && len(got) > 1 {
			t.Errorf("step %d, %v: left %q", k, err, got)
		}
	}
}
