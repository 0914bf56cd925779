package tui

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"huiqi/tui/internal/sample"
	"huiqi/tui/internal/shelf"
	"huiqi/tui/page"
	"huiqi/tui/session"
	"huiqi/tui/store"
)

// onShelf drives the wizard with a store in memory.
func onShelf(t *testing.T, s *shelf.Store, o Options) *driver {
	t.Helper()
	o.Store, o.Now = s, func() time.Time { return s.Now }
	return drive(t, o)
}

var errFull = errors.New("磁盘满了：/家/惠企 写不进去；腾出一些空间再试")

func full(op string) func(string) error {
	return func(did string) error {
		if did == op {
			return errFull
		}
		return nil
	}
}

// Every answer is on the shelf before the next question is drawn; before the
// first answer there is nothing.
func TestSavedBeforeTheNextQuestion(t *testing.T) {
	s := shelf.New()
	d := onShelf(t, s, Options{})
	d.press("1")
	if s.Len() != 0 || len(s.Opened) != 0 {
		t.Fatal("there is a case before the first answer")
	}
	for n, key := range []string{"1 enter", "1 enter", "1 enter", "1 enter", "=2000万 enter", "=1500w enter", "=4.6 enter", "y enter"} {
		asked := d.a.View().Content
		d.press(strings.Fields(key)...)
		if d.a.View().Content == asked {
			t.Fatal("no next question")
		}
		if want := d.a.iv.Facts(); len(s.Facts()) != len(want) {
			t.Errorf("step %d: %d answers are saved of %d", n, len(s.Facts()), len(want))
		}
	}
	if s.Len() != 1 || s.Saves != 8 {
		t.Errorf("%d cases, %d saves; want one case saved at each of 8 steps", s.Len(), s.Saves)
	}
	if k := s.Get("c01"); !k.Snapshot.Whole || len(k.Snapshot.Names) != 1 {
		t.Errorf("the topics are not kept: %+v", k.Snapshot)
	}
	saves := s.Saves
	d.press("2", "g", "3", "enter", "esc", "a", "esc")
	if s.Saves != saves && len(s.Facts()) != 7 {
		t.Error("looking around saves")
	}
}

// With everything kept, leaving needs no question; the last words say how to
// find it.
func TestQuitWithAStore(t *testing.T) {
	s := shelf.New()
	d := onShelf(t, s, Options{})
	d.press("1", "1", "enter", "ctrl+c")
	if !d.quit {
		t.Fatalf("it asks, though all is kept:\n%s", d.screen())
	}
	last := d.a.Close()
	if !strings.Contains(last, "11月22日第1号") || !strings.Contains(last, "huiqi cases") {
		t.Errorf("the last words are %q", last)
	}
	if len(s.Opened) != 0 {
		t.Error("the case is still open")
	}
	// nothing was answered: nothing to say
	if got := onShelf(t, shelf.New(), Options{}).a.Close(); got != "" {
		t.Errorf("without an answer it says %q", got)
	}
}

// What is typed but not confirmed is the one thing that leaving would lose.
func TestQuitWithADraft(t *testing.T) {
	d := onShelf(t, shelf.New(), Options{Names: []string{"premium"}})
	d.press("1", "enter", "1", "enter", "=12", "ctrl+c")
	d.sees("要退出吗", "填了一半")
	d.press("n")
	d.sees("保费多少", "12")
	d.press("enter", "ctrl+c")
	if !d.quit {
		t.Error("it asks after the answer was confirmed")
	}
}

// While nothing can be saved the answers stay, a warning stands on every screen,
// and each answer tries again.
func TestFullDisk(t *testing.T) {
	s := shelf.New()
	d := onShelf(t, s, Options{})
	d.press("1", "1", "enter")
	d.seesNot("没有存上")
	s.Fail = full("save")
	d.press("1", "enter")
	d.sees("没有存上", "F9", "磁盘满了", "想查哪些方面")
	d.press("1", "enter", "1", "enter", "=12")
	d.sees("没有存上", "今年研发费用", "12")
	d.press("f3")
	d.sees("没有存上", "结果一览")
	d.press("esc", "ctrl+c")
	d.sees("要退出吗", "已经填的 3 题没有存下来")
	d.press("n")
	s.Fail = nil
	d.sees("12")
	d.press("enter")
	d.seesNot("没有存上")
	if len(s.Facts()) != 4 {
		t.Errorf("%d answers are saved, want all 4", len(s.Facts()))
	}
}

