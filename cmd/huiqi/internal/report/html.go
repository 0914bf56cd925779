package report

import (
	_ "embed"
	"fmt"
	"io"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"huiqi/tui/present/sheet"
	"huiqi/tui/text"
)

// The page is a tree of nodes that golang.org/x/net/html writes down, so it is
// well-formed and escaped whatever the words are. (html/template does so, too,
// but makes the program 3.3 MB larger, a quarter of it.)

//go:embed sheet.css
var style string

// writeHTML writes a sheet as one file without script that loads nothing.
func writeHTML(w io.Writer, s *sheet.Sheet) error {
	p := &htmlPage{}
	head := el("head", "",
		el("meta", "charset=utf-8"),
		el("meta", "name=viewport; content=width=device-width, initial-scale=1"),
		el("meta", "http-equiv=Content-Security-Policy; content=default-src 'none';style-src 'unsafe-inline'"),
		el("title", "", words(s.Title)),
		el("style", "", &html.Node{Type: html.TextNode, Data: style}),
	)
	body := el("main", "", el("header", "",
		el("h1", "", words(s.Title)), pairs(s.Facts), el("p", "class=notice", words(s.Notice))))
	for _, sec := range s.Sections {
		body.AppendChild(p.section(sec))
	}
	body.AppendChild(el("footer", "", el("p", "", words(s.Foot))))
	doc := &html.Node{Type: html.DocumentNode}
	doc.AppendChild(&html.Node{Type: html.DoctypeNode, Data: "html"})
	doc.AppendChild(el("html", "lang=zh-CN", head, el("body", "", body)))
	if err := html.Render(w, doc); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

type htmlPage struct{ ids int }

func (p *htmlPage) id() string {
	p.ids++
	return fmt.Sprintf("h%d", p.ids)
}

func (p *htmlPage) section(s sheet.Section) *html.Node {
	id := p.id()
	out := el("section", "aria-labelledby="+id, el("h2", "id="+id, words(s.Title)))
	p.blocks(out, s.Blocks, 3)
	for _, part := range s.Parts {
		item := el("article", "", el("h3", "", words(part.Title)))
		p.blocks(item, part.Blocks, 4)
		out.AppendChild(item)
	}
	return out
}

// blocks appends blocks; rank is that of their headings.
func (p *htmlPage) blocks(to *html.Node, blocks []sheet.Block, rank int) {
	for _, b := range blocks {
		switch b := b.(type) {
		case sheet.Para:
			to.AppendChild(el("p", "", words(string(b))))
		case sheet.Pairs:
			to.AppendChild(pairs(b))
		case sheet.List:
			if b.Label == "" {
				to.AppendChild(points(b.Points))
				continue
			}
			to.AppendChild(el("div", "class=list", el(fmt.Sprintf("h%d", rank), "", words(b.Label)), points(b.Points)))
		case sheet.Table:
			to.AppendChild(tableNode(b))
		}
	}
}

func pairs(ps []sheet.Pair) *html.Node {
	out := el("dl", "")
	for _, p := range ps {
		class := ""
		if text.Width(p.Text) > 40 { // too wide for half a line
			class = "class=long"
		}
		out.AppendChild(el("div", class, el("dt", "", words(p.Name)), el("dd", "", words(p.Text))))
	}
	return out
}

// points nests the points of a list by depth.
func points(ps []sheet.Point) *html.Node {
	out := el("ul", "")
	for i := 0; i < len(ps); {
		pt := ps[i]
		li := el("li", "")
		if pt.Mark != "" {
			li = el("li", "class=marked", el("span", "class=mark; role=img; aria-label="+pt.Said, words(pt.Mark)), words(" "))
		}
		li.AppendChild(words(pt.Text))
		i++
		below := i
		for i < len(ps) && ps[i].Depth > pt.Depth {
			i++
		}
		if i > below {
			li.AppendChild(points(ps[below:i]))
		}
		out.AppendChild(li)
	}
	return out
}

func tableNode(t sheet.Table) *html.Node {
	head := el("tr", "")
	columns := el("colgroup", "")
	for i, name := range t.Head {
		head.AppendChild(el("th", "scope=col", words(name)))
		columns.AppendChild(el("col", fmt.Sprintf("style=width:%d%%", t.Shares[i])))
	}
	out := el("table", "", el("caption", "", words(t.Caption)), columns, el("thead", "", head))
	for _, g := range t.Groups {
		body := el("tbody", "")
		if g.Title != "" {
			th := el("th", fmt.Sprintf("scope=rowgroup; colspan=%d", len(t.Head)), words(g.Title))
			for _, n := range g.Notes {
				th.AppendChild(el("span", "class=note", words(n)))
			}
			body.AppendChild(el("tr", "class=group", th))
		}
		for _, r := range g.Rows {
			body.AppendChild(tableRow(t, r))
		}
		out.AppendChild(body)
	}
	return out
}

// tableRow labels its cells for narrow screens, where they stand below one
// another. The name of a row takes the room of empty cells behind it.
func tableRow(t sheet.Table, r sheet.Row) *html.Node {
	out := el("tr", "")
	if r.Sum {
		out = el("tr", "class=sum")
	}
	i := 1
	for i < len(r.Cells) && r.Cells[i] == "" {
		i++
	}
	name := el("th", "scope=row", words(r.Cells[0]))
	if i > 1 {
		name.Attr = append(name.Attr, html.Attribute{Key: "colspan", Val: fmt.Sprint(i)})
	}
	out.AppendChild(name)
	for ; i < len(r.Cells); i++ {
		out.AppendChild(el("td", "data-label="+t.Head[i], words(r.Cells[i])))
	}
	return out
}

// el makes an element; attributes are "name=value; name=value".
func el(name, attributes string, children ...*html.Node) *html.Node {
	n := &html.Node{Type: html.ElementNode, Data: name}
	for a := range strings.SplitSeq(attributes, "; ") {
		if k, v, ok := strings.Cut(a, "="); ok {
			n.Attr = append(n.Attr, html.Attribute{Key: k, Val: v})
		}
	}
	for _, c := range slices.DeleteFunc(children, func(c *html.Node) bool { return c == nil }) {
		n.AppendChild(c)
	}
	return n
}

// words is a text, cleaned.
func words(s string) *html.Node { return &html.Node{Type: html.TextNode, Data: text.CleanLine(s)} }
