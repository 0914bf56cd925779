package page

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"huiqi/engine"
	"huiqi/tui/keys"
	"huiqi/tui/present"
	"huiqi/tui/style"
	"huiqi/tui/text"
)

// Result is the outcome: by box, by article, by unit, and what does not match.
type Result struct {
	listPage
	report *present.Report
	left   int      // questions that can still come
	news   []string // what the last change did
	view   resultView
}

type resultView int

const (
	byBox resultView = iota
	byArticle
	byUnit
	refused
)

var resultViews = []string{"按金额", "按条文", "去哪个部门", "不相符的"}

// NewResult shows a report. left is how many questions can still come; news are
// lines on what the last change did.
func NewResult(r *present.Report, st *style.Styles, left int, news []string) *Result {
	return &Result{report: r, listPage: listPage{styles: st}, left: left, news: news}
}

// Renew takes a new report over, keeping the view and the place.
func (r *Result) Renew(rep *present.Report, left int, news []string) {
	r.report, r.left, r.news = rep, left, news
	r.stale()
}

func (r *Result) Title() string { return "结果" }

var (
	keyView    = key.NewBinding(key.WithKeys("tab", "right", "l"), key.WithHelp("Tab", "换看法"))
	keyAnswers = key.NewBinding(key.WithKeys("a"), key.WithHelp("a", "看和改答案"))
	keyGoOn    = key.NewBinding(key.WithKeys("n"), key.WithHelp("n", "接着答"))
	keyNew     = key.NewBinding(key.WithKeys("r"), key.WithHelp("r", "回首页"))
	keyDetail  = key.NewBinding(key.WithKeys("enter"), key.WithHelp("Enter", "看这一项"))
	keyViewRev = key.NewBinding(key.WithKeys("left", "h"), key.WithHelp("←", "换看法"))
)

func (r *Result) Keys() []key.Binding {
	m := keys.Keys()
	out := []key.Binding{m.Up, m.Down, keyDetail, keyView, keyAnswers}
	if r.left > 0 {
		out = append(out, keyGoOn)
	}
	return append(out, keyNew, m.Help)
}

func (r *Result) Update(msg tea.Msg) Action {
	k, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	m, n := keys.Keys(), keys.Narrow(k)
	if d, ok := keys.Digit(n); ok && d >= 1 && d <= len(resultViews) {
		r.turn(resultView(d - 1))
		return nil
	}
	switch {
	case key.Matches(n, keyView):
		r.turn((r.view + 1) % resultView(len(resultViews)))
		return nil
	case key.Matches(n, keyViewRev):
		r.turn((r.view + resultView(len(resultViews)) - 1) % resultView(len(resultViews)))
		return nil
	case key.Matches(n, m.Back):
		return Back{}
	case key.Matches(n, keyDetail):
		return r.list.chosen()
	case key.Matches(n, keyAnswers):
		return ShowAnswers{}
	case r.left > 0 && key.Matches(n, keyGoOn):
		return Proceed{}
	case key.Matches(n, keyNew):
		return Restart{}
	}
	r.list.update(k)
	return nil
}

func (r *Result) turn(v resultView) {
	r.view, r.list = v, list{}
	r.stale()
}

func (r *Result) View(width, height int) string {
	head := r.head(width)
	return head + "\n" + r.draw(width, max(1, height-lines(head)), r.rows)
}

func lines(s string) int { return strings.Count(s, "\n") + 1 }

// head is what stays in sight: the counts, the limits in one line, the views.
func (r *Result) head(width int) string {
	st := r.styles
	out := []string{counts(st, r.report)}
	short := "实施期到" + r.report.Policy.To.String() + "已结束 · 仅供自查，不作审批或兑付依据"
	out = append(out, st.Dim.Render(text.Truncate(short, width)))
	var tabs []string
	for i, name := range resultViews {
		s := fmt.Sprintf(" %d%s ", i+1, name)
		if resultView(i) == r.view {
			tabs = append(tabs, st.TabOn.Render(s))
		} else {
			tabs = append(tabs, st.TabOff.Render(s))
		}
	}
	out = append(out, text.Truncate(strings.Join(tabs, " "), width))
	return strings.Join(out, "\n")
}

