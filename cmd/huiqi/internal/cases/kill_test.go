package cases

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
)

// childVariable makes the test binary a session of its own: "FOLDER|ID|JOB".
const childVariable = "HUIQI_TEST_CHILD"

func TestMain(m *testing.M) {
	if job := os.Getenv(childVariable); job != "" {
		child(strings.Split(job, "|"))
		return
	}
	os.Exit(m.Run())
}

// child opens a case and saves it with ever higher numbers, or holds it open. It
// writes a dot for every step of the disk and a line for every finished save.
func child(job []string) {
	t := childT{}
	p := pack(t)
	s := New(config(job[0], p))
	s.disk = &faulty{disk: realDisk{}, fails: func(int, string) error {
		fmt.Print(".")
		return nil
	}}
	c, err := s.Open(job[1])
	if err != nil || c.ReadOnly() != "" {
		fmt.Printf("not open: %v %s\n", err, c.ReadOnly())
		os.Exit(1)
	}
	fmt.Println()
	if job[2] == "hold" {
		_, _ = io.Copy(io.Discard, os.Stdin) // until the test ends
		return
	}
	for n := told(c.Snapshot()) + 1; ; n++ {
		if err := c.Save(answered(t, p, n)); err != nil {
			fmt.Printf("not saved: %v\n", err)
			os.Exit(1)
		}
		fmt.Printf(" %d\n", n)
	}
}

// childT lets the helpers of tests work in a child.
type childT struct{ testing.TB }

func (childT) Helper()           {}
func (childT) Fatal(args ...any) { fmt.Println(args...); os.Exit(1) }

func childOf(t *testing.T, dir, id, job string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), childVariable+"="+dir+"|"+id+"|"+job)
	return cmd
}

// A session that is killed at any moment of a save, a thousand times, leaves the
// last finished save or the one after it, whole; so does the next session find
// it, and it can lock it.
func TestKill(t *testing.T) {
	const lanes = 4
	rounds := kills / lanes
	if testing.Short() {
		rounds = 25
	}
	var wg sync.WaitGroup
	var mu sync.Mutex
	unfinished := 0
	for lane := range lanes {
		wg.Go(func() {
			rnd := rand.New(rand.NewPCG(uint64(lane), 11))
			s := New(config(t.TempDir(), pack(t)))
			id := saved(t, s, 1)
			last := int64(1)
			for round := range rounds {
				finished, ok := killOnce(t, rnd, strings.TrimSuffix(s.dir, "cases"), id, last)
				if !ok {
					return
				}
				now := keptNumber(t, s.path(id))
				if now != finished && now != finished+1 {
					t.Errorf("lane %d, round %d: the last finished save was %d, the file has %d", lane, round, finished, now)
					return
				}
				if _, err := os.Stat(s.backup(id)); err == nil {
					if was := keptNumber(t, s.backup(id)); was < 1 || was > now {
						t.Errorf("lane %d, round %d: the backup has %d, the file %d", lane, round, was, now)
					}
				}
				mu.Lock()
				if now != finished {
					unfinished++
				}
				mu.Unlock()
				last = now
			}
			c := reopen(t, s, id)
			save(t, c, answered(t, s.pack, last+1))
			shut(t, c)
			if got := tree(t, s.dir); len(got) != 3 {
				t.Errorf("left behind: %q", got)
			}
		})
	}
	wg.Wait()
	t.Logf("%d kills; %d of them after the rename and before it was told", lanes*rounds, unfinished)
}

// killOnce lets a child save until it has made a random number of steps, kills
// it, and gives the number that it finished last.
func killOnce(t *testing.T, rnd *rand.Rand, dir, id string, last int64) (finished int64, ok bool) {
	cmd := childOf(t, dir, id, "save")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Error(err)
		return 0, false
	}
	if err := cmd.Start(); err != nil {
		t.Error(err)
		return 0, false
	}
	r := bufio.NewReader(out)
	head := make([]byte, 1+rnd.IntN(60))
	n, _ := io.ReadFull(r, head)
	_ = cmd.Process.Kill()
	rest, _ := io.ReadAll(r)
	_ = cmd.Wait()
	text := string(head[:n]) + string(rest)
	if strings.Contains(text, "not ") {
		t.Errorf("the child says %s", text)
		return 0, false
	}
	finished = last
	lines := bytes.Split([]byte(text), []byte("\n"))
	for _, line := range lines[:len(lines)-1] { // the last one is cut
		if _, said, found := bytes.Cut(line, []byte(" ")); found {
			if _, err := fmt.Sscan(string(said), &finished); err != nil {
				t.Errorf("the child says %q", line)
			}
		}
	}
	return finished, true
}

// Two programs at once: while one has the case open, the other can only look;
// when the first is killed, the case is free.
func TestTwoProcesses(t *testing.T) {
	dir, p := t.TempDir(), pack(t)
	s := New(config(dir, p))
	id := saved(t, s, 1)
	cmd := childOf(t, dir, id, "hold")
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	r := bufio.NewReader(out)
	if line, err := r.ReadString('\n'); err != nil || strings.Contains(line, "not ") {
		t.Fatalf("the child says %q, %v", line, err)
	}
	c := reopen(t, s, id)
	if c.ReadOnly() == "" || c.Save(answered(t, p, 2)) == nil {
		t.Error("both have the case")
	}
	shut(t, c)
	if entries, err := s.Cases(); err != nil || !strings.Contains(entries[0].Problem, "另一个窗口") {
		t.Errorf("the list says %+v, %v", entries, err)
	}
	if err := s.Delete(id); !Is(err, Locked) {
		t.Errorf("deleting: %v", err)
	}
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	c = reopen(t, s, id)
	if c.ReadOnly() != "" {
		t.Errorf("the lock outlived its session: %s", c.ReadOnly())
	}
	save(t, c, answered(t, p, 2))
	shut(t, c)
}
