package syserr

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"
	"testing"
)

func TestWords(t *testing.T) {
	in := func(err error) error { return &fs.PathError{Op: "open", Path: "甲", Err: err} }
	for _, c := range []struct {
		why  string
		err  error
		goos string
		want string
	}{
		{"Excel has it: a right that is denied is not what is wrong", fmt.Errorf("%w: %w", ErrHeld, in(fs.ErrPermission)), "windows",
			"文件正被别的程序打开（例如 Excel），请关闭后再试"},
		{"shared by nobody", in(syscall.Errno(32)), "windows", "文件正被别的程序打开（例如 Excel），请关闭后再试"},
		{"a part is locked", in(syscall.Errno(33)), "windows", "文件正被别的程序打开（例如 Excel），请关闭后再试"},
		{"the disk is full, as Windows says it", in(syscall.Errno(112)), "windows", "磁盘已满"},
		{"the handle's disk is full", in(syscall.Errno(39)), "windows", "磁盘已满"},
		{"the reader is gone, as Windows says it", in(syscall.Errno(232)), "windows", "接收的程序已经关闭"},
		{"no right", in(fs.ErrPermission), "linux", "没有权限"},
		{"not there", &os.LinkError{Op: "rename", Old: "甲", New: "乙", Err: fs.ErrNotExist}, "linux", "找不到"},
		{"the disk is full", in(syscall.ENOSPC), "linux", "磁盘已满"},
		{"a name that is too long", in(syscall.ENAMETOOLONG), "linux", "名字或路径太长"},
		{"too long, as Windows says it", in(syscall.Errno(206)), "windows", "名字或路径太长"},
		{"a question mark in a name", in(syscall.Errno(123)), "windows", "名字里有系统不允许的字"},
		{"a file beyond the limit", in(syscall.EFBIG), "linux", "文件太大，超过了系统或磁盘允许的大小"},
		{"a link to itself", in(syscall.ELOOP), "linux", "链接绕成了一圈"},
		{"too many files", in(syscall.EMFILE), "linux", "打开的文件太多"},
		{"another disk", &os.LinkError{Op: "rename", Old: "甲", New: "乙", Err: syscall.EXDEV}, "linux", "不能直接移到另一个磁盘上"},
		{"what the file system cannot", in(syscall.EINVAL), "linux", "系统或磁盘不支持这样做"},
		{"a folder with something in it, which exists too", in(syscall.ENOTEMPTY), "linux", "文件夹不是空的"},
		{"a name that is taken", in(syscall.EEXIST), "linux", "已经有这个名字"},
		{"our own words", in(errors.New("没有文件夹")), "linux", "没有文件夹"},
		{"what nobody knows", in(errors.New("odd")), "linux", "系统报错（odd）"},
	} {
		if got := words(c.err, c.goos); got != c.want {
			t.Errorf("%s: %q, want %q", c.why, got, c.want)
		}
	}
	for err, want := range map[error]string{
		in(fs.ErrNotExist):    "找不到这个文件，请检查文件名和路径",
		in(syscall.EISDIR):    "这是一个目录，请给出里面的一个文件",
		in(syscall.ELOOP):     "读不了这个文件：链接绕成了一圈；请检查路径、权限和磁盘",
		in(fs.ErrPermission):  "读不了这个文件：没有权限；请检查路径、权限和磁盘",
		errors.New("strange"): "读不了这个文件：系统报错（strange）；请检查路径、权限和磁盘",
	} {
		if got := Unread(err); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := words(syscall.Errno(32), "linux"); got == words(ErrHeld, "linux") {
		t.Errorf("elsewhere 32 is another error, it says %q", got)
	}
}
