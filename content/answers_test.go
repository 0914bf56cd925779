package content

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/shopspring/decimal"

	"huiqi/engine"
)

func TestParseAnswers(t *testing.T) {
	p := &loadFixture(t).Policy
	yuan := func(s string) engine.Value { return engine.NumberValue(decimal.RequireFromString(s)) }
	day := engine.DayValue(engine.Date{Year: 2023, Month: 5, Day: 1})
	for _, c := range []struct {
		text string
		id   string
		want engine.Value
	}{
		{`{"answers": {"passed": true}}`, "passed", engine.BoolValue(true)},
		{`answers: {passed: 是}`, "passed", engine.BoolValue(true)},
		{`answers: {passed: "否 "}`, "passed", engine.BoolValue(false)},
		{`answers: {passed: False}`, "passed", engine.BoolValue(false)},
		{`answers: {passed: null}`, "passed", engine.DontKnow()},
		{`answers: {passed: ~}`, "passed", engine.DontKnow()},
		{`answers: {matters: null}`, "matters", engine.OneValue("unsure")},
		{`answers: {applicant: firm}`, "applicant", engine.OneValue("firm")},
		{`answers: {applicant: 企业}`, "applicant", engine.OneValue("firm")},
		{`{"answers": {"applicant": "\u4f01\u4e1a"}}`, "applicant", engine.OneValue("firm")},
		{`answers: {titles: []}`, "titles", engine.ManyValue()},
		{`answers: {titles: [center, lab, lab]}`, "titles", engine.ManyValue("lab", "center")},
		{`answers: {cost: 5000}`, "cost", yuan("5000")},
		{`answers: {cost: 1.10}`, "cost", yuan("1.1")},
		{`answers: {cost: 010}`, "cost", yuan("10")},
		{`answers: {cost: 12345678901234.56}`, "cost", yuan("12345678901234.56")},
		{`answers: {cost: 1.2亿}`, "cost", yuan("120000000")},
		{`answers: {cost: " 3000w  "}`, "cost", yuan("30000000")},
		{`answers: {cost: ３０００万}`, "cost", yuan("30000000")},
		{`{"answers": {"cost": "5,000"}}`, "cost", yuan("5000")},
		{`answers: {exports: 500万美元}`, "exports", yuan("5000000")},
		{`answers: {share: 4.6%}`, "share", yuan("4.6")},
		{`answers: {share: 4.6}`, "share", yuan("4.6")},
		{`answers: {staff: 10人}`, "staff", yuan("10")},
		{`answers: {opened: 2023-05-01}`, "opened", day},
		{`answers: {opened: "2023年5月1日"}`, "opened", day},
		{`{"answers": {"opened": 20230501}}`, "opened", day},
		{`answers: {plots: []}`, "plots", engine.ListValue(engine.Records{})},
		{`answers: {plots: {rows: [], open: true}}`, "plots", engine.ListValue(engine.Records{Open: true})},
		{`answers: {plots: {rows: []}}`, "plots", engine.ListValue(engine.Records{})},
		{`answers: {plots: null}`, "plots", engine.DontKnow()},
		{`answers: {plots: [{kind: new, size: 50亩, spent: null}, {date: 2023-05-01}]}`, "plots", engine.ListValue(engine.Records{Rows: []engine.Row{
			{"kind": engine.OneValue("new"), "size": yuan("50"), "spent": engine.DontKnow()}, {"date": day},
		}})},
		{"\ufeff{\n\t\"answers\": {\n\t\t\"cost\": 5\n\t}\n}\n", "cost", yuan("5")},
		{"answers:\r\n  cost: 5\r\n", "cost", yuan("5")},
		{"# 说明\nanswers:\n  cost: 5 # 元\n", "cost", yuan("5")},
	} {
		a, err := ParseAnswers([]byte(c.text), "a.yaml", p)
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		if got, ok := a.Facts[c.id]; !ok || !got.Equal(c.want) || len(a.Facts) != 1 {
			t.Errorf("%s = %+v, want %+v", c.text, a.Facts, c.want)
		}
		if len(a.Warnings) > 0 {
			t.Errorf("%s: %v", c.text, a.Warnings)
		}
	}
}

