package field

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"huiqi/engine"
	"huiqi/engine/figure"
	"huiqi/tui/keys"
	"huiqi/tui/style"
	"huiqi/tui/text"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"
	"github.com/shopspring/decimal"
)

// Ending says whether a list is complete.
type Ending uint8

const (
	Unended   Ending = iota
	Closed           // 就这些
	MayBeMore        // 可能还有
)

// mostRecords bounds a list.
const mostRecords = 200

// Records asks for a list. It shows the records with what can be done, or, while
// one is filled in, that record's questions one after another, each by the same
// fields that pages use.
type Records struct {
	base
	fields func(engine.Question, engine.Row) []engine.Question
	rows   []RowDraft
	end    Ending
	list   list
	doomed int // the row that a second d removes, -1 for none
	edit   *edit
	asked  map[int]asking // by record; nil after a change
}

// edit is the question of a record that has the keyboard.
type edit struct {
	row   int
	at    int // among the questions of the row
	field Field
}

func newRecords(q engine.Question, c Config) *Records {
	f := &Records{base: newBase(q, c), fields: c.Fields, doomed: -1}
	f.self = f
	f.load(c.Value)
	if d := c.Draft; d != nil && d.Touched {
		f.touched, f.unknown, f.end = true, d.Unknown, d.End
		f.rows = cloneRows(d.Rows)
		f.list.cursor = d.Cursor
		if d.Edit != nil && d.Edit.Row < len(f.rows) {
			at := slices.IndexFunc(f.ask(d.Edit.Row), func(q engine.Question) bool { return q.ID == d.Edit.Field })
			f.open(d.Edit.Row, max(at, 0))
		}
	}
	return f
}

func (f *Records) load(v *engine.Value) {
	if v == nil {
		return
	}
	if f.unknown = !v.Known(); f.unknown {
		return
	}
	r := v.Records()
	f.end = Closed
	if r.Open {
		f.end = MayBeMore
	}
	for _, row := range r.Rows {
		f.rows = append(f.rows, RowDraft{Values: maps.Clone(row), Drafts: map[string]Draft{}})
	}
	f.list.cursor = len(f.rows)
}

func cloneRows(rows []RowDraft) []RowDraft {
	out := make([]RowDraft, len(rows))
	for i, r := range rows {
		out[i] = RowDraft{Values: maps.Clone(r.Values), Drafts: maps.Clone(r.Drafts)}
	}
	return out
}

// asking is what a record has to do with: all its questions, answered or not,
// in the author's order, and how many of them still want an answer.
type asking struct {
	all  []engine.Question
	left int
}

// asks finds the questions of record i. Finding out what matters can cost, so
// it is done once for each state of the record.
func (f *Records) asks(i int) asking {
	if a, ok := f.asked[i]; ok {
		return a
	}
	row := f.rows[i].Values
	left := f.fields(f.q, row)
	find := func(qs []engine.Question, id string) (engine.Question, bool) {
		k := slices.IndexFunc(qs, func(q engine.Question) bool { return q.ID == id })
		if k < 0 {
			return engine.Question{}, false
		}
		return qs[k], true
	}
	var a asking
	for _, q := range f.q.Fields {
		if _, answered := row[q.ID]; !answered {
			if q, ok := find(left, q.ID); ok {
				a.all = append(a.all, q)
				a.left++
			}
			continue
		}
		if q.When != nil { // an answer before it may have made it pointless
			without := maps.Clone(row)
			delete(without, q.ID)
			if _, ok := find(f.fields(f.q, without), q.ID); !ok {
				continue
			}
		}
		a.all = append(a.all, q)
	}
	if f.asked == nil {
		f.asked = map[int]asking{}
	}
	f.asked[i] = a
	return a
}

func (f *Records) ask(i int) []engine.Question { return f.asks(i).all }

// missing counts the questions of record i that want an answer.
func (f *Records) missing(i int) int { return f.asks(i).left }

// The rows under the records.
type act uint8

const (
	actRecord act = iota
	actAdd
	actClose
	actOpen
	actUnsure
)

func (f *Records) acts() []act {
	out := make([]act, len(f.rows), len(f.rows)+3)
	if len(f.rows) == 0 {
		return append(out, actAdd, actClose, actUnsure)
	}
	return append(out, actAdd, actClose, actOpen)
}

func (f *Records) Update(msg tea.Msg) (huh.Model, tea.Cmd) {
	if !f.focused {
		return f, nil
	}
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		f.fresh = false
		if f.edit != nil {
			return f, f.inside(msg)
		}
		return f, f.outside(msg)
	case tea.PasteMsg:
		f.fresh = false
		if f.edit != nil {
			return f, f.inside(msg)
		}
	}
	return f, nil
}

