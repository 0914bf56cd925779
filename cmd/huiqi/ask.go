package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"huiqi/engine"
	"huiqi/tui/search"
)

func (a *app) askCommand() *cobra.Command {
	var request wizardRequest
	cmd := &cobra.Command{
		Use:   "ask 事项|条号|几个字",
		Short: "只问一件事：一项、一条，或几个字能找到的",
		Long: `只问和一件事有关的问题，问完出这件事的结果（需要终端；加 --plain 逐行问答，不需要）。

可以写事项的编号（huiqi articles 里方括号内的）、条号，或者标题里的几个字。
几个字找到不止一项的，会列出来让你挑。`,
		Example: `  huiqi ask 14
  huiqi ask a14-rd
  huiqi ask 展会 展位`,
		Args: func(cmd *cobra.Command, args []string) error {
			if strings.TrimSpace(strings.Join(args, "")) == "" {
				return usage("少了要问的事；用法：%s", cmd.UseLine())
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			pack, err := a.load()
			if err != nil {
				return err
			}
			r, err := resolve(pack.Program, args)
			if err != nil {
				return err
			}
			request.Names, request.Words = r.Names, r.Words
			r = request
			if a.terminal() || r.plain() {
				return a.wizard(r)
			}
			if len(r.Names) > 0 {
				return usage("这里不是终端，不能提问；请把答案写进文件，用 huiqi check 答案文件 --scope %s", strings.Join(r.Names, ","))
			}
			return usage("这里不是终端，不能提问；请把答案写进文件，用 huiqi check 答案文件 --scope 事项。“%s”找到：\n%s", r.Words, listItems(pack.Program, r.Words))
		},
	}
	themeFlag(cmd, &request)
	sourceFlag(cmd, &request.Source)
	contactsFlag(cmd, &request.Contacts)
	outDirFlag(cmd, &request)
	plainFlag(cmd, &request)
	noSaveFlag(cmd, &request)
	return cmd
}

// resolve finds what the words name: item ids and article numbers exactly, else
// the items that hold the words. Several are left to the person.
func resolve(prog *engine.Program, args []string) (wizardRequest, error) {
	words := strings.Fields(strings.Join(args, " "))
	var names []string
	for _, w := range words {
		if _, ok := prog.Item(narrow(w)); ok {
			names = append(names, narrow(w))
		} else if n, ok := articleNumber(prog.Policy(), w); ok {
			names = append(names, strconv.Itoa(n))
		}
	}
	if len(names) == len(words) {
		return wizardRequest{Names: names}, nil
	}
	query := strings.Join(words, " ")
	switch items := searchItems(prog, query); len(items) {
	case 0:
		return wizardRequest{}, usage("没有找到“%s”；换几个字试试，或用 huiqi articles 看全部条文", query)
	case 1:
		return wizardRequest{Names: []string{prog.Policy().Items[items[0]].ID}}, nil
	}
	return wizardRequest{Words: query}, nil
}

// searchItems finds the items that hold the words, else those of articles that do.
func searchItems(prog *engine.Program, query string) []int {
	p := prog.Policy()
	var items, ofArticles []int
	for _, h := range search.New(prog).Find(query) {
		if h.Item >= 0 {
			items = append(items, h.Item)
			continue
		}
		for i := range p.Items {
			if p.Items[i].Article == h.Article {
				ofArticles = append(ofArticles, i)
			}
		}
	}
	if len(items) > 0 {
		return items
	}
	return ofArticles
}

// articleNumber reads 14, １４ and 第14条, where there is such an article.
func articleNumber(p *engine.Policy, s string) (int, bool) {
	s = strings.TrimSuffix(strings.TrimPrefix(narrow(s), "第"), "条")
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0, false
	}
	for i := range p.Articles {
		if p.Articles[i].Number == n {
			return n, true
		}
	}
	return 0, false
}

// listItems lists the items that hold the words, a line each, cut where there are
// many.
func listItems(prog *engine.Program, query string) []string {
	const most = 20
	p := prog.Policy()
	items := searchItems(prog, query)
	var lines []string
	for _, i := range items[:min(most, len(items))] {
		lines = append(lines, fmt.Sprintf("  %s  第%d条 %s", p.Items[i].ID, p.Items[i].Article, p.Items[i].Title))
	}
	if len(items) > most {
		lines = append(lines, fmt.Sprintf("  还有 %d 项", len(items)-most))
	}
	return lines
}
