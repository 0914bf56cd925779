package official

import (
	"strings"
	"testing"
	"testing/fstest"

	"huiqi/content"
)

// A made-up text with one of each thing, and a pack that says the same.
const sampleText = `• 发文字号:

    测发〔2023〕1号

测试区关于支持办茶馆的意见

各街道:

为了让大家有茶喝,写这份意见。

一、 茶馆(由甲局、乙局牵头实施)

全区三年要有“4+1”个茶馆群,卖茶0.5亿元。

1.安排茶钱。区里2023年拿出1.2亿元。(责任单位:甲局)

2.奖励茶馆。对评为国家级、省级名茶馆的,分别给予最高50万元、30万元奖励;对新开的茶馆,按房租的20%补助,每家最高不超过5万元。对客人10人以上的小茶馆按房租八五折收取。鼓励“百县千碗”进茶馆,一般不少于2场。(责任单位:甲局、乙局)

二、茶园(由乙局牵头实施)

再种些茶。

3.帮种茶人。大茶园(面积50亩以上)按投入的30%补助,小茶园按投入最高10%补助,单家茶园最高不超过100万元。收取不高于0.8%的担保费。(责任单位:乙局)

这两方面2023年花2亿元。一是要快。二是要好。

本意见自2023年7月28日起施行,2023年1月1日至2023年12月31日有效。

测试区办公室

2023年6月28日

打印本页 关闭窗口
`

var samplePack = map[string]string{
	"policy.yaml": `number: 测发〔2023〕1号
title: 测试区关于支持办茶馆的意见
issuer: 测试区办公室
in_force: "2023-07-28"
articles: 3
period: {from: "2023-01-01", to: "2023-12-31"}
gate: {question: matters, covers: [all], dated: unsure, ends: none}
applicant: applicant
kinds: {企业: [firm]}
topics: [{id: tea, label: 茶}]
chapters:
  - {number: 1, title: 茶馆, units: [甲局, 乙局], figures: [{text: 三年, class: target}, {text: 4+1, class: name}, {text: 0.5亿元, class: target}]}
  - {number: 2, title: 茶园, units: [乙局]}
closing: {figures: [{text: 两方面, class: name}, {text: 2023年, class: date}, {text: 2亿元, class: budget}, {text: 2023年6月28日, class: date}]}
cautions: [只供自查]
`,
	"questions/00-opening.yaml": `topic: ""
questions:
  - {id: matters, type: one, name: 时间, ask: 都在2023年吗？, unsure: unsure, choices: [{id: all, label: 都在}, {id: none, label: 都不在}, {id: unsure, label: 不清楚}]}
  - {id: applicant, type: one, name: 申请人, ask: 你是谁？, choices: [{id: firm, label: 企业}, {id: person, label: 个人}]}
`,
	"questions/10-tea.yaml": `topic: tea
questions:
  - {id: titles, type: many, name: 称号, ask: 有哪些称号？, choices: [{id: national, label: 国家级}, {id: provincial, label: 省级}]}
  - {id: rent, type: money, name: 房租, ask: 房租是多少？}
  - {id: guests, type: number, unit: 人, step: "1", name: 客人, ask: 有多少客人？}
  - {id: area, type: number, unit: 亩, name: 面积, ask: 多大？}
  - {id: spent, type: money, name: 投入, ask: 投入多少？}
`,
	"articles/01.yaml": `article: 1
title: 安排茶钱
chapter: 1
nature: plan
units: [甲局]
summary: 预算
figures:
  - {text: 2023年, class: date}
  - {text: 1.2亿元, class: budget}
`,
	"articles/02.yaml": `article: 2
title: 奖励茶馆
chapter: 1
nature: benefit
units: [甲局, 乙局]
summary: 茶馆
items:
  - id: a2-national
    title: 国家级名茶馆
    anchor: 国家级
    topic: tea
    who: [企业]
    matter: 评定
    event: titles = national
    amount: {up_to: 50万元}
  - id: a2-provincial
    title: 省级名茶馆
    topic: tea
    who: [企业]
    matter: 评定
    event: titles = provincial
    amount: {up_to: 30万元}
  - id: a2-rent
    title: 房租补助
    anchor: 新开的茶馆
    topic: tea
    who: [企业]
    matter: 开张
    event: rent > 0元
    amount: {exact: "min(20% * rent, 5万元)", scope: 每家}
  - id: a2-discount
    title: 小茶馆
    anchor: 客人
    topic: tea
    who: [企业]
    matter: 开张
    event: guests >= 10人
    amount: {discount: 八五折}
figures:
  - {text: 百县千碗, class: name}
  - {text: 2场, class: target}
`,
	"articles/03.yaml": `article: 3
title: 帮种茶人
chapter: 2
nature: benefit
units: [乙局]
summary: 茶园
define: {large: area >= 50亩}
items:
  - id: a3-spent
    title: 种茶投入
    topic: tea
    who: [企业]
    matter: 种茶
    event: spent > 0元
    amount:
      tiers:
        - {id: large, anchor: 大茶园, if: large, exact: 30% * spent}
        - {id: small, anchor: 小茶园, up_to: 10% * spent}
      ceiling: 100万元
      scope: 单家茶园
  - id: a3-fee
    title: 担保费
    anchor: [大茶园, 收取不]
    topic: tea
    who: [企业]
    matter: 担保
    event: large
    amount: {fee_at_most: 0.8%}
`,
}

func mustRead(t testing.TB, s string) *Text {
	t.Helper()
	text, err := Read("样本.txt", strings.NewReader(s))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// sample is the made-up pack with its digests, and with replacements: file, old,
// new, file, old, new, …
func sample(t testing.TB, changes ...string) *content.Pack {
	t.Helper()
	files := fstest.MapFS{}
	for name, data := range samplePack {
		files[name] = &fstest.MapFile{Data: []byte(data)}
	}
	for i := 0; i < len(changes); i += 3 {
		name, old, text := changes[i], changes[i+1], changes[i+2]
		before := string(files[name].Data)
		if strings.Count(before, old) != 1 {
			t.Fatalf("%s: %q stands there %d times", name, old, strings.Count(before, old))
		}
		files[name] = &fstest.MapFile{Data: []byte(strings.Replace(before, old, text, 1))}
	}
	pack, err := content.Load(files, ".")
	if err != nil {
		t.Fatal(err)
	}
	text := mustRead(t, sampleText)
	o := &pack.Official
	set := func(rec content.Printed, digest string) content.Printed {
		rec.Digest = digest
		return rec
	}
	for i := range text.Articles {
		a := &text.Articles[i]
		o.Articles[a.Number] = set(o.Articles[a.Number], a.Digest())
	}
	for i := range text.Chapters {
		c := &text.Chapters[i]
		o.Chapters[c.Number] = set(o.Chapters[c.Number], c.Digest())
	}
	o.Closing = set(o.Closing, text.ClosingDigest())
	return pack
}

// changed is the made-up text with one replacement.
func changed(t testing.TB, old, text string) string {
	t.Helper()
	if strings.Count(sampleText, old) != 1 {
		t.Fatalf("%q stands in the text %d times", old, strings.Count(sampleText, old))
	}
	return strings.Replace(sampleText, old, text, 1)
}
