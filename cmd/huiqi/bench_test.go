package main

import (
	"slices"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/shopspring/decimal"

	"huiqi/content"
	"huiqi/engine"
	"huiqi/tui"
	"huiqi/tui/session"
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

// BenchmarkInterview asks an enterprise all that matters in every topic, without
// screens: the next question, the answer, the moot answers and the result, as often
// as there are questions. Yes, the first choice or all choices, and a million.
func BenchmarkInterview(b *testing.B) {
	pack, err := content.EmbeddedRules()
	if err != nil {
		b.Fatal(err)
	}
	var topics []string
	for _, t := range pack.Policy.Topics {
		topics = append(topics, t.ID)
	}
	steps := 0
	b.ReportAllocs()
	for b.Loop() {
		iv := session.New(pack.Program)
		for {
			s, err := iv.Next()
			if err != nil {
				b.Fatal(err)
			}
			if s.Kind == session.Finished {
				break
			}
			steps++
			if s.Kind == session.AskTopics {
				err = iv.SetTopics(topics)
			} else {
				q := &pack.Policy.Questions[s.Question]
				err = iv.Answer(q.ID, benchAnswer(q))
			}
			if err != nil {
				b.Fatal(err)
			}
			iv.Moot()
			if _, err := iv.Result(); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(steps)/float64(b.N), "questions")
	b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(steps), "ms/question")
}

func benchAnswer(q *engine.Question) engine.Value {
	switch q.Kind {
	case engine.Bool:
		return engine.BoolValue(true)
	case engine.One:
		return engine.OneValue(q.Choices[0].ID)
	case engine.Many:
		var ids []string
		for _, c := range q.Choices {
			ids = append(ids, c.ID)
		}
		return engine.ManyValue(ids...)
	case engine.Number:
		if q.Max != nil {
			return engine.NumberValue(*q.Max)
		}
		return engine.NumberValue(decimal.New(1, 6))
	case engine.Day:
		return engine.DayValue(engine.Date{Year: 2023, Month: 6, Day: 1})
	}
	row := engine.Row{}
	for i := range q.Fields {
		row[q.Fields[i].ID] = benchAnswer(&q.Fields[i])
	}
	return engine.ListValue(engine.Records{Rows: []engine.Row{row}})
}
