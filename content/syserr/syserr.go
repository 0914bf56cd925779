// Package syserr puts errors of the system into words.
package syserr

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"unicode"
)

// ErrHeld is a file that cannot be replaced while another program has it open.
var ErrHeld = errors.New("held by another program")

// known are the errors with words of their own, the particular before the general.
// Windows reports some with numbers that mean other things elsewhere.
var known = []struct {
	say     string
	errs    []error
	windows []syscall.Errno
}{
	{"文件正被别的程序打开（例如 Excel），请关闭后再试", []error{ErrHeld}, []syscall.Errno{32, 33}},
	{"磁盘已满", []error{syscall.ENOSPC, syscall.EDQUOT}, []syscall.Errno{39, 112}},
	{"文件太大，超过了系统或磁盘允许的大小", []error{syscall.EFBIG}, []syscall.Errno{223}},
	{"接收的程序已经关闭", []error{syscall.EPIPE}, []syscall.Errno{109, 232, 233}},
	{"磁盘是只读的", []error{syscall.EROFS}, []syscall.Errno{19}},
	{"磁盘读写出错", []error{syscall.EIO}, []syscall.Errno{23, 31, 1117}},
	{"名字或路径太长", []error{syscall.ENAMETOOLONG}, []syscall.Errno{111, 206}},
	{"名字里有系统不允许的字", nil, []syscall.Errno{123, 161}},
	{"链接绕成了一圈", []error{syscall.ELOOP}, []syscall.Errno{1921}},
	{"路径里有一段是文件，不是文件夹", []error{syscall.ENOTDIR}, []syscall.Errno{267}},
	{"这是一个文件夹，不是文件", []error{syscall.EISDIR}, nil},
	{"文件夹不是空的", []error{syscall.ENOTEMPTY}, []syscall.Errno{145}},
	{"打开的文件太多", []error{syscall.EMFILE, syscall.ENFILE}, []syscall.Errno{4}},
	{"不能直接移到另一个磁盘上", []error{syscall.EXDEV}, []syscall.Errno{17}},
	{"正被占用", []error{syscall.EBUSY, syscall.ETXTBSY}, []syscall.Errno{170}},
	{"内存不够", []error{syscall.ENOMEM}, []syscall.Errno{8, 14, 1455}},
	{"磁盘或设备没有接好", []error{syscall.ENXIO, syscall.ENODEV}, []syscall.Errno{21}},
	{"网络上的磁盘连不上", []error{syscall.ESTALE, syscall.ETIMEDOUT, syscall.EHOSTDOWN}, []syscall.Errno{53, 59, 64, 67, 121}},
	{"没有读完整，文件可能损坏", []error{io.ErrUnexpectedEOF}, []syscall.Errno{38}},
	{"系统或磁盘不支持这样做", []error{errors.ErrUnsupported, syscall.EINVAL}, []syscall.Errno{1, 50, 87}},
	{"已经有这个名字", []error{fs.ErrExist}, nil},
	{"没有权限", []error{fs.ErrPermission}, nil},
	{"找不到", []error{fs.ErrNotExist}, nil},
}

// Words says what went wrong, without the place.
func Words(err error) string { return words(err, runtime.GOOS) }

func words(err error, goos string) string {
	for _, k := range known {
		if slices.ContainsFunc(k.errs, func(e error) bool { return errors.Is(err, e) }) ||
			goos == "windows" && slices.ContainsFunc(k.windows, func(n syscall.Errno) bool { return errors.Is(err, n) }) {
			return k.say
		}
	}
	for inner := err; inner != nil; inner = errors.Unwrap(inner) { // without "open NAME:"
		err = inner
	}
	if text := err.Error(); strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		return text // ours
	}
	return fmt.Sprintf("系统报错（%v）", err)
}

// Unread says why a file that the user named could not be opened or read, and what to
// do.
func Unread(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "找不到这个文件，请检查文件名和路径"
	case errors.Is(err, syscall.EISDIR):
		return "这是一个目录，请给出里面的一个文件"
	}
	return "读不了这个文件：" + Words(err) + "；请检查路径、权限和磁盘"
}
