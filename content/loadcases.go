package content

import (
	"slices"
	"strconv"

	"github.com/shopspring/decimal"
	"go.yaml.in/yaml/v4"

	"huiqi/engine"
)

// Case is an applicant with the results that the text gives it.
type Case struct {
	Name, Why string
	Pos       Position
	Facts     engine.Facts
	Scope     []string // for Program.ScopeOf; empty: all
	Expect    Expect
}

// Expect is what a case expects. Nil and empty differ: a nil list is not
// looked at, an empty one says "none".
type Expect struct {
	Items    map[string]ExpectItem  // by item id
	Eligible []string               // exactly these items match, within the scope
	Possible []string               // exactly these are undecided
	Asks     []string               // are among the questions still to ask
	AsksNot  []string               // are not
	Box1     *decimal.Decimal       // the added-up figure of BoxExact
	Boxes    map[engine.Box]int     // how many items match, for the other boxes
	Groups   map[string]ExpectGroup // matched members after the shared ceiling
}

// ExpectItem is what a case expects of one item; what is absent is not looked
// at.
type ExpectItem struct {
	Pos         Position
	Status      string
	Certainties []string // exact, up_to, unprinted, none; exactly these
	ExpectSum
	Settled *bool
	Missing []string // exactly these questions are open for the item
	Box     *int     // of the totals; 0: outside all
	// Payer, Scope and Line are the words for who pays, what a ceiling holds for,
	// and how the money goes.
	Payer, Scope, Line *string
	Readings           []ExpectItem // exactly these other readings come out differently, in order
}

// ExpectGroup is what a case expects of a shared ceiling.
type ExpectGroup struct {
	ExpectSum
	Scope    *string
	Readings []ExpectSum // exactly these other readings come out differently, in order
}

// ExpectSum is a figure in yuan. NoUpper is "high: null": no upper end.
type ExpectSum struct {
	Low, High *decimal.Decimal
	NoUpper   bool
}

var statusWords = []string{"eligible", "possible", "ineligible", "out_of_period", "not_for_applicant"}

var certaintyWords = []string{"exact", "up_to", "unprinted", "none"}

// caseLoader reads cases; the names that they may use are gathered once.
type caseLoader struct {
	*loader
	answers                 *answerReader
	items, questions, group []string
}

func (l *loader) loadCases(docs []*document) {
	c := &caseLoader{loader: l, answers: newAnswerReader(l.policy), items: itemIDs(l.policy)}
	for _, q := range l.policy.Questions {
		c.questions = append(c.questions, q.ID)
	}
	for _, g := range l.policy.Groups {
		c.group = append(c.group, g.ID)
	}
	for _, d := range docs {
		c.file(d)
	}
}

func (l *caseLoader) file(d *document) {
	l.answers.doc = d
	o := d.object(d.root, "")
	if !o.has("cases") {
		o.fail(o.node, "缺少“cases”")
	}
	names := map[string]bool{}
	for _, n := range o.list("cases") {
		c := l.oneCase(d, n)
		if names[c.Name] {
			l.add(c.Pos, "", "用例“%s”写了两次，请改一个名字", cut(c.Name))
		}
		names[c.Name] = true
		l.pack.Cases = append(l.pack.Cases, c)
	}
	o.done()
}

func (l *caseLoader) oneCase(d *document, n *yaml.Node) Case {
	o := d.object(n, "用例")
	c := Case{Name: o.must("name"), Why: o.must("why"), Pos: d.at(n)}
	o.where = "用例“" + cut(c.Name) + "”"
	c.Scope = l.answers.scope(o)
	if a := o.get("answers"); a != nil {
		c.Facts = l.answers.facts(a)
	} else {
		o.fail(n, "缺少“answers”")
	}
	if e := o.get("expect"); e != nil {
		c.Expect = l.expect(d.object(e, o.where))
	} else {
		o.fail(n, "缺少“expect”")
	}
	o.done()
	return c
}

