package page

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"huiqi/engine"
	"huiqi/tui/keys"
	"huiqi/tui/present"
	"huiqi/tui/style"
	"huiqi/tui/text"
)

// Result is the outcome: a summary, then the items by verdict, each grouped by
// article, by unit or by amount; in wide windows the chosen item stands beside
// the list.
type Result struct {
	listPage
	report *present.Report
	whole  func(item int) *present.Item // an item with all that is to be said
	Standing
	tab    resultTab
	group  grouping
	detail *Item // of the chosen row, in wide windows
}

type resultTab int

const (
	tabSummary resultTab = iota
	tabEligible
	tabPossible
	tabNear
	tabRefused
	tabArticles
)

var (
	resultTabs = []string{"一览", "条件相符", "待确认", "相差一项", "不相符", "政策条文"}
	shortTabs  = []string{"一览", "相符", "待确认", "差一项", "不相符", "条文"}
)

type grouping int

const (
	byArticle grouping = iota
	byUnit
	byAmount
)

var groupings = []string{"按条文", "去哪个部门", "按金额"}

// WideEnough is the width from which a second column stands beside the first.
const WideEnough = 100

// Standing is how the interview of a result stands.
type Standing struct {
	Left    int      // questions that can still come
	News    []string // lines on what the last change did
	Trying  bool     // a "what if" is open
	Waiting bool     // a whole check waits, to which this one thing leads back
	Single  bool     // one thing alone: the whole check can go on from it
	// Briefing ends the play of an applicant: Esc leads to the others, Backspace
	// back into the play.
	Briefing bool
}

// NewResult shows a report. whole words an item, by its index in the policy, for
// the column beside the list; nil where that cannot be.
func NewResult(r *present.Report, st *style.Styles, whole func(item int) *present.Item, s Standing) *Result {
	return &Result{report: r, whole: whole, listPage: listPage{styles: st}, Standing: s}
}

// Renew takes a new report over, keeping the view and the place.
func (r *Result) Renew(rep *present.Report, s Standing) {
	r.report, r.Standing, r.detail = rep, s, nil
	r.stale()
}

// SetStyles changes the looks, also of what stands beside the list.
func (r *Result) SetStyles(s *style.Styles) {
	r.listPage.SetStyles(s)
	r.detail = nil
}

func (r *Result) Title() string {
	if r.Trying {
		return "结果（假设）"
	}
	return "结果"
}

var (
	keyTab     = key.NewBinding(key.WithKeys("tab", "right", "l"), key.WithHelp("Tab", "换页")) // and the digits on the tabs
	keyTabBack = key.NewBinding(key.WithKeys("left", "h"), key.WithHelp("←", "换页"))
	keyGroup   = key.NewBinding(key.WithKeys("g"), key.WithHelp("g", "换分组"))
	keyAnswers = key.NewBinding(key.WithKeys("a"), key.WithHelp("a", "改答案"))
	keyGoOn    = key.NewBinding(key.WithKeys("n"), key.WithHelp("n", "接着答"))
	keyTry     = key.NewBinding(key.WithKeys("w"), key.WithHelp("w", "假设"))
	keyCompare = key.NewBinding(key.WithKeys("w"), key.WithHelp("w", "和原来比"))
	keyRejoin  = key.NewBinding(key.WithKeys("b"), key.WithHelp("b", "回全面自查"))
	keyWhole   = key.NewBinding(key.WithKeys("c"), key.WithHelp("c", "全面自查"))
	keyPrint   = key.NewBinding(key.WithKeys("p"), key.WithHelp("p", "打印"))
	keyNew     = key.NewBinding(key.WithKeys("r"), key.WithHelp("r", "回首页"))
	keyDetail  = key.NewBinding(key.WithKeys("enter"), key.WithHelp("Enter", "看这一项"))
	keyLook    = key.NewBinding(key.WithKeys("enter"), key.WithHelp("Enter", "看这一条"))
)

func (r *Result) Keys() []key.Binding {
	m := keys.Keys()
	var out []key.Binding
	switch r.list.chosen().(type) {
	case ShowItem:
		out = append(out, keyDetail)
	case Browse:
		out = append(out, keyLook)
	}
	if !r.Trying && !r.Briefing {
		out = append(out, keyPrint)
	}
	if r.Waiting {
		out = append(out, keyRejoin)
	}
	if r.Single {
		out = append(out, keyWhole)
	}
	if !r.report.Outside {
		out = append(out, keyTab)
	}
	if r.grouped() {
		out = append(out, keyGroup)
	}
	if r.Briefing {
		out = append(out, keyBehind)
	}
	out = append(out, keyAnswers)
	if r.Left > 0 {
		out = append(out, keyGoOn)
	}
	if r.Trying {
		out = append(out, keyCompare)
	} else {
		out = append(out, keyTry)
	}
	if r.Briefing {
		return append(out, m.Search, keyOthers, m.Help)
	}
	return append(out, m.Search, keyNew, m.Back, m.Help)
}

