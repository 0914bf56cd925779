package content

import "slices"

// tree is a parsed expression, without regard to names and types.
type tree struct {
	op   treeOp
	text string  // name, figure, function, list or comparison sign
	of   []*tree // operands
	// choices of opIn
	names []token
	pos   int // byte offset in its expression
}

type treeOp uint8

const (
	opName    treeOp = iota + 1
	opFigure         // text is the figure
	opAnd            // of: two or more
	opOr             // of: two or more
	opNot            // of: one
	opCompare        // of: left, right; text is the sign
	opIn             // of: left; names are the choices
	opPlus           // of: left, right
	opMinus          // of: left, right
	opTimes          // of: left, right
	opCall           // text: min, max, within; of: arguments
	opRecords        // text: some, all, total; of: list name, body [, where]
)

const maxNesting = 40

// Words that can name no question, choice or define.
var reserved = []string{"and", "or", "not", "in", "where"}

type parser struct {
	toks  []token
	i     int
	depth int
}

// parseExpression reads the grammar of doc.go:
//
//	or      = and { "or" and }
//	and     = not { "and" not }
//	not     = "not" not | compare
//	compare = sum [ sign sum | "in" "[" name { "," name } "]" ]
//	sum     = product { ("+" | "-") product }
//	product = primary { "*" primary }
//	primary = figure | name | "(" or ")" | call
//	call    = ("some" | "all") "(" name ":" or ")"
//	        | "total" "(" name [ "where" or ] ":" or ")"
//	        | ("min" | "max" | "within") "(" [ or { "," or } ] ")"
func parseExpression(text string) (*tree, *syntaxError) {
	toks, err := lex(text)
	if err != nil {
		return nil, err
	}
	p := &parser{toks: toks}
	if p.peek().kind == tokEnd {
		return nil, bad(0, "表达式是空的，请填写或删去这一项")
	}
	t, err := p.or()
	if err != nil {
		return nil, err
	}
	if end := p.peek(); end.kind != tokEnd {
		return nil, bad(end.pos, "看不懂“%s”，前面是不是少了 and、or 或比较符号？", cut(end.text))
	}
	return t, nil
}

func (p *parser) peek() token { return p.toks[p.i] }

func (p *parser) next() token {
	t := p.toks[p.i]
	if t.kind != tokEnd {
		p.i++
	}
	return t
}

func (p *parser) word(w string) bool {
	if t := p.peek(); t.kind == tokName && t.text == w {
		p.i++
		return true
	}
	return false
}

func (p *parser) sign(s string) bool {
	if t := p.peek(); t.kind == tokSign && t.text == s {
		p.i++
		return true
	}
	return false
}

func (p *parser) expect(s, why string) *syntaxError {
	if p.sign(s) {
		return nil
	}
	return p.unexpected("这里应有“" + s + "”" + why)
}

func (p *parser) unexpected(want string) *syntaxError {
	t := p.peek()
	if t.kind == tokEnd {
		return bad(t.pos, "表达式没有写完：%s", want)
	}
	return bad(t.pos, "看不懂“%s”：%s", cut(t.text), want)
}

// enter bounds the nesting, so that no input exhausts the stack.
func (p *parser) enter() *syntaxError {
	if p.depth++; p.depth > maxNesting {
		return bad(p.peek().pos, "括号嵌套太深，请用 define 拆开")
	}
	return nil
}

func (p *parser) or() (*tree, *syntaxError) {
	if err := p.enter(); err != nil {
		return nil, err
	}
	defer func() { p.depth-- }()
	return p.chain("or", opOr, p.and)
}

func (p *parser) and() (*tree, *syntaxError) { return p.chain("and", opAnd, p.not) }

// chain reads operands joined by one word.
func (p *parser) chain(word string, op treeOp, operand func() (*tree, *syntaxError)) (*tree, *syntaxError) {
	first, err := operand()
	if err != nil || p.peek().kind != tokName || p.peek().text != word {
		return first, err
	}
	t := &tree{op: op, of: []*tree{first}, pos: first.pos}
	for p.word(word) {
		next, err := operand()
		if err != nil {
			return nil, err
		}
		t.of = append(t.of, next)
	}
	return t, nil
}

func (p *parser) not() (*tree, *syntaxError) {
	pos := p.peek().pos
	if !p.word("not") {
		return p.compare()
	}
	if err := p.enter(); err != nil {
		return nil, err
	}
	defer func() { p.depth-- }()
	of, err := p.not()
	if err != nil {
		return nil, err
	}
	return &tree{op: opNot, of: []*tree{of}, pos: pos}, nil
}

