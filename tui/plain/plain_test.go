package plain

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode"

	"github.com/shopspring/decimal"

	"huiqi/engine"
	"huiqi/tui/internal/sample"
	"huiqi/tui/present"
	"huiqi/tui/session"
	"huiqi/tui/store"
	"huiqi/tui/text/hostile"
)

// talk runs a dialogue over the sample policy. Lines are given one by one; the
// last element may lack its end.
func talk(o Options, lines ...string) (d *dialogue, out []string, err error) {
	if o.Program == nil {
		o.Program = sample.Program()
	}
	var b bytes.Buffer
	in := ""
	if len(lines) > 0 {
		in = strings.Join(lines, "\n") + "\n"
	}
	d = newDialogue(o, strings.NewReader(in), &b)
	err = d.run()
	return d, strings.Split(b.String(), "\n"), err
}

// copyOf is a reader's copy of the printed text, made up.
type copyOf map[int]struct {
	wording string
	agrees  bool
}

func (c copyOf) Article(n int) (string, bool, bool) {
	a, ok := c[n]
	return a.wording, a.agrees, ok
}

// Without a copy nothing is said of the wording, and notes are said once.
func TestDetailSaysThingsOnce(t *testing.T) {
	_, out, err := talk(Options{}, append(slices.Clone(wholeCheck), "i 1")...)
	if err != nil {
		t.Fatal(err)
	}
	notes := 0
	for _, l := range out {
		if strings.Contains(l, "同比哪两年") {
			notes++
		}
		if strings.HasPrefix(l, "原文") {
			t.Errorf("there is no copy, and yet %q", l)
		}
	}
	if notes != 1 {
		t.Errorf("the note of the article is said %d times", notes)
	}
}

// inOrder reports the first of some lines that is missing in its place.
func inOrder(out, want []string) (string, bool) {
	at := 0
	for _, w := range want {
		i := slices.Index(out[at:], w)
		if i < 0 {
			return w, false
		}
		at += i + 1
	}
	return "", true
}

func holds(t *testing.T, out []string, want ...string) {
	t.Helper()
	if w, ok := inOrder(out, want); !ok {
		t.Errorf("%q is not there, or not in its place:\n%s", w, strings.Join(out, "\n"))
	}
}

func number(n int64) engine.Value { return engine.NumberValue(decimal.NewFromInt(n)) }

// The lines of a whole check of the sample: every kind of question but dates.
var wholeCheck = []string{
	"1",        // the whole check
	"1",        // all inside the period
	"企业",       // by its words
	"１、2",      // research and trade
	"1，2",      // both titles
	"2000万",    // spending now
	"15000000", // and before
	"6%",       // intensity
	"1",        // fairs: one
	"1", "10万", // abroad
	"1",   // another
	"2",   // at home
	"3",   // there may be more
	"100", // premium
}

var wholeFacts = engine.Facts{
	"matters": engine.OneValue("all"), "applicant": engine.OneValue("firm"), "titles": engine.ManyValue("lab", "eagle"),
	"spend_now": number(20000000), "spend_before": number(15000000), "intensity": number(6),
	"fairs": engine.ListValue(engine.Records{Open: true, Rows: []engine.Row{
		{"place": engine.OneValue("abroad"), "booth": number(100000)}, {"place": engine.OneValue("home")}}}),
	"premium": number(100),
}

func sameFacts(a, b engine.Facts) bool {
	return maps.EqualFunc(a, b, func(v, w engine.Value) bool { return v.Equal(w) })
}

