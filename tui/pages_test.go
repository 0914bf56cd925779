package tui

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"huiqi/engine"
	"huiqi/tui/internal/sample"
	"huiqi/tui/internal/shelf"
	"huiqi/tui/keys"
	"huiqi/tui/page"
	"huiqi/tui/style"
	"huiqi/tui/text"
)

// wordy is the sample policy with long words and many topics.
func wordy(t testing.TB) *engine.Program {
	t.Helper()
	prog, err := engine.Compile(sample.Wordy())
	if err != nil {
		t.Fatal(err)
	}
	return prog
}

// scene is one state of one page, and the keys that lead to it from the first
// screen.
type scene struct {
	name string
	page page.Page // of this type
	keys string    // by name, apart by blanks; "=text" types
	opts Options
	wide bool // needs 120x36
	// kept makes the store; nil: none. full: it has no room to save to.
	kept func(testing.TB) *shelf.Store
	full bool
	says error // what full says; nil: errFull
}

const (
	toQuestions = "1 1 enter 1 enter 1 enter"
	toResult    = toQuestions + " 1 enter =2000万 enter =1500w enter =4.6 enter y enter"
	toUnsure    = "1 1 enter f2 0 enter f2 f2 f2 f2 f2 f2 f2 f2 f2 f2 f2 f2 f2 f2 f2 f2 f2 f2 f2 f2 f2 f2 f2"
	clearText   = " backspace backspace backspace backspace backspace backspace backspace backspace backspace backspace"
)

