package form

import (
	"fmt"
	"testing"
)

func TestLook(t *testing.T) {
	show := func(name string, p *Page) {
		fmt.Printf("---- %s (%dx%d)\n%s\n", name, p.o.Width, p.o.Height, screen(p))
	}
	p := New(only("scale", "hightech", "revenue", "founded"), Options{Styles: styles, Width: 80, Height: 22})
	show("start", p)
	do(t, p, "2<enter>?")
	show("second", p)
	do(t, p, "<tab>1.2亿")
	show("amount", p)
	do(t, p, "x<enter>")
	show("bad", p)
	do(t, p, "?")
	show("help", p)
	p.Resize(30, 8)
	show("tiny", p)
	p.Resize(20, 6)
	show("tinier", p)
	p = New(only("titles"), Options{Styles: styles, Width: 40, Height: 12})
	do(t, p, "<down><down><down><down><down>1")
	show("titles", p)
	p = New(only("fairs"), Options{Styles: styles, Width: 80, Height: 20})
	show("fairs", p)
	do(t, p, "<enter>y<enter>10万<enter>3<enter>20230501<enter>1<enter>ay<enter>3w")
	show("in a record", p)
	do(t, p, "<enter><esc><esc><esc>")
	show("list", p)
	do(t, p, "d")
	show("doomed", p)
	p.Resize(20, 6)
	show("list tiny", p)
	do(t, p, "<enter>")
	show("edit tiny", p)
}
