package content

import (
	"strings"
	"testing"

	"huiqi/engine"
)

func TestContacts(t *testing.T) {
	p := &engine.Policy{
		Chapters: []engine.Chapter{{Units: []string{"区甲一局"}}},
		Articles: []engine.Article{{Units: []string{"区乙二局", "区丙三局"}}},
		Items:    []engine.Item{{Units: []string{"市丁四分局"}}},
	}
	for _, c := range []struct{ why, in, fault string }{
		{"units of chapters, articles and items", "区甲一局: {window: 1号}\n区丙三局: {phone: 0571-1}\n市丁四分局: {note: 先打电话}", ""},
		{"a phone without quotes stays as written", "区甲一局: {phone: 057112345678}", ""},
		{"a unit that the policy does not name", "区甲一句: {window: 1号}", "f.yaml:1:1: 政策里没有“区甲一句”这个单位，是不是 区甲一局？"},
		{"a key that is not known", "区甲一局:\n  windows: 1号", "f.yaml:2:3: 区甲一局：没有“windows”这一项，是不是 window？"},
		{"a list in place of a text", "区甲一局: {window: [1号]}", "“window”要写成一个值"},
		{"nothing written of a unit", "区甲一局: {}", "什么都没有写"},
		{"a text in place of the keys", "区甲一局: 1号窗口", "这里要写成“键: 值”的形式"},
		{"a list in place of units", "- 区甲一局", "f.yaml:1:1: 这里要写成“键: 值”的形式"},
		{"a unit twice", "区甲一局: {window: 1号}\n区甲一局: {window: 2号}", "f.yaml:2:1: “区甲一局”写了两次"},
		{"an empty file", "# 还没有写\n", "文件是空的"},
		{"a control character", "区甲一局: {window: \x1b[31m}", "f.yaml:1:16: 这里有不可见的控制字符"},
	} {
		got, err := ParseContacts([]byte(c.in), "f.yaml", p)
		switch {
		case c.fault == "" && err != nil:
			t.Errorf("%s: %v", c.why, err)
		case c.fault != "" && (err == nil || !strings.Contains(err.Error(), c.fault)):
			t.Errorf("%s: %v, want %q", c.why, err, c.fault)
		case c.fault == "" && len(got) != strings.Count(c.in, "{"):
			t.Errorf("%s: %v", c.why, got)
		}
	}
	got, err := ParseContacts([]byte("区甲一局: {phone: 057112345678, hours: 9:00-17:00}"), "f.yaml", p)
	if want := (Contact{Phone: "057112345678", Hours: "9:00-17:00"}); err != nil || got["区甲一局"] != want {
		t.Errorf("%+v, %v", got, err)
	}
}