func TestWholeCheck(t *testing.T) {
	d, out, err := talk(Options{}, wholeCheck...)
	if err != nil {
		t.Fatal(err)
	}
	if !sameFacts(d.iv.Facts(), wholeFacts) {
		t.Errorf("facts %v", d.iv.Facts())
	}
	holds(t, out,
		"惠企：政策自查，逐行问答",
		"样例区支持办法（样政〔2023〕1号）",
		"- 实施期：2023-01-01 至 2023-12-31，首尾两天都算。",
		"- 实施期已经结束，这里只按字面算一算，供自己核对。",
		"1 全面自查：从头问起，只问有关系的",
		"基本情况", "事情都在2023年吗？", "1 都在", "4 不清楚", "有说明，输入 ? 看。", "记下了：事情的时间：都在",
		"你是谁？", "1 企业", "0 不清楚", "记下了：申请人：企业",
		"想查哪些方面？", "1 研发", "2 外贸", "0 不清楚，每个方面都问", "记下了：要查的方面：研发、外贸",
		"研发，至多还有 7 题", "新得了下面哪些称号？", "关系到第1条，单项最高500万元。", "n 以上都没有", "记下了：新称号：实验室、雏鹰企业",
		"今年研发费用是多少？", "请填金额，如 5000、3000万、1.2亿，单位是元。不清楚就输入 u。", "记下了：今年研发费用：20,000,000元（2000万元）",
		"记下了：去年研发费用：15,000,000元（1500万元）",
		"请填百分号前面的数，如 4.6。不清楚就输入 u。", "记下了：研发强度：6%",
		"参加了哪些展会？", "1 有，现在填第1项", "2 一项也没有", "0 不清楚",
		"展会，第1项", "在哪里办的？", "1 境外", "记下了：地点：境外",
		"展会，第1项", "展位费多少？", "记下了：展位费：100,000元（10万元）", "第1项填好了。",
		"还有吗？已填 1 项。", "1 再加一项", "2 就这些", "3 可能还有，以后再补", "4 删除或修改某一项",
		"展会，第2项", "第2项填好了。", "还有吗？已填 2 项。",
		"记下了：展会：共2项，可能还有；第1项：地点 境外，展位费 100,000元（10万元）；第2项：地点 境内",
		"保费多少？", "问完了。", "结果",
		"条件相符 6 项，待确认 0 项，相差一项 0 项。",
		"【去哪个部门】", "科技局：", "请注意", "- 申请截止日、材料和付款日，原文没有写。", "输入结束。")
	for _, w := range []string{"输入 n 接着答", unfinished} {
		if strings.Contains(strings.Join(out, "\n"), w) {
			t.Errorf("a finished check says %q", w)
		}
	}
}

// The result holds what present says of the same facts, word for word.
func TestSameResultAsPresent(t *testing.T) {
	iv, err := session.Resume(sample.Program(), wholeFacts, true, []string{"research", "trade"})
	if err != nil {
		t.Fatal(err)
	}
	rep, err := present.Build(present.Source{Program: iv.Program(), Facts: iv.Facts(), Scope: iv.Scope(), Moot: iv.Moot()})
	if err != nil {
		t.Fatal(err)
	}
	_, out, err := talk(Options{}, append(slices.Clone(wholeCheck), "i 1", "i 2", "i 3", "i 4", "i 5", "i 6", "a")...)
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for i := range rep.Boxes {
		b := &rep.Boxes[i]
		if len(b.Matched)+len(b.Pending) == 0 {
			continue
		}
		want = append(want, "【"+b.Title+"】"+b.Note)
		for _, l := range b.Lines {
			want = append(want, "合计："+l.Text)
		}
		for _, k := range b.Matched {
			it := &rep.Items[k]
			want = append(want, fmt.Sprintf("%d. 第%d条 %s：%s", k+1, it.Article, it.Title, it.Amount), "  去找："+present.Units(it.Units))
		}
	}
	for _, u := range rep.ByUnit() {
		want = append(want, u.Unit+"：")
	}
	for _, c := range rep.Cautions {
		want = append(want, "- "+c)
	}
	for k := range rep.Items {
		it := &rep.Items[k]
		want = append(want, fmt.Sprintf("%d. %s", k+1, it.Title), "结论："+it.StatusWord, "金额："+it.Amount, "去找："+present.Units(it.Units))
		for _, s := range it.Arithmetic {
			want = append(want, "- "+s)
		}
		for _, s := range append(it.Notes, it.Alternatives...) {
			want = append(want, "- "+s)
		}
	}
	for _, a := range rep.Answers[:2] {
		want = append(want, fmt.Sprintf("%d. %s：%s", a.Question+1, a.Name, a.Text))
	}
	holds(t, out, want...)
	for k := range rep.Items {
		for _, c := range rep.Items[k].Conditions {
			lead := "- " + strings.Repeat("  ", c.Depth) + present.Said(c.Truth) + "：" + c.Text
			if !slices.ContainsFunc(out, func(l string) bool { return strings.HasPrefix(l, lead) }) {
				t.Errorf("condition %q is not read out", lead)
			}
		}
	}
}

