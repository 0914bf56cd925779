package content

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"huiqi/engine"
)

// draft is an article whose expressions are still to be read: they may name the
// dates that other articles' items bring with them.
type draft struct {
	o       *object
	article engine.Article
	items   []*itemDraft
	names   names
	defines map[string]*define
	item    string // whose own amount is being read; "" in another reading
}

type itemDraft struct {
	o    *object
	item engine.Item
}

func (l *loader) loadArticles(docs []*document) {
	var drafts []*draft
	for _, d := range docs {
		drafts = append(drafts, l.draft(d))
	}
	l.insertDates(drafts)
	for _, a := range drafts {
		a.names = l.names
		l.finishArticle(a)
	}
	slices.SortStableFunc(l.policy.Articles, func(a, b engine.Article) int { return a.Number - b.Number })
	// Groups may hold items of articles that come later.
	for _, a := range drafts {
		l.groups(a)
	}
	l.checkPrinted()
}

var natures = map[string]engine.Nature{
	"benefit": engine.Benefit, "right": engine.Right, "pointer": engine.Pointer, "plan": engine.Plan,
}

// draft reads the parts of an article that stand on their own.
func (l *loader) draft(d *document) *draft {
	o := d.object(d.root, "")
	a := engine.Article{Number: o.number("article")}
	o.where = fmt.Sprintf("第%d条", a.Number)
	l.place(d, d.root, fmt.Sprintf("article %d", a.Number), o.where)
	if name := fmt.Sprintf("%02d.yaml", a.Number); a.Number > 0 && filepath.Base(d.name) != name {
		o.fail(d.root, "文件名应是 %s，或者 article 写错了", name)
	}
	a.Title, a.Summary, a.Notes = o.must("title"), o.must("summary"), o.texts("notes")
	a.Chapter = o.number("chapter")
	if !slices.ContainsFunc(l.policy.Chapters, func(c engine.Chapter) bool { return c.Number == a.Chapter }) {
		o.fail(o.keys["chapter"], "policy.yaml 里没有第 %d 章", a.Chapter)
	}
	a.Nature = natures[o.choose("nature", "benefit", "right", "pointer", "plan")]
	if !o.has("nature") {
		o.fail(o.node, "缺少“nature”（benefit、right、pointer 或 plan）")
	}
	a.Units = o.texts("units")
	if len(a.Units) == 0 {
		o.fail(o.node, "缺少“units”，请照原文写责任单位")
	}
	printed := o.printed()
	l.pack.Official.Articles[a.Number] = printed
	for _, f := range printed.Figures {
		a.Figures = append(a.Figures, engine.Figure{Text: f.Text, Class: f.Class, Items: f.Items})
	}
	out := &draft{o: o, article: a}
	for _, n := range o.list("items") {
		if it := l.itemHead(out, d.object(n, o.where+"的事项")); it != nil {
			out.items = append(out.items, it)
		}
	}
	return out
}

// itemHead reads an item up to its date.
func (l *loader) itemHead(a *draft, o *object) *itemDraft {
	id := o.must("id")
	if id == "" {
		return nil
	}
	o.where = "事项 " + id
	if !itemPattern.MatchString(id) {
		o.fail(o.keys["id"], "“%s”不能作 id，只用小写字母、数字和连字符，如 a14-rd", cut(id))
		return nil
	}
	l.place(o.doc, o.node, "item "+id, o.where)
	it := engine.Item{
		ID: id, Article: a.article.Number, Title: o.must("title"), Summary: o.text("summary"),
		Topic: l.oneTopic(o, "topic"), Nature: a.article.Nature, Units: o.texts("units"),
		WhoNote: o.text("who_note"), Notes: o.texts("notes"),
	}
	if it.Topic == "" && !o.has("topic") {
		o.fail(o.node, "缺少“topic”")
	}
	if o.has("nature") {
		it.Nature = natures[o.choose("nature", "benefit", "right", "pointer")]
	} else if it.Nature == engine.Plan {
		o.fail(o.node, "nature: plan 的条文没有可申请的事项，请删去事项或改 nature")
	}
	if len(it.Units) == 0 {
		it.Units = a.article.Units
	}
	it.Who = l.who(o)
	l.period(o, &it)
	return &itemDraft{o, it}
}

