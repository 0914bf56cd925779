package figure

import (
	"errors"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

func TestParseAmount(t *testing.T) {
	for _, c := range []struct{ in, unit, want string }{
		{"0", UnitYuan, "0"},
		{"5000", UnitYuan, "5000"},
		{"5,000", UnitYuan, "5000"},
		{"1,234,567.89", UnitYuan, "1234567.89"},
		{"010", UnitYuan, "10"},
		{"0.5", UnitPercent, "0.5"},
		{"1.2亿", UnitYuan, "120000000"},
		{"1.2亿元", UnitYuan, "120000000"},
		{"3000万", UnitYuan, "30000000"},
		{"3000w", UnitYuan, "30000000"},
		{"3000W", UnitYuan, "30000000"},
		{"1.2y", UnitYuan, "120000000"},
		{"1.5万亿", UnitYuan, "1500000000000"},
		{"３０００万", UnitYuan, "30000000"},
		{"３０００Ｗ", UnitYuan, "30000000"},
		{"1。2亿", UnitYuan, "120000000"},
		{"1，200，000", UnitYuan, "1200000"},
		{" 　5000 元 ", UnitYuan, "5000"},
		{"5000元整", UnitYuan, "5000"},
		{"¥5000", UnitYuan, "5000"},
		{"￥5,000元", UnitYuan, "5000"},
		{"\ufeff5000", UnitYuan, "5000"},
		{"1亿2000万", UnitYuan, "120000000"},
		{"1亿 2000万 元", UnitYuan, "120000000"},
		{"1亿500万", UnitYuan, "105000000"},
		{"1亿2千万", UnitYuan, "120000000"},
		{"3万5000", UnitYuan, "35000"},
		{"3万5千", UnitYuan, "35000"},
		{"5百万", UnitYuan, "5000000"},
		{"1.5千万", UnitYuan, "15000000"},
		{"十", UnitYuan, "10"},
		{"十五万", UnitYuan, "150000"},
		{"一千万", UnitYuan, "10000000"},
		{"两千万", UnitYuan, "20000000"},
		{"十二亿三千万", UnitYuan, "1230000000"},
		{"一亿零五百万", UnitYuan, "105000000"},
		{"一亿五百万", UnitYuan, "105000000"},
		{"一亿零五十", UnitYuan, "100000050"},
		{"三万五千", UnitYuan, "35000"},
		{"三万零五", UnitYuan, "30005"},
		{"三万零点五", UnitYuan, "30000.5"}, // 零 before 点 lacks nothing
		{"一百零点五", UnitYuan, "100.5"},   // the same within
		{"三万五千零一", UnitYuan, "35001"},  // the one is single, but not all that follows 万
		{"一千二百三十四", UnitYuan, "1234"},
		{"一百零五", "个", "105"},
		{"二十三", "个", "23"},
		{"一点二亿", UnitYuan, "120000000"},
		{"零点五", UnitPercent, "0.5"},
		{"零", UnitYuan, "0"},
		{"壹仟贰佰万圆整", UnitYuan, "12000000"},
		{"4.6%", UnitPercent, "4.6"},
		{"4.6％", UnitPercent, "4.6"},
		{"4.6", UnitPercent, "4.6"},
		{"50亩", "亩", "50"},
		{"3个", "个", "3"},
		{"500万美元", UnitDollar, "5000000"},
		{"$500", UnitDollar, "500"},
		{"500万", UnitDollar, "5000000"},
		{"1000平米", "平方米", "1000"},
		{"12", "", "12"},
		{"99999999999999999999", UnitYuan, "99999999999999999999"},
		{"零点" + strings.Repeat("一", 20), UnitYuan, "0." + strings.Repeat("1", 20)}, // as many digits as there may be
	} {
		got, err := ParseAmount(c.in, c.unit)
		if err != nil {
			t.Errorf("%q in %s: %v", c.in, c.unit, err)
		} else if !got.Equal(decimal.RequireFromString(c.want)) {
			t.Errorf("%q in %s = %s, want %s", c.in, c.unit, got, c.want)
		}
	}
}

func TestParseAmountRefuses(t *testing.T) {
	for _, c := range []struct {
		in, unit string
		want     Reason
	}{
		{"", UnitYuan, Empty},
		{" 　\t", UnitYuan, Empty},
		{"-5", UnitYuan, Negative},
		{"－5", UnitYuan, Negative},
		{"−5万", UnitYuan, Negative},
		{"负五万", UnitYuan, Negative},
		{"NaN", UnitYuan, Syntax},
		{"Inf", UnitYuan, Syntax},
		{"+5", UnitYuan, Syntax},
		{"abc", UnitYuan, Syntax},
		{"0x10", UnitYuan, Syntax},
		{"1e9", UnitYuan, Exponent},
		{"1E9", UnitYuan, Exponent},
		{"1e999999999", UnitYuan, Exponent},
		{"1.5e-3", UnitYuan, Exponent},
		{"5e", UnitYuan, Syntax},   // an e without an exponent
		{"5eur", UnitYuan, Syntax}, // a word that begins with e
		{"5-3", UnitYuan, Syntax},  // no e
		{"1.2.3", UnitYuan, Point},
		{"1.2亿.5", UnitYuan, Point},
		{".5", UnitYuan, Point},
		{"1.", UnitYuan, Point},
		{"1.亿", UnitYuan, Point},
		{"1,00", UnitYuan, Grouping},
		{"1,0000", UnitYuan, Grouping},
		{"1,,000", UnitYuan, Grouping},
		{"5,", UnitYuan, Grouping},
		{"5,元", UnitYuan, Grouping},
		{"1,000,", UnitYuan, Grouping},
		{"1000,000", UnitYuan, Grouping},
		{"0.123,456", UnitYuan, Grouping},
		{"3十", UnitYuan, Syntax},
		{"3亿亿", UnitYuan, Syntax},
		{"3万万", UnitYuan, Syntax},
		{"2000万1亿", UnitYuan, Syntax},
		{"1.2亿3000万", UnitYuan, Syntax},
		{"1亿20000万", UnitYuan, Syntax},
		{"1亿10000万", UnitYuan, Syntax},
		{"5 000", UnitYuan, Syntax},
		{"一二三", UnitYuan, Syntax},
		{"一百零", UnitYuan, Syntax},
		{"十零", UnitYuan, Syntax},
		{"五零点五", UnitYuan, Syntax}, // 5.5 or 50.5
		{"三万零", UnitYuan, Syntax},  // something is missing
		{"3亿零元", UnitYuan, Syntax},
		{"一亿零万", UnitYuan, Syntax},
		{"零零五", UnitYuan, Syntax},   // one 零 stands for any gap
		{"一千零零五", UnitYuan, Syntax}, // the same within
		{"三点", UnitYuan, Point},
		{"一点二亿三千万", UnitYuan, Syntax}, // as 1.2亿3000万
		{"一百千", UnitYuan, Syntax},
		{"一百二百", UnitYuan, Syntax},
		{"一百二千", UnitYuan, Syntax},
		{"3万5", UnitYuan, Ambiguous},
		{"3万500", UnitYuan, Ambiguous},
		{"3w5", UnitYuan, Ambiguous},
		{"1亿2000", UnitYuan, Ambiguous},
		{"1亿2千", UnitYuan, Ambiguous},
		{"三万五", UnitYuan, Ambiguous},
		{"一亿五千", UnitYuan, Ambiguous},
		{"两千五", UnitYuan, Ambiguous},
		{"5000美元", UnitYuan, Unit},
		{"$5000", UnitYuan, Unit},
		{"¥5000", UnitDollar, Unit},
		{"5000元", UnitDollar, Unit},
		{"5%", UnitYuan, Unit},
		{"5亩", "个", Unit},
		{"5元", "", Unit},
		{"3万%", UnitPercent, Unit},
		{"5元元", UnitYuan, Unit},
		{"5000元/", UnitYuan, Syntax},
		{"123456789012345678901", UnitYuan, TooBig},
		{"1.00000000000000000000", UnitYuan, TooBig},
		{"99999999999999999999亿", UnitYuan, TooBig},
		{"1000000000000亿", UnitYuan, TooBig}, // one more than there may be
		{"一点" + strings.Repeat("一", 21), UnitYuan, TooBig},
		{strings.Repeat("𠀀", 64), UnitYuan, Syntax}, // as many bytes as there may be
		{strings.Repeat("1", 65), UnitYuan, TooLong},
		{strings.Repeat("一", 1<<20), UnitYuan, TooLong},
	} {
		got, err := ParseAmount(c.in, c.unit)
		var bad *Error
		if !errors.As(err, &bad) {
			t.Errorf("%.40q in %s = %s, want an error", c.in, c.unit, got)
		} else if bad.Reason != c.want {
			t.Errorf("%.40q in %s: reason %d (%v), want %d", c.in, c.unit, bad.Reason, err, c.want)
		}
	}
}

func TestErrorText(t *testing.T) {
	for in, want := range map[string]string{
		"":            "没有填写，请填一个数字，如 5000 或 1.2亿",
		"1,00":        "“1,00”的逗号位置不对，请每三位写一个逗号，如 1,000，或不写逗号",
		"5000美元":      "“5000美元”的单位是“美元”，这里要填“元”的数，如 5000 或 1.2亿",
		"1e999999999": "“1e999999999”用了科学记数法，请写成 1.2亿 或 120,000,000 这样",
		"a\x1b[2J\nb": "“a [2J b”不是数字，请写成 5000、5,000 或 1.2亿 这样",
	} {
		if _, err := ParseAmount(in, UnitYuan); err == nil || err.Error() != want {
			t.Errorf("%q: %v, want %s", in, err, want)
		}
	}
}

// Where no unit is asked, none is named.
func TestErrorWithoutUnit(t *testing.T) {
	const want = "“5元”带了单位“元”，这里只填数字"
	if _, err := ParseAmount("5元", ""); err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

// What is wrong is said of the right thing.
func TestErrorSays(t *testing.T) {
	for in, want := range map[string]string{
		"3万万": "写重了", "3亿万": "写重了", "3亿亿": "写重了", "3ww": "写重了", "3yy": "写重了",
		"一二三": "看不懂", "一零": "看不懂", "一百二百": "看不懂",
	} {
		if _, err := ParseAmount(in, UnitYuan); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", in, err, want)
		}
	}
}

// The longest input that is read, and the longest that an error shows whole.
func TestLengths(t *testing.T) {
	if _, err := ParseAmount(strings.Repeat(" ", MaxRunes-1)+"5", UnitYuan); err != nil {
		t.Errorf("%d characters: %v", MaxRunes, err)
	}
	if _, err := ParseAmount(strings.Repeat(" ", MaxRunes)+"5", UnitYuan); err == nil {
		t.Errorf("%d characters are read", MaxRunes+1)
	}
	for n, want := range map[int]string{30: strings.Repeat("啊", 30) + "”", 31: strings.Repeat("啊", 30) + "…”"} {
		if _, err := ParseAmount(strings.Repeat("啊", n), UnitYuan); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%d characters: %v", n, err)
		}
	}
}

