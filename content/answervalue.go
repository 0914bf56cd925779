package content

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
	"go.yaml.in/yaml/v4"

	"huiqi/engine"
	"huiqi/engine/figure"
)

// Bounds on answers beyond those that questions declare.
const maxRows = 1000 // rows of one list

// value reads one answer. where names the question, and in a list the row.
func (r *answerReader) value(n *yaml.Node, q *engine.Question, where string) (engine.Value, bool) {
	if n.Kind == yaml.ScalarNode && n.Tag == "!!null" {
		if n.Value == "" {
			r.warnings.add(r.doc.at(n), r.place(where), "没有写值，按“不清楚”处理")
		}
		if q.Unsure != "" && !r.kept {
			return engine.OneValue(q.Unsure), true
		}
		return engine.DontKnow(), true
	}
	switch q.Kind {
	case engine.Many:
		return r.many(n, q, where)
	case engine.List:
		return r.list(n, q, where)
	}
	if n.Kind != yaml.ScalarNode {
		return r.bad(n, where, "要填一个值：%s", r.howToAnswer(q))
	}
	text := strings.TrimSpace(n.Value)
	switch q.Kind {
	case engine.Bool:
		switch strings.ToLower(text) {
		case "true", "是":
			return engine.BoolValue(true), true
		case "false", "否":
			return engine.BoolValue(false), true
		}
		return r.bad(n, where, "“%s”既不是“是”也不是“否”，%s", cut(text), r.howToAnswer(q))
	case engine.One:
		id, ok := r.choice(n, q, where)
		return engine.OneValue(id), ok && id != ""
	case engine.Number:
		return r.number(n, q, where)
	case engine.Day:
		year, month, day, err := figure.ParseDay(text)
		if err != nil {
			return r.bad(n, where, "%v", err)
		}
		return engine.DayValue(engine.Date{Year: year, Month: month, Day: day}), true
	}
	return r.bad(n, where, "不能回答这个问题，请删去")
}

func (r *answerReader) bad(n *yaml.Node, where, format string, args ...any) (engine.Value, bool) {
	r.doc.add(r.doc.at(n), r.place(where), format, args...)
	return engine.Value{}, false
}

// place adds the record and field that are being read to a question's place.
func (r *answerReader) place(where string) string {
	if r.rowNumber > 0 {
		where += "第 " + strconv.Itoa(r.rowNumber) + " 行"
	}
	if r.field != nil {
		where += "的 " + r.field.ID + "（" + r.field.Name + "）"
	}
	return where
}

// howToFill is howToAnswer for the cells of a table.
func howToFill(q *engine.Question) string {
	const open = "；不清楚填“不清楚”"
	switch q.Kind {
	case engine.Bool:
		return "请填“是”或“否”" + open
	case engine.Many:
		return "几项之间用“；”隔开，一个都没有填“无”" + open
	case engine.Number:
		return "请填一个数（" + q.Unit + "），如 " + exampleOf(q.Unit) + open
	case engine.Day:
		return "请填日期，如 2023-05-01" + open
	case engine.List:
		return "没有填“无”，有几件就在自己的表或列里一件一件填" + open
	}
	return "请填一个选项" + open
}

// howToAnswer says what an answer to the question looks like.
func (r *answerReader) howToAnswer(q *engine.Question) string {
	if r.table {
		return howToFill(q)
	}
	const open = "；不清楚填 null"
	switch q.Kind {
	case engine.Bool:
		return "请填 true 或 false（是 或 否）" + open
	case engine.One:
		return "请填一个选项：" + r.choiceList(q) + open
	case engine.Many:
		return "请填选项的列表，如 [" + q.Choices[0].ID + "]，一个都没有填 []" + open
	case engine.Number:
		return "请填一个数（" + q.Unit + "），如 " + exampleOf(q.Unit) + open
	case engine.Day:
		return "请填日期，如 2023-05-01" + open
	}
	return "请填记录的列表，如 [{" + q.Fields[0].ID + ": …}]，没有填 []" + open
}

func exampleOf(unit string) string {
	switch unit {
	case figure.UnitYuan:
		return "1.2亿元"
	case figure.UnitDollar:
		return "500万美元"
	}
	return "5" + unit
}

func (r *answerReader) choiceList(q *engine.Question) string {
	var out []string
	for _, c := range q.Choices {
		if r.table {
			out = append(out, c.Label)
		} else {
			out = append(out, c.ID+"（"+c.Label+"）")
		}
	}
	return strings.Join(out, "、")
}

// choice reads the id of a choice; its label, written in full, does as well. A
// retired choice that nothing took the place of comes as "".
func (r *answerReader) choice(n *yaml.Node, q *engine.Question, where string) (string, bool) {
	if n.Kind != yaml.ScalarNode {
		r.bad(n, where, "选项要写成一个词：%s", r.howToAnswer(q))
		return "", false
	}
	text := strings.TrimSpace(n.Value)
	for i := range q.Choices {
		if c := &q.Choices[i]; text == c.ID || text == c.Label {
			return c.ID, true
		}
	}
	if now, retired := r.renamed(n, r.within+q.ID+"=", text, "question"); retired {
		return now, true
	}
	var ids []string
	for _, c := range q.Choices {
		if r.table {
			ids = append(ids, c.Label)
		} else {
			ids = append(ids, c.ID)
		}
	}
	r.bad(n, where, "没有“%s”这个选项%s可选：%s", cut(text), didYouMeanOr(text, ids), r.choiceList(q))
	return "", false
}

