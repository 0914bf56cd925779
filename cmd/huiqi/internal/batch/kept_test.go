package batch

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// occupy makes a file impossible to replace, as Excel does on Windows: a folder that
// is not empty stands in its place.
func occupy(t *testing.T, name string) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(name, 0o700), os.WriteFile(filepath.Join(name, "a"), nil, 0o600)); err != nil {
		t.Error(err)
	}
}

// atEnd does something when its input is read to the end.
type atEnd struct {
	io.Reader
	do func()
}

func (r *atEnd) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	if err == io.EOF {
		r.do()
	}
	return n, err
}

// A finished run is not lost where its file cannot be put in place.
func TestKept(t *testing.T) {
	const text = "编号,applicant\n1,企业\n2,鸟\n"
	want, _, err := runText(t, text, Options{From: CSV, To: CSV})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		why   string
		taken []string
		out   string // where it is then
		kept  bool
	}{
		{"nothing in the way", nil, "结果.csv", false},
		{"the result is held", []string{"结果.csv"}, "结果 (2).csv", true},
		{"the next name is taken as well", []string{"结果.csv", "结果 (2).csv"}, "结果 (3).csv", true},
	} {
		t.Run(c.why, func(t *testing.T) {
			dir := t.TempDir()
			file := func(name string) string { return filepath.Join(dir, name) }
			in := &atEnd{strings.NewReader(text), func() {
				for _, name := range c.taken {
					occupy(t, file(name))
				}
			}}
			sum, err := Run(context.Background(), rules(t), Options{In: Stream, Stdin: in, Out: file("结果.csv"), From: CSV, To: CSV, Rows: ByApplicant})
			var kept *KeptError
			if errors.As(err, &kept) != c.kept || (err != nil) != c.kept {
				t.Fatalf("it says %v", err)
			}
			if c.kept && kept.Name != file(c.out) {
				t.Errorf("it is said to be in %s, want %s", kept.Name, c.out)
			}
			if got, err := os.ReadFile(file(c.out)); err != nil || string(got) != want {
				t.Errorf("the result is %q, %v", got, err)
			}
			if sum.Rows != 1 || sum.Rejected != 1 || sum.Rejects != file("结果.csv.rejected") {
				t.Errorf("%+v", sum)
			}
			if got, err := os.ReadFile(file("结果.csv.rejected")); err != nil || !strings.Contains(string(got), "2,鸟") {
				t.Errorf("the refused rows are %q, %v", got, err)
			}
			if left, err := filepath.Glob(file(".huiqi-*")); err != nil || len(left) > 0 {
				t.Errorf("left behind: %q, %v", left, err)
			}
		})
	}
}

// What was refused is no fault of the run: it is said where it is.
func TestRejectsKept(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "结果.csv.rejected")
	out, err := create(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(out, "2,鸟"); err != nil {
		t.Fatal(err)
	}
	occupy(t, name)
	r := &rejects{name: name, out: out}
	if err := r.finish(); err != nil || r.written != filepath.Join(dir, "结果.csv (2).rejected") {
		t.Errorf("they are in %s, %v", r.written, err)
	}
	if got, err := os.ReadFile(r.written); err != nil || string(got) != "2,鸟" {
		t.Errorf("they are %q, %v", got, err)
	}
}
