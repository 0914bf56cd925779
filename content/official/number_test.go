package official

import (
	"fmt"
	"strings"
	"testing"
)

func TestNumbers(t *testing.T) {
	for in, want := range map[string]string{
		"最高300万元":             "300万元|元|最高",
		"按20%补助":              "20%|%|",
		"5亿元以上":               "5亿元|元|以上",
		"500万美元及以下":           "500万美元|美元|以下",
		"不高于0.8%的费率":          "0.8%|%|以下",
		"不得低于50%)":            "50%|%|以上",
		"最高不超过3000元/亩":        "3000元/亩|元/亩|最高",
		"不超过3000元/亩":          "3000元/亩|元/亩|以下",
		"每村最高补助不超过1100万元":     "1100万元|元|最高",
		"最高,给20万元":            "20万元|元|",
		"最高10%,按20%":          "10%|%|最高 20%|%|",
		"最高100万元、80万元、50万元奖励": "100万元|元|最高 80万元|元|最高 50万元|元|最高",
		"最高给予100万的奖励":         "100万|元|最高",
		"打八五折(不再叠加九五折)":       "八五折|折| 九五折|折|",
		"三分之二以上":              "三分之二||以上",
		"实行1:1配套":             "1:1|比|",
		"S211、104国道、703020+X": "S211|| 104|| 703020+X||",
		"“4+1”“3+N”“115”":     "4+1|| 3+N|| 115||",
		"2023年7月28日起":         "2023年7月28日||",
		"2023年,1月1日、2017以来":   "2023年|年| 1月1日|| 2017||",
		"发展2—3个产业":            "2—3个||",
		"1亿2000万元":            "1亿2000万元|元|",
		"1,200元、1200元":        "1,200元|元| 1200元|元|",
		"6个月、两年一次、八个一":        "6个月|个月| 两年|年| 一次|次| 八个|个| 一||",
		"五大、十四五、百县千碗、万名、亿元以上":      "五|| 十四五|| 百|| 千|| 万名|| 亿元||以上",
		"一般一批一定一体化一轮一次性进一步三农长三角零售": "",
		"二般四农":                   "二|| 四||",
		"A、B类,MCN机构":             "",
		"快。一是好;二是多":              "",
		"唯一是好":                   "一||",
		"15000名、5.5万人、360家次、20项": "15000名|名| 5.5万人|人| 360家次|家次| 20项|项|",
		"10万吨标准煤、100万方、8300套":    "10万吨标准煤|吨标准煤| 100万方|方| 8300套|套|",
	} {
		var got []string
		for _, n := range numbers(in) {
			form := [...]string{"", "最高", "以上", "以下"}[n.form]
			got = append(got, fmt.Sprintf("%s|%s|%s", n.text, n.unit, form))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s:\n got %s\nwant %s", in, strings.Join(got, " "), want)
		}
	}
}

func FuzzNumbers(f *testing.F) {
	for _, s := range []string{"最高100万元、80万元", "S211+", "1:1:1", "1—2—3个", "三分之", "零零", "1,2,3", "2023年13月", "一是"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = Normal(s)
		last := 0
		for _, n := range numbers(s) {
			if n.start < last || n.end <= n.start || n.end > len(s) || s[n.start:n.end] != n.text {
				t.Fatalf("%q: %+v after %d", s, n, last)
			}
			last = n.end
		}
		// No digit is left out.
		for i, r := range s {
			if r >= '0' && r <= '9' && !within(s, i) {
				t.Fatalf("%q: the digit at %d is in no number", s, i)
			}
		}
	})
}

func within(s string, i int) bool {
	for _, n := range numbers(s) {
		if n.start <= i && i < n.end {
			return true
		}
	}
	return false
}
