package figure

import (
	"strings"

	"github.com/shopspring/decimal"
)

// ParseAmount reads a number that a person typed where a quantity of the given
// unit is asked: 5000, 5,000, 1.2亿, 3000w, 1亿2000万, 一千万, ３０００万, ¥5000,
// 4.6%, 50亩. The unit may be left out of the input, but no other may stand
// there. An empty unit means a plain number.
//
// The result is zero or more and below 10^20, in the unit itself (yuan, not 万
// yuan). Every error is an *Error.
func ParseAmount(s, unit string) (decimal.Decimal, error) {
	v, err := parseAmount(s, unit)
	if err != nil {
		return decimal.Decimal{}, err
	}
	return v, nil
}

func parseAmount(s, unit string) (decimal.Decimal, *Error) {
	var none decimal.Decimal
	if d, ok := plainNumber(s); ok {
		return d, nil
	}
	in, err := narrow(s)
	if err != nil {
		return none, err
	}
	if len(in) == 0 {
		return none, fail("", Empty, "没有填写", "请填一个数字，如 "+example(unit))
	}
	if in, err = trimSign(s, in, unit); err != nil {
		return none, err
	}
	p := reader{in: s, s: in, letters: true}
	n, err := p.numeral()
	if err != nil {
		return none, err
	}
	if err := p.checkUnit(unit, n); err != nil {
		return none, err
	}
	return n.value, nil
}

// plainNumber reads digits with a point or none, as programs write them, without
// the care that what people type takes.
func plainNumber(s string) (decimal.Decimal, bool) {
	n, exp, ok := Digits(s)
	if !ok {
		return decimal.Decimal{}, false
	}
	return decimal.New(n, int32(exp)), true
}

// Digits reads a number as programs write it, digits and perhaps a point, as
// n·10^exp. ParseAmount takes it as a number of the unit that is asked for.
func Digits(s string) (n int64, exp int, ok bool) {
	const most = 18 // digits that fit
	if len(s) == 0 || len(s) > most {
		return 0, 0, false
	}
	point := -1
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			n = n*10 + int64(c-'0')
		case c == '.' && point < 0 && i > 0 && i < len(s)-1:
			point = i
		default:
			return 0, 0, false
		}
	}
	if point < 0 {
		return n, 0, true
	}
	return n, point + 1 - len(s), true
}

// trimSign takes a currency sign off the front.
func trimSign(s string, in []rune, unit string) ([]rune, *Error) {
	sign := ""
	switch in[0] {
	case '¥':
		sign = UnitYuan
	case '$':
		sign = UnitDollar
	default:
		return in, nil
	}
	if sign != unit {
		return nil, wrongUnit(s, sign, unit)
	}
	return in[1:], nil
}

// checkUnit looks at what follows the number.
func (p *reader) checkUnit(unit string, n numeral) *Error {
	rest := string(p.s[p.i:])
	switch {
	case unit == UnitPercent && n.scaled:
		return p.fail(Unit, "不像百分数", "请填百分号前面的数，如 4.6")
	case rest == "" || rest == unit:
		return nil
	case isExponent(rest):
		return p.fail(Exponent, "用了科学记数法", "请写成 1.2亿 或 120,000,000 这样")
	case p.peek(0) == '.':
		return p.pointError()
	case p.peek(0) == '万' || p.peek(0) == '亿' || p.peek(0) == 'w' || p.peek(0) == 'y':
		return p.fail(Syntax, "里的万、亿写重了", "请写成 3亿、5000万 或 1亿2000万 这样")
	}
	for _, alias := range aliases[unit] {
		if rest == alias {
			return nil
		}
	}
	if u, ok := printedUnit(rest); ok {
		return wrongUnit(p.in, u, unit)
	}
	return p.fail(Syntax, "里有看不懂的字", "请只写数字，如 "+example(unit))
}

func wrongUnit(s, got, want string) *Error {
	if want == "" {
		return fail(s, Unit, "带了单位“"+got+"”", "这里只填数字")
	}
	return fail(s, Unit, "的单位是“"+got+"”", "这里要填“"+want+"”的数，如 "+example(want))
}

// aliases are other ways to write a unit; the input is narrowed already.
var aliases = map[string][]string{
	UnitYuan:    {"元整", "块", "块钱", "人民币", "元人民币", "rmb"},
	UnitDollar:  {"美金", "usd", "$"},
	UnitPercent: {"个百分点"},
	"平方米":       {"平米", "平方", "㎡", "m2", "m²"},
}

func isExponent(rest string) bool {
	digits, found := strings.CutPrefix(rest, "e")
	if !found {
		return false
	}
	digits = strings.TrimLeft(digits, "+-")
	return digits != "" && isDigit(rune(digits[0]))
}

// example is a number of the unit for messages.
func example(unit string) string {
	switch unit {
	case UnitYuan, "":
		return "5000 或 1.2亿"
	case UnitDollar:
		return "500万"
	case UnitPercent:
		return "4.6"
	}
	return "50"
}
