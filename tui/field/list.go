package field

import (
	"fmt"

	"huiqi/tui/keys"
	"huiqi/tui/text"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
)

// mostRows is how many rows a list shows before it scrolls: twelve choices and
// the two rows after them.
const mostRows = 14

// list is a column of rows with a cursor, shared by the fields that choose.
type list struct {
	cursor int
	top    int // first row in sight
}

// row is one line of a list, several when it wraps.
type row struct {
	key   string // the digit that goes there, "" for none
	sign  string
	label string
	note  string // shown under the label while the cursor is here
	style lipgloss.Style
}

// move handles the keys that only move the cursor.
func (l *list) move(k tea.KeyPressMsg, rows int) bool {
	switch {
	case key.Matches(k, keyMap.Up):
		l.cursor = (l.cursor + rows - 1) % rows
	case key.Matches(k, keyMap.Down):
		l.cursor = (l.cursor + 1) % rows
	case key.Matches(k, keyMap.PageUp):
		l.cursor = max(0, l.cursor-mostRows+1)
	case key.Matches(k, keyMap.PageDown):
		l.cursor = min(rows-1, l.cursor+mostRows-1)
	case key.Matches(k, keyMap.Home):
		l.cursor = 0
	case key.Matches(k, keyMap.End):
		l.cursor = rows - 1
	default:
		return false
	}
	return true
}

// section draws the rows.
func (l *list) section(b *base, rows []row) section {
	l.cursor = max(0, min(l.cursor, len(rows)-1))
	drawn := make([][]string, len(rows))
	want, apart := 0, 0
	for i, r := range rows {
		drawn[i] = l.draw(b, r, i == l.cursor)
		if i < mostRows {
			want += len(drawn[i])
			apart++
		}
	}
	// a line between the choices, unless they would scroll for it alone
	const around = 5 // the question, its stakes, the hint and the gaps
	if b.st.Spacious && (want+apart <= b.height-around || want > b.height-around || len(rows) > mostRows) {
		want += apart
		for i := range drawn {
			drawn[i] = append(drawn[i], "")
		}
	}
	if len(rows) > mostRows {
		want += 2 // the signs
	}
	return section{min: min(3, want), want: want, draw: func(n int) []string { return l.window(b, drawn, n) }}
}

func (l *list) draw(b *base, r row, here bool) []string {
	st, pointer := r.style, "  "
	if here {
		st, pointer = b.st.Cursor, b.st.Signs.Pointer+" "
	}
	head := text.PadRight(r.key, 2) + r.sign + " "
	indent := 2 + text.Width(head)
	lines := text.Wrap(r.label, b.inner()-indent)
	for i, line := range lines {
		if i == 0 {
			lines[i] = st.Render(pointer + head + line)
		} else {
			lines[i] = st.Render(text.PadRight("", indent) + line)
		}
	}
	if here && r.note != "" {
		for _, line := range text.Wrap(r.note, b.inner()-indent) {
			lines = append(lines, b.st.Dim.Render(text.PadRight("", indent)+line))
		}
	}
	return lines
}

// window is the part of the rows around the cursor that n lines can show, with
// signs where more rows lie above and below.
func (l *list) window(b *base, rows [][]string, n int) []string {
	l.top = max(0, min(l.top, l.cursor))
	end := l.end(rows, n)
	for end <= l.cursor && l.top < l.cursor {
		l.top++
		end = l.end(rows, n)
	}
	// after growing, do not leave room unused
	for l.top > 0 {
		l.top--
		if e := l.end(rows, n); e < len(rows) || e <= l.cursor {
			l.top++
			break
		}
	}
	end = max(l.end(rows, n), l.top+1)

	var out []string
	if l.top > 0 && n >= 3 {
		out = append(out, b.more(b.st.Signs.Up, "上面", l.top))
	}
	for _, r := range rows[l.top:end] {
		out = append(out, r...)
	}
	if below := len(rows) - end; below > 0 && n >= 3 {
		out = append(out[:min(len(out), n-1)], b.more(b.st.Signs.Down, "下面", below))
	}
	return out[:min(len(out), n)]
}

// end is the row after the last one in sight when top is the first.
func (l *list) end(rows [][]string, n int) int {
	signs := n >= 3 // fewer lines are for rows alone
	if l.top > 0 && signs {
		n--
	}
	used, i := 0, l.top
	for i < len(rows) && i < l.top+mostRows {
		rest := 0
		if i+1 < len(rows) && signs {
			rest = 1
		}
		if used+len(rows[i])+rest > n {
			break
		}
		used += len(rows[i])
		i++
	}
	return i
}

func (b *base) more(sign, where string, n int) string {
	return b.st.Dim.Render(text.Truncate(fmt.Sprintf("  %s %s还有 %d 项", sign, where, n), b.inner()))
}

// digit is the key of the i-th row.
func digit(i int) string {
	if i < 9 {
		return string(rune('1' + i))
	}
	return ""
}

// digitRow is the row that a digit key picks among rows.
func digitRow(k tea.KeyPressMsg, rows int) (int, bool) {
	n, ok := keys.Digit(k)
	return n - 1, ok && n >= 1 && n <= rows
}
