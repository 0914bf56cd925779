package main

import (
	"io"

	"github.com/spf13/cobra"

	"huiqi/cmd/huiqi/internal/report"
	"huiqi/content"
)

func (a *app) questionsCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "questions [题号] [选项]",
		Short: "问题的清单：题号、类型、选项、写法",
		Long:  "列出全部问题；写了题号，就给出这一题的全部内容和答案的写法。",
		Example: `  huiqi questions
  huiqi questions fairs
  huiqi questions --format json`,
		Args: takes(0, 1, "一个题号"),
	}
	form := format(cmd, "text", "json")
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		pack, err := a.load()
		if err != nil {
			return err
		}
		only := -1
		if len(args) == 1 {
			if only, err = a.questionIndex(pack, args[0]); err != nil {
				return err
			}
		}
		return a.emit(func(w io.Writer) error {
			switch {
			case form.value == "json":
				return report.WriteJSON(w, report.BuildQuestions(pack.Program, pack.Digest, only))
			case only >= 0:
				return report.WriteQuestion(w, pack.Program, only)
			}
			return report.WriteQuestions(w, pack.Program)
		})
	}
	return cmd
}

func (a *app) questionIndex(pack *content.Pack, id string) (int, error) {
	id, err := a.follow(pack, id, "question")
	if err != nil {
		return 0, err
	}
	i, ok := pack.Program.Question(id)
	if !ok {
		var known []string
		for _, q := range pack.Policy.Questions {
			known = append(known, q.ID)
		}
		return 0, usage("没有“%s”这个问题%s；全部题号：huiqi questions", id, like(id, known))
	}
	return i, nil
}
