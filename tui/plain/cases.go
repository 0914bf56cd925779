package plain

import (
	"fmt"
	"strings"
	"time"

	"huiqi/tui/present"
	"huiqi/tui/search"
	"huiqi/tui/session"
	"huiqi/tui/store"
	"huiqi/tui/text"
)

// What is kept of an interview: a case begins with the first answer, and every
// change is saved before the next question is put.

func (d *dialogue) now() time.Time {
	if d.o.Now != nil {
		return d.o.Now()
	}
	return time.Now()
}

// save keeps the interview, if it has changed or the last save failed.
func (d *dialogue) save() {
	if d.o.Store != nil && d.iv != nil {
		d.kase.Keep(d.o.Store, store.Options{Desk: d.o.Desk}, d.iv, d.waiting)
	}
}

// keep saves, and says once that it cannot, and that it can again.
func (d *dialogue) keep() {
	d.save()
	why := d.kase.Why()
	switch {
	case why == d.warned:
		return
	case why == "":
		d.say("存上了，刚才没有存上的也在里面。")
	default:
		d.sayf("没有存上，答案还在：%s", why)
	}
	d.warned = why
}

// losses says what is lost when the interview is left; "": nothing.
func (d *dialogue) losses() string {
	n := 0
	if d.iv != nil {
		n = len(d.iv.Facts())
	}
	switch {
	case d.o.Store == nil && n+len(d.drafts) > 0:
		return fmt.Sprintf("已经填了 %d 题，退出后不保留", n+len(d.drafts))
	case n > 0 && d.kase.Unsaved != nil:
		return present.Unkept(n)
	case len(d.drafts) > 0:
		return "有一题填了一半，还没有说是不是就这些"
	}
	return ""
}

// leave asks before something else is begun, where that would lose something.
func (d *dialogue) leave(does string) (bool, error) {
	what := d.losses()
	switch {
	case what == "":
		return true, nil
	case d.o.Store == nil:
		what = fmt.Sprintf("刚才填的 %d 题会清掉", len(d.iv.Facts())+len(d.drafts))
	}
	return d.confirm("要"+does+"吗？"+what+"。", does, "不，回去")
}

// letGo closes the case and forgets the interview: it is saved, or given up.
func (d *dialogue) letGo() {
	d.closeCase()
	d.iv, d.waiting = nil, nil
	clear(d.drafts)
}

func (d *dialogue) closeCase() {
	if d.kase.Open != nil {
		if err := d.kase.Open.Close(); err != nil {
			d.say(err.Error())
		}
	}
	d.kase, d.warned = store.Custody{}, ""
}

// parting says where the answers are, and lets the case go.
func (d *dialogue) parting() {
	d.save()
	if s := present.Kept(&d.kase, false); s != "" {
		d.say(s)
	}
	d.closeCase()
}

// kept lists the cases.
func (d *dialogue) kept() []store.Entry {
	if d.o.Store == nil {
		return nil
	}
	all, err := d.o.Store.Cases()
	if err != nil {
		d.say(err.Error())
	}
	return all
}

// goOn is the way to go on with the last case; ok is false where it cannot be
// opened to go on.
func (d *dialogue) goOn(all []store.Entry) (w way, ok bool) {
	if len(all) == 0 || all[0].State != store.Good && all[0].State != store.OtherRules {
		return w, false
	}
	e := all[0]
	return way{"继续上次的自查：" + d.entry(&e), func() (state, error) { return d.open(e.ID) }}, true
}

// entry is a case on a line.
func (d *dialogue) entry(e *store.Entry) string {
	s := present.CaseName(e) + "，" + present.When(e.Changed, d.now())
	switch e.State {
	case store.Damaged, store.Newer:
		return s + "，打不开：" + e.Problem
	case store.InUse:
		s += "，另一个窗口正开着，这里只能看"
	case store.OtherRules:
		s += "，是按另一版规则存的"
	}
	if e.About != "" {
		s += "，只查：" + e.About
	}
	return s + "，" + present.CaseProgress(e, d.now())
}

// mostCases is how many cases are read out.
const mostCases = 20

