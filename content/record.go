package content

import (
	"slices"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"huiqi/engine"
)

// MaxRecord is the largest record of a stream or table in bytes.
const MaxRecord = 1 << 20

// Record is one applicant of a stream or table.
type Record struct {
	ID, Name string // as given; "" none
	// Bare says that the id was no text but a number (or true, false).
	Bare bool
	// Facts are good until the next record is read.
	Facts engine.Facts
	Scope []string
	// Warnings are readings that the writer may not have meant.
	Warnings Problems
}

// RecordReader reads the lines of a stream, each by itself. It is not safe for
// concurrent use.
type RecordReader struct {
	tree    jsonTree
	doc     document
	faults  faults
	answers *answerReader
}

// NewRecordReader reads answers to a policy's questions.
func NewRecordReader(p *engine.Policy) *RecordReader {
	r := &RecordReader{answers: newAnswerReader(p)}
	r.doc.faults = &r.faults
	r.answers.doc, r.answers.scratch = &r.doc, engine.Facts{}
	return r
}

// JSON reads one line: {"answers": {question: value}, "id": …, "name": …,
// "scope": […]}, or the answers themselves beside id, name and scope. Positions
// of problems are columns of the line. What could be read of id and name is
// there with problems, too.
func (r *RecordReader) JSON(line []byte) (Record, Problems) {
	r.faults = faults{}
	r.answers.warnings = faults{}
	s := string(line)
	if at := badUTF8(s); at >= 0 {
		return Record{}, lineProblem(runeColumn(s, at), "不是 UTF-8 编码，请另存为 UTF-8 编码")
	}
	if out, ok := r.quick(s); ok {
		return out, nil
	}
	r.faults, r.answers.warnings = faults{}, faults{}
	root := r.tree.parse(s)
	if r.tree.fault != "" {
		return Record{}, lineProblem(runeColumn(s, r.tree.at), "不是有效的 JSON："+r.tree.fault)
	}
	out := r.record(root)
	out.Warnings = r.answers.warnings.list
	for _, list := range []Problems{r.faults.list, out.Warnings} {
		for _, p := range list {
			p.Pos = Position{Column: runeColumn(s, p.Pos.Column-1)}
		}
	}
	return out, r.faults.list
}

// quick reads a line without fault answer by answer, so that no tree of it is
// built. Whatever is out of the ordinary is left to the thorough way.
func (r *RecordReader) quick(s string) (out Record, ok bool) {
	t, a := &r.tree, r.answers
	t.start(s)
	clear(a.scratch)
	a.round++
	document, flat := false, false
	if !t.members(func(key string) bool {
		switch {
		case key == "answers" && !document && !flat:
			document = true
			return t.members(r.quickFact)
		case key != "id" && key != "name" && !document:
			flat = true
			return r.quickFact(key)
		case key != "id" && key != "name":
			return false
		}
		n := t.value(1)
		switch {
		case n == nil || n.Kind != yaml.ScalarNode || n.Tag == "!!null":
			return false
		case key == "name" && out.Name == "":
			out.Name = n.Value
		case key == "id" && out.ID == "":
			out.ID, out.Bare = n.Value, n.Tag != "!!str"
		default:
			return false
		}
		return true
	}) || t.next() != 0 || t.i < len(s) {
		return out, false
	}
	out.Facts = a.scratch
	return out, len(out.Facts) > 0 && len(r.faults.list)+len(a.warnings.list) == 0
}

// quickFact reads the answer that follows a key.
func (r *RecordReader) quickFact(key string) bool {
	a := r.answers.questions[key]
	if a == nil || a.round == r.answers.round {
		return false
	}
	a.round = r.answers.round
	r.tree.used = 0 // nothing of the answer before is needed any more
	n := r.tree.value(2)
	if n == nil {
		return false
	}
	v, ok := r.answers.value(n, a.q, a.where)
	r.answers.scratch[a.q.ID] = v
	return ok
}

func lineProblem(column int, msg string) Problems {
	return Problems{{Pos: Position{Column: column}, Msg: msg}}
}

// badUTF8 is the first byte that is no UTF-8, -1 if there is none.
func badUTF8(s string) int {
	if utf8.ValidString(s) {
		return -1
	}
	for i, r := range s {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(s[i:]); size == 1 {
				return i
			}
		}
	}
	return -1
}

var recordKeys = []string{"answers", "id", "name", "scope"}

// record reads the tree of a line.
func (r *RecordReader) record(root *yaml.Node) Record {
	var out Record
	a := r.answers
	if root.Kind != yaml.MappingNode {
		a.bad(root, "", "一行要写成 {\"answers\": {…}} 的形式")
		return out
	}
	var answers *yaml.Node
	var flat []*yaml.Node
	var seen [4]bool
	for i := 0; i+1 < len(root.Content); i += 2 {
		key, v := root.Content[i], root.Content[i+1]
		if k := slices.Index(recordKeys, key.Value); k >= 0 {
			if seen[k] {
				a.bad(key, "", "“%s”写了两次，请删去一个", key.Value)
				continue
			}
			seen[k] = true
		}
		switch key.Value {
		case "id":
			out.ID = r.label(v, key.Value)
			out.Bare = out.ID != "" && v.Tag != "!!str"
		case "name":
			out.Name = r.label(v, key.Value)
		case "scope":
			out.Scope = a.scope(&object{doc: &r.doc, node: root, keys: map[string]*yaml.Node{"scope": v}})
		case "answers":
			answers = v
		default:
			if flat == nil {
				flat = make([]*yaml.Node, 0, len(root.Content))
			}
			flat = append(flat, key, v)
		}
	}
	if answers == nil {
		answers = r.tree.node(yaml.MappingNode, "!!map", root.Column-1)
		answers.Content = append(answers.Content, flat...)
	} else {
		for i := 0; i < len(flat); i += 2 {
			a.bad(flat[i], "", "没有“%s”这一项%s", cut(flat[i].Value), didYouMean(flat[i].Value, recordKeys))
		}
	}
	out.Facts = a.facts(answers)
	return out
}

// label is an id or a name.
func (r *RecordReader) label(n *yaml.Node, key string) string {
	switch {
	case n.Kind != yaml.ScalarNode:
		r.answers.bad(n, "", "“%s”要写成一个值，不是列表或下级内容", key)
	case n.Tag != "!!null":
		return n.Value
	}
	return ""
}