// outside handles a key in the list of records.
func (f *Records) outside(k tea.KeyPressMsg) tea.Cmd {
	doomed := f.doomed
	f.doomed, f.fault = -1, ""
	acts := f.acts()
	f.list.cursor = min(f.list.cursor, len(acts)-1)
	switch {
	case f.list.move(k, len(acts)):
	case key.Matches(k, keyMap.Enter):
		return f.act(acts[f.list.cursor])
	case key.Matches(k, keyMap.Next):
		return f.skip()
	case key.Matches(k, keyMap.Add):
		return f.act(actAdd)
	case key.Matches(k, keyMap.Delete):
		if i := f.list.cursor; i < len(f.rows) {
			if i == doomed {
				f.remove(i)
			} else {
				f.doomed = i
				f.fault = fmt.Sprintf("再按一次 d 删除第 %d 项，按其他键就保留。", i+1)
			}
		}
	case key.Matches(k, keyMap.Help):
		f.help()
	default:
		if n, ok := keys.Digit(k); ok && n == 0 && len(f.rows) == 0 {
			return f.act(actUnsure)
		}
		if i, ok := digitRow(k, len(acts)); ok {
			f.list.cursor = i
		}
	}
	return nil
}

func (f *Records) act(a act) tea.Cmd {
	switch a {
	case actRecord:
		i := f.list.cursor
		at := slices.IndexFunc(f.ask(i), func(q engine.Question) bool {
			_, ok := f.rows[i].Values[q.ID]
			return !ok
		})
		f.open(i, max(at, 0))
	case actAdd:
		if len(f.rows) >= mostRecords {
			f.fault = fmt.Sprintf("最多填 %d 项。", mostRecords)
			return nil
		}
		f.rows = append(f.rows, RowDraft{Values: engine.Row{}, Drafts: map[string]Draft{}})
		f.open(len(f.rows)-1, 0)
	case actUnsure:
		f.Unsure()
		return huh.NextField
	case actClose, actOpen:
		return f.finish(map[act]Ending{actClose: Closed, actOpen: MayBeMore}[a])
	}
	return nil
}

// finish ends the list, unless a record lacks answers.
func (f *Records) finish(e Ending) tea.Cmd {
	for i := range f.rows {
		if n := f.missing(i); n > 0 {
			f.list.cursor = i
			f.fault = fmt.Sprintf("第 %d 项还差 %d 个回答。按 Enter 接着填，不要这一项就按 d 删除。", i+1, n)
			return nil
		}
	}
	if f.end != e || f.unknown {
		f.touch()
	}
	f.end, f.unknown = e, false
	return huh.NextField
}

// skip goes on with what was ended, or with nothing at all; records without an
// end are not left behind in silence.
func (f *Records) skip() tea.Cmd {
	if len(f.rows) > 0 && f.end == Unended {
		f.fault = "填好的还没有确定。都填了就选“就这些”，不一定就选“可能还有”。"
		return nil
	}
	return huh.NextField
}

// changed reopens the list: what was ended must be ended again.
func (f *Records) changed() {
	f.touch()
	f.end, f.unknown, f.asked = Unended, false, nil
}

func (f *Records) remove(i int) {
	f.rows = slices.Delete(f.rows, i, i+1)
	f.changed()
}

// open puts the at-th question of a record under the keyboard.
func (f *Records) open(row, at int) {
	asks := f.ask(row)
	if at >= len(asks) {
		f.edit = nil
		f.list.cursor = len(f.rows) // 添加
		return
	}
	q := asks[at]
	c := Config{Styles: f.st, nested: true}
	if v, ok := f.rows[row].Values[q.ID]; ok {
		c.Value = &v
	}
	if d, ok := f.rows[row].Drafts[q.ID]; ok {
		c.Draft = &d
	}
	f.edit = &edit{row: row, at: at, field: New(q, c)}
	f.edit.field.Focus()
}

// inside hands a message to the question of the record.
func (f *Records) inside(msg tea.Msg) tea.Cmd {
	_, cmd := f.edit.field.Update(msg)
	f.touched = f.touched || f.edit.field.Draft().Touched
	if cmd != nil { // the only command of a field is to go on
		f.take()
	}
	return nil
}

