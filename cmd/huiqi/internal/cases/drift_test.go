package cases

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"huiqi/engine"
	"huiqi/tui/session"
	"huiqi/tui/store"
	"huiqi/tui/text/hostile"
)

// A case opens under other rules: it says which answers are not taken and which
// results changed, and the rest of it goes on.
func TestOtherRules(t *testing.T) {
	tests := []struct {
		why     string
		changes []string // of the rules, for pack
		answers []string // what each line holds
		results []string
		names   string // of the restored interview, joined
	}{
		{why: "nothing that matters here",
			changes: []string{"articles/01.yaml", "summary: 说明", "summary: 另一个说明"}},
		{why: "another rate",
			changes: []string{"articles/01.yaml", "exact: 20% * grown", "exact: 25% * grown"},
			results: []string{"第1条 增长：原来“条件相符（以审核为准） 20,000元", "合用上限 a1-both 的合计：原来 20000 元，现在 25000 元"}},
		{why: "a condition more",
			changes: []string{"articles/01.yaml", "event: grown > 0元", "event: grown > 0元 and staff >= 50人"},
			results: []string{"现在“按所填情况不相符”"}},
		{why: "a question that is no more",
			changes: []string{"questions/10-money.yaml", "{id: cost_2022, type: money, name: 上年费用, ask: 上年费用是多少？}", "{id: cost_before, type: money, name: 上年费用, ask: 上年费用是多少？}",
				"articles/01.yaml", "cost - cost_2022", "cost - cost_before"},
			answers: []string{"没有“cost_2022”这个问题"},
			results: []string{"第1条 增长：原来“条件相符"}},
		{why: "a question by another name",
			changes: []string{"questions/10-money.yaml", "{id: cost_2022, type: money, name: 上年费用, ask: 上年费用是多少？}", "{id: cost_before, type: money, name: 上年费用, ask: 上年费用是多少？}",
				"articles/01.yaml", "cost - cost_2022", "cost - cost_before", "ids.txt", "", "question cost_2022 -> cost_before\n"}},
		{why: "another type of answer",
			changes: []string{"questions/10-money.yaml", "{id: staff, type: number, unit: 人, step: \"1\", name: 人数, ask: 有多少人？}", "{id: staff, type: yesno, name: 人数, ask: 有十个人吗？}",
				"articles/01.yaml", "passed and staff >= 10人", "passed and staff"},
			answers: []string{"问题 staff（人数）"}, results: []string{"第1条 实验室：原来“条件相符"}},
		{why: "a choice that was not put then",
			changes: []string{"questions/10-money.yaml", "{id: center, label: 中心}", "{id: center, label: 中心}, {id: base, label: 基地}",
				"articles/01.yaml", "event: titles = center", "event: titles = base"},
			answers: []string{"“称号”有些内容还没有问过"},
			results: []string{"第1条 实验室", "第1条 中心"}},
		{why: "an item that is no more",
			changes: []string{"articles/01.yaml", "id: a1-lab", "id: a1-house"},
			results: []string{"事项 a1-lab：原来“条件相符（以审核为准）”，现在的规则里没有这一项", "第1条 实验室：原来没有这一项，现在“条件相符"}},
		{why: "an item by another name",
			changes: []string{"articles/01.yaml", "id: a1-lab", "id: a1-house", "ids.txt", "", "item a1-lab -> a1-house\n"}},
	}
	was := pack(t)
	for _, tt := range tests {
		dir := t.TempDir()
		old := New(config(dir, was))
		iv := answered(t, was, 100000)
		for id, v := range map[string]engine.Value{"titles": engine.ManyValue("lab"), "passed": engine.BoolValue(true), "staff": engine.NumberValue(decimal.NewFromInt(20))} {
			if err := iv.Answer(id, v); err != nil {
				t.Fatal(err)
			}
		}
		c := begin(t, old, store.Options{})
		save(t, c, iv)
		shut(t, c)
		id := c.Entry().ID

		s := New(config(dir, pack(t, tt.changes...)))
		if entries, err := s.Cases(); err != nil || entries[0].State != store.OtherRules {
			t.Errorf("%s: the list is %+v, %v", tt.why, entries, err)
		}
		before := read(t, s.path(id))
		again := reopen(t, s, id)
		d := again.Drift()
		if d == nil {
			t.Errorf("%s: no drift", tt.why)
			continue
		}
		if !strings.Contains(d.Rules, "测发〔2023〕1号") || !strings.Contains(d.Rules, was.Digest[:12]) {
			t.Errorf("%s: rules %q", tt.why, d.Rules)
		}
		holds(t, tt.why+": answers", d.Answers, tt.answers)
		holds(t, tt.why+": results", d.Results, tt.results)
		if string(read(t, s.path(id))) != string(before) {
			t.Errorf("%s: opening changed the file", tt.why)
		}
		if _, err := session.Restore(s.pack.Program, again.Snapshot()); err != nil {
			t.Errorf("%s: %v", tt.why, err)
		}
		shut(t, again)
	}
}