// scenes are every page in every state that has keys or words of its own.
func scenes() []scene {
	one := func(names ...string) Options { return Options{Names: names} }
	return []scene{
		{name: "start", page: &page.Start{}},
		{name: "start again", page: &page.Start{}, keys: toQuestions + " 1 enter f1 esc esc esc esc esc esc"},
		{name: "gate", page: &page.Ask{}, keys: "1"},
		{name: "choice with its note", page: &page.Ask{}, keys: "1 down down"},
		{name: "picking topics", page: &page.Ask{}, keys: "1 1 enter 1 enter"},
		{name: "nothing ticked", page: &page.Ask{}, keys: "1 1 enter 1 enter enter"},
		{name: "many", page: &page.Ask{}, keys: toQuestions},
		{name: "many ticked", page: &page.Ask{}, keys: toQuestions + " 1 2"},
		{name: "amount", page: &page.Ask{}, keys: toQuestions + " 1 enter"},
		{name: "amount typed", page: &page.Ask{}, keys: toQuestions + " 1 enter =1.2亿"},
		{name: "amount explained", page: &page.Ask{}, keys: toQuestions + " 1 enter ?"},
		{name: "amount at fault", page: &page.Ask{}, keys: toQuestions + " 1 enter =一二三abc enter"},
		{name: "percent", page: &page.Ask{}, keys: toQuestions + " 1 enter =2000万 enter =1500w enter"},
		{name: "yes or no", page: &page.Ask{}, keys: toQuestions + " 1 enter =2000万 enter =1500w enter =4.6 enter"},
		{name: "date", page: &page.Ask{}, keys: "4 enter 1 enter 1 enter", opts: one("lab")},
		{name: "no records", page: &page.Ask{}, keys: "1 enter 1 enter", opts: one("booth")},
		{name: "choice of a record", page: &page.Ask{}, keys: "1 enter 1 enter a", opts: one("booth")},
		{name: "amount of a record", page: &page.Ask{}, keys: "1 enter 1 enter a 1 enter", opts: one("booth")},
		{name: "records", page: &page.Ask{}, keys: "1 enter 1 enter a 1 enter =10万 enter a 2 enter up up", opts: one("booth")},
		{name: "topics", page: &page.Topics{}, keys: toQuestions + " f4"},
		{name: "topics of one thing", page: &page.Topics{}, keys: "1 enter f4", opts: one("booth")},
		{name: "panel", page: &page.Panel{}, keys: toQuestions + " 1 enter f3"},
		{name: "browse", page: &page.Pick{}, keys: "2"},
		{name: "browse an article", page: &page.Pick{}, keys: "2 down"},
		{name: "browse an item", page: &page.Pick{}, keys: "2 down down"},
		{name: "search", page: &page.Pick{}, keys: "2 =展"},
		{name: "nothing found", page: &page.Pick{}, keys: "2 =火星"},
		{name: "narrowed", page: &page.Pick{}, keys: "2 =财政局 enter"},
		{name: "article", page: &page.Article{}, keys: "2 =第2条 enter", opts: Options{Official: printed}},
		{name: "article without items", page: &page.Article{}, keys: "2 =第4条 enter"},
		{name: "summary", page: &page.Result{}, keys: toResult},
		{name: "summary, questions left", page: &page.Result{}, keys: "1 enter 1 enter tab", opts: one("premium")},
		{name: "matching by article", page: &page.Result{}, keys: toResult + " 2"},
		{name: "matching by unit", page: &page.Result{}, keys: toResult + " 2 g"},
		{name: "matching by amount", page: &page.Result{}, keys: toResult + " 2 g g"},
		{name: "open by article", page: &page.Result{}, keys: toUnsure + " 3"},
		{name: "open by amount", page: &page.Result{}, keys: toUnsure + " 3 g g"},
		{name: "none open", page: &page.Result{}, keys: toResult + " 3"},
		{name: "near", page: &page.Result{}, keys: toResult + " 4"},
		{name: "refused", page: &page.Result{}, keys: toResult + " 5"},
		{name: "articles", page: &page.Result{}, keys: toResult + " 6"},
		{name: "outside the period", page: &page.Result{}, keys: "1 3 enter"},
		{name: "result beside its item", page: &page.Result{}, keys: toResult, wide: true},
		{name: "after a change", page: &page.Result{}, keys: toResult + " a end up up up enter" + clearText + " =1000万 enter esc"},
		{name: "item", page: &page.Item{}, keys: toResult + " enter"},
		{name: "open item", page: &page.Item{}, keys: "1 enter 1 enter f2 enter", opts: one("premium")},
		{name: "item with its wording", page: &page.Item{}, keys: toResult + " enter", opts: Options{Official: printed}},
		{name: "item refused", page: &page.Item{}, keys: toResult + " 5 enter"},
		{name: "answers", page: &page.Answers{}, keys: toResult + " a"},
		{name: "answers of one thing", page: &page.Answers{}, keys: "1 enter 1 enter f2 a", opts: one("premium")},
		{name: "changing an answer", page: &page.Ask{}, keys: toResult + " a end enter"},
		{name: "what if", page: &page.Result{}, keys: toResult + " w esc"},
		{name: "comparing the same", page: &page.Comparing{}, keys: toResult + " w esc w"},
		{name: "comparing", page: &page.Comparing{}, keys: toResult + " w end up enter backspace backspace backspace =6 enter esc w"},
		{name: "start with cases", page: &page.Start{}, kept: begun},
		{name: "cases", page: &page.Cases{}, keys: "4", kept: stocked},
		{name: "case found", page: &page.Cases{}, keys: "4 =11", kept: stocked},
		{name: "no case found", page: &page.Cases{}, keys: "4 =火星", kept: stocked},
		{name: "case", page: &page.Card{}, keys: "4 tab", kept: stocked},
		{name: "case in use", page: &page.Card{}, keys: "4 =zheng enter", kept: stocked},
		{name: "damaged case", page: &page.Card{}, keys: "4 =huai enter", kept: stocked},
		{name: "lost case", page: &page.Card{}, keys: "4 =mei enter", kept: stocked},
		{name: "newer case", page: &page.Card{}, keys: "4 =xin enter", kept: stocked},
		{name: "opening a case in use", page: &page.Opening{}, keys: "4 =zheng enter 1", kept: stocked},
		{name: "opening under other rules", page: &page.Opening{}, keys: "4 =jiu enter", kept: stocked},
		{name: "only to read", page: &page.Ask{}, keys: "4 =zheng enter 1 enter", kept: stocked},
		{name: "renaming", page: &page.Prompt{}, keys: "4 tab 2", kept: stocked},
		{name: "delete?", page: &page.Confirm{}, keys: "4 tab 4", kept: stocked},
		{name: "not saved", page: &page.Ask{}, keys: toQuestions, kept: empty, full: true},
		{name: "result not saved", page: &page.Result{}, keys: toResult, kept: empty, full: true},
		{name: "trouble", page: &page.Trouble{}, keys: toQuestions + " f9", kept: empty, full: true},
		{name: "trouble told", page: &page.Trouble{}, keys: toQuestions + " f9 1", kept: empty, full: true},
		{name: "exporting", page: &page.Prompt{}, keys: toQuestions + " f9 5", kept: empty, full: true},
		{name: "naming", page: &page.Prompt{}, keys: toQuestions + " f7", kept: empty},
		{name: "quit with a draft?", page: &page.Confirm{}, keys: toQuestions + " 1 enter =12 ctrl+c", kept: empty},
		{name: "hand-out", page: &page.HandOut{}, keys: toResult + " p", kept: empty},
		{name: "name on a hand-out", page: &page.HandOut{}, keys: toResult + " p tab =厂", kept: empty},
		{name: "hand-out written", page: &page.HandOut{}, keys: toResult + " p 2", kept: empty},
		{name: "hand-out failed", page: &page.HandOut{}, keys: toResult + " p 2", kept: empty, full: true},
		{name: "no hand-out", page: &page.HandOut{}, keys: toResult + " p"},
		{name: "desk", page: &page.Desk{}, kept: empty, opts: Options{Desk: true}},
		{name: "desk with cases", page: &page.Desk{}, keys: "=bf enter 1 enter f5", kept: stocked, opts: Options{Desk: true}},
		{name: "desk searching", page: &page.Desk{}, keys: "=zw", kept: stocked, opts: Options{Desk: true}},
		{name: "desk narrowed", page: &page.Desk{}, keys: "=财政局 enter", kept: stocked, opts: Options{Desk: true}},
		{name: "desk without a store", page: &page.Desk{}, opts: Options{Desk: true}},
		{name: "sheet", page: &page.Sheet{}, keys: "=展位 enter", kept: empty, opts: Options{Desk: true}},
		{name: "sheet of records", page: &page.Sheet{}, keys: "=展位 enter 1 enter 1 enter a 1 enter", kept: empty, opts: Options{Desk: true}},
		{name: "sheet of figures", page: &page.Sheet{}, keys: "=研发费用补助 enter 1 enter 1 enter =1000万 tab =12", kept: empty, opts: Options{Desk: true}},
		{name: "sheet of the opening", page: &page.Sheet{}, keys: "enter", kept: empty, opts: Options{Desk: true}},
		{name: "sheet of a topic", page: &page.Sheet{}, keys: "enter 1 enter 1 enter 1 enter 1", kept: empty, opts: Options{Desk: true}},
		{name: "one by one at the desk", page: &page.Ask{}, keys: "=展位 enter f6", kept: empty, opts: Options{Desk: true}},
		{name: "result at the desk", page: &page.Result{}, keys: "=展位 enter 1 enter 1 enter 2 enter", kept: empty, opts: Options{Desk: true}},
		{name: "hand-out at the desk", page: &page.HandOut{}, keys: "=展位 enter 1 enter 1 enter 2 enter p", kept: empty, opts: Options{Desk: true}},
		{name: "next with a draft?", page: &page.Confirm{}, keys: "=bf enter 1 enter 1 enter =12 f5", kept: empty, opts: Options{Desk: true}},
		{name: "quit?", page: &page.Confirm{}, keys: "1 1 enter ctrl+c"},
		{name: "begin anew?", page: &page.Confirm{}, keys: "1 1 enter esc esc 2 esc 2"},
		{name: "help", page: &page.Help{}, keys: "?"},
		{name: "help on a question", page: &page.Help{}, keys: "1 f1"},
		{name: "help on the result", page: &page.Help{}, keys: toResult + " ?"},
		{name: "applicants", page: &page.Applicants{}, opts: Options{Applicants: applicants()}},
		{name: "play", page: &page.Briefing{}, opts: Options{Applicants: applicants()}, keys: "1"},
		{name: "question of a play", page: &page.Briefing{}, opts: Options{Applicants: applicants()}, keys: "1" + strings.Repeat(" space", 7)},
		{name: "change of a play", page: &page.Briefing{}, opts: Options{Applicants: applicants()}, keys: "1" + strings.Repeat(" space", 8)},
		{name: "result of a play", page: &page.Result{}, opts: Options{Applicants: applicants()}, keys: "1" + strings.Repeat(" space", 17)},
	}
}

