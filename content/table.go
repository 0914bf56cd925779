package content

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

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
	was    string           // the retired name that stands there
	choice string           // choiceColumn
	field  *engine.Question // fieldColumn
	record int              // fieldColumn: which record, from 1; 0 in a table of records
	scale  string           // 万 or 亿, where the heading counts in them
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
			case h != "":
				t.unused = append(t.unused, cut(h))
			}
		case before > 0:
			f.add(at, where, "和第 %d 列是同一件事，请删去一列", before)
		default:
			first[id] = i + 1
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

// Unused are the headings that mean nothing here.
func (t *Table) Unused() []string { return t.unused }

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

// headings finds the meaning of a heading.
type headings struct {
	list  *engine.Question
	lists []*engine.Question
	known map[string]column
	ids   map[string]string // of known headings: what they name
	same  map[string]string // names of several questions: an example of how to tell them apart
	all   []string          // for suggestions
}

func newHeadings(p *engine.Policy, list *engine.Question) *headings {
	h := &headings{list: list, known: map[string]column{}, ids: map[string]string{}, same: map[string]string{}}
	for _, s := range idHeadings {
		h.add(s, column{kind: idColumn}, "id")
	}
	for _, s := range nameHeadings {
		h.add(s, column{kind: nameColumn}, "name")
	}
	if list != nil {
		for i := range list.Fields {
			f := &list.Fields[i]
			c := column{kind: fieldColumn, q: list, field: f}
			h.add(f.ID, c, list.ID+"."+f.ID)
			h.add(f.Name, c, list.ID+"."+f.ID)
			h.add(f.Label, c, list.ID+"."+f.ID)
		}
		return h
	}
	for i := range p.Questions {
		q := &p.Questions[i]
		c := column{kind: answerColumn, q: q}
		for _, name := range []string{q.ID, q.Name, q.Label} {
			h.add(name, c, q.ID)
			if q.Kind != engine.Many {
				continue
			}
			for k := range q.Choices {
				one := &q.Choices[k]
				c := column{kind: choiceColumn, q: q, choice: one.ID}
				for _, choice := range []string{one.ID, one.Label} {
					h.add(name+"："+choice, c, q.ID+"."+one.ID)
					h.add(name+"."+choice, c, q.ID+"."+one.ID)
				}
			}
		}
		if q.Kind == engine.List {
			h.lists = append(h.lists, q)
		}
		for old, now := range p.Retired {
			if old, ok := strings.CutPrefix(old, "question "); ok && now == q.ID {
				c.was = old
				h.add(old, c, q.ID)
			}
		}
	}
	return h
}

func (h *headings) add(name string, c column, id string) {
	key := headingKey(name)
	if other, ok := h.ids[key]; ok && other != id {
		h.same[key] = other + "、" + id
		delete(h.known, key)
		return
	}
	if h.same[key] != "" {
		return
	}
	h.known[key], h.ids[key] = c, id
	h.all = append(h.all, key)
}

// column is the meaning of a heading, what it names, and what is wrong with it.
func (h *headings) column(heading string) (column, string, string) {
	key := headingKey(heading)
	if c, ok := h.known[key]; ok {
		return h.named(c), h.ids[key], ""
	}
	if base, unit, ok := cutUnit(key); ok {
		if c, ok := h.known[base]; ok {
			return h.scaled(c, h.ids[base], unit)
		}
		if h.same[base] != "" {
			key = base
		}
	}
	if ids := h.same[key]; ids != "" {
		return column{}, "", "有几个问题都叫这个名字，请改写题号：" + ids
	}
	for _, list := range h.lists {
		for _, name := range []string{list.ID, list.Name} {
			rest, ok := strings.CutPrefix(key, headingKey(name))
			if !ok {
				continue
			}
			if c, id, problem := h.record(list, rest); c.kind != unusedColumn || problem != "" {
				return c, id, problem
			}
		}
	}
	if near := didYouMean(key, h.all); near != "" && !slices.Contains(RejectHeadings, heading) {
		return column{}, "", "没有这一列" + near + "用不到的列，请换一个不相像的名字或删去"
	}
	return column{}, "", ""
}

// named gives a column what it is called in messages.
func (h *headings) named(c column) column {
	if c.q != nil {
		c.where = "问题 " + c.q.ID + "（" + c.q.Name + "）"
	}
	if c.field != nil {
		c.where += "的 " + c.field.ID + "（" + c.field.Name + "）"
	}
	return c
}

// scaled reads the unit of a heading: 元, or 万元 and 亿元, in which the cells then
// count.
func (h *headings) scaled(c column, id, unit string) (column, string, string) {
	q := c.q
	if c.field != nil {
		q = c.field
	}
	if q == nil || q.Kind != engine.Number {
		return column{}, "", "括号里不要写单位，请删去“" + unit + "”"
	}
	for _, scale := range []string{"", "万", "亿"} {
		if unit == scale+headingKey(q.Unit) && (scale == "" || q.Unit != figure.UnitPercent) {
			c.scale = scale
			return h.named(c), id, ""
		}
	}
	return column{}, "", "单位不能是“" + unit + "”，请写“" + q.Unit + "”"
}

// record reads what follows a list's name: the number of the record and a field.
func (h *headings) record(list *engine.Question, rest string) (column, string, string) {
	rest = strings.TrimLeft(rest, ".第[")
	digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
	n, err := strconv.Atoi(rest[:digits])
	if err != nil || n < 1 {
		return column{}, "", ""
	}
	if n > maxRows {
		return column{}, "", "最多 " + strconv.Itoa(maxRows) + " 件，请分开填"
	}
	rest = strings.TrimLeft(rest[digits:], "].:件个行")
	of := newHeadings(nil, list)
	c, id, problem := of.column(rest)
	if problem == "" && c.kind != fieldColumn {
		problem = "没有这个字段，有 " + strings.Join(fieldIDs(list), "、")
	}
	if problem != "" {
		return column{}, "", problem
	}
	c.record = n
	return c, list.ID + "." + strconv.Itoa(n) + strings.TrimPrefix(id, list.ID), ""
}

// headingKey is the form in which headings are compared: width, case and spaces
// do not count.
func headingKey(s string) string {
	return strings.Map(func(r rune) rune {
		r = unicode.ToLower(figure.Narrow(r))
		if unicode.IsSpace(r) || r == '\ufeff' {
			return -1
		}
		return r
	}, s)
}

// cutUnit takes the brackets off the end of a key.
func cutUnit(key string) (base, unit string, ok bool) {
	i := strings.LastIndexByte(key, '(')
	if i < 0 || !strings.HasSuffix(key, ")") {
		return "", "", false
	}
	return key[:i], key[i+1 : len(key)-1], true
}
