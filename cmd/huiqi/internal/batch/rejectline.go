package batch

import (
	"bytes"
	"encoding/json"
	"unicode/utf8"

	"huiqi/content"
	"huiqi/tui/text"
)

// A line of NDJSON that was refused stands in OUT.rejected as it was, with a first
// member that says where it stood and why:
//
//	{"rejected":{"line":3,"error":[{"column":9,"text":"…"}]},"id":2,"rd_2023":"很多"}
//
// Mended there and read again, that member means nothing. A line that is no object is
// its "record"; of one that could not be read there is nothing left.
const rejectedKey = `"rejected"`

type rejectedLine struct {
	Line   int             `json:"line"`
	Error  []rejectedFault `json:"error"`
	Record string          `json:"record,omitempty"`
}

type rejectedFault struct {
	Column int    `json:"column,omitempty"`
	Text   string `json:"text"`
}

// refused is the line of a record that was refused, perhaps not for the first time.
func refused(j reject) ([]byte, error) {
	r := rejectedLine{Line: j.line}
	for _, p := range j.problems {
		r.Error = append(r.Error, rejectedFault{p.Pos.Column, textOf(p)})
	}
	raw, _ := withoutReason([]byte(j.raw))
	raw = bytes.TrimSpace(raw)
	members, isObject := bytes.CutPrefix(raw, []byte("{"))
	switch {
	case !utf8.Valid(raw):
		isObject = false
	case !isObject:
		r.Record = string(raw)
	}
	b, err := json.Marshal(map[string]rejectedLine{"rejected": r})
	if isObject {
		b = b[:len(b)-1]
		if !bytes.HasPrefix(bytes.TrimSpace(members), []byte("}")) {
			b = append(b, ',')
		}
		b = append(b, spaced(members)...)
	}
	return append(text.EscapeJSON(b), '\n'), err
}

// spaced has spaces for the tabs between the strings of a line, where escapes of
// them would be faults.
func spaced(members []byte) []byte {
	out := bytes.Clone(members)
	inside := false
	for i := 0; i < len(out); i++ {
		switch {
		case out[i] == '"':
			inside = !inside
		case inside && out[i] == '\\':
			i++
		case !inside && (out[i] == '\t' || out[i] == '\r'):
			out[i] = ' '
		}
	}
	return out
}

// withoutReason is the record of a line, without the member that refused gave it.
// shift is how many characters it stands further to the right in the line.
func withoutReason(line []byte) (record []byte, shift int) {
	after, ok := cutToken(line, "{")
	if ok {
		after, ok = cutToken(after, rejectedKey)
	}
	if ok {
		after, ok = cutToken(after, ":")
	}
	if !ok {
		return line, 0
	}
	var r rejectedLine
	d := json.NewDecoder(bytes.NewReader(after))
	if d.Decode(&r) != nil {
		return line, 0
	}
	after = after[d.InputOffset():]
	if rest, ok := cutToken(after, ","); ok {
		after = rest
	} else if rest, ok := cutToken(after, "}"); ok && blank(rest) {
		return []byte(r.Record), 0
	}
	shift = utf8.RuneCount(line[:len(line)-len(after)]) - 1
	return append([]byte("{"), after...), shift
}

// cutToken takes a token of JSON off the beginning.
func cutToken(s []byte, token string) (after []byte, ok bool) {
	for len(s) > 0 && blank(s[:1]) {
		s = s[1:]
	}
	return bytes.CutPrefix(s, []byte(token))
}

// shifted moves places to the right.
func shifted(list content.Problems, by int) {
	for _, p := range list {
		if p.Pos.Column > 0 {
			p.Pos.Column += by
		}
	}
}
