package xlsx

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// walk calls f for each element of a part.
func (f *File) walk(part string, limit int64, do func(*tokens, xml.StartElement) error) error {
	t, err := f.open(part, limit)
	if err != nil {
		return err
	}
	defer t.close()
	for {
		token, err := t.next()
		switch e := token.(type) {
		case xml.StartElement:
			err = do(t, e)
		}
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
	}
}

func (f *File) open(part string, limit int64) (*tokens, error) {
	p := f.parts[part]
	if p == nil {
		return nil, errBroken
	}
	r, err := p.Open()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errBroken, err)
	}
	t := &tokens{f: f, from: r, left: limit}
	t.xml = xml.NewDecoder(t)
	return t, nil
}

// tokens are the tags and texts of a part. Each is bounded, and all together.
type tokens struct {
	f     *File
	from  io.ReadCloser
	left  int64
	token int64
	xml   *xml.Decoder
}

func (t *tokens) Read(p []byte) (int, error) {
	n, err := t.from.Read(p)
	t.left -= int64(n)
	t.f.left -= int64(n)
	t.token += int64(n)
	if t.left < 0 || t.f.left < 0 || t.token > maxToken {
		return n, errHuge
	}
	return n, err
}

func (t *tokens) next() (xml.Token, error) {
	t.token = 0
	token, err := t.xml.RawToken()
	if err != nil && !errors.Is(err, io.EOF) {
		err = fmt.Errorf("%w: %w", errBroken, err)
	}
	return token, err
}

// within is next where the part may not end.
func (t *tokens) within() (xml.Token, error) {
	token, err := t.next()
	if errors.Is(err, io.EOF) {
		err = errBroken
	}
	return token, err
}

func (t *tokens) close() { t.from.Close() }

// text joins the texts up to the end of an element. What tells how to pronounce
// it is no part of it.
func (t *tokens) text(end string) (string, error) {
	var b strings.Builder
	inside, aside := false, false
	for {
		token, err := t.within()
		if err != nil {
			return "", err
		}
		switch e := token.(type) {
		case xml.StartElement:
			aside = aside || e.Name.Local == "rPh"
			inside = e.Name.Local == "t"
		case xml.EndElement:
			if e.Name.Local == end {
				return strings.ReplaceAll(b.String(), "_x000D_", ""), nil
			}
			if e.Name.Local == "rPh" {
				aside = false
			}
			inside = false
		case xml.CharData:
			if inside && !aside {
				b.Write(e)
			}
			if b.Len() > maxToken {
				return "", errHuge
			}
		}
	}
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
