package content

import (
	"slices"
	"strconv"
	"strings"

	"huiqi/engine"
	"huiqi/engine/figure"
)

// Table is what the columns of a table mean: a question each, one choice of it,
// or a field of a list's record. It is immutable; see TableReader.
type Table struct {
	policy  *engine.Policy
	list    *engine.Question // the records of a list stand here, one a row; nil: applicants
	columns []column
	unused  []string
	retired []string
	choices [][]int // for questions with a column a choice: those columns
	lists   []listColumn
}

// listColumn is a List question and the column with the word on it; -1: none.
type listColumn struct {
	q      *engine.Question
	column int
}

type columnKind uint8

const (
	unusedColumn columnKind = iota
	idColumn
	nameColumn
	answerColumn // a question
	choiceColumn // one choice of a Many question
	fieldColumn  // a field of a record
	rejectColumn // says why a row was refused
)

type column struct {
	kind   columnKind
	q      *engine.Question
	where  string
	choice string           // choiceColumn; "": it ended
	was    string           // choiceColumn: its id in the heading
	field  *engine.Question // fieldColumn; nil: it ended
	record int              // fieldColumn: which record, from 1; 0 in a table of records
	scale  string           // 万 or 亿, where the heading counts in them
	// retired says what became of ids of earlier versions in the heading.
	retired []string
}

// Headings of the columns that are no questions.
const (
	HeadingID   = "编号"
	HeadingName = "名称"
)

// RejectHeadings are the columns that batch puts before those of rows that it
// refuses: a mended row may come back with them.
var RejectHeadings = []string{"出错的行", "出错的列", "原因和办法"}

var (
	idHeadings   = []string{"id", HeadingID, "申请人编号", "企业编号", "统一社会信用代码"}
	nameHeadings = []string{"name", HeadingName, "企业名称", "单位名称", "姓名"}
)

// Heading is what a template calls a question's column: its name, or its wording
// where several share the name, and its unit.
func Heading(p *engine.Policy, q *engine.Question) string {
	s := q.Name
	for i := range p.Questions {
		if o := &p.Questions[i]; o.ID != q.ID && o.Name == q.Name {
			s = q.Label
			break
		}
	}
	return withUnit(s, q)
}

// FieldHeading is a column of a list's record: 参加的展会1：展位费（元）. Without a
// number it is that of a table of records.
func FieldHeading(list, field *engine.Question, record int) string {
	s := withUnit(field.Name, field)
	if record > 0 {
		s = list.Name + strconv.Itoa(record) + "：" + s
	}
	return s
}

func withUnit(s string, q *engine.Question) string {
	if q.Kind == engine.Number && q.Unit != "" {
		s += "（" + q.Unit + "）"
	}
	return s
}

// NewTable reads the headings of a table of applicants: ids or wordings of the
// questions, in any order. A heading like none is left unused; one that is only
// near to a question, or that two columns share, is a problem.
func NewTable(p *engine.Policy, headings []string) (*Table, Problems) {
	return newTable(p, nil, headings)
}

// NewListTable reads the headings of a table with the records of one list, each
// row with the id of its applicant.
func NewListTable(p *engine.Policy, list *engine.Question, headings []string) (*Table, Problems) {
	return newTable(p, list, headings)
}

func newTable(p *engine.Policy, list *engine.Question, headings []string) (*Table, Problems) {
	t := &Table{policy: p, list: list}
	var f faults
	names := newHeadings(p, list)
	first := map[string]int{}
	many := map[string][]int{}
	for i, h := range headings {
		c, id, problem := names.column(h)
		at := Position{Line: 1, Column: i + 1}
		where := "表头“" + cut(h) + "”"
		switch before := first[id]; {
		case problem != "":
			f.add(at, where, "%s", problem)
		case c.kind == unusedColumn:
			switch h = strings.TrimSpace(h); {
			case slices.Contains(RejectHeadings, h):
				c.kind = rejectColumn
			case h != "" && c.retired == nil:
				t.unused = append(t.unused, cut(h))
			}
		case before > 0 && c.was != t.columns[before-1].was: // two choices that are one today
		case before > 0:
			f.add(at, where, "和第 %d 列是同一件事，请删去一列", before)
		default:
			first[id] = i + 1
		}
		for _, what := range c.retired {
			if !slices.Contains(t.retired, what) {
				t.retired = append(t.retired, what)
			}
		}
		if c.kind == choiceColumn {
			many[c.q.ID] = append(many[c.q.ID], i)
		}
		t.columns = append(t.columns, c)
	}
	for i := range p.Questions {
		if q := &p.Questions[i]; q.Kind == engine.List {
			t.lists = append(t.lists, listColumn{q, first[q.ID] - 1})
		}
	}
	for _, q := range sortedKeys(many) {
		if at := first[q]; at > 0 {
			f.add(Position{Line: 1, Column: at}, "表头“"+cut(headings[at-1])+"”", "已经有一个选项一列的，请删去这一列")
		}
		t.choices = append(t.choices, many[q])
	}
	if len(f.list) == 0 && list == nil && len(first) == 0 {
		f.add(Position{Line: 1}, "", "第一行里没有一个认得的表头；表头要写题号或问题的名称，空表见 huiqi batch --template csv")
	}
	if len(f.list) == 0 && list != nil && first["id"] == 0 {
		f.add(Position{Line: 1}, "", "缺少“%s”一列：要写明每一件是哪个申请人的", HeadingID)
	}
	return t, f.list
}

// ListNamed is the List question that a sheet has its name of: an id, perhaps of an
// earlier version, or a name. retired says what became of the id; "": nothing.
func ListNamed(p *engine.Policy, name string) (list *engine.Question, retired string) {
	for i := range p.Questions {
		if q := &p.Questions[i]; q.Kind == engine.List && (name == q.ID || name == q.Name) {
			return q, ""
		}
	}
	if now := former(p, "")[name]; now != "" {
		if q := questionOf(p.Questions, now); q != nil && q.Kind == engine.List {
			return q, became(name, now)
		}
	}
	return nil, ""
}

// Unused are the headings that mean nothing here.
func (t *Table) Unused() []string { return t.unused }

// Retired says what became of headings that are ids of earlier versions, each once.
func (t *Table) Retired() []string { return t.retired }

// HasID reports whether the rows name their applicants.
func (t *Table) HasID() bool {
	for _, c := range t.columns {
		if c.kind == idColumn {
			return true
		}
	}
	return false
}

// Answers reports whether a column holds answers.
func (t *Table) Answers(i int) bool { return t.question(i) != nil }

// Percent reports whether a column holds percentages: a spreadsheet stores 4.6%
// as 0.046.
func (t *Table) Percent(i int) bool { return t.number(i) == figure.UnitPercent }

// Day reports whether a column holds dates: a spreadsheet stores them as a count
// of days.
func (t *Table) Day(i int) bool {
	q := t.question(i)
	return q != nil && q.Kind == engine.Day
}

func (t *Table) number(i int) string {
	if q := t.question(i); q != nil && q.Kind == engine.Number {
		return q.Unit
	}
	return ""
}

func (t *Table) question(i int) *engine.Question {
	if i >= len(t.columns) {
		return nil
	}
	if c := &t.columns[i]; c.kind == fieldColumn {
		return c.field
	} else {
		return c.q
	}
}