// grouped reports whether the tab holds items that can be grouped.
func (r *Result) grouped() bool {
	return (r.tab == tabEligible || r.tab == tabPossible) && !r.report.Outside && r.counts()[r.tab] > 0
}

func (r *Result) Update(msg tea.Msg) Action {
	k, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	m, n := keys.Keys(), keys.Narrow(k)
	if d, ok := keys.Digit(n); ok && d >= 1 && d <= len(resultTabs) && !r.report.Outside {
		r.turn(resultTab(d - 1))
		return nil
	}
	switch {
	case key.Matches(n, keyTab) && !r.report.Outside:
		r.turn((r.tab + 1) % resultTab(len(resultTabs)))
		return nil
	case key.Matches(n, m.Back):
		return Back{}
	case key.Matches(n, keyTabBack) && !r.report.Outside:
		r.turn((r.tab + resultTab(len(resultTabs)) - 1) % resultTab(len(resultTabs)))
		return nil
	case r.grouped() && key.Matches(n, keyGroup):
		r.group = (r.group + 1) % grouping(len(groupings))
		r.turn(r.tab)
		return nil
	case key.Matches(n, keyDetail):
		return r.list.enter()
	case r.Waiting && key.Matches(n, keyRejoin):
		return Rejoin{}
	case !r.Trying && !r.Briefing && key.Matches(n, keyPrint):
		return ShowHandOut{}
	case r.Single && key.Matches(n, keyWhole):
		return GoWhole{}
	case key.Matches(n, keyAnswers):
		return ShowAnswers{}
	case r.Left > 0 && key.Matches(n, keyGoOn):
		return Proceed{}
	case r.Trying && key.Matches(n, keyCompare):
		return Compare{}
	case key.Matches(n, keyTry):
		return TryOut{}
	case key.Matches(n, m.Search):
		return StartPick{}
	case !r.Briefing && key.Matches(n, keyNew):
		return Restart{}
	case r.Briefing && n.String() == "backspace":
		return Rewind{}
	}
	r.list.update(k)
	return nil
}

func (r *Result) turn(t resultTab) {
	r.tab, r.list, r.detail = t, list{}, nil
	r.stale()
}

func (r *Result) View(width, height int) string {
	head := r.head(width)
	rest := max(1, height-lines(head))
	if width < WideEnough || r.tab == tabArticles || r.report.Outside {
		return head + "\n" + r.draw(width, rest, r.rows)
	}
	left := width * 9 / 20
	body := r.draw(left, rest, r.rows)
	return head + "\n" + Beside(body, left, r.side(width-left, rest))
}

// side is the chosen item beside the list.
func (r *Result) side(width, height int) []string {
	out := make([]string, height)
	show, ok := r.list.chosen().(ShowItem)
	if ok {
		if r.detail == nil || r.detail.Index() != show.Item {
			if r.detail = nil; r.whole != nil {
				if it := r.whole(show.Item); it != nil {
					r.detail = NewItem(it, r.report.Policy, r.styles, nil)
				}
			}
		}
		if r.detail != nil {
			copy(out, strings.Split(r.detail.Glance(width-2, height), "\n"))
		}
	}
	bar := r.styles.Dim.Render(r.styles.Border.Left)
	for i := range out {
		out[i] = bar + " " + text.PadRight(out[i], width-2)
	}
	return out
}

func lines(s string) int { return strings.Count(s, "\n") + 1 }

// head is what stays in sight: the limits in one line and the tabs with their
// counts.
func (r *Result) head(width int) string {
	st := r.styles
	short := "实施期到" + r.report.Policy.To.String() + "已结束 " + st.Signs.Bullet + " 仅供自查，不作审批或兑付依据"
	if r.Trying {
		const trying = "这是假设的答案，按 w 和原来的比。"
		if short = trying + short; text.Width(short) > width {
			short = trying + "仅供自查，实施期已结束"
		}
	}
	out := para(short, width, st.Dim.Render)
	if r.report.Outside { // nothing to leaf through
		return strings.Join(out, "\n")
	}
	return r.tabs(width) + "\n" + strings.Join(out, "\n")
}

