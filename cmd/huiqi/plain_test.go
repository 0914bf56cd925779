package main

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"huiqi/content"
	"huiqi/engine"
	"huiqi/tui/present"
)

// Each journey goes through the line mode as a person would who knows the answers
// and sees nothing but the lines: the result is that of the answers file, item by
// item.
func TestPlainJourneys(t *testing.T) {
	files, err := filepath.Glob(journeysDir + "/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d journeys, %v", len(files), err)
	}
	pack, err := content.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	p := pack.Program.Policy()
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".yaml"), func(t *testing.T) {
			ans, err := content.ReadAnswers(file, p)
			if err != nil {
				t.Fatal(err)
			}
			scope, err := pack.Program.ScopeOf(ans.Scope...)
			if err != nil {
				t.Fatal(err)
			}
			rep, err := present.Build(present.Source{Program: pack.Program, Facts: ans.Facts, Scope: scope})
			if err != nil {
				t.Fatal(err)
			}
			r := &reader{t: t, policy: p, answers: ans, used: map[string]bool{}}
			if ans.Facts[p.Gate.Question].Choice() != p.Gate.Ends {
				r.after = []string{"2", "5", "a"}
				for k := range rep.Items {
					r.after = append(r.after, fmt.Sprintf("i %d", k+1))
				}
			}
			t.Setenv(dataVariable, t.TempDir())
			var messages bytes.Buffer
			a := newApp()
			a.in, a.out, a.err = r, &r.out, &messages
			if code := a.run([]string{"--plain"}); code != exitDone {
				t.Fatalf("exit code %d: %s\n%s", code, &messages, r.out.String())
			}
			r.all.WriteString(r.out.String())
			for id := range ans.Facts {
				if !r.used[id] {
					t.Errorf("%s is in the file but was not asked", id)
				}
			}
			same(t, rep, strings.Split(r.all.String(), "\n"))
		})
	}
}

// same holds that the lines say what the report says.
func same(t *testing.T, rep *present.Report, lines []string) {
	t.Helper()
	see := func(line string) {
		if !slices.Contains(lines, line) {
			t.Errorf("there is no line %q", line)
		}
	}
	for _, c := range rep.Cautions {
		see("- " + c)
	}
	if rep.Answers[0].Text != "" && strings.Contains(strings.Join(lines, "\n"), "问题到此为止") {
		see(present.OutsideNote(rep.Policy))
		return
	}
	count := map[engine.Status]int{}
	near := 0
	for k := range rep.Items {
		it := &rep.Items[k]
		count[it.Status]++
		at := slices.Index(lines, fmt.Sprintf("%d. %s", k+1, it.Title))
		if at < 0 || lines[at+1] != "结论："+it.StatusWord {
			t.Errorf("%s is not %s", it.ID, it.StatusWord)
			continue
		}
		if it.Near {
			near++
		}
		if it.Status >= engine.Possible {
			see(fmt.Sprintf("%d. 第%d条 %s：%s，%s", k+1, it.Article, it.Title, it.StatusWord, it.Amount))
			see("金额：" + it.Amount)
			for _, s := range it.Arithmetic {
				see("- " + s)
			}
		}
	}
	see(fmt.Sprintf("条件相符 %d 项，待确认 %d 项，相差一项 %d 项。", count[engine.Eligible], count[engine.Possible], near))
	for i := range rep.Boxes {
		for _, l := range rep.Boxes[i].Lines {
			label := "合计"
			if l.Label != "" {
				label += "（" + l.Label + "）"
			}
			see(label + "：" + l.Text)
		}
	}
	for _, u := range rep.ByUnit() {
		see(u.Unit + "：")
	}
}

// reader answers what the lines ask, from an answers file.
type reader struct {
	t       *testing.T
	policy  *engine.Policy
	answers *content.Answers
	out     bytes.Buffer // since the last line that was typed
	all     strings.Builder
	used    map[string]bool
	list    *engine.Question // being filled in
	after   []string         // to be typed at the result
	pending string
}

