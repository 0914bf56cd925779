package report

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"huiqi/content"
	"huiqi/engine"
	"huiqi/tui/present"
)

// Diff is the JSON document of huiqi diff: what differs between two versions of
// the rules.
//
//	policy     [change]: of the document as a whole
//	articles, items, groups, questions
//	           {added: [part], removed: [part], renamed: [{from, to}], changed: [{id, title, changes: [change]}]}
//	change     {key, label, before: [line], after: [line]}
//	applicants [applicant]: of those that were given, whose results differ
//	applicant  {name, id, row, changed: [{id, title, before, after, figures}], totals: [total]};
//	           id and row: of a batch
//	total      {label, group, figures}: a line of box 1 that differs; label null: the ordinary one
//	figures    {before, after, difference: {low, high}} in yuan, decimal strings; null: there is
//	           no figure; high null: no upper end. difference is after less before
//	summary    {applicants, changed, refused, totals}: how many were given, differ, and could not
//	           be read; totals: of all that were read
type Diff struct {
	SchemaVersion string   `json:"schema_version"`
	Before        Policy   `json:"before"`
	After         Policy   `json:"after"`
	Policy        []Change `json:"policy"`
	Articles      Parts    `json:"articles"`
	Items         Parts    `json:"items"`
	Groups        Parts    `json:"groups"`
	Questions     Parts    `json:"questions"`
}

// Parts are the differences of one kind of things.
type Parts struct {
	Added   []Part    `json:"added"`
	Removed []Part    `json:"removed"`
	Renamed []Rename  `json:"renamed"`
	Changed []Changed `json:"changed"`
}

type Part struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

type Rename struct {
	From string `json:"from"`
	To   string `json:"to"`
}

type Changed struct {
	Part
	Changes []Change `json:"changes"`
}

type Change struct {
	Key    string   `json:"key"`
	Label  string   `json:"label"`
	Before []string `json:"before"`
	After  []string `json:"after"`
}

// described is a thing of a policy as labelled lines, and its definition.
type described struct {
	Part
	lines []labelled
	rule  any
}

type labelled struct {
	key, label string
	text       []string
}

func line(key, label string, text ...string) labelled {
	return labelled{key, label, slices.DeleteFunc(text, func(s string) bool { return s == "" })}
}

// BuildDiff compares two packs. Ids that the later one says were renamed are the
// same thing.
func BuildDiff(before, after *content.Pack) *Diff {
	b, a := &before.Policy, &after.Policy
	d := &Diff{SchemaVersion: SchemaVersion, Before: policyOf(before.Program, before.Digest), After: policyOf(after.Program, after.Digest),
		Policy: changes(describePolicy(b), describePolicy(a), nil)}
	renamed := renames(a)
	d.Articles = compare(describeArticles(b), describeArticles(a), renamed)
	d.Items = compare(describeItems(b), describeItems(a), renamed)
	d.Groups = compare(describeGroups(b), describeGroups(a), renamed)
	d.Questions = compare(describeQuestions(b), describeQuestions(a), renamed)
	return d
}

// renames are the present names of retired ids; "": it ended. Ids of choices and
// fields come without that of their question: definitions name them so.
func renames(p *engine.Policy) map[string]string {
	out := map[string]string{}
	for old, now := range p.Retired {
		_, id, _ := strings.Cut(old, " ")
		if i := strings.LastIndexAny(id, ".="); i >= 0 {
			id, now = id[i+1:], now[strings.LastIndexAny(now, ".=")+1:]
		}
		out[id] = now
	}
	return out
}

// compare pairs two lists by id.
func compare(before, after []described, renamed map[string]string) Parts {
	out := Parts{[]Part{}, []Part{}, []Rename{}, []Changed{}}
	met := map[string]bool{}
	for _, b := range before {
		id := b.ID
		if now := renamed[id]; now != "" {
			id = now
		}
		i := slices.IndexFunc(after, func(a described) bool { return a.ID == id })
		if i < 0 {
			out.Removed = append(out.Removed, b.Part)
			continue
		}
		met[id] = true
		if id != b.ID {
			out.Renamed = append(out.Renamed, Rename{b.ID, id})
		}
		if c := changes(b, after[i], renamed); len(c) > 0 {
			out.Changed = append(out.Changed, Changed{after[i].Part, c})
		}
	}
	for _, a := range after {
		if !met[a.ID] {
			out.Added = append(out.Added, a.Part)
		}
	}
	return out
}

