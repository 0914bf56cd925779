package main

import (
	"strconv"
	"strings"

	"huiqi/engine"
	"huiqi/engine/figure"
)

// narrow turns full-width letters and digits into ASCII and trims spaces.
func narrow(s string) string { return strings.TrimSpace(strings.Map(figure.Narrow, s)) }

// scopeNames checks the names given to --scope: items, articles and topics.
func scopeNames(prog *engine.Program, names []string) ([]string, error) {
	var out []string
	for _, n := range names {
		n = narrow(n)
		if number, ok := articleNumber(prog.Policy(), n); ok {
			n = strconv.Itoa(number)
		}
		if _, err := prog.ScopeOf(n); err != nil {
			return nil, usage("--scope 里的“%s”不是事项、条号或类别%s；见 huiqi articles", n, like(n, scopeable(prog.Policy())))
		}
		out = append(out, n)
	}
	return out, nil
}

func scopeable(p *engine.Policy) []string {
	var out []string
	for i := range p.Items {
		out = append(out, p.Items[i].ID)
	}
	for _, t := range p.Topics {
		out = append(out, t.ID)
	}
	return out
}

// itemIndex finds an item by its id.
func itemIndex(prog *engine.Program, id string) (int, error) {
	id = narrow(id)
	i, ok := prog.Item(id)
	if !ok {
		return 0, usage("没有“%s”这个事项%s；事项编号见 huiqi articles 条号", id, like(id, scopeable(prog.Policy())))
	}
	return i, nil
}

// like suggests a known name that shares a beginning or holds the other.
func like(name string, known []string) string {
	if len(name) < 2 {
		return ""
	}
	for n := len(name); n >= max(2, len(name)/2); n-- {
		for _, k := range known {
			if strings.HasPrefix(k, name[:n]) {
				return "，是不是 " + k + "？"
			}
		}
	}
	return ""
}