func empty(testing.TB) *shelf.Store { return shelf.New() }

// some are the scenes, one in three of them with -short.
func some() []scene {
	all := scenes()
	if !testing.Short() {
		return all
	}
	var out []scene
	for i := range all {
		if i%3 == 0 {
			out = append(out, all[i])
		}
	}
	return out
}

// keyNamed is the key press that a terminal sends for a key of a binding.
func keyNamed(name string) tea.KeyPressMsg {
	if c, ok := strings.CutPrefix(name, "ctrl+"); ok {
		return tea.KeyPressMsg{Code: rune(c[0]), Mod: tea.ModCtrl}
	}
	if name == "delete" {
		return tea.KeyPressMsg{Code: tea.KeyDelete}
	}
	return keyMsg(name)
}

// open builds a scene at 80x24 (or 120x36).
func (s scene) open(t testing.TB, prog *engine.Program, look style.Options) *App {
	t.Helper()
	o := s.opts
	o.Program, o.Style, o.FixedTheme = prog, look, true
	if s.kept != nil {
		kept := s.kept(t)
		o.Store, o.Now = kept, func() time.Time { return kept.Now }
		if s.full {
			kept.Fail = func(op string) error {
				if op == "save" || op == "handout" {
					return cmp.Or(s.says, errFull)
				}
				return nil
			}
		}
	}
	a, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	if s.wide {
		resize(a, 120, 36)
	}
	a.View()
	typeKeys(a, s.keys)
	if got, want := fmt.Sprintf("%T", a.top()), fmt.Sprintf("%T", s.page); got != want {
		t.Fatalf("%s: %s, want %s:\n%s", s.name, got, want, plain(a))
	}
	return a
}

func resize(a *App, width, height int) { a.Update(tea.WindowSizeMsg{Width: width, Height: height}) }

// typeKeys presses keys with a frame after each, and reports whether the program
// would have ended.
func typeKeys(a *App, names string) (quit bool) {
	for _, n := range strings.Split(names, " ") { // not Fields: the full-width space is a key
		if n == "" {
			continue
		}
		var msgs []tea.Msg
		if typed, ok := strings.CutPrefix(n, "="); ok {
			for _, r := range typed {
				msgs = append(msgs, tea.KeyPressMsg{Code: r, Text: string(r)})
			}
		} else {
			msgs = append(msgs, keyNamed(n))
		}
		for _, m := range msgs {
			_, cmd := a.Update(m)
			if cmd != nil {
				_, ended := cmd().(tea.QuitMsg)
				quit = quit || ended
			}
			if _, asks := a.top().(*page.Ask); !asks { // a question needs no frame to go on
				a.View()
			}
		}
	}
	a.View()
	return quit
}

// state is all that a person sees.
func state(a *App) string {
	s := fmt.Sprintf("%T\n%s", a.top(), plain(a))
	if c := a.View().Cursor; c != nil {
		s += fmt.Sprint(c.X, c.Y)
	}
	return s
}

// Every type of page is in the scenes; those of a demonstration have tests of their
// own, in briefing_test.go.
func TestScenesHoldAllPages(t *testing.T) {
	have := map[string]bool{"*page.Applicants": true, "*page.Briefing": true}
	for _, s := range scenes() {
		have[fmt.Sprintf("%T", s.page)] = true
	}
	names, err := filepath.Glob("page/*.go")
	if err != nil {
		t.Fatal(err)
	}
	title := regexp.MustCompile(`(?m)^func \(\w+ (\*\w+)\) Title\(\) string`)
	pages := 0
	for _, name := range names {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range title.FindAllSubmatch(source, -1) {
			pages++
			if p := strings.Replace(string(m[1]), "*", "*page.", 1); !have[p] {
				t.Errorf("%s is in no scene", p)
			}
		}
	}
	if pages < 20 {
		t.Errorf("only %d pages were found", pages)
	}
}

// Every key that a page names does something there, or does after a step: at the
// upper end of a list ↑ has nowhere to go. Keys typed full-width do the same.
func TestNamedKeysDoSomething(t *testing.T) {
	steps := []string{"", "down", "up", "2", "end", "left", "down down down pgdown"}
	prog := sample.Program()
	done := map[string]bool{} // other keys for the same, tried on one page of a type
	for _, s := range some() {
		t.Run(s.name, func(t *testing.T) {
			a := s.open(t, prog, style.Options{})
			e, ok := a.top().(interface{ Editing() bool })
			typing := ok && e.Editing()
			binds := slices.Clone(a.top().Keys())
			if len(binds) == 0 {
				t.Fatal("a page without keys")
			}
			for _, b := range binds {
				for i, k := range b.Keys() {
					if id := fmt.Sprintf("%T %v %s %s", s.page, typing, b.Help(), k); i > 0 && (testing.Short() || done[id]) {
						continue
					} else {
						done[id] = true
					}
					if slices.Equal(b.Keys(), keys.Keys().Pick.Keys()) && k > "2" {
						continue // there are as many as there are choices
					}
					a, did := s.open(t, prog, style.Options{}), false
					for n, step := range steps {
						typeKeys(a, step)
						if fmt.Sprintf("%T", a.top()) != fmt.Sprintf("%T", s.page) {
							a = s.open(t, prog, style.Options{})
							continue
						}
						before := state(a)
						if did = typeKeys(a, k) || state(a) != before; !did {
							continue
						}
						for _, twin := range twins(k) {
							if typing {
								break // there it is text
							}
							wide := s.open(t, prog, style.Options{})
							typeKeys(wide, strings.Join(steps[:n+1], " ")+" "+twin)
							if state(wide) != state(a) {
								t.Errorf("%s is not %s:\n%s\n%s", twin, k, plain(wide), plain(a))
							}
						}
						break
					}
					if !did {
						t.Errorf("%q (%s %s) does nothing:\n%s", k, b.Help().Key, b.Help().Desc, plain(a))
					}
				}
			}
		})
	}
}

// twins are a key as a Chinese input method types it.
func twins(k string) []string {
	switch {
	case k == "space":
		return []string{"　"}
	case k == "/":
		return []string{"／", "、"}
	case k == "y":
		return []string{"ｙ", "是"}
	case k == "n":
		return []string{"ｎ", "否"}
	case len(k) == 1:
		return []string{string(rune(k[0]) + 0xFEE0)}
	}
	return nil
}

