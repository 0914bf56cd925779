package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huiqi/engine"
	"huiqi/engine/figure"
)

// change is an expression with one single change.
type change struct {
	op, text string
}

// expression is the text of a condition or an amount, cut into tokens. The
// changes are made to the text: what cannot be read afterwards the loader
// refuses.
type expression struct {
	toks      []string
	questions map[string][]*engine.Question
	out       []change
}

var tokenPattern = regexp.MustCompile(`[A-Za-z_][A-Za-z0-9_]*|[0-9][0-9.]*(?::[0-9.]+)?(?: ?[\p{Han}%]+(?:/\p{Han}+)?)?|\p{Han}+|<=|>=|[()\[\],:+*<=>-]`)

// changes are all single changes of an expression.
func changes(text string, questions map[string][]*engine.Question) []change {
	x := &expression{toks: tokenPattern.FindAllString(text, -1), questions: questions}
	whole := strings.Join(x.toks, " ")
	for i, t := range x.toks {
		switch {
		case t == "and" || t == "or":
			x.replace("swap and/or", i, i+1, map[string]string{"and": "or", "or": "and"}[t])
			x.replace("drop a condition", i, x.end(i+1), "")
			x.replace("drop a condition", x.begin(i-1), i+1, "")
		case t == "where":
			x.replace("drop a condition", i, x.end(i+1), "")
		case t == "some" || t == "all":
			x.replace("swap some/all", i, i+1, map[string]string{"some": "all", "all": "some"}[t])
		case t == "min":
			x.minimum(i)
		case t == "+" || t == "-":
			x.replace("swap + and -", i, i+1, map[string]string{"+": "-", "-": "+"}[t])
		case slices.Contains([]string{"<", "<=", ">", ">="}, t):
			x.replace("move a threshold", i, i+1, map[string]string{"<": "<=", "<=": "<", ">": ">=", ">=": ">"}[t])
			x.replace("negate a condition", i, i+1, map[string]string{"<": ">=", "<=": ">", ">": "<=", ">=": "<"}[t])
		case t == "=" || t == "in":
			x.choices(i)
		case isFigure(t):
			x.figure(i)
		}
		if x.startsCondition(i) {
			x.negate(i)
		}
	}
	out := x.out[:0]
	for _, c := range x.out {
		if c.text != whole && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

func isFigure(t string) bool {
	_, err := figure.Parse(t)
	return err == nil
}

// replace puts words in the place of tokens.
func (x *expression) replace(op string, from, to int, words ...string) {
	toks := slices.Concat(x.toks[:from], words, x.toks[to:])
	text := strings.Join(slices.DeleteFunc(toks, func(t string) bool { return t == "" }), " ")
	x.out = append(x.out, change{op, text})
}

// end is where the operand ends that begins at a token.
func (x *expression) end(i int) int {
	depth := 0
	for ; i < len(x.toks); i++ {
		switch t := x.toks[i]; {
		case t == "(" || t == "[":
			depth++
		case (t == ")" || t == "]") && depth > 0:
			depth--
		case depth == 0 && slices.Contains([]string{"and", "or", ")", "]", ",", ":"}, t):
			return i
		}
	}
	return i
}

// begin is where the operand begins that ends with a token.
func (x *expression) begin(i int) int {
	depth := 0
	for ; i >= 0; i-- {
		switch t := x.toks[i]; {
		case t == ")" || t == "]":
			depth++
		case (t == "(" || t == "[") && depth > 0:
			depth--
		case depth == 0 && slices.Contains([]string{"and", "or", "(", "[", ",", ":", "where"}, t):
			return i + 1
		}
	}
	return 0
}

// startsCondition reports whether a condition without and and or begins here.
func (x *expression) startsCondition(i int) bool {
	if x.toks[i][0] < 'a' || x.toks[i][0] > 'z' || slices.Contains([]string{"and", "or", "in", "min", "max", "total", "where"}, x.toks[i]) {
		return false
	}
	if i == 0 {
		return !slices.ContainsFunc(x.toks, func(t string) bool { return t == "*" || t == "min" || t == "total" })
	}
	switch x.toks[i-1] {
	case "and", "or", "not", "where":
		return true
	case "(":
		return i == 1 || !slices.Contains([]string{"min", "max", "total", "within", "some", "all"}, x.toks[i-2])
	case ":": // some(list: …, but not total(list where …: …
		for k := i - 2; k >= 0; k-- {
			if slices.Contains([]string{"some", "all"}, x.toks[k]) {
				return true
			} else if x.toks[k] == "total" {
				return false
			}
		}
	}
	return false
}

func (x *expression) negate(i int) {
	switch {
	case x.toks[i] == "not":
		x.replace("negate a condition", i, i+1)
	case i == 0 || x.toks[i-1] != "not":
		x.replace("negate a condition", i, i, "not")
	}
}

// minimum leaves of min(a, b) one part: the rest are ceilings.
func (x *expression) minimum(i int) {
	for from := i + 2; from < len(x.toks); {
		to := x.end(from)
		last := x.end(i + 1) // behind the bracket
		x.replace("drop a ceiling", i, last, x.toks[from:to]...)
		if to >= len(x.toks) || x.toks[to] != "," {
			return
		}
		from = to + 1
	}
}

// choices changes which choices a condition tests.
func (x *expression) choices(i int) {
	if i == 0 || i+1 >= len(x.toks) {
		return
	}
	if x.toks[i] == "=" {
		for _, q := range x.questions[x.toks[i-1]] {
			k := slices.IndexFunc(q.Choices, func(c engine.Choice) bool { return c.ID == x.toks[i+1] })
			if k >= 0 && len(q.Choices) > 1 {
				x.replace("change a choice", i+1, i+2, q.Choices[(k+1)%len(q.Choices)].ID)
			}
		}
		return
	}
	last := i + slices.Index(x.toks[i:], "]")
	if last < i {
		return
	}
	listed := x.toks[i+2 : last]
	for k := i + 2; k < last && len(listed) > 1; k += 2 {
		from, to := k, k+2 // with the comma after it, or the last one with the comma before
		if to > last {
			from, to = k-1, k+1
		}
		x.replace("change a choice", from, to)
	}
	for _, q := range x.questions[x.toks[i-1]] {
		for _, c := range q.Choices {
			if c.ID != q.Unsure && !slices.Contains(listed, c.ID) {
				x.replace("change a choice", i+2, i+2, c.ID, ",")
			}
		}
	}
}

// figure moves a threshold by the grain of its question, and any other figure by
// its last printed digit; and it changes the unit.
func (x *expression) figure(i int) {
	t := x.toks[i]
	if i > 1 && slices.Contains([]string{"<", "<=", "=", ">=", ">"}, x.toks[i-1]) {
		grain := decimal.New(1, -2)
		for _, q := range x.questions[x.toks[x.begin(i-2)]] {
			if q.Step.IsPositive() {
				grain = q.Step
			}
		}
		f, _ := figure.Parse(t)
		for _, d := range []decimal.Decimal{grain, grain.Neg()} {
			if v := f.Value.Add(d); !v.IsNegative() {
				x.replace("move a threshold", i, i+1, v.String()+f.Unit)
			}
		}
	} else {
		for _, s := range stepped(t) {
			x.replace("change a figure", i, i+1, s)
		}
	}
	for _, s := range otherUnits(t) {
		x.replace("change a unit", i, i+1, s)
	}
}

var (
	printedNumber = regexp.MustCompile(`^((?:[0-9.]+:)?)([0-9]+(?:\.[0-9]+)?)(.*)$`)
	hanzi         = []rune("一二三四五六七八九")
)

// stepped are a printed figure with its last digit one up and one down.
func stepped(t string) []string {
	var out []string
	if m := printedNumber.FindStringSubmatch(t); m != nil {
		n := decimal.RequireFromString(m[2])
		for _, d := range []decimal.Decimal{n.Add(decimal.New(1, n.Exponent())), n.Sub(decimal.New(1, n.Exponent()))} {
			if d.IsPositive() {
				out = append(out, m[1]+d.String()+m[3])
			}
		}
		return out
	}
	r := []rune(t)
	for i := len(r) - 1; i >= 0; i-- {
		if k := slices.Index(hanzi, r[i]); k >= 0 {
			for _, n := range []int{k + 1, k - 1} {
				if n >= 0 && n < len(hanzi) {
					out = append(out, fmt.Sprintf("%s%c%s", string(r[:i]), hanzi[n], string(r[i+1:])))
				}
			}
			break
		}
	}
	return out
}

// otherUnits are a printed figure in other units.
func otherUnits(t string) []string {
	var out []string
	for _, u := range [][2]string{
		{"万元/亩", "元/亩"}, {"元/亩", "万元/亩"}, {"亿美元", "万美元"}, {"万美元", "万元"}, {"亿元", "万元"}, {"万元", "元"}, {"万元", "亿元"},
		{"万", "亿"}, {"平方米", "亩"}, {"亩", "平方米"}, {"%", "折"}, {"折", "%"},
	} {
		if n, ok := strings.CutSuffix(t, u[0]); ok && len(out) < 2 && n != "" && !strings.HasSuffix(n, "万") {
			out = append(out, n+u[1])
		}
	}
	return out
}
