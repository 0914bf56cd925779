//go:build linux || darwin

package main

import (
	"bytes"
	"fmt"
	"image/color"
	"os"
	"strings"
	"syscall"
	"testing"

	"huiqi/tui/style"
)

// signals end the wizard in the middle of a question with half a figure typed.
func signals(t *testing.T, p *program, way trip) {
	each(t, []syscall.Signal{syscall.SIGTERM, syscall.SIGHUP, syscall.SIGINT}, syscall.Signal.String,
		func(t *testing.T, s syscall.Signal) {
			x := open(t, p, size{80, 24}, nil, "--theme", "dark")
			x.toFigure(way)
			if err := x.cmd.Process.Signal(s); err != nil {
				t.Fatal(err)
			}
			x.ends(exitInterrupted)
			x.kept()
		})
}

// toFigure goes as far as the first figure that is typed.
func (x *terminal) toFigure(p trip) {
	x.t.Helper()
	for _, s := range p.stops {
		x.goes(s)
		if s.typed != "" {
			return
		}
		x.press(s.keys...)
	}
	x.t.Fatal("no figure is asked")
}

// panics: a defect of the program is told in one line, below a screen that is as
// it was.
func panics(t *testing.T, p *program) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	spoilt := *p
	spoilt.path, spoilt.name = self, breaking
	// this program is run with the race detector where the tests are
	x := open(t, &spoilt, size{80, 24}, []string{"GORACE=exitcode=0 log_path=/dev/null"}, "--theme", "dark")
	x.at("全面自查", false)
	x.press("1")
	x.at("1 ○ 都在", false)
	x.press("1", "enter")
	x.ends(exitFailure)
	f := x.frame()
	if s := strings.TrimSpace(f.String()); !strings.HasPrefix(s, "程序内部出错") || strings.Contains(s, "惠企") {
		t.Errorf("on the screen stands:\n%s", f)
	}
}

// banned: the wizard runs under the ban of the network too.
func banned(t *testing.T, p *program) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	under := *p
	under.path = self // as "huiqi", see TestMain
	x := open(t, &under, size{80, 24}, []string{"GORACE=exitcode=0 log_path=/dev/null"}, "--theme", "dark")
	x.at("全面自查", false)
	x.press("1")
	x.at("1 ○ 都在", false)
	x.press("1", "enter")
	x.at("企业", false)
	if err := x.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	x.ends(exitInterrupted)
}

// hangup closes the window: the program must not stay behind.
func hangup(t *testing.T, p *program, way trip) {
	x := open(t, p, size{80, 24}, nil, "--theme", "dark")
	x.toFigure(way)
	x.hangUp()
	x.await("the end of the program", x.ended)
	if x.code != exitInterrupted {
		t.Errorf("exit code %d, want %d", x.code, exitInterrupted)
	}
}

// backgrounds: the theme follows what the terminal says of its background.
func backgrounds(t *testing.T, p *program) {
	each(t, []style.Theme{style.Light, style.Dark}, func(h style.Theme) string { return fmt.Sprint(h) },
		func(t *testing.T, theme style.Theme) {
			x := opening(t, p, size{80, 24}, nil)
			ground, named := theme.Colours()
			var r, g, b uint8
			if _, err := fmt.Sscanf(ground, "#%02x%02x%02x", &r, &g, &b); err != nil {
				t.Fatal(err)
			}
			x.em.SetDefaultBackgroundColor(color.RGBA{r, g, b, 0xff})
			x.start()
			x.until("the colours for "+ground, func(f frame) bool {
				for ink := range f.inks {
					if hex(ink) != named["accent"] && hex(ink) != named["dim"] {
						return false
					}
				}
				return f.framed() && len(f.inks) > 0
			})
			x.press("ctrl+c")
			x.ends(exitDone)
		})
}

// dumb: a terminal that cannot draw gets lines of text.
func dumb(t *testing.T, p *program) {
	x := open(t, p, size{80, 24}, []string{"TERM=dumb"})
	x.until("the first question", func(f frame) bool { return f.shows("逐行问答") && f.shows("要做什么") })
	x.send([]byte{4}) // the end of the input
	x.ends(exitFailure)
	if i := bytes.IndexByte(bytes.TrimSuffix(x.raw, []byte(lastMark)), '\x1b'); i >= 0 {
		t.Errorf("a control sequence: %q", x.raw[i:min(len(x.raw), i+20)])
	}
}
