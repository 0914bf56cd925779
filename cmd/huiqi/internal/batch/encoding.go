package batch

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// charset is how the bytes of a text file are to be read. Lines and cells are
// divided before they are decoded: in UTF-8 and GB18030 no part of a character
// looks like a comma, a quote or the end of a line. UTF-16 is turned into UTF-8
// first.
type charset uint8

const (
	plain   charset = iota // nothing but ASCII so far
	unicode                // UTF-8
	gb18030
)

// detector looks at what passes through it: byte order marks, UTF-16, and, at the
// first block that is not ASCII, whether it is UTF-8 or GB18030.
type detector struct {
	r     io.Reader
	begun bool
	set   charset
	wide  binary.ByteOrder // UTF-16; nil: none
	raw   []byte           // of UTF-16: bytes not decoded yet
	held  []byte           // decoded and not handed out
	high  uint16           // the first half of a pair
	err   error            // of UTF-16: after what is held
	units int              // of UTF-16 read
}

var errWide = errors.New("broken UTF-16")

// foreign is a file of another kind than the one that was said.
type foreign struct{ msg string }

func (f *foreign) Error() string { return f.msg }

func (d *detector) Read(p []byte) (int, error) {
	if !d.begun {
		if err := d.begin(); err != nil {
			return 0, err
		}
	}
	for len(d.held) == 0 && d.wide != nil {
		if d.err != nil {
			return 0, d.err
		}
		d.err = d.decodeWide()
	}
	if len(d.held) > 0 {
		n := copy(p, d.held)
		d.held = d.held[n:]
		d.look(p[:n])
		return n, nil
	}
	n, err := d.r.Read(p)
	d.look(p[:n])
	return n, err
}

// begin reads the first bytes, which tell most.
func (d *detector) begin() error {
	d.begun = true
	first := make([]byte, 1024)
	n, err := io.ReadAtLeast(d.r, first, 4)
	first = first[:n]
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return err
	}
	switch {
	case bytes.HasPrefix(first, []byte("PK\x03\x04")):
		return &foreign{"这是 XLSX 这样的压缩文件，不是文本；请加 --from xlsx"}
	case bytes.HasPrefix(first, []byte("\xd0\xcf\x11\xe0")):
		return &foreign{"这是旧的 .xls 文件，请另存为 .xlsx 或 .csv"}
	case bytes.HasPrefix(first, []byte("\xff\xfe")):
		d.wide, first = binary.LittleEndian, first[2:]
	case bytes.HasPrefix(first, []byte("\xfe\xff")):
		d.wide, first = binary.BigEndian, first[2:]
	case bytes.HasPrefix(first, []byte("\ufeff")):
		d.set, first = unicode, first[3:]
	case len(first) >= 2 && first[0] == 0 && first[1] != 0:
		d.wide = binary.BigEndian
	case len(first) >= 2 && first[0] != 0 && first[1] == 0:
		d.wide = binary.LittleEndian
	}
	if d.wide != nil {
		d.set, d.raw = unicode, first
	} else {
		d.held = first
	}
	return nil
}

// look decides the charset at the first block that is not ASCII.
func (d *detector) look(block []byte) {
	if d.set != plain {
		return
	}
	at := bytes.IndexFunc(block, func(r rune) bool { return r >= utf8.RuneSelf })
	if at < 0 {
		return
	}
	line := block
	if end := bytes.IndexByte(block[at:], '\n'); end >= 0 {
		line = block[:at+end]
	}
	line = line[bytes.LastIndexByte(line[:at], '\n')+1:]
	d.set = gb18030
	// A first line in UTF-8 makes the file so, whatever comes later.
	if looksUTF8(line) || utf8.Valid(withoutPart(block)) {
		d.set = unicode
	}
}

// withoutPart takes a character off the end that goes on in the next block.
func withoutPart(block []byte) []byte {
	for i := len(block) - 1; i >= max(0, len(block)-utf8.UTFMax); i-- {
		if utf8.RuneStart(block[i]) {
			if !utf8.FullRune(block[i:]) {
				return block[:i]
			}
			break
		}
	}
	return block
}

