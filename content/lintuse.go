package content

import (
	"strings"

	"huiqi/engine"
)

// usage notes which questions something rests on and which choices are told
// apart. Fields are named "list.field".
type usage struct {
	questions map[string]bool
	choices   map[string]map[string]bool
}

func (u *usage) read(id string, choices []string) {
	u.questions[id] = true
	if u.choices[id] == nil {
		u.choices[id] = map[string]bool{}
	}
	for _, c := range choices {
		u.choices[id][c] = true
	}
}

func (u *usage) part(p part) { p.reads(u.read) }

// questions checks that every question, field and choice makes a difference to
// some item, be it through the condition of another question.
func (l *linter) questions() {
	u := &usage{map[string]bool{}, map[string]map[string]bool{}}
	g := l.policy.Gate
	u.read(g.Question, append([]string{g.Dated, g.Ends}, g.Covers...))
	for i := range l.policy.Items {
		it := &l.policy.Items[i]
		u.read(l.policy.Applicant, it.Who)
		walkItem(it, u.part)
		walkAlternatives(it, u.part)
	}
	// Conditions read earlier questions only: one pass from the last to the first
	// follows all chains.
	for i := len(l.policy.Questions) - 1; i >= 0; i-- {
		q := &l.policy.Questions[i]
		if u.questions[q.ID] {
			l.whens(u, q)
		}
	}
	for i := range l.policy.Questions {
		q := &l.policy.Questions[i]
		l.question(u, q, q.ID)
		for k := range q.Fields {
			l.question(u, &q.Fields[k], q.ID+"."+q.Fields[k].ID)
		}
	}
}

// whens notes what the conditions of a question, its choices and its fields read.
func (l *linter) whens(u *usage, q *engine.Question) {
	walkCond(q.When, "", u.part)
	for _, c := range q.Choices {
		walkCond(c.When, "", u.part)
	}
	// In a field's condition a name can be a field or a question.
	for k := len(q.Fields) - 1; k >= 0; k-- {
		f := &q.Fields[k]
		conds := []engine.Cond{f.When}
		for _, c := range f.Choices {
			conds = append(conds, c.When)
		}
		for _, c := range conds {
			walkCond(c, q.ID, func(p part) {
				p.reads(func(id string, choices []string) {
					if name, ok := strings.CutPrefix(id, q.ID+"."); ok && !hasField(q, name) {
						id = name
					}
					u.read(id, choices)
				})
			})
		}
	}
}

func (l *linter) question(u *usage, q *engine.Question, id string) {
	list, _, _ := strings.Cut(id, ".")
	at, where := l.pack.Place("question "+list), "问题 "+id
	if !u.questions[id] {
		l.idle[id] = true
		l.fail(at, where, "没有一个事项用到它，请删去，或补上用到它的条件")
		return
	}
	if q.Kind != engine.One && q.Kind != engine.Many {
		return
	}
	var idle []string
	for _, c := range q.Choices {
		if !u.choices[id][c.ID] && c.ID != q.Unsure {
			idle = append(idle, c.ID)
		}
	}
	// The one choice left over says "none of the others".
	if len(idle) > 1 || q.Kind == engine.Many && len(idle) == 1 {
		for _, c := range idle {
			l.idle[id+"="+c] = true
		}
		l.warn(at, where, "选项 %s 没有一个条件用到，请删去或合并", strings.Join(idle, "、"))
	}
}
