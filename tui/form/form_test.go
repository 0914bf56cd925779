package form

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"huiqi/engine"
	"huiqi/tui/style"
	"huiqi/tui/text"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/shopspring/decimal"
)

// Terminals with wide ambiguous characters get ASCII signs.
var wide = os.Getenv("RUNEWIDTH_EASTASIAN") != ""

var styles = style.New(style.Options{Theme: style.Dark, ASCII: wide})

// One question of every kind.
func questions() []Question {
	hundred, one := decimal.New(100, 0), decimal.New(1, 0)
	kinds := make([]engine.Choice, 15)
	for i := range kinds {
		kinds[i] = engine.Choice{ID: fmt.Sprintf("t%d", i), Label: fmt.Sprintf("第%d类称号，含国家级、省级与市级（以认定文件为准）", i+1), Help: "以文件上的名称为准。"}
	}
	return []Question{
		{Question: engine.Question{ID: "scale", Kind: engine.One, Label: "企业是哪一类？", Name: "企业类别", Help: "规上指年主营业务收入达到统计标准的企业。", Choices: []engine.Choice{
			{ID: "above", Label: "规上企业", Help: "已纳入统计。"}, {ID: "below", Label: "规下企业"}, {ID: "new", Label: "2023年新设立的企业，还没有纳入统计，也没有申报过"},
		}}, Why: "关系到第14条，最高300万元"},
		{Question: engine.Question{ID: "hightech", Kind: engine.Bool, Label: "是不是国家高新技术企业？", Name: "高新技术企业"}},
		{Question: engine.Question{ID: "revenue", Kind: engine.Number, Unit: "元", Label: "2023年营业收入是多少？", Name: "营业收入", Help: "以审计报告或所得税汇算清缴为准。"}, Why: "关系到第14条"},
		{Question: engine.Question{ID: "rate", Kind: engine.Number, Unit: "%", Label: "研发投入占营业收入的比重是多少？", Name: "研发强度", Max: &hundred}},
		{Question: engine.Question{ID: "titles", Kind: engine.Many, Label: "2023年内得到过哪些认定？", Name: "认定", Choices: kinds}},
		{Question: engine.Question{ID: "founded", Kind: engine.Day, Label: "哪一天认定的？", Name: "认定日期"}},
		{Question: engine.Question{ID: "fairs", Kind: engine.List, Label: "参加了哪些展会？", Name: "展会", Help: "一个展会填一项。", Fields: []engine.Question{
			{ID: "abroad", Kind: engine.Bool, Label: "是不是境外展会？", Name: "境外展会"},
			{ID: "booth", Kind: engine.Number, Unit: "元", Label: "展位费是多少？", Name: "展位费"},
			{ID: "count", Kind: engine.Number, Unit: "个", Label: "有几个展位？", Name: "展位数", Step: one},
			{ID: "day", Kind: engine.Day, Label: "哪一天开幕？", Name: "开幕日期"},
			{ID: "what", Kind: engine.Many, Label: "展出了哪些？", Name: "展品", Choices: []engine.Choice{{ID: "a", Label: "机械"}, {ID: "b", Label: "农产品"}}},
		}}},
	}
}

func only(ids ...string) (out []Question) {
	for _, id := range ids {
		for _, q := range questions() {
			if q.ID == id {
				out = append(out, q)
			}
		}
	}
	return out
}

func page(t *testing.T, qs []Question) *Page {
	t.Helper()
	p := New(qs, Options{Styles: styles, Width: 80, Height: 24})
	check(t, p)
	return p
}