// who expands names of kinds; the result is in the order of the choices.
func (l *loader) who(o *object) []string {
	in := map[string]bool{}
	for _, n := range o.list("who") {
		name, ok := o.scalar(n, "who")
		switch {
		case !ok:
		case l.kinds[name] != nil:
			for _, id := range l.kinds[name] {
				in[id] = true
			}
		case slices.Contains(l.applicant, name):
			in[name] = true
		default:
			names := append(sortedKeys(l.kinds), l.applicant...)
			o.fail(n, "没有“%s”这类申请人%s（有 %s）", cut(name), didYouMean(name, names), strings.Join(names, "、"))
		}
	}
	if !o.has("who") || len(o.keys["who"].Content) == 0 {
		o.fail(o.node, "缺少“who”，请写明谁可以申请")
	}
	var out []string
	for _, id := range l.applicant {
		if in[id] {
			out = append(out, id)
		}
	}
	return out
}

// period reads how the policy's period applies: by a date of the item's own, by
// another's, or by a rule.
func (l *loader) period(o *object, it *engine.Item) {
	matter, date := o.text("matter"), o.text("date")
	rule := o.choose("period", "year", "record", "own")
	given := 0
	for _, key := range []string{"matter", "date", "period"} {
		if o.has(key) {
			given++
		}
	}
	if given != 1 {
		o.fail(o.node, "matter、date、period 三项要写且只写一项：事情的名称、别处的日期问题，或 year、record、own")
		return
	}
	switch {
	case matter != "":
		it.Date = "date_" + strings.ReplaceAll(it.ID, "-", "_")
		l.dateQuestion(o, it, matter)
	case date != "":
		it.Date = date
	case rule == "record" || rule == "year": // dates of records, or questions that name the year, say it all
		it.Period = engine.ByRecord
	case rule == "own":
		it.Period = engine.OwnPeriod
	}
}

// dateQuestion makes the question for the date of an item's matter. It is asked
// only of those who could not say at the gate.
func (l *loader) dateQuestion(o *object, it *engine.Item, matter string) {
	q := &engine.Question{
		ID: it.Date, Kind: engine.Day, Topic: it.Topic, Volunteer: true,
		Name: matter + "的日期", Label: it.Title + "：" + matter + "的日期是哪一天？",
	}
	if g := l.policy.Gate; g.Question != "" && g.Dated != "" {
		q.When = engine.In{Question: g.Question, Choices: []string{g.Dated}}
	}
	l.place(o.doc, o.keys["matter"], "question "+q.ID, o.where)
	l.names.known[q.ID] = q
}

// insertDates puts each date question after the other questions of its topic,
// so that the event is asked before its date.
func (l *loader) insertDates(drafts []*draft) {
	dates := map[string][]engine.Question{}
	for _, a := range drafts {
		for _, it := range a.items {
			if q := l.names.known[it.item.Date]; it.o.keys["matter"] != nil && q != nil {
				dates[it.item.Topic] = append(dates[it.item.Topic], *q)
			}
		}
	}
	var out []engine.Question
	qs := l.policy.Questions
	for i, q := range qs {
		out = append(out, q)
		last := !slices.ContainsFunc(qs[i+1:], func(r engine.Question) bool { return r.Topic == q.Topic })
		if last {
			out = append(out, dates[q.Topic]...)
			delete(dates, q.Topic)
		}
	}
	for _, topic := range sortedKeys(dates) { // topics without other questions
		out = append(out, dates[topic]...)
	}
	l.policy.Questions = out
}

// finishArticle reads the expressions of an article.
func (l *loader) finishArticle(a *draft) {
	a.defines = l.defines(a)
	l.policy.Articles = append(l.policy.Articles, a.article)
	for _, it := range a.items {
		l.finishItem(a, it.o, &it.item)
		l.policy.Items = append(l.policy.Items, it.item)
	}
	for _, name := range sortedKeys(a.defines) {
		if d := a.defines[name]; !d.used && d.tree != nil {
			l.add(l.pack.Position(d.src.base), a.o.where, "define 里的“%s”没有用到，请删去", name)
		}
	}
}

func (l *loader) defines(a *draft) map[string]*define {
	out := map[string]*define{}
	pairs := a.o.pairs("define")
	for i := 0; i+1 < len(pairs); i += 2 {
		key := pairs[i]
		switch {
		case !namePattern.MatchString(key.Value) || slices.Contains(reserved, key.Value):
			a.o.fail(key, "“%s”不能作名字，只用小写字母、数字和下划线，以字母开头", cut(key.Value))
			continue
		case l.names.known[key.Value] != nil:
			a.o.fail(key, "“%s”已经是一个问题的 id，请换一个名字", cut(key.Value))
			continue
		}
		if t, src := l.parse(a.o, key.Value, pairs[i+1]); t != nil {
			out[key.Value] = &define{src: src, tree: t}
		}
	}
	return out
}

func (a *draft) checker() *checker { return &checker{names: a.names, defines: a.defines} }

