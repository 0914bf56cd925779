package page

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"huiqi/engine"
	"huiqi/tui/demo"
	"huiqi/tui/form"
	"huiqi/tui/keys"
	"huiqi/tui/present"
	"huiqi/tui/session"
	"huiqi/tui/style"
	"huiqi/tui/text"
)

// Briefing plays an applicant to an audience, a stop a screen: the question as
// one would see it with the answer filled in, then what the answer changed.
type Briefing struct {
	listPage
	policy *engine.Policy
	play   *demo.Play
	pace   Pace
	turn   int // counts what makes an older tick void
	form   *form.Page
	board  *present.Board
	effect *present.Effect
	fault  string
}

// Pace is how a play goes on by itself.
type Pace struct {
	Each time.Duration // a stop
	On   bool
}

// Bounds of the pace, and the pace of who never set one.
const (
	SlowestPace = time.Minute
	FastestPace = time.Second
	UsualPace   = 5 * time.Second
)

// Tick says that the time of a turn is over.
type Tick struct {
	of   *Briefing
	turn int
}

var (
	// a presenter's remote control sends PgDn and PgUp
	keyForth  = key.NewBinding(key.WithKeys("space", "enter", "right", "pgdown"), key.WithHelp("空格", "下一步"))
	keyBehind = key.NewBinding(key.WithKeys("backspace", "left", "pgup"), key.WithHelp("退格", "上一步"))
	keyAuto   = key.NewBinding(key.WithKeys("p", "P"), key.WithHelp("p", "自动走"))
	keyHalt   = key.NewBinding(key.WithKeys("p", "P"), key.WithHelp("p", "停住"))
	keyFaster = key.NewBinding(key.WithKeys("+", "="), key.WithHelp("+", "快些"))
	keySlower = key.NewBinding(key.WithKeys("-", "_"), key.WithHelp("-", "慢些"))
	keyOthers = key.NewBinding(key.WithKeys("esc", "shift+tab"), key.WithHelp("Esc", "换申请人"))
)

// NewBriefing shows a play from where it stands. A pace that was never set is the
// usual one.
func NewBriefing(p *engine.Policy, play *demo.Play, st *style.Styles, pace Pace) *Briefing {
	if pace.Each == 0 {
		pace.Each = UsualPace
	}
	b := &Briefing{listPage: listPage{styles: st}, policy: p, play: play, pace: pace}
	b.settle()
	return b
}

// Pace is the pace as it was last set.
func (b *Briefing) Pace() Pace { return b.pace }

// Start is the wait for the first step, where the play goes on by itself.
func (b *Briefing) Start() Action { return b.wait() }

// Again is the wait for the step that a tick was for, if it still holds.
func (b *Briefing) Again(t Tick) Action {
	if t != b.Due() {
		return nil
	}
	return b.wait()
}

// Play is what is shown.
func (b *Briefing) Play() *demo.Play { return b.play }

// Halt stops a play that goes on by itself.
func (b *Briefing) Halt() { b.pace.On, b.turn = false, b.turn+1 }

func (b *Briefing) Title() string { return "演示：" + b.play.Who.Name }

func (b *Briefing) Keys() []key.Binding {
	out := []key.Binding{keyForth, keyBehind}
	if b.pace.On {
		out = append(out, keyHalt, keyFaster, keySlower)
	} else {
		out = append(out, keyAuto)
	}
	return append(append(out, b.moving(keyRead)...), keyOthers, keys.Keys().Help)
}

// SetStyles changes the looks.
func (b *Briefing) SetStyles(s *style.Styles) {
	b.listPage.SetStyles(s)
	b.settle()
}

func (b *Briefing) Update(msg tea.Msg) Action {
	switch msg := msg.(type) {
	case Tick:
		if b.pace.On && msg == b.Due() {
			return b.forth()
		}
	case tea.KeyPressMsg:
		return b.key(msg)
	}
	return nil
}

func (b *Briefing) key(k tea.KeyPressMsg) Action {
	n := keys.Narrow(k)
	switch {
	case key.Matches(n, keyForth):
		return b.forth()
	case key.Matches(n, keyBehind):
		if b.play.Back() {
			b.settle()
			return b.wait()
		}
	case key.Matches(n, keyAuto):
		b.pace.On = !b.pace.On
		return b.wait()
	case b.pace.On && key.Matches(n, keyFaster):
		b.pace.Each = max(FastestPace, b.pace.Each-time.Second)
		return b.wait()
	case b.pace.On && key.Matches(n, keySlower):
		b.pace.Each = min(SlowestPace, b.pace.Each+time.Second)
		return b.wait()
	case key.Matches(n, keyOthers):
		b.turn++
		return Leave{}
	default:
		if b.form == nil {
			b.list.update(k)
		}
	}
	return nil
}

func (b *Briefing) forth() Action {
	if !b.play.Forward() {
		b.turn++
		return ShowResult{}
	}
	b.settle()
	return b.wait()
}

// wait begins a new turn.
func (b *Briefing) wait() Action {
	b.turn++
	if !b.pace.On {
		return nil
	}
	return Wait{For: b.pace.Each}
}

// Due is the tick that leads on; any other comes too late.
func (b *Briefing) Due() Tick { return Tick{b, b.turn} }