var named = map[string]tea.KeyPressMsg{
	"enter": {Code: tea.KeyEnter}, "tab": {Code: tea.KeyTab}, "esc": {Code: tea.KeyEscape}, "shift+tab": {Code: tea.KeyTab, Mod: tea.ModShift},
	"up": {Code: tea.KeyUp}, "down": {Code: tea.KeyDown}, "left": {Code: tea.KeyLeft}, "right": {Code: tea.KeyRight},
	"home": {Code: tea.KeyHome}, "end": {Code: tea.KeyEnd}, "pgup": {Code: tea.KeyPgUp}, "pgdown": {Code: tea.KeyPgDown},
	"space": {Code: tea.KeySpace, Text: " "}, "backspace": {Code: tea.KeyBackspace}, "delete": {Code: tea.KeyDelete},
	"f2": {Code: tea.KeyF2}, "f1": {Code: tea.KeyF1}, "ctrl+o": {Code: 'o', Mod: tea.ModCtrl}, "ctrl+c": {Code: 'c', Mod: tea.ModCtrl},
	"ctrl+u": {Code: 'u', Mod: tea.ModCtrl}, "ctrl+w": {Code: 'w', Mod: tea.ModCtrl}, "ctrl+k": {Code: 'k', Mod: tea.ModCtrl},
	"alt+left": {Code: tea.KeyLeft, Mod: tea.ModAlt}, "ctrl+t": {Code: 't', Mod: tea.ModCtrl}, "alt+d": {Code: 'd', Mod: tea.ModAlt},
	"ctrl+g": {Code: 'g', Mod: tea.ModCtrl}, "shift+left": {Code: tea.KeyLeft, Mod: tea.ModShift}, "ctrl+v": {Code: 'v', Mod: tea.ModCtrl},
}

func press(key string) tea.KeyPressMsg {
	if k, ok := named[key]; ok {
		return k
	}
	return tea.KeyPressMsg{Text: key, Code: []rune(key)[0]}
}

// do presses keys, named ones in angle brackets: "5000<enter>", and returns what
// came of it but for None.
func do(t *testing.T, p *Page, script string) (out []Outcome) {
	t.Helper()
	for len(script) > 0 {
		var name string
		if rest, ok := strings.CutPrefix(script, "<"); ok {
			name, script, _ = strings.Cut(rest, ">")
		} else {
			name = string([]rune(script)[:1])
			script = script[len(name):]
		}
		if o := p.Update(press(name)); o != (None{}) {
			out = append(out, o)
		}
		check(t, p)
	}
	return out
}

func screen(p *Page) string {
	s, _, _, _ := text.TakeCursor(ansi.Strip(strings.ReplaceAll(p.View(), text.CursorMark, "\uE000")))
	return strings.ReplaceAll(s, "\uE000", "")
}

// check holds what must be true of every page after every step.
func check(t *testing.T, p *Page) {
	t.Helper()
	view, x, y, cursor := text.TakeCursor(p.View())
	if strings.Contains(view, text.CursorMark) {
		t.Fatal("a mark is left over")
	}
	if strings.Count(p.View(), text.CursorMark) > 1 {
		t.Fatal("more than one cursor")
	}
	lines := strings.Split(view, "\n")
	if len(lines) > p.o.Height {
		t.Fatalf("%d lines in a pane of %d:\n%s", len(lines), p.o.Height, ansi.Strip(view))
	}
	for _, l := range lines {
		if w := text.Width(l); w > p.o.Width {
			t.Fatalf("a line of %d cells in a pane of %d: %q", w, p.o.Width, ansi.Strip(l))
		}
	}
	focused := 0
	for _, f := range p.fields {
		if f.Focused() {
			focused++
		}
	}
	if focused != 1 || !p.fields[p.index()].Focused() {
		t.Fatalf("%d fields have the keyboard", focused)
	}
	if cursor != p.Editing() {
		t.Fatalf("cursor %v while editing %v in %s (%dx%d):\n%s", cursor, p.Editing(), p.Focused(), p.o.Width, p.o.Height, ansi.Strip(view))
	}
	if cursor && (x >= p.o.Width || y >= len(lines)) {
		t.Fatalf("cursor at %d,%d outside %dx%d", x, y, p.o.Width, p.o.Height)
	}
	if p.form.State != huh.StateNormal {
		t.Fatal("the form is dead")
	}
}

func number(s string) engine.Value { return engine.NumberValue(decimal.RequireFromString(s)) }

