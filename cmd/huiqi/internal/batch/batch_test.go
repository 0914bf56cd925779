package batch

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"huiqi/cmd/huiqi/internal/report"
	"huiqi/content"
)

// runText runs a text and gives what comes out.
func runText(t testing.TB, text string, o Options) (string, Summary, error) {
	t.Helper()
	return runPack(t, rules(t), text, o)
}

func runPack(t testing.TB, pack *content.Pack, text string, o Options) (string, Summary, error) {
	t.Helper()
	var out bytes.Buffer
	o.In, o.Out, o.Stdin, o.Stdout = Stream, Stream, strings.NewReader(text), &out
	if o.Rows == "" {
		o.Rows = ByApplicant
	}
	sum, err := Run(context.Background(), pack, o)
	return out.String(), sum, err
}

func asCSV(t testing.TB, rows [][]string) string {
	t.Helper()
	var b strings.Builder
	if err := csv.NewWriter(&b).WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func lines(list []applicant) string {
	var b strings.Builder
	for _, a := range list {
		b.WriteString(a.line() + "\n")
	}
	return b.String()
}

// checked is what huiqi check --format json says of each applicant, by id.
func checked(t testing.TB, list []applicant) map[string]string {
	t.Helper()
	pack := rules(t)
	out := map[string]string{}
	var group sync.WaitGroup
	var lock sync.Mutex
	for w := range 2 {
		group.Go(func() {
			for i := w; i < len(list); i += 2 {
				doc, err := report.Build(report.Case{Program: pack.Program, Digest: pack.Digest, Facts: list[i].facts})
				if err != nil {
					t.Error(err)
					return
				}
				b, err := json.Marshal(doc)
				if err != nil {
					t.Error(err)
				}
				lock.Lock()
				out[list[i].id] = string(b)
				lock.Unlock()
			}
		})
	}
	group.Wait()
	return out
}

// same holds full results against those of check. The order is that of the
// applicants.
func same(t *testing.T, what, out string, list []applicant, want map[string]string) {
	t.Helper()
	got := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
	if len(got) != len(list) {
		t.Fatalf("%s: %d lines for %d applicants", what, len(got), len(list))
	}
	for i, a := range list {
		var doc struct {
			ID string `json:"id"`
			report.Result
		}
		if err := json.Unmarshal([]byte(got[i]), &doc); err != nil {
			t.Fatalf("%s: %v in %s", what, err, got[i])
		}
		b, err := json.Marshal(&doc.Result)
		if err != nil {
			t.Fatal(err)
		}
		if doc.ID != a.id || string(b) != want[a.id] {
			t.Fatalf("%s: %s comes to\n%.2000s\ncheck says of %s\n%.2000s", what, doc.ID, b, a.id, want[a.id])
		}
	}
}

// count1000 is less where it would take minutes.
func count1000() int {
	if testing.Short() || underRace {
		return 50
	}
	return 1000
}

// TestSameAsCheck: the same applicants as a GB18030 table and as NDJSON come to
// what check says of each.
func TestSameAsCheck(t *testing.T) {
	list := applicants(&rules(t).Policy, 7, count1000())
	want := checked(t, list)
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(asCSV(t, asTable(&rules(t).Policy, list)))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, text string
		from       Format
	}{{"a GB18030 table", gb, CSV}, {"NDJSON", lines(list), NDJSON}} {
		out, sum, err := runText(t, c.text, Options{From: c.from, To: NDJSON, Full: true})
		if err != nil || sum.Rows != len(list) || sum.Rejected > 0 {
			t.Fatalf("%s: %+v, %v", c.name, sum, err)
		}
		same(t, c.name, out, list, want)
	}
}

// TestShortAgreesWithFull: the short result says of each item what the whole
// document says.
func TestShortAgreesWithFull(t *testing.T) {
	list := applicants(&rules(t).Policy, 8, 40)
	out, _, err := runText(t, lines(list), Options{From: NDJSON, To: NDJSON, Rows: ByItem, All: true})
	if err != nil {
		t.Fatal(err)
	}
	want := checked(t, list)
	for i, line := range strings.Split(strings.TrimSpace(out), "\n") {
		var short struct {
			ID               string
			Matched, Pending int
			Items            []struct {
				ID, Status     string
				Article        int
				Box            *int
				Certainties    []string
				Low, High      *string
				Units, Missing []string
			}
		}
		var full report.Result
		if err := errors.Join(json.Unmarshal([]byte(line), &short), json.Unmarshal([]byte(want[list[i].id]), &full)); err != nil {
			t.Fatal(err)
		}
		if short.ID != list[i].id || len(short.Items) != len(full.Items) {
			t.Fatalf("line %d is %s with %d items", i, short.ID, len(short.Items))
		}
		n := map[string]int{}
		for k, s := range short.Items {
			f := full.Items[k]
			n[f.Status]++
			missing := f.Missing
			if f.Status != "possible" && (f.Status != "eligible" || f.Amount.Settled) {
				missing = []string{}
			}
			got := fmt.Sprint(s.ID, s.Status, s.Article, deref(s.Box), s.Certainties, deref(s.Low), deref(s.High), s.Units, s.Missing)
			want := fmt.Sprint(f.ID, f.Status, f.Article, deref(f.Box), f.Amount.Certainties, deref(f.Amount.Low), deref(f.Amount.High), f.Units, missing)
			if got != want {
				t.Fatalf("%s:\n%s\nthe document says\n%s", short.ID, got, want)
			}
		}
		if n["eligible"] != short.Matched || n["possible"] != short.Pending {
			t.Errorf("%s: %d match and %d are open, the items say %v", short.ID, short.Matched, short.Pending, n)
		}
	}
}

