//go:build linux || darwin

package main

import (
	"fmt"
	"image/color"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"huiqi/tui/style"
)

// TestTerminal runs the built program on a real terminal, and waits for what
// stands on its screen, never for time.
func TestTerminal(t *testing.T) {
	p, trips := build(t), newTrips(t)
	t.Run("journeys", func(t *testing.T) { journeys(t, p, trips) })
	t.Run("burst", func(t *testing.T) { bursts(t, p, trips) })
	t.Run("resize", func(t *testing.T) { resizes(t, p, trips[0]) })
	t.Run("hand-out", func(t *testing.T) { handsOut(t, p, trips[0]) })
	t.Run("unkept", func(t *testing.T) { unkept(t, p, trips[0]) })
	t.Run("signals", func(t *testing.T) { signals(t, p, trips[0]) })
	t.Run("killed", func(t *testing.T) { killed(t, p, trips[0]) })
	t.Run("offline", func(t *testing.T) { banned(t, p) })
	t.Run("panic", func(t *testing.T) { panics(t, p) })
	t.Run("hangup", func(t *testing.T) { hangup(t, p, trips[0]) })
	t.Run("background", func(t *testing.T) { backgrounds(t, p) })
	t.Run("dumb", func(t *testing.T) { dumb(t, p) })
}

// stop is a screen that a walk comes to and the keys that are pressed there.
type stop struct {
	sees    string
	editing bool
	typed   string // stands in the field
	keys    []string
}

// recorder notes the stops of a walk.
type recorder struct{ stops []stop }

func (r *recorder) sees(words string, editing bool) {
	r.stops = append(r.stops, stop{sees: words, editing: editing})
}

func (r *recorder) press(names ...string) {
	s := &r.stops[len(r.stops)-1]
	s.keys = append(s.keys, names...)
}

func (r *recorder) typed(text string) {
	s := r.stops[len(r.stops)-1]
	r.press("=" + text)
	r.stops = append(r.stops, stop{sees: s.sees, editing: true, typed: text})
}

// trip is a journey with its keys and what must come out of it.
type trip struct {
	name    string
	args    []string
	stops   []stop
	summary []string // in the summary
	matched []string // among the items that match
}

// The amounts are worked out by hand from the printed policy.
func newTrips(t *testing.T) []trip {
	all := []trip{
		{
			name:    "firm",
			summary: []string{"合计：1,000,000元（100万元）", "最高50万元"},
			matched: []string{"第14条研发投入补助1,000,000元（100万元）", "第11条省级研发中心最高不超过500,000元（50万元）"},
		},
		{
			name:    "exporter",
			summary: []string{"合计：101,000元", "合计（不经企业账户）：50,000元", "最高7万元"},
			matched: []string{"21,000元（2.1万元）", "50,000元（5万元）", "80,000元（8万元）", "最高不超过70,000元（7万元）"},
		},
		{
			name:    "village",
			summary: []string{"合计：9,300,000元"},
			matched: []string{"300,000元（30万元）", "9,000,000元（900万元）"},
		},
		{
			name: "chuying", args: []string{"ask", "a16-chuying"},
			summary: []string{"相符1项", "区经信科技局"},
			matched: []string{"市“雏鹰计划”企业金额原文未写明"},
		},
	}
	for i := range all {
		p := &all[i]
		path := journeysDir + "/" + p.name + ".yaml"
		if p.args != nil {
			path = "testdata/journeys/" + p.name + ".yaml"
		}
		w := newWalk(t, path, p.args == nil)
		r := &recorder{}
		w.hands = r
		w.run()
		p.stops = r.stops
	}
	return all
}

// look is a way of drawing.
type look struct {
	name  string
	theme style.Theme
	env   []string
	args  []string
}

func newLooks() []look {
	var out []look
	for name, theme := range style.Themes {
		out = append(out, look{name: name, theme: theme, args: []string{"--theme", name}})
	}
	slices.SortFunc(out, func(a, b look) int { return int(a.theme) - int(b.theme) })
	return append(out, look{name: "NO_COLOR", theme: style.HighContrast, env: []string{"NO_COLOR=1"}})
}

