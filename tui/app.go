// Package tui is the wizard: the root model that owns the interview, the pages
// and the only view of the terminal.
package tui

import (
	"fmt"
	"maps"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"huiqi/engine"
	"huiqi/tui/field"
	"huiqi/tui/keys"
	"huiqi/tui/page"
	"huiqi/tui/present"
	"huiqi/tui/search"
	"huiqi/tui/session"
	"huiqi/tui/style"
)

// Options are what the wizard needs from outside.
type Options struct {
	Program *engine.Program
	// Names begin at once with these items, articles or topics.
	Names []string
	// Words open the search with these words.
	Words string
	Style style.Options
	// FixedTheme keeps the theme of Style; otherwise the terminal's background
	// chooses light or dark.
	FixedTheme bool
	// Official is the reader's copy of the printed text; nil: none.
	Official page.Official
}

// App is the root model. Pages return actions; the root carries them out.
type App struct {
	opts   Options
	prog   *engine.Program
	styles *style.Styles
	index  *search.Index
	iv     *session.Interview
	pages  []page.Page // the last one is shown
	drafts map[string]field.Draft
	// changing is set while a question is reopened from a page below.
	changing bool
	news     []string // what the last change did to the result
	board    *present.Board
	real     *session.Interview // the real answers while a "what if" is open
	fault    string             // an error that the person has to know
	width    int
	height   int
}

// New makes the root model. The error is an unknown name in Options.Names.
func New(o Options) (*App, error) {
	a := &App{opts: o, prog: o.Program, index: search.New(o.Program), styles: style.New(o.Style), drafts: map[string]field.Draft{}, width: 80, height: 24}
	a.home()
	switch {
	case len(o.Names) > 0:
		if err := a.startOne(o.Names); err != nil {
			return nil, err
		}
	case o.Words != "":
		a.push(page.NewPick(a.policy(), a.index, a.styles, o.Words))
	}
	return a, nil
}

func (a *App) policy() *engine.Policy { return a.prog.Policy() }

func (a *App) Init() tea.Cmd {
	if a.opts.FixedTheme || a.opts.Style.NoColor {
		return nil
	}
	return tea.RequestBackgroundColor
}

func (a *App) top() page.Page { return a.pages[len(a.pages)-1] }

func (a *App) push(p page.Page) { a.pages = append(a.pages, p) }

// pop closes the page that is shown; the first screen stays.
func (a *App) pop() {
	if len(a.pages) > 1 {
		a.keepDrafts()
		a.pages = a.pages[:len(a.pages)-1]
	}
}

// show puts a page on top of the first screen alone.
func (a *App) show(p page.Page) {
	a.keepDrafts()
	a.pages = append(a.pages[:1], p)
}

func (a *App) home() {
	began := a.iv != nil && len(a.iv.Facts()) > 0
	a.pages = []page.Page{page.NewStart(a.policy(), a.styles, began)}
}

// keepDrafts saves what is typed on the page that is left.
func (a *App) keepDrafts() {
	if ask, ok := a.top().(*page.Ask); ok {
		maps.Copy(a.drafts, ask.Drafts())
	}
}

func (a *App) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		a.width, a.height = msg.Width, msg.Height
		return a, nil
	case tea.BackgroundColorMsg:
		a.retheme(style.For(msg.Color))
		return a, nil
	case tea.KeyPressMsg:
		a.fault = ""
		if tooSmall(a.width, a.height) && !key.Matches(msg, keys.Keys().Quit) {
			return a, nil
		}
		if act, ok := a.everywhere(msg); ok {
			return a, a.act(act)
		}
	}
	return a, a.act(a.top().Update(msg))
}

// everywhere handles the keys that mean the same on every page.
func (a *App) everywhere(k tea.KeyPressMsg) (page.Action, bool) {
	m := keys.Keys()
	if key.Matches(k, m.Quit) {
		if _, asking := a.top().(*page.Confirm); asking {
			return nil, false
		}
		return page.Quit{}, true
	}
	if ask, ok := a.top().(*page.Ask); ok {
		switch {
		case key.Matches(k, m.Panel):
			return page.ShowPanel{}, true
		case key.Matches(k, m.Topics):
			return page.ShowTopics{}, true
		case ask.Explains() && k.String() != "f1":
			return nil, false // ? explains the question
		}
	}
	if e, ok := a.top().(interface{ Editing() bool }); ok && e.Editing() && k.String() != "f1" {
		return nil, false
	}
	if _, helping := a.top().(*page.Help); !helping && key.Matches(keys.Narrow(k), m.Help) {
		a.push(page.NewHelp(a.styles, a.top().Keys()))
		return nil, true
	}
	return nil, false
}

func (a *App) retheme(t style.Theme) {
	if a.opts.FixedTheme || t == a.opts.Style.Theme {
		return
	}
	a.opts.Style.Theme = t
	a.styles = style.New(a.opts.Style)
	for _, p := range a.pages {
		if p, ok := p.(interface{ SetStyles(*style.Styles) }); ok {
			p.SetStyles(a.styles)
		}
	}
}

