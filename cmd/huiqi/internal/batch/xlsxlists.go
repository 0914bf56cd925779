package batch

import (
	"errors"
	"fmt"
	"io"

	"huiqi/content"
	"huiqi/engine"
)

// listSheet holds the records of a list by their applicant.
type listSheet struct {
	q     *engine.Question
	table *content.Table
	title string
	heads []string
	rows  map[string][]content.RecordRow
	order []string
	most  int // records of one applicant
}

// list reads all records of a list.
func (s *xlsxSource) list(name string, q *engine.Question, pack *content.Pack) (*listSheet, error) {
	l := &listSheet{q: q, title: name, rows: map[string][]content.RecordRow{}}
	sh, err := s.open(name, func(heads []string) (*content.Table, content.Problems) {
		return content.NewListTable(&pack.Policy, q, heads)
	})
	if err != nil || sh == nil {
		return l, err
	}
	defer sh.close()
	l.table, l.heads = sh.table, sh.heads
	for n := 0; ; {
		cells, line, err := sh.next()
		switch {
		case errors.Is(err, io.EOF):
			return l, nil
		case err != nil:
			return nil, s.problem(name, line, "读不了这一行，工作簿可能损坏；请用 Excel 另存再试")
		}
		if n++; n > maxListRows {
			return nil, s.problem(name, line, "最多 %d 行，请分成几个工作簿，或改用 CSV", maxListRows)
		}
		id := l.table.ID(cells)
		if id == "" {
			return nil, s.problem(name, line, "没有写“%s”，不知道是哪个申请人的；请填上", content.HeadingID)
		}
		if l.rows[id] == nil {
			l.order = append(l.order, id)
		}
		l.rows[id] = append(l.rows[id], content.RecordRow{Cells: cells, Pos: content.Position{File: name, Line: line}})
		l.most = max(l.most, len(l.rows[id]))
	}
}

// row takes an applicant's records to its row.
func (s *xlsxSource) row(cells []string, line int) row {
	r := row{line: line, cells: cells}
	id := s.main.table.ID(cells)
	if id == "" {
		return r
	}
	for q, l := range s.lists {
		rows := l.rows[id]
		if rows == nil {
			continue
		}
		if r.lists == nil {
			r.lists = map[string]content.Records{}
		}
		r.lists[q] = content.Records{Table: l.table, Rows: rows}
	}
	if r.lists != nil {
		if s.seen[id] {
			return row{line: line, cells: cells, fault: fmt.Sprintf("编号“%s”写了两次，列表里的记录不知道是哪一个的；请在原来的工作簿里改成不同的编号", id)}
		}
		s.seen[id] = true
	}
	return r
}

// unclaimed makes a fault of each record whose applicant is not there: what
// someone filled in is not passed over.
func (s *xlsxSource) unclaimed(line int) {
	for _, q := range sortedKeys(s.lists) {
		l := s.lists[q]
		for _, id := range l.order {
			if !s.seen[id] {
				s.left = append(s.left, row{line: line, fault: fmt.Sprintf("“%s”表第 %d 行的编号“%s”在“%s”表里没有；请在原来的工作簿里核对编号",
					l.title, l.rows[id][0].Pos.Line, id, s.main.name)})
			}
		}
	}
}

// besideHeadings are columns for the records of the lists, so that a row that is
// refused can be mended in one table with them.
func (s *xlsxSource) besideHeadings() []string {
	var out []string
	s.columns(func(l *listSheet, n, i int) { out = append(out, fmt.Sprintf("%s%d：%s", l.q.Name, n+1, l.heads[i])) })
	return out
}

func (s *xlsxSource) beside(id string) []string {
	var out []string
	s.columns(func(l *listSheet, n, i int) {
		cell := ""
		if rows := l.rows[id]; n < len(rows) && i < len(rows[n].Cells) {
			cell = rows[n].Cells[i]
		}
		out = append(out, cell)
	})
	return out
}

// columns visits column i of record n of every list.
func (s *xlsxSource) columns(visit func(l *listSheet, n, i int)) {
	for _, q := range sortedKeys(s.lists) {
		l := s.lists[q]
		for n := range l.most {
			for i := range l.heads {
				if l.table.Answers(i) {
					visit(l, n, i)
				}
			}
		}
	}
}
