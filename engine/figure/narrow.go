package figure

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// narrow turns an input into the plain characters that the grammars know:
// full-width letters and digits become ASCII, capital Chinese numerals (壹, 仟)
// become everyday ones, spaces go unless they stand between two digits.
func narrow(s string) ([]rune, *Error) {
	// The byte length bounds the work before anything is decoded.
	if len(s) > MaxRunes*utf8.UTFMax || utf8.RuneCountInString(s) > MaxRunes {
		return nil, fail(s, TooLong, "太长了", "请只写一个数字，如 1.2亿")
	}
	in := []rune(strings.TrimSpace(strings.TrimPrefix(s, "\ufeff")))
	out := make([]rune, 0, len(in))
	gap := false
	for _, r := range in {
		if unicode.IsSpace(r) {
			gap = true
			continue
		}
		r = plain(r)
		if gap && isDigit(r) && isDigit(out[len(out)-1]) { // trimmed: a gap has something before it
			return nil, fail(s, Syntax, "的数字中间有空格", "请去掉空格")
		}
		gap = false
		out = append(out, r)
	}
	return out, nil
}

// Narrow is the everyday form of one character: full-width letters, digits and
// signs become their ASCII twins, every other character stays.
func Narrow(r rune) rune {
	switch {
	case r >= '！' && r <= '～':
		return r - '！' + '!'
	case r == '　':
		return ' '
	}
	return r
}

func plain(r rune) rune {
	if p, ok := twins[r]; ok {
		return p
	}
	r = Narrow(r)
	if r >= 'A' && r <= 'Z' {
		r += 'a' - 'A'
	}
	return r
}

// twins are characters that Chinese input methods and fonts put in place of
// others, and the capital numerals of cheques.
var twins = map[rune]rune{
	'。': '.', '．': '.', '，': ',', '∶': ':', '−': '-', '–': '-', '—': '-',
	'￥': '¥', '＄': '$', '﹪': '%', '圆': '元',
	'〇': '零', '壹': '一', '贰': '二', '叁': '三', '肆': '四', '伍': '五', '陆': '六',
	'柒': '七', '捌': '八', '玖': '九', '拾': '十', '佰': '百', '仟': '千', '萬': '万', '億': '亿',
	'貳': '二', '參': '三', '陸': '六', '兩': '两', '點': '点', '負': '负', '畝': '亩',
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }
