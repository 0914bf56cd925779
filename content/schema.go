package content

import (
	"embed"
	"encoding/json"

	"huiqi/engine"
)

//go:embed schema/policy.json schema/questions.json schema/article.json schema/cases.json
var schemas embed.FS

// SchemaNames are those that Schema takes, for each kind of file in a pack.
var SchemaNames = []string{"policy", "questions", "article", "cases"}

// Schema is the JSON Schema (draft 2020-12) of a kind of file in a pack, for
// editors: it knows the keys and shapes; names, types and units are the loader's.
func Schema(name string) ([]byte, error) { return schemas.ReadFile("schema/" + name + ".json") }

// AnswersSchema is the JSON Schema of answers files to a policy's questions. It has
// their present names only; the reader takes retired ones, too, and says so.
func AnswersSchema(p *engine.Policy) map[string]any {
	props := map[string]any{}
	for i := range p.Questions {
		props[p.Questions[i].ID] = answerSchema(&p.Questions[i])
	}
	return map[string]any{
		"$schema": "https://json-schema.org/draft/2020-12/schema",
		"title":   p.Number + " 的答案文件",
		"type":    "object", "required": []string{"answers"}, "additionalProperties": false,
		"properties": map[string]any{
			"answers": map[string]any{"type": []string{"object", "null"}, "properties": props, "additionalProperties": false,
				"description": "问题的 id 和答案；null 是不清楚，没有写的是没有问到"},
			"name":  map[string]any{"type": []string{"string", "number"}, "description": "申请人的名字，演示时显示"},
			"about": map[string]any{"type": []string{"string", "number"}, "description": "一句话的介绍，演示时显示"},
			"scope": map[string]any{"type": "array", "items": map[string]any{"type": []string{"string", "integer"}},
				"description": "只看这些事项、条号、方面"},
		},
	}
}

// answerSchema is looser than the reader where values are written as people do.
func answerSchema(q *engine.Question) map[string]any {
	about := q.Name
	if q.Help != "" {
		about += "：" + q.Help
	}
	out := map[string]any{"title": q.Name, "description": about}
	either := func(of ...map[string]any) map[string]any {
		out["anyOf"] = append(of, map[string]any{"type": "null", "description": "不清楚"})
		return out
	}
	switch q.Kind {
	case engine.Bool:
		return either(map[string]any{"type": "boolean"}, map[string]any{"enum": []string{"是", "否"}},
			map[string]any{"type": "string", "pattern": `^\s*([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|是|否)\s*$`})
	case engine.One:
		return either(choicesSchema(q)...)
	case engine.Many:
		return either(map[string]any{"type": "array", "items": map[string]any{"anyOf": choicesSchema(q)}, "description": "一个都没有写 []"})
	case engine.Day:
		return either(map[string]any{"type": []string{"string", "integer"}, "pattern": notBlank, "minimum": 10000101, "maximum": 99991231, "description": "如 2023-05-01"})
	case engine.List:
		fields := map[string]any{}
		for i := range q.Fields {
			fields[q.Fields[i].ID] = answerSchema(&q.Fields[i])
		}
		rows := map[string]any{"type": "array", "maxItems": maxRows, "description": "一件一行；没有写 []",
			"items": map[string]any{"type": "object", "properties": fields, "additionalProperties": false}}
		open := map[string]any{"type": "object", "required": []string{"rows"}, "additionalProperties": false, "description": "可能还有",
			"properties": map[string]any{"rows": rows, "open": map[string]any{"type": "boolean"}}}
		return either(rows, open)
	}
	number := map[string]any{"type": []string{"string", "number"}, "pattern": notBlank, "description": "单位 " + q.Unit + "，如 " + exampleOf(q.Unit),
		"minimum": 0, "exclusiveMaximum": json.Number(absurd.String())}
	if q.Min != nil && q.Min.IsPositive() {
		number["minimum"] = json.Number(q.Min.String())
	}
	if q.Max != nil {
		number["maximum"] = json.Number(q.Max.String())
	}
	if q.Step.IsPositive() && q.Step.IsInteger() { // editors divide in binary: 0.03 is no multiple of 0.01 there
		number["multipleOf"] = json.Number(q.Step.String())
	}
	return either(number)
}

// notBlank is the pattern of a text that says something.
const notBlank = `\S`

// choicesSchema gives each choice its label as a title, so that editors show it.
func choicesSchema(q *engine.Question) []map[string]any {
	var out []map[string]any
	for _, c := range q.Choices {
		out = append(out, map[string]any{"const": c.ID, "title": c.Label}, map[string]any{"const": c.Label})
	}
	return out
}
