package content

import (
	"fmt"
	"strings"
	"testing"
)

// tangled is a small pack whose conditions have more completions than anybody tries:
// items of many yes/no questions, each pair of which must differ.
func tangled(t *testing.T, items, questions int) *Pack {
	t.Helper()
	var qs, its strings.Builder
	qs.WriteString("topic: money\nquestions:\n")
	for i := range questions {
		fmt.Fprintf(&qs, "  - {id: q%d, type: yesno, name: 问%d, ask: 问%d？}\n", i, i, i)
	}
	its.WriteString("article: 1\ntitle: 第一条\nchapter: 2\nnature: benefit\nunits: [甲局]\nsummary: 说明\nitems:\n")
	for n := range items {
		var pairs []string
		for i := range questions {
			a, b := fmt.Sprintf("q%d", i), fmt.Sprintf("q%d", (i*7+n+1)%questions)
			pairs = append(pairs, fmt.Sprintf("(%s and not %s or not %s and %s)", a, b, a, b))
		}
		half := len(pairs) / 2
		fmt.Fprintf(&its, "  - {id: a1-x%d, title: 奖%d, topic: money, who: [firm], period: year, event: %q, require: %q, amount: {up_to: 1万元}}\n", n, n, strings.Join(pairs[:half], " and "), strings.Join(pairs[half:], " and "))
	}
	return loadFixture(t, "questions/10-money.yaml", "", qs.String(), "articles/01.yaml", "", its.String(), "cases/01.yaml", "", "cases: []\n", "ids.txt", "", "")
}

// One budget holds for the whole pack, however many proofs it asks for. It is counted,
// so that a pack always comes to the same findings; the place where it ended is said,
// and nothing is made of what was not proved.
func TestLintIsBounded(t *testing.T) {
	if underRace {
		t.Skip("one goroutine, a hundred million steps")
	}
	var before string
	for range 2 {
		l := newLinter(tangled(t, 10, 40))
		l.all()
		if most := mostEffort + mostEffort/100; l.effort.Spent() > most {
			t.Errorf("spent %d, more than %d", l.effort.Spent(), most)
		}
		var got []string
		for _, f := range l.found {
			if strings.Contains(f.Msg, "规则太复杂") {
				got = append(got, f.Error())
			}
		}
		if len(got) != 1 || !strings.HasPrefix(got[0], "articles/01.yaml:") || !strings.Contains(got[0], "请把条件拆简单") {
			t.Errorf("found %q", got)
		}
		if now := fmt.Sprint(l.effort.Spent(), l.found); before != "" && now != before {
			t.Errorf("another time it comes to other findings:\n%s\n%s", before, now)
		} else {
			before = now
		}
	}
}

// Cases are worked out with the same budget.
func TestCheckIsBounded(t *testing.T) {
	if underRace {
		t.Skip("one goroutine, a hundred million steps")
	}
	p := tangled(t, 10, 40)
	for i := range 50 {
		p.Cases = append(p.Cases, Case{Name: fmt.Sprint(i), Why: "说明"})
	}
	n := 0
	for _, f := range Check(p) {
		if strings.Contains(f.Msg, "规则太复杂") {
			n++
		}
	}
	if n != 1 {
		t.Errorf("said %d times", n)
	}
}

// The embedded pack with all its cases stays far below.
func TestEmbeddedEffort(t *testing.T) {
	p, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	l := newLinter(p)
	l.all()
	for i := range p.Cases {
		l.pack.RunCase(&p.Cases[i])
	}
	if spent := l.effort.Spent(); spent == 0 || spent > mostEffort/20 {
		t.Errorf("spent %d of %d: more than a twentieth", spent, mostEffort)
	} else {
		t.Logf("spent %d of %d", spent, mostEffort)
	}
}
