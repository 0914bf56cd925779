package main

import (
	"io"
	"os"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"huiqi/cmd/huiqi/internal/cases"
	"huiqi/cmd/huiqi/internal/report"
	"huiqi/content"
	"huiqi/tui/store"
)

func (a *app) checkCommand() *cobra.Command {
	var scope []string
	var o report.Options
	var out, contacts string
	cmd := &cobra.Command{
		Use:   "check 答案文件|存档|- [选项]",
		Short: "答案在文件里，直接出结果",
		Long: `读一个答案文件（YAML 或 JSON；- 是标准输入），写出结果，不提问。

答案文件的写法：
  answers:
    matters: all              # 单选：选项的编号
    applicant: enterprise
    deduction_taken: true     # 是或否：true、false，是、否 也可以
    rd_2023: 2000万元         # 金额：带不带单位都行，1.2亿、3000w、全角数字也认
    rd_intensity: null        # 不清楚
    research_titles: [giant]  # 多选；一个都没有写 []
    fairs:                    # 列表：一件一行；没有写 []
      - {place: overseas_export, booth: 100000}
  scope: [a14-rd, 46, trade]  # 可以不写；只看这些事项、条号、类别
没有写的就是还没有问到。题号和选项见 huiqi questions。

--format 选样子：text 文字，md（Markdown），html 网页（一个文件，可以打印成A4），
csv 表格（一项一行，Excel 能直接打开），json 给程序用。-o 写进文件（只有自己能读）。

也可以是一份存档：存档文件，或者存档的编号、名字里的几个字（见 huiqi cases）。
结果之后再和存下的结果逐字节核对：一致，退出码 0；不同，写明哪里不同、为什么
（规则不同、程序不同、文件被改动），退出码 3。

联系方式的文件（--contacts），一个单位一段，写哪几样都行；不是政策原文，由写的人维护：
  区经信科技局: {window: 2楼3号窗口, phone: 0571-12345678, hours: 工作日, note: 先取号}

--format json 的结构（schema_version 为 1，只增不改；同样的答案得出同样的字节）：
  policy、cautions、outside、scope、answers（看懂了的答案）、
  ignored（没有采用的回答和原因）、conflicts（和总的时间矛盾的日期）、items（每项的 id、article、title、status、
  nature、box、amount、units、conditions、arithmetic、missing、notes、alternatives）、
  groups（几项合用的上限）、totals（七栏，matched 和 pending 分开，不加成一个数）、
  next（还要回答的问题和关系到什么）、distances（相差一项的）；
  写了的才有：name、clerk、contacts（各单位的联系方式，不是政策原文）。
  status：eligible 条件相符，possible 待确认，ineligible 不相符，
          out_of_period 不在实施期，not_for_applicant 不适用于此类对象
  amount：certainties（exact 算得出，up_to 只是上限，unprinted 原文没写，none 不涉及）、
          low、high（元，写成十进制字符串；low 是 null 没有数，只有 high 是 null 没有上端）、
          settled（不会再变）、payer、formula、ceiling、cap_bound（上限起不起作用）`,
		Example: `  huiqi check 答案.yaml
  huiqi check 答案.yaml --scope 14 --scope a46-booth
  huiqi check 答案.yaml --format html -o 结果.html --name 某某公司
  huiqi check 甲公司
  huiqi check - --format json < 答案.json`,
		Args: takes(1, 1, "答案文件或存档（- 是标准输入）"),
	}
	form := format(cmd, "text", "json", "md", "html", "csv")
	cmd.Flags().StringSliceVar(&scope, "scope", nil, "只看这个`名字`（事项、条号或类别），可以写几次；代替文件里的 scope")
	cmd.Flags().BoolVar(&o.All, "all", false, "也逐项列出不相符和还没有问到的（text、md、html）")
	cmd.Flags().StringVarP(&out, "output", "o", "", "写进这个`文件`，原来有的会换掉；不写就到屏幕")
	cmd.Flags().StringVar(&o.Name, "name", "", "申请人的`名称`，写在结果上面")
	cmd.Flags().StringVar(&o.Clerk, "clerk", "", "经办人的`名字`，写在结果上面")
	contactsFlag(cmd, &contacts)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		pack, err := a.load()
		if err != nil {
			return err
		}
		names, err := a.scopeNames(pack, scope)
		if err != nil {
			return err
		}
		if o.Contacts, err = a.contacts(pack, contacts); err != nil {
			return err
		}
		c, kept, err := a.readKept(pack, args[0])
		if err != nil {
			return err
		}
		if names != nil {
			c.Names = names
		}
		o.Date, o.IDs = a.today(), form.value == "text"
		err = a.emitTo(out, func(w io.Writer) error { return report.Write(w, store.Format(form.value), c, o) })
		if err != nil || kept == nil {
			return err
		}
		return a.replay(kept)
	}
	return cmd
}

// readCase reads an answers file, and says on stderr what is not used of it.
func (a *app) readCase(pack *content.Pack, path string) (report.Case, error) {
	c, _, err := a.readAnswers(pack, path)
	return c, err
}

// readAnswers is readCase with the file as it was written.
func (a *app) readAnswers(pack *content.Pack, path string) (report.Case, *content.Answers, error) {
	var ans *content.Answers
	var err error
	if path == "-" {
		if f, ok := a.in.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
			a.warn("请输入答案，写完另起一行按 Ctrl-D（Windows 按 Ctrl-Z 再按回车）")
		}
		ans, err = content.LoadAnswers(a.in, "标准输入", &pack.Policy)
	} else {
		ans, err = content.ReadAnswers(path, &pack.Policy)
	}
	if err != nil {
		return report.Case{}, nil, err
	}
	for _, w := range ans.Warnings {
		a.warn("提示：%v", w)
	}
	c := report.Case{Program: pack.Program, Digest: pack.Digest, Facts: ans.Facts, Names: ans.Scope}
	return c, ans, a.tellContradictions(c)
}

// tellContradictions says on stderr which answers are not used, and which
// contradict others.
func (a *app) tellContradictions(c report.Case) error {
	ignored, conflicts, err := report.Contradictions(c)
	if err != nil {
		return err
	}
	for _, g := range ignored {
		a.warn("提示：问题 %s（%s）的回答没有采用：%s；请删去它，或改正与它矛盾的回答", g.At(), g.Name, g.Reason)
	}
	for _, k := range conflicts {
		a.warn("提示：问题 %s（%s）%s；请改正其中一个", k.At(), k.Name, k.Text)
	}
	return nil
}

// replay holds the result of a case to the one that was kept with it.
func (a *app) replay(k *cases.Kept) error {
	v, err := k.Replay()
	if err != nil {
		return err
	}
	if v.Same {
		a.warn("%s", v.Why)
		return nil
	}
	lines := []string{v.Why}
	for _, d := range v.Differences {
		lines = append(lines, "· "+d)
	}
	return invalid("%s", lines)
}
