package plain

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"huiqi/engine"
	"huiqi/tui/answer"
	"huiqi/tui/present"
)

// The words that mean the same wherever a line is typed.
type command uint8

const (
	wordNone command = iota
	wordHelp
	wordBack
	wordSkip
	wordUnsure
	wordResult
	wordTopics
	wordQuit
)

var words = map[string]command{
	"?": wordHelp, "帮助": wordHelp, "说明": wordHelp, "help": wordHelp,
	"b": wordBack, "返回": wordBack, "上一题": wordBack, "back": wordBack,
	"s": wordSkip, "跳过": wordSkip, "以后再答": wordSkip, "skip": wordSkip,
	"u": wordUnsure, "不清楚": wordUnsure, "不知道": wordUnsure, "不确定": wordUnsure, "不详": wordUnsure, "未知": wordUnsure,
	"r": wordResult, "结果": wordResult, "result": wordResult,
	"t": wordTopics, "换方面": wordTopics,
	"q": wordQuit, "退出": wordQuit, "quit": wordQuit, "exit": wordQuit,
}

func word(s string) command { return words[narrow(s)] }

// parse reads the answer to a question that is no list. Errors are in words for
// the person who typed it.
func parse(q *engine.Question, s string) (engine.Value, error) {
	switch q.Kind {
	case engine.Bool:
		return parseBool(s)
	case engine.One:
		return parseOne(q, s)
	case engine.Many:
		return parseMany(q, s)
	case engine.Day:
		return answer.Day(s)
	}
	return answer.Number(q, s)
}

func parseBool(s string) (engine.Value, error) {
	switch strings.TrimRight(narrow(s), marks) {
	case "1", "y", "yes", "是", "是的", "有":
		return engine.BoolValue(true), nil
	case "2", "n", "no", "否", "不是", "没有":
		return engine.BoolValue(false), nil
	case "0":
		return engine.DontKnow(), nil
	}
	return engine.Value{}, fmt.Errorf("看不懂%s，请输入 1（是）、2（否）或 0（不清楚）", quoted(s))
}

// unsure is "don't know", in the question's own way of saying so.
func unsure(q *engine.Question) engine.Value {
	if q.Unsure != "" {
		return engine.OneValue(q.Unsure)
	}
	return engine.DontKnow()
}

// labelled finds the choice whose words were typed in full.
func labelled(q *engine.Question, s string) (engine.Choice, bool) {
	i := slices.IndexFunc(q.Choices, func(c engine.Choice) bool { return narrow(c.Label) == narrow(s) })
	if i < 0 {
		return engine.Choice{}, false
	}
	return q.Choices[i], true
}

func parseOne(q *engine.Question, s string) (engine.Value, error) {
	if c, ok := labelled(q, s); ok {
		return engine.OneValue(c.ID), nil
	}
	n, err := numbers(s, len(q.Choices))
	switch {
	case err != nil:
		return engine.Value{}, err
	case len(n) > 1:
		return engine.Value{}, fmt.Errorf("这一题只能选一个，请只输入一个数字")
	case n[0] == 0:
		return unsure(q), nil
	}
	return engine.OneValue(q.Choices[n[0]-1].ID), nil
}

func parseMany(q *engine.Question, s string) (engine.Value, error) {
	if c, ok := labelled(q, s); ok {
		return engine.ManyValue(c.ID), nil
	}
	switch narrow(s) {
	case "n", "无", "没有", "都没有", none:
		return engine.ManyValue(), nil
	}
	n, err := numbers(s, len(q.Choices))
	if err != nil {
		return engine.Value{}, err
	}
	if slices.Contains(n, 0) {
		if len(n) > 1 {
			return engine.Value{}, fmt.Errorf("0 是“不清楚”，不能和别的一起选")
		}
		return engine.DontKnow(), nil
	}
	var ids []string
	for _, i := range n {
		ids = append(ids, q.Choices[i-1].ID)
	}
	return engine.ManyValue(ids...), nil
}

// none is how an empty set of choices is said.
var none = present.Value(&engine.Question{}, engine.ManyValue(), true)

// marks stand between and after numbers: spaces, commas, 、 and the like.
const marks = " ,、;。.，；"

// numbers reads one or more numbers from 0 to most.
func numbers(s string, most int) ([]int, error) {
	parts := strings.FieldsFunc(narrow(s), func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(marks, r) })
	var out []int
	for _, p := range parts {
		n, err := strconv.Atoi(p)
		switch {
		case err != nil || p[0] == '+' || p[0] == '-':
			return nil, fmt.Errorf("看不懂%s，请输入选项前面的数字%s", quoted(p), upTo(most))
		case n > most:
			return nil, fmt.Errorf("没有 %d 这个选项，请输入%s", n, upTo(most))
		case !slices.Contains(out, n):
			out = append(out, n)
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("看不懂%s，请输入选项前面的数字%s", quoted(s), upTo(most))
	}
	return out, nil
}

func upTo(most int) string {
	if most == 0 {
		return " 0"
	}
	return fmt.Sprintf(" 0 到 %d", most)
}

// quoted shows a piece of what was typed, cut short.
func quoted(s string) string {
	const most = 30
	if r := []rune(s); len(r) > most {
		s = string(r[:most]) + "……"
	}
	return "“" + s + "”"
}

// numbered reads what belongs to a letter: "i 3", "i3", "改 5". ok is false where
// another word stands there.
func numbered(s string, letters ...string) (n int, ok bool) {
	s = narrow(s)
	for _, l := range letters {
		rest, found := strings.CutPrefix(s, l)
		if !found {
			continue
		}
		if n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(rest), "条")); err == nil && n >= 0 {
			return n, true
		}
	}
	return 0, false
}
