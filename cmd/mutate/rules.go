package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"

	"huiqi/content"
	"huiqi/engine"
)

// ruleFile makes the changes of one YAML file of the pack. A change is made to
// the parsed tree, written out and taken back.
type ruleFile struct {
	name      string
	root      *yaml.Node
	policy    *engine.Policy
	questions map[string][]*engine.Question // and fields, by id
	out       []mutant
	err       error
}

// ruleMutants are all single changes of the rules.
func ruleMutants(pack *content.Pack, files map[string][]byte) ([]mutant, error) {
	questions := map[string][]*engine.Question{}
	for i := range pack.Policy.Questions {
		q := &pack.Policy.Questions[i]
		questions[q.ID] = append(questions[q.ID], q)
		for k := range q.Fields {
			questions[q.Fields[k].ID] = append(questions[q.Fields[k].ID], &q.Fields[k])
		}
	}
	var out []mutant
	for _, name := range sortedNames(files) {
		dir, _, _ := strings.Cut(name, "/")
		if dir == "cases" || dir == content.IDsFile {
			continue
		}
		f := &ruleFile{name: name, policy: &pack.Policy, questions: questions, root: &yaml.Node{}}
		if err := yaml.Load(files[name], f.root); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		top := f.root.Content[0]
		switch dir {
		case "articles":
			f.article(top)
		case "questions":
			f.eachOf(top, "questions", "", f.question)
		default:
			f.head(top)
		}
		if f.err != nil {
			return nil, fmt.Errorf("%s: %w", name, f.err)
		}
		out = append(out, f.out...)
	}
	return out, nil
}

// edit puts another node in the place of one.
type edit struct {
	at *yaml.Node
	to yaml.Node
}

func (f *ruleFile) try(op, place, what string, edits ...edit) {
	before := make([]yaml.Node, len(edits))
	for i, e := range edits {
		before[i], *e.at = *e.at, e.to
	}
	data, err := yaml.Marshal(f.root)
	for i, e := range edits {
		*e.at = before[i]
	}
	if err != nil && f.err == nil {
		f.err = err
	}
	part, _, _ := strings.Cut(place, " ")
	f.out = append(f.out, mutant{op: op, part: part, id: op + " | " + f.name + " " + place + " | " + what, file: f.name, data: data})
}

func text(s string) yaml.Node {
	return yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Style: yaml.DoubleQuotedStyle, Value: s}
}

func texts(list []string) yaml.Node {
	n := yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq", Style: yaml.FlowStyle}
	for _, s := range list {
		t := text(s)
		n.Content = append(n.Content, &t)
	}
	return n
}

// without is a node without some of its content.
func without(n *yaml.Node, from, to int) yaml.Node {
	c := *n
	c.Content = slices.Concat(n.Content[:from], n.Content[to:])
	return c
}

// value is what a mapping holds under a key, nil if nothing.
func value(n *yaml.Node, key string) *yaml.Node {
	if i := index(n, key); i >= 0 {
		return n.Content[i+1]
	}
	return nil
}

func index(n *yaml.Node, key string) int {
	for i := 0; n != nil && n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return i
		}
	}
	return -1
}

func word(n *yaml.Node, key string) string {
	if v := value(n, key); v != nil {
		return v.Value
	}
	return ""
}

// values are the words of a list.
func values(n *yaml.Node) []string {
	var out []string
	if n != nil {
		for _, c := range n.Content {
			out = append(out, c.Value)
		}
	}
	return out
}

// eachOf calls do for the parts of a list, with a place that names their id.
func (f *ruleFile) eachOf(n *yaml.Node, key, place string, do func(n *yaml.Node, place string)) {
	list := value(n, key)
	if list == nil {
		return
	}
	for i, c := range list.Content {
		id := word(c, "id")
		if id == "" {
			id = fmt.Sprintf("%s %d", key, i+1)
		}
		do(c, strings.TrimSpace(place+" "+id))
	}
}

// drop leaves a key away.
func (f *ruleFile) drop(op string, n *yaml.Node, key, place string) {
	if i := index(n, key); i >= 0 {
		f.try(op, place, "no "+key, edit{n, without(n, i, i+2)})
	}
}

