package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"huiqi/engine"
	"huiqi/engine/figure"
	"huiqi/tui/present"
)

// Articles is the JSON document of huiqi articles.
type Articles struct {
	SchemaVersion string    `json:"schema_version"`
	Policy        Policy    `json:"policy"`
	Chapters      []Chapter `json:"chapters"`
	Articles      []Article `json:"articles"`
}

type Chapter struct {
	Number int      `json:"number"`
	Title  string   `json:"title"`
	Lead   []string `json:"lead"` // units, as printed
}

type Article struct {
	Article     int             `json:"article"`
	Title       string          `json:"title"`
	Chapter     int             `json:"chapter"`
	ChapterLead []string        `json:"chapter_lead"`
	Nature      string          `json:"nature"` // benefit right pointer plan
	Units       []string        `json:"units"`
	Summary     string          `json:"summary"`
	Notes       []string        `json:"notes"`
	Items       []ArticleItem   `json:"items"`
	Groups      []ArticleGroup  `json:"groups"`
	Figures     []ArticleFigure `json:"figures"` // printed, but carried by no item
}

// ArticleItem is an item as the policy defines it, without an applicant.
type ArticleItem struct {
	ID           string      `json:"id"`
	Title        string      `json:"title"`
	Summary      string      `json:"summary"`
	Topic        string      `json:"topic"`
	Nature       string      `json:"nature"`
	Units        []string    `json:"units"`
	Who          []string    `json:"who"` // choices of the applicant question; empty: not limited
	WhoNote      *string     `json:"who_note"`
	Period       string      `json:"period"` // matter record own
	Event        *string     `json:"event"`
	Require      *string     `json:"require"`
	Amount       *ItemAmount `json:"amount"` // null: a right or a pointer
	Group        *string     `json:"group"`  // the shared ceiling that it stands under
	Figures      []Figure    `json:"figures"`
	Notes        []string    `json:"notes"`
	Alternatives []string    `json:"alternatives"`
}

type ItemAmount struct {
	Kind    string   `json:"kind"` // money discount fee_ceiling
	Tiers   []Tier   `json:"tiers"`
	Ceiling *Ceiling `json:"ceiling"`
	Payer   *string  `json:"payer"`
	Pool    *string  `json:"pool"` // all_levels by_payer
	Line    *string  `json:"line"`
}

type Tier struct {
	ID        string  `json:"id"`
	Text      *string `json:"text"`
	When      *string `json:"when"` // and none of the tiers before; null: everyone else
	Certainty string  `json:"certainty"`
	Formula   *string `json:"formula"`
}

// Figure is a printed number and the part that it plays.
type Figure struct {
	Text  string  `json:"text"`
	Value string  `json:"value"`
	Unit  string  `json:"unit"`
	Part  string  `json:"part"` // condition rate sum ceiling group_ceiling discount fee_ceiling
	Tier  *string `json:"tier,omitempty"`
}

type ArticleGroup struct {
	ID           string             `json:"id"`
	Title        string             `json:"title"`
	Items        []string           `json:"items"`
	Ceiling      Ceiling            `json:"ceiling"`
	Notes        []string           `json:"notes"`
	Alternatives []GroupAlternative `json:"alternatives"`
}

type ArticleFigure struct {
	Text  string   `json:"text"`
	Class string   `json:"class"` // target budget date name
	Items []string `json:"items"` // whose words it belongs to
}

