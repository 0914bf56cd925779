package engine

import (
	"slices"
	"strings"
)

// groupResults appends the shared ceilings to out.
func (p *Program) groupResults(items []ItemResult, out []GroupResult) []GroupResult {
	for g := range p.groups {
		r := GroupResult{Group: g, Matched: p.groupLine(g, p.groups[g].items, items, Eligible)}
		r.Alternatives = p.groupAlternatives(g, r.Matched, items)
		out = append(out, r)
	}
	return out
}

// groupAlternatives keeps the readings that change the sum of what they cover.
func (p *Program) groupAlternatives(g int, settled Line, items []ItemResult) []GroupAlternativeResult {
	var out []GroupAlternativeResult
	for a, members := range p.groups[g].alts {
		l := p.groupLine(g, members, items, Eligible)
		// by the settled reading the same items come to this
		main := Line{sums: settled.sums}
		for _, i := range l.Items {
			if w := items[i].Worth; !slices.Contains(settled.Items, i) {
				main.add(w.sums, w.NoUpper)
			}
		}
		if !main.low.equal(l.low) || main.NoUpper || !main.high.equal(l.high) { // under a ceiling there is an upper end
			out = append(out, GroupAlternativeResult{a, l})
		}
	}
	return out
}

// groupLine adds the members with the given status and cuts the sum at the
// shared ceiling. The cut is never spread over the items.
func (p *Program) groupLine(g int, members []int, items []ItemResult, status Status) Line {
	l := Line{Group: g}
	for _, i := range members {
		if items[i].Status == status && items[i].Worth.Numbers {
			l.Items = append(l.Items, i)
		}
	}
	l.sum(items, p.groups[g].ceiling)
	return l
}

// sum adds up the items of a line and cuts the sum at a shared ceiling.
func (l *Line) sum(items []ItemResult, ceiling num) {
	for _, i := range l.Items {
		w := items[i].Worth
		l.add(w.sums, w.NoUpper)
	}
	if l.NoUpper || ceiling.less(l.high) {
		l.Cut, l.NoUpper, l.high = true, false, ceiling
	}
	l.low = minNum(l.low, ceiling)
}

// totals puts the items that match or can match into the boxes, in parts of all,
// which has room for them.
func (p *Program) totals(items []ItemResult, live, all []int) [7]BoxResult {
	var out [7]BoxResult
	var count [8][2]int
	side := func(i int) int {
		if items[i].Status == Eligible {
			return 0
		}
		return 1
	}
	for _, i := range live {
		count[items[i].Box][side(i)]++
	}
	all = all[:len(live)]
	take := func(n int) []int {
		part := all[:0:n]
		all = all[n:]
		return part
	}
	for b := range out {
		out[b] = BoxResult{Box: Box(b + 1), Matched: take(count[b+1][0]), Pending: take(count[b+1][1])}
	}
	for _, i := range live {
		if items[i].Box == BoxNone {
			continue
		}
		b := &out[items[i].Box-1]
		if side(i) == 0 {
			b.Matched = append(b.Matched, i)
		} else {
			b.Pending = append(b.Pending, i)
		}
	}
	exact := &out[BoxExact-1]
	exact.Lines = p.lines(exact.Matched, items)
	return out
}

// lines adds up exact sums. Items under a shared ceiling count with their
// group's line. Where a ceiling bites and the members stand on different lines
// (cash and a premium that does not pass through the applicant's account), the
// group keeps a line of its own, for nothing says which member is cut.
func (p *Program) lines(in []int, items []ItemResult) []Line {
	rest := in
	var out, plain []Line
	line := func(label string) *Line {
		for k := range plain {
			if plain[k].Label == label {
				return &plain[k]
			}
		}
		plain = append(plain, Line{Label: label, Group: -1})
		return &plain[len(plain)-1]
	}
	for g := range p.groups {
		var mine []int
		for _, i := range rest {
			if slices.Contains(p.groups[g].items, i) {
				mine = append(mine, i)
			}
		}
		if len(mine) == 0 {
			continue
		}
		rest = slices.DeleteFunc(slices.Clone(rest), func(i int) bool { return slices.Contains(mine, i) })
		gl := Line{Group: g, Items: mine}
		gl.sum(items, p.groups[g].ceiling)
		label := p.policy.Items[mine[0]].Amount.Line
		mixed := slices.ContainsFunc(mine, func(i int) bool { return p.policy.Items[i].Amount.Line != label })
		if mixed && gl.Cut {
			out = append(out, gl)
			continue
		}
		if mixed { // nothing is cut: each member stands on its own line
			rest = append(rest, mine...)
			continue
		}
		l := line(label)
		l.Items = append(l.Items, mine...)
		l.Cut = l.Cut || gl.Cut
		l.add(gl.sums, gl.NoUpper)
	}
	for _, i := range rest {
		l := line(p.policy.Items[i].Amount.Line)
		w := items[i].Worth
		l.Items = append(l.Items, i)
		l.add(w.sums, w.NoUpper)
	}
	slices.SortFunc(plain, func(a, b Line) int { return strings.Compare(a.Label, b.Label) }) // "" first: the ordinary line
	for k := range plain {
		slices.Sort(plain[k].Items)
	}
	return append(plain, out...)
}

func (l *Line) add(s sums, noUpper bool) {
	l.low, l.high, l.NoUpper = l.low.add(s.low), l.high.add(s.high), l.NoUpper || noUpper
}

// Within gives the groups and boxes of a result over the items of a scope only.
func (p *Program) Within(r *Result, scope Scope) ([]GroupResult, [7]BoxResult) {
	if scope.All() {
		return r.Groups, r.Boxes
	}
	items := slices.Clone(r.Items)
	var live []int
	for i := range items {
		switch {
		case !scope.Has(i):
			items[i].Status = Ineligible
		case items[i].Status >= Possible:
			live = append(live, i)
		}
	}
	return p.groupResults(items, nil), p.totals(items, live, make([]int, len(live)))
}
