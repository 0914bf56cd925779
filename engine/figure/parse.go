package figure

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// Figure is a number of an official text with its unit.
type Figure struct {
	Value decimal.Decimal // in the unit itself: 3000000 for 300万元, 30 for 30%
	Unit  string          // 元, 美元, %, 折, 比, 元/亩, 亩, 个, …; "" for a bare number
}

// Parse reads one figure as a text prints it:
//
//	300万元  5亿元  10.8 亿美元   元, 美元
//	500万                        元: a 万 or 亿 without a unit is yuan
//	5%                           %
//	3000元/亩  192万元/亩         元/亩
//	八五折  8.5折                 折, 8.5
//	1:1  1:1.5                   比: the second number; the first must be 1
//	50亩  6个月  1000平方米  1805  any unit of up to 8 Chinese characters, or none
//
// Words around the figure (以上, 左右) are not part of it. A fraction such as
// 三分之二 has no finite decimal and is refused with Reason Fraction; callers
// that only carry its text do not need its value. Every error is an *Error.
func Parse(s string) (Figure, error) {
	f, err := parse(s)
	if err != nil {
		return Figure{}, err
	}
	return f, nil
}

func parse(s string) (Figure, *Error) {
	in, err := narrow(s)
	if err != nil {
		return Figure{}, err
	}
	text := string(in)
	switch {
	case text == "":
		return Figure{}, fail("", Empty, "没有数字", "请照原文写，如 300万元")
	case strings.Contains(text, "分之"):
		return Figure{}, fail(s, Fraction, "是分数，不能准确写成小数", "百分数请写成 5% 这样")
	case strings.HasSuffix(text, UnitTenths):
		return discount(s, strings.TrimSuffix(text, UnitTenths))
	case strings.ContainsRune(text, ':'):
		return ratio(s, text)
	}
	p := reader{in: s, s: in}
	n, err := p.numeral()
	if err != nil {
		return Figure{}, err
	}
	rest := string(p.s[p.i:])
	if rest == "" {
		if n.scaled {
			return Figure{n.value, UnitYuan}, nil
		}
		return Figure{n.value, ""}, nil
	}
	unit, ok := printedUnit(rest)
	if !ok || unit == UnitPercent && n.scaled {
		return Figure{}, p.fail(Syntax, "不是数字加单位", "请照原文写，如 300万元、5%、3000元/亩")
	}
	return Figure{n.value, unit}, nil
}

// discount reads what stands before 折: 八五, 八, 8.5.
func discount(s, text string) (Figure, *Error) {
	bad := fail(s, Syntax, "不是折扣", "请写成 八五折 或 8.5折")
	in := []rune(text)
	if len(in) == 2 && hanziDigit(in[0]) >= 0 && hanziDigit(in[1]) > 0 {
		tenths := hanziDigit(in[0])*10 + hanziDigit(in[1])
		return Figure{decimal.New(int64(tenths), -1), UnitTenths}, nil
	}
	v, err := whole(s, text)
	if err != nil || !v.IsPositive() || v.GreaterThanOrEqual(decimal.NewFromInt(10)) {
		return Figure{}, bad
	}
	return Figure{v, UnitTenths}, nil
}

func ratio(s, text string) (Figure, *Error) {
	left, right, _ := strings.Cut(text, ":")
	a, err := whole(s, left)
	b, err2 := whole(s, right)
	if err != nil || err2 != nil || !a.Equal(decimal.NewFromInt(1)) {
		return Figure{}, fail(s, Syntax, "不是比例", "请写成 1:1 或 1:1.5，前一个数是 1")
	}
	return Figure{b, UnitRatio}, nil
}

// whole reads a text that is a number and nothing else.
func whole(s, text string) (decimal.Decimal, *Error) {
	p := reader{in: s, s: []rune(text)}
	n, err := p.numeral()
	if err == nil && p.i < len(p.s) {
		err = p.fail(Syntax, "不是数字", "请只写数字")
	}
	return n.value, err
}

// printedUnit checks the words after a number: %, a unit, or a rate such as
// 元/亩. Scales and numerals are no part of a unit, nor are words like 以上.
func printedUnit(rest string) (string, bool) {
	if rest == UnitPercent {
		return rest, true
	}
	num, den, rate := strings.Cut(rest, "/")
	if !unitWord(num) || rate && !unitWord(den) {
		return "", false
	}
	return rest, true
}

func unitWord(w string) bool {
	if n := utf8.RuneCountInString(w); n == 0 || n > 8 {
		return false
	}
	for _, r := range w {
		if !unicode.Is(unicode.Han, r) || r == '万' || r == '亿' || hanziDigit(r) >= 0 || smallScale(r) > 0 {
			return false
		}
	}
	for _, word := range []string{"以上", "以下", "以内", "左右", "内", "余", "多", "起"} {
		if strings.HasSuffix(w, word) {
			return false
		}
	}
	return true
}