// BuildArticles describes one article, or all for 0.
func BuildArticles(prog *engine.Program, digest string, only int) *Articles {
	p := prog.Policy()
	out := &Articles{SchemaVersion: SchemaVersion, Policy: policyOf(prog, digest), Chapters: []Chapter{}, Articles: []Article{}}
	lead := map[int][]string{}
	for _, c := range p.Chapters {
		lead[c.Number] = list(c.Units)
		out.Chapters = append(out.Chapters, Chapter{c.Number, c.Title, list(c.Units)})
	}
	for i := range p.Articles {
		a := &p.Articles[i]
		if only != 0 && a.Number != only {
			continue
		}
		j := Article{Article: a.Number, Title: a.Title, Chapter: a.Chapter, ChapterLead: lead[a.Chapter], Nature: a.Nature.String(),
			Units: list(a.Units), Summary: a.Summary, Notes: list(a.Notes), Items: []ArticleItem{}, Groups: []ArticleGroup{}, Figures: []ArticleFigure{}}
		for k := range p.Items {
			if p.Items[k].Article == a.Number {
				j.Items = append(j.Items, articleItem(p, &p.Items[k]))
			}
		}
		for k := range p.Groups {
			if g := &p.Groups[k]; groupArticle(p, g) == a.Number {
				j.Groups = append(j.Groups, articleGroup(g))
			}
		}
		for _, f := range a.Figures {
			j.Figures = append(j.Figures, ArticleFigure{f.Text, f.Class, list(f.Items)})
		}
		out.Articles = append(out.Articles, j)
	}
	return out
}

// groupArticle is the article that the members of a group stand in.
func groupArticle(p *engine.Policy, g *engine.Group) int {
	for i := range p.Items {
		if slices.Contains(g.Items, p.Items[i].ID) {
			return p.Items[i].Article
		}
	}
	return 0
}

func articleGroup(g *engine.Group) ArticleGroup {
	out := ArticleGroup{ID: g.ID, Title: g.Title, Items: list(g.Items), Ceiling: *ceiling(&g.Ceiling, g.Scope), Notes: list(g.Notes), Alternatives: []GroupAlternative{}}
	for _, a := range g.Alternatives {
		out.Alternatives = append(out.Alternatives, GroupAlternative{Text: a.Text, Items: list(a.Items)})
	}
	return out
}

func articleItem(p *engine.Policy, it *engine.Item) ArticleItem {
	out := ArticleItem{
		ID: it.ID, Title: it.Title, Summary: it.Summary, Topic: it.Topic, Nature: it.Nature.String(), Units: list(it.Units),
		Who: list(it.Who), WhoNote: opt(it.WhoNote),
		Period: [...]string{engine.ByMatter: "matter", engine.ByRecord: "record", engine.OwnPeriod: "own"}[it.Period],
		Event:  when(p, nil, it.Event), Require: when(p, nil, it.Require),
		Amount: itemAmount(p, &it.Amount), Figures: figures(it), Notes: list(it.Notes), Alternatives: []string{},
	}
	for i := range p.Groups {
		if g := &p.Groups[i]; slices.Contains(g.Items, it.ID) {
			out.Group = opt(g.ID)
			out.Figures = append(out.Figures, Figure{Text: g.Ceiling.Text, Value: g.Ceiling.Value.String(), Unit: g.Ceiling.Unit, Part: "group_ceiling"})
		}
	}
	for _, a := range it.Alternatives {
		out.Alternatives = append(out.Alternatives, a.Text)
	}
	return out
}

func itemAmount(p *engine.Policy, a *engine.Amount) *ItemAmount {
	if a.Kind == engine.NoAmount {
		return nil
	}
	out := &ItemAmount{
		Kind:    [...]string{engine.Money: "money", engine.Discount: "discount", engine.FeeCeiling: "fee_ceiling"}[a.Kind],
		Tiers:   []Tier{},
		Ceiling: ceiling(a.Ceiling, a.CeilingScope),
		Payer:   opt(a.Payer),
		Pool:    opt([...]string{engine.AllLevels: "all_levels", engine.ByPayer: "by_payer"}[a.Pool]),
		Line:    opt(a.Line),
	}
	for i := range a.Tiers {
		t := &a.Tiers[i]
		out.Tiers = append(out.Tiers, Tier{t.ID, opt(t.Text), when(p, nil, t.If), certainty(t.Certainty), opt(tierFormula(p, t))})
	}
	return out
}

