package tui

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"huiqi/engine"
	"huiqi/tui/internal/sample"
	"huiqi/tui/page"
	"huiqi/tui/style"
	"huiqi/tui/text"
)

// driver presses keys on the root model as a terminal would, without a program.
type driver struct {
	t *testing.T
	a *App
	// quit is set once the program would have ended
	quit bool
}

func drive(t *testing.T, o Options) *driver {
	t.Helper()
	if o.Program == nil {
		o.Program = sample.Program()
	}
	a, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return &driver{t: t, a: a}
}

func keyMsg(name string) tea.KeyPressMsg {
	special := map[string]rune{"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "up": tea.KeyUp, "down": tea.KeyDown,
		"left": tea.KeyLeft, "right": tea.KeyRight, "home": tea.KeyHome, "end": tea.KeyEnd, "pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown,
		"backspace": tea.KeyBackspace, "f1": tea.KeyF1, "f2": tea.KeyF2, "f3": tea.KeyF3, "f4": tea.KeyF4,
		"f5": tea.KeyF5, "f6": tea.KeyF6, "f7": tea.KeyF7, "f8": tea.KeyF8, "f9": tea.KeyF9}
	if c, ok := special[name]; ok {
		return tea.KeyPressMsg{Code: c}
	}
	switch name {
	case "ctrl+c":
		return tea.KeyPressMsg{Code: 'c', Mod: tea.ModCtrl}
	case "shift+tab":
		return tea.KeyPressMsg{Code: tea.KeyTab, Mod: tea.ModShift}
	case "space":
		return tea.KeyPressMsg{Code: ' ', Text: " "}
	}
	r := []rune(name)[0]
	return tea.KeyPressMsg{Code: r, Text: name}
}

// press sends keys by name; "=text" types the text character by character.
func (d *driver) press(names ...string) {
	d.t.Helper()
	for _, n := range names {
		if s, ok := strings.CutPrefix(n, "="); ok {
			for _, r := range s {
				d.send(tea.KeyPressMsg{Code: r, Text: string(r)})
			}
			continue
		}
		d.send(keyMsg(n))
	}
}

func (d *driver) send(msg tea.Msg) {
	d.t.Helper()
	_, cmd := d.a.Update(msg)
	if cmd != nil {
		if _, ok := cmd().(tea.QuitMsg); ok {
			d.quit = true
		}
	}
	d.check()
}

// check holds what every frame must hold.
func (d *driver) check() {
	d.t.Helper()
	v := d.a.View()
	lines := strings.Split(v.Content, "\n")
	if len(lines) > d.a.height {
		d.t.Fatalf("%d lines in a window of %d:\n%s", len(lines), d.a.height, v.Content)
	}
	for _, l := range lines {
		if w := text.Width(l); w > d.a.width {
			d.t.Fatalf("a line of %d cells in a window of %d: %q", w, d.a.width, ansi.Strip(l))
		}
	}
	if strings.Contains(v.Content, text.CursorMark) {
		d.t.Fatal("a cursor mark is left over")
	}
	editing := false
	if e, ok := d.a.top().(interface{ Editing() bool }); ok {
		editing = e.Editing() && !tooSmall(d.a.width, d.a.height)
	}
	if editing != (v.Cursor != nil) {
		d.t.Fatalf("editing %v, cursor %v:\n%s", editing, v.Cursor, ansi.Strip(v.Content))
	}
}

func (d *driver) screen() string { return ansi.Strip(d.a.View().Content) }

func (d *driver) sees(words ...string) {
	d.t.Helper()
	s := d.screen()
	for _, w := range words {
		if !strings.Contains(s, w) {
			d.t.Fatalf("%q is not on the screen:\n%s", w, s)
		}
	}
}

func (d *driver) seesNot(words ...string) {
	d.t.Helper()
	s := d.screen()
	for _, w := range words {
		if strings.Contains(s, w) {
			d.t.Fatalf("%q is on the screen:\n%s", w, s)
		}
	}
}

func TestStartSaysWhatThisIs(t *testing.T) {
	d := drive(t, Options{})
	d.sees("惠企", "样政〔2023〕1号", "2023-01-01 至 2023-12-31", "全面自查", "只查一件事", "实施期已经结束")
	d.press("3")
	if !d.quit {
		t.Error("with nothing entered, leaving needs no question")
	}
}

// enterprise answers a firm's research questions up to the result.
func (d *driver) enterprise() {
	d.t.Helper()
	d.press("1")
	d.sees("事情都在2023年吗")
	d.press("1", "enter")
	d.sees("你是谁")
	d.press("1", "enter")
	d.sees("想查哪些方面")
	d.press("1", "enter")
	d.sees("新得了下面哪些称号", "至多还有 5 题")
	d.press("1", "enter")
	d.press("=2000万", "enter", "=1500w", "enter")
	d.sees("研发强度")
	d.press("=4.6", "enter")
	d.press("y", "enter")
	d.sees("结果")
}

