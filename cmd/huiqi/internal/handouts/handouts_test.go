package handouts

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/adrg/xdg"

	"huiqi/content"
	"huiqi/engine"
	"huiqi/tui/present"
	"huiqi/tui/session"
	"huiqi/tui/store"
)

func interview(t *testing.T) (*content.Pack, *session.Interview) {
	t.Helper()
	p, err := content.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	a, err := content.ReadAnswers("../../../../content/journeys/exporter.yaml", &p.Policy)
	if err != nil {
		t.Fatal(err)
	}
	iv, err := session.Resume(p.Program, a.Facts, true, a.Scope)
	if err != nil {
		t.Fatal(err)
	}
	return p, iv
}

func writer(t *testing.T, p *content.Pack) Writer {
	return Writer{Digest: p.Digest, Dir: filepath.Join(t.TempDir(), "惠企"), Contacts: present.Contacts{"区商务局": {Phone: "0571-1"}},
		Today: func() engine.Date { return engine.Date{Year: 2026, Month: 11, Day: 22} }}
}

// Every format is written beside the others under the applicant's name and the
// day, with what the hand-out is about.
func TestHandOut(t *testing.T) {
	p, iv := interview(t)
	w := writer(t, p)
	for format, ending := range map[store.Format]string{store.Text: ".txt", store.Markdown: ".md", store.HTML: ".html", store.CSV: ".csv", store.JSON: ".json"} {
		path, err := w.HandOut(store.HandOut{Format: format, Interview: iv, Name: "甲/乙公司", Clerk: "小王"})
		if err != nil {
			t.Fatal(format, err)
		}
		if want := filepath.Join(w.Dir, "甲_乙公司 2026-11-22"+ending); path != want {
			t.Errorf("%s is written to %q, want %q", format, path, want)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range []string{"甲/乙公司", "境外出口展会的展位费", "0571-1"} {
			if !strings.Contains(string(data), part) {
				t.Errorf("%s does not say %q", format, part)
			}
		}
		if n := strings.Count(string(data), "a14-rd"); n > 0 {
			t.Errorf("%s holds an item out of scope", format)
		}
	}
	path, err := w.HandOut(store.HandOut{Format: store.HTML, Interview: iv, Name: "甲/乙公司"})
	if err != nil || filepath.Base(path) != "甲_乙公司 2026-11-22 (2).html" {
		t.Errorf("a second hand-out is written to %q, %v", path, err)
	}
	path, err = w.HandOut(store.HandOut{Format: store.Text, Interview: iv})
	if err != nil || filepath.Base(path) != "自查结果 2026-11-22.txt" {
		t.Errorf("a hand-out without a name is written to %q, %v", path, err)
	}
}

// At the desk the walk-in reads first where to go.
func TestDesk(t *testing.T) {
	p, iv := interview(t)
	w := writer(t, p)
	for _, desk := range []bool{false, true} {
		path, err := w.HandOut(store.HandOut{Format: store.Markdown, Interview: iv, Desk: desk})
		if err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		s := string(data)
		if first := strings.Index(s, "## 先去哪个部门") < strings.Index(s, "## 结果"); first != desk {
			t.Errorf("at the desk %v: the units come first %v", desk, first)
		}
	}
}

// The answers come back as they were.
func TestExport(t *testing.T) {
	p, iv := interview(t)
	path, err := writer(t, p).Export(iv, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	back, err := content.ReadAnswers(path, &p.Policy)
	if err != nil {
		t.Fatal(err)
	}
	if len(back.Facts) != len(iv.Facts()) || strings.Join(back.Scope, " ") != strings.Join(iv.Names(), " ") {
		t.Errorf("%d answers, scope %v", len(back.Facts), back.Scope)
	}
	for id, v := range iv.Facts() {
		if !back.Facts[id].Equal(v) {
			t.Errorf("%s came back differently", id)
		}
	}
}

// What cannot be written is said with the folder and what to do; nothing is left.
func TestRefused(t *testing.T) {
	p, iv := interview(t)
	w := writer(t, p)
	none := filepath.Join(t.TempDir(), "没有")
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for why, try := range map[string]func() (string, error){
		"no such folder": func() (string, error) {
			return w.HandOut(store.HandOut{Format: store.Text, Interview: iv, Folder: none})
		},
		"no such folder (answers)": func() (string, error) { return w.Export(iv, none) },
		"a file where the usual folder should be": func() (string, error) {
			in := w
			in.Dir = file
			return in.HandOut(store.HandOut{Format: store.Text, Interview: iv})
		},
	} {
		path, err := try()
		if err == nil || path != "" || !strings.HasPrefix(err.Error(), "写不进 ") || !strings.Contains(err.Error(), "请换一个文件夹") {
			t.Errorf("%s: %q, %v", why, path, err)
		}
	}
	if runtime.GOOS == "linux" && os.Getuid() != 0 {
		path, err := w.Export(iv, "/proc")
		if err == nil {
			t.Errorf("written to %s", path)
		}
	}
}

func TestFolders(t *testing.T) {
	p, _ := interview(t)
	w := writer(t, p)
	folders := w.Folders()
	for i, f := range folders {
		if info, err := os.Stat(f); err != nil || !info.IsDir() {
			t.Errorf("%s is offered: %v", f, err)
		}
		for _, g := range folders[:i] {
			if f == g {
				t.Errorf("%s is offered twice", f)
			}
		}
	}
	if len(folders) == 0 {
		t.Error("nothing is offered")
	}
}

func TestTyped(t *testing.T) {
	for _, c := range []struct{ why, in, want string }{
		{"a folder", "/tmp/a", "/tmp/a"},
		{"spaces around it", " /tmp/a ", "/tmp/a"},
		{"the home folder", "~", xdg.Home},
		{"below the home folder", "~/a", filepath.Join(xdg.Home, "a")},
		{"a name that begins so", "~a", "~a"},
	} {
		if got := typed(c.in); got != c.want {
			t.Errorf("%s: %q, want %q", c.why, got, c.want)
		}
	}
}
