package store

import (
	"errors"
	"reflect"

	"huiqi/tui/session"
)

// Custody keeps the interview at hand in a case: one begins with the first
// answer, and every change is saved.
type Custody struct {
	Open    Case  // nil: none yet
	Unsaved error // why the last save failed; nil: all is saved
	// what was seen last: saved then, or tried to
	seen   session.Snapshot
	beside *session.Interview
}

// Keep saves the interview if it has changed; after an error it tries again each
// time. Where a whole check waits beside it, that is what one comes back to, and
// it is kept with what was found out here.
func (k *Custody) Keep(in Store, o Options, iv, waiting *session.Interview) {
	s := iv.Snapshot()
	began := len(s.Facts) > 0 || s.Whole && s.Chosen || waiting != nil
	if k.Open == nil && !began {
		k.Unsaved = nil // what could not be saved was taken back
		return
	}
	if k.Unsaved == nil && k.Open != nil && k.beside == waiting && reflect.DeepEqual(s, k.seen) {
		return
	}
	k.seen, k.beside = s, waiting
	k.Unsaved = k.save(in, o, iv, waiting)
}

func (k *Custody) save(in Store, o Options, iv, waiting *session.Interview) error {
	if k.Open == nil {
		c, err := in.New(o)
		if err != nil {
			return err
		}
		k.Open = c
	}
	if why := k.Open.ReadOnly(); why != "" {
		return errors.New(why)
	}
	if waiting != nil {
		whole := waiting.Clone()
		if err := whole.Join(iv); err != nil {
			return err
		}
		iv = whole
	}
	return k.Open.Save(iv)
}

// Resume takes over a case that an interview was restored from.
func (k *Custody) Resume(c Case, iv *session.Interview) {
	*k = Custody{Open: c, seen: iv.Snapshot()}
}

// Why says why what is answered is not kept; "": it is, or would be.
func (k *Custody) Why() string {
	switch {
	case k.Unsaved != nil:
		return k.Unsaved.Error()
	case k.Open != nil:
		return k.Open.ReadOnly()
	}
	return ""
}
