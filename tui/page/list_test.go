package page

import (
	"fmt"
	"strings"
	"testing"

	"huiqi/tui/style"
	"huiqi/tui/text"
)

// A page that is read stays at its place when the window changes: who has the
// chosen row in sight keeps it, who has read on past it keeps what stood on top.
func TestListKeepsThePlace(t *testing.T) {
	st := style.New(style.Options{})
	rows := func(w int) []row {
		var out []row
		for i := range 40 {
			r := row{lines: text.Wrap(fmt.Sprintf("%d "+strings.Repeat("字", 20), i), w), id: fmt.Sprint(i)}
			if i < 5 {
				r.act = Leave{}
			}
			out = append(out, r)
		}
		return out
	}
	p := listPage{styles: st}
	top := func(w, h int) string {
		first, _, _ := strings.Cut(p.draw(w, h, rows), "\n")
		return strings.Fields(first)[0]
	}
	top(60, 10)
	p.list.move(1)
	p.list.page(1)
	p.list.page(1)
	p.list.page(1)
	for _, w := range [][2]int{{60, 10}, {60, 12}, {30, 12}, {60, 10}, {25, 8}, {60, 10}} {
		if got := top(w[0], w[1]); got != "27" {
			t.Fatalf("%v: %s stands on top, want 27", w, got)
		}
	}
	p.list.at, p.list.top = 4, 3
	for _, w := range [][2]int{{60, 10}, {30, 3}, {60, 10}, {25, 2}, {60, 3}} {
		if s := p.draw(w[0], w[1], rows); !strings.Contains(s, st.Signs.Pointer) {
			t.Fatalf("%v: the chosen row is out of sight:\n%s", w, s)
		}
	}
}