func deref[T any](p *T) any {
	if p == nil {
		return nil
	}
	return *p
}

// TestSplit: lines have no state between them, so that any division of a stream
// gives the same bytes, put together again.
func TestSplit(t *testing.T) {
	text := strings.SplitAfter(lines(applicants(&rules(t).Policy, 9, 300)), "\n")
	text[3], text[100], text[200] = "\n", "{\"id\":9,\n", "{\"cost\":1}\n"
	o := Options{From: NDJSON, To: NDJSON}
	whole, sum, err := runText(t, strings.Join(text, ""), o)
	if err != nil || sum.Rejected != 2 || strings.Count(whole, "\n") != 300 {
		t.Fatalf("%+v, %v, %d lines", sum, err, strings.Count(whole, "\n"))
	}
	for _, at := range [][]int{{1}, {3, 4}, {100, 101, 250}, {64, 128, 192, 256}} {
		var parts strings.Builder
		from := 0
		for _, to := range append(at, len(text)) {
			out, _, err := runText(t, strings.Join(text[from:to], ""), o)
			if err != nil {
				t.Fatal(err)
			}
			parts.WriteString(out)
			from = to
		}
		if parts.String() != whole {
			t.Errorf("divided at %v, other bytes come out", at)
		}
	}
	for _, workers := range []int{1, 2, 5} {
		o.Workers = workers
		if out, _, err := runText(t, strings.Join(text, ""), o); err != nil || out != whole {
			t.Errorf("%d workers give other bytes: %v", workers, err)
		}
	}
}

// TestFiles: the output stands whole under its name or not at all, is never the
// input, and the rejects of an earlier run go.
func TestFiles(t *testing.T) {
	dir := t.TempDir()
	file := func(name string) string { return filepath.Join(dir, name) }
	put := func(name, text string) {
		if err := os.WriteFile(file(name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	run := func(in, out string) (Summary, error) {
		return Run(context.Background(), rules(t), Options{In: file(in), Out: file(out), From: CSV, To: CSV, Rows: ByApplicant})
	}
	names := func() string {
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, e := range entries {
			out = append(out, e.Name())
		}
		return strings.Join(out, " ")
	}
	put("in.csv", "编号,applicant\n1,企业\n2,鸟\n")
	put("out.csv", "before")
	if err := os.Chmod(file("out.csv"), 0o640); err != nil { // rights that somebody gave stay
		t.Fatal(err)
	}
	if sum, err := run("in.csv", "out.csv"); err != nil || sum.Rejected != 1 || sum.Rejects != file("out.csv.rejected") {
		t.Fatalf("%+v, %v", sum, err)
	}
	if names() != "in.csv out.csv out.csv.rejected" {
		t.Error(names())
	}
	if runtime.GOOS != "windows" {
		for name, want := range map[string]os.FileMode{"out.csv": 0o640, "out.csv.rejected": 0o600} {
			if info, err := os.Stat(file(name)); err != nil || info.Mode().Perm() != want {
				t.Errorf("%s: mode %v, want %v, %v", name, info.Mode(), want, err)
			}
		}
	}
	// what was refused is mended and read again, as it stands
	bad, err := os.ReadFile(file("out.csv.rejected"))
	if err != nil {
		t.Fatal(err)
	}
	put("mended.csv", strings.ReplaceAll(string(bad), "2,鸟", "2,街道"))
	if sum, err := run("mended.csv", "out.csv"); err != nil || sum.Rows != 1 || sum.Rejected != 0 || len(sum.Unused) != 0 {
		t.Fatalf("%+v, %v\n%s", sum, err, bad)
	}
	if names() != "in.csv mended.csv out.csv" {
		t.Error(names())
	}
	put("out.csv", "before")
	put("broken.csv", "编号,name\n1,企业\n2,\xff\n")
	var problem *content.Problem
	if _, err := run("broken.csv", "out.csv"); !errors.As(err, &problem) {
		t.Errorf("broken text: %v", err)
	}
	if now, _ := os.ReadFile(file("out.csv")); string(now) != "before" || names() != "broken.csv in.csv mended.csv out.csv" {
		t.Errorf("after a failure there are %s, and %s", names(), now)
	}
	for _, out := range []string{"in.csv", "."} {
		if _, err := run("in.csv", out); !errors.As(err, &problem) {
			t.Errorf("output to %s: %v", out, err)
		}
	}
	if err := os.Link(file("in.csv"), file("same.csv.rejected")); err == nil {
		if _, err := run("in.csv", "same.csv"); !errors.As(err, &problem) {
			t.Errorf("rejects to the input: %v", err)
		}
	}
	if _, err := run("none.csv", "out.csv"); !errors.As(err, &problem) {
		t.Errorf("no input: %v", err)
	}
}
