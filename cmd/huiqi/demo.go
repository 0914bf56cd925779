package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"huiqi/content"
	"huiqi/tui/demo"
	"huiqi/tui/page"
	"huiqi/tui/text"
)

func (a *app) demoCommand() *cobra.Command {
	var r wizardRequest
	cmd := &cobra.Command{
		Use:   "demo [答案文件|存档…] [选项]",
		Short: "宣讲演示：一步一步走一遍申请人的自查",
		Long: `给人讲解时用（需要终端）：挑一位申请人，一步一步走完自查，每答一题就说清楚变了什么、为什么。
自带的几位申请人都是虚构的。要演示自己的，写上答案文件（写法见 huiqi check -h）或存档（见 huiqi cases -h）；
答案文件里可以加 name（名字）和 about（一句话的介绍）。
演示和真的自查用的是同一套规则、同一套屏幕，没有预先录好的东西；什么都不保存。
空格往下走一步，退格回一步（也可以用翻页笔），p 自动走或停住，+ - 调快慢，Esc 换申请人。`,
		Example: `  huiqi demo
  huiqi demo --pace 3s
  huiqi demo 甲公司.yaml 乙村.yaml --theme light`,
		RunE: func(_ *cobra.Command, files []string) error {
			if !a.terminal() || r.plain() {
				return usage("演示要在能画屏幕的终端窗口里打开；只要结果的，用 huiqi check 答案文件")
			}
			if slices.Contains(files, "-") {
				return usage("演示要从键盘操作，答案不能从标准输入来；请写答案文件的名字")
			}
			pack, err := a.load()
			if err != nil {
				return err
			}
			if r.Applicants, err = a.applicants(pack, files); err != nil {
				return err
			}
			return a.wizard(r)
		},
	}
	themeFlag(cmd, &r)
	r.Theme = "projector" // where --theme says nothing else
	sourceFlag(cmd, &r.Source)
	cmd.Flags().Var((*paceFlag)(&r.Pace), "pace", "自动走，每步停这么多`秒`（1 到 60）；不写就手动")
	return cmd
}

// applicants are those of the files, or the made-up ones.
func (a *app) applicants(pack *content.Pack, files []string) ([]demo.Applicant, error) {
	var out []demo.Applicant
	if len(files) == 0 {
		samples, err := content.Samples(&pack.Policy)
		if err != nil {
			return nil, invalid("自带的申请人和这份规则对不上，请写上自己的答案文件；%v", err)
		}
		for _, s := range samples {
			out = append(out, demo.Applicant{Name: s.Name, About: s.About, MadeUp: true, Facts: s.Facts, Scope: s.Scope})
		}
		return out, nil
	}
	for _, path := range files {
		who, err := a.applicant(pack, path)
		if err != nil {
			return nil, err
		}
		out = append(out, who)
	}
	return out, nil
}

// applicant is the one of a case or of an answers file.
func (a *app) applicant(pack *content.Pack, path string) (demo.Applicant, error) {
	kept, err := a.caseNamed(pack, path)
	if err != nil {
		return demo.Applicant{}, err
	}
	if kept != nil {
		c, _, err := a.readKept(pack, path)
		return demo.Applicant{Name: text.CleanLine(kept.Name), Facts: c.Facts, Scope: c.Names}, err
	}
	c, ans, err := a.readAnswers(pack, path)
	if err != nil {
		return demo.Applicant{}, err
	}
	name := text.CleanLine(ans.Name)
	if name == "" {
		name = text.CleanLine(strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)))
	}
	return demo.Applicant{Name: name, About: text.CleanLine(ans.About), Facts: c.Facts, Scope: c.Names}, nil
}

// paceFlag reads seconds: 3, 3s or 3秒.
type paceFlag page.Pace

func (p *paceFlag) Type() string { return "" }

func (p *paceFlag) String() string {
	if p == nil || !p.On {
		return ""
	}
	return fmt.Sprint(int(p.Each/time.Second), "s")
}

func (p *paceFlag) Set(s string) error {
	n := strings.TrimSuffix(strings.TrimSuffix(narrow(s), "秒"), "s")
	d, err := time.ParseDuration(n + "s")
	if err != nil || d < page.FastestPace || d > page.SlowestPace || d%time.Second != 0 {
		return errors.New("要写 1 到 60 的整数（秒），如 3s")
	}
	*p = paceFlag{Each: d, On: true}
	return nil
}