func (l *caseLoader) expect(o *object) Expect {
	e := Expect{
		Eligible: l.ids(o, "eligible", l.items), Possible: l.ids(o, "possible", l.items),
		Asks: l.ids(o, "asks", l.questions), AsksNot: l.ids(o, "asks_not", l.questions),
		Items: map[string]ExpectItem{}, Groups: map[string]ExpectGroup{}, Boxes: map[engine.Box]int{},
	}
	l.each(o, "items", l.items, func(id string, n *yaml.Node) {
		e.Items[id] = l.expectItem(o.doc.object(n, o.where+"的 "+id))
	})
	l.each(o, "groups", l.group, func(id string, n *yaml.Node) {
		g := o.doc.object(n, o.where+"的 "+id)
		want := ExpectGroup{ExpectSum: g.sum(), Scope: g.words("scope")}
		for _, n := range g.list("readings") {
			other := o.doc.object(n, g.where+" 的另一种读法")
			want.Readings = append(want.Readings, other.sum())
			other.done()
		}
		e.Groups[id] = want
		g.done()
	})
	l.each(o, "boxes", []string{"1", "2", "3", "4", "5", "6", "7"}, func(id string, n *yaml.Node) {
		b := &object{doc: o.doc, node: n, where: o.where + "的 boxes", keys: map[string]*yaml.Node{id: n}}
		if id == "1" {
			e.Box1 = b.decimal(id, engine.UnitYuan)
			return
		}
		k, _ := strconv.Atoi(id)
		e.Boxes[engine.Box(k)] = b.number(id)
	})
	o.done()
	return e
}

func (l *caseLoader) expectItem(o *object) ExpectItem {
	e := ExpectItem{Pos: o.doc.at(o.node), Status: o.choose("status", statusWords...), ExpectSum: o.sum()}
	if o.has("certainties") {
		e.Certainties = l.ids(o, "certainties", certaintyWords)
	}
	if o.has("settled") {
		settled := o.flag("settled")
		e.Settled = &settled
	}
	e.Missing = l.ids(o, "missing", l.questions)
	e.Payer, e.Scope, e.Line = o.words("payer"), o.words("scope"), o.words("line")
	if o.has("box") {
		box := o.number("box")
		e.Box = &box
	}
	if o.has("readings") {
		e.Readings = []ExpectItem{}
	}
	for _, n := range o.list("readings") {
		e.Readings = append(e.Readings, l.expectItem(o.doc.object(n, o.where+" 的另一种读法")))
	}
	o.done()
	return e
}

// words are a text that may be left out.
func (o *object) words(key string) *string {
	if !o.has(key) {
		return nil
	}
	s := o.blank(key)
	return &s
}

// sum reads low and high.
func (o *object) sum() ExpectSum {
	var e ExpectSum
	e.Low = o.decimal("low", engine.UnitYuan)
	if n := o.get("high"); n != nil && n.Kind == yaml.ScalarNode && n.Tag == "!!null" {
		e.NoUpper = true
	} else {
		e.High = o.decimal("high", engine.UnitYuan)
	}
	return e
}

// ids is a list of known names; nil where the key is absent.
func (l *caseLoader) ids(o *object, key string, known []string) []string {
	if !o.has(key) {
		return nil
	}
	out := []string{}
	for _, n := range o.list(key) {
		id, ok := o.scalar(n, key)
		if ok && !slices.Contains(known, id) {
			o.fail(n, "没有“%s”%s", cut(id), didYouMean(id, known))
		} else if ok {
			out = append(out, id)
		}
	}
	return out
}

// each goes through a mapping by known names.
func (l *caseLoader) each(o *object, key string, known []string, f func(id string, n *yaml.Node)) {
	pairs := o.pairs(key)
	for i := 0; i+1 < len(pairs); i += 2 {
		if id := pairs[i].Value; slices.Contains(known, id) {
			f(id, pairs[i+1])
		} else {
			o.fail(pairs[i], "没有“%s”%s", cut(id), didYouMean(id, known))
		}
	}
}
