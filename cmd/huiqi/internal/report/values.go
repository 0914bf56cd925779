package report

import (
	"github.com/shopspring/decimal"

	"huiqi/engine"
)

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

// Certainties are the words of a set: exact, up_to, unprinted, none.
func Certainties(s engine.Certainties) []string {
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

func certainty(c engine.Certainty) string { return Certainties(engine.Certainties(c))[0] }
