package engine

import (
	"slices"
	"strconv"
	"strings"
)

// Bounds of what is tried for one list: its completions, and its records that are
// not fully known.
const (
	maxLists  = 2000
	maxPartly = 12
)

// listing is a list that another can turn out to be, with what it means to the
// places that look at it: two listings with the same key are as good as one.
type listing struct {
	recs  [][]cell
	heavy []bool // records that stand for any number of their kind
	looks []look // by the answers that the places read besides, then by place
}

// look is what one place sees: whether some (or every) record meets the condition,
// or the total. open says that it depends on more than the list.
type look struct {
	holds bool
	total num
	open  bool
}

// completions lists what a list can still turn out to be: its records as far as
// they are known and, if it may go on, one more for each condition on some or every
// record, and one that stands for very many where there is a total. fixed, if
// given, is one more record, which is tried elsewhere.
func (e *explorer) completions(in *input, recs [][]cell, open bool, fixed []cell) []*rows {
	q := &e.p.qs[in.q]
	given := listing{looks: e.seen(in, nil, false)}
	var partly [][]listing // of each record that is not known, what it can be
	for _, rec := range recs {
		can := e.distinct(in, e.records(in, rec), false)
		if len(can) > 1 {
			if partly = append(partly, can); len(partly) > maxPartly {
				e.overflow = true
				return []*rows{{recs: recs}}
			}
			continue
		}
		given.recs = append(given.recs, can[0].recs...)
		given.looks = in.list.both(given.looks, can[0].looks)
	}
	given.heavy = make([]bool, len(given.recs))
	all := []listing{given}
	for _, can := range partly {
		all = e.extend(in, all, can, false, false)
	}
	if open {
		blank := make([]cell, len(q.fields))
		for i := range q.fields {
			blank[i] = q.fields[i].blank(absent)
		}
		more := e.records(in, blank)
		totals := 0
		for _, p := range in.list.parts {
			if p.total != nil {
				totals++
			}
		}
		can := e.distinct(in, more, false)
		for range max(1, len(in.list.parts)-totals) {
			all = e.extend(in, all, can, true, false)
		}
		if totals > 0 {
			all = e.extend(in, all, e.distinct(in, more, true), true, true)
		}
	}
	out := make([]*rows, 0, len(all))
	for _, l := range all {
		r := &rows{recs: l.recs, heavy: l.heavy}
		if fixed != nil {
			r.recs, r.heavy = append(r.recs, fixed), append(r.heavy, false)
		}
		out = append(out, r)
	}
	return out
}

// extend adds one record to each list; with also, it keeps the list as it is too.
func (e *explorer) extend(in *input, lists, recs []listing, also, heavy bool) []listing {
	out := unlike{keys: map[string]bool{}}
	for _, l := range lists {
		if also {
			out.add(l)
		}
		for _, r := range recs {
			out.add(listing{
				recs:  append(slices.Clip(l.recs), r.recs...),
				heavy: append(slices.Clip(l.heavy), heavy),
				looks: in.list.both(l.looks, r.looks),
			})
		}
		if len(out.lists) > maxLists {
			e.overflow = true
			return out.lists[:1]
		}
	}
	return out.lists
}

// distinct are lists of one record each.
func (e *explorer) distinct(in *input, recs [][]cell, heavy bool) []listing {
	out := unlike{keys: map[string]bool{}}
	for _, rec := range recs {
		out.add(listing{recs: [][]cell{rec}, looks: e.seen(in, rec, heavy)})
	}
	return out.lists
}

// unlike keeps one of the lists that all places see alike.
type unlike struct {
	lists []listing
	keys  map[string]bool
}

func (u *unlike) add(l listing) {
	if k, ok := l.key(); ok {
		if u.keys[k] {
			return
		}
		u.keys[k] = true
	}
	u.lists = append(u.lists, l)
}

