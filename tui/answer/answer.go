// Package answer reads answers that are typed as text, and works out what a
// record of a list still has to answer. Fields and the plain line mode share it.
package answer

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"huiqi/engine"
	"huiqi/engine/figure"
)

// Number reads the answer to a Number question, within its bounds and grain.
// Errors are in words for the person who typed it.
func Number(q *engine.Question, s string) (engine.Value, error) {
	d, err := figure.ParseAmount(s, q.Unit)
	if err == nil {
		err = inRange(q, d)
	}
	if err != nil {
		return engine.Value{}, err
	}
	return engine.NumberValue(d), nil
}

func inRange(q *engine.Question, d decimal.Decimal) error {
	low, step := decimal.Zero, q.Step
	if q.Min != nil {
		low = *q.Min
	}
	if step.Sign() <= 0 {
		step = decimal.New(1, -2)
	}
	switch {
	case d.LessThan(low):
		return fmt.Errorf("太小了，这里最少填 %s", figure.Format(low, q.Unit))
	case q.Max != nil && d.GreaterThan(*q.Max):
		return fmt.Errorf("太大了，这里最多填 %s", figure.Format(*q.Max, q.Unit))
	case d.Mod(step).IsZero():
		return nil
	case step.Equal(decimal.New(1, 0)):
		return fmt.Errorf("这里要填整数，不带小数")
	}
	return fmt.Errorf("太细了，这里最细填到 %s", figure.Format(step, q.Unit))
}

// Day reads the answer to a Day question.
func Day(s string) (engine.Value, error) {
	y, m, d, err := figure.ParseDay(s)
	if err != nil {
		return engine.Value{}, err
	}
	return engine.DayValue(engine.Date{Year: y, Month: m, Day: d}), nil
}

// Example says what to type where a figure or a date is asked for.
func Example(q *engine.Question) string {
	if q.Kind == engine.Day {
		return "日期，如 2023-5-1 或 20230501"
	}
	switch q.Unit {
	case figure.UnitYuan, figure.UnitDollar:
		return "金额，如 5000、3000万、1.2亿"
	case figure.UnitPercent:
		return "百分号前面的数，如 4.6"
	}
	return "数字，如 50"
}

// Row is what one record has to do with: all its questions, answered or not, in
// the author's order, and how many of them still want an answer.
type Row struct {
	Questions []engine.Question
	Left      int
}

// RowOf finds the questions of a record. ask gives those that it still has to
// answer. A question that an answer before it has made pointless falls away,
// even where it was answered.
func RowOf(list engine.Question, row engine.Row, ask func(engine.Row) []engine.Question) Row {
	left := ask(row)
	find := func(qs []engine.Question, id string) int {
		return slices.IndexFunc(qs, func(q engine.Question) bool { return q.ID == id })
	}
	var out Row
	for _, q := range list.Fields {
		if _, answered := row[q.ID]; !answered {
			if k := find(left, q.ID); k >= 0 {
				out.Questions = append(out.Questions, left[k])
				out.Left++
			}
			continue
		}
		if q.When != nil {
			without := engine.Row{}
			for id, v := range row {
				if id != q.ID {
					without[id] = v
				}
			}
			if find(ask(without), q.ID) < 0 {
				continue
			}
		}
		out.Questions = append(out.Questions, q)
	}
	return out
}

// Values are the answers of a record that count: those of its own questions.
func (r Row) Values(row engine.Row) engine.Row {
	out := engine.Row{}
	for _, q := range r.Questions {
		if v, ok := row[q.ID]; ok {
			out[q.ID] = v
		}
	}
	return out
}

// Sums adds up each number of the records, a line each; rates are no sums. asks
// gives the questions of record i.
func Sums(list engine.Question, rows []engine.Row, asks func(i int) []engine.Question) []string {
	var out []string
	for _, q := range list.Fields {
		if q.Kind != engine.Number || q.Unit == figure.UnitPercent || q.Unit == figure.UnitRatio || q.Unit == figure.UnitTenths {
			continue
		}
		sum, known, open := decimal.Zero, 0, 0
		for i, row := range rows {
			v, ok := row[q.ID]
			switch {
			case !slices.ContainsFunc(asks(i), func(a engine.Question) bool { return a.ID == q.ID }): // does not apply
			case ok && v.Known():
				sum = sum.Add(v.Number())
				known++
			default:
				open++
			}
		}
		switch {
		case known == 0:
		case open > 0:
			out = append(out, fmt.Sprintf("合计%s 至少 %s，另有 %d 项未知", q.Name, figure.Echo(sum, q.Unit), open))
		default:
			out = append(out, "合计"+q.Name+" "+figure.Echo(sum, q.Unit))
		}
	}
	return out
}
