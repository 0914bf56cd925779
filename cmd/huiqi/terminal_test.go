//go:build linux || darwin

package main

import (
	"bytes"
	"image/color"
	"io"
	"maps"
	"os"
	"os/exec"
	"reflect"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
	"unicode"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
	"golang.org/x/term"

	"huiqi/tui/text"
)

// patience is how long a screen is waited for: it ends a test whose screen never
// comes. Nothing else is timed.
const patience = 60 * time.Second

// program is the built binary. When one terminal has waited in vain, those beside
// it stop waiting.
type program struct {
	path   string
	name   string // that it is called by
	vain   chan struct{}
	giveUp func()
}

// terminal runs the program on a pseudo-terminal, with an emulator for a screen.
// The emulator does synchronized updates, so that every frame is whole.
type terminal struct {
	t      testing.TB
	cmd    *exec.Cmd
	pty    *os.File // the terminal's end
	tty    *os.File // the program's end
	before *term.State
	of     *program
	input  chan []byte // what is typed and what the terminal answers, in order

	mu      sync.Mutex
	em      *vt.Emulator
	size    size
	inside  bool // of a synchronized update
	alt     bool
	visible bool // the cursor
	paste   bool // bracketed paste is on
	raw     []byte
	last    frame
	inks    map[color.Color]bool // of all frames
	changed chan struct{}        // closed at the next frame
	told    chan struct{}        // closed when the program knows of synchronized updates
	deaf    chan struct{}        // closed when nothing more is read
	ended   chan struct{}        // closed when the program has ended, too
	code    int
}

// build builds the program once for a test and its subtests. The race detector
// is for the tests: in the program it would tell of the libraries' own.
func build(t *testing.T) *program {
	t.Helper()
	p := &program{path: t.TempDir() + "/huiqi", name: "huiqi", vain: make(chan struct{})}
	p.giveUp = sync.OnceFunc(func() { close(p.vain) })
	if msg, err := exec.Command("go", "build", "-o", p.path, ".").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, msg)
	}
	return p
}

// open starts the program on a terminal of the given size. env is added to an
// environment in which nothing of the machine's own counts.
func open(t testing.TB, p *program, s size, env []string, args ...string) *terminal {
	t.Helper()
	x := opening(t, p, s, env, args...)
	x.start()
	return x
}

// opening is open without the start.
func opening(t testing.TB, p *program, s size, env []string, args ...string) *terminal {
	t.Helper()
	x := &terminal{t: t, of: p, size: s, visible: true, inks: map[color.Color]bool{}, input: make(chan []byte, 1<<10),
		changed: make(chan struct{}), told: make(chan struct{}), deaf: make(chan struct{}), ended: make(chan struct{})}
	x.em = vt.NewEmulator(s.w, s.h)
	x.last = takeFrame(x.em, s)
	x.em.SetCallbacks(vt.Callbacks{
		AltScreen:        func(on bool) { x.alt = on },
		CursorVisibility: func(on bool) { x.visible = on },
		EnableMode:       func(m ansi.Mode) { x.mode(m, true) },
		DisableMode:      func(m ansi.Mode) { x.mode(m, false) },
	})
	x.em.RegisterCsiHandler(ansi.Command('?', '$', 'p'), func(p ansi.Params) bool {
		if n, _, _ := p.Param(0, 0); n != ansi.ModeSynchronizedOutput.Mode() {
			return false
		}
		_, _ = io.WriteString(x.em.InputPipe(), synchronized)
		return true
	})
	var err error
	if x.pty, x.tty, err = pty.Open(); err != nil {
		t.Fatal(err)
	}
	x.window(s)
	x.before = x.settings()
	x.cmd = exec.Command(p.path, args...)
	x.cmd.Args[0] = p.name
	x.cmd.Env = append([]string{"HOME=" + t.TempDir(), "TERM=xterm-256color", "COLORTERM=truecolor", "LANG=zh_CN.UTF-8"}, env...)
	x.cmd.Stdin, x.cmd.Stdout, x.cmd.Stderr = x.tty, x.tty, x.tty
	x.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	return x
}

