package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing/fstest"

	"huiqi/content"
	"huiqi/content/official"
)

// judge tries changed rules on what holds the rules as they are, cheapest first.
type judge struct {
	files map[string][]byte
	cases []content.Case
	text  *official.Text // nil: no official text at hand
	// about are the articles that a case may see something of; nil: all.
	about []map[int]bool
}

// readPack is the files of a pack.
func readPack(dir fs.FS) (map[string][]byte, error) {
	files := map[string][]byte{}
	err := fs.WalkDir(dir, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files[name], err = fs.ReadFile(dir, name)
		return err
	})
	return files, err
}

func newJudge(pack *content.Pack, files map[string][]byte, text *official.Text) (*judge, error) {
	j := &judge{files: files, cases: pack.Cases, text: text}
	for i := range pack.Cases {
		c := &pack.Cases[i]
		if p := pack.RunCase(c); len(p) > 0 {
			return nil, fmt.Errorf("the rules as they are: %w", p)
		}
		scope, err := pack.Program.ScopeOf(c.Scope...)
		if err != nil {
			return nil, err
		}
		var about map[int]bool
		for k := range pack.Policy.Items {
			if len(c.Scope) > 0 && scope.Has(k) {
				if about == nil {
					about = map[int]bool{}
				}
				about[pack.Policy.Items[k].Article] = true
			}
		}
		j.about = append(j.about, about)
	}
	for _, f := range content.Lint(pack) {
		if !f.Warning {
			return nil, fmt.Errorf("the rules as they are: %w", &f.Problem)
		}
	}
	if d := j.audit(pack); d != "" {
		return nil, fmt.Errorf("the rules as they are: %s", d)
	}
	return j, nil
}

// verdict tries a mutant.
func (j *judge) verdict(m *mutant) (by, how string) {
	// The cases are read again only where a change of the questions can make
	// their answers unreadable: they are most of the reading.
	rule := path.Dir(m.file) == "articles"
	changed := map[string][]byte{}
	for name, data := range j.files {
		if !rule || path.Dir(name) != "cases" {
			changed[name] = data
		}
	}
	changed[m.file] = m.data
	pack, err := loadPack(changed)
	if err != nil {
		return "load", err.Error()
	}
	if rule {
		pack.Cases = j.cases
	}
	for _, i := range j.order(m, rule) {
		if p := pack.RunCase(&pack.Cases[i]); len(p) > 0 {
			return "case", p[0].Error()
		}
	}
	if d := j.audit(pack); d != "" {
		return "audit", d
	}
	for _, f := range content.Lint(pack) {
		if !f.Warning {
			return "lint", f.Error()
		}
	}
	return "", ""
}

// order is which cases to run. Of a changed article those that look at one of its
// items; else all, those first that answer the changed question.
func (j *judge) order(m *mutant, rule bool) []int {
	article, _ := strconv.Atoi(strings.TrimSuffix(path.Base(m.file), ".yaml"))
	var first, rest []int
	for i := range j.cases {
		_, answers := j.cases[i].Facts[m.part]
		switch {
		case rule && j.about[i] != nil && !j.about[i][article]:
		case answers:
			first = append(first, i)
		default:
			rest = append(rest, i)
		}
	}
	return append(first, rest...)
}

// audit is the first difference from the official text, digests apart.
func (j *judge) audit(pack *content.Pack) string {
	if j.text == nil {
		return ""
	}
	for _, d := range official.Audit(pack, j.text) {
		if d.Kind != official.Words {
			return d.String()
		}
	}
	return ""
}

func readText(name string, data []byte) (*official.Text, error) {
	return official.Read(name, bytes.NewReader(data))
}

func sortedNames[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

func loadPack(files map[string][]byte) (*content.Pack, error) {
	all := fstest.MapFS{}
	for name, data := range files {
		all[name] = &fstest.MapFile{Data: data}
	}
	return content.Load(all, ".")
}
