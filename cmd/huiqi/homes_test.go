package main

import (
	"path/filepath"
	"runtime"
	"testing"
)

func TestHomes(t *testing.T) {
	type env map[string]string
	xdg := t.TempDir() // absolute on every system
	p := filepath.FromSlash
	for _, c := range []struct {
		why  string
		goos string
		env  env
		want homes
	}{
		{"Windows: what it names, on whatever drive", "windows", env{"LOCALAPPDATA": `D:\甲\AppData\Local`, "USERPROFILE": `C:\甲`, "HOME": "/home/甲"},
			homes{`D:\甲\AppData\Local`, `D:\甲\AppData\Local`}},
		{"Windows: a service without it", "windows", env{"USERPROFILE": "甲"}, homes{p("甲/AppData/Local"), p("甲/AppData/Local")}},
		{"Windows: no user", "windows", env{"HOME": "/home/甲"}, homes{}},
		{"macOS", "darwin", env{"HOME": "甲"}, homes{p("甲/Library/Application Support"), p("甲/Library/Application Support")}},
		{"Linux", "linux", env{"HOME": "甲", "LOCALAPPDATA": "no"}, homes{p("甲/.local/share"), p("甲/.config")}},
		{"Linux: no user, so not the root folder", "linux", env{}, homes{}},
		{"XDG's variables", "linux", env{"HOME": "甲", "XDG_DATA_HOME": xdg}, homes{xdg, p("甲/.config")}},
		{"on every system", "windows", env{"LOCALAPPDATA": "甲", "XDG_CONFIG_HOME": xdg}, homes{"甲", xdg}},
		{"one that is not absolute is not heard, says XDG", "linux", env{"HOME": "甲", "XDG_DATA_HOME": "data"}, homes{p("甲/.local/share"), p("甲/.config")}},
	} {
		if got := homesOf(c.goos, func(name string) string { return c.env[name] }); got != c.want {
			t.Errorf("%s: %q, want %q", c.why, got, c.want)
		}
	}
}

// What the program itself takes is what the variable says.
func TestDataDir(t *testing.T) {
	home := t.TempDir()
	t.Setenv("XDG_DATA_HOME", "")
	t.Setenv("XDG_CONFIG_HOME", "")
	t.Setenv("HOME", home)
	t.Setenv("LOCALAPPDATA", home)
	want := map[string]string{"windows": "huiqi", "darwin": "Library/Application Support/huiqi"}[runtime.GOOS]
	if want == "" {
		want = ".local/share/huiqi"
	}
	if got, err := (&app{}).dataDir(); err != nil || got != filepath.Join(home, filepath.FromSlash(want)) {
		t.Errorf("%q, %v", got, err)
	}
	t.Setenv("HOME", "")
	t.Setenv("LOCALAPPDATA", "")
	t.Setenv("USERPROFILE", "")
	if got, err := (&app{}).dataDir(); err == nil {
		t.Errorf("without a home it is %q", got)
	}
	if got := configFile("settings.yaml"); got != "" {
		t.Errorf("without a home the settings are in %q", got)
	}
}
