package page

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"huiqi/engine"
	"huiqi/tui/keys"
	"huiqi/tui/present"
	"huiqi/tui/style"
	"huiqi/tui/text"
)

// PanelWidth is the width of the running count beside a question.
const PanelWidth = 40

// Side draws the running count as a column of exactly width cells and height
// lines, for the right of the screen.
func Side(b *present.Board, st *style.Styles, width, height int) []string {
	rows := boardRows(b, st, width-2)
	var out []string
	for _, r := range rows {
		out = append(out, r.lines...)
	}
	if len(out) > height {
		out = append(out[:height-1], st.Dim.Render("……"))
	}
	bar := st.Dim.Render(st.Border.Left)
	for len(out) < height {
		out = append(out, "")
	}
	for i := range out {
		out[i] = bar + " " + text.PadRight(out[i], width-2)
	}
	return out
}

func boardRows(b *present.Board, st *style.Styles, w int) []row {
	rb := &rowBuilder{st: st, w: w}
	rb.add(st.Yes.Render(fmt.Sprintf("%s 条件相符 %d", st.Signs.Yes, b.Eligible)))
	rb.add(st.Open.Render(fmt.Sprintf("%s 待确认 %d", st.Signs.Open, b.Possible)))
	rb.add(st.Near.Render(fmt.Sprintf("%s 相差一项 %d", st.Signs.Near, b.Near)))
	if len(b.News) > 0 {
		rb.blank()
		rb.para("刚才这一题之后", st.Heading.Render)
		for _, n := range b.News {
			rb.add(indent(st.Accent.Render(st.Signs.Bullet)+" ", n, w, st.Text.Render)...)
		}
	}
	for _, box := range b.Boxes {
		rb.blank()
		rb.para(box.Title, st.Heading.Render)
		if box.Matched > 0 && len(box.Sums) == 0 {
			rb.add("  " + st.Text.Render(fmt.Sprintf("相符 %d 项", box.Matched)))
		}
		for _, s := range box.Sums {
			rb.add(indent("  ", s, w, st.Money.Render)...)
		}
		if box.Pending > 0 {
			rb.add("  " + st.Dim.Render(fmt.Sprintf("待确认 %d 项", box.Pending)))
		}
		if box.Box == engine.BoxUpTo && box.Matched > 0 {
			rb.add("  " + st.Dim.Render("只是上限，不相加"))
		}
	}
	return rb.rows
}

// Panel is the running count as a page of its own, for narrow windows.
type Panel struct {
	listPage
	board *present.Board
}

// NewPanel shows a count.
func NewPanel(b *present.Board, st *style.Styles) *Panel {
	return &Panel{listPage: listPage{styles: st}, board: b}
}

var keyGoOnAsking = key.NewBinding(key.WithKeys("enter", "f3"), key.WithHelp("Enter", "接着答"))

func (p *Panel) Title() string { return "结果一览（随答随变）" }

func (p *Panel) Keys() []key.Binding {
	m := keys.Keys()
	return append(p.moving(keyRead), keyGoOnAsking, m.Back, m.Help)
}

func (p *Panel) Update(msg tea.Msg) Action {
	k, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	m, n := keys.Keys(), keys.Narrow(k)
	if key.Matches(n, m.Back) || key.Matches(n, keyGoOnAsking) || n.String() == "q" {
		return Leave{}
	}
	p.list.update(k)
	return nil
}

func (p *Panel) View(width, height int) string {
	return p.draw(width, height, func(w int) []row { return boardRows(p.board, p.styles, w) })
}

// Beside joins a page's body and a column of lines to its right.
func Beside(body string, width int, side []string) string {
	lines := strings.Split(body, "\n")
	for i := range side {
		l := ""
		if i < len(lines) {
			l = lines[i]
		}
		side[i] = text.PadRight(l, width) + side[i]
	}
	return strings.Join(side, "\n")
}
