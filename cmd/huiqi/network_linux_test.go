package main

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"runtime"
	"testing"
	"unsafe"

	"golang.org/x/sys/unix"
)

// offline runs a program under a ban of the network: the kernel kills it at the
// first socket that is not a local one. All test scripts run under it.
func offline(run func()) func() {
	return func() {
		if err := banNetwork(); err != nil {
			fmt.Fprintln(os.Stderr, "the ban of the network cannot be set:", err)
			os.Exit(99)
		}
		run()
	}
}

// banNetwork filters the system calls of all threads.
func banNetwork() error {
	arch := map[string]uint32{"amd64": unix.AUDIT_ARCH_X86_64, "arm64": unix.AUDIT_ARCH_AARCH64, "loong64": unix.AUDIT_ARCH_LOONGARCH64}[runtime.GOARCH]
	if arch == 0 {
		return fmt.Errorf("no filter for %s", runtime.GOARCH)
	}
	const number, machine, domain = 0, 4, 16 // places in seccomp_data
	load := func(at uint32) unix.SockFilter {
		return unix.SockFilter{Code: unix.BPF_LD | unix.BPF_W | unix.BPF_ABS, K: at}
	}
	skip := func(k uint32, yes, no uint8) unix.SockFilter {
		return unix.SockFilter{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, Jt: yes, Jf: no, K: k}
	}
	give := func(k uint32) unix.SockFilter {
		return unix.SockFilter{Code: unix.BPF_RET | unix.BPF_K, K: k}
	}
	filter := []unix.SockFilter{
		load(machine), skip(arch, 1, 0), give(unix.SECCOMP_RET_KILL_PROCESS),
		load(number), skip(unix.SYS_SOCKET, 1, 0), give(unix.SECCOMP_RET_ALLOW),
		load(domain), skip(unix.AF_UNIX, 0, 1), give(unix.SECCOMP_RET_ALLOW),
		give(unix.SECCOMP_RET_KILL_PROCESS),
	}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return err
	}
	prog := unix.SockFprog{Len: uint16(len(filter)), Filter: &filter[0]}
	_, _, errno := unix.Syscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, unix.SECCOMP_FILTER_FLAG_TSYNC, uintptr(unsafe.Pointer(&prog)))
	runtime.KeepAlive(filter)
	if errno != 0 {
		return errno
	}
	return nil
}

// dialling names a program that breaks the ban.
const dialling = "dials"

func dials() {
	c, err := net.Dial("udp", "192.0.2.1:9")
	fmt.Println("dialled:", c, err)
}

// The ban works: a program that opens a connection does not come to its end.
func TestNetworkBan(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	out, err := (&exec.Cmd{Path: self, Args: []string{dialling}}).CombinedOutput()
	if err == nil || len(out) > 0 {
		t.Errorf("a program that dials goes on: %s %v", out, err)
	}
}
