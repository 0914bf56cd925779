//go:build linux || darwin

package main

import (
	"syscall"
	"testing"

	"huiqi/cmd/huiqi/internal/cases"
	"huiqi/content"
)

// killed: a wizard that is killed without a warning in the middle of a question
// has every answer before it on the disk: resumed, it stands at the same question.
// A second window on the same case can only look, and says so.
func killed(t *testing.T, p *program, way trip) {
	data := t.TempDir()
	env := []string{dataVariable + "=" + data}
	x := open(t, p, size{80, 24}, env, "--theme", "dark")
	x.toFigure(way)
	if err := x.cmd.Process.Signal(syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	x.await("the end of the program", x.ended)

	pack, err := content.EmbeddedRules()
	if err != nil {
		t.Fatal(err)
	}
	kept, err := cases.New(cases.Config{Dir: data, Pack: pack}).Cases()
	if err != nil || len(kept) != 1 {
		t.Fatalf("kept: %+v, %v", kept, err)
	}
	at := way.stops[0]
	for _, s := range way.stops {
		if s.typed != "" {
			break
		}
		at = s
	}
	x = open(t, p, size{80, 24}, env, "cases", "resume", kept[0].ID, "--theme", "dark")
	x.at(at.sees, true)

	second := open(t, p, size{80, 24}, env, "cases", "resume", kept[0].ID, "--theme", "dark")
	second.at("另一个窗口", false)
	second.press("ctrl+c")
	second.ends(exitDone)

	x.press("ctrl+c")
	x.ends(exitDone)
	x.kept()
}
