package cases

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"huiqi/content"
	"huiqi/engine"
	"huiqi/tui/session"
	"huiqi/tui/store"
)

// same reports whether two snapshots say the same: an absent list is an empty one.
func same(a, b session.Snapshot) bool {
	equal := func(x, y engine.Facts) bool { return maps.EqualFunc(x, y, engine.Value.Equal) }
	return equal(a.Facts, b.Facts) && equal(a.Former, b.Former) && a.Whole == b.Whole && a.Chosen == b.Chosen &&
		slices.Equal(a.Names, b.Names) && slices.Equal(a.Later, b.Later) && a.TopicsLater == b.TopicsLater && a.First == b.First &&
		maps.EqualFunc(a.Put, b.Put, slices.Equal[[]string])
}

// Whatever an interview holds comes back: after every step of random walks it is
// saved, opened and restored.
func TestRoundTrip(t *testing.T) {
	embedded, err := content.EmbeddedRules()
	if err != nil {
		t.Fatal(err)
	}
	walks := func(p *content.Pack, seeds uint64, steps int) (former, put, later, lists int) {
		s := New(config(t.TempDir(), p)) // a place that is absolute on every system
		s.disk = newMemory()
		for seed := range seeds {
			rnd := rand.New(rand.NewPCG(seed, 5))
			iv := session.New(p.Program)
			if seed%4 == 0 {
				if iv, err = session.NewFor(p.Program, p.Policy.Items[rnd.IntN(len(p.Policy.Items))].ID); err != nil {
					t.Fatal(err)
				}
			}
			c := begin(t, s, store.Options{})
			for range steps {
				wander(t, rnd, iv)
				save(t, c, iv)
				again := reopen(t, s, c.Entry().ID)
				got, want := again.Snapshot(), iv.Snapshot()
				if !same(got, want) {
					t.Fatalf("seed %d: kept\n%+v\nwant\n%+v", seed, got, want)
				}
				if again.Drift() != nil {
					t.Fatalf("seed %d: drift under the same rules: %+v", seed, again.Drift())
				}
				if _, err := session.Restore(p.Program, got); err != nil {
					t.Fatalf("seed %d: %v", seed, err)
				}
				former, put, later = former+len(got.Former), put+len(got.Put), later+len(got.Later)
				for _, v := range got.Facts {
					lists += len(v.Records().Rows)
				}
				shut(t, again)
			}
			shut(t, c)
		}
		return former, put, later, lists
	}
	former, put, later, lists := walks(pack(t), 60, 20)
	if former == 0 || put == 0 || later == 0 || lists == 0 {
		t.Errorf("the walks took %d answers back, put %d choices, left %d for later, filled %d rows; the test needs all", former, put, later, lists)
	}
	walks(embedded, 4, 12)
}

// Nothing is on the disk before the first save; then only files that no one else
// can read, with names that say nothing of the applicant.
func TestNothingBeforeSave(t *testing.T) {
	dir, p := t.TempDir(), pack(t)
	s := New(config(dir, p))
	c := begin(t, s, store.Options{Name: "甲公司"})
	if _, err := s.Cases(); err != nil {
		t.Fatal(err)
	}
	if err := c.Rename("乙公司"); err != nil {
		t.Fatal(err)
	}
	if got := tree(t, dir); len(got) > 0 {
		t.Errorf("before the first save there is %q", got)
	}
	save(t, c, answered(t, p, 1))
	save(t, c, answered(t, p, 2))
	id := c.Entry().ID
	want := []string{"drwx------ cases", "-rw------- cases/" + id + ".json", "-rw------- cases/" + id + ".json.bak", "-rw------- cases/" + id + ".lock"}
	if got := tree(t, dir); !slices.Equal(got, want) {
		t.Errorf("after two saves there is\n%q, want\n%q", got, want)
	}
	if c.Entry().Name != "乙公司" {
		t.Errorf("the name is %q", c.Entry().Name)
	}
	shut(t, c)
	if err := s.Delete(id); err != nil {
		t.Fatal(err)
	}
	if got := tree(t, dir); !slices.Equal(got, want[:1]) {
		t.Errorf("after deleting there is %q", got)
	}
}

