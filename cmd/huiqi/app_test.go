package main

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"huiqi/content"
)

// TestPanic holds a defect of the program to one line without a stack trace.
func TestPanic(t *testing.T) {
	var stderr bytes.Buffer
	a := newApp()
	a.err = &stderr
	a.pack = func() (*content.Pack, error) { panic("坏了") }
	if code := a.run([]string{"articles"}); code != exitFailure {
		t.Errorf("exit code %d, want %d", code, exitFailure)
	}
	got := stderr.String()
	if !strings.Contains(got, "坏了（app_test.go:") || strings.Count(got, "\n") != 1 || strings.Contains(got, "goroutine") {
		t.Errorf("stderr: %s", got)
	}
}

// breaking is the name under which the test binary is a program whose wizard
// panics behind the first question.
const breaking = "huiqi-breaking"

func breaks() {
	a := newApp()
	a.pack = func() (*content.Pack, error) {
		p, err := content.EmbeddedRules()
		if err == nil {
			policy := p.Program.Policy()
			policy.Questions = policy.Questions[:1]
		}
		return p, err
	}
	os.Exit(a.run(os.Args[1:]))
}

// TestBrokenContent says what to do where the built-in content is broken.
func TestBrokenContent(t *testing.T) {
	var stderr bytes.Buffer
	a := newApp()
	a.err = &stderr
	a.pack = func() (*content.Pack, error) { return nil, content.Problems{{Msg: "一"}, {Msg: "二"}} }
	if code := a.run([]string{"articles"}); code != exitInvalid {
		t.Errorf("exit code %d, want %d", code, exitInvalid)
	}
	if got := stderr.String(); !strings.Contains(got, "有 2 处错误") || !strings.Contains(got, "huiqi lint") {
		t.Errorf("stderr: %s", got)
	}
}

// TestCheckHelpExample holds the answers file in the help of check to the reader.
func TestCheckHelpExample(t *testing.T) {
	pack, err := content.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(newApp().checkCommand().Long, "答案文件的写法：\n")
	example, _, ok := strings.Cut(rest, "没有写的")
	if !ok {
		t.Fatal("the help has no example")
	}
	ans, err := content.ParseAnswers([]byte(example), "例子", &pack.Policy)
	if err != nil {
		t.Fatalf("%s\n%v", example, err)
	}
	if len(ans.Warnings) > 0 || len(ans.Facts) < 7 || len(ans.Scope) != 3 {
		t.Errorf("%d facts, scope %v, warnings %v", len(ans.Facts), ans.Scope, ans.Warnings)
	}
	if _, err := newApp().scopeNames(pack, ans.Scope); err != nil {
		t.Error(err)
	}
}

// TestScopeNames reads the ways that people write an article's number.
func TestScopeNames(t *testing.T) {
	pack, err := content.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	got, err := newApp().scopeNames(pack, []string{"第46条", "１４", " a14-rd"})
	if err != nil || strings.Join(got, " ") != "46 14 a14-rd" {
		t.Errorf("%q, %v", got, err)
	}
}

// TestContactsExamples holds the contacts in the help of check and in the README
// to the reader.
func TestContactsExamples(t *testing.T) {
	pack, err := content.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	_, help, _ := strings.Cut(newApp().checkCommand().Long, "由写的人维护：\n")
	help, _, _ = strings.Cut(help, "\n\n")
	data, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, readme, _ := strings.Cut(strings.ReplaceAll(string(data), "\r\n", "\n"), "非政策原文，由本窗口维护”：\n\n```yaml\n")
	readme, _, _ = strings.Cut(readme, "```")
	for name, example := range map[string]string{"the help": help, "the README": readme} {
		got, err := content.ParseContacts([]byte(example), name, &pack.Policy)
		if c := got["区经信科技局"]; err != nil || c.Window == "" || c.Phone == "" || c.Hours == "" || c.Note == "" {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
}
