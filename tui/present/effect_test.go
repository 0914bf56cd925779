package present_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"huiqi/engine"
	"huiqi/tui/internal/sample"
	"huiqi/tui/present"
	"huiqi/tui/session"
)

// Each answer of an interview tells what it moved, and by which condition.
func TestEffect(t *testing.T) {
	prog, err := engine.Compile(sample.Strong())
	if err != nil {
		t.Fatal(err)
	}
	number := func(n int64) engine.Value { return engine.NumberValue(decimal.NewFromInt(n)) }
	iv := session.New(prog)
	for _, c := range []struct {
		id   string
		v    engine.Value
		want string
	}{
		{"matters", engine.OneValue("all"), `事情的时间：都在
哪一项相符、有多少，都还没有变：要看后面的回答。`},
		{"applicant", engine.OneValue("firm"), `申请人：企业
外贸咨询|条件相符（以审核为准） 不涉及金额|符合：申请人：企业
1 项不适用于此类对象。`},
		{"topics", engine.Value{}, `要查的方面：研发
只问和这些方面有关的题，别的都跳过。`},
		{"titles", engine.ManyValue("lab"), `新称号：实验室
实验室|条件相符（以审核为准） 最高不超过 5,000,000元（500万元）|符合：新称号：实验室；原文写明的数：500万元；原文写的是“最高”：实际由部门核定，从0到这个数
雏鹰企业||不符合：新称号：雏鹰企业`},
		{"spend_now", number(20000000), `今年研发费用：20,000,000元（2000万元）
哪一项相符、有多少，都还没有变：要看后面的回答。`},
		{"spend_before", number(15000000), `去年研发费用：15,000,000元（1500万元）
研发费用补助|条件相符（以审核为准） 0 至 1,500,000元（150万元），可能按比例算出，也可能只是上限，待未答的问题确定|符合：今年研发费用 − 去年研发费用 > 0元`},
		{"intensity", number(4), `研发强度：4%
研发费用补助|条件相符（以审核为准） 0 至 1,000,000元（100万元），可能按比例算出，也可能只是上限，待未答的问题确定|不到这一档：研发强度 ≥ 5%
高强度研发|相差一项|不符合：研发强度 ≥ 5%`},
	} {
		s, err := iv.Next()
		if err != nil {
			t.Fatal(err)
		}
		next := iv.Clone()
		if c.id == "topics" {
			err = next.SetTopics([]string{"research"})
		} else {
			err = next.Answer(c.id, c.v)
		}
		if err != nil {
			t.Fatal(err)
		}
		e, err := present.MakeEffect(iv, next, s)
		if err != nil {
			t.Fatal(err)
		}
		got := []string{e.Question + "：" + e.Answer}
		for _, m := range e.Moves {
			_, title, _ := strings.Cut(m.Title, " ")
			got = append(got, fmt.Sprintf("%s|%s|%s", title, m.Now, strings.Join(m.Why, "；")))
		}
		if got := strings.Join(append(got, e.Rest...), "\n"); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.id, got, c.want)
		}
		before, _ := iv.Tally()
		after, _ := next.Tally()
		if e.Before != before || e.After != after {
			t.Errorf("%s: counts %v to %v, want %v to %v", c.id, e.Before, e.After, before, after)
		}
		iv = next
	}
}

// Many items that fall away together are counted, not listed.
func TestEffectManyFall(t *testing.T) {
	p := sample.Policy()
	titles := &p.Questions[2]
	for n := range 6 {
		id := fmt.Sprint("title", n)
		titles.Choices = append(titles.Choices, engine.Choice{ID: id, Label: id})
		p.Items = append(p.Items, engine.Item{ID: id, Article: 1, Title: id, Topic: "research", Nature: engine.Right, Units: []string{"科技局"},
			Who: []string{"firm"}, Period: engine.ByRecord, Event: engine.In{Question: "titles", Choices: []string{id}}})
	}
	prog, err := engine.Compile(p)
	if err != nil {
		t.Fatal(err)
	}
	iv, err := session.NewFor(prog, "research")
	if err != nil {
		t.Fatal(err)
	}
	next := iv.Clone()
	if err := next.Answer("titles", engine.ManyValue()); err != nil {
		t.Fatal(err)
	}
	e, err := present.MakeEffect(iv, next, session.Step{Kind: session.AskQuestion, Question: 2})
	if err != nil {
		t.Fatal(err)
	}
	if len(e.Moves) != 3 || len(e.Rest) != 1 || e.Rest[0] != "还有 5 项也不相符。" {
		t.Errorf("%d told, then %v; want 3 of 8", len(e.Moves), e.Rest)
	}
}
