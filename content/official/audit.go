package official

import (
	"fmt"
	"slices"
	"strings"

	"huiqi/content"
	"huiqi/engine"
)

// Audit holds a text against the pack: see the package comment for what it
// proves. The differences come in the order of the text.
func Audit(pack *content.Pack, text *Text) []Difference {
	a := &auditor{pack: pack, policy: &pack.Policy, text: text}
	a.document()
	for i := range text.Chapters {
		a.chapter(&text.Chapters[i])
		for k := range text.Articles {
			if text.Articles[k].Chapter == text.Chapters[i].Number {
				a.article(&text.Articles[k])
			}
		}
	}
	a.missing()
	a.closing()
	return a.out
}

type auditor struct {
	pack   *content.Pack
	policy *engine.Policy
	text   *Text
	out    []Difference
}

// section is the part of the text that is being looked at.
type section struct {
	label   string
	article int // 0 outside the articles
	line    int
	items   []string // all items of the article
	pos     content.Position
}

func (a *auditor) add(s *section, kind Kind, items []string, pos content.Position, format string, args ...any) {
	if pos == (content.Position{}) {
		pos = s.pos
	}
	a.out = append(a.out, Difference{
		Kind: kind, Part: s.label, Article: s.article, Items: items, Pos: pos, Line: s.line, Msg: fmt.Sprintf(format, args...),
	})
}

func (a *auditor) document() {
	s := &section{label: "文件", line: 1}
	opening := Normal(strings.Join(a.text.Opening, ""))
	for _, fact := range [...]struct{ name, words string }{
		{"标题", a.policy.Title}, {"文号", a.policy.Number},
	} {
		if !strings.Contains(opening, Normal(fact.words)) {
			a.add(s, Document, nil, content.Position{}, "开头没有找到%s“%s”；请确认是同一份文件，并把网页从头保存", fact.name, fact.words)
		}
	}
}

func (a *auditor) chapter(c *Chapter) {
	s := &section{label: "第" + chineseNumber(c.Number) + "章", line: c.Line}
	i := slices.IndexFunc(a.policy.Chapters, func(p engine.Chapter) bool { return p.Number == c.Number })
	if i < 0 {
		a.add(s, Missing, nil, content.Position{}, "policy.yaml 里没有这一章；请补上")
		return
	}
	rec := a.pack.Official.Chapters[c.Number]
	s.pos = rec.Pos
	p := &a.policy.Chapters[i]
	if Normal(p.Title) != c.Title {
		a.add(s, Heading, nil, rec.Pos, "原文的章标题是“%s”，规则写的是“%s”；请照原文改", c.Title, p.Title)
	}
	if want := normals(p.Units); !slices.Equal(want, c.Units) {
		a.add(s, Units, nil, rec.Pos, "原文的牵头单位是“%s”，规则写的是“%s”；请照原文改", strings.Join(c.Units, "、"), strings.Join(p.Units, "、"))
	}
	a.digest(s, rec, c.Digest())
	a.figures(s, c.body(), "", rec.Figures, nil)
}

func (a *auditor) article(t *Article) {
	s := &section{label: fmt.Sprintf("第%d条", t.Number), article: t.Number, line: t.Line}
	i := slices.IndexFunc(a.policy.Articles, func(p engine.Article) bool { return p.Number == t.Number })
	if i < 0 {
		a.add(s, Missing, nil, content.Position{}, "规则里还没有这一条；请在 articles 里补上")
		return
	}
	p := &a.policy.Articles[i]
	s.pos = a.pack.Place(fmt.Sprintf("article %d", t.Number))
	for k := range a.policy.Items {
		if it := &a.policy.Items[k]; it.Article == t.Number {
			s.items = append(s.items, it.ID)
		}
	}
	if p.Chapter != t.Chapter {
		a.add(s, Heading, s.items, s.pos, "原文在第 %d 章，规则写的是第 %d 章；请照原文改", t.Chapter, p.Chapter)
	}
	if Normal(p.Title) != t.Heading {
		a.add(s, Heading, s.items, s.pos, "原文的标题是“%s”，规则写的是“%s”；请照原文改", t.Heading, p.Title)
	}
	a.units(s, p, t)
	a.digest(s, a.pack.Official.Articles[t.Number], t.Digest())
	a.particulars(s, t)
	c := collect(a.pack, t.Number)
	for _, f := range c.again {
		a.add(s, Figures, itemsOf(a.policy, f.owners), f.pos, "另一种读法又写了一遍 %s，原文只印一次；请用 define 起个名字，两处都用它", f.text)
	}
	a.figures(s, t.body, t.Heading, a.pack.Official.Articles[t.Number].Figures, c.list)
}

