package content

import (
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"huiqi/engine"
)

// Records are rows of a list's own table, of one applicant.
type Records struct {
	Table *Table
	Rows  []RecordRow
}

// RecordRow is one row of a list's own table.
type RecordRow struct {
	Cells []string
	Pos   Position // of its first cell: the sheet and the row
}

// TableReader reads the rows of a table. It is not safe for concurrent use.
type TableReader struct {
	t       *Table
	tree    jsonTree
	doc     document
	faults  faults
	answers *answerReader
}

// Reader reads rows of the table.
func (t *Table) Reader() *TableReader {
	r := &TableReader{t: t, answers: newAnswerReader(t.policy)}
	r.doc.faults = &r.faults
	r.answers.doc, r.answers.table, r.answers.scratch = &r.doc, true, engine.Facts{}
	return r
}

// ID is the applicant that a row names.
func (t *Table) ID(cells []string) string {
	for i, c := range t.columns {
		if c.kind == idColumn && i < len(cells) {
			return strings.TrimSpace(cells[i])
		}
	}
	return ""
}

// Words for "don't know" and for none in a cell.
var (
	unsureWords = []string{"不清楚", "不知道", "不确定", "?", "？", "null"}
	noneWords   = []string{"无", "没有", "都没有", "一个都没有", "0", "[]"}
	yesWords    = []string{"是", "有", "true", "√", "✓", "1", "y", "yes"}
	noWords     = []string{"否", "不是", "没有", "无", "false", "×", "✗", "0", "n", "no"}
)

const (
	moreWord = "还有" // in a list's own column: there may be more records
	someWord = "有"  // in a list's own column: they stand in their own columns or table
)

// oneOf reports whether a cell is one of a few words; most cells are longer.
func oneOf(s string, words []string) bool {
	const longest = len("一个都没有")
	return len(s) <= longest && slices.Contains(words, strings.ToLower(s))
}

// Read reads one row. Positions of problems hold the number of the column; those
// of lists the place of their own row. An empty cell was not asked. ok is false
// for a row without anything in it.
func (r *TableReader) Read(cells []string, lists map[string]Records) (out Record, ok bool, problems Problems) {
	r.faults = faults{}
	a := r.answers
	a.warnings = faults{}
	r.tree.used = 0
	out.Facts = a.scratch
	clear(out.Facts)
	records := map[string][]*recordCells{}
	for i, cell := range cells {
		text := strings.TrimSpace(cell)
		if text == "" || i < len(r.t.columns) && r.t.columns[i].kind == rejectColumn {
			continue
		}
		ok = true
		at := Position{Column: i + 1}
		switch {
		case !utf8.ValidString(text):
			r.faults.add(at, "", "这一格不是文字，请检查文件是否完整")
			continue
		case i >= len(r.t.columns):
			r.faults.add(at, "", "这一行比表头多出一列（“%s”），请检查是否多了分隔符", cut(text))
			continue
		}
		switch c := &r.t.columns[i]; c.kind {
		case idColumn:
			out.ID = text
		case nameColumn:
			out.Name = text
		case fieldColumn:
			records[c.q.ID] = addCell(records[c.q.ID], c, i, text)
		case answerColumn:
			if c.q.Kind == engine.List {
				continue // with its records
			}
			if v, ok := a.value(r.node(c, c.q, text, i), c.q, c.where); ok {
				out.Facts[c.q.ID] = v
			}
		}
	}
	if !ok {
		return out, false, nil
	}
	for _, columns := range r.t.choices {
		r.picks(columns, cells, out.Facts)
	}
	r.lists(cells, records, lists, out.Facts)
	out.Warnings = a.warnings.list
	return out, true, r.faults.list
}

// node is the tree of a cell, as an answers file would hold it.
func (r *TableReader) node(c *column, q *engine.Question, text string, i int) *yaml.Node {
	n := r.tree.node(yaml.ScalarNode, "!!str", i)
	n.Line, n.Value = 0, text
	switch {
	case oneOf(text, unsureWords):
		n.Tag, n.Value = "!!null", "null"
	case q.Kind == engine.Bool && oneOf(text, yesWords):
		n.Value = "true"
	case q.Kind == engine.Bool && oneOf(text, noWords):
		n.Value = "false"
	case q.Kind == engine.Number && c.scale != "" && text[len(text)-1] >= '0' && text[len(text)-1] <= '9':
		n.Value = text + c.scale + q.Unit
	case q.Kind == engine.Many:
		n.Kind, n.Tag = yaml.SequenceNode, "!!seq"
		if oneOf(text, noneWords) {
			return n
		}
		for _, pick := range r.splitPicks(q, text) {
			k := r.tree.node(yaml.ScalarNode, "!!str", i)
			k.Line, k.Value = 0, pick
			n.Content = append(n.Content, k)
		}
	}
	return n
}

// splitPicks takes a cell with several choices apart. 、 and commas stand inside of
// some labels, so they divide only what is no label.
func (r *TableReader) splitPicks(q *engine.Question, text string) []string {
	isChoice := func(s string) bool {
		if slices.ContainsFunc(q.Choices, func(c engine.Choice) bool { return s == c.ID || s == c.Label }) {
			return true
		}
		_, retired := r.t.policy.Retired["question "+r.answers.within+q.ID+"="+s]
		return retired
	}
	var out []string
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '；' || r == ';' || r == '|' || r == '\n' }) {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		pieces := []string{part}
		if !isChoice(part) {
			pieces = strings.FieldsFunc(part, func(r rune) bool { return r == '、' || r == '，' || r == ',' })
			for i := range pieces {
				pieces[i] = strings.TrimSpace(pieces[i])
			}
			if len(pieces) == 0 || slices.ContainsFunc(pieces, func(s string) bool { return !isChoice(s) }) {
				pieces = []string{part}
			}
		}
		out = append(out, pieces...)
	}
	return out
}

// picks reads a question that has a column a choice: what is not ticked is not
// chosen, once one of the cells is filled in.
func (r *TableReader) picks(columns []int, cells []string, to engine.Facts) {
	q := r.t.columns[columns[0]].q
	var chosen []string
	filled, unsure, good := 0, 0, true
	last := 0
	for _, i := range columns {
		text := ""
		if i < len(cells) {
			text = strings.TrimSpace(cells[i])
		}
		if text == "" {
			continue
		}
		filled, last = filled+1, i
		switch c := &r.t.columns[i]; {
		case oneOf(text, unsureWords):
			unsure++
		case oneOf(text, yesWords) || text == c.choice || text == c.was:
			if c.choice != "" {
				chosen = append(chosen, c.choice)
			}
		case !oneOf(text, noWords):
			good = false
			r.faults.add(Position{Column: i + 1}, c.where, "“%s”既不是“是”也不是“否”，选了填“是”，没有选的可以空着", cut(text))
		}
	}
	switch {
	case filled == 0 || !good:
	case unsure == filled:
		to[q.ID] = engine.DontKnow()
		if q.Unsure != "" {
			to[q.ID] = engine.OneValue(q.Unsure)
		}
	case unsure > 0:
		r.faults.add(Position{Column: last + 1}, r.t.columns[last].where, "有的选项不清楚、有的已经选了，没法判断；请都填清楚，或这一题的各列都填“不清楚”")
	default:
		to[q.ID] = engine.ManyValue(chosen...)
	}
}
