package engine

import (
	"testing"
)

// A worth holds another exactly where none of what the other consists of would
// change it.
func TestHolds(t *testing.T) {
	one := func(tier int, cert Certainty, s span, cut Truth) worth {
		return worth{certs: Certainties(cert), span: s, numbers: cert != Unprinted, settled: s.isPoint() || cert == UpTo || cert == Unprinted, cut: cut, tiers: 1 << tier}
	}
	outcomes := []worth{
		one(0, Exact, iv("3", "3"), False), one(0, Exact, iv("5", "5"), False), one(0, Exact, iv("5", "5"), True), one(0, Exact, iv("5", ""), False),
		one(1, UpTo, iv("0", "3"), False), one(1, UpTo, iv("0", "5"), False), one(1, UpTo, iv("0", "5"), True),
		one(2, Unprinted, span{}, False),
	}
	all := make([]worth, 1<<len(outcomes))
	for set := range all {
		first := true
		for i, o := range outcomes {
			if set>>i&1 == 1 && first {
				all[set], first = o, false
			} else if set>>i&1 == 1 {
				all[set] = all[set].join(o)
			}
		}
	}
	same := func(a, b worth) bool { // a span without end is the same whatever stands there
		return a.certs == b.certs && a.numbers == b.numbers && a.settled == b.settled && a.cut == b.cut && a.tiers == b.tiers &&
			(!a.numbers || sameSpan(a.span, b.span))
	}
	held := 0
	for _, w := range all[1:] {
		stays := make([]bool, len(outcomes))
		for i, o := range outcomes {
			stays[i] = same(w.join(o), w)
		}
		for set, v := range all {
			if set == 0 {
				continue
			}
			want := true
			for i := range outcomes {
				want = want && (set>>i&1 == 0 || stays[i])
			}
			if w.holds(v) != want {
				t.Fatalf("%+v holds %+v: %v, want %v", w, v, !want, want)
			}
			if want {
				held++
			}
		}
	}
	if held == 0 {
		t.Error("nothing is ever held")
	}
}