func want(t *testing.T, got []Outcome, want ...Outcome) {
	t.Helper()
	same := len(got) == len(want)
	for i := 0; same && i < len(want); i++ {
		g, isCommit := got[i].(Committed)
		w, wantCommit := want[i].(Committed)
		if isCommit && wantCommit {
			same = g.ID == w.ID && g.Done == w.Done && g.Value.Equal(w.Value)
		} else {
			same = fmt.Sprintf("%T%v", got[i], got[i]) == fmt.Sprintf("%T%v", want[i], want[i])
		}
	}
	if !same {
		t.Fatalf("got  %+v\nwant %+v", got, want)
	}
}

func contains(t *testing.T, p *Page, parts ...string) {
	t.Helper()
	for _, s := range parts {
		if !strings.Contains(screen(p), s) {
			t.Fatalf("%q is not on the page:\n%s", s, screen(p))
		}
	}
}

func lacks(t *testing.T, p *Page, parts ...string) {
	t.Helper()
	for _, s := range parts {
		if strings.Contains(screen(p), s) {
			t.Fatalf("%q is on the page:\n%s", s, screen(p))
		}
	}
}

func TestChoice(t *testing.T) {
	p := page(t, only("scale", "hightech"))
	contains(t, p, "企业是哪一类？", "关系到第14条", "1 ○ 规上企业", "0 ○ 不清楚")
	want(t, do(t, p, "2"))
	contains(t, p, "2 ● 规下企业")
	want(t, do(t, p, "<enter>"), Committed{ID: "scale", Value: engine.OneValue("below")})
	contains(t, p, "✓ 规下企业")
	want(t, do(t, p, "n<enter>"), Committed{ID: "hightech", Value: engine.BoolValue(false), Done: true})

	t.Run("the row under the cursor is no answer", func(t *testing.T) {
		p := page(t, only("scale", "hightech"))
		want(t, do(t, p, "<down><tab>"))
		contains(t, p, "还没有回答")
		want(t, do(t, p, "<tab>"), Done{})
	})
	t.Run("Enter takes the row", func(t *testing.T) {
		p := page(t, only("scale"))
		want(t, do(t, p, "<down><down><enter>"), Committed{ID: "scale", Value: engine.OneValue("new"), Done: true})
	})
	t.Run("not sure, three ways", func(t *testing.T) {
		for _, keys := range []string{"<f2>", "<ctrl+o>", "0<enter>", "<up><enter>"} {
			want(t, do(t, page(t, only("scale")), keys), Committed{ID: "scale", Value: engine.DontKnow(), Done: true})
		}
	})
	t.Run("full-width keys and words", func(t *testing.T) {
		want(t, do(t, page(t, only("scale")), "２<enter>"), Committed{ID: "scale", Value: engine.OneValue("below"), Done: true})
		want(t, do(t, page(t, only("hightech")), "是<enter>"), Committed{ID: "hightech", Value: engine.BoolValue(true), Done: true})
		want(t, do(t, page(t, only("hightech")), "ｎ　<enter>"), Committed{ID: "hightech", Value: engine.BoolValue(false), Done: true})
	})
	t.Run("help opens in place and Esc closes it", func(t *testing.T) {
		p := page(t, only("scale"))
		lacks(t, p, "统计标准")
		do(t, p, "？")
		contains(t, p, "统计标准", "收起解释")
		want(t, do(t, p, "<esc>"))
		lacks(t, p, "统计标准")
		want(t, do(t, p, "<esc>"), Back{})
	})
	t.Run("a choice of its own for not sure", func(t *testing.T) {
		q := only("scale")
		q[0].Unsure = "new"
		p := page(t, q)
		lacks(t, p, "不清楚")
		want(t, do(t, p, "<f2>"), Committed{ID: "scale", Value: engine.OneValue("new"), Done: true})
	})
	t.Run("an answer is shown and kept", func(t *testing.T) {
		q := only("scale")
		v := engine.OneValue("new")
		q[0].Value = &v
		p := page(t, q)
		contains(t, p, "3 ● 2023年新设立")
		want(t, do(t, p, "<tab>"), Committed{ID: "scale", Value: v, Done: true})
	})
}

