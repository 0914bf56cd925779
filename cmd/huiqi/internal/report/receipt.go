package report

import (
	"bytes"
	"encoding/json"

	"github.com/shopspring/decimal"

	"huiqi/engine"
	"huiqi/tui/session"
)

// Receipt is a result without its reasons: the verdict and the figures of every
// item in scope, the sums of shared ceilings and the boxes. The same answers
// under the same rules give the same receipt, byte by byte.
type Receipt struct {
	Items  []ReceiptItem  `json:"items"`
	Groups []ReceiptGroup `json:"groups"`
	Boxes  []ReceiptBox   `json:"boxes"`
}

// ReceiptItem is one verdict; Worth is absent where the item does not match.
type ReceiptItem struct {
	ID     string `json:"id"`
	Status string `json:"status"`
	Worth  *Worth `json:"worth,omitempty"`
}

// ReceiptGroup is a ceiling that bears on matched items.
type ReceiptGroup struct {
	ID      string `json:"id"`
	Matched Line   `json:"matched"`
}

// ReceiptBox is a box of the totals that holds something.
type ReceiptBox struct {
	Box     int      `json:"box"`
	Matched []string `json:"matched"`
	Pending []string `json:"pending"`
	Lines   []Line   `json:"lines,omitempty"`
}

// MakeReceipt takes down the result of an interview.
func MakeReceipt(iv *session.Interview) (*Receipt, error) {
	result, err := iv.Result()
	if err != nil {
		return nil, err
	}
	prog, scope := iv.Program(), iv.Scope()
	f := findings{policy: prog.Policy()}
	out := &Receipt{Items: []ReceiptItem{}, Groups: []ReceiptGroup{}, Boxes: []ReceiptBox{}}
	for i, r := range result.Items {
		if !scope.Has(i) {
			continue
		}
		item := ReceiptItem{ID: f.policy.Items[i].ID, Status: r.Status.String()}
		if matches(r) {
			w := worth(*r.Worth, true)
			item.Worth = &w
		}
		out.Items = append(out.Items, item)
	}
	groups, boxes := prog.Within(result, scope)
	for _, g := range groups {
		if len(g.Matched.Items) > 0 {
			out.Groups = append(out.Groups, ReceiptGroup{f.policy.Groups[g.Group].ID, f.jsonLine(g.Matched)})
		}
	}
	for _, b := range boxes {
		if len(b.Matched)+len(b.Pending) > 0 {
			out.Boxes = append(out.Boxes, ReceiptBox{int(b.Box), f.ids(b.Matched), f.ids(b.Pending), f.lines(b.Lines)})
		}
	}
	return out, nil
}

// Count is how many items have a verdict.
func (r *Receipt) Count(status engine.Status) int {
	n := 0
	for i := range r.Items {
		if r.Items[i].Status == status.String() {
			n++
		}
	}
	return n
}

// Bytes is the receipt as it is kept.
func (r *Receipt) Bytes() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(r); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// Result is the verdict as the engine gives it, as far as a receipt keeps it: ok
// is false where the words are not those of this program.
func (i *ReceiptItem) Result() (r engine.ItemResult, ok bool) {
	for s := engine.Ineligible; s <= engine.Eligible; s++ {
		if s.String() == i.Status {
			r.Status, ok = s, true
		}
	}
	r.Worth = &engine.Worth{}
	if i.Worth == nil || !ok {
		return r, ok
	}
	r.Worth.Settled = i.Worth.Settled
	for _, name := range i.Worth.Certainties {
		known := false
		for _, c := range []engine.Certainty{engine.Exact, engine.UpTo, engine.Unprinted, engine.None} {
			if certainty(c) == name {
				r.Worth.Certainties |= engine.Certainties(c)
				known = true
			}
		}
		ok = ok && known
	}
	if i.Worth.Low == nil {
		return r, ok
	}
	r.Worth.Numbers, r.Worth.NoUpper = true, i.Worth.High == nil
	low, err := decimal.NewFromString(*i.Worth.Low)
	if err != nil {
		return r, false
	}
	var high decimal.Decimal
	if i.Worth.High != nil {
		if high, err = decimal.NewFromString(*i.Worth.High); err != nil {
			return r, false
		}
	}
	r.Worth.SetSums(low, high)
	return r, ok
}
