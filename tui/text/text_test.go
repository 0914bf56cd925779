package text_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"huiqi/tui/text"
	"huiqi/tui/text/hostile"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

const (
	closers = "，。；：！？、）】》」』”’％%‰℃…—～〉〕］｝"
	openers = "（【《「『“‘〈〔［｛"
)

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		name  string
		in    string
		width int
		want  []string
	}{
		{"short", "营业收入", 20, []string{"营业收入"}},
		{"empty", "", 20, []string{""}},
		{"comma moves with its word", "企业营业收入，研发费用", 12, []string{"企业营业收", "入，研发费用"}},
		{"comma fits exactly", "企业营业收，研发费用", 12, []string{"企业营业收，", "研发费用"}},
		{"opening bracket moves on", "钱塘区政府（办公室）", 12, []string{"钱塘区政府", "（办公室）"}},
		{"number keeps its unit", "最高奖励300万元", 12, []string{"最高奖励", "300万元"}},
		{"percent", "按投入的20%给予补助", 9, []string{"按投入的", "20%给予补", "助"}},
		{"words", "go test ./tui/text", 8, []string{"go test", "./tui/te", "xt"}},
		{"dash pair", "这就是结果——很好", 11, []string{"这就是结", "果——很好"}},
		{"own lines", "甲\n\n乙", 10, []string{"甲", "", "乙"}},
		{"quotes", "称为“雏鹰企业”的企业", 6, []string{"称为", "“雏鹰", "企业”", "的企业"}},
		{"a word gives way", "（10000万元）", 12, []string{"（10000万", "元）"}},
		{"indent is kept", "  两格开头", 20, []string{"  两格开头"}},
		{"nothing but closers", "，，，，，", 4, []string{"，，", "，，", "，"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := text.Wrap(c.in, c.width); !slices.Equal(got, c.want) {
				t.Errorf("Wrap(%q, %d) = %q, want %q", c.in, c.width, got, c.want)
			}
		})
	}
}

// Ordinary text: a closer follows a word, an opener precedes one.
var sentence = rapid.Custom(func(t *rapid.T) string {
	han := rapid.StringOfN(rapid.SampledFrom([]rune("钱塘区企业研发投入补助奖励年月")), 1, 6, -1)
	ascii := rapid.StringMatching(`[a-zA-Z0-9][a-zA-Z0-9./-]{0,7}|[1-9][0-9]{0,5}(\.[0-9])?(万元|亿元|%|亩)?`)
	var b strings.Builder
	for range rapid.IntRange(1, 14).Draw(t, "words") {
		word := rapid.OneOf(han, ascii).Draw(t, "word")
		switch rapid.IntRange(0, 9).Draw(t, "how") {
		case 0:
			word = "（" + word + "）"
		case 1:
			word = "“" + word + "”"
		case 2:
			word = " " + word + " "
		case 3, 4:
			word += rapid.SampledFrom([]string{"，", "。", "；", "：", "、", "？", "！", "——", "……", "%"}).Draw(t, "closer")
		}
		b.WriteString(word)
	}
	return b.String()
})

func TestWrapKeepsTheRules(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := sentence.Draw(t, "text")
		width := rapid.IntRange(12, 80).Draw(t, "width")
		lines := text.Wrap(s, width)
		for i, l := range lines {
			if text.Width(l) > width {
				t.Fatalf("line %q is %d cells, width %d", l, text.Width(l), width)
			}
			first, _ := utf8.DecodeRuneInString(l)
			if i > 0 && strings.ContainsRune(closers, first) {
				t.Fatalf("line %q begins with %q (%q at %d)", l, first, s, width)
			}
			last, _ := utf8.DecodeLastRuneInString(l)
			if i < len(lines)-1 && strings.ContainsRune(openers, last) {
				t.Fatalf("line %q ends with %q (%q at %d)", l, last, s, width)
			}
		}
		squeeze := func(s string) string { return strings.ReplaceAll(s, " ", "") }
		if squeeze(strings.Join(lines, "")) != squeeze(s) {
			t.Fatalf("wrapping changed the text: %q -> %q", s, lines)
		}
	})
}

func TestWrapKeepsWordsWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringMatching(`[A-Za-z0-9]{2,10}`).Draw(t, "word")
		before := rapid.StringOfN(rapid.SampledFrom([]rune("企业研发")), 1, 30, -1).Draw(t, "before")
		width := rapid.IntRange(10, 40).Draw(t, "width")
		if !slices.ContainsFunc(text.Wrap(before+word+before, width), func(l string) bool { return strings.Contains(l, word) }) {
			t.Fatalf("%q was split at width %d", word, width)
		}
	})
}

