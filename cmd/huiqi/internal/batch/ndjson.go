package batch

import (
	"encoding/json"
	"slices"
	"strconv"

	"huiqi/cmd/huiqi/internal/report"
	"huiqi/content"
	"huiqi/engine"
	"huiqi/tui/text"
)

func itoa(n int) string { return strconv.Itoa(n) }

// jsonEncoder writes one line a record; see the package's documentation.
type jsonEncoder struct {
	prog    *engine.Program
	digest  string
	options *Options
	items   []jsonItem // what never changes of each item
	certs   map[engine.Certainties][]byte
	buf     []byte
}

type jsonItem struct{ head, units []byte }

func newJSONEncoder(pack *content.Pack, options *Options) *jsonEncoder {
	e := &jsonEncoder{prog: pack.Program, digest: pack.Digest, options: options, certs: map[engine.Certainties][]byte{}}
	for i := range pack.Policy.Items {
		it := &pack.Policy.Items[i]
		head := appendText([]byte(`{"id":`), it.ID)
		head = strconv.AppendInt(append(head, `,"article":`...), int64(it.Article), 10)
		e.items = append(e.items, jsonItem{head, appendTexts([]byte(`,"units":`), it.Units)})
	}
	return e
}

func (e *jsonEncoder) result(c *chunk, o *outcome) error {
	b := e.begin(o.rec)
	var err error
	if e.options.Full {
		b, err = e.full(b, o)
	} else {
		b = e.compact(b, o)
	}
	e.end(c, b)
	return err
}

func (e *jsonEncoder) reject(c *chunk, rec content.Record, problems content.Problems) {
	b := append(e.begin(rec), `"error":[`...)
	for i, p := range problems {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, '{')
		if p.Pos.Column > 0 {
			b = strconv.AppendInt(append(b, `"column":`...), int64(p.Pos.Column), 10)
			b = append(b, ',')
		}
		b = append(appendText(append(b, `"text":`...), textOf(p)), '}')
	}
	e.end(c, append(b, ']', '}'))
}

// blank keeps an empty line: each line in gives one line out.
func (e *jsonEncoder) blank(c *chunk) { c.out.WriteByte('\n') }

// begin opens the object with the id and name of the record.
func (e *jsonEncoder) begin(rec content.Record) []byte {
	b := append(e.buf[:0], '{')
	if rec.ID != "" {
		b = append(b, `"id":`...)
		if rec.Bare {
			b = append(b, rec.ID...)
		} else {
			b = appendText(b, rec.ID)
		}
		b = append(b, ',')
	}
	if rec.Name != "" {
		b = append(appendText(append(b, `"name":`...), rec.Name), ',')
	}
	return b
}

func (e *jsonEncoder) end(c *chunk, b []byte) {
	e.buf = append(b, '\n')
	c.out.Write(e.buf)
}

// compact is the short result.
func (e *jsonEncoder) compact(b []byte, o *outcome) []byte {
	matched, pending := o.count()
	b = strconv.AppendInt(append(b, `"matched":`...), int64(matched), 10)
	b = strconv.AppendInt(append(b, `,"pending":`...), int64(pending), 10)
	b = append(b, `,"items":[`...)
	b = e.list(b, o)
	b = append(b, `],"totals":[`...)
	first := true
	for i := range o.boxes {
		box := &o.boxes[i]
		if len(box.Matched)+len(box.Pending) == 0 {
			continue
		}
		if !first {
			b = append(b, ',')
		}
		first = false
		b = e.box(b, box)
	}
	b = append(b, ']')
	if len(o.ignored) > 0 {
		b = appendTexts(append(b, `,"ignored":`...), o.ignored)
	}
	return append(b, '}')
}

// certainties are written once for each set of them.
func (e *jsonEncoder) certainties(set engine.Certainties) []byte {
	text, known := e.certs[set]
	if !known {
		text = appendTexts(nil, report.Certainties(set))
		e.certs[set] = text
	}
	return text
}

