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
		{"what nobody knows", in(errors.New("odd")), "linux", "odd"},
	} {
		if got := words(c.err, c.goos); got != c.want {
			t.Errorf("%s: %q, want %q", c.why, got, c.want)
		}
	}
	if got := words(syscall.Errno(32), "linux"); got == words(ErrHeld, "linux") {
		t.Errorf("elsewhere 32 is another error, it says %q", got)
	}
}
