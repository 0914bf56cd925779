package content

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"huiqi/engine"
)

// The pack that ships loads, and every case gives what the text gives.
func TestEmbedded(t *testing.T) {
	pack, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for i := range pack.Cases {
		c := &pack.Cases[i]
		t.Run(c.Pos.File+"/"+c.Name, func(t *testing.T) {
			if differences := pack.RunCase(c); len(differences) > 0 {
				t.Error(differences)
			}
		})
	}
}

func TestEmbeddedRules(t *testing.T) {
	whole, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	rules, err := EmbeddedRules()
	if err != nil {
		t.Fatal(err)
	}
	if rules.Digest != whole.Digest || len(rules.Cases) != 0 || len(rules.Policy.Items) != len(whole.Policy.Items) || rules.Program == nil {
		t.Errorf("%s, %d cases, %d items", rules.Digest, len(rules.Cases), len(rules.Policy.Items))
	}
}

func TestLoad(t *testing.T) {
	pack := loadFixture(t)
	p := &pack.Policy
	if p.Number != "测发〔2023〕1号" || p.From.String() != "2023-01-01" || p.Gate.Dated != "unsure" || pack.Articles != 2 {
		t.Errorf("head: %+v", p)
	}
	if pack.Program == nil {
		t.Error("not compiled")
	}
	// The date of a matter stands after the other questions of its topic.
	last := p.Questions[len(p.Questions)-1]
	if last.ID != "date_a1_lab" || last.Kind != engine.Day || !last.Volunteer || last.Name != "认定的日期" || last.Topic != "money" {
		t.Errorf("date question: %+v", last)
	}
	if when, ok := last.When.(engine.In); !ok || when.Question != "matters" || when.Choices[0] != "unsure" {
		t.Errorf("date question: asked when %v", last.When)
	}
	if who := p.Items[0].Who; len(who) != 1 || who[0] != "firm" {
		t.Errorf("who: %v", who)
	}
	growth := p.Items[1]
	if growth.Amount.Ceiling.Text != "300万元" || growth.Amount.Tiers[0].Certainty != engine.UpTo || growth.Alternatives[0].Amount == nil {
		t.Errorf("amount: %+v", growth.Amount)
	}
	if growth.Amount.Tiers[0].If == nil || growth.Alternatives[0].Amount.Tiers[0].ID != "big" {
		t.Errorf("alternative: %+v", growth.Alternatives[0].Amount)
	}
	if at := pack.Position(growth.Amount.Ceiling.Pos); at.String() != "articles/01.yaml:27:16" {
		t.Errorf("ceiling at %v", at)
	}
	if at := pack.Place("item a1-growth"); at.String() != "articles/01.yaml:17:5" {
		t.Errorf("item at %v", at)
	}
	if d := pack.RunCase(&pack.Cases[0]); len(d) > 0 {
		t.Error(d)
	}
}

