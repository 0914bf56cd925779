package content

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"go.yaml.in/yaml/v4"

	"huiqi/engine"
)

// loader builds a pack file by file. It goes on after a fault, so that one run
// shows many.
type loader struct {
	faults
	pack      *Pack
	policy    *engine.Policy // of the pack
	kinds     map[string][]string
	applicant []string // choices of the applicant question
	names     names
	cases     []*document
	outside   bool // not the embedded pack
}

func newLoader() *loader {
	l := &loader{
		pack: &Pack{
			places:   map[string]Position{},
			Official: Official{Articles: map[int]Printed{}, Chapters: map[int]Printed{}, Anchors: map[string]Anchor{}},
		},
		kinds: map[string][]string{},
		names: names{known: map[string]*engine.Question{}, later: map[string]bool{}},
	}
	l.policy = &l.pack.Policy
	return l
}

func (l *loader) load(files []file) {
	var policy *document
	var questions, articles []*document
	docs := l.parseAll(files)
	for i, f := range files {
		if f.name == IDsFile {
			l.loadIDs(f)
			continue
		}
		d := docs[i].take(&l.faults)
		if d == nil {
			continue
		}
		switch dir, _, _ := strings.Cut(f.name, "/"); dir {
		case "policy.yaml":
			policy = d
		case "questions":
			questions = append(questions, d)
		case "articles":
			articles = append(articles, d)
		case "cases":
			l.cases = append(l.cases, d)
		}
	}
	// Names that a broken file would have given would only be missed elsewhere.
	if len(l.list) > 0 {
		return
	}
	if policy == nil {
		l.add(Position{File: l.pack.shown("policy.yaml")}, "", "规则目录里没有 policy.yaml，请检查是否选错了目录")
		return
	}
	head := l.loadPolicy(policy)
	l.loadQuestions(questions)
	l.checkPolicy(head)
	l.loadArticles(articles)
	if len(l.list) > 0 {
		return
	}
	l.compile()
	if len(l.list) == 0 {
		l.loadCases(l.cases)
	}
}

// parsed is a file read by itself.
type parsed struct {
	doc    *document
	faults faults
}

// take hands the faults of the file to f, where those of its document go from now on.
func (p *parsed) take(f *faults) *document {
	for _, one := range p.faults.list {
		f.add(one.Pos, one.Where, "%s", one.Msg)
	}
	if p.doc != nil {
		p.doc.faults = f
	}
	return p.doc
}

// parseAll parses the files, several at a time: that is most of the work of
// loading.
func (l *loader) parseAll(files []file) []parsed {
	out := make([]parsed, len(files))
	var next atomic.Int64
	var done sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(files)) {
		done.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(files); i = int(next.Add(1)) - 1 {
				if f := files[i]; f.name != IDsFile {
					out[i].doc = parseTree(f.path, f.data, &out[i].faults)
				}
			}
		})
	}
	done.Wait()
	return out
}

const outsideNotice = "规则不是程序自带的，是运行时另外给的（规则摘要 %s…），算得对不对由提供规则的人负责。"

// compile hands the policy to the engine and puts places to its complaints. The
// loader checks names, types and units before with better words: what the
// engine finds is rare.
func (l *loader) compile() {
	l.policy.Retired = l.pack.retired()
	if l.outside {
		l.policy.Notice = fmt.Sprintf(outsideNotice, l.pack.Digest[:12])
		l.policy.Cautions = slices.Insert(l.policy.Cautions, 0, l.policy.Notice)
	}
	program, err := engine.Compile(*l.policy)
	l.pack.Program = program
	if err == nil {
		return
	}
	for _, e := range leaves(err) {
		var def *engine.DefinitionError
		if !errors.As(e, &def) {
			l.add(Position{}, "", "规则不能用：%v", e)
			continue
		}
		at := l.pack.Position(def.Pos)
		if at == (Position{}) {
			words := strings.Fields(def.Where)
			at = l.pack.Place(strings.Join(words[:min(2, len(words))], " "))
		}
		l.add(at, enginePlaces.Replace(def.Where), "规则不能用（%s）", def.Msg)
	}
}

