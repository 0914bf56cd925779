package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"huiqi/cmd/huiqi/internal/cases"
	"huiqi/content"
	"huiqi/tui"
	"huiqi/tui/present"
)

// At the desk a walk-in asks about 展会补贴: from the first screen to the printed
// hand-out in at most 25 key presses beside the figures themselves, on the real
// policy and a real disk.
func TestDeskInFewKeys(t *testing.T) {
	pack, err := content.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, in := range sizes {
		t.Run(in.String(), func(t *testing.T) {
			dir := t.TempDir()
			a := newApp()
			kept, err := a.keeper(pack, present.Contacts{}, wizardRequest{OutDir: filepath.Join(dir, "out"),
				Store: cases.New(cases.Config{Dir: dir, Pack: pack, Version: "test", DeskDays: 30})})
			if err != nil {
				t.Fatal(err)
			}
			app, err := tui.New(tui.Options{Program: pack.Program, Store: kept, Desk: true, Clerk: "小李"})
			if err != nil {
				t.Fatal(err)
			}
			app.Update(tea.WindowSizeMsg{Width: in.w, Height: in.h})
			h := &appHands{t: t, app: app, size: in}
			h.sees("下一位", true)
			h.press(strings.Split("zhanhui", "")...) // letter by letter, each a key press
			h.sees("境外出口展会的展位费", true)
			h.press("enter")
			h.sees("是在2023年1月1日到12月31日之间发生的吗", false)
			h.press("1", "enter")
			h.sees("以什么身份来问", false)
			h.press("1", "enter")
			h.sees("有下面哪些事", false)
			h.press("1", "enter")
			h.sees("参加了哪些展会", false)
			h.press("a")
			h.sees("是哪种展会", false)
			h.press("1", "enter")
			h.sees("展位费多少", true)
			h.typed("10万")
			h.press("enter")
			h.sees("就这些", false)
			h.press("3", "enter")
			h.press("y", "enter")
			h.sees("条件相符1", false)
			h.press("p")
			h.sees("写好了", false)
			if h.keys > 25 {
				t.Errorf("%d key presses beside the figures, at most 25 are allowed", h.keys)
			}
			t.Logf("%d key presses beside the figures", h.keys)
			files, err := filepath.Glob(filepath.Join(dir, "out", "*.html"))
			if err != nil || len(files) != 1 {
				t.Fatalf("hand-outs %v, %v", files, err)
			}
			page, err := os.ReadFile(files[0])
			if err != nil {
				t.Fatal(err)
			}
			for _, words := range []string{"境外出口展会的展位费", "小李", "7万元", "仅供自查"} {
				if !strings.Contains(string(page), words) {
					t.Errorf("%q is not on the hand-out", words)
				}
			}
			entries, err := kept.Cases()
			if err != nil || len(entries) != 1 || !entries[0].Desk || entries[0].About != "第46条 境外出口展会的展位费" || entries[0].Expires.IsZero() || entries[0].Answers != 5 {
				t.Errorf("kept: %+v, %v", entries, err)
			}
			app.Close()
		})
	}
}
