package main

import (
	"io"

	"github.com/spf13/cobra"

	"huiqi/cmd/huiqi/internal/report"
)

func (a *app) articlesCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "articles [条号] [选项]",
		Short: "条文的清单：性质、责任单位、事项和数字",
		Long: `列出条文；写了条号，就给出这一条的事项、条件、金额和责任单位。

内容用自己的话写，数字、标题和单位名照原文。有官方原文的（见 huiqi source），一条后面接着它的原文。`,
		Example: `  huiqi articles
  huiqi articles 46
  huiqi articles --format json`,
		Args: takes(0, 1, "一个条号"),
	}
	form := format(cmd, "text", "json")
	var source string
	sourceFlag(cmd, &source)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		pack, err := a.load()
		if err != nil {
			return err
		}
		only := 0
		if len(args) == 1 {
			n, ok := articleNumber(&pack.Policy, args[0])
			if !ok {
				return usage("没有第“%s”条；全部条文：huiqi articles", narrow(args[0]))
			}
			only = n
		}
		var printed *printedCopy
		if only > 0 && form.value == "text" {
			if printed, err = a.printed(pack, source); err != nil {
				return err
			}
		}
		return a.emit(func(w io.Writer) error {
			switch {
			case form.value == "json":
				return report.WriteJSON(w, report.BuildArticles(pack.Program, pack.Digest, only))
			case only > 0:
				if err := report.WriteArticle(w, pack.Program, only); err != nil {
					return err
				}
				return printed.writeWording(w, only)
			}
			return report.WriteArticles(w, pack.Program)
		})
	}
	return cmd
}
