package official

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// looksLikePage tells a saved web page from plain text.
func looksLikePage(s string) bool { return strings.HasPrefix(strings.TrimSpace(s), "<") }

// Elements that end a paragraph, and those whose words are not shown.
var (
	blocks = atoms(atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Br, atom.Center,
		atom.Dd, atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3,
		atom.H4, atom.H5, atom.H6, atom.Head, atom.Header, atom.Hr, atom.Html, atom.Li, atom.Main, atom.Nav,
		atom.Ol, atom.P, atom.Pre, atom.Section, atom.Table, atom.Tbody, atom.Td, atom.Tfoot, atom.Th,
		atom.Thead, atom.Tr, atom.Ul)
	hidden = atoms(atom.Iframe, atom.Noscript, atom.Script, atom.Select, atom.Style, atom.Template,
		atom.Textarea, atom.Title)
)

func atoms(list ...atom.Atom) map[atom.Atom]bool {
	out := make(map[atom.Atom]bool, len(list))
	for _, a := range list {
		out[a] = true
	}
	return out
}

// pageLines are the paragraphs of a saved web page.
func pageLines(s string) ([]line, error) {
	z := html.NewTokenizer(strings.NewReader(s))
	var (
		out   []line
		text  strings.Builder
		skip  atom.Atom // the hidden element that we are in
		pre   bool
		at    = 1 // line of the file
		start = 1 // line on which the paragraph starts
	)
	flush := func() {
		out = appendLine(out, text.String(), start)
		text.Reset()
	}
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			flush()
			if err := z.Err(); !errors.Is(err, io.EOF) {
				return nil, err
			}
			return out, nil
		}
		breaks := bytes.Count(z.Raw(), []byte("\n"))
		switch kind {
		case html.TextToken:
			words := string(z.Text())
			switch {
			case skip != 0:
			case pre:
				for i, part := range strings.Split(words, "\n") {
					if i > 0 {
						flush()
						start = at + i
					}
					text.WriteString(part)
				}
			default:
				if text.Len() == 0 {
					blank := words[:len(words)-len(strings.TrimLeft(words, " \t\r\n"))]
					start = at + strings.Count(blank, "\n")
					words = words[len(blank):]
				}
				text.WriteString(words)
			}
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			name, _ := z.TagName()
			tag := atom.Lookup(name)
			switch {
			case skip != 0:
				if kind == html.EndTagToken && tag == skip {
					skip = 0
				}
			case hidden[tag] && kind == html.StartTagToken:
				skip = tag
			case blocks[tag]:
				flush()
				start = at
			}
			if tag == atom.Pre {
				pre = kind == html.StartTagToken
			}
		}
		at += breaks
	}
}
