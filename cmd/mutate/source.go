package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// sourceFile makes the changes of one Go file. They are made to its text, by the
// places of its tree.
type sourceFile struct {
	name string
	data []byte
	fset *token.FileSet
	fn   string // the function that is being changed
	body *ast.BlockStmt
	void bool           // it has no result
	seen map[string]int // ids so far: the same change twice in a function is counted
	out  []mutant
}

// sourceMutants are all single changes of the functions of some packages.
func sourceMutants(dirs ...string) ([]mutant, error) {
	var out []mutant
	for _, dir := range dirs {
		names, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			data, err := os.ReadFile(name)
			if err != nil {
				return nil, err
			}
			more, err := changedSource(filepath.ToSlash(name), data)
			if err != nil {
				return nil, err
			}
			out = append(out, more...)
		}
	}
	return out, nil
}

func changedSource(name string, data []byte) ([]mutant, error) {
	f := &sourceFile{name: name, data: data, fset: token.NewFileSet(), seen: map[string]int{}}
	tree, err := parser.ParseFile(f.fset, name, data, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	for _, d := range tree.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok && fn.Body != nil {
			f.fn, f.body, f.void = fn.Name.Name, fn.Body, fn.Type.Results == nil
			if fn.Recv != nil {
				f.fn = strings.TrimPrefix(f.text(fn.Recv.List[0].Type), "*") + "." + f.fn
			}
			ast.Inspect(fn.Body, f.node)
		}
	}
	return f.out, nil
}

func (f *sourceFile) text(n ast.Node) string {
	return string(f.data[f.at(n.Pos()):f.at(n.End())])
}

func (f *sourceFile) at(p token.Pos) int { return f.fset.Position(p).Offset }

// replace puts a text in the place of some bytes; whole is what it is a part of.
func (f *sourceFile) replace(op string, whole ast.Node, from, to token.Pos, text string) {
	a, b := f.at(from), f.at(to)
	start := f.at(whole.Pos())
	line, _, _ := strings.Cut(f.text(whole), "\n")
	was := strings.TrimSpace(line)
	id := fmt.Sprintf("%s | %s %s | %s: %s -> %s", op, f.name, f.fn, was, firstLine(string(f.data[a:b])), text)
	if a > start && strings.Count(line, string(f.data[a:b])) > 1 { // which one
		id += fmt.Sprintf(" (%d)", strings.Count(string(f.data[start:a]), string(f.data[a:b]))+1)
	}
	if f.seen[id]++; f.seen[id] > 1 {
		id += fmt.Sprintf(" #%d", f.seen[id])
	}
	begin, end := f.at(f.body.Pos()), f.at(f.body.End())
	body := slices.Concat(f.data[begin:a], []byte(text), f.data[b:end])
	f.out = append(f.out, mutant{op: op, id: id, file: f.name, data: body, from: begin, void: f.void})
}

func firstLine(s string) string {
	line, _, more := strings.Cut(s, "\n")
	if more {
		line += " …"
	}
	return line
}

// Calls and names that have an opposite.
var (
	otherSign = map[token.Token]string{
		token.LSS: "<=", token.LEQ: "<", token.GTR: ">=", token.GEQ: ">", token.EQL: "!=", token.NEQ: "==",
		token.ADD: "-", token.SUB: "+", token.LAND: "||", token.LOR: "&&",
	}
	otherName = map[string]string{
		"min": "max", "max": "min", "True": "False", "False": "True", "Unknown": "True", "and": "or", "or": "and",
		"add": "sub", "sub": "add", "Add": "Sub", "Sub": "Add", "LessThan": "LessThanOrEqual",
		"GreaterThan": "GreaterThanOrEqual", "LessThanOrEqual": "LessThan", "GreaterThanOrEqual": "GreaterThan",
		"Low": "High", "High": "Low", "low": "high", "high": "low",
	}
)

func (f *sourceFile) node(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.IfStmt:
		f.condition(n, n.Cond)
	case *ast.ForStmt:
		if n.Cond != nil {
			f.condition(n, n.Cond)
		}
	case *ast.BinaryExpr:
		op := "move a bound"
		switch n.Op {
		case token.LAND, token.LOR:
			op = "swap && and ||"
		case token.ADD, token.SUB:
			op = "swap + and -"
		case token.EQL, token.NEQ:
			op = "negate a condition"
		}
		if s := otherSign[n.Op]; s != "" {
			f.replace(op, n, n.OpPos, n.OpPos+token.Pos(len(n.Op.String())), s)
		}
	case *ast.UnaryExpr:
		if n.Op == token.NOT {
			f.replace("negate a condition", n, n.OpPos, n.OpPos+1, "")
		}
	case *ast.Ident:
		if s := otherName[n.Name]; s != "" {
			f.replace("swap a name", n, n.Pos(), n.End(), s)
		}
	case *ast.BasicLit:
		if v, err := strconv.Atoi(n.Value); err == nil && n.Kind == token.INT {
			f.replace("off by one", n, n.Pos(), n.End(), strconv.Itoa(v+1))
		}
	case *ast.BlockStmt:
		f.statements(n.List)
	case *ast.CaseClause:
		f.statements(n.Body)
	}
	return true
}

// condition makes a branch always or never taken.
func (f *sourceFile) condition(whole ast.Node, c ast.Expr) {
	f.replace("drop a branch", whole, c.Pos(), c.End(), "false && ("+f.text(c)+")")
	if _, loop := whole.(*ast.ForStmt); !loop {
		f.replace("drop a branch", whole, c.Pos(), c.End(), "true || ("+f.text(c)+")")
	}
}

// statements leaves out what stands on its own.
func (f *sourceFile) statements(list []ast.Stmt) {
	for _, s := range list {
		switch s := s.(type) {
		case *ast.ExprStmt, *ast.BranchStmt, *ast.IncDecStmt:
		case *ast.AssignStmt:
			if s.Tok == token.DEFINE {
				continue
			}
		case *ast.ReturnStmt:
			if len(s.Results) > 0 {
				continue
			}
		default:
			continue
		}
		f.replace("drop a statement", s, s.Pos(), s.End(), "")
	}
}