var comparisons = []string{"<", "<=", "=", ">=", ">"}

func (p *parser) compare() (*tree, *syntaxError) {
	left, err := p.sum()
	if err != nil {
		return nil, err
	}
	t := p.peek()
	switch {
	case t.kind == tokSign && slices.Contains(comparisons, t.text):
		p.next()
		right, err := p.sum()
		if err != nil {
			return nil, err
		}
		return &tree{op: opCompare, text: t.text, of: []*tree{left, right}, pos: t.pos}, nil
	case p.word("in"):
		names, err := p.choices()
		if err != nil {
			return nil, err
		}
		return &tree{op: opIn, of: []*tree{left}, names: names, pos: t.pos}, nil
	}
	return left, nil
}

// choices reads [a, b].
func (p *parser) choices() ([]token, *syntaxError) {
	if err := p.expect("[", "，如 in [a, b]"); err != nil {
		return nil, err
	}
	var out []token
	for {
		t := p.peek()
		if t.kind != tokName {
			return nil, p.unexpected("这里应是一个选项的 id")
		}
		out = append(out, p.next())
		if p.sign("]") {
			return out, nil
		}
		if err := p.expect(",", "或“]”"); err != nil {
			return nil, err
		}
	}
}

func (p *parser) sum() (*tree, *syntaxError) {
	left, err := p.product()
	for err == nil {
		t := p.peek()
		op := opPlus
		if t.kind == tokSign && t.text == "-" {
			op = opMinus
		} else if t.kind != tokSign || t.text != "+" {
			return left, nil
		}
		p.next()
		var right *tree
		if right, err = p.product(); err == nil {
			left = &tree{op: op, of: []*tree{left, right}, pos: t.pos}
		}
	}
	return nil, err
}

func (p *parser) product() (*tree, *syntaxError) {
	left, err := p.primary()
	for err == nil {
		t := p.peek()
		if !p.sign("*") {
			return left, nil
		}
		var right *tree
		if right, err = p.primary(); err == nil {
			left = &tree{op: opTimes, of: []*tree{left, right}, pos: t.pos}
		}
	}
	return nil, err
}

func (p *parser) primary() (*tree, *syntaxError) {
	t := p.peek()
	switch {
	case t.kind == tokFigure:
		p.next()
		return &tree{op: opFigure, text: t.text, pos: t.pos}, nil
	case t.kind == tokName && slices.Contains(reserved, t.text):
		return nil, p.unexpected("这里应是问题、数字或括号")
	case t.kind == tokName:
		p.next()
		if p.sign("(") {
			return p.call(t)
		}
		return &tree{op: opName, text: t.text, pos: t.pos}, nil
	case p.sign("("):
		inner, err := p.or()
		if err != nil {
			return nil, err
		}
		return inner, p.expect(")", "，括号没有配对")
	case t.kind == tokSign && t.text == "-":
		return nil, bad(t.pos, "不能写负数，相减请写成 a - b")
	}
	return nil, p.unexpected("这里应是问题、数字或括号")
}

// call reads the arguments of a function whose "(" is read already.
func (p *parser) call(name token) (*tree, *syntaxError) {
	switch name.text {
	case "some", "all", "total":
		return p.records(name)
	case "min", "max", "within":
	default:
		return nil, bad(name.pos, "没有“%s( )”这个写法%s", name.text,
			didYouMean(name.text, []string{"some", "all", "total", "min", "max", "within"}))
	}
	t := &tree{op: opCall, text: name.text, pos: name.pos}
	if p.sign(")") {
		return t, nil
	}
	for {
		arg, err := p.or()
		if err != nil {
			return nil, err
		}
		t.of = append(t.of, arg)
		if p.sign(")") {
			return t, nil
		}
		if err := p.expect(",", "或“)”"); err != nil {
			return nil, err
		}
	}
}

func (p *parser) records(name token) (*tree, *syntaxError) {
	list := p.peek()
	if list.kind != tokName {
		return nil, p.unexpected("这里应是列表的 id，如 " + name.text + "(plots: …)")
	}
	p.next()
	t := &tree{op: opRecords, text: name.text, pos: name.pos, of: []*tree{{op: opName, text: list.text, pos: list.pos}, nil}}
	if name.text == "total" && p.word("where") {
		where, err := p.or()
		if err != nil {
			return nil, err
		}
		t.of = append(t.of, where)
	}
	if err := p.expect(":", "，如 "+name.text+"(plots: …)"); err != nil {
		return nil, err
	}
	body, err := p.or()
	if err != nil {
		return nil, err
	}
	t.of[1] = body
	return t, p.expect(")", "，括号没有配对")
}
