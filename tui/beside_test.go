package tui

import (
	"fmt"
	"strings"
	"testing"

	"huiqi/tui/internal/sample"
	"huiqi/tui/page"
	"huiqi/tui/style"
)

// One thing that is looked up beside a whole check leads back to it, and what
// was answered there counts in it.
func TestOneThingBesideTheWholeCheck(t *testing.T) {
	const premium, lab = " / =保费 enter", " / =实验室 enter"
	for _, c := range []struct {
		why, keys string
		page      page.Page // then shown
		sees      string    // apart by |
		facts     int
	}{
		{"the one thing is asked alone", toResult + premium, &page.Ask{}, "只查：|保费多少", 7},
		{"its result is its own", toResult + premium + " =1万 enter", &page.Result{}, "只查：|b 回全面自查|按 b 回去|8,000元", 8},
		{"b leads to the whole result", toResult + premium + " =1万 enter b", &page.Result{}, "条件相符2|最高500万元", 8},
		{"so does Esc from its first question, with nothing said", toResult + premium + " esc", &page.Result{}, "条件相符2", 7},
		{"and Esc from a result that needed no question", toResult + lab + " esc", &page.Result{}, "条件相符2", 7},
		{"Esc goes through its questions first", toResult + premium + " =1万 enter esc", &page.Ask{}, "保费多少|10,000", 8},
		{"an answer changed there changes the whole result, and it says so",
			toResult + lab + " a end enter n enter esc b", &page.Result{}, "刚才的改动：第1条 研发费用补助|条件相符2", 7},
		{"from one thing to another, the answers of both count", toResult + premium + " =1万 enter / =展位 enter 2 enter b", &page.Result{}, "条件相符2", 9},
		{"the first screen goes on with the whole check", toResult + premium + " =1万 enter r 1", &page.Result{}, "条件相符2", 8},
		{"from an article that the result names", toResult + " 6 enter down enter b", &page.Result{}, "条件相符2", 7},
		{"a what if on the one thing keeps its way back", toResult + premium + " =1万 enter w esc w d b", &page.Result{}, "条件相符2", 8},
		{"before the result it leads to the next question", toQuestions + " esc esc esc esc 3 =展位 enter 2 enter b", &page.Ask{}, "新得了下面哪些称号", 3},
	} {
		a := scene{name: c.why, page: c.page, keys: c.keys}.open(t, sample.Program(), style.Options{})
		for _, w := range strings.Split(c.sees, "|") {
			if !strings.Contains(plain(a), w) {
				t.Errorf("%s: no %q:\n%s", c.why, w, plain(a))
			}
		}
		if got := len(a.iv.Facts()); got != c.facts {
			t.Errorf("%s: %d answers, want %d", c.why, got, c.facts)
		}
	}
}

// A whole check that waits is given up by nothing but a new one that was
// confirmed.
func TestWholeCheckWaits(t *testing.T) {
	keys := toResult + " / =保费 enter =1万 enter"
	a := scene{page: &page.Result{}, keys: keys}.open(t, sample.Program(), style.Options{})
	typeKeys(a, "r 2")
	if s := plain(a); !strings.Contains(s, "刚才填的 8 题会清掉") {
		t.Errorf("beginning anew does not ask:\n%s", s)
	}
	typeKeys(a, "n 1")
	if s := plain(a); !strings.Contains(s, "条件相符2") || a.waiting != nil || !a.iv.Whole() {
		t.Errorf("the whole check is not back:\n%s", s)
	}
	// without a whole check there is nothing to go back to
	b := scene{page: &page.Result{}, keys: "1 enter 1 enter =1万 enter", opts: Options{Names: []string{"premium"}}}.open(t, sample.Program(), style.Options{})
	before := state(b)
	if typeKeys(b, "b"); state(b) != before || strings.Contains(before, "回全面自查") {
		t.Errorf("b leads to\n%s", plain(b))
	}
}

// Searching on and on stacks no pages: one search, and one article above it.
func TestSearchDoesNotPileUp(t *testing.T) {
	a := scene{page: &page.Item{}, keys: toResult + " enter"}.open(t, sample.Program(), style.Options{})
	typeKeys(a, "enter") // its article
	under := len(a.pages)
	for range 20 {
		typeKeys(a, "/ =农田 tab")
		if len(a.pages) > under+2 {
			t.Fatalf("%d pages on top of %d", len(a.pages)-under, under)
		}
	}
	if s := plain(a); !strings.Contains(s, "第3条 农田支持") {
		t.Fatalf("the article is not shown:\n%s", s)
	}
	for _, want := range []page.Page{&page.Pick{}, &page.Article{}, &page.Item{}, &page.Result{}} {
		if typeKeys(a, "esc"); fmt.Sprintf("%T", a.top()) != fmt.Sprintf("%T", want) {
			t.Errorf("Esc leads to %T, want %T", a.top(), want)
		}
	}
}