// An answers file may introduce its applicant.
// A share of something ends at 100 %.
func TestShares(t *testing.T) {
	pack, err := EmbeddedRules()
	if err != nil {
		t.Fatal(err)
	}
	for _, format := range []string{"land_industry_share: %s", "land_invested: %s", "villages: [{economy_share: %s}]"} {
		for _, c := range []struct {
			share   string
			refused bool
		}{{"100%", false}, {"100.01%", true}} {
			a, err := ParseAnswers([]byte("answers: {"+fmt.Sprintf(format, c.share)+"}"), "a.yaml", &pack.Policy)
			if err == nil {
				_, err = pack.Program.Evaluate(a.Facts)
			}
			if (err != nil) != c.refused {
				t.Errorf(format+": %v", c.share, err)
			}
		}
	}
}

func TestParseAnswersName(t *testing.T) {
	p := &loadFixture(t).Policy
	a, err := ParseAnswers([]byte("name: 甲\nabout: 做外贸的\nanswers: {cost: 5}"), "a.yaml", p)
	if err != nil || a.Name != "甲" || a.About != "做外贸的" {
		t.Errorf("%+v, %v", a, err)
	}
	if _, err := ParseAnswers([]byte("name: [甲]\nanswers: {cost: 5}"), "a.yaml", p); err == nil {
		t.Error("a list was taken for a name")
	}
}