func TestMultiChoice(t *testing.T) {
	p := page(t, only("titles"))
	contains(t, p, "下面还有", "[ ] 第1类称号")
	want(t, do(t, p, "<enter>"))
	contains(t, p, "还没有勾选", "都没有就按 n")
	want(t, do(t, p, "13<down><space><enter>"), Committed{ID: "titles", Value: engine.ManyValue("t0", "t2", "t3"), Done: true})
	p = page(t, only("titles"))
	do(t, p, "1ｘ")
	contains(t, p, "[ ] 第1类称号") // x took the tick away
	want(t, do(t, p, "<end><up><enter>"), Committed{ID: "titles", Value: engine.ManyValue(), Done: true})
	contains(t, p, "上面还有")
	p = page(t, only("titles"))
	want(t, do(t, p, "1<end><up><space>2<enter>"), Committed{ID: "titles", Value: engine.ManyValue("t1"), Done: true})
	p = page(t, only("titles"))
	want(t, do(t, p, "<tab>"), Done{}) // skipped: never the empty set
	p = page(t, only("titles"))
	want(t, do(t, p, "12<f2>"), Committed{ID: "titles", Value: engine.DontKnow(), Done: true})
	p = page(t, only("titles"))
	p.Resize(30, 8)
	for range 20 {
		do(t, p, "<down>")
	}
	p.Resize(100, 40)
	contains(t, p, "[✓]"[:1], "第8类称号")
}

func TestAmount(t *testing.T) {
	p := page(t, only("revenue", "rate"))
	contains(t, p, "元", "F2 不清楚", "如 5000")
	do(t, p, "1.2亿")
	contains(t, p, "= 120,000,000元（1.2亿元）")
	want(t, do(t, p, "<enter>"), Committed{ID: "revenue", Value: number("120000000")})
	contains(t, p, "✓ 1.2亿元")

	t.Run("Enter on nothing says what to do", func(t *testing.T) {
		p := page(t, only("revenue"))
		want(t, do(t, p, "<enter>"))
		contains(t, p, "还没有填写", "F2", "Tab")
	})
	t.Run("bad input keeps the text and says why", func(t *testing.T) {
		for _, bad := range []string{"5,00", "1e9", "-5", "三分之二", "abc", "5000美元", strings.Repeat("9", 30)} {
			p := page(t, only("revenue", "rate"))
			for _, leave := range []string{"<enter>", "<tab>"} {
				want(t, do(t, p, bad[:0]+leave))
				p = page(t, only("revenue", "rate"))
				want(t, do(t, p, bad+leave))
				contains(t, p, "! ")
				if got := p.fields[0].Draft().Text; got != bad {
					t.Errorf("%q became %q", bad, got)
				}
				if p.Focused() != "revenue" {
					t.Errorf("%q went on by %s", bad, leave)
				}
			}
		}
	})
	t.Run("bounds and grain", func(t *testing.T) {
		p := page(t, only("rate"))
		want(t, do(t, p, "120<enter>"))
		contains(t, p, "最多填 100%")
		want(t, do(t, p, "<ctrl+u>4.625<enter>"))
		contains(t, p, "0.01%")
		want(t, do(t, p, "<ctrl+u>4.6<enter>"), Committed{ID: "rate", Value: number("4.6"), Done: true})
	})
	t.Run("not sure by key and by word", func(t *testing.T) {
		for _, keys := range []string{"<f2>", "12<ctrl+o>", "不清楚<enter>", "不知道<tab>"} {
			want(t, do(t, page(t, only("revenue")), keys), Committed{ID: "revenue", Value: engine.DontKnow(), Done: true})
		}
	})
	t.Run("emptied", func(t *testing.T) {
		q := only("revenue", "rate")
		v := number("5000000")
		q[0].Value = &v
		p := page(t, q)
		contains(t, p, "5,000,000", "500万元")
		want(t, do(t, p, "<ctrl+u><tab>"), Cleared{ID: "revenue"})
		want(t, do(t, p, "<esc><tab>")) // empty before, empty after
	})
	t.Run("full width", func(t *testing.T) {
		want(t, do(t, page(t, only("revenue")), "３０００万<enter>"), Committed{ID: "revenue", Value: number("30000000"), Done: true})
	})
	t.Run("help", func(t *testing.T) {
		p := page(t, only("revenue"))
		do(t, p, "12?")
		contains(t, p, "审计报告", "12")
		if p.fields[0].Draft().Text != "12" {
			t.Error("? was typed")
		}
	})
}

