package main

import (
	"fmt"
	"io"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"huiqi/content"
)

// version is set by the linker for releases.
var version string

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "程序的版本、文件的文号和规则摘要",
		Long:    "写出程序的版本、所用文件的文号和规则的摘要。摘要相同，规则就相同。",
		Example: `  huiqi version`,
		Args:    takes(0, 0, ""),
		RunE: func(*cobra.Command, []string) error {
			number, digest, notice, err := a.identity()
			if err != nil {
				return err
			}
			return a.emit(func(w io.Writer) error {
				_, err := fmt.Fprintf(w, "huiqi %s（%s %s/%s）\n文号：%s\n规则摘要：%s\n",
					programVersion(), runtime.Version(), runtime.GOOS, runtime.GOARCH, number, digest)
				if notice != "" && err == nil {
					_, err = fmt.Fprintln(w, notice)
				}
				return err
			})
		},
	}
}

// identity is the number of the policy in use and the digest of its rules, with the
// notice of those that are not the program's own.
func (a *app) identity() (number, digest, notice string, err error) {
	if a.contentDir == "" {
		number, digest, err = content.Identity()
		return number, digest, "", err
	}
	p, err := content.Outside(a.contentDir)
	if err != nil {
		return "", "", "", err
	}
	return p.Policy.Number, p.Digest, p.Policy.Notice, nil
}

// programVersion is the release, or the commit that was built.
func programVersion() string {
	if version != "" {
		return version
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "开发版"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return "开发版 " + s.Value[:12]
		}
	}
	return "开发版"
}
