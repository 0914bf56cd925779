package tui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"huiqi/tui/internal/shelf"
	"huiqi/tui/page"
	"huiqi/tui/store"
)

func atDesk(t *testing.T, s *shelf.Store) *driver {
	t.Helper()
	return onShelf(t, s, Options{Desk: true, Clerk: "小李"})
}

// A walk-in who asks about one thing: typed, asked on one sheet, written.
func TestDesk(t *testing.T) {
	s := shelf.New()
	d := atDesk(t, s)
	d.sees("窗口", "下一位：输入他要问的一个词", "全面自查", "今天的", "还没有", "仅供自查")
	d.press("=zw")
	d.sees("展位费")
	d.press("enter")
	d.sees("只查：第2条 展位费", "事情都在2023年吗", "· 申请人", "· 展会")
	d.seesNot("研发", "关系到")
	d.press("1", "enter")
	d.sees("✓ 事情的时间：都在", "你是谁？", "· 展会")
	d.press("1", "enter", "a", "1", "enter", "=10万", "enter", "3", "enter")
	d.sees("结果", "最高7万元", "p 打印")
	if s.Len() != 1 || len(s.Facts()) != 3 || !s.Get("c01").Desk {
		t.Errorf("%d cases, %d answers", s.Len(), len(s.Facts()))
	}
	d.press("p")
	d.sees("写好了", "结果1.html")
	if h := s.Written[0]; h.Format != store.HTML || h.Clerk != "小李" || h.Name != "11月22日第1号" || !h.Desk {
		t.Errorf("written: %+v", h)
	}
	d.press("f5")
	d.sees("下一位", "今天的 1 位", "11月22日第1号", "只查：第2条 展位费", "已答 3 题，相符 1 项", "12月22日自动删除")
	if d.a.iv != nil || len(s.Opened) != 0 {
		t.Error("the walk-in before is still open")
	}
	// the next one begins with nothing
	d.press("=bf", "enter")
	d.sees("事情都在2023年吗")
	if len(d.a.iv.Facts()) != 0 {
		t.Error("answers of another person are there")
	}
	d.press("esc")
	d.sees("今天的 1 位")
	if s.Len() != 1 {
		t.Error("somebody who answered nothing is kept")
	}
	// back to the first: from the queue on the screen, and from its list
	d.press("down", "down", "enter")
	d.sees("结果", "最高7万元")
	d.press("f8")
	d.sees("已存的自查", "共 1 份")
	d.press("=bf")
	d.sees("没有对得上的")
	d.press("backspace", "backspace", "=zwf", "enter") // by what it is about
	d.sees("结果", "最高7万元")
	// and on to the whole check
	d.press("c")
	d.sees("想查哪些方面")
	d.press("1", "enter")
	d.sees("新得了下面哪些称号", "· 今年研发费用")
}

// Relevance follows the answers on the sheet: what an answer decides goes, what
// it makes matter comes, and what is typed stays.
func TestSheetFollowsTheAnswers(t *testing.T) {
	d := atDesk(t, shelf.New())
	d.press("=研发费用补助", "enter", "1", "enter", "1", "enter")
	d.sees("今年研发费用是多少", "· 去年研发费用", "· 研发强度", "· 高新企业")
	d.press("=1000万", "tab", "=1500万")
	d.sees("✓ 今年研发费用：1000万元", "去年研发费用是多少")
	d.press("enter") // no increase: the rest does not matter
	d.sees("结果", "不相符1")
	d.press("esc")
	d.sees("✓ 申请人", "去年研发费用是多少")
	d.seesNot("高新企业", "研发强度")
	for range 10 {
		d.press("backspace")
	}
	d.press("=500万", "enter")
	d.sees("研发强度是百分之几", "· 高新企业")
	d.press("=4")
	d.press("shift+tab")
	d.sees("去年研发费用是多少", "研发强度：4%（还没有确定）")
	d.press("enter")
	d.sees("研发强度是百分之几", "4")
	d.press("enter", "tab")
	d.sees("结果", "至多 1 题")
	d.press("n")
	d.sees("是高新企业吗", "✓ 研发强度：4%")
	d.press("y", "enter")
	d.sees("条件相符1")
}

// Text that was typed and deleted again does not come back.
func TestSheetDraftsEnd(t *testing.T) {
	d := atDesk(t, shelf.New())
	d.press("=研发费用补助", "enter", "1", "enter", "1", "enter", "tab", "=77", "shift+tab", "=1", "enter")
	d.sees("去年研发费用是多少", "77")
	d.press("backspace", "backspace", "shift+tab", "=2", "enter")
	d.seesNot("77")
}

