package page

import (
	"fmt"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"huiqi/engine"
	"huiqi/tui/keys"
	"huiqi/tui/present"
	"huiqi/tui/store"
	"huiqi/tui/style"
)

// Start is the first screen: what this is, its limits, and the ways in.
type Start struct {
	listPage
	policy *engine.Policy
	has    Waiting
}

// Waiting is what a person can go back to.
type Waiting struct {
	Began bool          // an interview in this window
	Cases []store.Entry // kept ones, the last changed first
	Now   time.Time
}

// NewStart makes the first screen.
func NewStart(p *engine.Policy, st *style.Styles, has Waiting) *Start {
	return &Start{policy: p, listPage: listPage{styles: st}, has: has}
}

func (s *Start) Title() string { return "开始" }

func (s *Start) Keys() []key.Binding {
	m := keys.Keys()
	return []key.Binding{keyMove, m.Enter, m.Search, m.Help, m.Quit}
}

func (s *Start) Update(msg tea.Msg) Action {
	k, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	m, n := keys.Keys(), keys.Narrow(k)
	if d, ok := keys.Digit(n); ok {
		if i := d - 1; i >= 0 && i < len(s.choices()) {
			return s.choices()[i].act
		}
		return nil
	}
	switch {
	case key.Matches(n, m.Enter):
		return s.list.enter()
	case key.Matches(n, m.Search):
		return StartPick{}
	case n.String() == "q":
		return Quit{}
	}
	s.list.update(k)
	return nil
}

func (s *Start) choices() []choice {
	var out []choice
	kept := s.has.Cases
	switch {
	case s.has.Began:
		out = append(out, choice{"继续刚才的自查", "已经填的都还在", Proceed{}})
	case len(kept) > 0 && (kept[0].State == store.Good || kept[0].State == store.OtherRules):
		last := &kept[0]
		out = append(out, choice{"继续上次的自查", fmt.Sprintf("%s，%s，已答 %d 题", present.CaseName(last), present.When(last.Changed, s.has.Now), last.Answers), OpenCase{last.ID}})
	}
	out = append(out,
		choice{"全面自查", "从头问起，只问有关系的，最后列出相符的条文、金额和责任单位", StartWhole{}},
		choice{"只查一件事", "输入一个词或挑一条，只问它需要的几题", StartPick{}})
	if len(kept) > 0 {
		out = append(out, choice{fmt.Sprintf("已存的自查（%d 份）", len(kept)), "", ShowCases{}})
	}
	return append(out, choice{"退出", "", Quit{}})
}

func (s *Start) View(width, height int) string {
	return s.draw(width, height, s.rows)
}

func (s *Start) rows(w int) []row {
	st := s.styles
	var rows []row
	say := func(lines ...string) { rows = append(rows, row{lines: lines}) }
	say(st.Title.Render("惠企 " + st.Signs.Bullet + " 政策自查"))
	say(para(s.policy.Title+"（"+s.policy.Number+"）", w, st.Text.Render)...)
	say(para("一步一步问，答完告诉你：哪些条文相符、各有多少、该去找哪个单位。", w, st.Dim.Render)...)
	say("")
	b := &rowBuilder{st: st, w: w}
	b.numbered(s.choices())
	rows = append(rows, b.rows...)
	say("")
	say(st.Heading.Render("请先知道"))
	say(indent(st.Signs.Bullet+" ", "实施期："+present.Period(s.policy)+"，首尾两天都算。", w, st.Text.Render)...)
	for _, c := range s.policy.Cautions {
		say(indent(st.Signs.Bullet+" ", c, w, st.Text.Render)...)
	}
	return rows
}
