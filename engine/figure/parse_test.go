package figure

import (
	"errors"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

func TestParse(t *testing.T) {
	for _, c := range []struct{ in, value, unit string }{
		{"300万元", "3000000", UnitYuan},
		{"5亿元", "500000000", UnitYuan},
		{"500万", "5000000", UnitYuan},
		{"0元", "0", UnitYuan},
		{"500万美元", "5000000", UnitDollar},
		{"10.8 亿美元", "1080000000", UnitDollar},
		{"5%", "5", UnitPercent},
		{"0.8%", "0.8", UnitPercent},
		{"4.55%", "4.55", UnitPercent},
		{"3000元/亩", "3000", "元/亩"},
		{"192万元/亩", "1920000", "元/亩"},
		{"1:1", "1", UnitRatio},
		{"1：1.5", "1.5", UnitRatio},
		{"八五折", "8.5", UnitTenths},
		{"九五折", "9.5", UnitTenths},
		{"八一折", "8.1", UnitTenths},
		{"一五折", "1.5", UnitTenths}, // the smallest first digit
		{"零五折", "0.5", UnitTenths}, // two digits are tenths and hundredths, as ever
		{"八折", "8", UnitTenths},
		{"8.5折", "8.5", UnitTenths},
		{"50亩", "50", "亩"},
		{"1000平方米", "1000", "平方米"},
		{"100万方", "1000000", "方"},
		{"6个月", "6", "个月"},
		{"5甲乙丙丁戊己庚辛", "5", "甲乙丙丁戊己庚辛"}, // the longest unit
		{"10万吨标准煤", "100000", "吨标准煤"},
		{"5.5万人", "55000", "人"},
		{"1805", "1805", ""},
		{"一千万元", "10000000", UnitYuan},
	} {
		got, err := Parse(c.in)
		if err != nil {
			t.Errorf("%q: %v", c.in, err)
		} else if !got.Value.Equal(decimal.RequireFromString(c.value)) || got.Unit != c.unit {
			t.Errorf("%q = %s %s, want %s %s", c.in, got.Value, got.Unit, c.value, c.unit)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for in, want := range map[string]Reason{
		"":           Empty,
		"5 0元":       Syntax, // not empty
		"1.2.3元":     Point,
		"10折":        Syntax, // nothing off
		"三分之二":       Fraction,
		"3000w":      Syntax, // typed, never printed
		"5%以上":       Syntax,
		"5亿元以上":      Syntax,
		"2年内":        Syntax,
		"3亿亿":        Syntax,
		"5万%":        Syntax,
		"2:1":        Syntax,
		"5甲乙丙丁戊己庚辛壬": Syntax, // a unit of nine characters
		"八零折":        Syntax,
		"1:":         Syntax,
		"1:1:1":      Syntax,
		"十五折":        Syntax,
		"0折":         Syntax,
		"折":          Syntax,
		"元":          Syntax,
		"最高300万元":    Syntax,
		"元/亩":        Syntax,
		"5个零":        Syntax,
		"5个十":        Syntax,
		"3000元/":     Syntax,
		"3000/亩":     Syntax,
		"-5%":        Negative,
		"1e5元":       Syntax,
		"1-2月":       Syntax,
		"S211":       Syntax,
		"3000元/亩/年":  Syntax,
	} {
		got, err := Parse(in)
		var bad *Error
		if !errors.As(err, &bad) {
			t.Errorf("%q = %v, want an error", in, got)
		} else if bad.Reason != want {
			t.Errorf("%q: reason %d (%v), want %d", in, bad.Reason, err, want)
		}
	}
}

// A figure reads back from its printed form.
func TestFigureRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := Figure{amounts().Draw(t, "d"), rapid.SampledFrom([]string{
			UnitYuan, UnitDollar, UnitPercent, UnitRatio, "元/亩", "亩", "个月"}).Draw(t, "unit")}
		got, err := Parse(f.String())
		if err != nil || !got.Value.Equal(f.Value) || got.Unit != f.Unit {
			t.Fatalf("%v -> %v, %v", f, got, err)
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"300万元", "10.8 亿美元", "3000元/亩", "1:1", "八五折", "三分之二", "0.8%", "6个月", "::", "折折", "1/亩"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, err := Parse(s)
		if err != nil {
			var bad *Error
			if !errors.As(err, &bad) || bad.Reason == 0 {
				t.Fatalf("%q: %v", s, err)
			}
			return
		}
		if got.Value.IsNegative() {
			t.Fatalf("%q = %v", s, got)
		}
		again, err := Parse(got.String())
		var bad *Error
		if errors.As(err, &bad) && bad.Reason == TooBig {
			return
		}
		if err != nil || !again.Value.Equal(got.Value) || again.Unit != got.Unit {
			t.Fatalf("%q = %v, read back %v, %v", s, got, again, err)
		}
	})
}
