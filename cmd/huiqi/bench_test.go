package main

import (
	"slices"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"huiqi/content"
	"huiqi/tui"
)

// empty is the least that a Bubble Tea program can be.
type empty struct{}

func (e empty) Init() tea.Cmd                       { return nil }
func (e empty) Update(tea.Msg) (tea.Model, tea.Cmd) { return e, nil }
func (e empty) View() tea.View                      { return tea.NewView("") }

// BenchmarkKeyToFrame goes through a whole check of the real policy at 200x60,
// every topic chosen, key by key, and measures Update and View together. The
// same keys on an empty program are measured in the same run. The quiet figures
// take the least of all rounds for each key: what the keys cost while nothing
// else has the processor.
func BenchmarkKeyToFrame(b *testing.B) {
	pack, err := content.EmbeddedRules()
	if err != nil {
		b.Fatal(err)
	}
	enter := tea.KeyPressMsg{Code: tea.KeyEnter}
	digit := func(r rune) tea.KeyPressMsg { return tea.KeyPressMsg{Code: r, Text: string(r)} }
	keys := []tea.Msg{digit('1'), digit('1'), enter, digit('1'), enter}
	for range 12 { // every topic
		keys = append(keys, tea.KeyPressMsg{Code: ' ', Text: " "}, tea.KeyPressMsg{Code: tea.KeyDown})
	}
	keys = append(keys, enter)
	for range 60 {
		keys = append(keys, digit('1'), digit('2'), enter, tea.KeyPressMsg{Code: tea.KeyF2})
	}
	run := func(m tea.Model, out *[]time.Duration) {
		m.Update(tea.WindowSizeMsg{Width: 200, Height: 60})
		m.View()
		for _, k := range keys {
			start := time.Now()
			m.Update(k)
			m.View()
			*out = append(*out, time.Since(start))
		}
	}
	var ours, none, quiet []time.Duration
	for b.Loop() {
		app, err := tui.New(tui.Options{Program: pack.Program})
		if err != nil {
			b.Fatal(err)
		}
		run(app, &ours)
		round := ours[len(ours)-len(keys):]
		if quiet == nil {
			quiet = slices.Clone(round)
		}
		for i, d := range round {
			quiet[i] = min(quiet[i], d)
		}
		run(empty{}, &none)
	}
	report := func(name string, d []time.Duration, q float64) {
		slices.Sort(d)
		b.ReportMetric(float64(d[int(float64(len(d)-1)*q)].Microseconds())/1000, name)
	}
	report("p50-ms/key", ours, 0.5)
	report("p99-ms/key", ours, 0.99)
	report("max-ms/key", ours, 1)
	report("quiet-p99-ms/key", quiet, 0.99)
	report("quiet-max-ms/key", quiet, 1)
	report("empty-p99-ms/key", none, 0.99)
}