// decodeWide turns more of UTF-16 into UTF-8.
func (d *detector) decodeWide() error {
	block := make([]byte, 32<<10)
	n, err := d.r.Read(block)
	d.raw = append(d.raw, block[:n]...)
	for len(d.raw) >= 2 {
		u := d.wide.Uint16(d.raw)
		d.raw = d.raw[2:]
		d.units++
		switch {
		case d.high != 0:
			r := utf16.DecodeRune(rune(d.high), rune(u))
			if d.high = 0; r == utf8.RuneError {
				return d.brokenWide()
			}
			d.held = utf8.AppendRune(d.held, r)
		case u >= 0xd800 && u < 0xdc00:
			d.high = u
		case u >= 0xdc00 && u < 0xe000:
			return d.brokenWide()
		default:
			d.held = utf8.AppendRune(d.held, rune(u))
		}
	}
	if errors.Is(err, io.EOF) && (len(d.raw) > 0 || d.high != 0) {
		return d.brokenWide()
	}
	return err
}

func (d *detector) brokenWide() error {
	return fmt.Errorf("%w at character %d", errWide, d.units)
}

// wideAt is the character (UTF-16 unit) at which the text broke.
func (d *detector) wideAt() int { return d.units }

// toUTF8 decodes one record. what says how it is broken, at is the byte, from 1.
func (c charset) toUTF8(raw []byte, dec *encoding.Decoder) (s string, at int, what string) {
	if c != gb18030 {
		if utf8.Valid(raw) {
			return string(raw), 0, ""
		}
		if gb, err := dec.Bytes(raw); err == nil && !bytes.ContainsRune(gb, utf8.RuneError) {
			return "", firstWide(raw), "前面是 UTF-8，从这里起像是 GB18030（GBK）"
		}
		return "", firstBad(raw), "不是 UTF-8"
	}
	if looksUTF8(raw) {
		return "", firstWide(raw), "前面是 GB18030（GBK），从这里起像是 UTF-8"
	}
	out, err := dec.Bytes(raw)
	if err != nil || bytes.ContainsRune(out, utf8.RuneError) {
		return "", firstBadGB(raw, dec), "不是 UTF-8，也不是 GB18030（GBK）"
	}
	return string(out), 0, ""
}

func newGBDecoder() *encoding.Decoder { return simplifiedchinese.GB18030.NewDecoder() }

// looksUTF8 reports whether bytes are UTF-8 with two Chinese characters or more.
// Hardly any text in GB18030 is: the pairs would have to start with rare
// characters and cut across each other.
func looksUTF8(raw []byte) bool {
	if !utf8.Valid(raw) {
		return false
	}
	wide := 0
	for _, r := range string(raw) {
		if r > 0x7ff {
			wide++
		}
	}
	return wide >= 2
}

// firstWide is the first byte, from 1, that is not ASCII.
func firstWide(raw []byte) int {
	return 1 + slices.IndexFunc(raw, func(c byte) bool { return c >= utf8.RuneSelf })
}

// firstBad is the first byte, from 1, that is not UTF-8.
func firstBad(raw []byte) int {
	for i := 0; i < len(raw); {
		r, size := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && size == 1 {
			return i + 1
		}
		i += size
	}
	return len(raw)
}

// firstBadGB is the first byte, from 1, that begins no character of GB18030.
func firstBadGB(raw []byte, dec *encoding.Decoder) int {
	for i := 0; i < len(raw); {
		size := 1
		switch {
		case raw[i] < 0x80:
		case i+1 < len(raw) && raw[i+1] >= '0' && raw[i+1] <= '9':
			size = 4
		default:
			size = 2
		}
		if i+size > len(raw) {
			return i + 1
		}
		if out, err := dec.Bytes(raw[i : i+size]); err != nil || strings.ContainsRune(string(out), utf8.RuneError) {
			return i + 1
		}
		i += size
	}
	return len(raw)
}
