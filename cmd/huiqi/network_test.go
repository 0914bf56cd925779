package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// No package of the program can dial but through net, and net comes in by few
// doors: pflag reads IP addresses with it, and of Windows' calls one names the
// type of an address.
func TestWhoLinksTheNetwork(t *testing.T) {
	pflag := "github.com/spf13/pflag net"
	for goos, want := range map[string][]string{"linux": {pflag}, "darwin": {pflag}, "windows": {"golang.org/x/sys/windows net", pflag}} {
		list := exec.Command("go", "list", "-deps", "-f", `{{.ImportPath}} {{join .Imports " "}}`, ".")
		list.Env = append(os.Environ(), "GOOS="+goos, "CGO_ENABLED=0")
		out, err := list.Output()
		if err != nil {
			t.Fatal(err)
		}
		var who []string
		for line := range strings.Lines(string(out)) {
			words := strings.Fields(line)
			if len(words) == 0 || words[0] == "net" || strings.HasPrefix(words[0], "net/") {
				continue
			}
			for _, w := range words[1:] {
				if w == "net" || w == "net/http" || w == "net/rpc" || w == "net/smtp" || w == "crypto/tls" {
					who = append(who, words[0]+" "+w)
				}
			}
		}
		if !slices.Equal(who, want) {
			t.Errorf("on %s these link the network: %v; known: %v", goos, who, want)
		}
	}
}

// Every command is run by some script, and so under the ban of the network.
func TestEveryCommandIsScripted(t *testing.T) {
	names, err := filepath.Glob("testdata/script/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(data)
	}
	var walk func(c *cobra.Command)
	walk = func(c *cobra.Command) {
		if c.HasSubCommands() {
			for _, sub := range c.Commands() {
				walk(sub)
			}
			return
		}
		if line := "exits 0 " + c.CommandPath(); !strings.Contains(all.String(), line) && c.Name() != "demo" { // demo needs a terminal
			t.Errorf("no script holds %q", line)
		}
	}
	walk(newApp().root())
}