// act carries out what a page asks for.
func (a *App) act(act page.Action) tea.Cmd {
	var err error
	switch act := act.(type) {
	case nil:
	case page.Quit:
		return a.quit()
	case quitNow:
		return tea.Quit
	case page.Leave:
		a.pop()
		a.refresh()
	case page.StartWhole:
		err = a.startWhole()
	case beginWhole:
		err = a.beginWhole()
	case page.StartPick:
		a.push(page.NewPick(a.policy(), a.index, a.styles, ""))
	case page.Browse:
		a.push(page.NewArticle(a.policy(), act.Article, a.styles, a.opts.Official))
	case page.StartOne:
		err = a.startOne(act.Names)
	case page.Answered:
		err = a.answered(act.Question, func() error { return a.iv.Answer(act.Question, act.Value) })
	case page.Cleared:
		err = a.answered(act.Question, func() error { return a.iv.Clear(act.Question) })
	case page.TopicsChosen:
		err = a.topics(act)
	case page.Skipped:
		err = a.skipped()
	case page.Back:
		err = a.back()
	case page.Proceed:
		a.iv.Unskip()
		err = a.proceed()
	case page.ShowResult:
		err = a.result()
	case page.ShowItem:
		err = a.item(act.Item)
	case page.ShowAnswers:
		err = a.answers()
	case page.ShowPanel:
		if a.board != nil {
			a.push(page.NewPanel(a.board, a.styles))
		}
	case page.ShowTopics:
		err = a.jumpList()
	case page.Jump:
		a.iv.Jump(act.Topic)
		err = a.proceed()
	case page.GoTo:
		a.ask(session.Step{Kind: session.AskQuestion, Question: act.Question})
	case page.TryOut:
		err = a.tryOut()
	case page.Compare:
		err = a.compare()
	case page.Keep:
		a.real = nil
		err = a.result()
	case page.Drop:
		a.iv, a.real, a.news = a.real, nil, nil
		err = a.result()
	case page.Change:
		a.change(session.Step{Kind: session.AskQuestion, Question: act.Question})
	case page.ChangeTopics:
		a.change(session.Step{Kind: session.AskTopics})
	case page.Restart:
		a.home()
	default:
		err = fmt.Errorf("unknown action %T", act)
	}
	if err != nil {
		a.fault = present.Fault(a.policy(), err)
	}
	return nil
}

type (
	quitNow    struct{}
	beginWhole struct{}
)

// quit asks first where something would be lost.
func (a *App) quit() tea.Cmd {
	if a.iv == nil || len(a.iv.Facts()) == 0 {
		return tea.Quit
	}
	q := fmt.Sprintf("要退出吗？已经填了 %d 题，退出后不保留。", len(a.iv.Facts()))
	a.push(page.NewConfirm(a.styles, q, "退出", "继续填", quitNow{}))
	return nil
}

func (a *App) startWhole() error {
	if a.iv != nil && len(a.iv.Facts()) > 0 {
		q := fmt.Sprintf("要重新开始吗？刚才填的 %d 题会清掉。", len(a.iv.Facts()))
		a.push(page.NewConfirm(a.styles, q, "重新开始", "不，回去", beginWhole{}))
		return nil
	}
	return a.beginWhole()
}

func (a *App) beginWhole() error {
	a.iv, a.drafts, a.news, a.board, a.real = session.New(a.prog), map[string]field.Draft{}, nil, nil, nil
	a.home()
	return a.proceed()
}

// startOne asks only what the named things need. What was answered before counts
// here too.
func (a *App) startOne(names []string) error {
	from := a.iv
	if from == nil {
		from = session.New(a.prog)
	}
	iv, err := from.About(names...)
	if err != nil {
		return err
	}
	a.iv, a.news, a.board, a.real = iv, nil, nil, nil
	return a.proceed()
}

// proceed shows the next step of the interview, or the result.
func (a *App) proceed() error {
	s, err := a.iv.Next()
	if err != nil {
		return err
	}
	if s.Kind == session.Finished {
		return a.result()
	}
	a.ask(s)
	return nil
}

func (a *App) ask(s session.Step) {
	a.iv.Visit(s)
	a.count(nil)
	a.changing = false
	a.show(page.NewAsk(a.iv, s, a.styles, a.drafts))
}

// change reopens a step above the page that is shown; its answer leads back.
func (a *App) change(s session.Step) {
	a.changing = true
	a.push(page.NewAsk(a.iv, s, a.styles, a.drafts))
}

// answered takes an answer and goes on, or back to where a change came from.
func (a *App) answered(id string, take func() error) error {
	before, err := a.iv.Result()
	if err != nil {
		return err
	}
	if err := take(); err != nil {
		return err
	}
	return a.goOn(id, before)
}

