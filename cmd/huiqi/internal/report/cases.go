package report

import (
	"fmt"
	"io"
	"strings"
	"time"

	"huiqi/tui/present"
	"huiqi/tui/store"
)

// CaseList is the JSON document of huiqi cases.
type CaseList struct {
	SchemaVersion string      `json:"schema_version"`
	Cases         []CaseEntry `json:"cases"`
}

// CaseEntry is one case of the list. State is good, in_use, other_rules, damaged
// or newer.
type CaseEntry struct {
	ID       string     `json:"id"`
	Name     string     `json:"name"`
	Created  time.Time  `json:"created"`
	Changed  time.Time  `json:"changed"`
	Answers  int        `json:"answers"`
	Eligible int        `json:"eligible"`
	Possible int        `json:"possible"`
	Desk     bool       `json:"desk"`
	Expires  *time.Time `json:"expires"`
	State    string     `json:"state"`
	Backup   bool       `json:"backup"`
	Problem  *string    `json:"problem"`
}

var caseStates = map[store.State]struct{ id, word string }{
	store.Good:       {"good", ""},
	store.InUse:      {"in_use", "正开着"},
	store.OtherRules: {"other_rules", "另一版规则"},
	store.Damaged:    {"damaged", "损坏"},
	store.Newer:      {"newer", "程序太旧，打不开"},
}

// BuildCases makes the JSON document of a list of cases.
func BuildCases(entries []store.Entry) *CaseList {
	out := &CaseList{SchemaVersion: SchemaVersion, Cases: []CaseEntry{}}
	for _, e := range entries {
		c := CaseEntry{ID: e.ID, Name: e.Name, Created: e.Created, Changed: e.Changed, Answers: e.Answers, Eligible: e.Matched, Possible: e.Open,
			Desk: e.Desk, State: caseStates[e.State].id, Backup: e.Backup, Problem: opt(e.Problem)}
		if !e.Expires.IsZero() {
			c.Expires = &e.Expires
		}
		out.Cases = append(out.Cases, c)
	}
	return out
}

// WriteCases writes the list as lines of text.
func WriteCases(w io.Writer, entries []store.Entry) error {
	p := &page{}
	widths := []int{22, 18, 16, 4, 4, 6}
	p.columns(widths, "编号", "名字", "改于", "答题", "相符", "待确认")
	for _, e := range entries {
		cells := []string{e.ID, e.Name, minute(e.Changed), "", "", ""}
		if e.State != store.Damaged && e.State != store.Newer {
			cells[3], cells[4], cells[5] = fmt.Sprint(e.Answers), fmt.Sprint(e.Matched), fmt.Sprint(e.Open)
		}
		p.columns(widths, cells...)
		if s := caseWords(e); s != "" {
			p.indent(24, s)
		}
	}
	return p.flush(w)
}

// caseWords says what is out of the ordinary with a case.
func caseWords(e store.Entry) string {
	var out []string
	if s := caseStates[e.State].word; s != "" {
		out = append(out, s)
	}
	if e.Backup {
		out = append(out, "可以找回")
	}
	switch {
	case !e.Expires.IsZero():
		out = append(out, "窗口的，"+e.Expires.Local().Format("2006-01-02")+" 以后删除")
	case e.Desk:
		out = append(out, "窗口的")
	}
	return strings.Join(out, "，")
}

func minute(t time.Time) string { return t.Local().Format("2006-01-02 15:04") }

// CaseSheet is what huiqi cases show says beside the answers.
type CaseSheet struct {
	Head  []string // a line each
	Drift *store.Drift
}

// WriteCase writes what a case holds.
func WriteCase(w io.Writer, s CaseSheet, answers []present.Answer) error {
	p := &page{}
	for _, l := range s.Head {
		p.indent(0, l)
	}
	if d := s.Drift; d != nil {
		p.head("存下以后规则变了")
		p.indent(0, d.Rules)
		if len(d.Answers)+len(d.Results) == 0 {
			p.indent(0, "答案都能用，结果没有变。")
		}
		p.points(0, "没有采用的答案：", d.Answers)
		p.points(0, "变了的结果：", d.Results)
	}
	p.head(fmt.Sprintf("所填的回答（%d）", len(answers)))
	for _, a := range answers {
		note := ""
		switch {
		case a.Ignored:
			note = "（没有采用）"
		case a.Moot:
			note = "（已经不影响结果）"
		}
		p.put("· ", a.Name+"："+a.Text+note)
	}
	return p.flush(w)
}