func TestTrouble(t *testing.T) {
	s := shelf.New()
	s.Fail = func(op string) error {
		if op == "save" || op == "export" && len(s.Exports) == 0 && s.Saves < 0 {
			return errFull
		}
		return nil
	}
	d := onShelf(t, s, Options{})
	d.press("1", "1", "enter", "f9")
	d.sees("没有存上", "答案都在", "再试一次", "/盘", "别的文件夹")
	d.press("1")
	d.sees("还是没有存上", "磁盘满了")
	d.press("2")
	d.sees("也没有存上")
	d.press("4")
	d.sees("已经写到 /盘/答案.yaml", "huiqi check")
	d.press("5", "=/别处", "enter")
	d.sees("已经写到 /别处/答案.yaml")
	if what := d.a.losses(); what != "" { // until the next answer
		t.Errorf("written elsewhere, and yet: %s", what)
	}
	d.press("esc", "1", "enter")
	if what := d.a.losses(); !strings.Contains(what, "2 题没有存下来") {
		t.Errorf("an answer after the export: %q", what)
	}
	d.press("f9")
	s.Fail = nil
	d.press("1")
	d.sees("存上了：11月22日第1号")
	d.press("enter")
	d.sees("想查哪些方面")
	d.seesNot("没有存上")
	d.press("f9")
	d.sees("想查哪些方面")
}

// The store cannot even begin a case: the same.
func TestNoCaseToBegin(t *testing.T) {
	s := shelf.New()
	s.Fail = full("new")
	d := onShelf(t, s, Options{})
	d.press("1", "1", "enter")
	d.sees("没有存上", "你是谁")
	s.Fail = nil
	d.press("f9", "2")
	d.sees("另存好了")
	if len(s.Facts()) != 1 {
		t.Errorf("%d answers are saved", len(s.Facts()))
	}
}

// A signal ends the program: what could not be saved is tried once more.
func TestCloseSaves(t *testing.T) {
	s := shelf.New()
	s.Fail = full("save")
	d := onShelf(t, s, Options{})
	d.press("1", "1", "enter")
	s.Fail = nil
	if last := d.a.Close(); len(s.Facts()) != 1 || !strings.Contains(last, "已存为") {
		t.Errorf("%d answers are saved; %q", len(s.Facts()), last)
	}
	s.Fail = full("save")
	d = onShelf(t, s, Options{})
	d.press("2", "1", "enter")
	if last := d.a.Close(); !strings.Contains(last, "没有存上") {
		t.Errorf("what is lost is not said: %q", last)
	}
}

// begun is a shelf with one case, left at the question of the research costs.
func begun(t testing.TB) *shelf.Store {
	t.Helper()
	s := shelf.New()
	a, err := New(Options{Program: sample.Program(), Store: s, Now: func() time.Time { return s.Now }})
	if err != nil {
		t.Fatal(err)
	}
	typeKeys(a, toQuestions+" 1 enter")
	a.Close()
	return s
}

// stocked is a shelf with a case in every state; those with a number can be
// found by it.
func stocked(t testing.TB) *shelf.Store {
	t.Helper()
	s := begun(t)
	k := *s.Get("c01")
	put := func(id string, st store.State, more func(*shelf.Kept)) {
		c := k
		c.ID, c.Name, c.State, c.Changed = id, id, st, s.Now.Add(-time.Hour)
		more(&c)
		s.Put(c)
	}
	put("zheng", store.InUse, func(c *shelf.Kept) {
		c.ReadOnly, c.Problem = "另一个窗口正开着它，这里只能看", "另一个窗口正开着它"
	})
	put("jiu", store.OtherRules, func(c *shelf.Kept) {
		c.Drift = &store.Drift{Rules: "2023年第1版规则", Answers: []string{"研发强度：这一题现在问法不同"}, Results: []string{"第1条 实验室：原来相符，现在待确认"}}
	})
	put("huai", store.Damaged, func(c *shelf.Kept) { c.Problem, c.Backup = "文件的后半截没有了", true })
	put("mei", store.Damaged, func(c *shelf.Kept) { c.Problem = "文件是空的" })
	put("xin", store.Newer, func(c *shelf.Kept) { c.Problem = "要用 2.0 以上的版本打开" })
	return s
}

