package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/charmbracelet/colorprofile"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"huiqi/cmd/huiqi/internal/doctor"
	"huiqi/cmd/huiqi/internal/report"
	"huiqi/content"
	"huiqi/tui"
	"huiqi/tui/style"
	"huiqi/tui/text"
)

func (a *app) doctorCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "doctor [选项]",
		Short: "自检：目录、终端、汉字宽度、颜色、编码、规则",
		Long: `看看这台电脑上 huiqi 用到的东西都好不好：程序和规则的版本、存东西的目录能不能写、
设置、联系方式和官方原文在不在、终端多大、汉字占几格、有没有颜色、是不是 UTF-8。
✓ 没问题；⚠ 能用，但最好照“→”后面说的改一改；✗ 坏了，有的事做不成。
除了在要写的目录里试建一个空文件、马上删掉，什么都不改。有 ✗ 时退出码是 1，没有就是 0。

--format json：checks 的每一个有 id、title、status（ok、warn、broken）、found、do。`,
		Example: `  huiqi doctor
  huiqi doctor --format json`,
		Args: takes(0, 0, ""),
	}
	form := format(cmd, "text", "json")
	cmd.RunE = func(*cobra.Command, []string) error {
		checks := a.diagnose()
		err := a.emit(func(w io.Writer) error {
			if form.value == "json" {
				return report.WriteJSON(w, struct {
					SchemaVersion int            `json:"schema_version"`
					Checks        []doctor.Check `json:"checks"`
				}{1, checks})
			}
			return writeChecks(w, checks)
		})
		broken := 0
		for _, c := range checks {
			if c.Status == doctor.Broken {
				broken++
			}
		}
		if err == nil && broken > 0 {
			err = failure("有 %d 处坏了，见上面的 ✗", broken)
		}
		return err
	}
	return cmd
}

// diagnose looks at everything, in the order in which it is said.
func (a *app) diagnose() []doctor.Check {
	out := []doctor.Check{{ID: "program", Title: "程序", Status: doctor.Good,
		Found: fmt.Sprintf("huiqi %s（%s %s/%s）", programVersion(), runtime.Version(), runtime.GOOS, runtime.GOARCH)}}
	rules := doctor.Check{ID: "policy", Title: "规则", Status: doctor.Good}
	pack, err := a.load()
	if err != nil {
		rules.Status, rules.Found, rules.Do = doctor.Broken, err.Error(), "重新安装；用了 --content 的，先用 huiqi lint 检查那个目录"
	} else {
		rules.Found = fmt.Sprintf("%s，摘要 %s，%d 条 %d 项", pack.Policy.Number, pack.Digest[:12], len(pack.Policy.Articles), len(pack.Policy.Items))
		if notice := pack.Policy.Notice; notice != "" {
			rules.Found += "；" + notice
		}
	}
	out = append(out, rules)
	out = append(out, a.folders(pack)...)
	return append(out, a.screen()...)
}

// folders are the places on the disk. pack is nil where the rules are broken.
func (a *app) folders(pack *content.Pack) []doctor.Check {
	var out []doctor.Check
	data, err := a.dataDir()
	if err != nil {
		out = append(out, doctor.Check{ID: "data", Title: "数据目录", Status: doctor.Broken, Found: "找不到你的用户目录", Do: "用 --data-dir 或 " + dataVariable + " 指定一个"})
	} else {
		out = append(out, doctor.Folder("data", "数据目录", data))
	}
	settings := doctor.File("settings", "设置", configFile("settings.yaml"), "都用现成的", func() error {
		_, err := a.settings()
		return err
	})
	if settings.Status == doctor.Warn { // cases are not opened with settings that cannot be read
		settings.Status = doctor.Broken
	}
	out = append(out, settings)
	contacts := os.Getenv(contactsVariable)
	if contacts == "" {
		contacts = configFile("contacts.yaml")
	}
	out = append(out, doctor.File("contacts", "联系方式", contacts, "可以不放，见 huiqi check -h", func() error {
		if pack == nil {
			return nil
		}
		_, err := content.ReadContacts(contacts, &pack.Policy)
		return err
	}))
	source := os.Getenv(sourceVariable)
	if source == "" && err == nil {
		source = filepath.Join(data, storedName)
	}
	return append(out, doctor.File("official", "官方原文", source, "可以不放，见 huiqi source -h", func() error {
		_, err := a.openSource("")
		return err
	}))
}

// patienceWithTerminals is how long a terminal may take to say where its cursor is.
const patienceWithTerminals = time.Second

// screen is what there is to draw on.
func (a *app) screen() []doctor.Check {
	terminal := a.terminal()
	width, height := 0, 0
	if terminal {
		width, height, _ = term.GetSize(int(os.Stdout.Fd())) // 0 is too small, and said so
	}
	out := []doctor.Check{doctor.Window(terminal, width, height, tui.MinWidth, tui.MinHeight), doctor.Term(runtime.GOOS, os.Getenv)}
	measure := func(string) (int, bool) { return 0, false }
	// on Windows the console has to be told first to understand the question
	if terminal && runtime.GOOS != "windows" && os.Getenv("TERM") != "dumb" {
		if before, err := term.MakeRaw(int(os.Stdin.Fd())); err == nil {
			defer func() { _ = term.Restore(int(os.Stdin.Fd()), before) }()
			measure = doctor.NewRuler(os.Stdin, os.Stdout, time.After(patienceWithTerminals)).Measure
		}
	}
	out = append(out, doctor.Widths(measure, style.ASCIIOnly(runtime.GOOS, os.Getenv))...)
	return append(out, doctor.Colour(colorprofile.Detect(os.Stdout, os.Environ()), os.Getenv), doctor.Locale(runtime.GOOS, os.Getenv))
}

func writeChecks(w io.Writer, checks []doctor.Check) error {
	var b strings.Builder
	signs := map[doctor.Status]string{doctor.Good: "✓", doctor.Warn: "⚠", doctor.Broken: "✗"}
	count := map[doctor.Status]int{}
	for _, c := range checks {
		count[c.Status]++
		fmt.Fprintf(&b, "%s %s：%s\n", signs[c.Status], c.Title, strings.ReplaceAll(text.Clean(c.Found), "\n", "\n  "))
		if c.Do != "" {
			fmt.Fprintf(&b, "  → %s\n", c.Do)
		}
	}
	switch {
	case count[doctor.Warn]+count[doctor.Broken] == 0:
		b.WriteString("都没有问题。\n")
	default:
		fmt.Fprintf(&b, "%d 处没问题，%d 处要留意，%d 处坏了。\n", count[doctor.Good], count[doctor.Warn], count[doctor.Broken])
	}
	_, err := io.WriteString(w, b.String())
	return err
}