func (r *reader) Read(b []byte) (int, error) {
	if r.pending == "" {
		block := r.out.String()
		r.all.WriteString(block)
		r.out.Reset()
		s, ok := r.answer(strings.Split(block, "\n"))
		if !ok {
			return 0, io.EOF
		}
		r.pending = s + "\n"
	}
	n := copy(b, r.pending)
	r.pending = r.pending[n:]
	return n, nil
}

var inRow = regexp.MustCompile(`^(.+)，第(\d+)项$`)

// answer finds the question in the lines, and what to type.
func (r *reader) answer(lines []string) (string, bool) {
	has := func(line string) bool { return slices.Contains(lines, line) }
	for i, line := range lines {
		var n int
		if m := inRow.FindStringSubmatch(line); m != nil && r.list != nil && m[1] == r.list.Name {
			fmt.Sscan(m[2], &n)
			row := r.answers.Facts[r.list.ID].Records().Rows[n-1]
			for k := range r.list.Fields {
				f := &r.list.Fields[k]
				if v, ok := row[f.ID]; ok && lines[i+1] == f.Label {
					return r.say(f, v, lines), true
				}
			}
			r.t.Fatalf("nothing to answer:\n%s", strings.Join(lines, "\n"))
		}
		if k, _ := fmt.Sscanf(line, "还有吗？已填 %d 项。", &n); k == 1 {
			have := r.answers.Facts[r.list.ID].Records()
			switch {
			case n < len(have.Rows):
				return "1", true
			case have.Open:
				return "3", true
			}
			return "2", true
		}
	}
	switch {
	case has("接下来呢？输入 ? 看能输入什么。"):
		if len(r.after) == 0 {
			return "", false
		}
		s := r.after[0]
		r.after = r.after[1:]
		return s, true
	case has("要做什么？"):
		return "1", true
	case has("想查哪些方面？"):
		var labels []string
		for _, t := range r.policy.Topics {
			if slices.Contains(r.answers.Scope, t.ID) {
				labels = append(labels, t.Label)
			}
		}
		return r.numbers(labels, lines), true
	}
	for i := range r.policy.Questions {
		q := &r.policy.Questions[i]
		k := slices.Index(lines, q.Label)
		if k < 1 || !strings.HasPrefix(lines[k-1], r.topic(q.Topic)) {
			continue // several topics have a question of these words
		}
		v, ok := r.answers.Facts[q.ID]
		if !ok {
			r.t.Fatalf("%s is asked, but the file has no answer", q.ID)
		}
		r.used[q.ID] = true
		return r.say(q, v, lines), true
	}
	r.t.Fatalf("what is asked?\n%s", strings.Join(lines, "\n"))
	return "", false
}

func (r *reader) topic(id string) string {
	for _, t := range r.policy.Topics {
		if t.ID == id {
			return t.Label
		}
	}
	return "基本情况"
}

// say is what a person types for an answer.
func (r *reader) say(q *engine.Question, v engine.Value, lines []string) string {
	if !v.Known() {
		return "不清楚"
	}
	switch v.Kind() {
	case engine.Bool:
		return map[bool]string{true: "1", false: "2"}[v.Bool()]
	case engine.One, engine.Many:
		var labels []string
		for _, c := range q.Choices {
			if slices.Contains(v.Choices(), c.ID) {
				labels = append(labels, c.Label)
			}
		}
		if len(labels) == 0 {
			return "n"
		}
		return r.numbers(labels, lines)
	case engine.Number:
		return v.Number().String()
	case engine.Day:
		return v.Date().String()
	}
	r.list = q
	if len(v.Records().Rows) > 0 {
		return "1"
	}
	return "2"
}

// numbers are those before the labels in the lines.
func (r *reader) numbers(labels, lines []string) string {
	var out []string
	for _, label := range labels {
		i := slices.IndexFunc(lines, func(l string) bool {
			_, rest, _ := strings.Cut(l, " ")
			return rest == label
		})
		if i < 0 {
			r.t.Fatalf("%q is not on offer:\n%s", label, strings.Join(lines, "\n"))
		}
		n, _, _ := strings.Cut(lines[i], " ")
		out = append(out, n)
	}
	return strings.Join(out, "、")
}