// seen is what the places see of a record by itself; of no record if it is nil.
func (e *explorer) seen(in *input, rec []cell, heavy bool) []look {
	var out []look
	var others []*openInput
	n := 1
	for i := range e.open {
		if o := &e.open[i]; o.field < 0 && slices.Contains(in.list.outer, o.in.q) {
			others = append(others, o)
			n *= len(o.set)
		}
	}
	if n > maxOthers {
		others = nil
	}
	e.each(others, func() {
		for k := range in.list.parts {
			out = append(out, e.look(&in.list.parts[k], in.q, rec, heavy))
		}
	})
	return out
}

// maxOthers bounds the combinations of other answers under which the records of a
// list are told apart; past it all are kept.
const maxOthers = 64

// each runs do under every combination of some open inputs.
func (e *explorer) each(open []*openInput, do func()) {
	if len(open) == 0 {
		do()
		return
	}
	for _, set := range open[0].set {
		set()
		e.each(open[1:], do)
	}
	open[0].reset()
}

func (e *explorer) look(p *listPart, list int, rec []cell, heavy bool) look {
	switch {
	case p.total == nil && rec == nil:
		return look{holds: p.every}
	case p.total == nil:
		t := e.inRecord(list, rec, func() Truth { return e.truth(p.cond) })
		return look{holds: t == True, open: t == Unknown}
	case rec == nil:
		return look{}
	}
	s := e.record(p.total, rec)
	if heavy && s.hi.sign() > 0 {
		s = point(far)
	}
	return look{total: s.lo, open: !s.isPoint()}
}

// both is what is seen of the records of two lists.
func (l *listInput) both(a, b []look) []look {
	out := make([]look, len(a))
	for k := range a {
		out[k] = a[k].with(b[k], &l.parts[k%len(l.parts)])
	}
	return out
}

func (l look) with(m look, p *listPart) look {
	out := look{total: l.total.add(m.total), open: l.open || m.open}
	if beyond.less(out.total) {
		out.total = far // how far beyond does not matter
	}
	if p.every {
		out.holds = l.holds && m.holds
	} else {
		out.holds = l.holds || m.holds
	}
	return out
}

// key tells apart what the places see; ok is false where that is not known yet.
func (l *listing) key() (key string, ok bool) {
	var b strings.Builder
	for _, k := range l.looks {
		if k.open {
			return "", false
		}
		b.WriteString(strconv.FormatBool(k.holds))
		b.Write(k.total.appendKey(nil))
	}
	return b.String(), true
}

// records fills the fields that are read and that rec leaves open.
func (e *explorer) records(in *input, rec []cell) [][]cell {
	out := [][]cell{rec}
	for i := range in.list.fields {
		f := &in.list.fields[i]
		if rec[f.field].state == known {
			continue
		}
		fill := e.fillings(in, f, rec)
		var next [][]cell
		for _, r := range out {
			for _, d := range fill {
				s := slices.Clone(r)
				s[f.field] = d
				next = append(next, s)
			}
		}
		if out = next; len(out) > maxLists {
			e.overflow = true
			return out[:1]
		}
	}
	return out
}

// fillings lists the values to try for a field that a record leaves open.
func (e *explorer) fillings(in *input, f *fieldInput, rec []cell) []cell {
	var out []cell
	q, c := &e.p.qs[in.q].fields[f.field], rec[f.field]
	add := func(change func(*cell)) {
		d := c
		change(&d)
		out = append(out, d)
	}
	switch f.kind {
	case inChoice:
		for _, m := range f.masks {
			add(func(d *cell) { d.may = firstBit(m) })
		}
	case inBit:
		for sub := f.many; ; sub = (sub - 1) & f.many {
			add(func(d *cell) { d.may, d.yes = sub, sub })
			if sub == 0 {
				break
			}
		}
	case inSum:
		g := grid{span: c.span, one: q.min, step: q.step}
		e.rec, e.list = rec, in.q // which kinks read
		for _, v := range g.points(f.cuts, e.switches(f.kinks)) {
			add(func(d *cell) { d.span = point(v) })
		}
		e.rec = nil
	case inDay:
		for _, v := range e.days() {
			add(func(d *cell) { d.span = point(v) })
		}
	}
	return out
}
