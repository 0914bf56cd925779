package cases

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	"huiqi/cmd/huiqi/internal/report"
	"huiqi/content"
	"huiqi/engine"
	"huiqi/tui/present"
	"huiqi/tui/session"
	"huiqi/tui/store"
	"huiqi/tui/text"
)

// interviewOf is a snapshot as it is kept.
func interviewOf(s session.Snapshot) (interview, error) {
	out := interview{Whole: s.Whole, Chosen: s.Chosen, Names: s.Names, Put: s.Put, Later: s.Later, TopicsLater: s.TopicsLater, First: s.First}
	var err error
	if out.Answers, err = marshal(content.EncodeFacts(s.Facts)); err == nil && len(s.Former) > 0 {
		out.Former, err = marshal(content.EncodeFacts(s.Former))
	}
	return out, err
}

// snapshot takes up what the present rules know of a kept interview; dropped are
// the answers and names that they do not take, a line each.
func snapshot(pack *content.Pack, in *interview) (out session.Snapshot, dropped []string, err error) {
	out = session.Snapshot{Whole: in.Whole, Chosen: in.Chosen, TopicsLater: in.TopicsLater}
	if out.Facts, dropped, err = pack.Kept(in.Answers); err != nil {
		return out, nil, err
	}
	if len(in.Former) > 0 { // to start from only: no loss worth a word
		if out.Former, _, err = pack.Kept(in.Former); err != nil {
			return out, nil, err
		}
	}
	for _, name := range in.Names {
		if now, ok := nameNow(pack, name); ok {
			out.Names = append(out.Names, now)
		} else {
			dropped = append(dropped, "要查的“"+name+"”：现在的规则里没有")
		}
	}
	if len(in.Names) > 0 && len(out.Names) == 0 { // nothing of it is left: choose again
		out.Whole, out.Chosen = true, false
	}
	question := func(id string) (string, bool) {
		now, ok := pack.Now("question", id)
		_, known := pack.Program.Question(now)
		return now, ok && known
	}
	for id, choices := range in.Put {
		now, ok := question(id)
		if !ok {
			continue
		}
		if out.Put == nil {
			out.Put = map[string][]string{}
		}
		out.Put[now] = putNow(pack, id, now, choices)
	}
	for _, id := range in.Later {
		if now, ok := question(id); ok {
			out.Later = append(out.Later, now)
		}
	}
	if now, ok := pack.Now("topic", in.First); ok {
		out.First = now
	}
	return out, dropped, nil
}

// nameNow is what an item, an article or a topic is called today.
func nameNow(pack *content.Pack, name string) (string, bool) {
	for _, kind := range []string{"item", "topic"} {
		now, ok := pack.Now(kind, name)
		if !ok {
			return "", false
		}
		name = now
	}
	_, err := pack.Program.ScopeOf(name)
	return name, err == nil
}

// putNow gives the choices that a question was put with their present names.
func putNow(pack *content.Pack, was, now string, choices []string) []string {
	out := []string{}
	for _, c := range choices {
		id, ok := pack.Now("question", was+"="+c)
		if ok && id != was+"="+c && len(id) > len(now) {
			c = id[len(now)+1:]
		}
		if ok {
			out = append(out, c)
		}
	}
	return out
}

// loaded is a case file taken up under the present rules.
type loaded struct {
	rec      *record
	snapshot session.Snapshot
	drift    *store.Drift
}

// load takes up a case under the present rules.
func (s *Store) load(data []byte) (*loaded, error) {
	rec, err := decode(data)
	if err != nil {
		return nil, err
	}
	l := &loaded{rec: rec}
	var dropped []string
	if l.snapshot, dropped, err = snapshot(s.pack, &rec.Interview); err != nil {
		return nil, &Error{Broken, unsafe, err}
	}
	same := rec.writer == s.writer()
	if same && len(dropped) == 0 {
		return l, nil
	}
	iv, err := session.Restore(s.pack.Program, l.snapshot)
	if err != nil {
		return nil, &Error{Broken, unsafe, err}
	}
	if rec.Digest != s.pack.Digest { // there may be more choices and fields than were put
		if err := iv.Recheck(); err != nil {
			return nil, err
		}
		dropped = append(dropped, present.Reopened(s.pack.Program.Policy(), iv.Reopened())...)
		l.snapshot = iv.Snapshot()
	}
	results, err := s.differences(rec.Receipt, iv)
	if err != nil {
		return nil, err
	}
	if rec.Digest != s.pack.Digest || len(dropped)+len(results) > 0 {
		l.drift = &store.Drift{Rules: savedWith(rec.writer, rec.Changed), Answers: cleaned(dropped), Results: results}
	}
	return l, nil
}