// changes compares line by line. Where no line differs and the definition does,
// that is said: nothing that changes a result may go unseen.
func changes(before, after described, renamed map[string]string) []Change {
	out := []Change{}
	for _, a := range after.lines {
		i := slices.IndexFunc(before.lines, func(b labelled) bool { return b.key == a.key })
		var was []string
		if i >= 0 {
			was = before.lines[i].text
		}
		if !slices.Equal(was, a.text) {
			out = append(out, Change{a.key, a.label, list(was), list(a.text)})
		}
	}
	for _, b := range before.lines {
		if !slices.ContainsFunc(after.lines, func(a labelled) bool { return a.key == b.key }) {
			out = append(out, Change{b.key, b.label, list(b.text), []string{}})
		}
	}
	if len(out) == 0 && !sameRule(reflect.ValueOf(before.rule), reflect.ValueOf(after.rule), renamed) {
		out = append(out, Change{"rule", "规则的写法", []string{"用字相同"}, []string{"写法不同，可能影响结果，请看规则文件"}})
	}
	return out
}

func describePolicy(p *engine.Policy) described {
	var topics, chapters []string
	for _, t := range p.Topics {
		topics = append(topics, t.Label)
	}
	for _, c := range p.Chapters {
		chapters = append(chapters, fmt.Sprintf("第%d章 %s（%s）", c.Number, c.Title, present.Units(c.Units)))
	}
	return described{lines: []labelled{
		line("number", "文号", p.Number), line("title", "标题", p.Title), line("issuer", "发文机关", p.Issuer),
		line("period", "实施期", present.Period(p)), line("in_force", "施行日", p.InForce.String()),
		line("topics", "方面", topics...), line("chapters", "章", chapters...), line("cautions", "请先知道", slices.DeleteFunc(slices.Clone(p.Cautions), func(s string) bool { return s == p.Notice })...),
	}, rule: p.Gate}
}

func describeArticles(p *engine.Policy) []described {
	var out []described
	for i := range p.Articles {
		a := &p.Articles[i]
		var figures []string
		for _, f := range a.Figures {
			figures = append(figures, f.Text)
		}
		out = append(out, described{Part{fmt.Sprint(a.Number), a.Title}, []labelled{
			line("title", "标题", a.Title), line("nature", "性质", present.Nature(a.Nature)), line("units", "责任单位", a.Units...),
			line("summary", "概要", a.Summary), line("notes", "说明", a.Notes...), line("figures", "不属于事项的数", figures...),
		}, a})
	}
	return out
}

func describeItems(p *engine.Policy) []described {
	var out []described
	for i := range p.Items {
		it := &p.Items[i]
		var readings []string
		for k := range it.Alternatives {
			readings = append(readings, reading(p, it, &it.Alternatives[k])...)
		}
		out = append(out, described{Part{it.ID, it.Title}, []labelled{
			line("article", "条", fmt.Sprintf("第%d条", it.Article)), line("title", "标题", it.Title), line("summary", "概要", it.Summary),
			line("topic", "方面", topicLabel(p, it.Topic)), line("nature", "性质", present.Nature(it.Nature)), line("units", "责任单位", it.Units...),
			line("who", "对象", present.Who(p, it), it.WhoNote), line("date", "日期", it.Date), line("event", "什么事", condWords(p, it.Event)), line("require", "还要", condWords(p, it.Require)),
			line("amount", "金额", present.Terms(p, it)...), line("notes", "说明", it.Notes...), line("readings", "另一种理解", readings...),
		}, it})
	}
	return out
}

// reading is an alternative with what it changes.
func reading(p *engine.Policy, it *engine.Item, a *engine.Alternative) []string {
	out := []string{a.Text}
	if a.Event != nil {
		out = append(out, "  什么事："+condWords(p, a.Event))
	}
	if a.Require != nil {
		out = append(out, "  还要："+condWords(p, a.Require))
	}
	if a.Amount != nil {
		read := *it
		read.Amount = *a.Amount
		for _, s := range present.Terms(p, &read) {
			out = append(out, "  金额："+s)
		}
	}
	return out
}

func condWords(p *engine.Policy, c engine.Cond) string {
	if c == nil {
		return ""
	}
	return present.Text(p, nil, c)
}

func describeGroups(p *engine.Policy) []described {
	var out []described
	for i := range p.Groups {
		g := &p.Groups[i]
		var readings []string
		for _, a := range g.Alternatives {
			readings = append(readings, a.Text+"："+present.ItemTitles(p, a.Items, ""))
		}
		out = append(out, described{Part{g.ID, g.Title}, []labelled{
			line("title", "标题", g.Title), line("ceiling", "合计上限", present.Shared(p, g)), line("notes", "说明", g.Notes...), line("readings", "另一种理解", readings...),
		}, g})
	}
	return out
}