// take keeps the answer of the question under the keyboard and goes on to the
// next one.
func (f *Records) take() {
	e := f.edit
	id := e.field.GetKey()
	row := f.rows[e.row]
	delete(row.Drafts, id)
	was, had := row.Values[id]
	v, ok := e.field.Answer()
	switch {
	case ok && had && was.Equal(v):
	case ok:
		row.Values[id] = v
		f.changed()
	default:
		delete(row.Values, id)
		f.changed()
	}
	// the answer may change what is asked after it
	at := slices.IndexFunc(f.ask(e.row), func(q engine.Question) bool { return q.ID == id })
	f.open(e.row, at+1)
}

// StepBack goes to the question before, then to the list. What was typed stays
// with the record.
func (f *Records) StepBack() bool {
	f.fresh = false
	if f.edit == nil {
		if f.doomed >= 0 {
			f.doomed, f.fault = -1, ""
			return true
		}
		return f.closeHelp()
	}
	e := f.edit
	if e.field.StepBack() {
		return true
	}
	f.keep()
	if e.at > 0 {
		f.open(e.row, e.at-1)
		return true
	}
	f.edit = nil
	f.list.cursor = e.row
	if row := f.rows[e.row]; len(row.Values) == 0 && len(row.Drafts) == 0 {
		f.rows = slices.Delete(f.rows, e.row, e.row+1) // added and left at once
		f.list.cursor, f.asked = len(f.rows), nil
	} else if f.missing(e.row) > 0 {
		f.changed()
	}
	return true
}

// keep stores what is typed in the question under the keyboard.
func (f *Records) keep() {
	e := f.edit
	if d := e.field.Draft(); d.Touched {
		f.rows[e.row].Drafts[e.field.GetKey()] = d
	} else {
		delete(f.rows[e.row].Drafts, e.field.GetKey())
	}
}

// Unsure answers the question under the keyboard, or the whole list. With
// records in it the list stays, as one that may go on.
func (f *Records) Unsure() bool {
	f.fresh = false
	if f.edit != nil {
		if f.edit.field.Unsure() {
			f.take()
		}
		return false
	}
	if len(f.rows) > 0 {
		return f.finish(MayBeMore) != nil
	}
	if !f.unknown {
		f.touch()
	}
	f.unknown, f.end = true, Unended
	return true
}

func (f *Records) Answer() (engine.Value, bool) {
	if f.unknown {
		return engine.DontKnow(), true
	}
	if f.end == Unended {
		return engine.Value{}, false
	}
	r := engine.Records{Open: f.end == MayBeMore}
	for i, row := range f.rows {
		out := engine.Row{}
		for _, q := range f.ask(i) { // answers that no longer apply stay behind
			if v, ok := row.Values[q.ID]; ok {
				out[q.ID] = v
			}
		}
		r.Rows = append(r.Rows, out)
	}
	return engine.ListValue(r), true
}

func (f *Records) Draft() Draft {
	if f.edit != nil {
		f.keep()
	}
	d := Draft{Touched: f.touched || f.edit != nil, Unknown: f.unknown, End: f.end, Rows: cloneRows(f.rows), Cursor: f.list.cursor}
	if f.edit != nil {
		d.Edit = &EditDraft{Row: f.edit.row, Field: f.edit.field.GetKey()}
	}
	return d
}

func (f *Records) SetStyles(st *style.Styles) {
	f.base.SetStyles(st)
	if f.edit != nil {
		f.edit.field.SetStyles(st)
	}
}

func (f *Records) Explains() bool {
	if f.edit != nil {
		return f.edit.field.Explains()
	}
	return f.base.Explains()
}

func (f *Records) Editing() bool { return f.edit != nil && f.edit.field.Editing() }

func (f *Records) GetValue() any {
	v, _ := f.Answer()
	return v
}

func (f *Records) KeyBinds() []key.Binding {
	if f.edit != nil {
		return f.edit.field.KeyBinds()
	}
	return f.binds(keyMap.Enter, keyMap.Add, keyMap.Delete)
}

func (f *Records) View() string {
	if f.fresh {
		return f.drawn
	}
	switch {
	case !f.focused:
		f.drawn = f.bar(f.summary(f.said(), len(f.rows) > 0 || f.end != Unended))
	case f.edit != nil:
		f.drawn = f.bar(f.frame(f.editLayout()))
	default:
		f.drawn = f.bar(f.frame(f.listLayout()))
	}
	f.fresh = true
	return f.drawn
}

// said is the list in one line.
func (f *Records) said() string {
	switch {
	case f.end == MayBeMore:
		return fmt.Sprintf("%d 项，可能还有", len(f.rows))
	case f.end == Closed && len(f.rows) == 0:
		return "一项也没有"
	}
	return fmt.Sprintf("%d 项", len(f.rows))
}

