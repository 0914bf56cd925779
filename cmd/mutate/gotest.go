package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// Building takes far longer than testing. So the tests are built once, with all
// mutants in them: a function that is changed begins with its changed bodies, and
// the environment says which of them is run.
const (
	chosen   = "HUIQI_MUTANT"
	chooser  = "theMutant"
	perFault = "/mutant" // stands for a file in what the compiler says
)

// chooserFile is added to each package with mutants. A mutant that eats up the
// memory ends.
const chooserFile = `
import (
	"os"
	"runtime"
	"strconv"
	"time"
)

var theMutant, _ = strconv.Atoi(os.Getenv("HUIQI_MUTANT"))

func init() {
	go func() {
		var m runtime.MemStats
		for range time.Tick(time.Second / 4) {
			if runtime.ReadMemStats(&m); m.HeapAlloc > 1<<30 {
				panic("too much memory")
			}
		}
	}()
}
`

// The packages of the mutants, and those whose tests may find one.
var (
	mutated = []string{"engine/figure", "engine"}
	tested  = []string{"engine/figure", "engine", "content"}
)

// source are the mutants of the engine.
func source() ([]mutant, error) { return sourceMutants(mutated...) }

// sourceTrial is what tries some of them.
func sourceTrial(dir string, drawn []mutant, seed uint64) (verdict, error) {
	r := &testRun{dir: dir, broken: map[int]string{}, rapid: []string{fmt.Sprintf("-rapid.seed=%d", seed+1), "-rapid.nofailfile"}}
	if err := r.build(drawn); err != nil {
		return nil, err
	}
	for _, pkg := range mutated {
		if by, how := r.verdict(&mutant{file: pkg + "/any.go"}); by != "" {
			return nil, fmt.Errorf("the engine as it is fails: %s", how)
		}
	}
	return r.verdict, nil
}

// testRun runs the tests that hold the engine.
type testRun struct {
	dir    string
	rapid  []string
	broken map[int]string // what does not compile, with the reason
}

var fault = regexp.MustCompile(perFault + `(\d+):.*`)

// build makes the test programs, without the mutants that do not compile.
func (r *testRun) build(drawn []mutant) error {
	for i := range drawn {
		drawn[i].n = i + 1
	}
	for {
		overlay, err := r.overlay(drawn)
		if err != nil {
			return err
		}
		known := len(r.broken)
		for _, pkg := range tested {
			out, err := exec.Command("go", "test", "-c", "-vet=off", "-gcflags=huiqi/...=-e", "-overlay", overlay, "-o", r.program(pkg), "./"+pkg).CombinedOutput()
			if err == nil {
				continue
			}
			for _, m := range fault.FindAllSubmatch(out, -1) {
				n, _ := strconv.Atoi(string(m[1]))
				r.broken[n] = string(m[0])
			}
			if len(r.broken) == known {
				return fmt.Errorf("%s: %s", pkg, out)
			}
			break
		}
		if len(r.broken) == known {
			return nil
		}
	}
}

func (r *testRun) program(pkg string) string {
	return filepath.Join(r.dir, strings.ReplaceAll(pkg, "/", "-")+".test")
}

// overlay writes the files with the mutants in them and what "go test -overlay"
// reads: the files to replace and those in their place.
func (r *testRun) overlay(drawn []mutant) (string, error) {
	files := map[string][]byte{}
	for _, pkg := range mutated {
		files[pkg+"/mutants.go"] = []byte("package " + filepath.Base(pkg) + chooserFile)
	}
	for from := 0; from < len(drawn); {
		to := from
		for to < len(drawn) && drawn[to].file == drawn[from].file {
			to++
		}
		data, err := os.ReadFile(drawn[from].file)
		if err != nil {
			return "", err
		}
		files[drawn[from].file] = together(data, drawn[from:to], r.broken)
		from = to
	}
	replace := map[string]string{}
	for name, data := range files {
		abs, err := filepath.Abs(name)
		if err != nil {
			return "", err
		}
		replace[abs] = filepath.Join(r.dir, strings.ReplaceAll(name, "/", "-"))
		if err := os.WriteFile(replace[abs], data, 0o600); err != nil {
			return "", err
		}
	}
	data, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	name := filepath.Join(r.dir, "overlay.json")
	return name, os.WriteFile(name, data, 0o600)
}

// together puts the mutants of a file into it, in their order.
func together(data []byte, all []mutant, broken map[int]string) []byte {
	var b bytes.Buffer
	at := 0
	for i, m := range all {
		if i == 0 || m.from != all[i-1].from {
			b.Write(data[at : m.from+1])
			b.WriteString("switch " + chooser + " {\n")
			at = m.from + 1
		}
		if broken[m.n] == "" {
			fmt.Fprintf(&b, "case %d:\n//line %s%d:1\n%s\n", m.n, perFault, m.n, m.data)
			if m.void {
				b.WriteString("return\n")
			} else {
				b.WriteString("panic(\"no result\")\n")
			}
		}
		if i == len(all)-1 || m.from != all[i+1].from {
			b.WriteString("}\n")
		}
	}
	b.Write(data[at:])
	return b.Bytes()
}

// tests are the runs in which a mutant may be found, the quick ones first: the
// engine's properties on few draws (without the tests that count what many draws
// come to, and the slow one), the cases and the lint, then everything the engine has.
func (r *testRun) tests(m *mutant) [][]string {
	quick := append([]string{"engine", "-rapid.checks=40", "-test.skip=^(TestGeneratorReachesEverything|TestDistances|TestFieldsBothWays|TestPastTheBudget)$"}, r.rapid...)
	cases := []string{"content", "-test.run=^(TestEmbedded|TestLintEmbedded)$"}
	whole := append([]string{"engine"}, r.rapid...)
	if strings.HasPrefix(m.file, "engine/figure/") {
		return [][]string{{"engine/figure"}, {"content"}, whole}
	}
	return [][]string{quick, cases, whole}
}

// testTime ends a mutant that loops for ever; the slowest run takes a few seconds.
const testTime = "-test.timeout=1m"

func (r *testRun) verdict(m *mutant) (by, how string) {
	if r.broken[m.n] != "" {
		return discarded, r.broken[m.n]
	}
	for _, args := range r.tests(m) {
		cmd := exec.Command(r.program(args[0]), append([]string{"-test.failfast", testTime}, args[1:]...)...)
		cmd.Dir = args[0]
		cmd.Env = append(os.Environ(), chosen+"="+strconv.Itoa(m.n))
		if out, err := cmd.CombinedOutput(); err != nil {
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
