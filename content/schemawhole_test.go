package content

import (
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"huiqi/engine"
)

// wholePack has every key that the schemas know.
var wholePack = map[string]string{
	"policy.yaml": `number: 测发〔2023〕1号
title: 测试文件
issuer: 测试单位
in_force: "2023-07-28"
articles: 2
period: {from: "2023-01-01", to: "2023-12-31"}
gate: {question: matters, covers: [all], dated: unsure, ends: none}
applicant: applicant
kinds: {企业: [firm]}
topics: [{id: money, label: 钱, help: 说明}]
chapters: [{number: 2, title: 第二章, units: [甲局], digest: DIGEST, figures: [{text: 1亿元, class: target, items: [a1-lab]}]}]
closing: {digest: DIGEST, figures: [{text: 2年, class: date, items: [a1-lab]}]}
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
  - {id: applicant, type: one, name: 申请人, ask: 你是谁？, choices: [{id: firm, label: 企业, help: 说明}, {id: person, label: 个人}]}
`,
	"questions/10-money.yaml": `topic: money
questions:
  - {id: titles, type: many, name: 称号, ask: 有哪些称号？, help: 说明, choices: [{id: lab, label: 实验室, when: applicant = firm}]}
  - {id: passed, type: yesno, name: 考核通过, ask: 考核通过了吗？, in_year: true, when: titles = lab}
  - {id: cost, type: money, name: 费用, ask: 费用是多少？, unit: 元, min: "-5", max: "50000000000", step: "0.01"}
  - {id: share, type: percent, name: 比例, ask: 比例是多少？, max: "100"}
  - {id: staff, type: number, unit: 人, step: "1", name: 人数, ask: 有多少人？}
  - id: plots
    type: list
    name: 地块
    ask: 有哪些地块？
    fields:
      - {id: kind, type: one, name: 种类, ask: 哪种？, choices: [{id: new, label: 新建}, {id: old, label: 改造}]}
      - {id: spent, type: money, name: 投入, ask: 投入多少？, when: kind = new}
`,
	"articles/01.yaml": `article: 1
title: 第一条
chapter: 2
nature: benefit
units: [甲局]
summary: 说明
digest: DIGEST
notes: [一句话]
define: {grown: cost > 0元}
items:
  - id: a1-lab
    title: 实验室
    summary: 说明
    topic: money
    nature: benefit
    units: [乙局]
    anchor: 实验室
    who: [企业]
    who_note: 说明
    matter: 认定
    event: titles = lab
    require: passed and staff >= 10人
    amount: {up_to: 500万元, text: 一句话, payer: 市财政, pool: all_levels, line: 单列, ceiling: 600万元, scope: 每家}
    notes: [一句话]
    alternatives:
      - {text: 另一种, event: grown, require: passed, amount: {unprinted: true}}
  - id: a1-more
    title: 更多
    topic: money
    who: [firm, person]
    date: date_a1_lab
    event: grown
    amount:
      tiers:
        - {id: big, anchor: [大的], if: share >= 5%, up_to: 30% * cost, text: 大的}
        - {id: none, if: share >= 4%, unprinted: true}
        - {id: rest, exact: 20% * cost}
    alternatives:
      - {text: 另一种, if: {big: share >= 6%}}
  - {id: a1-price, title: 优惠, topic: money, who: [firm], period: year, event: passed, amount: {discount: 八五折}}
  - {id: a1-fee, title: 费率, topic: money, who: [firm], period: own, event: passed, amount: {fee_at_most: 0.8%}}
groups:
  - {id: a1-both, title: 合并, items: [a1-lab, a1-more], ceiling: 400万元, scope: 每家, notes: [一句话], anchor: 合并, alternatives: [{text: 另一种, items: [a1-lab]}]}
figures:
  - {text: 45亿元, class: target, items: [a1-lab]}
`,
	"cases/01.yaml": `cases:
  - name: 一个例子
    why: 说明
    scope: [a1-more]
    answers: {matters: all, applicant: firm, cost: 3000万元, share: 3%}
    expect:
      items:
        a1-more: {status: eligible, certainties: [exact], low: "2000000", high: "2000000", settled: true, missing: [], box: 1, payer: "", line: "", scope: "", readings: [{status: possible, low: "0", high: null}]}
      eligible: [a1-more]
      possible: []
      asks: []
      asks_not: [titles]
      boxes: {1: "2000000", 2: 0}
      groups: {a1-both: {low: "2000000", high: null, scope: "", readings: [{low: "1"}]}}
`,
}

