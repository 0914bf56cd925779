package engine

import (
	"cmp"
	"math"
	"math/bits"
	"strconv"

	"github.com/shopspring/decimal"
)

// num is an exact decimal. Nearly all quantities of a policy are a whole number of
// millionths in an int64, which adds and compares without allocating; the others
// are decimals. A number has one form only: a decimal where it does not fit.
type num struct {
	n int64 // millionths, where d is nil
	d *decimal.Decimal
}

const (
	places  = 6
	million = 1_000_000
	// widest is how many digits before the point a number in an int64 can have.
	widest = 13
)

var tens = func() (out [19]int64) {
	for i, k := 0, int64(1); i < len(out); i, k = i+1, k*10 {
		out[i] = k
	}
	return out
}()

func numOf(d decimal.Decimal) num {
	if d.NumDigits() > 18 {
		return wide(d)
	}
	if n, ok := scaled(d.CoefficientInt64(), int(d.Exponent())+places); ok {
		return n
	}
	return num{d: &d}
}

// scaled is n·10^shift millionths; ok is false where they do not fit.
func scaled(n int64, shift int) (_ num, ok bool) {
	switch {
	case n == 0:
		return num{}, true
	case shift < 0 && shift > -len(tens) && n%tens[-shift] == 0:
		return num{n: n / tens[-shift]}, true
	case shift >= 0 && shift < len(tens):
		if hi, lo := bits.Mul64(magnitude(n), uint64(tens[shift])); hi == 0 && lo <= math.MaxInt64 {
			return num{n: n * tens[shift]}, true
		}
	}
	return num{}, false
}

// wide is numOf for many digits, which may be zeros at the end.
func wide(d decimal.Decimal) num {
	if d.NumDigits()+int(d.Exponent()) <= widest {
		if whole := d.Shift(places); whole.IsInteger() {
			if n := whole.BigInt(); n.IsInt64() {
				return num{n: n.Int64()}
			}
		}
	}
	return num{d: &d}
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

// decimal is the number with as few places as it needs.
func (a num) decimal() decimal.Decimal {
	if a.d != nil {
		return *a.d
	}
	n, exp := a.n, int32(-places)
	if n == 0 {
		return decimal.Zero
	}
	for ; exp < 0 && n%10 == 0; exp++ {
		n /= 10
	}
	return decimal.New(n, exp)
}

func (a num) add(b num) num {
	if a.d == nil && b.d == nil {
		// a sum overflows when its sign is that of neither part
		if s := a.n + b.n; (a.n^s)&(b.n^s) >= 0 {
			return num{n: s}
		}
	}
	return numOf(a.decimal().Add(b.decimal()))
}

func (a num) neg() num {
	if a.d == nil && a.n != math.MinInt64 {
		return num{n: -a.n}
	}
	return numOf(a.decimal().Neg())
}

func (a num) sub(b num) num { return a.add(b.neg()) }

func (a num) mul(b num) num {
	if a.d == nil && b.d == nil {
		hi, lo := bits.Mul64(magnitude(a.n), magnitude(b.n))
		if hi < million {
			if q, rest := bits.Div64(hi, lo, million); rest == 0 && q <= math.MaxInt64 {
				if (a.n < 0) != (b.n < 0) {
					return num{n: -int64(q)}
				}
				return num{n: int64(q)}
			}
		}
	}
	return numOf(a.decimal().Mul(b.decimal()))
}

// append appends the number with as few places as it needs.
func (a num) append(b []byte) []byte {
	if a.d != nil {
		return append(b, a.d.String()...)
	}
	if a.n < 0 {
		b = append(b, '-')
	}
	whole, rest := magnitude(a.n)/million, magnitude(a.n)%million
	b = strconv.AppendUint(b, whole, 10)
	if rest == 0 {
		return b
	}
	b = append(b, '.')
	for unit := uint64(million / 10); rest > 0; unit /= 10 {
		b = append(b, byte('0'+rest/unit))
		rest %= unit
	}
	return b
}

// round rounds half away from zero to whole fen.
func (a num) round() num {
	const fen = million / 100
	if a.d == nil {
		rest := a.n % fen
		if rest == 0 {
			return a
		}
		switch n := a.n - rest; {
		case rest >= fen/2 && n <= math.MaxInt64-fen:
			return num{n: n + fen}
		case rest <= -fen/2 && n >= math.MinInt64+fen:
			return num{n: n - fen}
		case rest < fen/2 && rest > -fen/2:
			return num{n: n}
		}
	}
	return numOf(a.decimal().Round(2))
}

// mod is the rest of a division, with the sign of a.
func (a num) mod(b num) num {
	if a.d == nil && b.d == nil {
		return num{n: a.n % b.n}
	}
	return numOf(a.decimal().Mod(b.decimal()))
}

// over divides to four places.
func (a num) over(b num) num { return numOf(a.decimal().DivRound(b.decimal(), 4)) }

func (a num) cmp(b num) int {
	switch {
	case a.d == nil && b.d == nil:
		return cmp.Compare(a.n, b.n)
	case b.d == nil && a.beyond():
		return a.d.Sign()
	case a.d == nil && b.beyond():
		return -b.d.Sign()
	}
	return a.decimal().Cmp(b.decimal())
}

// beyond says of a decimal that no int64 comes near it.
func (a num) beyond() bool { return a.d.NumDigits()+int(a.d.Exponent()) > widest }

func (a num) less(b num) bool {
	if a.d == nil && b.d == nil {
		return a.n < b.n
	}
	return a.cmp(b) < 0
}

func (a num) equal(b num) bool { return a.cmp(b) == 0 }
func (a num) sign() int {
	if a.d == nil {
		return cmp.Compare(a.n, 0)
	}
	return a.d.Sign()
}

func minNum(a, b num) num {
	if b.less(a) {
		return b
	}
	return a
}

func maxNum(a, b num) num {
	if a.less(b) {
		return b
	}
	return a
}

// appendKey appends what tells the number apart from others.
func (a num) appendKey(b []byte) []byte {
	if a.d == nil {
		return strconv.AppendInt(b, a.n, 10)
	}
	return append(append(b, 'd'), a.d.String()...)
}
