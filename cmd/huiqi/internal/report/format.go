package report

import (
	"fmt"
	"io"

	"huiqi/cmd/huiqi/internal/table"
	"huiqi/content"
	"huiqi/engine"
	"huiqi/tui/present"
	"huiqi/tui/present/sheet"
	"huiqi/tui/store"
)

// Options say what a hand-out tells beside the result.
type Options struct {
	Date        engine.Date // of the day it is made
	Name, Clerk string      // of the applicant, and of who hands it out; "" is left out
	Contacts    present.Contacts
	All         bool // also the items that do not match, and those not asked about yet
	Desk        bool // for a walk-in: where to go comes first
	IDs         bool // with the names that the command line takes
}

// Formats are those of Write.
var Formats = []store.Format{store.Text, store.JSON, store.Markdown, store.HTML, store.CSV}

// Write writes a case in a format. Errors join *engine.FactError or are
// *engine.ScopeError.
func Write(w io.Writer, format store.Format, c Case, o Options) error {
	switch format {
	case store.JSON:
		r, err := Build(c)
		if err != nil {
			return err
		}
		r.tell(o)
		return WriteJSON(w, r)
	case store.CSV:
		return writeCSV(w, c, o)
	}
	in, err := input(c, o)
	if err != nil {
		return err
	}
	s, err := sheet.Build(in)
	if err != nil {
		return err
	}
	switch format {
	case store.Text:
		return writeText(w, s)
	case store.Markdown:
		return writeMarkdown(w, s)
	case store.HTML:
		return writeHTML(w, s)
	}
	return fmt.Errorf("no format %q", format)
}

// input is what the sheet of a case is made from.
func input(c Case, o Options) (sheet.Input, error) {
	f, err := find(c)
	if err != nil {
		return sheet.Input{}, err
	}
	ignored, err := f.ignored()
	if err != nil {
		return sheet.Input{}, err
	}
	in := sheet.Input{Source: present.Source{Program: f.Program, Facts: f.Facts, Scope: f.scope, Moot: f.iv.Moot(), Outside: f.iv.Outside(), Contacts: o.Contacts},
		Date: o.Date, Name: o.Name, Clerk: o.Clerk, Digest: c.Digest, All: o.All, Desk: o.Desk, IDs: o.IDs}
	for _, g := range ignored {
		in.Contradictions = append(in.Contradictions, fmt.Sprintf("%s没有采用：%s。", g.named(o.IDs, g.Name), g.Reason))
	}
	for _, k := range f.conflicts() {
		in.Contradictions = append(in.Contradictions, fmt.Sprintf("%s：%s。", k.named(o.IDs, k.Name), k.Text))
	}
	return in, nil
}

// writeCSV writes a row for every item in scope.
func writeCSV(w io.Writer, c Case, o Options) error {
	in, err := input(c, o)
	if err != nil {
		return err
	}
	rows, err := sheet.Rows(in)
	if err != nil {
		return err
	}
	out := table.NewCSV(w)
	for _, r := range rows {
		if err := out.Row(r...); err != nil {
			return err
		}
	}
	return out.Flush()
}

// WriteAnswers writes the answers and the scope of a case as an answers file.
func WriteAnswers(w io.Writer, c Case) error {
	return WriteJSON(w, struct {
		Scope   []string `json:"scope,omitempty"`
		Answers any      `json:"answers"`
	}{c.Names, content.EncodeFacts(c.Facts)})
}

// named is the name of an answer, with its place where a person can look it up.
func (p Place) named(ids bool, name string) string {
	switch {
	case ids:
		return name + "〔" + p.At() + "〕"
	case p.Row != nil:
		return fmt.Sprintf("%s（第%d项）", name, *p.Row)
	}
	return name
}