func wholeFiles() map[string]string {
	out := map[string]string{}
	for name, text := range wholePack {
		out[name] = strings.ReplaceAll(text, "DIGEST", strings.Repeat("ab", 32))
	}
	return out
}

func compiledSchemas(t *testing.T) map[string]*jsonschema.Schema {
	t.Helper()
	out := map[string]*jsonschema.Schema{}
	for _, name := range SchemaNames {
		data, err := Schema(name)
		if err != nil {
			t.Fatal(err)
		}
		out[name] = compileSchema(t, data)
	}
	return out
}

// shaped is a file with one part changed.
type shaped struct {
	place string // of the part: its keys, [] for an element of a list
	how   string
	text  string
}

// shapes are the files that have one part of another shape.
func shapes(t *testing.T, text string) []shaped {
	var root yaml.Node
	if err := yaml.Load([]byte(text), &root); err != nil {
		t.Fatal(err)
	}
	var out []shaped
	write := func(where, how string) {
		b, err := yaml.Dump(&root)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, shaped{where, how, string(b)})
	}
	values := []string{`""`, `" "`, "null", "true", "-5", "1.5", "7", "x", "[]", `[""]`, "[null]", "[5]", "{}", "{x: y}", "[{}]"}
	var walk func(n *yaml.Node, where string)
	walk = func(n *yaml.Node, where string) {
		was := *n
		for _, v := range values {
			var other yaml.Node
			if err := yaml.Load([]byte(v), &other); err != nil {
				t.Fatal(err)
			}
			*n = *other.Content[0]
			write(where, v)
		}
		*n = was
		switch n.Kind {
		case yaml.MappingNode:
			content := n.Content
			n.Content = append(slices.Clone(content), &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: "colour"}, &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: "red"})
			write(where, "an unknown key")
			for i := 0; i < len(content); i += 2 {
				n.Content = slices.Delete(slices.Clone(content), i, i+2)
				write(where+"."+content[i].Value, "left out")
			}
			n.Content = content
			for i := 0; i < len(content); i += 2 {
				walk(content[i+1], where+"."+content[i].Value)
			}
		case yaml.SequenceNode:
			for _, c := range n.Content {
				walk(c, where+"[]")
			}
		}
	}
	walk(root.Content[0], "")
	return out
}

// The schemas and the loader refuse the same shapes: in a pack with every key that
// there is, each part is left out, emptied, or put in another shape. What the
// schema refuses the loader refuses; what the loader refuses the schema does too,
// but for what only the loader can know: names, words of expressions, and what
// belongs together.
func TestSchemasAgreeWithLoader(t *testing.T) {
	files := wholeFiles()
	pack := func() fstest.MapFS {
		out := fstest.MapFS{}
		for name, text := range files {
			out[name] = &fstest.MapFile{Data: []byte(text)}
		}
		return out
	}
	if _, err := Load(pack(), "."); err != nil {
		t.Fatal(err)
	}
	schemas := compiledSchemas(t)
	step := 1
	if testing.Short() || underRace {
		step = 10
	}
	made := 0
	used := map[string]bool{}
	for _, name := range sortedKeys(files) {
		kind, text := kindOf(name), files[name]
		if err := schemas[kind].Validate(plain(t, []byte(text))); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, s := range shapes(t, text) {
			if used[kind+s.place] = true; made%step != 0 {
				made++
				continue
			}
			made++
			files := pack()
			files[name] = &fstest.MapFile{Data: []byte(s.text)}
			_, loads := Load(files, ".")
			fits := schemas[kind].Validate(plain(t, []byte(s.text)))
			switch {
			case fits != nil && loads == nil:
				t.Errorf("%s%s: %s is loaded, and refused by the schema: %v", kind, s.place, s.how, fits)
			case fits == nil && loads != nil && !onlyLoader(s, loads):
				t.Errorf("%s%s: %s fits the schema, and is not loaded: %v", kind, s.place, s.how, loads)
			}
		}
	}
	t.Logf("%d shapes", made)
	for _, name := range SchemaNames {
		data, err := Schema(name)
		if err != nil {
			t.Fatal(err)
		}
		var doc map[string]any
		if err := json.Unmarshal(data, &doc); err != nil {
			t.Fatal(err)
		}
		for _, key := range schemaKeys(doc) {
			if !slices.ContainsFunc(slices.Collect(maps.Keys(used)), func(place string) bool {
				return strings.HasPrefix(place, name+".") && strings.HasSuffix(place, "."+key)
			}) {
				t.Errorf("no %s of the pack has the key %s", name, key)
			}
		}
	}
}

