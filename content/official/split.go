package official

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Bounds of a text: far above any real one.
const (
	maxArticles = 500
	maxHeading  = 60    // characters
	maxPart     = 200   // paragraphs of a chapter's lead, an article, the closing part
	maxWords    = 20000 // bytes of the same
)

var (
	articleStart = regexp.MustCompile(`^([0-9]{1,3})[.、]([^0-9].*)$`)
	chapterStart = regexp.MustCompile(`^([一二三四五六七八九十]{1,3})、(.*)$`)
	chapterWhole = regexp.MustCompile(`^(.+)\(由([^()]+)牵头实施\)$`)
	articleUnits = regexp.MustCompile(`\(责任单位:([^。;]*)\)。?$`)
	dateAlone    = regexp.MustCompile(`^[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日$`)
)

// splitter cuts paragraphs into parts. Where it is, it tells from the parts that
// it has so far: a chapter or an article begins only where the next one is due.
type splitter struct {
	text    *Text
	heading *line // a chapter's heading that is not whole yet
	closed  bool  // the last article has its units
	stray   *line // first paragraph after a closed article
	signed  bool  // the date under the closing part was read
	size    int   // bytes of the part so far
}

// tooLong adds a paragraph to a part that has some already.
func (sp *splitter) tooLong(paragraphs int, l *line) bool {
	if paragraphs == 0 {
		sp.size = 0
	}
	sp.size += len(l.words)
	return paragraphs == maxPart || sp.size > maxWords
}

func (sp *splitter) split(ls []line) error {
	for i := range ls {
		if err := sp.line(&ls[i]); err != nil {
			return err
		}
	}
	return sp.end()
}

func (sp *splitter) line(l *line) error {
	t := sp.text
	if sp.signed {
		return nil
	}
	if sp.heading != nil {
		return sp.chapter(&line{sp.heading.shown + l.shown, sp.heading.words + l.words, sp.heading.number})
	}
	if m := chapterStart.FindStringSubmatch(l.words); m != nil && m[1] == chineseNumber(len(t.Chapters)+1) && (sp.between() || chapterWhole.MatchString(l.words)) {
		if sp.stray != nil {
			return sp.strayError()
		}
		return sp.chapter(l)
	}
	if m := articleStart.FindStringSubmatch(l.words); m != nil && len(t.Chapters) > 0 {
		n, _ := strconv.Atoi(m[1])
		switch due := len(t.Articles) + 1; {
		case n == due && sp.stray != nil:
			return sp.strayError()
		case n == due:
			return sp.article(l, n)
		case sp.between() && articleUnits.MatchString(l.words):
			return sp.fail(l.number, "这里应是第 %d 条，却是第 %d 条；请检查是否少了一段", due, n)
		}
	}
	return sp.paragraph(l)
}

// paragraph adds a paragraph that begins nothing to the part that it stands in.
func (sp *splitter) paragraph(l *line) error {
	t := sp.text
	switch {
	case len(t.Chapters) == 0:
		t.Opening = append(t.Opening, l.shown)
	case sp.leading():
		c := &t.Chapters[len(t.Chapters)-1]
		if sp.tooLong(len(c.Lead), l) {
			return sp.fail(l.number, "第 %d 章开头太长；请检查文件是否完整", c.Number)
		}
		c.Lead = append(c.Lead, l.shown)
	case !sp.closed:
		a := &t.Articles[len(t.Articles)-1]
		if sp.tooLong(len(a.Wording), l) {
			return sp.fail(a.Line, "第 %d 条太长，没有找到它的“(责任单位:…)”；请检查文件是否完整", a.Number)
		}
		a.Wording = append(a.Wording, l.shown)
		a.words = Normal(a.words + l.words) // where two lines meet, characters may compose
		sp.closed = articleUnits.MatchString(a.words)
	default:
		if sp.stray == nil {
			sp.stray, t.closingLine = l, l.number
		}
		if sp.tooLong(len(t.Closing), l) {
			return sp.fail(t.closingLine, "结尾部分太长，没有找到落款日期；请检查文件是否完整")
		}
		t.Closing = append(t.Closing, l.shown)
		sp.signed = dateAlone.MatchString(l.words)
	}
	return nil
}

// between reports whether a new part may begin here.
func (sp *splitter) between() bool {
	return len(sp.text.Articles) == 0 || sp.leading() || sp.closed
}

