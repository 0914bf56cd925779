package page

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"huiqi/tui/keys"
	"huiqi/tui/style"
	"huiqi/tui/text"
)

// row is one entry of a list: its lines are styled and fit the width already.
type row struct {
	lines []string
	act   Action // what Enter asks for; nil: cannot be chosen
	id    string // finds the row again after a rebuild
	apart bool   // a blank line follows where the window allows
}

// list scrolls rows and lets one be chosen. It never splits the cursor from
// view: moving past the last row that can be chosen scrolls what is left.
type list struct {
	rows []row
	at   int // chosen row, -1 if none can be
	top  int // first line shown
	// size of the last view
	width, height int
	follow        bool // the next view brings the chosen row into sight
	tight         bool // without blank lines the whole list is in sight
}

// tall is how many lines a row takes.
func (l *list) tall(r row) int {
	if r.apart && !l.tight {
		return len(r.lines) + 1
	}
	return len(r.lines)
}

func (l *list) set(rows []row) {
	id := ""
	if l.at >= 0 && l.at < len(l.rows) {
		id = l.rows[l.at].id
	}
	l.rows = rows
	l.at = -1
	for i, r := range rows {
		if r.act != nil && (l.at < 0 || id != "" && r.id == id) {
			l.at = i
			if r.id == id {
				break
			}
		}
	}
}

// glance holds rows that are only looked at: none is under the cursor, and none
// stands apart from the next, for nothing is chosen here.
func (l *list) glance(rows []row) {
	for i := range rows {
		rows[i].apart = false
	}
	l.set(rows)
	l.at = -1
}

// relay takes over the same rows, laid out for another width: what stood on top
// stays there, and the chosen row stays in sight if it was.
func (l *list) relay(rows []row) {
	l.follow = l.sighted()
	top, off := 0, l.top
	for top < len(l.rows)-1 && off >= l.tall(l.rows[top]) {
		off -= l.tall(l.rows[top])
		top++
	}
	l.set(rows)
	if top < len(rows) {
		start, end := l.lines(top)
		l.top = max(start, min(start+off, end-1))
	}
}

func (l *list) chosen() Action {
	if l.at < 0 || l.at >= len(l.rows) {
		return nil
	}
	return l.rows[l.at].act
}

// enter is what Enter asks for. What was read past is not begun unseen: it is
// shown first.
func (l *list) enter() Action {
	if !l.sighted() {
		l.reveal()
		return nil
	}
	return l.chosen()
}

// update moves the cursor; false means that the key is not for lists.
func (l *list) update(msg tea.KeyPressMsg) bool {
	m, k := keys.Keys(), keys.Narrow(msg)
	switch {
	case key.Matches(k, m.Up):
		l.move(-1)
	case key.Matches(k, m.Down):
		l.move(1)
	case key.Matches(k, m.PageUp):
		l.page(-1)
	case key.Matches(k, m.PageDown), k.String() == "space":
		l.page(1)
	case key.Matches(k, m.Home):
		l.at, l.top = l.outer(1), 0
	case key.Matches(k, m.End):
		l.at, l.top = l.outer(-1), l.total()
	default:
		return false
	}
	return true
}

func (l *list) next(from, step int) int {
	for i := from + step; i >= 0 && i < len(l.rows); i += step {
		if l.rows[i].act != nil {
			return i
		}
	}
	return -1
}

// move goes to the next row that can be chosen, scrolling line by line while it
// is not in sight yet.
func (l *list) move(step int) {
	n := l.next(l.at, step)
	if l.at < 0 {
		n = -1
	}
	if n < 0 {
		l.scroll(step)
		return
	}
	start, end := l.lines(n)
	if step > 0 && end > l.top+l.height+2 || step < 0 && start < l.top-2 {
		l.scroll(step)
		if _, e := l.lines(n); step > 0 && e > l.top+l.height {
			return
		}
		if s, _ := l.lines(n); step < 0 && s < l.top {
			return
		}
	}
	l.at = n
	l.reveal()
}

// page turns by a window and takes the cursor along: to the first choice of the
// next one, to the last of the one before. Where there is no more to turn, it
// goes to the end itself.
func (l *list) page(step int) {
	from := l.top
	l.scroll(step * max(1, l.height-1))
	if l.at < 0 {
		return
	}
	if l.top == from {
		if to := l.outer(-step); l.inSight(to) {
			l.at = to
		}
		return
	}
	for i := l.outer(step); i >= 0; i = l.next(i, step) {
		if l.inSight(i) {
			if (i-l.at)*step > 0 || !l.inSight(l.at) {
				l.at = i
			}
			return
		}
	}
}

// outer is the first choice for step 1, the last for -1; -1 if there is none.
func (l *list) outer(step int) int {
	if step > 0 {
		return l.next(-1, step)
	}
	return l.next(len(l.rows), step)
}

// inSight reports whether the whole row can be seen.
func (l *list) inSight(row int) bool {
	if row < 0 || row >= len(l.rows) {
		return false
	}
	s, e := l.lines(row)
	return s >= l.top && e <= l.top+l.height
}

