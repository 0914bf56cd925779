package batch

import (
	"bytes"

	"huiqi/content"
)

// outsideEncoder puts before each line of NDJSON which rules it comes from, where
// these are not the program's own.
type outsideEncoder struct {
	encoder
	rules []byte
	line  []byte
}

func newOutsideEncoder(e encoder, pack *content.Pack) *outsideEncoder {
	b := appendText([]byte(`{"content":{"number":`), pack.Policy.Number)
	b = appendText(append(b, `,"digest":`...), pack.Digest)
	b = appendText(append(b, `,"notice":`...), pack.Policy.Notice)
	return &outsideEncoder{encoder: e, rules: append(b, '}', ',')}
}

func (e *outsideEncoder) result(c *chunk, o *outcome) error {
	from := c.out.Len()
	err := e.encoder.result(c, o)
	e.mark(c, from)
	return err
}

func (e *outsideEncoder) reject(c *chunk, rec content.Record, problems content.Problems) {
	from := c.out.Len()
	e.encoder.reject(c, rec, problems)
	e.mark(c, from)
}

// mark changes the line that was written from there on.
func (e *outsideEncoder) mark(c *chunk, from int) {
	rest, ok := bytes.CutPrefix(c.out.Bytes()[from:], []byte("{"))
	if !ok {
		return
	}
	e.line = append(append(e.line[:0], e.rules...), rest...)
	c.out.Truncate(from)
	c.out.Write(e.line)
}
