package tui

import (
	"huiqi/tui/page"
	"huiqi/tui/present"
	"huiqi/tui/session"
)

// The pages of the result, and "what if".

func (a *App) report() (*present.Report, error) {
	c, err := a.iv.Case()
	if err != nil {
		return nil, err
	}
	return present.Build(present.Source{Program: a.prog, Facts: a.iv.Facts(), Scope: a.iv.Scope(),
		Moot: a.iv.Moot(), Outside: a.iv.Outside(), Case: c, Brief: true, Contacts: a.opts.Contacts})
}

// detail is one verdict in full; nil after an error, which is shown.
func (a *App) detail(i int) *present.Item {
	it, err := present.BuildItem(a.prog, a.iv.Facts(), i)
	if err != nil {
		a.fault = present.Fault(a.policy(), err)
		return nil
	}
	it.Contacts = a.opts.Contacts.Of(it.Units)
	return it
}

func (a *App) standing() page.Standing {
	left, _ := a.iv.AtMost()
	return page.Standing{Left: left, News: a.news, Trying: a.real != nil, Waiting: a.waiting != nil && a.real == nil,
		Single: a.briefing == nil && !a.iv.Whole() && a.waiting == nil && a.real == nil, Briefing: a.briefing != nil}
}

func (a *App) result() error {
	r, err := a.report()
	if err != nil {
		return err
	}
	a.iv.Visit(session.Step{Kind: session.Finished})
	a.changing = false
	a.show(page.NewResult(r, a.styles, a.detail, a.standing()))
	return nil
}

func (a *App) item(i int) error {
	it := a.detail(i)
	if it == nil {
		return nil
	}
	a.push(page.NewItem(it, a.policy(), a.styles, a.opts.Official))
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
			p.Renew(r, a.standing())
		case *page.Answers:
			p.Renew(r.Answers, a.topicLabels())
		case *page.Item:
			if it := a.detail(p.Index()); it != nil {
				p.Renew(it)
			}
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
