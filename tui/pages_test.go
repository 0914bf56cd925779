package tui

import (
	"fmt"
	"os"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/shopspring/decimal"

	"huiqi/engine"
	"huiqi/tui/internal/sample"
	"huiqi/tui/page"
	"huiqi/tui/style"
)

// wordy is the sample policy with long words, many of them punctuation, and more
// topics than there are digits: what has to wrap and to scroll.
func wordy() engine.Policy {
	p := sample.Policy()
	long := func(s string) string {
		return s + "（含区内、区外；不含已享受其他同类支持的）：应当“先申报、后核定”，超过部分不再支持！详见《样例办法》第１款——是否相符？以审核为准。"
	}
	p.Title = long(p.Title)
	for i := range p.Cautions {
		p.Cautions[i] = long(p.Cautions[i])
	}
	p.Chapters[0].Title = long(p.Chapters[0].Title)
	p.Chapters[0].Units = []string{"科学技术局（知识产权局、外国专家局）", "商务局", "财政局（国有资产监督管理办公室）"}
	for i := range p.Articles {
		a := &p.Articles[i]
		a.Title, a.Summary, a.Notes = long(a.Title), long(a.Summary), append(a.Notes, long("说明"))
		a.Units = append(a.Units, "科学技术局（知识产权局、外国专家局）", "各镇人民政府、各街道办事处")
	}
	for i := range p.Items {
		it := &p.Items[i]
		it.Title, it.Summary, it.WhoNote = long(it.Title), long("概要"), long("对象")
		it.Notes = append(it.Notes, long("注"))
		it.Alternatives = append(it.Alternatives, engine.Alternative{Text: long("按“实际发生”理解"), Require: engine.Is{Question: "hightech"}})
	}
	var words func(qs []engine.Question)
	words = func(qs []engine.Question) {
		for i := range qs {
			q := &qs[i]
			q.Label, q.Help = long(q.Label), long("解释")
			for k := range q.Choices {
				q.Choices[k].Label, q.Choices[k].Help = long(q.Choices[k].Label), long("选项")
			}
			words(q.Fields)
		}
	}
	words(p.Questions)
	for i := range p.Topics {
		p.Topics[i].Label, p.Topics[i].Help = long(p.Topics[i].Label), long("方面")
	}
	p.Groups[0].Title, p.Groups[0].Notes = long(p.Groups[0].Title), []string{long("合用")}
	top := decimal.NewFromInt(1_000_000)
	for n := range 10 {
		id := fmt.Sprint("more", n)
		p.Topics = append(p.Topics, engine.Topic{ID: id, Label: fmt.Sprintf("第%d类事情", n)})
		p.Questions = append(p.Questions, engine.Question{ID: id + "-q", Kind: engine.Number, Unit: "吨", Topic: id, Name: fmt.Sprintf("第%d类的数量", n), Label: "多少吨？", Max: &top})
		p.Items = append(p.Items, engine.Item{ID: id, Article: 4, Title: fmt.Sprintf("第%d类补贴", n), Topic: id, Nature: engine.Benefit, Units: []string{"农业局"},
			Who: []string{"firm", "village"}, Period: engine.ByRecord,
			Event:  engine.Compare{Sum: []engine.Term{{Question: id + "-q", Sign: 1}}, Op: engine.More, To: engine.Const{Value: decimal.NewFromInt(10), Unit: "吨", Text: "10吨"}},
			Amount: engine.Amount{Kind: engine.Money, Tiers: []engine.Tier{{Certainty: engine.UpTo, Value: engine.Const{Value: decimal.NewFromInt(10000), Unit: engine.UnitYuan, Text: "1万元"}}}}})
	}
	return p
}

// scene is one state of one page, and the keys that lead to it from the first
// screen.
type scene struct {
	name string
	page page.Page // of this type
	keys string    // by name, apart by blanks
	opts Options
	tall bool // opened at 120x36, not at 80x24
}

const (
	toQuestions = "1 1 enter 1 enter 1 enter"
	toResult    = toQuestions + " 1 enter =2000万 enter =1500w enter =4.6 enter y enter"
	clearText   = " backspace backspace backspace backspace backspace backspace backspace backspace backspace backspace"
)

