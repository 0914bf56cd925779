package content

import (
	"errors"
	"slices"
	"strings"

	"huiqi/engine"
)

// What no applicant can ever come to: proved over all completions of the
// questions, each choice only where it is offered.

// can reports whether the conditions can hold together, with the item if it is at
// least 0. What cannot be settled is reported and counts as possible.
func (l *linter) can(at Position, where string, item, alternative int, conds ...engine.Cond) bool {
	can, proved := l.proof(at, where, item, alternative, conds...)
	return can || !proved
}

func (l *linter) proof(at Position, where string, item, alternative int, conds ...engine.Cond) (can, proved bool) {
	if l.spent(at, where) {
		return false, false
	}
	ok, err := l.pack.Program.CanHold(item, alternative, conds...)
	switch {
	case l.spent(at, where):
	case errors.Is(err, engine.ErrTooMany):
		l.warn(at, where, "组合太多，证明不了能不能走到，请把条件拆简单些")
	case err != nil: // two sums over one question
		l.warn(at, where, "证明不了能不能走到（%v）", err)
	default:
		return ok, true
	}
	return false, false
}

// reach checks that every item, applicant, part of a condition, tier, question,
// field and choice can be come to.
func (l *linter) reach() {
	if l.pack.Program == nil {
		return
	}
	for i := range l.policy.Items {
		l.reachItem(i)
	}
	l.reachQuestions()
}

func (l *linter) reachItem(i int) {
	it := &l.policy.Items[i]
	at, where := l.pack.Place("item "+it.ID), "事项 "+it.ID
	if !l.can(at, where, i, -1) {
		l.fail(at, where, "怎么填都合不上：who、日期、event、require 和金额的条件不能同时成立，或者要选的选项没有给这些申请人看")
		return
	}
	for _, kind := range it.Who {
		if !l.can(at, where, i, -1, engine.In{Question: l.policy.Applicant, Choices: []string{kind}}) {
			l.fail(at, where, "who 里的 %s 怎么填都合不上，请删去，或者检查选项是不是给他看", kind)
		}
	}
	l.parts(i, -1, it.Event)
	l.parts(i, -1, it.Require)
	l.tiers(i, -1, &it.Amount)
	for k := range it.Alternatives {
		a := &it.Alternatives[k]
		if !l.can(at, where, i, k) {
			l.fail(at, where, "另一种读法“%s”怎么填都合不上", cut(a.Text))
			continue
		}
		l.parts(i, k, a.Event)
		l.parts(i, k, a.Require)
		if a.Amount != nil {
			l.tiers(i, k, a.Amount)
		}
	}
}

// parts checks that each part of a condition can hold while the item matches.
func (l *linter) parts(item, alternative int, c engine.Cond) {
	l.eachPart(c, func(x engine.Cond) engine.Cond { return x }, item, alternative)
}

// eachPart calls itself for the parts of a condition; in wraps a part into the
// records that it speaks of.
func (l *linter) eachPart(c engine.Cond, in func(engine.Cond) engine.Cond, item, alternative int) {
	where := "事项 " + l.policy.Items[item].ID
	dead := func(x engine.Cond, words string) {
		if at := l.pack.Position(condPos(x)); !l.can(at, where, item, alternative, in(x)) {
			l.fail(at, where, "%s", words)
		}
	}
	switch x := c.(type) {
	case engine.And:
		for _, k := range x.Of {
			l.eachPart(k, in, item, alternative)
		}
	case engine.Or:
		for _, k := range x.Of {
			dead(k, "条件里这一部分永远不会成立，请删去或改正")
			l.eachPart(k, in, item, alternative)
		}
	case engine.Not:
		if at := l.pack.Position(condPos(x.Of)); !l.can(at, where, -1, -1, in(x.Of)) {
			l.fail(at, where, "not 后面的条件永远不会成立，请删去或改正")
		}
	case engine.In:
		for _, id := range x.Choices {
			if len(x.Choices) > 1 {
				dead(engine.In{Question: x.Question, Choices: []string{id}, Pos: x.Pos}, "选项 "+id+" 在这里永远不会成立，请删去或改正")
			}
		}
	case engine.Some:
		l.eachPart(x.Of, func(k engine.Cond) engine.Cond {
			return in(engine.Some{List: x.List, Of: engine.And{Of: []engine.Cond{x.Of, k}}, Pos: x.Pos})
		}, item, alternative)
	case engine.All:
		l.eachPart(x.Of, func(k engine.Cond) engine.Cond {
			return in(engine.Some{List: x.List, Of: engine.And{Of: []engine.Cond{x.Of, k}}, Pos: x.Pos})
		}, item, alternative)
	}
}