// schemaKeys are the keys that a schema knows.
func schemaKeys(v any) []string {
	var out []string
	switch v := v.(type) {
	case map[string]any:
		if props, ok := v["properties"].(map[string]any); ok {
			out = append(out, slices.Collect(maps.Keys(props))...)
		}
		for _, x := range v {
			out = append(out, schemaKeys(x)...)
		}
	case []any:
		for _, x := range v {
			out = append(out, schemaKeys(x)...)
		}
	}
	return out
}

// unschemed is what the loader says of things that no schema can know: what is
// called so elsewhere, what an expression means, and what belongs together.
var unschemed = regexp.MustCompile(`没有“|没有第 \d+ 章|没有用到|没有改变|放在最后|太大，最大|小于“min”|单位不同|规则不能用|不是一个单选题|不是数字|写得太细|文件名应是`)

func onlyLoader(s shaped, err error) bool {
	return strings.HasPrefix(s.place, ".cases[].answers") || unschemed.MatchString(err.Error())
}

// The schema of answers takes what the reader takes, and refuses what it refuses
// but for numbers and dates in words, which people write in many ways.
func TestAnswersSchemaAgreesWithReader(t *testing.T) {
	p := &loadFixture(t, "questions/10-money.yaml", "max: \"100\"", `max: "100", min: "-1"`).Policy
	data, err := json.Marshal(AnswersSchema(p))
	if err != nil {
		t.Fatal(err)
	}
	schema := compileSchema(t, data)
	values := []string{`""`, `" "`, "null", "~", "true", "False", `"true"`, `"TRUE"`, `" false "`, "是", "否", "有", "yes", "0", "5", "-5", "-1", "-0.5", `"-5"`, `"-1"`, "1.5", "0.001", "1e3",
		"1000000000000000", "999999999999999", "101", "5万元", `"5%"`, "x", "[]", `[""]`, "[null]", "[5]", "[x]", "[lab]", "[实验室, lab]", "lab", "firm", "企业", "{}", "{x: y}", "[{}]",
		"{rows: []}", "{rows: null}", "{rows: [], open: true}", "{rows: [], open: x}", "{rows: [], open: null}", "{rows: [], x: y}", "{open: true}", "[{kind: new}]", "[{kind: x}]", "[{kind: null}]", "[{size: -1}]", "[{size: 3亩}]", "[{x: y}]", "[{kind: [new]}]",
		`"2023-05-01"`, "2023-05-01", "20230501", "2023年5月1日"}
	for i := range p.Questions {
		q := &p.Questions[i]
		for _, v := range values {
			text := "answers: {" + q.ID + ": " + v + "}"
			_, reads := ParseAnswers([]byte(text), "", p)
			fits := schema.Validate(plain(t, []byte(text)))
			inWords := (q.Kind == engine.Number || q.Kind == engine.Day) && plainWords(t, v)
			switch {
			case fits != nil && reads == nil:
				t.Errorf("%s is read, and refused by the schema: %v", text, fits)
			case fits == nil && reads != nil && !inWords && !fine.MatchString(reads.Error()):
				t.Errorf("%s fits the schema, and is not read: %v", text, reads)
			}
		}
	}
	for _, text := range []string{"{}", "answers: null", "answers: []", "answers: x", "{answers: {}, name: 甲, about: 乙}", `{answers: {}, name: ""}`, "{answers: {}, name: 5}", "{answers: {}, name: null}",
		"{answers: {}, name: [a]}", "{answers: {}, scope: []}", "{answers: {}, scope: a1-lab}", "{answers: {}, scope: [1, money]}", "{answers: {}, scope: [null]}", "{answers: {}, colour: red}", "{answers: {colour: red}}"} {
		_, reads := ParseAnswers([]byte(text), "", p)
		if fits := schema.Validate(plain(t, []byte(text))); (fits == nil) != (reads == nil) {
			t.Errorf("%s: the schema says %v, the reader %v", text, fits, reads)
		}
	}
}

// fine is what the reader says of numbers that editors cannot check: fractions of a
// step, and how a number is written.
var fine = regexp.MustCompile(`最小单位是 0\.01|科学记数法`)

// plainWords reports whether a value is a text that says something.
func plainWords(t *testing.T, v string) bool {
	s, ok := plain(t, []byte(v)).(string)
	return ok && strings.TrimSpace(s) != ""
}
