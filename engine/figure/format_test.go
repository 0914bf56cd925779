package figure

import (
	"testing"

	"github.com/shopspring/decimal"
)

func TestFormat(t *testing.T) {
	for _, c := range []struct{ in, group, chinese, yuan string }{
		{"0", "0", "0", "0元"},
		{"999", "999", "999", "999元"},
		{"5000", "5,000", "5,000", "5,000元"},
		{"10000", "10,000", "1万", "10,000元（1万元）"},
		{"12300", "12,300", "1.23万", "12,300元（1.23万元）"},
		{"12340", "12,340", "12,340", "12,340元"},
		{"12345", "12,345", "12,345", "12,345元"},
		{"1000000", "1,000,000", "100万", "1,000,000元（100万元）"},
		{"100000000", "100,000,000", "1亿", "100,000,000元（1亿元）"},
		{"123000000", "123,000,000", "1.23亿", "123,000,000元（1.23亿元）"}, // two decimals are short
		{"120000000", "120,000,000", "1.2亿", "120,000,000元（1.2亿元）"},
		{"123400000", "123,400,000", "1亿2340万", "123,400,000元（1亿2340万元）"},
		{"1234560000", "1,234,560,000", "12亿3456万", "1,234,560,000元（12亿3456万元）"},
		{"1234567890", "1,234,567,890", "1,234,567,890", "1,234,567,890元"},
		{"123456.50", "123,456.5", "123,456.5", "123,456.5元"},
		{"-120000", "-120,000", "-12万", "-120,000元（-12万元）"},
		{"-1200000", "-1,200,000", "-120万", "-1,200,000元（-120万元）"},
		{"1200000000000", "1,200,000,000,000", "12000亿", "1,200,000,000,000元（12000亿元）"},
	} {
		d := decimal.RequireFromString(c.in)
		if g := Group(d); g != c.group {
			t.Errorf("Group(%s) = %s, want %s", c.in, g, c.group)
		}
		if g := Chinese(d); g != c.chinese {
			t.Errorf("Chinese(%s) = %s, want %s", c.in, g, c.chinese)
		}
		if g := Yuan(d); g != c.yuan {
			t.Errorf("Yuan(%s) = %s, want %s", c.in, g, c.yuan)
		}
	}
	for _, c := range []struct{ in, unit, format, echo string }{
		{"5", UnitPercent, "5%", "5%"},
		{"8.5", UnitTenths, "8.5折", "8.5折"},
		{"1", UnitRatio, "1:1", "1:1"},
		{"20000", UnitRatio, "1:20000", "1:20000"},
		{"20000", UnitPercent, "20,000%", "20,000%"},
		{"20000", UnitTenths, "20,000折", "20,000折"},
		{"3000", "元/亩", "3,000元/亩", "3,000元/亩"},
		{"5000000", UnitDollar, "500万美元", "5,000,000美元（500万美元）"},
		{"50", "亩", "50亩", "50亩"},
	} {
		d := decimal.RequireFromString(c.in)
		if g := Format(d, c.unit); g != c.format {
			t.Errorf("Format(%s, %s) = %s, want %s", c.in, c.unit, g, c.format)
		}
		if g := Echo(d, c.unit); g != c.echo {
			t.Errorf("Echo(%s, %s) = %s, want %s", c.in, c.unit, g, c.echo)
		}
	}
}

func TestParseDay(t *testing.T) {
	for _, in := range []string{"2023-05-01", "2023-5-1", "2023/5/1", "2023.05.01", "2023年5月1日", "2023年5月1号", "20230501", "２０２３－０５－０１", " 2023-05-01 "} {
		y, m, d, err := ParseDay(in)
		if err != nil || y != 2023 || m != 5 || d != 1 {
			t.Errorf("%q = %d-%d-%d, %v", in, y, m, d, err)
		}
	}
	for _, in := range []string{"1900-01-01", "1900年1月1日", "2100-12-31", "2100年12月31日"} { // the first and the last day
		if _, _, _, err := ParseDay(in); err != nil {
			t.Errorf("%q: %v", in, err)
		}
	}
	for _, in := range []string{"1899年12月31日", "2101年1月1日", "", "2023", "2023-13-01", "2023-02-29", "2023-00-10", "0000-01-01", "1899-12-31", "2101-01-01", "05/01/2023", "2023-5月1", "明天", "2023-05-01T00:00:00Z"} {
		if _, _, _, err := ParseDay(in); err == nil {
			t.Errorf("%q is taken for a date", in)
		}
	}
}

func FuzzParseDay(f *testing.F) {
	for _, s := range []string{"2023-05-01", "2023年5月1日", "20230501", "2024-02-29", "2023-02-29"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		y, m, d, err := ParseDay(s)
		if err == nil && (y < FirstYear || y > LastYear || m < 1 || m > 12 || d < 1 || d > 31) {
			t.Fatalf("%q = %d-%d-%d", s, y, m, d)
		}
	})
}