func holds(t *testing.T, why string, got, want []string) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: %q, want %d lines", why, got, len(want))
		return
	}
	for i := range got {
		if !strings.Contains(got[i], want[i]) {
			t.Errorf("%s: %q, want it to hold %q", why, got[i], want[i])
		}
	}
}

// What one came for is gone: the case goes on as a whole check whose topics are
// to be chosen.
func TestScopeGone(t *testing.T) {
	dir, was := t.TempDir(), pack(t)
	iv, err := session.NewFor(was.Program, "a1-lab")
	if err != nil {
		t.Fatal(err)
	}
	old := New(config(dir, was))
	c := begin(t, old, store.Options{})
	save(t, c, iv)
	shut(t, c)
	s := New(config(dir, pack(t, "articles/01.yaml", "id: a1-lab", "id: a1-house")))
	again := reopen(t, s, c.Entry().ID)
	defer shut(t, again)
	snap := again.Snapshot()
	if !snap.Whole || snap.Chosen || len(snap.Names) > 0 {
		t.Errorf("it goes on as %+v", snap)
	}
	holds(t, "answers", again.Drift().Answers, []string{"要查的“a1-lab”：现在的规则里没有"})
}

// Saving under other rules keeps the answers and the result of before, the last
// of each of the rules, and renaming changes neither.
func TestEarlierResults(t *testing.T) {
	dir, a := t.TempDir(), pack(t)
	b := pack(t, "articles/01.yaml", "exact: 20% * grown", "exact: 25% * grown")
	ofA, ofB := New(config(dir, a)), New(config(dir, b))
	id := saved(t, ofA, 1)
	first, err := decode(read(t, ofA.path(id)))
	if err != nil {
		t.Fatal(err)
	}
	under := func(s *Store, n int64) *record {
		c := reopen(t, s, id)
		save(t, c, answered(t, s.pack, n))
		save(t, c, answered(t, s.pack, n+1))
		shut(t, c)
		rec, err := decode(read(t, s.path(id)))
		if err != nil {
			t.Fatal(err)
		}
		return rec
	}
	digests := func(r *record) []string {
		var out []string
		for _, e := range r.Earlier {
			out = append(out, e.Digest)
		}
		return out
	}
	if err := ofB.Rename(id, "改了名"); err != nil {
		t.Fatal(err)
	}
	renamed, err := decode(read(t, ofB.path(id)))
	if err != nil || renamed.Digest != a.Digest || len(renamed.Earlier) > 0 || string(renamed.Receipt) != string(first.Receipt) || renamed.Name != "改了名" {
		t.Errorf("renaming under other rules made %+v, %v", renamed, err)
	}
	r := under(ofB, 10)
	if got := digests(r); !slices.Equal(got, []string{a.Digest}) {
		t.Fatalf("after the other rules: %q", got)
	}
	if e := r.Earlier[0]; string(e.Receipt) != string(first.Receipt) || string(e.Answers) != string(first.Interview.Answers) {
		t.Errorf("kept %s\n%s", e.Answers, e.Receipt)
	}
	if r = under(ofA, 20); !slices.Equal(digests(r), []string{a.Digest, b.Digest}) {
		t.Errorf("back under the first rules: %q", digests(r))
	}
	if r = under(ofB, 30); !slices.Equal(digests(r), []string{b.Digest, a.Digest}) {
		t.Errorf("once more under the other rules: %q", digests(r))
	}
	if !strings.Contains(string(r.Earlier[1].Answers), "1000021") {
		t.Errorf("the last answers under the first rules are %s", r.Earlier[1].Answers)
	}
}

