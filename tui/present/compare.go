package present

import (
	"fmt"

	"github.com/shopspring/decimal"

	"huiqi/engine"
	"huiqi/engine/figure"
)

// Comparison sets two results of one policy side by side.
type Comparison struct {
	Answers []Differing // answers that differ
	Items   []Differing // items whose verdict or sum differs
	Boxes   []Differing // sums and counts of the boxes that differ
}

// Differing is one line of a comparison.
type Differing struct {
	Name          string
	Before, After string
	Note          string // the difference in words; "" where it says itself
}

// Compare lists what differs between two reports over the same items.
func Compare(before, after *Report) *Comparison {
	c := &Comparison{}
	c.answers(before, after)
	for k := range after.Items {
		a := &after.Items[k]
		b := itemOf(before, a.ID)
		if b == nil {
			continue
		}
		x, y := Verdict(b), Verdict(a)
		if x != y {
			c.Items = append(c.Items, Differing{Name: fmt.Sprintf("第%d条 %s", a.Article, a.Title), Before: x, After: y, Note: gain(before, after, b, a)})
		}
	}
	for i := range after.Boxes {
		x, y := boxWords(&before.Boxes[i]), boxWords(&after.Boxes[i])
		if x != y {
			c.Boxes = append(c.Boxes, Differing{Name: after.Boxes[i].Title, Before: x, After: y})
		}
	}
	return c
}

func (c *Comparison) answers(before, after *Report) {
	old := map[int]string{}
	for _, a := range before.Answers {
		old[a.Question] = a.Text
	}
	for _, a := range after.Answers {
		was, ok := old[a.Question]
		if !ok {
			was = "未答"
		}
		if was != a.Text {
			c.Answers = append(c.Answers, Differing{Name: a.Name, Before: was, After: a.Text})
		}
		delete(old, a.Question)
	}
	for _, a := range before.Answers { // in order
		if was, gone := old[a.Question]; gone {
			c.Answers = append(c.Answers, Differing{Name: a.Name, Before: was, After: "未答"})
		}
	}
}

func itemOf(r *Report, id string) *Item {
	for k := range r.Items {
		if r.Items[k].ID == id {
			return &r.Items[k]
		}
	}
	return nil
}

// Verdict is an item's verdict with its sum, in one line.
func Verdict(it *Item) string {
	if it.Status < engine.Possible {
		return it.StatusWord
	}
	return it.StatusWord + " " + it.Amount
}

// gain is the difference between two settled figures.
func gain(before, after *Report, b, a *Item) string {
	x, y := before.Result.Items[b.Index], after.Result.Items[a.Index]
	if x.Status != engine.Eligible || y.Status != engine.Eligible || !x.Worth.Settled || !y.Worth.Settled || !Comparable(x, y) {
		return ""
	}
	return Gain(x.Worth, y.Worth)
}

// Comparable reports whether one result can be taken from another: both bring
// figures, and the text fixes them alike.
func Comparable(x, y engine.ItemResult) bool {
	return x.Status >= engine.Possible && y.Status >= engine.Possible && x.Worth.Numbers && y.Worth.Numbers && x.Worth.Certainties == y.Worth.Certainties
}

// Gain is how much more the second of two comparable results brings; "" where it
// is as much.
func Gain(x, y *engine.Worth) string {
	low, high, noUpper := y.Low().Sub(x.Low()), y.High().Sub(x.High()), x.NoUpper || y.NoUpper
	if !y.Certainties.Only(engine.UpTo) || noUpper {
		return More(low, high, noUpper)
	}
	if s := More(high, high, false); s != "" {
		return "上限" + s
	}
	return ""
}

// More words how much the ends of a sum rise or fall; "" where they do not.
func More(low, high decimal.Decimal, noUpper bool) string {
	one := func(d decimal.Decimal) string {
		switch {
		case d.IsNegative():
			return "少 " + figure.Yuan(d.Neg())
		case d.IsZero():
			return "不变"
		}
		return "多 " + figure.Yuan(d)
	}
	switch {
	case !noUpper && low.Equal(high) && low.IsZero():
		return ""
	case !noUpper && low.Equal(high):
		return one(high)
	case noUpper:
		return "至少的数" + one(low)
	}
	return "至少的数" + one(low) + "，至多的数" + one(high)
}

func boxWords(b *BoxSection) string {
	s := fmt.Sprintf("相符 %d 项", len(b.Matched))
	for _, l := range b.Lines {
		s += "，"
		if l.Label != "" {
			s += l.Label + " "
		}
		s += l.Text
	}
	if len(b.Pending) > 0 {
		s += fmt.Sprintf("；待确认 %d 项", len(b.Pending))
	}
	return s
}
