package content

import (
	"strings"
	"testing"
)

// What no answers can lead to is an error, in a pack where each part is used
// somewhere.
func TestLintReach(t *testing.T) {
	const (
		money = "questions/10-money.yaml"
		art   = "articles/01.yaml"
	)
	for _, c := range []struct {
		name    string
		changes []string
		want    string // a finding; "" for none about reach
	}{
		{"nothing amiss", nil, ""},
		{"an item whose conditions exclude each other", []string{art, "require: passed and staff >= 10人", "require: passed and staff >= 10人 and staff < 10人"},
			"articles/01.yaml:9:5: 事项 a1-lab：怎么填都合不上：who、日期、event、require 和金额的条件不能同时成立，或者要选的选项没有给这些申请人看"},
		{"a question that does not apply to the item's applicants", []string{money, "when: titles = lab}", "when: applicant = person}"},
			"articles/01.yaml:9:5: 事项 a1-lab：怎么填都合不上"},
		{"a title that is not offered to the item's applicants", []string{money, "label: 实验室, when: applicant = firm}", "label: 实验室, when: applicant = person}"},
			"articles/01.yaml:9:5: 事项 a1-lab：怎么填都合不上"},
		{"an amount that reads what does not apply", []string{
			money, "{id: share, type: percent", "{id: paid, type: money, name: 付款, ask: 付多少？, when: titles = center}\n  - {id: share, type: percent",
			art, "require: passed and staff >= 10人\n    amount: {up_to: 500万元}", "require: passed and staff >= 10人 and not (titles = center)\n    amount: {up_to: 10% * paid}"},
			"articles/01.yaml:9:5: 事项 a1-lab：怎么填都合不上"},
		{"an applicant of several", []string{art, "who: [firm, person]", "who: [firm, person]\n    require: applicant = firm"},
			"articles/01.yaml:17:5: 事项 a1-growth：who 里的 person 怎么填都合不上，请删去，或者检查选项是不是给他看"},
		{"a part of a condition", []string{art, "require: passed and staff >= 10人", "require: staff >= 10人 and (passed or staff < 5人)"},
			"事项 a1-lab：条件里这一部分永远不会成立，请删去或改正"},
		{"a part of a condition on records", []string{art, "some(plots: built and size > 0亩)", "some(plots: built and (size > 0亩 or kind = old))"},
			"事项 a1-plots：条件里这一部分永远不会成立，请删去或改正"},
		{"a choice of a condition", []string{art, "built: kind = new and within(date)", "built: \"kind in [new, old] and spent > 0元 and within(date)\""},
			"事项 a1-plots：选项 old 在这里永远不会成立，请删去或改正"},
		{"an exception", []string{art, "require: passed and staff >= 10人", "require: passed and staff >= 10人 and not (staff > 20人 and staff < 15人)"},
			"事项 a1-lab：not 后面的条件永远不会成立，请删去或改正"},
		{"a tier behind others", []string{art, "- {id: rest, exact: 20% * grown}", "- {id: small, if: \"share >= 6% and staff >= 100人\", exact: 25% * grown}\n        - {id: rest, exact: 20% * grown}"},
			"articles/01.yaml:17:5: 事项 a1-growth：金额的 small 这一档被前面的各档挡住，永远轮不到，请换次序或改条件"},
		{"a last tier behind others", []string{art, "- {id: rest, exact: 20% * grown}", "- {id: few, if: staff >= 0人, exact: 15% * grown}\n        - {id: rest, exact: 20% * grown}"},
			"金额的 rest 这一档被前面的各档挡住，永远轮不到"},
		{"tiers that overlap in part are tried in order", []string{art, "- {id: rest, exact: 20% * grown}", "- {id: some, if: share >= 3%, exact: 25% * grown}\n        - {id: rest, exact: 20% * grown}"}, ""},
		{"a tier that never holds", []string{art, "if: \"share >= 5% and staff >= 100人\"", "if: \"share >= 5% and share < 5%\""},
			"articles/01.yaml:17:5: 事项 a1-growth：金额的 big 这一档的条件永远不会成立，请删去或改正"},
		{"a tier behind others in another reading", []string{art, "- {id: rest, exact: 20% * grown}", "- {id: some, if: share >= 3%, exact: 25% * grown}\n        - {id: rest, exact: 20% * grown}",
			art, "if: {big: share >= 5%}", "if: {big: share >= 1%}"},
			"事项 a1-growth：另一种读法“另一种”里，金额的 some 这一档被前面的各档挡住"},
		{"a gap", []string{art, "- {id: rest, exact: 20% * grown}", "- {id: rest, if: share < 5%, exact: 20% * grown}"},
			"articles/01.yaml:17:5: 事项 a1-growth：金额的各档有空当：有人条件都合，却哪一档都不是。请在最后加一档没有 if 的，或者把条件写进 require"},
		{"no gap without a last tier for all", []string{art, "\"share >= 5% and staff >= 100人\"", "share >= 5%",
			art, "- {id: rest, exact: 20% * grown}", "- {id: rest, if: share < 5%, exact: 20% * grown}",
			art, "    alternatives:\n      - {text: 另一种, if: {big: share >= 5%}}\n", ""}, ""},
		{"a question whose condition never holds", []string{money, "ask: 费用是多少？}", "ask: 费用是多少？, when: titles = lab and applicant = firm and applicant = person}"},
			"问题 cost：永远不会问到：when 不会成立"},
		{"a question that changes nothing", []string{art, "require: passed and staff >= 10人", "require: staff >= 10人 and (passed or not passed) and titles = lab"},
			"questions/10-money.yaml:4:5: 问题 passed：永远不会问到：怎么答都不改变任何事项的结果"},
		{"a choice that changes nothing", []string{art, "event: titles = lab", "event: titles = lab and (titles = center or not (titles = center))"},
			"questions/10-money.yaml:3:5: 问题 titles：选项 center 选不选都不改变任何事项的结果，请删去，或补上用到它的条件"},
		{"a choice that is offered to somebody whom no item admits", []string{money, "label: 实验室, when: applicant = firm}", "label: 实验室}"},
			"questions/10-money.yaml:3:5: 问题 titles：选项 lab 给 person 看，他们选了却没有一个事项合得上，请改选项的 when，或者改事项的 who"},
		{"a choice that is offered to nobody", []string{money, "when: titles = lab}", "when: titles = lab}\n  - {id: level, type: one, name: 级别, ask: 哪一级？, when: applicant = firm, choices: [{id: high, label: 高}, {id: low, label: 低, when: applicant = person}]}",
			art, "require: passed and staff >= 10人", "require: passed and staff >= 10人 and level = high"},
			"问题 level：选项 low 永远不会出现：它的 when 和问题的 when 不会同时成立"},
		{"a field whose condition never holds", []string{money, "name: 面积, ask: 多大？}", "name: 面积, ask: 多大？, when: kind = new and kind = old}"},
			"问题 plots.size：永远不会问到：when 不会成立"},
	} {
		t.Run(c.name, func(t *testing.T) {
			pack := loadFixture(t, c.changes...)
			l := &linter{pack: pack, policy: &pack.Policy, idle: map[string]bool{}}
			l.questions()
			l.found = nil
			l.reach()
			var lines []string
			for _, f := range l.found {
				if f.Warning {
					t.Errorf("%s is a warning", f.Error())
				}
				lines = append(lines, f.Error())
			}
			all := strings.Join(lines, "\n")
			if c.want == "" && all != "" || !strings.Contains(all, c.want) {
				t.Errorf("want\n%s\ngot\n%s", c.want, all)
			}
		})
	}
}