func (a *auditor) units(s *section, p *engine.Article, t *Article) {
	if len(t.Units) == 0 {
		a.add(s, Units, s.items, s.pos, "原文末尾没有找到“(责任单位:…)”；请检查文件是否完整")
		return
	}
	if !slices.Equal(normals(p.Units), t.Units) {
		a.add(s, Units, s.items, s.pos, "原文的责任单位是“%s”，规则写的是“%s”；请照原文改", strings.Join(t.Units, "、"), strings.Join(p.Units, "、"))
	}
	for i := range a.policy.Items {
		it := &a.policy.Items[i]
		if it.Article != t.Number {
			continue
		}
		for _, u := range it.Units {
			if !slices.Contains(t.Units, Normal(u)) && !slices.Contains(p.Units, u) {
				a.add(s, Units, []string{it.ID}, a.pack.Place("item "+it.ID), "事项写的单位“%s”不在原文的责任单位里；请照原文改", u)
			}
		}
	}
}

// particulars checks the words that amounts take from the text: who pays, and
// for whom or what a ceiling holds.
func (a *auditor) particulars(s *section, t *Article) {
	check := func(items []string, pos content.Position, what, words string) {
		if words != "" && !strings.Contains(t.body, Normal(words)) {
			a.add(s, Particulars, items, pos, "原文里没有“%s”这几个字，规则用它写%s；请照原文改", words, what)
		}
	}
	for i := range a.policy.Items {
		if it := &a.policy.Items[i]; it.Article == t.Number {
			pos := a.pack.Place("item " + it.ID)
			check([]string{it.ID}, pos, "付款的一级（payer）", it.Amount.Payer)
			check([]string{it.ID}, pos, "最高数的范围（scope）", it.Amount.CeilingScope)
		}
	}
	for i := range a.policy.Groups {
		if g := &a.policy.Groups[i]; groupArticle(a.policy, g) == t.Number {
			check(g.Items, a.pack.Place("group "+g.ID), "最高数的范围（scope）", g.Scope)
		}
	}
}

func (a *auditor) digest(s *section, rec content.Printed, have string) {
	switch {
	case rec.Digest == "":
		a.add(s, Words, s.items, s.pos, "规则里没有记下原文的摘要；请维护者按 CONTRIBUTING.md 写入")
	case rec.Digest != have:
		a.add(s, Words, s.items, s.pos, "文字与写规则时的原文不同；请逐字核对，改好规则后再更新摘要")
	}
}

// missing reports articles and chapters that the text does not have.
func (a *auditor) missing() {
	for i := range a.policy.Articles {
		p := &a.policy.Articles[i]
		if a.text.Article(p.Number) == nil {
			s := &section{label: fmt.Sprintf("第%d条", p.Number), article: p.Number}
			a.add(s, Missing, nil, a.pack.Place(fmt.Sprintf("article %d", p.Number)), "原文里没有这一条；请检查文件是否完整")
		}
	}
	for _, p := range a.policy.Chapters {
		if a.text.Chapter(p.Number) == nil {
			s := &section{label: "第" + chineseNumber(p.Number) + "章"}
			a.add(s, Missing, nil, a.pack.Official.Chapters[p.Number].Pos, "原文里没有这一章；请检查文件是否完整")
		}
	}
}

func (a *auditor) closing() {
	rec := a.pack.Official.Closing
	s := &section{label: "结尾部分", line: a.text.closingLine, pos: rec.Pos}
	words := a.text.closing()
	if words == "" {
		a.add(s, Missing, nil, rec.Pos, "原文没有结尾部分（施行日期、实施期）；请检查文件是否完整")
		return
	}
	a.digest(s, rec, a.text.ClosingDigest())
	p := a.policy
	from, to, force := printedDate(p.From), printedDate(p.To), printedDate(p.InForce)
	for _, fact := range [...]struct{ key, words string }{
		{"in_force", force + "起施行"}, {"period", from + "至" + to},
	} {
		if !strings.Contains(words, fact.words) {
			a.add(s, Figures, nil, content.Position{File: rec.Pos.File}, "原文里没有“%s”，policy.yaml 的 %s 是这样写的；请照原文改", fact.words, fact.key)
		}
	}
	if issuer := Normal(p.Issuer); !strings.Contains(words, issuer) {
		a.add(s, Document, nil, rec.Pos, "落款不是“%s”；请确认是同一份文件", p.Issuer)
	}
	// What in_force and period carry needs no entry under figures.
	figures := slices.Clone(rec.Figures)
	for _, n := range numbers(words) {
		if n.text == from || n.text == to || n.text == force {
			figures = append(figures, content.PrintedFigure{Text: n.text, Class: "date"})
		}
	}
	a.figures(s, words, "", figures, nil)
}

func printedDate(d engine.Date) string {
	var y, m, day int
	if _, err := fmt.Sscanf(d.String(), "%d-%d-%d", &y, &m, &day); err != nil {
		return d.String()
	}
	return fmt.Sprintf("%d年%d月%d日", y, m, day)
}

func normals(list []string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = Normal(s)
	}
	return out
}
