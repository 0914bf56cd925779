package tui

import (
	"fmt"
	"runtime"

	tea "charm.land/bubbletea/v2"
)

// Broken is a panic of the wizard: a defect of the program.
type Broken struct {
	Reason any
	Stack  []uintptr // as runtime.Callers gives it
}

func (b *Broken) Error() string { return fmt.Sprint(b.Reason) }

// guard ends the program in order when the wizard panics. Bubble Tea would catch
// the panic too, but print a stack trace for the person to read.
type guard struct {
	app    *App
	quit   func()
	broken *Broken
}

// Init begins the wizard.
func (g *guard) Init() tea.Cmd { return g.app.Init() }

// Update hands a message to the wizard; a broken one gets no more.
func (g *guard) Update(msg tea.Msg) (m tea.Model, cmd tea.Cmd) {
	defer g.catch()
	m = g
	if g.broken == nil {
		_, cmd = g.app.Update(msg)
	}
	return m, cmd
}

// View is the wizard's, and nothing once it is broken.
func (g *guard) View() (v tea.View) {
	defer g.catch()
	if g.broken == nil {
		v = g.app.View()
	}
	return v
}

func (g *guard) catch() {
	r := recover()
	if r == nil {
		return
	}
	pcs := make([]uintptr, 64)
	g.broken = &Broken{Reason: r, Stack: pcs[:runtime.Callers(1, pcs)]}
	go g.quit() // this is the goroutine that would take the message
}
