package present

import (
	"errors"
	"fmt"

	"huiqi/engine"
	"huiqi/tui/session"
)

// News says what a change did to the result.
func News(p *engine.Policy, changes []session.Change) []string {
	if len(changes) == 0 {
		return []string{"刚才的改动没有影响结果。"}
	}
	var out []string
	for _, c := range changes {
		it := &p.Items[c.Item]
		out = append(out, fmt.Sprintf("刚才的改动：第%d条 %s，由“%s”变为“%s”", it.Article, it.Title, verdict(it, c.Before), verdict(it, c.After)))
	}
	return out
}

// Reopened says which answers a change took back.
func Reopened(p *engine.Policy, questions []int) []string {
	var out []string
	for _, q := range questions {
		out = append(out, "“"+p.Questions[q].Name+"”有些内容还没有问过，要再答一次（上次填的还在）。")
	}
	return out
}

func verdict(it *engine.Item, r engine.ItemResult) string {
	s := Status(r.Status, false)
	if r.Status >= engine.Possible {
		s += " " + Amount(it, *r.Worth)
	}
	return s
}

// Fault words an error of the engine for the person who answered.
func Fault(p *engine.Policy, err error) string {
	var fe *engine.FactError
	if !errors.As(err, &fe) {
		return "程序出错：" + err.Error()
	}
	name := fe.Question
	if q := find(p.Questions, fe.Question); q != nil {
		name = q.Name
	}
	if fe.Row > 0 {
		name += fmt.Sprintf("第%d项", fe.Row)
	}
	switch fe.Problem {
	case engine.UnknownQuestion:
		return name + "：没有这个问题"
	case engine.UnknownChoice:
		return name + "：没有“" + fe.Got + "”这个选项"
	case engine.OutOfRange:
		return name + "：数字超出范围，请检查"
	}
	return name + "：答案的种类不对"
}
