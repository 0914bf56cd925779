package cases

import (
	"maps"
	"sync"

	"huiqi/cmd/huiqi/internal/report"
	"huiqi/engine"
	"huiqi/tui/session"
	"huiqi/tui/store"
)

// openCase is a case that a session has open.
type openCase struct {
	s  *Store
	id string

	mu       sync.Mutex
	rec      *record // as it is kept, or would be
	kept     bool    // it stands on the disk
	snapshot session.Snapshot
	drift    *store.Drift
	readOnly string
	why      Reason // it is read-only
	unlock   func() // nil: no lock is held
	closed   bool
}

func (c *openCase) Entry() store.Entry {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.s.entryOf(c.id, c.rec)
}

func (c *openCase) Snapshot() session.Snapshot { return c.snapshot }

func (c *openCase) ReadOnly() string { return c.readOnly }

func (c *openCase) Drift() *store.Drift { return c.drift }

func (c *openCase) Save(iv *session.Interview) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := c.writable(); err != nil {
		return err
	}
	next, err := c.s.renewed(c.rec, c.drift != nil, iv)
	if err != nil {
		return err
	}
	return c.put(next)
}

func (c *openCase) Rename(name string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := c.writable(); err != nil {
		return err
	}
	next := *c.rec
	if next.Name = CleanName(name); next.Name == "" {
		return &Error{Reason: Missing, Msg: "名字是空的，请写几个字"}
	}
	if !c.kept {
		c.rec = &next
		return nil
	}
	return c.put(&next)
}

func (c *openCase) writable() error {
	if c.closed {
		return &Error{Reason: Missing, Msg: "这份存档已经关上了，没有存；请重新打开"}
	}
	if c.readOnly != "" {
		return &Error{Reason: c.why, Msg: "没有存：" + c.readOnly}
	}
	return nil
}

// put writes a record and makes it the present one.
func (c *openCase) put(next *record) error {
	data, err := encode(next)
	if err != nil {
		return refused("存不下来", err)
	}
	if c.unlock == nil {
		if c.unlock, err = c.s.hold(c.id); err != nil {
			return refused("存不下来", err)
		}
		c.s.remember(c)
	}
	if err := c.s.write(c.id, data); err != nil {
		return refused("存不下来", err)
	}
	c.rec, c.kept = next, true
	return nil
}

func (c *openCase) Close() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return nil
	}
	c.closed = true
	c.s.forget(c)
	if c.unlock == nil {
		return nil
	}
	c.unlock()
	if !c.kept { // a first save that failed leaves nothing
		_ = c.s.disk.Remove(c.s.lock(c.id))
	}
	return nil
}

// renewed is a record with an interview as it stands now. Where the last save was
// under other rules, its answers and its result stay in the record.
func (s *Store) renewed(was *record, drifted bool, iv *session.Interview) (*record, error) {
	snap := iv.Snapshot()
	in, err := interviewOf(snap)
	if err != nil {
		return nil, err
	}
	if err := s.readsBack(&in, snap); err != nil {
		return nil, err
	}
	receipt, err := report.MakeReceipt(iv)
	if err != nil {
		return nil, err
	}
	next := *was
	if next.Receipt, err = receipt.Bytes(); err != nil {
		return nil, err
	}
	next.Interview, next.Changed, next.writer = in, s.now(), s.writer()
	next.About = nil
	if !snap.Whole {
		next.About = snap.Names
	}
	next.Answered, next.Matched, next.Open = len(snap.Facts), receipt.Count(engine.Eligible), receipt.Count(engine.Possible)
	if drifted && was.writer != next.writer {
		next.Earlier = []earlier{}
		for _, e := range was.Earlier {
			if e.writer != was.writer {
				next.Earlier = append(next.Earlier, e)
			}
		}
		next.Earlier = append(next.Earlier, earlier{was.writer, was.Changed, was.Interview.Answers, was.Receipt})
	}
	return &next, nil
}

// readsBack makes sure that what is about to be written says the same when it is
// read: no answer may be lost between two sessions.
func (s *Store) readsBack(in *interview, want session.Snapshot) error {
	got, dropped, err := snapshot(s.pack, in)
	equal := func(a, b engine.Facts) bool { return maps.EqualFunc(a, b, engine.Value.Equal) }
	if err == nil && len(dropped) == 0 && equal(got.Facts, want.Facts) && equal(got.Former, want.Former) {
		return nil
	}
	what := ""
	for id, v := range want.Facts {
		if w, ok := got.Facts[id]; !ok || !w.Equal(v) {
			what = "（问题 " + id + "）"
			break
		}
	}
	return &Error{Disk, "没有存：程序内部出错，答案" + what + "存下去就读不回来了；请把这一行交给维护者", err}
}

// writer is what results are worked out with now.
func (s *Store) writer() writer {
	return writer{s.version, s.pack.Policy.Number, s.pack.Digest}
}
