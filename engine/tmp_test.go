package engine_test
import ("testing";"pgregory.net/rapid")
func TestTmp(t *testing.T) {
	n:=0
	hist := map[int]int{}
	rapid.Check(t, func(t *rapid.T) {
		w := worlds(ordinary).Draw(t, "world")
		s := newReference(&w.pol).space(w.facts)
		n++
		b:=1; for b < s.size { b*=4 }
		hist[b]++
		if n%200==3 { println(w.String()) }
	})
	t.Log(n, hist)
}
