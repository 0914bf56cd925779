package content

import (
	"strings"
	"testing"
)

// The pack that ships has nothing to mend; what is worth a look is logged.
func TestLintEmbedded(t *testing.T) {
	pack, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	var bad Problems
	for _, f := range Lint(pack) {
		if f.Warning {
			t.Log(f.Error())
		} else {
			bad = append(bad, &f.Problem)
		}
	}
	if len(bad) > 0 {
		t.Error(bad) // cut to a readable length
	}
}

func TestLint(t *testing.T) {
	const (
		policy = "policy.yaml"
		second = "questions/10-money.yaml"
		art    = "articles/01.yaml"
		cases  = "cases/01.yaml"
	)
	// more adds a case about a1-growth.
	more := func(answers, expect string) []string {
		return []string{cases, "cases:\n", "cases:\n  - name: 再一个\n    why: 看条文。\n    scope: [a1-growth]\n    answers: {matters: all, " + answers + "}\n" +
			"    expect:\n      items:\n        " + expect + "\n"}
	}
	// plots adds a case about one record of a1-plots.
	plots := func(sum, record string) []string {
		return []string{cases, "cases:\n", "cases:\n  - name: 地块\n    why: 看条文。\n    scope: [a1-plots]\n" +
			"    answers: {matters: all, applicant: person, plots: [{kind: new, date: \"2023-01-01\", " + record + "}]}\n" +
			"    expect: {items: {a1-plots: {status: eligible, low: \"" + sum + "\", high: \"" + sum + "\"}}}\n"}
	}
	for _, c := range []struct {
		name    string
		changes []string
		want    string // a finding, warnings marked
		absent  string // what no finding may hold
	}{
		{"articles missing", nil, "缺少 1 条：第 2 条", "没有写 articles"},
		{"articles not counted", []string{policy, "articles: 2\n", ""}, "提醒 policy.yaml 没有写 articles（全文共有几条），不能核对条文是否齐全", "缺少 1 条"},
		{"too many articles", []string{policy, "articles: 2", "articles: 0"}, "提醒 policy.yaml 没有写 articles（全文共有几条），不能核对条文是否齐全", ""},
		{"nature", []string{art, "nature: benefit", "nature: right"}, "articles/01.yaml:9:5: 事项 a1-lab：有 amount 的事项，nature 应是 benefit", ""},
		{"nature too strong", []string{art, "items:\n  - id: a1-lab", "items:\n  - id: a1-lab\n    nature: right"}, "articles/01.yaml:9:5: 事项 a1-lab：有 amount 的事项，nature 应是 benefit", "最强"},
		{"benefit without amount", []string{art, "    amount: {up_to: 500万元}\n", ""}, "articles/01.yaml:9:5: 事项 a1-lab：nature 是 benefit，却没有 amount；原文没有写数额的请写 amount: {unprinted: true}", ""},
		{"units", []string{art, "matter: 认定", "matter: 认定\n    units: [甲局局]"}, "提醒 articles/01.yaml:9:5: 事项 a1-lab：责任单位“甲局局”不在本条和本章的单位里，是不是 甲局？", ""},
		{"item id", []string{art, "id: a1-lab", "id: a2-lab"}, "提醒 articles/01.yaml:9:5: 事项 a2-lab：id 应以 a1- 开头，方便查找", ""},
		{"topic", []string{policy, "{id: money, label: 钱}", "{id: money, label: 钱}, {id: time, label: 时}"}, "提醒 主题 time：没有一个事项属于它", ""},
		{"idle question", nil, "questions/10-money.yaml:7:5: 问题 exports：没有一个事项用到它，请删去，或补上用到它的条件", "问题 cost："},
		{"idle field", []string{second, "name: 面积, ask: 多大？}", "name: 面积, ask: 多大？}\n      - {id: note, type: yesno, name: 备注, ask: 备注？}"}, "questions/10-money.yaml:11:5: 问题 plots.note：没有一个事项用到它，请删去，或补上用到它的条件", ""},
		{"used by a when alone", []string{second, "when: titles = lab", "when: titles = center"}, "", "问题 passed"},
		{"idle choice", nil, "提醒 questions/10-money.yaml:3:5: 问题 titles：选项 center 没有一个条件用到，请删去或合并", "问题 applicant"},
		{"opposite choice", nil, "", "问题 plots.kind"},
		{"idle choices of one", []string{second, "{id: old, label: 改造}", "{id: old, label: 改造}, {id: third, label: 其他}"}, "提醒 questions/10-money.yaml:11:5: 问题 plots.kind：选项 old、third 没有一个条件用到，请删去或合并", ""},
		{"untested item", nil, "articles/01.yaml:9:5: 事项 a1-lab：结果：缺少条件相符、只差一个条件而不相符、答不清楚而定不下来、对象不对的用例", ""},
		{"half tested item", nil, "articles/01.yaml:17:5: 事项 a1-growth：结果：缺少只差一个条件而不相符、答不清楚而定不下来的用例", ""},
		{"not told of", []string{cases, "      items:\n        a1-growth: {status: eligible, certainties: [exact], low: \"2000000\", high: \"2000000\", settled: true, missing: []}\n      eligible: [a1-growth]\n", ""},
			"articles/01.yaml:17:5: 事项 a1-growth：结果：缺少条件相符、只差一个条件而不相符、答不清楚而定不下来的用例", ""},
		{"a right needs less", []string{art, "    amount: {up_to: 500万元}\n", "    nature: right\n"}, "articles/01.yaml:9:5: 事项 a1-lab：结果：缺少条件相符、不相符的用例", ""},
		{"one condition fails", more("applicant: firm, cost: 2000万元, cost_2022: 2000万元", "a1-growth: {status: ineligible}"),
			"articles/01.yaml:17:5: 事项 a1-growth：结果：缺少答不清楚而定不下来的用例", ""},
		{"two conditions fail", append(more("applicant: firm, cost: 2000万元, cost_2022: 2000万元, opened: \"2023-01-01\"", "a1-growth: {status: ineligible}"),
			art, "event: grown > 0元", "event: grown > 0元\n    require: staff >= 1人 and exports > 0美元"), "articles/01.yaml:17:5: 事项 a1-growth：结果：缺少条件相符、只差一个条件而不相符、答不清楚而定不下来的用例", ""},
		{"unknown facts", more("applicant: firm, cost: null, cost_2022: 2000万元", "a1-growth: {status: possible}"),
			"articles/01.yaml:17:5: 事项 a1-growth：结果：缺少只差一个条件而不相符的用例", ""},
		{"not asked is no answer", more("applicant: firm, cost_2022: 2000万元", "a1-growth: {status: possible}"),
			"articles/01.yaml:17:5: 事项 a1-growth：结果：缺少只差一个条件而不相符、答不清楚而定不下来的用例", ""},
		{"wrong applicant", append(more("applicant: person", "a1-lab: {status: not_for_applicant}"), cases, "scope: [a1-growth]\n    answers: {matters: all, applicant: person", "scope: [a1-lab]\n    answers: {matters: all, applicant: person"),
			"articles/01.yaml:9:5: 事项 a1-lab：结果：缺少条件相符、只差一个条件而不相符、答不清楚而定不下来的用例", ""},
		{"threshold", nil, "articles/01.yaml:22:12: 事项 a1-growth：界线 0元：缺少刚好低于、等于、刚好高于的用例", ""},
		{"threshold at zero", nil, "articles/01.yaml:36:35: 事项 a1-plots：界线 0亩：缺少等于、刚好高于的用例", ""},
		{"threshold of a guard", nil, "articles/01.yaml:25:26: 事项 a1-growth：界线 5%：缺少刚好低于、等于、刚好高于的用例", ""},
		{"threshold seen", []string{cases, "share: 3%", "share: 5%"}, "articles/01.yaml:25:26: 事项 a1-growth：界线 5%：缺少刚好低于、刚好高于的用例", ""},
		{"threshold one step below", []string{cases, "share: 3%", "share: 4.99%"}, "articles/01.yaml:25:26: 事项 a1-growth：界线 5%：缺少等于、刚好高于的用例", ""},
		{"threshold two steps below", []string{cases, "share: 3%", "share: 4.98%"}, "articles/01.yaml:25:26: 事项 a1-growth：界线 5%：缺少刚好低于、等于、刚好高于的用例", ""},
		{"threshold one yuan above", []string{cases, "cost: 3000万元", "cost: 20000001"}, "articles/01.yaml:22:12: 事项 a1-growth：界线 0元：缺少刚好低于、等于的用例", ""},
		{"threshold where something else fails too", append(more("applicant: firm, cost: 2000万元, cost_2022: 2000万元, exports: 0", "a1-growth: {status: ineligible}"),
			art, "event: grown > 0元", "event: grown > 0元\n    require: exports > 0美元"), "articles/01.yaml:22:12: 事项 a1-growth：界线 0元：缺少刚好低于、等于、刚好高于的用例", ""},
		{"tier", nil, "articles/01.yaml:17:5: 事项 a1-growth：金额的 big 这一档：缺少适用的用例", "金额的 rest"},
		{"ceiling", nil, "articles/01.yaml:27:16: 事项 a1-growth：上限 300万元：缺少刚好低于、等于、刚好高于的用例", ""},
		{"ceiling reached", []string{cases, "cost: 3000万元", "cost: 3500万元"}, "articles/01.yaml:27:16: 事项 a1-growth：上限 300万元：缺少刚好低于、刚好高于的用例", ""},
		{"ceiling just exceeded", []string{cases, "cost: 3000万元", "cost: 35000004"}, "articles/01.yaml:27:16: 事项 a1-growth：上限 300万元：缺少刚好低于、等于的用例", ""},
		{"ceiling far exceeded", []string{cases, "cost: 3000万元", "cost: 3亿元"}, "articles/01.yaml:27:16: 事项 a1-growth：上限 300万元：缺少刚好低于、等于、刚好高于的用例", ""},
		{"group", nil, "articles/01.yaml:39:5: 合并上限 a1-both：上限 400万元：缺少刚好低于、等于、刚好高于的用例", ""},
		{"group reached", []string{art, "ceiling: 400万元", "ceiling: 200万元"}, "articles/01.yaml:39:5: 合并上限 a1-both：上限 200万元：缺少刚好低于、刚好高于的用例", ""},
		{"minimum", nil, "articles/01.yaml:37:51: 事项 a1-plots：min 的各项：缺少等于、第 1 项刚好最小、第 2 项刚好最小的用例", ""},
		{"minimum, its second part just the least", plots("300000", "spent: 375001, size: 100"), "articles/01.yaml:37:51: 事项 a1-plots：min 的各项：缺少等于、第 1 项刚好最小的用例", ""},
		{"minimum far apart", plots("300000", "spent: 1000万元, size: 100"), "articles/01.yaml:37:51: 事项 a1-plots：min 的各项：缺少等于、第 1 项刚好最小、第 2 项刚好最小的用例", ""},
		{"minimum met", plots("300000", "spent: 375000, size: 100"), "articles/01.yaml:37:51: 事项 a1-plots：min 的各项：缺少第 1 项刚好最小、第 2 项刚好最小的用例", ""},
		{"dates", nil, "articles/01.yaml:9:5: 事项 a1-lab：日期 date_a1_lab：缺少实施期前一天、实施期第一天、实施期最后一天、实施期后一天的用例", ""},
		{"dates of records", plots("300000", "spent: 375000, size: 100"), "articles/01.yaml:31:5: 事项 a1-plots：日期 date：缺少实施期前一天、实施期最后一天、实施期后一天的用例", ""},
		{"alternative", nil, "提醒 articles/01.yaml:17:5: 事项 a1-growth：另一种读法“另一种”：缺少结果不同的用例", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var lines []string
			for _, f := range Lint(loadFixture(t, c.changes...)) {
				line := f.Error()
				if f.Warning {
					line = "提醒 " + line
				}
				lines = append(lines, line)
			}
			all := strings.Join(lines, "\n")
			if c.want != "" && !contains(lines, c.want) {
				t.Errorf("want\n%s\ngot\n%s", c.want, all)
			}
			if c.absent != "" && strings.Contains(all, c.absent) {
				t.Errorf("%s stands in\n%s", c.absent, all)
			}
		})
	}
}