// A case that is worked out again gives the bytes that were kept, or says why not.
func TestReplay(t *testing.T) {
	dir, p := t.TempDir(), pack(t)
	other := pack(t, "articles/01.yaml", "exact: 20% * grown", "exact: 25% * grown")
	harmless := pack(t, "articles/01.yaml", "summary: 说明", "summary: 另一个")
	s := New(config(dir, p))
	id := saved(t, s, 100000)
	file := read(t, s.path(id))
	forged := func(change func(r *record)) []byte {
		r, err := decode(file)
		if err != nil {
			t.Fatal(err)
		}
		change(r)
		data, err := encode(r)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	newProgram := config(dir, p)
	newProgram.Version = "下一版"
	tests := []struct {
		why  string
		s    *Store
		data []byte
		same bool
		say  string
	}{
		{"untouched", s, file, true, "一致（2026-11-22"},
		{"rules that differ elsewhere", New(config(dir, harmless)), file, true, "虽然规则不同"},
		{"another rate", New(config(dir, other)), file, false, "因为规则不同"},
		{"another program, the same result", New(newProgram), file, true, "一致"},
		{"an answer changed by hand, with a new checksum", s, forged(func(r *record) {
			r.Interview.Answers = []byte(strings.Replace(string(r.Interview.Answers), "1100000", "1200000", 1))
		}), false, "被人改动过"},
		{"a result changed by hand, with a new checksum", s, forged(func(r *record) {
			r.Receipt = []byte(strings.ReplaceAll(string(r.Receipt), "20000", "90000"))
		}), false, "被人改动过"},
		{"a box changed by hand alone", s, forged(func(r *record) {
			r.Receipt = []byte(strings.Replace(string(r.Receipt), `"pending":["a1-lab"]`, `"pending":[]`, 1))
		}), false, "被人改动过"},
		{"kept by another program with another result", s, forged(func(r *record) {
			r.Program, r.Receipt = "旧版", []byte(`{"items":[],"groups":[],"boxes":[]}`)
		}), false, "程序版本不同（存下时 旧版"},
	}
	for _, tt := range tests {
		k, err := tt.s.ReadBytes(tt.data)
		if err != nil {
			t.Errorf("%s: %v", tt.why, err)
			continue
		}
		v, err := k.Replay()
		if err != nil {
			t.Errorf("%s: %v", tt.why, err)
			continue
		}
		if v.Same != tt.same || !strings.Contains(v.Why, tt.say) || v.Same != (len(v.Differences) == 0) {
			t.Errorf("%s: %+v", tt.why, v)
		}
	}
}

// A file from elsewhere may have the right checksum and still steer a terminal:
// whatever is quoted of it is cleaned.
func TestQuotedFile(t *testing.T) {
	for _, evil := range append(hostile.Texts(), "\x1b[2J\r\u202e\n坏") {
		quotedFile(t, evil)
	}
}

func quotedFile(t *testing.T, evil string) {
	dir, p := t.TempDir(), pack(t)
	s := New(config(dir, p))
	id := saved(t, s, 1)
	r, err := decode(read(t, s.path(id)))
	if err != nil {
		t.Fatal(err)
	}
	r.Name, r.Policy, r.Program, r.Digest = evil, evil, evil, evil
	r.Interview.Names = []string{evil}
	r.Interview.Answers = []byte(`{"坏":true,"titles":["a\nb"]}`) // the reader refuses invisible characters
	q, err := json.Marshal(evil)
	if err != nil {
		t.Fatal(err)
	}
	r.Receipt = []byte(`{"items":[{"id":` + string(q) + `,"status":"eligible"}],"groups":[{"id":"a1-both","matched":{"label":null,"items":[],"low":` + string(q) + `,"high":null,"group":null,"cut":false}}],"boxes":[]}`)
	r.Earlier = []earlier{{writer: r.writer, Changed: noon, Answers: []byte("{}"), Receipt: []byte("{}")}}
	data, err := encode(r)
	if err != nil {
		t.Fatal(err)
	}
	write(t, s.path(id), data)
	k, err := s.Read(id)
	if err != nil {
		t.Fatal(err)
	}
	v, err := k.Replay()
	if err != nil {
		t.Fatal(err)
	}
	lines := append([]string{k.Name, k.Policy, k.Program, k.Digest, k.Drift.Rules, v.Why}, k.Earlier...)
	lines = append(append(append(lines, k.Drift.Answers...), k.Drift.Results...), v.Differences...)
	entries, err := s.Cases()
	if err != nil {
		t.Fatal(err)
	}
	lines = append(lines, entries[0].Name, entries[0].Problem)
	if len(lines) < 14 {
		t.Errorf("only %d lines: %q", len(lines), lines)
	}
	for _, l := range lines {
		if found := hostile.Find(l, ""); found != "" {
			t.Errorf("not cleaned: %s", found)
		}
	}
}
