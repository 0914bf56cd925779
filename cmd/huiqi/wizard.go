package main

import (
	"errors"
	"os"
	"runtime"

	tea "charm.land/bubbletea/v2"
	"github.com/spf13/cobra"

	"huiqi/cmd/huiqi/internal/cases"
	"huiqi/engine"
	"huiqi/tui"
	"huiqi/tui/demo"
	"huiqi/tui/page"
	"huiqi/tui/present"
	"huiqi/tui/store"
	"huiqi/tui/style"
)

// wizardRequest says what the wizard is opened for; nothing: the first screen.
type wizardRequest struct {
	Names []string // items and articles that one came for
	Words string   // words that several items hold: the person picks
	Theme string   // as --theme takes it
	Plain bool     // by lines of text
	// Source is the file with the official text; "": the stored one, if any.
	Source string
	// Contacts is the file with the units' contacts; "": that of the user, if any.
	Contacts string
	// OutDir is where hand-outs go; "": as the settings say.
	OutDir string
	// NoSave keeps nothing on disk.
	NoSave bool
	// Store keeps the cases; nil: that of the user's folder. Case is opened at once.
	Store *cases.Store
	Case  store.Case
	// Desk is the service desk, and Clerk who stands at it.
	Desk  bool
	Clerk string
	// Applicants make it a briefing about them; nothing is kept then.
	Applicants []demo.Applicant
	Pace       page.Pace
}

// noSaveFlag adds --no-save.
func noSaveFlag(cmd *cobra.Command, r *wizardRequest) {
	cmd.Flags().BoolVar(&r.NoSave, "no-save", false, "什么都不存，退出后不留下任何东西")
}

// deskFlags add --desk and --clerk.
func deskFlags(cmd *cobra.Command, r *wizardRequest) {
	cmd.Flags().BoolVar(&r.Desk, "desk", false, "服务窗口：一打字就查，一页答完，一键打印，一键换下一位")
	cmd.Flags().StringVar(&r.Clerk, "clerk", "", "窗口人员的`名字`，写在打印的结果上")
}

// themeFlag adds the choice of colours to a command that opens the wizard.
func themeFlag(cmd *cobra.Command, r *wizardRequest) {
	cmd.Flags().StringVar(&r.Theme, "theme", "auto", "颜色 `主题`：auto 跟随终端背景、light 浅色、dark 深色、contrast 高对比、projector 投影")
}

// wizard opens the wizard where there is a terminal to open it on.
func (a *app) wizard(r wizardRequest) error {
	if r.Desk && r.Plain {
		return usage("--desk 是给终端画屏幕用的，不能和 --plain 一起用；去掉一个")
	}
	if r.plain() {
		return a.lines(r)
	}
	if !a.terminal() {
		return usage("这里不是终端，向导打不开；请把答案写进文件，用 huiqi check 答案文件（写法见 huiqi check -h），或者用 huiqi --plain 逐行问答")
	}
	if _, known := style.Themes[r.Theme]; !known && r.Theme != "auto" {
		return usage("没有“%s”这种颜色，可以用 auto、light、dark、contrast、projector", r.Theme)
	}
	pack, err := a.load()
	if err != nil {
		return err
	}
	printed, err := a.printed(pack, r.Source)
	if err != nil {
		return err
	}
	contacts, err := a.contacts(pack, r.Contacts)
	if err != nil {
		return err
	}
	kept, err := a.keeping(pack, contacts, r)
	if err != nil {
		return err
	}
	return a.show(pack.Program, printed, kept, contacts, r)
}

func (a *app) show(prog *engine.Program, printed *printedCopy, kept store.Store, contacts present.Contacts, r wizardRequest) error {
	theme, fixed := style.Themes[r.Theme]
	if !fixed {
		theme = style.Dark // until the terminal tells its background
	}
	o := tui.Options{
		Program: prog, Names: r.Names, Words: r.Words, FixedTheme: fixed,
		Applicants: r.Applicants, Pace: r.Pace, Store: kept, Case: r.Case, Contacts: contacts, Desk: r.Desk, Clerk: r.Clerk,
		Style: style.Options{Theme: theme, NoColor: style.NoColor(os.Getenv), ASCII: style.ASCIIOnly(runtime.GOOS, os.Getenv)},
	}
	if printed != nil { // a nil pointer would be a copy to the screens
		o.Official = printed
	}
	a.releaseSignals()
	err := tui.Run(o, os.Stdin, os.Stdout)
	var broken *tui.Broken
	switch {
	case errors.As(err, &broken):
		return defect(broken.Reason, broken.Stack)
	case errors.Is(err, tea.ErrInterrupted):
		return errInterrupted
	case err != nil:
		return failure("向导中断了：%v", err)
	}
	return nil
}
