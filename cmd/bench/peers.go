package main

import (
	"fmt"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/common/types/traits"
	"cel.dev/cel-go/ext"
	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/vm"

	"huiqi/engine"
)

// The peers work on doubles, as their users do: neither knows decimals.

// loose are the answers as the peers take them.
func loose(f engine.Facts) map[string]any {
	out := map[string]any{}
	for i := range pack.Policy.Questions {
		q := &pack.Policy.Questions[i]
		out[q.ID] = looseValue(q, f[q.ID])
	}
	return out
}

func looseValue(q *engine.Question, v engine.Value) any {
	switch q.Kind {
	case engine.Bool:
		return v.Bool()
	case engine.One:
		return v.Choice()
	case engine.Many:
		return append([]string{}, v.Choices()...)
	case engine.Number:
		return v.Number().InexactFloat64()
	case engine.Day:
		return float64(dayOf(v))
	}
	rows := []map[string]any{}
	for _, r := range v.Records().Rows {
		row := map[string]any{}
		for i := range q.Fields {
			fd := &q.Fields[i]
			row[fd.ID] = looseValue(fd, r[fd.ID])
		}
		rows = append(rows, row)
	}
	return rows
}

// celPrograms compiles every item for cel-go.
func celPrograms() ([]cel.Program, error) {
	opts := []cel.EnvOption{ext.Math(), cel.Function("total",
		cel.Overload("total_list", []*cel.Type{cel.ListType(cel.DoubleType)}, cel.DoubleType, cel.UnaryBinding(celTotal)))}
	for i := range pack.Policy.Questions {
		q := &pack.Policy.Questions[i]
		opts = append(opts, cel.Variable(q.ID, celType(q)))
	}
	env, err := cel.NewEnv(opts...)
	if err != nil {
		return nil, err
	}
	w := writer{dialect: dialect{
		field: func(id string) string { return "r." + id },
		some:  func(list, c string) string { return fmt.Sprintf("%s.exists(r, %s)", list, c) },
		all:   func(list, c string) string { return fmt.Sprintf("%s.all(r, %s)", list, c) },
		total: func(list, where, of string) string {
			return fmt.Sprintf("total(%s.filter(r, %s).map(r, %s))", list, where, of)
		},
		least: func(a, b string) string { return fmt.Sprintf("math.least(%s, %s)", a, b) },
	}}
	var out []cel.Program
	for i := range pack.Policy.Items {
		text := w.item(&pack.Policy.Items[i])
		ast, issues := env.Compile(text)
		if issues.Err() != nil {
			return nil, fmt.Errorf("%s: %w", text, issues.Err())
		}
		p, err := env.Program(ast, cel.EvalOptions(cel.OptOptimize))
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

func celType(q *engine.Question) *cel.Type {
	switch q.Kind {
	case engine.Bool:
		return cel.BoolType
	case engine.One:
		return cel.StringType
	case engine.Many:
		return cel.ListType(cel.StringType)
	case engine.List:
		return cel.ListType(cel.MapType(cel.StringType, cel.DynType))
	}
	return cel.DoubleType
}

func celTotal(list ref.Val) ref.Val {
	sum := 0.0
	for it := list.(traits.Lister).Iterator(); it.HasNext() == types.True; {
		sum += float64(it.Next().(types.Double))
	}
	return types.Double(sum)
}

func celDecide(ps []cel.Program, in cel.Activation, out []float64) error {
	for i, p := range ps {
		v, _, err := p.Eval(in)
		if err != nil {
			return fmt.Errorf("%s: %w", pack.Policy.Items[i].ID, err)
		}
		out[i] = v.Value().(float64)
	}
	return nil
}

// exprPrograms compiles every item for expr.
func exprPrograms() ([]*vm.Program, error) {
	w := writer{dialect: dialect{
		field: func(id string) string { return "." + id },
		some:  func(list, c string) string { return fmt.Sprintf("any(%s, {%s})", list, c) },
		all:   func(list, c string) string { return fmt.Sprintf("all(%s, {%s})", list, c) },
		total: func(list, where, of string) string {
			return fmt.Sprintf("sum(filter(%s, {%s}), {%s})", list, where, of)
		},
		least: func(a, b string) string { return fmt.Sprintf("min(%s, %s)", a, b) },
	}}
	var out []*vm.Program
	for i := range pack.Policy.Items {
		text := w.item(&pack.Policy.Items[i])
		p, err := expr.Compile(text, expr.Env(loose(nil)), expr.AsFloat64())
		if err != nil {
			return nil, fmt.Errorf("%s: %w", text, err)
		}
		out = append(out, p)
	}
	return out, nil
}

func exprDecide(machine *vm.VM, ps []*vm.Program, in map[string]any, out []float64) error {
	for i, p := range ps {
		v, err := machine.Run(p, in)
		if err != nil {
			return fmt.Errorf("%s: %w", pack.Policy.Items[i].ID, err)
		}
		f, ok := v.(float64)
		if !ok {
			return fmt.Errorf("%s: %T", pack.Policy.Items[i].ID, v)
		}
		out[i] = f
	}
	return nil
}
