// Package syserr puts errors of the system into words.
package syserr

import (
	"errors"
	"io/fs"
	"os"
	"runtime"
	"slices"
	"syscall"
)

// ErrHeld is a file that cannot be replaced while another program has it open.
var ErrHeld = errors.New("held by another program")

// Windows reports these with numbers of its own.
var (
	diskFull = []syscall.Errno{39, 112}
	gone     = []syscall.Errno{109, 232, 233} // pipes without a reader
	held     = []syscall.Errno{32, 33}        // shared by nobody, locked
)

// Words says what went wrong, without the place.
func Words(err error) string { return words(err, runtime.GOOS) }

func words(err error, goos string) string {
	windows := func(numbers []syscall.Errno) bool {
		return goos == "windows" && slices.ContainsFunc(numbers, func(n syscall.Errno) bool { return errors.Is(err, n) })
	}
	switch {
	case errors.Is(err, ErrHeld), windows(held):
		return "文件正被别的程序打开（例如 Excel），请关闭后再试"
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT), windows(diskFull):
		return "磁盘已满"
	case errors.Is(err, syscall.EPIPE), windows(gone):
		return "接收的程序已经关闭"
	case errors.Is(err, syscall.EROFS):
		return "磁盘是只读的"
	case errors.Is(err, syscall.EIO):
		return "磁盘读写出错"
	case errors.Is(err, syscall.ENOTDIR):
		return "路径里有一段是文件，不是文件夹"
	case errors.Is(err, syscall.EISDIR):
		return "这是一个文件夹，不是文件"
	case errors.Is(err, fs.ErrPermission):
		return "没有权限"
	case errors.Is(err, fs.ErrNotExist):
		return "找不到"
	}
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err.Error()
	}
	var le *os.LinkError
	if errors.As(err, &le) {
		return le.Err.Error()
	}
	return err.Error()
}
