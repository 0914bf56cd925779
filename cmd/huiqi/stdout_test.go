//go:build linux

package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"huiqi/tui/session"
	"huiqi/tui/store"
)

// TestNoOutput holds every command, in every format, to a non-zero exit code and
// a message where its result cannot be written: on a full disk and on a standard
// output that is closed, or was before the program began. A new command has to be put
// into one of the tables.
func TestNoOutput(t *testing.T) {
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	t.Setenv(dataVariable, t.TempDir())
	t.Setenv(contactsVariable, "")
	t.Setenv("TERM", "dumb") // the wizard goes by lines
	keepOne(t, "甲")
	firm := journeysDir + "/firm.yaml"

	type lines = func(t *testing.T) [][]string
	of := func(args ...[]string) lines { return func(*testing.T) [][]string { return args } }
	writes := map[string]lines{ // the arguments that a command is run with
		"huiqi":            of(nil),
		"huiqi help":       of(nil, []string{"exit-codes"}, []string{"check"}),
		"huiqi ask":        of([]string{"14"}),
		"huiqi check":      of([]string{firm}, []string{firm, "--all"}, []string{"甲"}),
		"huiqi questions":  of(nil, []string{"fairs"}),
		"huiqi articles":   of(nil, []string{"46"}),
		"huiqi explain":    of([]string{firm, "--item", "a14-rd"}),
		"huiqi schema":     of([]string{"answers"}, []string{"article"}),
		"huiqi version":    of(nil),
		"huiqi cases":      of(nil),
		"huiqi cases show": of([]string{"甲"}),
		"huiqi cases copy": of([]string{"甲"}),
		"huiqi compare":    of([]string{firm, journeysDir + "/exporter.yaml"}),
		"huiqi lint":       func(t *testing.T) [][]string { return [][]string{{otherRules(t)}} },
		"huiqi diff": func(t *testing.T) [][]string {
			return [][]string{{otherRules(t)}, {otherRules(t), "--batch", oneApplicant(t)}}
		},
		"huiqi doctor":     of(nil),
		"huiqi completion": of([]string{"bash"}, []string{"zsh"}, []string{"fish"}, []string{"powershell"}),
		"huiqi batch": func(t *testing.T) [][]string {
			name := oneApplicant(t)
			return [][]string{{name, "--to", "csv"}, {name, "--to", "ndjson"}, {name, "--to", "csv", "--rows", "item"}}
		},
		"huiqi source add": func(t *testing.T) [][]string {
			name, _ := officialText(t)
			return [][]string{{name}}
		},
		"huiqi source audit": func(t *testing.T) [][]string {
			_, words := officialText(t)
			name := filepath.Join(t.TempDir(), "changed.txt")
			if err := os.WriteFile(name, []byte(strings.Replace(words, "300万元", "301万元", 1)), 0o600); err != nil {
				t.Fatal(err)
			}
			return [][]string{{name}}
		},
	}
	silent := map[string]string{ // why a command is not run
		"huiqi source":        "only its parts do something",
		"huiqi demo":          "needs a terminal",
		"huiqi cases resume":  "needs a terminal",
		"huiqi cases rename":  "has no result",
		"huiqi cases delete":  "has no result",
		"huiqi cases recover": "has no result",
	}
	root := newApp().root()
	root.InitDefaultHelpCmd()
	seen := map[string]bool{}
	walkCommands(root, func(cmd *cobra.Command) {
		path := cmd.CommandPath()
		seen[path] = true
		if silent[path] != "" {
			return
		}
		if writes[path] == nil {
			t.Errorf("%s is in no table", path)
			return
		}
		t.Run(path, func(t *testing.T) {
			formats := [][]string{nil}
			if f := cmd.Flags().Lookup("format"); f != nil {
				formats = nil
				for _, v := range f.Value.(*choiceFlag).values {
					formats = append(formats, []string{"--format", v})
				}
			}
			for _, args := range writes[path](t) {
				noStdout(t, slices.Concat(strings.Fields(path)[1:], args))
				for _, form := range formats {
					line := slices.Concat(strings.Fields(path)[1:], args, form)
					noOutput(t, line, "磁盘已满", openFull(t))
					noOutput(t, line, "标准输出已经关闭", closed(t))
				}
			}
			noOutput(t, append(strings.Fields(path)[1:], "-h"), "磁盘已满", openFull(t))
		})
	})
	for path := range writes {
		if !seen[path] {
			t.Errorf("there is no %s", path)
		}
	}
}

func walkCommands(cmd *cobra.Command, visit func(*cobra.Command)) {
	visit(cmd)
	for _, c := range cmd.Commands() {
		if !c.Hidden {
			walkCommands(c, visit)
		}
	}
}

func noOutput(t *testing.T, line []string, why string, out *os.File) {
	t.Helper()
	var errs bytes.Buffer
	a := newApp()
	a.in, a.out, a.err = strings.NewReader(""), out, &errs
	if code := a.run(line); code != exitFailure {
		t.Errorf("%q, %s: exit code %d", line, why, code)
	}
	if !strings.Contains(errs.String(), "写不出结果：") || !strings.Contains(errs.String(), why) {
		t.Errorf("%q: %q does not say %q", line, errs.String(), why)
	}
}

// noStdout starts a process without standard output: the runtime puts the null
// device in its place.
func noStdout(t *testing.T, line []string) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var errs bytes.Buffer
	cmd := exec.Command("sh", append([]string{"-c", `"$0" "$@" <&- >&-`, filepath.Join(t.TempDir(), "huiqi")}, line...)...)
	cmd.Stderr = &errs
	if err := os.Symlink(self, cmd.Args[3]); err != nil { // as "huiqi", see TestMain
		t.Fatal(err)
	}
	err = cmd.Run()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != exitFailure || !strings.Contains(errs.String(), "写不出结果：标准输出已经关闭") {
		t.Errorf("%q, closed from the start: %v, %q", line, err, errs.String())
	}
}

func openFull(t *testing.T) *os.File {
	t.Helper()
	f, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func closed(t *testing.T) *os.File {
	t.Helper()
	f, err := os.CreateTemp(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	return f
}

// keepOne keeps a case with one answer.
func keepOne(t *testing.T, name string) {
	t.Helper()
	a := newApp()
	a.dataFolder = os.Getenv(dataVariable)
	pack, err := a.load()
	if err != nil {
		t.Fatal(err)
	}
	s, err := a.store(pack)
	if err != nil {
		t.Fatal(err)
	}
	c, err := s.New(store.Options{Name: name})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Save(session.New(pack.Program)); err != nil {
		t.Fatal(err)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
}

// oneApplicant is a file for batch.
func oneApplicant(t *testing.T) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "in.ndjson")
	if err := os.WriteFile(name, []byte(`{"answers": {"applicant": "enterprise"}}`+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// otherRules are rules with something to find fault with, and something that
// differs from the built-in ones.
func otherRules(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../../content/qiantang-2023-19")); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, "articles", "14.yaml")
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, bytes.Replace(data, []byte("300万元"), []byte("301万元"), 1), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}
