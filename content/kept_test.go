package content

import (
	"encoding/json"
	"strings"
	"testing"

	"huiqi/engine"
)

// kept reads answers as a case file holds them.
func kept(t *testing.T, p *Pack, answers string) (engine.Facts, []string) {
	t.Helper()
	facts, dropped, err := p.Kept([]byte(answers))
	if err != nil {
		t.Fatal(err)
	}
	return facts, dropped
}

// What Encode makes of answers reads as the same answers.
func TestEncodeReadsBack(t *testing.T) {
	p := loadFixture(t)
	text := `answers:
  matters: unsure
  applicant: null
  titles: [lab]
  passed: false
  cost: 1.2亿元
  share: 3.05%
  staff: 0
  opened: 2023-05-01
  plots: {rows: [{kind: new, date: null, size: 3.5亩, spent: 10万}, {}], open: true}
`
	ans, err := ParseAnswers([]byte(text), "", &p.Policy)
	if err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(EncodeFacts(ans.Facts))
	if err != nil {
		t.Fatal(err)
	}
	again, dropped := kept(t, p, string(data))
	if len(dropped) > 0 || len(again) != len(ans.Facts) {
		t.Fatalf("read %d of %d, dropped %q", len(again), len(ans.Facts), dropped)
	}
	for id, v := range ans.Facts {
		if !again[id].Equal(v) {
			t.Errorf("%s: %v, want %v", id, again[id], v)
		}
	}
	// An answers file may say null for the choice that says so; what was kept as
	// "don't know" stays that.
	if v := mustKept(t, p, `{"matters": null}`)["matters"]; v.Known() {
		t.Errorf("null reads as %v", v)
	}
}

func mustKept(t *testing.T, p *Pack, answers string) engine.Facts {
	t.Helper()
	facts, dropped := kept(t, p, answers)
	if len(dropped) > 0 {
		t.Fatalf("dropped %q", dropped)
	}
	return facts
}

// Answers kept under other rules: what still fits is taken, the rest is named.
func TestKeptUnderOtherRules(t *testing.T) {
	p := loadFixture(t, "ids.txt", "", `question gone -> none
question old_cost -> cost
question plots.area -> plots.size
question plots.kind=fresh -> plots.kind=new
question titles=palace -> none
`)
	tests := []struct {
		why, answers string
		want         string // the facts as they are written now
		dropped      string // what each line holds, in order
	}{
		{"all fits", `{"cost":"5"}`, `{"cost":"5"}`, ""},
		{"an unknown question", `{"nope":true,"cost":"5"}`, `{"cost":"5"}`, "nope"},
		{"a retired question", `{"gone":"5"}`, `{}`, "已经停用"},
		{"an unknown choice", `{"titles":["lab","castle"]}`, `{}`, "castle"},
		{"a retired choice", `{"titles":["lab","palace"]}`, `{"titles":["lab"]}`, "palace"},
		{"another type", `{"cost":["lab"],"passed":"x"}`, `{}`, "费用|考核通过"},
		{"out of bounds by now", `{"share":"101","staff":"1.5"}`, `{}`, "太大|最小单位"},
		{"an unknown field", `{"plots":[{"colour":"red"}]}`, `{}`, "colour"},
		{"renamed: no loss", `{"old_cost":"5"}`, `{"cost":"5"}`, ""},
		{"a renamed field and a renamed choice in it", `{"plots":[{"area":"3","kind":"fresh"}]}`, `{"plots":[{"kind":"new","size":"3"}]}`, ""},
		{"in an open list", `{"plots":{"rows":[{"area":"3"}],"open":true}}`, `{"plots":{"open":true,"rows":[{"size":"3"}]}}`, ""},
	}
	for _, tt := range tests {
		facts, dropped := kept(t, p, tt.answers)
		got, err := json.Marshal(EncodeFacts(facts))
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != tt.want {
			t.Errorf("%s: %s, want %s", tt.why, got, tt.want)
		}
		var hold []string
		if tt.dropped != "" {
			hold = strings.Split(tt.dropped, "|")
		}
		if len(hold) != len(dropped) {
			t.Errorf("%s: dropped %q", tt.why, dropped)
			continue
		}
		for i := range hold {
			if !strings.Contains(dropped[i], hold[i]) {
				t.Errorf("%s: %q, want it to name %s", tt.why, dropped[i], hold[i])
			}
		}
	}
	if _, _, err := p.Kept([]byte(`["cost"]`)); err == nil {
		t.Error("a list was taken for answers")
	}
}
