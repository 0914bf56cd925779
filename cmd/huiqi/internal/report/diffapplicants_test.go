package report

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"testing/fstest"

	"huiqi/content"
	"huiqi/engine"
)

// What a version changes comes out of the applicants: a shared ceiling in a line of
// its own, an item that is gone, and the sums of all at the end. The document is one
// piece of JSON though it is written as it comes.
func TestDiffApplicants(t *testing.T) {
	files := packFiles(t)
	before, err := content.Load(files, ".")
	if err != nil {
		t.Fatal(err)
	}
	change := func(name, old, now string) {
		text := string(files[name].Data)
		if strings.Count(text, old) != 1 {
			t.Fatalf("%s: %q stands there %d times", name, old, strings.Count(text, old))
		}
		files[name] = &fstest.MapFile{Data: []byte(strings.Replace(text, old, now, 1))}
	}
	change("articles/46.yaml", "a46-short-term]\n    ceiling: 500万元", "a46-short-term]\n    ceiling: 1万元")
	change("articles/14.yaml", "id: a14-rd", "id: a14-research")
	after, err := content.Load(files, ".")
	if err != nil {
		t.Fatal(err)
	}
	samples, err := content.Samples(&before.Policy)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	d := NewDiffWriter(&out, true, true, before, after)
	for _, s := range samples {
		var cases [2]*engine.Case
		for i, pack := range []*content.Pack{before, after} {
			if cases[i], err = pack.Program.With(s.Facts); err != nil {
				t.Fatal(err)
			}
		}
		if err := d.Applicant(Applicant{Name: s.ID}, cases); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.End(); err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Applicants []Applicant
		Summary    Summary
	}
	if err := json.Unmarshal(out.Bytes(), &doc); err != nil {
		t.Fatalf("%v\n%s", err, out.Bytes())
	}
	found := map[string]Applicant{}
	for _, a := range doc.Applicants {
		found[a.Name] = a
	}
	if doc.Summary.Applicants != len(samples) || doc.Summary.Changed != len(doc.Applicants) || len(found) < 2 || len(found) == len(samples) {
		t.Errorf("%d of %d, %+v", len(found), len(samples), doc.Summary)
	}
	var ids []string
	for _, c := range found["firm"].Changed {
		ids = append(ids, c.ID+" "+c.Before[:len("没有这一项")]+" "+c.After[:len("没有这一项")])
	}
	if got := strings.Join(ids, "; "); got != "a14-research 没有这一项 条件相符（; a14-rd 条件相符（ 没有这一项" {
		t.Errorf("an item under another id without a note is gone, and a new one: %q", got)
	}
	// 130,000 yuan of two lines come under a ceiling of 10,000
	var lines []string
	for _, total := range found["exporter"].Totals {
		name := "合计"
		if total.Label != nil {
			name = *total.Label
		} else if total.Group != nil {
			name = *total.Group
		}
		lines = append(lines, name+" "+total.Figures.Before.Low+" "+total.Figures.After.Low+" "+*total.Figures.Difference.High)
	}
	if got := strings.Join(lines, "; "); got != "合计 101000 21000 -80000; 不经企业账户 50000 0 -50000; a46-premium 0 10000 10000" {
		t.Errorf("the lines of the exporter: %q", got)
	}
	if strings.Contains(out.String(), `"totals":null`) {
		t.Error("totals are null")
	}
}