// other puts each of some words in the place of what a key holds.
func (f *ruleFile) other(op string, n *yaml.Node, key, place string, words ...string) {
	v := value(n, key)
	for _, w := range words {
		if v != nil && v.Value != w {
			f.try(op, place, key+": "+w, edit{v, text(w)})
		}
	}
}

// rename puts another key in the place of one.
func (f *ruleFile) rename(op string, n *yaml.Node, key, to, place string) {
	if i := index(n, key); i >= 0 {
		f.try(op, place, key+" -> "+to, edit{n.Content[i], text(to)})
	}
}

// shorten leaves each member of a list away in turn.
func (f *ruleFile) shorten(op string, n *yaml.Node, key, place string) {
	list := value(n, key)
	if list == nil || len(list.Content) < 2 {
		return
	}
	for i, c := range list.Content {
		f.try(op, place, key+" without "+c.Value, edit{list, without(list, i, i+1)})
	}
}

// expression changes the condition, amount or figure under a key.
func (f *ruleFile) expression(n *yaml.Node, key, place string) {
	v := value(n, key)
	if v == nil {
		return
	}
	for _, c := range changes(v.Value, f.questions) {
		f.try(c.op, place+" "+key, c.text, edit{v, text(c.text)})
	}
}

func (f *ruleFile) article(n *yaml.Node) {
	f.other("change a nature", n, "nature", "article", "benefit", "right", "pointer", "plan")
	f.shorten("change responsible units", n, "units", "article")
	if defs := value(n, "define"); defs != nil {
		for i := 0; i+1 < len(defs.Content); i += 2 {
			f.expression(defs, defs.Content[i].Value, "define")
		}
	}
	f.eachOf(n, "items", "", f.item)
	f.exchanged(value(n, "items"))
	f.eachOf(n, "groups", "", func(g *yaml.Node, place string) { f.group(n, g, place) })
}

func (f *ruleFile) item(n *yaml.Node, place string) {
	f.drop("drop a condition", n, "event", place)
	f.drop("drop a condition", n, "require", place)
	f.expression(n, "event", place)
	f.expression(n, "require", place)
	f.drop("change a nature", n, "nature", place)
	f.other("change a nature", n, "nature", place, "right", "pointer")
	f.shorten("change responsible units", n, "units", place)
	f.who(n, place)
	f.period(n, place)
	if a := value(n, "amount"); a != nil {
		f.amount(a, place)
	}
	f.eachOf(n, "alternatives", place, func(a *yaml.Node, place string) {
		list := value(n, "alternatives")
		i := slices.Index(list.Content, a)
		f.try("drop another reading", place, "none", edit{list, without(list, i, i+1)})
		f.expression(a, "event", place)
		f.expression(a, "require", place)
		if guards := value(a, "if"); guards != nil {
			for i := 0; i+1 < len(guards.Content); i += 2 {
				f.expression(guards, guards.Content[i].Value, place+" if")
			}
		}
		if amount := value(a, "amount"); amount != nil {
			f.amount(amount, place)
		}
	})
}

// who admits one more kind of applicant, or one less.
func (f *ruleFile) who(n *yaml.Node, place string) {
	i := slices.IndexFunc(f.policy.Items, func(it engine.Item) bool { return it.ID == place })
	v := value(n, "who")
	if i < 0 || v == nil {
		return
	}
	in := f.policy.Items[i].Who
	for _, q := range f.questions[f.policy.Applicant] {
		for _, c := range q.Choices {
			if k := slices.Index(in, c.ID); k >= 0 {
				f.try("change who", place, "who without "+c.ID, edit{v, texts(slices.Delete(slices.Clone(in), k, k+1))})
			} else {
				f.try("change who", place, "who with "+c.ID, edit{v, texts(append(slices.Clone(in), c.ID))})
			}
		}
	}
}

