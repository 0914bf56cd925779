package content

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"huiqi/engine"
)

// loadPolicy reads policy.yaml. What names questions is checked by checkPolicy
// once they are known; the object that it needs is returned.
func (l *loader) loadPolicy(d *document) *object {
	o := d.object(d.root, "")
	p := l.policy
	p.Number, p.Title, p.Issuer = o.must("number"), o.must("title"), o.must("issuer")
	p.InForce = o.date("in_force")
	if n := o.get("period"); n == nil {
		o.fail(o.node, "缺少“period”")
	} else {
		period := d.object(n, "period")
		p.From, p.To = period.date("from"), period.date("to")
		period.done()
		if p.To.String() < p.From.String() {
			period.fail(n, "结束日期早于开始日期，请检查")
		}
	}
	if o.has("articles") {
		l.pack.Articles = o.number("articles")
	}
	p.Cautions = o.texts("cautions")
	p.Applicant = o.must("applicant")
	for _, n := range o.list("topics") {
		l.topic(d.object(n, "主题"))
	}
	for _, n := range o.list("chapters") {
		c := d.object(n, "章")
		ch := engine.Chapter{Number: c.number("number"), Title: c.must("title"), Units: c.texts("units")}
		p.Chapters = append(p.Chapters, ch)
		l.pack.Official.Chapters[ch.Number] = c.printed()
		c.done()
	}
	for i, c := range p.Chapters {
		if slices.ContainsFunc(p.Chapters[:i], func(e engine.Chapter) bool { return e.Number == c.Number }) {
			o.fail(o.keys["chapters"], "第 %d 章写了两次", c.Number)
		}
	}
	if n := o.get("gate"); n != nil {
		g := d.object(n, "gate")
		p.Gate = engine.Gate{Question: g.must("question"), Covers: g.texts("covers"), Dated: g.text("dated"), Ends: g.text("ends")}
		g.done()
	}
	if n := o.get("closing"); n != nil {
		c := d.object(n, "结尾")
		l.pack.Official.Closing = c.printed()
		c.done()
	}
	o.get("kinds")
	o.done()
	return o
}

func (l *loader) topic(o *object) {
	t := engine.Topic{ID: o.name("id"), Label: o.must("label"), Help: o.text("help")}
	o.done()
	if l.hasTopic(t.ID) {
		o.fail(o.node, "主题“%s”写了两次，请删去一个", t.ID)
		return
	}
	l.policy.Topics = append(l.policy.Topics, t)
}

func (l *loader) hasTopic(id string) bool {
	return slices.ContainsFunc(l.policy.Topics, func(t engine.Topic) bool { return t.ID == id })
}

// oneTopic is the topic of a key: one that policy.yaml has.
func (l *loader) oneTopic(o *object, key string) string {
	id := o.blank(key)
	var ids []string
	for _, t := range l.policy.Topics {
		ids = append(ids, t.ID)
	}
	switch {
	case o.empty(key):
		o.fail(o.keys[key], "“%s”是空的，请写 policy.yaml 里的一个主题：%s", key, strings.Join(ids, "、"))
	case id != "" && !l.hasTopic(id):
		o.fail(o.keys[key], "policy.yaml 里没有“%s”这个主题%s", cut(id), didYouMean(id, ids))
	}
	return id
}

// checkPolicy resolves the names of questions and choices in policy.yaml.
func (l *loader) checkPolicy(o *object) {
	p := l.policy
	if n := o.keys["applicant"]; n != nil {
		l.applicant = l.choicesOf(o, n, p.Applicant)
	}
	if n := o.keys["gate"]; n != nil && n.Kind == yaml.MappingNode {
		g := o.doc.object(n, "gate")
		choices := l.choicesOf(g, n, p.Gate.Question)
		for _, id := range append([]string{p.Gate.Dated, p.Gate.Ends}, p.Gate.Covers...) {
			if choices != nil && id != "" && !slices.Contains(choices, id) {
				g.fail(n, "问题 %s 没有“%s”这个选项%s", p.Gate.Question, cut(id), didYouMean(id, choices))
			}
		}
	}
	pairs := o.pairs("kinds")
	for i := 0; i+1 < len(pairs); i += 2 {
		l.kind(o, pairs[i], pairs[i+1])
	}
}

// kind is a name for a set of applicants.
func (l *loader) kind(o *object, name, n *yaml.Node) {
	if slices.Contains(l.applicant, name.Value) {
		o.fail(name, "“%s”已经是申请人的一个选项，请换一个名字", cut(name.Value))
	}
	if n.Kind != yaml.SequenceNode || len(n.Content) == 0 {
		o.fail(n, "“%s”要写成列表，如 [enterprise, operator]", cut(name.Value))
		return
	}
	for _, c := range n.Content {
		id, ok := o.scalar(c, name.Value)
		if ok && l.applicant != nil && !slices.Contains(l.applicant, id) {
			o.fail(c, "申请人没有“%s”这个选项%s", cut(id), didYouMean(id, l.applicant))
			continue
		}
		l.kinds[name.Value] = append(l.kinds[name.Value], id)
	}
}

// choicesOf are the choices of a one-of question, nil if it is none.
func (l *loader) choicesOf(o *object, n *yaml.Node, id string) []string {
	q := l.names.known[id]
	if q == nil || q.Kind != engine.One {
		o.fail(n, "“%s”不是一个单选题（type: one）%s", cut(id), didYouMean(id, sortedKeys(l.names.known)))
		return nil
	}
	var out []string
	for _, c := range q.Choices {
		out = append(out, c.ID)
	}
	return out
}

// date is a required date as YYYY-MM-DD.
func (o *object) date(key string) engine.Date {
	s := o.must(key)
	if s == "" {
		return engine.Date{}
	}
	day, err := engine.ParseDate(s)
	if err != nil {
		o.fail(o.keys[key], "“%s”不是日期，请写成 2023-05-01 这样", cut(s))
	}
	return day
}
