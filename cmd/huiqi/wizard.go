package main

import (
	"os"
	"runtime"

	"huiqi/engine"
	"huiqi/tui"
	"huiqi/tui/style"
)

// wizardRequest says what the wizard is opened for.
type wizardRequest struct {
	Names []string // items and articles that one came for; none: the start screen
	Query string   // the words that they were found by; "" where they were named exactly
}

// runWizard is the wizard on a terminal; tests put another in its place.
var runWizard = func(p *engine.Program, _ string, r wizardRequest) error {
	return tui.Run(tui.Options{Program: p, Names: r.Names, Words: r.Query, Style: style.Options{
		Theme:   style.Dark,
		NoColor: style.NoColor(os.Getenv),
		ASCII:   style.ASCIIOnly(runtime.GOOS, os.Getenv),
	}}, os.Stdin, os.Stdout)
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
	a.releaseSignals()
	return runWizard(pack.Program, pack.Digest, r)
}