// What bad input gets: one line in Chinese with the place, the question and the
// remedy.
func TestParseAnswersRefuses(t *testing.T) {
	p := &loadFixture(t).Policy
	in := func(answers string) string { return "answers: {" + answers + "}" }
	for _, c := range []struct{ name, text, want string }{
		{"unknown question", in("costs: 5"), "a.yaml:1:11: 没有“costs”这个问题，是不是 cost？"},
		{"unlike any question", in("quux: 5"), "a.yaml:1:11: 没有“quux”这个问题"},
		{"word for a number", in("cost: 很多"), "a.yaml:1:17: 问题 cost（费用）：“很多”不是数字，请写成 5000、5,000 或 1.2亿 这样"},
		{"yes for a number", in("cost: true"), "a.yaml:1:17: 问题 cost（费用）：“true”不是数，请填一个数（元），如 1.2亿元；不清楚填 null"},
		{"list for a number", in("cost: [5]"), "a.yaml:1:17: 问题 cost（费用）：要填一个值：请填一个数（元），如 1.2亿元；不清楚填 null"},
		{"number for yes", in("passed: 1"), "a.yaml:1:19: 问题 passed（考核通过）：“1”既不是“是”也不是“否”，请填 true 或 false（是 或 否）；不清楚填 null"},
		{"choice", in("applicant: frm"), "a.yaml:1:22: 问题 applicant（申请人）：没有“frm”这个选项，是不是 firm？可选：firm（企业）、person（个人）"},
		{"choice like none", in("applicant: 街道"), "a.yaml:1:22: 问题 applicant（申请人）：没有“街道”这个选项。可选：firm（企业）、person（个人）"},
		{"choice in a list", in("titles: [lab, prize]"), "a.yaml:1:25: 问题 titles（称号）：没有“prize”这个选项。可选：lab（实验室）、center（中心）"},
		{"list for one", in("applicant: [firm]"), "a.yaml:1:22: 问题 applicant（申请人）：要填一个值：请填一个选项：firm（企业）、person（个人）；不清楚填 null"},
		{"one for many", in("titles: lab"), "a.yaml:1:19: 问题 titles（称号）：这是多选题，请填选项的列表，如 [lab]，一个都没有填 []；不清楚填 null"},
		{"negative", in("cost: -5"), "a.yaml:1:17: 问题 cost（费用）：“-5”是负数，请填 0 或更大的数"},
		{"absurd", in("cost: 1000000亿"), ""},
		{"absurd by far", in("cost: 10000000亿"), "a.yaml:1:17: 问题 cost（费用）：“10000000亿”大得不合常理，请检查是否多写了“万”“亿”或几个零"},
		{"above the maximum", in("share: 101%"), "a.yaml:1:18: 问题 share（比例）：“101%”太大，最大是 100%"},
		{"too fine", in("cost: 0.001"), "a.yaml:1:17: 问题 cost（费用）：“0.001”写得太细，最小单位是 0.01元，请四舍五入"},
		{"half a person", in("staff: 2.5"), "a.yaml:1:18: 问题 staff（人数）：“2.5”写得太细，最小单位是 1人，请四舍五入"},
		{"exponent", in("cost: 1e999999999"), "a.yaml:1:17: 问题 cost（费用）：“1e999999999”用了科学记数法，请写成 1.2亿 或 120,000,000 这样"},
		{"small exponent", `{"answers": {"cost": 1e5}}`, "a.yaml:1:22: 问题 cost（费用）：“1e5”用了科学记数法，请写成 1.2亿 或 120,000,000 这样"},
		{"NaN", in("cost: .nan"), "a.yaml:1:17: 问题 cost（费用）：“.nan”的小数点位置不对，小数点前后都要有数字，且只能有一个，如 0.5"},
		{"NaN in JSON", `{"answers": {"cost": NaN}}`, "a.yaml:1:22: 问题 cost（费用）：“NaN”不是数字，请写成 5000、5,000 或 1.2亿 这样"},
		{"hexadecimal", in("cost: 0x10"), "a.yaml:1:17: 问题 cost（费用）：“0x10”里有看不懂的字，请只写数字，如 5000 或 1.2亿"},
		{"leading point", in("cost: .5"), "a.yaml:1:17: 问题 cost（费用）：“.5”的小数点位置不对，小数点前后都要有数字，且只能有一个，如 0.5"},
		{"trailing point", in("cost: 1."), "a.yaml:1:17: 问题 cost（费用）：“1.”的小数点位置不对，小数点前后都要有数字，且只能有一个，如 0.5"},
		{"underscores", in("cost: 1_000"), "a.yaml:1:17: 问题 cost（费用）：“1_000”里有看不懂的字，请只写数字，如 5000 或 1.2亿"},
		{"empty text", in(`cost: ""`), "a.yaml:1:17: 问题 cost（费用）：没有填写，请填一个数字，如 5000 或 1.2亿"},
		{"unit", in("cost: 5万美元"), "a.yaml:1:17: 问题 cost（费用）：“5万美元”的单位是“美元”，这里要填“元”的数，如 5000 或 1.2亿"},
		{"date", in("opened: 2023-02-30"), "a.yaml:1:19: 问题 opened（开业日期）：“2023-02-30”这一天不存在，请检查月和日，如 2023-05-01"},
		{"time", in("opened: 2023-02-03T00:00:00Z"), "a.yaml:1:19: 问题 opened（开业日期）：“2023-02-03T00:00:00Z”不是日期，请写成 2023-05-01 这样（年-月-日）"},
		{"row field", in("plots: [{sise: 5}]"), "a.yaml:1:20: 问题 plots（地块）第 1 行：没有“sise”这个字段，是不是 size？（有 kind、date、size、spent）"},
		{"row value", in("plots: [{size: 1}, {size: 大}]"), "a.yaml:1:37: 问题 plots（地块）第 2 行的 size（面积）：“大”不是数字，请写成 5000、5,000 或 1.2亿 这样"},
		{"row as value", in("plots: [new]"), "a.yaml:1:19: 问题 plots（地块）第 1 行：每一行要写成 {字段: 值}，字段有 kind、date、size、spent"},
		{"list as value", in("plots: 3"), "a.yaml:1:18: 问题 plots（地块）：这是列表，请填记录的列表，如 [{kind: …}]，没有填 []；不清楚填 null"},
		{"list without rows", in("plots: {open: true}"), "a.yaml:1:18: 问题 plots（地块）：缺少“rows”，请填记录的列表，如 [{kind: …}]，没有填 []；不清楚填 null"},
		{"open as word", in("plots: {rows: [], open: 是}"), "a.yaml:1:35: 问题 plots（地块）：“open”只能写 true 或 false"},
		{"list key", in("plots: {row: []}"), "a.yaml:1:19: 问题 plots（地块）：没有“row”这一项，是不是 rows？"},
		{"too many rows", in("plots: [" + strings.Repeat("{},", 1001) + "]"), "a.yaml:1:18: 问题 plots（地块）：最多 1000 行，这里有 1001 行，请分开填"},
		{"scope", in("") + "\nscope: [a1-lap]", "a.yaml:2:9: 没有“a1-lap”这个事项、条文或主题，是不是 a1-lab？"},
		{"scope as value", in("") + "\nscope: a1-lab", "a.yaml:2:8: “scope”要写成列表，如 [甲, 乙]"},
		{"no answers", "cost: 5", `a.yaml:1:1: 缺少“answers”，答案要写在 answers 下面，如 {"answers": {"revenue": "1.2亿元"}}`},
		{"other key", in("") + "\nnote: x", "a.yaml:2:1: 没有“note”这一项"},
		{"answers as list", "answers: [cost]", "a.yaml:1:10: answers：这里要写成“键: 值”的形式"},
		{"array", "[1]", "a.yaml:1:1: 这里要写成“键: 值”的形式"},
		{"word", "hello", "a.yaml:1:1: 这里要写成“键: 值”的形式"},
		{"duplicate question", in("cost: 1, cost: 2"), "a.yaml:1:20: “cost”写了两次，第一次在第 1 行，请删去一个"},
		{"duplicate in JSON", `{"answers": {"cost": 1, "cost": 2}}`, "a.yaml:1:25: “cost”写了两次，第一次在第 1 行，请删去一个"},
		{"empty", "", "a.yaml: 文件是空的，请检查是否选错了文件"},
		{"spaces", " \n\t\n", "a.yaml: 文件是空的，请检查是否选错了文件"},
		{"BOM alone", "\ufeff", "a.yaml: 文件是空的，请检查是否选错了文件"},
		{"comment", "# x\n", "a.yaml: 文件是空的，请检查是否选错了文件"},
		{"binary", "PK\x03\x04\xff\x00\x01", "a.yaml:1:3: 这里有不可见的控制字符，请检查是否选错了文件"},
		{"binary at once", "\x89PNG\r\n\x1a\n\x00", "a.yaml:1:1: 这不是文本文件，请检查是否选错了文件"},
		{"GBK", "answers: {cost: \xce\xe5}", "a.yaml:1:17: 文件不是 UTF-8 编码，请另存为 UTF-8 编码"},
		{"UTF-16", "\xff\xfea\x00", "a.yaml: 文件是 UTF-16 编码，请另存为 UTF-8 编码"},
		{"not closed", `{"answers": {"cost": 5`, "a.yaml:1:23: 括号没有配对或缺少逗号；在 [ ]、{ } 里，含有逗号、括号的值请加引号"},
		{"alias", "answers: &a {cost: 5}\nscope: *a", "a.yaml:1:10: 不支持锚点与引用（& 和 *），请把内容写全；以 * 或 & 开头的值请加引号"},
		{"merge", "answers: {<<: {cost: 5}}", "a.yaml:1:11: 不支持合并键（<<），请把内容写全"},
		{"tag", "answers: {cost: !!float 5}", "a.yaml:1:17: 不支持标签（! 开头），请删去标签，或给值加引号"},
		{"deep", "answers: {cost: " + strings.Repeat("[", 100) + strings.Repeat("]", 100) + "}", "a.yaml:1:40: 嵌套太深，最多 24 层，请检查括号和缩进"},
		{"very deep", strings.Repeat("[", 100000), "a.yaml:1:10001: 嵌套太深，请检查括号"},
		{"null key", "answers: {~: 5}", "a.yaml:1:11: 键必须是一个名字，请写成“名字: 值”"},
		{"list key in YAML", "answers: {[a]: 5}", "a.yaml:1:11: 键必须是一个名字，请写成“名字: 值”"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, err := ParseAnswers([]byte(c.text), "a.yaml", p)
			switch {
			case c.want == "" && err != nil:
				t.Error(err)
			case c.want == "":
			case err == nil:
				t.Errorf("accepted: %+v", a)
			case !contains(strings.Split(err.Error(), "\n"), c.want):
				t.Errorf("want\n%s\ngot\n%s", c.want, err)
			}
		})
	}
}