func TestContinueLast(t *testing.T) {
	s := begun(t)
	d := onShelf(t, s, Options{})
	d.sees("继续上次的自查", "11月22日第1号，今天 14:30，已答 3 题", "已存的自查（1 份）")
	d.press("1")
	d.sees("今年研发费用")
	d.press("esc")
	d.sees("新得了下面哪些称号", "[✓] 实验室")
	d.press("enter", "=2000万", "enter")
	if len(s.Facts()) != 4 || s.Len() != 1 {
		t.Errorf("%d cases, %d answers; want the same case going on", s.Len(), len(s.Facts()))
	}
	// a case named on the command line
	c, err := s.Open("c01")
	if err != nil {
		t.Fatal(err)
	}
	d = onShelf(t, s, Options{Case: c})
	d.sees("去年研发费用")
}

// Starting anew closes the case and begins another; both are kept.
func TestBeginAnother(t *testing.T) {
	s := begun(t)
	d := onShelf(t, s, Options{})
	d.press("1", "esc", "esc", "esc", "esc", "esc", "esc")
	d.sees("继续刚才的自查")
	d.press("2", "1", "enter")
	d.sees("你是谁")
	if s.Len() != 2 || len(s.Get("c01").Snapshot.Facts) != 3 {
		t.Errorf("%d cases; the first has %d answers", s.Len(), len(s.Get("c01").Snapshot.Facts))
	}
	if s.Opened["c01"] {
		t.Error("the first case is still open")
	}
}

func TestCasesList(t *testing.T) {
	s := begun(t)
	for i := range 3 {
		s.Put(shelf.Kept{Entry: store.Entry{ID: fmt.Sprint("x", i), Name: fmt.Sprint("玩具厂", i), Created: s.Now, Changed: s.Now.AddDate(0, 0, -1-i), Answers: i},
			Snapshot: session.Snapshot{Whole: true}})
	}
	d := onShelf(t, s, Options{})
	d.press("4")
	d.sees("已存的自查", "共 4 份", "11月22日第1号", "昨天 14:30", "玩具厂2", "11月19日", "已答 3 题，相符 1 项")
	d.press("=wjc1")
	d.sees("找到 1 份", "玩具厂1")
	d.seesNot("玩具厂2")
	d.press("tab")
	d.sees("一份自查", "玩具厂1", "改名", "复制一份", "删除")
	d.press("2", "backspace", "=甲", "enter")
	d.sees("玩具厂甲")
	d.press("3", "enter")
	d.sees("一份自查")
	if s.Get("x1-copy") == nil || s.Get("x1-copy").Name != "玩具厂甲 副本" {
		t.Error("no copy was made")
	}
	d.press("4")
	d.sees("要删除“玩具厂甲”吗")
	d.press("n", "4", "y")
	d.sees("已存的自查")
	if s.Get("x1") != nil || s.Get("x1-copy") == nil {
		t.Error("it deleted something else")
	}
	d.press("backspace", "backspace", "backspace", "backspace", "=22", "enter")
	d.sees("今年研发费用")
}

// Names from the disk are safe to show, whatever they hold.
func TestCaseNamesAreCleaned(t *testing.T) {
	s := begun(t)
	s.Put(shelf.Kept{Entry: store.Entry{ID: "e", Name: "坏\x1b[31m名\r\n字\u202e" + strings.Repeat("很长", 80), Created: s.Now, Changed: s.Now.Add(time.Hour), Problem: "坏\x1b[2J了", State: store.Damaged}})
	d := onShelf(t, s, Options{})
	d.press("3")
	d.sees("坏")
	d.press("enter")
	d.sees("没有可用的备份")
	if c := d.a.View().Content; strings.Contains(c, "\x1b[2J") || strings.Contains(c, "\u202e") || strings.Contains(c, "\r") {
		t.Error("control characters come through")
	}
}

