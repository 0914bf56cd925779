package main

import (
	"bufio"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"huiqi/cmd/huiqi/internal/batch"
	"huiqi/cmd/huiqi/internal/report"
	"huiqi/content"
	"huiqi/engine"
)

func (a *app) diffCommand() *cobra.Command {
	var answers []string
	var many string
	cmd := &cobra.Command{
		Use:   "diff 旧规则目录 [新规则目录] [选项]",
		Short: "比较两个版本的规则：改了什么，谁的结果会变",
		Long: `比较两个版本的规则：新增、没有了、改名和改动的条文、事项、合并上限和问题；数字、条件和另一种理解的改动都列出来。
不写新规则目录，就和正在用的规则比。这里只要求规则读得进来；对不对用 huiqi lint 检查。改名的 id 照新版 ids.txt 里的箭头对上。

--answers 给出答案文件，或者一份存档（存档文件、编号、名字里的几个字），可以写几次；
--batch 给出很多申请人的表（CSV、XLSX、NDJSON，写法和 huiqi batch 一样，不限行数）。
接着列出谁的结果不同：哪一项、前、后、差多少，按原文可算出的合计差多少；最后是总数。
每个版本采用它认得的答案，改名的照新旧两个名字都认；都按全部事项比。
两个版本都不认的行不算，说明原因，退出码是 1。

--format json：applicants 的每一个有 name、id、row、changed（id、title、before、after、
figures：before、after、difference 各是 {low, high}，元，十进制字符串；没有数的是 null）、
totals（第一栏的合计）；summary 有 applicants、changed、refused 和所有申请人的 totals。`,
		Example: `  huiqi diff 去年的规则
  huiqi diff 去年的规则 今年的规则 --answers 甲.yaml --answers 乙公司
  huiqi diff 去年的规则 今年的规则 --batch 企业.csv
  huiqi diff 去年的规则 --format json`,
		Args: takes(1, 2, "两个规则目录"),
	}
	form := format(cmd, "text", "json")
	cmd.Flags().StringArrayVar(&answers, "answers", nil, "一个申请人的`答案文件或存档`，可以写几次")
	cmd.Flags().StringVar(&many, "batch", "", "很多申请人的`文件`")
	from := formatFlag(cmd, "from", "--batch 的格式", "csv", "xlsx", "ndjson")
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		var kind batch.Format
		if many != "" {
			if kind = batch.Format(from.value); kind == "" {
				kind = batch.FormatOfFile(many)
			}
			switch {
			case many == batch.Stream:
				return usage("--batch 的文件要读两遍，不能是标准输入，请写文件名")
			case kind == "":
				return usage("看不出“%s”是什么格式，请加 --from csv、--from xlsx 或 --from ndjson", many)
			}
		}
		before, err := content.Open(args[0])
		if err != nil {
			return err
		}
		var after *content.Pack
		if len(args) == 2 {
			after, err = content.Open(args[1])
		} else {
			after, err = a.load()
		}
		if err != nil {
			return err
		}
		if before, err = before.Earlier(after); err != nil {
			return err
		}
		packs := [2]*content.Pack{before, after}
		refused := 0
		compare := func(w io.Writer) error {
			d := report.NewDiffWriter(w, form.value == "json", len(answers) > 0 || many != "", before, after)
			for _, name := range answers {
				if err := a.diffAnswers(d, packs, name); err != nil {
					return err
				}
			}
			if many != "" {
				if refused, err = a.diffBatch(d, packs, many, kind); err != nil {
					return err
				}
			}
			return d.End()
		}
		if many == "" {
			return a.emit(compare)
		}
		// too much to hold: it is written as it comes
		if err := a.stdout(); err != nil {
			return err
		}
		w := bufio.NewWriter(a.out)
		err = compare(w)
		if err == nil {
			err = w.Flush()
		}
		if _, failed := w.Write(nil); failed != nil { // what it failed with before
			return failure("写不出结果：%s", reason(failed))
		}
		if err != nil {
			return err
		}
		if refused > 0 {
			return &exitError{code: exitFailure}
		}
		return nil
	}
	return cmd
}

// diffAnswers compares one applicant: a file of answers, a case file, or a case
// that is kept.
func (a *app) diffAnswers(d *report.DiffWriter, packs [2]*content.Pack, name string) error {
	who := report.Applicant{Name: name}
	var answers [2]*engine.Case
	for i, pack := range packs {
		k, err := a.caseNamed(pack, name)
		if err != nil {
			return err
		}
		var facts engine.Facts
		var notes []string
		if k != nil {
			who.Name, facts = k.Name, k.Snapshot.Facts
			if k.Drift != nil {
				notes = k.Drift.Answers
			}
		} else {
			ans, err := content.ReadKnownAnswers(name, &pack.Policy)
			if err != nil {
				return err
			}
			facts = ans.Facts
			for _, w := range ans.Warnings {
				notes = append(notes, w.Error())
			}
		}
		for _, s := range notes {
			a.warn("提示：照 %s 读：%s", rulesName(pack), s)
		}
		if answers[i], err = pack.Program.With(facts); err != nil {
			return err
		}
	}
	return d.Applicant(who, answers)
}

// rulesName tells one version of the rules from the other.
func rulesName(p *content.Pack) string { return p.Policy.Number + "（" + p.Digest[:12] + "）" }

// saidRows is how many rows of a batch are spoken of on the screen.
const saidRows = 20

// diffBatch compares the applicants of a table or a stream.
func (a *app) diffBatch(d *report.DiffWriter, packs [2]*content.Pack, name string, kind batch.Format) (refused int, err error) {
	said := 0
	var lost, warned [2]int
	unused, retired, err := batch.Pairs(name, kind, packs, func(p *batch.Pair) error {
		if len(p.Refused) > 0 {
			refused++
			d.Refused()
			for _, q := range p.Refused {
				if said++; said <= saidRows {
					a.warn("%s；这一行没有算", p.Says(q))
				}
			}
			return nil
		}
		for i := range packs {
			lost[i] += min(1, len(p.Lost[i]))
			warned[i] += min(1, len(p.Warnings[i]))
			for _, q := range p.Lost[i] {
				if said++; said <= saidRows {
					a.warn("提示：照 %s 读：%s；这个回答没有采用", rulesName(packs[i]), p.Says(q))
				}
			}
		}
		return d.Applicant(report.Applicant{Name: p.Name, ID: p.ID, Row: p.Line}, p.Cases)
	})
	if err != nil {
		return 0, err
	}
	for i, pack := range packs {
		if len(unused[i]) > 0 {
			a.warn("提示：照 %s 读：这些没有用到：%s", rulesName(pack), strings.Join(unused[i], "、"))
		}
		if len(retired[i]) > 0 {
			a.warn("提示：照 %s 读：表头：%s", rulesName(pack), strings.Join(retired[i], "；"))
		}
		if lost[i] > 0 {
			a.warn("提示：照 %s 读：%d 行里有不认得的回答，没有采用", rulesName(pack), lost[i])
		}
		if warned[i] > 0 {
			a.warn("提示：照 %s 读：%d 行里有改了名或已经停用的题号、选项，按现在的规则采用或略过了", rulesName(pack), warned[i])
		}
	}
	if refused > 0 {
		a.warn("有错的 %d 行没有算", refused)
	}
	return refused, nil
}
