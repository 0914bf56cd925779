package main

import (
	"io"
	"path/filepath"

	"github.com/spf13/cobra"

	"huiqi/cmd/huiqi/internal/report"
)

func (a *app) compareCommand() *cobra.Command {
	var scope []string
	cmd := &cobra.Command{
		Use:   "compare 存档或答案文件 存档或答案文件 [选项]",
		Short: "两份答案对照：哪里答得不同，结果差多少",
		Long: `把两份答案并排：不同的回答、结果不同的项目、分栏合计的差别。相同的不列。
每一份可以是答案文件、存档文件，或者存档的编号、名字里的几个字。
两份要查的范围不同，就都按全部事项来比；--scope 另外指定。

--format json：names 是两份的名字，answers、items、totals 各是 {name, a, b, note}。`,
		Example: `  huiqi compare 去年.yaml 今年.yaml
  huiqi compare 甲公司 乙公司 --scope 14
  huiqi compare 甲公司 假设.yaml --format json`,
		Args: takes(2, 2, "两份答案（存档或答案文件）"),
	}
	form := format(cmd, "text", "json")
	cmd.Flags().StringSliceVar(&scope, "scope", nil, "只比这个`名字`（事项、条号或类别），可以写几次")
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		pack, err := a.load()
		if err != nil {
			return err
		}
		names, err := a.scopeNames(pack, scope)
		if err != nil {
			return err
		}
		var sides [2]report.Case
		var called [2]string
		for i, arg := range args {
			c, kept, err := a.readKept(pack, arg)
			if err != nil {
				return err
			}
			if called[i] = filepath.Base(arg); kept != nil {
				called[i] = kept.Name
			}
			if names != nil {
				c.Names = names
			}
			sides[i] = c
		}
		c, err := report.Compare(sides[0], sides[1], called)
		if err != nil {
			return err
		}
		return a.emit(func(w io.Writer) error {
			if form.value == "json" {
				return report.WriteJSON(w, c)
			}
			return report.WriteCompare(w, c)
		})
	}
	return cmd
}
