package batch

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"huiqi/cmd/huiqi/internal/xlsx"
	"huiqi/content"
	"huiqi/engine"
	"huiqi/tui/present"
)

// recordsInRow is how many records of a list a CSV template has columns for; more
// can be added.
const recordsInRow = 3

// Template writes an empty table to fill in: a column a question.
func Template(w io.Writer, pack *content.Pack, f Format) error {
	if f == XLSX {
		return xlsxTemplate(w, &pack.Policy)
	}
	heads := []string{content.HeadingID, content.HeadingName}
	for i := range pack.Policy.Questions {
		q := &pack.Policy.Questions[i]
		heads = append(heads, content.Heading(&pack.Policy, q))
		for n := 1; n <= recordsInRow; n++ {
			for k := range q.Fields {
				heads = append(heads, content.FieldHeading(q, &q.Fields[k], n))
			}
		}
	}
	var c chunk
	c.out.WriteString(bom)
	if err := writeCSV(&c, headings(heads)); err != nil {
		return err
	}
	_, err := w.Write(c.out.Bytes())
	return err
}

// templateBook is a workbook in the making: one sheet for the applicants, one for
// each list, a dictionary, and the choices of the drop-downs.
type templateBook struct {
	pol     *engine.Policy
	book    xlsx.Book
	choices *xlsx.Sheet
	errs    []error
}

func xlsxTemplate(w io.Writer, pol *engine.Policy) error {
	t := &templateBook{pol: pol}
	defer t.book.Close()
	heads := []string{content.HeadingID, content.HeadingName}
	// numbers of 18 digits would lose their end: ids are texts
	styles := []xlsx.Style{xlsx.AsTyped, xlsx.AsTyped}
	asked := []*engine.Question{nil, nil}
	var lists []*engine.Question
	for i := range pol.Questions {
		q := &pol.Questions[i]
		heads = append(heads, content.Heading(pol, q))
		styles, asked = append(styles, styleOf(q)), append(asked, q)
		if q.Kind == engine.List {
			lists = append(lists, q)
		}
	}
	main := t.sheet(sheetApplicants, heads, styles)
	var own []*xlsx.Sheet
	for _, q := range lists {
		heads, styles := []string{content.HeadingID}, []xlsx.Style{xlsx.AsTyped}
		for k := range q.Fields {
			heads = append(heads, content.FieldHeading(q, &q.Fields[k], 0))
			styles = append(styles, styleOf(&q.Fields[k]))
		}
		own = append(own, t.sheet(q.Name, heads, styles))
	}
	t.help()
	t.choices = t.add(sheetChoices, xlsx.SheetOptions{Hidden: true})
	if len(t.errs) > 0 {
		return t.errs[0]
	}
	for i, q := range asked {
		if q != nil {
			t.column(main, i, q)
		}
	}
	for i, q := range lists {
		for k := range q.Fields {
			t.column(own[i], k+1, &q.Fields[k])
		}
	}
	if len(t.errs) > 0 {
		return t.errs[0]
	}
	return t.book.Write(w)
}

func styleOf(q *engine.Question) xlsx.Style {
	if q.Kind == engine.Day {
		return xlsx.DateCell
	}
	return xlsx.Plain
}

func (t *templateBook) try(err error) {
	if err != nil {
		t.errs = append(t.errs, err)
	}
}

func (t *templateBook) add(name string, o xlsx.SheetOptions) *xlsx.Sheet {
	s, err := t.book.Sheet(name, o)
	t.try(err)
	return s
}

func (t *templateBook) sheet(name string, heads []string, styles []xlsx.Style) *xlsx.Sheet {
	s := t.add(name, xlsx.SheetOptions{Columns: styles, Width: 18, FreezeColumns: 1})
	t.try(addRow(s, xlsx.Heading, headings(heads)))
	return s
}

// column gives a question its drop-down and its help.
func (t *templateBook) column(s *xlsx.Sheet, n int, q *engine.Question) {
	// what a hint can hold: 32 and 255 characters
	v := xlsx.Validation{Column: n, Rows: maxSheetRows, Title: cutTo(q.Name, 30), About: cutTo(howTo(q)+q.Help, 240)}
	if picks := picksOf(q); len(picks) > 0 {
		from := t.choices.Rows() + 1
		for _, p := range picks {
			t.try(t.choices.Row(xlsx.Plain, xlsx.Cell{Text: p}))
		}
		v.List = fmt.Sprintf("%s!$A$%d:$A$%d", sheetChoices, from, t.choices.Rows())
		v.Strict = q.Kind == engine.Bool || q.Kind == engine.One
	}
	s.Validate(v)
}

func cutTo(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}

const unsure = "不清楚"

// picksOf is what a drop-down offers.
func picksOf(q *engine.Question) []string {
	var out []string
	for _, c := range q.Choices {
		out = append(out, c.Label)
	}
	switch q.Kind {
	case engine.Bool:
		out = []string{"是", "否"}
	case engine.Many:
		out = append(out, "无")
	case engine.List:
		out = []string{"无", "有", "还有"}
	case engine.Number, engine.Day:
		return nil
	}
	if !slices.Contains(out, unsure) {
		out = append(out, unsure)
	}
	return out
}

// howTo says how a cell is filled in.
func howTo(q *engine.Question) string {
	switch q.Kind {
	case engine.Many:
		return "可以选几个，用“；”隔开；一个都没有填“无”。"
	case engine.Number:
		return "填数（" + q.Unit + "），也可以写 1.2亿 这样；不清楚填“不清楚”。"
	case engine.Day:
		return "填日期，如 2023-05-01；不清楚填“不清楚”。"
	case engine.List:
		return "没有填“无”；有填“有”，到“" + q.Name + "”表里一件一行；可能不止这些填“还有”。"
	}
	return ""
}

// help is the dictionary: what each column asks.
func (t *templateBook) help() {
	s := t.add(sheetHelp, xlsx.SheetOptions{Widths: []float64{16, 30, 30, 40, 60, 60, 40}})
	put := func(style xlsx.Style, list ...string) { t.try(addRow(s, style, headings(list))) }
	put(xlsx.Plain, "一个申请人一行；“编号”随意写，不重复就行。空着的格子是没有问到；不清楚就填“不清楚”。")
	put(xlsx.Plain, "列的顺序可以换，用不到的列可以删；表头可以改写成题号。金额的表头也可以写（万元）、（亿元）。")
	put(xlsx.Plain, "参加的展会这样的列表，在自己的表里一件一行，“编号”写申请人的编号。")
	put(xlsx.Plain, "填好以后：huiqi batch 这个文件 -o 结果.xlsx")
	put(xlsx.Plain)
	put(xlsx.Heading, "表", "列", "题号", "问题", "怎么填", "选项", "只在这种情况下问")
	for i := range t.pol.Questions {
		q := &t.pol.Questions[i]
		put(xlsx.Plain, sheetApplicants, content.Heading(t.pol, q), q.ID, q.Label, howTo(q)+q.Help, strings.Join(picksOf(q), "；"), t.when(nil, q))
		for k := range q.Fields {
			f := &q.Fields[k]
			put(xlsx.Plain, q.Name, content.FieldHeading(q, f, 0), q.ID+"."+f.ID, f.Label, howTo(f)+f.Help, strings.Join(picksOf(f), "；"), t.when(q, f))
		}
	}
}

func (t *templateBook) when(list, q *engine.Question) string {
	if q.When == nil {
		return ""
	}
	return present.Text(t.pol, list, q.When)
}
