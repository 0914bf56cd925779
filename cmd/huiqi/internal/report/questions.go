package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/shopspring/decimal"

	"huiqi/engine"
	"huiqi/engine/figure"
	"huiqi/tui/present"
)

// Questions is the JSON document of huiqi questions.
type Questions struct {
	SchemaVersion string     `json:"schema_version"`
	Policy        Policy     `json:"policy"`
	Questions     []Question `json:"questions"` // in the order of asking
}

// Question is one question, or one field of a list.
type Question struct {
	ID      string     `json:"id"`
	Type    string     `json:"type"` // yesno one many money percent number date list
	Unit    *string    `json:"unit"`
	Topic   *string    `json:"topic,omitempty"`
	Name    string     `json:"name"`
	Ask     string     `json:"ask"`
	Help    *string    `json:"help"`
	When    *string    `json:"when"` // null: always asked where it matters
	Example string     `json:"example"`
	Min     *string    `json:"min,omitempty"`
	Max     *string    `json:"max,omitempty"`
	Step    *string    `json:"step,omitempty"`
	Choices []Choice   `json:"choices,omitempty"`
	Fields  []Question `json:"fields,omitempty"`
	Items   []string   `json:"items,omitempty"` // that can depend on it
}

type Choice struct {
	ID    string  `json:"id"`
	Label string  `json:"label"`
	Help  *string `json:"help"`
	When  *string `json:"when"`
}

// BuildQuestions describes the question with the given index, or all for -1.
func BuildQuestions(prog *engine.Program, digest string, only int) *Questions {
	p := prog.Policy()
	out := &Questions{SchemaVersion: SchemaVersion, Policy: policyOf(prog, digest), Questions: []Question{}}
	for i := range p.Questions {
		if only >= 0 && i != only {
			continue
		}
		q := question(p, nil, &p.Questions[i])
		for k := range p.Items {
			if prog.DependsOn(k, i) {
				q.Items = append(q.Items, p.Items[k].ID)
			}
		}
		out.Questions = append(out.Questions, q)
	}
	return out
}

func question(p *engine.Policy, list, q *engine.Question) Question {
	out := Question{
		ID: q.ID, Type: kind(q), Unit: opt(q.Unit), Topic: opt(q.Topic), Name: q.Name, Ask: q.Label, Help: opt(q.Help),
		When: when(p, list, q.When), Example: example(q),
	}
	if q.Kind == engine.Number {
		least, step := decimal.Zero, q.Step
		if q.Min != nil {
			least = *q.Min
		}
		if step.IsZero() {
			step = decimal.New(1, -2)
		}
		out.Min, out.Step = sum(least), sum(step)
		if q.Max != nil {
			out.Max = sum(*q.Max)
		}
	}
	for _, c := range q.Choices {
		out.Choices = append(out.Choices, Choice{c.ID, c.Label, opt(c.Help), when(p, list, c.When)})
	}
	for i := range q.Fields {
		out.Fields = append(out.Fields, question(p, q, &q.Fields[i]))
	}
	return out
}

func when(p *engine.Policy, list *engine.Question, c engine.Cond) *string {
	if c == nil {
		return nil
	}
	return opt(present.Text(p, list, c))
}

// kind is the type of a question, as the content names it.
func kind(q *engine.Question) string {
	switch q.Kind {
	case engine.Bool:
		return "yesno"
	case engine.One:
		return "one"
	case engine.Many:
		return "many"
	case engine.Day:
		return "date"
	case engine.List:
		return "list"
	}
	switch q.Unit {
	case figure.UnitYuan, figure.UnitDollar:
		return "money"
	case figure.UnitPercent:
		return "percent"
	}
	return "number"
}

var kindWords = map[string]string{
	"yesno": "是或否", "one": "单选", "many": "多选", "money": "金额", "percent": "百分数", "number": "数量", "date": "日期", "list": "列表",
}

