package main

import (
	"io"

	"github.com/spf13/cobra"

	"huiqi/cmd/huiqi/internal/report"
)

func (a *app) explainCommand() *cobra.Command {
	var item string
	cmd := &cobra.Command{
		Use:     "explain 答案文件|存档|- --item 事项",
		Short:   "一项的每个条件和怎么算出来的",
		Long:    "按答案文件，把一个事项的每个条件、算法、另一种理解和还差的回答写出来。",
		Example: `  huiqi explain 答案.yaml --item a14-rd`,
		Args:    takes(1, 1, "答案文件或存档（- 是标准输入）"),
	}
	cmd.Flags().StringVar(&item, "item", "", "`事项`的编号，如 a14-rd")
	cmd.RunE = func(*cobra.Command, []string) error {
		if item == "" {
			return usage("少了 --item；用法：%s", cmd.UseLine())
		}
		pack, err := a.load()
		if err != nil {
			return err
		}
		i, err := a.itemIndex(pack, item)
		if err != nil {
			return err
		}
		c, _, err := a.readKept(pack, cmd.Flags().Arg(0))
		if err != nil {
			return err
		}
		return a.emit(func(w io.Writer) error { return report.WriteItem(w, c, i) })
	}
	return cmd
}
