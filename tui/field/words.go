package field

import (
	"fmt"
	"strings"

	"huiqi/engine"
	"huiqi/engine/figure"
)

// None is how an empty set of choices is said.
const None = "以上都没有"

// Words says an answer in the words of its question.
func Words(q engine.Question, v engine.Value) string {
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
		var labels []string
		given := v.Choices()
		for _, c := range q.Choices { // in the order of the question
			for _, id := range given {
				if id == c.ID {
					labels = append(labels, c.Label)
				}
			}
		}
		if len(labels) == 0 {
			return None
		}
		return strings.Join(labels, "、")
	case engine.Number:
		return figure.Format(v.Number(), q.Unit)
	case engine.Day:
		d := v.Date()
		return fmt.Sprintf("%d年%d月%d日", d.Year, d.Month, d.Day)
	}
	r := v.Records()
	switch {
	case r.Open:
		return fmt.Sprintf("%d 项，可能还有", len(r.Rows))
	case len(r.Rows) == 0:
		return "一项也没有"
	}
	return fmt.Sprintf("%d 项", len(r.Rows))
}
