package files

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/windows"

	"huiqi/content/syserr"
)

// As other programs open files: what they let others do meanwhile decides what the
// system says, and it is always "held".
func TestHeldByAnother(t *testing.T) {
	for _, c := range []struct {
		why   string
		share uint32
	}{
		{"nobody else may have it", 0},
		{"Excel: others may read", windows.FILE_SHARE_READ},
		{"others may write, but not take it away", windows.FILE_SHARE_READ | windows.FILE_SHARE_WRITE},
	} {
		dir := t.TempDir()
		name := filepath.Join(dir, "结果.xlsx")
		if err := os.WriteFile(name, []byte("old"), 0o600); err != nil {
			t.Fatal(err)
		}
		path, err := windows.UTF16PtrFromString(name)
		if err != nil {
			t.Fatal(err)
		}
		h, err := windows.CreateFile(path, windows.GENERIC_READ, c.share, nil, windows.OPEN_EXISTING, 0, 0)
		if err != nil {
			t.Fatal(err)
		}
		if err := Put(name, []byte("new")); !errors.Is(err, syserr.ErrHeld) {
			t.Errorf("%s: replacing says %v", c.why, err)
		}
		if err := Remove(name); !errors.Is(err, syserr.ErrHeld) {
			t.Errorf("%s: removing says %v", c.why, err)
		}
		if err := windows.CloseHandle(h); err != nil {
			t.Fatal(err)
		}
		if got := read(t, name); got != "old" {
			t.Errorf("%s: the file has %q", c.why, got)
		}
		if err := Put(name, []byte("new")); err != nil || read(t, name) != "new" {
			t.Errorf("%s: let go, replacing says %v", c.why, err)
		}
		if got := names(t, dir); got != "结果.xlsx" {
			t.Errorf("%s: left in the folder: %s", c.why, got)
		}
	}
}
