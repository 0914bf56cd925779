package main

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"testing"

	"huiqi/cmd/huiqi/internal/cases"
	"huiqi/cmd/huiqi/internal/xlsx"
	"huiqi/tui/session"
	"huiqi/tui/store"
	"huiqi/tui/text/hostile"
)

// loaded are the built-in rules, read once for all commands of a test.
var loaded = sync.OnceValues(embeddedRules)

// command runs a command line in this process and gives what it wrote.
func command(stdin string, args ...string) (stdout, stderr string) {
	var out, warned bytes.Buffer
	a := newApp()
	a.pack = loaded
	a.in, a.out, a.err = strings.NewReader(stdin), &out, &warned
	a.terminal = func() bool { return false }
	root := a.root()
	root.SetArgs(args)
	a.exit(root.Execute())
	if args[0] == "batch" { // it bounds the memory of its process
		debug.SetMemoryLimit(math.MaxInt64)
		debug.SetGCPercent(100)
	}
	return out.String(), warned.String()
}

// heldClean runs a command and looks at all that it writes. What a text of hostile
// holds last must not begin a line that looks like ours.
func heldClean(t *testing.T, stdin string, args ...string) (stdout, stderr string) {
	t.Helper()
	stdout, stderr = command(stdin, args...)
	for name, s := range map[string]string{"stdout": stdout, "stderr": stderr} {
		if found := hostile.Find(bare(s), "\n"); found != "" {
			t.Errorf("%q: %s holds %s", args, name, found)
		}
	}
	if stdout+stderr == "" {
		t.Errorf("%q says nothing", args)
	}
	if strings.Contains("\n"+stderr, "\n乙") {
		t.Errorf("%q: a word from outside begins a line:\n%s", args, stderr)
	}
	return stdout, stderr
}

// bare is a table without the byte order mark and ends of lines of CSV.
func bare(s string) string {
	if table, ok := strings.CutPrefix(s, "\ufeff"); ok {
		return strings.ReplaceAll(table, "\r\n", "\n")
	}
	return s
}

const goodAnswers = `{matters: all, applicant: enterprise, deduction_taken: true, rd_2022: 1500万, rd_2023: 2000万, revenue: 1.8亿, above_scale: true, hightech: true, rd_intensity: null}`

