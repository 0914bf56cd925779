// Package sheet makes a result into a sheet to hand out: what a reader in a hurry
// needs comes first, the details after. It holds all the words and their order;
// writers of formats only lay them out.
package sheet

import (
	"fmt"
	"slices"
	"strings"

	"huiqi/engine"
	"huiqi/tui/present"
)

// Notice says how far a result may be relied on.
const Notice = "仅供自查，不作审批或兑付依据；以责任单位审核为准。"

const noDeadlines = "材料与时限原文未写明。"

// Sheet is a result in the order of reading.
type Sheet struct {
	Title    string
	Facts    []Pair // what the sheet is about, whose and of when
	Notice   string // how far it may be relied on
	Sections []Section
	Foot     string // from which rules it was made
}

// Section is a part under a heading of the second rank.
type Section struct {
	Title  string
	Blocks []Block
	Parts  []Part
}

// Part is one item under a heading of the third rank.
type Part struct {
	Title  string
	Blocks []Block
}

// Block is a Para, Pairs, a List or a Table.
type Block interface{ block() }

// Para is a paragraph.
type Para string

// Pair is a name and what stands behind it.
type Pair struct{ Name, Text string }

// Pairs are names and values.
type Pairs []Pair

// List is a labelled list.
type List struct {
	Label  string // "" for none
	Points []Point
}

// Point is one line of a list. Points of a greater depth belong to the one before.
type Point struct {
	Mark  string // a sign in place of the bullet; "" for none
	Said  string // the sign in a word, for those who do not see it
	Text  string
	Depth int
}

// Table has a caption, a head, and rows in groups; the first cell names its row.
type Table struct {
	Caption string
	Head    []string
	Shares  []int // of the width, in percent
	Groups  []Group
}

// Group is rows under a heading of their own.
type Group struct {
	Title string   // "" for none
	Notes []string // how to read the group
	Rows  []Row
}

// Row is one row; a sum is set off from the items that it sums up.
type Row struct {
	Cells []string
	Sum   bool
}

func (Para) block()  {}
func (Pairs) block() {}
func (List) block()  {}
func (Table) block() {}

// Input is what a sheet is made from. What is empty is left out.
type Input struct {
	present.Source
	Date           engine.Date // of the day it is made; it decides whether the period is over
	Name, Clerk    string      // of the applicant, and of who hands it out
	Digest         string      // of the rules
	Contradictions []string    // answers that contradict each other, in words
	All            bool        // lists also what does not match and what was not asked about
	Desk           bool        // for a walk-in: where to go comes first
	IDs            bool        // names items and questions as the command line takes them
}

// builder keeps what the sections share.
type builder struct {
	Input
	policy  *engine.Policy
	rep     *present.Report // of the items that something was said about
	unheard []int           // the others, index Policy.Items
	told    map[int]string  // articles whose notes were given, and with which item
}

// Build words a result. The error is that of the engine: answers that do not fit.
func Build(in Input) (*Sheet, error) {
	b := &builder{Input: in, policy: in.Program.Policy(), told: map[int]string{}}
	var err error
	if b.Case == nil {
		if b.Case, err = in.Program.With(in.Facts); err != nil {
			return nil, err
		}
	}
	if !in.All {
		if b.unheard, b.Scope, err = present.Heard(in.Program, b.Case, in.Facts, in.Scope); err != nil {
			return nil, err
		}
	}
	if b.rep, err = present.Build(b.Source); err != nil {
		return nil, err
	}
	s := &Sheet{
		Title: b.policy.Number + " 自查结果", Facts: b.facts(),
		Notice: Notice,
		Foot:   "规则摘要 " + short(in.Digest),
	}
	if in.Date != (engine.Date{}) {
		s.Foot += "，" + in.Date.String() + " 打印或保存"
	}
	if in.Desk {
		s.add(b.units(), b.open(), b.result(), b.contradictions(), b.groups())
	} else {
		s.add(b.result(), b.contradictions(), b.units(), b.open(), b.groups())
	}
	s.add(b.verdict(engine.Eligible), b.verdict(engine.Possible), b.near())
	if in.All {
		for _, status := range []engine.Status{engine.Ineligible, engine.OutOfPeriod, engine.NotForApplicant} {
			s.add(b.verdict(status))
		}
	}
	s.add(b.notAsked(), b.answers(), b.cautions())
	return s, nil
}

