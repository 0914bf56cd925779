package page

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"huiqi/engine"
	"huiqi/tui/keys"
	"huiqi/tui/present"
	"huiqi/tui/style"
)

// Answers lists what was filled in. What no longer matters stays, in grey.
type Answers struct {
	listPage
	policy  *engine.Policy
	answers []present.Answer
	topics  []string // labels of the topics chosen; nil: not a whole check
}

func NewAnswers(p *engine.Policy, answers []present.Answer, topics []string, st *style.Styles) *Answers {
	return &Answers{policy: p, answers: answers, topics: topics, listPage: listPage{styles: st}}
}

// Renew takes new answers over, keeping the place.
func (a *Answers) Renew(answers []present.Answer, topics []string) {
	a.answers, a.topics = answers, topics
	a.stale()
}

func (a *Answers) Title() string { return "我的答案" }

func (a *Answers) Keys() []key.Binding {
	m := keys.Keys()
	out := a.moving(keyMove)
	if a.list.chosen() != nil {
		out = append(out, keyChange)
	}
	return append(out, m.Search, m.Back, m.Help)
}

func (a *Answers) Update(msg tea.Msg) Action {
	k, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	m, n := keys.Keys(), keys.Narrow(k)
	switch {
	case key.Matches(n, m.Back), n.String() == "q":
		return Leave{}
	case key.Matches(n, keyChange):
		return a.list.enter()
	case key.Matches(n, m.Search):
		return StartPick{}
	}
	a.list.update(k)
	return nil
}

func (a *Answers) View(width, height int) string {
	return a.draw(width, height, a.rows)
}

func (a *Answers) rows(w int) []row {
	st := a.styles
	b := &rowBuilder{st: st, w: w}
	b.para("选一题按 Enter 可以改；改一题，其他答案都保留。", st.Dim.Render)
	entry := func(id string, act Action, name, value, remark string, paint func(...string) string) {
		ls := indent("", name, w, paint)
		ls = append(ls, indent("  ", value, w, paint)...)
		if remark != "" {
			ls = append(ls, indent("  ", remark, w, st.Open.Render)...)
		}
		b.choose(id, act, ls...)
	}
	topicsShown := a.topics == nil
	for _, ans := range a.answers {
		q := &a.policy.Questions[ans.Question]
		if !topicsShown && q.ID != a.policy.Gate.Question && q.ID != a.policy.Applicant {
			entry("topics", ChangeTopics{}, "要查的方面", strings.Join(a.topics, "、"), "", st.Text.Render)
			topicsShown = true
		}
		paint, remark := st.Text.Render, ""
		switch {
		case ans.Ignored:
			paint, remark = st.Dim.Render, "与其他答案矛盾，这一题不适用，没有用到"
		case ans.Moot:
			paint, remark = st.Dim.Render, "按现在的其他答案，这一题已不影响结果"
		}
		entry(q.ID, Change{ans.Question}, ans.Name, ans.Text, remark, paint)
	}
	if !topicsShown {
		entry("topics", ChangeTopics{}, "要查的方面", strings.Join(a.topics, "、"), "", st.Text.Render)
	}
	if len(a.answers) == 0 {
		b.para("还没有答过题。", st.Text.Render)
	}
	return b.rows
}
