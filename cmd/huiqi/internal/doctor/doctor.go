// Package doctor looks at what the program finds on a machine: its folders, the
// terminal, the locale. It changes nothing.
package doctor

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/charmbracelet/colorprofile"

	"huiqi/content/syserr"
)

// Status says how a thing stands.
type Status string

const (
	Good   Status = "ok"
	Warn   Status = "warn"   // works, but not as well as it could
	Broken Status = "broken" // something will fail
)

// Check is one thing that was looked at.
type Check struct {
	ID     string `json:"id"`
	Title  string `json:"title"`
	Status Status `json:"status"`
	Found  string `json:"found"`
	Do     string `json:"do,omitempty"` // what to do about it
}

// Folder looks whether a folder can be written to. One that is not there yet is
// made when it is needed: then the folder above it counts.
func Folder(id, title, dir string) Check {
	c := Check{ID: id, Title: title, Status: Good, Found: dir}
	at := dir
	for {
		info, err := os.Stat(at)
		if err == nil && !info.IsDir() {
			c.Status, c.Found, c.Do = Broken, fmt.Sprintf("%s：%s 是文件，不是文件夹", dir, at), "把这个文件移开或改名"
			return c
		}
		if err == nil {
			break
		}
		up := filepath.Dir(at)
		if !errors.Is(err, fs.ErrNotExist) || up == at {
			c.Status, c.Found, c.Do = Broken, fmt.Sprintf("%s：%s", dir, syserr.Words(err)), "检查路径和权限"
			return c
		}
		at = up
	}
	f, err := os.CreateTemp(at, ".huiqi-doctor-*")
	if err != nil {
		c.Status, c.Found, c.Do = Broken, fmt.Sprintf("%s：写不进去（%s）", dir, syserr.Words(err)), "换一个能写的文件夹，或者改权限"
		return c
	}
	_ = f.Close()
	_ = os.Remove(f.Name()) // it is empty, and a later run would not mind
	if at != dir {
		c.Found += "（还没有，用到时会建）"
	} else {
		c.Found += "（能写）"
	}
	return c
}

// File looks at a file that need not be there. read holds it to its form.
func File(id, title, name, without string, read func() error) Check {
	c := Check{ID: id, Title: title, Status: Good, Found: name}
	if _, err := os.Stat(name); errors.Is(err, fs.ErrNotExist) {
		c.Found += "（没有；" + without + "）"
		return c
	}
	if err := read(); err != nil {
		c.Status, c.Found, c.Do = Warn, err.Error(), "改好或移走这个文件"
	}
	return c
}

// Window looks at the size of the terminal; the least is what the screens need.
func Window(terminal bool, width, height, leastWidth, leastHeight int) Check {
	c := Check{ID: "terminal", Title: "终端", Status: Good, Found: fmt.Sprintf("%d×%d", width, height)}
	switch {
	case !terminal:
		c.Status, c.Found, c.Do = Warn, "输入或输出不是终端", "向导要在终端窗口里打开；脚本里用 huiqi check，逐行问答用 huiqi --plain"
	case width < leastWidth || height < leastHeight:
		c.Status, c.Do = Warn, fmt.Sprintf("把窗口放大到 %d×%d 以上", leastWidth, leastHeight)
	}
	return c
}

// Term looks at the terminal's name.
func Term(goos string, getenv func(string) string) Check {
	name := getenv("TERM")
	c := Check{ID: "term", Title: "TERM", Status: Good, Found: name}
	switch {
	case name == "" && goos == "windows":
		c.Found = "没有设（Windows 上不需要）"
	case name == "":
		c.Status, c.Found, c.Do = Warn, "没有设", "设成终端的名字，如 TERM=xterm-256color"
	case name == "dumb":
		c.Status, c.Do = Warn, "这种终端画不了屏幕，向导自动改为逐行问答；能画的话，设成 xterm-256color"
	}
	return c
}

// Widths looks at how many cells characters take: Chinese ones, and those that
// terminals disagree about. measure asks the terminal; ok is false where it does
// not say. ascii says that borders are drawn in ASCII.
func Widths(measure func(string) (cells int, ok bool), ascii bool) []Check {
	han := Check{ID: "chinese", Title: "汉字宽度", Status: Good, Found: "2 格（终端量出来的）"}
	switch n, ok := measure("中"); {
	case !ok:
		han.Found = "2 格（按字宽表；终端没有回答）"
	case n != 2:
		han.Status, han.Found, han.Do = Warn, fmt.Sprintf("%d 格（终端量出来的），应当是 2 格", n), "换一个支持中文的终端，或把编码设成 UTF-8；也可以用 huiqi --plain 逐行问答"
	}
	borders := "边框用线条"
	if ascii {
		borders = "边框用 ASCII"
	}
	odd := Check{ID: "ambiguous", Title: "引号、省略号的宽度", Status: Good}
	n, ok := measure("“")
	switch {
	case !ok:
		odd.Found = "1 格（按字宽表；终端没有回答），" + borders
	case n == 1:
		odd.Found = "1 格（终端量出来的），" + borders
	default:
		odd.Status, odd.Found = Warn, fmt.Sprintf("%d 格（终端量出来的），右边可能对不齐，%s", n, borders)
		odd.Do = "在终端的设置里把“歧义宽度字符”设为窄（1 格）"
		if !ascii {
			odd.Do += "；改不了的，设 RUNEWIDTH_EASTASIAN=1，边框就用 ASCII"
		}
	}
	return []Check{han, odd}
}

var profiles = map[colorprofile.Profile]string{
	colorprofile.NoTTY: "没有颜色（不是终端）", colorprofile.ASCII: "没有颜色",
	colorprofile.ANSI: "16 色", colorprofile.ANSI256: "256 色", colorprofile.TrueColor: "真彩色",
}

// Colour says what colours the terminal takes. Without them nothing is lost: bold
// and signs say the same.
func Colour(p colorprofile.Profile, getenv func(string) string) Check {
	c := Check{ID: "colour", Title: "颜色", Status: Good, Found: profiles[p]}
	if c.Found == "" {
		c.Found = "不清楚"
	}
	if getenv("NO_COLOR") != "" {
		c.Found = "不用颜色（设了 NO_COLOR），靠粗体和记号分辨"
	}
	return c
}

// Locale looks whether the system speaks UTF-8. On Windows consoles it need not.
func Locale(goos string, getenv func(string) string) Check {
	c := Check{ID: "locale", Title: "语言和编码", Status: Good}
	if goos == "windows" {
		c.Found = "Windows 控制台（不看这一项）"
		return c
	}
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		v := getenv(name)
		if v == "" {
			continue
		}
		c.Found = name + "=" + v
		if u := strings.ToLower(v); !strings.Contains(u, "utf-8") && !strings.Contains(u, "utf8") {
			c.Status, c.Do = Warn, "中文可能显示成乱码；设成 UTF-8，如 LANG=zh_CN.UTF-8 或 LANG=C.UTF-8"
		}
		return c
	}
	c.Status, c.Found, c.Do = Warn, "LC_ALL、LC_CTYPE、LANG 都没有设", "中文可能显示成乱码；设 LANG=zh_CN.UTF-8 或 LANG=C.UTF-8"
	return c
}