func contains(lines []string, want string) bool {
	for _, l := range lines {
		if l == want {
			return true
		}
	}
	return false
}

func TestAnswersCollectFaults(t *testing.T) {
	_, err := ParseAnswers([]byte("answers:\n  cost: x\n  staff: y\n  none: z\n"), "a.yaml", &loadFixture(t).Policy)
	var ps Problems
	if !errors.As(err, &ps) || len(ps) != 3 {
		t.Error(err)
	}
	var one *Problem
	if !errors.As(err, &one) || one.Pos != (Position{"a.yaml", 2, 9}) {
		t.Errorf("%+v", one)
	}
}

func TestAnswersWarnings(t *testing.T) {
	p := &loadFixture(t).Policy
	for text, want := range map[string]string{
		"answers: {}":       "a.yaml:1:10: 没有写任何答案",
		"answers:":          "a.yaml:1:9: 没有写任何答案",
		"answers:\n  cost:": "a.yaml:2:8: 问题 cost（费用）：没有写值，按“不清楚”处理",
	} {
		a, err := ParseAnswers([]byte(text), "a.yaml", p)
		if err != nil || len(a.Warnings) != 1 || a.Warnings[0].Error() != want {
			t.Errorf("%q: %v, %v", text, a, err)
		}
	}
	a, err := ParseAnswers([]byte(`{"answers": {}, "scope": ["a1-lab", "1", "money", 1]}`), "a.yaml", p)
	if err != nil || strings.Join(a.Scope, " ") != "a1-lab 1 money 1" {
		t.Errorf("%v, %v", a, err)
	}
}