func describeQuestions(p *engine.Policy) []described {
	var out []described
	for i := range p.Questions {
		q := &p.Questions[i]
		var text page
		text.question(p, nil, q, 0)
		lines := strings.Split(strings.TrimSpace(text.b.String()), "\n")
		out = append(out, described{Part{q.ID, q.Name}, []labelled{
			line("topic", "方面", topicLabel(p, q.Topic)), line("question", "问题", lines...)}, q})
	}
	return out
}

// sameRule compares definitions, but for their places in files; renamed ids are
// the same.
func sameRule(a, b reflect.Value, renamed map[string]string) bool {
	if !a.IsValid() || !b.IsValid() {
		return a.IsValid() == b.IsValid()
	}
	if a.Type() != b.Type() {
		return false
	}
	if s, ok := a.Interface().(fmt.Stringer); ok && a.Kind() == reflect.Struct { // a decimal, a date
		return s.String() == b.Interface().(fmt.Stringer).String()
	}
	switch a.Kind() {
	case reflect.Pointer, reflect.Interface:
		if a.IsNil() || b.IsNil() {
			return a.IsNil() == b.IsNil()
		}
		return sameRule(a.Elem(), b.Elem(), renamed)
	case reflect.Slice:
		if a.Len() != b.Len() {
			return false
		}
		for i := range a.Len() {
			if !sameRule(a.Index(i), b.Index(i), renamed) {
				return false
			}
		}
		return true
	case reflect.Struct:
		for i := range a.NumField() {
			if a.Type().Field(i).Name != "Pos" && !sameRule(a.Field(i), b.Field(i), renamed) {
				return false
			}
		}
		return true
	case reflect.String:
		return a.String() == b.String() || renamed[a.String()] == b.String()
	}
	return a.Interface() == b.Interface()
}

// Empty reports whether the rules are the same; applicants do not count.
func (d *Diff) Empty() bool {
	for _, p := range []Parts{d.Articles, d.Items, d.Groups, d.Questions} {
		if len(p.Added)+len(p.Removed)+len(p.Renamed)+len(p.Changed) > 0 {
			return false
		}
	}
	return len(d.Policy) == 0
}

// text words the comparison of the rules.
func (d *Diff) text(p *page) {
	p.line("前：" + d.Before.Number + "，规则摘要 " + d.Before.ContentDigest[:12])
	p.line("后：" + d.After.Number + "，规则摘要 " + d.After.ContentDigest[:12])
	p.notice(d.After.Notice)
	if d.Empty() {
		p.gap()
		p.line("两份规则没有不同。")
	}
	if len(d.Policy) > 0 {
		p.head("文件")
		p.changes(d.Policy)
	}
	p.parts("条文", "第%s条 %s", d.Articles)
	p.parts("事项", "%[2]s〔%[1]s〕", d.Items)
	p.parts("合并上限", "%[2]s〔%[1]s〕", d.Groups)
	p.parts("问题", "%[2]s〔%[1]s〕", d.Questions)
}

func (p *page) parts(head, name string, of Parts) {
	n := len(of.Added) + len(of.Removed) + len(of.Renamed) + len(of.Changed)
	if n == 0 {
		return
	}
	p.head(fmt.Sprintf("%s：%d 处不同", head, n))
	for _, x := range of.Added {
		p.put("+ 新增 ", fmt.Sprintf(name, x.ID, x.Title))
	}
	for _, x := range of.Removed {
		p.put("- 没有了 ", fmt.Sprintf(name, x.ID, x.Title))
	}
	for _, x := range of.Renamed {
		p.put("= 改名 ", x.From+" 改成 "+x.To)
	}
	for _, x := range of.Changed {
		p.put("* 改动 ", fmt.Sprintf(name, x.ID, x.Title))
		p.changes(x.Changes)
	}
}

// changes writes before and after; lines that both have are left out.
func (p *page) changes(of []Change) {
	for _, c := range of {
		p.indent(2, c.Label+"：")
		for _, s := range c.Before {
			if !slices.Contains(c.After, s) {
				p.put("    前 ", s)
			}
		}
		for _, s := range c.After {
			if !slices.Contains(c.Before, s) {
				p.put("    后 ", s)
			}
		}
		if len(c.Before) == 0 {
			p.line("    （原来没有）")
		}
		if len(c.After) == 0 {
			p.line("    （现在没有）")
		}
	}
}