func isNil(c engine.Cond) bool { return c == nil }

// condPos is the position of the first name in a condition.
func condPos(c engine.Cond) int {
	pos := 0
	walkCond(c, "", func(p part) {
		k := 0
		switch x := p.cond.(type) {
		case engine.Is:
			k = x.Pos
		case engine.In:
			k = x.Pos
		case engine.Compare:
			k = x.Pos
		case engine.Within:
			k = x.Pos
		case engine.Some:
			k = x.Pos
		case engine.All:
			k = x.Pos
		}
		if pos == 0 {
			pos = k
		}
	})
	return pos
}

// tiers checks that each tier's turn can come and that they leave nobody out:
// the first whose guard holds applies.
func (l *linter) tiers(item, alternative int, a *engine.Amount) {
	it := &l.policy.Items[item]
	at, where := l.pack.Place("item "+it.ID), "事项 "+it.ID
	reading := ""
	if alternative >= 0 {
		reading = "另一种读法“" + cut(it.Alternatives[alternative].Text) + "”里，"
	}
	var before []engine.Cond // the guards of the tiers before, negated
	for _, t := range a.Tiers {
		switch {
		case l.can(at, where, item, alternative, append(slices.Clone(before), t.If)...):
		case l.can(at, where, item, alternative, t.If):
			l.fail(at, where, "%s金额的 %s 这一档被前面的各档挡住，永远轮不到，请换次序或改条件", reading, t.ID)
		default:
			l.fail(at, where, "%s金额的 %s 这一档的条件永远不会成立，请删去或改正", reading, t.ID)
		}
		guard := engine.And{Of: slices.DeleteFunc(append(slices.Clone(before), t.If), isNil)}
		l.eachPart(t.If, func(x engine.Cond) engine.Cond {
			return engine.And{Of: []engine.Cond{guard, x}}
		}, item, alternative)
		if t.If != nil {
			before = append(before, engine.Not{Of: t.If})
		}
		walkExpr(t.Value, "", func(p part) {
			if sum, ok := p.expr.(engine.Total); ok && sum.Where != nil {
				l.parts(item, alternative, engine.Some{List: sum.List, Of: sum.Where, Pos: sum.Pos})
			}
		})
	}
	n := len(a.Tiers)
	if n == 0 || a.Tiers[n-1].If == nil {
		return
	}
	// Whoever meets no guard does not match: ask of the rest.
	rest := append(l.withoutAmount(it, alternative), before...)
	if gap, _ := l.proof(at, where, -1, -1, rest...); gap {
		l.fail(at, where, "%s金额的各档有空当：有人条件都合，却哪一档都不是。请在最后加一档没有 if 的，或者把条件写进 require", reading)
	}
}

// withoutAmount are the conditions of a reading but for its amount and its period.
func (l *linter) withoutAmount(it *engine.Item, alternative int) []engine.Cond {
	event, require := it.Event, it.Require
	if alternative >= 0 {
		a := &it.Alternatives[alternative]
		if a.Event != nil {
			event = a.Event
		}
		if a.Require != nil {
			require = a.Require
		}
	}
	return []engine.Cond{engine.In{Question: l.policy.Applicant, Choices: it.Who}, event, require}
}

