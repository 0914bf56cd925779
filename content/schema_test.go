package content

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"
)

func compileSchema(t *testing.T, data []byte) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// plain is a YAML tree as an editor's checker sees it.
func plain(t *testing.T, data []byte) any {
	t.Helper()
	var root yaml.Node
	if err := yaml.Load(data, &root); err != nil {
		t.Fatal(err)
	}
	return plainNode(root.Content[0])
}

func plainNode(n *yaml.Node) any {
	switch n.Kind {
	case yaml.MappingNode:
		out := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			out[n.Content[i].Value] = plainNode(n.Content[i+1])
		}
		return out
	case yaml.SequenceNode:
		out := []any{}
		for _, c := range n.Content {
			out = append(out, plainNode(c))
		}
		return out
	}
	switch n.Tag {
	case "!!null":
		return nil
	case "!!bool":
		return n.Value == "true"
	case "!!int", "!!float":
		if json.Valid([]byte(n.Value)) {
			return json.Number(n.Value)
		}
	}
	return n.Value
}

// kindOf is the schema of a pack's file.
func kindOf(name string) string {
	switch path.Dir(name) {
	case "articles":
		return "article"
	case ".":
		return "policy"
	}
	return path.Dir(name)
}

// Every file of the pack fits its schema, and says where it is.
func TestSchemasFitThePack(t *testing.T) {
	compiled := map[string]*jsonschema.Schema{}
	for _, name := range SchemaNames {
		data, err := Schema(name)
		if err != nil {
			t.Fatal(err)
		}
		compiled[name] = compileSchema(t, data)
	}
	files, err := readFiles(inside(embedded, embeddedDir))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{}
	for _, f := range files {
		if f.name == IDsFile {
			continue
		}
		kind := kindOf(f.name)
		seen[kind]++
		if err := compiled[kind].Validate(plain(t, f.data)); err != nil {
			t.Errorf("%s: %v", f.name, err)
		}
		up := strings.Repeat("../", strings.Count(f.name, "/")+1)
		if line, _, _ := strings.Cut(string(f.data), "\n"); line != "# yaml-language-server: $schema="+up+"schema/"+kind+".json" {
			t.Errorf("%s begins with %q; editors look there for its schema", f.name, line)
		}
	}
	if len(seen) != len(SchemaNames) || seen["article"] != 66 {
		t.Errorf("checked %v", seen)
	}
}

// Every key of an amount that the loader reads is in the schema and in the
// documentation, and no other.
func TestAmountKeys(t *testing.T) {
	var schema struct {
		Defs map[string]struct {
			Properties map[string]any `json:"properties"`
		} `json:"$defs"`
	}
	data, err := Schema("article")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &schema); err != nil {
		t.Fatal(err)
	}
	l := newLoader()
	d := parseTree("a.yaml", []byte("exact: 1万元"), &l.faults)
	o := d.object(d.root, "")
	l.amount(&draft{}, o)
	if len(l.list) > 0 {
		t.Fatal(l.list)
	}
	tier := append([]string{"id", "if", "text", "anchor"}, moneyKeys...)
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	for of, keys := range map[string][]string{"amount": o.known, "tier": tier} {
		known := map[string]bool{}
		for _, key := range keys {
			known[key] = true
			if !strings.Contains(string(doc), key+":") {
				t.Errorf("doc.go does not mention %s of the %s", key, of)
			}
		}
		if got, want := slices.Sorted(maps.Keys(schema.Defs[of].Properties)), slices.Sorted(maps.Keys(known)); !slices.Equal(got, want) {
			t.Errorf("the schema's %s has %v, the loader reads %v", of, got, want)
		}
	}
}