// journeys go from the first screen to the result and through its pages. The
// looks differ in nothing but colours, so of all that could be combined these are
// run: each size in each look, each trip in each size, each trip in each look, and
// one trip in one size in all looks.
func journeys(t *testing.T, p *program, trips []trip) {
	var runs []*run
	for i, way := range trips {
		for k, s := range sizes {
			for n, l := range newLooks() {
				chosen := (i+k+n)%len(trips) == 0 || i == 0 && k == 1
				if few() { // each of them once
					chosen = i == k && i == n%len(trips)
				}
				if chosen {
					runs = append(runs, &run{trip: way, size: s, look: l})
				}
			}
		}
	}
	each(t, runs, func(r *run) string { return fmt.Sprintf("%s/%v/%s", r.trip.name, r.size, r.look.name) },
		func(t *testing.T, r *run) { r.journey(t, p) })
	same := map[string]*run{}
	for _, r := range runs {
		if r.theme == style.Projector || len(r.pages) == 0 {
			continue
		}
		in := fmt.Sprint(r.trip.name, r.size)
		if same[in] == nil {
			same[in] = r
		}
		for i, p := range r.pages {
			if first := same[in]; i < len(first.pages) && p != first.pages[i] {
				t.Errorf("%s %v: the words differ between %s and %s:\n%s\n%s", r.trip.name, r.size, first.look.name, r.look.name, first.pages[i], p)
				break
			}
		}
	}
}

// each runs a subtest for each, as many at once as there are processors, and
// waits for all of them.
func each[T any](t *testing.T, of []T, name func(T) string, test func(*testing.T, T)) {
	t.Run("each", func(t *testing.T) {
		for _, x := range of {
			t.Run(name(x), func(t *testing.T) {
				t.Parallel()
				test(t, x)
			})
		}
	})
}

type run struct {
	trip
	size
	look
	pages []string // of the result
}

func (r *run) journey(t *testing.T, p *program) {
	x := open(t, p, r.size, r.env, slices.Concat(r.trip.args, r.look.args)...)
	x.walk(r.stops)
	r.result(x)
	x.inked(r.look)
	x.leave()
}

// walk goes along the stops. At the first figure it opens everything that can be
// opened beside a question: what was typed is still there after it.
func (x *terminal) walk(stops []stop) {
	x.t.Helper()
	beside := false
	for _, s := range stops {
		x.goes(s)
		if s.typed != "" && !beside {
			beside = true
			for _, open := range []struct{ key, title string }{{"f3", "结果一览（随答随变）"}, {"f4", "跳到主题"}, {"f1", "这一屏的键"}} {
				x.press(open.key)
				x.at(open.title, false)
				x.press("shift+tab")
				x.goes(s)
			}
		}
		x.press(s.keys...)
	}
}

// goes waits for the screen of a stop and checks it.
func (x *terminal) goes(s stop) {
	x.t.Helper()
	if s.typed == "" {
		x.at(s.sees, s.editing)
		return
	}
	f := x.until(fmt.Sprintf("%q in the field", s.typed), func(f frame) bool { return f.framed() && f.holds(s.typed) })
	x.clean(f, true)
}

// at waits for words on the screen, with a text field or without one, and
// checks the screen.
func (x *terminal) at(words string, editing bool) frame {
	x.t.Helper()
	f := x.until(fmt.Sprintf("%q, editing: %v", words, editing), func(f frame) bool {
		return f.framed() && f.shows(words) && f.cursor == editing
	})
	x.clean(f, editing)
	return f
}

// on waits for a tab of the result.
func (x *terminal) on(tab string) frame {
	x.t.Helper()
	f := x.until("the tab "+tab, func(f frame) bool { return f.framed() && strings.Contains(f.line(2), "["+tab) })
	x.clean(f, false)
	return f
}

