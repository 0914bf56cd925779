package report

import (
	"github.com/shopspring/decimal"

	"huiqi/engine"
)

// value is an answer the way an answers file holds it.
func value(v engine.Value) any {
	switch v.Kind() {
	case engine.Bool:
		return v.Bool()
	case engine.One:
		return v.Choice()
	case engine.Many:
		return list(v.Choices())
	case engine.Number:
		return v.Number().String()
	case engine.Day:
		return v.Date().String()
	case engine.List:
		r := v.Records()
		rows := make([]map[string]any, len(r.Rows))
		for i, row := range r.Rows {
			rows[i] = answers(engine.Facts(row))
		}
		if r.Open {
			return map[string]any{"rows": rows, "open": true}
		}
		return rows
	}
	return nil
}

func answers(f engine.Facts) map[string]any {
	out := make(map[string]any, len(f))
	for id, v := range f {
		out[id] = value(v)
	}
	return out
}

// list never is null in JSON.
func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

func opt(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func sum(d decimal.Decimal) *string { return opt(d.String()) }

func truth(t engine.Truth) *bool {
	if t == engine.Unknown {
		return nil
	}
	yes := t == engine.True
	return &yes
}

func certainties(s engine.Certainties) []string {
	out := []string{}
	for _, c := range []struct {
		c    engine.Certainty
		name string
	}{{engine.Exact, "exact"}, {engine.UpTo, "up_to"}, {engine.Unprinted, "unprinted"}, {engine.None, "none"}} {
		if s.Has(c.c) {
			out = append(out, c.name)
		}
	}
	return out
}

func certainty(c engine.Certainty) string { return certainties(engine.Certainties(c))[0] }