// Every fault names its place and says what to do.
func TestLoadErrors(t *testing.T) {
	const (
		policy = "policy.yaml"
		first  = "questions/00-opening.yaml"
		second = "questions/10-money.yaml"
		art    = "articles/01.yaml"
		cases  = "cases/01.yaml"
	)
	for _, c := range []struct {
		name    string
		changes []string
		want    string // a line of the error
	}{
		{"unknown key", []string{art, "summary: 说明", "sumary: 说明"}, "articles/01.yaml:6:1: 第1条：没有“sumary”这一项，是不是 summary？"},
		{"missing key", []string{art, "summary: 说明", ""}, "articles/01.yaml:1:1: 第1条：缺少“summary”"},
		{"empty value", []string{art, "summary: 说明", "summary:"}, "articles/01.yaml:6:9: 第1条：“summary”没有值，请填写或删去这一行"},
		{"wrong type", []string{art, "summary: 说明", "summary: [a]"}, "articles/01.yaml:6:10: 第1条：“summary”要写成一个值，不是列表或下级内容"},
		{"bool as text", []string{art, "summary: 说明", "summary: true"}, "articles/01.yaml:6:10: 第1条：“summary”要写文字；如果就是这个词，请加引号"},
		{"value as list", []string{art, "units: [甲局]", "units: 甲局"}, "articles/01.yaml:5:8: 第1条：“units”要写成列表，如 [甲, 乙]"},
		{"duplicate key", []string{art, "chapter: 2", "title: 又一条"}, "articles/01.yaml:3:1: “title”写了两次，第一次在第 2 行，请删去一个"},
		{"bad word", []string{art, "nature: benefit", "nature: benefits"}, "articles/01.yaml:4:9: 第1条：“nature”不能是“benefits”，只能是 benefit、right、pointer、plan"},
		{"an empty word: not the default", []string{art, "period: year", `period: ""`}, "articles/01.yaml:21:13: 事项 a1-growth：“period”是空的，只能是 year、record、own"},
		{"an empty nature", []string{art, "nature: benefit", `nature: ""`}, "articles/01.yaml:4:9: 第1条：“nature”是空的，只能是 benefit、right、pointer、plan"},
		{"an empty topic", []string{art, "title: 实验室\n    topic: money", "title: 实验室\n    topic: \"\""}, "articles/01.yaml:11:12: 事项 a1-lab：“topic”是空的，请写 policy.yaml 里的一个主题：money"},
		{"an empty class", []string{art, "class: target", `class: " "`}, "articles/01.yaml:41:25: 第1条的 figures：“class”是空的，只能是 target、budget、date、name"},
		{"an empty digest", []string{art, "summary: 说明", "summary: 说明\ndigest: \"\""}, "articles/01.yaml:7:9: 第1条：“digest”要写 64 位的小写十六进制数；由维护者用命令写入，见 CONTRIBUTING.md"},
		{"an empty type", []string{second, "type: yesno", `type: ""`}, "questions/10-money.yaml:4:24: 问题 passed：“type”是空的，只能是 yesno、one、many、money、percent、number、date、list"},
		{"an empty text that may be left out", []string{art, "scope: 单家企业", `scope: ""`}, "articles/01.yaml:28:14: 事项 a1-growth 的金额：“scope”是空的，请填写，没有就删去"},
		{"no cases in a file of cases", []string{cases, "", "{}"}, "cases/01.yaml:1:1: 缺少“cases”"},
		{"no such chapter", []string{art, "chapter: 2", "chapter: 9"}, "articles/01.yaml:3:10: 第1条：policy.yaml 里没有第 9 章"},
		{"not a number", []string{art, "chapter: 2", "chapter: 二"}, "articles/01.yaml:3:10: 第1条：“chapter”要写一个整数"},
		{"file name", []string{art, "article: 1", "article: 2"}, "articles/01.yaml:1:1: 第2条：文件名应是 02.yaml，或者 article 写错了"},
		{"plan with items", []string{art, "nature: benefit", "nature: plan"}, "articles/01.yaml:9:5: 事项 a1-lab：nature: plan 的条文没有可申请的事项，请删去事项或改 nature"},
		{"no such topic", []string{art, "who: [企业]", "who: [企业]\n    notes: []", art, "title: 实验室\n    topic: money", "title: 实验室\n    topic: mony"}, "articles/01.yaml:11:12: 事项 a1-lab：policy.yaml 里没有“mony”这个主题，是不是 money？"},
		{"no such applicant", []string{art, "who: [企业]", "who: [企業]"}, "articles/01.yaml:12:11: 事项 a1-lab：没有“企業”这类申请人，是不是 企业？（有 企业、firm、person）"},
		{"nobody", []string{art, "who: [企业]", "who: []"}, "articles/01.yaml:9:5: 事项 a1-lab：缺少“who”，请写明谁可以申请"},
		{"two periods", []string{art, "matter: 认定", "matter: 认定\n    period: year"}, "articles/01.yaml:9:5: 事项 a1-lab：matter、date、period 三项要写且只写一项：事情的名称、别处的日期问题，或 year、record、own"},
		{"no such date", []string{art, "period: year", "date: date_a1_lap"}, "articles/01.yaml:21:11: 事项 a1-growth：没有“date_a1_lap”这个日期问题，是不是 date_a1_lab？"},
		{"item id", []string{art, "id: a1-lab", "id: A1_lab"}, "articles/01.yaml:9:9: 事项 A1_lab：“A1_lab”不能作 id，只用小写字母、数字和连字符，如 a14-rd"},
		{"item twice", []string{art, "id: a1-growth", "id: a1-lab"}, "articles/01.yaml:17:5: 事项 a1-lab：重复了，第一次在 articles/01.yaml:9:5，请改一个"},
		{"no amount", []string{art, "amount: {up_to: 500万元}", "amount: {payer: 市财政}"}, "articles/01.yaml:16:13: 事项 a1-lab 的金额：没有写金额：exact、up_to、unprinted、tiers、discount、fee_at_most 要写一个"},
		{"two amounts", []string{art, "amount: {up_to: 500万元}", "amount: {up_to: 500万元, exact: 1元}"}, "articles/01.yaml:16:21: 事项 a1-lab 的金额：“exact”和“up_to”只能写一个"},
		{"unprinted false", []string{art, "amount: {up_to: 500万元}", "amount: {unprinted: false}"}, "articles/01.yaml:16:25: 事项 a1-lab 的金额：“unprinted”只能写 true"},
		{"ceiling unit", []string{art, "ceiling: 300万元", "ceiling: 30%"}, "articles/01.yaml:27:16: 事项 a1-growth 的金额：“ceiling”的单位应是 元，这里是“%”"},
		{"ceiling words", []string{art, "ceiling: 300万元", "ceiling: 最高300万元"}, "articles/01.yaml:27:16: 事项 a1-growth 的金额：“最高300万元”不是数字，请写成 5000、5,000 或 1.2亿 这样"},
		{"tier order", []string{art, "if: \"share >= 5% and staff >= 100人\", ", ""}, "articles/01.yaml:25:11: 事项 a1-growth 的金额的一档：没有 if 的一档要放在最后，后面的档永远轮不到"},
		{"no such tier", []string{art, "if: {big: share >= 5%}", "if: {bigg: share >= 5%}"}, "articles/01.yaml:30:26: 事项 a1-growth 的另一种读法：金额里没有“bigg”这一档"},
		{"idle define", []string{art, "cap: 3000元/亩}", "cap: 3000元/亩, idle: passed}"}, "articles/01.yaml:7:91: 第1条：define 里的“idle”没有用到，请删去"},
		{"define hides question", []string{art, "define: {", "define: {passed: titles = lab, "}, "articles/01.yaml:7:10: 第1条：“passed”已经是一个问题的 id，请换一个名字"},
		{"define cycle", []string{art, "grown: cost - cost_2022", "grown: x - cost_2022, x: grown"}, "articles/01.yaml:7:35: 事项 a1-growth：define 里的“grown”绕回到了自己"},
		{"group member", []string{art, "items: [a1-growth, a1-plots]", "items: [a1-growth, a1-plot]"}, "articles/01.yaml:39:49: 合并上限 a1-both：没有“a1-plot”这个事项，是不是 a1-plots？"},
		{"figure class", []string{art, "class: target", "class: goal"}, "articles/01.yaml:41:25: 第1条的 figures：“class”不能是“goal”，只能是 target、budget、date、name"},
		{"condition", []string{art, "event: titles = lab", "event: titles = lap"}, "articles/01.yaml:14:21: 事项 a1-lab：问题 titles 没有“lap”这个选项，是不是 lab？（有 lab、center）"},
		{"condition in quotes", []string{art, "event: titles = lab", "event: \"titles = lap\""}, "articles/01.yaml:14:22: 事项 a1-lab：问题 titles 没有“lap”这个选项，是不是 lab？（有 lab、center）"},
		{"condition in a block", []string{art, "event: titles = lab", "event: >\n      titles = lap"}, "articles/01.yaml:14: 事项 a1-lab：问题 titles 没有“lap”这个选项，是不是 lab？（有 lab、center）"},
		{"later question", []string{second, "when: titles = lab", "when: cost > 0元"}, "questions/10-money.yaml:4:63: 问题 passed：“cost”排在后面，条件只能用前面已经问过的问题"},
		{"question twice", []string{second, "id: cost_2022", "id: cost"}, "questions/10-money.yaml:6:5: 问题 cost：重复了，第一次在 questions/10-money.yaml:5:5，请改一个"},
		{"question id", []string{second, "id: staff", "id: Staff"}, "questions/10-money.yaml:9:10: 问题：“Staff”不能作 id，只用小写字母、数字和下划线，以字母开头"},
		{"reserved id", []string{second, "id: opened", "id: where"}, "questions/10-money.yaml:10:10: 问题：“where”是表达式里的词，请换一个 id"},
		{"question type", []string{second, "type: yesno", "type: bool"}, "questions/10-money.yaml:4:24: 问题 passed：“type”不能是“bool”，只能是 yesno、one、many、money、percent、number、date、list"},
		{"number without unit", []string{second, "unit: 人, ", ""}, "questions/10-money.yaml:9:5: 问题 staff：缺少“unit”"},
		{"money unit", []string{second, "unit: 美元", "unit: 日元"}, "questions/10-money.yaml:7:38: 问题 exports：“unit”不能是“日元”，只能是 元、美元"},
		{"max below min", []string{second, `max: "100"`, `max: "100", min: "200"`}, "questions/10-money.yaml:8:60: 问题 share：“max”小于“min”，请检查"},
		{"field like question", []string{second, "id: size", "id: cost"}, "questions/10-money.yaml:18:9: 问题 plots 的 cost：字段与一个问题同名，表达式里分不清，请改一个 id"},
		{"list in list", []string{second, "id: size, type: number, unit: 亩", "id: size, type: list, fields: []"}, "questions/10-money.yaml:18:9: 问题 plots 的 size：列表里不能再有列表"},
		{"one choice", []string{first, ", {id: person, label: 个人}", ""}, "questions/00-opening.yaml:9:5: 问题 applicant：选项不够：单选题至少两个，多选题至少一个"},
		{"choice twice", []string{first, "id: person", "id: firm"}, "questions/00-opening.yaml:13:38: 问题 applicant 的选项：选项“firm”写了两次，请改一个 id"},
		{"unsure", []string{first, "unsure: unsure", "unsure: unsur"}, "questions/00-opening.yaml:8:13: 问题 matters：没有“unsur”这个选项，是不是 unsure？"},
		{"gate choice", []string{policy, "ends: none", "ends: non"}, "policy.yaml:7:7: gate：问题 matters 没有“non”这个选项，是不是 none？"},
		{"gate question", []string{policy, "question: matters", "question: matter"}, "policy.yaml:7:7: gate：“matter”不是一个单选题（type: one），是不是 matters？"},
		{"kind of applicant", []string{policy, "[firm]", "[frm]"}, "policy.yaml:9:14: 申请人没有“frm”这个选项，是不是 firm？"},
		{"period", []string{policy, `to: "2023-12-31"`, `to: "2022-12-31"`}, "policy.yaml:6:9: period：结束日期早于开始日期，请检查"},
		{"date", []string{policy, `in_force: "2023-07-28"`, `in_force: "2023-02-30"`}, "policy.yaml:4:11: “2023-02-30”不是日期，请写成 2023-05-01 这样"},
		{"case item", []string{cases, "a1-growth: {status", "a1-grow: {status"}, "cases/01.yaml:8:9: 用例“增长两百万”：没有“a1-grow”，是不是 a1-growth？"},
		{"case status", []string{cases, "status: eligible", "status: yes"}, "cases/01.yaml:8:29: 用例“增长两百万”的 a1-growth：“status”不能是“yes”，只能是 eligible、possible、ineligible、out_of_period、not_for_applicant"},
		{"case answer", []string{cases, "cost: 3000万元", "cost: 3000万美元"}, "cases/01.yaml:5:52: 问题 cost（费用）：“3000万美元”的单位是“美元”，这里要填“元”的数，如 5000 或 1.2亿"},
		{"case scope", []string{cases, "scope: [a1-growth]", "scope: [\"14\"]"}, "cases/01.yaml:4:13: 用例“增长两百万”：没有“14”这个事项、条文或主题"},
		{"yaml colon", []string{art, "event: titles = lab", "event: some(plots: size > 0亩)"}, "articles/01.yaml:14:22: 这里不能有冒号，请检查缩进；值里含有冒号加空格时，请给整个值加引号"},
		{"yaml tab", []string{art, "    title: 实验室", "\ttitle: 实验室"}, "articles/01.yaml:10:1: 缩进请用空格，不用 Tab"},
		{"yaml bracket", []string{art, "units: [甲局]", "units: [甲局"}, "articles/01.yaml:6:8: 括号没有配对或缺少逗号；在 [ ]、{ } 里，含有逗号、括号的值请加引号"},
		{"yaml alias", []string{art, "summary: 说明", "summary: &a 说明"}, "articles/01.yaml:6:10: 不支持锚点与引用（& 和 *），请把内容写全；以 * 或 & 开头的值请加引号"},
		{"yaml tag", []string{art, "summary: 说明", "summary: !!str 说明"}, "articles/01.yaml:6:10: 不支持标签（! 开头），请删去标签，或给值加引号"},
		{"two documents", []string{art, "summary: 说明", "summary: 说明\n---"}, "articles/01.yaml: 一个文件只能有一份内容，请删去多余的“---”"},
		{"empty file", []string{art, "", " \n"}, "articles/01.yaml: 文件是空的，请检查是否选错了文件"},
		{"not a mapping", []string{art, "", "- 1\n"}, "articles/01.yaml:1:1: 这里要写成“键: 值”的形式"},
		{"stray file", []string{"articles/readme.md", "", "x"}, "articles/readme.md: 不认识的文件或目录，请移走；规则目录里只有 policy.yaml、ids.txt 和 questions、articles、cases 里的 .yaml 文件"},
		{"stray directory", []string{"article/01.yaml", "", "x"}, "article: 不认识的文件或目录，请移走；规则目录里只有 policy.yaml、ids.txt 和 questions、articles、cases 里的 .yaml 文件"},
		{"huge file", []string{"articles/02.yaml", "", strings.Repeat("x", maxFileSize+1)}, "articles/02.yaml: 文件太大，最多 1 MiB，请拆成几个文件"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Load(packWith(t, c.changes...), ".")
			if err == nil {
				t.Fatal("loads")
			}
			lines := strings.Split(err.Error(), "\n")
			for _, line := range lines {
				if line == c.want {
					return
				}
			}
			t.Errorf("want\n%s\ngot\n%s", c.want, err)
		})
	}
}