// A second session sees the case and cannot save; it says so. When the first one
// leaves, it can be opened again.
func TestTwoSessions(t *testing.T) {
	dir, p := t.TempDir(), pack(t)
	one, two := New(config(dir, p)), New(config(dir, p))
	id := saved(t, one, 1)
	a := reopen(t, one, id)
	b := reopen(t, two, id)
	if a.ReadOnly() != "" || !strings.Contains(b.ReadOnly(), "另一个窗口") {
		t.Errorf("read-only: %q and %q", a.ReadOnly(), b.ReadOnly())
	}
	save(t, a, answered(t, p, 2))
	if err := b.Save(answered(t, p, 3)); !Is(err, Locked) {
		t.Errorf("the second session saved: %v", err)
	}
	if err := two.Rename(id, "丙"); !Is(err, Locked) {
		t.Errorf("the second session renamed: %v", err)
	}
	if err := two.Delete(id); !Is(err, Locked) {
		t.Errorf("the second session deleted: %v", err)
	}
	if err := one.Delete(id); !Is(err, Locked) {
		t.Errorf("an open case was deleted: %v", err)
	}
	for s, want := range map[*Store]store.State{one: store.Good, two: store.InUse} {
		if entries, err := s.Cases(); err != nil || len(entries) != 1 || entries[0].State != want {
			t.Errorf("the list is %+v, %v; want state %d", entries, err, want)
		}
	}
	shut(t, b)
	if c := reopen(t, two, id); c.ReadOnly() == "" {
		t.Error("the read-only session's end freed the case")
	}
	shut(t, a)
	if err := a.Save(answered(t, p, 9)); err == nil {
		t.Error("a closed case was saved")
	}
	c := reopen(t, two, id)
	if c.ReadOnly() != "" || told(c.Snapshot()) != 2 {
		t.Errorf("read-only %q, answer %d", c.ReadOnly(), told(c.Snapshot()))
	}
	shut(t, c)
}

func TestListAndNames(t *testing.T) {
	dir, p := t.TempDir(), pack(t)
	now := noon
	cfg := config(dir, p)
	cfg.Now = func() time.Time { return now }
	s := New(cfg)
	first := begin(t, s, store.Options{})
	save(t, first, answered(t, p, 5))
	now = now.Add(time.Hour)
	second := begin(t, s, store.Options{})
	save(t, second, answered(t, p, 5))
	day := noon.Local().Format("1月2日")
	if a, b := first.Entry().Name, second.Entry().Name; a != day+"第1号" || b != day+"第2号" {
		t.Errorf("names %q and %q", a, b)
	}
	now = now.Add(time.Hour)
	save(t, first, answered(t, p, 6))
	entries, err := s.Cases()
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, e := range entries {
		ids = append(ids, e.ID)
	}
	if want := []string{first.Entry().ID, second.Entry().ID}; !slices.Equal(ids, want) {
		t.Errorf("order %v, want the last changed first %v", ids, want)
	}
	if e := entries[0]; e.Answers != 4 || e.Matched != 1 || e.Open != 3 || !reflect.DeepEqual(e, first.Entry()) {
		t.Errorf("entry %+v\nof the open case %+v", e, first.Entry())
	}
	shut(t, first)
	shut(t, second)
	copied, err := s.Duplicate(ids[0], "")
	if err != nil {
		t.Fatal(err)
	}
	c := reopen(t, s, copied)
	if c.Entry().Name != day+"第1号 副本" || told(c.Snapshot()) != 6 {
		t.Errorf("the copy is %+v with %d", c.Entry(), told(c.Snapshot()))
	}
	shut(t, c)
}

