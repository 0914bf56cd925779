package search

import (
	"slices"

	"huiqi/engine"
)

// fill lists what can be found: each chapter with its articles and their items,
// then topics and units.
func (x *Index) fill() {
	p := x.prog.Policy()
	x.byText = map[string]int{}
	terms := x.terms()
	article := func(a *engine.Article) {
		x.article(a)
		for i := range p.Items {
			if p.Items[i].Article == a.Number {
				x.item(i, a, terms[i])
			}
		}
	}
	known := map[int]bool{}
	for _, c := range p.Chapters {
		known[c.Number] = true
		x.add(Hit{Kind: Chapter, Item: -1, Chapter: c.Number, Name: c.Title}, c.Units, nil).with(x, InUnits, c.Units...)
		for i := range p.Articles {
			if p.Articles[i].Chapter == c.Number {
				article(&p.Articles[i])
			}
		}
	}
	for i := range p.Articles {
		if !known[p.Articles[i].Chapter] {
			article(&p.Articles[i])
		}
	}
	for _, t := range p.Topics {
		x.add(Hit{Kind: Topic, Item: -1, Topic: t.ID, Name: t.Label}, nil, []string{t.ID}).with(x, InSummary, t.Help)
	}
	for _, u := range units(p) {
		x.add(Hit{Kind: Unit, Item: -1, Name: u}, []string{u}, nil)
	}
	x.byText = nil
}

func (x *Index) article(a *engine.Article) {
	p := x.prog.Policy()
	var topics []string
	for i := range p.Items {
		if it := &p.Items[i]; it.Article == a.Number && !slices.Contains(topics, it.Topic) {
			topics = append(topics, it.Topic)
		}
	}
	e := x.add(Hit{Kind: Article, Item: -1, Article: a.Number, Chapter: a.Chapter, Name: a.Title}, a.Units, topics)
	e.with(x, InSummary, a.Summary)
	e.with(x, InUnits, a.Units...)
	for _, f := range a.Figures {
		e.with(x, InTerms, f.Text)
	}
}

func (x *Index) item(i int, a *engine.Article, terms []string) {
	p := x.prog.Policy()
	it := &p.Items[i]
	e := x.add(Hit{Kind: Item, Item: i, Article: it.Article, Chapter: a.Chapter, Topic: it.Topic, Name: it.Title},
		it.Units, []string{it.Topic})
	e.with(x, InSummary, it.Summary)
	e.with(x, InUnits, it.Units...)
	for _, t := range p.Topics {
		if t.ID == it.Topic {
			e.with(x, InTopic, t.Label)
		}
	}
	e.with(x, InTerms, terms...)
	e.with(x, InArticle, a.Title)
}

// terms are the words that the questions of each item ask for, and what the item
// itself looks for among their choices. Questions that all items share say
// nothing, and neither does the date of a matter.
func (x *Index) terms() [][]string {
	p := x.prog.Policy()
	out := make([][]string, len(p.Items))
	for i := range p.Items {
		it := &p.Items[i]
		r := reader{asked: p.Questions, fields: map[string]bool{}}
		r.cond(it.Event)
		r.cond(it.Require)
		for _, t := range it.Amount.Tiers {
			r.cond(t.If)
			r.expr(t.Value)
		}
		for q := range p.Questions {
			ask := &p.Questions[q]
			if ask.ID == p.Gate.Question || ask.ID == p.Applicant || ask.Volunteer || !x.prog.DependsOn(i, q) {
				continue
			}
			out[i] = append(out[i], ask.Name)
			for _, f := range ask.Fields {
				if !f.Volunteer && r.fields[ask.ID+"."+f.ID] {
					out[i] = append(out[i], f.Name)
				}
			}
		}
		out[i] = append(out[i], r.choices...)
	}
	return out
}

// reader gathers what an item reads: the fields of lists, and the choices that
// it names.
type reader struct {
	list    string            // whose records are read
	asked   []engine.Question // those of the policy, or the fields of the list
	fields  map[string]bool   // by list and field: fairs.booth
	choices []string
}

