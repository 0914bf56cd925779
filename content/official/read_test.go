package official

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"html"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"

	"huiqi/content"
)

func TestRead(t *testing.T) {
	text := mustRead(t, sampleText)
	if len(text.Chapters) != 2 || len(text.Articles) != 3 || len(text.Closing) != 4 {
		t.Fatalf("%d chapters, %d articles, %d paragraphs at the end", len(text.Chapters), len(text.Articles), len(text.Closing))
	}
	c := text.Chapter(1)
	if c.Title != "茶馆" || fmt.Sprint(c.Units) != "[甲局 乙局]" || len(c.Lead) != 1 || c.Line != 11 {
		t.Errorf("%+v", c)
	}
	a := text.Article(3)
	if a.Heading != "帮种茶人" || a.Chapter != 2 || fmt.Sprint(a.Units) != "[乙局]" || a.Line != 23 {
		t.Errorf("%+v", a)
	}
	if !strings.HasPrefix(a.Wording[0], "帮种茶人。大茶园(面积") || !strings.HasSuffix(a.body, "0.8%的担保费。") {
		t.Errorf("%q, %q", a.Wording, a.body)
	}
	if text.Article(4) != nil || text.Chapter(3) != nil {
		t.Error("found what is not there")
	}
	if last := text.Closing[3]; last != "2023年6月28日" {
		t.Errorf("the closing part ends with %q", last)
	}
}

// page is the made-up text as a saved web page.
func page(wrap func(string) string) string {
	var b strings.Builder
	b.WriteString("<!-- saved from url -->\n<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>1.标题。</title>\n<style>p{}</style><script>if (a<b) { '</p>1.' }</script></head>\n<body><div class=\"nav\"><a href=\"#\">首页</a></div><div id='zoom'>")
	for _, l := range strings.Split(sampleText, "\n") {
		if strings.TrimSpace(l) != "" {
			b.WriteString(wrap(l))
		}
	}
	b.WriteString("</div><table><tr><td>页脚</td></tr></table></body></html>")
	return b.String()
}

// Every way in which the same words may be saved reads as the same.
func TestReadVariants(t *testing.T) {
	gbk, err := simplifiedchinese.GB18030.NewEncoder().String(sampleText)
	if err != nil {
		t.Fatal(err)
	}
	wide := func(order binary.ByteOrder, mark string) string {
		var b bytes.Buffer
		b.WriteString(mark)
		for _, u := range utf16.Encode([]rune(sampleText)) {
			_ = binary.Write(&b, order, u)
		}
		return b.String()
	}
	full := strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
		case r > ' ' && r < 0x7f:
			return r + 0xfee0
		case r == ' ':
			return '　'
		}
		return r
	}, sampleText)
	variants := map[string]string{
		"mark":         "\ufeff" + sampleText,
		"CRLF":         strings.ReplaceAll(sampleText, "\n", "\r\n"),
		"CR":           strings.ReplaceAll(sampleText, "\n", "\r"),
		"UTF-16LE":     wide(binary.LittleEndian, "\xff\xfe"),
		"UTF-16BE":     wide(binary.BigEndian, "\xfe\xff"),
		"GB18030":      gbk,
		"full width":   full,
		"odd spaces":   strings.NewReplacer("茶馆", "茶\u00a0 馆", "一、 ", "一 、\t", "万元", "\u200b万\u2009元").Replace(sampleText),
		"no blank":     strings.ReplaceAll(sampleText, "\n\n", "\n"),
		"wrapped":      wrapped(sampleText, 40),
		"signs":        strings.NewReplacer("2.奖励", "2、奖励", "3.帮", "3．帮").Replace(sampleText),
		"page":         page(func(l string) string { return "<p style=\"a>b\">\n  " + html.EscapeString(l) + "\n</p>\n" }),
		"page, breaks": page(func(l string) string { return html.EscapeString(l) + "<br/>" }),
		"page, inline": page(func(l string) string { return "<P><b>" + strings.Join(strings.Split(l, ""), "</b><b>") + "</b></P>" }),
		"page, nbsp":   page(func(l string) string { return "<div>&nbsp;&#12288;" + html.EscapeString(l) + "</div>" }),
		"page, heading": page(func(l string) string {
			return "<p>" + strings.Replace(html.EscapeString(l), "。", "。</p><p>", 1) + "</p>"
		}),
		"pre": "<html><pre>" + html.EscapeString(sampleText) + "</pre></html>",
	}
	pack := sample(t)
	for name, s := range variants {
		text, err := Read(name, strings.NewReader(s))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, d := range Audit(pack, text) {
			t.Errorf("%s: %s", name, d.String())
		}
		if strings.ContainsAny(strings.Join(text.Article(2).Wording, ""), "\n\u200b\u00a0") {
			t.Errorf("%s: %q", name, text.Article(2).Wording)
		}
	}
}

// wrapped breaks lines hard, as some programs save them.
func wrapped(s string, width int) string {
	var out []string
	for _, l := range strings.Split(s, "\n") {
		r := []rune(l)
		for len(r) > width {
			out = append(out, string(r[:width]))
			r = r[width:]
		}
		out = append(out, string(r))
	}
	return strings.Join(out, "\n")
}