// Wherever the input ends, nothing is answered by that: only what was answered
// counts, the result so far is marked, and the error says so.
func TestEndOfInput(t *testing.T) {
	var before engine.Facts
	for n := range len(wholeCheck) {
		d, out, err := talk(Options{}, wholeCheck[:n]...)
		if !errors.Is(err, ErrUnfinished) {
			t.Fatalf("after %d lines: error %v", n, err)
		}
		text := strings.Join(out, "\n")
		if n == 0 {
			holds(t, out, "输入到这里就结束了，还什么都没有问。")
			continue
		}
		facts := d.iv.Facts()
		if len(facts) > len(before)+1 || len(facts) < len(before) {
			t.Errorf("after %d lines there are %d answers, before there were %d", n, len(facts), len(before))
		}
		for id, v := range facts {
			if !v.Equal(wholeFacts[id]) {
				t.Errorf("after %d lines %s is %v", n, id, v)
			}
		}
		before = facts
		holds(t, out, "输入到这里就结束了，未答完。没有答的都不算，下面是到目前为止的结果。", unfinished, "请注意")
		if strings.Contains(text, "问完了。") {
			t.Errorf("after %d lines it says that it is done", n)
		}
	}
	// inside a list nothing of it counts, and that is said
	_, out, _ := talk(Options{}, wholeCheck[:12]...)
	holds(t, out, unfinished, "“展会”填了 2 项，还没有说是不是就这些，没有算进去。")
	// in the middle of a change the answer that stands still stands
	d, out, err := talk(Options{}, append(slices.Clone(wholeCheck), "c 5")...)
	if !errors.Is(err, ErrUnfinished) || !sameFacts(d.iv.Facts(), wholeFacts) {
		t.Errorf("error %v, facts %v", err, d.iv.Facts())
	}
	holds(t, out, "今年研发费用是多少？", unfinished)
	// while it asks whether to leave
	if _, _, err := talk(Options{}, append(slices.Clone(wholeCheck[:6]), "q")...); !errors.Is(err, ErrUnfinished) {
		t.Errorf("error %v", err)
	}
	// a last line without its end counts
	d = newDialogue(Options{Program: sample.Program()}, strings.NewReader("1\n1"), io.Discard)
	if err := d.run(); !errors.Is(err, ErrUnfinished) || len(d.iv.Facts()) != 1 {
		t.Errorf("error %v, facts %v", err, d.iv.Facts())
	}
}

