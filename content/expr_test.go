package content

import (
	"fmt"
	"strings"
	"testing"

	"huiqi/engine"
)

// show writes a condition or quantity in a canonical form.
func show(x any) string {
	list := func(of []string, sep string) string { return "(" + strings.Join(of, sep) + ")" }
	switch x := x.(type) {
	case nil:
		return "nil"
	case engine.And:
		var of []string
		for _, k := range x.Of {
			of = append(of, show(k))
		}
		return list(of, " and ")
	case engine.Or:
		var of []string
		for _, k := range x.Of {
			of = append(of, show(k))
		}
		return list(of, " or ")
	case engine.Not:
		return "not " + show(x.Of)
	case engine.Is:
		return x.Question
	case engine.In:
		return x.Question + fmt.Sprint(x.Choices)
	case engine.Compare:
		return show(engine.Sum{Terms: x.Sum}) + x.Op.String() + show(x.To)
	case engine.Within:
		return "within(" + x.Date + ")"
	case engine.Some:
		return "some(" + x.List + ": " + show(x.Of) + ")"
	case engine.All:
		return "all(" + x.List + ": " + show(x.Of) + ")"
	case engine.Const:
		return x.Value.String() + x.Unit
	case engine.Sum:
		s := ""
		for _, t := range x.Terms {
			s += map[int]string{1: "+", -1: "-"}[t.Sign] + t.Question
		}
		return s
	case engine.Mul:
		return show(x.By) + "*" + show(x.Of)
	case engine.Add:
		var of []string
		for _, k := range x.Of {
			of = append(of, show(k))
		}
		return list(of, " + ")
	case engine.Min:
		var of []string
		for _, k := range x.Of {
			of = append(of, show(k))
		}
		return "min" + list(of, ", ")
	case engine.Max0:
		return "max0(" + show(x.Of) + ")"
	case engine.Total:
		return "total(" + x.List + " " + show(x.Where) + ": " + show(x.Of) + ")"
	}
	return fmt.Sprintf("%T", x)
}

// checkerFor knows the fixture's questions and some defines.
func checkerFor(p *engine.Policy) *checker {
	c := &checker{names: names{known: map[string]*engine.Question{}, later: map[string]bool{"afterwards": true}}, defines: map[string]*define{}}
	for i := range p.Questions {
		c.names.known[p.Questions[i].ID] = &p.Questions[i]
	}
	for name, text := range map[string]string{
		"grown": "cost - cost_2022", "big": "share >= 5% and grown > 0元", "rate": "20%", "cap": "3000元/亩",
		"turn": "turn2", "turn2": "turn", "x1": "x0 + x0", "x0": "cost", "fresh": "kind = new",
	} {
		t, err := parseExpression(text)
		if err != nil {
			panic(err)
		}
		c.defines[name] = &define{src: &source{text: text, base: 10000}, tree: t}
	}
	return c
}