// What the loader refuses for its shape, the schema refuses too.
func TestSchemasRefuse(t *testing.T) {
	for _, c := range []struct{ why, kind, text string }{
		{"an unknown key", "article", "{article: 1, title: 甲, chapter: 1, nature: plan, summary: 乙, colour: red}"},
		{"a missing title", "article", "{article: 1, chapter: 1, nature: plan, summary: 乙}"},
		{"an unknown nature", "article", "{article: 1, title: 甲, chapter: 1, nature: gift, summary: 乙}"},
		{"an item without a date rule", "article", "{article: 1, title: 甲, chapter: 1, nature: right, summary: 乙, items: [{id: a1-x, title: 丙, topic: t, who: [firm]}]}"},
		{"two kinds of amount", "article", "{article: 1, title: 甲, chapter: 1, nature: right, summary: 乙, items: [{id: a1-x, title: 丙, topic: t, who: [firm], period: year, amount: {exact: 1元, up_to: 2元}}]}"},
		{"an id in capitals", "article", "{article: 1, title: 甲, chapter: 1, nature: right, summary: 乙, items: [{id: A1, title: 丙, topic: t, who: [firm], period: year}]}"},
		{"choices of a number", "questions", "{topic: t, questions: [{id: a, type: money, name: 甲, ask: 乙, choices: []}]}"},
		{"a choice without choices", "questions", "{topic: t, questions: [{id: a, type: one, name: 甲, ask: 乙}]}"},
		{"a number without a unit", "questions", "{topic: t, questions: [{id: a, type: number, name: 甲, ask: 乙}]}"},
		{"a word of expressions as id", "questions", "{topic: t, questions: [{id: and, type: yesno, name: 甲, ask: 乙}]}"},
		{"a policy without its number", "policy", "{title: 甲, issuer: 乙, in_force: 2023-01-01, period: {from: 2023-01-01, to: 2023-12-31}, applicant: a}"},
		{"a case without its reason", "cases", "{cases: [{name: 甲, answers: {}, expect: {}}]}"},
		{"an unknown status", "cases", "{cases: [{name: 甲, why: 乙, answers: {}, expect: {items: {a: {status: maybe}}}}]}"},
	} {
		data, err := Schema(c.kind)
		if err != nil {
			t.Fatal(err)
		}
		if err := compileSchema(t, data).Validate(plain(t, []byte(c.text))); err == nil {
			t.Errorf("%s is taken", c.why)
		}
	}
}

// Answers that the reader takes fit the schema of answers; what it refuses for
// its shape does not.
func TestAnswersSchema(t *testing.T) {
	pack, err := EmbeddedRules()
	if err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(AnswersSchema(&pack.Policy))
	if err != nil {
		t.Fatal(err)
	}
	s := compileSchema(t, data)
	var kept, now any
	if file, err := os.ReadFile("schema/answers.json"); err != nil || json.Unmarshal(file, &kept) != nil || json.Unmarshal(data, &now) != nil || !reflect.DeepEqual(kept, now) {
		t.Errorf("schema/answers.json is not that of these questions: go run ./cmd/huiqi schema answers > content/schema/answers.json (%v)", err)
	}
	names, err := fs.Glob(os.DirFS("journeys"), "*.yaml")
	if err != nil || len(names) < 6 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		text, err := os.ReadFile("journeys/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if line, _, _ := strings.Cut(string(text), "\n"); line != "# yaml-language-server: $schema=../schema/answers.json" {
			t.Errorf("%s begins with %q; editors look there for its schema", name, line)
		}
		if err := s.Validate(plain(t, text)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	cases, err := fs.Glob(embedded, embeddedDir+"/cases/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, name := range cases {
		text, err := embedded.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range plain(t, text).(map[string]any)["cases"].([]any) {
			n++
			if err := s.Validate(map[string]any{"answers": c.(map[string]any)["answers"]}); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	if n < 500 {
		t.Errorf("only %d cases", n)
	}
	for why, text := range map[string]string{
		"an unknown question": "answers: {colour: red}", "an unknown choice": "answers: {applicant: king}", "text for a yes": "answers: {hightech: maybe}",
		"one row without a list": "answers: {fairs: {booth: 1}}", "an unknown field": "answers: {fairs: [{colour: 1}]}", "no answers": "scope: [a14-rd]",
	} {
		if err := s.Validate(plain(t, []byte(text))); err == nil {
			t.Errorf("%s is taken", why)
		}
	}
}