// What the foot has no room for is in the help; the way back and the help itself
// are always in sight.
func TestFoot(t *testing.T) {
	t.Parallel()
	prog := wordy(t)
	for _, s := range some() {
		a := s.open(t, prog, style.Options{})
		for width := 60; width <= 200; width += 7 {
			resize(a, width, 24)
			lines := strings.Split(plain(a), "\n")
			foot := lines[len(lines)-1]
			for _, b := range a.top().Keys() {
				if must := slices.Contains(b.Keys(), "esc") || slices.Contains(b.Keys(), "f1"); must && !strings.Contains(foot, b.Help().Key+" "+b.Help().Desc) {
					t.Errorf("%s at %d: no %s in %q", s.name, width, b.Help().Key, foot)
				}
			}
			if width > 150 {
				for _, b := range a.top().Keys() {
					if !strings.Contains(foot, b.Help().Key+" "+b.Help().Desc) {
						t.Errorf("%s at %d: no %s in %q", s.name, width, b.Help().Key, foot)
					}
				}
			}
		}
	}
}

// F1 explains every page by its own keys and leaves it as it was; so does ?,
// unless it is text or opens the help of the question in place.
func TestHelpEverywhere(t *testing.T) {
	t.Parallel()
	prog := sample.Program()
	for _, s := range some() {
		if _, helping := s.page.(*page.Help); helping {
			continue
		}
		t.Run(s.name, func(t *testing.T) {
			a := s.open(t, prog, style.Options{})
			for _, leave := range []string{"esc", "shift+tab", "f1", "?", "enter", "q"} {
				before, named := state(a), a.top().Keys()
				typeKeys(a, "f1")
				if _, ok := a.top().(*page.Help); !ok {
					t.Fatalf("F1 shows no help:\n%s", plain(a))
				}
				resize(a, 80, 60)
				for _, b := range named {
					if !regexp.MustCompile(regexp.QuoteMeta(b.Help().Key) + ` +` + regexp.QuoteMeta(b.Help().Desc)).MatchString(plain(a)) {
						t.Errorf("%s %s is not in the help:\n%s", b.Help().Key, b.Help().Desc, plain(a))
					}
				}
				resize(a, 80, 24)
				if s.wide {
					resize(a, 120, 36)
				}
				typeKeys(a, leave)
				if state(a) != before {
					t.Errorf("%s after F1 does not lead back:\n%s", leave, plain(a))
				}
			}
			for _, mark := range []string{"?", "？"} {
				a := s.open(t, prog, style.Options{})
				before := state(a)
				a.Update(tea.KeyPressMsg{Code: []rune(mark)[0], Text: mark})
				switch p := a.top().(type) {
				case *page.Help:
					typeKeys(a, "esc")
					if state(a) != before {
						t.Errorf("it does not lead back:\n%s", plain(a))
					}
				case *page.Ask:
					if !p.Explains() {
						t.Errorf("%s does nothing:\n%s", mark, plain(a))
						break
					}
					if state(a) == before {
						t.Errorf("%s explains nothing:\n%s", mark, plain(a))
					}
					typeKeys(a, "?")
					if state(a) != before {
						t.Errorf("%s does not close the help again:\n%s", mark, plain(a))
					}
				case *page.Pick:
					if !strings.Contains(plain(a), "查找 "+strings.TrimPrefix(s.keys, "2 =")) && !strings.Contains(plain(a), mark) {
						t.Errorf("%s is not typed:\n%s", mark, plain(a))
					}
				default:
					if e, ok := p.(interface{ Editing() bool }); ok && e.Editing() {
						if !strings.Contains(plain(a), mark) {
							t.Errorf("%s is not typed:\n%s", mark, plain(a))
						}
						break
					}
					t.Errorf("%s shows no help:\n%s", mark, plain(a))
				}
			}
		})
	}
}

// Esc and Shift+Tab are the same key everywhere, and always lead somewhere.
func TestBackEverywhere(t *testing.T) {
	t.Parallel()
	prog := sample.Program()
	for _, s := range some() {
		a, b := s.open(t, prog, style.Options{}), s.open(t, prog, style.Options{})
		before := state(a)
		if typeKeys(a, "esc") || typeKeys(b, "shift+tab") {
			t.Errorf("%s: going back ends the program", s.name)
		}
		if state(a) != state(b) {
			t.Errorf("%s: Esc and Shift+Tab differ:\n%s\n%s", s.name, plain(a), plain(b))
		}
		first := isFirst(s.page)
		if _, desk := s.page.(*page.Desk); desk {
			first = strings.Contains(before, "今天的") // with words typed, Esc clears them
		}
		if first != (state(a) == before) {
			t.Errorf("%s: Esc leads to\n%s", s.name, plain(a))
		}
	}
	// and step by step to the first screen, with every answer kept
	for _, s := range some() {
		a := s.open(t, prog, style.Options{})
		facts := 0
		if a.iv != nil {
			facts = len(a.iv.Facts())
		}
		for range 60 {
			typeKeys(a, "esc")
		}
		switch a.top().(type) {
		case *page.Start, *page.Applicants:
		case *page.Desk: // the next walk-in: the answers are in the store
			facts = 0
		case page.Asking, *page.Confirm: // the desk asks first what a half-typed answer is to become
			if !s.opts.Desk || a.losses() == "" {
				t.Errorf("%s: Esc ends at\n%s", s.name, plain(a))
			}
		default:
			t.Errorf("%s: Esc does not lead to the first screen but to\n%s", s.name, plain(a))
		}
		if a.iv != nil && len(a.iv.Facts()) != facts {
			t.Errorf("%s: of %d answers %d are left", s.name, facts, len(a.iv.Facts()))
		}
	}
}

// isFirst reports whether a page is the first screen.
func isFirst(p page.Page) bool {
	switch p.(type) {
	case *page.Start, *page.Applicants:
		return true
	}
	return false
}

