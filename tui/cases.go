package tui

import (
	"reflect"
	"slices"
	"time"

	"huiqi/tui/field"
	"huiqi/tui/page"
	"huiqi/tui/present"
	"huiqi/tui/session"
	"huiqi/tui/store"
	"huiqi/tui/text"
)

// What is kept of an interview: a case begins with the first answer, and every
// change of the answers is saved before the next screen is drawn.

// custody is the case that the interview is kept in.
type custody struct {
	store.Custody
	// exported is what was written elsewhere instead.
	exported *session.Snapshot
	// opening is a case that the person is being told about before it opens.
	opening store.Case
}

func (a *App) now() time.Time {
	if a.opts.Now != nil {
		return a.opts.Now()
	}
	return time.Now()
}

// keep saves the interview if it has changed. After an error it tries again at
// the next act. A "what if" is not kept until it is taken over.
func (a *App) keep() {
	if a.opts.Store == nil || a.iv == nil {
		return
	}
	a.kase.Keep(a.opts.Store, store.Options{Desk: a.opts.Desk}, a.mine(), a.waiting)
}

// keeps reports whether what is answered is on the disk.
func (a *App) keeps() bool { return a.opts.Store != nil && a.kase.Unsaved == nil }

// losses says what is lost when the interview is left; "": nothing.
func (a *App) losses() string {
	if a.iv == nil {
		return ""
	}
	n := len(a.iv.Facts())
	switch {
	case n > 0 && !a.keeps() && !a.exportedNow():
		return present.Unkept(n)
	case a.real != nil && !reflect.DeepEqual(a.iv.Snapshot(), a.real.Snapshot()):
		return "假设里改的答案没有存"
	}
	a.keepDrafts()
	if len(a.drafts) > 0 {
		return "有一题填了一半，还没有按 Enter 确定"
	}
	return ""
}

// exportedNow reports whether the answers as they are were written elsewhere.
func (a *App) exportedNow() bool {
	return a.kase.exported != nil && reflect.DeepEqual(*a.kase.exported, a.mine().Snapshot())
}

// leave goes on to something else; where the interview would lose something, it
// asks first.
func (a *App) leave(to page.Action, does string) error {
	if what := a.losses(); what != "" {
		a.push(page.NewConfirm(a.styles, what+"。要"+does+"吗？", does+"，不要它了", "不，回去", to))
		return nil
	}
	return a.route(to)
}

// letGo closes the case and forgets the interview: it is saved, or given up.
func (a *App) letGo() {
	if a.kase.Open != nil {
		a.note(a.kase.Open.Close())
	}
	a.kase = custody{opening: a.kase.opening}
	a.iv, a.drafts, a.news, a.board, a.real, a.waiting, a.changing = nil, map[string]field.Draft{}, nil, nil, nil, nil, false
}

// note shows an error of the store, which is worded for the person.
func (a *App) note(err error) {
	if err != nil {
		a.fault = text.CleanLine(err.Error())
	}
}

// kept lists the cases.
func (a *App) kept() []store.Entry {
	if a.opts.Store == nil {
		return nil
	}
	cases, err := a.opts.Store.Cases()
	a.note(err)
	return cases
}

func (a *App) entry(id string) (store.Entry, bool) {
	all := a.kept()
	if i := slices.IndexFunc(all, func(e store.Entry) bool { return e.ID == id }); i >= 0 {
		return all[i], true
	}
	return store.Entry{}, false
}

// openCase opens a kept case; what one has to know first comes first.
func (a *App) openCase(open func() (store.Case, error)) error {
	if _, asked := a.top().(*page.Confirm); asked {
		a.pop()
	}
	c, err := open()
	if err != nil {
		a.note(err)
		a.relist()
		return nil
	}
	a.decline()
	d := c.Drift()
	if c.ReadOnly() != "" || d != nil && len(d.Answers)+len(d.Results) > 0 {
		a.kase.opening = c
		a.push(page.NewOpening(c, a.styles))
		return nil
	}
	return a.resume(c)
}

// decline closes a case that was about to be opened.
func (a *App) decline() {
	if a.kase.opening != nil {
		a.note(a.kase.opening.Close())
		a.kase.opening = nil
	}
}

// resume goes on with a case where it stopped.
func (a *App) resume(c store.Case) error {
	a.kase.opening = nil
	s := c.Snapshot()
	iv, err := session.Restore(a.prog, s)
	if err != nil {
		a.note(c.Close())
		return err
	}
	a.letGo()
	a.iv = iv
	a.kase.Resume(c, iv)
	a.home()
	return a.proceed()
}

// openNow reports whether a case is the one that is open.
func (a *App) openNow(id string) bool {
	return a.kase.Open != nil && a.kase.Open.Entry().ID == id
}

// goOnWith opens a case from the list; the one that is open already goes on.
func (a *App) goOnWith(id string) error {
	if a.openNow(id) && a.iv != nil {
		return a.proceed()
	}
	return a.leave(openOther{id}, "打开另一份")
}

// named asks for a name of the case in hand.
func (a *App) named() {
	if a.kase.Open == nil {
		a.fault = "答了第一题才会存成一份，那时再起名。"
		return
	}
	a.push(a.namePage(a.kase.Open.Entry().Name, func(s string) page.Action { return renameOpen{s} }))
}