func (x *terminal) start() {
	x.t.Helper()
	if err := x.cmd.Start(); err != nil {
		x.t.Fatal(err)
	}
	go x.read()
	go x.answer()
	go x.write()
	x.t.Cleanup(func() {
		_ = x.cmd.Process.Kill()
		select {
		case <-x.ended:
		case <-time.After(patience):
			x.of.giveUp()
			x.t.Error("the program does not end when it is killed")
		}
		x.pty.Close()
		x.tty.Close()
		_ = x.em.InputPipe().(io.Closer).Close() // Close of the emulator races with its Read
	})
}

// answer takes what the emulator says of itself. It never waits for the program
// to read that: the program may be waiting for the emulator to draw.
func (x *terminal) answer() {
	buf := make([]byte, 1<<10)
	for {
		n, err := x.em.Read(buf)
		if err != nil {
			return
		}
		x.send(buf[:n])
	}
}

// write hands the input to the program as fast as it reads.
func (x *terminal) write() {
	told := false
	for {
		select {
		case p := <-x.input:
			_, _ = x.pty.Write(p) // a test whose keys are lost waits in vain
			if !told && bytes.Contains(p, []byte(synchronized)) {
				told = true
				close(x.told)
			}
		case <-x.ended:
			return
		}
	}
}

// send types without waiting for the program to read.
func (x *terminal) send(p []byte) {
	select {
	case x.input <- bytes.Clone(p):
	case <-x.ended:
	}
}

// synchronized is the answer that updates can be synchronized.
var synchronized = ansi.ReportMode(ansi.ModeSynchronizedOutput, ansi.ModeReset)

// read shows what the program writes, until it has ended.
func (x *terminal) read() {
	exited := make(chan struct{})
	go func() {
		_ = x.cmd.Wait() // the code says it
		x.code = x.cmd.ProcessState.ExitCode()
		close(exited)
	}()
	go func() {
		<-exited
		// what is still to be read ends with a mark of ours, which holds on
		// every system: a closed terminal may lose what it holds
		_, _ = x.tty.WriteString(lastMark)
	}()
	buf := make([]byte, 1<<14)
	for {
		n, err := x.pty.Read(buf)
		x.show(buf[:n])
		if err != nil || bytes.Contains(x.raw[max(0, len(x.raw)-n-len(lastMark)):], []byte(lastMark)) {
			break
		}
	}
	close(x.deaf)
	<-exited
	close(x.ended)
}

// hangUp takes the terminal away.
func (x *terminal) hangUp() {
	x.t.Helper()
	_, _ = x.tty.WriteString(lastMark) // a read that waits would keep it open
	x.await("the end of the reading", x.deaf)
	x.pty.Close()
}

// lastMark asks nothing of a terminal.
const lastMark = "\x1b[7702z"

func (x *terminal) show(p []byte) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.raw = append(x.raw, p...)
	_, _ = x.em.Write(p)
	if !x.inside {
		x.took()
	}
}

func (x *terminal) mode(m ansi.Mode, on bool) {
	switch m {
	case ansi.ModeSynchronizedOutput:
		if x.inside = on; !on {
			x.took()
		}
	case ansi.ModeBracketedPaste:
		x.paste = on
	}
}

// took keeps the frame that now stands on the screen.
func (x *terminal) took() {
	x.last = takeFrame(x.em, x.size)
	x.last.cursor, x.last.alt = x.visible, x.alt
	maps.Copy(x.inks, x.last.inks)
	close(x.changed)
	x.changed = make(chan struct{})
}

// window sets the size of the window.
func (x *terminal) window(s size) {
	x.t.Helper()
	x.mu.Lock()
	x.size = s
	x.em.Resize(s.w, s.h)
	x.mu.Unlock()
	if err := pty.Setsize(x.pty, &pty.Winsize{Rows: uint16(s.h), Cols: uint16(s.w)}); err != nil {
		x.t.Fatal(err)
	}
}

// frame is what stands on the screen now.
func (x *terminal) frame() frame {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.last
}

