package content

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

// tokens of the expression grammar.
type tokenKind uint8

const (
	tokEnd    tokenKind = iota
	tokName             // question, choice, define or function
	tokFigure           // 300万元, 5%, 1:1, 八五折
	tokSign             // ( ) [ ] , : + - * < <= = >= >
)

type token struct {
	kind tokenKind
	text string
	pos  int // byte offset in the expression
}

// syntaxError is a fault at an offset of an expression.
type syntaxError struct {
	pos int
	msg string
}

func (e *syntaxError) Error() string { return e.msg }

func bad(pos int, format string, args ...any) *syntaxError {
	return &syntaxError{pos, fmt.Sprintf(format, args...)}
}

const maxExpression = 2000 // bytes

const lexSpace = " \t\n\f\r\u3000"

// A figure is a number, perhaps a ratio, and the Chinese words after it, or
// Chinese words alone (八五折). What it means is engine/figure's business.
var lexFigure = regexp.MustCompile(`^(?:[0-9０-９][0-9０-９.．]*(?:[:：][0-9０-９.．]+)?(?: ?[\p{Han}%％]+(?:/\p{Han}+)?)?|\p{Han}+)`)

// lexName is the name that a text begins with: ASCII letters, digits and "_", not
// a digit first.
func lexName(s string) string {
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c == '_', i > 0 && c >= '0' && c <= '9':
		default:
			return s[:i]
		}
	}
	return s
}

// lexSign is the sign that a text begins with.
func lexSign(s string) string {
	switch {
	case strings.HasPrefix(s, "<="), strings.HasPrefix(s, ">="):
		return s[:2]
	case strings.IndexByte("()[],:+*<=>-", s[0]) >= 0:
		return s[:1]
	}
	return ""
}

// Signs that Chinese input methods write.
var wideSigns = map[rune]string{
	'（': "(", '）': ")", '，': ",", '：': ":", '［': "[", '］': "]", '＋': "+", '－': "-", '×': "*",
	'＊': "*", '＜': "<", '＞': ">", '＝': "=", '≥': ">=", '≤': "<=", '≧': ">=", '≦': "<=",
}

// lex cuts an expression into tokens; the last one is tokEnd.
func lex(text string) ([]token, *syntaxError) {
	if len(text) > maxExpression {
		return nil, bad(0, "表达式太长，最多 %d 个字节，请用 define 拆开", maxExpression)
	}
	var out []token
	for i := 0; i < len(text); {
		rest := text[i:]
		t := token{pos: i}
		r, size := utf8.DecodeRuneInString(rest)
		if strings.ContainsRune(lexSpace, r) {
			i += size
			continue
		} else if s := lexName(rest); s != "" {
			t.kind, t.text = tokName, s
			i += len(s)
		} else if s := lexSign(rest); s != "" {
			t.kind, t.text = tokSign, s
			i += len(s)
		} else if s := lexFigure.FindString(rest); s != "" {
			t.kind, t.text = tokFigure, s
			i += len(s)
		} else if s := wideSigns[r]; s != "" {
			t.kind, t.text = tokSign, s
			i += size
		} else {
			return nil, bad(i, "这里不能有“%c”%s", r, signHint(rest))
		}
		out = append(out, t)
	}
	return append(out, token{kind: tokEnd, pos: len(text)}), nil
}

func signHint(rest string) string {
	switch {
	case strings.HasPrefix(rest, "!"):
		return "，“不等于”请写成 not (… = …)"
	case strings.HasPrefix(rest, "&"):
		return "，“并且”请写成 and"
	case strings.HasPrefix(rest, "|"):
		return "，“或者”请写成 or"
	case strings.HasPrefix(rest, "/"):
		return "，不能用除法；单价请写成 3000元/亩"
	}
	return "，请删去"
}
