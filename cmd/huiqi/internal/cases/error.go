package cases

import (
	"errors"
	"io/fs"

	"huiqi/content/syserr"
)

// Reason is the kind of an Error, for exit codes.
type Reason uint8

const (
	Missing Reason = iota + 1 // there is no such case
	Locked                    // another session has it
	Broken                    // the file is damaged or not a case
	Newer                     // of a newer program
	Disk                      // the system refused
)

// Error is worded for the person: what happened and what to do next.
type Error struct {
	Reason Reason
	Msg    string
	err    error
}

func (e *Error) Error() string { return e.Msg }
func (e *Error) Unwrap() error { return e.err }

// Is reports whether an error is of a kind.
func Is(err error, r Reason) bool {
	var e *Error
	return errors.As(err, &e) && e.Reason == r
}

const (
	inUse  = "这份存档正在另一个窗口里开着"
	unsafe = "这份存档的文件不完整或被改动过（校验不符）"
	newer  = "这份存档是更新版本的程序存的，这个版本看不懂；文件没有动，请用新版本打开"
)

func missing() error {
	return &Error{Reason: Missing, Msg: "没有这份存档，可能已经删除；有哪些存档：huiqi cases"}
}

// refused words an error of the system; what is what could not be done.
func refused(what string, err error) error {
	var e *Error
	if errors.As(err, &e) {
		return err
	}
	if errors.Is(err, fs.ErrNotExist) {
		return &Error{Disk, what + "：找不到放存档的文件夹：它被移走了，或者路径里有一段是文件，不是文件夹；可以用 --data-dir 换一个地方", err}
	}
	if errors.Is(err, syserr.ErrHeld) {
		return &Error{Disk, what + "：" + syserr.Words(err), err}
	}
	return &Error{Disk, what + "：" + syserr.Words(err) + "；可以腾出空间、改好权限再试，或用 --data-dir 换一个地方", err}
}