func TestConditions(t *testing.T) {
	p := &loadFixture(t).Policy
	for text, want := range map[string]string{
		"passed":                                "passed",
		"not passed":                            "not passed",
		"not not passed":                        "not not passed",
		"passed and titles = lab or share > 5%": "((passed and titles[lab]) or +share>5%)",
		"passed and (titles = lab or share > 5%)": "(passed and (titles[lab] or +share>5%))",
		"not passed and passed":                   "(not passed and passed)",
		"not titles = lab":                        "not titles[lab]",
		"titles in [lab, center]":                 "titles[lab center]",
		"titles in [lab]":                         "titles[lab]",
		"matters = all":                           "matters[all]",
		"matters in [all, none]":                  "matters[all none]",
		"cost >= 5亿元":                             "+cost>=500000000元",
		"cost ≥ 5亿元":                              "+cost>=500000000元",
		"cost >= 5 亿元":                            "+cost>=500000000元",
		"cost <= 500万":                            "+cost<=5000000元",
		"cost < 1元":                               "+cost<1元",
		"cost = 1元":                               "+cost=1元",
		"cost > 0":                                "+cost>0元",
		"cost - cost_2022 > 0元":                   "+cost-cost_2022>0元",
		"grown > 0元":                              "+cost-cost_2022>0元",
		"big":                                     "(+share>=5% and +cost-cost_2022>0元)",
		"share >= rate":                           "+share>=20%",
		"exports <= 500万美元":                       "+exports<=5000000美元",
		"staff >= 10人":                            "+staff>=10人",
		"within()":                                "within()",
		"within(opened)":                          "within(opened)",
		"some(plots: kind = new and size >= 50亩)":                    "some(plots: (kind[new] and +size>=50亩))",
		"some（plots：kind = new）":                                     "some(plots: kind[new])",
		"all(plots: within(date))":                                   "all(plots: within(date))",
		"some(plots: fresh and passed)":                              "some(plots: (kind[new] and passed))",
		"  passed  ":                                                 "passed",
		strings.Repeat("(", 30) + "passed" + strings.Repeat(")", 30): "passed",
	} {
		tree, err := parseExpression(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		got, err := checkerFor(p).cond(tree)
		if err != nil {
			t.Errorf("%s: %v", text, err)
		} else if show(got) != want {
			t.Errorf("%s = %s, want %s", text, show(got), want)
		}
	}
}

func TestAmounts(t *testing.T) {
	p := &loadFixture(t).Policy
	for text, want := range map[string]string{
		"500万元":                        "5000000元",
		"20% * cost":                   "20%*+cost",
		"cost * 20%":                   "20%*+cost",
		"rate * grown":                 "20%*+cost-cost_2022",
		"20% * (cost - cost_2022)":     "20%*+cost-cost_2022",
		"20% * 300万元":                  "20%*3000000元",
		"1:1 * cost":                   "1比*+cost",
		"八五折 * cost":                   "8.5折*+cost",
		"cost + cost_2022":             "+cost+cost_2022",
		"20% * cost + 30% * cost_2022": "(20%*+cost + 30%*+cost_2022)",
		"20% * cost + cost_2022 + 1元":  "(20%*+cost + +cost_2022 + 1元)",
		"min(20% * cost, 300万元)":       "min(20%*+cost, 3000000元)",
		"max(0, grown)":                "max0(+cost-cost_2022)",
		"max(0元, grown)":               "max0(+cost-cost_2022)",
		"total(plots: spent)":          "total(plots nil: +spent)",
		"total(plots: 3000元/亩 * size)": "total(plots nil: 3000元/亩*+size)",
		"total(plots where kind = new: min(80% * spent, cap * size))": "total(plots kind[new]: min(80%*+spent, 3000元/亩*+size))",
		"min(rate * total(plots: spent), cap * total(plots: size))":   "min(20%*total(plots nil: +spent), 3000元/亩*total(plots nil: +size))",
	} {
		tree, err := parseExpression(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		got, err := checkerFor(p).amount(tree)
		if err != nil {
			t.Errorf("%s: %v", text, err)
		} else if show(got) != want {
			t.Errorf("%s = %s, want %s", text, show(got), want)
		}
	}
}

// A fault is told at its place, counted in bytes from the expression's start.
func TestExpressionErrors(t *testing.T) {
	p := &loadFixture(t).Policy
	for _, c := range []struct {
		text string
		pos  int
		want string
	}{
		{"", 0, "表达式是空的"},
		{"   ", 0, "表达式是空的"},
		{"passed passed", 7, "看不懂“passed”，前面是不是少了 and、or 或比较符号？"},
		{"passed and", 10, "表达式没有写完"},
		{"(passed", 7, "这里应有“)”"},
		{"passed)", 6, "看不懂“)”"},
		{"passed && passed", 7, "“并且”请写成 and"},
		{"cost != 1元", 5, "“不等于”请写成 not (… = …)"},
		{"cost / 2 > 1元", 5, "不能用除法"},
		{"-cost > 1元", 0, "不能写负数"},
		{"cost >= ", 8, "表达式没有写完"},
		{"titles in lab", 10, "这里应有“[”"},
		{"titles in []", 11, "这里应是一个选项的 id"},
		{"titles in [lab", 14, "这里应有“,”"},
		{"and passed", 0, "看不懂“and”"},
		{"foo(cost)", 0, "没有“foo( )”这个写法"},
		{"totl(plots: size)", 0, "没有“totl( )”这个写法，是不是 total？"},
		{"some(plots)", 10, "这里应有“:”"},
		{"some(: passed)", 5, "这里应是列表的 id"},
		{strings.Repeat("(", 50) + "passed", 40, "嵌套太深"},
		{strings.Repeat("not ", 50) + "passed", 160, "嵌套太深"},
		{strings.Repeat("x", 2001), 0, "表达式太长"},
		{"pased", 0, "没有“pased”这个问题，是不是 passed？"},
		{"afterwards", 0, "“afterwards”排在后面，条件只能用前面已经问过的问题"},
		{"cost", 0, "“cost”是数字题（元），不能单独作条件，请写出比较，如 cost > 0元"},
		{"titles", 0, "“titles”是多选题，不能单独作条件，请写成 titles = 选项"},
		{"opened", 0, "请写成 within(opened)"},
		{"plots", 0, "请写成 some(plots: …)"},
		{"titles = lap", 9, "问题 titles 没有“lap”这个选项，是不是 lab？（有 lab、center）"},
		{"titles in [lab, lap]", 16, "没有“lap”这个选项"},
		{"titles in [lab, lab]", 16, "选项“lab”写了两次"},
		{"titles >= lab", 7, "“titles”是多选题，只能用 = 或 in"},
		{"titles = 5%", 9, "右边要写选项的 id"},
		{"passed = lab", 0, "“passed”是是非题，这里要一个数"},
		{"cost in [a]", 0, "“cost”是数字题（元），没有选项，不能用 in"},
		{"cost >= 5%", 8, "单位不同：左边是“元”，右边的 5% 是“%”"},
		{"exports >= 5亿元", 11, "单位不同：左边是“美元”"},
		{"cost >= 5", 8, "“5”没有单位，请写成 5元 这样"},
		{"cost >= cost_2022", 8, "两个问题相比请写成 a - b > 0元"},
		{"5亿元 <= cost", 0, "请把问题写在左边"},
		{"cost + share > 0元", 7, "单位不同：“元”与“%”不能相加减"},
		{"cost + cost > 0元", 7, "“cost”在同一个和里出现了两次"},
		{"cost + 5元 > 0元", 7, "请写在比较的右边"},
		{"cost >= 三分之二", 8, "是分数"},
		{"cost >= 5亿亿元", 8, "不是数字加单位"},
		{"within(cost)", 7, "within 里要一个日期"},
		{"within(opened, opened)", 0, "within 里最多写一个日期"},
		{"some(cost: passed)", 5, "“cost”是数字题（元），这里要一个列表"},
		{"some(plots: some(plots: within(date)))", 17, "列表的条件里不能再套一层列表"},
		{"some(plots: size + spent > 0亩)", 19, "列表里的数不能相加减"},
		{"some(plots: passed) and size > 0亩", 24, "没有“size”这个问题"},
		{"min(cost, cost_2022)", 0, "这里要一个条件"},
		{"turn", 9999, "define 里的“turn”绕回到了自己"},
	} {
		tree, err := parseExpression(c.text)
		if err == nil {
			_, err = checkerFor(p).cond(tree)
		}
		expectFault(t, c.text, err, c.pos, c.want)
	}
	for _, c := range []struct {
		text string
		pos  int
		want string
	}{
		{"passed", 0, "“passed”是是非题，这里要一个数"},
		{"passed and passed", 0, "这里要一个金额"},
		{"share", 0, "金额的单位应是“元”，这里算出来是“%”"},
		{"exports", 0, "金额的单位应是“元”，这里算出来是“美元”"},
		{"20% * share", 4, "金额的单位应是“元”"},
		{"cost * cost_2022", 5, "乘号的一边要写原文的比率或单价"},
		{"300万元 * cost", 10, "乘号的一边要写原文的比率或单价"},
		{"3000元/亩 * cost", 14, "单位不同：3000元/亩 要乘“亩”，这里是“元”"},
		{"20% * cost + cost", 13, "“cost”在同一个金额里出现了两次"},
		{"80% * 90% * cost", 10, "乘号的一边"},
		{"20% * cost - 5元", 4, "这里要一个数字问题，或它们的和、差"},
		{"min(cost)", 0, "min 里要写两个以上的金额"},
		{"min(cost, share)", 10, "单位不同"},
		{"max(cost, 0)", 4, "max 只能写成 max(0, 金额)"},
		{"max(1元, cost)", 4, "max 只能写成 max(0, 金额)"},
		{"max(0亩, cost)", 4, "单位不同"},
		{"total(plots: cost)", 13, "total 里只能用这个列表自己的数"},
		{"total(plots: spent) + total(plots: spent)", 35, "“spent”在同一个金额里出现了两次"},
		{"some(plots: within(date))", 0, "这里要一个金额"},
		{"x1", 9999, "“cost”在同一个和里出现了两次"},
	} {
		tree, err := parseExpression(c.text)
		if err == nil {
			_, err = checkerFor(p).amount(tree)
		}
		expectFault(t, c.text, err, c.pos, c.want)
	}
}

// expectFault compares a fault; position 9999 stands for one inside a define.
func expectFault(t *testing.T, text string, err *syntaxError, pos int, want string) {
	t.Helper()
	switch {
	case err == nil:
		t.Errorf("%.40q: no error, want %s", text, want)
	case !strings.Contains(err.msg, want):
		t.Errorf("%.40q: %s, want %s", text, err.msg, want)
	case err.pos != pos && !(pos == 9999 && err.pos >= 10000):
		t.Errorf("%.40q: at %d, want %d (%s)", text, err.pos, pos, err.msg)
	}
}

// A small text whose defines double at each step is refused, not expanded.
func TestDefinesThatExplode(t *testing.T) {
	p := &loadFixture(t).Policy
	c := checkerFor(p)
	for i := range 40 {
		text := fmt.Sprintf("(y%d and y%d)", i, i)
		if i == 0 {
			text = "passed"
		}
		tree, err := parseExpression(text)
		if err != nil {
			t.Fatal(err)
		}
		c.defines[fmt.Sprintf("y%d", i+1)] = &define{src: &source{}, tree: tree}
	}
	tree, _ := parseExpression("y40")
	_, err := c.cond(tree)
	if err == nil || !strings.Contains(err.msg, "太大") {
		t.Errorf("%v", err)
	}
}

// No text makes the parser or the checker panic, positions lie inside the text,
// and what is accepted is a whole condition or amount.
func FuzzExpression(f *testing.F) {
	for _, s := range []string{
		"passed and (titles in [lab, center] or not share >= 5%)", "some(plots: kind = new and size >= 50亩)",
		"total(plots where within(date): min(80% * spent, 3000元/亩 * size))", "max(0, cost - cost_2022)", "1:1 * cost",
		"big", "turn", "x1", "((", "八五折", "within(", "a：b，（）", "min(1,2,3)", "5 亿元", "1:1:1",
	} {
		f.Add(s)
	}
	policy := &loadFixture(f).Policy
	f.Fuzz(func(t *testing.T, text string) {
		tree, err := parseExpression(text)
		if err != nil {
			if err.pos < 0 || err.pos > len(text) || err.msg == "" {
				t.Fatalf("%q: at %d: %s", text, err.pos, err.msg)
			}
			return
		}
		cond, err := checkerFor(policy).cond(tree)
		if (err == nil) == (cond == nil) {
			t.Fatalf("%q: %v, %v", text, cond, err)
		}
		if err == nil && strings.Contains(show(cond), "nil ") {
			t.Fatalf("%q: a hole in %s", text, show(cond))
		}
		expr, err := checkerFor(policy).amount(tree)
		if (err == nil) == (expr == nil) {
			t.Fatalf("%q: %v, %v", text, expr, err)
		}
	})
}