// F3 and F4 open from every question, and lead back to it with what was typed.
func TestPanelAndTopicsFromEveryQuestion(t *testing.T) {
	t.Parallel()
	prog := sample.Program()
	for _, s := range some() {
		if _, asks := s.page.(page.Asking); !asks {
			closes := map[string]bool{}
			switch s.page.(type) {
			case *page.Panel:
				closes["f3"] = true
			case *page.Topics:
				closes["f4"] = true
			}
			for _, k := range []string{"f3", "f4"} {
				a := s.open(t, prog, style.Options{})
				before := state(a)
				if typeKeys(a, k); !closes[k] && state(a) != before {
					t.Errorf("%s: %s leads to\n%s", s.name, k, plain(a))
				}
			}
			continue
		}
		for _, c := range []struct{ open, page, leave string }{
			{"f3", "*page.Panel", "esc"}, {"f3", "*page.Panel", "f3"}, {"f3", "*page.Panel", "enter"}, {"f3", "*page.Panel", "q"},
			{"f4", "*page.Topics", "esc"}, {"f4", "*page.Topics", "f4"}, {"f4", "*page.Topics", "q"},
		} {
			a := s.open(t, prog, style.Options{})
			before := state(a)
			typeKeys(a, c.open)
			if got := fmt.Sprintf("%T", a.top()); got != c.page {
				t.Errorf("%s: %s leads to %s", s.name, c.open, got)
			}
			typeKeys(a, c.leave)
			if state(a) != before {
				t.Errorf("%s: %s %s does not lead back:\n%s\n%s", s.name, c.open, c.leave, before, plain(a))
			}
		}
	}
}

