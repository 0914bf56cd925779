//go:build unix

package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// running is a batch that waits for more input, with results in its temporary file.
type running struct {
	cmd    *exec.Cmd
	stdin  io.WriteCloser
	stderr bytes.Buffer
	dir    string
}

func runBatch(t *testing.T, before ...string) *running {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	r := &running{dir: t.TempDir()}
	huiqi := filepath.Join(t.TempDir(), "huiqi") // see TestMain
	if err := os.Symlink(self, huiqi); err != nil {
		t.Fatal(err)
	}
	line := append(before, huiqi, "batch", "-", "--from", "ndjson", "-o", filepath.Join(r.dir, "out.ndjson"))
	r.cmd = exec.Command(line[0], line[1:]...)
	r.cmd.Stderr = &r.stderr
	if r.stdin, err = r.cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := r.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = r.cmd.Process.Kill()
		_ = r.cmd.Wait()
	})
	if _, err := io.WriteString(r.stdin, strings.Repeat(`{"answers":{"applicant":"enterprise"}}`+"\n", 1000)); err != nil {
		t.Fatal(err)
	}
	for r.written() == 0 {
		time.Sleep(10 * time.Millisecond) // the test's own time limit ends it
	}
	return r
}

// written is the size of the temporary file.
func (r *running) written() int64 {
	found, _ := filepath.Glob(filepath.Join(r.dir, ".huiqi-*"))
	for _, name := range found {
		if info, err := os.Stat(name); err == nil {
			return info.Size()
		}
	}
	return 0
}

func (r *running) signal(t *testing.T, s syscall.Signal) {
	t.Helper()
	if err := r.cmd.Process.Signal(s); err != nil {
		t.Fatal(err)
	}
}

// ends waits for the end and gives the exit code and what stands in the folder.
func (r *running) ends(t *testing.T) (code int, names string) {
	t.Helper()
	err := r.cmd.Wait()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(r.dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		names += e.Name() + " "
	}
	return r.cmd.ProcessState.ExitCode(), names
}

// TestBatchSignals: Ctrl-C, kill and a window that is closed end a batch with what
// is done, and nothing of the applicants stays behind beside it.
func TestBatchSignals(t *testing.T) {
	for _, s := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP} {
		t.Run(s.String(), func(t *testing.T) {
			r := runBatch(t)
			r.signal(t, s)
			code, names := r.ends(t)
			if code != exitInterrupted || names != "out.ndjson " || !strings.HasPrefix(r.stderr.String(), "已中断：") {
				t.Errorf("exit code %d, %s\n%s", code, names, r.stderr.String())
			}
		})
	}
}

// TestBatchNohup: what was started with nohup goes on when the window is closed.
func TestBatchNohup(t *testing.T) {
	r := runBatch(t, "nohup")
	r.signal(t, syscall.SIGHUP)
	if err := r.stdin.Close(); err != nil {
		t.Fatal(err)
	}
	if code, names := r.ends(t); code != exitDone || names != "out.ndjson " || !strings.Contains(r.stderr.String(), "完成：1000 个申请人") {
		t.Errorf("exit code %d, %s\n%s", code, names, r.stderr.String())
	}
}
