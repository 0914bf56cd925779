package report

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"huiqi/content"
)

// packFiles are the files of the embedded policy.
func packFiles(t *testing.T) fstest.MapFS {
	t.Helper()
	const dir = "../../../../content/qiantang-2023-19"
	out := fstest.MapFS{}
	for _, pattern := range []string{"policy.yaml", "ids.txt", "questions/*", "articles/*"} {
		names, err := fs.Glob(os.DirFS(dir), pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			data, err := fs.ReadFile(os.DirFS(dir), name)
			if err != nil {
				t.Fatal(err)
			}
			out[name] = &fstest.MapFile{Data: data}
		}
	}
	return out
}

var (
	ruleLine = regexp.MustCompile(`(when|event|require|if|exact|up_to|ceiling|discount|fee_at_most):|^define:|^  [a-z_]+: [^a-z]`)
	number   = regexp.MustCompile(`\d+(\.\d+)?(%|万|亿|元|倍|亩|人|个|家|辆|台|:1)`)
)

// No changed rule goes unseen: figures are made greater by one, comparisons,
// connectives and certainties turned, one at a time, and the comparison is never
// empty.
func TestDiffSeesEveryChange(t *testing.T) {
	files := packFiles(t)
	before, err := content.Load(files, ".")
	if err != nil {
		t.Fatal(err)
	}
	if d := BuildDiff(before, before); !d.Empty() {
		t.Fatalf("the same rules differ: %+v", d)
	}
	step := 1
	if testing.Short() {
		step = 10
	}
	made, n := 0, 0
	for name, f := range files {
		if path.Dir(name) != "articles" && path.Dir(name) != "questions" {
			continue
		}
		data := string(f.Data)
		for k, line := range strings.Split(data, "\n") {
			if !ruleLine.MatchString(line) {
				continue
			}
			for _, changed := range turned(line) {
				if n++; n%step != 0 {
					continue
				}
				lines := strings.Split(data, "\n")
				lines[k] = changed
				files[name] = &fstest.MapFile{Data: []byte(strings.Join(lines, "\n"))}
				after, err := content.Load(files, ".")
				if err != nil {
					continue // the loader has seen it
				}
				made++
				if d := BuildDiff(before, after); d.Empty() {
					t.Errorf("%s:%d: %q is not seen", name, k+1, strings.TrimSpace(changed))
				}
			}
		}
		files[name] = f
	}
	if made < 140/step {
		t.Errorf("only %d changes were made", made)
	}
	t.Logf("%d changes seen", made)
}

// turned are a line's single changes.
func turned(line string) []string {
	var out []string
	for _, at := range number.FindAllStringIndex(line, -1) {
		if s := grow(line[at[0]:at[1]]); s != line[at[0]:at[1]] {
			out = append(out, line[:at[0]]+s+line[at[1]:])
		}
	}
	for _, turn := range [][2]string{{">=", ">"}, {"> ", ">= "}, {"<=", "<"}, {" and ", " or "}, {" or ", " and "}, {"exact:", "up_to:"}, {"up_to:", "exact:"}, {"not ", ""}} {
		if i := strings.Index(line, turn[0]); i >= 0 {
			out = append(out, line[:i]+turn[1]+line[i+len(turn[0]):])
		}
	}
	return out
}

func grow(s string) string {
	digits := strings.TrimRight(s, "%万亿元倍亩人个家辆台:1")
	n, err := strconv.ParseFloat(digits, 64)
	if err != nil {
		return s
	}
	return fmt.Sprint(n+1) + s[len(digits):]
}
