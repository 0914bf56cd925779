package batch

import (
	"strings"

	"huiqi/content"
	"huiqi/engine"
)

// outcome is what one applicant's answers come to.
type outcome struct {
	row    *row
	rec    content.Record
	scope  engine.Scope
	c      *engine.Case
	result *engine.Result
	boxes  [7]engine.BoxResult
	// ignored are the answers that contradict others and were not used: a question,
	// or list.row.field.
	ignored []string
}

// evaluate is what huiqi check finds out of the same answers.
func (w *worker) evaluate(r *row, rec content.Record) (*outcome, error) {
	scope, err := w.scopes.of(rec.Scope)
	if err != nil {
		return nil, err // the names were checked when they were read
	}
	prog := w.p.pack.Program
	c := rec.Case
	if c == nil {
		if c, err = prog.With(rec.Facts); err != nil {
			return nil, err // the answers were checked, too
		}
	}
	c.EvaluateInto(&w.result) // of the row before, which is written by now
	o := &outcome{row: r, rec: rec, scope: scope, c: c, result: &w.result}
	_, o.boxes = prog.Within(o.result, scope)
	o.ignored = ignoredOf(prog.Policy(), c, o.result)
	return o, nil
}

func ignoredOf(pol *engine.Policy, c *engine.Case, r *engine.Result) []string {
	var out []string
	for _, q := range r.Ignored {
		out = append(out, pol.Questions[q].ID)
	}
	for _, f := range c.IgnoredFields() {
		q := &pol.Questions[f.Question]
		out = append(out, q.ID+"."+itoa(f.Row)+"."+q.Fields[f.Field].ID)
	}
	return out
}

// scopes turns names into scopes; a stream names the same ones again and again.
type scopes struct {
	prog   *engine.Program
	always []string // instead of those that a record names
	last   string
	scope  engine.Scope
}

func (s *scopes) of(names []string) (engine.Scope, error) {
	if len(s.always) > 0 {
		names = s.always
	}
	key := strings.Join(names, " ")
	if key == s.last {
		return s.scope, nil
	}
	scope, err := s.prog.ScopeOf(names...)
	if err == nil {
		s.last, s.scope = key, scope
	}
	return scope, err
}

// shown reports whether an item stands in the output: those that match or may
// still, or all.
func (o *outcome) shown(i int, all bool) bool {
	return o.scope.Has(i) && (all || o.result.Items[i].Status >= engine.Possible)
}

// missing are the questions that can still change an item. To find them takes
// longer than the verdict.
func (o *outcome) missing(i int) []int {
	r := &o.result.Items[i]
	if r.Status < engine.Possible || r.Status == engine.Eligible && r.Worth.Settled {
		return nil
	}
	return o.c.Missing(i)
}

// count is how many items in scope match and how many are open.
func (o *outcome) count() (matched, pending int) {
	for _, i := range o.result.Live() {
		switch {
		case !o.scope.Has(i):
		case o.result.Items[i].Status == engine.Eligible:
			matched++
		default:
			pending++
		}
	}
	return matched, pending
}
