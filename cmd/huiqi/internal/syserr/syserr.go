// Package syserr puts errors of the system into words.
package syserr

import (
	"errors"
	"io/fs"
	"os"
	"runtime"
	"syscall"
)

// Windows reports these with numbers of its own.
const (
	diskFull         = syscall.Errno(112)
	sharingViolation = syscall.Errno(32)
)

// Words says what went wrong, without the place.
func Words(err error) string {
	windows := runtime.GOOS == "windows"
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT), windows && errors.Is(err, diskFull):
		return "磁盘已满"
	case errors.Is(err, syscall.EPIPE):
		return "接收的程序已经关闭"
	case errors.Is(err, syscall.EROFS):
		return "磁盘是只读的"
	case errors.Is(err, syscall.EIO):
		return "磁盘读写出错"
	case errors.Is(err, syscall.ENOTDIR):
		return "路径里有一段是文件，不是文件夹"
	case errors.Is(err, syscall.EISDIR):
		return "这是一个文件夹，不是文件"
	case windows && errors.Is(err, sharingViolation):
		return "另一个程序正占用这个文件"
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