// tabs is the line of tabs, the present one in brackets: with room around each,
// or side by side, or, where even that is too wide, under shorter names.
func (r *Result) tabs(width int) string {
	st := r.styles
	counts := r.counts()
	line := func(names []string, apart bool) string {
		var b strings.Builder
		for i, name := range names {
			s := fmt.Sprintf("%d%s", i+1, name)
			if n := counts[i]; n >= 0 {
				s += fmt.Sprint(n)
			}
			if resultTab(i) == r.tab {
				b.WriteString(st.TabOn.Render("[" + s + "]"))
				continue
			}
			if i == 0 || resultTab(i-1) != r.tab || apart {
				s = " " + s
			}
			if i == len(names)-1 || apart {
				s += " "
			}
			b.WriteString(st.TabOff.Render(s))
		}
		return b.String()
	}
	for _, try := range []string{line(resultTabs, true), line(resultTabs, false)} {
		if text.Width(try) <= width {
			return try
		}
	}
	return text.Truncate(line(shortTabs, false), width)
}

// counts are the items of each tab; -1 where a count says nothing.
func (r *Result) counts() []int {
	out := []int{-1, 0, 0, 0, 0, -1}
	for k := range r.report.Items {
		out[tabOf(&r.report.Items[k])]++
	}
	return out
}

func tabOf(it *present.Item) resultTab {
	switch {
	case it.Status == engine.Eligible:
		return tabEligible
	case it.Status == engine.Possible:
		return tabPossible
	case it.Near:
		return tabNear
	}
	return tabRefused
}

// rows is the list under the present tab.
func (r *Result) rows(w int) []row {
	b := &rowBuilder{st: r.styles, w: w}
	if r.report.Outside {
		r.outside(b)
		return b.rows
	}
	switch r.tab {
	case tabSummary:
		r.summary(b)
	case tabEligible, tabPossible:
		r.byVerdict(b)
	case tabNear:
		r.near(b)
	case tabRefused:
		r.refused(b)
	case tabArticles:
		r.articles(b)
	}
	return b.rows
}

func (r *Result) outside(b *rowBuilder) {
	p := r.report.Policy
	b.para("你要问的事都不在"+present.Period(p)+"，问题到此为止。", r.styles.Title.Render)
	b.para(present.OutsideNote(p), r.styles.Text.Render)
	b.heading("各章的牵头单位")
	for _, c := range p.Chapters {
		b.bullet(c.Title + "：" + present.Units(c.Units))
	}
	b.cautions(r.report)
}

// opening says what the last change did and what is still open.
func (r *Result) opening(b *rowBuilder) {
	if r.Waiting {
		b.para("这里只查一件事；全面自查还在，按 b 回去，刚才答的也算在里面。", r.styles.Text.Render)
	}
	for _, s := range r.News {
		b.bullet(s)
	}
	if r.Left > 0 {
		b.para(fmt.Sprintf("还有题没有答（至多 %d 题），按 n 接着答；没有答的，先算作待确认。", r.Left), r.styles.Open.Render)
	}
}

// byVerdict lists the items of a tab, grouped.
func (r *Result) byVerdict(b *rowBuilder) {
	r.opening(b)
	var mine []int
	for k := range r.report.Items {
		if tabOf(&r.report.Items[k]) == r.tab {
			mine = append(mine, k)
		}
	}
	if len(mine) == 0 {
		b.para("没有这样的项目。按 5 看为什么不相符，按 a 看和改答案。", b.st.Text.Render)
		return
	}
	b.para("分组："+groupings[r.group]+"（按 g 换）", b.st.Dim.Render)
	b.units = r.group != byUnit
	switch r.group {
	case byArticle:
		last := 0
		for _, k := range mine {
			it := &r.report.Items[k]
			if it.Article != last {
				last = it.Article
				b.heading(fmt.Sprintf("第%d条 %s", it.Article, it.ArticleTitle))
			}
			b.item(it)
			r.openQuestions(b, it)
		}
	case byUnit:
		for _, u := range r.report.ByUnit() {
			first := true
			for _, k := range u.Items {
				if !slices.Contains(mine, k) {
					continue
				}
				if first {
					b.heading(u.Unit)
					if s := r.report.Contacts.Line(u.Unit); s != "" {
						b.para(s, b.st.Dim.Render)
					}
					first = false
				}
				b.item(&r.report.Items[k])
			}
		}
	case byAmount:
		r.boxes(b, mine)
	}
}

// openQuestions lists what to find out for an open item.
func (r *Result) openQuestions(b *rowBuilder, it *present.Item) {
	if it.Status != engine.Possible || len(it.Missing) == 0 {
		return
	}
	var names []string
	for _, q := range it.Missing {
		names = append(names, r.report.Policy.Questions[q].Name)
	}
	b.add(indent("    ", "要弄清："+strings.Join(names, "、"), b.w, b.st.Open.Render)...)
}