// figures lists the printed numbers of an item, each once in each part.
func figures(it *engine.Item) []Figure {
	g := &gatherer{out: []Figure{}}
	g.cond(it.Event)
	g.cond(it.Require)
	a := &it.Amount
	switch a.Kind {
	case engine.Discount:
		g.add(a.Rate, "discount")
	case engine.FeeCeiling:
		g.add(a.Rate, "fee_ceiling")
	}
	for i := range a.Tiers {
		if len(a.Tiers) > 1 {
			g.tier = a.Tiers[i].ID
		}
		g.cond(a.Tiers[i].If)
		g.expr(a.Tiers[i].Value, "sum")
	}
	g.tier = ""
	if a.Ceiling != nil {
		g.add(*a.Ceiling, "ceiling")
	}
	return g.out
}

type gatherer struct {
	out  []Figure
	tier string
}

// add notes a figure. Zero is how a rule says "some", not a printed number.
func (g *gatherer) add(c engine.Const, part string) {
	f := Figure{Text: c.Text, Value: c.Value.String(), Unit: c.Unit, Part: part, Tier: opt(g.tier)}
	same := func(o Figure) bool {
		return o.Text == f.Text && o.Part == f.Part && (o.Tier == nil || f.Tier != nil && *o.Tier == *f.Tier)
	}
	if !c.Value.IsZero() && !slices.ContainsFunc(g.out, same) {
		g.out = append(g.out, f)
	}
}

func (g *gatherer) cond(c engine.Cond) {
	switch x := c.(type) {
	case engine.And:
		for _, k := range x.Of {
			g.cond(k)
		}
	case engine.Or:
		for _, k := range x.Of {
			g.cond(k)
		}
	case engine.Not:
		g.cond(x.Of)
	case engine.Compare:
		g.add(x.To, "condition")
	case engine.Some:
		g.cond(x.Of)
	case engine.All:
		g.cond(x.Of)
	}
}

func (g *gatherer) expr(e engine.Expr, part string) {
	switch x := e.(type) {
	case engine.Const:
		g.add(x, part)
	case engine.Mul:
		g.add(x.By, "rate")
		g.expr(x.Of, part)
	case engine.Add:
		for _, k := range x.Of {
			g.expr(k, part)
		}
	case engine.Min:
		for _, k := range x.Of {
			g.expr(k, "ceiling")
		}
	case engine.Max0:
		g.expr(x.Of, part)
	case engine.Total:
		g.cond(x.Where)
		g.expr(x.Of, part)
	}
}

// WriteArticles writes the list of articles as text.
func WriteArticles(w io.Writer, prog *engine.Program) error {
	var p page
	pol := prog.Policy()
	p.line(fmt.Sprintf("%s：%d 条，%d 个事项", pol.Number, len(pol.Articles), len(pol.Items)))
	p.line("一条的全部内容：huiqi articles 条号")
	p.notice(pol.Notice)
	chapter := 0
	for i := range pol.Articles {
		a := &pol.Articles[i]
		if a.Chapter != chapter {
			chapter = a.Chapter
			p.head(chapterLine(pol, chapter))
		}
		n := 0
		for k := range pol.Items {
			if pol.Items[k].Article == a.Number {
				n++
			}
		}
		p.columns([]int{4, 36, 16, 18}, fmt.Sprint(a.Number), a.Title, present.Nature(a.Nature), fmt.Sprintf("%d 个事项", n))
	}
	return p.flush(w)
}

func chapterLine(p *engine.Policy, n int) string {
	for _, c := range p.Chapters {
		if c.Number == n {
			return fmt.Sprintf("第%d章 %s（牵头：%s）", n, c.Title, present.Units(c.Units))
		}
	}
	return fmt.Sprintf("第%d章", n)
}

