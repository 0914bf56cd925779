package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"huiqi/cmd/huiqi/internal/report"
	"huiqi/content"
	"huiqi/engine"
	"huiqi/tui"
	"huiqi/tui/demo"
	"huiqi/tui/present"
	"huiqi/tui/session"
	"huiqi/tui/store"
	"huiqi/tui/style"
	"huiqi/tui/text"
)

// What each sample comes to, worked out by hand from the printed figures: the
// items that match with their sums, and the lines of the box that adds up.
var sampleResults = map[string]struct {
	items map[string]string
	sums  []string
	open  []string // items that stay open
}{
	"firm": {
		items: map[string]string{
			"a14-rd":                   "1000000",      // hightech above scale, revenue below 5亿元: 20% of 2000万元 − 1500万元
			"a11-rd-center-provincial": "up to 500000", // as printed
		},
		sums: []string{"1000000"},
	},
	"exporter": {
		items: map[string]string{
			"a46-booth":      "up to 70000", // 70% of 10万元, printed as the most
			"a46-airfare":    "21000",       // 70% of 3万元
			"a46-micro":      "50000",       // exports of 300万美元, not above 500万: in full, past the company's account
			"a46-short-term": "80000",       // 80% of 10万元
		},
		sums: []string{"101000", "50000"},
	},
	"incubator": {
		items: map[string]string{
			"a16-new-incubator": "up to 2000000", // as printed
			"a16-rebuild":       "200000",        // 10% of 200万元
		},
		sums: []string{"200000"},
	},
	"village": {
		items: map[string]string{
			"a51-upgrade": "300000",  // 80% of 50万元 is 40万元; 3000元 for each of 100亩 is less
			"a54-village": "9000000", // 90% of 1000万元, below 1100万元
		},
		sums: []string{"9300000"},
	},
	"tourist": {items: map[string]string{"a35-scenic-area": "up to 1000000"}}, // as printed
	"logistics": {
		items: map[string]string{
			"a40-truck":     "discount 8.5", // ETC of the province, loaded lawfully: 8.5折, no money
			"a40-container": "",             // other rules say how much
			"a40-relending": "",
			"a41-permit":    "",
			"a41-night":     "", // new energy, light, closed
		},
	},
	// all matters lie outside; the coaches' six months are their own
	"outside": {open: []string{"a40-coach"}},
}

// Each sample comes to what the printed figures say, through the interview.
func TestSampleResults(t *testing.T) {
	for _, s := range samplePlays(t) {
		want, ok := sampleResults[s.id]
		if !ok {
			t.Errorf("%s has no expected result", s.id)
			continue
		}
		end := s.play(t).End()
		r, err := end.Result()
		if err != nil {
			t.Fatal(err)
		}
		p := end.Program().Policy()
		var open []string
		for i := range r.Items {
			it := &r.Items[i]
			if !end.Scope().Has(i) {
				continue
			}
			id := p.Items[i].ID
			sum, match := want.items[id]
			if match != (it.Status == engine.Eligible) {
				t.Errorf("%s: %s is %v", s.id, id, it.Status)
			} else if match && worth(&p.Items[i], *it.Worth) != sum {
				t.Errorf("%s: %s is worth %q, want %q", s.id, id, worth(&p.Items[i], *it.Worth), sum)
			}
			if it.Status == engine.Possible {
				open = append(open, id)
			}
		}
		if !slices.Equal(open, want.open) {
			t.Errorf("%s: open are %v, want %v", s.id, open, want.open)
		}
		var sums []string
		_, boxes := end.Program().Within(r, end.Scope())
		for _, b := range boxes {
			for _, l := range b.Lines {
				if b.Box == engine.BoxExact && l.Group < 0 {
					sums = append(sums, l.Low().String())
				}
			}
		}
		if !slices.Equal(sums, want.sums) {
			t.Errorf("%s: adds up to %v, want %v", s.id, sums, want.sums)
		}
	}
}

// worth is a sum as sampleResults has it.
func worth(it *engine.Item, w engine.Worth) string {
	switch {
	case it.Amount.Kind == engine.Discount:
		return "discount " + it.Amount.Rate.Value.String()
	case w.Certainties.Only(engine.UpTo):
		return "up to " + w.High().String()
	case w.Certainties.Only(engine.Exact) && w.Settled && w.Low().Equal(w.High()):
		return w.Low().String()
	}
	return ""
}

