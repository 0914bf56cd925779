package present

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"huiqi/tui/store"
	"huiqi/tui/text"
)

// The words about kept cases.

// CaseName is a name from the disk, safe to show; it is never empty.
func CaseName(e *store.Entry) string {
	return cmp.Or(text.Truncate(strings.TrimSpace(text.CleanLine(e.Name)), 60), "（没有名字）")
}

// CaseProgress says how far a case is.
func CaseProgress(e *store.Entry, now time.Time) string {
	s := fmt.Sprintf("已答 %d 题，相符 %d 项，待确认 %d 项", e.Answers, e.Matched, e.Open)
	if !e.Expires.IsZero() {
		s += "；" + day(e.Expires, now) + "自动删除"
	}
	return s
}

// When says a time the way people do: of today and yesterday by the clock, else
// by the day.
func When(t, now time.Time) string {
	t, now = t.Local(), now.Local()
	switch {
	case t.IsZero():
		return ""
	case SameDay(t, now):
		return t.Format("今天 15:04")
	case SameDay(t, now.AddDate(0, 0, -1)):
		return t.Format("昨天 15:04")
	}
	return day(t, now)
}

func day(t, now time.Time) string {
	t = t.Local()
	if t.Year() == now.Local().Year() {
		return fmt.Sprintf("%d月%d日", t.Month(), t.Day())
	}
	return fmt.Sprintf("%d年%d月%d日", t.Year(), t.Month(), t.Day())
}

// SameDay reports whether two times of one place fall on the same day.
func SameDay(a, b time.Time) bool {
	return a.Year() == b.Year() && a.YearDay() == b.YearDay()
}

// Drifted words what other rules did to a case: what to know first, and the
// changes under their headings.
func Drifted(d *store.Drift) (intro string, parts []DriftPart) {
	return "这一份是按另一版规则存的：" + text.CleanLine(d.Rules) + "。下面按现在的规则重新看；原来的结果还留在文件里。", []DriftPart{
		{"没有用上的答案（要重新答）", "没有，答案都用上了。", d.Answers},
		{"和那时不同的结果", "没有，结果和那时一样。", d.Results},
	}
}

// DriftPart is one kind of change; None is said where there are no Lines.
type DriftPart struct {
	Title, None string
	Lines       []string
}

// Kept says at the end where the answers are, and how one goes on with them, at
// the desk's screens or else; "": nothing was to be kept.
func Kept(k *store.Custody, desk bool) string {
	switch {
	case k.Unsaved != nil:
		return "最后的改动没有存上：" + text.CleanLine(k.Why())
	case k.Open == nil || k.Why() != "":
		return ""
	}
	e := k.Open.Entry()
	again := "运行 huiqi，选“继续上次的自查”"
	if desk {
		again = "运行 huiqi --desk，在今天的里面选"
	}
	return fmt.Sprintf("已存为“%s”，共 %d 题。接着填：%s；全部：huiqi cases", text.CleanLine(e.Name), e.Answers, again)
}

// Unkept says what leaving would lose of so many answers that are not saved.
func Unkept(n int) string { return fmt.Sprintf("已经填的 %d 题没有存下来", n) }

// NoHandOut says that nothing may be written, and what to do instead.
var NoHandOut = [2]string{"这次什么都不往磁盘上写，所以不能写成文件。",
	"打开时带了 --no-save，或者没有可以存放的文件夹。要写成文件，请不带 --no-save 再打开一次；也可以把答案写进文件，再用 huiqi check 答案文件 --format html。"}
