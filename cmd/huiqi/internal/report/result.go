package report

import (
	"bytes"
	"encoding/json"
	"io"
	"slices"
	"strings"

	"huiqi/content"
	"huiqi/engine"
	"huiqi/tui/present"
	"huiqi/tui/session"
	"huiqi/tui/text"
)

// SchemaVersion is that of every JSON document.
const SchemaVersion = "1"

// Case is one applicant's answers under one policy.
type Case struct {
	Program *engine.Program
	Digest  string // of the content
	Facts   engine.Facts
	Names   []string // the scope: items, articles, topics; none: everything
}

// Result is the JSON document of huiqi check; see the package's documentation.
type Result struct {
	SchemaVersion string         `json:"schema_version"`
	Policy        Policy         `json:"policy"`
	Cautions      []string       `json:"cautions"`
	Outside       bool           `json:"outside"`
	Name          string         `json:"name,omitempty"`
	Clerk         string         `json:"clerk,omitempty"`
	Scope         []string       `json:"scope"`
	Answers       map[string]any `json:"answers"`
	Ignored       []Ignored      `json:"ignored"`
	Conflicts     []Conflict     `json:"conflicts"`
	Items         []Item         `json:"items"`
	Groups        []Group        `json:"groups"`
	Totals        []Box          `json:"totals"`
	Next          []Pending      `json:"next"`
	Distances     []Distance     `json:"distances"`
	// Contacts are those of the items' units; not of the policy.
	Contacts map[string]Contact `json:"contacts,omitempty"`
}

// Contact is how a unit is reached, as those who run the window keep it.
type Contact struct {
	Window string `json:"window"`
	Phone  string `json:"phone"`
	Hours  string `json:"hours"`
	Note   string `json:"note"`
}

type Policy struct {
	Number        string `json:"number"`
	Title         string `json:"title"`
	ContentDigest string `json:"content_digest"`
	From          string `json:"from"`
	To            string `json:"to"`
	Notice        string `json:"notice,omitempty"` // that the rules are not the program's own
}

type Item struct {
	ID           string        `json:"id"`
	Article      int           `json:"article"`
	Title        string        `json:"title"`
	Status       string        `json:"status"`
	Nature       string        `json:"nature"`
	Box          *int          `json:"box"`
	Amount       Amount        `json:"amount"`
	Units        []string      `json:"units"`
	Conditions   Condition     `json:"conditions"`
	Arithmetic   []string      `json:"arithmetic"`
	Missing      []string      `json:"missing"`
	Notes        []string      `json:"notes"`
	Alternatives []Alternative `json:"alternatives"`
}

type Amount struct {
	Worth
	Payer    *string    `json:"payer"`
	Formula  *string    `json:"formula"`
	Ceiling  *Ceiling   `json:"ceiling"`
	CapBound *bool      `json:"cap_bound"`
	Tiers    []ItemTier `json:"tiers,omitempty"`
}

// ItemTier is one tier of an amount, for this applicant.
type ItemTier struct {
	ID      string     `json:"id"`
	Text    *string    `json:"text"`
	Applies string     `json:"applies"`
	When    *Condition `json:"when"`
	Formula *string    `json:"formula"`
	Amount  Worth      `json:"amount"`
}

type Worth struct {
	Certainties []string `json:"certainties"`
	Low         *string  `json:"low"`
	High        *string  `json:"high"`
	Settled     bool     `json:"settled"`
}

type Ceiling struct {
	Text  string  `json:"text"`
	Value string  `json:"value"`
	Scope *string `json:"scope"`
}

type Condition struct {
	Op       string      `json:"op"`
	Text     string      `json:"text"`
	Truth    string      `json:"truth"`
	Question *string     `json:"question"`
	Have     *string     `json:"have"`
	Row      *int        `json:"row,omitempty"`
	Of       []Condition `json:"of,omitempty"`
}

type Alternative struct {
	Text   string `json:"text"`
	Truth  string `json:"truth"`
	Amount Worth  `json:"amount"`
}

