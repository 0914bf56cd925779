package content

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"huiqi/engine"
)

// retired is the fixture with ids of earlier versions of each kind.
func retired(t *testing.T) *engine.Policy {
	t.Helper()
	pack, err := withIDs(t, "topic money\n", `question fields -> plots
question fields.area -> plots.size
question old_cost -> cost
question old_titles -> titles
question old_titles=older -> titles=lab
question over -> none
question plots.colour -> none
question plots.kind=fresh -> plots.kind=new
question titles=centre -> titles=center
question titles=gone -> none
topic money
`)
	if err != nil {
		t.Fatal(err)
	}
	return &pack.Policy
}

// readTable reads one row with its own tables of lists, by what stands in their
// heading: "plots: size | date".
func readTable(t *testing.T, p *engine.Policy, head, row string, lists ...[]string) (Record, *Table) {
	t.Helper()
	table, problems := NewTable(p, strings.Split(head, ","))
	if len(problems) > 0 {
		t.Fatalf("%s: %v", head, problems)
	}
	own := map[string]Records{}
	for _, l := range lists {
		q, retired := ListNamed(p, l[0])
		if q == nil {
			t.Fatalf("no list %s", l[0])
		}
		of, problems := NewListTable(p, q, strings.Split(l[1], ","))
		if len(problems) > 0 {
			t.Fatalf("%s: %v", l[1], problems)
		}
		own[q.ID] = Records{Table: of, Rows: []RecordRow{{Cells: strings.Split(l[2], ",")}}}
		table.retired = append(append(table.retired, retired), of.Retired()...)
	}
	rec, ok, problems := table.Reader().Read(strings.Split(row, ","), own)
	if !ok || len(problems) > 0 {
		t.Fatalf("%s: %v, %v", row, ok, problems)
	}
	return rec, table
}

