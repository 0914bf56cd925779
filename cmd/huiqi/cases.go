package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"huiqi/cmd/huiqi/internal/cases"
	"huiqi/cmd/huiqi/internal/report"
	"huiqi/content"
	"huiqi/tui/present"
	"huiqi/tui/session"
	"huiqi/tui/store"
)

func (a *app) casesCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "cases [命令]",
		Short: "向导里存下的自查（存档）：列出、接着做、改名、复制、删除、找回",
		Long: `向导里每答一题就存一次，下次可以接着做。不带命令就列出存档，最近改的在前。

存档写编号，或者编号、名字里的几个字都行，只要对得上的只有一个。
存在哪里：先看 --data-dir，再看环境变量 ` + dataVariable + `，再看你的用户目录；只有你自己能读。
逐行问答（--plain）也一样存。
窗口的存档（--desk）在最后一次改动的 30 天后删除，每次列出时清理；天数写在配置目录的
settings.yaml 里，如 desk_days: 7。不想留下任何东西，开向导时加 --no-save。

--format json：cases 的每一个有 id、name、created、changed、answers（答了几题）、eligible、
possible（相符、待确认几项）、desk、expires、state（good、in_use 正开着、other_rules 另一版规则下存的、
damaged 损坏、newer 新版程序存的）、backup（有完好的备份）、problem。`,
		Example: `  huiqi cases
  huiqi cases resume 甲公司
  huiqi cases rename 20261122-0930 甲公司
  huiqi cases copy 甲公司 甲公司（假设扩产）
  huiqi cases recover 20261122-0930`,
		Args: a.noCommand,
	}
	form := format(cmd, "text", "json")
	cmd.RunE = func(*cobra.Command, []string) error {
		s, err := a.loadStore()
		if err != nil {
			return err
		}
		entries, err := s.Cases()
		if err != nil {
			return err
		}
		if len(entries) == 0 {
			a.warn("还没有存档（%s）", s.Dir())
		}
		return a.emit(func(w io.Writer) error {
			switch {
			case form.value == "json":
				return report.WriteJSON(w, report.BuildCases(entries))
			case len(entries) == 0:
				return nil
			}
			return report.WriteCases(w, entries)
		})
	}
	cmd.AddCommand(a.casesShow(), a.casesResume(), a.casesRename(), a.casesCopy(), a.casesDelete(), a.casesRecover())
	cmd.SuggestionsMinimumDistance = 2
	for _, c := range cmd.Commands() {
		c.DisableFlagsInUseLine = true
	}
	return cmd
}

const whichCase = "存档（编号，或名字里的几个字）"

func (a *app) casesShow() *cobra.Command {
	return &cobra.Command{
		Use:   "show 存档",
		Short: "看一份存档填了什么，规则变了没有",
		Long: `写出一份存档的回答、什么时候用哪一版规则存的；规则变过的，写明哪些答案不能用、哪些结果变了。
结果本身用 huiqi check 存档 看。`,
		Example: `  huiqi cases show 甲公司`,
		Args:    takes(1, 1, whichCase),
		RunE: func(_ *cobra.Command, args []string) error {
			pack, s, id, err := a.findCase(args[0])
			if err != nil {
				return err
			}
			k, err := s.Read(id)
			if err != nil {
				return err
			}
			iv, err := session.Restore(pack.Program, k.Snapshot)
			if err != nil {
				return err
			}
			r, err := present.Build(present.Source{Program: pack.Program, Facts: iv.Facts(), Scope: iv.Scope(), Moot: iv.Moot(), Outside: iv.Outside()})
			if err != nil {
				return err
			}
			head := []string{k.Name, "编号：" + id,
				"新建：" + k.Created.Local().Format("2006-01-02 15:04") + "；最后改动：" + k.Changed.Local().Format("2006-01-02 15:04"),
				fmt.Sprintf("规则：%s，摘要 %s；程序：%s", k.Policy, k.Digest, k.Program)}
			if titles := present.Titles(&pack.Policy, k.Snapshot.Names); len(titles) > 0 {
				head = append(head, "只查："+strings.Join(titles, "、"))
			}
			for _, e := range k.Earlier {
				head = append(head, "文件里还留着"+e+"的答案和结果")
			}
			return a.emit(func(w io.Writer) error {
				return report.WriteCase(w, report.CaseSheet{Head: head, Drift: k.Drift}, r.Answers)
			})
		},
	}
}