func TestDay(t *testing.T) {
	want5 := engine.DayValue(engine.Date{Year: 2023, Month: 5, Day: 1})
	for _, s := range []string{"2023-5-1", "2023.5.1", "20230501", "2023年5月1日", "２０２３－５－１", "2023/05/01"} {
		p := page(t, only("founded"))
		do(t, p, s)
		contains(t, p, "= 2023年5月1日，星期一")
		want(t, do(t, p, "<enter>"), Committed{ID: "founded", Value: want5, Done: true})
	}
	p := page(t, only("founded"))
	want(t, do(t, p, "2023-2-30<enter>"))
	contains(t, p, "不存在", "2023-2-30")
}

func TestGoingBack(t *testing.T) {
	p := page(t, only("scale", "revenue", "rate"))
	do(t, p, "1<enter>")
	// an invalid draft never blocks the way back, and stays
	want(t, do(t, p, "5,00<enter>"))
	want(t, do(t, p, "<shift+tab>"))
	contains(t, p, "✎ 5,00（还没有确定）")
	if p.Focused() != "scale" {
		t.Fatal("not back")
	}
	if d := p.Drafts(); len(d) != 1 || d["revenue"].Text != "5,00" {
		t.Errorf("drafts %+v", d)
	}
	want(t, do(t, p, "<enter>"), Committed{ID: "scale", Value: engine.OneValue("above")})
	want(t, do(t, p, "0<enter>"), Committed{ID: "revenue", Value: number("5000")})
}

