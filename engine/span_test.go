package engine

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
)

func TestKleeneTruth(t *testing.T) {
	tests := []struct {
		a, b    Truth
		and, or Truth
		why     string
	}{
		{True, True, True, True, "both hold"},
		{True, Unknown, Unknown, True, "one that holds is enough for or, not for and"},
		{True, False, False, True, "one that fails decides and"},
		{Unknown, Unknown, Unknown, Unknown, "nothing is known"},
		{Unknown, False, False, Unknown, "one that fails decides and, not or"},
		{False, False, False, False, "both fail"},
	}
	for _, c := range tests {
		if got := c.a.and(c.b); got != c.and || got != c.b.and(c.a) {
			t.Errorf("%v and %v = %v, want %v: %s", c.a, c.b, got, c.and, c.why)
		}
		if got := c.a.or(c.b); got != c.or || got != c.b.or(c.a) {
			t.Errorf("%v or %v = %v, want %v: %s", c.a, c.b, got, c.or, c.why)
		}
		// de Morgan
		if c.a.and(c.b).not() != c.a.not().or(c.b.not()) {
			t.Errorf("not (%v and %v): de Morgan fails", c.a, c.b)
		}
	}
	if got := fmt.Sprint(True, Unknown, False); got != "true unknown false" {
		t.Error(got)
	}
	for in, want := range map[Truth]Truth{True: False, Unknown: Unknown, False: True} {
		if in.not() != want {
			t.Errorf("not %v = %v, want %v", in, in.not(), want)
		}
	}
}

// iv writes an interval: "" is an end that is infinite.
func iv(lo, hi string) span {
	s := span{loInf: lo == "", hiInf: hi == ""}
	if lo != "" {
		s.lo = dec(lo)
	}
	if hi != "" {
		s.hi = dec(hi)
	}
	return s
}

func (s span) String() string {
	lo, hi := "-∞", "∞"
	if !s.loInf {
		lo = s.lo.String()
	}
	if !s.hiInf {
		hi = s.hi.String()
	}
	return "[" + lo + ", " + hi + "]"
}

func TestSpanArithmetic(t *testing.T) {
	half := dec("0.5")
	tests := []struct {
		got  span
		want string
		why  string
	}{
		{iv("1", "2").add(iv("3", "5")), "[4, 7]", "ends add up"},
		{iv("1", "").add(iv("3", "5")), "[4, ∞]", "an open end stays open"},
		{iv("", "2").add(iv("", "5")), "[-∞, 7]", "also downwards"},
		{iv("1", "2").neg(), "[-2, -1]", "ends change places"},
		{iv("1", "").neg(), "[-∞, -1]", "infinite ends too"},
		{iv("1", "2").mul(half), "[0.5, 1]", "a rate scales both ends"},
		{iv("1", "").mul(half), "[0.5, ∞]", "half of without end is without end"},
		{iv("1", "").mul(num{}), "[0, 0]", "nothing of without end is nothing"},
		{iv("1", "4").min(iv("2", "3")), "[1, 3]", "the smaller of each end"},
		{iv("1", "").min(iv("2", "3")), "[1, 3]", "a ceiling ends what had no end"},
		{iv("5", "").min(iv("2", "")), "[2, ∞]", "two without end have none"},
		{iv("", "4").min(iv("2", "3")), "[-∞, 3]", "no lower end stays"},
		{iv("-3", "4").max0(), "[0, 4]", "nothing below zero"},
		{iv("-3", "-1").max0(), "[0, 0]", "all of it below zero"},
		{iv("", "").max0(), "[0, ∞]", "no lower end is below zero"},
		{iv("1", "2").hull(iv("5", "6")), "[1, 6]", "the gap belongs to the hull"},
		{iv("1", "2").hull(iv("", "6")), "[-∞, 6]", "no lower end"},
		{iv("0", "9").cut(AtLeast, dec("4")), "[4, 9]", "what is at least 4"},
		{iv("", "").cut(AtMost, dec("4")), "[-∞, 4]", "what is at most 4"},
		{iv("0", "9").cut(Equal, dec("4")), "[4, 4]", "what is 4"},
		{iv("0", "").cut(More, dec("4")), "[4, ∞]", "more than 4: closed, so one point too wide"},
		{iv("5", "9").cut(AtLeast, dec("4")), "[5, 9]", "already above"},
		{iv("1", "3").cut(AtMost, dec("4")), "[1, 3]", "already below"},
		{iv("0", "3").cut(AtLeast, dec("4")), "[4, 4]", "nothing is left: a point, never an interval the wrong way round"},
	}
	for _, c := range tests {
		if c.got.String() != c.want {
			t.Errorf("got %s, want %s: %s", c.got, c.want, c.why)
		}
	}
}

