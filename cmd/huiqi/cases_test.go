package main

import (
	"bytes"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"huiqi/cmd/huiqi/internal/cases"
	"huiqi/content"
	"huiqi/tui/session"
	"huiqi/tui/store"
)

// changed is the shipped pack with one file changed.
func changed(t *testing.T, name, old, text string) *content.Pack {
	t.Helper()
	files := fstest.MapFS{}
	dir := os.DirFS("../../content/qiantang-2023-19")
	err := fs.WalkDir(dir, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(path, "cases") {
			return err
		}
		data, err := fs.ReadFile(dir, path)
		files[path] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	before := string(files[name].Data)
	if strings.Count(before, old) != 1 {
		t.Fatalf("%s: %q stands there %d times", name, old, strings.Count(before, old))
	}
	files[name].Data = []byte(strings.Replace(before, old, text, 1))
	pack, err := content.Load(files, ".")
	if err != nil {
		t.Fatal(err)
	}
	return pack
}

// A case that was saved under other rules is worked out under those of now; check
// says whether the result is another one, and why.
func TestCheckUnderOtherRules(t *testing.T) {
	t.Setenv(dataVariable, t.TempDir())
	tests := []struct {
		why, name, old, text string
		code                 int
		say                  []string
	}{
		{"another rate", "articles/14.yaml", "20%", "25%", exitInvalid,
			[]string{"与存下的结果不同，因为规则不同", "第14条 研发投入补助：原来“条件相符（以审核为准） 1,000,000元（100万元）”，现在“条件相符（以审核为准） 1,250,000元（125万元）”"}},
		{"a remark", "ids.txt", "# 全部 id：", "# 所有 id：", exitDone, []string{"与存下的结果一致，虽然规则不同"}},
	}
	now, err := content.EmbeddedRules()
	if err != nil {
		t.Fatal(err)
	}
	ans, err := content.ReadAnswers("../../content/journeys/firm.yaml", &now.Policy)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range tests {
		iv, err := session.Resume(now.Program, ans.Facts, true, ans.Scope)
		if err != nil {
			t.Fatal(err)
		}
		c, err := cases.New(cases.Config{Dir: os.Getenv(dataVariable), Pack: now, Version: programVersion()}).New(store.Options{Name: tt.why})
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Save(iv); err != nil {
			t.Fatal(err)
		}
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
		var out, errs bytes.Buffer
		a := newApp()
		a.out, a.err = &out, &errs
		a.pack = func() (*content.Pack, error) { return changed(t, tt.name, tt.old, tt.text), nil }
		if code := a.run([]string{"check", tt.why}); code != tt.code {
			t.Errorf("%s: exit code %d, want %d", tt.why, code, tt.code)
		}
		for _, s := range tt.say {
			if !strings.Contains(errs.String(), s) {
				t.Errorf("%s: it says %q, want %q", tt.why, errs.String(), s)
			}
		}
		if !strings.Contains(out.String(), "第14条") {
			t.Errorf("%s: there is no result", tt.why)
		}
	}
}
