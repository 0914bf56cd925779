package page

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"huiqi/engine"
	"huiqi/tui/keys"
	"huiqi/tui/session"
	"huiqi/tui/style"
)

// Topics shows how far each topic is, and jumps to one.
type Topics struct {
	listPage
	policy *engine.Policy
	states []session.TopicState
	whole  bool
}

// NewTopics lists the topics of an interview.
func NewTopics(iv *session.Interview, st *style.Styles) (*Topics, error) {
	states, err := iv.TopicStates()
	if err != nil {
		return nil, err
	}
	return &Topics{listPage: listPage{styles: st}, policy: iv.Program().Policy(), states: states, whole: iv.Whole() && iv.TopicsChosen()}, nil
}

func (t *Topics) Title() string { return "跳到主题" }

func (t *Topics) Keys() []key.Binding {
	m := keys.Keys()
	return append(t.moving(keyMove), m.Enter, m.Back, m.Help)
}

func (t *Topics) Update(msg tea.Msg) Action {
	k, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	m, n := keys.Keys(), keys.Narrow(k)
	if d, ok := keys.Digit(n); ok && d >= 1 && d <= len(t.states) {
		return t.jump(&t.states[d-1])
	}
	switch {
	case key.Matches(n, m.Back), key.Matches(n, m.Topics), n.String() == "q":
		return Leave{}
	case key.Matches(n, m.Enter):
		return t.list.enter()
	}
	t.list.update(k)
	return nil
}

// jump leads to the topic's next question, or, where all are answered, to its
// first one.
func (t *Topics) jump(s *session.TopicState) Action {
	if len(s.Left) > 0 {
		return Jump{Topic: s.Topic}
	}
	return GoTo{Question: s.Answered[0]}
}

func (t *Topics) View(width, height int) string { return t.draw(width, height, t.rows) }

func (t *Topics) rows(w int) []row {
	b := &rowBuilder{st: t.styles, w: w}
	b.para("选一个主题按 Enter，先答它的题；别的题还在，答案都保留。", t.styles.Dim.Render)
	for i := range t.states {
		s := &t.states[i]
		left := "已答完"
		if len(s.Left) > 0 {
			left = fmt.Sprintf("至多还有 %d 题", len(s.Left))
		}
		lines := indent(t.styles.Accent.Render(fmt.Sprintf("%2d", i+1))+" ", topicLabel(t.policy, s.Topic), w, t.styles.Text.Render)
		lines = append(lines, indent("     ", fmt.Sprintf("已答 %d 题，%s", len(s.Answered), left), w, t.styles.Dim.Render)...)
		b.choose("topic "+s.Topic, t.jump(s), lines...)
	}
	if t.whole {
		b.choose("change", ChangeTopics{}, indent(t.styles.Accent.Render(t.styles.Signs.Bullet)+"  ", "重新选择要查的方面", w, t.styles.Text.Render)...)
	}
	return b.rows
}
