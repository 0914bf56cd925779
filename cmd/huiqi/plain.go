package main

import (
	"errors"
	"os"

	"github.com/spf13/cobra"

	"huiqi/tui/plain"
)

// plainFlag adds the choice of the line mode to a command that opens the wizard.
func plainFlag(cmd *cobra.Command, r *wizardRequest) {
	cmd.Flags().BoolVar(&r.Plain, "plain", false, "逐行问答，不画屏幕：适合读屏软件，也可以接管道（TERM=dumb 时自动这样）")
}

// plain reports whether the wizard goes by lines of text. It needs no terminal.
func (r wizardRequest) plain() bool { return r.Plain || os.Getenv("TERM") == "dumb" }

// lines runs the line mode. Ctrl-C ends it as it ends every other command.
func (a *app) lines(r wizardRequest) error {
	pack, err := a.load()
	if err != nil {
		return err
	}
	if err := a.stdout(); err != nil {
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
	o := plain.Options{Program: pack.Program, Names: r.Names, Words: r.Words, Contacts: contacts,
		Store: kept, Case: r.Case, Desk: r.Desk, Clerk: r.Clerk}
	if printed != nil { // a nil pointer would be a copy to the dialogue
		o.Official = printed
	}
	err = plain.Run(o, a.in, a.out)
	switch {
	case errors.Is(err, plain.ErrUnfinished):
		return failure("输入已经结束，还没有答完；上面是到目前为止的结果。答案在文件里的，用 huiqi check 答案文件")
	case errors.Is(err, plain.ErrOutput):
		return failure("写不出结果：%s", reason(err))
	case errors.Is(err, plain.ErrInput):
		return failure("读不到输入：%s", reason(err))
	}
	return err
}