// What each key does, by its effect on the screen: keys, the page that is shown
// then, words on it, words not on it.
func TestKeysDoWhatTheySay(t *testing.T) {
	t.Parallel()
	named := map[string]scene{}
	for _, s := range scenes() {
		named[s.name] = s
	}
	for _, c := range []struct {
		from, keys, page string
		sees, not        string // apart by |
	}{
		{"start", "1", "Ask", "事情都在2023年吗", ""},
		{"start", "2", "Pick", "输入一个词", ""},
		{"start", "4", "Start", "全面自查", ""}, // no such choice
		{"start", "enter", "Ask", "事情都在2023年吗", ""},
		{"start", "down enter", "Pick", "输入一个词", ""},
		{"start", "j enter", "Pick", "输入一个词", ""},
		{"start", "ctrl+n ctrl+n ctrl+p enter", "Pick", "输入一个词", ""},
		{"start", "end k enter", "Pick", "输入一个词", ""},
		{"start", "end home enter", "Ask", "事情都在2023年吗", ""},
		{"start", "G g enter", "Ask", "事情都在2023年吗", ""},
		{"start", "/", "Pick", "输入一个词", ""},
		{"start again", "1", "Ask", "今年研发费用", ""},
		{"start again", "2", "Confirm", "要重新开始吗", ""},
		{"start again", "4", "Confirm", "要退出吗", ""},

		{"gate", "3", "Ask", "● 都不在|别的年份请问责任单位", ""},
		{"gate", "x", "Ask", "● 都在", ""},
		{"gate", "2 space", "Ask", "● 有的在", ""},
		{"gate", "2 enter", "Ask", "你是谁", ""},
		{"gate", "tab", "Ask", "你是谁", ""},
		{"gate", "f2", "Ask", "你是谁", ""}, // 不清楚 is a choice of its own here
		{"gate", "9", "Ask", "○ 都在|○ 不清楚", "●"},
		{"gate", "ctrl+o", "Ask", "你是谁", ""},
		{"yes or no", "y", "Ask", "● 是", ""},
		{"yes or no", "Y", "Ask", "● 是", ""},
		{"yes or no", "n", "Ask", "● 否", ""},
		{"yes or no", "是", "Ask", "● 是", ""},
		{"yes or no", "Ｎ", "Ask", "● 否", ""},
		{"yes or no", "0", "Ask", "● 不清楚", ""},
		{"yes or no", "２", "Ask", "● 否", ""},
		{"yes or no", "3", "Ask", "○ 是|○ 否", "●"},
		{"yes or no", "y enter", "Result", "条件相符2", ""},
		{"many", "1 2", "Ask", "已勾选 2 项|1 [✓] 实验室|2 [✓] 雏鹰企业", ""},
		{"many", "1 1", "Ask", "1 [ ] 实验室", "[✓]"},
		{"many", "1 0", "Ask", "0 [✓] 不清楚|[ ] 实验室", ""},
		{"many", "1 down down space", "Ask", "[✓] 以上都没有|1 [ ] 实验室", ""},
		{"many", "1 n", "Ask", "n [✓] 以上都没有|1 [ ] 实验室", ""},
		{"many", "Ｎ enter", "Ask", "今年研发费用", ""},
		{"many", "space", "Ask", "1 [✓] 实验室", ""},
		{"many", "X", "Ask", "1 [✓] 实验室", ""},
		{"many", "enter", "Ask", "还没有勾选", ""},
		{"many", "0 enter", "Ask", "今年研发费用", ""},
		{"many", "end enter", "Ask", "今年研发费用", ""},
		{"many ticked", "enter", "Ask", "今年研发费用", ""},
		{"picking topics", "1 2 enter", "Ask", "新得了下面哪些称号|至多还有 7 题", ""},
		{"picking topics", "enter", "Ask", "还没有勾选|或者按 0|想查哪些方面", "至多还有|以上都没有"},
		{"picking topics", "n enter", "Ask", "还没有勾选|想查哪些方面", "至多还有"},
		{"picking topics", "down down space enter", "Ask", "新得了下面哪些称号|至多还有 7 题", ""},
		{"picking topics", "0 enter", "Ask", "新得了下面哪些称号|至多还有 7 题", ""},
		{"picking topics", "f2", "Ask", "新得了下面哪些称号|至多还有 7 题", ""},
		{"amount", "=12 enter", "Ask", "去年研发费用", ""},
		{"amount", "=1２ enter", "Ask", "去年研发费用", ""},
		{"amount", "enter", "Ask", "还没有填写", ""},
		{"amount", "tab", "Ask", "去年研发费用", ""},
		{"amount", "f2", "Ask", "去年研发费用", ""},
		{"amount", "? ?", "Ask", "? 解释", "按申报表填"},
		{"amount explained", "esc", "Ask", "今年研发费用|? 解释", "按申报表填"},
		{"date", "=2023-5-1", "Ask", "2023年5月1日", ""},
		{"date", "=2023-5-1 enter", "Result", "条件相符1", ""},
		{"no records", "2 enter", "Result", "不相符1", ""},
		{"no records", "0", "Result", "待确认1", ""},
		{"no records", "A", "Ask", "第 1 项", ""},
		{"no records", "+", "Ask", "第 1 项", ""},
		{"no records", "d", "Ask", "添加一项", "删除"},
		{"records", "d", "Ask", "再按一次 d 删除第 1 项", ""},
		{"records", "d d", "Ask", "共 1 项", "境外，10万元"},
		{"records", "d D", "Ask", "共 1 项", ""},
		{"records", "d down", "Ask", "共 2 项", "再按一次"},
		{"records", "d esc", "Ask", "共 2 项", "再按一次"},
		{"records", "delete delete", "Ask", "共 1 项", ""},
		{"records", "3 d", "Ask", "先移到要删的那一项|共 2 项", ""},
		{"records", "4 enter", "Result", "条件相符1", ""},
		{"records", "5 enter", "Result", "条件相符1", ""},
		{"records", "enter", "Ask", "第 1 项，第 1/2 问|● 境外", ""},

		{"topics", "1", "Ask", "事情都在2023年吗|● 都在", ""},
		{"topics", "2", "Ask", "新得了下面哪些称号", ""},
		{"topics", "9", "Topics", "跳到主题", ""},
		{"topics", "down enter", "Ask", "新得了下面哪些称号", ""},
		{"topics", "end enter", "Ask", "想查哪些方面|[✓] 研发", ""},

		{"browse", "=zhanwei", "Pick", "找到 1 个|展位费", "雏鹰"},
		{"browse", "=zw enter", "Ask", "事情都在2023年吗", ""},
		{"browse", "enter", "Pick", "只看 第1章", ""},
		{"browse", "tab", "Pick", "输入一个词", ""}, // a chapter has no text
		{"browse an article", "enter", "Article", "第1条 研发支持", ""},
		{"browse an item", "enter", "Ask", "事情都在2023年吗", ""},
		{"browse an item", "tab", "Article", "第1条 研发支持", ""},
		{"browse", "pgdown enter", "Article", "第4条 预算安排", ""},
		{"browse", "pgdown pgup enter", "Pick", "只看 第1章", ""},
		{"narrowed", "esc", "Pick", "查找 财政局", "只看 责任单位"},
		{"narrowed", "backspace", "Pick", "查找 财政局", "只看 责任单位"},
		{"nothing found", "enter", "Pick", "没有找到", ""},

		{"article", "enter", "Ask", "事情都在2023年吗", ""},
		{"article", "right", "Article", "第3条 农田支持", ""},
		{"article", "left", "Article", "第1条 研发支持", ""},
		{"article", "h", "Article", "第1条 研发支持", ""},
		{"article", "l", "Article", "第3条 农田支持", ""},
		{"article", "left left", "Article", "第1条 研发支持", ""},
		{"article", "o", "Article", "与规则所依据的原文不同", ""},
		{"article", "/", "Pick", "输入一个词", ""},
		{"article", "q", "Pick", "查找 第2条", ""},
		{"article without items", "enter", "Article", "没有可以申请的", ""},
		{"article without items", "right", "Article", "第4条 预算安排", ""},

		{"summary", "2", "Result", "[2条件相符2]|分组：按条文", "[1一览]"},
		{"summary", "３", "Result", "[3待确认0]", ""},
		{"summary", "4", "Result", "[4相差一项0]", ""},
		{"summary", "5", "Result", "[5不相符1]", ""},
		{"summary", "6", "Result", "[6政策条文]", ""},
		{"summary", "7", "Result", "[1一览]", ""},
		{"summary", "0", "Result", "[1一览]", ""},
		{"summary", "tab tab", "Result", "[3待确认0]", ""},
		{"summary", "right right right", "Result", "[4相差一项0]", ""},
		{"summary", "l", "Result", "[2条件相符2]", ""},
		{"summary", "left", "Result", "[6政策条文]", ""},
		{"summary", "h h", "Result", "[5不相符1]", ""},
		{"summary", "6 tab", "Result", "[1一览]", ""},
		{"summary", "g", "Result", "[1一览]", ""},
		{"matching by article", "g", "Result", "分组：去哪个部门", ""},
		{"matching by article", "g g", "Result", "分组：按金额", ""},
		{"matching by article", "g g g", "Result", "分组：按条文", ""},
		{"matching by article", "g tab g", "Result", "没有这样的项目", "分组"},
		{"summary", "enter", "Item", "研发费用补助|怎么算", ""},
		{"summary", "down enter", "Item", "实验室|最高不超过", ""},
		{"summary", "a", "Answers", "我的答案", ""},
		{"summary", "w", "Answers", "我的答案（假设）", ""},
		{"summary", "/", "Pick", "输入一个词", ""},
		{"summary", "r", "Start", "继续刚才的自查", ""},
		{"summary", "n", "Result", "[1一览]", ""}, // nothing is left to ask
		{"summary", "esc", "Ask", "是高新企业吗|● 是", ""},
		{"summary, questions left", "n", "Ask", "保费多少", ""},
		{"articles", "enter", "Article", "第1条 研发支持", ""},
		{"articles", "end enter", "Article", "第4条 预算安排", ""},
		{"refused", "enter", "Item", "雏鹰企业|按所填情况不相符", ""},
		{"outside the period", "2", "Result", "问题到此为止", "条件相符"},
		{"outside the period", "tab", "Result", "问题到此为止", "条件相符"},
		{"outside the period", "enter", "Result", "问题到此为止", ""},
		{"outside the period", "a enter 1 enter esc", "Result", "条件相符", "问题到此为止"},

		{"item", "enter", "Article", "第1条 研发支持", ""},
		{"item", "down enter", "Ask", "你是谁", ""},
		{"item with its wording", "o", "Item", "第1条原文|✓ 与规则所依据的原文一致|甲方应当如此。", ""},
		{"item", "o", "Item", "▸", "原文一致"},
		{"item", "q", "Result", "[1一览]", ""},
		{"item", "/", "Pick", "输入一个词", ""},
		{"answers", "enter", "Ask", "事情都在2023年吗", ""},
		{"answers", "down enter", "Ask", "你是谁", ""},
		{"answers", "down down enter", "Ask", "想查哪些方面|[✓] 研发", ""},
		{"answers", "end enter n enter", "Answers", "高新企业|否", ""},
		{"answers", "end enter tab", "Answers", "高新企业|是", ""},
		{"answers", "end enter esc", "Answers", "高新企业|是", ""},
		{"answers", "q", "Result", "[1一览]", ""},
		{"answers", "/", "Pick", "输入一个词", ""},

		{"what if", "w", "Comparing", "答案和原来一样", ""},
		{"what if", "a", "Answers", "我的答案（假设）", ""},
		{"what if", "a enter", "Ask", "基本情况（假设）", ""},
		{"what if", "enter", "Item", "第1条（假设）", ""},
		{"what if", "esc", "Ask", "研发（假设）|是高新企业吗", ""},
		{"comparing the same", "d", "Result", "结果", "（假设）"},
		{"comparing", "k", "Result", "最高150万元", "（假设）"},
		{"comparing", "d", "Result", "1,000,000元（100万元）", "（假设）"},
		{"comparing", "Ｋ", "Comparing", "原来和假设", ""}, // capitals are no keys here
		{"comparing", "esc", "Result", "结果（假设）", ""},

		{"quit?", "n", "Ask", "你是谁", ""},
		{"quit?", "否", "Ask", "你是谁", ""},
		{"quit?", "enter", "Confirm", "要退出吗", ""},
		{"quit?", "space", "Confirm", "要退出吗", ""},
		{"begin anew?", "y", "Ask", "事情都在2023年吗", "●"},
		{"begin anew?", "n", "Start", "继续刚才的自查", ""},
		{"begin anew?", "ctrl+c", "Confirm", "要退出吗|已经填了 1 题", ""},
		{"begin anew?", "ctrl+c n n 1", "Ask", "你是谁", ""},
		{"help on a question", "pgdown", "Help", "相差一项", ""},
	} {
		s, ok := named[c.from]
		if !ok {
			t.Fatalf("no scene %q", c.from)
		}
		a := s.open(t, sample.Program(), style.Options{})
		typeKeys(a, c.keys)
		if got := fmt.Sprintf("%T", a.top()); got != "*page."+c.page {
			t.Errorf("%s, %s: %s, want %s:\n%s", c.from, c.keys, got, c.page, plain(a))
			continue
		}
		for _, w := range strings.Split(c.sees, "|") {
			if !strings.Contains(plain(a), w) {
				t.Errorf("%s, %s: no %q:\n%s", c.from, c.keys, w, plain(a))
			}
		}
		for _, w := range strings.Split(c.not, "|") {
			if w != "" && strings.Contains(plain(a), w) {
				t.Errorf("%s, %s: %q:\n%s", c.from, c.keys, w, plain(a))
			}
		}
	}
}

