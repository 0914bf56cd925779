package field

import (
	"fmt"

	"huiqi/engine"
	"huiqi/engine/figure"

	"github.com/shopspring/decimal"
)

// Amount asks for a number in the question's unit, typed as people write it.
type Amount struct{ typed }

func newAmount(q engine.Question, c Config) *Amount {
	f := &Amount{typed{base: newBase(q, c), unit: q.Unit, cells: 28}}
	f.self = f
	f.parse = func(s string) (engine.Value, error) {
		d, err := figure.ParseAmount(s, q.Unit)
		if err == nil {
			err = inRange(q, d)
		}
		return engine.NumberValue(d), err
	}
	f.echo = func(v engine.Value) string { return figure.Echo(v.Number(), q.Unit) }
	f.example = example(q.Unit)
	f.init(c, func(v engine.Value) string { return figure.Group(v.Number()) })
	f.restore(c.Draft)
	return f
}

func example(unit string) string {
	switch unit {
	case figure.UnitYuan, figure.UnitDollar:
		return "金额，如 5000、3000万、1.2亿"
	case figure.UnitPercent:
		return "百分号前面的数，如 4.6"
	}
	return "数字，如 50"
}

// inRange holds a number against the bounds and the grain of its question.
func inRange(q engine.Question, d decimal.Decimal) error {
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
