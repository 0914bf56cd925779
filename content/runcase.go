package content

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huiqi/engine"
	"huiqi/engine/figure"
)

// RunCase works a case out and returns what differs from its expectations, one
// problem a difference; none means that the case holds.
func (p *Pack) RunCase(c *Case) Problems {
	r := caseRun{pack: p, c: c}
	scope, err := p.Program.ScopeOf(c.Scope...)
	if err != nil {
		r.differ("scope 不能用：%v", err)
		return r.list
	}
	result, err := p.Program.Evaluate(c.Facts)
	if err != nil {
		r.differ("答案不能用：%v", err)
		return r.list
	}
	r.scope = scope
	r.items(result)
	r.sets(result)
	r.asks()
	r.totals(result)
	return r.list
}

type caseRun struct {
	faults
	pack  *Pack
	c     *Case
	scope engine.Scope
}

func (r *caseRun) differ(format string, args ...any) { r.differAt(r.c.Pos, format, args...) }

func (r *caseRun) differAt(at Position, format string, args ...any) {
	r.add(at, "用例“"+r.c.Name+"”", format, args...)
}

func (r *caseRun) items(result *engine.Result) {
	for _, id := range sortedKeys(r.c.Expect.Items) {
		want := r.c.Expect.Items[id]
		i, _ := r.pack.Program.Item(id) // the loader knows the id
		got := result.Items[i]
		if want.Status != "" && want.Status != got.Status.String() {
			r.differAt(want.Pos, "%s 应为 %s，算出 %s", id, want.Status, got.Status)
		}
		w := got.Worth
		if c := certainties(w.Certainties); want.Certainties != nil && !sameSet(want.Certainties, c) {
			r.differAt(want.Pos, "%s 的确定程度应为 %v，算出 %v", id, want.Certainties, c)
		}
		r.sum(want.Pos, id, want.ExpectSum, w.Numbers, w.Low(), w.High(), w.NoUpper)
		if want.Settled != nil && *want.Settled != w.Settled {
			r.differAt(want.Pos, "%s 的 settled 应为 %v，算出 %v", id, *want.Settled, w.Settled)
		}
		if want.Box != nil && *want.Box != int(got.Box) {
			r.differAt(want.Pos, "%s 应在第 %d 栏，算出第 %d 栏", id, *want.Box, got.Box)
		}
		amount := &r.pack.Policy.Items[i].Amount
		r.words(want.Pos, id+" 的付款层级", want.Payer, amount.Payer)
		r.words(want.Pos, id+" 的最高数管的范围", want.Scope, amount.CeilingScope)
		r.words(want.Pos, id+" 单列的一行", want.Line, amount.Line)
		if want.Missing != nil || want.Readings != nil {
			r.explained(want, id, i)
		}
	}
}

func (r *caseRun) words(at Position, what string, want *string, got string) {
	if want != nil && *want != got {
		r.differAt(at, "%s应为“%s”，规则写的是“%s”", what, *want, got)
	}
}

func (r *caseRun) explained(want ExpectItem, id string, i int) {
	x, err := r.pack.Program.Explain(r.c.Facts, i)
	if err != nil {
		r.differAt(want.Pos, "%s 不能解释：%v", id, err)
		return
	}
	if got := r.questions(x.Missing); want.Missing != nil && !sameSet(want.Missing, got) {
		r.differAt(want.Pos, "%s 还缺的问题应为 %v，算出 %v", id, want.Missing, got)
	}
	if want.Readings == nil {
		return
	}
	if len(want.Readings) != len(x.Alternatives) {
		r.differAt(want.Pos, "%s 应有 %d 种读法结果不同，算出 %d 种", id, len(want.Readings), len(x.Alternatives))
		return
	}
	for k, other := range want.Readings {
		got, name := x.Alternatives[k], fmt.Sprintf("%s 的另一种读法（第 %d 种）", id, k+1)
		if status := readingStatus[got.Truth]; other.Status != "" && other.Status != status {
			r.differAt(other.Pos, "%s应为 %s，算出 %s", name, other.Status, status)
		}
		w := got.Worth
		r.sum(other.Pos, name, other.ExpectSum, w.Numbers, w.Low(), w.High(), w.NoUpper)
	}
}

var readingStatus = map[engine.Truth]string{engine.True: "eligible", engine.Unknown: "possible", engine.False: "ineligible"}