type Group struct {
	ID           string             `json:"id"`
	Title        string             `json:"title"`
	Items        []string           `json:"items"`
	Ceiling      Ceiling            `json:"ceiling"`
	Matched      *Line              `json:"matched"`
	Notes        []string           `json:"notes"`
	Alternatives []GroupAlternative `json:"alternatives"`
}

// GroupAlternative is another reading of what a ceiling covers.
type GroupAlternative struct {
	Text    string   `json:"text"`
	Items   []string `json:"items"`
	Matched *Line    `json:"matched,omitempty"` // results only
}

type Line struct {
	Label *string  `json:"label"`
	Items []string `json:"items"`
	Low   string   `json:"low"`
	High  *string  `json:"high"`
	Group *string  `json:"group"`
	Cut   bool     `json:"cut"`
}

type Box struct {
	Box     int     `json:"box"`
	Title   string  `json:"title"`
	Matched BoxSide `json:"matched"`
	Pending BoxSide `json:"pending"`
}

// BoxSide is what matches, or what is still open.
type BoxSide struct {
	Items []string `json:"items"`
	Lines []Line   `json:"lines,omitempty"`
}

type Pending struct {
	Question string   `json:"question"`
	Name     string   `json:"name"`
	Ask      string   `json:"ask"`
	State    string   `json:"state"`
	Choices  []string `json:"choices,omitempty"`
	Stakes   Stakes   `json:"stakes"`

	engine engine.Pending
}

type Stakes struct {
	Articles []int    `json:"articles"`
	Items    []string `json:"items"`
	High     *string  `json:"high"`
	NoUpper  bool     `json:"no_upper"`
}

type Distance struct {
	Item     string  `json:"item"`
	Tier     *string `json:"tier"`
	Question string  `json:"question"`
	Have     any     `json:"have"`
	Need     string  `json:"need"`
	Gap      *string `json:"gap"`
	Unit     *string `json:"unit"`
	Text     string  `json:"text"`
	Amount   Worth   `json:"amount"`
}

// findings are what the formats of a result are made of.
type findings struct {
	Case
	policy   *engine.Policy
	iv       *session.Interview
	scope    engine.Scope
	result   *engine.Result
	explains map[int]*engine.Explanation
}

// start reads a case without evaluating it. Errors join *engine.FactError or are
// *engine.ScopeError.
func start(c Case) (*findings, error) {
	iv, err := session.Resume(c.Program, c.Facts, whole(c.Program.Policy(), c.Names), c.Names)
	if err != nil {
		return nil, err
	}
	return &findings{Case: c, policy: c.Program.Policy(), iv: iv, scope: iv.Scope(), explains: map[int]*engine.Explanation{}}, nil
}

// find evaluates a case.
func find(c Case) (*findings, error) {
	f, err := start(c)
	if err != nil {
		return nil, err
	}
	f.result, err = f.iv.Result()
	return f, err
}

// whole reports whether the names are the whole check or topics of it, rather
// than items or articles that one came for.
func whole(p *engine.Policy, names []string) bool {
	for _, n := range names {
		if !slices.ContainsFunc(p.Topics, func(t engine.Topic) bool { return t.ID == n }) {
			return false
		}
	}
	return true
}

func (f *findings) explain(i int) (*engine.Explanation, error) {
	if x := f.explains[i]; x != nil {
		return x, nil
	}
	x, err := f.Program.Explain(f.Facts, i)
	if err == nil {
		f.explains[i] = x
	}
	return x, err
}

