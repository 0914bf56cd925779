package page

import (
	"cmp"
	"fmt"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"huiqi/engine"
	"huiqi/tui/field"
	"huiqi/tui/keys"
	"huiqi/tui/present"
	"huiqi/tui/search"
	"huiqi/tui/store"
	"huiqi/tui/style"
)

// Desk is the first screen at the service desk: what is typed finds the one thing
// that a walk-in asks about; with nothing typed, today's cases stand there.
type Desk struct {
	*Pick
	queue listPage
	cases []store.Entry
	now   time.Time
	keeps bool
}

// NewDesk makes the first screen of the desk. keeps is false where no cases are
// kept.
func NewDesk(p *engine.Policy, x *search.Index, st *style.Styles, cases []store.Entry, now time.Time, keeps bool) *Desk {
	d := &Desk{Pick: NewPick(p, x, st, ""), queue: listPage{styles: st}, keeps: keeps}
	d.says = "下一位：输入他要问的一个词（汉字、拼音、首字母都行）："
	d.Renew(cases, now)
	return d
}

// Renew takes a new list of cases over.
func (d *Desk) Renew(cases []store.Entry, now time.Time) {
	d.cases, d.now = cases, now
	d.queue.stale()
}

func (d *Desk) Title() string { return "窗口" }

// SetStyles changes the looks.
func (d *Desk) SetStyles(s *style.Styles) {
	d.Pick.SetStyles(s)
	d.queue.SetStyles(s)
}

// waiting: nothing is typed, so the queue stands there.
func (d *Desk) waiting() bool { return d.line.Value() == "" && d.narrowed == nil }

func (d *Desk) Keys() []key.Binding {
	if !d.waiting() {
		return d.Pick.Keys()
	}
	d.fill()
	out := d.queue.moving(keyPick)
	return append(append(out, keys.Keys().Enter), append(d.queue.moving(keyTurn), keyHelp)...)
}

func (d *Desk) Update(msg tea.Msg) Action {
	k, ok := msg.(tea.KeyPressMsg)
	m := keys.Keys()
	switch {
	case ok && key.Matches(k, m.Back) && d.narrowed == nil:
		d.line, d.fresh = field.NewLine(""), false // there is no screen before this one
		return nil
	case !ok || !d.waiting():
		return d.Pick.Update(msg)
	case key.Matches(k, m.Enter):
		d.fill()
		return d.queue.list.chosen()
	case k.String() == "up", k.String() == "down", k.String() == "pgup", k.String() == "pgdown":
		d.fill()
		d.queue.list.update(k)
	case key.Matches(k, keyText):
	default:
		return d.Pick.Update(msg)
	}
	return nil
}

// fill lays the queue out: keys can come before the next view.
func (d *Desk) fill() {
	if d.queue.width != 0 {
		return
	}
	l := &d.queue.list
	l.width, l.height = cmp.Or(l.width, 80), cmp.Or(l.height, 20)
	d.queue.width = l.width
	l.set(d.rows(inner(l.width)))
}

func (d *Desk) View(width, height int) string {
	if !d.waiting() {
		return d.Pick.View(width, height)
	}
	d.find()
	return d.head(width) + "\n" + d.queue.draw(width, max(1, height-2), d.rows)
}

// rows are the ways in that need no word, and today's cases.
func (d *Desk) rows(w int) []row {
	b := &rowBuilder{st: d.styles, w: w}
	st := b.st
	b.choose("whole", StartWhole{}, st.Title.Render("全面自查")+st.Dim.Render("  从头问起"))
	b.choose("browse", StartPick{}, st.Title.Render("看全部条文")+st.Dim.Render("  按章挑一项"))
	today, earlier := []*store.Entry(nil), 0
	for i := range d.cases {
		if e := &d.cases[i]; e.Desk && present.SameDay(e.Changed.Local(), d.now.Local()) {
			today = append(today, e)
		} else {
			earlier++
		}
	}
	if earlier > 0 {
		b.choose("earlier", ShowCases{}, st.Title.Render(fmt.Sprintf("更早的（%d 份）", earlier)))
	}
	switch {
	case !d.keeps:
		b.heading("今天的")
		b.para("这次什么都不存（--no-save），换下一位就没有了。", st.Dim.Render)
	case len(today) == 0:
		b.heading("今天的")
		b.para("还没有。答了第一题就自动存；窗口存的到期自动删除，日期写在每一份下面。", st.Dim.Render)
	default:
		b.heading(fmt.Sprintf("今天的 %d 位", len(today)))
		for _, e := range today {
			b.entry(e, d.now)
		}
	}
	b.blank()
	b.para("实施期："+present.Period(d.policy)+"，已结束；仅供自查，不作审批或兑付依据。", st.Dim.Render)
	return b.rows
}
