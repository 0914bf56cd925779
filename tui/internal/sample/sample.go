// Package sample is a small made-up policy for tests of the screens: every kind
// of question and every box of the totals, none of the real figures.
package sample

import (
	"fmt"

	"github.com/shopspring/decimal"

	"huiqi/engine"
)

// Program is the compiled sample policy.
func Program() *engine.Program {
	p, err := engine.Compile(Policy())
	if err != nil {
		panic(err) // a fault of this file
	}
	return p
}

func yuan(n int64, text string) engine.Const {
	return engine.Const{Value: decimal.NewFromInt(n), Unit: engine.UnitYuan, Text: text}
}

func percent(n int64, text string) engine.Const {
	return engine.Const{Value: decimal.NewFromInt(n), Unit: engine.UnitPercent, Text: text}
}

func money(tiers ...engine.Tier) engine.Amount {
	return engine.Amount{Kind: engine.Money, Tiers: tiers}
}

func fact(id string) engine.Sum { return engine.Sum{Terms: []engine.Term{{Question: id, Sign: 1}}} }

func increase() engine.Sum {
	return engine.Sum{Terms: []engine.Term{{Question: "spend_now", Sign: 1}, {Question: "spend_before", Sign: -1}}}
}

// Policy is the definition.
func Policy() engine.Policy {
	top := decimal.NewFromInt(100)
	ceiling := yuan(3000000, "300万元")
	return engine.Policy{
		Number: "样政〔2023〕1号", Title: "样例区支持办法", Issuer: "样例区",
		From: engine.Date{Year: 2023, Month: 1, Day: 1}, To: engine.Date{Year: 2023, Month: 12, Day: 31},
		InForce:   engine.Date{Year: 2023, Month: 7, Day: 1},
		Gate:      engine.Gate{Question: "matters", Covers: []string{"all", "some"}, Dated: "unsure", Ends: "none"},
		Applicant: "applicant",
		Cautions:  []string{"实施期已经结束，这里只按字面算一算，供自己核对。", "申请截止日、材料和付款日，原文没有写。"},
		Topics: []engine.Topic{
			{ID: "research", Label: "研发", Help: "研发费用和称号。"},
			{ID: "trade", Label: "外贸", Help: "展会。"},
			{ID: "rural", Label: "农村", Help: "农田。"},
		},
		Chapters: []engine.Chapter{{Number: 1, Title: "创新", Units: []string{"科技局"}}},
		Articles: []engine.Article{
			{Number: 1, Chapter: 1, Title: "研发支持", Nature: engine.Benefit, Units: []string{"科技局"}, Summary: "研发费用多了就有补助。", Notes: []string{"同比哪两年，原文没有写。"}},
			{Number: 2, Chapter: 1, Title: "展会支持", Nature: engine.Benefit, Units: []string{"商务局", "财政局"}, Summary: "参加展会有补助。"},
			{Number: 3, Chapter: 1, Title: "农田支持", Nature: engine.Benefit, Units: []string{"农业局"}, Summary: "农田项目有补助。"},
			{Number: 4, Chapter: 1, Title: "预算安排", Nature: engine.Plan, Units: []string{"财政局"}, Summary: "政府自己的安排，没有可以申请的。"},
		},
		Questions: []engine.Question{
			{ID: "matters", Kind: engine.One, Name: "事情的时间", Label: "事情都在2023年吗？", Unsure: "unsure", Choices: []engine.Choice{
				{ID: "all", Label: "都在"}, {ID: "some", Label: "有的在"}, {ID: "none", Label: "都不在", Help: "别的年份请问责任单位。"}, {ID: "unsure", Label: "不清楚"}}},
			{ID: "applicant", Kind: engine.One, Name: "申请人", Label: "你是谁？", Choices: []engine.Choice{
				{ID: "firm", Label: "企业"}, {ID: "village", Label: "村集体"}}},
			{ID: "titles", Kind: engine.Many, Topic: "research", Name: "新称号", Label: "新得了下面哪些称号？", InYear: true, Choices: []engine.Choice{
				{ID: "lab", Label: "实验室"}, {ID: "eagle", Label: "雏鹰企业"}}},
			{ID: "spend_now", Kind: engine.Number, Unit: engine.UnitYuan, Topic: "research", Name: "今年研发费用", Label: "今年研发费用是多少？", Help: "按申报表填。"},
			{ID: "spend_before", Kind: engine.Number, Unit: engine.UnitYuan, Topic: "research", Name: "去年研发费用", Label: "去年研发费用是多少？"},
			{ID: "intensity", Kind: engine.Number, Unit: engine.UnitPercent, Topic: "research", Name: "研发强度", Label: "研发强度是百分之几？", Max: &top},
			{ID: "hightech", Kind: engine.Bool, Topic: "research", Name: "高新企业", Label: "是高新企业吗？"},
			{ID: "fairs", Kind: engine.List, Topic: "trade", Name: "展会", Label: "参加了哪些展会？", InYear: true, Fields: []engine.Question{
				{ID: "place", Kind: engine.One, Name: "地点", Label: "在哪里办的？", Choices: []engine.Choice{{ID: "abroad", Label: "境外"}, {ID: "home", Label: "境内"}}},
				{ID: "date", Kind: engine.Day, Name: "日期", Label: "哪天办的？", Volunteer: true,
					When: engine.In{Question: "matters", Choices: []string{"unsure"}}},
				{ID: "booth", Kind: engine.Number, Unit: engine.UnitYuan, Name: "展位费", Label: "展位费多少？"},
			}},
			{ID: "premium", Kind: engine.Number, Unit: engine.UnitYuan, Topic: "trade", Name: "保费", Label: "保费多少？"},
			{ID: "plots", Kind: engine.List, Topic: "rural", Name: "农田项目", Label: "做了哪些农田项目？", InYear: true, Fields: []engine.Question{
				{ID: "cost", Kind: engine.Number, Unit: engine.UnitYuan, Name: "投入", Label: "投入多少？"},
				{ID: "mu", Kind: engine.Number, Unit: "亩", Name: "面积", Label: "多少亩？"},
			}},
			{ID: "lab_date", Kind: engine.Day, Topic: "research", Name: "认定的日期", Label: "哪天认定的？", Volunteer: true,
				When: engine.In{Question: "matters", Choices: []string{"unsure"}}},
		},
		Items: []engine.Item{
			{ID: "lab", Article: 1, Title: "实验室", Topic: "research", Nature: engine.Benefit, Units: []string{"科技局"}, Who: []string{"firm"}, Date: "lab_date",
				Event:  engine.In{Question: "titles", Choices: []string{"lab"}},
				Amount: money(engine.Tier{Certainty: engine.UpTo, Value: yuan(5000000, "500万元")})},
			{ID: "eagle", Article: 1, Title: "雏鹰企业", Topic: "research", Nature: engine.Benefit, Units: []string{"科技局"}, Who: []string{"firm"}, Period: engine.ByRecord,
				Event:  engine.In{Question: "titles", Choices: []string{"eagle"}},
				Amount: money(engine.Tier{Certainty: engine.Unprinted})},
			{ID: "spend", Article: 1, Title: "研发费用补助", Topic: "research", Nature: engine.Benefit, Units: []string{"科技局"}, Who: []string{"firm"}, Period: engine.ByRecord,
				Event: engine.Compare{Sum: increase().Terms, Op: engine.More, To: yuan(0, "0元")},
				Amount: engine.Amount{Kind: engine.Money, Ceiling: &ceiling, CeilingScope: "单家企业", Tiers: []engine.Tier{
					{ID: "strong", Text: "强度够线的", Certainty: engine.UpTo, Value: engine.Mul{By: percent(30, "30%"), Of: increase()},
						If: engine.Compare{Sum: []engine.Term{{Question: "intensity", Sign: 1}}, Op: engine.AtLeast, To: percent(5, "5%")}},
					{ID: "hightech", Text: "其他高新企业", Certainty: engine.Exact, Value: engine.Mul{By: percent(20, "20%"), Of: increase()}, If: engine.Is{Question: "hightech"}},
					{ID: "rest", Text: "普通企业", Certainty: engine.UpTo, Value: engine.Mul{By: percent(10, "10%"), Of: increase()}},
				}},
				Notes: []string{"上限限的是补助，不是研发费用。"}},
			{ID: "booth", Article: 2, Title: "展位费", Topic: "trade", Nature: engine.Benefit, Units: []string{"商务局", "财政局"}, Who: []string{"firm"}, Period: engine.ByRecord,
				Event: engine.Some{List: "fairs", Of: overseas()},
				Amount: money(engine.Tier{Certainty: engine.UpTo, Value: engine.Total{List: "fairs", Where: overseas(),
					Of: engine.Mul{By: percent(70, "70%"), Of: fact("booth")}}})},
			{ID: "premium", Article: 2, Title: "保费", Topic: "trade", Nature: engine.Benefit, Units: []string{"商务局"}, Who: []string{"firm"}, Period: engine.ByRecord,
				Event:  engine.Compare{Sum: []engine.Term{{Question: "premium", Sign: 1}}, Op: engine.More, To: yuan(0, "0元")},
				Amount: money(engine.Tier{Certainty: engine.Exact, Value: engine.Mul{By: percent(80, "80%"), Of: fact("premium")}})},
			{ID: "plots", Article: 3, Title: "农田", Topic: "rural", Nature: engine.Benefit, Units: []string{"农业局"}, Who: []string{"village"}, Period: engine.ByRecord,
				Event: engine.Some{List: "plots", Of: engine.Compare{Sum: []engine.Term{{Question: "cost", Sign: 1}}, Op: engine.More, To: yuan(0, "0元")}},
				Amount: money(engine.Tier{Certainty: engine.Exact, Value: engine.Total{List: "plots", Of: engine.Min{Of: []engine.Expr{
					engine.Mul{By: percent(80, "80%"), Of: fact("cost")},
					engine.Mul{By: engine.Const{Value: decimal.NewFromInt(3000), Unit: "元/亩", Text: "3000元/亩"}, Of: fact("mu")},
				}}}})},
			{ID: "advice", Article: 2, Title: "外贸咨询", Topic: "trade", Nature: engine.Right, Units: []string{"商务局"}, Who: []string{"firm"}, Period: engine.OwnPeriod},
		},
		Groups: []engine.Group{{ID: "trade", Title: "展会与保费", Items: []string{"premium"}, Ceiling: yuan(5000000, "500万元"), Scope: "单家企业"}},
	}
}

