package tui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"charm.land/bubbles/v2/key"

	"huiqi/tui/keys"
	"huiqi/tui/page"
	"huiqi/tui/session"
)

// The service desk: a case is one walk-in, questions stand on sheets, a hand-out
// is one key.

type freshNow struct{}

// fresh lets the walk-in go: the next one begins on the first screen.
func (a *App) fresh() {
	a.letGo()
	a.home()
}

// deskKey handles the keys of the desk; false: it is none.
func (a *App) deskKey(k tea.KeyPressMsg) (page.Action, bool) {
	m := keys.Keys()
	if !slices.ContainsFunc(a.deskKeys(), func(b key.Binding) bool { return key.Matches(k, b) }) {
		return nil, false
	}
	switch {
	case key.Matches(k, m.Fresh):
		return page.Restart{}, true
	case key.Matches(k, m.Queue):
		return page.ShowCases{}, true
	}
	return turnSheet{}, true
}

type turnSheet struct{}

// deskKeys are the keys of the desk that do something on this page.
func (a *App) deskKeys() (out []key.Binding) {
	if !a.opts.Desk {
		return nil
	}
	m := keys.Keys()
	switch p := a.top().(type) {
	case *page.Desk:
		if a.opts.Store != nil {
			out = append(out, m.Queue)
		}
	case *page.Ask, *page.Sheet, *page.Result, *page.Answers, *page.Item, *page.HandOut:
		out = append(out, m.Fresh)
		if a.opts.Store != nil {
			out = append(out, m.Queue)
		}
		if ask, ok := p.(page.Asking); ok && !a.changing && ask.Step().Kind == session.AskQuestion {
			out = append(out, m.Sheet)
		}
	}
	return out
}

// keysHere are the keys for the foot; the next walk-in is never what a narrow
// window leaves out.
func (a *App) keysHere() []key.Binding {
	own, desk := a.top().Keys(), a.deskKeys()
	first := min(1, len(own))
	next := min(1, len(desk))
	return slices.Concat(own[:first], desk[:next], own[first:], desk[next:])
}

// deskAct carries out what only the desk and its sheets ask for; false: the act
// is not theirs.
func (a *App) deskAct(act page.Action) (bool, error) {
	switch act := act.(type) {
	case freshNow:
		a.fresh()
	case turnSheet:
		a.oneByOne = !a.oneByOne
		if ask, ok := a.top().(page.Asking); ok {
			s := ask.Step()
			a.keepDrafts()
			return true, a.ask(s)
		}
	case page.Filled:
		return true, a.filled(act.Question, func() error { return a.iv.Answer(act.Question, act.Value) })
	case page.Emptied:
		return true, a.filled(act.Question, func() error { return a.iv.Clear(act.Question) })
	case page.SheetDone:
		return true, a.sheetDone()
	default:
		return false, nil
	}
	return true, nil
}

// sheets reports whether questions are put on sheets.
func (a *App) sheets() bool { return a.opts.Desk && !a.oneByOne }

// asking is the page that puts a step.
func (a *App) asking(s session.Step) (page.Page, error) {
	if !a.sheets() || s.Kind != session.AskQuestion {
		return page.NewAsk(a.iv, s, a.styles, a.drafts), nil
	}
	ids, err := a.iv.Sheet(s)
	if err != nil {
		return nil, err
	}
	if !slices.Contains(ids, s.Question) { // it has stopped mattering
		return page.NewAsk(a.iv, s, a.styles, a.drafts), nil
	}
	return page.NewSheet(a.iv, ids, s.Question, a.styles, a.drafts), nil
}

// filled takes an answer on a sheet and goes to the question after it.
func (a *App) filled(id string, take func() error) error {
	sheet, ok := a.top().(*page.Sheet)
	if !ok {
		return nil
	}
	before, err := a.iv.Result()
	if err != nil {
		return err
	}
	a.keepDrafts()
	if err := take(); err != nil {
		return err
	}
	delete(a.drafts, id)
	a.count(before)
	at, _ := a.iv.Program().Question(id)
	s := session.Step{Kind: session.AskQuestion, Question: at}
	a.iv.Visit(s)
	ids, err := a.iv.Sheet(s)
	if err != nil {
		return err
	}
	next := slices.IndexFunc(ids, func(i int) bool { return i > at })
	if next < 0 {
		return a.sheetDone()
	}
	sheet.Renew(ids, ids[next], a.drafts)
	return nil
}

// sheetDone goes on from a sheet; what was left on it unanswered waits.
func (a *App) sheetDone() error {
	sheet, ok := a.top().(*page.Sheet)
	if !ok {
		return nil
	}
	for _, i := range sheet.Questions() {
		if _, given := a.iv.Get(a.policy().Questions[i].ID); !given {
			a.iv.Skip(session.Step{Kind: session.AskQuestion, Question: i})
		}
	}
	return a.proceed()
}