// await waits for a channel to be closed.
func (x *terminal) await(what string, c <-chan struct{}) {
	x.t.Helper()
	enough := time.NewTimer(patience)
	defer enough.Stop()
	select {
	case <-c:
	case <-x.of.vain:
		x.t.Skipf("another terminal has waited in vain; here it was for %s", what)
	case <-enough.C:
		x.of.giveUp()
		x.t.Fatalf("this has not come: %s; the last screen:\n%s", what, x.frame())
	}
}

// until waits for a frame that has what is wanted.
func (x *terminal) until(what string, has func(frame) bool) frame {
	x.t.Helper()
	enough := time.NewTimer(patience)
	defer enough.Stop()
	for ended := false; ; {
		x.mu.Lock()
		f, changed := x.last, x.changed
		x.mu.Unlock()
		if has(f) {
			return f
		}
		if ended {
			x.t.Fatalf("the program ended with code %d before %s:\n%s", x.code, what, f)
		}
		select {
		case <-changed:
		case <-x.ended:
			ended = true
		case <-x.of.vain:
			x.t.Skipf("another terminal has waited in vain; here it was for %s", what)
		case <-enough.C:
			x.of.giveUp()
			x.t.Fatalf("this has not come: %s; the last screen:\n%s", what, f)
		}
	}
}

// settings are those of the line: echo, signals and so on. They are read at the
// terminal's end, since the program's may be closed with it.
func (x *terminal) settings() (s *term.State) {
	x.t.Helper()
	end, err := x.pty.SyscallConn()
	if err != nil {
		x.t.Fatal(err)
	}
	if e := end.Control(func(fd uintptr) { s, err = term.GetState(int(fd)) }); e != nil || err != nil {
		x.t.Fatal(e, err)
	}
	return s
}

// bytesOf are what the keys send.
func bytesOf(names ...string) string {
	special := map[string]string{"enter": "\r", "esc": "\x1b", "tab": "\t", "shift+tab": "\x1b[Z", "space": " ", "backspace": "\x7f", "ctrl+c": "\x03",
		"up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "home": "\x1b[H", "end": "\x1b[F", "pgup": "\x1b[5~", "pgdown": "\x1b[6~",
		"f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS"}
	var b strings.Builder
	for _, n := range names {
		if s, ok := special[n]; ok {
			n = s
		}
		b.WriteString(strings.TrimPrefix(n, "="))
	}
	return b.String()
}

// press presses keys by name; "=text" is typed. What they bring about comes in
// whole frames.
func (x *terminal) press(names ...string) {
	x.t.Helper()
	x.await("a question for synchronized updates", x.told)
	x.send([]byte(bytesOf(names...)))
}

// ends waits for the end of the program and checks its exit code and that the
// terminal is as it was.
func (x *terminal) ends(code int) {
	x.t.Helper()
	x.await("the end of the program", x.ended)
	if x.code != code {
		x.t.Errorf("exit code %d, want %d; the last screen:\n%s", x.code, code, x.last)
	}
	if after := x.settings(); !reflect.DeepEqual(x.before, after) {
		x.t.Errorf("the terminal's settings were %+v and are %+v", x.before, after)
	}
	switch {
	case x.alt:
		x.t.Error("the alternate screen is left on")
	case !x.visible:
		x.t.Error("the cursor is left hidden")
	case x.paste:
		x.t.Error("bracketed paste is left on")
	case x.inside:
		x.t.Error("a synchronized update is left open")
	}
	if bytes.Contains(x.raw, []byte(text.CursorMark)) {
		x.t.Error("a cursor mark of ours reached the terminal")
	}
	if i := bytes.IndexFunc(x.raw, func(r rune) bool { return unicode.Is(unicode.Cf, r) }); i >= 0 {
		x.t.Errorf("an invisible character reached the terminal: %q", x.raw[i:min(len(x.raw), i+20)])
	}
	for _, bad := range []string{"goroutine ", "panic"} {
		if bytes.Contains(x.raw, []byte(bad)) {
			x.t.Errorf("the program says %q:\n%s", bad, x.last)
		}
	}
}
