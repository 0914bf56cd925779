package report

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// All 66 articles are there, with what the printed text says of each.
func TestArticlesAreComplete(t *testing.T) {
	p := embedded(t)
	doc := BuildArticles(p.Program, p.Digest, 0)
	if len(doc.Articles) != 66 {
		t.Fatalf("%d articles", len(doc.Articles))
	}
	for i, a := range doc.Articles {
		if a.Article != i+1 || a.Title == "" || a.Nature == "" || len(a.Units) == 0 || len(a.ChapterLead) == 0 || a.Summary == "" {
			t.Errorf("article %d: %+v", i+1, a)
		}
	}
}

// amountFigure is a figure in the YAML as this test sees it; it does not use the
// parser of the rules.
var (
	yamlFigure = regexp.MustCompile(`[0-9]+:[0-9]+|[0-9]+(?:\.[0-9]+)?(?:[万亿]?美?元(?:/亩)?|[万亿]|%|平方米)|[一二三四五六七八九十]+折`)
	yamlName   = regexp.MustCompile(`[a-z][a-z0-9_]*`)
)

// Every figure in an item's expressions, and in the ones that they name in
// define, stands in the item's typed fields, and nothing else does.
func TestArticlesFigures(t *testing.T) {
	p := embedded(t)
	figures := 0
	for _, a := range BuildArticles(p.Program, p.Digest, 0).Articles {
		raw := rawArticle(t, a.Article)
		grouped := map[string][]string{}
		for _, g := range raw.Groups {
			for _, id := range g.Items {
				grouped[id] = append(grouped[id], g.Ceiling)
			}
		}
		for _, it := range a.Items {
			k := slices.IndexFunc(raw.Items, func(r rawItem) bool { return r.ID == it.ID })
			if k < 0 {
				t.Fatalf("%s is not in the YAML", it.ID)
			}
			var want []string
			for _, s := range append(raw.Items[k].expressions(), grouped[it.ID]...) {
				want = append(want, raw.figures(s)...)
			}
			var got []string
			for _, f := range it.Figures {
				got = append(got, f.Text)
				if f.Value == "" || f.Unit == "" || f.Part == "" {
					t.Errorf("%s: %+v", it.ID, f)
				}
				if v, err := strconv.ParseFloat(f.Value, 64); err != nil || v <= 0 {
					t.Errorf("%s: %s is worth %s", it.ID, f.Text, f.Value)
				}
			}
			if want, got := set(want), set(got); !slices.Equal(want, got) {
				t.Errorf("%s: the YAML has %v, the list %v", it.ID, want, got)
			}
			figures += len(got)
		}
		// what belongs to an item without being part of a rule says so
		for _, f := range p.Official.Articles[a.Article].Figures {
			if !slices.ContainsFunc(a.Figures, func(j ArticleFigure) bool {
				return j.Text == f.Text && j.Class == f.Class && slices.Equal(j.Items, list(f.Items))
			}) {
				t.Errorf("article %d: %s is not listed", a.Article, f.Text)
			}
		}
	}
	if figures < 70 {
		t.Errorf("only %d figures", figures)
	}
}

func set(s []string) []string { return slices.Compact(slices.Sorted(slices.Values(s))) }

type rawPack struct {
	Define map[string]string
	Items  []rawItem
	Groups []struct {
		Items   []string
		Ceiling string
	}
}

type rawItem struct {
	ID, Event, Require string
	Amount             map[string]any
}

// expressions are the texts that can hold figures of the settled reading.
func (r *rawItem) expressions() []string {
	out := []string{r.Event, r.Require}
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case string:
			out = append(out, v)
		case []any:
			for _, k := range v {
				walk(k)
			}
		case map[string]any:
			for key, k := range v {
				if !slices.Contains([]string{"text", "anchor", "scope", "payer", "line", "id"}, key) {
					walk(k)
				}
			}
		}
	}
	walk(map[string]any(r.Amount))
	return out
}

// figures are those of an expression and of what it names.
func (p *rawPack) figures(s string) []string {
	var out []string
	for _, f := range yamlFigure.FindAllString(s, -1) {
		if strings.Trim(f, "0.元亿万美%") != "" {
			out = append(out, f)
		}
	}
	for _, name := range yamlName.FindAllString(s, -1) {
		if d, ok := p.Define[name]; ok {
			out = append(out, p.figures(d)...)
		}
	}
	return out
}

func rawArticle(t *testing.T, n int) *rawPack {
	t.Helper()
	name := strconv.Itoa(n) + ".yaml"
	if n < 10 {
		name = "0" + name
	}
	data, err := os.ReadFile(filepath.Join("../../../../content/qiantang-2023-19/articles", name))
	if err != nil {
		t.Fatal(err)
	}
	var p rawPack
	if err := yaml.Unmarshal(data, &p); err != nil {
		t.Fatal(err)
	}
	return &p
}
