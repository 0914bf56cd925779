package batch

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"github.com/shopspring/decimal"

	"huiqi/content"
	"huiqi/engine"
)

var embedded = sync.OnceValues(content.EmbeddedRules)

func rules(t testing.TB) *content.Pack {
	t.Helper()
	p, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// applicant is one that was made up, in the form that the writers below need.
type applicant struct {
	id    string
	facts engine.Facts
}

// applicants makes some up, always the same for the same seed. Questions are left
// out, not known or answered by chance, with sums around the policy's thresholds.
func applicants(pol *engine.Policy, seed uint64, n int) []applicant {
	r := rand.New(rand.NewPCG(seed, 1))
	out := make([]applicant, n)
	for i := range out {
		out[i] = applicant{fmt.Sprintf("企业%d", i+1), engine.Facts{}}
		for k := range pol.Questions {
			q := &pol.Questions[k]
			if q.Volunteer && r.IntN(8) > 0 || r.IntN(6) == 0 {
				continue
			}
			out[i].facts[q.ID] = answer(r, q)
		}
	}
	return out
}

// complete makes up applicants who answered everything, in a year that is all
// inside the period.
func complete(pol *engine.Policy, seed uint64, n int) []applicant {
	r := rand.New(rand.NewPCG(seed, 2))
	out := make([]applicant, n)
	for i := range out {
		out[i] = applicant{fmt.Sprintf("企业%d", i+1), engine.Facts{}}
		for k := range pol.Questions {
			if q := &pol.Questions[k]; !q.Volunteer {
				out[i].facts[q.ID] = known(r, q)
				if q.Kind == engine.List {
					out[i].facts[q.ID] = engine.ListValue(allRecords(r, q))
				}
			}
		}
		out[i].facts[pol.Gate.Question] = engine.OneValue(pol.Gate.Covers[0])
	}
	return out
}

// allRecords are records of a list without gaps, and no more to come.
func allRecords(r *rand.Rand, q *engine.Question) engine.Records {
	var out engine.Records
	for range r.IntN(4) {
		row := engine.Row{}
		for i := range q.Fields {
			row[q.Fields[i].ID] = known(r, &q.Fields[i])
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

func answer(r *rand.Rand, q *engine.Question) engine.Value {
	if r.IntN(12) == 0 {
		if q.Unsure != "" {
			return engine.OneValue(q.Unsure)
		}
		return engine.DontKnow()
	}
	return known(r, q)
}

func known(r *rand.Rand, q *engine.Question) engine.Value {
	switch q.Kind {
	case engine.Bool:
		return engine.BoolValue(r.IntN(3) > 0)
	case engine.One:
		return engine.OneValue(q.Choices[r.IntN(len(q.Choices))].ID)
	case engine.Many:
		var picks []string
		for _, c := range q.Choices {
			if r.IntN(3) == 0 {
				picks = append(picks, c.ID)
			}
		}
		return engine.ManyValue(picks...)
	case engine.Number:
		return engine.NumberValue(someNumber(r, q))
	case engine.Day:
		return engine.DayValue(engine.Date{Year: 2022 + r.IntN(3), Month: 1 + r.IntN(12), Day: 1 + r.IntN(28)})
	}
	var rec engine.Records
	for range r.IntN(4) {
		row := engine.Row{}
		for i := range q.Fields {
			if i == 0 || r.IntN(5) > 0 { // a record without any field cannot stand in a table
				row[q.Fields[i].ID] = answer(r, &q.Fields[i])
			}
		}
		rec.Rows = append(rec.Rows, row)
	}
	rec.Open = r.IntN(6) == 0
	return engine.ListValue(rec)
}

func someNumber(r *rand.Rand, q *engine.Question) decimal.Decimal {
	d := decimal.New(int64(r.IntN(1000)), int32(r.IntN(8)))
	if q.Unit == "%" {
		d = decimal.New(int64(r.IntN(10001)), -2)
	}
	if !q.Step.IsZero() {
		d = d.Sub(d.Mod(q.Step))
	}
	if q.Min != nil && d.LessThan(*q.Min) {
		d = *q.Min
	}
	if q.Max != nil && d.GreaterThan(*q.Max) {
		d = *q.Max
	}
	return d
}

// line is the applicant as a line of NDJSON.
func (a applicant) line() string {
	b, err := json.Marshal(map[string]any{"id": a.id, "answers": asJSON(a.facts)})
	if err != nil {
		panic(err)
	}
	return string(b)
}

func asJSON(f map[string]engine.Value) map[string]any {
	out := map[string]any{}
	for id, v := range f {
		switch v.Kind() {
		case engine.Bool:
			out[id] = v.Bool()
		case engine.One:
			out[id] = v.Choice()
		case engine.Many:
			out[id] = append([]string{}, v.Choices()...)
		case engine.Number:
			out[id] = v.Number().String()
		case engine.Day:
			out[id] = v.Date().String()
		case engine.List:
			rows := []any{}
			for _, row := range v.Records().Rows {
				rows = append(rows, asJSON(row))
			}
			out[id] = any(rows)
			if v.Records().Open {
				out[id] = map[string]any{"rows": rows, "open": true}
			}
		default:
			out[id] = nil
		}
	}
	return out
}

// asCell is an answer as a clerk fills it in.
func asCell(q *engine.Question, v engine.Value) string {
	label := func(id string) string {
		for _, c := range q.Choices {
			if c.ID == id {
				return c.Label
			}
		}
		panic(id)
	}
	switch v.Kind() {
	case engine.Bool:
		return map[bool]string{true: "是", false: "否"}[v.Bool()]
	case engine.One:
		return label(v.Choice())
	case engine.Many:
		if len(v.Choices()) == 0 {
			return "无"
		}
		return strings.Join(mapped(v.Choices(), label), "；")
	case engine.Number:
		return v.Number().String()
	case engine.Day:
		return v.Date().String()
	case engine.List:
		switch r := v.Records(); {
		case r.Open:
			return "还有"
		case len(r.Rows) == 0:
			return "无"
		}
		return "有"
	}
	return "不清楚"
}

// asTable are the applicants as a clerk's table, with three records of each list.
func asTable(pol *engine.Policy, list []applicant) [][]string {
	head := []string{content.HeadingID}
	for i := range pol.Questions {
		q := &pol.Questions[i]
		head = append(head, content.Heading(pol, q))
		for n := 1; n <= 3; n++ {
			for k := range q.Fields {
				head = append(head, content.FieldHeading(q, &q.Fields[k], n))
			}
		}
	}
	out := [][]string{head}
	for _, a := range list {
		row := []string{a.id}
		for i := range pol.Questions {
			q := &pol.Questions[i]
			v, given := a.facts[q.ID]
			if given {
				row = append(row, asCell(q, v))
			} else {
				row = append(row, "")
			}
			for n := range 3 {
				for k := range q.Fields {
					cell := ""
					if rows := v.Records().Rows; n < len(rows) {
						if f, has := rows[n][q.Fields[k].ID]; has {
							cell = asCell(&q.Fields[k], f)
						}
					}
					row = append(row, cell)
				}
			}
		}
		out = append(out, row)
	}
	return out
}
