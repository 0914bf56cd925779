package plain

import (
	"slices"

	"huiqi/engine"
	"huiqi/tui/present"
	"huiqi/tui/session"
)

// result reads the result out, and then what one asks about it.
func (d *dialogue) result() (state, error) {
	d.iv.Visit(session.Step{Kind: session.Finished})
	v, err := d.view()
	if err != nil {
		return nil, err
	}
	title := "结果"
	if !d.finished() {
		title = unfinished
	}
	d.write(v.text(title))
	d.shown = true
	d.resultHelp(v)
	again := func() {
		d.say("")
		d.say("接下来呢？输入 ? 看能输入什么。")
	}
	again()
	for {
		d.rest = d.finished()
		s, err := d.read(again)
		if err != nil {
			return nil, err
		}
		if lines, ok := v.lines(s); ok {
			d.write(lines)
			again()
			continue
		}
		if n, ok := numbered(s, "c", "改"); ok {
			if n < 1 || n > len(v.entries) {
				d.fault(again, "没有第 %d 个答案。输入 a 看答案的号码。", n)
				continue
			}
			if v, err = d.change(v, &v.entries[n-1]); err != nil {
				return nil, err
			}
			again()
			continue
		}
		if n, ok := numbered(s, "p", "第"); ok {
			d.article(n)
			again()
			continue
		}
		if d.handOut(s) {
			again()
			continue
		}
		switch narrow(s) {
		case "g", "全面自查":
			if d.waiting != nil {
				return d.rejoin, nil
			}
		case "n", "接着答":
			d.iv.Unskip()
			if !d.finished() {
				return d.interview, nil
			}
			d.say("没有要接着答的题了。要改答案，输入 a 看号码，再输入 c 和号码。")
			again()
			continue
		case "h", "首页":
			return d.home, nil
		}
		switch word(s) {
		case wordHelp:
			d.resultHelp(v)
			again()
		case wordBack:
			return d.back()
		case wordResult:
			return d.result, nil
		case wordTopics:
			return d.topics, nil
		default:
			d.fault(again, "看不懂%s。", quoted(s))
		}
	}
}

func (d *dialogue) resultHelp(v *view) {
	d.say("")
	d.say("可以输入：")
	d.say("i 和项目前面的数字，看这一项的条件和算法，如 i 1")
	d.say("1 按金额，2 按条文，3 去哪个部门，4 相差一项，5 不相符的，6 还没有问到的")
	d.say("a 我的答案；c 和答案前面的数字，改这一题，如 c 1")
	d.say("p 和条号，看一条条文说的什么")
	if d.o.Store != nil {
		d.say(handOutHelp)
	}
	if d.waiting != nil {
		d.say("g 回到全面自查，刚才答的也算在里面")
	}
	if v.left > 0 {
		d.say("n 接着答")
	}
	d.say("r 再说一遍结果，b 返回上一题，t 换一个方面，h 回到开头，q 退出")
}

// lines are what can be asked about a result that stands.
func (v *view) lines(s string) ([]string, bool) {
	if n, ok := numbered(s, "i", "看"); ok {
		if n < 1 || n > len(v.all.Items) {
			return []string{"没有第 " + quoted(s) + " 项。项目前面的数字见 2 和 5。"}, true
		}
		return v.detail(&v.all.Items[n-1]), true
	}
	switch narrow(s) {
	case "1":
		return v.boxes(), true
	case "2":
		return v.articles(), true
	case "3":
		return v.units(), true
	case "4":
		return v.near(), true
	case "5":
		return v.refused(), true
	case "6":
		return v.unasked(), true
	case "a", "答案":
		return v.mine(), true
	}
	return nil, false
}

// change reopens an answer, and says what that did to the result.
func (d *dialogue) change(v *view, e *entry) (*view, error) {
	d.rest, d.shown = false, false
	for {
		p, err := d.prompt(e.step)
		if err != nil {
			return v, err
		}
		p.change = true
		before, err := d.iv.Result()
		if err != nil {
			return v, err
		}
		r, err := d.ask(&p)
		if err != nil {
			return v, err
		}
		if r.kind != replyAnswer || p.value != nil && p.value.Equal(r.value) {
			d.say("没有改。")
			if _, half := d.drafts[p.ID]; half && p.list >= 0 {
				d.say("改了一半的还留着，没有算进去。")
			}
			return v, nil
		}
		if err := d.record(e.step, &p, r.value); err != nil {
			d.say(present.Fault(d.policy, err))
			continue
		}
		d.keep()
		if err := d.news(before); err != nil {
			return v, err
		}
		v, err := d.view()
		if err != nil {
			return v, err
		}
		d.write(v.summary())
		return v, nil
	}
}

// article says what one article holds, without any question.
func (d *dialogue) article(n int) {
	i := slices.IndexFunc(d.policy.Articles, func(a engine.Article) bool { return a.Number == n })
	if i < 0 {
		d.sayf("没有第 %d 条。", n)
		return
	}
	a := &d.policy.Articles[i]
	d.say("")
	d.sayf("第%d条 %s", a.Number, a.Title)
	d.sayf("性质：%s", present.Nature(a.Nature))
	if len(a.Units) > 0 {
		d.sayf("责任单位：%s", present.Units(a.Units))
	}
	if a.Summary != "" {
		d.say(a.Summary)
	}
	some := false
	for k := range d.policy.Items {
		if it := &d.policy.Items[k]; it.Article == n {
			some = true
			d.sayf("- %s", it.Title)
		}
	}
	if !some {
		d.say("这一条没有可以申请的事项。")
	}
	for _, s := range a.Notes {
		d.sayf("说明：%s", s)
	}
	if p, ok := present.PrintedOf(d.o.Official, n); ok {
		d.sayf("原文（%s %s）：", p.Mark, p.Says)
		d.write(p.Paragraphs)
	}
}