func TestRecords(t *testing.T) {
	p := page(t, only("fairs"))
	contains(t, p, "添加一项", "一项也没有", "0 ○ 不清楚")
	want(t, do(t, p, "<enter>"))
	contains(t, p, "展会：第 1 项，第 1/5 问", "是不是境外展会？")
	do(t, p, "y<enter>10万<enter>")
	contains(t, p, "第 3/5 问", "是，10万元")
	do(t, p, "2.5<enter>")
	contains(t, p, "整数")
	do(t, p, "<ctrl+u>2<enter>20230501<enter>1<enter>")
	contains(t, p, "境外展会：是，10万元，2个，2023年5月1日，机械", "合计展位费 100,000元（10万元）", "就这些，共 1 项")
	row := engine.Row{"abroad": engine.BoolValue(true), "booth": number("100000"), "count": number("2"),
		"day": engine.DayValue(engine.Date{Year: 2023, Month: 5, Day: 1}), "what": engine.ManyValue("a")}
	want(t, do(t, p, "<down><enter>"), Committed{ID: "fairs", Value: engine.ListValue(engine.Records{Rows: []engine.Row{row}}), Done: true})

	// a second one, with not sure, and an open end
	want(t, do(t, p, "a<f2><f2><f2><f2><f2>"))
	contains(t, p, "2 项", "至少 100,000元（10万元），另有 1 项未知")
	want(t, do(t, p, "<tab>"))
	contains(t, p, "就这些”")
	dk := engine.DontKnow()
	row2 := engine.Row{"abroad": dk, "booth": dk, "count": dk, "day": dk, "what": dk}
	want(t, do(t, p, "<f2>"), Committed{ID: "fairs", Value: engine.ListValue(engine.Records{Rows: []engine.Row{row, row2}, Open: true}), Done: true})
	contains(t, p, "● 可能还有")

	// change a row: the rest of it stays
	do(t, p, "<home><enter>")
	contains(t, p, "第 1/5 问")
	do(t, p, "<enter><ctrl+u>20万<enter><esc>")
	contains(t, p, "200,000")
	do(t, p, "<esc>")
	do(t, p, "<esc>")
	contains(t, p, "20万元，2个")
	// remove the other
	do(t, p, "<down>d")
	contains(t, p, "再按一次 d")
	do(t, p, "<up>")
	lacks(t, p, "再按一次")
	do(t, p, "<down>dd")
	contains(t, p, "共 1 项")
	row["booth"] = number("200000")
	want(t, do(t, p, "<down><enter>"), Committed{ID: "fairs", Value: engine.ListValue(engine.Records{Rows: []engine.Row{row}}), Done: true})

	t.Run("nothing at all is an act", func(t *testing.T) {
		want(t, do(t, page(t, only("fairs")), "<tab>"), Done{})
		want(t, do(t, page(t, only("fairs")), "<down><enter>"), Committed{ID: "fairs", Value: engine.ListValue(engine.Records{}), Done: true})
		want(t, do(t, page(t, only("fairs")), "0"), Committed{ID: "fairs", Value: dk, Done: true})
	})
	t.Run("going back loses nothing", func(t *testing.T) {
		p := page(t, only("scale", "fairs"))
		do(t, p, "<tab><enter>y<enter>12")
		want(t, do(t, p, "<esc><esc>")) // to the question before, to the list
		contains(t, p, "还差 4 个回答")
		want(t, do(t, p, "<esc>"))
		if p.Focused() != "scale" {
			t.Fatal("not back")
		}
		p.SetStyles(style.New(style.Options{Theme: style.Light, ASCII: true}))
		p = rebuilt(p)
		want(t, do(t, p, "<tab><enter>"))
		contains(t, p, "展位费", "12")
		do(t, p, "万<enter>")
		contains(t, p, "是，12万元")
	})
	t.Run("a record that lacks answers is not closed", func(t *testing.T) {
		p := page(t, only("fairs"))
		want(t, do(t, p, "<enter>y<enter><tab><tab><tab><tab>"))
		want(t, do(t, p, "<down><enter>"))
		contains(t, p, "第 1 项还差 4 个回答")
	})
	t.Run("added and left at once", func(t *testing.T) {
		p := page(t, only("fairs"))
		want(t, do(t, p, "a<esc>"))
		contains(t, p, "一项也没有")
		want(t, do(t, p, "<esc>"), Back{})
	})
	t.Run("questions that depend on the record", func(t *testing.T) {
		qs := only("fairs")
		qs[0].Fields[1].When = engine.Is{Question: "abroad"}
		p := New(qs, Options{Styles: styles, Width: 80, Height: 24, Fields: func(l engine.Question, row engine.Row) (out []engine.Question) {
			if _, ok := row["abroad"]; !ok {
				out = append(out, l.Fields[0])
			}
			if _, ok := row["booth"]; !ok && row["abroad"].Bool() {
				out = append(out, l.Fields[1])
			}
			return out
		}})
		do(t, p, "<enter>y<enter>5000<enter>")
		contains(t, p, "5,000元")
		do(t, p, "<home><enter>n<enter>") // the fee no longer applies
		lacks(t, p, "5,000元")
		want(t, do(t, p, "<down><enter>"), Committed{ID: "fairs", Done: true, Value: engine.ListValue(engine.Records{Rows: []engine.Row{{"abroad": engine.BoolValue(false)}}})})
		do(t, p, "<home><enter>y<enter>") // but was kept
		contains(t, p, "5,000")
	})
}

func TestBurst(t *testing.T) {
	p := page(t, only("scale", "hightech", "revenue", "rate", "founded"))
	want(t, do(t, p, "1<enter>n<enter>5000<enter>4.6<enter>20230501<enter>"),
		Committed{ID: "scale", Value: engine.OneValue("above")},
		Committed{ID: "hightech", Value: engine.BoolValue(false)},
		Committed{ID: "revenue", Value: number("5000")},
		Committed{ID: "rate", Value: number("4.6")},
		Committed{ID: "founded", Value: engine.DayValue(engine.Date{Year: 2023, Month: 5, Day: 1}), Done: true})
}

