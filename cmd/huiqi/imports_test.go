package main

import (
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

type listed struct {
	ImportPath string
	Dir        string
	GoFiles    []string
	Imports    []string
}

func packages(t *testing.T) []listed {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Dir,GoFiles,Imports", "huiqi/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []listed
	d := json.NewDecoder(strings.NewReader(string(out)))
	for {
		var p listed
		switch err := d.Decode(&p); {
		case errors.Is(err, io.EOF):
			return all
		case err != nil:
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

// under reports whether a package is one of the trees or inside it.
func under(pkg string, trees ...string) bool {
	return slices.ContainsFunc(trees, func(tree string) bool { return pkg == tree || strings.HasPrefix(pkg, tree+"/") })
}

// TestImports holds the rules of the house: cmd → tui → engine, cmd → content →
// engine, and an engine that touches nothing.
func TestImports(t *testing.T) {
	rules := []struct {
		why  string
		tree string
		// may says whether a package of the tree may import another directly.
		may func(imp string) bool
	}{
		{"the engine knows nothing of the other packages", "huiqi/engine",
			func(imp string) bool { return !under(imp, "huiqi") || under(imp, "huiqi/engine") }},
		{"the engine uses the standard library and decimals only", "huiqi/engine",
			func(imp string) bool {
				return under(imp, "huiqi") || !strings.Contains(imp, ".") || imp == "github.com/shopspring/decimal"
			}},
		{"the engine does no input or output", "huiqi/engine",
			func(imp string) bool {
				return !under(imp, "os", "net", "io", "log", "bufio", "embed", "syscall", "flag", "math/rand", "plugin", "unsafe")
			}},
		{"figures are a leaf", "huiqi/engine/figure",
			func(imp string) bool { return !under(imp, "huiqi") }},
		{"content knows the engine only", "huiqi/content",
			func(imp string) bool { return !under(imp, "huiqi") || under(imp, "huiqi/engine", "huiqi/content") }},
		{"content has no terminal", "huiqi/content",
			func(imp string) bool { return !under(imp, "charm.land", "github.com/spf13") }},
		{"the screens know the engine, not the content", "huiqi/tui",
			func(imp string) bool { return !under(imp, "huiqi") || under(imp, "huiqi/engine", "huiqi/tui") }},
		{"the screens reach no network and start no program", "huiqi/tui",
			func(imp string) bool { return !under(imp, "net", "os/exec") }},
		{"sessions and words need no terminal", "huiqi/tui/session",
			func(imp string) bool { return !under(imp, "charm.land") }},
		{"sessions and words need no terminal", "huiqi/tui/present",
			func(imp string) bool { return !under(imp, "charm.land") }},
		{"the line mode draws nothing", "huiqi/tui/plain",
			func(imp string) bool {
				return !under(imp, "charm.land", "huiqi/tui/field", "huiqi/tui/page", "huiqi/tui/style", "os")
			}},
	}
	all := packages(t)
	for _, r := range rules {
		seen := false
		for _, p := range all {
			if !under(p.ImportPath, r.tree) {
				continue
			}
			seen = true
			for _, imp := range p.Imports {
				if !r.may(imp) {
					t.Errorf("%s imports %s: %s", p.ImportPath, imp, r.why)
				}
			}
		}
		if !seen {
			t.Errorf("rule %q: there is no package under %s", r.why, r.tree)
		}
	}
	for _, p := range all {
		for _, imp := range p.Imports {
			if under(imp, "huiqi/cmd") && !under(p.ImportPath, "huiqi/cmd") {
				t.Errorf("%s imports %s: nothing imports commands", p.ImportPath, imp)
			}
		}
	}
}

// TestEngineHasNoClock looks for the parts of package time that depend on when
// or where the program runs.
func TestEngineHasNoClock(t *testing.T) {
	forbidden := []string{"Now", "Since", "Until", "Local", "Sleep", "After", "Tick", "NewTimer", "NewTicker", "LoadLocation"}
	for _, p := range packages(t) {
		if !under(p.ImportPath, "huiqi/engine") {
			continue
		}
		for _, name := range p.GoFiles {
			fset := token.NewFileSet()
			f, err := parser.ParseFile(fset, filepath.Join(p.Dir, name), nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(f, func(n ast.Node) bool {
				s, ok := n.(*ast.SelectorExpr)
				if !ok {
					return true
				}
				if x, ok := s.X.(*ast.Ident); ok && x.Name == "time" && slices.Contains(forbidden, s.Sel.Name) {
					t.Errorf("%s: time.%s", fset.Position(s.Pos()), s.Sel.Name)
				}
				return true
			})
		}
	}
}
