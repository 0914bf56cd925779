package cases

import (
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/shopspring/decimal"

	"huiqi/content"
	"huiqi/engine"
	"huiqi/tui/session"
	"huiqi/tui/store"
)

// rules is a small policy with one question of each kind.
var rules = map[string]string{
	"policy.yaml": `number: 测发〔2023〕1号
title: 测试文件
issuer: 测试单位
in_force: "2023-07-28"
articles: 1
period: {from: "2023-01-01", to: "2023-12-31"}
gate: {question: matters, covers: [all], dated: unsure, ends: none}
applicant: applicant
kinds: {企业: [firm]}
topics: [{id: money, label: 钱}, {id: land, label: 地}]
chapters: [{number: 1, title: 第一章, units: [甲局]}]
cautions: [只供自查]
`,
	"questions/00-opening.yaml": `topic: ""
questions:
  - id: matters
    type: one
    name: 时间
    ask: 都在2023年吗？
    choices: [{id: all, label: 都在}, {id: none, label: 都不在}, {id: unsure, label: 不清楚}]
    unsure: unsure
  - {id: applicant, type: one, name: 申请人, ask: 你是谁？, choices: [{id: firm, label: 企业}, {id: person, label: 个人}]}
`,
	"questions/10-money.yaml": `topic: money
questions:
  - {id: titles, type: many, name: 称号, ask: 有哪些称号？, choices: [{id: lab, label: 实验室}, {id: center, label: 中心}]}
  - {id: passed, type: yesno, name: 考核通过, ask: 考核通过了吗？, when: titles = lab}
  - {id: cost, type: money, name: 费用, ask: 费用是多少？}
  - {id: cost_2022, type: money, name: 上年费用, ask: 上年费用是多少？}
  - {id: staff, type: number, unit: 人, step: "1", name: 人数, ask: 有多少人？}
`,
	"questions/20-land.yaml": `topic: land
questions:
  - id: plots
    type: list
    name: 地块
    ask: 有哪些地块？
    fields:
      - {id: kind, type: one, name: 种类, ask: 哪种？, choices: [{id: new, label: 新建}, {id: old, label: 改造}]}
      - {id: size, type: number, unit: 亩, name: 面积, ask: 多大？}
      - {id: spent, type: money, name: 投入, ask: 投入多少？, when: kind = new}
`,
	"articles/01.yaml": `article: 1
title: 第一条
chapter: 1
nature: benefit
units: [甲局]
summary: 说明
define: {grown: cost - cost_2022, cap: 3000元/亩}
items:
  - id: a1-lab
    title: 实验室
    topic: money
    who: [企业]
    period: record
    event: titles = lab
    require: passed and staff >= 10人
    amount: {up_to: 500万元}
  - id: a1-center
    title: 中心
    topic: money
    who: [企业]
    period: record
    event: titles = center
    amount: {exact: 10万元}
  - id: a1-growth
    title: 增长
    topic: money
    who: [firm, person]
    period: year
    event: grown > 0元
    amount: {exact: 20% * grown, ceiling: 300万元, scope: 单家企业}
  - id: a1-plots
    title: 地块
    topic: land
    who: [firm, person]
    period: record
    event: "some(plots: kind = new and size > 0亩)"
    amount: {exact: "total(plots where kind = new: min(80% * spent, cap * size))"}
groups:
  - {id: a1-both, title: 合并, items: [a1-growth, a1-plots], ceiling: 400万元}
`,
	"ids.txt": "",
}

