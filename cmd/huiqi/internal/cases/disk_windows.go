package cases

import (
	"errors"

	"golang.org/x/sys/windows"
)

// busy reports that another program holds the file.
func busy(err error) bool {
	return errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_LOCK_VIOLATION) ||
		errors.Is(err, windows.ERROR_ACCESS_DENIED)
}

// SyncDir: Windows has no such thing; a rename is in the journal of NTFS.
func (realDisk) SyncDir(string) error { return nil }