func (a *App) topics(t page.TopicsChosen) error {
	ids := t.IDs
	if t.All || len(ids) == 0 {
		ids = nil
		for _, topic := range a.iv.Topics() {
			ids = append(ids, topic.ID)
		}
	}
	before, err := a.iv.Result()
	if err != nil {
		return err
	}
	if err := a.iv.SetTopics(ids); err != nil {
		return err
	}
	return a.goOn("", before)
}

// count brings the running count up to the present answers; before is the
// result before the last answer.
func (a *App) count(before *engine.Result) {
	if before == nil && a.board != nil {
		return
	}
	b, err := present.MakeBoard(a.iv, before)
	if err != nil {
		a.fault = present.Fault(a.policy(), err)
		return
	}
	a.board = b
}

func (a *App) goOn(id string, before *engine.Result) error {
	a.count(before)
	if !a.changing {
		delete(a.drafts, id)
		a.news = nil
		err := a.proceed()
		delete(a.drafts, id) // the page that was left had it still
		return err
	}
	a.changing = false
	after, err := a.iv.Result()
	if err != nil {
		return err
	}
	a.news = append(present.News(a.policy(), session.Diff(before, after, a.iv.Scope())), present.Reopened(a.policy(), a.iv.Reopened())...)
	a.pop()
	delete(a.drafts, id)
	a.refresh()
	return nil
}

func (a *App) skipped() error {
	if a.changing {
		a.changing = false
		a.pop()
		return nil
	}
	ask, ok := a.top().(*page.Ask)
	if !ok {
		return nil
	}
	a.iv.Skip(ask.Step())
	return a.proceed()
}

func (a *App) back() error {
	if a.changing {
		a.changing = false
		a.pop()
		return nil
	}
	s, ok := a.iv.Back()
	switch {
	case !ok:
		a.keepDrafts()
		a.home()
	case s.Kind == session.Finished:
		return a.result()
	default:
		a.show(page.NewAsk(a.iv, s, a.styles, a.drafts))
	}
	return nil
}

func (a *App) report() (*present.Report, error) {
	return present.Build(present.Source{Program: a.prog, Facts: a.iv.Facts(), Scope: a.iv.Scope(),
		Moot: a.iv.Moot(), Outside: a.iv.Outside()})
}

func (a *App) left() int {
	n, _ := a.iv.AtMost()
	return n
}

func (a *App) result() error {
	r, err := a.report()
	if err != nil {
		return err
	}
	a.iv.Visit(session.Step{Kind: session.Finished})
	a.changing = false
	a.show(page.NewResult(r, a.styles, a.left(), a.news, a.real != nil))
	return nil
}

func (a *App) item(i int) error {
	it, err := present.BuildItem(a.prog, a.iv.Facts(), i)
	if err != nil {
		return err
	}
	a.push(page.NewItem(it, a.policy(), a.styles))
	return nil
}

func (a *App) answers() error {
	r, err := a.report()
	if err != nil {
		return err
	}
	a.push(page.NewAnswers(a.policy(), r.Answers, a.topicLabels(), a.styles))
	return nil
}

// topicLabels are the topics of the whole check; nil where there are none to
// choose.
func (a *App) topicLabels() []string {
	if !a.iv.Whole() || !a.iv.TopicsChosen() {
		return nil
	}
	var out []string
	for _, name := range a.iv.Names() {
		for _, t := range a.policy().Topics {
			if t.ID == name {
				out = append(out, t.Label)
			}
		}
	}
	return out
}

// refresh brings the pages that show results up to the present answers.
func (a *App) refresh() {
	if a.iv == nil {
		return
	}
	r, err := a.report()
	if err != nil {
		a.fault = present.Fault(a.policy(), err)
		return
	}
	for _, p := range a.pages {
		switch p := p.(type) {
		case *page.Result:
			p.Renew(r, a.left(), a.news, a.real != nil)
		case *page.Answers:
			p.Renew(r.Answers, a.topicLabels())
		case *page.Item:
			it, err := present.BuildItem(a.prog, a.iv.Facts(), p.Index())
			if err != nil {
				a.fault = present.Fault(a.policy(), err)
				return
			}
			p.Renew(it)
		}
	}
}

func (a *App) jumpList() error {
	p, err := page.NewTopics(a.iv, a.styles)
	if err != nil {
		return err
	}
	a.keepDrafts()
	a.push(p)
	return nil
}

// tryOut opens a copy of the answers for a "what if"; the real ones wait.
func (a *App) tryOut() error {
	a.real, a.iv, a.news = a.iv, a.iv.Clone(), nil
	if err := a.result(); err != nil {
		return err
	}
	return a.answers()
}

// compare sets the real result and the tried one side by side.
func (a *App) compare() error {
	after, err := a.report()
	if err != nil {
		return err
	}
	before, err := present.Build(present.Source{Program: a.prog, Facts: a.real.Facts(), Scope: a.iv.Scope()})
	if err != nil {
		return err
	}
	a.push(page.NewComparing(present.Compare(before, after), a.styles))
	return nil
}