// Dialogues, each with the lines that it must bring, in order.
func TestDialogues(t *testing.T) {
	upTo := func(n int, more ...string) []string { return append(slices.Clone(wholeCheck[:n]), more...) }
	whole := func(more ...string) []string { return upTo(len(wholeCheck), more...) }
	for _, c := range []struct {
		why   string
		o     Options
		lines []string
		want  []string
		facts engine.Facts // what must have been answered; nil: not looked at
		err   error
	}{
		{"leaving at once needs no question", Options{}, []string{"q"}, []string{"再见。"}, nil, nil},
		{"leaving asks first where something was entered", Options{}, upTo(2, "q", "好", "2", "q", "1"),
			[]string{"要退出吗？已经填了 1 题，退出后不保留。", "1 退出", "请输入 1 或 2。", "要退出吗？已经填了 1 题，退出后不保留。", "你是谁？", "再见。"}, nil, nil},
		{"leaving twice leaves", Options{}, upTo(4, "退出", "Ｑ"), []string{"再见。"}, nil, nil},
		{"the gate ends the check", Options{}, []string{"1", "3"},
			[]string{"记下了：事情的时间：都不在", "问完了。", "你要问的事都不在2023-01-01 至 2023-12-31，问题到此为止。", "别的年份请问责任单位。", "- 创新：科技局", "输入结束。"},
			engine.Facts{"matters": engine.OneValue("none")}, nil},
		{"not sure at the gate is its own choice; dates are asked", Options{}, []string{"1", "0", "1", "1", "1", "不清楚", "0", "u", "0", "2023年2月30日", "2023-5-1"},
			[]string{"记下了：事情的时间：不清楚", "记下了：今年研发费用：不清楚", "记下了：去年研发费用：0元", "记下了：研发强度：不清楚", "记下了：高新企业：不清楚", "哪天认定的？", "请填日期，如 2023-5-1 或 20230501。不清楚就输入 u。",
				"“2023年2月30日”这一天不存在，请检查月和日，如 2023-05-01。", "哪天认定的？", "记下了：认定的日期：2023-05-01", "问完了。"}, nil, nil},
		{"the wording of an article, marked", Options{Official: copyOf{1: {"甲方应当如此。\n\n （责任单位：科技局）\x1b[2J", true}}}, whole("i 1", "p 1", "p 2"),
			[]string{"原文：✓ 与规则所依据的原文一致；看第1条的原文，输入 p 1", "第1条 研发支持", "原文（✓ 与规则所依据的原文一致）：", "甲方应当如此。", "（责任单位：科技局）[2J", "第2条 展会支持"}, nil, nil},
		{"how a unit is reached, cleaned", Options{Contacts: present.Contacts{"科技局": {Phone: "0571\x1b[2J"}}}, whole("i 1"),
			[]string{"科技局：", "  电话：0571[2J（非政策原文，由本窗口维护）", "去找：科技局", "  科技局 电话：0571[2J（非政策原文，由本窗口维护）"}, nil, nil},
		{"a wording that differs", Options{Official: copyOf{1: {"乙方。", false}}}, whole("p 1"),
			[]string{"原文（⚠ 与规则所依据的原文不同）：", "乙方。"}, nil, nil},
		{"help opens in place", Options{}, []string{"1", "?", "？", "1", "说明"},
			[]string{"这一题没有另外的说明。"}, nil, ErrUnfinished},
		{"help of choices", Options{}, []string{"1", "?"},
			[]string{"3 都不在：别的年份请问责任单位。", "事情都在2023年吗？"}, nil, ErrUnfinished},
		{"help of a question", Options{}, upTo(5, "?"), []string{"今年研发费用是多少？", "说明：按申报表填。",
			"可以输入：u 不清楚（0 就是零），b 返回上一题，s 先跳过，r 看到目前为止的结果，t 换一个方面，q 退出，? 看说明。", "今年研发费用是多少？"}, nil, ErrUnfinished},
		{"back keeps every answer; Enter keeps this one", Options{}, upTo(6, "b", "b", "", "1500万"),
			[]string{"去年研发费用是多少？", "今年研发费用是多少？", "现在的答案：20,000,000元（2000万元）。直接按回车就保留。", "新得了下面哪些称号？",
				"现在的答案：实验室、雏鹰企业。直接按回车就保留。", "保留：新称号：实验室、雏鹰企业", "去年研发费用是多少？", "记下了：去年研发费用：15,000,000元（1500万元）"}, nil, ErrUnfinished},
		{"a changed answer says what it changed", Options{}, upTo(8, "b", "b", "100万"),
			[]string{"记下了：去年研发费用：1,000,000元（100万元）",
				"刚才的改动：第1条 研发费用补助，由“条件相符（以审核为准） 最高不超过 1,500,000元（150万元）”变为“条件相符（以审核为准） 最高不超过 3,000,000元（300万元）”"}, nil, ErrUnfinished},
		{"back at the first question leads to the beginning, and on", Options{}, []string{"1", "1", "b", "b", "1", "1"},
			[]string{"你是谁？", "事情都在2023年吗？", "这已经是第一题，回到开头。填过的都还在。", "1 继续刚才的自查，已经填的都还在", "2 全面自查：从头问起，只问有关系的", "你是谁？", "记下了：申请人：企业"}, nil, ErrUnfinished},
		{"beginning anew asks first", Options{}, []string{"1", "1", "b", "b", "2", "2", "2", "1", "2"},
			[]string{"要重新开始吗？刚才填的 1 题会清掉。", "1 重新开始", "要做什么？", "要重新开始吗？刚才填的 1 题会清掉。", "事情都在2023年吗？", "记下了：事情的时间：有的在"},
			engine.Facts{"matters": engine.OneValue("some")}, ErrUnfinished},
		{"skipped questions stay open and come back", Options{}, upTo(4, "s", "s", "s", "s", "跳过", "s", "s", "n", "1"),
			[]string{"先跳过：新称号", "先跳过：展会", "先跳过：保费", "问完了。", unfinished, "还有题没有答（至多 7 题），输入 n 接着答；没有答的，先算作待确认。",
				"新得了下面哪些称号？", "记下了：新称号：实验室"}, nil, ErrUnfinished},
		{"no topics are no choice; not sure means all", Options{}, upTo(3, "n", "0"),
			[]string{"请至少选一个；拿不准就输入 0，每个方面都问。", "想查哪些方面？", "记下了：要查的方面：不清楚，每个方面都问", "新得了下面哪些称号？"}, nil, ErrUnfinished},
		{"the result so far, and on with it", Options{}, upTo(5, "r", "b"),
			[]string{unfinished, "还有题没有答（至多 6 题），输入 n 接着答；没有答的，先算作待确认。", "待确认的当中有 3 项还没有问到，下面没有列出；输入 6 逐项列出。", "今年研发费用是多少？"}, nil, ErrUnfinished},
		{"what was not asked about is listed on demand", Options{}, upTo(5, "r", "6"),
			[]string{"【还没有问到】", "3. 第1条 研发费用补助：0 至 3,000,000元（300万元），可能按比例算出，也可能只是上限，待未答的问题确定", "4. 第2条 展位费：尚不能算出（只是上限），待未答的问题确定", "输入到这里就结束了，未答完。没有答的都不算，上面是到目前为止的结果。"}, nil, ErrUnfinished},
		{"another topic first", Options{}, upTo(4, "t", "3", "外", "2", "2"),
			[]string{"换到哪个方面？别的题还在，答案都保留。", "1 基本情况：已答 2 题，已答完", "2 研发：已答 0 题，至多还有 5 题", "3 外贸：已答 0 题，至多还有 2 题", "b 不换了", "参加了哪些展会？"}, nil, ErrUnfinished},
		{"a topic that is done leads to its first question", Options{}, upTo(4, "t", "1"), []string{"现在的答案：都在。直接按回车就保留。"}, nil, ErrUnfinished},
		{"none of the list", Options{}, upTo(8, "2"), []string{"记下了：展会：没有", "保费多少？"}, nil, ErrUnfinished},
		{"the list is not known", Options{}, upTo(8, "不知道"), []string{"记下了：展会：不清楚", "保费多少？"}, nil, ErrUnfinished},
		{"rows are counted and added up", Options{}, upTo(8, "1", "1", "10万", "1", "1", "5万", "2"),
			[]string{"第1项填好了。", "第2项填好了。", "合计展位费 150,000元（15万元）", "还有吗？已填 2 项。", "记下了：展会：共2项；第1项：地点 境外，展位费 100,000元（10万元）；第2项：地点 境外，展位费 50,000元（5万元）"}, nil, ErrUnfinished},
		{"a row is changed", Options{}, upTo(8, "1", "1", "10万", "4", "1", "", "20万", "2"),
			[]string{"第1项：地点 境外，展位费 100,000元（10万元）", "1 修改", "2 删除", "b 不动它", "现在的答案：境外。直接按回车就保留。", "记下了：展位费：200,000元（20万元）",
				"记下了：展会：共1项；第1项：地点 境外，展位费 200,000元（20万元）"}, nil, ErrUnfinished},
		{"a changed field keeps the others of its row", Options{}, upTo(8, "1", "1", "10万", "4", "1", "2", "", "2"),
			[]string{"记下了：地点：境内", "记下了：展会：共1项；第1项：地点 境内，展位费 100,000元（10万元）"}, nil, ErrUnfinished},
		{"a row is removed", Options{}, upTo(8, "1", "1", "10万", "1", "2", "4", "3", "1", "2", "3"),
			[]string{"第几项？请输入 1 到 2；b 不改了。", "请输入 1 到 2，或者 b。", "删除了第1项。", "第1项：地点 境内", "还有吗？已填 1 项。", "记下了：展会：共1项，可能还有；第1项：地点 境内"}, nil, ErrUnfinished},
		{"a row that lacks something does not end the list", Options{}, upTo(8, "1", "1", "b", "b", "2", "4", "1", "3万", "2"),
			[]string{"回到列表。", "第1项还差 1 格没有填。输入 4 接着填，或者删掉它。", "第1项：地点 境外（还差 1 格）", "展位费多少？", "记下了：展会：共1项；第1项：地点 境外，展位费 30,000元（3万元）"}, nil, ErrUnfinished},
		{"a row left at once is not added", Options{}, upTo(8, "1", "b", "2"), []string{"这一项不加了。", "1 有，现在填第1项", "记下了：展会：没有"}, nil, ErrUnfinished},
		{"a field is not skipped", Options{}, upTo(8, "1", "s", "r", "0", "u", "2"),
			[]string{"先把这一项填完；不清楚就说不清楚，要离开就输入 b。", "在哪里办的？", "记下了：地点：不清楚", "记下了：展位费：不清楚"}, nil, ErrUnfinished},
		{"rows stay when one goes back", Options{}, upTo(8, "1", "2", "b", "6", "2"),
			[]string{"还有吗？已填 1 项。", "研发强度是百分之几？", "参加了哪些展会？", "第1项：地点 境内", "还有吗？已填 1 项。", "记下了：展会：共1项；第1项：地点 境内"}, nil, ErrUnfinished},
		{"an ended list is reopened with its rows", Options{}, whole("c 8", ""),
			[]string{"现在的答案是下面这些，直接按回车就保留。", "第1项：地点 境外，展位费 100,000元（10万元）", "第2项：地点 境内", "没有改。"}, wholeFacts, nil},
		{"a changed list must be ended again", Options{}, whole("c 8", "4", "2", "2", "", "b", "c 8", "2"),
			[]string{"删除了第2项。", "这些项改过了，请说一说是不是就这些。", "没有改。", "改了一半的还留着，没有算进去。", "下面这些填了，还没有确定。", "记下了：展会：共1项；第1项：地点 境外，展位费 100,000元（10万元）"}, nil, nil},
		{"an answer is changed from the result", Options{}, whole("a", "c 7", "4", "4", "i3"),
			[]string{"7. 研发强度：6%", "现在的答案：6%。直接按回车就保留。", "记下了：研发强度：4%",
				"还有题没有答（至多 1 题），输入 n 接着答；没有答的，先算作待确认。"}, nil, ErrUnfinished},
		{"and the question that it brings is asked", Options{}, whole("c 7", "4", "n", "y", "4"),
			[]string{"是高新企业吗？", "1 是", "2 否", "记下了：高新企业：是", "结果", "3. 第1条 研发费用补助：1,000,000元（100万元）", "没有只差一个条件的项目。",
				"已相符，但离另一档只差一个条件：", "  相差：研发强度 4%，规定 ≥ 5%，差 1个百分点；该档为“强度够线的”，最高 30% × （今年研发费用 − 去年研发费用）"}, nil, nil},
		{"the same answer changes nothing", Options{}, whole("改 6", "1500万"), []string{"没有改。"}, wholeFacts, nil},
		{"a change is given up", Options{}, whole("c 6", "r", "返回"), []string{"正在改答案；不改了就输入 b。", "没有改。"}, wholeFacts, nil},
		{"topics are changed too", Options{}, whole("c 3", "2"), []string{"要查的方面", "现在的答案：研发、外贸。直接按回车就保留。", "记下了：要查的方面：外贸", "条件相符 3 项，待确认 0 项，相差一项 0 项。"}, nil, nil},
		{"one item in full, with ways to its questions", Options{}, whole("i 3"),
			[]string{"3. 研发费用补助", "结论：条件相符（以审核为准）", "金额：最高不超过 1,500,000元（150万元）", "怎么算：", "- 适用：强度够线的", "- 单家企业最高300万元：未超过", "条件：",
				"- 符合：申请对象：企业（所填：企业；改：c 2）", "说明：", "- 上限限的是补助，不是研发费用。"}, nil, nil},
		{"the views of the result", Options{}, whole("2", "3", "4", "5", "6", "p 4", "p 77", "i 99", "c 99", "什么"),
			[]string{"第1条 研发支持", "【去哪个部门】", "没有只差一个条件的项目。", "没有不相符的项目。", "没有还没问到的项目。", "第4条 预算安排", "性质：政府目标与安排", "这一条没有可以申请的事项。",
				"没有第 77 条。", "没有第 99 个答案。输入 a 看答案的号码。", "看不懂“什么”。"}, nil, nil},
		{"what does not match, and why", Options{}, []string{"1", "1", "1", "1", "n", "1", "2", "5", "i 1", "4"},
			[]string{"【按所填情况不相符】", "1. 第1条 实验室：按所填情况不相符", "- 不符合：新称号：实验室（所填：以上都没有；改：c 4）"}, nil, nil},
		{"one thing by its id", Options{Names: []string{"eagle"}}, []string{"1", "1", "1"},
			[]string{"只查：第1条 雏鹰企业", "记下了：新称号：雏鹰企业", "结果", "条件相符 1 项，待确认 0 项，相差一项 0 项。", "1. 第1条 雏鹰企业：金额原文未写明"},
			engine.Facts{"matters": engine.OneValue("all"), "applicant": engine.OneValue("firm"), "titles": engine.ManyValue("eagle")}, nil},
		{"one thing by words, of several", Options{Words: "补助"}, []string{"1"}, []string{"1 第1条 研发费用补助", "只查：第1条 研发费用补助", "事情都在2023年吗？"}, nil, ErrUnfinished},
		{"one thing from the beginning", Options{}, []string{"2", "火星", "第2条", "3、4"},
			[]string{"查哪一件事？输入标题里的一个词（拼音首字母也行），或者条号，如 第1条。b 回到开头。", "没有找到“火星”。换一个词试试，或者输入条号。", "1 第2条 展会支持（整条）", "2 第2条 展位费", "只查：第2条 保费；第2条 外贸咨询"}, nil, ErrUnfinished},
		{"another thing afterwards: answers count on, but not for what was never put", Options{Names: []string{"eagle"}}, []string{"1", "1", "1", "h", "3", "lab", "1"},
			[]string{"1 雏鹰企业", "记下了：新称号：雏鹰企业", "“新称号”有些选项还没有问过，要再问一次。", "只查：第1条 实验室", "新得了下面哪些称号？", "1 实验室", "上次的答案：雏鹰企业。直接按回车就还按上次的。", "记下了：新称号：实验室", "1. 第1条 实验室：最高不超过 5,000,000元（500万元）"}, nil, nil},
		{"other things: what was put and not picked stays so", Options{Names: []string{"1"}}, []string{"1", "1", "1", "1", "2", "h", "3", "eagle", "5"},
			[]string{"1 实验室", "2 雏鹰企业", "只查：第1条 雏鹰企业", "问完了。", "1. 第1条 雏鹰企业：按所填情况不相符"}, nil, nil},
		{"an article with nothing to claim", Options{Names: []string{"4"}}, nil, []string{"只查：第4条 预算安排（整条）", "这一条没有可以申请的事项。", "这里没有可以申请的事项。", "输入结束。"}, nil, nil},
		{"articles can be read before any question", Options{}, []string{"p 1", "第3条"}, []string{"第1条 研发支持", "- 实验室", "第3条 农田支持"}, nil, ErrUnfinished},
	} {
		t.Run(c.why, func(t *testing.T) {
			d, out, err := talk(c.o, c.lines...)
			if !errors.Is(err, c.err) {
				t.Errorf("error %v, want %v", err, c.err)
			}
			holds(t, out, c.want...)
			if c.facts != nil && !sameFacts(d.iv.Facts(), c.facts) {
				t.Errorf("facts %v", d.iv.Facts())
			}
		})
	}
}

