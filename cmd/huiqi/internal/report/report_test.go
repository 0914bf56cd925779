package report

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"huiqi/content"
	"huiqi/tui/store"
	"huiqi/tui/text"
)

var update = flag.Bool("update", false, "write the golden files anew")

// sample is an applicant that meets every part of the format: tiers with another
// reading, a list with a field that does not apply, a shared ceiling that cuts,
// an item one condition away, unknown answers and unasked questions.
const sample = `
answers:
  matters: all
  applicant: firm
  now: 300万
  before: 100万
  rate: 4.6%
  certified: true
  titles: [lab]
  fairs:
    rows:
      - {place: abroad, date: "2023-03-01", booth: 10万}
      - {place: home, date: "2023-04-01", booth: 5万}
      - {place: abroad, date: "2022-12-31", booth: 1万}
    open: true
  insured: true
  premium: null
  prepaid: 60万
`

func pack(t *testing.T) *content.Pack {
	t.Helper()
	p, err := content.Load(os.DirFS("testdata/pack"), ".")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func caseOf(t *testing.T, p *content.Pack, yaml string) Case {
	t.Helper()
	a, err := content.ParseAnswers([]byte(yaml), "answers", &p.Policy)
	if err != nil {
		t.Fatal(err)
	}
	return Case{Program: p.Program, Digest: "0123456789abcdef", Facts: a.Facts, Names: a.Scope}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n")) } // git may change them
	if got, want = lines(got), lines(want); !bytes.Equal(got, want) {
		t.Errorf("%s differs; look at it after: go test ./cmd/huiqi/internal/report -update\n%s", file, firstDifference(got, want))
	}
}

func firstDifference(got, want []byte) string {
	a, b := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return "got  " + a[i] + "\nwant " + b[i]
		}
	}
	return "one is longer"
}

func jsonOf(t *testing.T, doc any) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := WriteJSON(&b, doc); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestResultJSON(t *testing.T) {
	p := pack(t)
	first, err := Build(caseOf(t, p, sample))
	if err != nil {
		t.Fatal(err)
	}
	got := jsonOf(t, first)
	golden(t, "result.json", got)
	for range 20 {
		again, err := Build(caseOf(t, pack(t), sample))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(jsonOf(t, again), got) {
			t.Fatal("the same answers gave other bytes")
		}
	}
}

// TestIgnored holds that an answer to a question that does not apply is named,
// and that it changes nothing.
func TestIgnored(t *testing.T) {
	p := pack(t)
	with, err := Build(caseOf(t, p, `answers: {matters: all, applicant: firm, insured: false, premium: 10万}`))
	if err != nil {
		t.Fatal(err)
	}
	if len(with.Ignored) != 1 || with.Ignored[0].At() != "premium" || !strings.Contains(with.Ignored[0].Reason, "投了保") {
		t.Errorf("ignored: %+v", with.Ignored)
	}
	without, err := Build(caseOf(t, p, `answers: {matters: all, applicant: firm, insured: false}`))
	if err != nil {
		t.Fatal(err)
	}
	for i := range with.Items {
		if with.Items[i].Status != without.Items[i].Status {
			t.Errorf("%s: %s, without the answer %s", with.Items[i].ID, with.Items[i].Status, without.Items[i].Status)
		}
	}
	if a, b := jsonOf(t, with.Totals), jsonOf(t, without.Totals); !bytes.Equal(a, b) {
		t.Error(firstDifference(a, b))
	}
}

// TestAnswersComeBack feeds the answers of a result to a second run: what was
// understood is what is read again.
func TestAnswersComeBack(t *testing.T) {
	p := pack(t)
	first, err := Build(caseOf(t, p, sample))
	if err != nil {
		t.Fatal(err)
	}
	back, err := json.Marshal(map[string]any{"answers": first.Answers, "scope": first.Scope})
	if err != nil {
		t.Fatal(err)
	}
	second, err := Build(caseOf(t, p, string(back)))
	if err != nil {
		t.Fatal(err)
	}
	if a, b := jsonOf(t, first), jsonOf(t, second); !bytes.Equal(a, b) {
		t.Error(firstDifference(b, a))
	}
}

// TestTextWidth holds every line of every text to 80 cells.
func TestTextWidth(t *testing.T) {
	p := pack(t)
	real := embedded(t)
	texts := map[string]func(b *bytes.Buffer) error{
		"sample": func(b *bytes.Buffer) error {
			return Write(b, store.Text, caseOf(t, p, sample), Options{All: true, IDs: true})
		},
		"nothing": func(b *bytes.Buffer) error {
			return Write(b, store.Text, caseOf(t, real, `answers: {applicant: enterprise}`), Options{All: true, IDs: true})
		},
		"questions": func(b *bytes.Buffer) error { return WriteQuestions(b, real.Program) },
		"articles":  func(b *bytes.Buffer) error { return WriteArticles(b, real.Program) },
	}
	for name, write := range texts {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatal(name, err)
		}
		checkWidth(t, name, b.String())
	}
	for i := range real.Policy.Questions {
		var b bytes.Buffer
		if err := WriteQuestion(&b, real.Program, i); err != nil {
			t.Fatal(err)
		}
		checkWidth(t, real.Policy.Questions[i].ID, b.String())
	}
	for _, a := range real.Policy.Articles {
		var b bytes.Buffer
		if err := WriteArticle(&b, real.Program, a.Number); err != nil {
			t.Fatal(err)
		}
		checkWidth(t, a.Title, b.String())
	}
	for i := range real.Policy.Items {
		var b bytes.Buffer
		if err := WriteItem(&b, caseOf(t, real, `answers: {applicant: enterprise}`), i); err != nil {
			t.Fatal(err)
		}
		checkWidth(t, real.Policy.Items[i].ID, b.String())
	}
}

func checkWidth(t *testing.T, name, s string) {
	t.Helper()
	for line := range strings.SplitSeq(s, "\n") {
		if text.Width(line) > width {
			t.Errorf("%s: %d cells: %s", name, text.Width(line), line)
		}
	}
}

func TestArticlesJSON(t *testing.T) {
	golden(t, "articles.json", jsonOf(t, BuildArticles(pack(t).Program, "0123456789abcdef", 0)))
}

func TestQuestionsJSON(t *testing.T) {
	golden(t, "questions.json", jsonOf(t, BuildQuestions(pack(t).Program, "0123456789abcdef", -1)))
}

// TestExamples holds every example of the dictionary against the reader of
// answers.
func TestExamples(t *testing.T) {
	for _, p := range []*content.Pack{pack(t), embedded(t)} {
		for _, q := range BuildQuestions(p.Program, p.Digest, -1).Questions {
			doc := `{"answers": {"` + q.ID + `": ` + q.Example + `}}`
			if _, err := content.ParseAnswers([]byte(doc), q.ID, &p.Policy); err != nil {
				t.Errorf("%s: %v", doc, err)
			}
		}
	}
}

func embedded(t *testing.T) *content.Pack {
	t.Helper()
	p, err := content.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return p
}
