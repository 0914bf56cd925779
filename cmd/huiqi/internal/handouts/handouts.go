// Package handouts writes the results of interviews into the user's folders. A
// Writer is the part of store.Store that cases leave out.
package handouts

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/adrg/xdg"

	"huiqi/cmd/huiqi/internal/files"
	"huiqi/cmd/huiqi/internal/report"
	"huiqi/content/syserr"
	"huiqi/engine"
	"huiqi/tui/present"
	"huiqi/tui/session"
	"huiqi/tui/store"
)

// Writer writes hand-outs and answers.
type Writer struct {
	Digest   string // of the rules
	Dir      string // where hand-outs go; "": a folder among the user's documents
	Contacts present.Contacts
	Today    func() engine.Date
}

// Error is what went wrong, worded for the person.
type Error struct {
	msg string
	err error
}

func (e *Error) Error() string { return e.msg }
func (e *Error) Unwrap() error { return e.err }

// HandOut writes the result of an interview as a new file and says where it is.
func (w Writer) HandOut(h store.HandOut) (path string, err error) {
	var b bytes.Buffer
	err = report.Write(&b, h.Format, w.caseOf(h.Interview), report.Options{
		Date: w.Today(), Name: h.Name, Clerk: h.Clerk, Contacts: w.Contacts, Desk: h.Desk})
	if err != nil {
		return "", &Error{"写不出结果：" + present.Fault(h.Interview.Program().Policy(), err), err}
	}
	dir := h.Folder
	if dir == "" {
		if dir, err = w.usual(); err != nil {
			return "", err
		}
	}
	return w.create(dir, h.Name, "自查结果", "."+ending(h.Format), b.Bytes())
}

// Export writes the answers of an interview as a new file that huiqi check reads.
func (w Writer) Export(iv *session.Interview, folder string) (path string, err error) {
	var b bytes.Buffer
	if err := report.WriteAnswers(&b, w.caseOf(iv)); err != nil {
		return "", &Error{"写不出答案：" + err.Error(), err}
	}
	return w.create(folder, "", "惠企答案", ".json", b.Bytes())
}

func (w Writer) caseOf(iv *session.Interview) report.Case {
	return report.Case{Program: iv.Program(), Digest: w.Digest, Facts: iv.Facts(), Names: iv.Names()}
}

// usual is the folder for hand-outs, made where it is missing.
func (w Writer) usual() (string, error) {
	dir := w.Dir
	if dir == "" {
		dir = filepath.Join(xdg.UserDirs.Documents, "惠企")
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", refused(dir, err)
	}
	return dir, nil
}

// typed is a folder that a person typed: ~ begins with the home folder.
func typed(dir string) string {
	dir = strings.TrimSpace(dir)
	if rest, home := strings.CutPrefix(dir, "~"); home && (rest == "" || os.IsPathSeparator(rest[0])) {
		return filepath.Join(xdg.Home, rest)
	}
	return dir
}

// create writes a new file that is named by a name and the day.
func (w Writer) create(dir, name, noName, ending string, data []byte) (string, error) {
	dir = typed(dir)
	base := files.Name(name)
	if base == "" {
		base = noName
	}
	path, err := files.Create(dir, base+" "+w.Today().String(), ending, data)
	if err != nil {
		return "", refused(dir, err)
	}
	return path, nil
}

func refused(dir string, err error) error {
	return &Error{"写不进 " + dir + "：" + syserr.Words(err) + "；请换一个文件夹", err}
}

// ending is that of a file's name.
func ending(f store.Format) string {
	if f == store.Text {
		return "txt"
	}
	return string(f)
}

// Folders are the user's folders that are there, the most useful first.
func (w Writer) Folders() []string {
	var out []string
	here, _ := os.Getwd()
	for _, dir := range []string{w.Dir, xdg.UserDirs.Documents, xdg.UserDirs.Desktop, here, xdg.Home, os.TempDir()} {
		if info, err := os.Stat(dir); dir != "" && err == nil && info.IsDir() && !slices.Contains(out, dir) {
			out = append(out, dir)
		}
	}
	return out
}
