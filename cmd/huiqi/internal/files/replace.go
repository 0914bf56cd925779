package files

import (
	"fmt"
	"os"
	"time"

	"huiqi/content/syserr"
)

// Rename puts a file in the place of another. On Windows that fails while a
// program holds the other one: a virus scanner or an indexer lets go of it soon,
// Excel does not; then the error is syserr.ErrHeld.
func Rename(from, to string) error {
	return system.patiently(to, func() error { return os.Rename(from, to) })
}

// Remove removes a file, as patiently.
func Remove(name string) error {
	return system.patiently(name, func() error { return os.Remove(name) })
}

// holder is what the system says of programs that hold files; tests say it
// themselves.
type holder struct {
	// busy reports that an error may come from another program.
	busy func(error) bool
	// held reports that the file is open elsewhere; otherwise it may not be touched.
	held func(name string) bool
}

var system = holder{busy, held}

// patiently tries again for about a second while another program holds the file.
func (h holder) patiently(name string, do func() error) error {
	err := do()
	for wait := time.Millisecond; wait < time.Second && h.busy(err); wait *= 2 {
		time.Sleep(wait)
		err = do()
	}
	if h.busy(err) && h.held(name) {
		return fmt.Errorf("%w: %w", syserr.ErrHeld, err)
	}
	return err
}
