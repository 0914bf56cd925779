package page

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"huiqi/engine"
	"huiqi/tui/internal/sample"
	"huiqi/tui/present"
	"huiqi/tui/search"
	"huiqi/tui/session"
	"huiqi/tui/style"
	"huiqi/tui/text"
)

var (
	program = compiled(sample.Strong())
	policy  = program.Policy()
	light   = style.New(style.Options{})
	looks   = []style.Options{{}, {Theme: style.Dark}, {Theme: style.HighContrast}, {Theme: style.Projector}, {NoColor: true}, {ASCII: true, NoColor: true}}
)

func compiled(p engine.Policy) *engine.Program {
	prog, err := engine.Compile(p)
	if err != nil {
		panic(err)
	}
	return prog
}

func questionNo(id string) int {
	i, ok := program.Question(id)
	if !ok {
		panic(id)
	}
	return i
}

// firm is an interview of a firm about research that was answered to the end.
func firm(t *testing.T) *session.Interview {
	t.Helper()
	iv := session.New(program)
	n := func(n string) engine.Value { return engine.NumberValue(decimal.RequireFromString(n)) }
	for _, a := range []struct {
		id string
		v  engine.Value
	}{
		{"matters", engine.OneValue("all")}, {"applicant", engine.OneValue("firm")}, {"titles", engine.ManyValue("lab")},
		{"spend_now", n("20000000")}, {"spend_before", n("15000000")}, {"intensity", n("4.6")}, {"hightech", engine.BoolValue(true)},
	} {
		if err := iv.Answer(a.id, a.v); err != nil {
			t.Fatal(err)
		}
	}
	return iv
}

