package content

import (
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
)

// object reads the keys of one mapping. Every key that is asked for counts as
// known; done reports the others. All methods report faults and go on with a
// zero value, so that one reading finds many faults.
type object struct {
	doc   *document
	node  *yaml.Node // the mapping, or what stands in its place
	where string
	keys  map[string]*yaml.Node // values by key
	known []string
}

func (d *document) object(n *yaml.Node, where string) *object {
	o := &object{doc: d, node: n, where: where, keys: make(map[string]*yaml.Node, len(n.Content)/2)}
	if n.Kind != yaml.MappingNode {
		d.add(d.at(n), where, "这里要写成“键: 值”的形式")
		return o
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		o.keys[n.Content[i].Value] = n.Content[i+1]
	}
	return o
}

// fail reports a fault at a node, or at the object where there is none.
func (o *object) fail(n *yaml.Node, format string, args ...any) {
	if n == nil {
		n = o.node
	}
	o.doc.add(o.doc.at(n), o.where, format, args...)
}

// get is the value of a key, nil where it is absent.
func (o *object) get(key string) *yaml.Node {
	o.known = append(o.known, key)
	return o.keys[key]
}

func (o *object) has(key string) bool { return o.get(key) != nil }

// done reports keys that nobody asked for.
func (o *object) done() {
	if o.node.Kind != yaml.MappingNode {
		return
	}
	for i := 0; i+1 < len(o.node.Content); i += 2 {
		if k := o.node.Content[i]; !slices.Contains(o.known, k.Value) {
			o.fail(k, "没有“%s”这一项%s", cut(k.Value), didYouMean(k.Value, o.known))
		}
	}
}

// text is the value of a key as it is written; "" where it is absent. A key that
// is there says something.
func (o *object) text(key string) string {
	s := o.blank(key)
	if o.empty(key) {
		o.fail(o.keys[key], "“%s”是空的，请填写，没有就删去", key)
	}
	return s
}

// blank is text that may be empty.
func (o *object) blank(key string) string {
	n := o.get(key)
	if n == nil {
		return ""
	}
	s, _ := o.scalar(n, key)
	return s
}

// empty reports whether a key is there with an empty text.
func (o *object) empty(key string) bool {
	n := o.get(key)
	return n != nil && n.Kind == yaml.ScalarNode && n.Tag == "!!str" && strings.TrimSpace(n.Value) == ""
}

// must is text that may not be absent or empty.
func (o *object) must(key string) string {
	if !o.has(key) {
		o.fail(o.node, "缺少“%s”", key)
	} else if o.empty(key) {
		o.fail(o.keys[key], "“%s”是空的，请填写", key)
	}
	return o.blank(key)
}

func (o *object) scalar(n *yaml.Node, key string) (string, bool) {
	switch {
	case n.Kind != yaml.ScalarNode:
		o.fail(n, "“%s”要写成一个值，不是列表或下级内容", key)
	case n.Tag == "!!null":
		o.fail(n, "“%s”没有值，请填写或删去这一行", key)
	case n.Tag == "!!bool":
		o.fail(n, "“%s”要写文字；如果就是这个词，请加引号", key)
	default:
		return strings.TrimSpace(n.Value), true
	}
	return "", false
}

func (o *object) flag(key string) bool {
	n := o.get(key)
	if n == nil {
		return false
	}
	if n.Kind != yaml.ScalarNode || n.Tag != "!!bool" {
		o.fail(n, "“%s”只能写 true 或 false", key)
		return false
	}
	return n.Value == "true"
}

// number is a small whole number, 0 where it is absent or wrong.
func (o *object) number(key string) int {
	n := o.get(key)
	if n == nil {
		o.fail(o.node, "缺少“%s”", key)
		return 0
	}
	v, err := strconv.Atoi(n.Value)
	if n.Kind != yaml.ScalarNode || err != nil || v < 0 || v > 9999 {
		o.fail(n, "“%s”要写一个整数", key)
		return 0
	}
	return v
}

// list is the elements of a list; a single value in its place is a fault.
func (o *object) list(key string) []*yaml.Node {
	n := o.get(key)
	if n == nil {
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		o.fail(n, "“%s”要写成列表，如 [甲, 乙]", key)
		return nil
	}
	return n.Content
}

// texts is a list of texts.
func (o *object) texts(key string) []string {
	var out []string
	for _, n := range o.list(key) {
		if s, ok := o.scalar(n, key); ok && s != "" {
			out = append(out, s)
		} else if ok {
			o.fail(n, "“%s”里有空的一项，请填写或删去", key)
		}
	}
	return out
}

// pairs are the keys and values of a mapping, in file order.
func (o *object) pairs(key string) []*yaml.Node {
	n := o.get(key)
	if n == nil {
		return nil
	}
	if n.Kind != yaml.MappingNode {
		o.fail(n, "“%s”要写成“键: 值”的形式", key)
		return nil
	}
	return n.Content
}

// choose is text that must be one of a few words.
func (o *object) choose(key string, words ...string) string {
	s := o.blank(key)
	switch {
	case o.empty(key):
		o.fail(o.keys[key], "“%s”是空的，只能是 %s", key, strings.Join(words, "、"))
	case s != "" && !slices.Contains(words, s):
		o.fail(o.keys[key], "“%s”不能是“%s”，只能是 %s", key, cut(s), strings.Join(words, "、"))
		return ""
	}
	return s
}
