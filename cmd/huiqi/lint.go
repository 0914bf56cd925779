package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"huiqi/content"
	"huiqi/tui/text"
)

func (a *app) lintCommand() *cobra.Command {
	var writeIDs bool
	cmd := &cobra.Command{
		Use:   "lint [规则目录] [选项]",
		Short: "检查规则：写法、名字、单位、例子",
		Long: `检查一个规则目录（不写就是正在用的规则）：写法、名字、单位、能不能走到、例子对不对、全不全，id 有没有改名。

每处一行：文件:行:列: 哪里：什么问题。有错误时退出码是 3。`,
		Example: `  huiqi lint
  huiqi lint content/qiantang-2023-19
  huiqi lint --write-ids content/qiantang-2023-19   把新加的 id 记进 ids.txt`,
		Args: takes(0, 1, "一个规则目录"),
	}
	cmd.Flags().BoolVar(&writeIDs, "write-ids", false, "先把新加的 id 写进目录里的 ids.txt（只加，不删）")
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		if len(args) == 0 && a.contentDir != "" {
			args = []string{a.contentDir}
		}
		if writeIDs {
			if len(args) == 0 {
				return usage("--write-ids 要写明规则目录；程序自带的规则不能改")
			}
			if err := recordIDs(args[0]); err != nil {
				return err
			}
		}
		return a.lint(args)
	}
	return cmd
}

// recordIDs adds the new ids of a pack to its list.
func recordIDs(dir string) error {
	pack, err := content.Open(dir)
	if err != nil {
		return err
	}
	name := filepath.Join(dir, content.IDsFile)
	if err := os.WriteFile(name, []byte(pack.IDsText()), 0o644); err != nil {
		return failure("%s 写不进去：%s", name, reason(err))
	}
	return nil
}

func (a *app) lint(args []string) error {
	found, err := lintFindings(args)
	if err != nil {
		return err
	}
	errs := 0
	err = a.emit(func(w io.Writer) error {
		for _, f := range found {
			if !f.Warning {
				errs++
			}
			if _, err := fmt.Fprintln(w, text.Clean(findingLine(f))); err != nil {
				return err
			}
		}
		return nil
	})
	switch {
	case err != nil:
		return err
	case errs > 0:
		return invalid("有 %d 处错误，%d 处提醒", errs, len(found)-errs)
	case len(found) > 0:
		a.warn("没有错误，有 %d 处提醒", len(found))
	default:
		a.warn("没有问题")
	}
	return nil
}

// findingLine is file:line:column, the kind of finding, where and what.
func findingLine(f content.Finding) string {
	s := f.Pos.String()
	if s != "" {
		s += ": "
	}
	if f.Warning {
		s += "提醒："
	} else {
		s += "错误："
	}
	if f.Where != "" {
		s += f.Where + "："
	}
	return s + f.Msg
}

// lintFindings checks a pack: faults of loading, else what Lint proves and what
// the cases beside the rules expect.
func lintFindings(args []string) ([]content.Finding, error) {
	load := content.Embedded
	if len(args) == 1 {
		load = func() (*content.Pack, error) { return content.Open(args[0]) }
	}
	pack, err := load()
	var many content.Problems
	var one *content.Problem
	switch {
	case err == nil:
		return content.Check(pack), nil
	case errors.As(err, &many):
	case errors.As(err, &one):
		many = content.Problems{one}
	default:
		return nil, err
	}
	var out []content.Finding
	for _, p := range many {
		out = append(out, content.Finding{Problem: *p})
	}
	return out, nil
}
