package official

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

var (
	errUTF16  = errors.New("文件不完整，请重新保存")
	errPDF    = errors.New("这是 PDF；请打开网页，另存为 .txt 或 .html")
	errBinary = errors.New("这不是文本文件；请打开网页，另存为 .txt 或 .html")
	errCode   = errors.New("看不懂文件的编码，请另存为 UTF-8 编码")
)

// decode turns a file into text.
func decode(data []byte) (string, error) {
	switch {
	case bytes.HasPrefix(data, []byte("%PDF")):
		return "", errPDF
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return decodeUTF16(data[2:], binary.LittleEndian)
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return decodeUTF16(data[2:], binary.BigEndian)
	case bytes.IndexByte(data, 0) >= 0:
		return "", errBinary
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if utf8.Valid(data) {
		return string(data), nil
	}
	// What Windows calls ANSI, and older pages.
	out, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
	if err != nil || bytes.ContainsRune(out, utf8.RuneError) {
		return "", errCode
	}
	return string(out), nil
}

func decodeUTF16(data []byte, order binary.ByteOrder) (string, error) {
	if len(data)%2 != 0 {
		return "", errUTF16
	}
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	s := string(utf16.Decode(units))
	if strings.ContainsRune(s, 0) {
		return "", errBinary
	}
	return s, nil
}

// line is one paragraph of a file, as it is shown and as it is compared.
type line struct {
	shown, words string
	number       int // in the file, from 1
}

// lines are the paragraphs of a text file, without the empty ones.
func lines(s string) []line {
	var out []line
	s = strings.ReplaceAll(s, "\r\n", "\n")
	number := 0
	for raw := range strings.SplitSeq(strings.ReplaceAll(s, "\r", "\n"), "\n") {
		number++
		out = appendLine(out, raw, number)
	}
	return out
}

func appendLine(out []line, raw string, number int) []line {
	shown := tidy(raw)
	words := Normal(shown)
	if words == "" {
		return out
	}
	return append(out, line{shown, words, number})
}