// leading reports whether a chapter has begun and its first article has not.
func (sp *splitter) leading() bool {
	t := sp.text
	return len(t.Chapters) > 0 && (len(t.Articles) == 0 || t.Articles[len(t.Articles)-1].Chapter < len(t.Chapters))
}

func (sp *splitter) strayError() error {
	return sp.fail(sp.stray.number, "这一行不属于任何一条，却夹在第 %d 条后面；请删去，或重新保存", len(sp.text.Articles))
}

// chapter begins a chapter once its heading is whole.
func (sp *splitter) chapter(l *line) error {
	m := chapterWhole.FindStringSubmatch(l.words)
	if m == nil {
		if utf8.RuneCountInString(l.words) > 2*maxHeading {
			return sp.fail(l.number, "章标题后面没有“(由…牵头实施)”；请检查文件是否完整")
		}
		sp.heading = l
		return nil
	}
	sp.heading = nil
	_, title, _ := strings.Cut(m[1], "、")
	sp.text.Chapters = append(sp.text.Chapters, Chapter{
		Number: len(sp.text.Chapters) + 1, Title: title, Units: strings.Split(m[2], "、"), Line: l.number,
	})
	return nil
}

// afterStart is a line without the number that it starts with.
func afterStart(shown, start string) string {
	for i := range shown {
		if Normal(shown[:i]) == start {
			return strings.TrimSpace(shown[i:])
		}
	}
	return shown
}

func (sp *splitter) article(l *line, n int) error {
	if n > maxArticles {
		return sp.fail(l.number, "条文太多，请检查是否选错了文件")
	}
	if sp.tooLong(0, l) {
		return sp.fail(l.number, "第 %d 条太长；请检查文件是否完整", n)
	}
	m := articleStart.FindStringSubmatch(l.words)
	sp.text.Articles = append(sp.text.Articles, Article{
		Number: n, Chapter: len(sp.text.Chapters), Line: l.number,
		Wording: []string{afterStart(l.shown, l.words[:len(l.words)-len(m[2])])}, words: m[2],
	})
	sp.closed = articleUnits.MatchString(m[2])
	return nil
}

// end checks that all parts are there and takes the articles apart.
func (sp *splitter) end() error {
	t := sp.text
	switch {
	case sp.heading != nil:
		return sp.fail(sp.heading.number, "章标题后面没有“(由…牵头实施)”；请检查文件是否完整")
	case len(t.Chapters) == 0:
		return sp.fail(0, "没有找到“一、…(由…牵头实施)”这样的章标题；请检查是否选错了文件")
	case len(t.Articles) == 0:
		return sp.fail(0, "没有找到“1.…”这样的条文；请检查文件是否完整")
	}
	for i := range t.Articles {
		if err := sp.parts(&t.Articles[i]); err != nil {
			return err
		}
	}
	return nil
}

// parts finds heading, body and units. Units may be missing: the audit says so.
func (sp *splitter) parts(a *Article) error {
	heading, rest, ok := strings.Cut(a.words, "。")
	if len(a.Wording) > 1 {
		if first := Normal(a.Wording[0]); !strings.Contains(first, "。") {
			heading, rest, ok = first, a.words[len(first):], true // a heading in a paragraph of its own
		}
	}
	if !ok || heading == "" || utf8.RuneCountInString(heading) > maxHeading {
		return sp.fail(a.Line, "第 %d 条没有标题；请检查文件是否完整", a.Number)
	}
	a.Heading, a.body = heading, rest
	if m := articleUnits.FindStringSubmatchIndex(rest); m != nil {
		a.Units = strings.Split(rest[m[2]:m[3]], "、")
		a.body = rest[:m[0]]
	}
	return nil
}

func (sp *splitter) fail(line int, format string, args ...any) error {
	return problem(sp.text.Name, line, "%s", fmt.Sprintf(format, args...))
}

// chineseNumber writes 1 to 99 as chapters are numbered: 一, 十, 十二, 二十.
func chineseNumber(n int) string {
	const digits = "零一二三四五六七八九"
	digit := func(k int) string { return string([]rune(digits)[k]) }
	out := ""
	switch tens := n / 10; {
	case tens == 1:
		out = "十"
	case tens > 1:
		out = digit(tens) + "十"
	}
	if n%10 > 0 || n < 10 {
		out += digit(n % 10)
	}
	return out
}
