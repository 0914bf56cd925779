package present_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"huiqi/engine"
	"huiqi/tui/internal/sample"
	"huiqi/tui/present"
	"huiqi/tui/session"
)

func number(s string) engine.Value { return engine.NumberValue(decimal.RequireFromString(s)) }

func build(t *testing.T, f engine.Facts, scope ...string) *present.Report {
	t.Helper()
	p := sample.Program()
	s, err := p.ScopeOf(scope...)
	if err != nil {
		t.Fatal(err)
	}
	r, err := present.Build(present.Source{Program: p, Facts: f, Scope: s})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func firm(more engine.Facts) engine.Facts {
	f := engine.Facts{"matters": engine.OneValue("all"), "applicant": engine.OneValue("firm")}
	for id, v := range more {
		f[id] = v
	}
	return f
}

func item(t *testing.T, r *present.Report, id string) *present.Item {
	t.Helper()
	for i := range r.Items {
		if r.Items[i].ID == id {
			return &r.Items[i]
		}
	}
	t.Fatalf("no item %s", id)
	return nil
}

// An amount never reads as more certain than the text and the answers make it.
func TestAmounts(t *testing.T) {
	dk := engine.DontKnow()
	fair := func(open bool, booth ...string) engine.Value {
		var rows []engine.Row
		for _, b := range booth {
			v := engine.DontKnow()
			if b != "" {
				v = number(b)
			}
			rows = append(rows, engine.Row{"place": engine.OneValue("abroad"), "booth": v})
		}
		return engine.ListValue(engine.Records{Rows: rows, Open: open})
	}
	for _, c := range []struct {
		why   string
		id    string
		facts engine.Facts
		want  string
	}{
		{"exact and settled", "spend", engine.Facts{"spend_now": number("20000000"), "spend_before": number("15000000"), "intensity": number("4"), "hightech": engine.BoolValue(true)}, "1,000,000元（100万元）"},
		{"a ceiling is never what you get", "lab", engine.Facts{"titles": engine.ManyValue("lab")}, "最高不超过 5,000,000元（500万元）"},
		{"not printed is neither 0 nor left out", "eagle", engine.Facts{"titles": engine.ManyValue("eagle")}, "金额原文未写明"},
		{"tiers of both kinds are still open", "spend", engine.Facts{"spend_now": number("20000000"), "spend_before": number("15000000")}, "0 至 1,500,000元（150万元），可能按比例算出，也可能只是上限，待未答的问题确定"},
		{"an open list has no upper end", "plots", engine.Facts{"applicant": engine.OneValue("village"),
			"plots": engine.ListValue(engine.Records{Open: true, Rows: []engine.Row{{"cost": number("500000"), "mu": number("100")}}})}, "不少于 300,000元（30万元），待未答的问题确定"},
		{"nothing known of an exact sum", "premium", engine.Facts{"premium": dk}, "尚不能算出，待未答的问题确定"},
		{"an unknown row", "booth", engine.Facts{"fairs": fair(false, "100000", "")}, "尚不能算出（只是上限），待未答的问题确定"},
		{"a ceiling of a list that may go on", "booth", engine.Facts{"fairs": fair(true, "100000")}, "只算已填的：最高不超过 70,000元（7万元）；没填的另算"},
		{"a list that may go on, nothing filled in", "booth", engine.Facts{"fairs": fair(true)}, "尚不能算出（只是上限），待未答的问题确定"},
		{"a list that may go on, with an unknown row", "booth", engine.Facts{"fairs": fair(true, "100000", "")}, "尚不能算出（只是上限），待未答的问题确定"},
		{"up to a rate", "booth", engine.Facts{"fairs": fair(false, "100000")}, "最高不超过 70,000元（7万元）"},
		{"no money", "advice", nil, "不涉及金额"},
	} {
		if got := item(t, build(t, firm(c.facts)), c.id).Amount; got != c.want {
			t.Errorf("%s: %q, want %q", c.why, got, c.want)
		}
	}
}

func TestPrices(t *testing.T) {
	eightFive := engine.Const{Value: decimal.RequireFromString("8.5"), Unit: engine.UnitTenths, Text: "八五折"}
	it := engine.Item{Amount: engine.Amount{Kind: engine.Discount, Rate: eightFive}}
	if got := present.Amount(&it, engine.Worth{}); got != "八五折：付原价的85%，省15%" {
		t.Errorf("discount: %q", got)
	}
	fee := engine.Item{Amount: engine.Amount{Kind: engine.FeeCeiling, Rate: engine.Const{Value: decimal.RequireFromString("0.8"), Unit: engine.UnitPercent, Text: "0.8%"}}}
	if got := present.Amount(&fee, engine.Worth{}); got != "费率不高于0.8%" {
		t.Errorf("fee: %q", got)
	}
	if got := present.Amount(&engine.Item{Nature: engine.Pointer}, engine.Worth{}); got != "由其他规定决定" {
		t.Errorf("pointer: %q", got)
	}
	all := engine.Item{Amount: engine.Amount{Kind: engine.Money, Pool: engine.AllLevels}}
	w := engine.Worth{Certainties: engine.Certainties(engine.UpTo), Numbers: true, Settled: true}
	w.SetSums(decimal.Zero, decimal.NewFromInt(10000000))
	if got := present.Amount(&all, w); got != "各级合计最高不超过 10,000,000元（1000万元）" {
		t.Errorf("all levels: %q", got)
	}
}

func TestArithmetic(t *testing.T) {
	plots := engine.ListValue(engine.Records{Rows: []engine.Row{{"cost": number("500000"), "mu": number("100")}, {"cost": number("100000"), "mu": number("100")}}})
	r := build(t, engine.Facts{"matters": engine.OneValue("all"), "applicant": engine.OneValue("village"), "plots": plots})
	want := []string{
		"公式：各农田项目分别计算后相加〔取较小者〔80% × 投入；3000元/亩 × 面积〕〕",
		"第1项：取较小者〔80% × 500,000元；3000元/亩 × 100亩〕 = 300,000元",
		"第2项：取较小者〔80% × 100,000元；3000元/亩 × 100亩〕 = 80,000元",
		"合计 = 380,000元",
	}
	if got := item(t, r, "plots").Arithmetic; !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	r = build(t, firm(engine.Facts{"spend_now": number("40000000"), "spend_before": number("10000000"), "intensity": number("5")}))
	got := strings.Join(item(t, r, "spend").Arithmetic, "\n")
	for _, w := range []string{"适用：强度够线的", "30% × （40,000,000元 − 10,000,000元） = 9,000,000元", "单家企业最高300万元：已超过，按上限计", "实际由部门核定"} {
		if !strings.Contains(got, w) {
			t.Errorf("%q is missing in\n%s", w, got)
		}
	}
}

func TestConditions(t *testing.T) {
	r := build(t, firm(engine.Facts{"spend_now": number("1"), "spend_before": number("2")}))
	var got []string
	for _, c := range item(t, r, "spend").Conditions {
		got = append(got, present.Mark(c.Truth)+" "+c.Text+" | "+c.Have+" | "+c.Question)
	}
	want := []string{
		"✓ 申请对象：企业 | 企业 | applicant",
		"✓ 事项发生在实施期内（2023-01-01 至 2023-12-31） | 都在 | matters",
		"✗ 今年研发费用 − 去年研发费用 > 0元 | 今年研发费用 1元；去年研发费用 2元 | spend_now",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestStatus(t *testing.T) {
	for _, c := range []struct {
		s    engine.Status
		near bool
		want string
	}{
		{engine.Eligible, false, "条件相符（以审核为准）"}, {engine.Possible, false, "待确认"}, {engine.Ineligible, true, "相差一项"},
		{engine.Ineligible, false, "按所填情况不相符"}, {engine.OutOfPeriod, false, "不在实施期"}, {engine.NotForApplicant, false, "不适用于此类对象"},
	} {
		if got := present.Status(c.s, c.near); got != c.want {
			t.Errorf("%v: %q, want %q", c.s, got, c.want)
		}
	}
}

// What matched and what is open never share a sum, and a scope hides the rest.
func TestBoxes(t *testing.T) {
	f := firm(engine.Facts{"spend_now": number("20000000"), "spend_before": number("15000000"), "intensity": number("1"), "hightech": engine.BoolValue(true), "titles": engine.ManyValue("lab")})
	r := build(t, f)
	exact := r.Boxes[engine.BoxExact-1]
	if len(exact.Lines) != 1 || exact.Lines[0].Text != "1,000,000元（100万元）" {
		t.Errorf("matched %+v", exact.Lines)
	}
	if len(exact.Pending) != 1 || r.Items[exact.Pending[0]].ID != "premium" {
		t.Errorf("pending %v, want the premium alone", exact.Pending)
	}
	r = build(t, f, "lab")
	if len(r.Items) != 1 || len(r.Boxes[engine.BoxExact-1].Lines) != 0 {
		t.Errorf("a scope of one item shows %d items", len(r.Items))
	}
	if u := r.ByUnit(); len(u) != 1 || u[0].Unit != "科技局" {
		t.Errorf("units %+v", u)
	}
}

func TestStakes(t *testing.T) {
	p := sample.Program()
	for _, c := range []struct {
		why  string
		f    engine.Facts
		q    string
		want string
	}{
		{"the largest single sum", firm(nil), "titles", "关系到第1条，单项最高500万元"},
		{"no upper end is printed", firm(nil), "premium", "关系到第2条，金额随所填而定"},
		{"no money", engine.Facts{"matters": engine.OneValue("all")}, "applicant", "关系到第1、2、3条，金额随所填而定"},
	} {
		a, err := p.Ask(c.f, engine.Scope{})
		if err != nil {
			t.Fatal(err)
		}
		for _, pd := range a.Ask {
			if p.Policy().Questions[pd.Question].ID == c.q {
				if got := present.Stakes(p.Policy(), pd.Stakes); got != c.want {
					t.Errorf("%s: %q, want %q", c.why, got, c.want)
				}
			}
		}
	}
}

func TestWording(t *testing.T) {
	p := sample.Policy()
	q := &p.Questions[2]
	for gate, want := range map[string]string{"all": q.Label, "some": "2023年内，" + q.Label, "unsure": q.Label} {
		if got := present.Wording(&p, q, engine.Facts{"matters": engine.OneValue(gate)}); got != want {
			t.Errorf("gate %s: %q, want %q", gate, got, want)
		}
	}
}

func TestNews(t *testing.T) {
	p := sample.Program()
	before, err := p.Evaluate(firm(engine.Facts{"titles": engine.ManyValue()}))
	if err != nil {
		t.Fatal(err)
	}
	after, err := p.Evaluate(firm(engine.Facts{"titles": engine.ManyValue("eagle")}))
	if err != nil {
		t.Fatal(err)
	}
	got := present.News(p.Policy(), session.Diff(before, after, engine.Scope{}))
	want := "刚才的改动：第1条 雏鹰企业，由“按所填情况不相符”变为“条件相符（以审核为准） 金额原文未写明”"
	if len(got) != 1 || got[0] != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := present.News(p.Policy(), nil); len(got) != 1 || !strings.Contains(got[0], "没有影响") {
		t.Errorf("no change: %q", got)
	}
}

func TestFault(t *testing.T) {
	p := sample.Program()
	err := p.Check(engine.Facts{"intensity": number("101")})
	if got := present.Fault(p.Policy(), err); got != "研发强度：数字超出范围，请检查" {
		t.Errorf("%q", got)
	}
}

// A brief report says of each item what the full one says, but for what only the
// page of one item shows.
func TestBrief(t *testing.T) {
	prog, err := engine.Compile(sample.Strong())
	if err != nil {
		t.Fatal(err)
	}
	scope, err := prog.ScopeOf()
	if err != nil {
		t.Fatal(err)
	}
	near := 0
	for _, f := range []engine.Facts{
		{}, firm(nil), {"applicant": engine.OneValue("village")},
		firm(engine.Facts{"titles": engine.ManyValue("lab"), "spend_now": number("20000000"), "spend_before": number("15000000"), "intensity": number("4.6"), "hightech": engine.BoolValue(true)}),
		firm(engine.Facts{"fairs": engine.ListValue(engine.Records{Open: true, Rows: []engine.Row{{"place": engine.OneValue("abroad"), "booth": number("100000")}}})}),
	} {
		c, err := prog.With(f)
		if err != nil {
			t.Fatal(err)
		}
		full, err := present.Build(present.Source{Program: prog, Facts: f, Scope: scope})
		if err != nil {
			t.Fatal(err)
		}
		brief, err := present.Build(present.Source{Program: prog, Facts: f, Scope: scope, Case: c, Brief: true})
		if err != nil {
			t.Fatal(err)
		}
		for k := range full.Items {
			want := full.Items[k]
			want.Conditions, want.Arithmetic, want.Alternatives, want.Notes = nil, nil, nil, nil
			if want.Status < engine.Possible {
				want.Missing, want.Amount = nil, ""
			}
			if want.Near {
				near++
			}
			if !reflect.DeepEqual(brief.Items[k], want) {
				t.Errorf("%v:\n%+v\nwant\n%+v", f, brief.Items[k], want)
			}
		}
		if !reflect.DeepEqual(brief.Boxes, full.Boxes) || !reflect.DeepEqual(brief.Groups, full.Groups) || !reflect.DeepEqual(brief.Answers, full.Answers) {
			t.Errorf("%v: the sums or the answers differ", f)
		}
	}
	if near == 0 {
		t.Error("no item was near: the test needs one")
	}
}
