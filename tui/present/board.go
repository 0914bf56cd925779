package present

import (
	"fmt"

	"huiqi/engine"
	"huiqi/tui/session"
)

// Board is the running count beside the questions: light enough to be made anew
// after every answer.
type Board struct {
	session.Tally
	Boxes []BoardBox // those with something in them
	News  []string   // what the last answer changed
}

// BoardBox is one box of the running count.
type BoardBox struct {
	Box              engine.Box
	Title            string
	Matched, Pending int
	Sums             []string // of the box that adds up
}

// MakeBoard counts the present state of an interview. before is the result
// before the last answer; nil: there is none.
func MakeBoard(iv *session.Interview, before *engine.Result) (*Board, error) {
	t, err := iv.Tally()
	if err != nil {
		return nil, err
	}
	r, err := iv.Result()
	if err != nil {
		return nil, err
	}
	b := &Board{Tally: t}
	p := iv.Program().Policy()
	_, boxes := iv.Program().Within(r, iv.Scope())
	for _, box := range boxes {
		if len(box.Matched)+len(box.Pending) == 0 {
			continue
		}
		bb := BoardBox{Box: box.Box, Title: Box(box.Box), Matched: len(box.Matched), Pending: len(box.Pending)}
		for _, l := range box.Lines {
			s := Line(l)
			if l.Label != "" {
				s = l.Label + " " + s
			}
			if l.Group >= 0 {
				s = p.Groups[l.Group].Title + " " + s
			}
			bb.Sums = append(bb.Sums, s)
		}
		b.Boxes = append(b.Boxes, bb)
	}
	if before != nil {
		b.News = boardNews(p, session.Diff(before, r, iv.Scope()))
	}
	return b, nil
}

// boardNews says what one answer moved; many items that fall away together are
// one line.
func boardNews(p *engine.Policy, changes []session.Change) []string {
	var out []string
	gone := 0
	for _, c := range changes {
		it := &p.Items[c.Item]
		name := fmt.Sprintf("第%d条 %s：", it.Article, it.Title)
		switch {
		case c.After.Status < engine.Possible:
			gone++
		case c.Before.Status != c.After.Status:
			out = append(out, name+Status(c.After.Status, false))
		default:
			out = append(out, name+Amount(it, *c.After.Worth))
		}
	}
	if gone > 0 {
		out = append(out, fmt.Sprintf("%d 项按所填情况排除", gone))
	}
	return out
}
