package content

import "huiqi/engine"

// Encode is an answer the way an answers file holds it: what json.Marshal makes
// of it reads as the same answer again.
func Encode(v engine.Value) any {
	switch v.Kind() {
	case engine.Bool:
		return v.Bool()
	case engine.One:
		return v.Choice()
	case engine.Many:
		return append([]string{}, v.Choices()...) // never null
	case engine.Number:
		return v.Number().String()
	case engine.Day:
		return v.Date().String()
	case engine.List:
		r := v.Records()
		rows := make([]map[string]any, len(r.Rows))
		for i, row := range r.Rows {
			rows[i] = EncodeFacts(engine.Facts(row))
		}
		if r.Open {
			return map[string]any{"rows": rows, "open": true}
		}
		return rows
	}
	return nil
}

// EncodeFacts is the "answers" of an answers file.
func EncodeFacts(f engine.Facts) map[string]any {
	out := make(map[string]any, len(f))
	for id, v := range f {
		out[id] = Encode(v)
	}
	return out
}
