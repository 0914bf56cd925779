package tui

import (
	"fmt"
	"maps"
	"slices"

	tea "charm.land/bubbletea/v2"

	"huiqi/engine"
	"huiqi/tui/page"
	"huiqi/tui/present"
	"huiqi/tui/session"
)

// What the root does when a page asks for it.

type (
	quitNow    struct{}
	beginWhole struct{}
)

// interviewAct carries out what concerns the interview and its result; false: the
// act does not.
func (a *App) interviewAct(act page.Action) (done bool, err error) {
	switch act := act.(type) {
	case page.Leave:
		a.pop()
		a.refresh()
	case page.StartWhole:
		err = a.startWhole()
	case beginWhole:
		err = a.beginWhole()
	case page.StartPick:
		a.search()
	case page.Browse:
		a.push(page.NewArticle(a.policy(), act.Article, a.styles, a.opts.Official))
	case page.GoWhole:
		err = a.everything()
	case page.Rejoin:
		err = a.rejoin()
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
		err = a.ask(session.Step{Kind: session.AskQuestion, Question: act.Question})
	case page.TryOut:
		err = a.tryOut()
	case page.Compare:
		err = a.compare()
	case page.Keep:
		a.real = nil
		err = a.result()
	case page.Drop:
		a.iv, a.real, a.news, a.board = a.real, nil, nil, nil
		err = a.result()
	case page.Change:
		a.change(session.Step{Kind: session.AskQuestion, Question: act.Question})
	case page.ChangeTopics:
		if _, jumping := a.top().(*page.Topics); jumping { // as part of the interview
			err = a.ask(session.Step{Kind: session.AskTopics})
			break
		}
		a.change(session.Step{Kind: session.AskTopics})
	case page.Restart:
		if a.opts.Desk {
			return true, a.leave(freshNow{}, "换下一位")
		}
		err = a.join()
		a.home()
	default:
		return false, nil
	}
	return true, err
}

// quit asks first where something would be lost; asked for once more, it quits.
func (a *App) quit() tea.Cmd {
	if c, asking := a.top().(*page.Confirm); asking && c.Asks() == (quitNow{}) {
		return tea.Quit
	}
	if a.iv == nil {
		return tea.Quit
	}
	q := ""
	if n := len(a.iv.Facts()); a.opts.Store == nil && n > 0 {
		q = fmt.Sprintf("要退出吗？已经填了 %d 题，退出后不保留。", n)
	} else if what := a.losses(); a.opts.Store != nil && what != "" {
		q = "要退出吗？" + what + "。"
	}
	if q == "" {
		return tea.Quit
	}
	a.push(page.NewConfirm(a.styles, q, "退出", "继续填", quitNow{}))
	return nil
}

func (a *App) startWhole() error {
	if a.opts.Store != nil {
		return a.leave(beginWhole{}, "重新开始")
	}
	if a.iv != nil && len(a.iv.Facts()) > 0 {
		q := fmt.Sprintf("要重新开始吗？刚才填的 %d 题会清掉。", len(a.iv.Facts()))
		a.push(page.NewConfirm(a.styles, q, "重新开始", "不，回去", beginWhole{}))
		return nil
	}
	return a.beginWhole()
}

func (a *App) beginWhole() error {
	a.letGo()
	a.iv = session.New(a.prog)
	a.home()
	return a.proceed()
}

// search opens the search. There is one at a time: from an article that it led
// to, it begins anew in its place.
func (a *App) search() {
	if i := slices.IndexFunc(a.pages, func(p page.Page) bool { _, ok := p.(*page.Pick); return ok }); i > 0 {
		a.pages = a.pages[:i]
	}
	a.push(page.NewPick(a.policy(), a.index, a.styles, ""))
}

// startOne asks only what the named things need. What was answered before counts
// here too, and a whole check waits.
func (a *App) startOne(names []string) error {
	from := a.iv
	if a.real != nil { // a "what if" is not what one goes on from
		from = a.real
	}
	if from == nil {
		from = session.New(a.prog)
	}
	iv, err := from.About(names...)
	if err != nil {
		return err
	}
	waiting := a.waiting
	switch {
	case waiting != nil: // from one thing to another
		err = waiting.Join(from)
	case from.Whole() && len(from.Facts()) > 0:
		waiting = from
	}
	if err != nil {
		return err
	}
	a.iv, a.waiting, a.news, a.board, a.real = iv, waiting, nil, nil, nil
	return a.proceed()
}

// everything goes on from one thing to the whole check.
func (a *App) everything() error {
	iv, err := a.iv.Everything()
	if err != nil {
		return err
	}
	a.keepDrafts()
	a.iv, a.news, a.board = iv, nil, nil
	return a.proceed()
}

// join makes the whole check that waits the interview again, with what one thing
// found out. A "what if" stays open.
func (a *App) join() error {
	if a.waiting == nil || a.real != nil {
		return nil
	}
	a.keepDrafts()
	if err := a.waiting.Join(a.iv); err != nil {
		return err
	}
	a.iv, a.waiting, a.news, a.board = a.waiting, nil, nil, nil
	return nil
}

// rejoin leads back to the whole check: to its result where that was open, else
// to its next question. The result says what has changed.
func (a *App) rejoin() error {
	if a.waiting == nil {
		return nil
	}
	before, err := a.waiting.Result()
	if err != nil {
		return err
	}
	facts := a.waiting.Facts()
	if err := a.join(); err != nil {
		return err
	}
	if s, ok := a.iv.At(); !ok || s.Kind != session.Finished {
		return a.proceed()
	}
	if !maps.EqualFunc(facts, a.iv.Facts(), engine.Value.Equal) {
		if a.news, err = a.whatChanged(before); err != nil {
			return err
		}
	}
	return a.result()
}

// whatChanged says in words what a change did to the result before it.
func (a *App) whatChanged(before *engine.Result) ([]string, error) {
	after, err := a.iv.Result()
	if err != nil {
		return nil, err
	}
	return append(present.News(a.policy(), session.Diff(before, after, a.iv.Scope())), present.Reopened(a.policy(), a.iv.Reopened())...), nil
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
	return a.ask(s)
}

func (a *App) ask(s session.Step) error {
	a.iv.Visit(s)
	a.count(nil)
	a.changing = false
	return a.put(s)
}

// put shows the page of a step, with what was typed there.
func (a *App) put(s session.Step) error {
	a.keepDrafts()
	p, err := a.asking(s)
	if err != nil {
		return err
	}
	a.show(p)
	return nil
}

// change reopens a step above the page that is shown; its answer leads back.
func (a *App) change(s session.Step) {
	a.count(nil)
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
	if t.All {
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
	var err error
	if a.news, err = a.whatChanged(before); err != nil {
		return err
	}
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
	if sheet, on := a.top().(*page.Sheet); on { // its questions are left together
		for ok && s.Kind == session.AskQuestion && sheet.Holds(s.Question) {
			s, ok = a.iv.Back()
		}
	}
	switch {
	case !ok && a.waiting != nil && a.real == nil:
		return a.rejoin()
	case !ok && a.opts.Desk:
		return a.leave(freshNow{}, "换下一位")
	case !ok:
		a.keepDrafts()
		a.home()
	case s.Kind == session.Finished:
		return a.result()
	default:
		return a.put(s)
	}
	return nil
}

// report is the result for the lists; item words what one of them does not show.