// The keys that end the program, and those that do not.
func TestKeysThatQuit(t *testing.T) {
	named := map[string]scene{}
	for _, s := range scenes() {
		named[s.name] = s
	}
	for _, c := range []struct {
		from, keys string
		want       bool
	}{
		{"start", "3", true}, {"start", "q", true}, {"start", "ctrl+c", true}, {"start", "end enter", true}, {"start", "esc", false},
		{"gate", "ctrl+c", true}, {"gate", "q", false}, {"browse", "ctrl+c", true}, {"browse", "=q", false},
		{"many", "ctrl+c", false}, {"many", "ctrl+c ctrl+c", true}, {"many", "ctrl+c y", true}, {"many", "ctrl+c ｙ", true}, {"many", "ctrl+c n", false},
		{"start again", "4 y", true}, {"begin anew?", "ctrl+c", false}, {"begin anew?", "ctrl+c ctrl+c", true},
		{"help", "ctrl+c", true}, {"comparing", "ctrl+c", false}, {"quit?", "f1 ctrl+c", false},
	} {
		a := named[c.from].open(t, sample.Program(), style.Options{})
		if got := typeKeys(a, c.keys); got != c.want {
			t.Errorf("%s, %s: quit %v", c.from, c.keys, got)
		}
	}
}

// A "what if" never becomes the real answers but by k.
func TestWhatIfStaysApart(t *testing.T) {
	tried := toResult + " w end up enter backspace backspace backspace =6 enter"
	intensity := func(a *App) string {
		v, _ := a.iv.Get("intensity")
		return v.Number().String()
	}
	a := scene{page: &page.Answers{}, keys: tried}.open(t, sample.Program(), style.Options{})
	if got := intensity(a); got != "6" {
		t.Fatal(got)
	}
	typeKeys(a, "/ =展位 enter")
	if got := intensity(a); got != "4.6" {
		t.Errorf("going on to another item took the tried answer over: %s", got)
	}
	// what is counted after it is dropped is real again
	a = scene{page: &page.Answers{}, keys: tried}.open(t, sample.Program(), style.Options{})
	resize(a, 120, 36)
	typeKeys(a, "end enter")
	if s := plain(a); !strings.Contains(s, "高新企业吗") || strings.Contains(s, "1,000,000元") {
		t.Errorf("the count is not that of the tried answers:\n%s", s)
	}
	typeKeys(a, "esc esc w d a end enter")
	if s := plain(a); !strings.Contains(s, "高新企业吗") || !strings.Contains(s, "1,000,000元") || strings.Contains(s, "刚才这一题") {
		t.Errorf("the count is not that of the real answers:\n%s", s)
	}
}

// Topics that are chosen anew from the list of topics are the topics at once.
func TestTopicsChosenFromTheList(t *testing.T) {
	a := scene{page: &page.Ask{}, keys: toQuestions + " f4 end enter"}.open(t, sample.Program(), style.Options{})
	typeKeys(a, "1 2 enter")
	if s := plain(a); !strings.Contains(s, "参加了哪些展会") {
		t.Errorf("the new topic's question is not put:\n%s", s)
	}
	typeKeys(a, "f4")
	if s := plain(a); !strings.Contains(s, "外贸") || strings.Contains(s, "研发") {
		t.Errorf("the list of topics is stale:\n%s", s)
	}
}

// A window too small for the pages still gets a message that fits it.
func TestTooSmallForAnything(t *testing.T) {
	a := scene{page: &page.Ask{}, keys: toQuestions + " 1 enter =12"}.open(t, sample.Program(), style.Options{})
	for width := 1; width < 60; width++ {
		for _, height := range []int{1, 2, 3, 19, 40} {
			resize(a, width, height)
			v := a.View()
			lines := strings.Split(v.Content, "\n")
			for _, l := range lines {
				if text.Width(l) > width {
					t.Errorf("%d cells in %d: %q", text.Width(l), width, l)
				}
			}
			if len(lines) > height || v.Cursor != nil {
				t.Errorf("%d lines in %d, cursor %v", len(lines), height, v.Cursor)
			}
		}
	}
	typeKeys(a, "=3 esc enter f1 y ctrl+c")
	resize(a, 80, 24)
	if s := plain(a); !strings.Contains(s, "要退出吗") {
		t.Errorf("Ctrl+C is not heard in a small window:\n%s", s)
	}
	typeKeys(a, "n")
	if s := plain(a); !strings.Contains(s, "▸ 12__") {
		t.Errorf("what was typed is lost:\n%s", s)
	}
}

