package field

import (
	"fmt"
	"time"

	"huiqi/engine"
	"huiqi/tui/answer"
)

// Day asks for a date, typed as people write it.
type Day struct{ typed }

func newDay(q engine.Question, c Config) *Day {
	f := &Day{typed{base: newBase(q, c), cells: 16, example: answer.Example(&q)}}
	f.self = f
	f.parse = answer.Day
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
