package tui

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"huiqi/engine"
	"huiqi/tui/style"
)

// stormy places are pages and states that a window may be resized in: keys from
// the first screen, and what must stand there whatever happens to the window.
var stormy = []struct {
	name  string
	names []string // begins with one thing
	keys  []string
	sees  string
	// roams: a long page, which may come back scrolled; the chosen row is the same
	roams bool
}{
	{"start", nil, nil, "全面自查", false},
	{"choice", nil, []string{"1", "3"}, "● 都不在", false},
	{"topics", nil, []string{"1", "1", "enter", "1", "enter", "space", "down"}, "[✓] 研发", false},
	{"many", nil, []string{"1", "1", "enter", "1", "enter", "1", "enter", "2"}, "[✓] 雏鹰企业", false},
	{"figure", nil, []string{"1", "1", "enter", "1", "enter", "1", "enter", "1", "enter", "=12,3.45", "left", "left"}, "12,3.45", false},
	{"wrong figure", nil, []string{"1", "1", "enter", "1", "enter", "1", "enter", "1", "enter", "=甲乙", "enter"}, "甲乙", false},
	{"record", []string{"booth"}, []string{"1", "enter", "1", "enter", "a", "1", "enter", "=10万"}, "10万", false},
	{"records", []string{"booth"}, []string{"1", "enter", "1", "enter", "a", "1", "enter", "=10万", "enter"}, "就这些，共 1 项", false},
	{"help", nil, []string{"1", "f1"}, "这一屏的键", false},
	{"panel", nil, []string{"1", "1", "enter", "1", "enter", "1", "enter", "f3"}, "条件相符 0", false},
	{"jump", nil, []string{"1", "1", "enter", "1", "enter", "1", "enter", "f4"}, "跳到主题", false},
	{"search", nil, []string{"2", "=展"}, "展", false},
	{"quit", nil, []string{"1", "1", "enter", "ctrl+c"}, "要退出吗", false},
	{"result", []string{"eagle"}, []string{"1", "enter", "1", "enter", "1", "enter"}, "条件相符1", false},
	{"item", []string{"eagle"}, []string{"1", "enter", "1", "enter", "1", "enter", "enter"}, "金额原文未写明", false},
	{"article", nil, []string{"2", "=1", "tab", "down", "down"}, "第1条", true},
	{"far down", nil, []string{"2", "pgdown", "down"}, "查找", true},
	{"whole result", nil, []string{"1", "1", "enter", "1", "enter", "1", "enter", "1", "enter", "=2000万", "enter", "=1500w", "enter", "=4.6", "enter", "y", "enter", "6", "down", "down"}, "政策条文", true},
	{"condition", nil, []string{"1", "1", "enter", "1", "enter", "1", "enter", "1", "enter", "=2000万", "enter", "=1500w", "enter", "=4.6", "enter", "y", "enter", "enter", "down", "down"}, "改这一题", true},
	{"answers", []string{"eagle"}, []string{"1", "enter", "1", "enter", "1", "enter", "a"}, "我的答案", false},
}

// A storm of windows in every state: each frame fits its window, and at the end
// nothing that was answered, picked or typed is lost. The cursor of a text field
// stands where it stood.
func TestResizeStorm(t *testing.T) {
	steps := 10_000
	if testing.Short() {
		steps = 1_000
	}
	rnd := rand.New(rand.NewPCG(10, 4))
	// around every size at which the screens are laid out anew
	edges := []tea.WindowSizeMsg{{Width: 1, Height: 1}, {Width: 59, Height: 20}, {Width: 60, Height: 19}, {Width: 60, Height: 20}, {Width: 61, Height: 20},
		{Width: 79, Height: 24}, {Width: 80, Height: 24}, {Width: 99, Height: 24}, {Width: 100, Height: 20}, {Width: 101, Height: 36}, {Width: 200, Height: 60},
		{Width: 500, Height: 20}, {Width: 60, Height: 300}}
	window := func() tea.WindowSizeMsg {
		switch rnd.IntN(10) {
		case 0, 1:
			return edges[rnd.IntN(len(edges))]
		case 2:
			return tea.WindowSizeMsg{Width: 1 + rnd.IntN(70), Height: 1 + rnd.IntN(25)}
		}
		return tea.WindowSizeMsg{Width: 60 + rnd.IntN(90), Height: 20 + rnd.IntN(30)}
	}
	home := tea.WindowSizeMsg{Width: 80, Height: 24}
	themes := []style.Theme{style.Light, style.HighContrast, style.Projector}
	for i, place := range stormy {
		t.Run(place.name, func(t *testing.T) {
			d := drive(t, Options{Names: place.names, Style: style.Options{Theme: themes[i%len(themes)]}})
			d.send(home)
			d.press(place.keys...)
			d.sees(place.sees)
			state := func() string {
				t.Helper()
				d.send(home)
				d.sees(place.sees)
				if place.roams {
					s := d.screen()
					at := strings.Index(s, "▸")
					return s[at : at+strings.Index(s[at:], "\n")]
				}
				if c := d.a.View().Cursor; c != nil {
					return fmt.Sprint(d.screen(), "\n", c.Position)
				}
				return d.screen()
			}
			facts := func() engine.Facts {
				if d.a.iv == nil {
					return nil
				}
				return maps.Clone(d.a.iv.Facts())
			}
			want, answers := state(), facts()
			for range (steps + 20*len(stormy) - 1) / (20 * len(stormy)) {
				for range 20 {
					d.send(window())
				}
				if got := state(); got != want {
					t.Fatalf("before the storm:\n%s\nafter it:\n%s", want, got)
				}
				if !maps.EqualFunc(facts(), answers, engine.Value.Equal) {
					t.Fatal("the answers have changed")
				}
			}
		})
	}
}
