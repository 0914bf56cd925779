package content

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"go.yaml.in/yaml/v4"

	"huiqi/engine"
	"huiqi/engine/figure"
)

// loadQuestions reads the files in order, which is the order of asking: a
// question's conditions can read only what stands before it.
func (l *loader) loadQuestions(docs []*document) {
	for _, d := range docs {
		l.announce(d)
	}
	for _, d := range docs {
		o := d.object(d.root, "")
		if !o.has("topic") {
			o.fail(o.node, "缺少“topic”，开头的问题请写 topic: \"\"")
		}
		topic := ""
		if !o.empty("topic") { // empty for the opening questions
			topic = l.oneTopic(o, "topic")
		}
		for _, n := range o.list("questions") {
			q, ok := l.question(d, n, topic, nil)
			if !ok {
				continue
			}
			l.policy.Questions = append(l.policy.Questions, q)
			// The name stands for a copy: the slice above moves as it grows.
			l.names.known[q.ID] = &q
		}
		o.done()
	}
}

// announce notes the ids of a file, so that a condition which reads one too
// early is told so.
func (l *loader) announce(d *document) {
	if d.root.Kind != yaml.MappingNode {
		return
	}
	scan := &document{name: d.name, faults: &faults{}} // the real reading reports
	for _, n := range scan.object(d.root, "").list("questions") {
		if id := scan.object(n, "").text("id"); id != "" {
			l.names.later[id] = true
		}
	}
}

var kinds = map[string]engine.Kind{
	"yesno": engine.Bool, "one": engine.One, "many": engine.Many, "money": engine.Number,
	"percent": engine.Number, "number": engine.Number, "date": engine.Day, "list": engine.List,
}

// question reads one question, or with a list one of its fields.
func (l *loader) question(d *document, n *yaml.Node, topic string, list *engine.Question) (engine.Question, bool) {
	o := d.object(n, "问题")
	q := engine.Question{ID: o.name("id"), Topic: topic}
	if q.ID == "" {
		return q, false
	}
	o.where = "问题 " + q.ID
	if list == nil {
		l.place(d, n, "question "+q.ID, o.where)
	} else {
		o.where = "问题 " + list.ID + " 的 " + q.ID
		if hasField(list, q.ID) {
			o.fail(n, "字段写了两次，请改一个 id")
		}
		if l.names.known[q.ID] != nil || l.names.later[q.ID] {
			o.fail(n, "字段与一个问题同名，表达式里分不清，请改一个 id")
		}
	}
	kind := o.choose("type", "yesno", "one", "many", "money", "percent", "number", "date", "list")
	if kind == "" {
		if !o.has("type") {
			o.fail(n, "缺少“type”")
		}
		return q, false
	}
	q.Kind = kinds[kind]
	q.Name, q.Label, q.Help = o.must("name"), o.must("ask"), o.text("help")
	q.InYear = o.flag("in_year")
	c := &checker{names: l.names, record: list}
	q.When = l.cond(o, "when", c)
	switch {
	case kind == "list" && list != nil:
		o.fail(n, "列表里不能再有列表")
	case kind == "list":
		l.fields(o, &q)
	case kind == "one" || kind == "many":
		l.choices(o, &q, c)
	case q.Kind == engine.Number:
		l.numeric(o, &q, kind)
	}
	o.done()
	return q, true
}

func (l *loader) fields(o *object, q *engine.Question) {
	for _, n := range o.list("fields") {
		if f, ok := l.question(o.doc, n, q.Topic, q); ok {
			q.Fields = append(q.Fields, f)
		}
	}
	if len(q.Fields) == 0 {
		o.fail(o.node, "列表至少要有一个字段（fields）")
	}
}

func (l *loader) choices(o *object, q *engine.Question, c *checker) {
	var ids []string
	for _, n := range o.list("choices") {
		ch := o.doc.object(n, o.where+" 的选项")
		choice := engine.Choice{ID: ch.name("id"), Label: ch.must("label"), Help: ch.text("help")}
		choice.When = l.cond(ch, "when", c)
		ch.done()
		if slices.Contains(ids, choice.ID) {
			ch.fail(n, "选项“%s”写了两次，请改一个 id", choice.ID)
		}
		ids = append(ids, choice.ID)
		q.Choices = append(q.Choices, choice)
	}
	if len(ids) == 0 || q.Kind == engine.One && len(ids) < 2 {
		o.fail(o.node, "选项不够：单选题至少两个，多选题至少一个")
	}
	if q.Kind == engine.One {
		q.Unsure = o.text("unsure")
		if q.Unsure != "" && !slices.Contains(ids, q.Unsure) {
			o.fail(o.keys["unsure"], "没有“%s”这个选项%s", cut(q.Unsure), didYouMean(q.Unsure, ids))
		}
	}
}

func (l *loader) numeric(o *object, q *engine.Question, kind string) {
	switch kind {
	case "percent":
		q.Unit = engine.UnitPercent
	case "money":
		if q.Unit = o.choose("unit", figure.UnitYuan, figure.UnitDollar); q.Unit == "" {
			q.Unit = figure.UnitYuan
		}
	default:
		q.Unit = o.must("unit")
	}
	q.Min, q.Max = o.decimal("min", q.Unit), o.decimal("max", q.Unit)
	if step := o.decimal("step", q.Unit); step != nil {
		q.Step = *step
		if !step.IsPositive() {
			o.fail(o.keys["step"], "“step”要大于 0")
		}
	}
	if q.Max != nil && (q.Min != nil && q.Max.LessThan(*q.Min) || q.Min == nil && q.Max.IsNegative()) {
		o.fail(o.keys["max"], "“max”小于“min”，请检查")
	}
}

// decimal is a number that may be negative, nil where it is absent or faulty.
func (o *object) decimal(key, unit string) *decimal.Decimal {
	s := o.text(key)
	if s == "" {
		return nil
	}
	digits, negative := strings.CutPrefix(s, "-")
	d, err := figure.ParseAmount(digits, unit)
	if err != nil {
		o.fail(o.keys[key], "%v", err)
		return nil
	}
	if negative {
		d = d.Neg()
	}
	return &d
}
