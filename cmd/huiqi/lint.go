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
	return &cobra.Command{
		Use:   "lint [规则目录]",
		Short: "检查规则：写法、名字、单位、例子",
		Long: `检查一个规则目录（不写就是内置的规则）：写法、名字、单位、能不能走到、例子对不对、全不全，id 有没有改名。

每处一行：文件:行:列: 哪里：什么问题。有错误时退出码是 3。`,
		Example: `  huiqi lint
  huiqi lint content/qiantang-2023-19`,
		Args: takes(0, 1, "一个规则目录"),
		RunE: func(_ *cobra.Command, args []string) error {
			return a.lint(args)
		},
	}
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
	dir, load := "", content.Embedded
	if len(args) == 1 {
		dir = args[0]
		if err := checkDir(dir); err != nil {
			return nil, err
		}
		load = func() (*content.Pack, error) { return content.Load(os.DirFS(dir), ".") }
	}
	var out []content.Finding
	add := func(p content.Problem, warning bool) {
		if dir != "" && p.Pos.File != "" {
			p.Pos.File = filepath.Join(dir, p.Pos.File)
		}
		out = append(out, content.Finding{Problem: p, Warning: warning})
	}
	pack, err := load()
	if err != nil {
		var many content.Problems
		var one *content.Problem
		switch {
		case errors.As(err, &many):
			for _, p := range many {
				add(*p, false)
			}
		case errors.As(err, &one):
			add(*one, false)
		default:
			return nil, err
		}
		return out, nil
	}
	for _, f := range content.Lint(pack) {
		add(f.Problem, f.Warning)
	}
	for i := range pack.Cases {
		for _, p := range pack.RunCase(&pack.Cases[i]) {
			add(*p, false)
		}
	}
	return out, nil
}

func checkDir(dir string) error {
	info, err := os.Stat(dir)
	switch {
	case err != nil:
		return invalid("%s: 找不到这个目录，请检查路径", dir)
	case !info.IsDir():
		return invalid("%s: 这是文件，不是目录；规则目录里要有 policy.yaml、questions、articles", dir)
	}
	return nil
}
