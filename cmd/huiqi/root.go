package main

import (
	"github.com/spf13/cobra"
)

// root builds the command tree. Messages are ours, in Chinese.
func (a *app) root() *cobra.Command {
	var request wizardRequest
	root := &cobra.Command{
		Use:   "huiqi",
		Short: "惠企：照着文件，一步一步看哪些条款对得上",
		Long: `惠企：一步一步地问，问完告诉你文件里哪些条款对得上、各值多少、去找哪个单位。

不带命令就打开向导（需要终端）。答案已经写在文件里的，用 huiqi check。`,
		Example: `  huiqi                          打开向导
  huiqi --plain                  逐行问答：读屏软件、管道
  huiqi --desk                   服务窗口：来一位查一件事，打印给他
  huiqi ask 展会                 只问和展会有关的
  huiqi check 答案.yaml          答案在文件里，直接出结果
  huiqi cases                    向导里存下的自查（存档）
  huiqi articles 14              看第14条`,
		Args:          a.noCommand,
		RunE:          func(*cobra.Command, []string) error { return a.wizard(request) },
		SilenceErrors: true, SilenceUsage: true,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
	}
	// On Windows a double click opens the wizard; cobra would refuse it.
	cobra.MousetrapHelpText = ""
	root.SetOut(a.out)
	root.SetErr(a.err)
	themeFlag(root, &request)
	sourceFlag(root, &request.Source)
	contactsFlag(root, &request.Contacts)
	outDirFlag(root, &request)
	plainFlag(root, &request)
	noSaveFlag(root, &request)
	deskFlags(root, &request)
	root.PersistentFlags().BoolP("help", "h", false, "看用法和例子")
	a.contentFlag(root)
	a.dataFlag(root)
	root.SetFlagErrorFunc(flagError)
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) { a.helped = a.emitHelp(cmd) })
	help := a.helpCommand()
	root.SetHelpCommand(help)
	root.AddCommand(a.askCommand(), a.checkCommand(), a.questionsCommand(), a.articlesCommand(),
		a.casesCommand(), a.compareCommand(), a.batchCommand(), a.demoCommand(),
		a.explainCommand(), a.lintCommand(), a.diffCommand(), a.schemaCommand(), a.sourceCommand(), a.versionCommand(), a.completionCommand(), a.doctorCommand(), a.manCommand(), help)
	root.SuggestionsMinimumDistance = 2
	everyCommand(root, func(c *cobra.Command) { c.DisableFlagsInUseLine = true })
	a.complete(root)
	return root
}

// noCommand refuses a word that is no command.
func (a *app) noCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	help := cmd.CommandPath() + " -h"
	hint := "；有哪些命令：" + help
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		hint = "，是不是 " + near[0] + "？全部命令：" + help
	}
	return usage("没有“%s”这个命令%s", args[0], hint)
}

// takes checks the number of arguments: names are those of the usage line.
func takes(least, most int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return usage("少了%s；用法：%s", what, cmd.UseLine())
		case len(args) > most && most == 0:
			return usage("“%s”是多余的；用法：%s", args[0], cmd.UseLine())
		case len(args) > most:
			return usage("“%s”是多余的，这里只要%s；用法：%s", args[most], what, cmd.UseLine())
		}
		return nil
	}
}