func TestWholeCheck(t *testing.T) {
	d := drive(t, Options{})
	d.enterprise()
	d.sees("条件相符2", "按原文可算出", "1,000,000元（100万元）", "最高500万元", "只是上限，不相加", "去找 科技局（2项）")
	d.press("2")
	d.sees("第1条 研发支持", "研发费用补助", "去找：科技局")
	d.press("g")
	d.sees("分组：去哪个部门", "科技局")
	d.press("g")
	d.sees("分组：按金额", "最高不超过", "逐项列出，不相加")
	d.press("3")
	d.sees("没有这样的项目")
	d.press("4")
	d.sees("差 0.4个百分点", "强度够线的")
	d.press("5")
	d.sees("雏鹰企业", "按所填情况不相符")
	d.press("6")
	d.sees("第1章 创新", "第4条 预算安排", "政府目标与安排", "相符 2 项")
	d.press("1", "enter")
	d.sees("研发费用补助", "条件相符（以审核为准）", "怎么算", "20% × （20,000,000元 − 15,000,000元） = 1,000,000元", "未超过")
	d.press("pgdown")
	d.sees("相差", "差 0.4个百分点", "上限限的是补助", "同比哪两年，原文没有写")
}

// From 100 columns the running count stands beside the question, with what the
// last answer changed; below, a key opens it.
func TestPanel(t *testing.T) {
	d := drive(t, Options{})
	d.send(tea.WindowSizeMsg{Width: 120, Height: 36})
	d.press("1", "1", "enter", "1", "enter", "1", "enter")
	d.sees("新得了下面哪些称号", "待确认 3", "最高不超过")
	d.press("1", "enter")
	d.sees("刚才这一题之后", "第1条 实验室：条件相符", "1 项按所填情况排除")
	d.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	d.seesNot("刚才这一题之后")
	d.press("=12", "f3")
	d.sees("结果一览", "刚才这一题之后", "第1条 实验室：条件相符")
	d.press("esc")
	d.sees("今年研发费用是多少", "12")
}

// In wide windows the chosen item stands beside the list.
func TestWideResult(t *testing.T) {
	d := drive(t, Options{})
	d.send(tea.WindowSizeMsg{Width: 120, Height: 36})
	d.enterprise()
	d.sees("怎么算", "单家企业最高300万元：未超过", "申请对象：企业")
	d.press("down")
	d.sees("原文写明的数：500万元")
	d.seesNot("未超过")
}

// A "what if" changes a copy; keeping or dropping it is an act of its own.
func TestWhatIf(t *testing.T) {
	for _, keep := range []bool{false, true} {
		d := drive(t, Options{})
		d.enterprise()
		d.press("w")
		d.sees("我的答案")
		d.press("end", "up", "enter") // the intensity
		d.sees("研发强度是百分之几")
		d.press("backspace", "backspace", "backspace", "=6", "enter", "esc")
		d.sees("结果（假设）", "这是假设的答案")
		d.press("w")
		d.sees("原来", "假设", "研发强度", "4.6%", "6%", "第1条 研发费用补助", "最高不超过")
		if keep {
			d.press("k")
		} else {
			d.press("d")
		}
		d.sees("结果")
		d.seesNot("（假设）")
		if keep {
			d.sees("最高150万元")
		} else {
			d.sees("1,000,000元（100万元）")
		}
	}
}

func TestJumpToTopic(t *testing.T) {
	d := drive(t, Options{})
	d.press("1", "1", "enter", "1", "enter", "1", "2", "enter")
	d.sees("新得了下面哪些称号")
	d.press("=4")
	d.press("f4")
	d.sees("跳到主题", "外贸", "至多还有 2 题")
	d.press("3")
	d.sees("参加了哪些展会")
	d.press("2", "enter")
	d.sees("保费多少")
	d.press("=5", "enter")
	d.sees("新得了下面哪些称号")
}

// Changing an answer from a condition leads back to the item and says what it
// did; all other answers stay.
func TestChangeFromItem(t *testing.T) {
	d := drive(t, Options{})
	d.enterprise()
	d.press("enter", "down", "down", "down", "enter")
	d.sees("今年研发费用是多少")
	for range 10 {
		d.press("backspace")
	}
	d.press("=1000万", "enter")
	d.sees("第1条", "按所填情况不相符")
	d.press("esc")
	d.sees("刚才的改动", "条件相符1")
	d.press("a")
	d.sees("我的答案", "4.6%", "已不影响结果")
}

func TestOutsideThePeriod(t *testing.T) {
	d := drive(t, Options{})
	d.press("1", "3", "enter")
	d.sees("结果", "别的年份请问责任单位", "科技局")
}

