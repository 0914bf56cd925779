package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"huiqi/content"
	"huiqi/engine"
)

// app is what the commands share.
type app struct {
	in       io.Reader
	out, err io.Writer
	// terminal reports whether a person can be asked: both ends are a terminal.
	terminal   func() bool
	pack       func() (*content.Pack, error)
	now        func() time.Time
	helped     error  // what writing a help text came to
	contentDir string // of --content; "": the built-in content
	dataFolder string // of --data-dir; "": the user's
	restore    func() // puts the console back as it was
	// interrupted takes the signals of commands that do not handle them.
	interrupted chan os.Signal
}

func newApp() *app {
	return &app{
		restore: func() {},
		in:      os.Stdin, out: os.Stdout, err: os.Stderr,
		terminal: func() bool {
			return term.IsTerminal(int(os.Stdin.Fd())) && term.IsTerminal(int(os.Stdout.Fd()))
		},
		pack: sync.OnceValues(embeddedRules),
		now:  time.Now,
	}
}

// embeddedRules loads the built-in rules; cases are for lint and tests. Loading
// allocates about 10 MB, most of it for good: the collector would run five times
// for little, and make a third of the time.
func embeddedRules() (*content.Pack, error) {
	defer debug.SetGCPercent(debug.SetGCPercent(400))
	return content.EmbeddedRules()
}

// run executes the command line and returns the exit code. What goes wrong is
// said in one line; a defect of the program is no exception.
func (a *app) run(args []string) (code int) {
	defer func() {
		if r := recover(); r != nil {
			pcs := make([]uintptr, 64)
			code = a.exit(defect(r, pcs[:runtime.Callers(1, pcs)]))
		}
	}()
	a.handleSignals()
	root := a.root()
	root.SetArgs(args)
	if len(args) == 0 {
		root.SetArgs([]string{}) // nil would mean os.Args
	}
	err := root.Execute()
	if err == nil {
		err = a.helped
	}
	return a.exit(err)
}

// defect words a panic. The stack is that of a deferred function.
func defect(reason any, stack []uintptr) error {
	return failure("程序内部出错，请把这一行和用到的文件交给维护者：%v（%s）", reason, panicPlace(stack))
}

// panicPlace is the line of ours that failed, in place of a stack trace.
func panicPlace(stack []uintptr) string {
	frames := runtime.CallersFrames(stack)
	for panicked := false; ; {
		f, more := frames.Next()
		if panicked && (strings.HasPrefix(f.Function, "huiqi/") || strings.HasPrefix(f.Function, "main.")) {
			return fmt.Sprintf("%s:%d", filepath.Base(f.File), f.Line)
		}
		panicked = panicked || f.Function == "runtime.gopanic"
		if !more {
			return "位置不明"
		}
	}
}

// handleSignals ends a command on Ctrl-C with the documented code, and makes a
// closed pipe an error of the write instead of a silent end.
func (a *app) handleSignals() {
	signal.Ignore(syscall.SIGPIPE)
	a.interrupted = make(chan os.Signal, 1)
	signal.Notify(a.interrupted, os.Interrupt)
	go func() {
		if _, ok := <-a.interrupted; ok {
			a.restore()
			os.Exit(exitInterrupted)
		}
	}()
}

// releaseSignals leaves the signals to the wizard.
func (a *app) releaseSignals() { signal.Stop(a.interrupted) }

// warn writes a message to stderr.
func (a *app) warn(format string, args ...any) { fmt.Fprintln(a.err, message(format, args)) }

// emit writes a command's whole output, so that nothing partial stands there
// when something fails before.
func (a *app) emit(write func(io.Writer) error) error {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return err
	}
	if err := a.stdout(); err != nil {
		return err
	}
	if _, err := a.out.Write(b.Bytes()); err != nil {
		return failure("写不出结果：%s", reason(err))
	}
	return nil
}

// stdout refuses to write results that nobody would get.
func (a *app) stdout() error {
	if f, ok := a.out.(*os.File); ok && closedAtStart(f) {
		return failure("写不出结果：标准输出已经关闭")
	}
	return nil
}

// today is the day where the user is.
func (a *app) today() engine.Date {
	t := a.now()
	return engine.Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()}
}

// load gives the built-in content, or that of --content.
func (a *app) load() (*content.Pack, error) {
	if a.contentDir != "" {
		return outsidePack(a.contentDir)
	}
	p, err := a.pack()
	if err != nil {
		var many content.Problems
		n := 1
		if errors.As(err, &many) {
			n = len(many)
		}
		return nil, invalid("内置的规则有 %d 处错误，不能用，请重新安装；huiqi lint 逐处列出", n)
	}
	return p, nil
}

// contentVariable names a directory of rules to use in place of the built-in ones.
const contentVariable = "HUIQI_CONTENT"

func (a *app) contentFlag(root *cobra.Command) {
	root.PersistentFlags().StringVar(&a.contentDir, "content", os.Getenv(contentVariable),
		"用这个`规则目录`代替程序自带的规则（也可以写在环境变量 "+contentVariable+" 里）")
}

// outsidePack loads rules from outside, which must pass the same checks as the
// built-in ones.
func outsidePack(dir string) (*content.Pack, error) {
	p, err := content.Outside(dir)
	if err != nil {
		return nil, err
	}
	var first *content.Finding
	errs := 0
	for _, f := range content.Check(p) {
		if !f.Warning {
			if errs++; first == nil {
				first = &f
			}
		}
	}
	if errs > 0 {
		return nil, invalid("%s: 规则有 %d 处错误，不能用；第一处：%s\n逐处列出：huiqi lint %s", dir, errs, first.Error(), dir)
	}
	return p, nil
}

// format adds the flag --format with the given values, the first by default.
func format(cmd *cobra.Command, values ...string) *choiceFlag {
	f := &choiceFlag{value: values[0], values: values}
	cmd.Flags().Var(f, "format", "输出格式")
	return f
}

// choiceFlag is a flag that takes one of a few words.
type choiceFlag struct {
	value  string
	values []string
}

func (f *choiceFlag) String() string { return f.value }
func (f *choiceFlag) Type() string   { return "" }

func (f *choiceFlag) Set(s string) error {
	for _, v := range f.values {
		if s == v {
			f.value = s
			return nil
		}
	}
	return fmt.Errorf("只能是 %s", strings.Join(f.values, "、"))
}