// What cannot be understood gets one line, changes nothing, and the question is
// put again.
func TestNonsense(t *testing.T) {
	for _, c := range []struct {
		at       int // lines of wholeCheck before
		question string
		bad      map[string]string
	}{
		{0, "要做什么？", map[string]string{"9": "请输入 1 到 2，或者 q。", "x": "请输入 1 到 2，或者 q。", "": "请输入 1 到 2，或者 q。", "1 2": "请输入 1 到 2，或者 q。"}},
		{1, "事情都在2023年吗？", map[string]string{
			"5": "没有 5 这个选项，请输入 0 到 4。", "1 2": "这一题只能选一个，请只输入一个数字。", "-1": "看不懂“-1”，请输入选项前面的数字 0 到 4。",
			"99999999999999999999": "看不懂“99999999999999999999”，请输入选项前面的数字 0 到 4。", "都": "看不懂“都”，请输入选项前面的数字 0 到 4。",
			"1.5": "没有 5 这个选项，请输入 0 到 4。", "，": "看不懂“，”，请输入选项前面的数字 0 到 4。", "\x1b[31m红": "看不懂“[31m红”，请输入选项前面的数字 0 到 4。",
			strings.Repeat("嗯", 100):  "看不懂“" + strings.Repeat("嗯", 30) + "……”，请输入选项前面的数字 0 到 4。",
			"":                        "这一行是空的。请回答；不清楚、返回、跳过怎么输入，见 ?。",
			"\xff\xfe":                "这一行不是 UTF-8 文字，没有采用。请换成 UTF-8 再输入。",
			strings.Repeat("1", 5000): "这一行太长了，没有采用。一行最多 4096 字节，请写短一些。",
		}},
		{4, "新得了下面哪些称号？", map[string]string{"0 1": "0 是“不清楚”，不能和别的一起选。", "n 1": "看不懂“n”，请输入选项前面的数字 0 到 2。", "3": "没有 3 这个选项，请输入 0 到 2。", "1/2": "看不懂“1/2”，请输入选项前面的数字 0 到 2。"}},
		{5, "今年研发费用是多少？", map[string]string{
			"-5": "“-5”是负数，请填 0 或更大的数。", "1e999999999": "“1e999999999”用了科学记数法，请写成 1.2亿 或 120,000,000 这样。",
			"NaN": "“NaN”不是数字，请写成 5000、5,000 或 1.2亿 这样。", "5000美元": "“5000美元”的单位是“美元”，这里要填“元”的数，如 5000 或 1.2亿。",
			"0.001": "太细了，这里最细填到 0.01元。"}},
		{7, "研发强度是百分之几？", map[string]string{"101": "太大了，这里最多填 100%。", "4.6.1": ""}},
		{8, "参加了哪些展会？", map[string]string{"3": "看不懂“3”，请输入 1、2 或 0。", "展会": "看不懂“展会”，请输入 1、2 或 0。", "": "这一行是空的。请回答；不清楚、返回、跳过怎么输入，见 ?。"}},
		{11, "参加了哪些展会？", map[string]string{"5": "看不懂“5”，请输入 1、2、3 或 4。", "0 1": "看不懂“0 1”，请输入 1、2、3 或 4。"}},
	} {
		var facts engine.Facts
		if d, _, _ := talk(Options{}, wholeCheck[:c.at]...); d.iv != nil {
			facts = d.iv.Facts()
		}
		for bad, say := range c.bad {
			d, out, _ := talk(Options{}, append(slices.Clone(wholeCheck[:c.at]), bad)...)
			if say != "" {
				holds(t, out, say, c.question)
			}
			if d.iv != nil && !sameFacts(d.iv.Facts(), facts) {
				t.Errorf("%q changed the answers: %v", bad, d.iv.Facts())
			}
			for _, l := range out {
				clean(t, l)
			}
		}
	}
}

