package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"huiqi/content"
)

const root = "../.."

func thePack(t *testing.T) (*content.Pack, map[string][]byte) {
	t.Helper()
	files, err := readPack(os.DirFS(root + "/" + packDir))
	if err != nil {
		t.Fatal(err)
	}
	pack, err := loadPack(files)
	if err != nil {
		t.Fatal(err)
	}
	return pack, files
}

// A change made by hand is noticed, and by what one would expect; a change that
// changes nothing is not.
func TestVerdict(t *testing.T) {
	pack, files := thePack(t)
	j, err := newJudge(pack, files, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, file, old, new, by string }{
		{"a ceiling that is higher", "articles/14.yaml", "300万元", "301万元", "case"},
		{"a threshold just above", "articles/14.yaml", "rd_intensity >= 5%", "rd_intensity > 5%", "case"},
		{"a rate that is a sum", "articles/14.yaml", "30% * increase", "30万元 * increase", discarded},
		{"a choice shown to somebody for whom it is nothing", "questions/10-research.yaml", `giant, label: 省“科技小巨人”企业, when: "applicant in [`,
			`giant, label: 省“科技小巨人”企业, when: "applicant in [street, `, "lint"},
		{"a remark", "articles/14.yaml", "article: 14", "article: 14 # nothing", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			before := string(files[c.file])
			if strings.Count(before, c.old) != 1 {
				t.Fatalf("%q stands there %d times", c.old, strings.Count(before, c.old))
			}
			m := &mutant{file: c.file, data: []byte(strings.Replace(before, c.old, c.new, 1))}
			if by, how := j.verdict(m); by != c.by {
				t.Errorf("%q, want %q: %s", by, c.by, how)
			}
		})
	}
}

// The ids are the same in each run, name one mutant each, and do not change where
// lines are put before the rule.
func TestIDs(t *testing.T) {
	pack, files := thePack(t)
	ids := func() []string {
		all, err := ruleMutants(pack, files)
		if err != nil {
			t.Fatal(err)
		}
		if err := distinct(all); err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, m := range all {
			out = append(out, m.id)
		}
		return out
	}
	first := ids()
	if len(first) < 1000 {
		t.Errorf("only %d mutants", len(first))
	}
	files["articles/14.yaml"] = append([]byte("# one\n# two\n"), files["articles/14.yaml"]...)
	if !slices.Equal(first, ids()) {
		t.Error("other ids in the second run")
	}
	reasons, err := readEquivalents("equivalent.txt")
	if err != nil {
		t.Fatal(err)
	}
	source, err := sourceMutants(root+"/engine", root+"/engine/figure")
	if err != nil {
		t.Fatal(err)
	}
	if err := distinct(source); err != nil {
		t.Fatal(err)
	}
	for _, m := range source {
		first = append(first, strings.ReplaceAll(m.id, root+"/", ""))
	}
	for id := range reasons {
		if !slices.Contains(first, id) {
			t.Errorf("listed as equivalent, but there is no such mutant: %s", id)
		}
	}
}

// Each operator on an expression that has what it changes.
func TestChanges(t *testing.T) {
	for _, c := range []struct {
		text string
		want []change
	}{
		{"a and b", []change{{"swap and/or", "a or b"}, {"drop a condition", "a"}, {"drop a condition", "b"},
			{"negate a condition", "not a and b"}, {"negate a condition", "a and not b"}}},
		{"not a", []change{{"negate a condition", "a"}}},
		{"x >= 5%", []change{{"negate a condition", "not x >= 5%"}, {"move a threshold", "x > 5%"}, {"negate a condition", "x < 5%"},
			{"move a threshold", "x >= 5.01%"}, {"move a threshold", "x >= 4.99%"}, {"change a unit", "x >= 5折"}}},
		{"min(20% * x, 3000元/亩 * mu)", []change{{"drop a ceiling", "20% * x"}, {"drop a ceiling", "3000元/亩 * mu"},
			{"change a figure", "min ( 21% * x , 3000元/亩 * mu )"}, {"change a figure", "min ( 19% * x , 3000元/亩 * mu )"},
			{"change a unit", "min ( 20折 * x , 3000元/亩 * mu )"},
			{"change a figure", "min ( 20% * x , 3001元/亩 * mu )"}, {"change a figure", "min ( 20% * x , 2999元/亩 * mu )"},
			{"change a unit", "min ( 20% * x , 3000万元/亩 * mu )"}, {"change a unit", "min ( 20% * x , 3000元/平方米 * mu )"}}},
		{"total(l where k: x)", []change{{"drop a condition", "total ( l : x )"}, {"negate a condition", "total ( l where not k : x )"}}},
		{"some(l: k)", []change{{"swap some/all", "all ( l : k )"}, {"negate a condition", "not some ( l : k )"}, {"negate a condition", "some ( l : not k )"}}},
		{"八五折", []change{{"change a figure", "八六折"}, {"change a figure", "八四折"}, {"change a unit", "八五%"}}},
	} {
		got := changes(c.text, nil)
		for _, w := range c.want {
			if !slices.Contains(got, w) {
				t.Errorf("%s: no %v", c.text, w)
			}
		}
		if len(got) != len(c.want) {
			t.Errorf("%s: got %v", c.text, got)
		}
	}
}