func (a *App) namePage(was string, act func(string) page.Action) page.Page {
	return page.NewPrompt(a.styles, "起名", "给这份自查起个名字：", "名字只用来在列表里找到它，例如单位的简称。请不要写身份证号。", "改名", text.CleanLine(was), act)
}

// inStore carries out an act on a kept case, and brings the lists up to it.
func (a *App) inStore(err error) {
	a.note(err)
	a.relist()
}

// relist shows the kept cases as they are now; what is gone closes.
func (a *App) relist() {
	all := a.kept()
	find := func(id string) int { return slices.IndexFunc(all, func(e store.Entry) bool { return e.ID == id }) }
	a.pages = slices.DeleteFunc(a.pages, func(p page.Page) bool {
		c, ok := p.(*page.Card)
		return ok && find(c.ID()) < 0
	})
	for i, p := range a.pages {
		switch p := p.(type) {
		case *page.Cases:
			p.Renew(all, a.now())
		case *page.Card:
			p.Renew(all[find(p.ID())], a.now())
		case *page.Start:
			a.pages[i] = a.first(all)
		case *page.Desk:
			p.Renew(all, a.now())
		}
	}
}

func (a *App) remove(id string) {
	if a.openNow(id) {
		a.letGo()
		a.pages = slices.DeleteFunc(a.pages, func(p page.Page) bool {
			switch p.(type) {
			case *page.Start, *page.Desk, *page.Cases, *page.Card:
				return false
			}
			return true
		})
	}
	a.inStore(a.opts.Store.Delete(id))
}

// mine is the interview with the real answers.
func (a *App) mine() *session.Interview {
	if a.real != nil {
		return a.real
	}
	return a.iv
}

// Close saves what could not be saved before, and lets the case go. It says
// where the answers are.
func (a *App) Close() string {
	a.keep()
	a.decline()
	last := present.Kept(&a.kase.Custody, a.opts.Desk)
	if a.kase.Open != nil {
		a.note(a.kase.Open.Close())
		a.kase.Open = nil
	}
	return last
}

type (
	openOther  struct{ id string }
	recoverNow struct{ id string }
	deleteNow  struct{ id string }
	renameOpen struct{ name string }
	renameKept struct{ id, name string }
	copyNow    struct{ id, name string }
	exportTo   struct{ folder string }
)

// caseAct carries out what concerns kept cases and hand-outs; false: the act does
// not.
func (a *App) caseAct(act page.Action) (bool, error) {
	switch act := act.(type) {
	case page.ShowCases:
		a.push(page.NewCases(a.kept(), a.now(), a.styles))
	case page.OpenCase:
		return true, a.goOnWith(act.ID)
	case openOther:
		return true, a.openCase(func() (store.Case, error) { return a.opts.Store.Open(act.id) })
	case page.RecoverCase:
		return true, a.leave(recoverNow{act.ID}, "打开备份")
	case recoverNow:
		return true, a.openCase(func() (store.Case, error) { return a.opts.Store.Recover(act.id) })
	case page.Resume:
		return true, a.resume(a.kase.opening)
	case page.Decline:
		a.pop()
		a.decline()
	case page.ShowCase:
		if e, ok := a.entry(act.ID); ok {
			a.push(page.NewCard(e, a.now(), a.styles))
		}
	case page.AskName:
		a.push(a.namePage(act.Name, func(s string) page.Action { return renameKept{act.ID, s} }))
	case renameKept:
		a.pop()
		a.inStore(a.rename(act.id, act.name))
	case renameOpen:
		a.pop()
		a.inStore(a.kase.Open.Rename(act.name))
	case page.CopyCase:
		a.push(page.NewPrompt(a.styles, "复制一份", "新的一份叫什么？", "原来的一份不动。", "复制", act.Name+" 副本", func(s string) page.Action { return copyNow{act.ID, s} }))
	case copyNow:
		a.pop()
		_, err := a.opts.Store.Duplicate(act.id, act.name)
		a.inStore(err)
	case page.DeleteCase:
		a.push(page.NewConfirm(a.styles, "要删除“"+act.Name+"”吗？删了找不回来。", "删除", "不删", deleteNow{act.ID}))
	case deleteNow:
		a.pop()
		a.remove(act.id)
	case page.ShowTrouble:
		a.trouble()
	case page.SaveAgain:
		a.saveAgain()
	case page.SaveAsNew:
		a.saveAsNew()
	case page.Export:
		a.export(act.Folder)
	case exportTo:
		a.pop()
		a.export(act.folder)
	case page.ShowHandOut:
		h := a.handOutPage()
		a.push(h)
		if a.opts.Desk && a.opts.Store != nil {
			a.handOutNow(h)
		}
	case page.WriteHandOut:
		a.handOut(act)
	default:
		return false, nil
	}
	return true, nil
}

func (a *App) rename(id, name string) error {
	if a.openNow(id) {
		return a.kase.Open.Rename(name)
	}
	return a.opts.Store.Rename(id, name)
}

// names reports whether the key that names the case means that here: not where a
// name is being typed, and not where nothing is kept.
func (a *App) names() bool {
	switch a.top().(type) {
	case *page.Ask, *page.Sheet, *page.Result, *page.Answers, *page.Item:
		return a.opts.Store != nil
	}
	return false
}
