package official

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"huiqi/engine"
	"huiqi/engine/figure"
)

// number is a number of the text, with its unit.
type number struct {
	text       string
	unit       string // what the figure counts in: 元 for 300万元; "" for a bare number
	start, end int    // bytes of the words
	form       form
	list       int // numbers joined by 、 have the same, from 1; 0: stands alone
}

// form is how the words around a figure bound it.
type form uint8

const (
	plain   form = iota
	ceiling      // 最高
	atLeast      // 以上, 不低于: the figure itself and more
	atMost       // 以下, 不高于: the figure itself and less
)

func (f form) String() string {
	return [...]string{"没有“最高”也没有“以上”“以下”", "前面有“最高”", "有“以上”或“不低于”", "有“以下”“不高于”或“不超过”"}[f]
}

const numerals = "零〇一二两三四五六七八九十百千万亿"

var (
	codeNumber = regexp.MustCompile(`^[0-9A-Za-z]+(?:\+[0-9A-Za-z]+)*`)
	dateNumber = regexp.MustCompile(`^(?:[0-9]{4}年[0-9]{1,2}月(?:[0-9]{1,2}日)?|[0-9]{1,2}月[0-9]{1,2}日)`)
	pairNumber = regexp.MustCompile(`^[0-9]+(?:\.[0-9]+)?(?:[:—–~-]+[0-9]+(?:\.[0-9]+)?)+`)
	digits     = regexp.MustCompile(`^[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?[十百千]?(?:万亿|万|亿)?`)
	hanzi      = regexp.MustCompile(`^[` + numerals + `]+(?:分之[` + numerals + `]+)?`)
	printUnits = regexp.MustCompile(`^(?:美元|元|%|‰|折|个百分点|个月|个|家次|家|人次|人|名|周年|年|月|日|小时|时|分钟|天|场|座|辆|件|张|期|处|间|亩|平方米|平方公里|公里|方|吨标准煤|吨|台|套|所|项|类|户|次|倍|条|成)`)
	perUnit    = regexp.MustCompile(`^/(?:亩|人|户|年|月|平方米|方|吨|台|套|家|个|次|村)`)
)

// Everyday words in which a numeral that stands alone is no number.
var everyday = []string{"一般", "一批", "一定", "一体", "一轮", "一次性", "进一步", "三农", "长三角"}

// numbers finds the numbers of normalised words.
func numbers(words string) []number {
	var out []number
	for i := 0; i < len(words); {
		r, size := utf8.DecodeRuneInString(words[i:])
		if r >= utf8.RuneSelf && !strings.ContainsRune(numerals, r) {
			i += size
			continue
		}
		n := numberAt(words, i)
		if n == 0 {
			i += max(size, skip(words[i:]))
			continue
		}
		out = append(out, number{text: words[i : i+n], start: i, end: i + n})
		i += n
	}
	for i := range out {
		n := &out[i]
		if f, err := figure.Parse(n.text); err == nil {
			n.unit = f.Unit
		}
		from := 0
		if i > 0 {
			prev := &out[i-1]
			from = prev.end
			if words[prev.end:n.start] == "、" {
				if prev.list == 0 {
					prev.list = i
				}
				n.list, n.form = prev.list, prev.form
				if n.form != ceiling {
					n.form = formOf(words, from, n)
				}
				continue
			}
		}
		n.form = formOf(words, from, n)
	}
	return out
}

// skip is the length of a word of letters and digits that is no number.
func skip(s string) int { return len(codeNumber.FindString(s)) }

// numberAt is the length of the number at a place, 0 if there is none.
func numberAt(words string, i int) int {
	s := words[i:]
	if code := codeNumber.FindString(s); code != "" {
		switch {
		case !strings.ContainsAny(code, "0123456789"):
			return 0
		case strings.Trim(code, "0123456789") != "":
			return len(code)
		}
		if d := dateNumber.FindString(s); d != "" {
			return len(d)
		}
		if p := pairNumber.FindString(s); p != "" {
			return len(p) + unitLen(s[len(p):])
		}
		n := len(digits.FindString(s))
		for { // 1亿2000万
			more := digits.FindString(s[n:])
			if more == "" {
				return n + unitLen(s[n:])
			}
			n += len(more)
		}
	}
	run := hanzi.FindString(s)
	switch {
	case run == "", strings.Trim(run, "零") == "", everydayAt(words, i, run):
		return 0
	case listMark(words[:i], s[len(run):]):
		return 0
	}
	return len(run) + unitLen(s[len(run):])
}

func unitLen(s string) int {
	n := len(printUnits.FindString(s))
	if n > 0 {
		n += len(perUnit.FindString(s[n:]))
	}
	return n
}

func everydayAt(words string, i int, run string) bool {
	for _, w := range everyday {
		if k := strings.Index(w, run); k >= 0 && k <= i && strings.HasPrefix(words[i-k:], w) {
			return true
		}
	}
	return false
}

// listMark tells the marks 一是, 二是 that open the sentences of a list.
func listMark(before, after string) bool {
	return strings.HasPrefix(after, "是") && (before == "" || strings.HasSuffix(before, "。") || strings.HasSuffix(before, ";"))
}

// formOf reads the words around a number; from is where the number before ends.
func formOf(words string, from int, n *number) form {
	clause := words[from:n.start]
	if i := strings.LastIndexAny(clause, ",;。:(?!"); i >= 0 {
		_, size := utf8.DecodeRuneInString(clause[i:])
		clause = clause[i+size:]
	}
	after := strings.TrimPrefix(strings.TrimPrefix(words[n.end:], "(含)"), "及")
	switch {
	case strings.Contains(clause, "最高"):
		return ceiling
	case hasSuffix(clause, "不低于", "不得低于", "不少于", "不得少于", "不小于", "不得小于"), strings.HasPrefix(after, "以上"):
		return atLeast
	case hasSuffix(clause, "不高于", "不得高于", "不超过", "不得超过"), hasPrefix(after, "以下", "以内"):
		return atMost
	}
	return plain
}

func hasSuffix(s string, list ...string) bool {
	for _, l := range list {
		if strings.HasSuffix(s, l) {
			return true
		}
	}
	return false
}

func hasPrefix(s string, list ...string) bool {
	for _, l := range list {
		if strings.HasPrefix(s, l) {
			return true
		}
	}
	return false
}

// payable reports whether a unit is one that amounts and rates are printed in.
func payable(unit string) bool {
	switch unit {
	case engine.UnitYuan, figure.UnitDollar, engine.UnitPercent, engine.UnitTenths, engine.UnitRatio:
		return true
	}
	return strings.Contains(unit, "/")
}
