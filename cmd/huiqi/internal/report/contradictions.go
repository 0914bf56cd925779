package report

import (
	"fmt"

	"huiqi/engine"
	"huiqi/tui/present"
)

// Place is where an answer stands: a question, or a field of a record of it.
type Place struct {
	Question string  `json:"question"`
	Row      *int    `json:"row,omitempty"` // 1-based
	Field    *string `json:"field,omitempty"`
}

// At names the place for messages: fairs 第 2 行的 date.
func (p Place) At() string {
	if p.Row == nil {
		return p.Question
	}
	return fmt.Sprintf("%s 第 %d 行的 %s", p.Question, *p.Row, *p.Field)
}

// Ignored is an answer to a question that does not apply. It is not used.
type Ignored struct {
	Place
	Name   string `json:"name"`
	Reason string `json:"reason"`
}

// Conflict is a matter's date that contradicts the gate. The date is used.
type Conflict struct {
	Place
	Name string `json:"name"`
	Text string `json:"text"`
}

// Contradictions lists the answers of a case that are not used, and those that
// contradict others but are.
func Contradictions(c Case) ([]Ignored, []Conflict, error) {
	f, err := find(c)
	if err != nil {
		return nil, nil, err
	}
	ignored, err := f.ignored()
	return ignored, f.conflicts(), err
}

func (f *findings) ignored() ([]Ignored, error) {
	out := []Ignored{}
	for _, i := range f.result.Ignored {
		q := &f.policy.Questions[i]
		out = append(out, Ignored{Place{Question: q.ID}, q.Name, f.reason(nil, q)})
	}
	fields, err := f.Program.IgnoredFields(f.Facts)
	if err != nil {
		return nil, err
	}
	for _, i := range fields {
		q := &f.policy.Questions[i.Question]
		field := &q.Fields[i.Field]
		out = append(out, Ignored{fieldOf(q, i.Row, field), q.Name + "的" + field.Name, f.reason(q, field)})
	}
	return out, nil
}

func fieldOf(q *engine.Question, row int, field *engine.Question) Place {
	return Place{Question: q.ID, Row: &row, Field: &field.ID}
}

func (f *findings) reason(list, q *engine.Question) string {
	return "这一题只在“" + present.Text(f.policy, list, q.When) + "”时才适用"
}

// conflicts holds the dates of matters against the gate: where all of them are
// said to fall inside the period, or none.
func (f *findings) conflicts() []Conflict {
	out := []Conflict{}
	p := f.policy
	gate := f.Facts[p.Gate.Question].Choice()
	if gate == "" {
		return out
	}
	check := func(at Place, name string, v engine.Value) {
		if v.Kind() != engine.Day {
			return
		}
		d := v.Date().String()
		inside := p.From.String() <= d && d <= p.To.String()
		says := ""
		switch {
		case inside && gate == p.Gate.Ends:
			says = "在实施期内"
		case !inside && len(p.Gate.Covers) > 0 && gate == p.Gate.Covers[0]:
			says = "不在实施期内"
		default:
			return
		}
		q, _ := f.Program.Question(p.Gate.Question)
		out = append(out, Conflict{at, name, fmt.Sprintf("%s %s，和“%s：%s”矛盾，这里按日期算", d, says,
			p.Questions[q].Name, present.Value(&p.Questions[q], f.Facts[p.Gate.Question], true))})
	}
	for i := range p.Questions {
		q := &p.Questions[i]
		if q.Volunteer {
			check(Place{Question: q.ID}, q.Name, f.Facts[q.ID])
		}
		for r, row := range f.Facts[q.ID].Records().Rows {
			for k := range q.Fields {
				field := &q.Fields[k]
				check(fieldOf(q, r+1, field), q.Name+"的"+field.Name, row[field.ID])
			}
		}
	}
	return out
}