// reachQuestions checks that each question, field and choice can come up, and that
// some answer to each question changes what some applicant gets.
func (l *linter) reachQuestions() {
	c, err := l.pack.Program.With(nil)
	if err != nil {
		return
	}
	for i := range l.policy.Items { // Ask needs the same of all, without a place
		id := l.policy.Items[i].ID
		if c.Missing(i); l.spent(l.pack.Place("item "+id), "事项 "+id) {
			return
		}
	}
	agenda := c.Ask(engine.Scope{})
	asked := map[string]bool{}
	matter := map[string][]int{} // choices of Many questions that can change a result
	for _, p := range append(agenda.Ask, agenda.Later...) {
		id := l.policy.Questions[p.Question].ID
		asked[id], matter[id] = true, p.Choices
	}
	other := l.readByAlternatives()
	for i := range l.policy.Questions {
		q := &l.policy.Questions[i]
		at := l.pack.Place("question " + q.ID)
		if !l.can(at, "问题 "+q.ID, -1, -1, q.When) {
			l.fail(at, "问题 "+q.ID, "永远不会问到：when 不会成立")
			continue
		}
		if !asked[q.ID] && !other[q.ID] && !l.idle[q.ID] {
			l.fail(at, "问题 "+q.ID, "永远不会问到：怎么答都不改变任何事项的结果")
		}
		for k, c := range q.Choices {
			if q.Kind == engine.Many && asked[q.ID] && !other[q.ID] && !slices.Contains(matter[q.ID], k) && !l.idle[q.ID+"="+c.ID] {
				l.fail(at, "问题 "+q.ID, "选项 %s 选不选都不改变任何事项的结果，请删去，或补上用到它的条件", c.ID)
			}
		}
		l.reachChoices(q, "问题 "+q.ID, at, func(c ...engine.Cond) []engine.Cond { return append(c, q.When) })
		l.leadsSomewhere(q, at)
		for k := range q.Fields {
			f := &q.Fields[k]
			where := "问题 " + q.ID + "." + f.ID
			in := func(c ...engine.Cond) []engine.Cond {
				c = slices.DeleteFunc(append(c, f.When), isNil)
				return []engine.Cond{q.When, engine.Some{List: q.ID, Of: engine.And{Of: c}}}
			}
			if !l.can(at, where, -1, -1, in()...) {
				l.fail(at, where, "永远不会问到：when 不会成立")
				continue
			}
			l.reachChoices(f, where, at, in)
		}
	}
}

func (l *linter) reachChoices(q *engine.Question, where string, at Position, in func(...engine.Cond) []engine.Cond) {
	var never []string
	for _, c := range q.Choices {
		pick := engine.In{Question: q.ID, Choices: []string{c.ID}}
		if !l.can(at, where, -1, -1, in(pick)...) {
			never = append(never, c.ID)
		}
	}
	if len(never) > 0 {
		l.fail(at, where, "选项 %s 永远不会出现：它的 when 和问题的 when 不会同时成立", strings.Join(never, "、"))
	}
}

// leadsSomewhere checks that each choice of a many-question leads every kind of
// applicant that it is shown to to some item. So who and when are held against
// each other: reachItem says where an item admits somebody who never sees its
// choice.
func (l *linter) leadsSomewhere(q *engine.Question, at Position) {
	applicant := l.find("", l.policy.Applicant)
	if q.Kind != engine.Many || applicant == nil {
		return
	}
	for _, c := range q.Choices {
		if l.idle[q.ID+"="+c.ID] {
			continue
		}
		has := engine.In{Question: q.ID, Choices: []string{c.ID}}
		items := l.readers(q.ID, c.ID)
		if len(items) == 0 { // only other questions read it
			continue
		}
		var nothing []string
		for _, a := range applicant.Choices {
			is := engine.In{Question: applicant.ID, Choices: []string{a.ID}}
			leads := func(i int) bool {
				return slices.Contains(l.policy.Items[i].Who, a.ID) && l.can(at, "问题 "+q.ID, i, -1, is, has)
			}
			if l.can(at, "问题 "+q.ID, -1, -1, q.When, c.When, is, has) && !slices.ContainsFunc(items, leads) {
				nothing = append(nothing, a.ID)
			}
		}
		if len(nothing) > 0 {
			l.fail(at, "问题 "+q.ID, "选项 %s 给 %s 看，他们选了却没有一个事项合得上，请改选项的 when，或者改事项的 who", c.ID, strings.Join(nothing, "、"))
		}
	}
}

// readers are the items whose conditions test a choice.
func (l *linter) readers(question, choice string) []int {
	l.effort.Spend(len(l.policy.Items))
	var out []int
	for i := range l.policy.Items {
		reads := false
		walkItem(&l.policy.Items[i], func(p part) {
			p.reads(func(id string, choices []string) { reads = reads || id == question && slices.Contains(choices, choice) })
		})
		if reads {
			out = append(out, i)
		}
	}
	return out
}

// readByAlternatives are the questions that another reading needs and those that
// these wait for: an alternative asks nothing, but uses what a file says.
func (l *linter) readByAlternatives() map[string]bool {
	u := &usage{map[string]bool{}, map[string]map[string]bool{}}
	for i := range l.policy.Items {
		walkAlternatives(&l.policy.Items[i], u.part)
	}
	return u.questions
}
