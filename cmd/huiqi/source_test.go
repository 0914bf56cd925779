package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// officialText is the official text; without it a test is skipped, unless the
// variable promises one.
func officialText(t *testing.T) (name, text string) {
	t.Helper()
	name = os.Getenv(sourceVariable)
	promised := name != ""
	if !promised {
		name = filepath.Join("..", "..", "..", "shared", "policy", "qiantang-2023-19.txt")
	}
	data, err := os.ReadFile(name)
	switch {
	case err != nil && promised:
		t.Fatal(err)
	case err != nil:
		t.Skip("NOT CHECKED against the official text: set " + sourceVariable + " to a copy of it, or put it at ../shared/policy/qiantang-2023-19.txt")
	}
	name, err = filepath.Abs(name)
	if err != nil {
		t.Fatal(err)
	}
	return name, string(data)
}

// runApp runs a command line in this process.
func runApp(args ...string) (code int, stdout, stderr string) {
	var out, errs bytes.Buffer
	a := newApp()
	a.out, a.err = &out, &errs
	code = a.run(args)
	return code, out.String(), errs.String()
}

func TestSource(t *testing.T) {
	name, words := officialText(t)
	data := t.TempDir()
	t.Setenv(dataVariable, data)
	t.Setenv(sourceVariable, "")

	if code, _, stderr := runApp("source", "audit"); code != exitUsage || !strings.Contains(stderr, "huiqi source add") {
		t.Errorf("audit of nothing: %d %s", code, stderr)
	}
	if code, stdout, _ := runApp("articles", "14"); code != 0 || strings.Contains(stdout, "原文（") {
		t.Errorf("articles without a text: %d %s", code, stdout)
	}

	code, stdout, stderr := runApp("source", "add", name)
	if code != 0 || strings.Count(stdout, "✓ 第") != strings.Count(stdout, "\n") || !strings.Contains(stderr, "条都和写规则时的原文一致") {
		t.Fatalf("add: %d %s%s", code, stdout, stderr)
	}
	if stored, err := os.ReadFile(filepath.Join(data, "official-text")); err != nil || string(stored) != words {
		t.Errorf("stored: %d bytes, %v", len(stored), err)
	}
	if code, stdout, stderr := runApp("source", "audit"); code != 0 || stdout != "" || !strings.Contains(stderr, "没有不同") {
		t.Errorf("audit of the stored text: %d %s%s", code, stdout, stderr)
	}
	if code, stdout, _ := runApp("articles", "14"); code != 0 || !strings.Contains(stdout, "原文（✓") || strings.Count(stdout, "规下") < 2 {
		t.Errorf("articles: %d %s", code, stdout)
	}

	changed := filepath.Join(t.TempDir(), "changed.txt")
	if err := os.WriteFile(changed, []byte(strings.Replace(words, "最高不超过300万元", "最高不超过400万元", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, run := range [][]string{{"source", "audit", changed}, {"source", "audit", "--source", changed}} {
		code, stdout, stderr := runApp(run...)
		if code != exitInvalid || !strings.Contains(stdout, "第14条（a14-rd）：原文是“400万元”") || !strings.Contains(stderr, "有 2 处不同") {
			t.Errorf("%v: %d %s%s", run, code, stdout, stderr)
		}
	}
	// What the wizard shows.
	a := newApp()
	pack, err := a.load()
	if err != nil {
		t.Fatal(err)
	}
	for file, same := range map[string]bool{name: true, changed: false} {
		c, err := a.printed(pack, file)
		if err != nil {
			t.Fatal(err)
		}
		wording, agrees, ok := c.Article(14)
		if !ok || agrees != same || !strings.HasPrefix(wording, "实施企业研发投入奖补政策。") {
			t.Errorf("%s: article 14: %t %t %s", file, agrees, ok, wording)
		}
		if _, _, ok := c.Article(99); ok {
			t.Error("there is no article 99")
		}
	}
	for file, mark := range map[string]string{name: "原文（✓", changed: "原文（⚠"} {
		t.Setenv(sourceVariable, file)
		var out bytes.Buffer
		a := newApp()
		a.in, a.out, a.err = strings.NewReader("1\n3\np 14\n"), &out, io.Discard
		if code := a.run([]string{"--plain"}); code != 0 || !strings.Contains(out.String(), mark) || strings.Count(out.String(), "规下") == 0 {
			t.Errorf("the line mode with %s: %d %s", file, code, &out)
		}
	}
	t.Setenv(sourceVariable, changed)
	if code, stdout, _ := runApp("articles", "14"); code != 0 || !strings.Contains(stdout, "原文（⚠") {
		t.Errorf("articles by the variable: %d %s", code, stdout)
	}
	code, stdout, stderr = runApp("source", "add", changed)
	if code != 0 || strings.Count(stdout, "⚠ ") != 1 || !strings.Contains(stdout, "⚠ 第14条") || !strings.Contains(stderr, "1 条要核对") {
		t.Errorf("add of a changed text: %d %s%s", code, stdout, stderr)
	}
	t.Setenv(sourceVariable, filepath.Join(data, "nowhere"))
	if code, stdout, stderr := runApp("articles", "14"); code != 0 || !strings.Contains(stderr, "找不到这个文件") || strings.Contains(stdout, "原文（") {
		t.Errorf("articles with a wrong variable: %d %s", code, stderr)
	}
	if code, _, _ := runApp("articles", "14", "--source", filepath.Join(data, "nowhere")); code != exitInvalid {
		t.Errorf("articles with a wrong --source: %d", code)
	}
}
