package field

import (
	"fmt"
	"time"

	"huiqi/engine"
	"huiqi/engine/figure"
)

// Day asks for a date, typed as people write it.
type Day struct{ typed }

func newDay(q engine.Question, c Config) *Day {
	f := &Day{typed{base: newBase(q, c), cells: 16, example: "日期，如 2023-5-1 或 20230501"}}
	f.self = f
	f.parse = func(s string) (engine.Value, error) {
		y, m, d, err := figure.ParseDay(s)
		return engine.DayValue(engine.Date{Year: y, Month: m, Day: d}), err
	}
	f.echo = func(v engine.Value) string {
		d := v.Date()
		week := []string{"日", "一", "二", "三", "四", "五", "六"}
		wd := time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC).Weekday()
		return fmt.Sprintf("%s，星期%s", Words(q, v), week[wd])
	}
	f.init(c, func(v engine.Value) string { return v.Date().String() })
	f.restore(c.Draft)
	return f
}
