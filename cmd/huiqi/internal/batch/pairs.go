package batch

import (
	"errors"
	"io"
	"os"
	"slices"

	"huiqi/content"
	"huiqi/engine"
)

// Pair is one applicant as two versions of the rules read it.
type Pair struct {
	Line     int
	ID, Name string
	// Cases hold what each version takes of the answers, until the next applicant.
	Cases [2]*engine.Case
	// Refused says why the row cannot be used by either.
	Refused content.Problems
	// Lost are the answers that one version alone does not take, and Warnings those
	// that it takes otherwise than written.
	Lost, Warnings [2]content.Problems

	heads []string // of a table
}

// Pairs reads the applicants of a file under two versions of the rules, in their
// order. Nothing is held but a chunk under each. unused are the headings that mean
// nothing to a version, retired says what became of those with ids of another one.
func Pairs(name string, from Format, packs [2]*content.Pack, each func(*Pair) error) (unused, retired [2][]string, err error) {
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		return unused, retired, &content.Problem{Pos: content.Position{File: name}, Msg: "要读两遍，请给出普通文件，不能是管道或设备"}
	}
	o := Options{In: name, From: from, Meter: &Meter{}}
	var sides [2]pairSide
	for i, pack := range packs {
		in, err := openInput(&o)
		if err != nil {
			return unused, retired, err
		}
		defer in.close()
		src, err := newSource(in, &o, pack)
		if err != nil {
			return unused, retired, err
		}
		defer src.close()
		sides[i] = pairSide{prog: pack.Program, source: src, records: src.reader(), chunk: &chunk{}}
		unused[i], retired[i] = src.unused(), src.retired()
	}
	for {
		done, err := fillBoth(&sides)
		if err != nil {
			return unused, retired, err
		}
		for r := range sides[0].chunk.rows {
			p, err := readPair(&sides, r)
			if err == nil && p != nil {
				err = each(p)
			}
			if err != nil {
				return unused, retired, err
			}
		}
		if done {
			return unused, retired, nil
		}
	}
}

type pairSide struct {
	prog    *engine.Program
	source  source
	records recordReader
	chunk   *chunk
}

func fillBoth(sides *[2]pairSide) (done bool, err error) {
	for i := range sides {
		s := &sides[i]
		s.chunk.reset()
		switch err := s.source.fill(s.chunk); {
		case errors.Is(err, io.EOF):
			done = true
		case err != nil:
			return false, err
		}
	}
	if a, b := sides[0].chunk.rows, sides[1].chunk.rows; len(a) != len(b) {
		return false, errors.New("文件在读的时候变了，请再试一次")
	}
	return done, nil
}

// readPair reads a row under both versions; nil: there is nothing in it.
func readPair(sides *[2]pairSide, r int) (*Pair, error) {
	row := &sides[0].chunk.rows[r]
	p := &Pair{Line: row.line, heads: sides[0].source.headings()}
	if row.fault != "" {
		p.Refused = content.Problems{{Msg: row.fault}}
		return p, nil
	}
	for i := range sides {
		rec, ok, problems, err := sides[i].records.read(sides[i].chunk, r)
		if err != nil || !ok {
			return nil, err
		}
		if p.Cases[i] = rec.Case; rec.Case == nil {
			if p.Cases[i], err = sides[i].prog.With(rec.Facts); err != nil {
				return nil, err
			}
		}
		p.ID, p.Name, p.Lost[i], p.Warnings[i] = rec.ID, rec.Name, problems, rec.Warnings
	}
	// A fault at a place where both versions see one is the row's own; the other
	// answers are only unknown to a version.
	p.Refused = slices.Clone(p.Lost[1])
	p.Refused = slices.DeleteFunc(p.Refused, func(q *content.Problem) bool {
		return !slices.ContainsFunc(p.Lost[0], func(o *content.Problem) bool { return o.Pos == q.Pos })
	})
	return p, nil
}

// Says words a problem of the row with its place.
func (p *Pair) Says(q *content.Problem) string {
	return (&rejects{heads: p.heads}).place(p.Line, q) + textOf(q)
}
