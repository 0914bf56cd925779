package present_test

import (
	"testing"

	"huiqi/engine"
	"huiqi/tui/internal/sample"
	"huiqi/tui/present"
)

// A condition and its opposite read as the text would say them; no double
// negation is left to the reader.
func TestText(t *testing.T) {
	p := sample.Policy()
	spend := func(op engine.Op) engine.Cond {
		return engine.Compare{Sum: []engine.Term{{Question: "spend_now", Sign: 1}}, Op: op, To: engine.Const{Text: "500万元"}}
	}
	high := engine.Is{Question: "hightech"}
	for _, c := range []struct {
		why          string
		cond         engine.Cond
		says, denied string
	}{
		{"below", spend(engine.Less), "今年研发费用 < 500万元", "今年研发费用 ≥ 500万元"},
		{"不超过: the number itself is included, so the opposite excludes it", spend(engine.AtMost), "今年研发费用 ≤ 500万元", "今年研发费用 > 500万元"},
		{"equal", spend(engine.Equal), "今年研发费用 = 500万元", "今年研发费用 ≠ 500万元"},
		{"以上: the number itself is included, so the opposite excludes it", spend(engine.AtLeast), "今年研发费用 ≥ 500万元", "今年研发费用 < 500万元"},
		{"above", spend(engine.More), "今年研发费用 > 500万元", "今年研发费用 ≤ 500万元"},
		{"a difference", engine.Compare{Sum: []engine.Term{{Question: "spend_now", Sign: 1}, {Question: "spend_before", Sign: -1}}, Op: engine.More, To: engine.Const{Text: "0元"}},
			"今年研发费用 − 去年研发费用 > 0元", "今年研发费用 − 去年研发费用 ≤ 0元"},
		{"yes or no", high, "高新企业", "高新企业：否"},
		{"one of", engine.In{Question: "applicant", Choices: []string{"firm", "village"}}, "申请人：企业 或 村集体", "申请人：不是 企业，也不是 村集体"},
		{"some of", engine.In{Question: "titles", Choices: []string{"lab", "eagle"}}, "新称号：实验室 或 雏鹰企业", "新称号：没有 实验室，也没有 雏鹰企业"},
		{"a date", engine.Within{Date: "lab_date"}, "认定的日期在实施期内", "认定的日期不在实施期内"},
		{"the matter's date", engine.Within{}, "在实施期内", "不在实施期内"},
		{"twice not", engine.Not{Of: high}, "高新企业：否", "高新企业"},
		{"both: the opposite is either one's", engine.And{Of: []engine.Cond{high, spend(engine.AtMost)}}, "高新企业，且今年研发费用 ≤ 500万元", "高新企业：否，或今年研发费用 > 500万元"},
		{"either: the opposite is both", engine.Or{Of: []engine.Cond{high, spend(engine.AtMost)}}, "高新企业，或今年研发费用 ≤ 500万元", "高新企业：否，且今年研发费用 > 500万元"},
		{"what belongs together stays together", engine.And{Of: []engine.Cond{engine.Or{Of: []engine.Cond{high, spend(engine.More)}}, high}}, "（高新企业，或今年研发费用 > 500万元），且高新企业",
			"（高新企业：否，且今年研发费用 ≤ 500万元），或高新企业：否"},
		{"some record", engine.Some{List: "fairs", Of: engine.In{Question: "place", Choices: []string{"home"}}}, "展会至少有一项：地点：境内", "展会没有一项：地点：境内"},
		{"each record", engine.All{List: "fairs", Of: engine.In{Question: "place", Choices: []string{"home"}}}, "展会每一项都：地点：境内", "展会不是每一项都：地点：境内"},
	} {
		if got := present.Text(&p, nil, c.cond); got != c.says {
			t.Errorf("%s: %q, want %q", c.why, got, c.says)
		}
		if got := present.Text(&p, nil, engine.Not{Of: c.cond}); got != c.denied {
			t.Errorf("not %s: %q, want %q", c.why, got, c.denied)
		}
	}
}

// The line of a condition under a not: the same words whether the fact is known
// or not, and none that would be false where it does not apply.
func TestNotCompare(t *testing.T) {
	p := sample.Policy()
	i := len(p.Items)
	p.Questions = append(p.Questions, engine.Question{ID: "exports", Kind: engine.Number, Unit: engine.UnitYuan, Topic: "trade", Name: "出口额", Label: "出口多少？", When: engine.Is{Question: "hightech"}})
	p.Items = append(p.Items, engine.Item{ID: "large", Article: 2, Title: "出口大户", Topic: "trade", Nature: engine.Right, Units: []string{"商务局"}, Who: []string{"firm"}, Period: engine.OwnPeriod,
		Require: engine.Not{Of: engine.Compare{Sum: []engine.Term{{Question: "exports", Sign: 1}}, Op: engine.AtMost, To: engine.Const{Value: number("5000000").Number(), Unit: engine.UnitYuan, Text: "500万元"}}}})
	prog, err := engine.Compile(p)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		why        string
		facts      engine.Facts
		truth      engine.Truth
		text, have string
	}{
		{"above", engine.Facts{"hightech": engine.BoolValue(true), "exports": number("5000001")}, engine.True, "出口额 > 500万元", "5,000,001元"},
		{"the number itself", engine.Facts{"hightech": engine.BoolValue(true), "exports": number("5000000")}, engine.False, "出口额 > 500万元", "5,000,000元（500万元）"},
		{"not known", engine.Facts{"hightech": engine.BoolValue(true), "exports": engine.DontKnow()}, engine.Unknown, "出口额 > 500万元", "不清楚"},
		{"never asked", engine.Facts{"hightech": engine.BoolValue(true)}, engine.Unknown, "出口额 > 500万元", "未答"},
		{"does not apply", engine.Facts{"hightech": engine.BoolValue(false)}, engine.True, "不是：出口额 ≤ 500万元", "不适用"},
	} {
		it, err := present.BuildItem(prog, firm(c.facts), i)
		if err != nil {
			t.Fatal(err)
		}
		got := it.Conditions[len(it.Conditions)-1]
		if got.Truth != c.truth || got.Text != c.text || got.Have != c.have {
			t.Errorf("%s: %+v", c.why, got)
		}
	}
}
