package tui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"huiqi/engine"
	"huiqi/tui/internal/sample"
	"huiqi/tui/style"
	"huiqi/tui/text"
)

// copyOf is a reader's copy of the printed text, made up.
type copyOf map[int]struct {
	wording string
	agrees  bool
}

func (c copyOf) Article(n int) (string, bool, bool) {
	a, ok := c[n]
	return a.wording, a.agrees, ok
}

var printed = copyOf{
	1: {"甲方应当如此。\n（责任单位：科技局）", true},
	2: {"乙方\u202E应当\x1b[31m如彼。", false},
}

// large is the sample policy with chapters and items enough to scroll.
func large(t *testing.T) *engine.Program {
	t.Helper()
	p := sample.Policy()
	for c := 2; c <= 5; c++ {
		p.Chapters = append(p.Chapters, engine.Chapter{Number: c, Title: fmt.Sprintf("第%d类事情", c), Units: []string{"商务局"}})
		for k := range 6 {
			n := len(p.Articles) + 1
			p.Articles = append(p.Articles, engine.Article{Number: n, Chapter: c, Title: fmt.Sprintf("编出来的第%d号支持", n), Nature: engine.Right, Units: []string{"农业局"}})
			p.Items = append(p.Items, engine.Item{ID: fmt.Sprint("made-", n), Article: n, Title: fmt.Sprintf("编出来的项目%d，名字长到在窄的窗口里一行放不下，要另起一行（第%d类）", n, k), Topic: "trade",
				Nature: engine.Right, Units: []string{"农业局"}, Who: []string{"firm", "village"}, Period: engine.OwnPeriod})
		}
	}
	prog, err := engine.Compile(p)
	if err != nil {
		t.Fatal(err)
	}
	return prog
}

// reversed finds what is drawn in reverse: line, first cell and words.
func (d *driver) reversed() []string {
	d.t.Helper()
	var out []string
	for y, line := range strings.Split(d.a.View().Content, "\n") {
		cell, from, on := 0, 0, false
		var words strings.Builder
		state := byte(0)
		for len(line) > 0 {
			seq, w, n, next := ansi.DecodeSequence(line, state, nil)
			state, line = next, line[n:]
			if w == 0 && strings.HasPrefix(seq, "\x1b[") {
				now := on
				switch params := strings.Split(strings.Trim(seq, "\x1b[m"), ";"); {
				case slices.Contains(params, "7"):
					now = true
				case params[0] == "" || params[0] == "0":
					now = false
				}
				if on && !now {
					out = append(out, fmt.Sprintf("%d:%d %s", y, from, words.String()))
					words.Reset()
				}
				if now && !on {
					from = cell
				}
				on = now
				continue
			}
			if on {
				words.WriteString(seq)
			}
			cell += w
		}
	}
	return out
}

func TestPickHighlights(t *testing.T) {
	for _, o := range []style.Options{{}, {Theme: style.Dark}, {NoColor: true}, {Theme: style.HighContrast}, {Theme: style.Projector}} {
		for _, c := range []struct {
			typed string
			want  []string // of the first hit
		}{
			{"雏鹰", []string{"4:8 雏鹰"}},
			{"qiye", []string{"4:12 企业"}},
			{"yf", []string{"4:7 研发"}},
			{"展h", []string{"4:8 展会"}},
			{"费用 yanfa", []string{"4:8 研发费用"}},
			{"费补", nil}, // 费用补助 holds both, but not together
		} {
			d := drive(t, Options{Style: o})
			d.press("2", "="+c.typed)
			if c.want == nil {
				d.sees("没有找到")
				continue
			}
			got := d.reversed()
			if len(got) == 0 || got[0] != c.want[0] {
				t.Errorf("%+v %s: %q, want %q\n%s", o, c.typed, got, c.want, d.screen())
			}
		}
	}
}

// The number of an article is marked where it was asked for, and so is what the
// name does not hold.
func TestPickSaysWhy(t *testing.T) {
	d := drive(t, Options{})
	d.press("2", "=第3条")
	d.sees("找到 2 个", "第3条 农田支持")
	if got := d.reversed(); !slices.Equal(got, []string{"4:2 第3条", "5:2 第3条"}) {
		t.Errorf("%q", got)
	}
	d = drive(t, Options{})
	d.press("2", "=财政局 展位")
	d.sees("责任单位：财政局", "第2条 展位费")
	if got := d.reversed(); !slices.Equal(got, []string{"4:8 展位", "5:16 财政局"}) {
		t.Errorf("%q\n%s", got, d.screen())
	}
	d = drive(t, Options{})
	d.press("2", "=面积")
	d.sees("会问到：面积")
}