func (r *reader) read(id string) { r.fields[r.list+"."+id] = true }

// in goes on inside the records of a list.
func (r *reader) in(list string, f func()) {
	all := r.asked
	r.list, r.asked = list, question(all, list).Fields
	f()
	r.list, r.asked = "", all
}

func (r *reader) cond(c engine.Cond) {
	switch x := c.(type) {
	case engine.And:
		for _, of := range x.Of {
			r.cond(of)
		}
	case engine.Or:
		for _, of := range x.Of {
			r.cond(of)
		}
	case engine.Not:
		r.cond(x.Of)
	case engine.Is:
		r.read(x.Question)
	case engine.In:
		r.read(x.Question)
		for _, c := range question(r.asked, x.Question).Choices {
			if slices.Contains(x.Choices, c.ID) {
				r.choices = append(r.choices, c.Label)
			}
		}
	case engine.Compare:
		for _, t := range x.Sum {
			r.read(t.Question)
		}
	case engine.Some:
		r.in(x.List, func() { r.cond(x.Of) })
	case engine.All:
		r.in(x.List, func() { r.cond(x.Of) })
	}
}

func (r *reader) expr(e engine.Expr) {
	switch x := e.(type) {
	case engine.Sum:
		for _, t := range x.Terms {
			r.read(t.Question)
		}
	case engine.Mul:
		r.expr(x.Of)
	case engine.Add:
		for _, of := range x.Of {
			r.expr(of)
		}
	case engine.Min:
		for _, of := range x.Of {
			r.expr(of)
		}
	case engine.Max0:
		r.expr(x.Of)
	case engine.Total:
		r.in(x.List, func() {
			r.cond(x.Where)
			r.expr(x.Of)
		})
	}
}

func question(qs []engine.Question, id string) engine.Question {
	if i := slices.IndexFunc(qs, func(q engine.Question) bool { return q.ID == id }); i >= 0 {
		return qs[i]
	}
	return engine.Question{}
}

// units lists every responsible or leading unit once, in the order in which the
// policy names them.
func units(p *engine.Policy) []string {
	var out []string
	add := func(us []string) {
		for _, u := range us {
			if !slices.Contains(out, u) {
				out = append(out, u)
			}
		}
	}
	for _, c := range p.Chapters {
		add(c.Units)
		for i := range p.Articles {
			if p.Articles[i].Chapter == c.Number {
				add(p.Articles[i].Units)
			}
		}
	}
	for i := range p.Articles {
		add(p.Articles[i].Units)
	}
	for i := range p.Items {
		add(p.Items[i].Units)
	}
	return out
}

func (x *Index) add(h Hit, units, topics []string) *entry {
	x.entries = append(x.entries, entry{hit: h, units: units, topics: topics})
	e := &x.entries[len(x.entries)-1]
	e.with(x, InName, h.Name)
	return e
}

// with adds what else an entry can be found by. The pointer is good until the
// next entry.
func (e *entry) with(x *Index, f Field, texts ...string) {
	for _, s := range texts {
		if s == "" {
			continue
		}
		i, ok := x.byText[s]
		if !ok {
			i = len(x.texts)
			x.byText[s] = i
			x.texts = append(x.texts, newText(s))
		}
		if t := (fieldText{f, i}); !slices.Contains(e.fields, t) {
			e.fields = append(e.fields, t)
		}
	}
}

// read gives every character of the texts its sound.
func (x *Index) read() {
	of := map[rune]*sound{}
	for i := range x.texts {
		for _, r := range x.texts[i].runes {
			if r >= firstHan && r <= lastHan && of[r] == nil {
				of[r] = &sound{}
			}
		}
	}
	sounds(of)
	for i := range x.texts {
		t := &x.texts[i]
		t.sounds = make([]*sound, len(t.runes))
		for k, r := range t.runes {
			t.sounds[k] = of[r]
		}
	}
}