func TestCleanName(t *testing.T) {
	tests := []struct{ why, in, want string }{
		{"ordinary", " 杭州某某 有限公司 ", "杭州某某 有限公司"},
		{"escape sequences lose their start", "甲\x1b[31m红", "甲[31m红"},
		{"a carriage return cannot hide what stands before", "甲\r乙", "甲 乙"},
		{"one line only", "甲\n乙\u2028丙", "甲 乙 丙"},
		{"bidi controls", "甲\u202e乙\u2066丙", "甲乙丙"},
		{"no path", "../../etc/passwd", "../../etc/passwd"},
		{"too long", strings.Repeat("长", 200), strings.Repeat("长", MaxName)},
		{"nothing left", "\x1b\u200b \n", ""},
	}
	p := pack(t)
	for _, tt := range tests {
		if got := CleanName(tt.in); got != tt.want {
			t.Errorf("%s: %q", tt.why, got)
		}
		// Whatever the name is, the file's is of our own making.
		dir := t.TempDir()
		s := New(config(dir, p))
		c := begin(t, s, store.Options{Name: tt.in})
		save(t, c, answered(t, p, 1))
		shut(t, c)
		if !idForm.MatchString(c.Entry().ID) || len(tree(t, dir)) != 3 {
			t.Errorf("%s: the files are %q", tt.why, tree(t, dir))
		}
	}
}

// An id from outside reaches no other file.
func TestForeignIDs(t *testing.T) {
	dir, p := t.TempDir(), pack(t)
	write(t, filepath.Join(dir, "other.json"), []byte("x"))
	s := New(config(dir, p))
	saved(t, s, 1)
	before := tree(t, dir)
	for _, id := range []string{"", "../other", "other", "20261122-120000-abcdef", "20261122-120000-abcdef/../../other", "."} {
		_, err1 := s.Open(id)
		_, err2 := s.Recover(id)
		_, err3 := s.Duplicate(id, "x")
		for _, err := range []error{err1, err2, err3, s.Delete(id), s.Rename(id, "x")} {
			if err == nil {
				t.Errorf("%q was taken", id)
			}
		}
	}
	if after := tree(t, dir); !slices.Equal(before, after) && len(after) > len(before)+1 {
		t.Errorf("there was %q, is %q", before, after)
	}
}

// Desk cases go after their days, when the list is read; none that is open and
// no ordinary one.
func TestDeskDays(t *testing.T) {
	dir, p := t.TempDir(), pack(t)
	now := noon
	cfg := config(dir, p)
	cfg.Now = func() time.Time { return now }
	s := New(cfg)
	make := func(o store.Options) store.Case {
		c := begin(t, s, o)
		save(t, c, answered(t, p, 1))
		return c
	}
	desk, open, plain := make(store.Options{Desk: true}), make(store.Options{Desk: true}), make(store.Options{})
	shut(t, desk)
	shut(t, plain)
	if want := noon.AddDate(0, 0, 30); !desk.Entry().Expires.Equal(want) || !plain.Entry().Expires.IsZero() {
		t.Errorf("expire %v and %v", desk.Entry().Expires, plain.Entry().Expires)
	}
	count := func() int {
		entries, err := s.Cases()
		if err != nil {
			t.Fatal(err)
		}
		return len(entries)
	}
	now = noon.AddDate(0, 0, 30)
	if count() != 3 {
		t.Error("a case went before its days were over")
	}
	now = now.Add(time.Second)
	if count() != 2 {
		t.Error("the desk case did not go, or another did")
	}
	if _, err := s.Open(desk.Entry().ID); !Is(err, Missing) {
		t.Errorf("the desk case is still there: %v", err)
	}
	shut(t, open)
	if count() != 1 {
		t.Error("the closed desk case stays")
	}
	for _, line := range tree(t, dir)[1:] {
		if !strings.Contains(line, plain.Entry().ID) {
			t.Errorf("left: %s", line)
		}
	}
}

func TestErrorWords(t *testing.T) {
	err := refused("存不下来", fmt.Errorf("x: %w", errors.New("odd")))
	if !strings.Contains(err.Error(), "--data-dir") || !Is(err, Disk) {
		t.Error(err)
	}
}