func TestUnsureEverywhere(t *testing.T) {
	d := drive(t, Options{})
	d.press("1", "4", "enter", "f2")
	d.sees("想查哪些方面")
	d.press("f2")
	for range 30 {
		if strings.Contains(d.screen(), "1一览") {
			break
		}
		d.press("f2")
	}
	d.sees("结果", "待确认")
}

// Back goes through every question without losing an answer, half-typed text
// included, and to the first screen in the end.
func TestBackLosesNothing(t *testing.T) {
	d := drive(t, Options{})
	d.press("1", "1", "enter", "1", "enter", "1", "enter", "1", "enter", "=12", "esc")
	d.sees("新得了下面哪些称号", "[✓]")
	d.press("enter")
	d.sees("今年研发费用是多少", "12")
	d.press("esc", "esc")
	d.sees("想查哪些方面", "[✓] 研发")
	d.press("esc", "esc", "esc")
	d.sees("继续刚才的自查")
	d.press("1")
	d.sees("今年研发费用是多少", "12")
}

func TestQuitAsks(t *testing.T) {
	d := drive(t, Options{})
	d.press("1", "1", "enter", "ctrl+c")
	d.sees("要退出吗", "已经填了 1 题")
	if d.quit {
		t.Fatal("it did not wait for the answer")
	}
	d.press("enter")
	d.sees("要退出吗")
	d.press("n")
	d.sees("你是谁")
	d.press("ctrl+c", "y")
	if !d.quit {
		t.Error("y does not quit")
	}
}

func TestOneThing(t *testing.T) {
	d := drive(t, Options{})
	d.press("2")
	d.sees("输入一个词")
	d.press("=雏鹰")
	d.sees("雏鹰企业")
	d.seesNot("研发费用补助")
	d.press("enter")
	d.sees("事情都在2023年吗")
	d.press("1", "enter", "1", "enter")
	d.sees("新得了下面哪些称号")
	d.seesNot("实验室")
	d.press("1", "enter")
	d.sees("结果", "条件相符1", "金额原文未写明", "科技局")
}

func TestPickShowsPlans(t *testing.T) {
	d := drive(t, Options{})
	d.press("2", "=4", "enter")
	d.sees("预算安排", "没有可以申请的")
	d.press("esc", "esc")
	d.sees("全面自查")
}

func TestPickFindsNothing(t *testing.T) {
	d := drive(t, Options{})
	d.press("2", "=火星", "enter")
	d.sees("没有找到")
}

func TestNamesBeginAtOnce(t *testing.T) {
	d := drive(t, Options{Names: []string{"plots"}})
	d.press("1", "enter", "2", "enter")
	d.sees("做了哪些农田项目")
	if _, err := New(Options{Program: sample.Program(), Names: []string{"ghost"}}); err == nil {
		t.Error("an unknown name is no error")
	}
}

func TestListOfRecords(t *testing.T) {
	d := drive(t, Options{Names: []string{"booth"}})
	d.press("1", "enter", "1", "enter")
	d.sees("参加了哪些展会")
	d.press("enter")
	d.sees("在哪里办的")
	d.press("2", "enter")
	d.sees("就这些") // a fair at home: its cost changes nothing and is not asked
	d.press("a", "1", "enter", "=10万", "enter")
	d.sees("共 2 项")
	d.press("4", "enter")
	d.sees("最高7万元")
}

func TestSkipped(t *testing.T) {
	d := drive(t, Options{Names: []string{"premium"}})
	d.press("1", "enter", "1", "enter")
	d.sees("保费多少")
	d.press("tab")
	d.sees("结果", "还有题没有答（至多 1 题）")
	d.press("n")
	d.sees("保费多少")
}

func TestTooSmall(t *testing.T) {
	d := drive(t, Options{})
	d.press("1", "1", "enter", "1", "enter", "1", "enter", "1", "enter", "=12")
	d.send(tea.WindowSizeMsg{Width: 59, Height: 20})
	d.sees("窗口太小")
	d.press("=999")
	d.send(tea.WindowSizeMsg{Width: 60, Height: 20})
	d.sees("12")
	d.seesNot("999")
}

func TestThemeFollowsTheBackground(t *testing.T) {
	d := drive(t, Options{Style: style.Options{Theme: style.Dark}})
	d.enterprise()
	before := d.a.View().Content
	d.send(tea.BackgroundColorMsg{Color: white{}})
	after := d.a.View().Content
	if before == after {
		t.Error("a light background changes nothing")
	}
	if ansi.Strip(before) != ansi.Strip(after) {
		t.Error("the words changed with the colours")
	}
}

type white struct{}

func (white) RGBA() (r, g, b, a uint32) { return 0xffff, 0xffff, 0xffff, 0xffff }

