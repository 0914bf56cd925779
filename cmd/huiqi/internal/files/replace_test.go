package files

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"huiqi/content/syserr"
)

// What another program holds is tried again for about a second; then the error
// says so, and nothing else is called held.
func TestPatiently(t *testing.T) {
	denied := &os.LinkError{Op: "rename", Err: fs.ErrPermission}
	busy := func(err error) bool { return errors.Is(err, fs.ErrPermission) }
	for _, c := range []struct {
		why    string
		errs   []error // of each call; the last one goes on
		held   bool
		want   error
		calls  int
		longer time.Duration // than the waiting is
	}{
		{"nobody holds it", []error{nil}, true, nil, 1, 0},
		{"a virus scanner, which lets go", []error{denied, denied, nil}, true, nil, 3, 4 * time.Millisecond},
		{"Excel, which does not", []error{denied}, true, syserr.ErrHeld, 11, 2 * time.Second},
		{"no right to it", []error{denied}, false, fs.ErrPermission, 11, 2 * time.Second},
		{"another fault: at once", []error{fs.ErrNotExist}, true, fs.ErrNotExist, 1, 0},
		{"another fault in the end", []error{denied, fs.ErrNotExist}, true, fs.ErrNotExist, 2, 2 * time.Millisecond},
	} {
		synctest.Test(t, func(t *testing.T) {
			h := holder{busy, func(name string) bool { return c.held && name == "结果.xlsx" }}
			calls, begun := 0, time.Now()
			err := h.patiently("结果.xlsx", func() error {
				calls++
				return c.errs[min(calls, len(c.errs))-1]
			})
			if !errors.Is(err, c.want) || (c.want != nil) != (err != nil) || calls != c.calls || time.Since(begun) > c.longer {
				t.Errorf("%s: %v after %d calls and %v", c.why, err, calls, time.Since(begun))
			}
			if errors.Is(err, syserr.ErrHeld) != (c.want == syserr.ErrHeld) {
				t.Errorf("%s: %v", c.why, err)
			}
		})
	}
}

// A file that is held keeps what it has, and nothing is left beside it.
func TestReplaceHeld(t *testing.T) {
	was := system
	defer func() { system = was }()
	system = holder{func(err error) bool { return err != nil }, func(string) bool { return true }}
	dir := t.TempDir()
	// stands for a file that cannot be replaced: a folder that is not empty
	name := filepath.Join(dir, "结果.xlsx")
	if err := errors.Join(os.Mkdir(name, 0o700), os.WriteFile(filepath.Join(name, "a"), nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	if err := Replace(name, []byte("new")); !errors.Is(err, syserr.ErrHeld) {
		t.Errorf("Replace: %v", err)
	}
	if got := names(t, dir); got != "结果.xlsx" {
		t.Errorf("left in the folder: %s", got)
	}
}

func TestAnother(t *testing.T) {
	dir := t.TempDir()
	for i, want := range []string{"结果 (2).xlsx", "结果 (3).xlsx"} {
		temp := filepath.Join(dir, "temp")
		if err := os.WriteFile(temp, []byte{'a' + byte(i)}, 0o600); err != nil {
			t.Fatal(err)
		}
		path, err := Another(temp, filepath.Join(dir, "结果.xlsx"))
		if err != nil || path != filepath.Join(dir, want) || read(t, path) != string(rune('a'+i)) {
			t.Fatalf("%q, %v; want %q", path, err, want)
		}
		if err := Remove(temp); err != nil {
			t.Fatal(err)
		}
	}
	if got := names(t, dir); got != "结果 (2).xlsx|结果 (3).xlsx" {
		t.Errorf("left in the folder: %s", got)
	}
}
