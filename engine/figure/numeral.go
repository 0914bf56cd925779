package figure

import (
	"strings"

	"github.com/shopspring/decimal"
)

// A numeral is one or more parts, each with a smaller scale than the one
// before: 1.2亿, 1亿2000万, 十二亿三千万, 3万5000.
//
//	numeral = part { part }
//	part    = number [ "千" | "百" ] [ scale ]  |  hanzi [ scale ]
//	number  = digits with commas in threes, or none [ "." digits ]
//	hanzi   = 一千二百三十四, 两千, 十五, 一点二
//	scale   = "万亿" | "亿" | "万" | "y" | "w"
//
// What has two readings in everyday speech (3万5, 一亿五千) is refused.
type numeral struct {
	value  decimal.Decimal
	scaled bool // ends in 万 or 亿
}

// reader reads numerals off a narrowed input.
type reader struct {
	in      string // as given, for messages
	s       []rune
	i       int
	letters bool // w and y stand for 万 and 亿
	digits  int
}

func (p *reader) peek(k int) rune {
	if p.i+k < len(p.s) {
		return p.s[p.i+k]
	}
	return 0
}

func (p *reader) fail(r Reason, problem, hint string) *Error { return fail(p.in, r, problem, hint) }

func (p *reader) twoReadings() *Error {
	return p.fail(Ambiguous, "有两种读法", "请写全，如 3.5万 或 35,000")
}

// part is a number before its scale is applied.
type part struct {
	value    decimal.Decimal
	fraction bool
	hanzi    bool
	led      bool // hanzi: starts with 零
	bare     bool // hanzi: a single digit
	places   int  // digits before the point, if written in digits
	small    int32
}

func (p *reader) numeral() (numeral, *Error) {
	var n numeral
	last := int32(1000) // exponent of the part before
	fraction := false
	for first := true; first || p.starts(); first = false {
		if fraction {
			return n, p.fail(Syntax, "的小数后面又有数字", "请写成一个数，如 1.25亿")
		}
		x, err := p.part()
		if err != nil {
			return n, err
		}
		exp := p.scale()
		switch {
		case exp >= last:
			return n, p.fail(Syntax, "里万、亿的顺序不对", "请从大到小写，如 1亿2000万")
		case !first && exp == 0 && !x.fills(last):
			return n, p.twoReadings()
		case !first && x.value.GreaterThanOrEqual(decimal.New(1, last-exp)):
			return n, p.fail(Syntax, "里后一段的数字太大", "请写成一个数，如 1.25亿")
		}
		n.value = n.value.Add(x.value.Shift(exp))
		n.scaled, last, fraction = exp > 0, exp, x.fraction
	}
	if n.value.GreaterThanOrEqual(decimal.New(1, MaxDigits)) {
		return n, p.tooBig()
	}
	return n, nil
}

func (p *reader) tooBig() *Error {
	return p.fail(TooBig, "太大了", "最多 20 位数字，请检查是否多写了")
}

// fills reports whether a part without a scale of its own can stand after 万 or
// 亿 (10 to the power last) with one reading only.
func (x part) fills(last int32) bool {
	switch {
	case x.hanzi && x.led:
		return true
	case x.hanzi:
		return last == 4 && !x.bare
	case x.small > 0:
		return last == 4 && x.small == 3
	}
	return x.places == int(last)
}

// starts reports whether another part begins here.
func (p *reader) starts() bool {
	r := p.peek(0)
	return isDigit(r) || hanziDigit(r) >= 0 || r == '十'
}

func (p *reader) scale() int32 {
	switch r := p.peek(0); {
	case r == '万' && p.peek(1) == '亿':
		p.i += 2
		return 12
	case r == '亿' || p.letters && r == 'y':
		p.i++
		return 8
	case r == '万' || p.letters && r == 'w':
		p.i++
		return 4
	}
	return 0
}

func (p *reader) part() (part, *Error) {
	switch r := p.peek(0); {
	case isDigit(r):
		return p.number()
	case hanziDigit(r) >= 0 || r == '十':
		return p.hanzi()
	case r == '.':
		return part{}, p.pointError()
	case r == '-' || r == '负':
		return part{}, p.fail(Negative, "是负数", "请填 0 或更大的数")
	}
	return part{}, p.fail(Syntax, "不是数字", "请写成 5000、5,000 或 1.2亿 这样")
}

func (p *reader) pointError() *Error {
	return p.fail(Point, "的小数点位置不对", "小数点前后都要有数字，且只能有一个，如 0.5")
}

// number reads ASCII digits, commas in threes and one point.
func (p *reader) number() (part, *Error) {
	var text strings.Builder
	var x part
	group, commas := 0, false
	for ; ; p.i++ {
		r := p.peek(0)
		if r == ',' && (isDigit(p.peek(1)) || commas) {
			if group == 0 || group > 3 || commas && group != 3 {
				return x, p.groupingError()
			}
			commas, group = true, 0
			continue
		}
		if !isDigit(r) {
			break
		}
		text.WriteRune(r)
		group++
		x.places++
	}
	if commas && group != 3 || p.peek(0) == ',' {
		return x, p.groupingError()
	}
	if p.peek(0) == '.' {
		x.fraction = true
		text.WriteRune('.')
		for p.i++; isDigit(p.peek(0)); p.i++ {
			text.WriteRune(p.peek(0))
			p.digits++
		}
		if strings.HasSuffix(text.String(), ".") || p.peek(0) == '.' {
			return x, p.pointError()
		}
		if p.peek(0) == ',' {
			return x, p.groupingError()
		}
	}
	if p.digits += x.places; p.digits > MaxDigits {
		return x, p.tooBig()
	}
	// The text is digits and at most one point: it always parses.
	v, _ := decimal.NewFromString(text.String())
	x.small = smallScale(p.peek(0))
	if x.small == 1 { // 3十 is nobody's way to write 30
		x.small = 0
	}
	if x.small > 0 {
		p.i++
	}
	x.value = v.Shift(x.small)
	return x, nil
}

func (p *reader) groupingError() *Error {
	return p.fail(Grouping, "的逗号位置不对", "请每三位写一个逗号，如 1,000，或不写逗号")
}