func TestHelp(t *testing.T) {
	d := drive(t, Options{})
	d.press("?")
	d.sees("这一屏的键", "F2")
	d.press("esc", "1", "f1")
	d.sees("这一屏的键")
	d.press("esc")
	d.sees("事情都在2023年吗")
}

func TestNoColour(t *testing.T) {
	d := drive(t, Options{Style: style.Options{NoColor: true}})
	d.enterprise()
	if s := d.a.View().Content; strings.Contains(s, "\x1b[38;") || strings.Contains(s, "\x1b[48;") {
		t.Error("NO_COLOR leaves a colour")
	}
}

// A masher presses seeded random keys and resizes at random: no panic, no line
// too wide, and answers change one at a time and never by Esc.
func TestMasher(t *testing.T) {
	steps := 10_000
	if testing.Short() {
		steps = 1_000
	}
	names := []string{"enter", "enter", "enter", "esc", "tab", "shift+tab", "up", "down", "left", "right", "pgup", "pgdown", "home", "end",
		"space", "backspace", "f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "p", "c", "b", "w", "k", "g", "6", "1", "2", "3", "4", "0", "a", "d", "n", "r", "x", "y", "?", "/", "5", "万", "ｘ", "１", "是", ".", "-",
		"=1", "=100万", "=2023-5-1", "=展", "ctrl+c"}
	seeds := []uint64{1, 2, 3}
	for _, seed := range seeds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			rnd := rand.New(rand.NewPCG(seed, 7))
			// one wizard keeps nothing, the others have a disk that fails at times;
			// the last one stands at the desk
			shelved := stocked(t)
			failing := false
			shelved.Fail = func(op string) error {
				if failing && op != "list" {
					return errFull
				}
				return nil
			}
			start := func() *driver {
				switch seed {
				case 1:
					return drive(t, Options{})
				case 2:
					return onShelf(t, shelved, Options{})
				}
				return onShelf(t, shelved, Options{Desk: true})
			}
			d := start()
			for range steps/len(seeds) + 1 {
				failing = failing != (rnd.IntN(60) == 0)
				if rnd.IntN(40) == 0 {
					d.send(tea.WindowSizeMsg{Width: 40 + rnd.IntN(170), Height: 10 + rnd.IntN(60)})
					continue
				}
				iv := d.a.iv
				var before engine.Facts
				if iv != nil {
					before = maps.Clone(iv.Facts())
				}
				n := names[rnd.IntN(len(names))]
				if n == "ctrl+c" && rnd.IntN(10) > 0 {
					n = "enter"
				}
				d.press(n)
				if iv != nil && d.a.iv == iv {
					if other := differing(before, iv.Facts()); len(other) > 1 || n == "esc" && len(other) > 0 {
						t.Fatalf("%q changed the answers to %v", n, other)
					}
				}
				if o := d.a.kase.Open; o != nil && d.a.kase.Unsaved == nil && d.a.real == nil && d.a.waiting == nil && o.ReadOnly() == "" {
					if other := differing(o.Snapshot().Facts, d.a.mine().Facts()); len(other) > 0 {
						t.Fatalf("after %q these answers are not saved: %v", n, other)
					}
				}
				if d.quit {
					d.a.Close()
					d = start()
				}
			}
		})
	}
}

// differing are the questions that one of two has another answer to, or alone.
func differing(a, b engine.Facts) []string {
	var out []string
	for id, v := range a {
		if w, ok := b[id]; !ok || !v.Equal(w) {
			out = append(out, id)
		}
	}
	for id := range b {
		if _, ok := a[id]; !ok {
			out = append(out, id)
		}
	}
	return out
}

func TestEveryActionIsKnown(t *testing.T) {
	d := drive(t, Options{})
	d.enterprise()
	for _, act := range []page.Action{page.ShowResult{}, page.ShowAnswers{}, page.ShowItem{Item: 0}, page.Browse{Article: 1},
		page.StartPick{}, page.Proceed{}, page.Back{}, page.Restart{}, page.Leave{}, page.Skipped{}} {
		d.a.act(act)
		if d.a.fault != "" {
			t.Errorf("%T: %s", act, d.a.fault)
		}
		d.check()
	}
}

// One thing after another: choices that the first did not show are asked, with
// the former picks ticked, and never count as "no".
func TestOneThingAfterAnother(t *testing.T) {
	d := drive(t, Options{Names: []string{"eagle"}})
	d.press("1", "enter", "1", "enter")
	d.seesNot("实验室")
	d.press("1", "enter")
	d.sees("金额原文未写明")
	d.a.act(page.StartOne{Names: []string{"lab"}})
	d.sees("新得了下面哪些称号", "实验室", "[✓] 雏鹰企业")
	d.press("1", "enter")
	d.sees("最高500万元")
	if v, _ := d.a.iv.Get("titles"); len(v.Choices()) != 2 {
		t.Errorf("the former pick was lost: %v", v.Choices())
	}
}