// list has the items that match; a row an item, those that can match, too, or all.
func (e *jsonEncoder) list(b []byte, o *outcome) []byte {
	rows := e.options.Rows == ByItem
	first := true
	add := func(i int) {
		if !o.scope.Has(i) || !rows && o.result.Items[i].Status != engine.Eligible {
			return
		}
		if !first {
			b = append(b, ',')
		}
		first = false
		b = e.item(b, o, i, rows)
	}
	if rows && e.options.All {
		for i := range o.result.Items {
			add(i)
		}
		return b
	}
	for _, i := range o.result.Live() {
		add(i)
	}
	return b
}

func (e *jsonEncoder) item(b []byte, o *outcome, i int, rows bool) []byte {
	r := &o.result.Items[i]
	b = append(b, e.items[i].head...)
	b = append(append(append(b, `,"status":"`...), r.Status.String()...), '"')
	if r.Box != engine.BoxNone {
		b = strconv.AppendInt(append(b, `,"box":`...), int64(r.Box), 10)
	}
	if r.Status >= engine.Possible {
		b = append(append(b, `,"certainties":`...), e.certainties(r.Worth.Certainties)...)
		if r.Worth.Numbers {
			b = appendRange(b, r.Worth, r.Worth.NoUpper)
		}
	}
	if rows {
		b = append(b, e.items[i].units...)
		b = append(b, `,"missing":[`...)
		for k, q := range o.missing(i) {
			if k > 0 {
				b = append(b, ',')
			}
			b = appendText(b, e.prog.Policy().Questions[q].ID)
		}
		b = append(b, ']')
	}
	return append(b, '}')
}

// box has the counts of a box, and the sums of the first.
func (e *jsonEncoder) box(b []byte, box *engine.BoxResult) []byte {
	b = strconv.AppendInt(append(b, `{"box":`...), int64(box.Box), 10)
	b = strconv.AppendInt(append(b, `,"matched":`...), int64(len(box.Matched)), 10)
	b = strconv.AppendInt(append(b, `,"pending":`...), int64(len(box.Pending)), 10)
	if len(box.Lines) == 0 {
		return append(b, '}')
	}
	b = append(b, `,"lines":[`...)
	for i, l := range box.Lines {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, `{"label":`...)
		if l.Label == "" {
			b = append(b, `null`...)
		} else {
			b = appendText(b, l.Label)
		}
		b = appendRange(b, l, l.NoUpper)
		if l.Group >= 0 {
			b = appendText(append(b, `,"group":`...), e.prog.Policy().Groups[l.Group].ID)
		}
		b = append(b, `,"cut":`...)
		b = append(strconv.AppendBool(b, l.Cut), '}')
	}
	return append(b, ']', '}')
}

// full is the document of huiqi check --format json, on one line.
func (e *jsonEncoder) full(b []byte, o *outcome) ([]byte, error) {
	names := o.rec.Scope
	if len(e.options.Scope) > 0 {
		names = e.options.Scope
	}
	doc, err := report.Build(report.Case{Program: e.prog, Digest: e.digest, Facts: o.rec.Answers(), Names: names})
	if err != nil {
		return nil, err
	}
	text, err := report.OneLine(doc)
	return append(b, text[1:]...), err // begin has opened the object
}

// figures are the ends of a sum.
type figures interface {
	AppendLow(b []byte) []byte
	AppendHigh(b []byte) []byte
}

func appendRange(b []byte, sum figures, noUpper bool) []byte {
	b = append(sum.AppendLow(append(b, `,"low":"`...)), '"')
	if noUpper {
		return append(b, `,"high":null`...)
	}
	return append(sum.AppendHigh(append(b, `,"high":"`...)), '"')
}

func appendTexts(b []byte, list []string) []byte {
	b = append(b, '[')
	for i, s := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendText(b, s)
	}
	return append(b, ']')
}

// appendText writes a JSON string. Most need no escapes.
func appendText(b []byte, s string) []byte {
	plain := !slices.ContainsFunc([]byte(s), func(c byte) bool { return c < ' ' || c == '"' || c == '\\' || c >= 0x7f })
	if plain {
		return append(append(append(b, '"'), s...), '"')
	}
	encoded, _ := json.Marshal(s) // strings do not fail
	return append(b, text.EscapeJSON(encoded)...)
}
