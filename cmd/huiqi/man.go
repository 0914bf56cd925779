package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"huiqi/content/syserr"
	"huiqi/tui/text"
)

func (a *app) manCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "man 目录",
		Short: "写出手册页（man）",
		Long: `把全部命令的手册页写进一个目录，没有这个目录就建一个；同名的文件会换成新的。
给打包和安装的人用。写好的可以直接看：man -l 目录/huiqi.1。`,
		Example: `  huiqi man ~/.local/share/man/man1
  man -l ~/.local/share/man/man1/huiqi-check.1`,
		Hidden: true, // most people read -h
		Args:   takes(1, 1, "一个目录"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := os.MkdirAll(args[0], 0o755); err != nil {
				return manFailure(args[0], err)
			}
			n := 0
			var failed error
			everyCommand(cmd.Root(), func(c *cobra.Command) {
				name := filepath.Join(args[0], manName(c)+".1")
				if err := os.WriteFile(name, []byte(manPage(c)), 0o644); err != nil && failed == nil {
					failed = manFailure(name, err)
				}
				n++
			})
			if failed == nil {
				a.warn("写好了 %d 页，在 %s", n, args[0])
			}
			return failed
		},
	}
}

func manFailure(name string, err error) error {
	if errors.Is(err, fs.ErrExist) {
		return failure("%s: 这是文件，不是目录；请换一个目录", name)
	}
	return failure("%s: 写不了手册页：%s；请换一个能写的目录", name, syserr.Words(err))
}

func manName(c *cobra.Command) string { return strings.ReplaceAll(c.CommandPath(), " ", "-") }

// manWidth is what the lines of a page are wrapped for: man itself breaks Chinese
// nowhere, or anywhere.
const manWidth = 72

// manPage is a command's help in roff, for groff and mandoc alike.
func manPage(c *cobra.Command) string {
	var b strings.Builder
	fmt.Fprintf(&b, ".\\\" -*- mode: nroff; coding: utf-8 -*-\n.TH %s 1 \"\" \"huiqi %s\" \"惠企\"\n",
		roff(strings.ToUpper(manName(c))), roff(programVersion()))
	section := func(title, body string) { fmt.Fprintf(&b, ".SH %s\n.nf\n%s.fi\n", title, manLines(body, manWidth)) }
	fmt.Fprintf(&b, ".SH 名称\n%s \\- %s\n", roff(manName(c)), roff(c.Short))
	section("用法", c.UseLine())
	section("说明", c.Long)
	for _, part := range []struct {
		title string
		rows  [][2]string
	}{{"命令", commandRows(c)}, {"选项", flagRows(c)}} {
		if len(part.rows) == 0 {
			continue
		}
		fmt.Fprintf(&b, ".SH %s\n.nf\n", part.title)
		for _, r := range part.rows {
			fmt.Fprintf(&b, "\\fB%s\\fR\n.RS 4\n%s.RE\n", roff(r[0]), manLines(r[1], manWidth-4))
		}
		b.WriteString(".fi\n")
	}
	section("例子", c.Example)
	see := "huiqi(1)"
	if !c.HasParent() {
		section("退出码", strings.TrimPrefix(exitCodesHelp(), "退出码\n\n"))
		see = "huiqi help exit-codes，huiqi 命令 -h"
	}
	section("参见", see)
	return b.String()
}

// manLines wraps text and keeps what is set off by spaces where it is.
func manLines(s string, width int) string {
	var b strings.Builder
	for line := range strings.SplitSeq(strings.TrimRight(s, "\n"), "\n") {
		rest := strings.TrimLeft(line, " ")
		lead := line[:len(line)-len(rest)]
		for i, l := range text.Wrap(rest, max(20, width-len(lead))) {
			if i > 0 && lead != "" {
				l = "  " + l // goes on
			}
			l = roff(lead + l)
			if l == "" {
				l = ".sp"
			}
			b.WriteString(l + "\n")
		}
	}
	return b.String()
}

// roff escapes text: what would be a request at the start of a line, and the
// ASCII signs that roff draws otherwise.
func roff(s string) string {
	s = strings.NewReplacer(`\`, `\e`, "-", `\-`, "'", `\(aq`, "`", `\(ga`, "^", `\(ha`, "~", `\(ti`).Replace(s)
	if strings.HasPrefix(s, ".") {
		s = `\&` + s
	}
	return s
}