// scenes are every page in every state that has keys or words of its own.
func scenes() []scene {
	one := func(names ...string) Options { return Options{Names: names} }
	return []scene{
		{name: "start", page: &page.Start{}},
		{name: "start again", page: &page.Start{}, keys: toQuestions + " 1 enter f1 esc esc esc esc esc esc"},
		{name: "gate", page: &page.Ask{}, keys: "1"},
		{name: "choice with its note", page: &page.Ask{}, keys: "1 down down"},
		{name: "picking topics", page: &page.Ask{}, keys: "1 1 enter 1 enter"},
		{name: "nothing ticked", page: &page.Ask{}, keys: "1 1 enter 1 enter enter"},
		{name: "many", page: &page.Ask{}, keys: toQuestions},
		{name: "many ticked", page: &page.Ask{}, keys: toQuestions + " 1 2"},
		{name: "amount", page: &page.Ask{}, keys: toQuestions + " 1 enter"},
		{name: "amount typed", page: &page.Ask{}, keys: toQuestions + " 1 enter =1.2亿"},
		{name: "amount explained", page: &page.Ask{}, keys: toQuestions + " 1 enter ?"},
		{name: "amount at fault", page: &page.Ask{}, keys: toQuestions + " 1 enter =一二三abc enter"},
		{name: "percent", page: &page.Ask{}, keys: toQuestions + " 1 enter =2000万 enter =1500w enter"},
		{name: "yes or no", page: &page.Ask{}, keys: toQuestions + " 1 enter =2000万 enter =1500w enter =4.6 enter"},
		{name: "date", page: &page.Ask{}, keys: "1 4 enter 1 enter 1 enter 1 enter"},
		{name: "no records", page: &page.Ask{}, keys: "1 enter 1 enter", opts: one("booth")},
		{name: "choice of a record", page: &page.Ask{}, keys: "1 enter 1 enter a", opts: one("booth")},
		{name: "amount of a record", page: &page.Ask{}, keys: "1 enter 1 enter a 1 enter", opts: one("booth")},
		{name: "records", page: &page.Ask{}, keys: "1 enter 1 enter a 1 enter =10万 enter a 2 enter up up", opts: one("booth")},
		{name: "topics", page: &page.Topics{}, keys: toQuestions + " f4"},
		{name: "topics of one thing", page: &page.Topics{}, keys: "1 enter f4", opts: one("booth")},
		{name: "panel", page: &page.Panel{}, keys: toQuestions + " 1 enter f3"},
		{name: "browse", page: &page.Pick{}, keys: "2"},
		{name: "browse an article", page: &page.Pick{}, keys: "2 down"},
		{name: "browse an item", page: &page.Pick{}, keys: "2 down down"},
		{name: "search", page: &page.Pick{}, keys: "2 =展"},
		{name: "nothing found", page: &page.Pick{}, keys: "2 =火星"},
		{name: "narrowed", page: &page.Pick{}, keys: "2 =财政局 enter"},
		{name: "article", page: &page.Article{}, keys: "2 =第2条 enter", opts: Options{Official: printed}},
		{name: "article without items", page: &page.Article{}, keys: "2 =第4条 enter"},
		{name: "summary", page: &page.Result{}, keys: toResult},
		{name: "summary, questions left", page: &page.Result{}, keys: "1 enter 1 enter tab", opts: one("premium")},
		{name: "matching by article", page: &page.Result{}, keys: toResult + " 2"},
		{name: "matching by unit", page: &page.Result{}, keys: toResult + " 2 g"},
		{name: "matching by amount", page: &page.Result{}, keys: toResult + " 2 g g"},
		{name: "open by article", page: &page.Result{}, keys: "1 1 enter 1 enter 0 enter f2 f2 f2 f2 f2 f2 f2 f2 f2 3"},
		{name: "open by amount", page: &page.Result{}, keys: "1 1 enter f2 0 enter f2 f2 f2 f2 f2 f2 f2 f2 f2 f2 f2 f2 f2 f2 f2 f2 f2 f2 f2 f2 f2 f2 f2 f2 f2 f2 f2 f2 f2 f2 3 g g"},
		{name: "none open", page: &page.Result{}, keys: toResult + " 3"},
		{name: "near", page: &page.Result{}, keys: toResult + " 4"},
		{name: "refused", page: &page.Result{}, keys: toResult + " 5"},
		{name: "articles", page: &page.Result{}, keys: toResult + " 6"},
		{name: "outside the period", page: &page.Result{}, keys: "1 3 enter"},
		{name: "result beside its item", page: &page.Result{}, keys: toResult, tall: true},
		{name: "after a change", page: &page.Result{}, keys: toResult + " enter down down enter" + clearText + " =1000万 enter esc"},
		{name: "item", page: &page.Item{}, keys: toResult + " enter"},
		{name: "open item", page: &page.Item{}, keys: "1 enter 1 enter f2 enter", opts: one("premium")},
		{name: "item refused", page: &page.Item{}, keys: toResult + " 5 enter"},
		{name: "answers", page: &page.Answers{}, keys: toResult + " a"},
		{name: "answers of one thing", page: &page.Answers{}, keys: "1 enter 1 enter f2 a", opts: one("premium")},
		{name: "changing an answer", page: &page.Ask{}, keys: toResult + " a end enter"},
		{name: "what if", page: &page.Result{}, keys: toResult + " w esc"},
		{name: "comparing the same", page: &page.Comparing{}, keys: toResult + " w esc w"},
		{name: "comparing", page: &page.Comparing{}, keys: toResult + " w end up enter backspace backspace backspace =6 enter esc w"},
		{name: "quit?", page: &page.Confirm{}, keys: "1 1 enter ctrl+c"},
		{name: "begin anew?", page: &page.Confirm{}, keys: "1 1 enter esc esc 2 esc 2"},
		{name: "help", page: &page.Help{}, keys: "?"},
		{name: "help on a question", page: &page.Help{}, keys: "1 f1"},
		{name: "help on the result", page: &page.Help{}, keys: toResult + " ?"},
	}
}

