package content

import "huiqi/engine"

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
	if d.object(d.root, "answers"); f.err() != nil {
		return nil, nil, f.err()
	}
	r := newAnswerReader(&p.Policy)
	r.kept, r.lenient, r.doc = true, true, d
	facts = r.facts(d.root)
	for _, w := range r.warnings.list {
		if w.Where != "" {
			lost = append(lost, w.Where+"："+w.Msg)
		} else {
			lost = append(lost, w.Msg)
		}
	}
	return facts, lost, nil
}

// Follow is Now for a name that somebody typed, of one of some kinds; says is for
// the person, "" where the name was never retired.
func (p *Pack) Follow(name string, kinds ...string) (now, says string) {
	for _, kind := range kinds {
		if now, retired := p.Policy.Retired[kind+" "+name]; retired {
			return now, became(name, now)
		}
	}
	return name, ""
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