// A case that does not hold says what differs.
func TestRunCase(t *testing.T) {
	for _, c := range []struct{ name, old, text, want string }{
		{"status", "status: eligible", "status: possible", "a1-growth 应为 possible，算出 eligible"},
		{"certainties", "certainties: [exact]", "certainties: [up_to]", "a1-growth 的确定程度应为 [up_to]，算出 [exact]"},
		{"low", `low: "2000000", high: "2000000", settled`, `low: "1", high: "2000000", settled`, "a1-growth 至少应为 1元，算出 2,000,000元（200万元）"},
		{"high", `low: "2000000", high: "2000000", settled`, `high: "1", settled`, "a1-growth 至多应为 1元，算出 2,000,000元（200万元）"},
		{"upper end", `low: "2000000", high: "2000000", settled`, `high: null, settled`, "a1-growth 的上端是否没有止境，应为 true，算出 false"},
		{"settled", "settled: true", "settled: false", "a1-growth 的 settled 应为 false，算出 true"},
		{"missing", "missing: []", "missing: [staff]", "a1-growth 还缺的问题应为 [staff]，算出 []"},
		{"eligible", "eligible: [a1-growth]", "eligible: []", "eligible 的事项不对：多了 a1-growth"},
		{"possible", "possible: []", "possible: [a1-growth]", "possible 的事项不对：少了 a1-growth"},
		{"asks", "asks_not: [titles]", "asks: [titles]", "应该还要问 titles，却不问了"},
		{"asks not", "answers: {matters: all, applicant: firm, cost: 3000万元, cost_2022: 2000万, share: 3%}", "answers: {}", ""},
		{"box 1", `boxes: {1: "2000000", 2: 0}`, `boxes: {1: "5"}`, "第 1 栏的合计 至少应为 5元，算出 2,000,000元（200万元）"},
		{"box 2", `2: 0}`, `2: 3}`, "第 2 栏应有 3 项，算出 0 项"},
		{"box of an item", "missing: []}", "missing: [], box: 2}", "a1-growth 应在第 2 栏，算出第 1 栏"},
		{"payer", "missing: []}", "missing: [], payer: 区财政}", "a1-growth 的付款层级应为“区财政”，规则写的是“”"},
		{"line", "missing: []}", "missing: [], line: 另付}", "a1-growth 单列的一行应为“另付”，规则写的是“”"},
		{"scope", "missing: []}", "missing: [], scope: 每户}", "a1-growth 的最高数管的范围应为“每户”，规则写的是“单家企业”"},
		{"scope of a group", `high: "2000000"}}`, `high: "2000000", scope: 每户}}`, "a1-both 的最高数管的范围应为“每户”，规则写的是“”"},
		{"readings of a group", `high: "2000000"}}`, `high: "2000000", readings: [{low: "1"}]}}`, "a1-both 应有 1 种读法结果不同，算出 0 种"},
		{"readings", "missing: []}", "missing: [], readings: [{low: \"1\"}]}", "a1-growth 应有 1 种读法结果不同，算出 0 种"},
		{"group", `groups: {a1-both: {low: "2000000"`, `groups: {a1-both: {low: "7"`, "a1-both 至少应为 7元，算出 2,000,000元（200万元）"},
	} {
		t.Run(c.name, func(t *testing.T) {
			pack := loadFixture(t, "cases/01.yaml", c.old, c.text)
			got := pack.RunCase(&pack.Cases[0])
			if len(got) == 0 || !strings.Contains(got.Error(), c.want) {
				t.Errorf("want %s, got %v", c.want, got)
			}
		})
	}
}

func TestDidYouMean(t *testing.T) {
	known := []string{"revenue", "rd_2022", "rd_2023", "hightech", "cost"}
	for name, want := range map[string]string{
		"revenu": "revenue", "Revenue": "revenue", "rd_2024": "rd_2022", "high_tech": "hightech", "cst": "cost",
		"x": "", "profit": "", "2023": "", strings.Repeat("revenue", 20): "",
	} {
		if want != "" {
			want = "，是不是 " + want + "？"
		}
		if got := didYouMean(name, known); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}