// keyNamed is the key press that a terminal sends for a key of a binding.
func keyNamed(name string) tea.KeyPressMsg {
	if c, ok := strings.CutPrefix(name, "ctrl+"); ok {
		return tea.KeyPressMsg{Code: rune(c[0]), Mod: tea.ModCtrl}
	}
	if name == "delete" {
		return tea.KeyPressMsg{Code: tea.KeyDelete}
	}
	return keyMsg(name)
}

// open builds a scene.
func (s scene) open(t testing.TB, look style.Options, prog *engine.Program) *App {
	t.Helper()
	o := s.opts
	o.Style, o.Program, o.FixedTheme = look, prog, true
	a, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	if s.tall {
		a.Update(tea.WindowSizeMsg{Width: 120, Height: 36})
	}
	a.View()
	for _, k := range strings.Fields(s.keys) {
		if typed, ok := strings.CutPrefix(k, "="); ok {
			for _, r := range typed {
				a.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
			}
		} else {
			a.Update(keyNamed(k))
		}
		a.View()
	}
	if got, want := fmt.Sprintf("%T", a.top()), fmt.Sprintf("%T", s.page); got != want {
		t.Fatalf("%s: %s, want %s:\n%s", s.name, got, want, plain(a))
	}
	return a
}

func TestDumpTmp(t *testing.T) {
	prog := sample.Program()
	if os.Getenv("WORDY") != "" {
		var err error
		if prog, err = engine.Compile(wordy()); err != nil {
			t.Fatal(err)
		}
	}
	w, h := 80, 24
	fmt.Sscan(os.Getenv("SIZE"), &w, &h)
	for _, s := range scenes() {
		t.Run(s.name, func(t *testing.T) {
			a := s.open(t, style.Options{ASCII: os.Getenv("ASCII") != ""}, prog)
			a.Update(tea.WindowSizeMsg{Width: w, Height: h})
			fmt.Printf("=== %s\n%s\n", s.name, plain(a))
		})
	}
}
