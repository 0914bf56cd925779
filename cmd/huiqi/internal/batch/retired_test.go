package batch

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"huiqi/content"
	"huiqi/engine"
)

// renamed are the rules as if every question, field and choice had been called
// was_… before.
func renamed(t *testing.T) *content.Pack {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../../../../content/qiantang-2023-19")); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, content.IDsFile)
	list := readFile(t, name)
	for line := range strings.Lines(list) {
		if id, ok := strings.CutPrefix(strings.TrimSpace(line), "question "); ok {
			list += fmt.Sprintf("question %s -> %s\n", was(id), id)
		}
	}
	if err := os.WriteFile(name, []byte(list), 0o600); err != nil {
		t.Fatal(err)
	}
	pack, err := content.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return pack
}

func was(id string) string {
	return "was_" + strings.NewReplacer(".", ".was_", "=", "=was_").Replace(id)
}

// earlier are answers under the ids that they had.
func earlier(f map[string]engine.Value) map[string]engine.Value {
	out := map[string]engine.Value{}
	for id, v := range f {
		switch v.Kind() {
		case engine.One:
			v = engine.OneValue(was(v.Choice()))
		case engine.Many:
			v = engine.ManyValue(mapped(v.Choices(), was)...)
		case engine.List:
			r := v.Records()
			r.Rows = mapped(r.Rows, func(row engine.Row) engine.Row { return earlier(row) })
			v = engine.ListValue(r)
		}
		out[was(id)] = v
	}
	return out
}

// earlierTable are applicants as a table under the ids that questions had, with a
// column a choice.
func earlierTable(pol *engine.Policy, list []applicant) [][]string {
	out := [][]string{{content.HeadingID}}
	for _, a := range list {
		out = append(out, []string{a.id})
	}
	put := func(head string, cell func(f engine.Facts) string) {
		out[0] = append(out[0], head)
		for i, a := range list {
			out[i+1] = append(out[i+1], cell(a.facts))
		}
	}
	for i := range pol.Questions {
		q := &pol.Questions[i]
		if q.Kind != engine.Many {
			put(was(q.ID), func(f engine.Facts) string { return earlierCell(q, f, f[q.ID]) })
		}
		for _, c := range q.Choices {
			if q.Kind == engine.Many {
				put(was(q.ID)+"："+was(c.ID), func(f engine.Facts) string {
					v, given := f[q.ID]
					switch {
					case !given:
						return ""
					case !v.Known():
						return "不清楚"
					case slices.Contains(v.Choices(), c.ID):
						return "是"
					}
					return "否"
				})
			}
		}
		for n := range 3 {
			for k := range q.Fields {
				field := &q.Fields[k]
				put(fmt.Sprintf("%s%d：%s", was(q.ID), n+1, was(field.ID)), func(f engine.Facts) string {
					rows := f[q.ID].Records().Rows
					if n >= len(rows) {
						return ""
					}
					return earlierCell(field, engine.Facts(rows[n]), rows[n][field.ID])
				})
			}
		}
	}
	return out
}

func earlierCell(q *engine.Question, f engine.Facts, v engine.Value) string {
	if _, given := f[q.ID]; !given {
		return ""
	}
	if v.Kind() == engine.One {
		return was(v.Choice())
	}
	return asCell(q, v)
}

// TestRetired: applicants under the ids of earlier versions come to the same as
// under those of today, in lines as in tables, and the renaming is said.
func TestRetired(t *testing.T) {
	pack := renamed(t)
	list := applicants(&pack.Policy, 11, 60)
	o := Options{From: NDJSON, To: NDJSON, Full: true}
	want, sum, err := runPack(t, pack, lines(list), o)
	if err != nil || sum.Rejected+sum.Warned+len(sum.Retired) > 0 {
		t.Fatalf("%+v, %v", sum, err)
	}
	var before []applicant
	for _, a := range list {
		before = append(before, applicant{a.id, earlier(a.facts)})
	}
	got, sum, err := runPack(t, pack, lines(before), o)
	if err != nil || sum.Warned < len(list)-1 || got != want || !strings.HasPrefix(sum.FirstWarning, "第 1 行第 13 个字：“was_") {
		t.Errorf("lines: %+v, %v", sum, err)
	}
	o.From = CSV
	got, sum, err = runPack(t, pack, asCSV(t, earlierTable(&pack.Policy, list)), o)
	if err != nil || len(sum.Unused) > 0 || sum.Rejected > 0 || got != want {
		t.Errorf("a table: unused %v, rejected %v, %v", sum.Unused, sum.FirstRejects, err)
	}
	if !slices.Contains(sum.Retired, "“was_revenue”在现在的规则里叫“revenue”，按这个采用了") || len(sum.Retired) < len(pack.Policy.Questions) {
		t.Errorf("said %q", sum.Retired)
	}
}

// TestRetiredWorkbook: the sheet of a list may have its name of an earlier id.
func TestRetiredWorkbook(t *testing.T) {
	pack := renamed(t)
	book := func(list, field string) string {
		return small(t, map[string][][]any{sheetApplicants: {{"编号", "matters"}, {"甲", "都在"}}, list: {{"编号", field}, {"甲", 5}}})
	}
	o := Options{From: XLSX, To: NDJSON, Full: true}
	want, _, err := runPack(t, pack, book("fairs", "booth"), o)
	if err != nil || !strings.Contains(want, `"booth":"5"`) {
		t.Fatal(err, want)
	}
	got, sum, err := runPack(t, pack, book("was_fairs", "was_booth"), o)
	if err != nil || got != want || len(sum.Unused) > 0 {
		t.Errorf("%+v, %v", sum, err)
	}
	if want := []string{"“fairs：was_booth”在现在的规则里叫“fairs：booth”，按这个采用了", "“was_fairs”在现在的规则里叫“fairs”，按这个采用了"}; !slices.Equal(sum.Retired, want) {
		t.Errorf("said %q", sum.Retired)
	}
}
