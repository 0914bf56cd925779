package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"huiqi/tui/text"
)

// exitCodesTopic is what help knows beside the commands.
const exitCodesTopic = "exit-codes"

func (a *app) helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "help [命令|exit-codes]",
		Short: "看一个命令的用法，或退出码",
		Long:  "看一个命令的用法和例子。huiqi help exit-codes 列出退出码。",
		Example: `  huiqi help check
  huiqi help exit-codes`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 && args[0] == exitCodesTopic {
				return a.emit(func(w io.Writer) error {
					_, err := io.WriteString(w, exitCodesHelp())
					return err
				})
			}
			target, rest, err := cmd.Root().Find(args)
			if err != nil {
				return err
			}
			if len(rest) > 0 {
				return a.noCommand(cmd.Root(), rest)
			}
			return a.emitHelp(target)
		},
	}
}

func (a *app) emitHelp(cmd *cobra.Command) error {
	return a.emit(func(w io.Writer) error { return writeHelp(w, cmd) })
}

// writeHelp writes a command's description, usage, commands, flags and examples.
func writeHelp(w io.Writer, cmd *cobra.Command) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n用法：\n  %s\n", cmd.Long, cmd.UseLine())
	table(&b, "命令", commandRows(cmd))
	table(&b, "选项", flagRows(cmd))
	fmt.Fprintf(&b, "\n例子：\n%s\n", cmd.Example)
	if !cmd.HasParent() {
		fmt.Fprintf(&b, "\n一个命令的用法：huiqi 命令 -h；退出码：huiqi help exit-codes\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// commandRows are a command's commands, each with what it does.
func commandRows(cmd *cobra.Command) [][2]string {
	var out [][2]string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() || c.Name() == "help" {
			out = append(out, [2]string{c.Name(), c.Short})
		}
	}
	return out
}

// flagRows are a command's flags, each with its words and what it does.
func flagRows(cmd *cobra.Command) [][2]string {
	var out [][2]string
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		kind, say := pflag.UnquoteUsage(f)
		name := "--" + f.Name
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", " + name
		}
		if c, ok := f.Value.(*choiceFlag); ok {
			kind = strings.Join(c.values, "|")
			if f.DefValue != "" {
				say += "（不写就是 " + f.DefValue + "）"
			}
		}
		if f.Value.Type() != "bool" {
			name += " " + kind
		}
		out = append(out, [2]string{name, say})
	})
	return out
}

func table(b *strings.Builder, title string, rows [][2]string) {
	if len(rows) == 0 {
		return
	}
	width := 0
	for _, r := range rows {
		width = max(width, text.Width(r[0]))
	}
	fmt.Fprintf(b, "\n%s：\n", title)
	for _, r := range rows {
		fmt.Fprintf(b, "  %s  %s\n", text.PadRight(r[0], width), r[1])
	}
}

// flagError puts pflag's errors into words.
func flagError(cmd *cobra.Command, err error) error {
	see := "；用法：" + cmd.CommandPath() + " -h"
	var none *pflag.NotExistError
	var empty *pflag.ValueRequiredError
	var bad *pflag.InvalidValueError
	var syntax *pflag.InvalidSyntaxError
	switch {
	case errors.As(err, &none):
		name := "--" + none.GetSpecifiedName()
		if s := none.GetSpecifiedShortnames(); s != "" {
			name = "-" + s
		}
		return usage("没有“%s”这个选项%s", name, see)
	case errors.As(err, &empty):
		return usage("选项 --%s 后面少了内容%s", empty.GetFlag().Name, see)
	case errors.As(err, &bad):
		switch bad.GetFlag().Value.(type) {
		case *choiceFlag, *paceFlag: // their words are ours
			return usage("选项 --%s 不能是“%s”，%v%s", bad.GetFlag().Name, bad.GetValue(), bad.Unwrap(), see)
		}
		return usage("选项 --%s 不能是“%s”%s", bad.GetFlag().Name, bad.GetValue(), see)
	case errors.As(err, &syntax):
		return usage("看不懂选项“%s”%s", syntax.GetSpecifiedFlag(), see)
	}
	return usage("选项写得不对%s", see)
}