// period makes another rule decide which day counts. year and record are one
// rule with two names and are not exchanged.
func (f *ruleFile) period(n *yaml.Node, place string) {
	const op = "change a period rule"
	for _, key := range []string{"matter", "date", "period"} {
		i := index(n, key)
		if i < 0 {
			continue
		}
		for _, rule := range []string{"year", "own"} {
			was := n.Content[i+1].Value
			if key == "period" && (was == rule || was == "record" && rule == "year") {
				continue
			}
			f.try(op, place, "period: "+rule, edit{n.Content[i], text("period")}, edit{n.Content[i+1], text(rule)})
		}
		if key == "date" {
			f.try(op, place, "a date of its own", edit{n.Content[i], text("matter")}, edit{n.Content[i+1], text("办理")})
		}
		for k := range f.policy.Items { // the date of the item before, or after the first
			if it := &f.policy.Items[k]; it.ID == place && it.Date != "" {
				near := &f.policy.Items[max(0, k-1)]
				if k == 0 {
					near = &f.policy.Items[1]
				}
				if near.Date != "" && near.Date != it.Date {
					f.try(op, place, "date: "+near.Date, edit{n.Content[i], text("date")}, edit{n.Content[i+1], text(near.Date)})
				}
			}
		}
	}
}

func (f *ruleFile) amount(n *yaml.Node, place string) {
	const certainty = "swap exact and up to"
	f.value(n, place)
	f.drop("drop a ceiling", n, "ceiling", place)
	f.expression(n, "ceiling", place)
	f.scope(n, place)
	for _, key := range []string{"payer", "pool", "line"} {
		f.drop("change a payer", n, key, place)
	}
	f.other("change a payer", n, "payer", place, "市财政", "区财政")
	f.other("change a payer", n, "pool", place, "all_levels", "by_payer")
	f.expression(n, "discount", place)
	f.expression(n, "fee_at_most", place)
	f.rename(certainty, n, "discount", "fee_at_most", place)
	f.rename(certainty, n, "fee_at_most", "discount", place)
	list := value(n, "tiers")
	f.eachOf(n, "tiers", place, func(t *yaml.Node, place string) {
		i := slices.Index(list.Content, t)
		f.value(t, place)
		f.expression(t, "if", place)
		f.try("drop a tier's guard", place, "no tier", edit{list, without(list, i, i+1)})
		if v := value(t, "if"); v != nil {
			f.try("drop a tier's guard", place, "always", edit{v, text("(" + v.Value + ") or not (" + v.Value + ")")})
		}
		for k := range i {
			f.swap(place, t, list.Content[k])
		}
	})
}

// value is what a tier, or an amount without tiers, comes to.
func (f *ruleFile) value(n *yaml.Node, place string) {
	const certainty = "swap exact and up to"
	f.rename(certainty, n, "exact", "up_to", place)
	f.rename(certainty, n, "up_to", "exact", place)
	for _, key := range []string{"exact", "up_to"} {
		f.expression(n, key, place)
		if i := index(n, key); i >= 0 {
			yes := yaml.Node{Kind: yaml.ScalarNode, Tag: "!!bool", Value: "true"}
			f.try("drop a figure", place, "unprinted", edit{n.Content[i], text("unprinted")}, edit{n.Content[i+1], yes})
		}
	}
}

// scope changes the words for what a ceiling holds for.
func (f *ruleFile) scope(n *yaml.Node, place string) {
	const op = "change a ceiling's scope"
	f.drop(op, n, "scope", place)
	f.other(op, n, "scope", place, "单家企业", "单个项目", "每村")
}

// swap exchanges what two tiers come to.
func (f *ruleFile) swap(place string, a, b *yaml.Node) {
	for _, x := range []string{"exact", "up_to"} {
		for _, y := range []string{"exact", "up_to"} {
			i, k := index(a, x), index(b, y)
			if i >= 0 && k >= 0 {
				f.try("swap two grades' figures", place, "with "+word(b, "id"),
					edit{a.Content[i], *b.Content[k]}, edit{a.Content[i+1], *b.Content[k+1]},
					edit{b.Content[k], *a.Content[i]}, edit{b.Content[k+1], *a.Content[i+1]})
			}
		}
	}
}

// exchanged gives each two items of an article each other's amount.
func (f *ruleFile) exchanged(items *yaml.Node) {
	if items == nil {
		return
	}
	for i, a := range items.Content {
		for _, b := range items.Content[:i] {
			x, y := value(a, "amount"), value(b, "amount")
			if x == nil || y == nil || written(x) == written(y) {
				continue
			}
			f.try("swap two grades' figures", word(a, "id"), "with "+word(b, "id"), edit{x, *y}, edit{y, *x})
		}
	}
}

