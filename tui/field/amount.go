package field

import (
	"huiqi/engine"
	"huiqi/engine/figure"
	"huiqi/tui/answer"
)

// Amount asks for a number in the question's unit, typed as people write it.
type Amount struct{ typed }

func newAmount(q engine.Question, c Config) *Amount {
	f := &Amount{typed{base: newBase(q, c), unit: q.Unit, cells: 28}}
	f.self = f
	f.parse = func(s string) (engine.Value, error) { return answer.Number(&q, s) }
	f.echo = func(v engine.Value) string { return figure.Echo(v.Number(), q.Unit) }
	f.example = answer.Example(&q)
	f.init(c, func(v engine.Value) string { return figure.Group(v.Number()) })
	f.restore(c.Draft)
	return f
}