// clean holds that a line is text and nothing else.
func clean(t *testing.T, line string) {
	t.Helper()
	for _, r := range line {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r >= 0x2500 && r <= 0x25FF || strings.ContainsRune("✓✗✔✘█", r) {
			t.Fatalf("%U in %q", r, line)
		}
	}
}

// TestHostile sends each hostile character in through the content, the store, the
// contacts, the printed text, and what is typed.
func TestHostile(t *testing.T) {
	for _, bad := range hostile.Texts() {
		p := sample.Policy()
		p.Title, p.Questions[0].Label = bad, bad
		prog, err := engine.Compile(p)
		if err != nil {
			t.Fatal(err)
		}
		s := shelved(t, wholeCheck[:5]...)
		entries, err := s.Cases()
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			k := s.Get(e.ID)
			k.Name, k.About, k.Problem, k.Drift = bad, bad, bad, &store.Drift{Rules: bad, Answers: []string{bad}, Results: []string{bad}}
			damaged := *k
			damaged.ID, damaged.State = e.ID+"x", store.Damaged
			s.Put(damaged)
		}
		for _, fails := range []bool{false, true} {
			s.Fail = func(op string) error {
				if fails && op != "list" {
					return errors.New(bad)
				}
				return nil
			}
			o := on(s)
			o.Program, o.Official, o.Clerk, o.Contacts = prog, copyOf{1: {bad, false}, 2: {bad, true}}, bad, present.Contacts{"科技局": {Window: bad, Note: bad}, "商务局": {Phone: bad, Hours: bad}}
			for _, lines := range [][]string{
				append([]string{bad, "3", bad}, wholeCheck...), append(slices.Clone(wholeCheck), "i 1", bad, "w", "1", bad), {"1"}, {"2", "1", "1"}, {"2", bad, "2"},
			} {
				_, out, _ := talk(o, lines...)
				if found := hostile.Find(strings.Join(out, "\n"), "\n"); found != "" {
					t.Errorf("%q: %s", lines, found)
				}
			}
		}
	}
}