func reportOf(t *testing.T, iv *session.Interview) *present.Report {
	t.Helper()
	r, err := present.Build(present.Source{Program: program, Facts: iv.Facts(), Scope: iv.Scope(), Moot: iv.Moot(), Outside: iv.Outside()})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func itemNamed(t *testing.T, iv *session.Interview, id string) *present.Item {
	t.Helper()
	i := slices.IndexFunc(policy.Items, func(it engine.Item) bool { return it.ID == id })
	it, err := present.BuildItem(program, iv.Facts(), i)
	if err != nil {
		t.Fatal(err)
	}
	return it
}

// made are the pages by name, each built anew.
func made(t *testing.T) map[string]func(st *style.Styles) Page {
	t.Helper()
	iv := firm(t)
	report := reportOf(t, iv)
	board, err := present.MakeBoard(iv, nil)
	if err != nil {
		t.Fatal(err)
	}
	other := iv.Clone()
	if err := other.Answer("intensity", engine.NumberValue(decimal.NewFromInt(6))); err != nil {
		t.Fatal(err)
	}
	compared := present.Compare(report, reportOf(t, other))
	ask := func(id string, about ...string) func(st *style.Styles) Page {
		return func(st *style.Styles) Page {
			on := session.New(program)
			if len(about) > 0 {
				if on, err = session.NewFor(program, about...); err != nil {
					t.Fatal(err)
				}
			}
			return NewAsk(on, session.Step{Question: questionNo(id)}, st, nil)
		}
	}
	return map[string]func(st *style.Styles) Page{
		"start":     func(st *style.Styles) Page { return NewStart(policy, st, Waiting{}) },
		"again":     func(st *style.Styles) Page { return NewStart(policy, st, Waiting{Began: true}) },
		"choice":    ask("applicant"),
		"many":      ask("titles"),
		"amount":    ask("spend_now"),
		"yes or no": ask("hightech"),
		"list":      ask("fairs", "booth"),
		"date":      ask("lab_date"),
		"which topics": func(st *style.Styles) Page {
			return NewAsk(session.New(program), session.Step{Kind: session.AskTopics}, st, nil)
		},
		"topics": func(st *style.Styles) Page {
			p, err := NewTopics(iv, st)
			if err != nil {
				t.Fatal(err)
			}
			return p
		},
		"pick":    func(st *style.Styles) Page { return NewPick(policy, search.New(program), st, "") },
		"search":  func(st *style.Styles) Page { return NewPick(policy, search.New(program), st, "展位") },
		"article": func(st *style.Styles) Page { return NewArticle(policy, 2, st, nil) },
		"plan":    func(st *style.Styles) Page { return NewArticle(policy, 4, st, nil) },
		"result": func(st *style.Styles) Page {
			return NewResult(report, st, nil, Standing{Left: 2, News: []string{"刚才的改动：没有。"}})
		},
		"finished":  func(st *style.Styles) Page { return NewResult(report, st, nil, Standing{}) },
		"what if":   func(st *style.Styles) Page { return NewResult(report, st, nil, Standing{Trying: true}) },
		"item":      func(st *style.Styles) Page { return NewItem(itemNamed(t, iv, "spend"), policy, st, nil) },
		"answers":   func(st *style.Styles) Page { return NewAnswers(policy, report.Answers, nil, st) },
		"panel":     func(st *style.Styles) Page { return NewPanel(board, st) },
		"comparing": func(st *style.Styles) Page { return NewComparing(compared, st) },
		"confirm":   func(st *style.Styles) Page { return NewConfirm(st, "要退出吗？", "退出", "回去", Quit{}) },
		"help":      func(st *style.Styles) Page { return NewHelp(st, nil) },
	}
}

// pressed is a key by name.
func pressed(name string) tea.KeyPressMsg {
	special := map[string]rune{"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft,
		"right": tea.KeyRight, "home": tea.KeyHome, "end": tea.KeyEnd, "pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "f1": tea.KeyF1, "f2": tea.KeyF2, "f3": tea.KeyF3, "f4": tea.KeyF4}
	if c, ok := special[name]; ok {
		return tea.KeyPressMsg{Code: c}
	}
	switch name {
	case "shift+tab":
		return tea.KeyPressMsg{Code: tea.KeyTab, Mod: tea.ModShift}
	case "space":
		return tea.KeyPressMsg{Code: ' ', Text: " "}
	}
	return tea.KeyPressMsg{Code: []rune(name)[0], Text: name}
}

// What each page asks for, key by key; the keys before the last ask for nothing.
func TestActions(t *testing.T) {
	q := questionNo
	pages := made(t)
	for _, c := range []struct {
		page, keys string
		want       Action
	}{
		{"start", "enter", StartWhole{}}, {"start", "1", StartWhole{}}, {"start", "2", StartPick{}}, {"start", "３", Quit{}}, {"start", "4", nil}, {"start", "0", nil},
		{"start", "down enter", StartPick{}}, {"start", "end enter", Quit{}}, {"start", "/", StartPick{}}, {"start", "、", StartPick{}}, {"start", "q", Quit{}}, {"start", "esc", nil},
		{"again", "enter", Proceed{}}, {"again", "1", Proceed{}}, {"again", "2", StartWhole{}}, {"again", "4", Quit{}},

		{"choice", "1 enter", Answered{"applicant", engine.OneValue("firm")}}, {"choice", "down enter", Answered{"applicant", engine.OneValue("village")}},
		{"choice", "0 enter", Answered{"applicant", engine.DontKnow()}}, {"choice", "f2", Answered{"applicant", engine.DontKnow()}},
		{"choice", "1 tab", Answered{"applicant", engine.OneValue("firm")}}, {"choice", "tab", Skipped{}},
		{"choice", "esc", Back{}}, {"choice", "shift+tab", Back{}},
		{"yes or no", "y enter", Answered{"hightech", engine.BoolValue(true)}}, {"yes or no", "否 enter", Answered{"hightech", engine.BoolValue(false)}},
		{"many", "1 2 enter", Answered{"titles", engine.ManyValue("lab", "eagle")}}, {"many", "ｘ enter", Answered{"titles", engine.ManyValue("lab")}},
		{"many", "enter", nil}, {"many", "down down enter", Answered{"titles", engine.ManyValue()}}, {"many", "f2", Answered{"titles", engine.DontKnow()}},
		{"amount", "1 0 万 enter", Answered{"spend_now", engine.NumberValue(decimal.NewFromInt(100000))}}, {"amount", "enter", nil}, {"amount", "x enter", nil},
		{"amount", "tab", Skipped{}}, {"amount", "? esc", nil}, {"amount", "? esc esc", Back{}},
		{"date", "2 0 2 3 - 5 - 1 enter", Answered{"lab_date", engine.DayValue(engine.Date{Year: 2023, Month: 5, Day: 1})}},
		{"list", "2 enter", Answered{"fairs", engine.ListValue(engine.Records{})}}, {"list", "a esc esc", Back{}}, {"list", "f2", Answered{"fairs", engine.DontKnow()}},
		{"which topics", "1 enter", TopicsChosen{IDs: []string{"research"}}}, {"which topics", "1 3 enter", TopicsChosen{IDs: []string{"research", "rural"}}},
		{"which topics", "f2", TopicsChosen{All: true}}, {"which topics", "0 enter", TopicsChosen{All: true}}, {"which topics", "tab", Skipped{}},

		{"topics", "esc", Leave{}}, {"topics", "f4", Leave{}}, {"topics", "q", Leave{}}, {"topics", "enter", GoTo{q("matters")}}, {"topics", "1", GoTo{q("matters")}},
		{"topics", "2", GoTo{q("titles")}}, {"topics", "end enter", Jump{"trade"}}, {"topics", "3", Jump{"trade"}}, {"topics", "9", nil}, {"topics", "0", nil},

		{"pick", "esc", Leave{}}, {"pick", "shift+tab", Leave{}}, {"pick", "down enter", Browse{1}}, {"pick", "down down enter", StartOne{[]string{"lab"}}},
		{"pick", "enter", nil}, {"pick", "enter esc", nil}, {"pick", "enter esc esc", Leave{}}, {"pick", "tab", nil}, {"pick", "down tab", Browse{1}}, {"pick", "q", nil}, {"pick", "?", nil},
		{"search", "enter", StartOne{[]string{"booth"}}}, {"search", "tab", Browse{2}},

		{"article", "enter", StartOne{[]string{"2"}}}, {"article", "down enter", StartOne{[]string{"booth"}}}, {"article", "end enter", StartOne{[]string{"advice"}}},
		{"article", "/", StartPick{}}, {"article", "esc", Leave{}}, {"article", "ｑ", Leave{}}, {"article", "o", nil}, {"article", "left down enter", StartOne{[]string{"lab"}}},
		{"article", "right enter", StartOne{[]string{"plots"}}}, {"plan", "enter", nil}, {"plan", "right left enter", StartOne{[]string{"plots"}}},

		{"result", "enter", ShowItem{2}}, {"result", "down enter", ShowItem{4}}, {"result", "a", ShowAnswers{}}, {"result", "n", Proceed{}}, {"result", "w", TryOut{}},
		{"result", "／", StartPick{}}, {"result", "r", Restart{}}, {"result", "esc", Back{}}, {"result", "shift+tab", Back{}}, {"result", "g", nil},
		{"result", "2 g enter", ShowItem{0}}, {"result", "2 g g enter", ShowItem{2}}, {"result", "4 enter", ShowItem{7}}, {"result", "5 enter", ShowItem{1}}, {"result", "6 enter", Browse{1}}, {"result", "left enter", Browse{1}},
		{"finished", "n", nil}, {"what if", "w", Compare{}}, {"what if", "a", ShowAnswers{}},

		{"item", "esc", Leave{}}, {"item", "q", Leave{}}, {"item", "/", StartPick{}}, {"item", "end enter", Change{q("spend_now")}},
		{"answers", "enter", Change{q("matters")}}, {"answers", "end enter", Change{q("hightech")}}, {"answers", "esc", Leave{}}, {"answers", "/", StartPick{}},
		{"panel", "esc", Leave{}}, {"panel", "enter", Leave{}}, {"panel", "f3", Leave{}}, {"panel", "q", Leave{}}, {"panel", "down", nil},
		{"comparing", "k", Keep{}}, {"comparing", "ｄ", Drop{}}, {"comparing", "esc", Leave{}}, {"comparing", "down pgdown up", nil},
		{"confirm", "y", Quit{}}, {"confirm", "是", Quit{}}, {"confirm", "n", Leave{}}, {"confirm", "esc", Leave{}}, {"confirm", "enter", nil}, {"confirm", "space", nil},
		{"help", "esc", Leave{}}, {"help", "?", Leave{}}, {"help", "f1", Leave{}}, {"help", "enter", Leave{}}, {"help", "pgdown", nil},
	} {
		p := pages[c.page](light)
		p.View(80, 18)
		names := strings.Split(c.keys, " ")
		for i, k := range names {
			got := p.Update(pressed(k))
			want := c.want
			if i < len(names)-1 {
				want = nil
			}
			// values are compared as they print: a decimal has many forms
			if !reflect.DeepEqual(got, want) && fmt.Sprintf("%T %v", got, got) != fmt.Sprintf("%T %v", want, want) {
				t.Errorf("%s, %s: %s asks for %T %v, want %T %v", c.page, c.keys, k, got, got, want, want)
			}
			p.View(80, 18)
		}
	}
}

// What is no key changes no page, and text is pasted where text is typed.
func TestOtherMessages(t *testing.T) {
	for name, build := range made(t) {
		p := build(light)
		before := p.View(80, 18)
		for _, msg := range []tea.Msg{nil, tea.FocusMsg{}, tea.MouseClickMsg{}, tea.KeyReleaseMsg{Code: tea.KeyEnter}} {
			if act := p.Update(msg); act != nil {
				t.Errorf("%s: %T asks for %T", name, msg, act)
			}
		}
		if got := p.View(80, 18); got != before {
			t.Errorf("%s: changed to\n%s", name, ansi.Strip(got))
		}
		p.Update(tea.PasteMsg{Content: "12万"})
		typed := strings.Contains(ansi.Strip(p.View(80, 18)), "12万")
		if e, ok := p.(interface{ Editing() bool }); typed != (ok && e.Editing()) {
			t.Errorf("%s: pasted text is shown: %v", name, typed)
		}
	}
}

// A page keeps to its pane, and its looks can change at any time.
func TestPanes(t *testing.T) {
	for name, build := range made(t) {
		p := build(light)
		for i, size := range [][2]int{{60, 16}, {79, 16}, {80, 20}, {99, 20}, {100, 30}, {120, 32}, {200, 56}, {60, 56}} {
			st := style.New(looks[i%len(looks)])
			p.(interface{ SetStyles(*style.Styles) }).SetStyles(st)
			ls := strings.Split(p.View(size[0], size[1]), "\n")
			if len(ls) > size[1] {
				t.Errorf("%s: %d lines in %d", name, len(ls), size[1])
			}
			for _, l := range ls {
				if w := text.Width(strings.ReplaceAll(l, text.CursorMark, "")); w > size[0] {
					t.Errorf("%s: %d cells in %d: %q", name, w, size[0], ansi.Strip(l))
				}
			}
			if p.Title() == "" || len(p.Keys()) == 0 {
				t.Errorf("%s has no title or no keys", name)
			}
		}
	}
}

// Every row of a verdict says it with a sign or in words, in every look and
// without its colours.
func TestVerdictsWithoutColour(t *testing.T) {
	iv, all := firm(t), session.New(program)
	if err := all.Answer("matters", engine.OneValue("all")); err != nil {
		t.Fatal(err)
	}
	village := session.New(program)
	if err := village.Answer("applicant", engine.OneValue("village")); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, look := range looks {
		st := style.New(look)
		for _, on := range []*session.Interview{iv, all, village} {
			r := NewResult(reportOf(t, on), st, nil, Standing{})
			for tab := range resultTabs {
				for group := range groupings {
					r.tab, r.group = resultTab(tab), grouping(group)
					for _, w := range []int{50, 76} {
						for _, row := range r.rows(w) {
							show, ok := row.act.(ShowItem)
							if !ok {
								continue
							}
							k := slices.IndexFunc(r.report.Items, func(it present.Item) bool { return it.Index == show.Item })
							it := &r.report.Items[k]
							want := st.Signs.No
							switch {
							case it.Status == engine.Eligible:
								want = st.Signs.Yes
							case it.Status == engine.Possible:
								want = st.Signs.Open
							case it.Near:
								want = st.Signs.Near
							}
							seen[want] = true
							if first := ansi.Strip(row.lines[0]); !strings.HasPrefix(first, want+" ") {
								t.Errorf("%+v tab %d: %s is %v and begins %q", look, tab, it.ID, it.Status, first)
							}
						}
					}
				}
			}
			for i := range r.report.Items {
				it := &r.report.Items[i]
				if page := ansi.Strip(NewItem(it, policy, st, nil).View(80, 200)); !strings.Contains(page, it.StatusWord) {
					t.Errorf("%+v: the page of %s does not say %q", look, it.ID, it.StatusWord)
				}
			}
		}
	}
	for _, s := range []string{light.Signs.Yes, light.Signs.No, light.Signs.Open, light.Signs.Near} {
		if !seen[s] {
			t.Errorf("no verdict with %s was seen", s)
		}
	}
}

// One tab is in brackets, all six are in sight down to 60 columns, and their
// counts with them.
func TestTabs(t *testing.T) {
	r := NewResult(reportOf(t, firm(t)), light, nil, Standing{})
	one := r.report.Items[0]
	for range 2 { // 1, then hundreds of each
		for width := 60; width <= 200; width++ {
			for i := range resultTabs {
				r.turn(resultTab(i))
				line := ansi.Strip(r.tabs(width))
				if text.Width(line) > width || strings.Contains(line, "…") {
					t.Fatalf("%d: %q", width, line)
				}
				from, to := strings.Index(line, "["), strings.Index(line, "]")
				if from < 0 || to < from || strings.Count(line, "[") != 1 || line[from+1] != byte('1'+i) {
					t.Fatalf("%d, tab %d: %q", width, i, line)
				}
				for n := range resultTabs {
					if !strings.Contains(line, fmt.Sprint(n+1)) {
						t.Fatalf("%d: no %d in %q", width, n+1, line)
					}
				}
			}
		}
		for _, status := range []engine.Status{engine.Eligible, engine.Possible, engine.Ineligible} {
			for range 50 {
				it := one
				it.Status = status
				r.report.Items = append(r.report.Items, it)
				it.Near = true
				r.report.Items = append(r.report.Items, it)
			}
		}
	}
}

// The column of the running count is a rectangle, and says when it is cut.
func TestSide(t *testing.T) {
	board, err := present.MakeBoard(firm(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	board.News = []string{strings.Repeat("第1条 研发费用补助：条件相符，", 3), "2 项按所填情况排除"}
	for _, look := range looks {
		for height := 3; height < 40; height++ {
			out := Side(board, style.New(look), PanelWidth, height)
			if len(out) != height {
				t.Fatalf("%d lines for %d", len(out), height)
			}
			cut := false
			for _, l := range out {
				if text.Width(l) != PanelWidth {
					t.Fatalf("%d cells: %q", text.Width(l), ansi.Strip(l))
				}
				cut = cut || strings.Contains(l, "……")
			}
			if whole := strings.Contains(ansi.Strip(strings.Join(out, "")), "只是上限，不相加"); whole == cut {
				t.Errorf("height %d: whole %v, said to be cut %v", height, whole, cut)
			}
		}
	}
}

func TestKeyName(t *testing.T) {
	plain, ascii := style.New(style.Options{}), style.New(style.Options{ASCII: true})
	for name, build := range made(t) {
		for _, b := range build(ascii).Keys() {
			if s := KeyName(ascii, b); strings.ContainsAny(s, "←→↑↓–") || s == "" {
				t.Errorf("%s: %q", name, s)
			}
			if KeyName(plain, b) != b.Help().Key {
				t.Errorf("%s: %q", name, KeyName(plain, b))
			}
		}
	}
}

// However a list is moved about, the cursor is on a row that can be chosen, the
// window inside the list, and what is chosen in sight where a key chose it. Down
// reaches every choice, and no key goes the wrong way.
func TestListMoves(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var l list
		var rows []row
		choices := 0
		for i := range rapid.IntRange(1, 30).Draw(t, "rows") {
			r := row{lines: make([]string, rapid.IntRange(1, 4).Draw(t, "lines")), id: fmt.Sprint(i)}
			if rapid.Bool().Draw(t, "choice") {
				r.act = i
				choices++
			}
			rows = append(rows, r)
		}
		height := rapid.IntRange(6, 20).Draw(t, "height")
		l.set(rows)
		l.view(light, 60, height)
		first, last := l.outer(1), l.outer(-1)
		check := func(k string) {
			t.Helper()
			if got := strings.Count(l.view(light, 60, height), "\n") + 1; got > height {
				t.Fatalf("%d lines in %d", got, height)
			}
			if l.top < 0 || l.top > max(0, l.total()-height) {
				t.Fatalf("%s: line %d of %d is the first", k, l.top, l.total())
			}
			if choices == 0 != (l.chosen() == nil) {
				t.Fatalf("%s: %v is chosen of %d", k, l.chosen(), choices)
			}
		}
		check("at first")
		for _, k := range rapid.SliceOfN(rapid.SampledFrom([]string{"up", "down", "pgup", "pgdown", "home", "end", "j", "k", "g", "G", "space", "ｊ", "x"}), 0, 60).Draw(t, "keys") {
			at, top := l.at, l.top
			if !l.update(pressed(k)) && k != "x" {
				t.Fatalf("%s is not for lists", k)
			}
			check(k)
			switch k {
			case "down", "j", "ｊ", "pgdown", "space", "end", "G":
				if l.at < at || l.top < top && k != "down" && k != "j" && k != "ｊ" {
					t.Fatalf("%s goes up: row %d to %d, line %d to %d", k, at, l.at, top, l.top)
				}
			case "up", "k", "pgup", "home", "g":
				if l.at > at {
					t.Fatalf("%s goes down: row %d to %d", k, at, l.at)
				}
			case "x":
				if l.at != at || l.top != top {
					t.Fatal("x moves")
				}
			}
			if l.at != at && !l.sighted() && !slices.Contains([]string{"home", "end", "g", "G"}, k) {
				t.Fatalf("%s chose row %d out of sight", k, l.at)
			}
		}
		l.update(pressed("home"))
		l.view(light, 60, height)
		seen := map[int]bool{l.at: true}
		for range 200 {
			l.update(pressed("down"))
			l.view(light, 60, height)
			seen[l.at] = true
		}
		if choices > 0 && (len(seen) != choices || l.at != last || l.moves() != (choices > 1 || l.total() > height)) {
			t.Fatalf("down saw %d of %d choices and ends at %d, not %d", len(seen), choices, l.at, last)
		}
		for range 200 {
			l.update(pressed("up"))
			l.view(light, 60, height)
		}
		if l.at != first || l.top != 0 {
			t.Fatalf("up ends at row %d and line %d", l.at, l.top)
		}
	})
}

// A list that is laid out anew keeps its place by the names of its rows.
func TestListKeepsItsPlace(t *testing.T) {
	var l list
	rows := func(ids ...string) []row {
		var out []row
		for _, id := range ids {
			out = append(out, row{lines: []string{id}, act: id, id: id})
		}
		return out
	}
	l.set(rows("a", "b", "c"))
	l.view(light, 60, 10)
	l.update(pressed("down"))
	l.set(rows("x", "a", "b", "c"))
	if l.chosen() != "b" {
		t.Errorf("on %v", l.chosen())
	}
	l.set(rows("x", "y"))
	if l.chosen() != "x" {
		t.Errorf("its row gone, on %v", l.chosen())
	}
	l.set(nil)
	if l.chosen() != nil || l.sighted() {
		t.Errorf("empty, on %v", l.chosen())
	}
	l.update(pressed("down"))
	l.update(pressed("pgdown"))
	l.update(pressed("end"))
	if got := l.view(light, 60, 10); got != "" {
		t.Errorf("empty, it shows %q", got)
	}
}

// Rows are laid out for the width that they are given: nothing is cut off later
// without a word, and no line begins with a mark.
func TestRowsFit(t *testing.T) {
	defer func(p *engine.Program) { program, policy = p, p.Policy() }(program)
	for _, p := range []engine.Policy{sample.Strong(), sample.Wordy()} {
		program = compiled(p)
		policy = program.Policy()
		for name, build := range made(t) {
			page := build(light)
			fit := func(rows func(int) []row) {
				t.Helper()
				for w := 41; w <= 196; w += 5 {
					for _, r := range rows(w) {
						for _, l := range r.lines {
							if text.Width(l) > w {
								t.Fatalf("%s: %d cells in %d: %q", name, text.Width(l), w, ansi.Strip(l))
							}
							if s := strings.TrimLeft(ansi.Strip(l), " │"); s != "" && strings.ContainsRune("，。；：！？、）】》」", []rune(s)[0]) {
								t.Fatalf("%s at %d: a line begins with a mark: %q", name, w, s)
							}
						}
					}
				}
			}
			switch p := page.(type) {
			case *Result:
				for tab := range resultTabs {
					for group := range groupings {
						p.tab, p.group = resultTab(tab), grouping(group)
						fit(p.rows)
					}
				}
			case *Pick:
				p.find()
				p.need = 1 << 20
				fit(p.rows)
			case *Panel:
				fit(func(w int) []row { return boardRows(p.board, light, w) })
			case interface{ rows(int) []row }:
				fit(p.rows)
			}
		}
	}
}
