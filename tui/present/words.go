// Package present turns results into words and sections, for screens and every
// report. It decides nothing.
package present

import (
	"fmt"
	"strconv"
	"strings"

	"huiqi/engine"
)

// Status is the verdict's word. near marks an item that fails by one condition
// on one fact.
func Status(s engine.Status, near bool) string {
	switch s {
	case engine.Eligible:
		return "条件相符（以审核为准）"
	case engine.Possible:
		return "待确认"
	case engine.OutOfPeriod:
		return "不在实施期"
	case engine.NotForApplicant:
		return "不适用于此类对象"
	}
	if near {
		return "相差一项"
	}
	return "按所填情况不相符"
}

// Nature is the word for what an article or item gives.
func Nature(n engine.Nature) string {
	switch n {
	case engine.Benefit:
		return "资金或价格支持"
	case engine.Right:
		return "权利与服务"
	case engine.Pointer:
		return "按其他规定"
	}
	return "政府目标与安排"
}

// Box is the heading of a box of the totals.
func Box(b engine.Box) string {
	switch b {
	case engine.BoxExact:
		return "按原文可算出"
	case engine.BoxUpTo:
		return "最高不超过"
	case engine.BoxAllLevels:
		return "各级合计最高"
	case engine.BoxByPayer:
		return "市、区分列"
	case engine.BoxUnprinted:
		return "金额原文未写明"
	case engine.BoxPointer:
		return "按其他规定"
	case engine.BoxPrice:
		return "价格优惠与费率"
	}
	return "权利与服务（不涉及金额）"
}

// BoxNote says how to read a box.
func BoxNote(b engine.Box) string {
	switch b {
	case engine.BoxExact:
		return "按所填数字和原文比例算出的合计；能否同时享受，原文未写明。"
	case engine.BoxUpTo:
		return "只是上限，实际由部门核定，可能为0；逐项列出，不相加。"
	case engine.BoxAllLevels:
		return "各级财政加在一起的上限，区里承担多少原文未写明。"
	case engine.BoxByPayer:
		return "由市、区分别出资，各列一行。"
	case engine.BoxUnprinted:
		return "有支持，但原文没有写金额，不等于0。"
	case engine.BoxPointer:
		return "由其他文件决定，请向责任单位了解。"
	case engine.BoxPrice:
		return "是价格或费率条件，不是发放的资金，不计入任何合计。"
	}
	return "不发放资金。"
}

// Mark is a sign for a truth that does not rest on colour.
func Mark(t engine.Truth) string {
	switch t {
	case engine.True:
		return "✓"
	case engine.False:
		return "✗"
	}
	return "?"
}

// Said is a mark in a word.
func Said(t engine.Truth) string {
	switch t {
	case engine.True:
		return "符合"
	case engine.False:
		return "不符合"
	}
	return "不知道"
}

// Units joins the responsible units as printed.
func Units(units []string) string { return strings.Join(units, "、") }

// Period is the policy's period in words.
func Period(p *engine.Policy) string {
	return p.From.String() + " 至 " + p.To.String()
}

// OutsideNote is the author's word to those whose matters fall outside the
// period: the help of the gate's choice that says so.
func OutsideNote(p *engine.Policy) string {
	if q := find(p.Questions, p.Gate.Question); q != nil {
		for _, c := range q.Choices {
			if c.ID == p.Gate.Ends {
				return c.Help
			}
		}
	}
	return ""
}

// Titles words the names of a scope: items, whole articles and topics.
func Titles(p *engine.Policy, names []string) []string {
	var out []string
	for _, n := range names {
		out = append(out, scopeTitle(p, n))
	}
	return out
}

func scopeTitle(p *engine.Policy, name string) string {
	for i := range p.Items {
		if it := &p.Items[i]; it.ID == name {
			return fmt.Sprintf("第%d条 %s", it.Article, it.Title)
		}
	}
	for _, t := range p.Topics {
		if t.ID == name {
			return t.Label
		}
	}
	if n, err := strconv.Atoi(name); err == nil {
		return fmt.Sprintf("第%d条 %s（整条）", n, ArticleOf(p, n).Title)
	}
	return name
}