// moves reports whether the arrow keys do anything: there is a second choice, or
// more than can be seen.
func (l *list) moves() bool {
	return l.total() > l.height || l.outer(1) != l.outer(-1)
}

func (l *list) scroll(n int) { l.top = max(0, min(l.top+n, l.total()-l.height)) }

func (l *list) total() (n int) {
	for _, r := range l.rows {
		n += l.tall(r)
	}
	return n
}

// tall is how many lines rows take without blank ones between them.
func tall(rows []row) int {
	n := 0
	for _, r := range rows {
		n += len(r.lines)
	}
	return n
}

// lines are the first line of a row and the one after its last.
func (l *list) lines(row int) (start, end int) {
	for _, r := range l.rows[:row] {
		start += l.tall(r)
	}
	return start, start + len(l.rows[row].lines)
}

// line is the first line of the row with an id, 0 if there is none.
func (l *list) line(id string) int {
	for i, r := range l.rows {
		if r.id == id && id != "" {
			start, _ := l.lines(i)
			return start
		}
	}
	return 0
}

// to scrolls to the row with an id.
func (l *list) to(id string) {
	if at := l.line(id); at > 0 {
		l.top = at
	}
}

// sighted reports whether the chosen row is in sight.
func (l *list) sighted() bool {
	if l.at < 0 || l.at >= len(l.rows) {
		return false
	}
	start, _ := l.lines(l.at)
	return l.height == 0 || start >= l.top && start < l.top+l.height
}

func (l *list) reveal() {
	if l.at < 0 || l.at >= len(l.rows) {
		return
	}
	s, e := l.lines(l.at)
	// what leads up to the first choice belongs to it
	if l.next(l.at, -1) < 0 && e <= l.height {
		s = 0
	}
	if e > l.top+l.height {
		l.top = e - l.height
	}
	if s < l.top { // of a row taller than the window its beginning
		l.top = s
	}
}

// view draws the lines in sight, the chosen row with the pointer. The last
// column tells that there is more above or below.
func (l *list) view(st *style.Styles, width, height int) string {
	l.tight = false
	l.tight = l.total() > height && tall(l.rows) <= height
	if width != l.width || height != l.height {
		seen := l.follow || l.sighted()
		l.width, l.height, l.follow = width, height, false
		if seen {
			l.reveal()
		}
	}
	l.top = max(0, min(l.top, l.total()-height))
	var lines []string
	for i, r := range l.rows {
		for k, s := range r.lines {
			lead := "  "
			if i == l.at && k == 0 {
				lead = st.Cursor.Render(st.Signs.Pointer) + " "
			}
			lines = append(lines, lead+s)
		}
		if r.apart && !l.tight {
			lines = append(lines, "")
		}
	}
	more := len(lines) - l.top - height
	lines = lines[min(l.top, len(lines)):]
	if len(lines) > height {
		lines = lines[:height]
	}
	if n := len(lines); n > 0 {
		if l.top > 0 {
			lines[0] = corner(lines[0], st.Accent.Render(st.Signs.Up), width)
		}
		if more > 0 {
			lines[n-1] = corner(lines[n-1], st.Accent.Render(st.Signs.Down), width)
		}
	}
	return strings.Join(lines, "\n")
}

func corner(line, sign string, width int) string {
	return text.PadRight(text.Truncate(line, width-2), width-1) + sign
}

// listPage is what all pages share that are one list: they lay their rows out
// once for a width and after every change.
type listPage struct {
	styles *style.Styles
	list   list
	width  int // the rows are laid out for; 0: they are out of date
}

// SetStyles changes the looks.
func (p *listPage) SetStyles(s *style.Styles) { p.styles, p.width = s, 0 }

// moving is the binding if the arrow keys do anything, else none.
func (p *listPage) moving(k key.Binding) []key.Binding {
	if p.list.moves() {
		return []key.Binding{k}
	}
	return nil
}

// stale lays the rows out anew at the next view.
func (p *listPage) stale() { p.width = 0 }

func (p *listPage) draw(width, height int, rows func(width int) []row) string {
	switch {
	case p.width == 0:
		p.list.set(rows(inner(width)))
	case width != p.width:
		p.list.relay(rows(inner(width)))
	}
	p.width = width
	return p.list.view(p.styles, width, height)
}

// inner is the width that rows have: two cells of pointer before, two for the
// signs of more behind.
func inner(width int) int { return max(10, width-4) }

// para wraps plain words into styled rows.
func para(s string, width int, render func(...string) string) []string {
	var out []string
	for _, l := range text.Wrap(s, width) {
		out = append(out, render(l))
	}
	return out
}

// indent wraps with a hanging indent: first stands before the first line.
func indent(first, s string, width int, render func(...string) string) []string {
	pad := strings.Repeat(" ", text.Width(first))
	var out []string
	for i, l := range text.Wrap(s, max(10, width-text.Width(first))) {
		if i == 0 {
			out = append(out, first+render(l))
		} else {
			out = append(out, pad+render(l))
		}
	}
	if len(out) == 0 {
		out = []string{first}
	}
	return out
}