func (a *app) casesResume() *cobra.Command {
	var request wizardRequest
	cmd := &cobra.Command{
		Use:   "resume 存档 [选项]",
		Short: "接着做一份存档",
		Long: `在向导里打开一份存档，从停下的地方接着做（需要终端；加 --plain 逐行问答，不需要）。
另一个窗口正开着它的，这里只能看，不能存；规则变过的，先说明哪里不同。`,
		Example: `  huiqi cases resume 甲公司
  huiqi cases resume 甲公司 --plain`,
		Args: takes(1, 1, whichCase),
	}
	themeFlag(cmd, &request)
	sourceFlag(cmd, &request.Source)
	contactsFlag(cmd, &request.Contacts)
	outDirFlag(cmd, &request)
	plainFlag(cmd, &request)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		_, s, id, err := a.findCase(args[0])
		if err != nil {
			return err
		}
		if !a.terminal() && !request.plain() {
			return usage("这里不是能画屏幕的终端，向导打不开；逐行接着做，加 --plain；要看结果，用 huiqi check %s", id)
		}
		c, err := s.Open(id)
		if err != nil {
			return err
		}
		defer c.Close()
		request.Store, request.Case = s, c
		return a.wizard(request)
	}
	return cmd
}

func (a *app) casesRename() *cobra.Command {
	return &cobra.Command{
		Use:     "rename 存档 新名字",
		Short:   "改名",
		Long:    fmt.Sprintf("给一份存档换一个名字，最多 %d 个字。编号不变。", cases.MaxName),
		Example: `  huiqi cases rename 11月22日第1号 甲公司`,
		Args:    takes(2, 2, "存档和新名字"),
		RunE: func(_ *cobra.Command, args []string) error {
			_, s, id, err := a.findCase(args[0])
			if err != nil {
				return err
			}
			if err := s.Rename(id, args[1]); err != nil {
				return err
			}
			a.warn("改名为“%s”", cases.CleanName(args[1]))
			return nil
		},
	}
}

func (a *app) casesCopy() *cobra.Command {
	return &cobra.Command{
		Use:   "copy 存档 [新名字]",
		Short: "复制一份，互不影响",
		Long:  "复制一份存档，写出新的编号。另一个窗口正开着的也可以，复制的是它最后存下的样子。",
		Example: `  huiqi cases copy 甲公司
  huiqi cases copy 甲公司 甲公司（假设扩产）`,
		Args: takes(1, 2, "存档和新名字"),
		RunE: func(_ *cobra.Command, args []string) error {
			_, s, id, err := a.findCase(args[0])
			if err != nil {
				return err
			}
			copied, err := s.Duplicate(id, strings.Join(args[1:], ""))
			if err != nil {
				return err
			}
			return a.emit(func(w io.Writer) error {
				_, err := fmt.Fprintln(w, copied)
				return err
			})
		},
	}
}

func (a *app) casesDelete() *cobra.Command {
	var yes bool
	cmd := &cobra.Command{
		Use:   "delete 存档 [选项]",
		Short: "删除，连同备份",
		Long:  "删除一份存档和它的备份，不能再恢复。删之前会问一次；加 --yes 不问。",
		Example: `  huiqi cases delete 甲公司
  huiqi cases delete 20261122-093000-k3m5q7 --yes`,
		Args: takes(1, 1, whichCase),
	}
	cmd.Flags().BoolVarP(&yes, "yes", "y", false, "不再问")
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		_, s, id, err := a.findCase(args[0])
		if err != nil {
			return err
		}
		if !yes {
			if !a.terminal() {
				return usage("删了不能恢复，这里又不是终端，没有地方问你；确定要删就加 --yes")
			}
			a.warn("要删除“%s”（%s）吗？删了不能恢复。输入 y 删除，别的都不删：", args[0], id)
			if answer, _ := bufio.NewReader(a.in).ReadString('\n'); !strings.EqualFold(narrow(answer), "y") {
				a.warn("没有删")
				return nil
			}
		}
		if err := s.Delete(id); err != nil {
			return err
		}
		a.warn("删除了 %s", id)
		return nil
	}
	return cmd
}

