package tui

import (
	"fmt"
	"io"
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"

	tea "charm.land/bubbletea/v2"
)

// Run shows the wizard on a terminal until the person leaves it. A signal that
// asks the program to end leaves the terminal as it was too, and comes back as
// tea.ErrInterrupted; so does a panic of the wizard, and comes back as *Broken.
func Run(o Options, in io.Reader, out io.Writer) error {
	a, err := New(o)
	if err != nil {
		return err
	}
	// Bubble Tea's own handler takes SIGTERM for a person who leaves, and lets
	// SIGHUP kill the program with the screen as it is.
	g := &guard{app: a}
	p := tea.NewProgram(g, tea.WithInput(in), tea.WithOutput(out), tea.WithoutSignalHandler())
	g.quit = p.Quit
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer signal.Stop(signals)
	var told atomic.Bool
	left := make(chan struct{})
	defer close(left)
	go func() {
		select {
		case <-signals:
			told.Store(true)
			p.Quit() // an interrupt would not wait for the reader of the keys
		case <-left:
		}
	}()
	_, err = p.Run()
	if g.broken != nil { // what is in memory is not to be trusted; the answers are saved
		return g.broken
	}
	if last := a.Close(); last != "" {
		fmt.Fprintln(out, last)
	}
	if told.Load() {
		return tea.ErrInterrupted
	}
	return err
}