func TestReadRefuses(t *testing.T) {
	for _, c := range []struct {
		name, in, want string
		line           int
	}{
		{"empty", "", "文件是空的", 0},
		{"blank", " \n\u200b\n", "文件是空的", 0},
		{"large", strings.Repeat("a", MaxSize+1), "文件太大", 0},
		{"PDF", "%PDF-1.7\n…", "PDF", 0},
		{"binary", "PK\x03\x04\x00\x00", "不是文本", 0},
		{"half a character", "\xff\xfea", "不完整", 0},
		{"coding", "\xffabc\x81", "编码", 0},
		{"another text", "随便一段话。\n第二段。", "章标题", 0},
		{"no articles", sampleText[:strings.Index(sampleText, "1.安排")], "没有找到“1.…”", 0},
		{"a gap", changed(t, "3.帮种", "4.帮种"), "应是第 3 条，却是第 4 条", 23},
		{"an odd line", changed(t, "2.奖励", "- 3 -\n\n2.奖励"), "不属于任何一条", 17},
		{"an odd line before a chapter", changed(t, "二、茶园", "第 2 页\n\n二、茶园"), "不属于任何一条", 19},
		{"a heading without a unit", changed(t, "(由乙局牵头实施)", ""), "牵头实施", 19},
		{"no heading", changed(t, "奖励茶馆。", strings.Repeat("长", 61)+"。"), "没有标题", 17},
		{"no end", changed(t, "(责任单位:乙局)", "") + strings.Repeat("再来一段\n", maxPart), "太长", 23},
		{"a long article", changed(t, "收取不", strings.Repeat("2023年", maxWords/7)+"收取不"), "太长", 23},
		{"a long lead", changed(t, "再种些茶", strings.Repeat("2023年", maxWords/7)+"茶"), "开头太长", 21},
		{"a long end", changed(t, "一是要", strings.Repeat("2023年", maxWords/7)+"一是要"), "落款", 25},
		{"long closing", changed(t, "2023年6月28日", "") + strings.Repeat("再来一段\n", maxPart), "落款", 25},
	} {
		_, err := Read(c.name, strings.NewReader(c.in))
		var p *content.Problem
		if !errors.As(err, &p) || !strings.Contains(p.Msg, c.want) || p.Pos.Line != c.line || p.Pos.File != c.name {
			t.Errorf("%s: got %v, want %q on line %d", c.name, err, c.want, c.line)
		}
	}
	if _, err := Read("broken", badReader{}); err == nil || !strings.Contains(err.Error(), "读不了") {
		t.Errorf("broken reader: %v", err)
	}
}

type badReader struct{}

func (badReader) Read([]byte) (int, error) { return 0, errors.New("gone") }

func TestChineseNumber(t *testing.T) {
	for n, want := range map[int]string{1: "一", 8: "八", 10: "十", 12: "十二", 20: "二十", 66: "六十六"} {
		if got := chineseNumber(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}

func TestNormal(t *testing.T) {
	for in, want := range map[string]string{
		"集 装箱":                "集装箱",
		"（责任单位：甲局）":           "(责任单位:甲局)",
		"１０．８\u3000亿美元":       "10.8亿美元",
		"5\u200b0%\ufeff\r\n": "50%",
		"⼀、㎡①":                "一、m21",
		"e \u0301":            "é",
	} {
		if got := Normal(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(sampleText))
	f.Add([]byte(page(func(l string) string { return "<p>" + l + "</p>" })))
	f.Add([]byte("\xff\xfe1\x00"))
	f.Add([]byte("一、甲(由乙牵头实施)\n1.甲。乙(责任单位:丙)\n2.丁。"))
	f.Add([]byte("一、甲(由乙牵头实施)\n1.。"))
	pack := sample(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		text, err := Read("fuzz", bytes.NewReader(data))
		if err != nil {
			var p *content.Problem
			if !errors.As(err, &p) || p.Msg == "" || p.Pos.File != "fuzz" {
				t.Fatalf("%v", err)
			}
			return
		}
		for i, a := range text.Articles {
			if a.Number != i+1 || a.Heading == "" || len(a.Wording) == 0 || text.Chapter(a.Chapter) == nil {
				t.Fatalf("%+v", a)
			}
			if Normal(a.words) != a.words || a.Digest() != digest(Normal(strings.Join(a.Wording, "\n"))) {
				t.Fatalf("article %d: words %q, wording %q", a.Number, a.words, a.Wording)
			}
		}
		for _, d := range Audit(pack, text) {
			if d.Part == "" || d.Msg == "" || d.Kind == 0 {
				t.Fatalf("%+v", d)
			}
		}
		Check(pack, text)
	})
}

func FuzzNormal(f *testing.F) {
	for _, s := range []string{"集 装箱", "（１）", "e \u0301", "\u1100 \u1161", "ﷺ", "\u0344"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n := Normal(s)
		if Normal(n) != n {
			t.Fatalf("%q: %q, then %q", s, n, Normal(n))
		}
	})
}
