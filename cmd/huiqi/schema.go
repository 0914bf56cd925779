package main

import (
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"huiqi/cmd/huiqi/internal/report"
	"huiqi/content"
)

func (a *app) schemaCommand() *cobra.Command {
	names := append([]string{"answers"}, content.SchemaNames...)
	return &cobra.Command{
		Use:   "schema 名称",
		Short: "规则文件和答案文件的 JSON Schema，编辑器用它补全和检查",
		Long: `写出一种文件的 JSON Schema（2020-12）：
  answers    答案文件，照正在用的规则：每个问题的写法和选项
  policy     规则目录里的 policy.yaml
  questions  规则目录里 questions/ 的文件
  article    规则目录里 articles/ 的文件
  cases      规则目录里 cases/ 的文件

编辑器照它补全和检查写法；名字、类型和单位对不对，用 huiqi lint 检查。
YAML 文件的第一行写 # yaml-language-server: $schema=文件，编辑器就会用它。`,
		Example: `  huiqi schema answers > answers.schema.json
  huiqi schema article > article.schema.json`,
		Args:      takes(1, 1, "一个名称（"+strings.Join(names, "、")+"）"),
		ValidArgs: names,
		RunE: func(_ *cobra.Command, args []string) error {
			if !slices.Contains(names, args[0]) {
				return usage("没有“%s”的 JSON Schema，只有 %s", args[0], strings.Join(names, "、"))
			}
			if args[0] == "answers" {
				pack, err := a.load()
				if err != nil {
					return err
				}
				return a.emit(func(w io.Writer) error { return report.WriteJSON(w, content.AnswersSchema(&pack.Policy)) })
			}
			data, err := content.Schema(args[0])
			if err != nil {
				return err
			}
			return a.emit(func(w io.Writer) error {
				_, err := w.Write(data)
				return err
			})
		},
	}
}
