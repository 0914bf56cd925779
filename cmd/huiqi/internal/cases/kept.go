package cases

import (
	"errors"
	"fmt"
	"io/fs"
	"time"

	"huiqi/tui/session"
	"huiqi/tui/store"
	"huiqi/tui/text"
)

// Kept is a case as it was saved last, read without opening it.
type Kept struct {
	Name             string
	Created, Changed time.Time
	Desk             bool
	// Program, Policy and Digest say what it was saved with.
	Program, Policy, Digest string
	// Snapshot is the interview, without what the present rules do not take.
	Snapshot session.Snapshot
	// Drift is what other rules did to it; nil: nothing.
	Drift *store.Drift
	// Earlier are the results under other rules that the file still holds, the
	// oldest first, each in words.
	Earlier []string

	s   *Store
	rec *record
}

// Read reads a case of the store.
func (s *Store) Read(id string) (*Kept, error) {
	if !idForm.MatchString(id) {
		return nil, missing()
	}
	data, err := s.disk.Read(s.path(id))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, missing()
	}
	if err != nil {
		return nil, refused("打不开这份存档", err)
	}
	k, err := s.ReadBytes(data)
	if err != nil {
		return nil, s.offer(id, err)
	}
	return k, nil
}

// ReadBytes reads a case file from anywhere.
func (s *Store) ReadBytes(data []byte) (*Kept, error) {
	l, err := s.load(data)
	if err != nil {
		return nil, err
	}
	r := l.rec
	k := &Kept{Name: CleanName(r.Name), Created: r.Created, Changed: r.Changed, Desk: r.Desk, Program: text.CleanLine(r.Program), Policy: text.CleanLine(r.Policy), Digest: text.CleanLine(r.Digest),
		Snapshot: l.snapshot, Drift: l.drift, s: s, rec: r}
	for _, e := range r.Earlier {
		k.Earlier = append(k.Earlier, savedWith(e.writer, e.Changed))
	}
	return k, nil
}

// Verdict is what came of working a case out again.
type Verdict struct {
	Same bool   // every byte of the result is the one that was kept
	Why  string // in one line
	// Differences lists answers that are not taken and results that differ.
	Differences []string
}

// Replay works the case out again and holds the result to the one that was kept.
func (k *Kept) Replay() (*Verdict, error) {
	iv, err := session.Restore(k.s.pack.Program, k.Snapshot)
	if err != nil {
		return nil, err
	}
	v := &Verdict{}
	if k.Drift != nil {
		v.Differences = append(v.Differences, k.Drift.Answers...)
	}
	results, err := k.s.differences(k.rec.Receipt, iv)
	if err != nil {
		return nil, err
	}
	v.Same = len(results) == 0
	v.Differences = append(v.Differences, results...)
	now := k.s.writer()
	switch {
	case v.Same && k.Digest == now.Digest:
		v.Why = fmt.Sprintf("与存下的结果一致（%s存，规则摘要 %s）", k.Changed.Local().Format("2006-01-02 15:04"), short(k.Digest))
	case v.Same:
		v.Why = fmt.Sprintf("与存下的结果一致，虽然规则不同（存下时 %s，现在 %s）", short(k.Digest), short(now.Digest))
	case k.Digest != now.Digest:
		v.Why = fmt.Sprintf("与存下的结果不同，因为规则不同（存下时 %s，现在 %s）", short(k.Digest), short(now.Digest))
	case k.Program != now.Program:
		v.Why = fmt.Sprintf("与存下的结果不同，规则相同，程序版本不同（存下时 %s，现在 %s）", k.Program, now.Program)
	default:
		v.Why = "与存下的结果不同，规则和程序却相同：文件里的答案或结果被人改动过"
	}
	return v, nil
}
