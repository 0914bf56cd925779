package content

import (
	"io"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"go.yaml.in/yaml/v4"

	"huiqi/content/syserr"
	"huiqi/engine"
)

// MaxAnswers is the largest answers file in bytes.
const MaxAnswers = 4 << 20

// Answers are what an answers file says.
type Answers struct {
	// Name and About introduce the applicant; "": not given.
	Name, About string
	Facts       engine.Facts
	// Scope names items, articles and topics, for Program.ScopeOf; empty: all.
	Scope []string
	// Warnings are readings that the writer may not have meant, one line each.
	Warnings Problems
}

// ReadAnswers reads an answers file from disk. See LoadAnswers.
func ReadAnswers(path string, p *engine.Policy) (*Answers, error) {
	return readAnswers(path, newAnswerReader(p))
}

// ReadKnownAnswers is ReadAnswers for a file that was written for another version
// of the rules: what these rules do not take is left out, and Warnings say so.
func ReadKnownAnswers(path string, p *engine.Policy) (*Answers, error) {
	r := newAnswerReader(p)
	r.lenient = true
	return readAnswers(path, r)
}

func readAnswers(path string, r *answerReader) (*Answers, error) {
	data, err := readInput(path)
	if err != nil {
		return nil, err
	}
	return parseAnswers(data, path, r)
}

// OpenFile opens a file that the user named. Errors are a *Problem.
func OpenFile(path string) (*os.File, fs.FileInfo, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, Unread(path, err)
	}
	info, err := f.Stat()
	if err == nil && info.IsDir() {
		err = syscall.EISDIR
	}
	if err != nil {
		f.Close()
		return nil, nil, Unread(path, err)
	}
	return f, info, nil
}

// Unread says why a file that the user named could not be opened or read.
func Unread(path string, err error) error {
	return &Problem{Pos: Position{File: path}, Msg: syserr.Unread(err)}
}

// readInput reads a file that the user named, no more than MaxAnswers bytes.
func readInput(path string) ([]byte, error) {
	f, info, err := OpenFile(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if info.Size() > MaxAnswers {
		return nil, tooLarge(path)
	}
	return readAll(f, path)
}

func readAll(r io.Reader, name string) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxAnswers+1))
	switch {
	case err != nil:
		return nil, Unread(name, err)
	case len(data) > MaxAnswers:
		return nil, tooLarge(name)
	}
	return data, nil
}

func tooLarge(name string) *Problem {
	return &Problem{Pos: Position{File: name}, Msg: "文件太大，最多 4 MiB，请检查是否选错了文件"}
}

// LoadAnswers reads answers (YAML or JSON, see the package documentation) to a
// policy's questions. It reads no more than MaxAnswers bytes. name stands for
// the input in messages. Errors are a *Problem or Problems.
func LoadAnswers(r io.Reader, name string, p *engine.Policy) (*Answers, error) {
	data, err := readAll(r, name)
	if err != nil {
		return nil, err
	}
	return ParseAnswers(data, name, p)
}

// ParseAnswers is LoadAnswers for bytes at hand.
func ParseAnswers(data []byte, name string, p *engine.Policy) (*Answers, error) {
	return parseAnswers(data, name, newAnswerReader(p))
}

func parseAnswers(data []byte, name string, r *answerReader) (*Answers, error) {
	var f faults
	if len(data) > MaxAnswers {
		return nil, tooLarge(name)
	}
	d := parseTree(name, data, &f)
	if d == nil {
		return nil, f.err()
	}
	out := r.read(d)
	if err := f.err(); err != nil {
		return nil, err
	}
	return out, nil
}

// answerReader turns the values of a document into facts.
type answerReader struct {
	doc       *document
	policy    *engine.Policy
	questions map[string]*asked
	scopes    []string         // names that a scope may hold; gathered when one is read
	within    string           // "id." of the list whose row is being read
	rowNumber int              // of that row, from 1; 0 outside
	field     *engine.Question // of it that is being read
	warnings  faults
	scratch   engine.Facts // reused for each record of a stream; nil: each has its own
	// kept reads what EncodeFacts wrote: "don't know" stays that even where a
	// choice of the question says so, and a new name is no news to anyone.
	kept bool
	// lenient leaves out what the policy does not take, with a warning.
	lenient bool
	round   int  // counts the sets of answers read
	table   bool // the values stand in the cells of a table
}

// asked is a question as answers name it.
type asked struct {
	q     *engine.Question
	where string // for messages
	round int    // in which it was last answered
}

func newAnswerReader(p *engine.Policy) *answerReader {
	r := &answerReader{policy: p, questions: map[string]*asked{}}
	for i := range p.Questions {
		q := &p.Questions[i]
		r.questions[q.ID] = &asked{q: q, where: "问题 " + q.ID + "（" + q.Name + "）"}
	}
	return r
}

