// Package tui is the wizard: the root model that owns the interview, the pages
// and the only view of the terminal.
package tui

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"huiqi/engine"
	"huiqi/tui/demo"
	"huiqi/tui/field"
	"huiqi/tui/keys"
	"huiqi/tui/page"
	"huiqi/tui/present"
	"huiqi/tui/search"
	"huiqi/tui/session"
	"huiqi/tui/store"
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
	Official present.Official
	// Contacts say how the units are reached; nil: not known.
	Contacts present.Contacts
	// Store keeps cases and writes hand-outs; nil: nothing is kept.
	Store store.Store
	// Case is opened at once; it is of Store.
	Case store.Case
	// Desk is the service desk: the first screen searches, a case is one walk-in.
	Desk bool
	// Clerk stands on hand-outs; "": nobody.
	Clerk string
	// Now is the clock; nil: that of the machine.
	Now func() time.Time
	// Applicants make the program a briefing about them, at this Pace.
	Applicants []demo.Applicant
	Pace       page.Pace
}

// App is the root model. Pages return actions; the root carries them out.
type App struct {
	opts   Options
	prog   *engine.Program
	styles *style.Styles
	index  *search.Index
	iv     *session.Interview
	// waiting is the whole check while one thing is looked at beside it; what is
	// answered there counts in it.
	waiting *session.Interview
	pages   []page.Page // the last one is shown
	drafts  map[string]field.Draft
	// changing is set while a question is reopened from a page below.
	changing bool
	news     []string // what the last change did to the result
	board    *present.Board
	real     *session.Interview // the real answers while a "what if" is open
	kase     custody
	briefing *page.Briefing // the last applicant's, in a briefing
	played   int            // who that is
	oneByOne bool           // at the desk: no sheets
	fault    string         // an error that the person has to know
	width    int
	height   int
}

// New makes the root model. The error is an unknown name in Options.Names.
func New(o Options) (*App, error) {
	a := &App{opts: o, prog: o.Program, index: search.New(o.Program), styles: style.New(o.Style), drafts: map[string]field.Draft{}, width: 80, height: 24}
	a.home()
	switch {
	case o.Case != nil:
		if err := a.openCase(func() (store.Case, error) { return o.Case, nil }); err != nil {
			return nil, err
		}
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
	index := a.index
	prepare := func() tea.Msg { index.Prepare(); return nil }
	if a.opts.FixedTheme || a.opts.Style.NoColor {
		return prepare
	}
	return tea.Batch(prepare, tea.RequestBackgroundColor)
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
	a.pages = []page.Page{a.first(a.kept())}
}

// first is the first screen.
func (a *App) first(cases []store.Entry) page.Page {
	if len(a.opts.Applicants) > 0 {
		return page.NewApplicants(a.opts.Applicants, a.styles, a.played)
	}
	if a.opts.Desk {
		return page.NewDesk(a.policy(), a.index, a.styles, cases, a.now(), a.opts.Store != nil)
	}
	began := a.iv != nil && len(a.iv.Facts()) > 0
	return page.NewStart(a.policy(), a.styles, page.Waiting{Began: began, Cases: cases, Now: a.now()})
}

// keepDrafts saves what is typed on the page that is left.
func (a *App) keepDrafts() {
	if ask, ok := a.top().(page.Asking); ok {
		for _, id := range ask.Shown() {
			delete(a.drafts, id) // what was typed before may be gone
		}
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
	if tick, ok := msg.(page.Tick); ok {
		return a, a.tick(tick)
	}
	return a, a.act(a.top().Update(msg))
}

// everywhere handles the keys that mean the same on every page.
func (a *App) everywhere(k tea.KeyPressMsg) (page.Action, bool) {
	m := keys.Keys()
	switch {
	case key.Matches(k, m.Quit):
		return page.Quit{}, true
	case key.Matches(k, m.Trouble) && a.whyUnsaved() != "":
		if _, there := a.top().(*page.Trouble); !there {
			return page.ShowTrouble{}, true
		}
	case key.Matches(k, m.Name) && a.names():
		a.named()
		return nil, true
	}
	if act, ok := a.deskKey(k); ok {
		return act, true
	}
	if ask, ok := a.top().(page.Asking); ok {
		switch {
		case key.Matches(k, m.Panel):
			return page.ShowPanel{}, true
		case key.Matches(k, m.Topics):
			return page.ShowTopics{}, true
		case ask.Explains() && k.String() != "f1":
			return nil, false // ? explains the question
		}
	} else if e, ok := a.top().(interface{ Editing() bool }); ok && e.Editing() && k.String() != "f1" {
		return nil, false
	}
	if _, helping := a.top().(*page.Help); !helping && key.Matches(keys.Narrow(k), m.Help) {
		a.push(page.NewHelp(a.styles, append(slices.Clone(a.top().Keys()), a.ownKeys()...)))
		return nil, true
	}
	return nil, false
}

// ownKeys are the keys of the root that do something here.
func (a *App) ownKeys() (out []key.Binding) {
	m := keys.Keys()
	if a.names() {
		out = append(out, m.Name)
	}
	if a.whyUnsaved() != "" {
		out = append(out, m.Trouble)
	}
	return append(out, a.deskKeys()...)
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

// act carries out what a page asks for, and saves what it changed.
func (a *App) act(act page.Action) tea.Cmd {
	if cmd, mine := a.brief(act); mine {
		return cmd
	}
	switch act.(type) {
	case nil:
		return nil
	case page.Quit:
		return a.quit()
	case quitNow:
		return tea.Quit
	}
	if err := a.route(act); err != nil {
		a.fault = present.Fault(a.policy(), err)
	}
	a.keep()
	return nil
}

func (a *App) route(act page.Action) error {
	for _, of := range []func(page.Action) (bool, error){a.interviewAct, a.caseAct, a.deskAct} {
		if done, err := of(act); done || err != nil {
			return err
		}
	}
	return fmt.Errorf("unknown action %T", act)
}
