package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"huiqi/cmd/huiqi/internal/batch"
	"huiqi/content"
)

func (a *app) batchCommand() *cobra.Command {
	var o batch.Options
	var quiet bool
	cmd := &cobra.Command{
		Use:   "batch 输入|- [-o 输出] [选项]",
		Short: "一次查很多申请人：CSV、XLSX、NDJSON",
		Long: `读一张表（CSV、XLSX）或一串答案（NDJSON），每个申请人和 huiqi check 一样判断，写出结果。
格式看文件名（.csv .tsv .txt、.xlsx、.ndjson .jsonl），也可以用 --from、--to 指定；- 是标准输入、标准输出。
空表：huiqi batch --template xlsx -o 空表.xlsx，选项可以下拉；--template csv 是一行表头。

表：CSV 可以是 UTF-8（带不带 BOM 都行）、UTF-16、GB18030（GBK），逗号、制表符、分号分列，自动认。
  第一行是表头：题号或问题的名称（见 huiqi questions），顺序随意；“编号”“名称”两列原样带到结果里。
  金额的表头可以写单位：营业收入（元）、营业收入（万元）。
  空格子是没有问到；不清楚就填“不清楚”；多选的几项之间用“；”隔开，一个都没有填“无”；
  也可以一个选项一列，表头写“题号：选项”，格子里填“是”。
  列表（如参加的展会）：一件的一格一列，表头写“参加的展会1：展位费”；没有就在“参加的展会”一列填“无”。
  XLSX 的列表在自己的表里一件一行，按“编号”对上申请人。XLSX 最多 50000 个申请人，再多请用 CSV。
NDJSON：一行一个 {"id": …, "name": …, "answers": {…}}，写法和答案文件一样；题号直接写在最外层也行。
  进一行、出一行，次序不变，各行互不相干；空行还是空行。

结果：--rows applicant 一个申请人一行（各栏几项、金额、待确认几项），--rows item 一项一行
  （条件相符的和待确认的；--all 也写不相符的）。CSV 用 Excel 打开不乱码，也不会运行公式。
  XLSX 里两种都有，另有一张按责任单位、按条文的汇总；最多也是 50000 个申请人。
  NDJSON：matched、pending（项数）、items（条件相符的；--rows item 时也有待确认的和 missing）、totals（各栏）；
  --full 写 huiqi check --format json 的整份结果。
  规则不是程序自带的（--content），每一行的提示里都写明；NDJSON 的每一行先写 content（number、digest、notice）。
有错的行不会打断：写到“输出.rejected”，写明行、列、原因和办法；改好可以直接再跑这个文件，写着原因的不用删。
  表的写成 CSV，XLSX 的列表也一件一格写在里面；NDJSON 的照原样，只在最前面加一个 "rejected"。
  NDJSON 的在结果里写成 {"id": …, "error": […]}。编码混乱或损坏的文件不读，会说第一处在哪里。
  一条记录最多 1 MB。有错的行时退出码是 1。
按 Ctrl-C，或者终端窗口关了：已经算好的照样写完整，说明到第几行为止，退出码 130。`,
		Example: `  huiqi batch --template xlsx -o 空表.xlsx
  huiqi batch 空表.xlsx -o 结果.xlsx
  huiqi batch 企业.csv -o 结果.csv
  huiqi batch 企业.csv -o 明细.csv --rows item
  huiqi batch - < 企业.ndjson > 结果.ndjson
  parallel --pipepart -a 企业.ndjson --block -1 -k huiqi batch - --from ndjson --quiet > 结果.ndjson`,
	}
	from := formatFlag(cmd, "from", "输入的格式", "csv", "xlsx", "ndjson")
	to := formatFlag(cmd, "to", "输出的格式", "csv", "xlsx", "ndjson")
	template := formatFlag(cmd, "template", "写一张空表", "xlsx", "csv")
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		if template.value != "" {
			return takes(0, 0, "")(cmd, args)
		}
		return takes(1, 1, "输入的文件（- 是标准输入）")(cmd, args)
	}
	rows := &choiceFlag{value: string(batch.ByApplicant), values: []string{string(batch.ByApplicant), string(batch.ByItem)}}
	cmd.Flags().Var(rows, "rows", "一行写什么：applicant 一个申请人，item 一项")
	cmd.Flags().StringVarP(&o.Out, "output", "o", batch.Stream, "结果写到这个`文件`，原来有的会换掉；- 是标准输出")
	cmd.Flags().StringSliceVar(&o.Scope, "scope", nil, "只看这个`名字`（事项、条号或类别），可以写几次")
	cmd.Flags().BoolVar(&o.All, "all", false, "一项一行时，也写不相符的")
	cmd.Flags().BoolVar(&o.Full, "full", false, "NDJSON 写整份结果（慢得多）")
	cmd.Flags().BoolVar(&quiet, "quiet", false, "不显示进度和小结，只说错误")
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		if template.value != "" {
			return a.batchTemplate(batch.Format(template.value), o.Out)
		}
		o.In = args[0]
		o.From, o.To, o.Rows = batch.Format(from.value), batch.Format(to.value), batch.Rows(rows.value)
		return a.batch(o, quiet)
	}
	return cmd
}