// Build makes the JSON document of a case.
func Build(c Case) (*Result, error) {
	f, err := find(c)
	if err != nil {
		return nil, err
	}
	ignored, err := f.ignored()
	if err != nil {
		return nil, err
	}
	r := &Result{
		SchemaVersion: SchemaVersion,
		Policy:        policyOf(c.Program, c.Digest),
		Cautions:      list(f.policy.Cautions),
		Outside:       f.iv.Outside(),
		Scope:         list(c.Names),
		Answers:       content.EncodeFacts(c.Facts),
		Ignored:       ignored,
		Conflicts:     f.conflicts(),
		Items:         []Item{},
		Distances:     []Distance{},
	}
	for i := range f.policy.Items {
		if !f.scope.Has(i) {
			continue
		}
		x, err := f.explain(i)
		if err != nil {
			return nil, err
		}
		r.Items = append(r.Items, f.jsonItem(x))
		for _, d := range x.Distances {
			r.Distances = append(r.Distances, f.distance(d))
		}
	}
	groups, boxes := c.Program.Within(f.result, f.scope)
	r.Groups = f.jsonGroups(groups)
	for b := range boxes {
		r.Totals = append(r.Totals, f.jsonBox(&boxes[b]))
	}
	if r.Next, err = f.next(); err != nil {
		return nil, err
	}
	return r, nil
}

// tell adds what is known beside the result.
func (r *Result) tell(o Options) {
	r.Name, r.Clerk = text.CleanLine(o.Name), text.CleanLine(o.Clerk)
	for _, it := range r.Items {
		for _, u := range it.Units {
			c, ok := o.Contacts[u]
			if !ok {
				continue
			}
			if r.Contacts == nil {
				r.Contacts = map[string]Contact{}
			}
			r.Contacts[u] = Contact{text.CleanLine(c.Window), text.CleanLine(c.Phone), text.CleanLine(c.Hours), text.CleanLine(c.Note)}
		}
	}
}

func policyOf(p *engine.Program, digest string) Policy {
	pol := p.Policy()
	return Policy{pol.Number, pol.Title, digest, pol.From.String(), pol.To.String(), pol.Notice}
}

func (f *findings) jsonItem(x *engine.Explanation) Item {
	it := &f.policy.Items[x.Item.Item]
	out := Item{
		ID: it.ID, Article: it.Article, Title: it.Title,
		Status: x.Item.Status.String(), Nature: it.Nature.String(),
		Amount: f.amount(it, x), Units: list(it.Units),
		Conditions:   condition(present.ConditionTree(f.policy, f.Facts, x)),
		Arithmetic:   []string{},
		Missing:      []string{},
		Notes:        list(present.Notes(f.policy, it)),
		Alternatives: []Alternative{},
	}
	if x.Item.Box != engine.BoxNone {
		b := int(x.Item.Box)
		out.Box = &b
	}
	if matches(x.Item) {
		out.Arithmetic = list(present.Arithmetic(f.policy, f.Facts, x))
	}
	for _, q := range x.Missing {
		out.Missing = append(out.Missing, f.policy.Questions[q].ID)
	}
	for _, a := range x.Alternatives {
		out.Alternatives = append(out.Alternatives, Alternative{it.Alternatives[a.Alternative].Text, a.Truth.String(), worth(a.Worth, a.Truth != engine.False)})
	}
	return out
}

// matches reports whether an item matches or still can.
func matches(r engine.ItemResult) bool { return r.Status >= engine.Possible }

func (f *findings) amount(it *engine.Item, x *engine.Explanation) Amount {
	r := x.Item
	out := Amount{Worth: worth(*r.Worth, matches(r)), Payer: opt(it.Amount.Payer),
		Formula: opt(formula(f.policy, it, r.Worth.Tiers)), Ceiling: ceiling(it.Amount.Ceiling, it.Amount.CeilingScope)}
	if matches(r) && it.Amount.Ceiling != nil {
		out.CapBound = truth(r.Worth.Cut)
	}
	if len(x.Tiers) < 2 {
		return out
	}
	for _, t := range x.Tiers {
		def := &it.Amount.Tiers[t.Tier]
		j := ItemTier{ID: def.ID, Text: opt(def.Text), Applies: tierTruth(x, t).String(), Formula: opt(tierFormula(f.policy, def)),
			Amount: worth(t.Worth, t.Can && matches(r))}
		if t.Guard != nil {
			c := condition(present.GuardTree(f.policy, f.Facts, t.Guard))
			j.When = &c
		}
		out.Tiers = append(out.Tiers, j)
	}
	return out
}

