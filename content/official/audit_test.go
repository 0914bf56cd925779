package official

import (
	"slices"
	"strings"
	"testing"
)

func TestAuditClean(t *testing.T) {
	if ds := Audit(sample(t), mustRead(t, sampleText)); len(ds) > 0 {
		for _, d := range ds {
			t.Error(d.String())
		}
	}
}

// One change to the text: what the audit says, and of what.
func TestAuditText(t *testing.T) {
	pack := sample(t)
	for _, c := range []struct {
		old, new string
		part     string
		items    string
		kind     Kind
		say      string // besides the digest
	}{
		{"最高50万元", "最高60万元", "第2条", "a2-national", Figures, "原文是“60万元”"},
		{"最高50万元、30万元", "最高30万元、50万元", "第2条", "a2-national a2-provincial", Figures, "哪一档"},
		{"国家级、省级名茶馆", "省级、国家级名茶馆", "第2条", "a2-provincial", Anchors, "anchor"},
		{"分别给予最高50万元", "分别给予50万元", "第2条", "a2-national", Figures, "原文没有“最高”"},
		{"房租的20%", "房租的最高20%", "第2条", "a2-rent", Figures, "最高"},
		{"最高不超过5万元", "不超过5万元", "第2条", "a2-rent", Figures, "不超过"},
		{"5万元。对", "5亿元。对", "第2条", "a2-rent", Figures, "5亿元"},
		{"10人以上", "10人", "第2条", "a2-discount", Figures, "以上"},
		{"10人以上", "10户以上", "第2条", "a2-discount", Figures, "10户"},
		{"八五折", "八折", "第2条", "a2-discount", Figures, "八折"},
		{"百县千碗", "百县万碗", "第2条", "a2-", Figures, "百县千碗"},
		{"2场", "3场", "第2条", "a2-", Figures, "3场"},
		{"一般不少于", "三般不少于", "第2条", "a2-", Figures, "“三”"},
		{"鼓励“百", strings.Repeat("给7万元。", 200) + "鼓励“百", "第2条", "a2-", Figures, "不像原文"},
		{"鼓励“百", "另给7万元。鼓励“百", "第2条", "a2-", Figures, "没有归类"},
		{"按房租的20%补助,", "", "第2条", "a2-rent", Figures, "找不到"},
		{"每家最高", "每店最高", "第2条", "a2-rent", Particulars, "每家"},
		{"新开的茶馆", "新办的茶馆", "第2条", "a2-rent", Anchors, "新开的茶馆"},
		{"奖励;对", "奖励;新开的茶馆好,对", "第2条", "a2-rent", Anchors, "有 2 处"},
		{"2.奖励茶馆", "2.奖励茶楼", "第2条", "a2-", Heading, "奖励茶楼"},
		{"(责任单位:甲局、乙局)", "(责任单位:乙局、甲局)", "第2条", "a2-", Units, "责任单位"},
		{"(责任单位:甲局、乙局)", "", "第2条", "a2-", Units, "没有找到"},
		{"50亩以上", "60亩以上", "第3条", "a3-", Figures, "60亩"},
		{"投入的30%", "投入的10%", "第3条", "a3-spent", Figures, "10%"},
		{"投入最高10%", "投入10%", "第3条", "a3-spent", Figures, "最高"},
		{"大茶园", "多茶园", "第3条", "a3-spent", Anchors, "大茶园"},
		{"不高于0.8%", "0.8%", "第3条", "a3-fee", Figures, "0.8%"},
		{"大家有茶喝", "人人有茶喝", "", "", 0, ""}, // the opening is not held against anything
		{"快。", "慢。", "结尾部分", "", Words, "摘要"},
		{"茶馆群", "茶馆堆", "第一章", "", Words, "摘要"},
		{"按投入的", "照投入的", "第3条", "a3-", Words, "逐字核对"},
		{"0.5亿元", "0.6亿元", "第一章", "", Figures, "0.6亿元"},
		{"三年", "五年", "第一章", "", Figures, "五年"},
		{"茶馆(由甲局、乙局", "茶馆(由甲局", "第一章", "", Units, "牵头单位"},
		{"茶园(由", "茶山(由", "第二章", "", Heading, "茶山"},
		{"7月28日起", "7月29日起", "结尾部分", "", Figures, "in_force"},
		{"12月31日有效", "11月30日有效", "结尾部分", "", Figures, "period"},
		{"2亿元。一", "3亿元。一", "结尾部分", "", Figures, "3亿元"},
		{"测试区办公室\n\n2023", "别的区办公室\n\n2023", "结尾部分", "", Document, "落款"},
		{"测发〔2023〕1号", "测发〔2023〕2号", "文件", "", Document, "文号"},
		{"拿出1.2亿元", "拿出2.1亿元", "第1条", "", Figures, "2.1亿元"},
	} {
		ds := Audit(pack, mustRead(t, changed(t, c.old, c.new)))
		if c.kind == 0 {
			if len(ds) > 0 {
				t.Errorf("%q -> %q: %v", c.old, c.new, ds[0].String())
			}
			continue
		}
		ok := false
		for _, d := range ds {
			if d.Part != c.part {
				t.Errorf("%q -> %q: blames %s", c.old, c.new, d.String())
			}
			all := true
			for _, id := range strings.Fields(c.items) {
				all = all && slices.ContainsFunc(d.Items, func(have string) bool { return strings.HasPrefix(have, id) })
			}
			ok = ok || all && d.Kind == c.kind && strings.Contains(d.String(), c.say)
			if d.Line == 0 || d.Pos.File == "" && d.Part != "文件" {
				t.Errorf("%q -> %q: no place: %+v", c.old, c.new, d)
			}
		}
		if !ok {
			t.Errorf("%q -> %q: want %d %q naming %q, got %d differences:", c.old, c.new, c.kind, c.say, c.items, len(ds))
			for _, d := range ds {
				t.Errorf("   %d %s", d.Kind, d.String())
			}
		}
	}
}