// formatFlag is a choice that may be left open.
func formatFlag(cmd *cobra.Command, name, say string, values ...string) *choiceFlag {
	f := &choiceFlag{values: values}
	cmd.Flags().Var(f, name, say)
	return f
}

// batchTemplate writes an empty table.
func (a *app) batchTemplate(f batch.Format, name string) error {
	pack, err := a.load()
	if err != nil {
		return err
	}
	if name == batch.Stream {
		if err := a.notOnTerminal(f); err != nil {
			return err
		}
	} else {
		if batch.FormatOf(name) != f {
			return usage("“%s”的结尾要是 .%s", name, f)
		}
		if _, err := os.Stat(name); err == nil {
			return invalid("%s: 已经有这个文件，也许填过了，没有动它；请换一个文件名", name)
		}
	}
	return a.emitTo(name, func(w io.Writer) error { return batch.Template(w, pack, f) })
}

// notOnTerminal refuses to write a workbook to a screen.
func (a *app) notOnTerminal(f batch.Format) error {
	if out, ok := a.out.(*os.File); ok && f == batch.XLSX && term.IsTerminal(int(out.Fd())) {
		return usage("XLSX 不能写到屏幕上，请用 -o 写文件名")
	}
	return nil
}

// endings are the signals that end a run with what is done. The end of the terminal
// is one, but not of what nohup started.
func endings() []os.Signal {
	out := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) {
		out = append(out, syscall.SIGHUP)
	}
	return out
}

func (a *app) batch(o batch.Options, quiet bool) error {
	pack, err := a.load()
	if err != nil {
		return err
	}
	if o.Scope, err = a.scopeNames(pack, o.Scope); err != nil {
		return err
	}
	o.Stdin = a.in
	if err := a.batchFormats(&o); err != nil {
		return err
	}
	if o.From != batch.XLSX && o.To != batch.XLSX {
		// The rules are held, and little beside: garbage may pile up in between, but
		// not beyond what a run may take.
		debug.SetGCPercent(200)
		debug.SetMemoryLimit(36 << 20)
	}
	o.Stdout, o.Meter = a.out, &batch.Meter{}
	a.releaseSignals()
	ctx, stop := signal.NotifyContext(context.Background(), endings()...)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends at once
	var shown chan struct{}
	show, hide := context.WithCancel(ctx)
	defer hide()
	if !quiet {
		f, isFile := a.err.(*os.File)
		ticker := time.NewTicker(time.Second)
		defer ticker.Stop()
		shown = make(chan struct{})
		go func() {
			o.Meter.Show(show, a.err, isFile && term.IsTerminal(int(f.Fd())), ticker.C)
			close(shown)
		}()
	}
	sum, err := batch.Run(ctx, pack, o)
	hide()
	if shown != nil {
		<-shown
	}
	if notice := pack.Policy.Notice; notice != "" && !quiet && err == nil {
		a.warn("提示：%s", notice)
	}
	return a.batchEnd(o, sum, err, quiet)
}