func (x *terminal) clean(f frame, editing bool) {
	x.t.Helper()
	for _, s := range f.faults(editing) {
		x.t.Errorf("%s:\n%s", s, f)
	}
}

// down reads a page to its end and gives all of it, the left column in a wide
// window.
func (x *terminal) down(f frame) string {
	x.t.Helper()
	var all strings.Builder
	for {
		all.WriteString(f.body() + "\n")
		if !f.more() {
			return all.String()
		}
		before := f.String()
		x.press("pgdown")
		f = x.until("the next screenful", func(f frame) bool { return f.framed() && f.String() != before })
		x.clean(f, false)
	}
}

// result goes through the pages of the result and looks for the amounts.
func (r *run) result(x *terminal) {
	x.t.Helper()
	page := func(f frame) string {
		s := x.down(f)
		r.pages = append(r.pages, s)
		return s
	}
	holds := func(s string, amounts []string) {
		for _, a := range amounts {
			if !strings.Contains(flat(s), a) {
				x.t.Errorf("%q is not in the result:\n%s", a, s)
			}
		}
	}
	holds(page(x.on("1一览")), r.summary)
	x.press("2")
	holds(page(x.on("2")), r.matched)
	for _, tab := range []string{"3", "4", "5", "6"} {
		x.press(tab)
		page(x.on(tab))
	}
	x.press("2")
	x.on("2")
	for _, open := range []struct{ key, title string }{{"enter", "  第"}, {"a", "  我的答案"}, {"?", "  说明"}} {
		x.press(open.key)
		f := x.until("the title"+open.title, func(f frame) bool { return f.framed() && strings.Contains(f.line(0), open.title) })
		x.clean(f, false)
		page(f)
		x.press("shift+tab")
		x.on("2")
	}
	x.press("w")
	x.at("选一题按Enter可以改", false)
	x.press("shift+tab")
	x.at("结果（假设）", false)
	x.press("w")
	x.at("答案和原来一样", false)
	x.press("d")
	x.until("the real result", func(f frame) bool { return f.framed() && !f.shows("假设的") && f.shows("1一览") })
	x.press("/")
	x.at("输入一个词", true)
	x.press("=展会")
	f := x.until("a hit", func(f frame) bool { return f.framed() && f.holds("展会") && f.shows("找到") })
	x.clean(f, true)
	x.press("shift+tab")
	x.on("1")
}

// leave ends the program: what was answered is kept, so nothing is asked.
func (x *terminal) leave() {
	x.t.Helper()
	x.press("ctrl+c")
	x.ends(exitDone)
	x.kept()
}

// kept checks that nothing but where the answers are is left on the screen.
func (x *terminal) kept() {
	x.t.Helper()
	if f := x.frame(); !strings.HasPrefix(strings.TrimSpace(f.String()), "已存为") {
		x.t.Errorf("on the screen is left:\n%s", f)
	}
}

// unkept: where nothing is kept, leaving asks first, and can be thought better of.
func unkept(t *testing.T, p *program, way trip) {
	x := open(t, p, size{80, 24}, nil, "--theme", "dark", "--no-save")
	x.toFigure(way)
	before := x.frame().String()
	x.press("ctrl+c")
	x.at("要退出吗", false)
	x.press("enter") // answers nothing
	x.press("n")
	x.until("the screen as it was", func(f frame) bool { return f.String() == before })
	x.press("ctrl+c")
	x.at("要退出吗", false)
	x.press("y")
	x.ends(exitDone)
	if f := x.frame(); strings.TrimSpace(f.String()) != "" {
		t.Errorf("something is left on the screen:\n%s", f)
	}
	home := x.cmd.Env[0][len("HOME="):]
	if entries, err := os.ReadDir(home); err != nil || len(entries) > 0 {
		t.Errorf("left in the home folder: %v, %v", entries, err)
	}
}

