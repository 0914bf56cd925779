package plain

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"huiqi/engine"
	"huiqi/tui/internal/sample"
	"huiqi/tui/internal/shelf"
	"huiqi/tui/session"
	"huiqi/tui/store"
)

// on are options with a store in memory.
func on(s *shelf.Store) Options {
	return Options{Store: s, Now: func() time.Time { return s.Now }}
}

var errFull = errors.New("磁盘满了：/家/惠企 写不进去；腾出一些空间再试")

func full(ops ...string) func(string) error {
	return func(did string) error {
		if slices.Contains(ops, did) {
			return errFull
		}
		return nil
	}
}

// shelved is a shelf with a case of so many lines of the whole check.
func shelved(t *testing.T, lines ...string) *shelf.Store {
	t.Helper()
	s := shelf.New()
	if _, _, err := talk(on(s), lines...); err != nil && !errors.Is(err, ErrUnfinished) {
		t.Fatal(err)
	}
	if s.Len() != 1 || len(s.Opened) != 0 {
		t.Fatalf("%d cases, open %v", s.Len(), s.Opened)
	}
	return s
}

// Whenever the dialogue waits for a line, every answer it has taken is on the
// shelf, and nothing that asks for one was written before.
func TestSavedBeforeTheNextQuestion(t *testing.T) {
	s := shelf.New()
	o := on(s)
	o.Program = sample.Program()
	var d *dialogue
	var out bytes.Buffer
	n := 0
	in := &person{say: func() (string, bool) {
		have := factsOf(d)
		if !sameFacts(s.Facts(), have) {
			t.Errorf("before line %d %v is kept of %v", n, s.Facts(), have)
		}
		if len(have) == 0 && s.Len() != 0 {
			t.Error("there is a case before the first answer")
		}
		if n == len(wholeCheck) {
			return "", false
		}
		n++
		return wholeCheck[n-1], true
	}}
	d = newDialogue(o, in, &out)
	if err := d.run(); err != nil {
		t.Fatal(err)
	}
	if s.Len() != 1 || s.Saves != 9 || len(s.Opened) != 0 {
		t.Errorf("%d cases, %d saves, open %v; want one case, saved at each of 8 answers and the topics", s.Len(), s.Saves, s.Opened)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if want := "已存为“11月22日第1号”，共 8 题。接着填：运行 huiqi，选“继续上次的自查”；全部：huiqi cases"; lines[len(lines)-1] != want {
		t.Errorf("the last line is %q", lines[len(lines)-1])
	}
}

// An answer is saved before it is acknowledged, not only before the next question.
func TestSavedBeforeItIsSaid(t *testing.T) {
	s := shelf.New()
	o := on(s)
	o.Program = sample.Program()
	d := newDialogue(o, strings.NewReader(""), io.Discard)
	d.iv = session.New(o.Program)
	saved := false
	s.Fail = func(op string) error {
		if op == "save" {
			if saved = true; d.out.w.Buffered() > 0 {
				t.Error("something is said before it is saved")
			}
		}
		return nil
	}
	i, _ := o.Program.Question("matters")
	p, err := d.question(i)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.record(session.Step{Question: i}, &p, engine.OneValue("all")); err != nil || !saved || d.out.w.Buffered() == 0 {
		t.Errorf("%v, saved: %t, said: %d bytes", err, saved, d.out.w.Buffered())
	}
}

// Dialogues over kept cases, each with the lines that it must bring, in order,
// and those that must not be there.
func TestKept(t *testing.T) {
	upTo := func(n int, more ...string) []string { return append(slices.Clone(wholeCheck[:n]), more...) }
	const home = "要做什么？"
	for _, c := range []struct {
		why   string
		had   []string // of the kept case; nil: none
		set   func(s *shelf.Store, o *Options)
		lines []string
		want  []string
		never []string
		facts int // of the case that was saved last
		cases int
	}{
		{"nothing kept, nothing offered", nil, nil, []string{"q"}, []string{home, "再见。"}, []string{"继续上次", "已存", "打开了"}, 0, 0},
		{"leaving needs no question: all is kept", nil, nil, upTo(3, "q"), []string{"再见。", "已存为“11月22日第1号”，共 2 题。接着填：运行 huiqi，选“继续上次的自查”；全部：huiqi cases"}, []string{"要退出吗"}, 2, 1},
		{"but half a list would be lost", nil, nil, upTo(10, "1", "q", "1"), []string{"要退出吗？有一题填了一半，还没有说是不是就这些。", "再见。"}, nil, 6, 1},
		{"at the end of the input nothing is resumed", upTo(5), nil, nil,
			[]string{home, "1 全面自查：从头问起，只问有关系的", "3 继续上次的自查：11月22日第1号，今天 14:30，已答 3 题，相符 3 项，待确认 3 项", "4 已存的自查（1 份），可以挑一份打开", "输入到这里就结束了，还什么都没有问。"}, []string{"打开了", "已存为"}, 3, 1},
		{"on with the last one", upTo(5), nil, []string{"3", "2000万"},
			[]string{"打开了：11月22日第1号，已答 3 题。", "今年研发费用是多少？", "记下了：今年研发费用：20,000,000元（2000万元）", "已存为“11月22日第1号”，共 4 题。接着填：运行 huiqi，选“继续上次的自查”；全部：huiqi cases"}, []string{"只读", "另一版"}, 4, 1},
		{"from the list, by number", upTo(5), nil, []string{"4", "", "9", "1", "2000万"}, []string{"打开哪一份？输入前面的数字；或者输入名字里的字来找（拼音也行）。b 回到开头。", "没有找到“9”。", "打开了：11月22日第1号，已答 3 题。"}, nil, 4, 1},
		{"from the list, found by its name", upTo(5), func(s *shelf.Store, _ *Options) {
			s.Put(shelf.Kept{Entry: store.Entry{ID: "old", Name: "乙村", Created: s.Now.AddDate(0, 0, -1), Changed: s.Now.AddDate(0, 0, -1)}, Snapshot: session.Snapshot{Whole: true}})
		}, []string{"4", "yicun", "1"}, []string{"2 乙村，昨天 14:30，已答 0 题，相符 0 项，待确认 0 项", "1 乙村，昨天 14:30，已答 0 题，相符 0 项，待确认 0 项", "打开了：乙村，已答 0 题。"}, nil, 3, 2},
		{"a damaged one says so and stays", upTo(5), func(s *shelf.Store, _ *Options) {
			s.Get("c01").State, s.Get("c01").Problem = store.Damaged, "校验不符；可以找回：huiqi cases recover c01"
		}, []string{"3", "1"}, []string{"3 已存的自查（1 份），可以挑一份打开", "1 11月22日第1号，今天 14:30，打不开：校验不符；可以找回：huiqi cases recover c01", "没有打开：校验不符；可以找回：huiqi cases recover c01", home}, []string{"继续上次"}, 3, 1},
		{"another session has it: read-only, said once", upTo(5), func(s *shelf.Store, _ *Options) {
			k := s.Get("c01")
			k.State, k.ReadOnly = store.InUse, "这一份正在另一个窗口里开着"
		}, []string{"3", "1", "2000万", "1500w", "q", "1"}, []string{"1 11月22日第1号，今天 14:30，另一个窗口正开着，这里只能看，已答 3 题，相符 3 项，待确认 3 项", "只读，改动不会存：这一份正在另一个窗口里开着", "去年研发费用是多少？",
			"要退出吗？已经填的 5 题没有存下来。", "最后的改动没有存上：这一份正在另一个窗口里开着"}, []string{"没有存上，答案还在", "已存为"}, 3, 1},
		{"under other rules: what changed comes before the next question", upTo(5), func(s *shelf.Store, _ *Options) {
			k := s.Get("c01")
			k.State, k.Drift = store.OtherRules, &store.Drift{Rules: "样例 2022", Answers: []string{"旧题：现在没有这一题"}}
		}, []string{"3"}, []string{"打开了：11月22日第1号，已答 3 题。", "这一份是按另一版规则存的：样例 2022。下面按现在的规则重新看；原来的结果还留在文件里。", "没有用上的答案（要重新答）：", "- 旧题：现在没有这一题", "和那时不同的结果：", "没有，结果和那时一样。", "今年研发费用是多少？"}, nil, 3, 1},
		{"beginning anew leaves the kept one as it is", upTo(5), nil, []string{"3", "b", "b", "b", "b", "b", "2", "2"}, []string{"这已经是第一题，回到开头。填过的都还在。", "1 继续刚才的自查，已经填的都还在", "事情都在2023年吗？", "已存为“11月22日第2号”，共 1 题。接着填：运行 huiqi，选“继续上次的自查”；全部：huiqi cases"}, []string{"要重新开始吗"}, 1, 2},
		{"a full disk is said once, and mended without a word lost", nil, func(s *shelf.Store, _ *Options) {
			n := 0
			s.Fail = func(op string) error {
				if n++; op == "save" && n < 6 {
					return errFull
				}
				return nil
			}
		}, upTo(6), []string{"没有存上，答案还在：" + errFull.Error(), "你是谁？", "存上了，刚才没有存上的也在里面。", "已存为“11月22日第1号”，共 4 题。接着填：运行 huiqi，选“继续上次的自查”；全部：huiqi cases"}, nil, 4, 1},
		{"one that stays full is said again at the end", nil, func(s *shelf.Store, _ *Options) { s.Fail = full("save") }, upTo(4, "q", "1"),
			[]string{"没有存上，答案还在：" + errFull.Error(), "你是谁？", "想查哪些方面？", "要退出吗？已经填的 2 题没有存下来。", "再见。", "最后的改动没有存上：" + errFull.Error()}, []string{"已存为"}, 0, 0},
		{"a change at the result that is not saved is told of there", nil, func(s *shelf.Store, _ *Options) {
			s.Fail = func(op string) error {
				if op == "save" && s.Saves == 9 {
					return errFull
				}
				return nil
			}
		}, append(slices.Clone(wholeCheck), "c 6", "100万"), []string{"记下了：去年研发费用：1,000,000元（100万元）", "没有存上，答案还在：" + errFull.Error(), "接下来呢？输入 ? 看能输入什么。", "最后的改动没有存上：" + errFull.Error()}, nil, 8, 1},
		{"no case can be made at all", nil, func(s *shelf.Store, _ *Options) { s.Fail = full("new", "list") }, upTo(3), []string{errFull.Error(), home, "没有存上，答案还在：" + errFull.Error(), "最后的改动没有存上：" + errFull.Error()}, nil, 0, 0},
		{"a hand-out: a page, or what one asks for", nil, nil, append(slices.Clone(wholeCheck), "w", "Ｗ csv", "p", "w 什么"), []string{handOutHelp, "写好了，在：/家/惠企/结果1.html", "写好了，在：/家/惠企/结果2.csv", "写好了，在：/家/惠企/结果3.html", "看不懂“w 什么”。"}, nil, 8, 1},
		{"a hand-out that fails says why", nil, func(s *shelf.Store, _ *Options) { s.Fail = full("handout") }, append(slices.Clone(wholeCheck), "w"), []string{"没有写成：" + errFull.Error(), "接下来呢？输入 ? 看能输入什么。"}, []string{"写好了"}, 8, 1},
	} {
		t.Run(c.why, func(t *testing.T) {
			s := shelf.New()
			if c.had != nil {
				s = shelved(t, c.had...)
				s.Now = time.Date(2023, 11, 22, 14, 30, 0, 0, time.Local)
				s.Get("c01").Changed = s.Now
			}
			o := on(s)
			if c.set != nil {
				c.set(s, &o)
			}
			_, out, err := talk(o, c.lines...)
			if err != nil && !errors.Is(err, ErrUnfinished) {
				t.Fatal(err)
			}
			holds(t, out, c.want...)
			text := strings.Join(out, "\n")
			for _, n := range c.never {
				if strings.Contains(text, n) {
					t.Errorf("it says %q:\n%s", n, text)
				}
			}
			for _, once := range []string{"没有存上，答案还在", "只读，改动不会存"} {
				if strings.Count(text, once) > 1 {
					t.Errorf("%q is said again and again:\n%s", once, text)
				}
			}
			s.Fail = nil
			if len(s.Facts()) != c.facts || s.Len() != c.cases || len(s.Opened) > 0 {
				t.Errorf("%d answers kept, want %d; %d cases, want %d; open: %v", len(s.Facts()), c.facts, s.Len(), c.cases, s.Opened)
			}
			for _, l := range out {
				clean(t, l)
			}
		})
	}
}

// A case that is given opens at once; cut off anywhere and gone on with, a check
// comes to the same answers and the same result.
func TestResumedIsTheSame(t *testing.T) {
	whole := func(out []string) string {
		s := strings.Join(out, "\n")
		_, s, _ = strings.Cut(s, "\n结果\n")
		s, _, _ = strings.Cut(s, "\n已存为")
		return s
	}
	_, straight, err := talk(on(shelf.New()), wholeCheck...)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{2, 3, 4, 5, 6, 7, 8} { // not within the list: it is one answer
		s := shelved(t, wholeCheck[:n]...)
		k, err := s.Open("c01")
		if err != nil {
			t.Fatal(err)
		}
		o := on(s)
		o.Case = k
		d, out, err := talk(o, wholeCheck[n:]...)
		if err != nil {
			t.Fatalf("after %d lines: %v", n, err)
		}
		if !sameFacts(d.iv.Facts(), wholeFacts) || !sameFacts(s.Facts(), wholeFacts) || s.Len() != 1 {
			t.Errorf("after %d lines: %v, kept %v", n, d.iv.Facts(), s.Facts())
		}
		if got := whole(out); got == "" || got != whole(straight) {
			t.Errorf("after %d lines the result is\n%s", n, got)
		}
	}
}

// At the desk a case is the desk's, and hand-outs bear its name and the clerk.
func TestDesk(t *testing.T) {
	s := shelf.New()
	o := on(s)
	o.Desk, o.Clerk = true, "小李"
	if _, _, err := talk(o, append(slices.Clone(wholeCheck), "w")...); err != nil {
		t.Fatal(err)
	}
	h := s.Written[0]
	if !s.Get("c01").Desk || !h.Desk || h.Clerk != "小李" || h.Name != "11月22日第1号" || h.Format != store.HTML {
		t.Errorf("case %+v, hand-out %+v", s.Get("c01").Entry, h)
	}
}