// batchFormats settles the formats that were left open.
func (a *app) batchFormats(o *batch.Options) error {
	if o.From == "" {
		o.From = batch.FormatOfFile(o.In)
	}
	if o.From == "" && o.In == batch.Stream {
		in := bufio.NewReader(a.in)
		o.Stdin = in
		first, _ := in.Peek(64) // what fails now fails again when it is read
		o.From = batch.FormatIn(first)
	}
	if o.From == "" {
		return usage("看不出“%s”是什么格式，请加 --from csv、--from xlsx 或 --from ndjson", o.In)
	}
	if o.To == "" {
		o.To = batch.FormatOf(o.Out)
	}
	switch {
	case o.To == "" && o.Out == batch.Stream && o.From == batch.NDJSON:
		o.To = batch.NDJSON
	case o.To == "" && o.Out == batch.Stream:
		o.To = batch.CSV
	case o.To == "":
		return usage("看不出“%s”要写成什么格式，请加 --to csv、--to xlsx 或 --to ndjson", o.Out)
	}
	if o.Full && o.To != batch.NDJSON {
		return usage("--full 只能和 NDJSON 一起用，请加 --to ndjson")
	}
	if o.Out == batch.Stream {
		if err := a.notOnTerminal(o.To); err != nil {
			return err
		}
		if err := a.stdout(); err != nil {
			return err
		}
	}
	if o.All && o.Rows != batch.ByItem && o.To != batch.XLSX {
		return usage("--all 要和 --rows item（或 --to xlsx）一起用")
	}
	return nil
}

// batchEnd says what came of a run.
func (a *app) batchEnd(o batch.Options, sum batch.Summary, err error, quiet bool) error {
	var read *batch.ReadError
	var write *batch.WriteError
	var kept *batch.KeptError
	var problem *content.Problem
	switch {
	case errors.As(err, &read):
		return failure("%s：读到第 %d 行时出错：%s；%s", read.Name, read.Line, reason(read.Err), cmp.Or(sum.Left, "这次没有写结果"))
	case errors.As(err, &kept):
		return failure("%s 写不进去：%s；%d 个申请人的结果没有丢，写到了 %s%s", o.Out, reason(kept), sum.Rows, kept.Name, rejectedWords(sum))
	case errors.As(err, &write) && o.Out == batch.Stream:
		return unwritten("", write.Err)
	case errors.As(err, &write):
		return unwritten(write.Name, write.Err)
	case errors.As(err, &problem) && sum.Left != "":
		return invalid("%v；%s", err, sum.Left)
	case err != nil:
		return err
	}
	if !quiet && len(sum.Unused) > 0 {
		a.warn("提示：这些没有用到：%s；表头要写题号或问题的名称（huiqi questions）", strings.Join(sum.Unused, "、"))
	}
	if !quiet && len(sum.Retired) > 0 {
		a.warn("提示：表头：%s", strings.Join(sum.Retired, "；"))
	}
	if !quiet && sum.Warned > 0 {
		a.warn("提示：%d 行里有照现在的规则采用或略过的内容，第一处：%s", sum.Warned, sum.FirstWarning)
	}
	if sum.Rejects == "" {
		for _, s := range sum.FirstRejects {
			a.warn("%s", s)
		}
	}
	if sum.Stopped {
		a.warn("已中断：输入的第 %d 行以前都算好了，%d 个申请人的结果已完整写到%s%s", sum.LastLine, sum.Rows, place(o.Out), rejectedWords(sum))
		return errInterrupted
	}
	if !quiet {
		a.warn("完成：%d 个申请人，结果在%s%s", sum.Rows, place(o.Out), rejectedWords(sum))
	}
	if sum.Rejected > 0 {
		if quiet {
			return failure("有错的 %d 行没有结果%s", sum.Rejected, rejectedPlace(sum))
		}
		return &exitError{code: exitFailure}
	}
	return nil
}

func place(name string) string {
	if name == batch.Stream {
		return "标准输出"
	}
	return " " + name
}

func rejectedWords(sum batch.Summary) string {
	if sum.Rejected == 0 {
		return ""
	}
	return fmt.Sprintf("；有错的 %d 行没有结果", sum.Rejected) + rejectedPlace(sum)
}

func rejectedPlace(sum batch.Summary) string {
	if sum.Rejects == "" {
		return ""
	}
	return "，原因在 " + sum.Rejects
}
