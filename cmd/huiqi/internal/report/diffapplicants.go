package report

import (
	"bytes"
	"fmt"
	"io"
	"slices"

	"github.com/shopspring/decimal"

	"huiqi/content"
	"huiqi/engine"
	"huiqi/tui/present"
	"huiqi/tui/text"
)

// Applicant is one whose results differ.
type Applicant struct {
	Name    string       `json:"name"`
	ID      string       `json:"id,omitempty"`
	Row     int          `json:"row,omitempty"`
	Changed []Difference `json:"changed"`
	Totals  []Total      `json:"totals"`
}

type Difference struct {
	Part
	Before  string  `json:"before"`
	After   string  `json:"after"`
	Figures Figures `json:"figures"`

	gain string
}

// Total is a line of box 1.
type Total struct {
	Label   *string `json:"label"`
	Group   *string `json:"group"`
	Figures Figures `json:"figures"`

	sums [2]ends
}

type Figures struct {
	Before     *Range `json:"before"`
	After      *Range `json:"after"`
	Difference *Range `json:"difference"`
}

type Range struct {
	Low  string  `json:"low"`
	High *string `json:"high"`
}

// Summary is what came of all applicants.
type Summary struct {
	Applicants int     `json:"applicants"`
	Changed    int     `json:"changed"`
	Refused    int     `json:"refused"`
	Totals     []Total `json:"totals"`
}

// ends are those of a sum in yuan.
type ends struct {
	low, high decimal.Decimal
	noUpper   bool
}

func (e ends) plus(o ends) ends {
	return ends{e.low.Add(o.low), e.high.Add(o.high), e.noUpper || o.noUpper}
}

func (e ends) less(o ends) ends {
	return ends{e.low.Sub(o.low), e.high.Sub(o.high), e.noUpper || o.noUpper}
}

func (e ends) equal(o ends) bool {
	return e.low.Equal(o.low) && e.noUpper == o.noUpper && (e.noUpper || e.high.Equal(o.high))
}

func (e ends) json() *Range {
	r := &Range{Low: e.low.String()}
	if !e.noUpper {
		r.High = sum(e.high)
	}
	return r
}

// DiffWriter writes a comparison and, one after the other, the applicants whose
// results differ; nothing of them is held but the counts.
type DiffWriter struct {
	w       io.Writer
	json    bool
	diff    *Diff
	sides   [2]diffSide
	pairs   [][2]int // the items of both versions; -1: there is none
	asked   bool     // applicants were to be compared
	begun   bool
	summary Summary
	totals  []Total
}

type diffSide struct {
	prog   *engine.Program
	names  map[string]string // of ids: what the later version calls them
	result engine.Result
}

// NewDiffWriter compares two packs. asked: applicants are going to be compared.
func NewDiffWriter(w io.Writer, json, asked bool, before, after *content.Pack) *DiffWriter {
	d := &DiffWriter{w: w, json: json, asked: asked, diff: BuildDiff(before, after)}
	renamed := renames(&after.Policy)
	d.sides = [2]diffSide{{prog: before.Program, names: renamed}, {prog: after.Program}}
	old := map[string]int{}
	for i := range before.Policy.Items {
		old[d.sides[0].now(before.Policy.Items[i].ID)] = i
	}
	for i := range after.Policy.Items {
		was, known := old[after.Policy.Items[i].ID]
		if !known {
			was = -1
		}
		d.pairs = append(d.pairs, [2]int{was, i})
		delete(old, after.Policy.Items[i].ID)
	}
	for i := range before.Policy.Items {
		if _, gone := old[d.sides[0].now(before.Policy.Items[i].ID)]; gone {
			d.pairs = append(d.pairs, [2]int{i, -1})
		}
	}
	return d
}

func (s *diffSide) now(id string) string {
	if now := s.names[id]; now != "" {
		return now
	}
	return id
}

// Refused counts an applicant that could not be read.
func (d *DiffWriter) Refused() { d.summary.Refused++ }

