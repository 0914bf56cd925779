package tui

import (
	"huiqi/tui/page"
	"huiqi/tui/store"
	"huiqi/tui/text"
)

// The result written down.

// handOutPage begins with the names that are known: at the desk a walk-in is
// called by the case.
func (a *App) handOutPage() *page.HandOut {
	name := ""
	if a.opts.Desk && a.kase.Open != nil {
		name = text.CleanLine(a.kase.Open.Entry().Name)
	}
	return page.NewHandOut(a.styles, name, a.opts.Clerk, a.opts.Store != nil)
}

func (a *App) handOut(w page.WriteHandOut) {
	h, ok := a.top().(*page.HandOut)
	if !ok {
		return
	}
	h.Told(a.opts.Store.HandOut(store.HandOut{Format: w.Format, Interview: a.mine(), Name: w.Name, Clerk: w.Clerk, Folder: w.Folder, Desk: a.opts.Desk}))
}

// handOutNow writes the hand-out of the desk at once.
func (a *App) handOutNow(h *page.HandOut) {
	name := ""
	if a.kase.Open != nil {
		name = a.kase.Open.Entry().Name
	}
	a.handOut(page.WriteHandOut{Format: store.HTML, Name: name, Clerk: a.opts.Clerk})
}
