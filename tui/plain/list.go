package plain

import (
	"fmt"
	"maps"
	"slices"

	"huiqi/engine"
	"huiqi/tui/answer"
	"huiqi/tui/present"
)

// mostRecords bounds a list.
const mostRecords = 200

// records is a list that is being filled in. Its rows stand in the dialogue's
// drafts until the list is ended.
type records struct {
	d     *dialogue
	p     *prompt
	asked map[int]answer.Row // by record: finding out what matters can cost
}

func newRecords(d *dialogue, p *prompt) *records {
	return &records{d: d, p: p, asked: map[int]answer.Row{}}
}

func (r *records) rows() []engine.Row { return r.d.drafts[r.p.ID] }

// set takes records over of which one was changed, or, where changed is
// negative, any.
func (r *records) set(rows []engine.Row, changed int) {
	delete(r.asked, changed)
	if changed < 0 {
		clear(r.asked)
	}
	if len(rows) == 0 {
		delete(r.d.drafts, r.p.ID)
		return
	}
	r.d.drafts[r.p.ID] = rows
}

// asks finds the questions of record i.
func (r *records) asks(i int) answer.Row {
	if a, ok := r.asked[i]; ok {
		return a
	}
	a := answer.RowOf(r.p.Question, r.rows()[i], func(row engine.Row) []engine.Question {
		fields, err := r.d.iv.RowFields(r.p.list, row)
		if err != nil {
			return r.p.Fields
		}
		return fields
	})
	r.asked[i] = a
	return a
}

// askList puts a list: its records, one question at a time, and whether there
// are more.
func (d *dialogue) askList(p *prompt) (reply, error) {
	r := newRecords(d, p)
	if _, drafted := d.drafts[p.ID]; !drafted && p.value != nil && p.value.Known() {
		var rows []engine.Row
		for _, row := range p.value.Records().Rows {
			rows = append(rows, maps.Clone(row))
		}
		r.set(rows, -1)
		if len(rows) > 0 {
			// what stands in the answers is no draft: it goes when nothing was done
			defer func() { d.settle(p) }()
		}
	}
	d.head(p)
	r.tell()
	r.menu()
	again := func() {
		d.say(p.Label)
		r.menu()
	}
	for {
		s, err := d.read(again)
		if err != nil {
			return reply{}, err
		}
		out, done, err := d.common(p, s)
		switch {
		case err != nil:
			d.fault(again, "%v", err)
			continue
		case done && out.kind == replyKeep && r.changed():
			d.fault(again, "这些项改过了，请说一说是不是就这些。")
			continue
		case done:
			return out, nil
		case word(s) == wordHelp:
			d.explain(p)
			again()
			continue
		}
		v, done, err := r.act(s, again)
		if err != nil {
			return reply{}, err
		}
		if done {
			return reply{value: v}, nil
		}
	}
}

// settle drops a draft that says the same as the answer.
func (d *dialogue) settle(p *prompt) {
	r := newRecords(d, p)
	if !r.changed() {
		r.set(nil, -1)
	}
}

// changed reports whether the rows differ from the answer that stands.
func (r *records) changed() bool {
	var had []engine.Row
	if r.p.value != nil {
		had = r.p.value.Records().Rows
	}
	same := engine.ListValue(engine.Records{Rows: had}).Equal(engine.ListValue(engine.Records{Rows: r.rows()}))
	return !same
}

// tell reads the records out.
func (r *records) tell() {
	for i := range r.rows() {
		r.d.sayf("第%d项：%s", i+1, r.describe(i))
	}
	r.sums()
}

func (r *records) describe(i int) string {
	s := present.Row(&r.p.Question, r.rows()[i])
	if s == "" {
		s = "还没有填"
	}
	if n := r.asks(i).Left; n > 0 {
		s += fmt.Sprintf("（还差 %d 格）", n)
	}
	return s
}

func (r *records) sums() {
	if len(r.rows()) < 2 {
		return
	}
	for _, s := range answer.Sums(r.p.Question, r.rows(), func(i int) []engine.Question { return r.asks(i).Questions }) {
		r.d.say(s)
	}
}

func (r *records) menu() {
	if len(r.rows()) == 0 {
		r.d.say("1 有，现在填第1项")
		r.d.say("2 一项也没有")
		r.d.say("0 不清楚")
		return
	}
	r.d.sayf("还有吗？已填 %d 项。", len(r.rows()))
	r.d.say("1 再加一项")
	r.d.say("2 就这些")
	r.d.say("3 可能还有，以后再补")
	r.d.say("4 删除或修改某一项")
}

