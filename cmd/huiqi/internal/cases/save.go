package cases

import (
	"errors"
	"io/fs"
	"path/filepath"
)

// The files of a case, in one folder:
//
//	ID.json          the case
//	ID.json.bak      as it was before the last save
//	ID.lock          held by the session that has it open
//	ID.damaged-N     what Recover found in place of the case
//	.ID.new, .ID.old while saving

func (s *Store) path(id string) string    { return filepath.Join(s.dir, id+suffix) }
func (s *Store) backup(id string) string  { return s.path(id) + ".bak" }
func (s *Store) lock(id string) string    { return filepath.Join(s.dir, id+".lock") }
func (s *Store) fresh(id string) string   { return filepath.Join(s.dir, "."+id+".new") }
func (s *Store) waiting(id string) string { return filepath.Join(s.dir, "."+id+".old") }

// write puts a case file in place: at every moment either the old or the new one
// stands there, whole. The old one, if it is good, becomes the backup. The
// caller holds the lock.
//
// Of the libraries, natefinch/atomic syncs no folder and google/renameio leaves
// Windows out; neither keeps a backup.
func (s *Store) write(id string, data []byte) error {
	if err := s.writeFile(s.fresh(id), data); err != nil {
		return err
	}
	err := s.keepBackup(id)
	if err == nil {
		err = s.disk.Rename(s.fresh(id), s.path(id))
	}
	if err != nil {
		_ = s.disk.Remove(s.fresh(id))
		return err
	}
	return s.disk.SyncDir(s.dir)
}

// writeFile writes a file to the medium; after an error nothing of it is left
// where the system allows.
func (s *Store) writeFile(name string, data []byte) error {
	f, err := s.disk.Create(name)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err != nil {
		_ = s.disk.Remove(name)
	}
	return err
}

// keepBackup makes the case as it stands the backup, unless it is damaged: then
// the older backup is worth more.
func (s *Store) keepBackup(id string) error {
	data, err := s.disk.Read(s.path(id))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if _, err := decode(data); err != nil {
		return nil
	}
	if err := s.twin(id, s.waiting(id), data); err != nil {
		return err
	}
	err = s.disk.Rename(s.waiting(id), s.backup(id))
	// Where the backup is the very same file already, a rename leaves both names.
	_ = s.disk.Remove(s.waiting(id))
	return err
}

// twin gives the case file a second name; its bytes are copied where the file
// system has no links.
func (s *Store) twin(id, name string, data []byte) error {
	_ = s.disk.Remove(name) // left by a session that was killed
	if s.disk.Link(s.path(id), name) == nil {
		return nil
	}
	return s.writeFile(name, data)
}

// erase removes all of a case but the lock, which the caller holds.
func (s *Store) erase(id string) error {
	names, err := s.disk.List(s.dir)
	if err != nil {
		return err
	}
	// The case itself goes last: as long as anything is left, it is in the list.
	for _, last := range []bool{false, true} {
		for _, n := range names {
			name := filepath.Join(s.dir, n)
			if name == s.lock(id) || !s.belongs(n, id) || (name == s.path(id)) != last {
				continue
			}
			if err := s.disk.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
	}
	return s.disk.SyncDir(s.dir)
}

// belongs reports whether a file name is one of a case's.
func (s *Store) belongs(name, id string) bool {
	for _, start := range []string{id + ".", "." + id + "."} {
		if len(name) > len(start) && name[:len(start)] == start {
			return true
		}
	}
	return false
}