// handsOut: the result becomes a file among the user's documents, and the screen
// says where.
func handsOut(t *testing.T, p *program, way trip) {
	x := open(t, p, size{100, 30}, nil, "--theme", "dark")
	for _, s := range way.stops {
		x.goes(s)
		x.press(s.keys...)
	}
	x.on("1")
	x.press("p")
	x.at("网页", false)
	x.press("1")
	x.until("where it is", func(f frame) bool { return f.framed() && strings.Contains(flat(f.String()), "惠企/自查结果") })
	x.press("esc")
	x.on("1")
	x.leave()
	found, err := filepath.Glob(filepath.Join(x.cmd.Env[0][len("HOME="):], "*", "惠企", "自查结果 *.html"))
	if err != nil || len(found) != 1 {
		t.Fatalf("%v, %v", found, err)
	}
	if data, err := os.ReadFile(found[0]); err != nil || !strings.Contains(string(data), "研发投入补助") {
		t.Errorf("%v\n%s", err, data)
	}
}

// inked checks that what was drawn has the colours of a look, and that a look
// without colours has none.
func (x *terminal) inked(l look) {
	x.t.Helper()
	want := map[string]bool{}
	if _, named := l.theme.Colours(); l.name != "NO_COLOR" {
		for _, hex := range named {
			want[hex] = hex != ""
		}
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	for ink := range x.inks {
		if !want[hex(ink)] {
			x.t.Errorf("%s is no colour of the look %s", hex(ink), l.name)
		}
	}
	if len(x.inks) == 0 && l.theme != style.HighContrast {
		x.t.Errorf("nothing has a colour in the look %s", l.name)
	}
}

func hex(c color.Color) string {
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}

// bursts type a whole journey at once, as fast as the terminal takes it.
func bursts(t *testing.T, p *program, trips []trip) {
	each(t, trips, func(way trip) string { return way.name }, func(t *testing.T, way trip) {
		x := open(t, p, size{80, 24}, nil, append(way.args, "--theme", "dark")...)
		var all []string
		for _, s := range way.stops {
			all = append(all, s.keys...)
		}
		x.until("the first screen", func(f frame) bool { return f.framed() })
		x.press(append(all, "2")...)
		s := x.down(x.on("2"))
		for _, a := range way.matched {
			if !strings.Contains(flat(s), a) {
				t.Errorf("%q is not in the result:\n%s", a, s)
			}
		}
		x.press("ctrl+c")
		x.ends(exitDone)
	})
}

// resizes change the window two hundred times while a figure is typed.
func resizes(t *testing.T, p *program, way trip) {
	rnd := rand.New(rand.NewPCG(4, 2))
	x := open(t, p, size{80, 24}, nil, "--theme", "dark")
	stormed := false
	for _, s := range way.stops {
		x.goes(s)
		if s.typed == "" || stormed {
			x.press(s.keys...)
			continue
		}
		stormed = true
		// the figure stands there already: once more, in the storm
		for range s.typed {
			x.press("backspace")
		}
		x.until("an empty field", func(f frame) bool { return f.framed() && f.holds("") && !f.shows(s.typed) })
		for i := range 200 {
			x.window(size{60 + rnd.IntN(141), 20 + rnd.IntN(41)})
			if n := len(s.typed); i*n/200 != (i+1)*n/200 {
				x.press("=" + s.typed[i*n/200:i*n/200+1])
			}
		}
		x.until("the figure", func(f frame) bool { return f.framed() && f.holds(s.typed) })
		// below the smallest size keys do nothing
		x.window(size{40, 10})
		x.until("the window to be too small", func(f frame) bool { return strings.Contains(f.String(), "窗口太小") && !f.cursor })
		x.window(size{80, 24})
		x.goes(s)
		x.press(s.keys...)
	}
	s := x.down(x.on("1"))
	for _, a := range way.summary {
		if !strings.Contains(flat(s), a) {
			t.Errorf("%q is not in the result:\n%s", a, s)
		}
	}
	x.leave()
}