// pack is the small policy with replacements: file, old, new, file, old, new, …
func pack(t testing.TB, changes ...string) *content.Pack {
	t.Helper()
	files := fstest.MapFS{}
	for name, text := range rules {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	for i := 0; i < len(changes); i += 3 {
		name, old, text := changes[i], changes[i+1], changes[i+2]
		before := string(files[name].Data)
		if old != "" && strings.Count(before, old) != 1 {
			t.Fatalf("%s: %q stands there %d times", name, old, strings.Count(before, old))
		}
		files[name] = &fstest.MapFile{Data: []byte(strings.Replace(before, old, text, 1))}
	}
	p, err := content.Load(files, ".")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func config(dir string, p *content.Pack) Config {
	return Config{Dir: dir, Pack: p, Version: "测试版", DeskDays: 30, Now: func() time.Time { return noon }}
}

// answered is an interview with some answers; n tells one from another.
func answered(t testing.TB, p *content.Pack, n int64) *session.Interview {
	t.Helper()
	iv := session.New(p.Program)
	for _, a := range []struct {
		id string
		v  engine.Value
	}{
		{"matters", engine.OneValue("all")}, {"applicant", engine.OneValue("firm")},
		{"cost", engine.NumberValue(decimal.NewFromInt(1000000 + n))}, {"cost_2022", engine.NumberValue(decimal.NewFromInt(1000000))},
	} {
		if err := iv.Answer(a.id, a.v); err != nil {
			t.Fatal(err)
		}
	}
	return iv
}

// saved makes a case with answered(n) and closes it.
func saved(t testing.TB, s *Store, n int64) string {
	t.Helper()
	c := begin(t, s, store.Options{Name: "甲公司"})
	save(t, c, answered(t, s.pack, n))
	shut(t, c)
	return c.Entry().ID
}

func begin(t testing.TB, s *Store, o store.Options) store.Case {
	t.Helper()
	c, err := s.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func save(t testing.TB, c store.Case, iv *session.Interview) {
	t.Helper()
	if err := c.Save(iv); err != nil {
		t.Fatal(err)
	}
}

func shut(t testing.TB, c store.Case) {
	t.Helper()
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
}

func reopen(t testing.TB, s *Store, id string) store.Case {
	t.Helper()
	c, err := s.Open(id)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// told is the n that a snapshot of answered(n) holds.
func told(s session.Snapshot) int64 { return s.Facts["cost"].Number().IntPart() - 1000000 }

// tree lists everything under a folder with its mode.
func tree(t testing.TB, dir string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || path == dir {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(dir, path)
		mode := info.Mode()
		if runtime.GOOS == "windows" { // who may read is not in the mode: a user's folder is closed to others there
			mode &^= 0o077
		}
		out = append(out, mode.String()+" "+filepath.ToSlash(rel))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func write(t testing.TB, name string, data []byte) {
	t.Helper()
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func read(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// wander takes one step of a random interview.
func wander(t testing.TB, rnd *rand.Rand, iv *session.Interview) {
	t.Helper()
	s, err := iv.Next()
	if err != nil {
		t.Fatal(err)
	}
	iv.Visit(s)
	answered, p := iv.Answered(), iv.Program().Policy()
	switch n := rnd.IntN(10); {
	case n == 0 && s.Kind != session.Finished:
		iv.Skip(s)
	case n == 1 && len(answered) > 0:
		err = iv.Clear(p.Questions[answered[rnd.IntN(len(answered))]].ID)
	case n == 2 && len(answered) > 0:
		q := &p.Questions[answered[rnd.IntN(len(answered))]]
		err = iv.Answer(q.ID, anything(rnd, q))
	case s.Kind == session.AskTopics || n == 3 && iv.TopicsChosen() && iv.Whole():
		topics := iv.Topics()
		err = iv.SetTopics([]string{topics[rnd.IntN(len(topics))].ID})
	case n == 4:
		iv.Jump(p.Topics[rnd.IntN(len(p.Topics))].ID)
	case s.Kind == session.AskQuestion:
		q := &p.Questions[s.Question]
		err = iv.Answer(q.ID, anything(rnd, q))
	}
	if err != nil {
		t.Fatal(err)
	}
}

// anything is a random answer to a question, as a person could give it.
func anything(rnd *rand.Rand, q *engine.Question) engine.Value {
	if rnd.IntN(8) == 0 {
		return engine.DontKnow()
	}
	switch q.Kind {
	case engine.Bool:
		return engine.BoolValue(rnd.IntN(2) == 0)
	case engine.One:
		return engine.OneValue(q.Choices[rnd.IntN(len(q.Choices))].ID)
	case engine.Many:
		var ids []string
		for _, c := range q.Choices {
			if rnd.IntN(2) == 0 {
				ids = append(ids, c.ID)
			}
		}
		return engine.ManyValue(ids...)
	case engine.Number:
		step := q.Step
		if step.IsZero() {
			step = decimal.New(1, -2)
		}
		d := step.Mul(decimal.NewFromInt(rnd.Int64N(1 << rnd.IntN(40))))
		if q.Min != nil {
			d = d.Add(*q.Min)
		}
		if q.Max != nil && d.GreaterThan(*q.Max) {
			d = *q.Max
		}
		return engine.NumberValue(d)
	case engine.Day:
		return engine.DayValue(engine.Date{Year: 2022 + rnd.IntN(3), Month: 1 + rnd.IntN(12), Day: 1 + rnd.IntN(28)})
	}
	r := engine.Records{Open: rnd.IntN(3) == 0}
	for range rnd.IntN(3) {
		row := engine.Row{}
		for i := range q.Fields {
			if rnd.IntN(4) > 0 {
				row[q.Fields[i].ID] = anything(rnd, &q.Fields[i])
			}
		}
		r.Rows = append(r.Rows, row)
	}
	return engine.ListValue(r)
}