func TestPaste(t *testing.T) {
	p := page(t, only("scale", "revenue"))
	p.Update(tea.PasteMsg{Content: "3000万"}) // nowhere to go
	check(t, p)
	do(t, p, "<tab>")
	p.Update(tea.PasteMsg{Content: "\t1,200\x1b[31m万\u202E\r\n"})
	check(t, p)
	if got := p.fields[1].Draft().Text; got != "1,200[31m万" {
		t.Errorf("pasted %q", got)
	}
	do(t, p, "<ctrl+u>")
	p.Update(tea.PasteMsg{Content: "1,200\n"})
	want(t, do(t, p, "<enter>"), Committed{ID: "revenue", Value: number("1200"), Done: true})
	p = page(t, only("revenue"))
	p.Update(tea.PasteMsg{Content: strings.Repeat("9汉", 1<<20)})
	check(t, p)
	want(t, do(t, p, "<enter>"))
	contains(t, p, "太长了")
}

func TestCursorCell(t *testing.T) {
	p := page(t, only("revenue"))
	_, x0, y0, ok := text.TakeCursor(p.View())
	if !ok || x0 != 4 {
		t.Fatalf("cursor at %d,%d (%v)", x0, y0, ok)
	}
	for _, c := range []struct {
		keys string
		x    int
	}{{"1", 1}, {"亿", 3}, {"２", 5}, {"<left>", 3}, {"<left>", 1}, {"<home>", 0}, {"<end>", 5}, {"<backspace>", 3}} {
		do(t, p, c.keys)
		if _, x, y, _ := text.TakeCursor(p.View()); x != x0+c.x || y != y0 {
			t.Errorf("after %s the cursor is at %d,%d, want %d,%d", c.keys, x, y, x0+c.x, y0)
		}
	}
	do(t, p, "<ctrl+u>"+strings.Repeat("亿", 50))
	if _, x, _, _ := text.TakeCursor(p.View()); x > x0+27 {
		t.Errorf("a long text pushes the cursor to %d", x)
	}
}

func TestQuit(t *testing.T) {
	for _, id := range []string{"scale", "revenue", "titles", "fairs"} {
		want(t, do(t, page(t, only(id)), "<ctrl+c>"), Quit{})
	}
}

func TestFocus(t *testing.T) {
	p := New(only("scale", "revenue", "rate"), Options{Styles: styles, Width: 80, Height: 24, Focus: "rate"})
	check(t, p)
	if p.Focused() != "rate" {
		t.Errorf("the keyboard is at %s", p.Focused())
	}
}

// rebuilt is the same page made anew from its facts and drafts.
func rebuilt(p *Page) *Page {
	var qs []Question
	drafts := p.Drafts()
	for _, f := range p.fields {
		for _, q := range questions() {
			if q.ID != f.GetKey() {
				continue
			}
			q.Value = f.Stored()
			if d, ok := drafts[q.ID]; ok {
				q.Draft = &d
			}
			qs = append(qs, q)
		}
	}
	o := p.o
	o.Focus = p.Focused()
	return New(qs, o)
}