func TestSpanEnds(t *testing.T) {
	for _, c := range []struct {
		s    span
		want string
		why  string
	}{
		{iv("2", "5"), "[2 5]", "both"},
		{iv("2", ""), "[2]", "an infinite end is none"},
		{iv("", "5"), "[5]", "nor is one below"},
		{iv("", ""), "[]", "none at all"},
	} {
		if got := fmt.Sprint(c.s.ends()); got != c.want {
			t.Errorf("the ends of %s are %s, want %s: %s", c.s, got, c.want, c.why)
		}
	}
}

func dec(s string) num { return numOf(decimal.RequireFromString(s)) }

func (a num) String() string { return a.decimal().String() }

func TestSpanCompare(t *testing.T) {
	ops := []Op{Less, AtMost, Equal, AtLeast, More}
	tests := []struct {
		s    span
		want string // by ops: T, F or ?
		why  string
	}{
		{iv("1", "3"), "TTFFF", "all of it below"},
		{iv("1", "4"), "?T??F", "up to the number itself"},
		{iv("4", "4"), "FTTTF", "the number itself"},
		{iv("4", "6"), "F??T?", "from the number itself"},
		{iv("5", "6"), "FFFTT", "all of it above"},
		{iv("1", "6"), "?????", "on both sides"},
		{iv("", ""), "?????", "anything"},
		{iv("", "3"), "TTFFF", "anything below"},
		{iv("4", ""), "F??T?", "anything from it"},
		{iv("5", ""), "FFFTT", "anything above"},
	}
	for _, c := range tests {
		got := ""
		for _, op := range ops {
			got += map[Truth]string{True: "T", False: "F", Unknown: "?"}[c.s.compare(op, dec("4"))]
		}
		if got != c.want {
			t.Errorf("%s against 4: %s, want %s: %s", c.s, got, c.want, c.why)
		}
	}
}

// Days are counted one by one, also before the first.
func TestDaysAreCounted(t *testing.T) {
	want := int64(-731)
	for year := 1968; year <= 1971; year++ {
		for month, days := range []int{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31} {
			if year == 1968 && month == 1 {
				days = 29
			}
			for day := 1; day <= days; day++ {
				if got := (Date{year, month + 1, day}).ordinal(); got != want {
					t.Fatalf("%d-%d-%d is day %d, want %d", year, month+1, day, got, want)
				}
				want++
			}
		}
	}
}

// The numbers that are tried stand on the grid of what can occur, on both sides of
// every threshold.
func TestPoints(t *testing.T) {
	tests := []struct {
		g     grid
		cuts  []cut
		kinks []num
		want  []string
		why   string
	}{
		{grid{iv("0", "9"), dec("0"), dec("1")}, nil, nil, []string{"0", "9"}, "the ends"},
		{grid{iv("0", "9"), dec("0"), dec("1")}, []cut{{dec("5"), AtLeast}}, nil, []string{"0", "4", "5", "9"}, "at least: below it, and it"},
		{grid{iv("0", "9"), dec("0"), dec("1")}, []cut{{dec("5"), More}}, nil, []string{"0", "5", "6", "9"}, "more: it, and above it"},
		{grid{iv("0", "9"), dec("0"), dec("1")}, []cut{{dec("5"), Equal}}, nil, []string{"0", "4", "5", "6", "9"}, "equal: on both sides too"},
		{grid{iv("0", "9"), dec("0"), dec("1")}, []cut{{dec("5.5"), AtLeast}}, nil, []string{"0", "5", "6", "9"}, "a threshold that no number meets"},
		{grid{iv("0", "9"), dec("0"), dec("1")}, []cut{{dec("5.5"), Equal}}, nil, []string{"0", "5", "6", "9"}, "equal to what no number is"},
		{grid{iv("0", "9"), dec("0"), dec("1")}, []cut{{dec("9"), More}, {dec("0"), Less}, {dec("40"), Less}}, nil, []string{"0", "9"}, "nothing beyond the ends"},
		{grid{iv("0.5", "9.5"), dec("0.5"), dec("1")}, []cut{{dec("5"), AtLeast}}, nil, []string{"0.5", "4.5", "5.5", "9.5"}, "a grid that does not start at a whole number"},
		{grid{iv("-9.5", "-0.5"), dec("-0.5"), dec("2")}, []cut{{dec("-5"), AtMost}}, nil, []string{"-8.5", "-6.5", "-4.5", "-0.5"}, "below zero, the lower end not on the grid"},
		{grid{iv("0", ""), dec("0"), dec("0.01")}, nil, []num{dec("16.666")}, []string{"0", "16.66", "16.67", far.String()}, "where a minimum switches, and no upper end"},
		{grid{iv("3", "3"), dec("3"), dec("1")}, []cut{{dec("3"), AtLeast}}, nil, []string{"3"}, "one number"},
	}
	for _, c := range tests {
		var got []string
		for _, d := range c.g.points(c.cuts, c.kinks) {
			got = append(got, d.String())
		}
		if len(got) != len(c.want) {
			t.Errorf("got %v, want %v: %s", got, c.want, c.why)
			continue
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("got %v, want %v: %s", got, c.want, c.why)
				break
			}
		}
	}
}
