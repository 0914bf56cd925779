package main

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"syscall"

	"huiqi/cmd/huiqi/internal/cases"
	"huiqi/content"
	"huiqi/content/syserr"
	"huiqi/engine"
	"huiqi/tui/text"
)

// Exit codes, a contract: see huiqi help exit-codes.
const (
	exitDone        = 0
	exitFailure     = 1
	exitUsage       = 2
	exitInvalid     = 3
	exitLocked      = 4
	exitInterrupted = 130
)

// exitCodesHelp is the text of huiqi help exit-codes.
func exitCodesHelp() string {
	var b strings.Builder
	b.WriteString("退出码\n\n")
	for _, c := range []struct {
		code int
		say  string
	}{
		{exitDone, "完成"},
		{exitFailure, "出错：写不出结果、磁盘满等；逐行问答（--plain）没有答完输入就结束了"},
		{exitUsage, "命令写法不对，或者需要终端而没有终端"},
		{exitInvalid, "答案或规则有错：文件打不开、看不懂，或者里面有填错的地方；原文和规则对不上；存档损坏，或者存下的结果和现在算出的不同"},
		{exitLocked, "存档正在另一个窗口里开着，没有动它"},
		{exitInterrupted, "中途打断：按了 Ctrl-C；向导开着、batch 在跑时终端窗口关了，或者被 kill"},
	} {
		fmt.Fprintf(&b, "  %-4d %s\n", c.code, c.say)
	}
	b.WriteString("\n结果写到标准输出，提示和错误写到标准错误。\n")
	b.WriteString("有的回答用不上（那一题按别的回答不适用）不算错：会提示，退出码还是 0。\n")
	return b.String()
}

// exitError is an error with its exit code.
type exitError struct {
	code int
	msg  string
}

func (e *exitError) Error() string { return e.msg }

func failure(format string, args ...any) error {
	return &exitError{exitFailure, message(format, args)}
}

func usage(format string, args ...any) error {
	return &exitError{exitUsage, message(format, args)}
}

func invalid(format string, args ...any) error {
	return &exitError{exitInvalid, message(format, args)}
}

// message is a message to the user without control characters. What it quotes stays
// on its line: the name of a file could begin one that looks like ours. Lines that
// are meant come as a list, or as an error with a line for each fault.
func message(format string, args []any) string {
	clean := slices.Clone(args)
	for i, arg := range args {
		switch arg := arg.(type) {
		case string:
			clean[i] = text.CleanLine(arg)
		case []string:
			lines := make([]string, len(arg))
			for k, s := range arg {
				lines[k] = text.CleanLine(s)
			}
			clean[i] = strings.Join(lines, "\n")
		}
	}
	return text.Clean(fmt.Sprintf(format, clean...))
}

// errInterrupted ends the program with the code of an interruption, silently.
var errInterrupted = errors.New("interrupted")

// exit says what went wrong and gives the exit code.
func (a *app) exit(err error) int {
	var ee *exitError
	var problem *content.Problem
	var ce *cases.Error
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errInterrupted):
		return exitInterrupted
	case errors.As(err, &ee):
		if ee.msg != "" {
			a.warn("%v", ee)
		}
		return ee.code
	case errors.As(err, &ce):
		a.warn("%s", err.Error())
		return caseExit(ce)
	case errors.As(err, &problem):
		a.warn("%v", err)
		return exitInvalid
	}
	if lines := factErrors(err); len(lines) > 0 {
		a.warn("%s", lines)
		return exitInvalid
	}
	a.warn("出错了：%v", err)
	return exitFailure
}

// factErrors words what the engine says of answers that do not fit. Answers
// files are checked with better words before; this is the last resort.
func factErrors(err error) []string {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var out []string
		for _, e := range joined.Unwrap() {
			out = append(out, factErrors(e)...)
		}
		return out
	}
	var fe *engine.FactError
	if !errors.As(err, &fe) {
		return nil
	}
	at := "问题 " + fe.Question
	if fe.Row > 0 {
		at += fmt.Sprintf("第 %d 行", fe.Row)
	}
	if fe.Field != "" {
		at += "的 " + fe.Field
	}
	what := map[engine.FactProblem]string{
		engine.UnknownQuestion: "没有这个问题，请核对题号",
		engine.UnknownField:    "没有这个字段，请删去",
		engine.WrongKind:       "答案的类型不对，请看 huiqi questions " + fe.Question,
		engine.UnknownChoice:   "没有“" + fe.Got + "”这个选项，请看 huiqi questions " + fe.Question,
		engine.OutOfRange:      "数字超出范围，请看 huiqi questions " + fe.Question,
	}[fe.Problem]
	return []string{at + "：" + what}
}

// reason words an error of the system in writing to stdout.
func reason(err error) string {
	if errors.Is(err, os.ErrClosed) || errors.Is(err, syscall.EBADF) {
		return "标准输出已经关闭"
	}
	return syserr.Words(err)
}
