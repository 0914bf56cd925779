package engine

import (
	"math"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

// drawDecimal draws numbers of every size: short ones, ones at the edge of an
// int64 of millionths, and ones with more places or digits than that holds.
func drawDecimal(t *rapid.T, name string) decimal.Decimal {
	n := rapid.Int64().Draw(t, name)
	if rapid.Bool().Draw(t, name+" short") {
		n %= 100_000_000
	}
	d := decimal.New(n, rapid.Int32Range(-20, 12).Draw(t, name+" exp"))
	if rapid.IntRange(0, 5).Draw(t, name+" wide") == 0 {
		d = d.Mul(decimal.New(rapid.Int64().Draw(t, name+" times"), 0))
	}
	return d
}

// Every operation on nums gives what decimals give, in the one form that the
// result has.
func TestNumIsDecimal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkNums(t, drawDecimal(t, "a"), drawDecimal(t, "b")) })
}

// The same at the edges: around half a fen, where an int64 of millionths ends, and
// where digits and places are as many as are looked at.
func TestNumEdges(t *testing.T) {
	var edges []decimal.Decimal
	for _, text := range strings.Fields(`0 1 4 10 0.000001 0.000002 0.004 0.004999 0.005 0.005001 0.006 0.01 0.015
		9223372036854.775807 9223372036854.775808 9223372036854.775809 9223372036854.775 9223372036854.774999 9223372036854.765
		4611686018427.387904 4611686018427.387905 1234567890123.0000001 2000000000000 9999999999999 0.0000001
		999999999999999999 1000000000000000000 9999999999999999999 123456789012.3456780 1e12 1e13 1e18 1e19 1e90 1e-18 1e-24 1e-25 1e-26`) {
		d := decimal.RequireFromString(text)
		edges = append(edges, d, d.Neg())
	}
	for _, a := range edges {
		for _, b := range edges {
			checkNums(t, a, b)
		}
	}
	if n, ok := scaled(math.MaxInt64, 0); !ok || n.n != math.MaxInt64 {
		t.Errorf("the most millionths: %v, %v", n, ok)
	}
}

func checkNums(t interface{ Fatalf(string, ...any) }, a, b decimal.Decimal) {
	x, y := numOf(a), numOf(b)
	check := func(what string, got num, want decimal.Decimal) {
		if !got.decimal().Equal(want) {
			t.Fatalf("%s of %s and %s: %s, decimals say %s", what, a, b, got.decimal(), want)
		}
		again := numOf(got.decimal())
		if (again.d == nil) != (got.d == nil) || again.n != got.n {
			t.Fatalf("%s of %s and %s: %+v has another form, %+v", what, a, b, got, again)
		}
	}
	check("itself", x, a)
	check("sum", x.add(y), a.Add(b))
	check("difference", x.sub(y), a.Sub(b))
	check("product", x.mul(y), a.Mul(b))
	check("minus", x.neg(), a.Neg())
	check("fen", x.round(), a.Round(2))
	check("least", minNum(x, y), decimal.Min(a, b))
	check("most", maxNum(x, y), decimal.Max(a, b))
	if !b.IsZero() {
		check("rest", x.mod(y), a.Mod(b))
		check("quotient", x.over(y), a.DivRound(b, 4))
	}
	if x.cmp(y) != a.Cmp(b) || x.less(y) != a.LessThan(b) || x.equal(y) != a.Equal(b) || x.sign() != a.Sign() {
		t.Fatalf("%s and %s compare as %d, decimals as %d", a, b, x.cmp(y), a.Cmp(b))
	}
	if got := string(x.append([]byte("="))); got != "="+a.String() {
		t.Fatalf("%s is written as %s", a, got)
	}
	if d := x.decimal(); x.d == nil && (d.Exponent() > 0 || d.Exponent() < 0 && d.CoefficientInt64()%10 == 0) {
		t.Fatalf("%s has %d places", a, -d.Exponent())
	}
	if (x.cmp(y) == 0) != (string(x.appendKey(nil)) == string(y.appendKey(nil))) {
		t.Fatalf("%s and %s have the keys %s and %s", a, b, x.appendKey(nil), y.appendKey(nil))
	}
}

// Ordinary figures, and what a rate makes of them, stay in an int64.
func TestNumFits(t *testing.T) {
	for _, c := range []struct {
		text string
		fits bool
		why  string
	}{
		{"0", true, "nothing"},
		{"1000000000000.01", true, "a million million and a fen"},
		{"-0.000001", true, "the smallest step"},
		{"0.0000001", false, "a tenth of it"},
		{"9223372036854.775807", true, "the largest"},
		{"9223372036854.775808", false, "one step beyond"},
		{"1" + strings.Repeat("0", 90), false, "what stands for no end"},
	} {
		d := decimal.RequireFromString(c.text)
		if got := numOf(d).d == nil; got != c.fits {
			t.Errorf("%s (%s) fits: %v, want %v", c.text, c.why, got, c.fits)
		}
	}
	rate, yuan := numOf(decimal.RequireFromString("0.008")), numOf(decimal.RequireFromString("123456789.99"))
	if n := testing.AllocsPerRun(100, func() { yuan.mul(rate).add(yuan).round().cmp(yuan) }); n != 0 {
		t.Errorf("ordinary sums allocate %v times", n)
	}
}

// A set is its places, and whoever adds to what is given does not change another.
func TestIndices(t *testing.T) {
	if got := indices(0); len(got) != 0 {
		t.Errorf("of nothing: %v", got)
	}
	for i := range mostTiers {
		got := indices(1 << i)
		if len(got) != 1 || got[0] != i || cap(got) != 1 {
			t.Errorf("of %d alone: %v, room for %d", i, got, cap(got))
		}
		if got := indices(1 | 1<<i); i > 0 && (len(got) != 2 || got[0] != 0 || got[1] != i) {
			t.Errorf("of 0 and %d: %v", i, got)
		}
	}
}