func TestLoadCollectsFaults(t *testing.T) {
	_, err := Load(packWith(t,
		"articles/01.yaml", "event: titles = lab", "event: titles = lap",
		"articles/01.yaml", "event: grown > 0元", "event: grow > 0元",
		"articles/01.yaml", "ceiling: 300万元", "ceiling: 300万美元"), ".")
	problems, ok := err.(Problems)
	if !ok || len(problems) != 3 {
		t.Errorf("%d problems: %v", len(problems), err)
	}
}

// What is no file or folder of its own is named so, wherever it stands; too many
// files are counted.
func TestLoadOddFiles(t *testing.T) {
	link := &fstest.MapFile{Mode: fs.ModeSymlink, Data: []byte("elsewhere")}
	for _, name := range []string{"questions", "cases", "extra", "policy.yaml", "articles/02.yaml"} {
		files := packWith(t)
		for f := range files {
			if strings.HasPrefix(f, name+"/") {
				delete(files, f)
			}
		}
		files[name] = link
		if _, err := Load(files, "."); err == nil || err.Error() != name+": 这不是普通文件，规则目录里不能有链接，请换成文件或目录本身" {
			t.Errorf("a link %s: %v", name, err)
		}
	}
	files := packWith(t)
	for i := range maxFiles {
		files[fmt.Sprintf("cases/%03d.yaml", i)] = &fstest.MapFile{Data: []byte("cases: []\n")}
	}
	if _, err := Load(files, "."); err == nil || !strings.Contains(err.Error(), "文件太多，最多 500 个") {
		t.Errorf("too many files: %v", err)
	}
}

