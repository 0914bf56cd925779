package report

import (
	"fmt"
	"io"
	"slices"

	"huiqi/tui/present"
)

// Comparison is the JSON document of huiqi compare.
type Comparison struct {
	SchemaVersion string   `json:"schema_version"`
	Policy        Policy   `json:"policy"`
	Scope         []string `json:"scope"`
	// Names are what the two sides are called.
	Names [2]string `json:"names"`
	// Only what differs is listed.
	Answers []Differing `json:"answers"`
	Items   []Differing `json:"items"`
	Totals  []Differing `json:"totals"`
}

// Differing is one thing that is not the same on both sides, in words.
type Differing struct {
	Name string  `json:"name"`
	A    string  `json:"a"`
	B    string  `json:"b"`
	Note *string `json:"note"` // the difference of two settled figures
}

// Compare sets two cases side by side, over the items that either looks at.
func Compare(a, b Case, names [2]string) (*Comparison, error) {
	scope := a.Names
	if !slices.Equal(a.Names, b.Names) {
		scope = nil // one of them looks at more: all of it
	}
	var reports [2]*present.Report
	for i, c := range []Case{a, b} {
		c.Names = scope
		f, err := find(c)
		if err != nil {
			return nil, err
		}
		if reports[i], err = present.Build(present.Source{Program: c.Program, Facts: c.Facts, Scope: f.scope, Moot: f.iv.Moot(), Outside: f.iv.Outside()}); err != nil {
			return nil, err
		}
	}
	c := present.Compare(reports[0], reports[1])
	return &Comparison{SchemaVersion: SchemaVersion, Policy: policyOf(a.Program, a.Digest), Scope: list(scope), Names: names,
		Answers: differing(c.Answers), Items: differing(c.Items), Totals: differing(c.Boxes)}, nil
}

func differing(ds []present.Differing) []Differing {
	out := []Differing{}
	for _, d := range ds {
		out = append(out, Differing{d.Name, d.Before, d.After, opt(d.Note)})
	}
	return out
}

// WriteCompare writes a comparison as text, both sides beside each other.
func WriteCompare(w io.Writer, c *Comparison) error {
	p := &page{}
	p.indent(0, c.Policy.Number+" 两份对照")
	p.notice(c.Policy.Notice)
	p.columns(sides, "甲："+c.Names[0], "乙："+c.Names[1])
	sections := []struct {
		title, none string
		lines       []Differing
	}{
		{"回答不同的", "回答都相同。", c.Answers},
		{"结果不同的项目", "每一项的结果都相同。", c.Items},
		{"分栏合计不同的", "各栏的合计都相同。", c.Totals},
	}
	for _, s := range sections {
		p.head(fmt.Sprintf("%s（%d）", s.title, len(s.lines)))
		if len(s.lines) == 0 {
			p.indent(0, s.none)
		}
		for _, d := range s.lines {
			p.indent(0, d.Name)
			p.columns(sides, "  "+d.A, "  "+d.B)
			if d.Note != nil {
				p.indent(2, "乙"+*d.Note)
			}
		}
	}
	return p.flush(w)
}

// sides are the widths of two columns.
var sides = []int{width/2 - 1, width/2 - 1}