var enginePlaces = strings.NewReplacer("question ", "问题 ", "item ", "事项 ", "group ", "合并上限 ", "policy", "policy.yaml")

// leaves takes apart joined errors.
func leaves(err error) []error {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return []error{err}
	}
	var out []error
	for _, e := range joined.Unwrap() {
		out = append(out, leaves(e)...)
	}
	return out
}

// place notes where something is defined; a second definition is a fault.
func (l *loader) place(d *document, n *yaml.Node, of, where string) {
	at := d.at(n)
	if first, twice := l.pack.places[of]; twice {
		l.add(at, where, "重复了，第一次在 %s，请改一个", first)
		return
	}
	l.pack.places[of] = at
}

var (
	namePattern = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
	itemPattern = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
	slugPattern = regexp.MustCompile(`^[a-z][a-z0-9]*([-_][a-z0-9]+)*$`)
)

// slug is an id that no expression names.
func (o *object) slug(key string) string {
	id := o.must(key)
	if id != "" && !slugPattern.MatchString(id) {
		o.fail(o.keys[key], "“%s”不能作 id，只用小写字母、数字和连字符，以字母开头", cut(id))
	}
	return id
}

// name is an id that expressions can use.
func (o *object) name(key string) string {
	id := o.must(key)
	if id != "" && !namePattern.MatchString(id) {
		o.fail(o.keys[key], "“%s”不能作 id，只用小写字母、数字和下划线，以字母开头", cut(id))
		return ""
	}
	if slices.Contains(reserved, id) {
		o.fail(o.keys[key], "“%s”是表达式里的词，请换一个 id", id)
		return ""
	}
	return id
}

// parse reads the expression of a scalar. On a fault it reports and gives nil.
func (l *loader) parse(o *object, key string, n *yaml.Node) (*tree, *source) {
	if _, ok := o.scalar(n, key); !ok {
		return nil, nil
	}
	src := l.pack.sources.add(o.doc, n)
	t, err := parseExpression(src.text)
	if err != nil {
		l.add(l.pack.Position(src.base+err.pos), o.where, "%s", err.msg)
		return nil, nil
	}
	return t, src
}

// checkTree runs one check on an expression and reports its fault.
func (l *loader) checkTree(o *object, key string, n *yaml.Node, c *checker, check func(*tree) *syntaxError) {
	t, src := l.parse(o, key, n)
	if t == nil {
		return
	}
	c.base, c.parts = src.base, 0
	if err := check(t); err != nil {
		l.add(l.pack.Position(err.pos), o.where, "%s", err.msg)
	}
}

// cond is the condition of a key, nil where it is absent or faulty.
func (l *loader) cond(o *object, key string, c *checker) engine.Cond {
	n := o.get(key)
	if n == nil {
		return nil
	}
	return l.condOf(o, key, n, c)
}

func (l *loader) condOf(o *object, key string, n *yaml.Node, c *checker) engine.Cond {
	var out engine.Cond
	l.checkTree(o, key, n, c, func(t *tree) (err *syntaxError) { out, err = c.cond(t); return err })
	return out
}

// figure is the printed figure of a key, nil where it is absent or faulty.
func (l *loader) figure(o *object, key string, units ...string) *engine.Const {
	n := o.get(key)
	if n == nil {
		return nil
	}
	if _, ok := o.scalar(n, key); !ok {
		return nil
	}
	src := l.pack.sources.add(o.doc, n)
	k, err := constant(src.text, src.base)
	if err != nil {
		o.fail(n, "%s", err.msg)
		return nil
	}
	if !slices.Contains(units, k.Unit) {
		o.fail(n, "“%s”的单位应是 %s，这里是“%s”", key, strings.Join(units, " 或 "), k.Unit)
		return nil
	}
	return &k
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