// example is an answer to the question as an answers file in JSON holds it.
func example(q *engine.Question) string {
	switch q.Kind {
	case engine.Bool:
		return "true"
	case engine.One:
		return `"` + q.Choices[0].ID + `"`
	case engine.Many:
		var ids []string
		for _, c := range q.Choices[:min(2, len(q.Choices))] {
			ids = append(ids, `"`+c.ID+`"`)
		}
		return "[" + strings.Join(ids, ", ") + "]"
	case engine.Day:
		return `"2023-05-01"`
	case engine.List:
		var parts []string
		for i := range q.Fields {
			parts = append(parts, `"`+q.Fields[i].ID+`": `+example(&q.Fields[i]))
		}
		return "[{" + strings.Join(parts, ", ") + "}]"
	}
	switch q.Unit {
	case figure.UnitYuan:
		return `"5万元"`
	case figure.UnitDollar:
		return `"300万美元"`
	case figure.UnitPercent:
		return `"4.6%"`
	}
	return `"50` + q.Unit + `"`
}

// WriteQuestions writes the dictionary of questions as text.
func WriteQuestions(w io.Writer, prog *engine.Program) error {
	var p page
	pol := prog.Policy()
	p.line(fmt.Sprintf("%s：%d 个问题，按提问的顺序", pol.Number, len(pol.Questions)))
	p.line("一个问题的全部内容：huiqi questions 题号")
	p.notice(pol.Notice)
	topic := "-"
	for i := range pol.Questions {
		q := &pol.Questions[i]
		if q.Topic != topic {
			topic = q.Topic
			p.head(topicLabel(pol, topic))
		}
		p.columns([]int{28, 10, 38}, q.ID, kindWords[kind(q)], q.Name)
	}
	return p.flush(w)
}

func topicLabel(p *engine.Policy, id string) string {
	for _, t := range p.Topics {
		if t.ID == id {
			return t.Label
		}
	}
	return "共同的问题"
}

// WriteQuestion writes one question in full.
func WriteQuestion(w io.Writer, prog *engine.Program, i int) error {
	var p page
	pol := prog.Policy()
	q := &pol.Questions[i]
	p.question(pol, nil, q, 0)
	var items []string
	for k := range pol.Items {
		if it := &pol.Items[k]; prog.DependsOn(k, i) {
			items = append(items, fmt.Sprintf("第%d条 %s〔%s〕", it.Article, it.Title, it.ID))
		}
	}
	p.points(0, "用在：", items)
	p.notice(pol.Notice)
	p.put("写法：", fmt.Sprintf(`{"answers": {"%s": %s}}`, q.ID, example(q)))
	p.line("不清楚写 null；没有问到就不写。")
	return p.flush(w)
}

func (p *page) question(pol *engine.Policy, list, q *engine.Question, n int) {
	p.indent(n, fmt.Sprintf("%s〔%s〕", q.Name, q.ID))
	p.indent(n, "问："+q.Label)
	if q.Help != "" {
		p.indent(n, "说明："+q.Help)
	}
	t := kindWords[kind(q)]
	if q.Kind == engine.Number {
		t += "（" + q.Unit + "）"
		if q.Max != nil {
			t += "，最大 " + figure.Format(*q.Max, q.Unit)
		}
	}
	p.indent(n, "类型："+t)
	if q.When != nil {
		p.indent(n, "什么时候问："+present.Text(pol, list, q.When))
	}
	var choices []string
	for _, c := range q.Choices {
		s := c.ID + "：" + c.Label
		if c.Help != "" {
			s += "（" + c.Help + "）"
		}
		if c.When != nil {
			s += "；只在 " + present.Text(pol, list, c.When) + " 时列出"
		}
		choices = append(choices, s)
	}
	p.points(n, "选项：", choices)
	if len(q.Fields) > 0 {
		p.indent(n, "每一行要填：")
		for i := range q.Fields {
			p.question(pol, q, &q.Fields[i], n+4)
		}
	}
}
