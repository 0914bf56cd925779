package files

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	"huiqi/tui/text/hostile"
)

func TestName(t *testing.T) {
	for _, c := range []struct{ why, in, want string }{
		{"a plain name", "某某公司", "某某公司"},
		{"what Windows refuses", `甲<乙>:"丙"/丁\戊|己?*`, "甲_乙___丙__丁_戊_己__"},
		{"a path upwards", "../../etc/passwd", "_.._etc_passwd"},
		{"a device", "con", "_con"},
		{"a device with an ending", "NUL.公司", "_NUL.公司"},
		{"a device with a space before the ending", "AUX .txt", "_AUX .txt"},
		{"a port", "com1", "_com1"},
		{"a port with a superscript", "LPT²", "_LPT²"},
		{"no device", "console", "console"},
		{"dots and spaces at the end, which Windows drops", "公司. . ", "公司"},
		{"a hidden file", ".profile", "profile"},
		{"an option of a command", "--rf", "rf"},
		{"escape and bidi controls", "甲\x1b[1m\u202e乙", "甲[1m乙"},
		{"lines and tabs", "甲\r\n\t乙", "甲 乙"},
		{"nothing", " .. ", ""},
	} {
		if got := Name(c.in); got != c.want {
			t.Errorf("%s: Name(%q) = %q, want %q", c.why, c.in, got, c.want)
		}
	}
	for _, s := range hostile.Texts() {
		if found := hostile.Find(Name(s), ""); found != "" || !strings.Contains(Name(s), "甲") {
			t.Errorf("Name(%q) holds %s", s, found)
		}
	}
	if got := Name(strings.Repeat("长", 200)); len(got) > longest || !utf8.ValidString(got) || !strings.HasPrefix(got, "长长") {
		t.Errorf("a long name comes out as %q", got)
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// names lists a folder: nothing may be left beside what was written.
func names(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return strings.Join(out, "|")
}

func TestCreateNeverOverwrites(t *testing.T) {
	dir := t.TempDir()
	for i, want := range []string{"甲.txt", "甲 (2).txt", "甲 (3).txt"} {
		path, err := Create(dir, "甲", ".txt", []byte{'a' + byte(i)})
		if err != nil || path != filepath.Join(dir, want) {
			t.Fatalf("%q, %v; want %q", path, err, want)
		}
	}
	if read(t, filepath.Join(dir, "甲.txt")) != "a" || read(t, filepath.Join(dir, "甲 (3).txt")) != "c" {
		t.Error("a file was written over")
	}
	if got := names(t, dir); got != "甲 (2).txt|甲 (3).txt|甲.txt" {
		t.Errorf("left in the folder: %s", got)
	}
	if runtime.GOOS != "windows" {
		info, err := os.Stat(filepath.Join(dir, "甲.txt"))
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("mode %v, %v", info.Mode(), err)
		}
	}
}

func TestNoFolder(t *testing.T) {
	none := filepath.Join(t.TempDir(), "none")
	if _, err := Create(none, "甲", ".txt", nil); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Create: %v", err)
	}
	if err := Put(filepath.Join(none, "甲"), nil); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Put: %v", err)
	}
}

func TestPut(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "a")
	for _, s := range []string{"first", "second"} {
		if err := Put(name, []byte(s)); err != nil || read(t, name) != s {
			t.Fatal(s, err)
		}
	}
	if err := Put(dir, nil); err == nil {
		t.Error("a folder was written over")
	}
	if runtime.GOOS != "windows" {
		rights := func(want fs.FileMode) {
			if info, err := os.Stat(name); err != nil || info.Mode().Perm() != want {
				t.Errorf("mode %v, want %v, %v", info.Mode(), want, err)
			}
		}
		rights(0o600)
		if err := errors.Join(os.Chmod(name, 0o640), Put(name, []byte("third"))); err != nil {
			t.Fatal(err)
		}
		rights(0o640) // as somebody set them
	}
	if got := names(t, dir); got != "a" {
		t.Errorf("left in the folder: %s", got)
	}
}
