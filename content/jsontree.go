package content

import (
	"encoding/json"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// jsonTree reads JSON texts into the trees that answers are read from. YAML's
// parser reads JSON too, at a fiftieth of the speed: too slow for a stream of
// records. A tree and its texts are good until the next one is read.
type jsonTree struct {
	s     string
	i     int
	nodes []*yaml.Node // reused; the first used belong to the present tree
	used  int
	fault string // the first fault; "" none
	at    int    // its byte
}

// parse reads one text. Columns of the nodes count bytes from 1.
func (t *jsonTree) parse(s string) *yaml.Node {
	t.start(s)
	n := t.value(0)
	if t.space(); t.fault == "" && t.i < len(t.s) {
		t.fail(t.i, "后面还有多余的内容，一行只能写一个 { }")
	}
	return n
}

func (t *jsonTree) start(s string) { t.s, t.i, t.used, t.fault = s, 0, 0, "" }

// members goes through an object, which must follow, and stops where do gives up.
// do reads the value.
func (t *jsonTree) members(do func(key string) bool) bool {
	if t.next() != '{' {
		return false
	}
	t.i++
	for first := true; t.next() != '}'; first = false {
		if !first && !t.take(',', "") || t.next() != '"' {
			return false
		}
		key := t.text()
		if t.fault != "" || !t.take(':', "") || !do(key) {
			return false
		}
	}
	t.i++
	return true
}

// elements goes through an array, which must follow, and stops where do gives up.
// do reads the element.
func (t *jsonTree) elements(do func() bool) bool {
	if t.next() != '[' {
		return false
	}
	t.i++
	for first := true; t.next() != ']'; first = false {
		if !first && !t.take(',', "") || !do() {
			return false
		}
	}
	t.i++
	return true
}

// word takes a word, if it follows.
func (t *jsonTree) word(w string) bool {
	if !strings.HasPrefix(t.s[t.i:], w) {
		return false
	}
	t.i += len(w)
	return true
}

func (t *jsonTree) fail(at int, what string) *yaml.Node {
	if t.fault == "" {
		t.fault, t.at = what, at
	}
	return nil
}

// node is a fresh node that starts at a byte.
func (t *jsonTree) node(kind yaml.Kind, tag string, at int) *yaml.Node {
	if t.used == len(t.nodes) {
		block := make([]yaml.Node, 64)
		for i := range block {
			t.nodes = append(t.nodes, &block[i])
		}
	}
	n := t.nodes[t.used]
	t.used++
	n.Kind, n.Tag, n.Value, n.Line, n.Column = kind, tag, "", 1, at+1
	if len(n.Content) > 0 {
		n.Content = n.Content[:0]
	}
	return n
}

func (t *jsonTree) space() {
	for t.i < len(t.s) && (t.s[t.i] == ' ' || t.s[t.i] == '\t' || t.s[t.i] == '\r' || t.s[t.i] == '\n') {
		t.i++
	}
}

// next is the byte after spaces, 0 at the end.
func (t *jsonTree) next() byte {
	t.space()
	if t.i == len(t.s) {
		return 0
	}
	return t.s[t.i]
}

func (t *jsonTree) value(depth int) *yaml.Node {
	c := t.next()
	at := t.i
	switch {
	case depth > maxDepth:
		return t.fail(at, "嵌套太深，请检查括号")
	case c == '{':
		return t.object(depth)
	case c == '[':
		return t.array(depth)
	case c == '"':
		n := t.node(yaml.ScalarNode, "!!str", at)
		n.Value = t.text()
		return n
	case c == '-' || c >= '0' && c <= '9':
		return t.number()
	}
	for _, w := range &jsonWords {
		if t.word(w.word) {
			n := t.node(yaml.ScalarNode, w.tag, at)
			n.Value = w.word
			return n
		}
	}
	return t.fail(at, "这里缺少一个值，文字要加双引号")
}

var jsonWords = [...]struct{ word, tag string }{{"true", "!!bool"}, {"false", "!!bool"}, {"null", "!!null"}}

func (t *jsonTree) object(depth int) *yaml.Node {
	n := t.node(yaml.MappingNode, "!!map", t.i)
	t.i++
	for t.next() != '}' {
		if len(n.Content) > 0 && !t.take(',', "缺少逗号，或括号没有配对") {
			return nil
		}
		if t.next() != '"' {
			return t.fail(t.i, "这里要写加双引号的名字")
		}
		key := t.node(yaml.ScalarNode, "!!str", t.i)
		key.Value = t.text()
		if t.fault != "" || !t.take(':', "名字后面缺少冒号") {
			return nil
		}
		v := t.value(depth + 1)
		if v == nil {
			return nil
		}
		n.Content = append(n.Content, key, v)
	}
	t.i++
	return n
}

func (t *jsonTree) array(depth int) *yaml.Node {
	n := t.node(yaml.SequenceNode, "!!seq", t.i)
	t.i++
	for t.next() != ']' {
		if len(n.Content) > 0 && !t.take(',', "缺少逗号，或括号没有配对") {
			return nil
		}
		v := t.value(depth + 1)
		if v == nil {
			return nil
		}
		n.Content = append(n.Content, v)
	}
	t.i++
	return n
}

func (t *jsonTree) take(c byte, otherwise string) bool {
	if t.next() != c {
		t.fail(t.i, otherwise)
		return false
	}
	t.i++
	return true
}

// text reads a string. Without escapes it is a part of the input.
func (t *jsonTree) text() string {
	start := t.i
	t.i++
	end := strings.IndexByte(t.s[t.i:], '"')
	if end >= 0 {
		if raw := t.s[t.i : t.i+end]; ordinary(raw) {
			t.i += end + 1
			return raw
		}
	}
	for ; t.i < len(t.s); t.i++ {
		switch c := t.s[t.i]; {
		case c == '"':
			t.i++
			var out string
			if json.Unmarshal([]byte(t.s[start:t.i]), &out) != nil {
				t.fail(start, "文字里的反斜线写法不对")
			}
			return out
		case c == '\\':
			t.i++
		case c < ' ':
			t.fail(t.i, "文字里有不可见的控制字符")
			return ""
		}
	}
	t.fail(start, "引号没有配对")
	t.i = len(t.s)
	return ""
}

// ordinary reports whether a text has no escapes and no control characters.
func ordinary(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] == '\\' {
			return false
		}
	}
	return true
}

// digits takes what can stand in a number.
func (t *jsonTree) digits() string {
	start := t.i
	for t.i < len(t.s) && (t.s[t.i] >= '0' && t.s[t.i] <= '9' || strings.IndexByte("+-.eE", t.s[t.i]) >= 0) {
		t.i++
	}
	return t.s[start:t.i]
}

// number keeps the text of a number.
func (t *jsonTree) number() *yaml.Node {
	start := t.i
	text := t.digits()
	if !plainDigits(text) && !json.Valid([]byte(text)) {
		return t.fail(start, "数字写得不对，请加双引号，或写成 5000 这样")
	}
	n := t.node(yaml.ScalarNode, "!!int", start)
	n.Value = text
	return n
}

// plainDigits reports whether a text is a whole number as JSON writes it.
func plainDigits(s string) bool {
	if len(s) > 1 && s[0] == '0' {
		return false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// runeColumn turns a byte of a line into a column in characters, from 1.
func runeColumn(s string, at int) int {
	return utf8.RuneCountInString(s[:min(at, len(s))]) + 1
}
