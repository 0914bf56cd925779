package content

import (
	"strings"

	"huiqi/engine"
)

// Kept reads the JSON of answers that EncodeFacts made, perhaps under earlier
// rules. Ids that were renamed since are read by their new names. An answer that
// the present rules do not take is left out; lost says which and why, a line
// each. The error is JSON that holds no answers at all.
func (p *Pack) Kept(data []byte) (facts engine.Facts, lost []string, err error) {
	var f faults
	d := parseTree("", data, &f)
	if d == nil {
		return nil, nil, f.err()
	}
	o := d.object(d.root, "answers")
	if err := f.err(); err != nil {
		return nil, nil, err
	}
	facts = engine.Facts{}
	r := newAnswerReader(&p.Policy)
	r.kept, r.doc = true, d
	for i := 0; i+1 < len(o.node.Content); i += 2 {
		key, n := o.node.Content[i], o.node.Content[i+1]
		id := key.Value
		if now, retired := r.renamed(key, "", id, "question"); retired {
			if id = now; id == "" {
				continue
			}
		}
		q := r.questions[id]
		if q == nil {
			lost = append(lost, "问题 "+cut(id)+"：现在的规则里没有这个问题")
			continue
		}
		var bad faults
		r.doc = &document{name: d.name, lines: d.lines, root: d.root, faults: &bad}
		if v, ok := r.value(n, q, "问题 "+q.ID+"（"+q.Name+"）"); ok && len(bad.list) == 0 {
			facts[id] = v
			continue
		}
		var why []string
		for _, b := range bad.list {
			why = append(why, b.Where+"："+b.Msg)
		}
		if len(why) > 0 {
			lost = append(lost, strings.Join(why, "；"))
		}
	}
	for _, w := range r.warnings.list { // names without a successor
		lost = append(lost, w.Msg)
	}
	return facts, lost, nil
}

// Now is what an id that something kept names is called today; ok is false where
// nothing took its place. kind and id are those of ids.txt. An id that was never
// retired is itself, known or not.
func (p *Pack) Now(kind, id string) (now string, ok bool) {
	now, retired := p.Policy.Retired[kind+" "+id]
	if !retired {
		return id, true
	}
	return now, now != ""
}