// TestRetiredHeadings: a table under ids of earlier versions comes to what the
// same answers come to in a file, and says each renaming once.
func TestRetiredHeadings(t *testing.T) {
	p := retired(t)
	const cost, titles, ended = "“old_cost”在现在的规则里叫“cost”，按这个采用了", "“old_titles”在现在的规则里叫“titles”，按这个采用了", "“over”在现在的规则里已经停用，没有采用"
	for _, c := range []struct {
		why, head, row, answers string
		lists                   []string
		said                    []string
		warned                  int // in the row
	}{
		{why: "a question", head: "编号,old_cost", row: "1,5000", answers: `{"old_cost":5000}`, said: []string{cost}},
		{why: "in other letters, with its unit", head: "编号,OLD_COST（万元）", row: "1,2", answers: `{"old_cost":"2万"}`, said: []string{cost}},
		{why: "a question that ended", head: "over,cost", row: "5,1", answers: `{"over":5,"cost":1}`, said: []string{ended}},
		{why: "a question that ended, with a unit", head: "over（元）,cost", row: "5,1", answers: `{"over":5,"cost":1}`, said: []string{ended}},
		{why: "picks in a cell", head: "old_titles", row: "older、centre", answers: `{"old_titles":["older","centre"]}`, said: []string{titles}, warned: 2},
		{why: "a column a choice", head: "titles：centre,titles：lab", row: "是,", answers: `{"titles":["centre"]}`,
			said: []string{"“titles：centre”在现在的规则里叫“titles：center”，按这个采用了"}},
		{why: "by the name of the question", head: "称号.centre", row: "是", answers: `{"titles":["centre"]}`,
			said: []string{"“titles：centre”在现在的规则里叫“titles：center”，按这个采用了"}},
		{why: "a column a choice of a renamed question", head: "old_titles：lab,old_titles：中心", row: "是,是", answers: `{"old_titles":["lab","center"]}`, said: []string{titles}},
		{why: "a renamed choice of a renamed question", head: "old_titles：older", row: "是", answers: `{"old_titles":["older"]}`,
			said: []string{titles, "“titles：older”在现在的规则里叫“titles：lab”，按这个采用了"}},
		{why: "two choices that are one now", head: "titles：centre,titles：center", row: "是,", answers: `{"titles":["centre"]}`,
			said: []string{"“titles：centre”在现在的规则里叫“titles：center”，按这个采用了"}},
		{why: "a choice that ended", head: "titles：gone,titles：lab", row: "是,", answers: `{"titles":["gone"]}`,
			said: []string{"“titles：gone”在现在的规则里已经停用，没有采用"}},
		{why: "a list and its field", head: "fields1：area,fields2：area", row: "5,6", answers: `{"fields":[{"area":5},{"area":6}]}`,
			said: []string{"“fields”在现在的规则里叫“plots”，按这个采用了", "“plots：area”在现在的规则里叫“plots：size”，按这个采用了"}},
		{why: "a field that ended", head: "plots1：colour,plots1：size", row: "5,6", answers: `{"plots":[{"colour":5,"size":6}]}`,
			said: []string{"“plots：colour”在现在的规则里已经停用，没有采用"}},
		{why: "nothing but a field that ended", head: "plots1：colour", row: "5", answers: `{"plots":[{"colour":5}]}`,
			said: []string{"“plots：colour”在现在的规则里已经停用，没有采用"}},
		{why: "a choice of a field", head: "plots1：kind", row: "fresh", answers: `{"plots":[{"kind":"fresh"}]}`, warned: 1},
		{why: "a list's own word", head: "fields", row: "无", answers: `{"fields":[]}`, said: []string{"“fields”在现在的规则里叫“plots”，按这个采用了"}},
		{why: "a table of records", head: "编号", row: "1", answers: `{"fields":[{"area":5,"colour":1,"kind":"fresh"}]}`,
			lists: []string{"fields", "编号,area,colour,kind", "1,5,1,fresh"}, warned: 1,
			said: []string{"“fields”在现在的规则里叫“plots”，按这个采用了", "“plots：area”在现在的规则里叫“plots：size”，按这个采用了", "“plots：colour”在现在的规则里已经停用，没有采用"}},
	} {
		t.Run(c.why, func(t *testing.T) {
			var lists [][]string
			if c.lists != nil {
				lists = append(lists, c.lists)
			}
			rec, table := readTable(t, p, c.head, c.row, lists...)
			want, err := ParseAnswers([]byte(`{"answers":`+c.answers+`}`), "a.json", p)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := encoded(t, rec.Facts), encoded(t, want.Facts); got != want {
				t.Errorf("the table comes to %s, a file to %s", got, want)
			}
			if len(table.Unused()) > 0 || !slices.Equal(table.Retired(), c.said) || len(rec.Warnings) != c.warned {
				t.Errorf("unused %q, said\n%q\nwant\n%q\nwarned %v", table.Unused(), table.Retired(), c.said, rec.Warnings)
			}
		})
	}
}

// TestRetiredTwice: two columns that mean one question are refused, whatever they
// are called; an earlier id that is taken today means what it means today.
func TestRetiredTwice(t *testing.T) {
	p := retired(t)
	_, problems := NewTable(p, []string{"old_cost", "cost"})
	if len(problems) != 1 || !strings.Contains(problems[0].Error(), "表头“cost”：和第 1 列是同一件事") {
		t.Errorf("%v", problems)
	}
	p.Retired["question exports"] = "cost"
	if table, problems := NewTable(p, []string{"exports", "cost"}); len(problems) > 0 || len(table.Retired()) > 0 {
		t.Errorf("%v, %v", problems, table.Retired())
	}
}

func encoded(t *testing.T, f engine.Facts) string {
	t.Helper()
	b, err := json.Marshal(EncodeFacts(f))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// What is no choice is refused as it stands, also where nothing but what divides
// choices is there.
func TestPicksThatAreNone(t *testing.T) {
	p := &loadFixture(t).Policy
	for _, cell := range []string{"、", "，", "lab、奖", "lab；奖", "奖"} {
		table, problems := NewTable(p, []string{"titles"})
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		if _, _, problems = table.Reader().Read([]string{cell}, nil); len(problems) != 1 {
			t.Errorf("%q: %v", cell, problems)
		}
	}
}
