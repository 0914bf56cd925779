package files

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

func busy(err error) bool {
	return sharing(err) || errors.Is(err, windows.ERROR_ACCESS_DENIED)
}

func sharing(err error) bool {
	return errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_LOCK_VIOLATION)
}

// held asks in another way: to rename over a file that is open is "access denied",
// as it is without the right; to write to it is not.
func held(name string) bool {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err == nil {
		_ = f.Close()
	}
	return err == nil || sharing(err)
}
