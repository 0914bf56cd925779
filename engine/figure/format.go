package figure

import (
	"strings"

	"github.com/shopspring/decimal"
)

var (
	wan = decimal.New(1, 4)
	yi  = decimal.New(1, 8)
)

// Group writes a number in digits with a comma every three: 120,000,000, 0.5,
// -1,200. Nothing is rounded; zeros at the end of the decimals go.
func Group(d decimal.Decimal) string {
	text := d.String()
	sign := ""
	if strings.HasPrefix(text, "-") {
		sign, text = "-", text[1:]
	}
	whole, rest, _ := strings.Cut(text, ".")
	var b strings.Builder
	b.WriteString(sign)
	for i, r := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(r)
	}
	if rest = strings.TrimRight(rest, "0"); rest != "" {
		b.WriteString("." + rest)
	}
	return b.String()
}

// Chinese writes a number the way it is said, with 万 and 亿: 1.2亿, 300万,
// 12亿3456万. It is exact: what would need more than two decimals, and what is
// below 万, comes in grouped digits.
func Chinese(d decimal.Decimal) string {
	if d.IsNegative() {
		return "-" + Chinese(d.Neg())
	}
	switch {
	case d.LessThan(wan):
		return Group(d)
	case d.LessThan(yi):
		if short(d, 4) {
			return plainText(d.Shift(-4)) + "万"
		}
	case short(d, 8):
		return plainText(d.Shift(-8)) + "亿"
	case d.Mod(wan).IsZero():
		return plainText(d.Shift(-8).Truncate(0)) + "亿" + plainText(d.Mod(yi).Shift(-4)) + "万"
	}
	return Group(d)
}

// short reports whether d in units of 10^scale needs at most two decimals.
func short(d decimal.Decimal, scale int32) bool {
	return d.Shift(2 - scale).IsInteger()
}

func plainText(d decimal.Decimal) string {
	return strings.ReplaceAll(Group(d), ",", "")
}

// Yuan writes money with what it is called, so that the zeros need no
// counting: 1,000,000元（100万元）. Below 万 the digits stand alone.
func Yuan(d decimal.Decimal) string { return Echo(d, UnitYuan) }

// Echo writes a number of any unit as Yuan does: 5,000,000美元（500万美元）, 4.6%.
func Echo(d decimal.Decimal, unit string) string {
	digits, said := Group(d), Chinese(d)
	if digits == said || unit == UnitPercent || unit == UnitRatio || unit == UnitTenths {
		return Format(d, unit)
	}
	return digits + unit + "（" + said + unit + "）"
}

// Format writes a number with its unit as a text would print it: 100万元, 4.6%,
// 3000元/亩 as 3,000元/亩, 8.5折, 1:1.
func Format(d decimal.Decimal, unit string) string {
	switch unit {
	case UnitPercent, UnitTenths:
		return Group(d) + unit
	case UnitRatio:
		return "1:" + plainText(d)
	}
	return Chinese(d) + unit
}

// String is a form that Parse reads back as the same figure. A bare number comes
// in digits, since 万 without a unit means yuan.
func (f Figure) String() string {
	if f.Unit == "" {
		return Group(f.Value)
	}
	return Format(f.Value, f.Unit)
}