func written(n *yaml.Node) string {
	data, _ := yaml.Marshal(n) // a tree that was read
	return string(data)
}

func (f *ruleFile) group(article, g *yaml.Node, place string) {
	list := value(article, "groups")
	i := slices.Index(list.Content, g)
	f.try("drop a ceiling", place, "no group", edit{list, without(list, i, i+1)})
	f.expression(g, "ceiling", place)
	f.scope(g, place)
	members := func(n *yaml.Node, place string) {
		f.shorten("change a group", n, "items", place)
		items := value(n, "items")
		for _, it := range value(article, "items").Content {
			if id := word(it, "id"); value(it, "amount") != nil && !slices.Contains(values(items), id) {
				f.try("change a group", place, "items with "+id, edit{items, texts(append(values(items), id))})
			}
		}
	}
	members(g, place)
	f.eachOf(g, "alternatives", place, func(a *yaml.Node, place string) {
		other := value(g, "alternatives")
		k := slices.Index(other.Content, a)
		f.try("drop another reading", place, "none", edit{other, without(other, k, k+1)})
		members(a, place)
	})
}

func (f *ruleFile) question(n *yaml.Node, place string) {
	f.drop("drop a condition", n, "when", place)
	f.expression(n, "when", place)
	for _, key := range []string{"min", "max", "step"} {
		f.drop("change a question's bounds", n, key, place)
		for _, s := range stepped(word(n, key)) {
			f.other("change a question's bounds", n, key, place, s)
		}
	}
	f.drop("change a unit", n, "unit", place)
	switch word(n, "type") {
	case "money":
		f.other("change a unit", n, "type", place, "percent")
		if word(n, "unit") == "" {
			with := *n
			key, unit := text("unit"), text("美元")
			with.Content = append(slices.Clone(n.Content), &key, &unit)
			f.try("change a unit", place, "unit: 美元", edit{n, with})
		}
	case "number":
		f.other("change a unit", n, "unit", place, "亩", "人")
	}
	f.drop("change the gate", n, "unsure", place)
	f.eachOf(n, "choices", place, func(c *yaml.Node, place string) {
		f.drop("drop a condition", c, "when", place)
		f.expression(c, "when", place)
	})
	f.eachOf(n, "fields", place, f.question)
}

// head is policy.yaml.
func (f *ruleFile) head(n *yaml.Node) {
	f.days(n, "in_force", "policy")
	f.days(value(n, "period"), "from", "period")
	f.days(value(n, "period"), "to", "period")
	gate := value(n, "gate")
	f.shorten("change the gate", gate, "covers", "gate")
	f.other("change the gate", gate, "ends", "gate", "some", "unsure")
	f.other("change the gate", gate, "dated", "gate", "some", "none")
	f.drop("change the gate", gate, "ends", "gate")
	f.drop("change the gate", gate, "dated", "gate")
	kinds := value(n, "kinds")
	for i := 0; kinds != nil && i+1 < len(kinds.Content); i += 2 {
		name := kinds.Content[i].Value
		f.shorten("change who", kinds, name, "kinds")
		list := kinds.Content[i+1]
		for _, q := range f.questions[f.policy.Applicant] {
			for _, c := range q.Choices {
				if !slices.Contains(values(list), c.ID) {
					f.try("change who", "kinds", name+" with "+c.ID, edit{list, texts(append(values(list), c.ID))})
				}
			}
		}
	}
	f.other("change a figure", n, "articles", "policy", stepped(word(n, "articles"))...)
	f.eachOf(n, "chapters", "", func(c *yaml.Node, place string) {
		f.shorten("change responsible units", c, "units", place)
	})
}

// days moves a day by one.
func (f *ruleFile) days(n *yaml.Node, key, place string) {
	day, err := time.Parse(time.DateOnly, word(n, key))
	if err != nil {
		return
	}
	f.other("move a day", n, key, place, day.AddDate(0, 0, -1).Format(time.DateOnly), day.AddDate(0, 0, 1).Format(time.DateOnly))
}