func (r *Result) boxes(b *rowBuilder, mine []int) {
	for _, box := range r.report.Boxes {
		in, sums := box.Matched, box.Lines
		if r.tab == tabPossible { // never added up: two of them can exclude each other
			in, sums = box.Pending, nil
		}
		if len(in) == 0 {
			continue
		}
		b.heading(box.Title)
		b.para(box.Note, b.st.Dim.Render)
		b.sums("合计", sums)
		for _, k := range byHigh(r.report, in) {
			b.item(&r.report.Items[k])
		}
	}
	first := true
	for _, k := range mine {
		if it := &r.report.Items[k]; it.Box == engine.BoxNone {
			if first {
				b.heading(present.Box(engine.BoxNone))
				first = false
			}
			b.item(it)
		}
	}
	r.groups(b)
}

// byHigh orders items by their upper end, the largest first.
func byHigh(rep *present.Report, in []int) []int {
	out := slices.Clone(in)
	slices.SortStableFunc(out, func(a, c int) int {
		x, y := rep.Result.Items[rep.Items[a].Index].Worth, rep.Result.Items[rep.Items[c].Index].Worth
		switch {
		case x.NoUpper != y.NoUpper:
			if x.NoUpper {
				return -1
			}
			return 1
		case x.NoUpper:
			return 0
		}
		return y.High().Cmp(x.High())
	})
	return out
}

// groups are the ceilings that several items share.
func (r *Result) groups(b *rowBuilder) {
	for _, g := range r.report.Groups {
		b.heading("共用上限：" + g.Title)
		b.bullet(g.Ceiling)
		if g.Matched != "" {
			b.bullet("相符的合计：" + g.Matched)
		}
		for _, n := range append(g.Alternatives, g.Notes...) {
			b.bullet(n)
		}
	}
}

func (r *Result) near(b *rowBuilder) {
	r.opening(b)
	some := false
	for k := range r.report.Items {
		it := &r.report.Items[k]
		if !it.Near {
			continue
		}
		some = true
		b.item(it)
		for _, d := range it.Distances[min(1, len(it.Distances)):] {
			b.add(indent("    ", d, b.w, b.st.Text.Render)...)
		}
	}
	better := false
	for k := range r.report.Items {
		it := &r.report.Items[k]
		if it.Status != engine.Eligible || len(it.Distances) == 0 {
			continue
		}
		if !better {
			b.heading("已相符，但离另一档只差一个条件")
			better = true
		}
		b.item(it)
		for _, d := range it.Distances {
			b.add(indent("    ", d, b.w, b.st.Text.Render)...)
		}
	}
	if !some && !better {
		b.para("没有只差一个条件的项目。", b.st.Text.Render)
	}
}

func (r *Result) refused(b *rowBuilder) {
	r.opening(b)
	some := false
	for _, part := range []struct {
		title string
		pick  func(*present.Item) bool
	}{
		{present.Status(engine.OutOfPeriod, false), func(it *present.Item) bool { return it.Status == engine.OutOfPeriod }},
		{present.Status(engine.Ineligible, false), func(it *present.Item) bool { return it.Status == engine.Ineligible && !it.Near }},
		{present.Status(engine.NotForApplicant, false), func(it *present.Item) bool { return it.Status == engine.NotForApplicant }},
	} {
		first := true
		for k := range r.report.Items {
			it := &r.report.Items[k]
			if !part.pick(it) {
				continue
			}
			some = true
			if first {
				b.heading(part.title)
				first = false
			}
			b.item(it)
		}
	}
	if !some {
		b.para("没有不相符的项目。", b.st.Text.Render)
	}
}

// articles lists the whole policy, with what came of each article.
func (r *Result) articles(b *rowBuilder) {
	p := r.report.Policy
	chapter := 0
	for i := range p.Articles {
		a := &p.Articles[i]
		if a.Chapter != chapter {
			chapter = a.Chapter
			for _, c := range p.Chapters {
				if c.Number == chapter {
					b.heading(fmt.Sprintf("第%d章 %s", c.Number, c.Title))
				}
			}
		}
		yes, open := 0, 0
		for k := range r.report.Items {
			if it := &r.report.Items[k]; it.Article == a.Number {
				switch it.Status {
				case engine.Eligible:
					yes++
				case engine.Possible:
					open++
				}
			}
		}
		remark := present.Nature(a.Nature)
		if yes+open > 0 {
			remark = fmt.Sprintf("相符 %d 项，待确认 %d 项", yes, open)
		}
		title := fmt.Sprintf("第%d条 %s", a.Number, a.Title)
		lines := indent("", title, b.w-text.Width(remark)-2, b.st.Text.Render)
		lines[0] = text.PadRight(lines[0], b.w-text.Width(remark)) + b.st.Dim.Render(remark)
		b.choose(fmt.Sprint("article ", a.Number), Browse{a.Number}, lines...)
	}
}
