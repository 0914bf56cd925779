package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"huiqi/cmd/huiqi/internal/files"
	"huiqi/cmd/huiqi/internal/report"
	"huiqi/content"
	"huiqi/content/official"
	"huiqi/tui/text"
)

// sourceVariable names the file with the official text.
const sourceVariable = "HUIQI_OFFICIAL_TEXT"

// storedName is the file that source add keeps the text in.
const storedName = "official-text"

func (a *app) sourceCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "source add|audit",
		Short: "官方原文：存下来，和规则逐条核对",
		Long: `程序里没有文件的原文，只有每一条原文的摘要（用来核对一字不差）。
把官方网页另存为 .txt 或 .html，用 source add 存一次，以后每一条都能看到原文：
✓ 和写规则时的原文一致，⚠ 不一致或不能核对。

原文从哪里找：先看 --source，再看环境变量 ` + sourceVariable + `，再看 source add 存下的。`,
		Example: `  huiqi source add 下载的网页.html
  huiqi source audit 下载的网页.html`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("source 后面要写 add 或 audit；用法：huiqi source -h")
			}
			return a.noCommand(cmd, args)
		},
		RunE: func(*cobra.Command, []string) error { return nil }, // Args has answered
	}
	cmd.AddCommand(a.sourceAdd(), a.sourceAudit())
	for _, c := range cmd.Commands() {
		c.DisableFlagsInUseLine = true
	}
	return cmd
}

func (a *app) sourceAdd() *cobra.Command {
	return &cobra.Command{
		Use:   "add 原文文件",
		Short: "存下官方原文，逐条核对是否一字不差",
		Long: `读官方网页另存的文件（.txt 或 .html），逐条核对，再存一份到你的用户目录。
✓ 和写规则时的原文一致；⚠ 不一致，这一条的规则可能不是照这份文字写的。`,
		Example: `  huiqi source add 下载的网页.html`,
		Args:    takes(1, 1, "原文文件"),
		RunE: func(_ *cobra.Command, args []string) error {
			return a.addSource(args[0])
		},
	}
}

func (a *app) addSource(name string) error {
	pack, err := a.load()
	if err != nil {
		return err
	}
	data, err := readSource(name)
	if err != nil {
		return err
	}
	t, err := official.Read(name, bytes.NewReader(data))
	if err != nil {
		return err
	}
	marks := official.Check(pack, t)
	same := 0
	for _, m := range marks {
		if m.State == official.Same {
			same++
		}
	}
	if same == 0 {
		return invalid("%s: 没有一条对得上，没有存；请确认是 %s 的原文", name, pack.Policy.Number)
	}
	to, err := a.storedSource()
	if err == nil {
		err = os.MkdirAll(filepath.Dir(to), 0o700)
	}
	if err == nil {
		err = files.Replace(to, data)
	}
	if err != nil {
		return failure("存不下来：%s", reason(err))
	}
	err = a.emit(func(w io.Writer) error {
		for _, m := range marks {
			if _, err := fmt.Fprintln(w, text.CleanLine(markLine(m))); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	a.warn("存到了 %s", to)
	if same < len(marks) {
		a.warn("%d 条一致，%d 条要核对；哪里不同：huiqi source audit", same, len(marks)-same)
		return nil
	}
	a.warn("%d 条都和写规则时的原文一致", same)
	return nil
}

func markLine(m official.Mark) string {
	s := fmt.Sprintf("%s 第%d条 %s", m.State.Sign(), m.Article, m.Title)
	if m.State != official.Same {
		s += "：" + m.State.Say()
	}
	return s
}

func (a *app) sourceAudit() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "audit [原文文件] [选项]",
		Short: "核对规则和原文：每个数字、单位、标题",
		Long: `拿原文逐条核对规则：原文的每个数字都有事项用到或有归类，写法（最高、以上、单位）、
位置（分别的每一档）、责任单位和标题都一致。

每处不同一行：哪一条（碰到的事项）：哪里不同、怎么办〔规则的位置〕。
没有不同，退出码是 0；有不同，是 3。`,
		Example: `  huiqi source audit 下载的网页.html
  huiqi source audit`,
		Args: takes(0, 1, "一个原文文件"),
	}
	var source string
	sourceFlag(cmd, &source)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		name := source
		if len(args) == 1 {
			name = args[0]
		}
		pack, err := a.load()
		if err != nil {
			return err
		}
		t, err := a.openSource(name)
		switch {
		case err != nil:
			return err
		case t == nil:
			return usage("还没有官方原文；请写出文件：huiqi source audit 原文文件，或先用 huiqi source add 存下来")
		}
		return a.audit(pack, t)
	}
	return cmd
}