func put(t *testing.T, name, text string) string {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// TestHostileWords sends each hostile character in through every word of a command
// line that messages quote, and through the names of files, there or not.
func TestHostileWords(t *testing.T) {
	dir := t.TempDir()
	good := put(t, filepath.Join(dir, "good.yaml"), "answers: "+goodAnswers)
	data := filepath.Join(dir, "data")
	for _, bad := range append(hostile.Texts(), "甲\x9b31m乙") { // C1 as a byte of its own
		for _, args := range [][]string{
			{bad}, {"--" + bad}, {"--theme", bad}, {"help", bad}, {"completion", bad}, {"schema", bad}, {"version", bad}, {"doctor", bad}, {"man", filepath.Join(dir, bad)},
			{"check", good, "--format", bad}, {"check", good, "--scope", bad}, {"explain", good, "--item", bad},
			{"check", good, "--format", "json", "--name", bad, "--clerk", bad}, {"check", good, "--name", bad, "--clerk", bad},
			{"questions", bad}, {"articles", bad}, {"ask", bad}, {"diff", bad},
			{"cases", bad}, {"cases", "show", bad}, {"cases", "rename", bad, bad}, {"cases", "resume", bad}, {"cases", "delete", bad},
			{"batch", bad}, {"batch", bad + ".csv"}, {"batch", good, "--from", "csv", "--scope", bad}, {"batch", "--template", "csv", "-o", bad},
			{"__complete", "check", bad}, {"__complete", bad, ""},
		} {
			heldClean(t, "", append(args, "--data-dir", data)...)
		}
		// A file may be called by anything that the system takes.
		if bad = strings.ReplaceAll(bad, "\x00", ""); runtime.GOOS == "windows" {
			continue
		}
		there, none := put(t, filepath.Join(dir, bad+".yaml"), "answers: "+goodAnswers), filepath.Join(dir, "没有"+bad)
		wrong := put(t, filepath.Join(dir, bad+".bad"), "answers: {rd_2023: 多}")
		table := put(t, filepath.Join(dir, bad+".csv"), "编号,rd_2023,没有这一列\n1,5,\n2,多,\n")
		for _, args := range [][]string{
			{"check", there}, {"check", wrong}, {"check", none}, {"check", dir}, {"explain", wrong, "--item", "a14-rd"},
			{"check", good, "-o", filepath.Join(dir, bad+".out")}, {"check", good, "-o", filepath.Join(none, "out")},
			{"check", good, "--content", none}, {"check", good, "--content", there}, {"check", good, "--contacts", none}, {"check", good, "--contacts", there},
			{"check", good, "--data-dir", there}, {"doctor", "--data-dir", there}, {"cases", "--data-dir", there}, {"cases", "--data-dir", none},
			{"compare", there, good}, {"compare", there, none}, {"compare", there, good, "--format", "json"},
			{"lint", none}, {"lint", there}, {"lint", none, "--write-ids"}, {"diff", none, there},
			{"diff", "../../content/qiantang-2023-19", "--answers", there}, {"diff", "../../content/qiantang-2023-19", "--answers", there, "--format", "json"},
			{"diff", "../../content/qiantang-2023-19", "--answers", wrong},
			{"source", "add", none}, {"source", "add", there}, {"source", "audit", there}, {"demo", none}, {"--plain", "--contacts", none}, {"--plain", "--source", there},
			{"batch", table}, {"batch", table, "-o", filepath.Join(dir, bad+".out.csv")}, {"batch", table, "-o", table}, {"batch", table, "-o", filepath.Join(none, "out.csv")},
			{"batch", wrong, "--from", "xlsx"}, {"batch", none, "--from", "csv"}, {"batch", "--template", "csv", "-o", table},
		} {
			heldClean(t, "", args...)
		}
	}
}

// quoted is a text as YAML and JSON write it, C0 as escapes.
func quoted(s string) string {
	b, _ := json.Marshal(s) // strings do not fail
	return string(b)
}

// TestHostileFiles sends each hostile character in through all places of the files
// that the user may have from elsewhere.
func TestHostileFiles(t *testing.T) {
	dir := t.TempDir()
	good := put(t, filepath.Join(dir, "good.yaml"), "answers: "+goodAnswers)
	rules := filepath.Join(dir, "rules")
	if err := os.CopyFS(rules, os.DirFS("../../content/qiantang-2023-19")); err != nil {
		t.Fatal(err)
	}
	policy, err := os.ReadFile(filepath.Join(rules, "policy.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range hostile.Texts() {
		for _, q := range []string{quoted(bad), `"` + bad + `"`} {
			for _, answers := range []string{
				"name: " + q + "\nabout: " + q + "\nanswers: " + goodAnswers,
				"{" + q + ": 1}", "answers: {" + q + ": true}", "answers: {rd_2023: " + q + "}", "answers: {applicant: " + q + "}", "answers: {matters: " + q + "}",
				"answers: {research_titles: [" + q + "]}", "answers: {fairs: [{place: " + q + "}]}", "answers: {fairs: [{" + q + ": 1}]}", "answers: {hightech: " + q + "}",
				"answers: {date_a9_voucher: " + q + "}", "scope: [" + q + "]\nanswers: {}", "answers: !" + bad + " {}", "answers: *" + bad, bad,
			} {
				heldClean(t, answers, "check", "-")
				heldClean(t, answers, "explain", "-", "--item", "a14-rd")
			}
			for _, contacts := range []string{
				"区经信科技局: {window: " + q + ", phone: " + q + ", hours: " + q + ", note: " + q + "}", q + ": {window: 1}", "区经信科技局: {" + q + ": 1}", "区经信科技局: " + q,
			} {
				name := put(t, filepath.Join(dir, "contacts.yaml"), contacts)
				for _, format := range []string{"text", "md", "html", "json"} {
					heldClean(t, "", "check", good, "--contacts", name, "--format", format)
				}
			}
		}
		heldClean(t, "第一条 "+bad, "source", "add", put(t, filepath.Join(dir, "official.txt"), "第一条 "+bad+"\n第十四条 "+bad+"\n"), "--data-dir", filepath.Join(dir, "data"))
		heldClean(t, "", "articles", "14", "--source", filepath.Join(dir, "official.txt"))
		heldClean(t, "", "source", "audit", filepath.Join(dir, "official.txt"))
		put(t, filepath.Join(rules, "policy.yaml"), strings.Replace(string(policy), "title: ", "title: "+quoted(bad)+" #", 1))
		for _, args := range [][]string{{"lint", rules}, {"articles", "14"}, {"check", good}, {"version"}, {"doctor"}, {"diff", rules}} {
			heldClean(t, "", append(args, "--content", rules)...)
		}
	}
}

// TestHostileCases sends each hostile character in through the name in a case file
// from elsewhere, and looks at all commands that list or read cases.
func TestHostileCases(t *testing.T) {
	dir := t.TempDir()
	good := put(t, filepath.Join(dir, "good.yaml"), "answers: "+goodAnswers)
	pack, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	iv := session.New(pack.Program)
	s := cases.New(cases.Config{Dir: dir, Pack: pack, Version: "v1"})
	for _, bad := range hostile.Texts() {
		c, err := s.New(store.Options{Name: "某某公司" + bad})
		if err == nil {
			err = errors.Join(c.Save(iv), c.Close())
		}
		if err != nil {
			t.Fatal(err)
		}
		id := c.Entry().ID
		name := filepath.Join(dir, "cases", id+".json")
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		data = bytes.Replace(data, []byte(quoted(c.Entry().Name)), []byte(quoted("某某公司"+bad)), 1)
		sum := data[bytes.Index(data, []byte(`"sha256":"`))+10:][:64]
		copy(sum, strings.Repeat("0", 64))
		digest := fmt.Sprintf("%x", sha256.Sum256(data))
		copy(sum, digest)
		put(t, name, string(data))
		for _, args := range [][]string{
			{"cases"}, {"cases", "--format", "json"}, {"cases", "show", id}, {"check", id}, {"check", id, "--format", "html"}, {"check", name},
			{"compare", id, good}, {"compare", good, id, "--format", "json"}, {"cases", "show", "某某"}, {"cases", "copy", id}, {"__complete", "cases", "show", ""},
			{"cases", "resume", id, "--plain"}, {"--plain"}, {"doctor"},
		} {
			stdout, stderr := heldClean(t, "", append(args, "--data-dir", dir)...)
			if strings.Contains(stdout+stderr, "损坏") {
				t.Fatalf("%q: the file is not what it should be: %s%s", args, stdout, stderr)
			}
		}
		if err := s.Delete(id); err != nil {
			t.Fatal(err)
		}
	}
}

// TestHostileApplicant: the name of a file stands for that of an applicant.
func TestHostileApplicant(t *testing.T) {
	pack, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range hostile.Texts() {
		bad = strings.ReplaceAll(bad, "\x00", "")
		if runtime.GOOS == "windows" {
			continue
		}
		a := newApp()
		a.err = io.Discard
		who, err := a.applicant(pack, put(t, filepath.Join(t.TempDir(), bad+".yaml"), "answers: "+goodAnswers))
		if err != nil || hostile.Find(who.Name+who.About, "") != "" || !strings.HasPrefix(who.Name, "甲") {
			t.Errorf("%q, %v", who.Name, err)
		}
	}
}

// TestHostileBatch sends each hostile character in through the cells and texts of a
// stream or table, and looks at the results, at the rows that are given back and
// at what is said.
func TestHostileBatch(t *testing.T) {
	dir := t.TempDir()
	for _, bad := range hostile.Texts() {
		rows := [][]string{{"编号", "名称", "matters", "applicant", "rd_2023", "research_titles", "fairs", "参加的展会1：展位费", "备注" + bad},
			{bad, bad, "all", "enterprise", "5", "", "", "", bad}}
		for i := 2; i < 8; i++ {
			row := make([]string, 9)
			row[0], row[i] = fmt.Sprint(bad, i), bad
			rows = append(rows, row)
		}
		var table bytes.Buffer
		if err := csv.NewWriter(&table).WriteAll(rows); err != nil {
			t.Fatal(err)
		}
		q := quoted(bad)
		stream := `{"id":` + q + `,"name":` + q + `,"answers":{"matters":"all","applicant":"enterprise"}}` + "\n"
		for _, answers := range []string{q + ":1", `"matters":` + q, `"rd_2023":` + q, `"research_titles":[` + q + `]`, `"fairs":[{` + q + `:` + q + `}]`} {
			stream += `{"id":` + q + `,"name":` + q + `,"answers":{` + answers + "}}\n"
		}
		stream += `{"id":` + q + `,` + q + ":1}\n" + q + "\n{" + bad + "\n"
		for from, name := range map[string]string{
			"csv":    put(t, filepath.Join(dir, "in.csv"), table.String()),
			"ndjson": put(t, filepath.Join(dir, "in.ndjson"), stream),
			"xlsx":   put(t, filepath.Join(dir, "in.xlsx"), workbook(t, map[string][][]string{"申请人": rows, "fairs": {{"编号", "展位费", "x" + bad}, {bad + "7", bad, bad}, {"丙" + bad, "1"}}, "多" + bad[:9]: {{"1"}}})),
		} {
			for _, to := range []string{"csv", "xlsx", "ndjson"} {
				for _, by := range []string{"applicant", "item"} {
					out := filepath.Join(dir, "out."+to)
					_, said := heldClean(t, "", "batch", name, "-o", out, "--rows", by)
					heldClean(t, "", "batch", name, "-o", out, "--rows", by, "--quiet")
					for _, file := range []string{out, out + ".rejected"} {
						b, err := os.ReadFile(file)
						if err != nil {
							t.Fatalf("%s to %s: %v: %s", from, to, err, said)
						}
						s := bare(string(b))
						if strings.HasPrefix(s, "PK") {
							s = unpacked(t, b)
						}
						if found := hostile.Find(s, "\n"); found != "" {
							t.Errorf("%s to %s by %s: %s holds %s", from, to, by, filepath.Base(file), found)
						}
						if !strings.Contains(s, "甲") || !strings.Contains(s, "乙") {
							t.Errorf("%s to %s by %s: %s has lost the words: %s", from, to, by, filepath.Base(file), said)
						}
					}
				}
			}
			heldClean(t, "", "batch", name, "--to", "csv")
		}
	}
}

// workbook makes a workbook of texts.
func workbook(t *testing.T, sheets map[string][][]string) string {
	t.Helper()
	book := &xlsx.Book{}
	defer book.Close()
	for name, rows := range sheets {
		w, err := book.Sheet(name, xlsx.SheetOptions{})
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			var cells []xlsx.Cell
			for _, s := range row {
				cells = append(cells, xlsx.Cell{Text: s})
			}
			if err := w.Row(xlsx.Plain, cells...); err != nil {
				t.Fatal(err)
			}
		}
	}
	var b bytes.Buffer
	if err := book.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// unpacked are all parts of a workbook, what is escaped in them as it is shown.
func unpacked(t *testing.T, b []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err == nil {
			_, err = io.Copy(&all, r)
		}
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(&all, f.Name)
	}
	return html.UnescapeString(all.String())
}
