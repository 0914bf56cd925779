package present_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"huiqi/engine"
	"huiqi/tui/internal/sample"
	"huiqi/tui/present"
)

func TestTerms(t *testing.T) {
	p := sample.Policy()
	sum := func(text string) engine.Const { return engine.Const{Unit: "元", Text: text} }
	upTo := func(text string) engine.Tier { return engine.Tier{Certainty: engine.UpTo, Value: sum(text)} }
	for _, c := range []struct {
		why  string
		a    engine.Amount
		want []string
	}{
		{"a right", engine.Amount{}, []string{"不涉及金额"}},
		{"a discount", engine.Amount{Kind: engine.Discount, Rate: engine.Const{Value: decimal.New(85, -1), Unit: "折", Text: "八五折"}}, []string{"八五折：付原价的85%，省15%"}},
		{"a fee", engine.Amount{Kind: engine.FeeCeiling, Rate: engine.Const{Value: decimal.New(8, -1), Unit: "%", Text: "0.8%"}}, []string{"费率不高于0.8%"}},
		{"a ceiling", engine.Amount{Kind: engine.Money, Tiers: []engine.Tier{upTo("300万元")}}, []string{"最高 300万元"}},
		{"not printed", engine.Amount{Kind: engine.Money, Tiers: []engine.Tier{{Certainty: engine.Unprinted}}}, []string{"原文未写明"}},
		{"of all levels", engine.Amount{Kind: engine.Money, Tiers: []engine.Tier{upTo("20万元")}, Pool: engine.AllLevels, Payer: "各级财政"},
			[]string{"最高 20万元", "是各级财政加在一起的数", "出资：各级财政"}},
		{"tiers", engine.Amount{Kind: engine.Money, Tiers: []engine.Tier{
			{Certainty: engine.Exact, Value: sum("50万元"), If: engine.Is{Question: "hightech"}, Text: "高新的"},
			{Certainty: engine.Exact, Value: sum("30万元"), If: engine.Is{Question: "hightech"}},
			{Certainty: engine.Exact, Value: sum("10万元")},
		}, Line: "不经企业账户"}, []string{"分几档，从上往下，第一个符合的算", "高新的（高新企业）：50万元", "高新企业：30万元", "其余：10万元", "不经企业账户"}},
	} {
		if got := present.Terms(&p, &engine.Item{Nature: engine.Right, Amount: c.a}); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.why, got, c.want)
		}
	}
}

func TestWho(t *testing.T) {
	p := sample.Policy()
	for want, who := range map[string][]string{"企业": {"firm"}, "各类申请人": {"firm", "village"}, "": nil} {
		if got := present.Who(&p, &engine.Item{Who: who}); got != want {
			t.Errorf("%v: %q", who, got)
		}
	}
}

func TestWhyNothing(t *testing.T) {
	a := &engine.Article{Figures: []engine.Figure{{Text: "3亿元", Class: "budget"}, {Text: "7个", Class: "target"}, {Text: "2亿元", Class: "budget"}, {Text: "S211", Class: "name"}}}
	got := strings.Join(present.WhyNothing(a), "\n")
	for _, want := range []string{"3亿元、2亿元：预算安排", "7个：工作目标"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in %q", want, got)
		}
	}
	if strings.Contains(got, "S211") {
		t.Errorf("a name is no sum: %q", got)
	}
}

// Every nature says in words what it means.
func TestNatureNote(t *testing.T) {
	seen := map[string]bool{}
	for _, n := range []engine.Nature{engine.Plan, engine.Pointer, engine.Right, engine.Benefit} {
		seen[present.NatureNote(n)] = true
	}
	if len(seen) != 4 {
		t.Error(seen)
	}
}
