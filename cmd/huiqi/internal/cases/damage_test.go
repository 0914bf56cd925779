package cases

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"huiqi/tui/session"
	"huiqi/tui/store"
)

// Any byte changed, any length cut off: the case is refused, the file stays as it
// is, and the last good backup is offered.
func TestDamage(t *testing.T) {
	dir, p := t.TempDir(), pack(t)
	s := New(config(dir, p))
	c := begin(t, s, store.Options{Name: "甲公司"})
	save(t, c, answered(t, p, 1))
	save(t, c, answered(t, p, 2))
	shut(t, c)
	good := read(t, s.path(c.Entry().ID))
	for i := range good {
		for _, flip := range []byte{0x01, 0x02, 0x20, 0x80} {
			bad := bytes.Clone(good)
			bad[i] ^= flip
			if _, err := decode(bad); !Is(err, Broken) {
				t.Fatalf("byte %d (%q) flipped by %#x: %v", i, good[i], flip, err)
			}
		}
	}
	for n := range good {
		if _, err := decode(good[:n]); !Is(err, Broken) {
			t.Fatalf("cut to %d bytes: %v", n, err)
		}
	}
	tests := []struct {
		why  string
		data []byte
	}{
		{"empty, as a lost supply leaves files", nil},
		{"zeros, as a lost supply leaves files", make([]byte, len(good))},
		{"cut", good[:len(good)/2]},
		{"something behind it", append(bytes.Clone(good), '\n')},
		{"twice", append(bytes.Clone(good), good...)},
		{"another kind of file", []byte("answers: {matters: all}\n")},
		{"a body that is no case, with a checksum", seal(format, []byte("null"))},
		{"a field that this format does not have", seal(format, append([]byte(`{"x":1,`), body(t, good)[1:]...))},
		{"too large", append(bytes.Clone(good), make([]byte, MaxSize)...)},
	}
	id := c.Entry().ID
	for _, tt := range tests {
		write(t, s.path(id), tt.data)
		entries, err := s.Cases()
		if err != nil || len(entries) != 1 || !entries[0].Backup || entries[0].State != store.Damaged {
			t.Errorf("%s: the list is %+v, %v", tt.why, entries, err)
		}
		_, err = s.Open(id)
		if !Is(err, Broken) || !strings.Contains(err.Error(), "huiqi cases recover "+id) {
			t.Errorf("%s: opening says %v", tt.why, err)
		}
		if _, err := s.Duplicate(id, ""); !Is(err, Broken) {
			t.Errorf("%s: copying says %v", tt.why, err)
		}
		if err := s.Rename(id, "乙"); !Is(err, Broken) {
			t.Errorf("%s: renaming says %v", tt.why, err)
		}
		if !bytes.Equal(read(t, s.path(id)), tt.data) {
			t.Errorf("%s: the damaged file was changed", tt.why)
		}
		again, err := s.Recover(id)
		if err != nil {
			t.Errorf("%s: %v", tt.why, err)
			continue
		}
		if told(again.Snapshot()) != 1 || again.ReadOnly() != "" {
			t.Errorf("%s: recovered %d, read-only %q", tt.why, told(again.Snapshot()), again.ReadOnly())
		}
		shut(t, again)
	}
	for i, tt := range tests { // each one that was put aside is there still
		name := filepath.Join(s.dir, id+".damaged-"+string(rune('1'+i)))
		if !bytes.Equal(read(t, name), tt.data) {
			t.Errorf("%s: not kept as %s", tt.why, name)
		}
	}
	if err := s.Delete(id); err != nil || len(tree(t, s.dir)) > 0 {
		t.Errorf("deleting: %v, left %q", err, tree(t, s.dir))
	}
}

