package present

import (
	"slices"

	"huiqi/engine"
)

// Item is one verdict in words.
type Item struct {
	Index        int
	ID, Title    string
	Summary      string
	Article      int
	ArticleTitle string
	Status       engine.Status
	Near         bool // fails by one condition on one fact
	StatusWord   string
	Box          engine.Box
	Amount       string // one line
	Payer        string // "" where nothing is paid out
	Units        []string
	Contacts     []string // how to reach them, where it is known; no words of the policy
	Conditions   []Condition
	Arithmetic   []string
	Missing      []int    // questions that can still change the verdict
	Notes        []string // readings and what the text leaves open, of the item and its article
	Alternatives []string // other readings, with their figure for this applicant
	Distances    []string
}

// Answer is one answered question.
type Answer struct {
	Question int
	Name     string
	Text     string
	Known    bool
	Moot     bool // kept, but no longer of influence
	Ignored  bool // contradicts another answer and is not used
}

// Report is the whole result in words: what screens, text and files are made of.
type Report struct {
	Policy   *engine.Policy
	Cautions []string
	Outside  bool // none of the matters fall inside the period
	Answers  []Answer
	Items    []Item // those in scope, in the policy's order
	Boxes    [7]BoxSection
	Groups   []GroupSection
	Result   *engine.Result
	Scope    engine.Scope
	Contacts Contacts
}

// BoxSection is one box of the totals. Items index Report.Items.
type BoxSection struct {
	Box              engine.Box
	Title, Note      string
	Matched, Pending []int
	Lines            []LineText
}

// LineText is a sum in words.
type LineText struct {
	Label string
	Text  string
	Note  string
	Items []int
}

// GroupSection is a ceiling that several items share.
type GroupSection struct {
	Title, Ceiling, Matched string
	Notes, Alternatives     []string
	Items                   []string
}

// Source is what a report is made from.
type Source struct {
	Program *engine.Program
	Facts   engine.Facts
	Scope   engine.Scope
	Moot    []int
	Outside bool
	// Case is the program with these facts, where it is at hand; nil: made anew.
	Case *engine.Case
	// Brief leaves out what a list of items does not show: conditions, arithmetic,
	// other readings. BuildItem words them for one item.
	Brief bool
	// Contacts are those of the units; nil: none are known.
	Contacts Contacts
}

// Build words a result. The error is that of the engine: answers that do not fit.
func Build(s Source) (*Report, error) {
	p := s.Program.Policy()
	c := s.Case
	if c == nil {
		var err error
		if c, err = s.Program.With(s.Facts); err != nil {
			return nil, err
		}
	}
	filled, err := soFar(s.Program, s.Facts)
	if err != nil {
		return nil, err
	}
	res := c.Evaluate()
	r := &Report{Policy: p, Cautions: p.Cautions, Outside: s.Outside, Result: res, Scope: s.Scope, Contacts: s.Contacts}
	for i := range p.Questions {
		q := &p.Questions[i]
		v, ok := s.Facts[q.ID]
		if !ok {
			continue
		}
		r.Answers = append(r.Answers, Answer{Question: i, Name: q.Name, Text: Value(q, v, true), Known: v.Known(),
			Moot: slices.Contains(s.Moot, i), Ignored: slices.Contains(res.Ignored, i)})
	}
	at := map[int]int{}
	far := map[int][]engine.Distance{}
	if s.Brief {
		for _, d := range c.Distances() {
			far[d.Item] = append(far[d.Item], d)
		}
	}
	for i := range p.Items {
		if !s.Scope.Has(i) {
			continue
		}
		at[i] = len(r.Items)
		if !s.Brief {
			r.Items = append(r.Items, *buildItem(p, s.Facts, c.Explain(i), filled))
			continue
		}
		it := headline(p, s.Facts, res.Items[i], far[i], filled)
		if it.Status == engine.Possible || it.Status == engine.Eligible && !res.Items[i].Worth.Settled {
			it.Missing = c.Missing(i)
		}
		r.Items = append(r.Items, *it)
	}
	for k := range r.Items {
		r.Items[k].Contacts = s.Contacts.Of(r.Items[k].Units)
	}
	groups, boxes := s.Program.Within(res, s.Scope)
	for b := range boxes {
		r.Boxes[b] = boxSection(p, &boxes[b], at)
	}
	for _, g := range groups {
		if sec, ok := groupSection(p, &g, res.Items, at); ok {
			r.Groups = append(r.Groups, sec)
		}
	}
	return r, nil
}

// BuildItem words one verdict.
func BuildItem(prog *engine.Program, f engine.Facts, i int) (*Item, error) {
	x, err := prog.Explain(f, i)
	if err != nil {
		return nil, err
	}
	filled, err := soFar(prog, f)
	if err != nil {
		return nil, err
	}
	return buildItem(prog.Policy(), f, x, filled), nil
}

func buildItem(p *engine.Policy, f engine.Facts, x *engine.Explanation, filled *engine.Result) *Item {
	it := &p.Items[x.Item.Item]
	out := headline(p, f, x.Item, x.Distances, filled)
	out.Amount = amount(it, x.Item, filled) // what it would bring, where it does not match
	out.Conditions, out.Arithmetic, out.Missing = Conditions(p, f, x), Arithmetic(p, f, x), x.Missing
	out.Notes = Notes(p, it)
	for _, a := range x.Alternatives {
		out.Alternatives = append(out.Alternatives, alternative(it, a))
	}
	return out
}

