package main

import (
	"errors"
	"os"
	"runtime"

	tea "charm.land/bubbletea/v2"

	"huiqi/engine"
	"huiqi/tui"
	"huiqi/tui/style"
)

// wizardRequest says what the wizard is opened for; nothing: the first screen.
type wizardRequest struct {
	Names []string // items and articles that one came for
	Words string   // words that several items hold: the person picks
}

// wizard opens the wizard where there is a terminal to open it on.
func (a *app) wizard(r wizardRequest) error {
	if !a.terminal() {
		return usage("这里不是终端，向导打不开；请把答案写进文件，用 huiqi check 答案文件（写法见 huiqi check -h）")
	}
	pack, err := a.load()
	if err != nil {
		return err
	}
	return a.show(pack.Program, r)
}

func (a *app) show(prog *engine.Program, r wizardRequest) error {
	o := tui.Options{
		Program: prog, Names: r.Names, Words: r.Words,
		Style: style.Options{Theme: style.Dark, NoColor: style.NoColor(os.Getenv), ASCII: style.ASCIIOnly(runtime.GOOS, os.Getenv)},
	}
	a.releaseSignals()
	err := tui.Run(o, os.Stdin, os.Stdout)
	switch {
	case errors.Is(err, tea.ErrInterrupted):
		return errInterrupted
	case err != nil:
		return failure("向导中断了：%v", err)
	}
	return nil
}