func FuzzWrap(f *testing.F) {
	for _, s := range []string{"", "企业（含个体）", "a b c", "，，，", "\u0301é", "👨‍👩‍👧‍👦家", "\xff\xfe", "ㅎㅏㄴ", "  ", "——", "1.2亿元%", "\x1b[31m红"} {
		f.Add(s, 8)
	}
	f.Fuzz(func(t *testing.T, s string, width int) {
		s = text.Clean(s)
		if len(s) > 2000 {
			t.Skip()
		}
		width = width % 200
		for _, l := range text.Wrap(s, width) {
			if text.Width(l) > max(width, 1) {
				t.Fatalf("line %q is %d cells, width %d", l, text.Width(l), width)
			}
		}
		if w := text.Width(text.Truncate(text.CleanLine(s), width)); w > max(width, 0) {
			t.Fatalf("truncated to %d cells, width %d", w, width)
		}
		if w := text.Width(text.PadRight(text.CleanLine(s), width)); w != max(width, 0) {
			t.Fatalf("padded to %d cells, width %d", w, width)
		}
	})
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"plain 汉字", "\x1b]52;c;AAAA\x07", "a\u202Eb", "a\x00\x7f\u0085b", "\xff", "a\tb\r\nc\u2028d", text.CursorMark} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := text.Clean(s)
		if !utf8.ValidString(got) {
			t.Fatalf("not UTF-8: %q", got)
		}
		if found := hostile.Find(got, "\n"); found != "" {
			t.Fatal(found)
		}
		if again := text.Clean(got); again != got {
			t.Fatalf("not settled: %q -> %q", got, again)
		}
		if strings.Contains(text.CleanLine(s), "\n") {
			t.Fatal("CleanLine keeps a line break")
		}
	})
}

// TestHostile holds Clean, CleanLine and EscapeJSON to the list of what they take away.
func TestHostile(t *testing.T) {
	for _, r := range hostile.Runes {
		s := "甲" + string(r) + "乙"
		doc, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		escaped := text.EscapeJSON(doc)
		for _, got := range []string{text.CleanLine(s), strings.ReplaceAll(text.Clean(s), "\n", ""), string(escaped)} {
			if found := hostile.Find(got, ""); found != "" {
				t.Errorf("%U: %s", r, found)
			}
			if !strings.Contains(got, "甲") || !strings.Contains(got, "乙") {
				t.Errorf("%U: the words are lost: %q", r, got)
			}
		}
		var back string
		if err := json.Unmarshal(escaped, &back); err != nil || back != s {
			t.Errorf("%U: a reader gets %q, %v", r, back, err)
		}
		if r == '\n' {
			continue
		}
		bare := text.EscapeJSON([]byte(`"甲` + string(r) + `乙"`)) // as others encode it
		if err := json.Unmarshal(bare, &back); err != nil || back != s || hostile.Find(string(bare), "") != "" {
			t.Errorf("%U: %s, %v", r, bare, err)
		}
	}
	if doc := []byte("{\n  \"名\": \"甲😀\"\n}\n"); !bytes.Equal(text.EscapeJSON(doc), doc) {
		t.Error("EscapeJSON changes what is harmless")
	}
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"企业\x1b[31m红\x1b[0m": "企业[31m红[0m",
		"甲\t乙\r\n丙":          "甲 乙\n丙",
		"a\u202Egnp.exe":     "agnp.exe",
		"\uFEFF5000":         "5000",
		"\u009b31mx":         "31mx",
	} {
		if got := text.Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
}

// The quick way to measure agrees with the library on everything, what joins
// included.
func TestWidth(t *testing.T) {
	pieces := []string{"a", "Z", "~", " ", "企", "区", "，", "。", "（", "）", "“", "”", "…", "—", "·", "￥", "─", "│", "▸", "✓", "✗", "△", "●", "░", "█", "≥", "−", "×",
		"\x1b[1m", "\x1b[38;5;9m", "\x1b[m", "\x1b[38:2::1:2:3m", "\x1b[2J", "\x1b", "\x1b]0;x\a", text.CursorMark, "\u0301", "\u200d", "\ufe0f", "\u20e3", "❤", "☎", "✔", "♂", "👨", "👩", "🏽", "🇨", "🇳",
		"ㅎ", "ㅏ", "ㄴ", "가", "が", "ﾞ", "ｶ", "Ａ", "　", "\u3099", "\u302a", "々", "\xff", "\t", "\n", "\u202e", "क", "्", "ि", "ا", "ل", "9", "#"}
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 8).Draw(t, "pieces"), "")
		if got, want := text.Width(s), ansi.StringWidth(s); got != want {
			t.Fatalf("Width(%q) = %d, want %d", s, got, want)
		}
	})
	for r := rune(0); r < 0x20000; r++ {
		for _, s := range []string{string(r), "企" + string(r) + "a"} {
			if got, want := text.Width(s), ansi.StringWidth(s); got != want {
				t.Fatalf("Width(%q) = %d, want %d", s, got, want)
			}
		}
	}
}

func TestTakeCursor(t *testing.T) {
	clean, x, y, ok := text.TakeCursor("一行\n\x1b[1m金额\x1b[m 12" + text.CursorMark + "万 \n")
	if clean != "一行\n\x1b[1m金额\x1b[m 12万 \n" || x != 7 || y != 1 || !ok {
		t.Errorf("got %q at %d,%d (%v)", clean, x, y, ok)
	}
	if _, _, _, ok := text.TakeCursor("无"); ok {
		t.Error("found a mark that is not there")
	}
}
