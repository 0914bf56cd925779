package table

import (
	"bytes"
	"encoding/csv"
	"errors"
	"strings"
	"testing"

	"huiqi/tui/text"
)

func TestCell(t *testing.T) {
	for _, c := range []struct{ why, in, want string }{
		{"plain words stay", "某某公司", "某某公司"},
		{"a sum stays a number", "1000000.5", "1000000.5"},
		{"empty stays empty", "", ""},
		{"formula", `=HYPERLINK("http://a")`, `'=HYPERLINK("http://a")`},
		{"plus", "+1", "'+1"},
		{"minus", "-1+1", "'-1+1"},
		{"at sign, an old function call", "@SUM(1)", "'@SUM(1)"},
		{"tab before the formula", "\t=1", "' =1"},
		{"line break before the formula", "\r=1", "' =1"},
		{"space before the formula", "  =1", "'  =1"},
		{"full-width sign, taken in Chinese settings", "＝1", "'＝1"},
		{"invisible character before the formula", "\u200b\ufeff=1", "'=1"},
		{"a sign inside is none", "甲=乙", "甲=乙"},
		{"escape sequence and C1 control", "甲\x1b[31m\u009b1m乙", "甲[31m1m乙"},
		{"bidi control", "甲\u202e乙", "甲乙"},
		{"lines become one", "甲\r\n乙\n丙", "甲 乙 丙"},
	} {
		if got := Cell(c.in); got != c.want {
			t.Errorf("%s: Cell(%q) = %q, want %q", c.why, c.in, got, c.want)
		}
		if got, want := Words(Cell(c.in)), text.CleanLine(c.in); got != want {
			t.Errorf("%s: read again as %q, want %q", c.why, got, want)
		}
	}
	for _, s := range []string{"", "'", "' ", "'甲", "'\ufffd", "1"} { // nobody put these apostrophes there
		if got := Words(s); got != s {
			t.Errorf("Words(%q) = %q", s, got)
		}
	}
}

func TestCSV(t *testing.T) {
	var b bytes.Buffer
	w := NewCSV(&b)
	for _, row := range [][]string{{"名称", "说明"}, {"甲,乙", `说"好"`}, {"=1", "丙\n丁"}} {
		if err := w.Row(row...); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	want := "\ufeff名称,说明\r\n\"甲,乙\",\"说\"\"好\"\"\"\r\n'=1,丙 丁\r\n"
	if b.String() != want {
		t.Errorf("%q, want %q", b.String(), want)
	}
	back, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\ufeff"))).ReadAll()
	if err != nil || back[1][0] != "甲,乙" || back[1][1] != `说"好"` {
		t.Errorf("read back: %q, %v", back, err)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("full") }

// TestCSVError holds that a disk that is full is not overheard, neither at the
// first row nor at the end.
func TestCSVError(t *testing.T) {
	w := NewCSV(full{})
	if w.Row("甲") == nil && w.Flush() == nil {
		t.Error("no error")
	}
}
