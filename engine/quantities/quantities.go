// Package quantities holds one of each kind of quantity, for the tests of every place
// that takes quantities apart: a place that does not know a kind leaves out what
// is in it.
package quantities

import (
	"reflect"

	"github.com/shopspring/decimal"

	"huiqi/engine"
)

// Policy has the questions that the quantities read.
func Policy() *engine.Policy {
	number := func(id, name string) engine.Question {
		return engine.Question{ID: id, Name: name, Kind: engine.Number, Unit: engine.UnitYuan}
	}
	return &engine.Policy{Questions: []engine.Question{
		number("first", "甲数"), number("second", "乙数"), number("third", "丙数"),
		{ID: "records", Name: "丁事", Kind: engine.List, Fields: []engine.Question{number("tested", "戊数"), number("added", "己数")}},
	}}
}

// Each is one of each kind, with figures and questions of their own in every
// part.
func Each() []engine.Expr {
	figure := func(value int64, unit, text string) engine.Const {
		return engine.Const{Value: decimal.NewFromInt(value), Unit: unit, Text: text, Pos: int(value)}
	}
	read := func(questions ...string) engine.Sum {
		var s engine.Sum
		for _, q := range questions {
			s.Terms = append(s.Terms, engine.Term{Question: q, Sign: 1})
		}
		return s
	}
	rate := func(value int64, text string, of engine.Expr) engine.Expr {
		return engine.Mul{By: figure(value, engine.UnitPercent, text), Of: of}
	}
	return []engine.Expr{
		figure(7, engine.UnitYuan, "7元"),
		read("first", "second"),
		rate(11, "11%", read("first")),
		engine.Add{Of: []engine.Expr{figure(13, engine.UnitYuan, "13元"), rate(17, "17%", read("first")), read("second")}},
		engine.Min{Of: []engine.Expr{read("first"), figure(19, engine.UnitYuan, "19元"), rate(23, "23%", read("second"))}},
		engine.Max0{Of: engine.Sum{Terms: []engine.Term{{Question: "first", Sign: 1}, {Question: "second", Sign: -1}}}},
		engine.Max0{Of: rate(29, "29%", read("third"))},
		engine.Total{List: "records", Of: rate(31, "31%", read("added")), Where: engine.Compare{Sum: read("tested").Terms, Op: engine.AtLeast,
			To: figure(37, engine.UnitYuan, "37元")}},
	}
}

// Figures are the texts of all constants in a quantity, Questions the ids of what it
// reads, lists and fields included; both are found without knowing its kind.
func Figures(e engine.Expr) []string {
	var out []string
	walk(reflect.ValueOf(e), func(v any) {
		if k, ok := v.(engine.Const); ok {
			out = append(out, k.Text)
		}
	})
	return out
}

func Questions(e engine.Expr) []string {
	var out []string
	walk(reflect.ValueOf(e), func(v any) {
		switch v := v.(type) {
		case engine.Term:
			out = append(out, v.Question)
		case engine.Total:
			out = append(out, v.List)
		}
	})
	return out
}

// walk calls f for all that is in a value.
func walk(v reflect.Value, f func(any)) {
	switch v.Kind() {
	case reflect.Interface:
		if !v.IsNil() {
			walk(v.Elem(), f)
		}
	case reflect.Slice:
		for i := range v.Len() {
			walk(v.Index(i), f)
		}
	case reflect.Struct:
		f(v.Interface())
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				walk(v.Field(i), f)
			}
		}
	}
}