// Facts change one at a time, and never on the way back.
func TestMasher(t *testing.T) {
	keys := []string{"enter", "enter", "enter", "tab", "esc", "shift+tab", "up", "down", "down", "left", "right", "home", "end", "pgup", "pgdown",
		"space", "space", "backspace", "delete", "f2", "f1", "ctrl+o", "ctrl+u", "ctrl+w", "ctrl+k", "alt+left", "ctrl+t", "alt+d", "ctrl+g", "shift+left", "ctrl+v",
		"0", "1", "2", "3", "4", "5", "9", ".", ",", "亿", "万", "元", "%", "-", "年", "月", "日", "x", "y", "n", "a", "d", "d", "?", "/", "j", "k", "g", "G",
		"１", "　", "ｘ", "是", "否", "汉", "，", "👨‍👩‍👧", "é", "\u0301", "\u200d", "가", "ᄀ", "\u202e", "\x1b"}
	plans := []string{"<enter>y<enter>10万<enter>3<enter>20230501<enter>1<enter>", "<down><enter>", "a<f2><f2><f2><f2><f2>", "5000<enter>", "1.2亿<enter>", "2023-5-1<enter>",
		"<home><enter><enter><enter><esc><esc><esc>", "dd", "<end><up><enter>", "12<enter>", "<ctrl+u>4.6<enter>", "5,00<enter><esc>"}
	steps := 20000
	if testing.Short() {
		steps = 2000
	}
	commits := map[string]int{}
	reached := 0
	for seed := range uint64(4) {
		r := rand.New(rand.NewPCG(seed, 19))
		order := func() []Question {
			qs := questions()
			r.Shuffle(len(qs), func(i, j int) { qs[i], qs[j] = qs[j], qs[i] })
			return qs
		}
		p := page(t, order())
		step := func(k tea.KeyPressMsg) {
			before := map[string]*engine.Value{}
			for _, f := range p.fields {
				before[f.GetKey()] = f.Stored()
			}
			focus := p.Focused()
			o := p.Update(k)
			check(t, p)
			changed := ""
			for _, f := range p.fields {
				if f.Stored() != before[f.GetKey()] {
					changed += f.GetKey()
				}
			}
			switch o := o.(type) {
			case Committed:
				commits[o.ID]++
				if o.ID != focus {
					t.Fatalf("%s committed while the keyboard was at %s", o.ID, focus)
				}
				if o.Value.Kind() == engine.List && len(o.Value.Records().Rows) > 1 {
					reached++
				}
			case Back:
				if changed != "" {
					t.Fatalf("going back changed %s", changed)
				}
				p = page(t, order())
			case None:
				if changed != "" && k == named["esc"] {
					t.Fatalf("Esc changed %s", changed)
				}
			}
			if changed != "" && changed != focus {
				t.Fatalf("%s changed while the keyboard was at %s", changed, focus)
			}
		}
		for i := 0; i < steps/4; i++ {
			switch n := r.IntN(100); {
			case n < 3:
				p.Resize(20+r.IntN(181), 6+r.IntN(55))
				check(t, p)
			case n < 4:
				p.Update(tea.PasteMsg{Content: keys[r.IntN(len(keys))] + "3000万\n" + keys[r.IntN(len(keys))]})
				check(t, p)
			case n < 5:
				p.SetStyles(style.New(style.Options{Theme: style.Theme(r.IntN(3)), ASCII: wide || r.IntN(2) == 0, NoColor: r.IntN(2) == 0}))
				check(t, p)
			case n < 6: // what the parent does when the page's questions change
				p = rebuilt(p)
				check(t, p)
			case n < 13:
				plan := plans[r.IntN(len(plans))]
				for len(plan) > 0 {
					var name string
					if rest, ok := strings.CutPrefix(plan, "<"); ok {
						name, plan, _ = strings.Cut(rest, ">")
					} else {
						name = string([]rune(plan)[:1])
						plan = plan[len(name):]
					}
					step(press(name))
					i++
				}
			default:
				step(press(keys[r.IntN(len(keys))]))
			}
		}
	}
	if testing.Short() {
		return
	}
	for _, q := range questions() {
		if commits[q.ID] == 0 {
			t.Errorf("never committed %s", q.ID)
		}
	}
	if reached == 0 {
		t.Error("never committed two records")
	}
}

func BenchmarkKey(b *testing.B) {
	for _, id := range []string{"titles", "revenue", "fairs"} {
		b.Run(id, func(b *testing.B) {
			p := New(only(id), Options{Styles: styles, Width: 200, Height: 60})
			down, left := press("down"), press("left")
			for b.Loop() {
				p.Update(down)
				p.Update(left)
				_ = p.View()
			}
		})
	}
	b.Run("four", func(b *testing.B) {
		p := New(only("titles", "scale", "revenue", "rate"), Options{Styles: styles, Width: 200, Height: 60})
		down := press("down")
		for b.Loop() {
			p.Update(down)
			_ = p.View()
		}
	})
}
