package present

import (
	"maps"

	"huiqi/engine"
)

// soFar decides as if lists that may go on held no more than the records that were
// filled in: a sum over them has no upper end, but what is filled in has a figure.
// It is nil where no such list is there.
func soFar(prog *engine.Program, f engine.Facts) (*engine.Result, error) {
	var closed engine.Facts
	for id, v := range f {
		if r := v.Records(); r.Open && len(r.Rows) > 0 {
			if closed == nil {
				closed = maps.Clone(f)
			}
			closed[id] = engine.ListValue(engine.Records{Rows: r.Rows})
		}
	}
	if closed == nil {
		return nil, nil
	}
	return prog.Evaluate(closed)
}

// amount words what an item brings; where nothing can be said of that, what is filled
// in brings by itself, if that is settled.
func amount(it *engine.Item, r engine.ItemResult, filled *engine.Result) string {
	if w := r.Worth; w.NoUpper && lowEnd(w.Low()).IsZero() && filled != nil {
		part := filled.Items[r.Item]
		if w := part.Worth; part.Status >= engine.Possible && w.Numbers && w.Settled {
			return "只算已填的：" + Amount(it, *w) + "；没填的另算"
		}
	}
	return Amount(it, *r.Worth)
}