// cases reads the kept cases out, and opens one.
func (d *dialogue) cases() (state, error) {
	all := d.kept()
	names := make([]string, len(all))
	for i := range all {
		names[i] = text.CleanLine(all[i].Name + " " + all[i].About)
	}
	find := search.NewNames(names)
	var shown []int // in all
	ask := func() {
		d.say("")
		d.say("打开哪一份？输入前面的数字；或者输入名字里的字来找（拼音也行）。b 回到开头。")
	}
	list := func(query string) {
		found := find.Find(query)
		if len(found) == 0 {
			d.fault(ask, "没有找到%s。", quoted(query))
			return
		}
		shown = found[:min(mostCases, len(found))]
		for n, i := range shown {
			d.sayf("%d %s", n+1, d.entry(&all[i]))
		}
		if more := len(found) - len(shown); more > 0 {
			d.sayf("还有 %d 份没有列出，输入名字里的字来找。", more)
		}
		ask()
	}
	if len(all) == 0 {
		d.say("没有存下的自查。")
		return d.home, nil
	}
	d.say("")
	list("")
	for {
		s, err := d.read(ask)
		if err != nil {
			return nil, err
		}
		n, bad := numbers(s, len(shown))
		switch {
		case word(s) == wordBack:
			return d.home, nil
		case word(s) == wordHelp:
			list("")
		case s == "":
			d.fault(ask, "这一行是空的。")
		case bad == nil && len(n) == 1 && n[0] > 0:
			return d.open(all[shown[n[0]-1]].ID)
		default:
			list(s)
		}
	}
}

// open opens a kept case; the one that is open already goes on.
func (d *dialogue) open(id string) (state, error) {
	if d.iv != nil && d.kase.Open != nil && d.kase.Open.Entry().ID == id {
		return d.interview, nil
	}
	if yes, err := d.leave("打开另一份"); err != nil || !yes {
		return d.home, err
	}
	c, err := d.o.Store.Open(id)
	if err != nil {
		d.sayf("没有打开：%v", err)
		return d.home, nil
	}
	return d.resume(c)
}

// resume goes on with a case where it stopped. What one has to know is said
// before.
func (d *dialogue) resume(c store.Case) (state, error) {
	iv, err := session.Restore(d.prog, c.Snapshot())
	if err != nil {
		_ = c.Close()
		return nil, err
	}
	d.letGo()
	d.iv = iv
	d.kase.Resume(c, iv)
	e := c.Entry()
	d.say("")
	d.sayf("打开了：%s，已答 %d 题。", present.CaseName(&e), len(iv.Facts()))
	if e.About != "" {
		d.sayf("只查：%s", e.About)
	}
	if why := c.ReadOnly(); why != "" {
		d.warned = why
		d.sayf("只读，改动不会存：%s", why)
	}
	if drift := c.Drift(); drift != nil {
		intro, parts := present.Drifted(drift)
		d.say(intro)
		for _, p := range parts {
			d.say(p.Title + "：")
			if len(p.Lines) == 0 {
				d.say(p.None)
			}
			for _, l := range p.Lines {
				d.say("- " + l)
			}
		}
	}
	return d.interview, nil
}

// formats are what a result can be written as.
var formats = map[string]store.Format{"": store.HTML, "html": store.HTML, "txt": store.Text, "csv": store.CSV, "md": store.Markdown, "json": store.JSON}

// handOutHelp says how the result is written down.
const handOutHelp = "w 写成网页文件，可以打印；w txt 纯文字，w csv 表格，w md、w json 也行"

// handOut writes the result down where the line asks for that.
func (d *dialogue) handOut(s string) bool {
	format, asked := handOutFormat(s)
	if !asked {
		return false
	}
	if d.o.Store == nil {
		d.write(present.NoHandOut[:])
		return true
	}
	h := store.HandOut{Format: format, Interview: d.iv, Clerk: d.o.Clerk, Desk: d.o.Desk}
	if d.o.Desk && d.kase.Open != nil { // at the desk a walk-in is called by the case
		h.Name = text.CleanLine(d.kase.Open.Entry().Name)
	}
	path, err := d.o.Store.HandOut(h)
	if err != nil {
		d.sayf("没有写成：%v", err)
	} else {
		d.sayf("写好了，在：%s", path)
	}
	return true
}

func handOutFormat(s string) (f store.Format, ok bool) {
	s = narrow(s)
	if s == "打印" || s == "p" {
		s = "w"
	}
	rest, ok := strings.CutPrefix(s, "w")
	if !ok {
		return f, false
	}
	f, ok = formats[strings.TrimSpace(rest)]
	return f, ok
}
