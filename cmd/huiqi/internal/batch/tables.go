package batch

import (
	"encoding/csv"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huiqi/cmd/huiqi/internal/report"
	"huiqi/cmd/huiqi/internal/table"
	"huiqi/content"
	"huiqi/engine"
	"huiqi/tui/present"
)

// cell is one value of a table: a text, or a number where isNumber.
type cell struct {
	text     string
	isNumber bool
	asTyped  bool // line breaks stay
}

func (c cell) csv() string {
	if c.asTyped {
		return table.Lines(c.text)
	}
	return table.Cell(c.text)
}

func words(s string) cell           { return cell{text: s} }
func number(n int) cell             { return cell{text: itoa(n), isNumber: true} }
func sum(d decimal.Decimal) cell    { return cell{text: d.String(), isNumber: true} }
func join(list []string) cell       { return cell{text: strings.Join(list, "；")} }
func headings(list []string) []cell { return mapped(list, words) }

func mapped[A, B any](list []A, f func(A) B) []B {
	out := make([]B, len(list))
	for i, x := range list {
		out[i] = f(x)
	}
	return out
}

// noUpper stands for an upper end that there is none of.
const noUpper = "没有上端"

// layout knows the columns of the tables that are written.
type layout struct {
	pol    *engine.Policy
	labels []string // of the lines of box 1, "" first
}

func newLayout(pol *engine.Policy) *layout {
	l := &layout{pol: pol, labels: []string{""}}
	for i := range pol.Items {
		if label := pol.Items[i].Amount.Line; label != "" && !slices.Contains(l.labels, label) {
			l.labels = append(l.labels, label)
		}
	}
	return l
}

// applicantHeadings are the columns of the table with one row an applicant.
func (l *layout) applicantHeadings() []string {
	out := []string{"行", content.HeadingID, content.HeadingName, "条件相符（项）", "待确认（项）"}
	for b := engine.BoxExact; b <= engine.BoxPrice; b++ {
		title := fmt.Sprintf("%d %s", b, present.Box(b))
		out = append(out, title+"：相符（项）", title+"：待确认（项）")
		if b != engine.BoxExact {
			continue
		}
		for _, label := range l.labels {
			if label == "" {
				label = "合计"
			}
			out = append(out, fmt.Sprintf("%d %s：至少（元）", b, label), fmt.Sprintf("%d %s：至多（元）", b, label))
		}
		out = append(out, fmt.Sprintf("%d 合用一个上限、不能分摊的", b))
	}
	return append(out, "没有采用的回答", "提示")
}

func (l *layout) applicant(o *outcome) []cell {
	matched, pending := o.count()
	out := []cell{number(o.row.line), words(o.rec.ID), words(o.rec.Name), number(matched), number(pending)}
	for i := range o.boxes {
		b := &o.boxes[i]
		out = append(out, number(len(b.Matched)), number(len(b.Pending)))
		if b.Box == engine.BoxExact {
			out = append(out, l.sums(b.Lines)...)
		}
	}
	hint := l.pol.Notice
	if o.c.Ended() {
		hint += "所问的事都不在实施期内"
	}
	return append(out, join(o.ignored), words(hint))
}

// sums are the lines of box 1, which stand side by side and are never added up.
func (l *layout) sums(lines []engine.Line) []cell {
	var out []cell
	for _, label := range l.labels {
		low, high := cell{}, cell{}
		for _, line := range lines {
			if line.Group < 0 && line.Label == label {
				low, high = ends(line.Low(), line.High(), line.NoUpper)
			}
		}
		out = append(out, low, high)
	}
	var shared []string
	for _, line := range lines {
		if line.Group >= 0 {
			shared = append(shared, l.pol.Groups[line.Group].Title+" "+present.Line(line))
		}
	}
	return append(out, join(shared))
}

func ends(low, high decimal.Decimal, open bool) (cell, cell) {
	if open {
		return sum(low), words(noUpper)
	}
	return sum(low), sum(high)
}

// itemHeadings are the columns of the table with one row an item.
func (l *layout) itemHeadings() []string {
	out := []string{"行", content.HeadingID, content.HeadingName, "条", "事项编号", "事项", "结论", "栏",
		"至少（元）", "至多（元）", "确定程度", "责任单位", "还缺的问题"}
	if l.pol.Notice != "" {
		out = append(out, "提示")
	}
	return out
}

func (l *layout) item(o *outcome, i int) []cell {
	it, r := &l.pol.Items[i], &o.result.Items[i]
	out := []cell{number(o.row.line), words(o.rec.ID), words(o.rec.Name), number(it.Article), words(it.ID), words(it.Title),
		words(present.Status(r.Status, false)), {}}
	if r.Box != engine.BoxNone {
		out[len(out)-1] = words(fmt.Sprintf("%d %s", r.Box, present.Box(r.Box)))
	}
	low, high := cell{}, cell{}
	certainty := ""
	if r.Status >= engine.Possible {
		if r.Worth.Numbers {
			low, high = ends(r.Worth.Low(), r.Worth.High(), r.Worth.NoUpper)
		}
		certainty = certaintyWords(r.Worth.Certainties)
	}
	var missing []string
	for _, q := range o.missing(i) {
		missing = append(missing, content.Heading(l.pol, &l.pol.Questions[q]))
	}
	out = append(out, low, high, words(certainty), words(present.Units(it.Units)), join(missing))
	if l.pol.Notice != "" {
		out = append(out, words(l.pol.Notice))
	}
	return out
}

// certaintyWords say how the text fixes the sum.
func certaintyWords(s engine.Certainties) string {
	said := map[string]string{"exact": "按原文可算出", "up_to": "只是上限", "unprinted": "原文没写金额", "none": "不涉及"}
	return strings.Join(mapped(report.Certainties(s), func(c string) string { return said[c] }), "或")
}

// csvEncoder writes rows of CSV.
type csvEncoder struct {
	layout  *layout
	options *Options
}

func (e *csvEncoder) result(c *chunk, o *outcome) error {
	if e.options.Rows == ByApplicant {
		return writeCSV(c, e.layout.applicant(o))
	}
	for i := range o.result.Items {
		if o.shown(i, e.options.All) {
			if err := writeCSV(c, e.layout.item(o, i)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (e *csvEncoder) reject(*chunk, content.Record, content.Problems) {}
func (e *csvEncoder) blank(*chunk)                                    {}

func writeCSV(c *chunk, cells []cell) error {
	w := csv.NewWriter(&c.out)
	w.UseCRLF = true
	err := w.Write(mapped(cells, cell.csv))
	w.Flush()
	return err
}
