package field

import (
	"fmt"
	"strings"
	"testing"

	"huiqi/engine"
	"huiqi/tui/style"
	"huiqi/tui/text"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

var styles = style.New(style.Options{Theme: style.Dark})

// The row under the cursor is always in sight, signs tell of every row that is
// not, and nothing is wider or higher than asked.
func TestListWindow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := base{st: styles, nested: true, width: rapid.IntRange(20, 60).Draw(t, "width")}
		rows := make([]row, rapid.IntRange(1, 30).Draw(t, "rows"))
		for i := range rows {
			rows[i] = row{key: digit(i), sign: "○", label: fmt.Sprintf("R%02d%s", i, strings.Repeat("项", rapid.IntRange(0, 40).Draw(t, "label"))), note: rapid.SampledFrom([]string{"", "说明"}).Draw(t, "note")}
		}
		var l list
		for range rapid.IntRange(1, 20).Draw(t, "steps") {
			k := rapid.SampledFrom([]rune{tea.KeyUp, tea.KeyDown, tea.KeyDown, tea.KeyHome, tea.KeyEnd, tea.KeyPgUp, tea.KeyPgDown}).Draw(t, "key")
			l.move(tea.KeyPressMsg{Code: k}, len(rows))
			h := rapid.IntRange(1, 40).Draw(t, "height")
			s := l.section(&b, rows)
			got := s.draw(min(h, s.want))
			if len(got) > h || len(got) == 0 {
				t.Fatalf("%d lines, asked for %d", len(got), h)
			}
			seen := map[int]bool{}
			above, below := 0, 0
			for _, line := range got {
				if text.Width(line) > b.width {
					t.Fatalf("%q is wider than %d", line, b.width)
				}
				plain := ansi.Strip(line)
				fmt.Sscanf(strings.TrimSpace(plain), "↑ 上面还有 %d 项", &above)
				fmt.Sscanf(strings.TrimSpace(plain), "↓ 下面还有 %d 项", &below)
				if at := strings.Index(plain, "R"); at >= 0 {
					var n int
					fmt.Sscanf(plain[at:], "R%02d", &n)
					seen[n] = true
				}
			}
			if !seen[l.cursor] {
				t.Fatalf("row %d is out of sight at height %d:\n%s", l.cursor, h, strings.Join(got, "\n"))
			}
			if h >= 3 && above+below+len(seen) != len(rows) {
				t.Fatalf("%d above, %d below and %d in sight of %d rows", above, below, len(seen), len(rows))
			}
			if len(seen) > mostRows {
				t.Fatalf("%d rows in sight", len(seen))
			}
		}
	})
}

func TestEntry(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := newEntry("")
		for range rapid.IntRange(0, 40).Draw(t, "steps") {
			switch rapid.IntRange(0, 5).Draw(t, "kind") {
			case 0:
				e.update(tea.PasteMsg{Content: rapid.String().Draw(t, "paste")})
			case 1, 2:
				e.update(tea.KeyPressMsg{Text: rapid.SampledFrom([]string{"1", "亿", "é", "e\u0301", "👨‍👩‍👧", "가", "ᄀ", "ᅡ", "\u0d4e", "🇨", "🇳"}).Draw(t, "text")})
			default:
				e.update(tea.KeyPressMsg{Code: rapid.SampledFrom([]rune{tea.KeyLeft, tea.KeyRight, tea.KeyHome, tea.KeyEnd, tea.KeyBackspace, tea.KeyDelete}).Draw(t, "key"), Mod: rapid.SampledFrom([]tea.KeyMod{0, 0, tea.ModAlt, tea.ModCtrl}).Draw(t, "mod")})
			}
			width := rapid.IntRange(2, 40).Draw(t, "width")
			clean, x, _, ok := text.TakeCursor(e.draw(styles, width, true))
			if !ok || x >= width {
				t.Fatalf("cursor at %d of %d (%v) in %q", x, width, ok, clean)
			}
			if n := len([]rune(e.value())); n > mostRunes {
				t.Fatalf("%d characters", n)
			}
			if strings.Contains(e.value(), "\n") || text.CleanLine(e.value()) != e.value() {
				t.Fatalf("unclean text %q", e.value())
			}
		}
	})
}