// Applicant compares what the two versions give one applicant, and writes it where
// that differs. The answers are those that each version takes. All items count.
func (d *DiffWriter) Applicant(who Applicant, answers [2]*engine.Case) error {
	if err := d.begin(); err != nil {
		return err
	}
	who.Name, who.ID = text.CleanLine(who.Name), text.CleanLine(who.ID)
	var lines [2][]engine.Line
	for i := range d.sides {
		s := &d.sides[i]
		answers[i].EvaluateInto(&s.result)
		_, boxes := s.prog.Within(&s.result, engine.Scope{})
		lines[i] = boxes[0].Lines
	}
	who.Changed, who.Totals = d.changed(), d.totalsOf(lines)
	for _, t := range who.Totals {
		d.totals = addTotal(d.totals, t)
	}
	who.Totals = list(slices.DeleteFunc(who.Totals, func(t Total) bool { return t.sums[0].equal(t.sums[1]) }))
	d.summary.Applicants++
	if len(who.Changed)+len(who.Totals) == 0 {
		return nil
	}
	d.summary.Changed++
	return d.write(&who)
}

// changed lists the items whose verdict or sum differs. What there is in one
// version only counts where it can match.
func (d *DiffWriter) changed() []Difference {
	out := []Difference{}
	for _, pair := range d.pairs {
		var items [2]*engine.Item
		var results [2]engine.ItemResult
		for i, at := range pair {
			if at >= 0 {
				items[i], results[i] = &d.sides[i].prog.Policy().Items[at], d.sides[i].result.Items[at]
			}
		}
		missing := items[0] == nil || items[1] == nil
		if !matches(results[0]) && !matches(results[1]) && (missing || results[0].Status == results[1].Status) {
			continue
		}
		said := [2]string{"没有这一项", "没有这一项了"}
		for i, it := range items {
			if it != nil {
				said[i] = verdict(it, results[i])
			}
		}
		if said[0] == said[1] {
			continue
		}
		it := items[1]
		if it == nil {
			it = items[0]
		}
		x := Difference{Part: Part{it.ID, it.Title}, Before: said[0], After: said[1], Figures: figuresOf(results)}
		if x.Figures.Difference != nil {
			x.gain = present.Gain(results[0].Worth, results[1].Worth)
		}
		out = append(out, x)
	}
	return out
}

func verdict(it *engine.Item, r engine.ItemResult) string {
	s := present.Status(r.Status, false)
	if matches(r) {
		s += " " + present.Amount(it, *r.Worth)
	}
	return s
}

// figuresOf are those of an item's results. What is fixed by the text in other ways
// is not taken from each other.
func figuresOf(results [2]engine.ItemResult) Figures {
	var out Figures
	var of [2]ends
	for i, to := range []**Range{&out.Before, &out.After} {
		if r := results[i]; matches(r) && r.Worth.Numbers {
			of[i] = ends{r.Worth.Low(), r.Worth.High(), r.Worth.NoUpper}
			*to = of[i].json()
		}
	}
	if out.Before != nil && out.After != nil && present.Comparable(results[0], results[1]) {
		out.Difference = of[1].less(of[0]).json()
	}
	return out
}

// totalsOf pairs the lines of box 1.
func (d *DiffWriter) totalsOf(lines [2][]engine.Line) []Total {
	var out []Total
	for i := range lines {
		for _, l := range lines[i] {
			t := Total{Label: opt(l.Label)}
			if l.Group >= 0 {
				t.Group = opt(d.sides[i].now(d.sides[i].prog.Policy().Groups[l.Group].ID))
			}
			t.sums[i] = ends{l.Low(), l.High(), l.NoUpper}
			out = addTotal(out, t)
		}
	}
	for i := range out {
		out[i].show()
	}
	return out
}