func body(t *testing.T, data []byte) []byte {
	t.Helper()
	b, err := open(data)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Both files damaged: both stay, and the message says where.
func TestNoBackup(t *testing.T) {
	dir, p := t.TempDir(), pack(t)
	s := New(config(dir, p))
	id := saved(t, s, 1)
	for _, withBackup := range []bool{false, true} {
		write(t, s.path(id), []byte("x"))
		if withBackup {
			write(t, s.backup(id), []byte("y"))
		}
		before := tree(t, dir)
		_, err := s.Open(id)
		if !Is(err, Broken) || !strings.Contains(err.Error(), s.path(id)) {
			t.Errorf("opening says %v", err)
		}
		if _, err := s.Recover(id); !Is(err, Broken) {
			t.Errorf("recovering says %v", err)
		}
		if entries, err := s.Cases(); err != nil || entries[0].State != store.Damaged || entries[0].Backup {
			t.Errorf("the list is %+v, %v", entries, err)
		}
		if after := tree(t, dir); !slices.Equal(before, after) {
			t.Errorf("there was %q, is %q", before, after)
		}
	}
}

// A file of a newer program is refused, whatever one does, and stays unharmed;
// one that only looks newer is damaged.
func TestNewerFormat(t *testing.T) {
	dir, p := t.TempDir(), pack(t)
	s := New(config(dir, p))
	id := saved(t, s, 1)
	for _, data := range [][]byte{seal(2, body(t, read(t, s.path(id)))), seal(12, []byte(`[1,2]`))} {
		write(t, s.path(id), data)
		_, err1 := s.Open(id)
		_, err2 := s.Recover(id)
		_, err3 := s.Duplicate(id, "")
		_, err4 := s.Read(id)
		for i, err := range []error{err1, err2, err3, err4, s.Rename(id, "乙")} {
			if !Is(err, Newer) || !strings.Contains(err.Error(), "新版本") {
				t.Errorf("%d: %v", i, err)
			}
		}
		if entries, err := s.Cases(); err != nil || entries[0].State != store.Newer {
			t.Errorf("the list is %+v, %v", entries, err)
		}
		if !bytes.Equal(read(t, s.path(id)), data) {
			t.Error("the file was changed")
		}
	}
	write(t, s.path(id), bytes.Replace(seal(1, []byte(`{}`)), []byte(`case":1`), []byte(`case":3`), 1))
	if _, err := s.Open(id); !Is(err, Broken) {
		t.Errorf("a flipped number: %v", err)
	}
}

// Where nothing can be written, the error says what to do, and what was there
// stands.
func TestNoPlace(t *testing.T) {
	p := pack(t)
	fails := func(t *testing.T, dir, say string) {
		t.Helper()
		s := New(config(dir, p))
		c := begin(t, s, store.Options{Name: "甲"})
		if err := c.Save(answered(t, p, 1)); !Is(err, Disk) || !strings.Contains(err.Error(), say) || !strings.Contains(err.Error(), "--data-dir") {
			t.Errorf("saving says %v, want %q", err, say)
		}
		shut(t, c)
	}
	t.Run("no home", func(t *testing.T) {
		dir := t.TempDir()
		t.Chdir(dir)
		fails(t, "", "找不到你的用户目录")
		if got := tree(t, "."); len(got) > 0 {
			t.Errorf("it made %q where it happened to stand", got)
		}
		saved(t, New(config(dir, p)), 1) // a folder that happens to be called cases
		if entries, err := New(config("", p)).Cases(); err != nil || len(entries) > 0 {
			t.Errorf("it lists %+v, %v", entries, err)
		}
	})
	t.Run("a file in the folder's place", func(t *testing.T) {
		dir := t.TempDir()
		write(t, filepath.Join(dir, "cases"), []byte("mine"))
		fails(t, dir, "是文件，不是文件夹")
		write(t, filepath.Join(dir, "data"), []byte("mine"))
		fails(t, filepath.Join(dir, "data"), "是文件，不是文件夹")
	})
	t.Run("a folder in the file's place", func(t *testing.T) {
		s := New(config(t.TempDir(), p))
		id := saved(t, s, 1)
		if err := os.Remove(s.path(id)); err != nil {
			t.Fatal(err)
		}
		if err := os.Mkdir(s.path(id), 0o700); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Open(id); err == nil {
			t.Error("a folder was opened")
		}
		if entries, err := s.Cases(); err != nil || len(entries) > 0 {
			t.Errorf("the list is %+v, %v", entries, err)
		}
	})
	t.Run("read-only", func(t *testing.T) {
		dir := t.TempDir()
		s := New(config(dir, p))
		id := saved(t, s, 1)
		writable := readOnly(t, s)
		defer writable()
		fails(t, dir, "")
		c := reopen(t, s, id)
		if err := c.Save(answered(t, p, 2)); !Is(err, Disk) {
			t.Errorf("saving says %v", err)
		}
		if told(c.Snapshot()) != 1 {
			t.Error("the case cannot be read")
		}
		shut(t, c)
		if err := s.Delete(id); !Is(err, Disk) {
			t.Errorf("deleting says %v", err)
		}
		if entries, err := s.Cases(); err != nil || len(entries) != 1 {
			t.Errorf("the list is %+v, %v", entries, err)
		}
		if n := keptNumber(t, s.path(id)); n != 1 {
			t.Errorf("the file has %d", n)
		}
	})
}

// readOnly makes the folder of a store read-only and gives the way back. For the
// superuser, whom modes do not bind, the folder is mounted so.
func readOnly(t *testing.T, s *Store) (writable func()) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("NOT CHECKED: modes bind nobody on Windows")
	}
	if os.Geteuid() != 0 {
		if err := os.Chmod(s.dir, 0o500); err != nil {
			t.Fatal(err)
		}
		return func() { _ = os.Chmod(s.dir, 0o700) }
	}
	mount(t, "--bind", s.dir, s.dir)
	mount(t, "-o", "remount,ro,bind", s.dir)
	return func() { _ = exec.Command("umount", s.dir).Run() }
}

