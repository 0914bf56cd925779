package batch

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"huiqi/cmd/huiqi/internal/files"
	"huiqi/content"
	"huiqi/content/syserr"
)

const bom = "\ufeff"

// rejectsEnding stands behind the whole name of the output.
const rejectsEnding = ".rejected"

func rejectsName(out string) string { return out + rejectsEnding }

// firstRejects is how many of the refused rows are said on the screen.
const firstRejects = 20

// rejects keeps the rows that cannot be used: with a file as output beside it, of
// a table as a table that can be mended and read again, of NDJSON as NDJSON.
type rejects struct {
	options *Options
	in      *input
	source  source
	heads   []string
	name    string // "" they go to the screen only
	out     *output
	written string
	first   []string
}

func newRejects(o *Options, in *input, src source) *rejects {
	r := &rejects{options: o, in: in, source: src, heads: src.headings()}
	if info, err := os.Stat(o.Out); o.Out != Stream && (err != nil || info.Mode().IsRegular()) {
		r.name = rejectsName(o.Out)
	}
	return r
}

func (r *rejects) write(c *chunk) error {
	if len(c.rejects) == 0 {
		return nil
	}
	var to chunk
	if r.name != "" && r.out == nil {
		out, err := create(r.name)
		if err != nil {
			return err
		}
		r.out = out
		if r.heads != nil {
			to.out.WriteString(bom)
			if err := writeCSV(&to, headings(slices.Concat(content.RejectHeadings, r.source.besideHeadings(), r.own(r.heads)))); err != nil {
				return err
			}
		}
	}
	for _, j := range c.rejects {
		for _, p := range j.problems {
			if len(r.first) < firstRejects {
				r.first = append(r.first, r.place(j.line, p)+textOf(p))
			}
		}
		if r.out == nil {
			continue
		}
		if err := r.row(&to, j); err != nil {
			return err
		}
	}
	if r.out == nil {
		return nil
	}
	_, err := r.out.Write(to.out.Bytes())
	return err
}

// place says where a problem of a row is.
func (r *rejects) place(line int, p *content.Problem) string {
	s := fmt.Sprintf("第 %d 行", line)
	if p.Pos.File != "" { // a list's own sheet
		return fmt.Sprintf("%s，“%s”表第 %d 行第 %d 列：", s, p.Pos.File, p.Pos.Line, p.Pos.Column)
	}
	switch {
	case p.Pos.Column > 0 && r.heads != nil:
		s += fmt.Sprintf("第 %d 列", p.Pos.Column)
	case p.Pos.Column > 0:
		s += fmt.Sprintf("第 %d 个字", p.Pos.Column)
	}
	return s + "："
}

// textOf words a problem without its place.
func textOf(p *content.Problem) string {
	if p.Where == "" {
		return p.Msg
	}
	return p.Where + "：" + p.Msg
}

func (r *rejects) row(to *chunk, j reject) error {
	if r.heads == nil {
		b, err := refused(j)
		to.out.Write(b)
		return err
	}
	var columns, says []string
	for _, p := range j.problems {
		column := ""
		switch {
		case p.Pos.File != "":
			column = fmt.Sprintf("%s!%d:%d", p.Pos.File, p.Pos.Line, p.Pos.Column)
		case p.Pos.Column > 0:
			column = itoa(p.Pos.Column)
		}
		if column != "" {
			columns = append(columns, column)
		}
		says = append(says, textOf(p))
	}
	cells := []cell{number(j.line), words(strings.Join(columns, "；")), words(strings.Join(says, "；"))}
	for _, s := range slices.Concat(r.source.beside(j.id), r.own(j.cells)) {
		cells = append(cells, cell{text: s, asTyped: true}) // several picks may stand on lines of their own
	}
	return writeCSV(to, cells)
}

// own are the cells of a row without those that an earlier run put before them.
func (r *rejects) own(cells []string) []string {
	var out []string
	for i, cell := range cells {
		if i >= len(r.heads) || !slices.Contains(content.RejectHeadings, strings.TrimSpace(r.heads[i])) {
			out = append(out, cell)
		}
	}
	return out
}

// finish puts the file in its place. One of an earlier run, which would say what
// is no longer so, goes.
func (r *rejects) finish() error {
	if r.out != nil {
		r.written = r.name
		err := r.out.commit()
		if kept := (*KeptError)(nil); errors.As(err, &kept) {
			r.written, err = kept.Name, nil
		}
		return err
	}
	if info, err := os.Stat(r.name); r.name != "" && err == nil && info.Mode().IsRegular() && !r.in.same(r.name) {
		if err := files.Remove(r.name); err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrPermission) &&
			!errors.Is(err, syserr.ErrHeld) {
			return err
		}
	}
	return nil
}

func (r *rejects) abort() {
	if r.out != nil {
		r.out.abort()
	}
}
