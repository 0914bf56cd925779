package engine

import (
	"strconv"
	"sync"
)

// memory keeps what completions came to. Much of what is known of an applicant is
// one of few things, and a list that was not asked for is like any other: with the
// same knowledge of its inputs a reading comes to the same finding. It is shared by
// all cases of a program, bounded, and changes no result.
type memory struct {
	mu    sync.RWMutex
	found map[string]finding
}

// mostFindings bounds the findings that are kept for one reading.
const mostFindings = 512

func (m *memory) get(key []byte) (finding, bool) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	f, ok := m.found[string(key)]
	return f, ok
}

func (m *memory) put(key []byte, f finding) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.found == nil {
		m.found = map[string]finding{}
	}
	if _, known := m.found[string(key)]; known || len(m.found) < mostFindings {
		m.found[string(key)] = f
	}
}

// remember gives the finding that is kept for what is known of a reading, or works
// it out and keeps it; whole asks for one with the inputs that matter.
func (e *env) remember(r *reading, whole bool, work func() finding) finding {
	var room [64]byte
	key, ok := e.knowledge(r, room[:0])
	if !ok {
		return work()
	}
	if f, kept := r.memory.get(key); kept && (f.whole || !whole) {
		return f
	}
	f := work()
	r.memory.put(key, f)
	return f
}

// knowledge appends what is known of a reading's inputs; ok is false where it is
// one of too many things, such as a sum that goes into the amount.
func (e *env) knowledge(r *reading, key []byte) (_ []byte, ok bool) {
	key = append(key, '0')
	if e.noPeriod {
		key[0] = '1'
	}
	for i := range r.inputs {
		in := &r.inputs[i]
		c := e.cells[in.q]
		switch in.kind {
		case inChoice:
			class := -1
			if c.state == known {
				for k, m := range in.masks {
					if c.may&m != 0 {
						class = k
					}
				}
			}
			key = append(key, byte('1'+class))
		case inBit:
			key = append(key, byte('0'+c.yes>>in.bit&1), byte('0'+c.may>>in.bit&1))
		case inDay:
			day := byte('0' + c.state)
			if c.state == known && !c.span.lo.less(e.p.from) && !e.p.to.less(c.span.lo) {
				day = 'i'
			}
			key = append(key, day)
		case inSum:
			if key, ok = e.knowledgeOfSum(in, key); !ok {
				return nil, false
			}
		case inList:
			switch {
			case len(c.rows.recs) > 0:
				return nil, false
			case c.rows.open:
				key = append(key, 'o')
			default:
				key = append(key, 'c')
			}
		}
	}
	return key, true
}

// knowledgeOfSum tells the sums apart of which nothing is known, and those that
// are only compared, by what each comparison says.
func (e *env) knowledgeOfSum(in *input, key []byte) ([]byte, bool) {
	open := 0
	for _, t := range e.p.sums[in.sum].terms {
		if e.cells[t.q].state != known {
			open++
		}
	}
	switch {
	case open == len(e.p.sums[in.sum].terms):
		return append(key, 'o'), true
	case open > 0 || in.amount:
		return nil, false
	}
	n := e.sum(in.sum).lo
	for _, c := range in.cuts {
		key = strconv.AppendInt(key, int64(n.cmp(c.k)), 10)
	}
	return append(key, ' '), true
}
