package main

import (
	"fmt"
	"math"

	"github.com/shopspring/decimal"

	"huiqi/engine"
)

// sameAsPlain says where the engine and the plain code differ; "" nowhere.
func sameAsPlain(r *engine.Result, want *verdicts) string {
	for i := range r.Items {
		it, v := &r.Items[i], &want.items[i]
		id := pack.Policy.Items[i].ID
		switch {
		case (it.Status == engine.Eligible) != v.ok || it.Status == engine.Possible:
			return fmt.Sprintf("%s: engine %s, plain %v", id, it.Status, v.ok)
		case !v.ok:
		case !it.Worth.Certainties.Only(v.certainty):
			return fmt.Sprintf("%s: engine's certainty %b, plain %b", id, it.Worth.Certainties, v.certainty)
		case it.Worth.Numbers != (v.certainty == engine.Exact || v.certainty == engine.UpTo):
			return fmt.Sprintf("%s: engine has numbers: %v", id, it.Worth.Numbers)
		case it.Worth.Numbers && !it.Worth.High().Equal(v.yuan):
			return fmt.Sprintf("%s: engine %s yuan, plain %s", id, it.Worth.High(), v.yuan)
		}
	}
	if got := r.Groups[0].Matched.High(); !got.Equal(want.premium) {
		return fmt.Sprintf("shared ceiling: engine %s yuan, plain %s", got, want.premium)
	}
	return ""
}

// doubled counts where verdicts on doubles part from the plain code's. Truths must
// not: figures and answers have few digits, and so stand in their order as doubles
// too. Sums part at ties and at ceilings.
type doubled struct {
	truths, sums int
	first        string
}

func (d *doubled) add(got []float64, want *verdicts, who string) {
	for i := range want.items {
		v := &want.items[i]
		switch {
		case (got[i] >= 0) != v.ok:
			d.truths++
		case v.ok && fen(got[i]) != v.yuan.Mul(decimal.NewFromInt(100)).IntPart():
			d.sums++
		default:
			continue
		}
		if d.first == "" {
			d.first = fmt.Sprintf("%s: %s %v yuan, decimals %s", pack.Policy.Items[i].ID, who, got[i], v.yuan)
		}
	}
}

// fen rounds half up, as everybody writes it.
func fen(yuan float64) int64 { return int64(math.Floor(yuan*100 + 0.5)) }