func TestLoadMissingDirectory(t *testing.T) {
	if _, err := Load(fstest.MapFS{}, "nowhere"); err == nil || !strings.Contains(err.Error(), "打不开这个目录") {
		t.Error(err)
	}
	if _, err := Load(packWith(t), "nowhere"); err == nil {
		t.Error("loads")
	}
}

// The digest is the same with Windows line ends and another with other words.
func TestDigest(t *testing.T) {
	base := loadFixture(t).Digest
	if len(base) != 64 {
		t.Errorf("digest %q", base)
	}
	windows := packWith(t)
	for _, f := range windows {
		f.Data = []byte(bom + strings.ReplaceAll(string(f.Data), "\n", "\r\n"))
	}
	pack, err := Load(windows, ".")
	if err != nil {
		t.Fatal(err)
	}
	if pack.Digest != base {
		t.Error("line ends change the digest")
	}
	if loadFixture(t, "articles/01.yaml", "summary: 说明", "summary: 别的").Digest == base {
		t.Error("another text has the same digest")
	}
}

// What the engine refuses gets a place too.
func TestEngineFaults(t *testing.T) {
	_, err := Load(packWith(t, "articles/01.yaml", "items: [a1-growth, a1-plots]", "items: [a1-growth, a1-right]",
		"articles/01.yaml", "groups:", "  - {id: a1-right, title: 权利, topic: money, who: [企业], period: year, nature: right}\ngroups:"), ".")
	if err == nil || !strings.HasPrefix(err.Error(), "articles/01.yaml:40:5: 合并上限 a1-both：规则不能用") {
		t.Error(err)
	}
}

// No file makes loading panic.
func FuzzLoad(f *testing.F) {
	names := []string{"articles/01.yaml", "questions/10-money.yaml", "policy.yaml", "cases/01.yaml"}
	for i, name := range names {
		f.Add(byte(i), fixture[name])
		f.Add(byte(i), "items: [{}]\ngroups: [{}]\nfigures: 1\n")
	}
	f.Add(byte(0), "define: {a: b, b: a}\nitems: [{id: a1-x, event: a, amount: {exact: a}}]\n")
	f.Fuzz(func(t *testing.T, which byte, text string) {
		name := names[int(which)%len(names)]
		if pack, err := Load(packWith(t, name, "", text), "."); err == nil && pack.Program == nil {
			t.Error("no program and no error")
		}
	})
}