// One change to the rules.
func TestAuditPack(t *testing.T) {
	text := mustRead(t, sampleText)
	for _, c := range []struct{ file, old, new, want string }{
		{"articles/02.yaml", "up_to: 50万元", "up_to: 55万元", "规则写的是“55万元”"},
		{"articles/02.yaml", "up_to: 50万元", "exact: 50万元", "规则按“准数”写"},
		{"articles/02.yaml", "{up_to: 30万元}", "{unprinted: true}", "没有事项用到"},
		{"articles/02.yaml", "    anchor: 国家级\n", "", "不知道原文用哪几个字说“a2-national”"},
		{"articles/02.yaml", "titles = provincial", "titles = provincial and guests >= 10人", "规则里的 10人"},
		{"articles/02.yaml", "  - {text: 2场, class: target}\n", "", "没有归类"},
		{"articles/02.yaml", "{text: 2场, class: target}", "{text: 2, class: target}", "连单位写全"},
		{"articles/02.yaml", "{text: 2场, class: target}", "{text: 2场, class: target, items: [a2-rent]}", ""},
		{"articles/02.yaml", "{text: 百县千碗, class: name}", "{text: 百县千碗, class: name}\n  - {text: 百县千碗, class: name}", "少了一处"},
		{"articles/02.yaml", "scope: 每家", "scope: 每户", "每户"},
		{"articles/02.yaml", "{up_to: 50万元}", "{up_to: 50万元, payer: 丙局}", "丙局"},
		{"articles/02.yaml", "title: 房租补助\n", "title: 房租补助\n    units: [丙局]\n", "丙局"},
		{"articles/02.yaml", "chapter: 1", "chapter: 2", "第 1 章"},
		{"articles/03.yaml", "30% * spent}", "30% * spent}\n        - {id: other, if: rent > 7万元, up_to: 10% * rent}", "7万元"},
		{"articles/03.yaml", "ceiling: 100万元\n      scope: 单家茶园", "ceiling: 100万元\n      scope: 单家茶园\n    alternatives:\n      - {text: 别的读法, amount: {exact: 30% * spent}}", "用 define"},
		{"articles/03.yaml", "event: large", "event: area >= 50亩", "用 define 只写一处"},
		{"articles/03.yaml", "area >= 50亩", "area > 50亩", "不超过这个数"},
		{"articles/03.yaml", "area >= 50亩", "area < 50亩", ""},
		{"policy.yaml", "title: 茶园", "title: 茶山", "章标题"},
		{"policy.yaml", `in_force: "2023-07-28"`, `in_force: "2023-07-29"`, "2023年7月29日起施行"},
	} {
		ds := Audit(sample(t, c.file, c.old, c.new), text)
		if c.want == "" {
			if len(ds) > 0 {
				t.Errorf("%q: %s", c.new, ds[0].String())
			}
			continue
		}
		if !slices.ContainsFunc(ds, func(d Difference) bool { return strings.Contains(d.String(), c.want) }) {
			t.Errorf("%q: want %q, got %d differences:", c.new, c.want, len(ds))
			for _, d := range ds {
				t.Errorf("   %s", d.String())
			}
		}
	}
}