// The limits hold before anything large is read or grown.
func TestAnswersLimits(t *testing.T) {
	p := &loadFixture(t).Policy
	const tooLarge = "a.yaml: 文件太大，最多 4 MiB，请检查是否选错了文件"
	endless := iotest.ErrReader(errors.New("read past the limit"))
	r := &countingReader{limit: MaxAnswers + 1, then: endless}
	if _, err := LoadAnswers(r, "a.yaml", p); err == nil || err.Error() != tooLarge {
		t.Error(err)
	}
	if _, err := LoadAnswers(iotest.ErrReader(errors.New("broken")), "a.yaml", p); err == nil || err.Error() != "a.yaml: 读不了这个文件：系统报错（broken）；请检查路径、权限和磁盘" {
		t.Error(err)
	}
	bomb := "a: &a [x,x,x,x,x,x,x,x,x]\n"
	for c := 'b'; c < 'z'; c++ {
		bomb += string(c) + ": &" + string(c) + " [" + strings.Repeat("*"+string(c-1)+",", 9) + "]\n"
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if _, err := ParseAnswers([]byte(bomb), "a.yaml", p); err == nil || !strings.Contains(err.Error(), "不支持锚点与引用") {
		t.Error(err)
	}
	runtime.ReadMemStats(&after)
	if grown := after.TotalAlloc - before.TotalAlloc; grown > 16<<20 {
		t.Errorf("a bomb of %d bytes took %d", len(bomb), grown)
	}
	if _, err := ParseAnswers([]byte("answers: {"+strings.Repeat("x: 1, ", 100000)+"}"), "a.yaml", p); err == nil || strings.Count(err.Error(), "\n") > 60 {
		t.Error("a flood of faults is not cut")
	}
}

// countingReader gives limit bytes and then turns to another reader.
type countingReader struct {
	limit int
	then  interface{ Read([]byte) (int, error) }
}

func (r *countingReader) Read(p []byte) (int, error) {
	if r.limit == 0 {
		return r.then.Read(p)
	}
	n := min(len(p), r.limit)
	r.limit -= n
	for i := range p[:n] {
		p[i] = ' '
	}
	return n, nil
}

func TestReadAnswers(t *testing.T) {
	p := &loadFixture(t).Policy
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	if a, err := ReadAnswers(write("good.yaml", "answers: {cost: 5}"), p); err != nil || len(a.Facts) != 1 {
		t.Error(err)
	}
	huge := write("huge.yaml", "")
	if err := os.Truncate(huge, 100<<20); err != nil {
		t.Fatal(err)
	}
	loop := filepath.Join(dir, "loop")
	if err := os.Symlink("loop", loop); err == nil {
		if _, err := ReadAnswers(loop, p); err == nil || err.Error() != loop+": 读不了这个文件：链接绕成了一圈；请检查路径、权限和磁盘" {
			t.Error(err)
		}
	}
	if runtime.GOOS != "windows" {
		for path, want := range map[string]string{
			filepath.Join(dir, strings.Repeat("长", 200)): "名字或路径太长",
			filepath.Join(huge, "x"):                     "路径里有一段是文件，不是文件夹",
		} {
			if _, err := ReadAnswers(path, p); err == nil || err.Error() != path+": 读不了这个文件："+want+"；请检查路径、权限和磁盘" {
				t.Error(err)
			}
		}
	}
	for path, want := range map[string]string{
		filepath.Join(dir, "missing.yaml"): "找不到这个文件，请检查文件名和路径",
		dir:                                "这是一个目录，请给出里面的一个文件",
		huge:                               "文件太大，最多 4 MiB，请检查是否选错了文件",
	} {
		if _, err := ReadAnswers(path, p); err == nil || err.Error() != path+": "+want {
			t.Error(err)
		}
	}
}

// Whatever is accepted, the engine accepts too.
func FuzzAnswers(f *testing.F) {
	for _, s := range []string{
		`{"answers": {"cost": "1.2亿元", "passed": null}}`, "answers: {titles: [lab], plots: [{kind: new, size: 5}]}",
		"answers:\n  plots: {rows: [{date: 2023-05-01}], open: true}\nscope: [a1-lab]", "answers: {matters: null, applicant: 企业}",
		"\ufeffanswers:", "answers: &a [*a]", "answers: {cost: 1e9}", "{\"answers\": {\"cost\": \"\\u4e00\\u5343\\u4e07\"}}",
	} {
		f.Add([]byte(s))
	}
	pack := loadFixture(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := ParseAnswers(data, "a.yaml", &pack.Policy)
		if err != nil {
			if a != nil || err.Error() == "" {
				t.Fatalf("%q: %v with %v", data, err, a)
			}
			return
		}
		if err := pack.Program.Check(a.Facts); err != nil {
			t.Fatalf("%q: %v", data, err)
		}
		if _, err := pack.Program.ScopeOf(a.Scope...); err != nil {
			t.Fatalf("%q: %v", data, err)
		}
	})
}

