// Package store is what the screens need of the disk. The program fills it in;
// the screens never open a file. All errors are worded for the person: what
// happened, where, and what to do next, in Chinese.
package store

import (
	"time"

	"huiqi/tui/session"
)

// Store keeps cases and writes hand-outs.
type Store interface {
	// Cases lists what is kept, the last changed first. A damaged case is in the
	// list too.
	Cases() ([]Entry, error)
	// New begins a case. Nothing is on the disk before its first Save.
	New(o Options) (Case, error)
	// Open opens a case. Where another session has it, the case is read-only.
	Open(id string) (Case, error)
	// Recover puts the last good backup in the place of a damaged case and opens
	// it; the damaged file is kept beside it.
	Recover(id string) (Case, error)
	Rename(id, name string) error
	// Duplicate copies a case and returns the copy's id.
	Duplicate(id, name string) (string, error)
	Delete(id string) error
	// HandOut writes a hand-out and says where it is.
	HandOut(h HandOut) (path string, err error)
	// Export writes the answers where the person says, as a file that huiqi check
	// reads: what is left when a case cannot be saved. It never overwrites.
	Export(iv *session.Interview, folder string) (path string, err error)
	// Folders are places that Export may be offered, the most useful first.
	Folders() []string
}

// Options are those of a new case.
type Options struct {
	Name string // "": named by its day and number
	Desk bool   // of the service desk: deleted after its days
}

// State says whether a case can be opened.
type State uint8

const (
	Good       State = iota
	InUse            // another session has it: it opens read-only
	OtherRules       // saved under other rules: it opens, and says what changed
	Damaged          // refused; Backup says whether a good one is there
	Newer            // of a newer program: refused, unharmed
)

// Entry is a case in the list.
type Entry struct {
	ID, Name         string
	About            string // the titles of what alone it is about; "": the whole check
	Created, Changed time.Time
	Answers          int // questions answered
	Matched, Open    int // items, in scope
	Desk             bool
	Expires          time.Time // of a desk case; zero: never
	State            State
	Backup           bool   // a damaged case has a good backup
	Problem          string // why it cannot be opened, or only be read
}

// Case is an open case. It holds a lock until Close.
type Case interface {
	Entry() Entry
	// Snapshot is the interview as it was kept, without the answers that the
	// present rules do not take; those are in Drift.
	Snapshot() session.Snapshot
	// ReadOnly says why nothing can be saved; "" where it can.
	ReadOnly() string
	// Drift is what came of the case since its last Save; nil: the rules and the
	// results are the same. It stays the same until Close.
	Drift() *Drift
	// Save keeps the interview, whole or not at all. After an error the case
	// still stands as it was.
	Save(iv *session.Interview) error
	// Rename keeps everything else as it was saved last.
	Rename(name string) error
	Close() error
}

// Drift is what other rules did to a case; where both lists are empty, the rules
// differ and nothing came of it. The old answers and the old result are kept in
// the file.
type Drift struct {
	Rules   string   // under which it was saved, in words
	Answers []string // answers that are not taken, and why, a line each
	Results []string // verdicts and amounts that changed, a line each
}

// Format is that of a hand-out.
type Format string

const (
	Text     Format = "text"
	Markdown Format = "md"
	JSON     Format = "json"
	CSV      Format = "csv"
	HTML     Format = "html"
)

// HandOut is a result to be written down.
type HandOut struct {
	Format    Format
	Interview *session.Interview
	Name      string // of the applicant or the case; "" where none was given
	Clerk     string // who hands it out; ""
	Folder    string // where to; "": the usual place
	Desk      bool   // for a walk-in: by unit, with the next steps
}