func (r *caseRun) sum(at Position, id string, want ExpectSum, numbers bool, low, high decimal.Decimal, noUpper bool) {
	if want.Low == nil && want.High == nil && !want.NoUpper {
		return
	}
	if !numbers {
		r.differAt(at, "%s 应有金额，算出没有", id)
		return
	}
	if want.Low != nil && !want.Low.Equal(low) {
		r.differAt(at, "%s 至少应为 %s，算出 %s", id, figure.Yuan(*want.Low), figure.Yuan(low))
	}
	if want.NoUpper != noUpper && (want.NoUpper || want.High != nil) {
		r.differAt(at, "%s 的上端是否没有止境，应为 %v，算出 %v", id, want.NoUpper, noUpper)
	} else if want.High != nil && !want.High.Equal(high) {
		r.differAt(at, "%s 至多应为 %s，算出 %s", id, figure.Yuan(*want.High), figure.Yuan(high))
	}
}

// sets compares the items that match and those that are undecided.
func (r *caseRun) sets(result *engine.Result) {
	for _, s := range []struct {
		want   []string
		status engine.Status
	}{{r.c.Expect.Eligible, engine.Eligible}, {r.c.Expect.Possible, engine.Possible}} {
		if s.want == nil {
			continue
		}
		var got []string
		for i, it := range result.Items {
			if it.Status == s.status && r.scope.Has(i) {
				got = append(got, r.pack.Policy.Items[i].ID)
			}
		}
		if !sameSet(s.want, got) {
			r.differ("%s 的事项不对：%s", s.status, setDifference(s.want, got))
		}
	}
}

func (r *caseRun) asks() {
	if r.c.Expect.Asks == nil && r.c.Expect.AsksNot == nil {
		return
	}
	agenda, err := r.pack.Program.Ask(r.c.Facts, r.scope)
	if err != nil {
		r.differ("不能提问：%v", err)
		return
	}
	var open []int
	for _, q := range append(agenda.Ask, agenda.Later...) {
		open = append(open, q.Question)
	}
	got := r.questions(open)
	for _, id := range r.c.Expect.Asks {
		if !slices.Contains(got, id) {
			r.differ("应该还要问 %s，却不问了", id)
		}
	}
	for _, id := range r.c.Expect.AsksNot {
		if slices.Contains(got, id) {
			r.differ("不应该再问 %s，却还要问", id)
		}
	}
}

func (r *caseRun) totals(result *engine.Result) {
	groups, boxes := r.pack.Program.Within(result, r.scope)
	for i, g := range r.pack.Policy.Groups {
		if want, ok := r.c.Expect.Groups[g.ID]; ok {
			l := groups[i].Matched
			r.sum(r.c.Pos, g.ID, want.ExpectSum, true, l.Low(), l.High(), l.NoUpper)
			r.words(r.c.Pos, g.ID+" 的最高数管的范围", want.Scope, g.Scope)
			if others := groups[i].Alternatives; want.Readings != nil && len(want.Readings) != len(others) {
				r.differ("%s 应有 %d 种读法结果不同，算出 %d 种", g.ID, len(want.Readings), len(others))
			} else {
				for k, other := range want.Readings {
					m := others[k].Matched
					r.sum(r.c.Pos, g.ID+" 的另一种读法", other, true, m.Low(), m.High(), m.NoUpper)
				}
			}
		}
	}
	for b, want := range r.c.Expect.Boxes {
		if got := len(boxes[b-1].Matched); got != want {
			r.differ("第 %d 栏应有 %d 项，算出 %d 项", b, want, got)
		}
	}
	if want := r.c.Expect.Box1; want != nil {
		sum := ExpectSum{Low: want, High: want}
		var low, high decimal.Decimal
		noUpper := false
		for _, l := range boxes[engine.BoxExact-1].Lines {
			low, high, noUpper = low.Add(l.Low()), high.Add(l.High()), noUpper || l.NoUpper
		}
		r.sum(r.c.Pos, "第 1 栏的合计", sum, true, low, high, noUpper)
	}
}

func (r *caseRun) questions(indices []int) []string {
	var out []string
	for _, q := range indices {
		out = append(out, r.pack.Policy.Questions[q].ID)
	}
	return out
}

func certainties(s engine.Certainties) []string {
	var out []string
	for i, c := range []engine.Certainty{engine.Exact, engine.UpTo, engine.Unprinted, engine.None} {
		if s.Has(c) {
			out = append(out, certaintyWords[i])
		}
	}
	return out
}

func sameSet(a, b []string) bool {
	a, b = slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))
	return slices.Equal(slices.Compact(a), slices.Compact(b))
}

func setDifference(want, got []string) string {
	var out []string
	for _, id := range want {
		if !slices.Contains(got, id) {
			out = append(out, fmt.Sprintf("少了 %s", id))
		}
	}
	for _, id := range got {
		if !slices.Contains(want, id) {
			out = append(out, fmt.Sprintf("多了 %s", id))
		}
	}
	return strings.Join(out, "，")
}