// WriteArticle writes one article with its items.
func WriteArticle(w io.Writer, prog *engine.Program, n int) error {
	var p page
	pol := prog.Policy()
	a := present.ArticleOf(pol, n)
	p.put("", fmt.Sprintf("第%d条 %s", a.Number, a.Title))
	p.notice(pol.Notice)
	p.put("", chapterLine(pol, a.Chapter))
	p.line("性质：" + present.Nature(a.Nature))
	p.put("责任单位：", present.Units(a.Units))
	if a.Summary != "" {
		p.gap()
		p.indent(0, a.Summary)
	}
	p.points(0, "说明：", a.Notes)
	for i := range pol.Items {
		if it := &pol.Items[i]; it.Article == n {
			p.articleItem(pol, it)
		}
	}
	for i := range pol.Groups {
		if g := &pol.Groups[i]; groupArticle(pol, g) == n {
			p.head("合用的上限：" + g.Title)
			p.indent(0, present.Ceiling(g)+"，管着："+present.ItemTitles(pol, g.Items, ""))
			p.points(0, "说明：", g.Notes)
			var alts []string
			for _, alt := range g.Alternatives {
				alts = append(alts, alt.Text)
			}
			p.points(0, "另一种理解：", alts)
		}
	}
	if len(a.Figures) > 0 {
		var fs []string
		for _, f := range a.Figures {
			fs = append(fs, f.Text+"（"+figureWords[f.Class]+"）")
		}
		p.gap()
		p.points(0, "条文里不能申领的数字：", fs)
	}
	return p.flush(w)
}

var figureWords = map[string]string{"target": "政府目标", "budget": "预算安排", "date": "日期", "name": "名称或编号"}

func (p *page) articleItem(pol *engine.Policy, it *engine.Item) {
	p.head(it.Title + "〔" + it.ID + "〕")
	if it.Summary != "" {
		p.indent(0, it.Summary)
	}
	p.line("性质：" + present.Nature(it.Nature))
	p.put("责任单位：", present.Units(it.Units))
	if q := applicant(pol); q != nil && len(it.Who) > 0 {
		var who []string
		for _, c := range q.Choices {
			if slices.Contains(it.Who, c.ID) {
				who = append(who, c.Label)
			}
		}
		p.put("对象：", strings.Join(who, "、"))
	}
	if it.Event != nil {
		p.put("什么事：", present.Text(pol, nil, it.Event))
	}
	if it.Require != nil {
		p.put("还要：", present.Text(pol, nil, it.Require))
	}
	p.amount(pol, it)
	p.points(0, "说明：", present.ItemNotes(it))
	var alts []string
	for _, a := range it.Alternatives {
		alts = append(alts, a.Text)
	}
	p.points(0, "另一种理解：", alts)
}

func applicant(p *engine.Policy) *engine.Question {
	for i := range p.Questions {
		if p.Questions[i].ID == p.Applicant {
			return &p.Questions[i]
		}
	}
	return nil
}

func (p *page) amount(pol *engine.Policy, it *engine.Item) {
	a := &it.Amount
	if a.Kind != engine.Money {
		p.put("金额：", present.Amount(it, engine.Worth{}))
		return
	}
	var tiers []string
	for i := range a.Tiers {
		t := &a.Tiers[i]
		s := "金额原文未写明"
		if t.Value != nil {
			s = tierFormula(pol, t)
			if c, ok := t.Value.(engine.Const); ok && t.Certainty == engine.Exact && c.Unit == figure.UnitYuan {
				s = c.Text
			}
		}
		if t.Text != "" {
			s = t.Text + "：" + s
		}
		if t.If != nil {
			s += "（" + present.Text(pol, nil, t.If) + "）"
		}
		tiers = append(tiers, s)
	}
	if len(tiers) == 1 {
		p.put("金额：", tiers[0])
	} else {
		p.points(0, "金额，从上往下第一个符合的算：", tiers)
	}
	if a.Ceiling != nil {
		p.put("上限：", a.CeilingScope+"最高"+a.Ceiling.Text)
	}
	if a.Payer != "" {
		p.put("出资：", a.Payer)
	}
	if a.Pool == engine.AllLevels {
		p.line("这是各级财政加在一起的数。")
	}
}