// read takes a whole document; its faults go to the document.
func (r *answerReader) read(d *document) *Answers {
	r.doc = d
	o := d.object(d.root, "")
	n := o.get("answers")
	out := &Answers{Name: o.blank("name"), About: o.blank("about"), Scope: r.scope(o)}
	switch {
	case d.root.Kind != yaml.MappingNode:
	case n == nil:
		o.fail(o.node, "缺少“answers”，答案要写在 answers 下面，如 {\"answers\": {\"revenue\": \"1.2亿元\"}}")
	default:
		o.done()
		out.Facts = r.facts(n)
	}
	out.Warnings = r.warnings.list
	return out
}

// scope reads the names of items, articles and topics.
func (r *answerReader) scope(o *object) []string {
	var out []string
	for _, n := range o.list("scope") {
		name, ok := o.scalar(n, "scope")
		if !ok {
			continue
		}
		if r.scopes == nil {
			r.scopes = r.scopeNames()
		}
		if now, retired := r.renamed(n, "", name, "item", "topic"); retired {
			if now == "" {
				continue
			}
			name = now
		}
		if !slices.Contains(r.scopes, name) {
			if r.lenient {
				r.warnings.add(r.doc.at(n), "", "没有采用：没有“%s”这个事项、条文或主题", cut(name))
			} else {
				o.fail(n, "没有“%s”这个事项、条文或主题%s", cut(name), didYouMean(name, r.scopes))
			}
			continue
		}
		out = append(out, name)
	}
	return out
}

// fact reads one of all answers.
func (r *answerReader) fact(all, key, n *yaml.Node, out engine.Facts) {
	a, id := r.questions[key.Value], key.Value
	if a == nil {
		now, retired := r.renamed(key, "", id, "question")
		switch {
		case retired && now == "":
			return
		case retired && holds(all, now):
			r.bad(key, "", "“%s”现在叫“%s”，这里两个都写了，请删去一个", cut(id), now)
			return
		case retired:
			a = r.questions[now]
		}
	}
	switch {
	case a == nil:
		r.bad(key, "", "没有“%s”这个问题%s", cut(id), didYouMean(id, sortedKeys(r.questions)))
		return
	case a.round == r.round:
		r.bad(key, "", "“%s”写了两次，请删去一个", cut(id))
		return
	}
	a.round = r.round
	if v, ok := r.value(n, a.q, a.where); ok {
		out[a.q.ID] = v
	}
}

// try reads a part; where the reader is lenient, its faults only warn, and what
// it read with a fault is not taken.
func (r *answerReader) try(read func()) {
	if !r.lenient {
		read()
		return
	}
	whole, part := r.doc, *r.doc
	part.faults = &faults{}
	r.doc = &part
	read()
	r.doc = whole
	for _, p := range part.list {
		r.warnings.add(p.Pos, p.Where, "没有采用：%s", p.Msg)
	}
}

// renamed looks up a name of an earlier version of the rules, and says so; now is
// "" where nothing took its place. prefix is what stands before the name in the
// list of ids.
func (r *answerReader) renamed(n *yaml.Node, prefix, name string, kinds ...string) (now string, retired bool) {
	if len(r.policy.Retired) == 0 {
		return "", false // the usual case, met for every field of a stream
	}
	for _, kind := range kinds {
		now, retired = r.policy.Retired[kind+" "+prefix+name]
		if !retired {
			continue
		}
		now = strings.TrimPrefix(now, prefix)
		if now == "" || !r.kept {
			r.warnings.add(r.doc.at(n), "", "%s", became(name, now))
		}
		return now, true
	}
	return "", false
}

func (r *answerReader) scopeNames() []string {
	out := itemIDs(r.policy)
	for _, a := range r.policy.Articles {
		out = append(out, strconv.Itoa(a.Number))
	}
	for _, t := range r.policy.Topics {
		out = append(out, t.ID)
	}
	return out
}

// facts reads the mapping of question ids to values.
func (r *answerReader) facts(n *yaml.Node) engine.Facts {
	if n.Kind == yaml.ScalarNode && n.Tag == "!!null" {
		r.warnings.add(r.doc.at(n), "", "没有写任何答案")
		return engine.Facts{}
	}
	if n.Kind != yaml.MappingNode {
		r.doc.object(n, "answers") // says what is wrong
		return engine.Facts{}
	}
	if len(n.Content) == 0 && !r.kept {
		r.warnings.add(r.doc.at(n), "", "没有写任何答案")
	}
	out := r.scratch
	if out == nil {
		out = make(engine.Facts, len(n.Content)/2)
	}
	clear(out)
	r.round++
	for i := 0; i+1 < len(n.Content); i += 2 {
		if r.lenient {
			r.try(func() { r.fact(n, n.Content[i], n.Content[i+1], out) })
		} else {
			r.fact(n, n.Content[i], n.Content[i+1], out)
		}
	}
	return out
}

// holds reports whether a mapping has a key.
func holds(n *yaml.Node, key string) bool {
	for i := 0; i < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return true
		}
	}
	return false
}
