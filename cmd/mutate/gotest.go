package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// source are the mutants of the engine and what tries them.
func source(seed uint64) ([]mutant, func(*mutant) (string, string), error) {
	all, err := sourceMutants("engine", "engine/figure")
	if err != nil {
		return nil, nil, err
	}
	r := &testRun{rapid: []string{fmt.Sprintf("-rapid.seed=%d", seed+1), "-rapid.nofailfile"}}
	whole := &mutant{file: all[0].file}
	if whole.data, err = os.ReadFile(whole.file); err != nil {
		return nil, nil, err
	}
	if by, how := r.verdict(whole); by != "" {
		return nil, nil, fmt.Errorf("the engine as it is fails: %s", how)
	}
	return all, r.verdict, nil
}

// testRun runs the tests that hold the engine, with one file replaced.
type testRun struct{ rapid []string }

// tests are the runs in which a mutant may be found, the quick ones first: the
// engine's properties on few draws (without the tests that count what many draws
// come to), the cases and the lint, then everything the engine has.
func (r *testRun) tests(m *mutant) [][]string {
	quick := append([]string{"./engine", "-rapid.checks=40", "-skip", "^(TestDistances|TestFieldsBothWays)$"}, r.rapid...)
	cases := []string{"./content", "-run", "^(TestEmbedded|TestLintEmbedded)$"}
	whole := append([]string{"./engine"}, r.rapid...)
	if strings.HasPrefix(m.file, "engine/figure/") {
		return [][]string{{"./engine/figure"}, {"./content"}, whole}
	}
	return [][]string{quick, cases, whole}
}

// testTime ends a mutant that loops for ever; the slowest run takes a few seconds.
const testTime = "-timeout=1m"

func (r *testRun) verdict(m *mutant) (by, how string) {
	overlay, clean, err := overlayFile(m)
	if err != nil {
		return survived, err.Error()
	}
	defer clean()
	for _, args := range r.tests(m) {
		args = append([]string{"test", "-overlay", overlay, "-vet=off", "-failfast", "-count=1", testTime, args[0]}, args[1:]...)
		out, err := exec.Command("go", args...).CombinedOutput()
		switch {
		case err == nil:
		case strings.Contains(string(out), "[build failed]"):
			return discarded, string(out)
		default:
			return "test", failure(string(out))
		}
	}
	return "", ""
}

// failure is the first line of a test's output that names a test.
func failure(out string) string {
	for _, line := range strings.Split(out, "\n") {
		if strings.Contains(line, "--- FAIL") || strings.HasPrefix(line, "panic") {
			return strings.TrimSpace(line)
		}
	}
	return firstLine(out)
}

// overlayFile writes what "go test -overlay" reads: the file to replace and the
// one in its place.
func overlayFile(m *mutant) (name string, clean func(), err error) {
	dir, err := os.MkdirTemp("", "mutate")
	if err != nil {
		return "", nil, err
	}
	clean = func() { os.RemoveAll(dir) }
	abs, err := filepath.Abs(m.file)
	if err == nil {
		changed := filepath.Join(dir, "changed.go")
		var data []byte
		if data, err = json.Marshal(map[string]map[string]string{"Replace": {abs: changed}}); err == nil {
			name = filepath.Join(dir, "overlay.json")
			if err = os.WriteFile(changed, m.data, 0o600); err == nil {
				err = os.WriteFile(name, data, 0o600)
			}
		}
	}
	if err != nil {
		clean()
		return "", nil, err
	}
	return name, clean, nil
}