// Answers kept under earlier rules: ids that ids.txt says were renamed are taken
// under their new names, those that ended are left out, and both are said.
func TestRetiredAnswers(t *testing.T) {
	pack, err := withIDs(t, "topic money\n", `question old_cost -> cost
question over -> none
question plots.area -> plots.size
question plots.colour -> none
question plots.kind=fresh -> plots.kind=new
question titles=centre -> titles=center
question titles=gone -> none
topic cash -> money
topic money
`)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ why, text, id, want, warning string }{
		{"a question", `answers: {old_cost: 5000}`, "cost", "5000", "“old_cost”在现在的规则里叫“cost”"},
		{"a question that ended", `answers: {over: 5000, cost: 1}`, "cost", "1", "“over”在现在的规则里已经停用，没有采用"},
		{"a choice", `answers: {titles: [centre, lab]}`, "titles", "[center lab]", "“centre”在现在的规则里叫“center”"},
		{"a choice that ended", `answers: {titles: [gone, lab]}`, "titles", "[lab]", "“gone”在现在的规则里已经停用"},
		{"a field", `answers: {plots: [{area: 50}]}`, "plots", "size 50", "“area”在现在的规则里叫“size”"},
		{"a field that ended", `answers: {plots: [{colour: 5, size: 50}]}`, "plots", "size 50", "“colour”在现在的规则里已经停用"},
		{"a choice of a field", `answers: {plots: [{kind: fresh}]}`, "plots", "kind new", "“fresh”在现在的规则里叫“new”"},
		{"a topic", `{scope: [cash], answers: {cost: 1}}`, "cost", "1", "“cash”在现在的规则里叫“money”"},
	} {
		a, err := ParseAnswers([]byte(c.text), "a.yaml", &pack.Policy)
		if err != nil {
			t.Errorf("%s: %v", c.why, err)
			continue
		}
		v, got := a.Facts[c.id], ""
		switch v.Kind() {
		case engine.Number:
			got = v.Number().String()
		case engine.Many:
			got = fmt.Sprint(v.Choices())
		case engine.List:
			for id, f := range v.Records().Rows[0] {
				got = id + " "
				if f.Kind() == engine.Number {
					got += f.Number().String()
				} else {
					got += f.Choice()
				}
			}
		}
		if got != c.want || len(a.Facts) != 1 {
			t.Errorf("%s: read as %q (%d answers), want %q", c.why, got, len(a.Facts), c.want)
		}
		if len(a.Warnings) != 1 || !strings.Contains(a.Warnings.Error(), c.warning) {
			t.Errorf("%s: warned %v, want %q", c.why, a.Warnings, c.warning)
		}
		if c.why == "a topic" && (len(a.Scope) != 1 || a.Scope[0] != "money") {
			t.Errorf("scope %v", a.Scope)
		}
	}
	if _, err := ParseAnswers([]byte(`answers: {old_cost: 1, cost: 2}`), "a.yaml", &pack.Policy); err == nil || !strings.Contains(err.Error(), "这里两个都写了") {
		t.Errorf("both names of one question: %v", err)
	}
}
