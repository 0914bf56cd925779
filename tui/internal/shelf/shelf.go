// Package shelf is a store in memory for tests of the screens: it fails when it
// is told to, and tells what it was asked for.
package shelf

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"huiqi/engine"
	"huiqi/tui/present"
	"huiqi/tui/session"
	"huiqi/tui/store"
)

// Store keeps cases in memory.
type Store struct {
	// Fail says whether an operation goes wrong: list, new, open, recover, rename,
	// copy, delete, save, handout, export. nil: nothing does.
	Fail func(op string) error
	// Now is the day of the shelf.
	Now time.Time
	// Saves counts what was saved, Written are the hand-outs and exports.
	Saves   int
	Written []store.HandOut
	Exports []string
	// Open are the cases that are open.
	Opened map[string]bool

	kept map[string]*Kept
	made int
}

// Kept is a case on the shelf.
type Kept struct {
	store.Entry
	Snapshot session.Snapshot
	Drift    *store.Drift
	ReadOnly string
}

// New is an empty shelf.
func New() *Store {
	return &Store{Now: time.Date(2023, 11, 22, 14, 30, 0, 0, time.Local), Opened: map[string]bool{}, kept: map[string]*Kept{}}
}

// Put lays a case on the shelf as it is.
func (s *Store) Put(k Kept) { s.kept[k.ID] = &k }

// Get is a case on the shelf; nil: there is none.
func (s *Store) Get(id string) *Kept { return s.kept[id] }

// Len is how many cases are kept.
func (s *Store) Len() int { return len(s.kept) }

// Facts are the answers of the case that was saved last.
func (s *Store) Facts() engine.Facts {
	all := s.sorted()
	if len(all) == 0 {
		return nil
	}
	return all[0].Snapshot.Facts
}

func (s *Store) sorted() []*Kept {
	return slices.SortedFunc(maps.Values(s.kept), func(a, b *Kept) int {
		if n := b.Changed.Compare(a.Changed); n != 0 {
			return n
		}
		if a.ID > b.ID {
			return -1
		}
		return 1
	})
}

func (s *Store) fail(op string) error {
	if s.Fail == nil {
		return nil
	}
	return s.Fail(op)
}

func (s *Store) Cases() ([]store.Entry, error) {
	if err := s.fail("list"); err != nil {
		return nil, err
	}
	var out []store.Entry
	for _, k := range s.sorted() {
		out = append(out, k.Entry)
	}
	return out, nil
}

func (s *Store) New(o store.Options) (store.Case, error) {
	if err := s.fail("new"); err != nil {
		return nil, err
	}
	s.made++
	e := store.Entry{ID: fmt.Sprintf("c%02d", s.made), Name: o.Name, Created: s.Now, Changed: s.Now, Desk: o.Desk}
	if e.Name == "" {
		e.Name = fmt.Sprintf("%d月%d日第%d号", s.Now.Month(), s.Now.Day(), s.made)
	}
	if o.Desk {
		e.Expires = s.Now.AddDate(0, 0, 30)
	}
	s.Opened[e.ID] = true
	return &open{s: s, k: &Kept{Entry: e}}, nil
}

var errNone = errors.New("这一份不在了，请回到列表再看一次")

func (s *Store) Open(id string) (store.Case, error) {
	if err := s.fail("open"); err != nil {
		return nil, err
	}
	k := s.kept[id]
	switch {
	case k == nil:
		return nil, errNone
	case k.State == store.Damaged || k.State == store.Newer:
		return nil, errors.New(k.Problem)
	}
	s.Opened[id] = true
	return &open{s, k}, nil
}

func (s *Store) Recover(id string) (store.Case, error) {
	if err := s.fail("recover"); err != nil {
		return nil, err
	}
	k := s.kept[id]
	if k == nil || !k.Backup {
		return nil, errNone
	}
	c := *k
	c.ID, c.State, c.Problem, c.Backup = id+"-backup", store.Good, "", false
	s.Put(c)
	return s.Open(c.ID)
}

func (s *Store) Rename(id, name string) error {
	if err := s.fail("rename"); err != nil {
		return err
	}
	k := s.kept[id]
	if k == nil {
		return errNone
	}
	k.Name = name
	return nil
}

func (s *Store) Duplicate(id, name string) (string, error) {
	if err := s.fail("copy"); err != nil {
		return "", err
	}
	k := s.kept[id]
	if k == nil {
		return "", errNone
	}
	c := *k
	c.ID, c.Name, c.ReadOnly, c.Problem = id+"-copy", name, "", ""
	if c.State == store.InUse {
		c.State = store.Good
	}
	s.Put(c)
	return c.ID, nil
}

func (s *Store) Delete(id string) error {
	if err := s.fail("delete"); err != nil {
		return err
	}
	delete(s.kept, id)
	return nil
}

func (s *Store) HandOut(h store.HandOut) (string, error) {
	if err := s.fail("handout"); err != nil {
		return "", err
	}
	s.Written = append(s.Written, h)
	return fmt.Sprintf("/家/惠企/结果%d.%s", len(s.Written), h.Format), nil
}

func (s *Store) Export(_ *session.Interview, folder string) (string, error) {
	if err := s.fail("export"); err != nil {
		return "", err
	}
	s.Exports = append(s.Exports, folder)
	return folder + "/答案.yaml", nil
}

func (s *Store) Folders() []string { return []string{"/家", "/盘"} }

// open is an open case.
type open struct {
	s *Store
	k *Kept
}

func (o *open) Entry() store.Entry         { return o.k.Entry }
func (o *open) Snapshot() session.Snapshot { return o.k.Snapshot }
func (o *open) ReadOnly() string           { return o.k.ReadOnly }
func (o *open) Drift() *store.Drift        { return o.k.Drift }

func (o *open) Save(iv *session.Interview) error {
	if o.k.ReadOnly != "" {
		return errors.New(o.k.ReadOnly)
	}
	if err := o.s.fail("save"); err != nil {
		return err
	}
	t, err := iv.Tally()
	if err != nil {
		return err
	}
	o.s.Now = o.s.Now.Add(time.Second)
	o.s.Saves++
	o.k.Snapshot, o.k.Changed = iv.Snapshot(), o.s.Now
	o.k.Answers, o.k.Matched, o.k.Open = len(iv.Facts()), t.Eligible, t.Possible
	o.k.About = ""
	if !iv.Whole() {
		o.k.About = strings.Join(present.Titles(iv.Program().Policy(), iv.Names()), "、")
	}
	if o.k.State == store.OtherRules {
		o.k.State, o.k.Drift = store.Good, nil
	}
	o.s.kept[o.k.ID] = o.k
	return nil
}

func (o *open) Rename(name string) error {
	if err := o.s.fail("rename"); err != nil {
		return err
	}
	o.k.Name = name
	return nil
}

func (o *open) Close() error {
	delete(o.s.Opened, o.k.ID)
	return nil
}
