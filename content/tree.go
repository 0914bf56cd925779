package content

import (
	"bytes"
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

const (
	maxDepth = 24 // of nested lists and mappings in a file
	bom      = "\ufeff"
)

// document is one parsed file. Values stay the text that the author wrote:
// nothing is read as a float or a date.
type document struct {
	name  string
	lines []string
	root  *yaml.Node
	*faults
}

// parseTree reads YAML (and so JSON) into a tree without anchors, aliases, merge
// keys, tags or duplicate keys. It reports faults and then returns nil.
func parseTree(name string, data []byte, f *faults) *document {
	d := &document{name: name, faults: f}
	data = bytes.TrimPrefix(data, []byte(bom))
	if !d.readable(data) {
		return nil
	}
	d.lines = strings.Split(string(data), "\n")
	var root yaml.Node
	if err := yaml.Load(data, &root); err != nil {
		d.syntax(err)
		return nil
	}
	if root.Kind != yaml.DocumentNode || len(root.Content) != 1 {
		d.add(Position{File: name}, "", "文件是空的，请检查是否选错了文件")
		return nil
	}
	d.root = root.Content[0]
	before := len(f.list)
	d.check(d.root, 0)
	if len(f.list) > before {
		return nil
	}
	return d
}

// readable refuses what is no text before the parser sees it, with its place.
func (d *document) readable(data []byte) bool {
	at := Position{File: d.name}
	if len(bytes.TrimSpace(data)) == 0 {
		d.add(at, "", "文件是空的，请检查是否选错了文件")
		return false
	}
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		d.add(at, "", "文件是 UTF-16 编码，请另存为 UTF-8 编码")
		return false
	}
	line, column := 1, 1
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		at.Line, at.Column = line, column
		switch {
		case r == utf8.RuneError && size == 1:
			if bytes.IndexByte(data, 0) >= 0 {
				d.add(at, "", "这不是文本文件，请检查是否选错了文件")
			} else {
				d.add(at, "", "文件不是 UTF-8 编码，请另存为 UTF-8 编码")
			}
			return false
		case r == '\n':
			line, column = line+1, 0
		case r < ' ' && r != '\t' && r != '\r', r == 0x7f:
			d.add(at, "", "这里有不可见的控制字符，请检查是否选错了文件")
			return false
		}
		i += size
		column++
	}
	return true
}

// syntax puts a parser error into words.
func (d *document) syntax(err error) {
	at := Position{File: d.name}
	var le *yaml.LoadError
	if !errors.As(err, &le) {
		d.add(at, "", "不是有效的 YAML 或 JSON，请检查写法")
		return
	}
	at.Line, at.Column = le.Mark.Line, le.Mark.Column
	if last := len(d.lines); at.Line > last { // the parser counts an end of line that is not there
		at.Line, at.Column = last, utf8.RuneCountInString(d.lines[last-1])+1
	}
	for _, s := range syntaxWords {
		if strings.Contains(le.Message, s.english) {
			d.add(at, "", "%s", s.chinese)
			return
		}
	}
	d.add(at, "", "不是有效的 YAML 或 JSON（%s），请检查引号、括号和缩进", le.Message)
}

var syntaxWords = []struct{ english, chinese string }{
	{"mapping values are not allowed", "这里不能有冒号，请检查缩进；值里含有冒号加空格时，请给整个值加引号"},
	{"tab character", "缩进请用空格，不用 Tab"},
	{"cannot start any token", "这里的字符不能放在开头：缩进请用空格，不用 Tab；以 % @ ` 开头的值请加引号"},
	{"did not find expected ',' or", "括号没有配对或缺少逗号；在 [ ]、{ } 里，含有逗号、括号的值请加引号"},
	{"could not find expected ':'", "缺少冒号，请写成“键: 值”，冒号后面有空格"},
	{"did not find expected key", "缩进不对，或者上面的引号、括号没有配对"},
	{"did not find expected '-'", "缩进不对，列表的每一项都以“- ”开头并上下对齐"},
	{"did not find expected node content", "这里缺少一个值，请检查括号和逗号"},
	{"unexpected end of stream", "引号没有配对"},
	{"exceeded max depth", "嵌套太深，请检查括号"},
	{"escape", "双引号里的反斜线写法不对，请改用单引号"},
	{"anchor", "不支持锚点与引用（& 和 *），请把内容写全；以 * 或 & 开头的值请加引号"},
	{"no documents", "文件是空的，请检查是否选错了文件"},
	{"found multiple", "一个文件只能有一份内容，请删去多余的“---”"},
}

// check refuses the parts of YAML that make a file mean something else than it
// seems to.
func (d *document) check(n *yaml.Node, depth int) {
	at := d.at(n)
	switch {
	case depth > maxDepth:
		d.add(at, "", "嵌套太深，最多 %d 层，请检查括号和缩进", maxDepth)
		return
	case n.Kind == yaml.AliasNode || n.Anchor != "":
		d.add(at, "", "不支持锚点与引用（& 和 *），请把内容写全；以 * 或 & 开头的值请加引号")
		return
	case n.Style&yaml.TaggedStyle != 0:
		d.add(at, "", "不支持标签（! 开头），请删去标签，或给值加引号")
		return
	}
	if r := invisible(n.Value); r >= 0 {
		d.add(at, "", "这里有看不见的字符（U+%04X），请删去", r)
		return
	}
	if n.Kind != yaml.MappingNode {
		for _, c := range n.Content {
			d.check(c, depth+1)
		}
		return
	}
	first := make(map[string]int, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		switch line, twice := first[key.Value]; {
		case invisible(key.Value) >= 0:
			d.add(d.at(key), "", "这里有看不见的字符（U+%04X），请删去", invisible(key.Value))
		case key.Kind != yaml.ScalarNode || key.Tag == "!!null":
			d.add(d.at(key), "", "键必须是一个名字，请写成“名字: 值”")
		case key.Tag == "!!merge":
			d.add(d.at(key), "", "不支持合并键（<<），请把内容写全")
		case twice:
			d.add(d.at(key), "", "“%s”写了两次，第一次在第 %d 行，请删去一个", cut(key.Value), line)
		default:
			first[key.Value] = key.Line
		}
		d.check(n.Content[i+1], depth+1)
	}
}

// invisible is the first character that could turn what a screen or a printed
// page shows: controls, bidi marks, zero-width ones; -1 if there is none. Escapes
// of YAML and JSON can write them, so that the bytes alone do not tell.
func invisible(s string) rune {
	for _, r := range s {
		if r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029') {
			return r
		}
	}
	return -1
}

func (d *document) at(n *yaml.Node) Position {
	return Position{File: d.name, Line: n.Line, Column: n.Column}
}

// cut makes a text from a file fit for a message.
func cut(s string) string {
	const most = 40
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