// samplePlay is a sample as a briefing shows it.
type samplePlay struct {
	id   string
	pack *content.Pack
	who  demo.Applicant
	n    int // on the list
}

func samplePlays(t *testing.T) []samplePlay {
	t.Helper()
	a := newApp()
	pack, err := a.load()
	if err != nil {
		t.Fatal(err)
	}
	who, err := a.applicants(pack, nil)
	if err != nil {
		t.Fatal(err)
	}
	samples, err := content.Samples(&pack.Policy)
	if err != nil {
		t.Fatal(err)
	}
	var out []samplePlay
	for i := range who {
		out = append(out, samplePlay{samples[i].ID, pack, who[i], i + 1})
	}
	return out
}

func (s *samplePlay) play(t *testing.T) *demo.Play {
	t.Helper()
	p, err := demo.New(s.pack.Program, s.who)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Each sample is played by keys to the result and back again, in every window:
// every screen fits, the way back shows the same screens, no answer is left over or
// missing, and what comes out is what check says of the file, byte for byte.
func TestDemo(t *testing.T) {
	for _, s := range samplePlays(t) {
		p := s.play(t)
		if p.Open() > 0 || p.Spare() > 0 {
			t.Errorf("%s: %d questions without an answer, %d answers too many", s.id, p.Open(), p.Spare())
		}
		end := p.End()
		played := jsonOf(t, report.Case{Program: s.pack.Program, Digest: s.pack.Digest, Facts: end.Facts(), Names: end.Names()})
		var checked bytes.Buffer
		a := newApp()
		a.out, a.err = &checked, io.Discard
		if code := a.run([]string{"check", filepath.Join(journeysDir, s.id+".yaml"), "--format", "json"}); code != exitDone {
			t.Fatalf("check of %s: %d", s.id, code)
		}
		if played != checked.String() {
			t.Errorf("%s: the play ends otherwise than check:\n%s\nwant\n%s", s.id, played, checked.String())
		}
		for _, in := range sizes {
			if few() && in.w != 80 {
				continue
			}
			t.Run(fmt.Sprint(s.id, "/", in), func(t *testing.T) { s.perform(t, p, in) })
		}
	}
}

func jsonOf(t *testing.T, c report.Case) string {
	t.Helper()
	r, err := report.Build(c)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := report.WriteJSON(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// perform plays a sample on the root model.
func (s *samplePlay) perform(t *testing.T, p *demo.Play, in size) {
	all := samplePlays(t)
	var who []demo.Applicant
	for _, o := range all {
		who = append(who, o.who)
	}
	app, err := tui.New(tui.Options{Program: s.pack.Program, Applicants: who, FixedTheme: true, Style: style.Options{Theme: style.Projector}})
	if err != nil {
		t.Fatal(err)
	}
	app.Update(tea.WindowSizeMsg{Width: in.w, Height: in.h})
	press := func(k tea.KeyPressMsg) string {
		if _, cmd := app.Update(k); cmd != nil {
			t.Fatal("a key by hand starts something")
		}
		return screenOf(t, app, in)
	}
	space := tea.KeyPressMsg{Code: ' ', Text: " "}
	back := tea.KeyPressMsg{Code: tea.KeyBackspace}
	first := press(tea.KeyPressMsg{Code: rune('0' + s.n), Text: fmt.Sprint(s.n)})
	if !strings.Contains(flat(first), flat(s.who.Name)) || !strings.Contains(first, "虚构的申请人") {
		t.Fatalf("this is not %s:\n%s", s.who.Name, first)
	}
	screens := []string{first}
	for range 2 * p.Questions() {
		screens = append(screens, press(space))
	}
	result := press(space)
	switch {
	case p.End().Outside() && !strings.Contains(result, "问题到此为止"), !p.End().Outside() && !strings.Contains(result, "1一览"):
		t.Fatalf("this is not the result:\n%s", result)
	}
	for i := len(screens) - 1; i >= 0; i-- {
		if got := press(back); got != screens[i] {
			t.Fatalf("on the way back stands\n%s\nwant\n%s", got, screens[i])
		}
	}
	if got := press(back); got != screens[0] {
		t.Errorf("there is something before the first screen:\n%s", got)
	}
	if esc := press(tea.KeyPressMsg{Code: tea.KeyEscape}); !strings.Contains(esc, "▸ ") || !strings.Contains(esc, "  "+s.who.Name+"\n") && !strings.Contains(esc, "  "+s.who.Name+" ") {
		t.Errorf("Esc does not lead to this applicant in the list:\n%s", esc)
	}
}

// screenOf is what stands on the screen, which must fit the window.
func screenOf(t *testing.T, app *tui.App, in size) string {
	t.Helper()
	v := app.View()
	screen := ansi.Strip(v.Content)
	lines := strings.Split(screen, "\n")
	if len(lines) > in.h {
		t.Errorf("%d lines in a window of %v", len(lines), in)
	}
	for _, l := range lines {
		if n := text.Width(l); n > in.w {
			t.Errorf("a line of %d cells in a window of %v: %q", n, in, l)
		}
	}
	if v.Cursor != nil {
		t.Errorf("a cursor is shown where nobody types:\n%s", screen)
	}
	return screen
}

// Every answer of every sample that moves a verdict says by which condition.
func TestDemoSaysWhy(t *testing.T) {
	for _, s := range samplePlays(t) {
		p := s.play(t)
		for p.Forward() {
			if st := p.Stop(); st.Kind == demo.Changed {
				e, err := present.MakeEffect(st.Before, st.After, st.Step)
				if err != nil {
					t.Fatal(err)
				}
				before, _ := st.Before.Result()
				for _, m := range e.Moves {
					if before.Items[m.Item].Status != m.Status && len(m.Why) == 0 {
						t.Errorf("%s, question %d (%s): %s is now %v, without a reason", s.id, st.Number, e.Question, m.Title, m.Status)
					}
				}
			}
		}
	}
}

// Own applicants are read from answers files; a name and an introduction are
// cleaned, and a file without a name is called as the file is.
func TestDemoOwnApplicants(t *testing.T) {
	dir := t.TempDir()
	named, plain := filepath.Join(dir, "a.yaml"), filepath.Join(dir, "乙公司.yaml")
	for path, s := range map[string]string{
		named: "name: \"甲\\n公司\"\nabout: 做外贸的\nscope: [trade]\nanswers: {matters: all}\n",
		plain: "answers: {matters: none}\n",
	} {
		if err := os.WriteFile(path, []byte(s), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	a := newApp()
	a.err = io.Discard
	pack, err := a.load()
	if err != nil {
		t.Fatal(err)
	}
	who, err := a.applicants(pack, []string{named, plain})
	if err != nil {
		t.Fatal(err)
	}
	if len(who) != 2 || who[0].Name != "甲 公司" || who[0].About != "做外贸的" || who[0].MadeUp || !slices.Equal(who[0].Scope, []string{"trade"}) || who[1].Name != "乙公司" {
		t.Errorf("%+v", who)
	}
	if _, err := a.applicants(pack, []string{filepath.Join(dir, "none.yaml")}); err == nil {
		t.Error("a file that is not there was read")
	}
}

// A case that is kept is played under its name, by its name.
func TestDemoOwnCase(t *testing.T) {
	a := newApp()
	a.err, a.dataFolder = io.Discard, t.TempDir()
	pack, err := a.load()
	if err != nil {
		t.Fatal(err)
	}
	kept, err := a.store(pack)
	if err != nil {
		t.Fatal(err)
	}
	c, err := kept.New(store.Options{Name: "丙公司"})
	if err != nil {
		t.Fatal(err)
	}
	iv := session.New(pack.Program)
	if err := iv.Answer("matters", engine.OneValue("none")); err != nil {
		t.Fatal(err)
	}
	if err := c.Save(iv); err != nil {
		t.Fatal(err)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	who, err := a.applicants(pack, []string{"丙公司"})
	if err != nil {
		t.Fatal(err)
	}
	if len(who) != 1 || who[0].Name != "丙公司" || who[0].MadeUp || who[0].Facts["matters"].Choice() != "none" {
		t.Errorf("%+v", who)
	}
}

// The pace is read as people write it.
func TestPaceFlag(t *testing.T) {
	for _, c := range []struct {
		in   string
		want time.Duration // 0: refused
	}{
		{"3s", 3 * time.Second}, {"3", 3 * time.Second}, {"10秒", 10 * time.Second}, {"５", 5 * time.Second}, {"60", time.Minute},
		{"0", 0}, {"61", 0}, {"1.5", 0}, {"-3", 0}, {"3m", 0}, {"", 0}, {"快", 0},
	} {
		var p paceFlag
		if err := p.Set(c.in); (err == nil) != (c.want > 0) || p.Each != c.want || p.On != (c.want > 0) {
			t.Errorf("%q: %+v, %v; want %v", c.in, p, err, c.want)
		}
	}
}
