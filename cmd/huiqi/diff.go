package main

import (
	"io"

	"github.com/spf13/cobra"

	"huiqi/cmd/huiqi/internal/report"
	"huiqi/content"
)

func (a *app) diffCommand() *cobra.Command {
	var answers []string
	cmd := &cobra.Command{
		Use:   "diff 旧规则目录 [新规则目录] [选项]",
		Short: "比较两个版本的规则：改了什么，谁的结果会变",
		Long: `比较两个版本的规则：新增、没有了、改名和改动的条文、事项、合并上限和问题；数字、条件和另一种理解的改动都列出来。
不写新规则目录，就和正在用的规则比。这里只要求规则读得进来；对不对用 huiqi lint 检查。改名的 id 照新版 ids.txt 里的箭头对上。

--answers 给出答案文件（可以写几次），接着列出哪些申请人的结果不同、差在哪里；
每个版本采用它认得的答案，改名的按新名采用。`,
		Example: `  huiqi diff 去年的规则
  huiqi diff 去年的规则 今年的规则 --answers 甲.yaml --answers 乙.yaml
  huiqi diff 去年的规则 --format json`,
		Args: takes(1, 2, "两个规则目录"),
	}
	form := format(cmd, "text", "json")
	cmd.Flags().StringArrayVar(&answers, "answers", nil, "一个申请人的`答案文件`，可以写几次")
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		before, err := content.Open(args[0])
		if err != nil {
			return err
		}
		var after *content.Pack
		if len(args) == 2 {
			after, err = content.Open(args[1])
		} else {
			after, err = a.load()
		}
		if err != nil {
			return err
		}
		d := report.BuildDiff(before, after)
		for _, name := range answers {
			was, err := a.answersUnder(before, name)
			if err != nil {
				return err
			}
			is, err := a.answersUnder(after, name)
			if err != nil {
				return err
			}
			if err := d.AddApplicant(name, was, is); err != nil {
				return err
			}
		}
		return a.emit(func(w io.Writer) error {
			if form.value == "json" {
				return report.WriteJSON(w, d)
			}
			return report.WriteDiff(w, d, len(answers))
		})
	}
	return cmd
}

// answersUnder reads an answers file as one version of the rules takes it.
// Questions that the version does not have are left out, and said. The scope of
// the file does not count: all items are compared.
func (a *app) answersUnder(pack *content.Pack, name string) (report.Case, error) {
	ans, err := content.ReadKnownAnswers(name, &pack.Policy)
	if err != nil {
		return report.Case{}, err
	}
	for _, w := range ans.Warnings {
		a.warn("提示：照 %s（%s）读：%v", pack.Policy.Number, pack.Digest[:12], w)
	}
	return report.Case{Program: pack.Program, Digest: pack.Digest, Facts: ans.Facts}, nil
}
