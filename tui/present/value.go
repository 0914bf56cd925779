package present

import (
	"fmt"
	"strings"

	"huiqi/engine"
	"huiqi/engine/figure"
)

// Value words an answer; a question that was never asked has given false.
func Value(q *engine.Question, v engine.Value, given bool) string {
	if !given {
		return "未答"
	}
	if !v.Known() {
		return "不清楚"
	}
	switch v.Kind() {
	case engine.Bool:
		if v.Bool() {
			return "是"
		}
		return "否"
	case engine.One, engine.Many:
		ids := v.Choices()
		if len(ids) == 0 {
			return "以上都没有"
		}
		var labels []string
		for _, c := range q.Choices { // in the author's order
			for _, id := range ids {
				if c.ID == id {
					labels = append(labels, c.Label)
				}
			}
		}
		return strings.Join(labels, "、")
	case engine.Number:
		return figure.Echo(v.Number(), q.Unit)
	case engine.Day:
		return v.Date().String()
	case engine.List:
		return records(q, v.Records())
	}
	return ""
}

func records(q *engine.Question, r engine.Records) string {
	more := ""
	if r.Open {
		more = "，可能还有"
	}
	if len(r.Rows) == 0 {
		if r.Open {
			return "尚未列出，可能还有"
		}
		return "没有"
	}
	var rows []string
	for i, row := range r.Rows {
		rows = append(rows, fmt.Sprintf("第%d项：%s", i+1, Row(q, row)))
	}
	return fmt.Sprintf("共%d项%s；%s", len(r.Rows), more, strings.Join(rows, "；"))
}

// Row words one record of a list.
func Row(q *engine.Question, row engine.Row) string {
	var parts []string
	for i := range q.Fields {
		f := &q.Fields[i]
		if v, ok := row[f.ID]; ok {
			parts = append(parts, f.Name+" "+Value(f, v, true))
		}
	}
	return strings.Join(parts, "，")
}

// Wording is the question as it is put. Where only some matters fall inside the
// period, what is asked about is limited to those.
func Wording(p *engine.Policy, q *engine.Question, f engine.Facts) string {
	if q.InYear && limited(p, f) {
		return fmt.Sprintf("%d年内，%s", p.From.Year, q.Label)
	}
	return q.Label
}

// limited reports whether only some of the matters fall inside the period.
func limited(p *engine.Policy, f engine.Facts) bool {
	c := f[p.Gate.Question].Choice()
	return len(p.Gate.Covers) > 1 && c != "" && c != p.Gate.Covers[0] && c != p.Gate.Dated && c != p.Gate.Ends
}
