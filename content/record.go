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
	// Case takes the place of Facts where a line is as programs write it, so that its
	// answers need no more binding. It is good until the next record is read.
	Case  *engine.Case
	Scope []string
	// Warnings are readings that the writer may not have meant.
	Warnings Problems
}

// Answers are the answers, however the record was read.
func (r *Record) Answers() engine.Facts {
	if r.Case != nil {
		return r.Case.Facts()
	}
	return r.Facts
}

// RecordReader reads the lines of a stream, each by itself. It is not safe for
// concurrent use.
type RecordReader struct {
	tree    jsonTree
	doc     document
	faults  faults
	answers *answerReader
	quick   quickReader
}

// NewRecordReader reads answers to a policy's questions.
func NewRecordReader(p *engine.Program) *RecordReader {
	r := &RecordReader{answers: newAnswerReader(p.Policy()), quick: newQuickReader(p)}
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
	if out, ok := r.quick.read(s); ok {
		return out, nil
	}
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