func (l *loader) finishItem(a *draft, o *object, it *engine.Item) {
	if n := o.keys["date"]; n != nil && it.Date != "" {
		if q := l.names.known[it.Date]; q == nil || q.Kind != engine.Day {
			o.fail(n, "没有“%s”这个日期问题%s", cut(it.Date), didYouMean(it.Date, l.dateIDs()))
		}
	}
	l.anchor(o, it.ID)
	c := a.checker()
	it.Event, it.Require = l.cond(o, "event", c), l.cond(o, "require", c)
	if n := o.get("amount"); n != nil {
		a.item = it.ID
		it.Amount = l.amount(a, o.doc.object(n, o.where+" 的金额"))
		a.item = ""
	}
	for _, n := range o.list("alternatives") {
		it.Alternatives = append(it.Alternatives, l.alternative(a, o.doc.object(n, o.where+" 的另一种读法"), it))
	}
	o.done()
}

func (l *loader) dateIDs() []string {
	var out []string
	for id, q := range l.names.known {
		if q.Kind == engine.Day {
			out = append(out, id)
		}
	}
	return out
}

// alternative is another reading; its guards replace those of the item's tiers.
func (l *loader) alternative(a *draft, o *object, it *engine.Item) engine.Alternative {
	c := a.checker()
	alt := engine.Alternative{Text: o.must("text"), Event: l.cond(o, "event", c), Require: l.cond(o, "require", c)}
	if n := o.get("amount"); n != nil {
		amount := l.amount(a, o.doc.object(n, o.where+"的金额"))
		alt.Amount = &amount
	}
	guards := o.pairs("if")
	if len(guards) > 0 && alt.Amount == nil {
		amount := it.Amount
		amount.Tiers = slices.Clone(amount.Tiers)
		alt.Amount = &amount
	} else if len(guards) > 0 {
		o.fail(guards[0], "写了 amount 就不再写 if，请写在 amount 的 tiers 里")
	}
	for i := 0; i+1 < len(guards); i += 2 {
		tiers := alt.Amount.Tiers
		k := slices.IndexFunc(tiers, func(t engine.Tier) bool { return t.ID == guards[i].Value })
		if k < 0 {
			o.fail(guards[i], "金额里没有“%s”这一档", cut(guards[i].Value))
			continue
		}
		tiers[k].If = l.condOf(o, "if", guards[i+1], c)
	}
	if alt.Event == nil && alt.Require == nil && alt.Amount == nil {
		o.fail(o.node, "另一种读法没有改变任何内容，请写 event、require、if 或 amount")
	}
	o.done()
	return alt
}

func (l *loader) groups(a *draft) {
	for _, n := range a.o.list("groups") {
		o := a.o.doc.object(n, "合并上限")
		g := engine.Group{ID: o.must("id")}
		o.where = "合并上限 " + g.ID
		g.Title, g.Items, g.Scope, g.Notes = o.must("title"), l.members(o), o.text("scope"), o.texts("notes")
		if g.ID != "" && !itemPattern.MatchString(g.ID) {
			o.fail(o.keys["id"], "“%s”不能作 id，只用小写字母、数字和连字符", cut(g.ID))
		}
		l.place(o.doc, n, "group "+g.ID, o.where)
		l.anchor(o, g.ID)
		if k := l.figure(o, "ceiling", engine.UnitYuan); k != nil {
			g.Ceiling = *k
		} else if !o.has("ceiling") {
			o.fail(n, "缺少“ceiling”")
		}
		for _, n := range o.list("alternatives") {
			alt := o.doc.object(n, o.where+" 的另一种读法")
			g.Alternatives = append(g.Alternatives, engine.GroupAlternative{Text: alt.must("text"), Items: l.members(alt)})
			alt.done()
		}
		o.done()
		l.policy.Groups = append(l.policy.Groups, g)
	}
	a.o.done()
}

// members are the items of a group.
func (l *loader) members(o *object) []string {
	var out []string
	for _, n := range o.list("items") {
		id, ok := o.scalar(n, "items")
		if !ok {
			continue
		}
		if slices.Contains(out, id) {
			o.fail(n, "事项“%s”写了两次，请删去一个", cut(id))
		} else if !l.hasItem(id) {
			o.fail(n, "没有“%s”这个事项%s", cut(id), didYouMean(id, itemIDs(l.policy)))
		} else {
			out = append(out, id)
		}
	}
	if !o.has("items") || len(o.keys["items"].Content) == 0 {
		o.fail(o.node, "缺少“items”")
	}
	return out
}

func (l *loader) hasItem(id string) bool {
	return slices.ContainsFunc(l.policy.Items, func(it engine.Item) bool { return it.ID == id })
}

func itemIDs(p *engine.Policy) []string {
	var out []string
	for _, it := range p.Items {
		out = append(out, it.ID)
	}
	return out
}
