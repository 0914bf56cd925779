package content

import (
	"encoding/json"
	"maps"
	"strings"
	"testing"
)

// TestRecords: a line is an answers document, or the answers themselves; what is
// wrong has its column.
func TestRecords(t *testing.T) {
	prog := loadFixture(t).Program
	r := NewRecordReader(prog)
	for _, c := range []struct{ line, id, want string }{
		{`{"id":"a","answers":{"cost":5}}`, "a", "cost"},
		{`{"answers":{"cost":"5万","staff":1},"name":"甲","id":7}`, "7", "cost staff"},
		{`{"cost":5,"id":"b","passed":null}`, "b", "cost passed"},
		{`{"plots":[{"kind":"new"}],"titles":["lab"]}`, "", "plots titles"},
		{`{"id":"\u4f01\"\n","cost":5}`, "企\"\n", "cost"},
		{" \t{ \"cost\" : 5 } \r", "", "cost"},
		{`{"id":"a","answers":{},"scope":["a1-lab"]}`, "a", ""},
		{`{"answers":null}`, "", ""},
		{`{}`, "", ""},
	} {
		rec, problems := r.JSON([]byte(c.line))
		if got := strings.Join(sortedKeys(rec.Answers()), " "); len(problems) > 0 || rec.ID != c.id || got != c.want {
			t.Errorf("%s: id %q, facts %s, %v", c.line, rec.ID, got, problems)
		}
	}
	for _, c := range []struct {
		why, line string
		column    int
		want      string
	}{
		{"no number", `{"id":"甲","answers":{"cost":"多"}}`, 29, "“多”不是数字"},
		{"unknown question", `{"甲":1}`, 2, "没有“甲”这个问题"},
		{"beside answers", `{"answers":{},"idd":1}`, 15, "没有“idd”这一项，是不是 id？"},
		{"twice", `{"cost":1,"cost":2}`, 11, "“cost”写了两次"},
		{"id twice", `{"id":1,"id":2,"cost":1}`, 9, "“id”写了两次"},
		{"field twice", `{"plots":[{"kind":"new","kind":"new"}]}`, 25, "“kind”写了两次"},
		{"field that is no number", `{"plots":[{"kind":"new"},{"size":"多"}]}`, 34, "“多”不是数字"},
		{"list as id", `{"id":[1],"cost":1}`, 7, "“id”要写成一个值"},
		{"unknown scope", `{"scope":["x"],"cost":1}`, 11, "没有“x”这个事项、条文或主题"},
		{"not closed", `{"cost":5`, 10, "缺少逗号，或括号没有配对"},
		{"two objects", `{"cost":5}{}`, 11, "后面还有多余的内容"},
		{"array", `[1]`, 1, "一行要写成"},
		{"no value", `{"cost":}`, 9, "这里缺少一个值"},
		{"key without quotes", `{cost:5}`, 2, "加双引号的名字"},
		{"no colon", `{"cost" 5}`, 9, "缺少冒号"},
		{"bad escape", `{"id":"\x"}`, 7, "反斜线写法不对"},
		{"control character", "{\"id\":\"a\tb\"}", 9, "控制字符"},
		{"quotes not closed", `{"id":"a`, 7, "引号没有配对"},
		{"number", `{"cost":01}`, 9, "数字写得不对"},
		{"deep", strings.Repeat(`{"plots":[`, 20), 130, "嵌套太深"},
		{"not UTF-8", "{\"id\":\"甲\xff\"}", 9, "不是 UTF-8"},
	} {
		_, problems := r.JSON([]byte(c.line))
		if len(problems) == 0 || c.column != problems[0].Pos.Column || !strings.Contains(problems[0].Msg, c.want) {
			t.Errorf("%s: %+v, want column %d: %s", c.why, problems, c.column, c.want)
		}
	}
	// the place of a record and its field is said
	_, problems := r.JSON([]byte(`{"plots":[{},{"size":"多"}]}`))
	if len(problems) != 1 || problems[0].Where != "问题 plots（地块）第 2 行的 size（面积）" {
		t.Errorf("%+v", problems)
	}
}

// FuzzRecord: a line is refused for its form where it is no JSON, and the quick
// way takes nothing that the thorough way does not take as the same.
func FuzzRecord(f *testing.F) {
	for _, s := range []string{`{"id":1,"answers":{"cost":"5万"}}`, `{"cost":5,"name":"x"}`, `{"plots":[{"kind":"new","size":1}]}`, `{"cost":1e5}`, `{"titles":["lab","\u0041"]}`, `{"id":"","id":2}`, `{"answers":{},"cost":5}`, `{"cost":5,"answers":{"staff":5}}`} {
		f.Add(s)
	}
	prog := loadFixture(f).Program
	r := NewRecordReader(prog)
	f.Fuzz(func(t *testing.T, line string) {
		if strings.ContainsAny(line, "\n") {
			return
		}
		rec, problems := r.JSON([]byte(line))
		broken := len(problems) == 1 && strings.HasPrefix(problems[0].Msg, "不是有效的 JSON")
		if len(problems) == 0 && !json.Valid([]byte(line)) {
			t.Fatal("taken, though it is no JSON")
		}
		if broken && json.Valid([]byte(line)) && !strings.Contains(problems[0].Msg, "嵌套太深") {
			t.Fatal(problems)
		}
		if len(problems) > 0 {
			return
		}
		facts := maps.Clone(rec.Answers())
		slow := NewRecordReader(prog)
		root := slow.tree.parse(line)
		again := slow.record(root)
		if len(slow.faults.list) > 0 || again.ID != rec.ID || again.Name != rec.Name || again.Bare != rec.Bare || len(again.Facts) != len(facts) {
			t.Fatalf("%+v the quick way, %+v, %v the thorough way", rec, again, slow.faults.list)
		}
		for id, v := range facts {
			if !again.Facts[id].Equal(v) {
				t.Fatalf("%s differs", id)
			}
		}
	})
}