func counts(st *style.Styles, rep *present.Report) string {
	yes, open, near := 0, 0, 0
	for i := range rep.Items {
		switch it := &rep.Items[i]; {
		case it.Status == engine.Eligible:
			yes++
		case it.Status == engine.Possible:
			open++
		case it.Near:
			near++
		}
	}
	return st.Yes.Render(fmt.Sprintf("%s 条件相符 %d 项", st.Signs.Yes, yes)) + "  " +
		st.Open.Render(fmt.Sprintf("%s 待确认 %d 项", st.Signs.Open, open)) + "  " +
		st.Near.Render(fmt.Sprintf("%s 相差一项 %d 项", st.Signs.Near, near))
}

// rows is the list under the present view.
func (r *Result) rows(w int) []row {
	b := &rowBuilder{st: r.styles, w: w, units: r.view != byUnit}
	if r.report.Outside {
		b.para("你要问的事都不在"+present.Period(r.report.Policy)+"，问题到此为止。", r.styles.Title.Render)
		b.para(present.OutsideNote(r.report.Policy), r.styles.Text.Render)
		b.heading("各章的牵头单位")
		for _, c := range r.report.Policy.Chapters {
			b.bullet(c.Title + "：" + present.Units(c.Units))
		}
		b.cautions(r.report)
		return b.rows
	}
	for _, s := range r.news {
		b.bullet(s)
	}
	if r.left > 0 {
		b.para(fmt.Sprintf("还有题没有答（至多 %d 题），按 n 接着答；没有答的，先算作待确认。", r.left), r.styles.Open.Render)
	}
	switch r.view {
	case byBox:
		r.boxes(b)
	case byArticle:
		r.articles(b)
	case byUnit:
		r.units(b)
	case refused:
		r.refused(b)
	}
	b.cautions(r.report)
	return b.rows
}

func (r *Result) boxes(b *rowBuilder) {
	some := false
	for _, box := range r.report.Boxes {
		if len(box.Matched)+len(box.Pending) == 0 {
			continue
		}
		some = true
		b.heading(box.Title)
		b.para(box.Note, b.st.Dim.Render)
		b.sums("合计", box.MatchedLines)
		for _, k := range box.Matched {
			b.item(&r.report.Items[k])
		}
		if len(box.Pending) > 0 {
			b.sub("待确认（不计入上面的合计）")
			b.sums("若都相符", box.PendingLines)
			for _, k := range box.Pending {
				b.item(&r.report.Items[k])
			}
		}
	}
	var rights []int
	for k := range r.report.Items {
		if it := &r.report.Items[k]; it.Box == engine.BoxNone && it.Status >= engine.Possible {
			rights = append(rights, k)
		}
	}
	if len(rights) > 0 {
		some = true
		b.heading(present.Box(engine.BoxNone))
		for _, k := range rights {
			b.item(&r.report.Items[k])
		}
	}
	for _, g := range r.report.Groups {
		b.heading("共用上限：" + g.Title)
		b.bullet(g.Ceiling)
		if g.Matched != "" {
			b.bullet("相符的合计：" + g.Matched)
		}
		if g.Pending != "" {
			b.bullet("待确认的合计：" + g.Pending)
		}
		for _, n := range g.Alternatives {
			b.bullet(n)
		}
		for _, n := range g.Notes {
			b.bullet(n)
		}
	}
	if !some {
		b.para("按所填的情况，没有相符或待确认的项目。按 4 看为什么不相符，按 a 看和改答案。", b.st.Text.Render)
	}
}

func (r *Result) articles(b *rowBuilder) {
	last := 0
	for k := range r.report.Items {
		it := &r.report.Items[k]
		if it.Status < engine.Possible {
			continue
		}
		if it.Article != last {
			last = it.Article
			b.heading(fmt.Sprintf("第%d条 %s", it.Article, it.ArticleTitle))
		}
		b.item(it)
	}
	if last == 0 {
		b.para("没有相符或待确认的项目。", b.st.Text.Render)
	}
}

func (r *Result) units(b *rowBuilder) {
	secs := r.report.ByUnit()
	for _, u := range secs {
		b.heading(u.Unit)
		for _, k := range u.Items {
			b.item(&r.report.Items[k])
		}
	}
	if len(secs) == 0 {
		b.para("没有相符或待确认的项目。", b.st.Text.Render)
	}
}

func (r *Result) refused(b *rowBuilder) {
	for _, part := range []struct {
		title string
		pick  func(*present.Item) bool
	}{
		{"相差一项", func(it *present.Item) bool { return it.Near }},
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
			if first {
				b.heading(part.title)
				first = false
			}
			b.item(it)
		}
	}
}