// add takes the sections that hold something.
func (s *Sheet) add(sections ...Section) {
	for _, sec := range sections {
		if len(sec.Blocks)+len(sec.Parts) > 0 {
			s.Sections = append(s.Sections, sec)
		}
	}
}

func (b *builder) facts() []Pair {
	out := []Pair{{"文件", b.policy.Title}, {"实施期", Period(b.policy, b.Date)}}
	if b.Name != "" {
		out = append(out, Pair{"申请人", b.Name})
	}
	if b.Date != (engine.Date{}) {
		out = append(out, Pair{"日期", b.Date.String()})
	}
	if b.Clerk != "" {
		out = append(out, Pair{"经办人", b.Clerk})
	}
	return out
}

// Period is the policy's period, whether it is over on a day, and which articles
// state a period of their own. The zero day says nothing of the former.
func Period(p *engine.Policy, today engine.Date) string {
	s := present.Period(p) + "，首尾两天都算"
	if today != (engine.Date{}) && today.String() > p.To.String() {
		s += "；已经结束"
	}
	var own []string
	for i := range p.Items {
		n := fmt.Sprint(p.Items[i].Article)
		if p.Items[i].Period == engine.OwnPeriod && !slices.Contains(own, n) {
			own = append(own, n)
		}
	}
	if len(own) > 0 {
		s += "；第" + strings.Join(own, "、") + "条另写了期限"
	}
	return s
}

// short is the beginning of a digest, enough to tell two apart.
func short(digest string) string { return digest[:min(12, len(digest))] }

func (b *builder) contradictions() Section {
	return Section{Title: "前后矛盾的回答", Blocks: list("", b.Contradictions)}
}

// answers are the applicant's own word.
func (b *builder) answers() Section {
	t := Table{Caption: "结果只按这些回答得出，没有核对过", Head: []string{"问题", "所填"}, Shares: []int{45, 55}}
	var g Group
	for _, a := range b.rep.Answers {
		s := a.Text
		switch {
		case a.Ignored:
			s += "（没有采用）"
		case a.Moot:
			s += "（不影响结果）"
		}
		g.Rows = append(g.Rows, Row{Cells: []string{a.Name, s}})
	}
	if len(g.Rows) == 0 {
		return Section{}
	}
	t.Groups = []Group{g}
	return Section{Title: "申请人自述", Blocks: []Block{t}}
}

func (b *builder) cautions() Section {
	points := append(slices.Clone(b.rep.Cautions), "这是程序按所填情况算出来的，没有盖章，不是公文。")
	if len(b.rep.ByUnit()) == 0 { // else it stands with the units
		points = append(points, noDeadlines)
	}
	return Section{Title: "怎么看这份结果", Blocks: list("", points)}
}

// notAsked sums up the items of whose matter nothing was said.
func (b *builder) notAsked() Section {
	if len(b.unheard) == 0 {
		return Section{}
	}
	var points []string
	if len(b.unheard) <= 12 {
		for _, i := range b.unheard {
			it := &b.policy.Items[i]
			points = append(points, fmt.Sprintf("%s（第%d条），%s", b.title(it.Title, it.ID), it.Article, present.Units(it.Units)))
		}
	} else {
		for _, t := range b.policy.Topics {
			n := 0
			for _, i := range b.unheard {
				if b.policy.Items[i].Topic == t.ID {
					n++
				}
			}
			if n > 0 {
				points = append(points, fmt.Sprintf("%s：%d 项", b.title(t.Label, t.ID), n))
			}
		}
	}
	return Section{Title: fmt.Sprintf("有没有这回事还没有答清楚的：%d 项", len(b.unheard)), Blocks: list("", points)}
}

// title adds the name that the command line takes.
func (b *builder) title(s, id string) string {
	if b.IDs {
		s += "〔" + id + "〕"
	}
	return s
}

// list is a list of plain points; none for no points.
func list(label string, texts []string) []Block {
	if len(texts) == 0 {
		return nil
	}
	l := List{Label: label}
	for _, s := range texts {
		l.Points = append(l.Points, Point{Text: s})
	}
	return []Block{l}
}