func mount(t *testing.T, args ...string) {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("NOT CHECKED: mounting needs Linux")
	}
	if out, err := exec.Command("mount", args...).CombinedOutput(); err != nil {
		t.Skipf("NOT CHECKED: mount %q: %v %s", args, err, out)
	}
}

// A disk that fills up: the save fails and says so, the case stands as it was,
// and once there is room, the same answers are saved.
func TestDiskFull(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("NOT CHECKED: a full disk needs a mount of its own, and so the superuser")
	}
	dir, p := t.TempDir(), pack(t)
	mount(t, "-t", "tmpfs", "-o", "size=256k", "tmpfs", dir)
	defer func() { _ = exec.Command("umount", dir).Run() }()
	s := New(config(dir, p))
	c := begin(t, s, store.Options{Name: "甲"})
	save(t, c, answered(t, p, 1))
	save(t, c, answered(t, p, 2))
	ballast := filepath.Join(dir, "ballast")
	f, err := os.Create(ballast)
	if err != nil {
		t.Fatal(err)
	}
	for err == nil {
		_, err = f.Write(make([]byte, 512))
	}
	_ = f.Close()
	before := tree(t, dir)
	for range 3 {
		if err := c.Save(answered(t, p, 3)); !Is(err, Disk) || !strings.Contains(err.Error(), "磁盘已满") {
			t.Fatalf("saving on a full disk says %v", err)
		}
		if n := keptNumber(t, s.path(c.Entry().ID)); n != 2 {
			t.Fatalf("the file has %d", n)
		}
	}
	if after := tree(t, dir); !slices.Equal(before, after) {
		t.Errorf("there was %q, is %q", before, after)
	}
	if c.Entry().Answers != 4 || !same(answered(t, p, 2).Snapshot(), mustRead(t, s, c.Entry().ID)) {
		t.Error("the case is not as it was")
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	save(t, c, answered(t, p, 3))
	if n := keptNumber(t, s.path(c.Entry().ID)); n != 3 {
		t.Errorf("the file has %d", n)
	}
	shut(t, c)
}

func mustRead(t *testing.T, s *Store, id string) session.Snapshot {
	t.Helper()
	k, err := s.Read(id)
	if err != nil {
		t.Fatal(err)
	}
	return k.Snapshot
}

// Whatever a file holds, reading it ends in a case that can be restored or in an
// error in words; a body with a right checksum gets no further than that.
func FuzzCase(f *testing.F) {
	p := pack(f)
	s := New(config(f.TempDir(), p))
	good := read(f, s.path(saved(f, s, 1)))
	inner, err := open(good)
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range [][]byte{good, good[:50], inner, []byte(`{}`), []byte(`null`), seal(2, inner),
		bytes.Replace(inner, []byte(`"cost"`), []byte(`"gone"`), 1), bytes.Replace(inner, []byte(`"1000001"`), []byte(`[[1],{"a":2}]`), 1),
		bytes.Replace(inner, []byte(`"whole":true`), []byte(`"whole":false,"names":["x"],"later":["y"],"put":{"titles":["z"]},"first":"w"`), 1),
		bytes.Replace(inner, []byte(`"receipt":{`), []byte(`"receipt":[],"earlier":[null],"x":{`), 1),
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, file := range [][]byte{data, seal(format, data)} {
			_, headErr := readHead(file)
			k, err := s.ReadBytes(file)
			if err != nil {
				if !Is(err, Broken) && !Is(err, Newer) {
					t.Errorf("an error without words: %v", err)
				}
				continue
			}
			if headErr != nil {
				t.Errorf("it opens and is not in the list: %v", headErr)
			}
			if _, err := session.Restore(p.Program, k.Snapshot); err != nil {
				t.Errorf("not to be restored: %v", err)
			}
			if _, err := k.Replay(); err != nil {
				t.Errorf("not to be worked out: %v", err)
			}
		}
	})
}