// amounts are values that ParseAmount can give.
func amounts() *rapid.Generator[decimal.Decimal] {
	return rapid.Custom(func(t *rapid.T) decimal.Decimal {
		coef := rapid.Int64Range(0, 999_999_999_999).Draw(t, "coef")
		return decimal.New(coef, rapid.Int32Range(-6, 7).Draw(t, "exp"))
	})
}

// What the program writes, it reads back as the same number.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := amounts().Draw(t, "d")
		unit := rapid.SampledFrom([]string{UnitYuan, UnitDollar, "亩", ""}).Draw(t, "unit")
		for _, text := range []string{Group(d), Chinese(d), Group(d) + unit, Format(d, unit)} {
			got, err := ParseAmount(text, unit)
			if err != nil || !got.Equal(d) {
				t.Fatalf("%s -> %q -> %s, %v", d, text, got, err)
			}
		}
	})
}

// No input makes the parser panic or give a value outside its range, and each
// value that it gives is read back from its printed forms.
func FuzzParseAmount(f *testing.F) {
	for _, s := range []string{"1.2亿", "3000w", "5,000", "十二亿三千万", "1e9", "3万5", "¥1", "４.6％", "一点二", "零", "1亿2000万元", "-1", "..", "千", "点五"} {
		f.Add(s, UnitYuan)
		f.Add(s, UnitPercent)
		f.Add(s, "亩")
	}
	limit := decimal.New(1, MaxDigits)
	f.Fuzz(func(t *testing.T, s, unit string) {
		d, err := ParseAmount(s, unit)
		if err != nil {
			var bad *Error
			if !errors.As(err, &bad) || bad.Reason == 0 || bad.Hint == "" {
				t.Fatalf("%q: %v", s, err)
			}
			return
		}
		if d.IsNegative() || d.GreaterThanOrEqual(limit) || d.Exponent() < -MaxDigits {
			t.Fatalf("%q = %s", s, d)
		}
		if e, err := ParseAmount(Group(d), unit); err != nil || !e.Equal(d) {
			// A sum of parts can have more digits than one number may.
			var bad *Error
			if !errors.As(err, &bad) || bad.Reason != TooBig {
				t.Fatalf("%q = %s, read back %s, %v", s, d, e, err)
			}
		}
	})
}

// TestPlainNumbers: what programs write comes to the same the short way and the
// long way.
func TestPlainNumbers(t *testing.T) {
	for _, s := range []string{"0", "5", "010", "5000", "1.10", "0.5", "00.50", "999999999999999999", "12345678901234.56", "5.", ".5", "1..2", "1.2.3", "-5", "", "1234567890123456789"} {
		short, ok := plainNumber(s)
		long, err := ParseAmount(s+" ", "") // a space takes the long way
		if ok && (err != nil || !short.Equal(long)) {
			t.Errorf("%q: %v the short way; %v, %v the long way", s, short, long, err)
		}
		if plain := err == nil && len(s) <= 18 && s != ".5" && s != "5."; ok != plain {
			t.Errorf("%q: taken the short way: %v", s, ok)
		}
	}
}
