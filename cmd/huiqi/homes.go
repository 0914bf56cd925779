package main

import (
	"os"
	"path/filepath"
	"runtime"
)

// homes are the folders that a system has for what programs keep of a user and for
// their settings; "" where it has none.
type homes struct{ data, config string }

func userHomes() homes { return homesOf(runtime.GOOS, os.Getenv) }

// homesOf goes by the environment alone. XDG_DATA_HOME and XDG_CONFIG_HOME are
// heard on every system.
func homesOf(goos string, env func(string) string) homes {
	under := func(variable, path string) string {
		base := env(variable)
		if base == "" {
			return "" // not the root folder
		}
		return filepath.Join(base, filepath.FromSlash(path))
	}
	var h homes
	switch goos {
	case "windows":
		if h.data = env("LOCALAPPDATA"); h.data == "" {
			h.data = under("USERPROFILE", "AppData/Local")
		}
		h.config = h.data
	case "darwin":
		h.data = under("HOME", "Library/Application Support")
		h.config = h.data
	default:
		h.data, h.config = under("HOME", ".local/share"), under("HOME", ".config")
	}
	if dir := env("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		h.data = dir
	}
	if dir := env("XDG_CONFIG_HOME"); filepath.IsAbs(dir) {
		h.config = dir
	}
	return h
}

// configFile is the place of one of the user's settings; "" where there is none.
func configFile(name string) string {
	config := userHomes().config
	if config == "" {
		return ""
	}
	return filepath.Join(config, "huiqi", name)
}