// addTotal adds a line to the one of its name.
func addTotal(to []Total, t Total) []Total {
	same := func(a, b *string) bool { return (a == nil) == (b == nil) && (a == nil || *a == *b) }
	i := slices.IndexFunc(to, func(o Total) bool { return same(o.Label, t.Label) && same(o.Group, t.Group) })
	if i < 0 {
		return append(to, t)
	}
	for k := range t.sums {
		to[i].sums[k] = to[i].sums[k].plus(t.sums[k])
	}
	return to
}

func (t *Total) show() {
	t.Figures = Figures{t.sums[0].json(), t.sums[1].json(), t.sums[1].less(t.sums[0]).json()}
}

// total words a line of box 1.
func (d *DiffWriter) total(t *Total) string {
	name := "合计"
	switch {
	case t.Group != nil:
		p := d.sides[1].prog.Policy()
		name = *t.Group
		if i := slices.IndexFunc(p.Groups, func(g engine.Group) bool { return g.ID == *t.Group }); i >= 0 {
			name = p.Groups[i].Title
		}
		name = "合用上限“" + name + "”的合计"
	case t.Label != nil:
		name = *t.Label + "合计"
	}
	said := func(e ends) string { return present.Sum(e.low, e.high, e.noUpper) }
	s := present.Box(engine.BoxExact) + "的" + name + "：前 " + said(t.sums[0]) + "，后 " + said(t.sums[1])
	diff := t.sums[1].less(t.sums[0])
	if more := present.More(diff.low, diff.high, diff.noUpper); more != "" {
		s += "，" + more
	}
	return s
}

func (d *DiffWriter) begin() error {
	if d.begun {
		return nil
	}
	d.begun = true
	if !d.json {
		var p page
		d.diff.text(&p)
		if d.asked {
			p.head("申请人")
		}
		return p.flush(d.w)
	}
	b, err := encoded(d.diff, "  ")
	if err == nil {
		_, err = d.w.Write(append(bytes.TrimSuffix(b, []byte("\n}\n")), ",\n  \"applicants\": ["...))
	}
	return err
}

func (d *DiffWriter) write(a *Applicant) error {
	if d.json {
		if d.summary.Changed > 1 {
			if _, err := io.WriteString(d.w, ","); err != nil {
				return err
			}
		}
		return d.element(a, "\n    ")
	}
	var p page
	switch {
	case a.Row > 0 && a.ID != "":
		p.line(fmt.Sprintf("第 %d 行 %s（%s）", a.Row, a.Name, a.ID))
	case a.Row > 0:
		p.line(fmt.Sprintf("第 %d 行 %s", a.Row, a.Name))
	default:
		p.line(a.Name)
	}
	for _, c := range a.Changed {
		p.indent(2, c.Title+"〔"+c.ID+"〕")
		p.put("    前：", c.Before)
		if c.gain != "" {
			c.After += "，" + c.gain
		}
		p.put("    后：", c.After)
	}
	for i := range a.Totals {
		p.indent(2, d.total(&a.Totals[i]))
	}
	return p.flush(d.w)
}

// element writes a value inside of the document, each on a line of its own.
func (d *DiffWriter) element(v any, before string) error {
	b, err := OneLine(v)
	if err == nil {
		_, err = d.w.Write(append([]byte(before), b...))
	}
	return err
}

// End writes what came of all applicants.
func (d *DiffWriter) End() error {
	if err := d.begin(); err != nil {
		return err
	}
	d.summary.Totals = list(d.totals)
	for i := range d.summary.Totals {
		d.summary.Totals[i].show()
	}
	if d.json {
		if _, err := io.WriteString(d.w, "\n  ],"); err != nil {
			return err
		}
		err := d.element(d.summary, "\n  \"summary\": ")
		if err == nil {
			_, err = io.WriteString(d.w, "\n}\n")
		}
		return err
	}
	if !d.asked {
		return nil
	}
	var p page
	p.gap()
	p.line(fmt.Sprintf("申请人：%d 个里有 %d 个的结果不同", d.summary.Applicants, d.summary.Changed))
	for i := range d.summary.Totals {
		p.indent(2, d.total(&d.summary.Totals[i]))
	}
	return p.flush(d.w)
}