func (a *app) audit(pack *content.Pack, t *official.Text) error {
	ds := official.Audit(pack, t)
	err := a.emit(func(w io.Writer) error {
		for i := range ds {
			if _, err := fmt.Fprintln(w, text.CleanLine(ds[i].String())); err != nil {
				return err
			}
		}
		return nil
	})
	switch {
	case err != nil:
		return err
	case len(ds) > 0:
		return invalid("%s: 有 %d 处不同", t.Name, len(ds))
	}
	a.warn("没有不同：%d 章、%d 条和结尾部分都核对过了", len(t.Chapters), len(t.Articles))
	return nil
}

// sourceFlag adds --source.
func sourceFlag(cmd *cobra.Command, to *string) {
	cmd.Flags().StringVar(to, "source", "", "官方原文的`文件`（.txt 或 .html），见 huiqi source -h")
}

// openSource reads the official text: the file named, else the one that the
// variable names, else the stored copy. Both are nil where there is none.
func (a *app) openSource(name string) (*official.Text, error) {
	if name == "" {
		name = os.Getenv(sourceVariable)
	}
	if name == "" {
		stored, err := a.storedSource()
		if err != nil {
			return nil, nil // no place to store: nothing is stored
		}
		if _, err := os.Stat(stored); errors.Is(err, fs.ErrNotExist) {
			return nil, nil
		}
		name = stored
	}
	data, err := readSource(name)
	if err != nil {
		return nil, err
	}
	return official.Read(name, bytes.NewReader(data))
}

// printed is the reader's copy of the official text, nil where there is none. A
// copy that was not asked for by --source and cannot be read is no reason to
// fail.
func (a *app) printed(pack *content.Pack, source string) (*printedCopy, error) {
	t, err := a.openSource(source)
	switch {
	case err != nil && source != "":
		return nil, err
	case err != nil:
		a.warn("提示：%v；这次不显示原文", err)
		return nil, nil
	case t == nil:
		return nil, nil
	}
	return &printedCopy{pack, t}, nil
}

// printedCopy shows articles as the official text prints them.
type printedCopy struct {
	pack *content.Pack
	text *official.Text
}

// Article is the wording of an article, whether it is the one that the rules were
// written from, and whether the copy has it.
func (c *printedCopy) Article(number int) (wording string, agrees, ok bool) {
	article := c.text.Article(number)
	if article == nil {
		return "", false, false
	}
	return strings.Join(article.Wording, "\n"), official.CheckArticle(c.pack, c.text, number) == official.Same, true
}

// writeWording writes an article's official words below what is said of it.
func (c *printedCopy) writeWording(w io.Writer, number int) error {
	if c == nil {
		return nil
	}
	state := official.CheckArticle(c.pack, c.text, number)
	var words []string
	if article := c.text.Article(number); article != nil {
		words = article.Wording
	}
	return report.WriteWording(w, state.Sign()+" "+state.Say(), words)
}

// readSource reads a file with the official text. Errors are a *content.Problem.
func readSource(name string) ([]byte, error) {
	f, _, err := content.OpenFile(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	// One byte more than is allowed: official.Read says that it is too much.
	data, err := io.ReadAll(io.LimitReader(f, official.MaxSize+1))
	if err != nil {
		return nil, content.Unread(name, err)
	}
	return data, nil
}

// storedSource is where source add keeps the official text.
func (a *app) storedSource() (string, error) {
	dir, err := a.dataDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, storedName), nil
}
