package content

import (
	"strings"

	"go.yaml.in/yaml/v4"

	"huiqi/engine"
	"huiqi/engine/figure"
)

// quickReader reads a line as programs write it straight into a case, answer by
// answer: no tree of it is built and nothing is kept of the line before. Whatever is
// out of the ordinary, and every fault, is left to the thorough way.
type quickReader struct {
	tree      jsonTree
	c         *engine.Case
	questions map[string]*quickQuestion
	round     int // counts the lines read
}

// quickQuestion is a question or a field of a record.
type quickQuestion struct {
	index   int
	kind    engine.Kind
	unit    string
	choices map[string]uint64 // by id and label, as bits
	fields  map[string]*quickQuestion
	round   int // in which it was last answered; of a field, the record
}

func newQuickReader(p *engine.Program) quickReader {
	return quickReader{c: p.NewCase(), questions: quickQuestions(p.Policy().Questions)}
}

func quickQuestions(list []engine.Question) map[string]*quickQuestion {
	out := map[string]*quickQuestion{}
	for i := range list {
		q := &list[i]
		k := &quickQuestion{index: i, kind: q.Kind, unit: q.Unit, choices: map[string]uint64{}}
		for bit, c := range q.Choices {
			for _, name := range []string{c.ID, c.Label} {
				if _, taken := k.choices[name]; !taken {
					k.choices[name] = 1 << bit
				}
			}
		}
		if q.Kind == engine.List {
			k.fields = quickQuestions(q.Fields)
		}
		out[q.ID] = k
	}
	return out
}

// read reads a line; ok is false where it is left to the thorough way.
func (r *quickReader) read(s string) (out Record, ok bool) {
	t := &r.tree
	t.start(s)
	r.c.Reset()
	r.round++
	document, answers := false, 0
	answer := func(key string) bool {
		answers++
		q := r.questions[key]
		if q == nil || q.round == r.round {
			return false
		}
		q.round = r.round
		return r.value(q, r.c.Slot(q.index))
	}
	ok = t.members(func(key string) bool {
		switch {
		case key == "answers":
			if document || answers > 0 {
				return false
			}
			document = true
			return t.members(answer)
		case key == "id" || key == "name":
			return r.label(key, &out)
		}
		return !document && answer(key)
	}) && t.next() == 0 && t.i == len(s) && answers > 0
	out.Case = r.c
	return out, ok
}

// label is the id or the name.
func (r *quickReader) label(key string, out *Record) bool {
	r.tree.used = 0
	n := r.tree.value(1)
	switch {
	case n == nil || n.Kind != yaml.ScalarNode || n.Tag == "!!null":
		return false
	case key == "name" && out.Name == "":
		out.Name = n.Value
	case key == "id" && out.ID == "":
		out.ID, out.Bare = n.Value, n.Tag != "!!str"
	default:
		return false
	}
	return true
}

// value reads the answer to a question or the value of a field.
func (r *quickReader) value(q *quickQuestion, s engine.Slot) bool {
	t := &r.tree
	switch c := t.next(); {
	case c == 'n':
		s.Unknown()
		return t.word("null")
	case q.kind == engine.Many:
		var set uint64
		ok := t.elements(func() bool {
			bit, ok := r.choice(q)
			set |= bit
			return ok
		})
		s.Choose(set)
		return ok
	case q.kind == engine.List:
		return r.records(q, s)
	case q.kind == engine.One:
		bit, ok := r.choice(q)
		s.Choose(bit)
		return ok
	case q.kind == engine.Bool:
		yes := c == 't'
		s.Bool(yes)
		return yes && t.word("true") || t.word("false")
	case c == '"':
		text := t.text()
		return t.fault == "" && r.figure(q, s, text)
	}
	if q.kind != engine.Number {
		return false
	}
	text := t.digits()
	n, exp, ok := figure.Digits(text)
	zeros := len(text) > 1 && text[0] == '0' && text[1] != '.' // no JSON
	return ok && !zeros && s.Number(n, exp)
}

// choice reads the name of a choice.
func (r *quickReader) choice(q *quickQuestion) (uint64, bool) {
	if r.tree.next() != '"' {
		return 0, false
	}
	bit, ok := q.choices[r.tree.text()]
	return bit, ok && r.tree.fault == ""
}

// figure reads a number or a date.
func (r *quickReader) figure(q *quickQuestion, s engine.Slot, text string) bool {
	if q.kind == engine.Day {
		year, month, day, err := figure.ParseDay(strings.TrimSpace(text))
		s.Day(engine.Date{Year: year, Month: month, Day: day})
		return err == nil
	}
	if n, exp, ok := figure.Digits(text); ok {
		return s.Number(n, exp)
	}
	d, err := figure.ParseAmount(text, q.unit)
	return err == nil && s.Decimal(d)
}

// records reads a list of records.
func (r *quickReader) records(q *quickQuestion, s engine.Slot) bool {
	s.None()
	round := 0
	for _, f := range q.fields {
		round = max(round, f.round)
	}
	records := 0
	return r.tree.elements(func() bool {
		if records++; records > maxRows {
			return false
		}
		round++
		rec := s.Record()
		return r.tree.members(func(key string) bool {
			f := q.fields[key]
			if f == nil || f.round == round {
				return false
			}
			f.round = round
			return r.value(f, rec.Slot(f.index))
		})
	})
}
