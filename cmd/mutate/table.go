package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"text/tabwriter"
)

// What becomes of a mutant besides being killed by something. Discarded are
// those that cannot be loaded or compiled: nobody could have run them.
const (
	survived   = "survived"
	equivalent = "equivalent"
	discarded  = "load"
)

// readEquivalents reads the list of mutants that change nothing: a line with the
// reason, then the ids that it holds for, each after a tab.
func readEquivalents(name string) (map[string]string, error) {
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return map[string]string{}, nil
	} else if err != nil {
		return nil, err
	}
	defer f.Close()
	out, reason := map[string]string{}, ""
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		id, indented := strings.CutPrefix(line, "\t")
		switch {
		case strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#"):
		case !indented:
			reason = line
		case reason == "" || out[id] != "":
			return nil, fmt.Errorf("%s:%d: an id without a reason, or twice", name, n)
		default:
			out[id] = reason
		}
	}
	return out, lines.Err()
}

// table prints what became of the mutants, by operator.
func table(w io.Writer, all []mutant) {
	columns := []string{"case", "audit", "lint", "test", equivalent, survived, discarded}
	counts := map[string]map[string]int{"all": {}}
	var ops []string
	for _, m := range all {
		if counts[m.op] == nil {
			counts[m.op] = map[string]int{}
			ops = append(ops, m.op)
		}
		for _, key := range []string{m.op, "all"} {
			counts[key][m.by]++
			if m.by != discarded {
				counts[key]["made"]++
			}
		}
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(t, "operator\tmade\t%s\tkilled\t\n", strings.Join(columns, "\t"))
	for _, op := range append(ops, "all") {
		c := counts[op]
		fmt.Fprintf(t, "%s\t%d", op, c["made"])
		for _, by := range columns {
			fmt.Fprintf(t, "\t%d", c[by])
		}
		share := 100.0
		if can := c["made"] - c[equivalent]; can > 0 {
			share = 100 * float64(can-c[survived]) / float64(can)
		}
		fmt.Fprintf(t, "\t%.1f%%\t\n", share)
	}
	t.Flush()
}
