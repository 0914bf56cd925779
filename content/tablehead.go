package content

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"huiqi/engine"
	"huiqi/engine/figure"
)

// headings finds the meaning of a heading.
type headings struct {
	policy *engine.Policy
	list   *engine.Question
	lists  []listName
	known  map[string]column
	ids    map[string]string // of known headings: what they name
	same   map[string]string // names of several questions: an example of how to tell them apart
	all    []string          // for suggestions
}

// listName begins the headings of a list's records.
type listName struct {
	name    string
	q       *engine.Question
	retired []string
}

func newHeadings(p *engine.Policy, list *engine.Question) *headings {
	h := &headings{policy: p, list: list, known: map[string]column{}, ids: map[string]string{}, same: map[string]string{}}
	for _, s := range idHeadings {
		h.add(s, column{kind: idColumn}, "id")
	}
	for _, s := range nameHeadings {
		h.add(s, column{kind: nameColumn}, "name")
	}
	if list != nil {
		for i := range list.Fields {
			f := &list.Fields[i]
			for _, name := range []string{f.ID, f.Name, f.Label} {
				h.add(name, column{kind: fieldColumn, q: list, field: f}, list.ID+"."+f.ID)
			}
		}
		for was, now := range former(p, list.ID+".") {
			c := column{kind: fieldColumn, q: list, field: questionOf(list.Fields, now), retired: []string{becameUnder(list.ID+"：", was, now)}}
			h.add(was, c, list.ID+"."+cmp.Or(now, was))
		}
		return h
	}
	for i := range p.Questions {
		q := &p.Questions[i]
		h.question(q, q.ID)
		h.question(q, q.Name)
		h.question(q, q.Label)
	}
	formerly := former(p, "")
	for _, was := range sortedKeys(formerly) {
		now := formerly[was]
		if q := questionOf(p.Questions, now); q != nil {
			h.question(q, was, became(was, now))
		} else {
			h.add(was, column{retired: []string{became(was, now)}}, "")
		}
	}
	return h
}

// question adds a name of a question: the columns that it may have.
func (h *headings) question(q *engine.Question, name string, retired ...string) {
	h.add(name, column{kind: answerColumn, q: q, retired: retired}, q.ID)
	switch q.Kind {
	case engine.List:
		h.lists = append(h.lists, listName{name, q, retired})
	case engine.Many:
		for i := range q.Choices {
			one := &q.Choices[i]
			c := column{kind: choiceColumn, q: q, choice: one.ID, was: one.ID, retired: retired}
			h.choice(name, one.ID, c, one.ID)
			h.choice(name, one.Label, c, one.ID)
		}
		for was, now := range former(h.policy, q.ID+"=") {
			c := column{kind: choiceColumn, q: q, choice: now, was: was}
			c.retired = append(slices.Clone(retired), becameUnder(q.ID+"：", was, now))
			h.choice(name, was, c, cmp.Or(now, was))
		}
	}
}

func (h *headings) choice(name, choice string, c column, id string) {
	h.add(name+"："+choice, c, c.q.ID+"."+id)
	h.add(name+"."+choice, c, c.q.ID+"."+id)
}

// add adds a heading. An id of an earlier version gives way to what means something
// today.
func (h *headings) add(name string, c column, id string) {
	key := headingKey(name)
	other, taken := h.ids[key]
	switch {
	case c.retired != nil && !taken:
		h.known[key], h.ids[key] = c, id
		return
	case c.retired != nil:
		return
	case taken && other != id:
		h.same[key] = other + "、" + id
		delete(h.known, key)
		return
	case h.same[key] != "":
		return
	}
	h.known[key], h.ids[key] = c, id
	h.all = append(h.all, key)
}

// column is the meaning of a heading, what it names, and what is wrong with it.
func (h *headings) column(heading string) (column, string, string) {
	key := headingKey(heading)
	if c, ok := h.known[key]; ok {
		return h.named(c), h.ids[key], ""
	}
	if base, unit, ok := cutUnit(key); ok {
		if c, ok := h.known[base]; ok {
			return h.scaled(c, h.ids[base], unit)
		}
		if h.same[base] != "" {
			key = base
		}
	}
	if ids := h.same[key]; ids != "" {
		return column{}, "", "有几个问题都叫这个名字，请改写题号：" + ids
	}
	for _, list := range h.lists {
		rest, ok := strings.CutPrefix(key, headingKey(list.name))
		if !ok {
			continue
		}
		if c, id, problem := h.record(list.q, rest); c.kind != unusedColumn || problem != "" {
			c.retired = slices.Concat(list.retired, c.retired)
			return c, id, problem
		}
	}
	if near := didYouMean(key, h.all); near != "" && !slices.Contains(RejectHeadings, heading) {
		return column{}, "", "没有这一列" + near + "用不到的列，请换一个不相像的名字或删去"
	}
	return column{}, "", ""
}

// named gives a column what it is called in messages.
func (h *headings) named(c column) column {
	if c.q != nil {
		c.where = "问题 " + c.q.ID + "（" + c.q.Name + "）"
	}
	if c.field != nil {
		c.where += "的 " + c.field.ID + "（" + c.field.Name + "）"
	}
	return c
}

// scaled reads the unit of a heading: 元, or 万元 and 亿元, in which the cells then
// count.
func (h *headings) scaled(c column, id, unit string) (column, string, string) {
	q := c.q
	if c.field != nil {
		q = c.field
	}
	switch {
	case c.kind == unusedColumn || c.kind == fieldColumn && c.field == nil: // it ended
		return c, id, ""
	case q == nil || q.Kind != engine.Number:
		return column{}, "", "括号里不要写单位，请删去“" + unit + "”"
	}
	for _, scale := range []string{"", "万", "亿"} {
		if unit == scale+headingKey(q.Unit) && (scale == "" || q.Unit != figure.UnitPercent) {
			c.scale = scale
			return h.named(c), id, ""
		}
	}
	return column{}, "", "单位不能是“" + unit + "”，请写“" + q.Unit + "”"
}

// record reads what follows a list's name: the number of the record and a field.
func (h *headings) record(list *engine.Question, rest string) (column, string, string) {
	rest = strings.TrimLeft(rest, ".第[")
	digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
	n, err := strconv.Atoi(rest[:digits])
	if err != nil || n < 1 {
		return column{}, "", ""
	}
	if n > maxRows {
		return column{}, "", "最多 " + strconv.Itoa(maxRows) + " 件，请分开填"
	}
	rest = strings.TrimLeft(rest[digits:], "].:件个行")
	of := newHeadings(h.policy, list)
	c, id, problem := of.column(rest)
	if problem == "" && c.kind != fieldColumn {
		problem = "没有这个字段，有 " + strings.Join(fieldIDs(list), "、")
	}
	if problem != "" {
		return column{}, "", problem
	}
	c.record = n
	return c, list.ID + "." + strconv.Itoa(n) + strings.TrimPrefix(id, list.ID), ""
}

// headingKey is the form in which headings are compared: width, case and spaces
// do not count.
func headingKey(s string) string {
	return strings.Map(func(r rune) rune {
		r = unicode.ToLower(figure.Narrow(r))
		if unicode.IsSpace(r) || r == '\ufeff' {
			return -1
		}
		return r
	}, s)
}

// cutUnit takes the brackets off the end of a key.
func cutUnit(key string) (base, unit string, ok bool) {
	i := strings.LastIndexByte(key, '(')
	if i < 0 || !strings.HasSuffix(key, ")") {
		return "", "", false
	}
	return key[:i], key[i+1 : len(key)-1], true
}
