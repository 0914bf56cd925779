package figure

import (
	"regexp"
	"strconv"
	"time"
)

// Years that a typed date may have.
const (
	FirstYear = 1900
	LastYear  = 2100
)

var dayForms = []*regexp.Regexp{
	regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})$`),
	regexp.MustCompile(`^(\d{4})/(\d{1,2})/(\d{1,2})$`),
	regexp.MustCompile(`^(\d{4})\.(\d{1,2})\.(\d{1,2})$`),
	regexp.MustCompile(`^(\d{4})年(\d{1,2})月(\d{1,2})[日号]?$`),
	regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})$`),
}

// ParseDay reads a date that a person typed: 2023-05-01, 2023-5-1, 2023/5/1,
// 2023.5.1, 2023年5月1日, 20230501, full-width digits too. The day must exist and
// the year lie between FirstYear and LastYear. Every error is an *Error.
func ParseDay(s string) (year, month, day int, err error) {
	if t, err := time.Parse(time.DateOnly, s); err == nil && t.Year() >= FirstYear && t.Year() <= LastYear {
		return t.Year(), int(t.Month()), t.Day(), nil // as programs write it
	}
	in, bad := narrow(s)
	if bad != nil {
		return 0, 0, 0, bad
	}
	if len(in) == 0 {
		return 0, 0, 0, fail("", Empty, "没有填写", "请填日期，如 2023-05-01")
	}
	for _, form := range dayForms {
		m := form.FindStringSubmatch(string(in))
		if m == nil {
			continue
		}
		// At most four digits each: Atoi cannot fail.
		year, _ = strconv.Atoi(m[1])
		month, _ = strconv.Atoi(m[2])
		day, _ = strconv.Atoi(m[3])
		t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
		if int(t.Month()) != month || t.Day() != day { // it became another one
			return 0, 0, 0, fail(s, Syntax, "这一天不存在", "请检查月和日，如 2023-05-01")
		}
		if year < FirstYear || year > LastYear {
			return 0, 0, 0, fail(s, TooBig, "的年份不对", "请检查年份，如 2023-05-01")
		}
		return year, month, day, nil
	}
	return 0, 0, 0, fail(s, Syntax, "不是日期", "请写成 2023-05-01 这样（年-月-日）")
}