func TestTerminal(t *testing.T) {
	for _, s := range some() {
		v := s.open(t, sample.Program(), style.Options{}).View()
		if v.MouseMode != tea.MouseModeNone || !v.AltScreen || v.WindowTitle == "" {
			t.Errorf("%s: mouse %v, alternate screen %v, title %q", s.name, v.MouseMode, v.AltScreen, v.WindowTitle)
		}
	}
}

var (
	light = style.Options{Theme: style.Light}
	looks = []style.Options{{Theme: style.Dark}, {Theme: style.HighContrast}, {Theme: style.Projector}, {Theme: style.Dark, NoColor: true},
		{Theme: style.Light, ASCII: true}, {Theme: style.Projector, ASCII: true, NoColor: true}}
)

// hangs are the marks that may not begin a line.
const hangs = "，。；：！？、）】》」』”’％"

var painted = regexp.MustCompile(`\x1b\[[0-9;:]*m`)

// fault is what is wrong with a frame; "" is nothing.
func fault(a *App) string {
	s := a.View().Content
	bare := ansi.Strip(s)
	lines := strings.Split(bare, "\n")
	if len(lines) != a.height {
		return fmt.Sprintf("%d lines in a window of %d", len(lines), a.height)
	}
	for _, l := range lines {
		if w := text.Width(l); w > a.width {
			return fmt.Sprintf("%d cells in a window of %d: %q", w, a.width, l)
		}
		for _, column := range strings.FieldsFunc(l, func(r rune) bool { return strings.ContainsRune("│┃|", r) }) {
			if c := strings.TrimLeft(column, " "); c != "" && strings.ContainsRune(hangs, []rune(c)[0]) {
				return fmt.Sprintf("a line begins with a mark: %q", c)
			}
		}
	}
	o := a.opts.Style
	for _, seq := range painted.FindAllString(s, -1) {
		for _, p := range strings.Split(strings.Trim(seq, "\x1b[m"), ";") {
			if colour := len(p) > 1 && strings.ContainsAny(p[:1], "349") || strings.HasPrefix(p, "10"); colour && (o.NoColor || o.Theme == style.HighContrast) || p == "2" && seq[2] == '2' {
				return fmt.Sprintf("a colour, or faint: %q", seq)
			}
		}
	}
	for _, r := range bare {
		// arrows, boxes and ornaments; − × ≥ in a formula are words of the policy
		if o.ASCII && (r >= 0x2190 && r < 0x2200 || r >= 0x2300 && r < 0x2E80 || r == '·' || r == '–') {
			return fmt.Sprintf("%q is no ASCII sign", r)
		}
	}
	return ""
}

// words are the Chinese characters and digits of a screen: what signs and blanks
// stand between. How many keys the foot has room for depends on their names.
func words(a *App) string {
	s := plain(a)
	var out []rune
	for _, r := range s[:strings.LastIndexByte(s, '\n')] {
		if unicode.Is(unicode.Han, r) || unicode.IsDigit(r) {
			out = append(out, r)
		}
	}
	if a.width >= page.WideEnough { // columns shift against each other
		slices.Sort(out)
	}
	return string(out)
}

// No frame breaks, at any size, in any look. The looks change no word: themes
// change nothing but style, ASCII only signs, the projector only sets things
// apart.
func TestLayout(t *testing.T) {
	prog := wordy(t)
	step := 7
	if testing.Short() {
		step = 35
	}
	for n, s := range scenes() {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			base, shown := s.open(t, prog, light), s.open(t, prog, light)
			whole := func(a *App) {
				if f := fault(a); f != "" {
					t.Fatalf("%+v %dx%d: %s\n%s", a.opts.Style, a.width, a.height, f, plain(a))
				}
			}
			for width := 60 + n%step; width <= 200; width += step {
				resize(base, width, 20+width*7%41)
				whole(base)
			}
			for _, height := range []int{20, 21, 24, 40, 60} {
				resize(base, 40+height, height)
				whole(base)
			}
			for i, look := range looks {
				if testing.Short() && i != n%len(looks) {
					continue
				}
				a := shown
				if _, asks := s.page.(*page.Ask); asks { // an open help would close
					a = s.open(t, prog, look)
				} else {
					a.opts.Style, a.styles = look, style.New(look)
					for _, p := range a.pages {
						p.(interface{ SetStyles(*style.Styles) }).SetStyles(a.styles)
					}
				}
				for _, size := range [][2]int{{60, 20}, {61 + n%39, 24}, {100 + n, 36}, {200, 60}} {
					resize(base, size[0], size[1])
					resize(a, size[0], size[1])
					whole(a)
					if look.Theme != style.Projector && !look.ASCII {
						if plain(a) != plain(base) {
							t.Fatalf("%+v %v:\n%s\n%s", look, size, plain(base), plain(a))
						}
						continue
					}
					if size[1] != 20 && size[1] != 36 {
						continue
					}
					// tall enough for everything
					resize(base, size[0], 220)
					resize(a, size[0], 220)
					if words(a) != words(base) {
						t.Fatalf("%+v %v: other words:\n%s\n%s", look, size, plain(base), plain(a))
					}
				}
			}
		})
	}
}

// A theme that comes while a page is open changes nothing but its looks.
func TestThemeComesLater(t *testing.T) {
	prog := sample.Program()
	for _, s := range some() {
		a := s.open(t, prog, style.Options{Theme: style.Dark})
		a.opts.FixedTheme = false
		a.Update(tea.BackgroundColorMsg{Color: white{}})
		before, light := plain(a), a.View().Content
		a.Update(tea.BackgroundColorMsg{})
		if plain(a) != before {
			t.Errorf("%s:\n%s\n%s", s.name, before, plain(a))
		}
		if a.View().Content == light {
			t.Errorf("%s: the looks stay", s.name)
		}
	}
}