// Whatever is poured in, the dialogue ends.
func TestBounded(t *testing.T) {
	for name, in := range map[string]io.Reader{
		"nonsense without end":   again("什么\n"),
		"empty lines":            again("\n"),
		"a line without end":     again("1"),
		"zeros":                  again("\x00"),
		"the same answer always": again("1\n"),
		"help always":            again("1\n?\n"),
	} {
		t.Run(name, func(t *testing.T) {
			var out counter
			err := Run(Options{Program: sample.Program()}, in, &out)
			if err != nil && !errors.Is(err, ErrUnfinished) {
				t.Error(err)
			}
			if out > 64<<20 {
				t.Errorf("%d bytes were written", out)
			}
		})
	}
}

type counter int

func (c *counter) Write(p []byte) (int, error) { *c += counter(len(p)); return len(p), nil }

// again repeats a text for ever.
type again string

func (a again) Read(p []byte) (int, error) {
	n := 0
	for n+len(a) <= len(p) {
		n += copy(p[n:], a)
	}
	return n, nil
}

func TestBrokenPipes(t *testing.T) {
	broken := errors.New("broken")
	err := Run(Options{Program: sample.Program()}, iotest.ErrReader(broken), io.Discard)
	if !errors.Is(err, ErrInput) || !errors.Is(err, broken) {
		t.Errorf("reading: %v", err)
	}
	err = Run(Options{Program: sample.Program()}, again("1\n"), failing{broken})
	if !errors.Is(err, ErrOutput) || !errors.Is(err, broken) {
		t.Errorf("writing: %v", err)
	}
	if err := Run(Options{Program: sample.Program(), Names: []string{"nothing"}}, again("1\n"), io.Discard); err == nil {
		t.Error("an unknown name is no error")
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }
