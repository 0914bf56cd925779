package report

import "io"

// WriteWording writes an article as the official text prints it, under a line
// that says how far it can be trusted.
func WriteWording(w io.Writer, state string, paragraphs []string) error {
	var p page
	p.head("原文（" + state + "）")
	for _, s := range paragraphs {
		p.indent(0, s)
	}
	return p.flush(w)
}
