package doctor

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
)

// expect holds a check to a status and to words that it says.
func expect(t *testing.T, why string, c Check, want Status, words ...string) {
	t.Helper()
	if c.Status != want {
		t.Errorf("%s: %+v, want %s", why, c, want)
	}
	for _, w := range words {
		if !strings.Contains(c.Found+c.Do, w) {
			t.Errorf("%s: %+v does not say %q", why, c, w)
		}
	}
	if (c.Do == "") != (want == Good) {
		t.Errorf("%s: %+v: what goes wrong says what to do, and nothing else does", why, c)
	}
	if c.ID == "" || c.Title == "" || c.Found == "" {
		t.Errorf("%s: %+v is not whole", why, c)
	}
}

func env(pairs ...string) func(string) string {
	return func(name string) string {
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] == name {
				return pairs[i+1]
			}
		}
		return ""
	}
}

func TestFolder(t *testing.T) {
	dir := t.TempDir()
	expect(t, "it is there", Folder("data", "数据目录", dir), Good, dir, "能写")
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("%v is left in the folder, %v", left, err)
	}
	expect(t, "it is made when it is needed", Folder("data", "数据目录", filepath.Join(dir, "a", "b")), Good, "用到时会建")
	if _, err := os.Stat(filepath.Join(dir, "a")); err == nil {
		t.Error("looking made the folder")
	}
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	expect(t, "a file is in its place", Folder("data", "数据目录", file), Broken, "是文件，不是文件夹", "移开")
	expect(t, "a file is above it", Folder("data", "数据目录", filepath.Join(file, "huiqi")), Broken)
	closed := filepath.Join(dir, "closed")
	if err := os.Mkdir(closed, 0o500); err != nil {
		t.Fatal(err)
	}
	if f, err := os.CreateTemp(closed, ""); err == nil { // root writes everywhere
		f.Close()
		t.Skip("this user may write into a folder that is closed to writing")
	}
	expect(t, "it is closed to writing", Folder("data", "数据目录", closed), Broken, "写不进去", "没有权限")
}

func TestFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "contacts.yaml")
	unread := func() error { t.Error("a file that is not there was read"); return nil }
	expect(t, "it need not be there", File("contacts", "联系方式", name, "可以不放", unread), Good, name, "没有；可以不放")
	if err := os.WriteFile(name, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	expect(t, "it is fine", File("contacts", "联系方式", name, "", func() error { return nil }), Good, name)
	expect(t, "it cannot be read", File("contacts", "联系方式", name, "", func() error { return errors.New("第 3 行写错了") }), Warn, "第 3 行写错了")
}

func TestWindow(t *testing.T) {
	for _, c := range []struct {
		why      string
		terminal bool
		w, h     int
		want     Status
		words    string
	}{
		{"the least is enough", true, 60, 20, Good, "60×20"},
		{"one column too few", true, 59, 20, Warn, "放大到 60×20"},
		{"one line too few", true, 60, 19, Warn, "放大到 60×20"},
		{"a pipe", false, 0, 0, Warn, "不是终端"},
	} {
		expect(t, c.why, Window(c.terminal, c.w, c.h, 60, 20), c.want, c.words)
	}
}

func TestTerm(t *testing.T) {
	for _, c := range []struct {
		why, goos, term string
		want            Status
		words           string
	}{
		{"a usual one", "linux", "xterm-256color", Good, "xterm-256color"},
		{"one that cannot draw", "linux", "dumb", Warn, "逐行问答"},
		{"none", "linux", "", Warn, "没有设"},
		{"Windows has none", "windows", "", Good, "不需要"},
	} {
		expect(t, c.why, Term(c.goos, env("TERM", c.term)), c.want, c.words)
	}
}

func TestWidths(t *testing.T) {
	says := func(han, odd int) func(string) (int, bool) {
		return func(s string) (int, bool) {
			if s == "中" {
				return han, true
			}
			return odd, true
		}
	}
	silent := func(string) (int, bool) { return 0, false }
	for _, c := range []struct {
		why      string
		measure  func(string) (int, bool)
		ascii    bool
		han, odd Status
		words    string
	}{
		{"as the tables have it", says(2, 1), false, Good, Good, "终端量出来的"},
		{"a terminal that says nothing", silent, false, Good, Good, "按字宽表"},
		{"ASCII borders", silent, true, Good, Good, "边框用 ASCII"},
		{"a terminal without Chinese", says(1, 1), false, Warn, Good, "1 格"},
		{"wide quotes", says(2, 2), false, Good, Warn, "RUNEWIDTH_EASTASIAN=1"},
		{"wide quotes, borders settled", says(2, 2), true, Good, Warn, "歧义宽度"},
	} {
		got := Widths(c.measure, c.ascii)
		expect(t, c.why, got[0], c.han)
		expect(t, c.why, got[1], c.odd)
		if all := got[0].Found + got[1].Found + got[1].Do; !strings.Contains(all, c.words) {
			t.Errorf("%s: %q is not in %q", c.why, c.words, all)
		}
	}
}

func TestColour(t *testing.T) {
	expect(t, "all colours", Colour(colorprofile.TrueColor, env()), Good, "真彩色")
	expect(t, "few colours", Colour(colorprofile.ANSI, env()), Good, "16 色")
	expect(t, "no colours wanted", Colour(colorprofile.ASCII, env("NO_COLOR", "1")), Good, "设了 NO_COLOR")
	expect(t, "nothing known", Colour(colorprofile.Unknown, env()), Good, "不清楚")
}

func TestLocale(t *testing.T) {
	for _, c := range []struct {
		why, goos string
		env       []string
		want      Status
		words     string
	}{
		{"Chinese", "linux", []string{"LANG", "zh_CN.UTF-8"}, Good, "LANG=zh_CN.UTF-8"},
		{"written otherwise", "darwin", []string{"LANG", "C.utf8"}, Good, "C.utf8"},
		{"the first that is set counts", "linux", []string{"LC_ALL", "C", "LANG", "zh_CN.UTF-8"}, Warn, "LC_ALL=C"},
		{"another encoding", "linux", []string{"LANG", "zh_CN.GB18030"}, Warn, "乱码"},
		{"nothing is set", "linux", nil, Warn, "都没有设"},
		{"Windows", "windows", nil, Good, "不看这一项"},
	} {
		expect(t, c.why, Locale(c.goos, env(c.env...)), c.want, c.words)
	}
}
