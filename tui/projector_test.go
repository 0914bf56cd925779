package tui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"huiqi/engine"
	"huiqi/tui/internal/sample"
	"huiqi/tui/page"
	"huiqi/tui/style"
)

var projector = style.Options{Theme: style.Projector}

// The projector shows no faint text: every colour on every page is one of the
// theme's, and each of those is white or strong (TestContrast in style).
func TestProjectorIsNeverFaint(t *testing.T) {
	_, colours := style.Projector.Colours()
	known := map[string]bool{}
	for _, c := range colours {
		var r, g, b int
		if _, err := fmt.Sscanf(c, "#%02x%02x%02x", &r, &g, &b); err != nil {
			t.Fatal(err)
		}
		if lum := 2126*r + 7152*g + 722*b; lum < 10000*120 { // 255 is white
			t.Errorf("%s is dark on a dark ground", c)
		}
		known[fmt.Sprintf("38;2;%d;%d;%d", r, g, b)] = true
	}
	if colours["dim"] != "#ffffff" {
		t.Errorf("what may be skipped is %s, not white", colours["dim"])
	}
	prog := sample.Program()
	for _, s := range some() {
		a := s.open(t, prog, projector)
		for _, seq := range painted.FindAllString(a.View().Content, -1) {
			params := strings.Split(strings.Trim(seq, "\x1b[m"), ";")
			if i := slices.Index(params, "38"); i >= 0 {
				if c := strings.Join(params[i:min(len(params), i+5)], ";"); !known[c] {
					t.Errorf("%s: the colour %s is not the theme's", s.name, c)
				}
				params = params[:i]
			}
			if slices.Contains(params, "2") {
				t.Errorf("%s: faint: %q", s.name, seq)
			}
		}
	}
}

// On the projector choices stand apart where the window allows: spacing alone
// never makes a page scroll.
func TestProjectorSetsChoicesApart(t *testing.T) {
	for _, c := range []struct {
		why, keys     string
		page          page.Page
		width, height int
		above, below  string // words of two choices, one after the other
		apart         bool
	}{
		{"the first screen", "", &page.Start{}, 120, 36, "从头问起", "只查一件事", true},
		{"a choice", "1", &page.Ask{}, 120, 36, "1 ○ 都在", "○ 有的在", true},
		{"a choice in a small window that has the room", "1", &page.Ask{}, 80, 24, "都在", "有的在", true},
		{"topics", "1 1 enter 1 enter", &page.Ask{}, 120, 36, "研发", "外贸", true},
		{"records", toQuestions + " f4 esc esc f4", &page.Topics{}, 80, 24, "已答 2 题", "研发", true},
		{"a result", toResult + " 2", &page.Result{}, 120, 36, "去找：科技局", "第1条 研发费用补助", true},
	} {
		a := scene{name: c.why, page: c.page, keys: c.keys}.open(t, sample.Program(), projector)
		resize(a, c.width, c.height)
		lines := strings.Split(plain(a), "\n")
		find := func(words string, from int) int {
			i := slices.IndexFunc(lines[from:], func(l string) bool { return strings.Contains(l, words) })
			if i < 0 {
				t.Fatalf("%s: no %q:\n%s", c.why, words, plain(a))
			}
			return from + i
		}
		up := find(c.above, 2)
		below := find(c.below, up+1)
		between, _, _ := strings.Cut(lines[below-1], "│") // not the count beside it
		between = strings.Trim(between, " ┃")
		if apart := between == ""; apart != c.apart {
			t.Errorf("%s: apart %v:\n%s", c.why, apart, plain(a))
		}
	}
}

// What stands beside a list is only looked at, and spends no line on apartness.
func TestProjectorGlance(t *testing.T) {
	a := scene{page: &page.Result{}, keys: toResult, wide: true}.open(t, sample.Program(), projector)
	lines := strings.Split(plain(a), "\n")
	i := slices.IndexFunc(lines, func(l string) bool { return strings.Contains(l, "✓ 申请对象") })
	if i < 0 || !strings.Contains(lines[i+2], "✓ 事项发生在实施期内") {
		t.Errorf("conditions beside the list stand apart:\n%s", plain(a))
	}
}

// Twelve choices fit a window of 24 lines without blank ones between them, so
// there none are: nothing that can be chosen is out of sight.
func TestProjectorGivesWay(t *testing.T) {
	p := sample.Policy()
	q := &p.Questions[1]
	for n := range 10 {
		q.Choices = append(q.Choices, engine.Choice{ID: fmt.Sprint("more", n), Label: fmt.Sprintf("第%d种人", n)})
	}
	for i := range p.Items {
		if p.Items[i].ID == "advice" {
			for n := range 10 {
				p.Items[i].Who = append(p.Items[i].Who, fmt.Sprint("more", n))
			}
		}
	}
	prog, err := engine.Compile(p)
	if err != nil {
		t.Fatal(err)
	}
	a := scene{page: &page.Ask{}, keys: "1 1 enter"}.open(t, prog, projector)
	for _, c := range []struct {
		height int
		apart  bool
	}{{24, false}, {40, true}} {
		resize(a, 80, c.height)
		s := plain(a)
		if strings.Contains(s, "还有 ") || !strings.Contains(s, "第0种人") || !strings.Contains(s, "第9种人") {
			t.Errorf("%d lines: not every choice is in sight:\n%s", c.height, s)
		}
		if apart := strings.Contains(s, "第0种人\n┃\n"); apart != c.apart {
			t.Errorf("%d lines: apart %v:\n%s", c.height, apart, s)
		}
	}
}

// What can be seen whole by other themes can be seen whole on the projector.
func TestProjectorScrollsNoMore(t *testing.T) {
	for _, s := range some() {
		a, b := s.open(t, sample.Program(), light), s.open(t, sample.Program(), projector)
		for _, size := range [][2]int{{60, 20}, {80, 24}, {80, 30}, {99, 40}} {
			resize(a, size[0], size[1])
			resize(b, size[0], size[1])
			scrolls := func(a *App) bool {
				lines := strings.Split(plain(a), "\n")
				return strings.HasSuffix(lines[len(lines)-3], "↓") || strings.Contains(plain(a), "↓ 下面还有")
			}
			if _, searching := s.page.(*page.Pick); !scrolls(a) && scrolls(b) && !searching { // hits are laid out as they come into sight
				t.Errorf("%s %v scrolls for its blank lines:\n%s\n%s", s.name, size, plain(b), plain(a))
			}
		}
	}
}

// A theme that was chosen by name asks the terminal for its ground: light words on
// a white window could not be read. Else the theme follows the terminal.
func TestGround(t *testing.T) {
	for _, c := range []struct {
		why     string
		theme   style.Theme
		fixed   bool
		noColor bool
		painted bool
	}{
		{"chosen by name", style.Projector, true, false, true},
		{"by the terminal's background", style.Dark, false, false, false},
		{"for either ground", style.HighContrast, true, false, false},
		{"NO_COLOR", style.Projector, true, true, false},
	} {
		a, err := New(Options{Program: sample.Program(), FixedTheme: c.fixed, Style: style.Options{Theme: c.theme, NoColor: c.noColor}})
		if err != nil {
			t.Fatal(err)
		}
		v := a.View()
		if painted := v.BackgroundColor != nil && v.ForegroundColor != nil; painted != c.painted {
			t.Errorf("%s: painted %v", c.why, painted)
		}
	}
}
