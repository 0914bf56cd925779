package content

import (
	"fmt"
	"slices"
	"strings"

	"huiqi/engine"
)

// Finding is one thing that Lint found.
type Finding struct {
	Problem
	// Warning: worth a look, but the pack can be used; else it must be mended.
	Warning bool
}

// Lint proves what can be proved of a loaded pack beyond what loading checks:
// that nothing is missing, dead or untested. Findings come in the order of the
// checks: articles, items, questions, ids, what nobody can come to, then what the
// cases leave open.
func Lint(pack *Pack) []Finding {
	l := newLinter(pack)
	l.all()
	return l.found
}

// Check is Lint, and then what comes out otherwise than the cases beside the rules
// expect.
func Check(pack *Pack) []Finding {
	l := newLinter(pack)
	l.all()
	for i := range pack.Cases {
		c := &pack.Cases[i]
		if l.effort.Spend(len(l.policy.Items)); l.spent(c.Pos, "用例“"+cut(c.Name)+"”") {
			break
		}
		for _, p := range l.pack.RunCase(c) {
			l.found = append(l.found, Finding{Problem: *p})
		}
	}
	return l.found
}

type linter struct {
	pack   *Pack
	policy *engine.Policy
	found  []Finding
	// idle are the questions, fields and choices ("id=choice") that nothing reads.
	idle   map[string]bool
	effort *engine.Effort
	gaveUp bool
}

// mostEffort bounds what is tried for one pack, so that a small one cannot take for
// ever: counted, not timed, the same pack always comes to the same findings. It is
// about a second; the embedded pack spends a small part of it.
const mostEffort = 100_000_000

func newLinter(pack *Pack) *linter {
	l := &linter{pack: pack, policy: &pack.Policy, idle: map[string]bool{}}
	if pack.Program != nil {
		if p, effort, err := pack.Program.Bounded(mostEffort); err == nil { // it compiled before
			bounded := *pack
			bounded.Program = p
			l.pack, l.effort = &bounded, effort
		}
	}
	return l
}

func (l *linter) all() {
	l.articles()
	l.topics()
	l.questions()
	l.ids()
	l.reach()
	l.cover()
}

// spent reports whether nothing more may be tried; where that came about is said
// once.
func (l *linter) spent(at Position, where string) bool {
	if l.effort.Over() && !l.gaveUp {
		l.gaveUp = true
		l.fail(at, where, "规则太复杂：试到这里，组合已经太多，从这里起没有再查。请把条件拆简单：少用几个问题，少写 or 和 not，或者分成几个事项")
	}
	return l.gaveUp
}

func (l *linter) fail(at Position, where, format string, args ...any) {
	l.found = append(l.found, Finding{Problem{at, where, fmt.Sprintf(format, args...)}, false})
}

func (l *linter) warn(at Position, where, format string, args ...any) {
	l.found = append(l.found, Finding{Problem{at, where, fmt.Sprintf(format, args...)}, true})
}

// articles checks that all are there and that each carries the strongest nature
// among its items.
func (l *linter) articles() {
	last := l.pack.Articles
	for _, a := range l.policy.Articles {
		last = max(last, a.Number)
	}
	var missing []string
	for n := 1; n <= last; n++ {
		if !slices.ContainsFunc(l.policy.Articles, func(a engine.Article) bool { return a.Number == n }) {
			missing = append(missing, fmt.Sprint(n))
		}
	}
	if len(missing) > 0 {
		l.fail(Position{}, "", "缺少 %d 条：第 %s 条", len(missing), strings.Join(missing, "、"))
	}
	if l.pack.Articles == 0 {
		l.warn(Position{}, "", "policy.yaml 没有写 articles（全文共有几条），不能核对条文是否齐全")
	} else if last > l.pack.Articles {
		l.fail(l.pack.Place(fmt.Sprintf("article %d", last)), "", "policy.yaml 写明全文共 %d 条，这里却有第 %d 条", l.pack.Articles, last)
	}
	for i := range l.policy.Articles {
		l.article(&l.policy.Articles[i])
	}
}

var natureWords = map[engine.Nature]string{
	engine.Plan: "plan", engine.Pointer: "pointer", engine.Right: "right", engine.Benefit: "benefit",
}

func (l *linter) article(a *engine.Article) {
	at, where := l.pack.Place(fmt.Sprintf("article %d", a.Number)), fmt.Sprintf("第%d条", a.Number)
	strongest := engine.Plan
	for i := range l.policy.Items {
		it := &l.policy.Items[i]
		if it.Article != a.Number {
			continue
		}
		strongest = max(strongest, it.Nature)
		l.item(it, a)
	}
	if strongest != a.Nature {
		l.fail(at, where, "nature 写的是 %s，它的事项里最强的是 %s，请改成一致", natureWords[a.Nature], natureWords[strongest])
	}
	for _, f := range a.Figures {
		if f.Class != "name" && !hasNumber(f.Text) {
			l.warn(at, where, "figures 里的“%s”没有数字", f.Text)
		}
	}
}

func hasNumber(s string) bool {
	return strings.ContainsAny(s, "0123456789零一二三四五六七八九十百千万亿两")
}

func (l *linter) item(it *engine.Item, a *engine.Article) {
	at, where := l.pack.Place("item "+it.ID), "事项 "+it.ID
	known := slices.Clone(a.Units)
	for _, c := range l.policy.Chapters {
		if c.Number == a.Chapter {
			known = append(known, c.Units...)
		}
	}
	for _, u := range it.Units {
		if !slices.Contains(known, u) {
			l.warn(at, where, "责任单位“%s”不在本条和本章的单位里%s", u, didYouMean(u, known))
		}
	}
	if it.Nature == engine.Benefit && it.Amount.Kind == engine.NoAmount {
		l.fail(at, where, "nature 是 benefit，却没有 amount；原文没有写数额的请写 amount: {unprinted: true}")
	}
	if it.Nature != engine.Benefit && it.Amount.Kind != engine.NoAmount {
		l.fail(at, where, "有 amount 的事项，nature 应是 benefit")
	}
	if !strings.HasPrefix(it.ID, fmt.Sprintf("a%d-", it.Article)) {
		l.warn(at, where, "id 应以 a%d- 开头，方便查找", it.Article)
	}
}

// topics checks that each has something in it.
func (l *linter) topics() {
	for _, t := range l.policy.Topics {
		if !slices.ContainsFunc(l.policy.Items, func(it engine.Item) bool { return it.Topic == t.ID }) {
			l.warn(Position{}, "主题 "+t.ID, "没有一个事项属于它")
		}
	}
}
