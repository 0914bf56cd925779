//go:build unix

package main

import (
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// closedAtStart reports whether stdout was closed when the program began. The
// runtime then opens the null device in its place, for reading and writing,
// which a shell's ">/dev/null" never does; so results would vanish unnoticed. A
// parent that discards stderr in the same way discards on purpose.
func closedAtStart(out *os.File) bool { return nulled(out) && !nulled(os.Stderr) }

func nulled(f *os.File) bool {
	flags, err := unix.FcntlInt(f.Fd(), unix.F_GETFL, 0)
	if err != nil || flags&syscall.O_ACCMODE != syscall.O_RDWR {
		return false
	}
	info, err := f.Stat()
	if err != nil {
		return false
	}
	null, err := os.Stat(os.DevNull)
	return err == nil && os.SameFile(info, null)
}
