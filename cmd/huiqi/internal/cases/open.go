package cases

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"huiqi/content/syserr"
	"huiqi/tui/store"
)

// New begins a case. Nothing is on the disk before its first Save.
func (s *Store) New(o store.Options) (store.Case, error) {
	now := s.now()
	rec := &record{head: head{Name: CleanName(o.Name), Created: now, Changed: now, Desk: o.Desk, writer: s.writer()}}
	if rec.Name == "" {
		rec.Name = s.nextName()
	}
	return &openCase{s: s, id: newID(now), rec: rec}, nil
}

// nextName names a case by its day and its number on that day.
func (s *Store) nextName() string {
	taken := map[string]bool{}
	if entries, err := s.Cases(); err == nil { // a folder that cannot be read is told at the save
		for _, e := range entries {
			taken[e.Name] = true
		}
	}
	for n := 1; ; n++ {
		if name := fmt.Sprintf("%s第%d号", s.now().Local().Format("1月2日"), n); !taken[name] {
			return name
		}
	}
}

// Open opens a case. Where another session has it, the case is read-only.
func (s *Store) Open(id string) (store.Case, error) {
	if !idForm.MatchString(id) {
		return nil, missing()
	}
	if _, err := s.disk.Read(s.path(id)); errors.Is(err, fs.ErrNotExist) {
		return nil, missing() // and no lock file for it
	}
	unlock, err := s.hold(id)
	readOnly, why := "", Disk
	switch {
	case Is(err, Locked):
		readOnly, why = inUse+"，这里只能看", Locked
	case err != nil:
		readOnly = "放存档的文件夹不能写（" + syserr.Words(err) + "），这里只能看"
	}
	c, err := s.take(id, unlock)
	if err != nil {
		if unlock != nil {
			unlock()
		}
		return nil, err
	}
	c.readOnly, c.why = readOnly, why
	return c, nil
}

// take reads a case for a session.
func (s *Store) take(id string, unlock func()) (*openCase, error) {
	data, err := s.disk.Read(s.path(id))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, missing()
	}
	if err != nil {
		return nil, refused("打不开这份存档", err)
	}
	l, err := s.load(data)
	if err != nil {
		return nil, s.offer(id, err)
	}
	l.rec.Name = CleanName(l.rec.Name)
	c := &openCase{s: s, id: id, rec: l.rec, kept: true, snapshot: l.snapshot, drift: l.drift, unlock: unlock}
	if unlock != nil {
		s.remember(c)
	}
	return c, nil
}

// offer says whether a damaged case has a good backup.
func (s *Store) offer(id string, err error) error {
	if !Is(err, Broken) {
		return err
	}
	if was, bad := s.disk.Read(s.backup(id)); bad == nil {
		if h, bad := readHead(was); bad == nil {
			return &Error{Broken, fmt.Sprintf("%s；文件没有动。上一份完好的（%s）可以找回：huiqi cases recover %s",
				unsafe, h.Changed.Local().Format("2006年1月2日 15:04"), id), err}
		}
	}
	return &Error{Broken, unsafe + "；文件没有动，也没有完好的备份，请从别处的拷贝恢复：" + s.path(id), err}
}

// hold takes the lock of a case for this session.
func (s *Store) hold(id string) (unlock func(), err error) {
	if !filepath.IsAbs(s.dir) {
		return nil, &Error{Reason: Disk, Msg: "不知道存在哪里：找不到你的用户目录（HOME 没有设）；请用 --data-dir 指定一个文件夹"}
	}
	if err := s.disk.MkdirAll(s.dir); err != nil {
		return nil, err
	}
	unlock, got, err := s.disk.Lock(s.lock(id))
	switch {
	case err != nil:
		return nil, err
	case !got:
		return nil, &Error{Reason: Locked, Msg: inUse}
	}
	return unlock, nil
}

func (s *Store) remember(c *openCase) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open[c.id] = c
}

func (s *Store) forget(c *openCase) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.open[c.id] == c {
		delete(s.open, c.id)
	}
}