func TestSheetExplainsWhenAsked(t *testing.T) {
	d := atDesk(t, shelf.New())
	d.press("=研发费用补助", "enter", "1", "enter", "1", "enter")
	d.seesNot("按申报表填")
	d.press("?")
	d.sees("按申报表填")
	d.press("?", "f3")
	d.sees("结果一览")
	d.press("esc", "f4")
	d.sees("跳到主题")
	d.press("esc")
	d.sees("今年研发费用是多少")
}

// F6 turns between the sheet and one question a page; what was typed stays.
func TestSheetOrOneByOne(t *testing.T) {
	d := atDesk(t, shelf.New())
	d.press("=研发费用补助", "enter", "1", "enter", "1", "enter", "=12")
	d.press("f6")
	d.sees("今年研发费用是多少", "12")
	d.seesNot("去年研发费用")
	d.press("enter")
	d.sees("去年研发费用是多少")
	d.press("f6")
	d.sees("✓ 今年研发费用", "去年研发费用是多少")
}

// What would be lost is asked about before the next walk-in.
func TestDeskAsksBeforeTheNext(t *testing.T) {
	s := shelf.New()
	d := atDesk(t, s)
	d.press("=bf", "enter", "1", "enter", "1", "enter", "=12", "f5")
	d.sees("填了一半", "换下一位")
	d.press("n")
	d.sees("保费多少", "12")
	s.Fail = full("save")
	d.press("enter", "f5")
	d.sees("已经填的 3 题没有存下来", "换下一位")
	d.press("y")
	d.sees("下一位：")
	d.seesNot("没有存上")

	none := drive(t, Options{Desk: true})
	none.sees("什么都不存（--no-save）")
	none.press("=bf", "enter", "1", "enter", "f8", "f5")
	none.sees("已经填的 1 题没有存下来")
	none.press("y")
	none.sees("下一位：")
}

// On the first screen of the desk letters are text, Esc clears them, and the
// ways in without a word stand below.
func TestDeskScreen(t *testing.T) {
	s := stocked(t)
	d := atDesk(t, s)
	d.sees("更早的（6 份）") // none of them is of the desk
	d.press("=火星")
	d.sees("没有找到")
	d.press("esc")
	d.sees("全面自查", "看全部条文")
	d.press("esc")
	d.sees("全面自查")
	d.press("=财政局", "enter")
	d.sees("只看 责任单位：财政局")
	d.press("backspace", "esc", "down", "enter")
	d.sees("第1章", "输入一个词")
	d.press("esc", "down", "enter")
	d.sees("已存的自查")
	d.press("esc")
	d.sees("下一位")
	d.press("home", "up", "up", "up", "enter")
	d.sees("事情都在2023年吗", "· 申请人")
	d.press("3", "enter")
	d.sees("问题到此为止")
}

// The whole check on sheets: the opening, the topics, then a sheet a topic; back
// leads from sheet to sheet.
func TestSheetsOfTheWholeCheck(t *testing.T) {
	d := atDesk(t, shelf.New())
	d.press("enter")
	d.sees("基本情况", "事情都在2023年吗", "· 申请人")
	d.press("1", "enter", "1", "enter")
	d.sees("想查哪些方面")
	d.press("1", "2", "enter")
	d.sees("研发", "新得了下面哪些称号", "· 高新企业")
	d.seesNot("· 展会")
	d.press("1", "enter", "=2000万", "enter", "=1500w", "enter", "=4.6", "enter", "y", "enter")
	d.sees("外贸", "参加了哪些展会", "· 保费")
	d.press("esc")
	d.sees("研发", "✓ 研发强度：4.6%")
	d.press("esc", "esc", "esc", "esc", "esc")
	d.sees("想查哪些方面")
	d.press("esc")
	d.sees("✓ 事情的时间：都在", "● 企业")
	d.press("esc", "esc")
	d.sees("下一位", "今天的 1 位")
}

// In wide windows the running count stands beside the sheet.
func TestSheetInAWideWindow(t *testing.T) {
	d := atDesk(t, shelf.New())
	d.send(tea.WindowSizeMsg{Width: 120, Height: 36})
	d.press("=研发费用补助", "enter", "1", "enter", "1", "enter")
	d.sees("今年研发费用是多少", "条件相符", "最高不超过")
	if _, ok := d.a.top().(*page.Sheet); !ok {
		t.Fatalf("%T", d.a.top())
	}
	d.send(tea.WindowSizeMsg{Width: 60, Height: 20})
	d.sees("今年研发费用是多少", "· 去年研发费用", "至多还有")
	if s := d.screen(); strings.Contains(s, "最高不超过") {
		t.Errorf("a panel in a narrow window:\n%s", s)
	}
}