func TestStates(t *testing.T) {
	s := stocked(t)
	list := func() *driver {
		d := onShelf(t, s, Options{})
		d.a.act(page.ShowCases{})
		return d
	}

	d := list()
	d.sees("另一个窗口正开着", "按另一版规则", "文件坏了", "更新的版本")
	d.press("=zheng", "enter")
	d.sees("只看不改", "复制一份")
	d.press("1")
	d.sees("打开之前", "这里只能看", "F9 另存一份")
	d.press("esc")
	d.sees("只看不改")
	if s.Opened["zheng"] {
		t.Error("what was not opened is open")
	}
	d.press("1", "enter")
	d.sees("今年研发费用", "只读")
	d.press("=1万", "enter")
	d.sees("去年研发费用", "只读")
	if len(s.Get("zheng").Snapshot.Facts) != 3 {
		t.Error("a case that can only be read was written")
	}
	d.press("ctrl+c")
	d.sees("已经填的 4 题没有存下来")
	d.press("n", "f9", "2")
	d.sees("另存好了")
	d.press("enter")
	d.seesNot("只读")
	if k := s.Get("c02"); k == nil || len(k.Snapshot.Facts) != 4 {
		t.Error("the copy is not kept")
	}

	d = list()
	d.press("=jiu", "enter")
	d.sees("打开之前", "2023年第1版规则", "研发强度：这一题现在问法不同", "原来相符，现在待确认")
	d.press("enter")
	d.sees("今年研发费用")

	d = list()
	d.press("=huai", "enter")
	d.sees("文件的后半截没有了", "打开上一次的备份")
	d.press("1")
	d.sees("今年研发费用")
	if s.Get("huai") == nil {
		t.Error("the damaged file is gone")
	}

	d = list()
	d.press("=xin", "enter")
	d.sees("要用 2.0 以上的版本打开")
	d.seesNot("接着上次")
}

// An error of the store is said, and nothing else happens.
func TestStoreErrors(t *testing.T) {
	for _, c := range []struct{ op, keys, stays string }{
		{"open", "1", "全面自查"},
		{"rename", "4 tab 2 =甲 enter", "一份自查"},
		{"copy", "4 tab 3 enter", "一份自查"},
		{"delete", "4 tab 4 y", "一份自查"},
	} {
		s := begun(t)
		s.Fail = full(c.op)
		d := onShelf(t, s, Options{})
		d.press(strings.Fields(c.keys)...)
		d.sees("磁盘满了", c.stays)
		if s.Len() != 1 || s.Get("c01").Name != "11月22日第1号" {
			t.Errorf("%s: the case is not as it was", c.op)
		}
	}
	s := begun(t)
	s.Fail = full("list")
	d := onShelf(t, s, Options{})
	d.sees("全面自查", "磁盘满了")
	d.press("1", "1", "enter")
	d.sees("你是谁")
}

// A case that is opened goes on in place of another; what the other would lose
// is asked about.
func TestOpenAnother(t *testing.T) {
	s := begun(t)
	d := onShelf(t, s, Options{})
	d.press("2", "1", "enter", "esc", "esc")
	d.a.act(page.ShowCases{})
	d.press("down", "enter")
	d.sees("今年研发费用")
	if s.Opened["c02"] || !s.Opened["c01"] {
		t.Error("the wrong case is open")
	}
	s.Fail = full("save")
	d.press("=1万", "enter")
	d.a.act(page.ShowCases{})
	d.press("enter")
	d.sees("没有存下来", "打开另一份")
	d.press("n")
	d.sees("已存的自查")
	d.press("enter", "y")
	d.sees("你是谁")
	d.seesNot("没有存上")
}

func TestDeleteTheOpenCase(t *testing.T) {
	s := begun(t)
	d := onShelf(t, s, Options{})
	d.press("1")
	d.a.act(page.ShowCases{})
	d.press("tab", "4", "y")
	d.sees("还没有存下来的自查")
	d.press("esc")
	d.sees("全面自查")
	d.seesNot("继续")
	if s.Len() != 0 || d.a.iv != nil {
		t.Error("it is still there")
	}
}

func TestNameTheCase(t *testing.T) {
	s := shelf.New()
	d := onShelf(t, s, Options{})
	d.press("1", "f7")
	d.sees("答了第一题才会存成一份")
	d.press("1", "enter", "f7")
	d.sees("起个名字", "11月22日第1号")
	for range 10 {
		d.press("backspace")
	}
	d.press("enter")
	d.sees("还没有写")
	d.press("=玩具厂", "enter")
	d.sees("你是谁")
	if s.Get("c01").Name != "玩具厂" {
		t.Errorf("it is called %q", s.Get("c01").Name)
	}
}

