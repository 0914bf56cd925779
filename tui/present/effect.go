package present

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"huiqi/engine"
	"huiqi/tui/session"
)

// Effect is what one answer did to the result, and why.
type Effect struct {
	Question, Answer string
	Before, After    session.Tally
	Left             string // how many questions are left; "" where that cannot be said
	Moves            []Move // the items that moved, what matches first
	Rest             []string
}

// Move is an item whose verdict or sum an answer changed.
type Move struct {
	Item   int
	Title  string
	Status engine.Status
	Near   bool
	Now    string   // verdict and sum after the answer; "" where it fails: Why says it
	Why    []string // the conditions that the answer decided, the arithmetic
}

// fallen is how many of the items that fall away are told one by one.
const fallen = 3

// MakeEffect compares an interview before and after the step was answered.
func MakeEffect(before, after *session.Interview, s session.Step) (*Effect, error) {
	p := after.Program().Policy()
	e := &Effect{}
	var err error
	if e.Before, err = before.Tally(); err != nil {
		return nil, err
	}
	if e.After, err = after.Tally(); err != nil {
		return nil, err
	}
	switch n, ok := after.AtMost(); {
	case ok && n > 0:
		e.Left = fmt.Sprintf("至多还有 %d 题", n)
	case ok:
		e.Left = "要问的都问完了"
	}
	if s.Kind == session.AskTopics {
		e.Question, e.Answer = "要查的方面", strings.Join(Titles(p, after.Names()), "、")
		e.Rest = []string{"只问和这些方面有关的题，别的都跳过。"}
		return e, nil
	}
	q := &p.Questions[s.Question]
	v, given := after.Get(q.ID)
	e.Question, e.Answer = q.Name, Value(q, v, given)
	return e, e.moves(before, after, q)
}

func (e *Effect) moves(before, after *session.Interview, q *engine.Question) error {
	p := after.Program().Policy()
	a, err := before.Result()
	if err != nil {
		return err
	}
	b, err := after.Result()
	if err != nil {
		return err
	}
	near, err := after.Near()
	if err != nil {
		return err
	}
	count := map[engine.Status]int{}
	for _, c := range session.Diff(a, b, after.Scope()) {
		if s := c.After.Status; s == engine.NotForApplicant || s == engine.OutOfPeriod {
			count[s]++
			continue
		}
		it := &p.Items[c.Item]
		m := Move{Item: c.Item, Title: fmt.Sprintf("第%d条 %s", it.Article, it.Title), Status: c.After.Status, Near: near[c.Item]}
		if m.Status >= engine.Possible {
			m.Now = verdict(it, c.After)
		} else if m.Near {
			m.Now = Status(m.Status, m.Near)
		}
		e.Moves = append(e.Moves, m)
	}
	rank := func(m Move) int {
		switch {
		case m.Status == engine.Eligible:
			return 0
		case m.Near:
			return 1
		case m.Status == engine.Possible:
			return 2
		}
		return 3
	}
	slices.SortStableFunc(e.Moves, func(x, y Move) int { return cmp.Compare(rank(x), rank(y)) })
	first := slices.IndexFunc(e.Moves, func(m Move) bool { return rank(m) == 3 })
	if first >= 0 && len(e.Moves) > first+fallen {
		e.Rest = append(e.Rest, fmt.Sprintf("还有 %d 项也不相符。", len(e.Moves)-first-fallen))
		e.Moves = e.Moves[:first+fallen]
	}
	for i := range e.Moves {
		if err := e.Moves[i].because(after, q.ID); err != nil {
			return err
		}
	}
	for _, s := range []engine.Status{engine.NotForApplicant, engine.OutOfPeriod} {
		if count[s] > 0 {
			e.Rest = append(e.Rest, fmt.Sprintf("%d 项%s。", count[s], Status(s, false)))
		}
	}
	if len(e.Moves)+len(e.Rest) == 0 {
		e.Rest = []string{"哪一项相符、有多少，都还没有变：要看后面的回答。"}
	}
	return nil
}

// because finds the conditions that the answer decided; where it decided a sum,
// the arithmetic.
func (m *Move) because(iv *session.Interview, id string) error {
	p := iv.Program().Policy()
	x, err := iv.Program().Explain(iv.Facts(), m.Item)
	if err != nil {
		return err
	}
	want, word := engine.True, "符合："
	if m.Status < engine.Possible {
		want, word = engine.False, "不符合："
	}
	for _, n := range decided(&x.Conditions, id, p.Gate.Question, want) {
		if c, not := n.Cond.(engine.Not); not && want == engine.False {
			m.Why = append(m.Why, "因为："+Text(p, nil, c.Of))
			continue
		}
		m.Why = append(m.Why, word+Text(p, nil, n.Cond))
	}
	for i := range x.Tiers {
		t := &x.Tiers[i]
		if m.Status < engine.Possible || t.Guard == nil {
			continue
		}
		holds, says := engine.False, "不到这一档："
		if t.Can {
			holds, says = engine.True, word
		}
		for _, n := range decided(t.Guard, id, p.Gate.Question, holds) {
			m.Why = append(m.Why, says+Text(p, nil, n.Cond))
		}
	}
	if m.Status == engine.Eligible && x.Item.Worth.Settled {
		m.Why = append(m.Why, Arithmetic(p, iv.Facts(), x)...)
	}
	return nil
}

// decided lists the smallest parts of a condition that read a question and have
// the wanted truth.
func decided(n *engine.Node, id, gate string, want engine.Truth) []*engine.Node {
	var out []*engine.Node
	switch c := n.Cond.(type) {
	case nil, engine.And, engine.Or:
		for i := range n.Of {
			out = append(out, decided(&n.Of[i], id, gate, want)...)
		}
		return out
	case engine.Not:
		if n.Role != engine.RolePeriod && !simple(c.Of) {
			if want == engine.True {
				want = engine.False
			} else {
				want = engine.True
			}
			for i := range n.Of {
				out = append(out, decided(&n.Of[i], id, gate, want)...)
			}
			return out
		}
	}
	reads := slices.Contains(Questions(n.Cond), id) || n.Role == engine.RolePeriod && id == gate
	if n.Truth == want && reads {
		out = append(out, n)
	}
	return out
}
