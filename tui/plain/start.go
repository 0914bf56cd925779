package plain

import (
	"fmt"
	"strconv"

	"huiqi/tui/present"
	"huiqi/tui/search"
	"huiqi/tui/session"
)

func (d *dialogue) cautions() {
	d.say("一步一步问，答完告诉你：哪些条文相符、各有多少、该去找哪个单位。")
	d.say("")
	d.say("请先知道")
	d.sayf("- 实施期：%s，首尾两天都算。", present.Period(d.policy))
	for _, c := range d.policy.Cautions {
		d.say("- " + c)
	}
}

// way is a choice of what to do.
type way struct {
	label string
	to    state
}

// home is the beginning: the ways in. Kept cases come last: what begins anew has
// the same number with them and without.
func (d *dialogue) home() (state, error) {
	if err := d.join(); err != nil {
		return nil, err
	}
	d.rest = d.finished()
	var ways []way
	began := d.iv != nil && len(d.iv.Facts()) > 0
	if began {
		ways = append(ways, way{"继续刚才的自查，已经填的都还在", d.interview})
	}
	ways = append(ways,
		way{"全面自查：从头问起，只问有关系的", d.whole},
		way{"只查一件事：输入一个词或条号，只问它需要的几题", func() (state, error) { return d.pick("") }})
	if all := d.kept(); len(all) > 0 {
		if w, ok := d.goOn(all); ok && !began {
			ways = append(ways, w)
		}
		ways = append(ways, way{fmt.Sprintf("已存的自查（%d 份），可以挑一份打开", len(all)), d.cases})
	}
	ask := func() {
		d.say("")
		d.say("要做什么？")
		for i, w := range ways {
			d.sayf("%d %s", i+1, w.label)
		}
		d.say("p 和条号，看一条条文说的什么；q 退出")
	}
	ask()
	for {
		s, err := d.read(ask)
		if err != nil {
			return nil, err
		}
		if n, ok := numbered(s, "p", "第"); ok {
			d.article(n)
			ask()
			continue
		}
		if word(s) == wordHelp {
			ask()
			continue
		}
		if n, err := numbers(s, len(ways)); err == nil && len(n) == 1 && n[0] > 0 {
			return ways[n[0]-1].to, nil
		}
		d.fault(ask, "请输入 1 到 %d，或者 q。", len(ways))
	}
}

// whole begins the whole check; what stands is given up only when one says so.
func (d *dialogue) whole() (state, error) {
	if yes, err := d.leave("重新开始"); err != nil || !yes {
		return d.home, err
	}
	d.letGo()
	d.iv = session.New(d.prog)
	return d.interview, nil
}

// mostHits is how many finds are read out.
const mostHits = 20

// pick finds what one came for, by words, the number of an article or the id of
// an item.
func (d *dialogue) pick(query string) (state, error) {
	d.rest = d.finished()
	if d.index == nil {
		d.index = search.New(d.prog)
	}
	var names []string // of the finds that were read out
	ask := func() {
		d.say("")
		if len(names) == 0 {
			d.say("查哪一件事？输入标题里的一个词（拼音首字母也行），或者条号，如 第1条。b 回到开头。")
			return
		}
		d.say("查哪一个？输入前面的数字，可以挑几个；或者换一个词再找。b 回到开头。")
	}
	find := func(s string) {
		hits := d.index.Find(s)
		if len(hits) == 0 {
			d.fault(ask, "没有找到%s。换一个词试试，或者输入条号。", quoted(s))
			return
		}
		names = nil
		for _, h := range hits[:min(mostHits, len(hits))] {
			name := strconv.Itoa(h.Article)
			if h.Item >= 0 {
				name = d.policy.Items[h.Item].ID
			}
			names = append(names, name)
		}
		for i, t := range present.Titles(d.policy, names) {
			d.sayf("%d %s", i+1, t)
		}
		if more := len(hits) - len(names); more > 0 {
			d.sayf("还有 %d 个没有列出，多输入几个字会准一些。", more)
		}
		ask()
	}
	if query != "" {
		find(query)
	} else {
		ask()
	}
	for {
		s, err := d.read(ask)
		if err != nil {
			return nil, err
		}
		switch word(s) {
		case wordBack:
			return d.home, nil
		case wordHelp:
			ask()
			continue
		}
		if s == "" {
			d.fault(ask, "这一行是空的。")
			continue
		}
		if len(names) > 0 {
			if n, err := numbers(s, len(names)); err == nil && n[0] > 0 {
				var chosen []string
				for _, i := range n {
					if i > 0 {
						chosen = append(chosen, names[i-1])
					}
				}
				return func() (state, error) { return d.one(chosen) }, nil
			}
		}
		if i, ok := d.prog.Item(narrow(s)); ok {
			return func() (state, error) { return d.one([]string{d.policy.Items[i].ID}) }, nil
		}
		find(s)
	}
}
