package batch

import (
	"cmp"
	"errors"
	"fmt"

	"huiqi/cmd/huiqi/internal/xlsx"
	"huiqi/content"
	"huiqi/engine"
	"huiqi/tui/present"
	"huiqi/tui/text"
)

// maxRowsOfSheet is what a sheet can hold; more items go on in the next one.
const maxRowsOfSheet = 1_048_576

// sheetRows are the rows of a chunk for the sheets of a workbook.
type sheetRows struct {
	applicants, items [][]cell
	tally             tally
}

func (s *sheetRows) reset() {
	s.applicants, s.items = s.applicants[:0], s.items[:0]
	clear(s.tally.byArticle)
	clear(s.tally.byUnit)
}

// tally counts matches by article and by unit.
type tally struct {
	byArticle map[int]count
	byUnit    map[string]count
}

// count is of applicants with a match, and of items that match and are open.
type count struct{ applicants, matched, pending int }

func (a count) plus(b count) count {
	return count{a.applicants + b.applicants, a.matched + b.matched, a.pending + b.pending}
}

// add counts one applicant.
func (t *tally) add(pol *engine.Policy, o *outcome) {
	if t.byArticle == nil {
		t.byArticle, t.byUnit = map[int]count{}, map[string]count{}
	}
	articles, units := map[int]count{}, map[string]count{}
	for i := range o.result.Items {
		var one count
		switch o.result.Items[i].Status {
		case engine.Eligible:
			one.matched = 1
		case engine.Possible:
			one.pending = 1
		}
		if one == (count{}) || !o.scope.Has(i) {
			continue
		}
		it := &pol.Items[i]
		articles[it.Article] = articles[it.Article].plus(one)
		for _, u := range it.Units {
			units[u] = units[u].plus(one)
		}
	}
	addAll(t.byArticle, articles)
	addAll(t.byUnit, units)
}

func addAll[K comparable](to, one map[K]count) {
	for k, c := range one {
		if c.matched > 0 {
			c.applicants = 1
		}
		to[k] = to[k].plus(c)
	}
}

func (t *tally) merge(u *tally) {
	if t.byArticle == nil {
		t.byArticle, t.byUnit = map[int]count{}, map[string]count{}
	}
	for k, c := range u.byArticle {
		t.byArticle[k] = t.byArticle[k].plus(c)
	}
	for k, c := range u.byUnit {
		t.byUnit[k] = t.byUnit[k].plus(c)
	}
}

// sheetEncoder makes the rows of a workbook.
type sheetEncoder struct {
	layout  *layout
	options *Options
}

func (e *sheetEncoder) result(c *chunk, o *outcome) error {
	c.sheets.applicants = append(c.sheets.applicants, e.layout.applicant(o))
	for i := range o.result.Items {
		if o.shown(i, e.options.All) {
			c.sheets.items = append(c.sheets.items, e.layout.item(o, i))
		}
	}
	c.sheets.tally.add(e.layout.pol, o)
	return nil
}

func (e *sheetEncoder) reject(*chunk, content.Record, content.Problems) {}
func (e *sheetEncoder) blank(*chunk)                                    {}

// sheets writes a workbook: a row an applicant, a row an item, and a summary.
type sheets struct {
	out        *output
	layout     *layout
	book       *xlsx.Book
	applicants *xlsx.Sheet
	items      []*xlsx.Sheet
	tally      tally
	most       int // applicants
}

func newSheets(out *output, l *layout, o *Options) (*sheets, error) {
	s := &sheets{out: out, layout: l, book: &xlsx.Book{}, most: cmp.Or(o.sheetRows, maxSheetRows)}
	var err error
	if s.applicants, err = s.sheet(sheetApplicants, l.applicantHeadings()); err == nil {
		err = s.moreItems()
	}
	return s, err
}

// moreItems begins a sheet for items.
func (s *sheets) moreItems() error {
	name := "事项"
	if n := len(s.items); n > 0 {
		name += itoa(n + 1)
	}
	w, err := s.sheet(name, s.layout.itemHeadings())
	s.items = append(s.items, w)
	return err
}

func (s *sheets) sheet(name string, heads []string) (*xlsx.Sheet, error) {
	w, err := s.book.Sheet(name, xlsx.SheetOptions{Columns: make([]xlsx.Style, len(heads)), Width: 16})
	if err != nil {
		return nil, err
	}
	return w, addRow(w, xlsx.Heading, headings(heads))
}

func addRow(w *xlsx.Sheet, style xlsx.Style, cells []cell) error {
	return w.Row(style, mapped(cells, func(c cell) xlsx.Cell {
		// A workbook holds numbers in binary, to 15 digits: more stay text.
		if c.isNumber && len(c.text) <= 15 {
			return xlsx.Cell{Text: c.text, Kind: xlsx.Number}
		}
		return xlsx.Cell{Text: text.CleanLine(c.text)}
	})...)
}

func (s *sheets) write(c *chunk) error {
	const headings = 1
	if s.applicants.Rows()-headings+len(c.sheets.applicants) > s.most {
		return &content.Problem{Pos: content.Position{File: s.out.name}, Msg: fmt.Sprintf("XLSX 最多 %d 个申请人，这里还有更多；请改写成 CSV（-o 结果.csv，不限行数）或分几次", s.most)}
	}
	for _, cells := range c.sheets.applicants {
		if err := addRow(s.applicants, xlsx.Plain, cells); err != nil {
			return err
		}
	}
	for _, cells := range c.sheets.items {
		if s.items[len(s.items)-1].Rows() == maxRowsOfSheet {
			if err := s.moreItems(); err != nil {
				return err
			}
		}
		if err := addRow(s.items[len(s.items)-1], xlsx.Plain, cells); err != nil {
			return err
		}
	}
	s.tally.merge(&c.sheets.tally)
	return nil
}

func (s *sheets) finish() error {
	if err := s.summary(); err != nil {
		return err
	}
	return s.book.Write(s.out)
}

func (s *sheets) close() { s.book.Close() }

// summary writes the counts by unit and by article.
func (s *sheets) summary() error {
	heads := []string{"责任单位", "有条件相符事项的申请人", "条件相符（项次）", "待确认（项次）"}
	w, err := s.sheet("汇总", heads)
	if err != nil {
		return err
	}
	for _, u := range sortedKeys(s.tally.byUnit) {
		if err := addRow(w, xlsx.Plain, countRow(u, s.tally.byUnit[u])); err != nil {
			return err
		}
	}
	heads[0] = "条文"
	if err := errors.Join(addRow(w, xlsx.Plain, nil), addRow(w, xlsx.Heading, headings(heads))); err != nil {
		return err
	}
	for i := range s.layout.pol.Articles {
		a := &s.layout.pol.Articles[i]
		c, any := s.tally.byArticle[a.Number]
		if !any {
			continue
		}
		title := fmt.Sprintf("第%d条 %s（%s）", a.Number, a.Title, present.Units(a.Units))
		if err := addRow(w, xlsx.Plain, countRow(title, c)); err != nil {
			return err
		}
	}
	if notice := s.layout.pol.Notice; notice != "" {
		return errors.Join(addRow(w, xlsx.Plain, nil), addRow(w, xlsx.Plain, []cell{words(notice)}))
	}
	return nil
}

func countRow(title string, c count) []cell {
	return []cell{words(title), number(c.applicants), number(c.matched), number(c.pending)}
}
