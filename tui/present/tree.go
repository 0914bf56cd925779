package present

import (
	"fmt"
	"strings"

	"huiqi/engine"
)

// Tree is a condition in words, with its parts: what Conditions flattens.
type Tree struct {
	Op       string // all, any, not, atom
	Truth    engine.Truth
	Text     string
	Question string // the question, or field of a record, behind it; "" for headings
	Have     string // the answer that decided it; "" for headings
	Row      int    // 1-based record of a list that it is about; 0 for none
	Of       []Tree
}

// ConditionTree words the conditions of an item as a tree.
func ConditionTree(p *engine.Policy, f engine.Facts, x *engine.Explanation) Tree {
	w := treeWriter{p: p, f: f}
	return w.tree(&x.Conditions)
}

// GuardTree words the condition of a tier.
func GuardTree(p *engine.Policy, f engine.Facts, n *engine.Node) Tree {
	w := treeWriter{p: p, f: f}
	return w.tree(n)
}

type treeWriter struct {
	p    *engine.Policy
	f    engine.Facts
	list *engine.Question // inside a record: its list
	row  engine.Row
}

func (w treeWriter) tree(n *engine.Node) Tree {
	t := Tree{Truth: n.Truth, Row: n.Row}
	switch c := n.Cond.(type) {
	case nil:
		t.Op, t.Text = "all", "以下全部符合"
	case engine.And:
		t.Op, t.Text = "all", "以下全部符合"
	case engine.Or:
		t.Op, t.Text = "any", "以下至少符合一项"
	case engine.Not:
		if n.Role == engine.RolePeriod {
			return w.atom(n)
		}
		t.Op, t.Text = "not", "以下不成立"
	case engine.Some:
		t.Op = "any"
		w.records(&t, n, c.List)
		return t
	case engine.All:
		t.Op = "all"
		w.records(&t, n, c.List)
		return t
	default:
		return w.atom(n)
	}
	for i := range n.Of {
		t.Of = append(t.Of, w.tree(&n.Of[i]))
	}
	return t
}

func (w treeWriter) records(t *Tree, n *engine.Node, list string) {
	t.Text, t.Question = Text(w.p, nil, n.Cond), list
	q := find(w.p.Questions, list)
	v, ok := w.f[list]
	t.Have = Value(q, v, ok)
	if v.Known() {
		t.Have = fmt.Sprintf("%d项", len(v.Records().Rows))
		if v.Records().Open {
			t.Have += "，可能还有"
		}
	}
	rows := v.Records().Rows
	for i := range n.Of {
		k := &n.Of[i]
		in := w
		in.list, in.row = q, rows[k.Row-1]
		part := in.tree(k)
		part.Row = k.Row
		if part.Op != "atom" {
			part.Have = Row(q, in.row)
		}
		t.Of = append(t.Of, part)
	}
}

func (w treeWriter) atom(n *engine.Node) Tree {
	c := line(w.p, w.f, w.list, n, 0)
	t := Tree{Op: "atom", Truth: n.Truth, Text: c.Text, Question: c.Question, Have: c.Have, Row: n.Row}
	if w.list == nil {
		return t
	}
	// a field of the record stands before a question of the same name
	var have []string
	for _, id := range Questions(n.Cond) {
		q := find(w.list.Fields, id)
		v, ok := w.row[id]
		if q == nil {
			if q = find(w.p.Questions, id); q == nil {
				continue
			}
			v, ok = w.f[id]
		}
		s := Value(q, v, ok)
		if n.NotApplicable {
			s = "不适用"
		}
		have = append(have, s)
	}
	if len(have) > 0 {
		t.Question, t.Have = Questions(n.Cond)[0], strings.Join(have, "；")
	}
	return t
}