// act carries out a line typed at the menu; done with the list's value.
func (r *records) act(s string, again func()) (v engine.Value, done bool, err error) {
	d := r.d
	some := len(r.rows()) > 0
	pick := narrow(s)
	if word(s) == wordUnsure {
		pick = "0"
	}
	switch {
	case pick == "1" || pick == "有" && !some:
		if len(r.rows()) >= mostRecords {
			d.fault(again, "最多填 %d 项。", mostRecords)
			return v, false, nil
		}
		r.set(append(slices.Clone(r.rows()), engine.Row{}), len(r.rows()))
		if err := r.fill(len(r.rows())-1, false); err != nil {
			return v, false, err
		}
		again()
	case !some && slices.Contains([]string{"2", "n", "无", "没有", "一项也没有"}, pick):
		return engine.ListValue(engine.Records{}), true, nil
	case !some && pick == "0":
		return engine.DontKnow(), true, nil
	case some && (pick == "2" || pick == "就这些"):
		return r.finish(false, again)
	case some && (pick == "3" || pick == "0" || pick == "可能还有"):
		return r.finish(true, again)
	case some && pick == "4":
		return v, false, r.edit(again)
	case some:
		d.fault(again, "看不懂%s，请输入 1、2、3 或 4。", quoted(s))
	default:
		d.fault(again, "看不懂%s，请输入 1、2 或 0。", quoted(s))
	}
	return v, false, nil
}

// finish ends the list, unless a record lacks answers.
func (r *records) finish(open bool, again func()) (engine.Value, bool, error) {
	out := engine.Records{Open: open}
	for i, row := range r.rows() {
		a := r.asks(i)
		if a.Left > 0 {
			r.d.fault(again, "第%d项还差 %d 格没有填。输入 4 接着填，或者删掉它。", i+1, a.Left)
			return engine.Value{}, false, nil
		}
		out.Rows = append(out.Rows, a.Values(row))
	}
	return engine.ListValue(out), true, nil
}

// edit asks for a record, and what to do with it.
func (r *records) edit(again func()) error {
	d := r.d
	n := len(r.rows())
	at := 1
	if n > 1 {
		which := func() {
			r.tell()
			d.sayf("第几项？请输入 1 到 %d；b 不改了。", n)
		}
		which()
		var err error
		if at, err = r.choose(which, n); err != nil || at == 0 {
			again()
			return err
		}
	}
	what := func() {
		d.sayf("第%d项：%s", at, r.describe(at-1))
		d.say("1 修改")
		d.say("2 删除")
		d.say("b 不动它")
	}
	what()
	do, err := r.choose(what, 2)
	if err != nil {
		return err
	}
	switch do {
	case 1:
		if err := r.fill(at-1, r.asks(at-1).Left == 0); err != nil {
			return err
		}
	case 2:
		r.set(slices.Delete(slices.Clone(r.rows()), at-1, at), -1)
		d.sayf("删除了第%d项。", at)
		r.tell()
	}
	again()
	return nil
}

// choose reads a number from 1 to most, or 0 for back.
func (r *records) choose(again func(), most int) (int, error) {
	for {
		s, err := r.d.read(again)
		if err != nil {
			return 0, err
		}
		if word(s) == wordBack {
			return 0, nil
		}
		n, err := numbers(s, most)
		if err == nil && len(n) == 1 && n[0] > 0 {
			return n[0], nil
		}
		r.d.fault(again, "请输入 1 到 %d，或者 b。", most)
	}
}

// fill asks the questions of a record one after another: those that want an
// answer, or, to change it, all.
func (r *records) fill(i int, all bool) error {
	d := r.d
	row := func() engine.Row { return r.rows()[i] }
	next := func(from int) int { // the next question to put, from a place on
		asks := r.asks(i).Questions
		for k := from; k < len(asks); k++ {
			if _, had := row()[asks[k].ID]; all || !had {
				return k
			}
		}
		return len(asks)
	}
	at := next(0)
	for {
		asks := r.asks(i).Questions
		if at >= len(asks) {
			break
		}
		f := asks[at]
		p := prompt{Question: f, list: -1, field: true, where: fmt.Sprintf("%s，第%d项", r.p.Name, i+1)}
		if v, had := row()[f.ID]; had {
			p.value = &v
		}
		out, err := d.ask(&p)
		if err != nil {
			return err
		}
		switch out.kind {
		case replyBack:
			if at == 0 {
				if len(row()) == 0 { // added and left at once
					r.set(slices.Delete(slices.Clone(r.rows()), i, i+1), -1)
					d.say("这一项不加了。")
				} else {
					d.say("回到列表。")
				}
				return nil
			}
			at, all = at-1, true
			continue
		case replyAnswer:
			rows := slices.Clone(r.rows())
			rows[i] = maps.Clone(rows[i])
			rows[i][f.ID] = out.value
			r.set(rows, i)
			d.noted(&f, out.value)
		}
		// the answer may change what is asked after it
		asks = r.asks(i).Questions
		at = next(slices.IndexFunc(asks, func(q engine.Question) bool { return q.ID == f.ID }) + 1)
	}
	if len(r.asks(i).Questions) == 0 {
		d.sayf("第%d项没有要填的。", i+1)
	} else {
		d.sayf("第%d项填好了。", i+1)
	}
	r.sums()
	return nil
}