func (f *Records) listLayout() layout {
	var l layout
	var rows []row
	add := func(sign, label string, picked bool) {
		r := row{key: digit(len(rows)), sign: sign, label: label, style: f.st.Text}
		if picked {
			r.sign, r.style = f.st.Signs.Picked, f.st.Picked
		}
		rows = append(rows, r)
	}
	free := f.st.Signs.Unpicked
	for i := range f.rows {
		sign, label := f.st.Signs.Bullet, f.describe(i)
		if f.missing(i) > 0 {
			sign = f.st.Signs.Warn
		}
		add(sign, label, false)
	}
	add(f.st.Signs.Add, "添加一项", false)
	if len(f.rows) == 0 {
		add(free, "一项也没有", f.end == Closed)
		add(free, "不清楚", f.unknown)
		rows[len(rows)-1].key = "0"
	} else {
		add(free, fmt.Sprintf("就这些，共 %d 项", len(f.rows)), f.end == Closed)
		add(free, "可能还有，先按已填的算", f.end == MayBeMore)
	}
	l[secBody] = f.list.section(&f.base, rows)
	l[secEcho] = words(strings.Join(f.sums(), "\n"), f.inner(), 0, f.st.Echo)
	hints := []string{"Enter 选定"}
	if len(f.rows) > 0 {
		hints = append(hints, "a 添加", "d 删除", keyMap.Unsure.Help().Key+" 可能还有")
	} else {
		hints = append(hints, f.unsureHint())
	}
	l[secHint] = f.hint(hints...)
	return l
}

func (f *Records) editLayout() layout {
	var l layout
	e := f.edit
	w := f.inner()
	where := fmt.Sprintf("%s：第 %d 项，第 %d/%d 问", f.name(), e.row+1, e.at+1, len(f.ask(e.row)))
	if said := f.answered(e.row); said != "" {
		where += "（" + said + "）"
	}
	l[secTitle] = words(text.Truncate(where, w), w, 1, f.st.Subtitle)
	draw := func(n int) []string {
		e.field.WithWidth(w)
		e.field.WithHeight(n)
		return strings.Split(e.field.View(), "\n")
	}
	l[secBody] = section{min: 5, want: len(draw(mostRows * 4)), draw: draw}
	l[secBody].min = min(5, l[secBody].want)
	return l
}

func (f *Records) name() string {
	if f.q.Name != "" {
		return f.q.Name
	}
	return f.q.Label
}

// answered is what the questions before the one under the keyboard brought.
func (f *Records) answered(row int) string {
	var said []string
	for i, q := range f.ask(row) {
		if f.edit != nil && i >= f.edit.at {
			break
		}
		if v, ok := f.rows[row].Values[q.ID]; ok {
			said = append(said, Words(q, v))
		}
	}
	return strings.Join(said, "，")
}

// describe is a record in one line.
func (f *Records) describe(i int) string {
	var said []string
	for _, q := range f.ask(i) {
		if v, ok := f.rows[i].Values[q.ID]; ok {
			s := Words(q, v)
			if k := v.Kind(); k == engine.Bool || k == 0 {
				s = q.Name + "：" + s
			}
			said = append(said, s)
		}
	}
	if n := f.missing(i); n > 0 {
		said = append(said, fmt.Sprintf("还差 %d 个回答", n))
	}
	return strings.Join(said, "，")
}

// sums adds up each number of the records; rates are no sums.
func (f *Records) sums() []string {
	var out []string
	for _, q := range f.q.Fields {
		if q.Kind != engine.Number || q.Unit == figure.UnitPercent || q.Unit == figure.UnitRatio || q.Unit == figure.UnitTenths {
			continue
		}
		sum, known, open := decimal.Zero, 0, 0
		for i, row := range f.rows {
			v, ok := row.Values[q.ID]
			switch {
			case !slices.ContainsFunc(f.ask(i), func(a engine.Question) bool { return a.ID == q.ID }): // does not apply
			case ok && v.Known():
				sum = sum.Add(v.Number())
				known++
			default:
				open++
			}
		}
		if known == 0 {
			continue
		}
		line := "合计" + q.Name + " " + figure.Echo(sum, q.Unit)
		if open > 0 {
			line = fmt.Sprintf("合计%s 至少 %s，另有 %d 项未知", q.Name, figure.Echo(sum, q.Unit), open)
		}
		out = append(out, line)
	}
	return out
}
