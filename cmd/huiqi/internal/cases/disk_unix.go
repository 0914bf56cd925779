//go:build !windows

package cases

import (
	"errors"
	"os"
	"syscall"
)

// busy: here a file can be replaced while others read it.
func busy(error) bool { return false }

func (realDisk) SyncDir(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := f.Sync(); !errors.Is(err, syscall.EINVAL) && !errors.Is(err, syscall.ENOTSUP) {
		return err
	}
	return nil // a file system that cannot
}
