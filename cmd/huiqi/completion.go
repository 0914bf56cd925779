package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"huiqi/engine"
	"huiqi/tui/style"
	"huiqi/tui/text"
)

// shells are those that cobra writes completions for.
var shells = []string{"bash", "zsh", "fish", "powershell"}

func (a *app) completionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "completion bash|zsh|fish|powershell",
		Short: "命令行补全：按 Tab 补出命令、选项、事项编号、题号",
		Long: `写出一段补全脚本，装好以后在命令行按 Tab 就能补出命令、选项、事项编号、条号、题号、格式和颜色主题。

bash（先装 bash-completion）：
  huiqi completion bash > ~/.local/share/bash-completion/completions/huiqi
zsh（目录要在 fpath 里，然后重开终端）：
  huiqi completion zsh > ~/.zfunc/_huiqi
fish：
  huiqi completion fish > ~/.config/fish/completions/huiqi.fish
PowerShell（想每次都有，把这一行写进 $PROFILE）：
  huiqi completion powershell | Out-String | Invoke-Expression`,
		Example: `  huiqi completion bash
  source <(huiqi completion bash)`,
		Args:      takes(1, 1, "壳的名字：bash、zsh、fish 或 powershell"),
		ValidArgs: shells,
		RunE: func(cmd *cobra.Command, args []string) error {
			root := cmd.Root()
			write, known := map[string]func(io.Writer) error{
				"bash":       func(w io.Writer) error { return root.GenBashCompletionV2(w, true) },
				"zsh":        root.GenZshCompletion,
				"fish":       func(w io.Writer) error { return root.GenFishCompletion(w, true) },
				"powershell": root.GenPowerShellCompletionWithDesc,
			}[narrow(args[0])]
			if !known {
				return usage("没有“%s”的补全，可以用 bash、zsh、fish、powershell", args[0])
			}
			return a.emit(write)
		},
	}
}

type completer = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective)

// complete tells the shell what the arguments and flags can be. Names come with
// their titles; a flag of a few words with those.
func (a *app) complete(root *cobra.Command) {
	// of offers names of the policy.
	of := func(list func(*engine.Policy) []string) completer {
		return func(_ *cobra.Command, _ []string, to string) ([]string, cobra.ShellCompDirective) {
			pack, err := a.load()
			if err != nil {
				return nil, noFiles
			}
			return beginning(to, list(&pack.Policy))
		}
	}
	only := func(words ...string) completer {
		return func(_ *cobra.Command, _ []string, to string) ([]string, cobra.ShellCompDirective) {
			return beginning(to, words)
		}
	}
	once := func(c completer) completer {
		return func(cmd *cobra.Command, args []string, to string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, noFiles
			}
			return c(cmd, args, to)
		}
	}
	arguments := map[string]completer{
		"ask":       of(func(p *engine.Policy) []string { return slices.Concat(itemNames(p), articleNames(p)) }),
		"articles":  once(of(articleNames)),
		"questions": once(of(questionNames)),
		"help":      once(only(helpNames(root)...)),
		"version":   only(),
	}
	flags := map[string]completer{
		"scope": of(func(p *engine.Policy) []string { return slices.Concat(itemNames(p), articleNames(p), topicNames(p)) }),
		"item":  of(itemNames),
		"theme": only(append([]string{"auto"}, slices.Sorted(maps.Keys(style.Themes))...)...),
	}
	everyCommand(root, func(c *cobra.Command) {
		if f, ok := arguments[c.Name()]; ok && c.Parent() == root {
			c.ValidArgsFunction = f
		}
		if c.Parent() != nil && c.Parent().Name() == "cases" {
			c.ValidArgsFunction = once(a.caseNames)
		}
		c.LocalFlags().VisitAll(func(f *pflag.Flag) {
			complete := flags[f.Name]
			if choices, ok := f.Value.(*choiceFlag); ok {
				complete = only(choices.values...)
			}
			if complete != nil {
				_ = c.RegisterFlagCompletionFunc(f.Name, complete) // fails only where there is one already
			}
		})
	})
}

// caseNames are the cases that are kept.
func (a *app) caseNames(_ *cobra.Command, _ []string, to string) ([]string, cobra.ShellCompDirective) {
	s, err := a.loadStore()
	if err != nil {
		return nil, noFiles
	}
	kept, err := s.Cases()
	if err != nil {
		return nil, noFiles
	}
	var out []string
	for _, e := range kept {
		out = append(out, named(e.ID, text.CleanLine(e.Name)))
	}
	return beginning(to, out)
}

// beginning are the words that begin so, and no files.
func beginning(to string, words []string) ([]string, cobra.ShellCompDirective) {
	return slices.DeleteFunc(slices.Clone(words), func(w string) bool { return !strings.HasPrefix(w, to) }), noFiles
}

const noFiles = cobra.ShellCompDirectiveNoFileComp

// everyCommand visits the whole tree, hidden commands too.
func everyCommand(c *cobra.Command, do func(*cobra.Command)) {
	do(c)
	for _, sub := range c.Commands() {
		everyCommand(sub, do)
	}
}

func named(id, title string) string { return id + "\t" + title }

func itemNames(p *engine.Policy) []string {
	var out []string
	for i := range p.Items {
		out = append(out, named(p.Items[i].ID, fmt.Sprintf("第%d条 %s", p.Items[i].Article, p.Items[i].Title)))
	}
	return out
}

func articleNames(p *engine.Policy) []string {
	var out []string
	for i := range p.Articles {
		out = append(out, named(fmt.Sprint(p.Articles[i].Number), p.Articles[i].Title))
	}
	return out
}

func topicNames(p *engine.Policy) []string {
	var out []string
	for _, t := range p.Topics {
		out = append(out, named(t.ID, t.Label))
	}
	return out
}

func questionNames(p *engine.Policy) []string {
	var out []string
	for i := range p.Questions {
		out = append(out, named(p.Questions[i].ID, p.Questions[i].Name))
	}
	return out
}

func helpNames(root *cobra.Command) []string {
	out := []string{named(exitCodesTopic, "退出码")}
	for _, c := range root.Commands() {
		if c.IsAvailableCommand() {
			out = append(out, named(c.Name(), c.Short))
		}
	}
	return out
}