// savedWith names the rules and the program that something was saved with.
func savedWith(w writer, at time.Time) string {
	return text.CleanLine(fmt.Sprintf("%s存下时的规则（%s，摘要 %s，程序 %s）", day(at), w.Policy, short(w.Digest), w.Program))
}

// cleaned makes lines that quote a file safe to be shown.
func cleaned(lines []string) []string {
	for i := range lines {
		lines[i] = text.CleanLine(lines[i])
	}
	return lines
}

func short(digest string) string { return digest[:min(12, len(digest))] }

// differences lists the verdicts and sums that a kept receipt has otherwise than
// the interview now.
func (s *Store) differences(kept json.RawMessage, iv *session.Interview) ([]string, error) {
	now, err := report.MakeReceipt(iv)
	if err != nil {
		return nil, err
	}
	bytesNow, err := now.Bytes()
	if err != nil {
		return nil, err
	}
	if bytes.Equal(kept, bytesNow) {
		return nil, nil
	}
	var was report.Receipt
	if err := json.Unmarshal(kept, &was); err != nil {
		return []string{"存下的结果看不懂，不能逐项对照"}, nil
	}
	s.rename(&was)
	if again, err := was.Bytes(); err != nil || bytes.Equal(again, bytesNow) {
		return nil, err
	}
	out := s.itemDifferences(&was, now)
	for _, g := range now.Groups {
		for _, old := range was.Groups {
			if old.ID == g.ID && sumOf(old.Matched) != sumOf(g.Matched) {
				out = append(out, fmt.Sprintf("合用上限 %s 的合计：原来 %s，现在 %s", g.ID, sumOf(old.Matched), sumOf(g.Matched)))
			}
		}
	}
	if len(out) == 0 {
		out = []string{"各项的结论和金额没有变，归在一起的合计或分栏变了"}
	}
	return cleaned(out), nil
}

// rename gives the items of a kept receipt the names that they have today; one
// that is no more keeps its old one.
func (s *Store) rename(r *report.Receipt) {
	now := func(kind string, id *string) {
		if name, ok := s.pack.Now(kind, *id); ok {
			*id = name
		}
	}
	items := func(ids []string) {
		for i := range ids {
			now("item", &ids[i])
		}
	}
	line := func(l *report.Line) {
		items(l.Items)
		if l.Group != nil {
			now("group", l.Group)
		}
	}
	for i := range r.Items {
		now("item", &r.Items[i].ID)
	}
	for i := range r.Groups {
		now("group", &r.Groups[i].ID)
		line(&r.Groups[i].Matched)
	}
	for i := range r.Boxes {
		items(r.Boxes[i].Matched)
		items(r.Boxes[i].Pending)
		for k := range r.Boxes[i].Lines {
			line(&r.Boxes[i].Lines[k])
		}
	}
}

func sumOf(l report.Line) string {
	if l.High == nil {
		return "不少于 " + l.Low + " 元"
	}
	if *l.High == l.Low {
		return l.Low + " 元"
	}
	return l.Low + " 至 " + *l.High + " 元"
}

func (s *Store) itemDifferences(was, now *report.Receipt) []string {
	p := s.pack.Program.Policy()
	old := map[string]*report.ReceiptItem{}
	var out []string
	for i := range was.Items {
		w := &was.Items[i]
		if _, known := s.pack.Program.Item(w.ID); known {
			old[w.ID] = w
			continue
		}
		if r, _ := w.Result(); r.Status >= engine.Possible {
			out = append(out, fmt.Sprintf("事项 %s：原来“%s”，现在的规则里没有这一项", w.ID, present.Status(r.Status, false)))
		}
	}
	for i := range now.Items {
		n := &now.Items[i]
		k, _ := s.pack.Program.Item(n.ID)
		it := &p.Items[k]
		name := fmt.Sprintf("第%d条 %s", it.Article, it.Title)
		w := old[n.ID]
		if w == nil {
			if r, _ := n.Result(); r.Status >= engine.Possible && len(was.Items) > 0 {
				out = append(out, fmt.Sprintf("%s：原来没有这一项，现在“%s”", name, verdict(it, n)))
			}
			continue
		}
		if a, b := verdict(it, w), verdict(it, n); a != b {
			out = append(out, fmt.Sprintf("%s：原来“%s”，现在“%s”", name, a, b))
		}
	}
	return out
}

// verdict words one line of a receipt.
func verdict(it *engine.Item, i *report.ReceiptItem) string {
	r, ok := i.Result()
	if !ok {
		return i.Status
	}
	s := present.Status(r.Status, false)
	if r.Status >= engine.Possible {
		s += " " + present.Amount(it, *r.Worth)
	}
	return s
}