// settle makes what the stop shows.
func (b *Briefing) settle() {
	s := b.play.Stop()
	b.form, b.effect, b.board, b.fault = nil, nil, nil, ""
	b.list = list{}
	b.stale()
	var err error
	switch s.Kind {
	case demo.Asked:
		b.board, err = present.MakeBoard(s.Before, nil)
		q := asked(s)
		b.form = form.New([]form.Question{q}, form.Options{Styles: b.styles, Width: 80, Height: 20, Fields: rowFields(s.After)})
		for range firstPick(&q) {
			b.form.Update(tea.KeyPressMsg{Code: tea.KeyDown})
		}
	case demo.Changed:
		if b.board, err = present.MakeBoard(s.After, nil); err == nil {
			b.effect, err = present.MakeEffect(s.Before, s.After, s.Step)
		}
	}
	if err != nil {
		b.fault = present.Fault(b.policy, err)
	}
}

// asked is the question of a stop with its answer.
func asked(s demo.Stop) form.Question {
	if s.Step.Kind == session.AskTopics {
		return topicsQuestion(s.After)
	}
	return question(s.After, s.Step.Question)
}

// firstPick is the row of the first choice that was picked, so that it is in
// sight: below the choices stands that none was.
func firstPick(q *form.Question) int {
	if q.Kind != engine.Many || q.Value == nil || !q.Value.Known() {
		return 0
	}
	picked := q.Value.Choices()
	for i, c := range q.Choices {
		if slices.Contains(picked, c.ID) {
			return i
		}
	}
	return len(q.Choices)
}

func (b *Briefing) View(width, height int) string {
	beside := b.board != nil && width >= WideEnough
	left := width
	if beside {
		left -= PanelWidth
	}
	room := max(1, height-2)
	var body string
	if b.form != nil {
		b.form.Resize(left-1, room)
		body, _, _, _ = text.TakeCursor(b.form.View()) // nobody types here
	} else {
		body = b.draw(left-1, room, b.rows)
	}
	if n := room - lines(body); n > 0 {
		body += strings.Repeat("\n", n)
	}
	body += "\n\n" + text.Truncate(b.progress(), left-1)
	if !beside {
		return body
	}
	return Beside(body, left, Side(b.board, b.styles, PanelWidth, height))
}

// progress is the line below: how far the play is, and how it goes on.
func (b *Briefing) progress() string {
	at, of := b.play.Place()
	how := "手动"
	if b.pace.On {
		how = fmt.Sprintf("自动，每步%d秒", int(b.pace.Each/time.Second))
	}
	return b.styles.Dim.Render(fmt.Sprintf("第 %d 步，共 %d 步  %s", at, of, how))
}

func (b *Briefing) rows(w int) []row {
	r := &rowBuilder{st: b.styles, w: w}
	switch {
	case b.fault != "":
		r.para(b.fault, b.styles.Error.Render)
	case b.effect != nil:
		b.change(r)
	default:
		b.intro(r)
	}
	return r.rows
}

func (b *Briefing) intro(r *rowBuilder) {
	st, who := b.styles, &b.play.Who
	r.para(who.Name, st.Title.Render)
	if who.About != "" {
		r.blank()
		r.para(who.About, st.Text.Render)
	}
	r.blank()
	if who.MadeUp {
		r.para("虚构的申请人，只为演示，不指任何真实的单位。", st.Open.Render)
	} else {
		r.para("演示人自己准备的申请人。", st.Open.Render)
	}
	r.blank()
	r.para(fmt.Sprintf("一共要答 %d 题。", b.play.Questions()), st.Text.Render)
	if n := b.play.Open(); n > 0 {
		r.para(fmt.Sprintf("有 %d 题没有准备回答，跳过。", n), st.Text.Render)
	}
	if n := b.play.Spare(); n > 0 {
		r.para(fmt.Sprintf("准备的回答里有 %d 个用不上：问不到那一题。", n), st.Text.Render)
	}
	for _, c := range b.policy.Cautions[:min(1, len(b.policy.Cautions))] {
		r.blank()
		r.para(c, st.Text.Render)
	}
}

// change tells what an answer did.
func (b *Briefing) change(r *rowBuilder) {
	st, e := b.styles, b.effect
	r.add(indent(st.Heading.Render(e.Question+"："), e.Answer, r.w, st.Title.Render)...)
	r.blank()
	r.add(b.counts(r.w)...)
	if e.Left != "" {
		r.add(st.Text.Render(e.Left))
	}
	for i := range e.Moves {
		m := &e.Moves[i]
		sign, paint := r.sign(m.Status, m.Near)
		r.blank()
		r.add(indent(paint(sign)+" ", m.Title, r.w, st.Title.Render)...)
		if m.Now != "" {
			r.add(indent("  ", m.Now, r.w, paint)...)
		}
		for _, why := range m.Why {
			r.add(indent("  "+st.Signs.Bullet+" ", why, r.w, st.Text.Render)...)
		}
	}
	if len(e.Rest) > 0 {
		r.blank()
		for _, s := range e.Rest {
			r.para(s, st.Text.Render)
		}
	}
}

// counts are the running counts before and after the answer, side by side where
// they fit.
func (b *Briefing) counts(w int) []string {
	st, e := b.styles, b.effect
	var out []string
	total := 0
	for _, c := range []struct {
		sign, word    string
		paint         func(...string) string
		before, after int
	}{
		{st.Signs.Yes, "条件相符", st.Yes.Render, e.Before.Eligible, e.After.Eligible},
		{st.Signs.Open, "待确认", st.Open.Render, e.Before.Possible, e.After.Possible},
		{st.Signs.Near, "相差一项", st.Near.Render, e.Before.Near, e.After.Near},
	} {
		s := fmt.Sprintf("%s %s %d", c.sign, c.word, c.after)
		if c.before != c.after {
			s = fmt.Sprintf("%s %s 由 %d 变为 %d", c.sign, c.word, c.before, c.after)
		}
		out = append(out, c.paint(s))
		total += text.Width(s) + 4
	}
	if total-4 <= w {
		return []string{strings.Join(out, "    ")}
	}
	return out
}