// A "what if" is not saved until it is kept.
func TestWhatIfIsNotSaved(t *testing.T) {
	s := shelf.New()
	d := onShelf(t, s, Options{})
	d.enterprise()
	d.press("w", "end", "up", "enter", "backspace", "backspace", "backspace", "=6", "enter")
	if got := s.Facts()["intensity"].Number().String(); got != "4.6" {
		t.Fatalf("%s is saved", got)
	}
	d.press("ctrl+c")
	d.sees("假设里改的答案没有存")
	d.press("n")
	d.a.kase.Unsaved = errFull // F9 while trying saves the real answers, not the tried ones
	d.press("f9", "2")
	if got := s.Get("c02").Snapshot.Facts["intensity"].Number().String(); got != "4.6" {
		t.Errorf("%s is saved as a case of its own", got)
	}
	d.press("enter", "esc", "w", "k")
	if got := s.Facts()["intensity"].Number().String(); got != "6" {
		t.Errorf("kept, but %s is saved", got)
	}
}

// One thing beside a whole check: what is kept is the whole check, with what the
// one thing has found out.
func TestTheWholeCheckIsKept(t *testing.T) {
	s := shelf.New()
	d := onShelf(t, s, Options{})
	d.enterprise()
	d.press("/", "=保费", "enter")
	d.sees("保费多少")
	d.press("=5万", "enter")
	k := s.Get("c01").Snapshot
	if _, has := k.Facts["premium"]; !k.Whole || !has {
		t.Errorf("kept: whole %v, %d answers", k.Whole, len(k.Facts))
	}
}

func TestHandOut(t *testing.T) {
	s := shelf.New()
	d := onShelf(t, s, Options{Clerk: "小李"})
	d.enterprise()
	d.press("p")
	d.sees("写成哪一种", "网页（HTML）", "经办人 小李", "A4")
	d.press("tab", "=玩具厂", "tab", "=2", "tab", "=/盘")
	d.sees("玩具厂", "小李2")
	d.press("enter")
	d.sees("写好了，在：/家/惠企/结果1.html")
	if h := s.Written[0]; h.Format != store.HTML || h.Name != "玩具厂" || h.Clerk != "小李2" || h.Folder != "/盘" || len(h.Interview.Facts()) != 7 {
		t.Errorf("written: %+v", h)
	}
	d.press("3")
	d.sees("结果2.csv")
	d.press("enter")
	d.sees("条件相符2")
	s.Fail = full("handout")
	d.press("p", "down", "enter")
	d.sees("没有写成：磁盘满了", "Tab 可以换一个地方")
	s.Fail = nil
	d.press("enter")
	if s.Written[2].Format != store.Text {
		t.Errorf("written: %+v", s.Written[2])
	}

	d = drive(t, Options{})
	d.enterprise()
	d.press("p")
	d.sees("不往磁盘上写", "--no-save")
	d.press("enter", "w", "esc", "p")
	d.sees("结果（假设）")
}

// From one thing on to the whole check: the answers count there.
func TestGoOnToTheWhole(t *testing.T) {
	s := shelf.New()
	d := onShelf(t, s, Options{Names: []string{"eagle"}})
	d.press("1", "enter", "1", "enter", "1", "enter")
	d.sees("结果", "全面自查")
	d.press("c")
	d.sees("想查哪些方面")
	d.press("1", "enter")
	d.sees("新得了下面哪些称号", "[✓] 雏鹰企业", "实验室") // put with more now
	if k := s.Get("c01").Snapshot; s.Len() != 1 || !k.Whole {
		t.Errorf("%d cases, whole %v", s.Len(), k.Whole)
	}
}

// A theme that comes late finds every page.
func TestThemesOnCasePages(t *testing.T) {
	s := begun(t)
	d := onShelf(t, s, Options{})
	d.press("4", "tab", "2")
	d.send(tea.BackgroundColorMsg{Color: white{}})
	d.sees("起个名字")
	d.press("esc", "esc", "esc")
	d.sees("全面自查")
}
