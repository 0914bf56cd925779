package main

import (
	"strconv"
	"strings"

	"huiqi/content"
	"huiqi/engine"
	"huiqi/engine/figure"
)

// narrow turns full-width letters and digits into ASCII and trims spaces.
func narrow(s string) string { return strings.TrimSpace(strings.Map(figure.Narrow, s)) }

// follow takes a name that somebody typed for what it is called now, and says so. One
// that nothing took the place of is an error.
func (a *app) follow(pack *content.Pack, name string, kinds ...string) (string, error) {
	now, says := pack.Follow(narrow(name), kinds...)
	switch {
	case now == "" && says != "":
		return "", usage("%s", says)
	case says != "":
		a.warn("提示：%s", says)
	}
	return now, nil
}

// scopeNames checks the names given to --scope: items, articles and topics.
func (a *app) scopeNames(pack *content.Pack, names []string) ([]string, error) {
	var out []string
	for _, n := range names {
		n, err := a.follow(pack, n, "item", "topic")
		if err != nil {
			return nil, err
		}
		if number, ok := articleNumber(&pack.Policy, n); ok {
			n = strconv.Itoa(number)
		}
		if _, err := pack.Program.ScopeOf(n); err != nil {
			return nil, usage("--scope 里的“%s”不是事项、条号或类别%s；见 huiqi articles", n, like(n, scopeable(&pack.Policy)))
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
func (a *app) itemIndex(pack *content.Pack, id string) (int, error) {
	id, err := a.follow(pack, id, "item")
	if err != nil {
		return 0, err
	}
	i, ok := pack.Program.Item(id)
	if !ok {
		return 0, usage("没有“%s”这个事项%s；事项编号见 huiqi articles 条号", id, like(id, scopeable(&pack.Policy)))
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
