package content

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"huiqi/engine"
)

// recordCells are the cells of one record that stands in the applicant's row.
type recordCells struct {
	number int
	nodes  []recordCell
}

type recordCell struct {
	c    *column
	at   int // column of the table, from 0
	text string
}

func addCell(to []*recordCells, c *column, at int, text string) []*recordCells {
	i, found := slices.BinarySearchFunc(to, c.record, func(r *recordCells, n int) int { return r.number - n })
	if !found {
		to = slices.Insert(to, i, &recordCells{number: c.record})
	}
	to[i].nodes = append(to[i].nodes, recordCell{c, at, text})
	return to
}

// lists reads the List questions: from a column of their own (无, 不清楚, 还有, or
// the records as an answers file holds them), from columns with the fields of
// numbered records, and from their own tables.
func (r *TableReader) lists(cells []string, records map[string][]*recordCells, tables map[string]Records, to engine.Facts) {
	for i := range r.t.lists {
		q, at, word := r.t.lists[i].q, r.t.lists[i].column, ""
		if at >= 0 && at < len(cells) {
			word = strings.TrimSpace(cells[at])
		}
		own := tables[q.ID]
		n := len(records[q.ID]) + len(own.Rows)
		if word == "" && n == 0 {
			continue
		}
		r.list(q, at, word, records[q.ID], own, to)
	}
}

func (r *TableReader) list(q *engine.Question, at int, word string, records []*recordCells, own Records, to engine.Facts) {
	where := r.answers.questions[q.ID].where
	place := Position{Column: at + 1}
	n := len(records) + len(own.Rows)
	json := strings.HasPrefix(word, "[") || strings.HasPrefix(word, "{")
	switch {
	case n > 0 && word != "" && word != someWord && word != moreWord:
		r.faults.add(place, where, "这里写了“%s”，又填了 %d 件；请把这一格改成“%s”，可能不止这些的写“%s”", cut(word), n, someWord, moreWord)
		return
	case n == 0 && word == someWord:
		r.faults.add(place, where, "写了“%s”，却一件都没有填；请在自己的表或列里一件一件填，没有就写“无”", word)
		return
	case n > maxRows:
		r.faults.add(place, where, "最多 %d 件，这里有 %d 件，请分开填", maxRows, n)
		return
	case oneOf(word, unsureWords):
		to[q.ID] = engine.DontKnow()
		return
	case json:
		r.listText(q, at, word, where, to)
		return
	case n == 0 && word != moreWord && !oneOf(word, noneWords):
		r.faults.add(place, where, "“%s”看不懂；没有写“无”，有写“%s”并一件一件填，可能不止这些的写“%s”，不清楚写“不清楚”", cut(word), someWord, moreWord)
		return
	}
	out := engine.Records{Open: word == moreWord}
	before := len(r.faults.list)
	r.answers.within = q.ID + "."
	defer func() { r.answers.within = "" }()
	for _, rec := range records {
		row := engine.Row{}
		for _, c := range rec.nodes {
			if c.c.field == nil {
				continue // it ended
			}
			if v, ok := r.answers.value(r.node(c.c, c.c.field, c.text, c.at), c.c.field, c.c.where); ok {
				row[c.c.field.ID] = v
			}
		}
		out.Rows = append(out.Rows, row)
	}
	for _, rec := range own.Rows {
		out.Rows = append(out.Rows, r.ownRow(q, own.Table, rec))
	}
	if len(r.faults.list) == before {
		to[q.ID] = engine.ListValue(out)
	}
}

// listText reads records that a cell holds as an answers file would.
func (r *TableReader) listText(q *engine.Question, at int, word, where string, to engine.Facts) {
	var tree jsonTree
	root := tree.parse(word)
	if tree.fault != "" {
		r.faults.add(Position{Column: at + 1}, where, "第 %d 个字起不是有效的 JSON：%s", runeColumn(word, tree.at), tree.fault)
		return
	}
	place(root, at+1)
	if v, ok := r.answers.list(root, q, where); ok {
		to[q.ID] = v
	}
}

// place sets the column of the table for a whole tree.
func place(n *yaml.Node, column int) {
	n.Line, n.Column = 0, column
	for _, c := range n.Content {
		place(c, column)
	}
}

// ownRow reads a row of a list's own table.
func (r *TableReader) ownRow(q *engine.Question, t *Table, rec RecordRow) engine.Row {
	row := engine.Row{}
	before := len(r.faults.list)
	for i, cell := range rec.Cells {
		text := strings.TrimSpace(cell)
		if text == "" || i < len(t.columns) && t.columns[i].kind != fieldColumn {
			continue
		}
		if i >= len(t.columns) {
			r.faults.add(Position{Column: i + 1}, "", "这一行比表头多出一列（“%s”），请删去", cut(text))
			continue
		}
		c := &t.columns[i]
		if c.field == nil {
			continue // it ended
		}
		if v, ok := r.answers.value(r.node(c, c.field, text, i), c.field, c.where); ok {
			row[c.field.ID] = v
		}
	}
	for _, p := range r.faults.list[before:] {
		p.Pos.File, p.Pos.Line = rec.Pos.File, rec.Pos.Line
	}
	return row
}