// headline is what a list says of an item.
func headline(p *engine.Policy, f engine.Facts, r engine.ItemResult, far []engine.Distance, filled *engine.Result) *Item {
	it := &p.Items[r.Item]
	near := slices.ContainsFunc(far, func(d engine.Distance) bool { return d.Tier < 0 })
	out := &Item{
		Index: r.Item, ID: it.ID, Title: it.Title, Summary: it.Summary, Article: it.Article,
		ArticleTitle: ArticleOf(p, it.Article).Title,
		Status:       r.Status, Near: near, StatusWord: Status(r.Status, near),
		Box: r.Box, Payer: Payer(it, r.Box), Units: it.Units,
	}
	if r.Status >= engine.Possible {
		out.Amount = amount(it, r, filled)
	}
	for _, d := range far {
		out.Distances = append(out.Distances, Distance(p, f, d))
	}
	return out
}

// ItemNotes are an item's own notes.
func ItemNotes(it *engine.Item) []string {
	out := slices.Clone(it.Notes)
	if it.WhoNote != "" {
		out = append(out, it.WhoNote)
	}
	return out
}

// Notes are what must be said with an item: its own notes, then its article's.
func Notes(p *engine.Policy, it *engine.Item) []string {
	return append(ItemNotes(it), ArticleOf(p, it.Article).Notes...)
}

func alternative(it *engine.Item, a engine.AlternativeResult) string {
	alt := &it.Alternatives[a.Alternative]
	s := alt.Text + "：按此理解，"
	switch a.Truth {
	case engine.False:
		return s + "条件不相符"
	case engine.Unknown:
		s += "是否相符待确认，"
	}
	read := *it
	if alt.Amount != nil {
		read.Amount = *alt.Amount
	}
	return s + Amount(&read, a.Worth)
}

// ArticleOf finds an article by its number; the zero Article if there is none.
func ArticleOf(p *engine.Policy, n int) *engine.Article {
	for i := range p.Articles {
		if p.Articles[i].Number == n {
			return &p.Articles[i]
		}
	}
	return &engine.Article{Number: n}
}

func boxSection(p *engine.Policy, b *engine.BoxResult, at map[int]int) BoxSection {
	s := BoxSection{Box: b.Box, Title: Box(b.Box), Note: BoxNote(b.Box), Matched: within(b.Matched, at), Pending: within(b.Pending, at)}
	s.Lines = lines(p, b.Lines, at)
	return s
}

// within keeps the items that the report shows.
func within(items []int, at map[int]int) []int {
	var out []int
	for _, i := range items {
		if k, ok := at[i]; ok {
			out = append(out, k)
		}
	}
	return out
}

func lines(p *engine.Policy, ls []engine.Line, at map[int]int) []LineText {
	var out []LineText
	for _, l := range ls {
		in := within(l.Items, at)
		if len(in) == 0 {
			continue
		}
		t := LineText{Label: l.Label, Text: Line(l), Items: in}
		if l.Group >= 0 {
			g := &p.Groups[l.Group]
			t.Label = g.Title
			t.Note = "合计上限" + constText(g.Ceiling) + "，原文未写明各项怎样分摊"
		}
		out = append(out, t)
	}
	return out
}

func groupSection(p *engine.Policy, g *engine.GroupResult, items []engine.ItemResult, at map[int]int) (GroupSection, bool) {
	def := &p.Groups[g.Group]
	s := GroupSection{Title: def.Title, Ceiling: Ceiling(def), Notes: def.Notes}
	for i := range p.Items {
		_, in := at[i]
		if in && items[i].Status >= engine.Possible && slices.Contains(def.Items, p.Items[i].ID) {
			s.Items = append(s.Items, p.Items[i].Title)
		}
	}
	if len(within(g.Matched.Items, at)) > 0 {
		s.Matched = Line(g.Matched)
		if g.Matched.Cut {
			s.Matched += "（已受合计上限约束）"
		}
	}
	for _, a := range g.Alternatives {
		s.Alternatives = append(s.Alternatives, def.Alternatives[a.Alternative].Text+"：按此理解，相符的合计 "+Line(a.Matched))
	}
	return s, len(s.Items) > 0
}

// UnitSection lists the items that one responsible unit answers for.
type UnitSection struct {
	Unit  string
	Items []int // index Report.Items
}

// ByUnit groups the items that match or are open by responsible unit, in the
// order in which the policy first names them.
func (r *Report) ByUnit() []UnitSection {
	var out []UnitSection
	for k := range r.Items {
		it := &r.Items[k]
		if it.Status < engine.Possible {
			continue
		}
		for _, u := range it.Units {
			i := slices.IndexFunc(out, func(s UnitSection) bool { return s.Unit == u })
			if i < 0 {
				i = len(out)
				out = append(out, UnitSection{Unit: u})
			}
			out[i].Items = append(out[i].Items, k)
		}
	}
	return out
}

// With lists the items (as indices of Items) with a status, or the near ones.
func (r *Report) With(s engine.Status) []int {
	var out []int
	for k := range r.Items {
		if r.Items[k].Status == s {
			out = append(out, k)
		}
	}
	return out
}
