package content

import (
	"strings"
	"testing"
	"testing/fstest"
)

// fixture is a small pack with one of each thing.
var fixture = map[string]string{
	"policy.yaml": `number: 测发〔2023〕1号
title: 测试文件
issuer: 测试单位
in_force: "2023-07-28"
articles: 2
period: {from: "2023-01-01", to: "2023-12-31"}
gate: {question: matters, covers: [all], dated: unsure, ends: none}
applicant: applicant
kinds: {企业: [firm]}
topics: [{id: money, label: 钱}]
chapters: [{number: 2, title: 第二章, units: [甲局]}]
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
  - id: applicant
    type: one
    name: 申请人
    ask: 你是谁？
    choices: [{id: firm, label: 企业}, {id: person, label: 个人}]
`,
	"questions/10-money.yaml": `topic: money
questions:
  - {id: titles, type: many, name: 称号, ask: 有哪些称号？, choices: [{id: lab, label: 实验室, when: applicant = firm}, {id: center, label: 中心}]}
  - {id: passed, type: yesno, name: 考核通过, ask: 考核通过了吗？, when: titles = lab}
  - {id: cost, type: money, name: 费用, ask: 费用是多少？}
  - {id: cost_2022, type: money, name: 上年费用, ask: 上年费用是多少？}
  - {id: exports, type: money, unit: 美元, name: 出口额, ask: 出口额是多少？}
  - {id: share, type: percent, name: 比例, ask: 比例是多少？, max: "100"}
  - {id: staff, type: number, unit: 人, step: "1", name: 人数, ask: 有多少人？}
  - {id: opened, type: date, name: 开业日期, ask: 哪天开业？}
  - id: plots
    type: list
    name: 地块
    ask: 有哪些地块？
    fields:
      - {id: kind, type: one, name: 种类, ask: 哪种？, choices: [{id: new, label: 新建}, {id: old, label: 改造}]}
      - {id: date, type: date, name: 日期, ask: 哪天？}
      - {id: size, type: number, unit: 亩, name: 面积, ask: 多大？}
      - {id: spent, type: money, name: 投入, ask: 投入多少？, when: kind = new}
`,
	"articles/01.yaml": `article: 1
title: 第一条
chapter: 2
nature: benefit
units: [甲局]
summary: 说明
define: {grown: cost - cost_2022, built: kind = new and within(date), cap: 3000元/亩}
items:
  - id: a1-lab
    title: 实验室
    topic: money
    who: [企业]
    matter: 认定
    event: titles = lab
    require: passed and staff >= 10人
    amount: {up_to: 500万元}
  - id: a1-growth
    title: 增长
    topic: money
    who: [firm, person]
    period: year
    event: grown > 0元
    amount:
      tiers:
        - {id: big, if: "share >= 5% and staff >= 100人", up_to: 30% * grown}
        - {id: rest, exact: 20% * grown}
      ceiling: 300万元
      scope: 单家企业
    alternatives:
      - {text: 另一种, if: {big: share >= 5%}}
  - id: a1-plots
    title: 地块
    topic: money
    who: [person]
    period: record
    event: "some(plots: built and size > 0亩)"
    amount: {exact: "total(plots where built: min(80% * spent, cap * size))"}
groups:
  - {id: a1-both, title: 合并, items: [a1-growth, a1-plots], ceiling: 400万元}
figures:
  - {text: 45亿元, class: target}
`,
	"cases/01.yaml": `cases:
  - name: 增长两百万
    why: 20%×1000万=200万。
    scope: [a1-growth]
    answers: {matters: all, applicant: firm, cost: 3000万元, cost_2022: 2000万, share: 3%}
    expect:
      items:
        a1-growth: {status: eligible, certainties: [exact], low: "2000000", high: "2000000", settled: true, missing: []}
      eligible: [a1-growth]
      possible: []
      asks_not: [titles]
      boxes: {1: "2000000", 2: 0}
      groups: {a1-both: {low: "2000000", high: "2000000"}}
`,
}

// packWith is the fixture with replacements: file, old, new, file, old, new, …
// A file with an empty old text is replaced as a whole.
func packWith(t testing.TB, changes ...string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	for name, text := range fixture {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	for i := 0; i < len(changes); i += 3 {
		name, old, text := changes[i], changes[i+1], changes[i+2]
		if old == "" {
			files[name] = &fstest.MapFile{Data: []byte(text)}
			continue
		}
		before := string(files[name].Data)
		if strings.Count(before, old) != 1 {
			t.Fatalf("%s: %q stands there %d times", name, old, strings.Count(before, old))
		}
		files[name] = &fstest.MapFile{Data: []byte(strings.Replace(before, old, text, 1))}
	}
	return files
}

func loadFixture(t testing.TB, changes ...string) *Pack {
	t.Helper()
	pack, err := Load(packWith(t, changes...), ".")
	if err != nil {
		t.Fatal(err)
	}
	return pack
}
