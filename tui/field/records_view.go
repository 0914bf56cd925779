package field

import (
	"fmt"
	"strings"

	"huiqi/engine"
	"huiqi/tui/answer"
	"huiqi/tui/text"
)

func (f *Records) View() string {
	if f.fresh {
		return f.drawn
	}
	switch {
	case !f.focused:
		f.drawn = f.bar(f.summary(f.said(), len(f.rows) > 0 || f.end != Unended))
	case f.edit != nil:
		f.drawn = f.bar(f.frame(f.editLayout()))
	default:
		f.drawn = f.bar(f.frame(f.listLayout()))
	}
	f.fresh = true
	return f.drawn
}

// said is the list in one line.
func (f *Records) said() string {
	switch {
	case f.end == MayBeMore:
		return fmt.Sprintf("%d 项，可能还有", len(f.rows))
	case f.end == Closed && len(f.rows) == 0:
		return "一项也没有"
	}
	return fmt.Sprintf("%d 项", len(f.rows))
}

func (f *Records) listLayout() layout {
	var l layout
	var rows []row
	add := func(sign, label string, picked bool) {
		r := row{key: digit(len(rows)), sign: sign, label: label, style: f.st.Text}
		if picked {
			r.sign, r.style = f.st.Signs.Picked, f.st.Picked
		}
		rows = append(rows, r)
	}
	free := f.st.Signs.Unpicked
	for i := range f.rows {
		sign, label := f.st.Signs.Bullet, f.describe(i)
		if f.missing(i) > 0 {
			sign = f.st.Signs.Warn
		}
		add(sign, label, false)
	}
	add(f.st.Signs.Add, "添加一项", false)
	if len(f.rows) == 0 {
		add(free, "一项也没有", f.end == Closed)
		add(free, "不清楚", f.unknown)
		rows[len(rows)-1].key = "0"
	} else {
		add(free, fmt.Sprintf("就这些，共 %d 项", len(f.rows)), f.end == Closed)
		add(free, "可能还有，以后再补", f.end == MayBeMore)
	}
	l[secBody] = f.list.section(&f.base, rows)
	l[secEcho] = words(strings.Join(f.sums(), "\n"), f.inner(), 0, f.st.Echo)
	hints := []string{"Enter 选定"}
	if len(f.rows) > 0 {
		hints = append(hints, "a 添加", "d 删除", keyMap.Unsure.Help().Key+" 可能还有")
	} else {
		hints = append(hints, f.unsureHint())
	}
	l[secHint] = f.hint(hints...)
	return l
}

func (f *Records) editLayout() layout {
	var l layout
	e := f.edit
	w := f.inner()
	where := fmt.Sprintf("%s：第 %d 项，第 %d/%d 问", f.name(), e.row+1, e.at+1, len(f.ask(e.row)))
	if said := f.answered(e.row); said != "" {
		where += "（" + said + "）"
	}
	l[secTitle] = words(text.Truncate(where, w), w, 1, f.st.Subtitle)
	draw := func(n int) []string {
		e.field.WithWidth(w)
		e.field.WithHeight(n)
		return strings.Split(e.field.View(), "\n")
	}
	l[secBody] = section{min: 5, want: len(draw(mostRows * 4)), draw: draw}
	l[secBody].min = min(5, l[secBody].want)
	return l
}

func (f *Records) name() string {
	if f.q.Name != "" {
		return f.q.Name
	}
	return f.q.Label
}

// answered is what the questions before the one under the keyboard brought.
func (f *Records) answered(row int) string {
	var said []string
	for i, q := range f.ask(row) {
		if f.edit != nil && i >= f.edit.at {
			break
		}
		if v, ok := f.rows[row].Values[q.ID]; ok {
			said = append(said, Words(q, v))
		}
	}
	return strings.Join(said, "，")
}

// describe is a record in one line.
func (f *Records) describe(i int) string {
	var said []string
	for _, q := range f.ask(i) {
		if v, ok := f.rows[i].Values[q.ID]; ok {
			s := Words(q, v)
			if k := v.Kind(); k == engine.Bool || k == 0 {
				s = q.Name + "：" + s
			}
			said = append(said, s)
		}
	}
	if n := f.missing(i); n > 0 {
		said = append(said, fmt.Sprintf("还差 %d 个回答", n))
	}
	return strings.Join(said, "，")
}

// sums adds up each number of the records.
func (f *Records) sums() []string {
	rows := make([]engine.Row, len(f.rows))
	for i := range f.rows {
		rows[i] = f.rows[i].Values
	}
	return answer.Sums(f.q, rows, f.ask)
}