// tierTruth says whether a tier is the one that applies, once the item matches.
func tierTruth(x *engine.Explanation, t engine.TierTrace) engine.Truth {
	switch {
	case !t.Can:
		return engine.False
	case len(x.Item.Worth.Tiers) == 1:
		return engine.True
	}
	return engine.Unknown
}

func worth(w engine.Worth, matches bool) Worth {
	if !matches {
		return Worth{Certainties: []string{}, Settled: true}
	}
	out := Worth{Certainties: Certainties(w.Certainties), Settled: w.Settled}
	if w.Numbers {
		out.Low = sum(w.Low())
		if !w.NoUpper {
			out.High = sum(w.High())
		}
	}
	return out
}

func ceiling(c *engine.Const, scope string) *Ceiling {
	if c == nil {
		return nil
	}
	return &Ceiling{c.Text, c.Value.String(), opt(scope)}
}

// formula words the tiers that can apply; without any, all of them.
func formula(p *engine.Policy, it *engine.Item, can []int) string {
	if it.Amount.Kind == engine.Discount || it.Amount.Kind == engine.FeeCeiling {
		return present.Amount(it, engine.Worth{})
	}
	var parts []string
	for i := range it.Amount.Tiers {
		t := &it.Amount.Tiers[i]
		if len(can) > 0 && !slices.Contains(can, i) || t.Value == nil {
			continue
		}
		s := tierFormula(p, t)
		if t.Text != "" && len(it.Amount.Tiers) > 1 {
			s = t.Text + "：" + s
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, "；")
}

func tierFormula(p *engine.Policy, t *engine.Tier) string {
	if t.Value == nil {
		return ""
	}
	s := present.Formula(p, t.Value)
	if t.Certainty == engine.UpTo {
		s = "最高不超过 " + s
	}
	return s
}

func condition(t present.Tree) Condition {
	c := Condition{Op: t.Op, Text: t.Text, Truth: t.Truth.String(), Question: opt(t.Question), Have: opt(t.Have)}
	if t.Row > 0 {
		c.Row = &t.Row
	}
	for _, k := range t.Of {
		c.Of = append(c.Of, condition(k))
	}
	return c
}

func (f *findings) ids(items []int) []string {
	out := []string{}
	for _, i := range items {
		out = append(out, f.policy.Items[i].ID)
	}
	return out
}

func (f *findings) jsonLine(l engine.Line) Line {
	out := Line{Label: opt(l.Label), Items: f.ids(l.Items), Low: l.Low().String(), Cut: l.Cut}
	if !l.NoUpper {
		out.High = sum(l.High())
	}
	if l.Group >= 0 {
		out.Group = opt(f.policy.Groups[l.Group].ID)
	}
	return out
}

func (f *findings) lines(ls []engine.Line) []Line {
	var out []Line
	for _, l := range ls {
		out = append(out, f.jsonLine(l))
	}
	return out
}

func (f *findings) jsonGroups(groups []engine.GroupResult) []Group {
	out := []Group{}
	for _, g := range groups {
		def := &f.policy.Groups[g.Group]
		if !slices.ContainsFunc(def.Items, f.inScope) {
			continue
		}
		j := Group{ID: def.ID, Title: def.Title, Items: list(def.Items), Ceiling: *ceiling(&def.Ceiling, def.Scope),
			Notes: list(def.Notes), Alternatives: []GroupAlternative{}}
		if len(g.Matched.Items) > 0 {
			l := f.jsonLine(g.Matched)
			j.Matched = &l
		}
		for _, a := range g.Alternatives {
			alt, l := &def.Alternatives[a.Alternative], f.jsonLine(a.Matched)
			j.Alternatives = append(j.Alternatives, GroupAlternative{alt.Text, list(alt.Items), &l})
		}
		out = append(out, j)
	}
	return out
}

func (f *findings) inScope(id string) bool {
	i, ok := f.Program.Item(id)
	return ok && f.scope.Has(i)
}

func (f *findings) jsonBox(b *engine.BoxResult) Box {
	return Box{int(b.Box), present.Box(b.Box),
		BoxSide{f.ids(b.Matched), f.lines(b.Lines)},
		BoxSide{f.ids(b.Pending), nil}}
}

// next lists the questions that still matter: those that can be asked, those that
// wait for another answer, and those answered but not settled, as if unasked.
func (f *findings) next() ([]Pending, error) {
	out := []Pending{}
	a, err := f.iv.Agenda()
	if err != nil {
		return nil, err
	}
	for _, p := range a.Ask {
		out = append(out, f.pending(p, "open"))
	}
	for _, p := range a.Later {
		out = append(out, f.pending(p, "waits"))
	}
	again, err := f.unsettled()
	if err != nil {
		return nil, err
	}
	for _, q := range again {
		if p, ok := f.iv.Stakes(q); ok {
			state := "unknown"
			if f.Facts[f.policy.Questions[q].ID].Known() {
				state = "incomplete"
			}
			out = append(out, f.pending(p, state))
		}
	}
	return out, nil
}

// unsettled lists the answered questions that some item in scope still misses:
// "don't know", and lists that may go on or have gaps.
func (f *findings) unsettled() ([]int, error) {
	var out []int
	if f.iv.Outside() {
		return nil, nil
	}
	for i := range f.policy.Items {
		if !f.scope.Has(i) {
			continue
		}
		x, err := f.explain(i)
		if err != nil {
			return nil, err
		}
		for _, q := range x.Missing {
			if _, given := f.Facts[f.policy.Questions[q].ID]; given && !slices.Contains(out, q) {
				out = append(out, q)
			}
		}
	}
	slices.Sort(out)
	return out, nil
}

func (f *findings) pending(p engine.Pending, state string) Pending {
	q := &f.policy.Questions[p.Question]
	out := Pending{engine: p, Question: q.ID, Name: q.Name, Ask: present.Wording(f.policy, q, f.Facts), State: state,
		Stakes: Stakes{Articles: []int{}, Items: f.ids(p.Stakes.Items), NoUpper: p.Stakes.NoUpper}}
	for _, c := range p.Choices {
		out.Choices = append(out.Choices, q.Choices[c].ID)
	}
	for _, i := range p.Stakes.Items {
		if n := f.policy.Items[i].Article; !slices.Contains(out.Stakes.Articles, n) {
			out.Stakes.Articles = append(out.Stakes.Articles, n)
		}
	}
	if p.Stakes.High != nil {
		out.Stakes.High = sum(*p.Stakes.High)
	}
	return out
}

func (f *findings) distance(d engine.Distance) Distance {
	it, q := &f.policy.Items[d.Item], &f.policy.Questions[d.Question]
	out := Distance{Item: it.ID, Question: q.ID, Have: content.Encode(f.Facts[q.ID]), Need: present.Text(f.policy, nil, d.Cond),
		Text: present.Distance(f.policy, f.Facts, d), Amount: worth(d.Worth, true)}
	if d.Tier >= 0 {
		out.Tier = opt(it.Amount.Tiers[d.Tier].ID)
	}
	if d.Gap != nil {
		out.Gap, out.Unit = sum(*d.Gap), opt(q.Unit)
	}
	return out
}

// OneLine is a document on one line, without an end of line.
func OneLine(doc any) ([]byte, error) {
	b, err := encoded(doc, "")
	return bytes.TrimSuffix(b, []byte("\n")), err
}

// WriteJSON writes a document with two-space indents and plain Chinese.
func WriteJSON(w io.Writer, doc any) error {
	b, err := encoded(doc, "  ")
	if err != nil {
		return err
	}
	_, err = w.Write(b)
	return err
}

func encoded(doc any, indent string) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", indent)
	err := e.Encode(doc)
	return text.EscapeJSON(b.Bytes()), err
}
