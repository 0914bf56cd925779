package figure

import (
	"errors"
	"strings"
	"testing"
)

// The first and the last year count, in every form.
func TestYearEdges(t *testing.T) {
	for _, c := range []struct {
		in   string
		year int // 0: refused
	}{
		{"1900-01-01", 1900}, {"1900/1/1", 1900}, {"1900年1月1日", 1900}, {"2100/12/31", 2100},
		{"1899-12-31", 0}, {"1899/12/31", 0}, {"2101-01-01", 0}, {"2101/1/1", 0},
	} {
		year, month, day, err := ParseDay(c.in)
		if (err == nil) != (c.year > 0) || year != c.year {
			t.Errorf("%s: %d %v", c.in, year, err)
		}
		if err != nil && (month != 0 || day != 0) {
			t.Errorf("%s is refused, and yet %d-%d", c.in, month, day)
		}
	}
	for _, in := range []string{"", "  ", "2023-02-30", "昨天", strings.Repeat("1", 200)} {
		if year, month, day, err := ParseDay(in); err == nil || year != 0 || month != 0 || day != 0 {
			t.Errorf("%q: %d-%d-%d %v", in, year, month, day, err)
		}
	}
}

// A nought after the point counts as a digit.
func TestHanziNought(t *testing.T) {
	for in, want := range map[string]string{"三点零五": "3.05", "一点二零": "1.2", "零点零一": "0.01"} {
		d, err := ParseAmount(in+"万", UnitYuan)
		if err != nil || d.Shift(-4).String() != want {
			t.Errorf("%s万 is %s (%v), want %s万", in, d, err, want)
		}
	}
}

// Two parts of one size are in the wrong order, whatever they hold.
func TestSameSizeTwice(t *testing.T) {
	for _, in := range []string{"1亿2亿", "1万0.5万", "三万二万"} {
		if _, err := ParseAmount(in, UnitYuan); err == nil || !strings.Contains(err.Error(), "万、亿的顺序不对") {
			t.Errorf("%s: %v", in, err)
		}
	}
}

// What is refused leaves no number behind.
func TestDigitsRefused(t *testing.T) {
	for _, s := range []string{"", "1234567890123456789", "12a", "1.2.3"} {
		if n, exp, ok := Digits(s); n != 0 || exp != 0 || ok {
			t.Errorf("%q: %d %d %v", s, n, exp, ok)
		}
	}
}

func TestDayReasons(t *testing.T) {
	for _, c := range []struct {
		in   string
		want Reason
	}{
		{"", Empty},
		{"5", Syntax}, // one character is not nothing
		{"2023 05 01", Syntax},
		{strings.Repeat("1", 65), TooLong},
		{"1899/12/31", TooBig},
	} {
		_, _, _, err := ParseDay(c.in)
		var bad *Error
		if !errors.As(err, &bad) || bad.Reason != c.want {
			t.Errorf("%q: %v, want reason %d", c.in, err, c.want)
		}
	}
}

// The first and the last character of each range that is narrowed, and those
// beside it.
func TestNarrowEdges(t *testing.T) {
	for _, c := range []struct{ in, want rune }{
		{'！', '!'}, {'～', '~'}, {'！' - 1, '！' - 1}, {'～' + 1, '～' + 1}, {'　', ' '},
	} {
		if got := Narrow(c.in); got != c.want {
			t.Errorf("%U: %U, want %U", c.in, got, c.want)
		}
	}
	for _, c := range []struct{ in, want rune }{
		{'A', 'a'}, {'Z', 'z'}, {'Ａ', 'a'}, {'Ｚ', 'z'}, {'A' - 1, 'A' - 1}, {'Z' + 1, 'Z' + 1},
	} {
		if got := plain(c.in); got != c.want {
			t.Errorf("%U: %U, want %U", c.in, got, c.want)
		}
	}
}