// Strong is the sample policy with one item more, which a firm can fail by a
// single condition.
func Strong() engine.Policy {
	p := Policy()
	p.Items = append(p.Items, engine.Item{ID: "strong", Article: 1, Title: "高强度研发", Topic: "research", Nature: engine.Benefit, Units: []string{"科技局"}, Who: []string{"firm"}, Period: engine.ByRecord,
		Event:   engine.In{Question: "titles", Choices: []string{"lab"}},
		Require: engine.Compare{Sum: []engine.Term{{Question: "intensity", Sign: 1}}, Op: engine.AtLeast, To: percent(5, "5%")},
		Amount:  money(engine.Tier{Certainty: engine.Exact, Value: yuan(200000, "20万元")})})
	return p
}

func overseas() engine.Cond {
	return engine.And{Of: []engine.Cond{engine.In{Question: "place", Choices: []string{"abroad"}}, engine.Within{Date: "date"}}}
}

// Wordy is the sample policy with long words, many of them punctuation, and more
// topics than there are digits: what has to wrap and to scroll.
func Wordy() engine.Policy {
	p := Strong()
	long := func(s string) string {
		return s + "（含区内、区外；不含已享受其他同类支持的）：应当“先申报、后核定”，超过部分不再支持！详见《样例办法》第１款——是否相符？以审核为准。"
	}
	p.Title = long(p.Title)
	for i := range p.Cautions {
		p.Cautions[i] = long(p.Cautions[i])
	}
	p.Chapters[0].Title = long(p.Chapters[0].Title)
	p.Chapters[0].Units = []string{"科学技术局（知识产权局、外国专家局）", "商务局", "财政局（国有资产监督管理办公室）"}
	for i := range p.Articles {
		a := &p.Articles[i]
		a.Title, a.Summary, a.Notes = long(a.Title), long(a.Summary), append(a.Notes, long("说明"))
		a.Units = append(a.Units, "科学技术局（知识产权局、外国专家局）", "各镇人民政府、各街道办事处")
	}
	for i := range p.Items {
		it := &p.Items[i]
		it.Title, it.Summary, it.WhoNote = long(it.Title), long("概要"), long("对象")
		it.Notes = append(it.Notes, long("注"))
		it.Alternatives = append(it.Alternatives, engine.Alternative{Text: long("按“实际发生”理解"), Require: engine.Is{Question: "hightech"}})
	}
	var words func(qs []engine.Question)
	words = func(qs []engine.Question) {
		for i := range qs {
			q := &qs[i]
			q.Label, q.Help = long(q.Label), long("解释")
			for k := range q.Choices {
				q.Choices[k].Label, q.Choices[k].Help = long(q.Choices[k].Label), long("选项")
			}
			words(q.Fields)
		}
	}
	words(p.Questions)
	for i := range p.Topics {
		p.Topics[i].Label, p.Topics[i].Help = long(p.Topics[i].Label), long("方面")
	}
	p.Groups[0].Title, p.Groups[0].Notes = long(p.Groups[0].Title), []string{long("合用")}
	top := decimal.NewFromInt(1_000_000)
	for n := range 10 {
		id := fmt.Sprint("more", n)
		p.Topics = append(p.Topics, engine.Topic{ID: id, Label: fmt.Sprintf("第%d类事情", n)})
		p.Questions = append(p.Questions, engine.Question{ID: id + "-q", Kind: engine.Number, Unit: "吨", Topic: id, Name: fmt.Sprintf("第%d类的数量", n), Label: "多少吨？", Max: &top})
		p.Items = append(p.Items, engine.Item{ID: id, Article: 3, Title: fmt.Sprintf("第%d类补贴", n), Topic: id, Nature: engine.Benefit, Units: []string{"农业局"},
			Who: []string{"firm", "village"}, Period: engine.ByRecord,
			Event:  engine.Compare{Sum: []engine.Term{{Question: id + "-q", Sign: 1}}, Op: engine.More, To: engine.Const{Value: decimal.NewFromInt(10), Unit: "吨", Text: "10吨"}},
			Amount: engine.Amount{Kind: engine.Money, Tiers: []engine.Tier{{Certainty: engine.UpTo, Value: engine.Const{Value: decimal.NewFromInt(10000), Unit: engine.UnitYuan, Text: "1万元"}}}}})
	}
	return p
}
