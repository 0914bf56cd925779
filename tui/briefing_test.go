package tui

import (
	"slices"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/shopspring/decimal"

	"huiqi/engine"
	"huiqi/tui/demo"
	"huiqi/tui/page"
)

func applicants() []demo.Applicant {
	number := func(n int64) engine.Value { return engine.NumberValue(decimal.NewFromInt(n)) }
	return []demo.Applicant{
		{Name: "甲厂", About: "做研发的", MadeUp: true, Scope: []string{"research"}, Facts: engine.Facts{
			"matters": engine.OneValue("all"), "applicant": engine.OneValue("firm"), "titles": engine.ManyValue("eagle"),
			"spend_now": number(20000000), "spend_before": number(15000000), "intensity": number(4), "hightech": engine.BoolValue(true)}},
		{Name: "乙村", MadeUp: true, Scope: []string{"rural"}, Facts: engine.Facts{
			"matters": engine.OneValue("all"), "applicant": engine.OneValue("village"), "plots": engine.ListValue(engine.Records{})}},
	}
}

// ticks is a driver that never waits: it says whether a tick is under way.
func (d *driver) ticks(msg tea.Msg) bool {
	d.t.Helper()
	_, cmd := d.a.Update(msg)
	d.check()
	return cmd != nil
}

// A play goes forward and back by keys, to the result and from there back into the
// play or to the other applicants.
func TestBriefing(t *testing.T) {
	d := drive(t, Options{Applicants: applicants()})
	d.sees("演示哪一位申请人？", "都是虚构的", "1  甲厂", "做研发的", "2  乙村")
	d.press("1")
	d.sees("演示：甲厂", "虚构的申请人", "第 1 步，共 17 步  手动")
	d.press("space")
	d.sees("事情都在2023年吗？", "● 都在", "第 2 步")
	d.press("space")
	d.sees("事情的时间：都在", "第 3 步")
	d.press("backspace", "backspace", "backspace")
	d.sees("第 1 步", "甲厂")
	for range 8 {
		d.press("pgdown") // as a remote control sends it
	}
	d.sees("新称号：雏鹰企业", "条件相符 由 0 变为 1", "✓ 第1条 雏鹰企业", "符合：新称号：雏鹰企业", "✗ 第1条 实验室", "不符合：新称号：实验室")
	for range 8 {
		d.press("enter")
	}
	d.sees("高新企业：是", "20%", "第 17 步")
	d.press("space")
	d.sees("1一览", "合计： 1,000,000元（100万元）", "退格 上一步", "Esc 换申请人")
	d.press("backspace")
	d.sees("高新企业：是", "第 17 步")
	d.press("space", "a")
	d.sees("我的答案")
	d.press("esc", "esc")
	d.sees("演示哪一位申请人？")
	d.press("down", "enter")
	d.sees("演示：乙村", "第 1 步")
	d.press("esc")
	d.sees("演示哪一位申请人？", "▸ 2  乙村")
	d.press("1", "esc")
	d.sees("▸ 1  甲厂")
	d.press("ctrl+c")
	if !d.quit {
		t.Error("a briefing asks before it ends; nothing would be lost")
	}
}

// What the audience tries on at the end changes no later play.
func TestBriefingKeepsTheScript(t *testing.T) {
	d := drive(t, Options{Applicants: applicants()[1:]})
	play := func() []string {
		var out []string
		d.press("1")
		for range 9 {
			out = append(out, d.screen())
			d.press("space")
		}
		d.sees("1一览")
		return append(out, d.screen())
	}
	first := play()
	d.press("a")
	d.press("down", "down", "enter")
	d.press("esc", "esc", "esc")
	d.sees("演示哪一位申请人？")
	if !slices.Equal(first, play()) {
		t.Error("the second play shows other screens")
	}
}

// By itself a play goes a stop a tick; only the tick that is due counts.
func TestBriefingPace(t *testing.T) {
	d := drive(t, Options{Applicants: applicants(), Pace: page.Pace{Each: 3 * time.Second, On: true}})
	if !d.ticks(keyMsg("1")) {
		t.Fatal("no tick is under way")
	}
	d.sees("第 1 步", "自动，每步3秒", "p 停住")
	first := d.a.briefing.Due()
	if !d.ticks(first) {
		t.Error("the play does not go on after its first step")
	}
	d.sees("第 2 步")
	d.ticks(first)
	d.sees("第 2 步") // too late: the tick was used

	due := d.a.briefing.Due()
	if !d.ticks(keyMsg("space")) {
		t.Error("a step by hand ends the pace")
	}
	d.ticks(due)
	d.sees("第 3 步") // the step by hand began the time anew

	due = d.a.briefing.Due()
	if d.ticks(keyMsg("p")) {
		t.Error("a tick is under way while the play stands")
	}
	d.sees("手动", "p 自动走")
	d.ticks(due)
	d.ticks(d.a.briefing.Due())
	d.sees("第 3 步")

	d.ticks(keyMsg("p"))
	for _, c := range []struct{ keys, sees string }{
		{"+", "每步2秒"}, {"+", "每步1秒"}, {"+", "每步1秒"}, {"-", "每步2秒"}, {"＋", "每步1秒"},
	} {
		if !d.ticks(keyMsg(c.keys)) {
			t.Error("another pace ends it")
		}
		d.sees(c.sees)
	}
	for range 70 {
		d.ticks(keyMsg("-"))
	}
	d.sees("每步60秒")

	// the help lies over the play: it waits
	due = d.a.briefing.Due()
	d.ticks(keyMsg("?"))
	if !d.ticks(due) {
		t.Error("the pace is lost behind the help")
	}
	d.sees("说明")
	d.ticks(keyMsg("esc"))
	d.sees("第 3 步")
	d.ticks(d.a.briefing.Due())
	d.sees("第 4 步")

	// it ends at the result, and a tick of a play that was left is void
	for range 14 {
		d.ticks(d.a.briefing.Due())
	}
	d.sees("1一览")
	left := d.a.briefing.Due()
	d.ticks(keyMsg("esc"))
	d.sees("演示哪一位申请人？")
	d.ticks(left)
	d.ticks(keyMsg("2"))
	d.ticks(left)
	d.sees("第 1 步", "每步60秒")
}

// An applicant whose answers the rules refuse is an error on the screen.
func TestBriefingFault(t *testing.T) {
	who := applicants()[:1]
	who[0].Facts["titles"] = engine.ManyValue("ghost")
	d := drive(t, Options{Applicants: who})
	d.press("1")
	d.sees("演示哪一位申请人？", "没有“ghost”这个选项")
}