func TestEntryKeepsEverything(t *testing.T) {
	e := newEntry("12亿")
	for _, c := range []struct {
		key  tea.KeyPressMsg
		want string
	}{
		{tea.KeyPressMsg{Code: tea.KeyEnter}, "12亿"},                   // no second line
		{tea.KeyPressMsg{Code: 'v', Mod: tea.ModCtrl}, "12亿"},          // the terminal pastes, not we
		{tea.KeyPressMsg{Code: tea.KeyUp}, "12亿"},                      // no history, no lines
		{tea.KeyPressMsg{Code: 'c', Mod: tea.ModAlt}, "12亿"},           // no case changes
		{tea.KeyPressMsg{Code: tea.KeyLeft, Mod: tea.ModShift}, "12亿"}, // no selection
		{tea.KeyPressMsg{Text: "3"}, "12亿3"},
		{tea.KeyPressMsg{Code: tea.KeyBackspace}, "12亿"},
		{tea.KeyPressMsg{Code: 'u', Mod: tea.ModCtrl}, ""},
	} {
		if e.update(c.key); e.value() != c.want {
			t.Errorf("%v: %q, want %q", c.key, e.value(), c.want)
		}
	}
}

// However little room there is, what is typed stays in sight; whatever there is
// of it, no more is taken.
func TestFit(t *testing.T) {
	for h := 1; h <= 12; h++ {
		q := engine.Question{ID: "q", Kind: engine.Number, Unit: "元", Label: strings.Repeat("很长的问题", 20), Help: strings.Repeat("很长的说明", 20)}
		f := New(q, Config{Styles: styles, Why: "关系到第14条"})
		f.WithWidth(30)
		f.WithHeight(h)
		f.Focus()
		f.Update(tea.KeyPressMsg{Text: "?"})
		f.Update(tea.KeyPressMsg{Text: "8"})
		f.Update(tea.KeyPressMsg{Text: "x"})
		f.Update(tea.KeyPressMsg{Code: tea.KeyEnter})
		lines := strings.Split(ansi.Strip(f.View()), "\n")
		if len(lines) > h || !strings.Contains(f.View(), text.CursorMark) {
			t.Errorf("height %d:\n%s", h, strings.Join(lines, "\n"))
		}
		if h >= 2 && !strings.Contains(strings.Join(lines, "\n"), "! ") {
			t.Errorf("height %d hides the fault:\n%s", h, strings.Join(lines, "\n"))
		}
	}
}

func TestWords(t *testing.T) {
	many := engine.Question{Kind: engine.Many, Choices: []engine.Choice{{ID: "b", Label: "乙"}, {ID: "a", Label: "甲"}}}
	for _, c := range []struct {
		q    engine.Question
		v    engine.Value
		want string
	}{
		{engine.Question{}, engine.DontKnow(), "不清楚"},
		{engine.Question{}, engine.BoolValue(true), "是"},
		{many, engine.ManyValue("a", "b"), "乙、甲"},
		{many, engine.ManyValue(), "以上都没有"},
		{engine.Question{Unit: "元"}, engine.NumberValue(decimal.New(12, 7)), "1.2亿元"},
		{engine.Question{Unit: "%"}, engine.NumberValue(decimal.New(46, -1)), "4.6%"},
		{engine.Question{}, engine.DayValue(engine.Date{Year: 2023, Month: 5, Day: 1}), "2023年5月1日"},
		{engine.Question{}, engine.ListValue(engine.Records{}), "一项也没有"},
		{engine.Question{}, engine.ListValue(engine.Records{Rows: make([]engine.Row, 2)}), "2 项"},
		{engine.Question{}, engine.ListValue(engine.Records{Rows: make([]engine.Row, 2), Open: true}), "2 项，可能还有"},
	} {
		if got := Words(c.q, c.v); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

// Every kind of question says how to answer "not sure".
func TestUnsureIsShown(t *testing.T) {
	for k := engine.Bool; k <= engine.List; k++ {
		f := New(engine.Question{ID: "q", Kind: k, Label: "？"}, Config{Styles: styles})
		f.Focus()
		if !strings.Contains(f.View(), "不清楚") {
			t.Errorf("%v does not offer 不清楚:\n%s", k, f.View())
		}
		if !f.Unsure() {
			t.Errorf("%v stays", k)
		}
		if v, ok := f.Answer(); !ok || v.Known() {
			t.Errorf("%v: %v %v", k, v, ok)
		}
		v, _ := f.Answer()
		f.Saved(&v)
		f.Blur()
		if !strings.Contains(f.View(), "? 不清楚") {
			t.Errorf("%v does not show it:\n%s", k, f.View())
		}
	}
}