func didYouMeanOr(text string, known []string) string {
	if s := didYouMean(text, known); s != "" {
		return s
	}
	return "。"
}

func (r *answerReader) many(n *yaml.Node, q *engine.Question, where string) (engine.Value, bool) {
	if n.Kind != yaml.SequenceNode {
		return r.bad(n, where, "这是多选题，%s", r.howToAnswer(q))
	}
	ids := make([]string, 0, len(n.Content))
	ok := true
	for _, c := range n.Content {
		id, good := r.choice(c, q, where)
		if ok = ok && good; id != "" {
			ids = append(ids, id)
		}
	}
	return engine.ManyValue(ids...), ok
}

// number reads the text of the scalar: YAML's own reading would make 8 of 010
// and a float of 1.10.
func (r *answerReader) number(n *yaml.Node, q *engine.Question, where string) (engine.Value, bool) {
	if n.Tag == "!!bool" {
		return r.bad(n, where, "“%s”不是数，%s", cut(n.Value), r.howToAnswer(q))
	}
	d, err := figure.ParseAmount(n.Value, q.Unit)
	if err != nil {
		return r.bad(n, where, "%v", err)
	}
	least, step := decimal.Zero, q.Step
	if q.Min != nil {
		least = *q.Min
	}
	if step.IsZero() {
		step = defaultStep
	}
	switch {
	case d.LessThan(least):
		return r.bad(n, where, "“%s”太小，最小是 %s", cut(n.Value), figure.Format(least, q.Unit))
	case q.Max != nil && d.GreaterThan(*q.Max):
		return r.bad(n, where, "“%s”太大，最大是 %s", cut(n.Value), figure.Format(*q.Max, q.Unit))
	case d.GreaterThanOrEqual(absurd):
		return r.bad(n, where, "“%s”大得不合常理，请检查是否多写了“万”“亿”或几个零", cut(n.Value))
	case !multiple(d, step):
		return r.bad(n, where, "“%s”写得太细，最小单位是 %s，请四舍五入", cut(n.Value), figure.Format(step, q.Unit))
	}
	return engine.NumberValue(d), true
}

var (
	defaultStep = decimal.New(1, -2)
	// A number of this and more in any unit is a slip: no firm comes near.
	absurd = decimal.New(1e15, 0)
)

// multiple reports whether d is a whole number of steps. Most steps are a power
// of ten, and d has no more decimals.
func multiple(d, step decimal.Decimal) bool {
	return d.Exponent() >= step.Exponent() && step.CoefficientInt64() == 1 || d.Mod(step).IsZero()
}

// list reads rows: an array is all there are, {rows: …, open: true} may go on.
func (r *answerReader) list(n *yaml.Node, q *engine.Question, where string) (engine.Value, bool) {
	rows := n
	var out engine.Records
	if n.Kind == yaml.MappingNode {
		o := r.doc.object(n, where)
		rows, out.Open = o.get("rows"), o.flag("open")
		o.done()
		if rows == nil {
			return r.bad(n, where, "缺少“rows”，%s", r.howToAnswer(q))
		}
	}
	switch {
	case rows.Kind != yaml.SequenceNode:
		return r.bad(rows, where, "这是列表，%s", r.howToAnswer(q))
	case len(rows.Content) > maxRows:
		return r.bad(rows, where, "最多 %d 行，这里有 %d 行，请分开填", maxRows, len(rows.Content))
	}
	ok := true
	out.Rows = make([]engine.Row, 0, len(rows.Content))
	for i, c := range rows.Content {
		row, good := r.row(c, q, where, i+1)
		out.Rows, ok = append(out.Rows, row), ok && good
	}
	return engine.ListValue(out), ok
}

func (r *answerReader) row(n *yaml.Node, q *engine.Question, where string, number int) (engine.Row, bool) {
	r.rowNumber = number
	defer func() { r.rowNumber, r.within, r.field = 0, "", nil }()
	if n.Kind != yaml.MappingNode {
		_, ok := r.bad(n, where, "每一行要写成 {字段: 值}，字段有 %s", strings.Join(fieldIDs(q), "、"))
		return nil, ok
	}
	row, ok := make(engine.Row, len(n.Content)/2), true
	if len(r.policy.Retired) > 0 {
		r.within = q.ID + "."
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		r.field = nil
		key := n.Content[i]
		id := key.Value
		if now, retired := r.renamed(key, r.within, id, "question"); retired {
			if now == "" {
				continue
			}
			id = now
		}
		field := questionOf(q.Fields, id)
		if field == nil {
			_, ok = r.bad(key, where, "没有“%s”这个字段%s（有 %s）", cut(key.Value),
				didYouMean(key.Value, fieldIDs(q)), strings.Join(fieldIDs(q), "、"))
			continue
		}
		if _, twice := row[field.ID]; twice {
			_, ok = r.bad(key, where, "“%s”写了两次，请删去一个", field.ID)
			continue
		}
		r.field = field
		v, good := r.value(n.Content[i+1], field, where)
		row[field.ID], ok = v, ok && good
	}
	return row, ok
}

// questionOf is the question or field with an id; nil: none.
func questionOf(list []engine.Question, id string) *engine.Question {
	for i := range list {
		if list[i].ID == id {
			return &list[i]
		}
	}
	return nil
}

func fieldIDs(q *engine.Question) []string {
	var out []string
	for _, f := range q.Fields {
		out = append(out, f.ID)
	}
	return out
}
