package tui

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"huiqi/engine"
	"huiqi/tui/internal/shelf"
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
	kept  func(testing.TB) *shelf.Store // nil: none
	desk  bool
}{
	{"start", nil, nil, "全面自查", false, nil, false},
	{"choice", nil, []string{"1", "3"}, "● 都不在", false, nil, false},
	{"topics", nil, []string{"1", "1", "enter", "1", "enter", "space", "down"}, "[✓] 研发", false, nil, false},
	{"many", nil, []string{"1", "1", "enter", "1", "enter", "1", "enter", "2"}, "[✓] 雏鹰企业", false, nil, false},
	{"figure", nil, []string{"1", "1", "enter", "1", "enter", "1", "enter", "1", "enter", "=12,3.45", "left", "left"}, "12,3.45", false, nil, false},
	{"wrong figure", nil, []string{"1", "1", "enter", "1", "enter", "1", "enter", "1", "enter", "=甲乙", "enter"}, "甲乙", false, nil, false},
	{"record", []string{"booth"}, []string{"1", "enter", "1", "enter", "a", "1", "enter", "=10万"}, "10万", false, nil, false},
	{"records", []string{"booth"}, []string{"1", "enter", "1", "enter", "a", "1", "enter", "=10万", "enter"}, "就这些，共 1 项", false, nil, false},
	{"help", nil, []string{"1", "f1"}, "这一屏的键", false, nil, false},
	{"panel", nil, []string{"1", "1", "enter", "1", "enter", "1", "enter", "f3"}, "条件相符 0", false, nil, false},
	{"jump", nil, []string{"1", "1", "enter", "1", "enter", "1", "enter", "f4"}, "跳到主题", false, nil, false},
	{"search", nil, []string{"2", "=展"}, "展", false, nil, false},
	{"quit", nil, []string{"1", "1", "enter", "ctrl+c"}, "要退出吗", false, nil, false},
	{"result", []string{"eagle"}, []string{"1", "enter", "1", "enter", "1", "enter"}, "条件相符1", false, nil, false},
	{"item", []string{"eagle"}, []string{"1", "enter", "1", "enter", "1", "enter", "enter"}, "金额原文未写明", false, nil, false},
	{"article", nil, []string{"2", "=1", "tab", "down", "down"}, "第1条", true, nil, false},
	{"far down", nil, []string{"2", "pgdown", "down"}, "查找", true, nil, false},
	{"whole result", nil, []string{"1", "1", "enter", "1", "enter", "1", "enter", "1", "enter", "=2000万", "enter", "=1500w", "enter", "=4.6", "enter", "y", "enter", "6", "down", "down"}, "政策条文", true, nil, false},
	{"condition", nil, []string{"1", "1", "enter", "1", "enter", "1", "enter", "1", "enter", "=2000万", "enter", "=1500w", "enter", "=4.6", "enter", "y", "enter", "enter", "down", "down"}, "改这一题", true, nil, false},
	{"answers", []string{"eagle"}, []string{"1", "enter", "1", "enter", "1", "enter", "a"}, "我的答案", false, nil, false},
	{"start with a case", nil, nil, "继续上次的自查", false, begun, false},
	{"cases", nil, []string{"4", "down", "down"}, "已存的自查", true, stocked, false},
	{"case found", nil, []string{"4", "=11"}, "找到 1 份", false, stocked, false},
	{"case", nil, []string{"4", "tab", "down"}, "一份自查", false, stocked, false},
	{"case renamed", nil, []string{"4", "tab", "2", "=甲", "left"}, "甲", false, stocked, false},
	{"hand-out", []string{"eagle"}, []string{"1", "enter", "1", "enter", "1", "enter", "p", "down", "tab", "=玩具厂", "left"}, "玩具厂", false, empty, false},
	{"desk", nil, nil, "下一位", false, stocked, true},
	{"desk searching", nil, []string{"=zw", "left"}, "展位费", false, stocked, true},
	{"sheet", nil, []string{"=研发费用补助", "enter", "1", "enter", "1", "enter", "=1000万", "enter", "=12,3", "left"}, "12,3", false, empty, true},
	{"sheet of records", nil, []string{"=展位", "enter", "1", "enter", "1", "enter", "a", "1", "enter", "=10万"}, "10万", false, empty, true},
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
			o := Options{Names: place.names, Style: style.Options{Theme: themes[i%len(themes)]}, Desk: place.desk}
			d := (*driver)(nil)
			if place.kept != nil {
				d = onShelf(t, place.kept(t), o)
			} else {
				d = drive(t, o)
			}
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
