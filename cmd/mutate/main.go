// Mutate changes the rules and the engine one place at a time and reports the
// changes that no test, no case and no check notices. See CONTRIBUTING.md.
package main

import (
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"huiqi/content/official"
)

// mutant is one single change of one file.
type mutant struct {
	op   string
	id   string // operator, file, place and what stands there then: no line numbers
	file string
	part string // of the file: a question, an item
	data []byte // changed: the whole file, or in Go the body of a function
	// of Go: where the body begins, whether the function has no result, and the
	// number by which it is chosen
	from int
	void bool
	n    int
	by   string // what killed it; survived, equivalent
	how  string
}

// verdict is what killed a mutant, "" if nothing did, and how it shows.
type verdict func(*mutant) (by, how string)

const packDir = "content/qiantang-2023-19"

func main() {
	seed := flag.Uint64("seed", 1, "which mutants are drawn")
	text := flag.String("official", "../shared/policy/qiantang-2023-19.txt", "the official text; empty: no audit")
	only := flag.String("only", "", "content or engine; default both")
	n := flag.Int("n", 0, "how many mutants of each; 0: all of the content, 300 of the engine")
	equivalents := flag.String("equivalent", "cmd/mutate/equivalent.txt", "mutants that change nothing, with the reasons")
	match := flag.String("match", "", "only mutants whose id this regular expression matches")
	most := flag.Duration("for", 0, "begin no mutant after this time; the order is drawn, so that any stop is fair; 0: no end")
	verbose := flag.Bool("v", false, "print each mutant with what killed it")
	flag.Parse()
	debug.SetGCPercent(400) // many short-lived packs
	if err := run(os.Stdout, *seed, *text, *only, *n, *equivalents, *match, *most, *verbose); err != nil {
		fmt.Fprintln(os.Stderr, "mutate:", err)
		os.Exit(1)
	}
}

func run(w io.Writer, seed uint64, text, only string, n int, equivalents, match string, most time.Duration, verbose bool) error {
	reasons, err := readEquivalents(equivalents)
	if err != nil {
		return err
	}
	matches, err := regexp.Compile(match)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "mutate")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	left := 0
	for _, part := range []struct {
		name    string
		mutants func() ([]mutant, error)
		trial   func([]mutant) (verdict, error)
		n       int
	}{
		{"content", rules, func([]mutant) (verdict, error) { return ruleTrial(text) }, 0},
		{"engine", source, func(drawn []mutant) (verdict, error) { return sourceTrial(dir, drawn, seed) }, 300},
	} {
		if only != "" && only != part.name {
			continue
		}
		all, err := part.mutants()
		if err != nil {
			return err
		}
		if err := distinct(all); err != nil {
			return err
		}
		if n > 0 {
			part.n = n
		}
		all = slices.DeleteFunc(all, func(m mutant) bool { return !matches.MatchString(m.id) })
		drawn := draw(all, part.n, seed)
		fmt.Fprintf(w, "%s: %d of %d mutants, seed %d\n", part.name, len(drawn), len(all), seed)
		verdict, err := part.trial(drawn)
		if err != nil {
			return err
		}
		tried := try(drawn, seed, most, verdict, func(m *mutant) {
			if verbose {
				fmt.Fprintf(w, "%s\t%s\t%s\n", m.by, m.id, strings.ReplaceAll(m.how, "\n", " "))
			}
		})
		if len(tried) < len(drawn) {
			fmt.Fprintf(w, "the time is up: %d tried\n", len(tried))
		}
		for i := range tried {
			m := &tried[i]
			if m.by == "" {
				m.by = survived
				if reasons[m.id] != "" {
					m.by = equivalent
				}
			} else if reasons[m.id] != "" {
				left++
				fmt.Fprintf(w, "listed as equivalent, but %s kills it: %s\n", m.by, m.id)
			}
			if m.by == survived {
				left++
				fmt.Fprintf(w, "survived: %s\n", m.id)
			}
		}
		table(w, tried)
	}
	if left > 0 {
		return fmt.Errorf("%d mutants to look at", left)
	}
	return nil
}

// distinct holds that an id names one mutant.
func distinct(all []mutant) error {
	seen := map[string]bool{}
	for _, m := range all {
		if seen[m.id] {
			return fmt.Errorf("two mutants have the id %s", m.id)
		}
		seen[m.id] = true
	}
	return nil
}

// draw picks n mutants, in their order: of each operator alike, so that those
// with few are tried whole. 0 is all.
func draw(all []mutant, n int, seed uint64) []mutant {
	if n == 0 || n >= len(all) {
		return all
	}
	turn := make([]int, len(all)) // how many of its operator come before it
	before := map[string]int{}
	perm := rand.New(rand.NewPCG(seed, 0)).Perm(len(all))
	for _, i := range perm {
		turn[i] = before[all[i].op]
		before[all[i].op]++
	}
	slices.SortStableFunc(perm, func(a, b int) int { return turn[a] - turn[b] })
	at := slices.Sorted(slices.Values(perm[:n]))
	out := make([]mutant, n)
	for i, k := range at {
		out[i] = all[k]
	}
	return out
}

// workers is how many mutants are tried at a time.
const workers = 2

// try puts mutants to the test until the time is up and gives back those that
// were, in their order.
func try(all []mutant, seed uint64, most time.Duration, verdict verdict, done func(*mutant)) []mutant {
	began := time.Now()
	next := make(chan int)
	tried := make([]bool, len(all))
	var wait sync.WaitGroup
	var mu sync.Mutex
	for range workers {
		wait.Go(func() {
			for i := range next {
				by, how := verdict(&all[i])
				mu.Lock()
				all[i].by, all[i].how, tried[i] = by, how, true
				done(&all[i])
				mu.Unlock()
			}
		})
	}
	for _, i := range rand.New(rand.NewPCG(seed, 1)).Perm(len(all)) {
		if most > 0 && time.Since(began) > most {
			break
		}
		next <- i
	}
	close(next)
	wait.Wait()
	var out []mutant
	for i := range all {
		if tried[i] {
			out = append(out, all[i])
		}
	}
	return out
}

// rules are the mutants of the rules.
func rules() ([]mutant, error) {
	files, err := readPack(os.DirFS(packDir))
	if err != nil {
		return nil, err
	}
	pack, err := loadPack(files)
	if err != nil {
		return nil, err
	}
	return ruleMutants(pack, files)
}

// ruleTrial is what tries the mutants of the rules.
func ruleTrial(officialText string) (verdict, error) {
	files, err := readPack(os.DirFS(packDir))
	if err != nil {
		return nil, err
	}
	pack, err := loadPack(files)
	if err != nil {
		return nil, err
	}
	var text *official.Text
	if officialText != "" {
		data, err := os.ReadFile(officialText)
		if err != nil {
			return nil, err
		}
		if text, err = readText(officialText, data); err != nil {
			return nil, err
		}
	}
	j, err := newJudge(pack, files, text)
	if err != nil {
		return nil, err
	}
	return j.verdict, nil
}
