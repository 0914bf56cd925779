package figure

import "github.com/shopspring/decimal"

const hanziDigits = "零一二三四五六七八九"

// hanziDigit is the value of a Chinese digit, -1 for any other character.
func hanziDigit(r rune) int {
	if r == '两' {
		return 2
	}
	k := 0
	for _, d := range hanziDigits {
		if d == r {
			return k
		}
		k++
	}
	return -1
}

// smallScale is the exponent of 十, 百 and 千, 0 for any other character.
func smallScale(r rune) int32 {
	switch r {
	case '十':
		return 1
	case '百':
		return 2
	case '千':
		return 3
	}
	return 0
}

// hanzi reads a number below 10000 in Chinese numerals, and after 点 its
// decimal places.
func (p *reader) hanzi() (part, *Error) {
	x := part{hanzi: true, led: p.peek(0) == '零'}
	total, last := int64(0), int32(4) // last: exponent of the place before
	zero, start := false, p.i
	for {
		r := p.peek(0)
		d := hanziDigit(r)
		switch {
		case r == '零':
			if zero {
				return x, p.hanziError()
			}
			zero = true
			p.i++
			continue
		case r == '十' && p.i == start: // 十五: the one is not said
			d = 1
		case d > 0:
			p.i++
		}
		if d < 0 {
			break
		}
		exp := smallScale(p.peek(0))
		if exp >= last {
			return x, p.hanziError()
		}
		if exp == 0 {
			// A digit without a place: 五, 十五, 一百零五. But 一百五 is 150 to some.
			if p.i-1 > start && !zero && last != 1 {
				return x, p.twoReadings()
			}
			if hanziDigit(p.peek(0)) >= 0 {
				return x, p.hanziError()
			}
		} else {
			p.i++
		}
		x.bare = exp == 0 && p.i-1 == start
		total += int64(d) * pow10(exp)
		last, zero = exp, false
	}
	x.value = decimal.NewFromInt(total)
	if p.peek(0) == '点' {
		return p.hanziPoint(x)
	}
	if zero && p.i > 1 { // 一百零, 三万零: something is missing
		return x, p.hanziError()
	}
	return x, nil
}

// hanziPoint reads 点二五.
func (p *reader) hanziPoint(x part) (part, *Error) {
	x.fraction = true
	for k := int32(1); ; k++ {
		d := hanziDigit(p.peek(1))
		if d < 0 {
			if k == 1 {
				return x, p.pointError()
			}
			p.i++
			return x, nil
		}
		if p.digits++; p.digits > MaxDigits {
			return x, p.tooBig()
		}
		x.value = x.value.Add(decimal.New(int64(d), -k))
		p.i++
	}
}

func (p *reader) hanziError() *Error {
	return p.fail(Syntax, "看不懂", "请用阿拉伯数字写，如 1.2亿")
}

func pow10(exp int32) int64 {
	n := int64(1)
	for ; exp > 0; exp-- {
		n *= 10
	}
	return n
}