// A match may go on in the next line.
func TestHighlightWraps(t *testing.T) {
	d := drive(t, Options{Program: large(t)})
	d.send(tea.WindowSizeMsg{Width: 60, Height: 30})
	d.press("2", "=名字长到在窄的窗口里一行放不下要另起一行")
	var all string
	for _, s := range d.reversed()[:2] {
		_, words, _ := strings.Cut(s, " ")
		all += words
	}
	if all != "名字长到在窄的窗口里一行放不下，要另起一行" {
		t.Errorf("%q\n%s", all, d.screen())
	}
}

func TestBrowse(t *testing.T) {
	d := drive(t, Options{})
	d.press("/")
	d.sees("第1章 创新", "牵头：科技局", "第1条 研发支持", "资金或价格支持", "· 实验室", "第4条 预算安排", "政府目标与安排", "4条 7项")
	d.press("enter")
	d.sees("只看 第1章 创新", "Esc 看全部", "第4条 预算安排")
	d.press("=zhanwei")
	d.sees("只看 第1章 创新", "找到", "展位费")
	d.press("esc")
	d.sees("4条 7项", "输入一个词")
	d.press("down", "enter")
	d.sees("第1条 研发支持", "可以查的项目：3 个")
	d.press("esc", "esc")
	d.sees("全面自查")
}

func TestNarrowToUnit(t *testing.T) {
	d := drive(t, Options{})
	d.press("2", "=财政局")
	d.sees("责任单位 财政局  1 项")
	d.press("enter")
	d.sees("只看 责任单位：财政局", "第2条 展会支持", "· 展位费", "第4条 预算安排", "2条 1项")
	d.seesNot("农田")
	d.press("=农田")
	d.sees("没有找到", "按 Esc 在全部条文里找")
	d.press("backspace", "backspace", "backspace")
	d.sees("查找 财政局", "找到")
	d.press("backspace", "backspace", "backspace", "=nongcun", "enter")
	d.sees("只看 主题：农村", "农田支持")
	d.press("down", "enter")
	d.sees("事情都在2023年吗")
}

func TestTabShowsTheText(t *testing.T) {
	d := drive(t, Options{})
	d.press("2", "=雏鹰", "tab")
	d.sees("第1条 研发支持")
	d.press("esc")
	d.sees("查找 雏鹰")
}

