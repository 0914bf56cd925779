package engine

// question is a compiled Question. Bool questions have the two choices no (bit
// 0) and yes (bit 1).
type question struct {
	src     *Question
	kind    Kind
	when    *node    // nil: always
	asked   *reading // when, as a reading; of a field, in its record
	choices map[string]int
	all     uint64 // every choice
	fields  []question
	fIndex  map[string]int
	record  []cell // of which nothing is known
	min     num
	max     num
	noMin   bool
	noMax   bool
	step    num
	// choiceWhen says when each choice is offered; nil: always.
	choiceWhen []*node
}

const (
	bitNo  = 1 << 0
	bitYes = 1 << 1
)

func (c *compiler) questions() {
	ps := c.p.policy.Questions
	c.p.qs = make([]question, len(ps))
	for i := range ps {
		c.where = "question " + ps[i].ID
		if _, dup := c.p.qIndex[ps[i].ID]; dup {
			c.fail(0, ps[i].ID, "defined twice")
			continue
		}
		c.limit = i
		c.p.qs[i] = c.question(&ps[i], false)
		c.p.qIndex[ps[i].ID] = i
	}
}

func (c *compiler) question(src *Question, field bool) question {
	q := question{src: src, kind: src.Kind, step: numOf(src.Step)}
	switch src.Kind {
	case Bool:
		q.all = bitNo | bitYes
	case One, Many:
		if n := len(src.Choices); n == 0 || n > 64 {
			c.fail(0, src.ID, "%d choices; 1 to 64 are possible", n)
			return q
		}
		q.choices = map[string]int{}
		for i, ch := range src.Choices {
			if _, dup := q.choices[ch.ID]; dup {
				c.fail(0, ch.ID, "choice %s defined twice", ch.ID)
			}
			q.choices[ch.ID] = i
			q.all |= 1 << i
		}
	case Number:
		if src.Min != nil {
			q.min = numOf(*src.Min)
		}
		q.noMax = src.Max == nil
		if src.Max != nil {
			q.max = numOf(*src.Max)
			if q.max.less(q.min) {
				c.fail(0, src.ID, "max is below min")
			}
		}
		if q.step.sign() == 0 {
			q.step = num{n: million / 100}
		}
		if q.step.sign() < 0 {
			c.fail(0, src.ID, "step is negative")
		}
	case Day:
		// Any date: days count from 1970, and the period's edges are all that matters.
		q.noMin, q.noMax = true, true
	case List:
		if field {
			c.fail(0, src.ID, "a list inside a list")
			return q
		}
		q.fIndex = map[string]int{}
		q.fields = make([]question, len(src.Fields))
		outer := c.where
		for i := range src.Fields {
			f := &src.Fields[i]
			c.where = outer + " field " + f.ID
			if _, dup := q.fIndex[f.ID]; dup {
				c.fail(0, f.ID, "defined twice")
			}
			c.rec = &q // with the fields so far in its index
			q.fields[i] = c.question(f, true)
			c.rec = nil
			q.fIndex[f.ID] = i
			q.record = append(q.record, q.fields[i].blank(absent))
		}
		c.where = outer
	default:
		c.fail(0, src.ID, "unknown kind")
	}
	if _, ok := q.choices[src.Unsure]; src.Unsure != "" && !(ok && src.Kind == One) {
		c.fail(0, src.Unsure, "%s has no choice %s", src.ID, src.Unsure)
	}
	if src.Volunteer && src.Kind != Day {
		c.fail(0, src.ID, "only a date can be volunteered")
	}
	q.when = c.cond(src.When)
	for _, ch := range src.Choices {
		q.choiceWhen = append(q.choiceWhen, c.cond(ch.When))
	}
	return q
}

func (c *compiler) choiceMask(q, pos int, ids ...string) uint64 {
	return c.maskOf(&c.p.qs[q], pos, ids)
}

func (c *compiler) maskOf(q *question, pos int, ids []string) uint64 {
	var m uint64
	for _, id := range ids {
		i, ok := q.choices[id]
		if !ok {
			c.fail(pos, id, "%s has no choice %s", q.src.ID, id)
			continue
		}
		m |= 1 << i
	}
	return m
}

// lookup finds a name: first among the record's fields, then among questions.
func (c *compiler) lookup(id string, pos int) (q *question, i int, inRec, ok bool) {
	if c.rec != nil {
		if i, ok := c.rec.fIndex[id]; ok {
			return &c.rec.fields[i], i, true, true
		}
	}
	i, ok = c.p.qIndex[id]
	if !ok || i >= c.limit {
		c.fail(pos, id, "no question %s before this", id)
		return nil, 0, false, false
	}
	return &c.p.qs[i], i, false, true
}

func (c *compiler) list(id string, pos int) (int, bool) {
	if c.rec != nil {
		c.fail(pos, id, "a list inside a record")
		return 0, false
	}
	q, i, _, ok := c.lookup(id, pos)
	if !ok {
		return 0, false
	}
	if q.kind != List {
		c.fail(pos, id, "%s is not a list", id)
		return 0, false
	}
	return i, true
}