// Figures of one item that are alike keep the order of the rules.
func TestAuditOrder(t *testing.T) {
	pack := sample(t, "articles/03.yaml", "{id: large, anchor: 大茶园, if: large, exact: 30% * spent}", "{id: large, if: large, up_to: 30% * spent}",
		"articles/03.yaml", "{id: small, anchor: 小茶园, up_to: 10% * spent}", "{id: small, up_to: 10% * spent}",
		"articles/03.yaml", "title: 种茶投入\n", "title: 种茶投入\n    anchor: 大茶园\n")
	right := changed(t, "按投入的30%", "按投入最高30%")
	if ds := withoutWords(Audit(pack, mustRead(t, right))); len(ds) > 0 {
		t.Fatal(ds[0].String())
	}
	swapped := strings.NewReplacer("30%", "10%", "10%", "30%").Replace(right)
	ds := withoutWords(Audit(pack, mustRead(t, swapped)))
	if len(ds) != 1 || !slices.Equal(ds[0].Items, []string{"a3-spent"}) || !strings.Contains(ds[0].Msg, "顺序相反") {
		t.Errorf("%v", ds)
	}
}

func TestAuditMissing(t *testing.T) {
	pack := sample(t)
	short := sampleText[:strings.Index(sampleText, "二、茶园")]
	ds := Audit(pack, mustRead(t, short))
	for _, part := range []string{"第3条", "第二章", "结尾部分"} {
		if !slices.ContainsFunc(ds, func(d Difference) bool { return d.Part == part && d.Kind == Missing }) {
			t.Errorf("%s is missing and not reported: %v", part, ds)
		}
	}
	longer := changed(t, "这两方面", "4.再来一条。请喝茶。(责任单位:乙局)\n\n这两方面")
	ds = Audit(pack, mustRead(t, longer))
	if len(ds) != 1 || ds[0].Kind != Missing || ds[0].Article != 4 {
		t.Errorf("%v", ds)
	}
}

func TestCheck(t *testing.T) {
	pack := sample(t)
	text := mustRead(t, changed(t, "八五折", "九折")+"")
	var got []State
	for _, m := range Check(pack, text) {
		got = append(got, m.State)
	}
	if !slices.Equal(got, []State{Same, Changed, Same}) {
		t.Errorf("%v", got)
	}
	if s := CheckArticle(pack, text, 9); s != Absent || s.Sign() != "⚠" || Same.Sign() != "✓" {
		t.Errorf("%v", s)
	}
}
