package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"huiqi/cmd/huiqi/internal/cases"
	"huiqi/content"
	"huiqi/tui/session"
	"huiqi/tui/store"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"huiqi": offline(main), breaking: breaks, dialling: offline(dials)})
}

// TestScript runs the command line as a user does. Scripts stand in
// testdata/script; besides testscript's own commands they use those below.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":   exits,
			"oneline": oneLine,
			"json":    jsonAt,
			"sparse":  sparse,
			"bytes":   writeBytes,
			"keep":    keepCase,
			"hold":    holdCase,
		},
	})
}

// exits CODE COMMAND… runs a command and checks its exit code, and that nothing
// looks like a crash or an untranslated message.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND…")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	stderr := ts.ReadFile("stderr")
	if got != want {
		ts.Fatalf("exit code %d, want %d\n%s", got, want, stderr)
	}
	for _, bad := range []string{"goroutine ", "panic", "runtime error", "Error:", "unknown ", "Usage"} {
		if strings.Contains(stderr, bad) {
			ts.Fatalf("stderr holds %q:\n%s", bad, stderr)
		}
	}
	if want == 0 || want == exitInterrupted {
		return
	}
	if stderr == "" {
		ts.Fatalf("exit code %d without a message", got)
	}
	if out := ts.ReadFile("stdout"); want == exitUsage && out != "" {
		ts.Fatalf("a usage error writes to stdout:\n%s", out)
	}
}

// oneline FILE checks that a file (or stdout, stderr) is one line.
func oneLine(ts *testscript.TestScript, _ bool, args []string) {
	if s := ts.ReadFile(args[0]); strings.Count(s, "\n") != 1 || !strings.HasSuffix(s, "\n") {
		ts.Fatalf("not one line:\n%s", s)
	}
}

// json FILE PATH WANT looks up a value and compares its compact JSON, or its text
// if it is a string. A path goes by keys; in an array of objects by the value of
// "id", "question", "item", "box" or "article".
func jsonAt(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: json FILE PATH WANT")
	}
	var doc any
	d := json.NewDecoder(strings.NewReader(ts.ReadFile(args[0])))
	d.UseNumber()
	ts.Check(d.Decode(&doc))
	v := doc
	for part := range strings.SplitSeq(args[1], ".") {
		next, ok := step(v, part)
		if !ok {
			ts.Fatalf("%s: nothing at %q in %s", args[1], part, compact(v))
		}
		v = next
	}
	if got := compact(v); (got == args[2]) == neg {
		ts.Fatalf("%s is %s, want %s", args[1], got, args[2])
	}
}

func step(v any, part string) (any, bool) {
	switch x := v.(type) {
	case map[string]any:
		next, ok := x[part]
		return next, ok
	case []any:
		if part == "len" {
			return json.Number(strconv.Itoa(len(x))), true
		}
		for _, e := range x {
			o, _ := e.(map[string]any)
			for _, key := range []string{"id", "question", "item", "box", "article"} {
				if o[key] != nil && fmt.Sprint(o[key]) == part {
					return e, true
				}
			}
		}
		if i, err := strconv.Atoi(part); err == nil && i < len(x) {
			return x[i], true
		}
	}
	return nil, false
}

func compact(v any) string {
	if s, ok := v.(string); ok {
		return s
	}
	b, _ := json.Marshal(v)
	return string(b)
}

// sparse FILE SIZE makes a file of zeros that takes no room on disk.
func sparse(ts *testscript.TestScript, _ bool, args []string) {
	size, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Check(f.Truncate(size))
	ts.Check(f.Close())
}

// bytes FILE TEXT writes a file with Go escapes, which an archive cannot hold.
func writeBytes(ts *testscript.TestScript, _ bool, args []string) {
	s, err := strconv.Unquote(`"` + strings.ReplaceAll(args[1], `"`, `\"`) + `"`)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(s), 0o600))
}

// caseStore is the store that a script's commands use.
func caseStore(ts *testscript.TestScript, rules ...string) (*content.Pack, *cases.Store) {
	pack, err := content.EmbeddedRules()
	if len(rules) > 0 {
		pack, err = content.Open(ts.MkAbs(rules[0]))
	}
	ts.Check(err)
	return pack, cases.New(cases.Config{Dir: ts.Getenv(dataVariable), Pack: pack, Version: programVersion(), DeskDays: 30})
}

// keep VARIABLE ANSWERS NAME [RULES] saves an answers file as a case, twice, so that
// it has a backup; its id goes to the variable.
func keepCase(ts *testscript.TestScript, _ bool, args []string) {
	pack, s := caseStore(ts, args[3:]...)
	ans, err := content.ReadAnswers(ts.MkAbs(args[1]), &pack.Policy)
	ts.Check(err)
	iv, err := session.Resume(pack.Program, ans.Facts, len(ans.Scope) == 0, ans.Scope)
	ts.Check(err)
	c, err := s.New(store.Options{Name: args[2]})
	ts.Check(err)
	for range 2 {
		ts.Check(c.Save(iv))
	}
	ts.Check(c.Close())
	ts.Setenv(args[0], c.Entry().ID)
}

// hold ID has a case open until the script ends.
func holdCase(ts *testscript.TestScript, _ bool, args []string) {
	_, s := caseStore(ts)
	c, err := s.Open(args[0])
	ts.Check(err)
	ts.Defer(func() { _ = c.Close() })
}
