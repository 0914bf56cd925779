package quantities

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"
	"testing"

	"huiqi/engine"
)

// Every kind that the engine's source has is here, and the engine knows it.
func TestEveryKind(t *testing.T) {
	source, err := parser.ParseFile(token.NewFileSet(), "../expr.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var want, got []string
	for _, d := range source.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Recv != nil && f.Name.Name == "expr" {
			want = append(want, f.Recv.List[0].Type.(*ast.Ident).Name)
		}
	}
	for _, e := range Each() {
		got = append(got, strings.TrimPrefix(fmt.Sprintf("%T", e), "engine."))
		p := Policy()
		p.Items = []engine.Item{{ID: "item", Amount: engine.Amount{Kind: engine.Money, Tiers: []engine.Tier{{Certainty: engine.Exact, Value: e}}}}}
		if _, err := engine.Compile(*p); err != nil && strings.Contains(err.Error(), "unknown quantity") {
			t.Errorf("%T: %v", e, err)
		}
		if len(Figures(e))+len(Questions(e)) == 0 {
			t.Errorf("%T: nothing is in it, so no test sees whether it is looked into", e)
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if got = slices.Compact(got); !slices.Equal(got, want) || len(want) < 7 {
		t.Errorf("the engine has %v, here are %v", want, got)
	}
}