// Keys that come faster than frames act on what was typed, not on what is shown.
func TestPickWithoutViews(t *testing.T) {
	d := drive(t, Options{})
	d.press("2")
	for _, r := range "农田项目" {
		d.a.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
	for range 2 {
		d.a.Update(keyMsg("backspace"))
	}
	d.a.Update(keyMsg("down"))
	d.a.Update(keyMsg("enter"))
	d.sees("第3条 农田支持")
}

// The list is laid out as it comes into sight; every row must come.
func TestPagesThroughAll(t *testing.T) {
	for _, words := range []string{"", "b"} {
		for _, key := range []string{"pgdown", "down"} {
			d := drive(t, Options{Program: large(t)})
			d.send(tea.WindowSizeMsg{Width: 60, Height: 20})
			d.press("2")
			d.press("=" + words)
			seen := map[string]bool{}
			note := func() {
				for _, l := range strings.Split(d.screen(), "\n") {
					for n := range 30 {
						if strings.Contains(l, fmt.Sprintf("编出来的项目%d，", n)) {
							seen[fmt.Sprint(n)] = true
						}
					}
				}
			}
			note()
			for range 150 {
				d.press(key)
				note()
			}
			if len(seen) != 24 {
				t.Errorf("%q by %s: %d of 24 items", words, key, len(seen))
			}
			if lines := strings.Split(d.screen(), "\n"); strings.Contains(lines[len(lines)-3], "↓") {
				t.Errorf("%q by %s: there is more at the end\n%s", words, key, d.screen())
			}
			before := d.screen()
			for range 200 {
				d.press(map[string]string{"pgdown": "pgup", "down": "up"}[key])
			}
			if d.screen() == before || strings.Contains(strings.Split(d.screen(), "\n")[4], "↑") {
				t.Errorf("%q by %s: it does not go back to the top\n%s", words, key, d.screen())
			}
		}
	}
}

func TestArticlePage(t *testing.T) {
	d := drive(t, Options{Official: printed})
	d.send(tea.WindowSizeMsg{Width: 99, Height: 60})
	d.press("2", "=1", "enter")
	d.sees("第1条 研发支持", "第1章 创新（牵头：科技局）", "性质 资金或价格支持——", "责任单位 科技局", "可以查的项目：3 个",
		"查这一条的全部项目", "1. 实验室", "金额 最高 500万元", "谁可以 企业", "条件 新称号：实验室",
		"2. 雏鹰企业", "金额 原文未写明",
		"强度够线的（研发强度 ≥ 5%）：最高 30% × （今年研发费用 − 去年研发费用）", "普通企业：最高 10% ×", "单家企业最高300万元", "上限限的是补助",
		"同比哪两年", "原文", "✓ 与规则所依据的原文一致", "甲方应当如此。", "（责任单位：科技局）")
	d.press("right")
	d.sees("第2条 展会支持", "合用的上限：展会与保费", "单家企业最高500万元", "⚠ 与规则所依据的原文不同", "乙方应当[31m如彼。", "不涉及金额", "权利与服务")
	d.press("right", "right")
	d.sees("第4条 预算安排", "没有可以申请的", "政府自己", "没有写谁符合什么条件")
	d.seesNot("原文一致", "原文不同")
	d.press("right", "left", "enter")
	d.sees("事情都在2023年吗")
}

func TestArticlePageFigures(t *testing.T) {
	p := sample.Policy()
	p.Articles[3].Figures = []engine.Figure{{Text: "39亿元", Class: "budget"}, {Text: "39亿元", Class: "budget"}, {Text: "100个", Class: "target"}, {Text: "2023年", Class: "date"}}
	prog, err := engine.Compile(p)
	if err != nil {
		t.Fatal(err)
	}
	d := drive(t, Options{Program: prog})
	d.press("2", "=4", "enter")
	d.sees("39亿元：预算安排", "100个：工作目标")
	d.seesNot("39亿元、39亿元", "2023年：")
}

// What was read past is not begun unseen: Enter first shows what it would begin.
func TestArticleEnterOutOfSight(t *testing.T) {
	d := drive(t, Options{Official: copyOf{2: {strings.Repeat("很长的一段。\n", 40), true}}})
	d.send(tea.WindowSizeMsg{Width: 60, Height: 20})
	d.press("2", "=2", "enter")
	d.sees("第2条 展会支持")
	d.press("o")
	d.sees("与规则所依据的原文一致")
	d.press("enter")
	d.sees("查这一条的全部项目", "▸")
	d.press("enter")
	d.sees("事情都在2023年吗")
}

// The item page shows the wording of its article, with its mark: what was copied
// wrong or changed since must not be read as what the rules were written from.
func TestOfficialOnItemPage(t *testing.T) {
	d := drive(t, Options{Official: printed, Names: []string{"premium"}})
	d.send(tea.WindowSizeMsg{Width: 80, Height: 60})
	d.press("1", "enter", "1", "enter", "=1万", "enter", "enter")
	d.sees("第2条原文", "⚠ 与规则所依据的原文不同", "乙方应当[31m如彼。")
	// Enter after it first shows what it would open
	d.send(tea.WindowSizeMsg{Width: 60, Height: 20})
	d.press("home", "o")
	d.sees("⚠ 与规则所依据的原文不同")
	d.press("enter")
	d.sees("▸ 依据")
	d = drive(t, Options{Official: copyOf{}, Names: []string{"premium"}})
	d.press("1", "enter", "1", "enter", "=1万", "enter", "enter")
	d.seesNot("原文一致", "原文不同", "o 看原文")
}

func TestOfficialInASCII(t *testing.T) {
	d := drive(t, Options{Official: printed, Style: style.Options{ASCII: true}})
	d.send(tea.WindowSizeMsg{Width: 80, Height: 60})
	d.press("2", "=2", "enter")
	d.sees("! 与规则所依据的原文不同")
}

func TestSearchFromResult(t *testing.T) {
	d := drive(t, Options{})
	d.enterprise()
	d.press("／")
	d.sees("输入一个词")
	d.press("=农田", "tab")
	d.sees("第3条 农田支持")
	d.press("/")
	d.sees("输入一个词")
	d.press("esc", "esc", "esc")
	d.sees("结果")
}

// No line is too wide and no row breaks at any width; driver.check sees to the
// frame and the cursor after every key.
func TestBrowseAtAllWidths(t *testing.T) {
	for i, o := range []style.Options{{}, {ASCII: true, NoColor: true}, {Theme: style.Projector}} {
		d := drive(t, Options{Program: large(t), Style: o, Official: printed})
		step := 1
		if i > 0 {
			step = 13
		}
		for width := 60; width <= 200; width += step {
			d.send(tea.WindowSizeMsg{Width: width, Height: 20 + width%41})
			d.press("2", "pgdown", "down", "=zhi", "down", "pgdown", "backspace", "backspace", "backspace", "=财政局", "enter", "pgdown", "esc", "esc")
			d.press("/", "down", "enter")
			d.press("pgdown", "o", "right", "pgdown", "esc", "esc")
			d.sees("全面自查")
			for _, l := range strings.Split(d.a.View().Content, "\n") {
				if text.Width(l) > width {
					t.Fatalf("%d cells in %d", text.Width(l), width)
				}
			}
		}
	}
}
