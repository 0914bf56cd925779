package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"huiqi/tui/demo"
	"huiqi/tui/field"
	"huiqi/tui/page"
	"huiqi/tui/present"
)

// The root of a briefing: the list of applicants is its first screen, a play leads
// to the usual result, and from there back to the list.

// brief carries out what only a briefing asks for, and what it does otherwise.
func (a *App) brief(act page.Action) (cmd tea.Cmd, mine bool) {
	if len(a.opts.Applicants) == 0 {
		return nil, false
	}
	_, result := a.top().(*page.Result)
	switch act := act.(type) {
	case page.Play:
		return a.play(act.Applicant), true
	case page.Wait:
		due := a.briefing.Due()
		return tea.Tick(act.For, func(time.Time) tea.Msg { return due }), true
	case page.Rewind:
		a.briefing.Halt()
		a.show(a.briefing)
		return nil, true
	case page.ShowResult:
		if a.top() != a.briefing {
			return nil, false
		}
		a.iv, a.waiting, a.real, a.board, a.news, a.drafts = a.briefing.Play().End(), nil, nil, nil, nil, map[string]field.Draft{}
		if err := a.result(); err != nil {
			a.fault = present.Fault(a.policy(), err)
		}
		return nil, true
	case page.Back:
		if !result || a.waiting != nil {
			return nil, false
		}
		a.home()
		return nil, true
	case page.Quit: // nothing of the person's own would be lost
		return tea.Quit, true
	}
	return nil, false
}

// play begins an applicant's play at the pace that was last set.
func (a *App) play(i int) tea.Cmd {
	p, err := demo.New(a.prog, a.opts.Applicants[i])
	if err != nil {
		a.fault = present.Fault(a.policy(), err)
		return nil
	}
	a.played = i
	a.home() // the cursor waits there for the way back
	pace := a.opts.Pace
	if a.briefing != nil {
		pace = a.briefing.Pace()
	}
	a.briefing = page.NewBriefing(a.policy(), p, a.styles, pace)
	a.show(a.briefing)
	return a.act(a.briefing.Start())
}

// tick goes on with the play. While something else lies over it, the time begins
// anew.
func (a *App) tick(t page.Tick) tea.Cmd {
	if a.briefing == nil {
		return nil
	}
	if a.top() != a.briefing {
		return a.act(a.briefing.Again(t))
	}
	return a.act(a.briefing.Update(t))
}