// holder is the open case of this session that holds the lock.
func (s *Store) holder(id string) *openCase {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.open[id]
}

// Recover puts the last good backup in the place of a damaged case and opens it;
// the damaged file stays beside it.
func (s *Store) Recover(id string) (store.Case, error) {
	if !idForm.MatchString(id) {
		return nil, missing()
	}
	unlock, err := s.hold(id)
	if err != nil {
		return nil, refused("找不回来", err)
	}
	c, err := s.recover(id, unlock)
	if err != nil {
		unlock()
		return nil, refused("找不回来", err)
	}
	return c, nil
}

func (s *Store) recover(id string, unlock func()) (*openCase, error) {
	data, err := s.disk.Read(s.path(id))
	if err != nil {
		return nil, err
	}
	if _, err := decode(data); err == nil {
		return nil, &Error{Reason: Missing, Msg: "这份存档是完好的，不用找回，直接打开就行"}
	} else if !Is(err, Broken) {
		return nil, err
	}
	was, err := s.disk.Read(s.backup(id))
	if err == nil {
		_, err = decode(was)
	}
	if err != nil {
		return nil, &Error{Broken, "找不回来：没有完好的备份；损坏的文件还在 " + s.path(id), err}
	}
	aside := ""
	for n := 1; aside == ""; n++ {
		name := filepath.Join(s.dir, fmt.Sprintf("%s.damaged-%d", id, n))
		switch _, err := s.disk.Read(name); {
		case errors.Is(err, fs.ErrNotExist):
			aside = name
		case err != nil:
			return nil, err
		}
	}
	if err := s.twin(id, aside, data); err != nil {
		return nil, err
	}
	if err := s.write(id, was); err != nil { // a damaged case makes no backup
		return nil, err
	}
	return s.take(id, unlock)
}

// Rename gives a case another name.
func (s *Store) Rename(id, name string) error {
	if c := s.holder(id); c != nil {
		return c.Rename(name)
	}
	c, err := s.Open(id)
	if err != nil {
		return err
	}
	defer c.Close()
	if why := c.ReadOnly(); why != "" {
		return &Error{Reason: c.(*openCase).why, Msg: "没有改名：" + why}
	}
	return c.Rename(name)
}

// Duplicate copies a case, as it was saved last, and returns the copy's id.
func (s *Store) Duplicate(id, name string) (string, error) {
	if !idForm.MatchString(id) {
		return "", missing()
	}
	data, err := s.disk.Read(s.path(id))
	if errors.Is(err, fs.ErrNotExist) {
		return "", missing()
	}
	if err != nil {
		return "", refused("复制不了", err)
	}
	rec, err := decode(data)
	if err != nil {
		return "", s.offer(id, err)
	}
	if name = CleanName(name); name == "" {
		name = copyName(CleanName(rec.Name))
	}
	rec.Name, rec.Created = name, s.now()
	if rec.Desk { // its days begin anew
		rec.Changed = rec.Created
	}
	copied := &openCase{s: s, id: newID(rec.Created)}
	defer copied.Close()
	return copied.id, copied.put(rec)
}

func copyName(name string) string {
	const mark = " 副本"
	if r := []rune(name); len(r)+len([]rune(mark)) > MaxName {
		name = string(r[:MaxName-len([]rune(mark))])
	}
	return name + mark
}

// Delete removes a case with its backup, unless a session has it open.
func (s *Store) Delete(id string) error {
	if !idForm.MatchString(id) {
		return missing()
	}
	if s.holder(id) != nil {
		return &Error{Reason: Locked, Msg: "没有删：这份存档正开着，请先离开它"}
	}
	if _, err := s.disk.Read(s.path(id)); errors.Is(err, fs.ErrNotExist) {
		return missing()
	}
	unlock, err := s.hold(id)
	if err != nil {
		return refused("没有删", err)
	}
	err = s.erase(id)
	unlock()
	if err != nil {
		return refused("没有删完", err)
	}
	_ = s.disk.Remove(s.lock(id))
	return nil
}
