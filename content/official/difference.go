package official

import (
	"fmt"
	"slices"
	"strings"

	"huiqi/content"
)

// Kind says what differs.
type Kind uint8

const (
	Document    Kind = iota + 1 // title or number of the document
	Missing                     // an article or chapter that one side does not have
	Words                       // the digest, or none is recorded
	Heading                     // title of an article or chapter
	Units                       // responsible or lead units
	Figures                     // a figure: its digits, unit, form, place or class
	Anchors                     // words by which the text speaks of an item
	Particulars                 // payer or scope of an amount
)

// Difference is one point in which the text and the pack disagree, with what to
// do, in Chinese.
type Difference struct {
	Kind    Kind
	Part    string           // 第14条, 第二章, 结尾部分, 文件
	Article int              // 0 outside the articles
	Items   []string         // ids of the items that it touches
	Pos     content.Position // in the pack; zero if it is about no one place
	Line    int              // of the text file
	Msg     string
}

func (d *Difference) String() string {
	var b strings.Builder
	b.WriteString(d.Part)
	if len(d.Items) > 0 {
		fmt.Fprintf(&b, "（%s）", strings.Join(d.Items, "、"))
	}
	b.WriteString("：" + d.Msg)
	if d.Pos.File != "" {
		fmt.Fprintf(&b, "〔%s〕", d.Pos)
	}
	return b.String()
}

// union joins lists and keeps the first of each.
func union(lists ...[]string) []string {
	var out []string
	for _, list := range lists {
		for _, id := range list {
			if !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	return out
}
