// Package cases keeps interviews on disk, one file a case, and implements
// store.Store but for hand-outs. What a save has promised survives a killed
// program and a lost supply; what is damaged is never written over unseen.
package cases

import (
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"huiqi/content"
	"huiqi/tui/present"
	"huiqi/tui/store"
)

// Config says where and how cases are kept.
type Config struct {
	// Dir is the user's data folder; cases stand in a folder "cases" in it.
	Dir  string
	Pack *content.Pack
	// Version is the program's.
	Version string
	// DeskDays is how long a case of the service desk stays after its last change.
	DeskDays int
	Now      func() time.Time // nil: the clock
}

// Store is a folder of cases.
type Store struct {
	dir      string
	disk     disk
	pack     *content.Pack
	version  string
	deskDays int
	clock    func() time.Time

	mu   sync.Mutex
	open map[string]*openCase // those of this session that hold a lock
}

// New opens a store. Nothing is written before a case is saved.
func New(c Config) *Store {
	s := &Store{dir: filepath.Join(c.Dir, "cases"), disk: realDisk{}, pack: c.Pack, version: c.Version, deskDays: c.DeskDays,
		clock: c.Now, open: map[string]*openCase{}}
	if s.clock == nil {
		s.clock = time.Now
	}
	return s
}

// Dir is the folder that the cases stand in.
func (s *Store) Dir() string { return s.dir }

func (s *Store) now() time.Time { return s.clock().Round(0).Truncate(time.Second) }

// day is a time as people say it.
func day(t time.Time) string { return t.Local().Format("2006年1月2日") }

// Cases lists what is kept, the last changed first. Cases of the service desk
// that are over their days are deleted.
func (s *Store) Cases() ([]store.Entry, error) {
	if !filepath.IsAbs(s.dir) { // no home, so nothing is kept; where one stands is not the place
		return nil, nil
	}
	names, err := s.disk.List(s.dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, refused("打不开放存档的文件夹 "+s.dir, err)
	}
	var out []store.Entry
	for _, name := range names {
		id, ok := strings.CutSuffix(name, suffix)
		if !ok || !idForm.MatchString(id) {
			continue
		}
		e := s.entry(id)
		if !e.Expires.IsZero() && s.now().After(e.Expires) && s.expire(id) {
			continue
		}
		out = append(out, e)
	}
	slices.SortStableFunc(out, func(a, b store.Entry) int {
		if c := b.Changed.Compare(a.Changed); c != 0 {
			return c
		}
		return strings.Compare(b.ID, a.ID)
	})
	return out, nil
}

// entry reads a case for the list.
func (s *Store) entry(id string) store.Entry {
	e := store.Entry{ID: id, Name: id}
	data, err := s.disk.Read(s.path(id))
	var h *head
	if err == nil {
		h, err = readHead(data)
	}
	if err != nil {
		e.State, e.Problem = store.Damaged, refused("打不开", err).Error()
		if Is(err, Newer) {
			e.State = store.Newer
		}
		e.Created, _ = time.Parse("20060102-150405", id[:15])
		e.Changed = e.Created
		if was, err := s.disk.Read(s.backup(id)); err == nil && e.State == store.Damaged {
			if h, err := readHead(was); err == nil {
				e.Backup, e.Name, e.Changed, e.Desk = true, CleanName(h.Name), h.Changed, h.Desk
			}
		}
		return e
	}
	s.describe(&e, h)
	if s.holder(id) == nil && s.disk.Locked(s.lock(id)) {
		e.State, e.Problem = store.InUse, inUse+"，这里只能看"
	}
	return e
}

func (s *Store) describe(e *store.Entry, h *head) {
	e.Name, e.Created, e.Changed, e.Desk = CleanName(h.Name), h.Created, h.Changed, h.Desk
	e.Answers, e.Matched, e.Open = h.Answered, h.Matched, h.Open
	e.About = strings.Join(present.Titles(s.pack.Program.Policy(), h.About), "、")
	if e.Desk {
		e.Expires = e.Changed.AddDate(0, 0, s.deskDays)
	}
	if h.Digest != s.pack.Digest {
		e.State, e.Problem = store.OtherRules, "是在另一版规则下存的，打开时会说明哪里不同"
	}
}

// entryOf is the entry of an open case.
func (s *Store) entryOf(id string, r *record) store.Entry {
	e := store.Entry{ID: id}
	s.describe(&e, &r.head)
	return e
}

// expire deletes a case of the service desk, unless a session has it or has just
// changed it.
func (s *Store) expire(id string) bool {
	unlock, got, err := s.disk.Lock(s.lock(id))
	if err != nil || !got {
		return false
	}
	data, err := s.disk.Read(s.path(id))
	if err == nil {
		var h *head
		if h, err = readHead(data); err == nil {
			var e store.Entry
			if s.describe(&e, h); !e.Desk || !s.now().After(e.Expires) {
				err = errors.New("changed meanwhile")
			}
		}
	}
	if err == nil {
		err = s.erase(id)
	}
	unlock()
	if err == nil {
		_ = s.disk.Remove(s.lock(id))
	}
	return err == nil
}
