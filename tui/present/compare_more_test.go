package present

import (
	"testing"

	"github.com/shopspring/decimal"
)

// What rises or falls is said of each end on its own, unless both do alike.
func TestMore(t *testing.T) {
	for _, test := range []struct {
		why       string
		low, high int64
		noUpper   bool
		want      string
	}{
		{"nothing", 0, 0, false, ""},
		{"both rise alike", 300, 300, false, "多 300元"},
		{"both fall alike", -300, -300, false, "少 300元"},
		{"the upper end alone", 0, 300, false, "至少的数不变，至多的数多 300元"},
		{"no upper end", 300, 0, true, "至少的数多 300元"},
	} {
		if got := More(decimal.NewFromInt(test.low), decimal.NewFromInt(test.high), test.noUpper); got != test.want {
			t.Errorf("%s: %q, want %q", test.why, got, test.want)
		}
	}
}