// The changes of Go source compile or are thrown away; here what they are.
func TestSource(t *testing.T) {
	const source = `package p

func (s *set) f(a, b int) int {
	if a < b && !s.on {
		s.n++
	}
	return a + 1
}
`
	all, err := changedSource("p/p.go", []byte(source))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []struct{ id, text string }{
		{"move a bound | p/p.go set.f | a < b: < -> <=", "if a <= b && !s.on {"},
		{"swap && and || | p/p.go set.f | a < b && !s.on: && -> ||", "if a < b || !s.on {"},
		{"negate a condition | p/p.go set.f | !s.on: ! -> ", "if a < b && s.on {"},
		{"drop a statement | p/p.go set.f | s.n++: s.n++ -> ", "\t\t\n"},
		{"swap + and - | p/p.go set.f | a + 1: + -> -", "return a - 1"},
		{"off by one | p/p.go set.f | 1: 1 -> 2", "return a + 2"},
	} {
		i := slices.IndexFunc(all, func(m mutant) bool { return m.id == want.id })
		if i < 0 || !strings.Contains(string(all[i].data), want.text) {
			t.Errorf("no %s", want.id)
		}
	}
	if len(all) != 8 { // and the branch never and always taken
		for _, m := range all {
			t.Log(m.id)
		}
		t.Errorf("%d changes", len(all))
	}
}

// All mutants of a program are built at once, and each runs when it is chosen.
func TestTogether(t *testing.T) {
	const source = `package main

import "fmt"

func order(a, b int) string {
	if a < b {
		return "less"
	}
	return "not less"
}

func say(s string) {
	fmt.Print(s)
}

func main() { say(order(7, 7)) }
`
	all, err := changedSource("main.go", []byte(source))
	if err != nil {
		t.Fatal(err)
	}
	for i := range all {
		all[i].n = i + 1
	}
	dir := t.TempDir()
	program := filepath.Join(dir, "program")
	for name, data := range map[string][]byte{"main.go": together([]byte(source), all, nil), "mutants.go": []byte("package main\n" + chooserFile)} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	build := exec.Command("go", "build", "-o", program, "main.go", "mutants.go")
	build.Dir = dir
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	want := map[string]string{
		"": "not less",
		"drop a branch | main.go order | if a < b {: a < b -> false && (a < b)":    "not less",
		"drop a branch | main.go order | if a < b {: a < b -> true || (a < b)":     "less",
		"move a bound | main.go order | a < b: < -> <=":                            "less",
		"drop a statement | main.go say | fmt.Print(s): fmt.Print(s) -> ":          "",
		"drop a statement | main.go main | say(order(7, 7)): say(order(7, 7)) -> ": "",
		"off by one | main.go main | 7: 7 -> 8":                                    "not less",
		"off by one | main.go main | 7: 7 -> 8 #2":                                 "less",
	}
	for _, m := range append(all, mutant{}) {
		cmd := exec.Command(program)
		cmd.Env = append(os.Environ(), chosen+"="+strconv.Itoa(m.n))
		out, err := cmd.Output()
		if said, known := want[m.id]; err != nil || !known || string(out) != said {
			t.Errorf("%q says %q (%v), want %q", m.id, out, err, said)
		}
	}
	if len(all) != len(want)-1 {
		t.Errorf("%d mutants", len(all))
	}
}

// A draw is the same for a seed, and takes of each operator alike.
func TestDraw(t *testing.T) {
	var all []mutant
	for i := range 100 {
		op := "many"
		if i%20 == 0 {
			op = "few"
		}
		all = append(all, mutant{op: op, id: string(rune('a' + i))})
	}
	count := map[string]int{}
	one, other := draw(all, 20, 1), draw(all, 20, 1)
	for i, m := range one {
		count[m.op]++
		if m.id != other[i].id {
			t.Error("another draw for the same seed")
		}
	}
	if count["few"] != 5 || count["many"] != 15 {
		t.Error(count)
	}
}