func (a *app) casesRecover() *cobra.Command {
	return &cobra.Command{
		Use:   "recover 存档",
		Short: "损坏的存档，找回上一份完好的",
		Long: `存档文件不完整或被改动过（校验不符）时不会打开，也不会动它。
recover 把上一份完好的备份放回原处，损坏的文件改名留在旁边。`,
		Example: `  huiqi cases recover 20261122-093000-k3m5q7`,
		Args:    takes(1, 1, whichCase),
		RunE: func(_ *cobra.Command, args []string) error {
			_, s, id, err := a.findCase(args[0])
			if err != nil {
				return err
			}
			c, err := s.Recover(id)
			if err != nil {
				return err
			}
			defer c.Close()
			e := c.Entry()
			a.warn("找回了“%s”：%s存下的，答了 %d 题；损坏的文件留在 %s", e.Name, e.Changed.Local().Format("2006-01-02 15:04"), e.Answers, s.Dir())
			return nil
		},
	}
}

// loadStore opens the folder of cases under the rules at hand.
func (a *app) loadStore() (*cases.Store, error) {
	pack, err := a.load()
	if err != nil {
		return nil, err
	}
	return a.store(pack)
}

// findCase finds the one case that words mean.
func (a *app) findCase(words string) (*content.Pack, *cases.Store, string, error) {
	pack, err := a.load()
	if err != nil {
		return nil, nil, "", err
	}
	s, err := a.store(pack)
	if err != nil {
		return nil, nil, "", err
	}
	id, err := matchCase(s, words)
	return pack, s, id, err
}

// matchCase finds a case by its id or its name, or by a part of them that no
// other case has.
func matchCase(s *cases.Store, words string) (string, error) {
	entries, err := s.Cases()
	if err != nil {
		return "", err
	}
	words = strings.ToLower(narrow(words))
	var found []store.Entry
	for _, e := range entries {
		name := strings.ToLower(narrow(e.Name))
		if e.ID == words || name == words && words != "" {
			found = append(found, e)
		}
	}
	if len(found) == 0 && words != "" {
		for _, e := range entries {
			if strings.Contains(e.ID, words) || strings.Contains(strings.ToLower(narrow(e.Name)), words) {
				found = append(found, e)
			}
		}
	}
	switch len(found) {
	case 1:
		return found[0].ID, nil
	case 0:
		return "", usage("没有“%s”这份存档；有哪些存档：huiqi cases", words)
	}
	const most = 10
	lines := []string{fmt.Sprintf("“%s”对得上的有 %d 份存档，请写编号：", words, len(found))}
	for _, e := range found[:min(most, len(found))] {
		lines = append(lines, "  "+e.ID+"  "+e.Name)
	}
	if len(found) > most {
		lines = append(lines, fmt.Sprintf("  还有 %d 个", len(found)-most))
	}
	return "", usage("%s", lines)
}

// readKept reads answers from wherever they are: a file of answers, a case file,
// or a case that is kept. kept is nil for an answers file.
func (a *app) readKept(pack *content.Pack, arg string) (report.Case, *cases.Kept, error) {
	k, err := a.caseNamed(pack, arg)
	if err != nil {
		return report.Case{}, nil, err
	}
	if k == nil {
		c, err := a.readCase(pack, arg)
		return c, nil, err
	}
	if d := k.Drift; d != nil {
		for _, line := range d.Answers {
			a.warn("提示：%s", line)
		}
	}
	c := report.Case{Program: pack.Program, Digest: pack.Digest, Facts: k.Snapshot.Facts, Names: k.Snapshot.Names}
	return c, k, a.tellContradictions(c)
}

// caseNamed is the case that an argument means; nil where it means an answers
// file.
func (a *app) caseNamed(pack *content.Pack, arg string) (*cases.Kept, error) {
	if arg == "-" {
		return nil, nil
	}
	s, err := a.store(pack)
	if err != nil {
		return nil, err
	}
	f, err := os.Open(arg)
	if errors.Is(err, fs.ErrNotExist) {
		id, err := matchCase(s, arg)
		if err != nil {
			return nil, nil // reading the answers file says that there is none
		}
		return s.Read(id)
	}
	if err != nil {
		return nil, nil
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, cases.MaxSize+1))
	if err != nil || !cases.IsCase(data) {
		return nil, nil
	}
	k, err := s.ReadBytes(data)
	if err != nil {
		return nil, fmt.Errorf("%s：%w", arg, err)
	}
	return k, nil
}

// caseExit is the exit code of an error about a case.
func caseExit(e *cases.Error) int {
	switch e.Reason {
	case cases.Locked:
		return exitLocked
	case cases.Missing:
		return exitUsage
	case cases.Broken, cases.Newer:
		return exitInvalid
	}
	return exitFailure
}
