package page

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huiqi/engine"
	"huiqi/engine/figure"
	"huiqi/tui/present"
	"huiqi/tui/text"
)

// valueWidth is the column of the figures beside the bars.
const valueWidth = 14

// summaryItems is how many items the summary names in one box; the tabs hold all.
const summaryItems = 4

// summary is the result at a glance: the seven boxes, apart, with bars that
// compare single items; there is no grand total to draw.
func (r *Result) summary(b *rowBuilder) {
	r.opening(b)
	scale := r.scale()
	first := make([][]int, len(r.report.Boxes)) // the items of each box that are named
	for i := range r.report.Boxes {
		box := &r.report.Boxes[i]
		all := slices.Concat(byHigh(r.report, box.Matched), byHigh(r.report, box.Pending))
		first[i] = all[:min(len(all), summaryItems)]
	}
	full := r.barWidth(slices.Concat(first...), b.w)
	some := false
	for i := range r.report.Boxes {
		box := &r.report.Boxes[i]
		if len(first[i]) == 0 {
			continue
		}
		some = true
		b.boxHead(box)
		for _, k := range first[i] {
			r.bar(b, k, scale, full)
		}
		if rest := len(box.Matched) + len(box.Pending) - len(first[i]); rest > 0 {
			b.add("      " + b.st.Dim.Render(fmt.Sprintf("还有 %d 项，按 2、3 看全部", rest)))
		}
	}
	var rights int
	for k := range r.report.Items {
		if it := &r.report.Items[k]; it.Box == engine.BoxNone && it.Status == engine.Eligible {
			rights++
		}
	}
	if rights > 0 {
		some = true
		b.ends(b.st.Heading.Render(present.Box(engine.BoxNone)), b.st.Text.Render(fmt.Sprintf("相符 %d 项", rights)))
	}
	if !some {
		b.para("按所填的情况，没有相符或待确认的项目。按 5 看为什么不相符，按 a 看和改答案。", b.st.Text.Render)
	}
	r.units(b)
	b.cautions(r.report)
}

// ends sets words to both ends of a line, on two lines where one is too short.
func (b *rowBuilder) ends(left, right string) {
	if text.Width(left+right) < b.w {
		b.add(text.PadRight(left, b.w-text.Width(right)) + right)
		return
	}
	b.add(left, text.PadRight("", b.w-text.Width(right))+right)
}

// boxHead names a box with its sum or its counts.
func (b *rowBuilder) boxHead(box *present.BoxSection) {
	var counts []string
	if len(box.Matched) > 0 {
		counts = append(counts, fmt.Sprintf("相符 %d 项", len(box.Matched)))
	}
	if len(box.Pending) > 0 {
		counts = append(counts, fmt.Sprintf("待确认 %d 项", len(box.Pending)))
	}
	value := b.st.Dim.Render(strings.Join(counts, "，"))
	title, note := b.st.Heading.Render(box.Title), ""
	if box.Box == engine.BoxUpTo || box.Box == engine.BoxAllLevels {
		note = b.st.Dim.Render("（只是上限，不相加）")
	}
	if text.Width(title+note+value) < b.w {
		b.ends(title+note, value)
	} else {
		b.ends(title, value)
		if note != "" {
			b.add("  " + note)
		}
	}
	b.sums("合计", box.Lines)
}

// scale is the largest upper end among the items in sight.
func (r *Result) scale() decimal.Decimal {
	top := decimal.Zero
	for k := range r.report.Items {
		it := &r.report.Items[k]
		w := r.report.Result.Items[it.Index].Worth
		if it.Status >= engine.Possible && w.Numbers && !w.NoUpper && w.High().GreaterThan(top) {
			top = w.High()
		}
	}
	return top
}

// bar draws one item: its title, a bar of at most full cells as long as its
// upper end, its figure.
// Solid is exact, hollow is "up to", hatched is undecided.
func (r *Result) bar(b *rowBuilder, k int, scale decimal.Decimal, full int) {
	it := &r.report.Items[k]
	w := r.report.Result.Items[it.Index].Worth
	sign, paint := b.sign(it.Status, it.Near)
	value := it.Amount
	if w.Numbers && !w.NoUpper {
		value = figure.Format(w.High(), figure.UnitYuan)
		if it.Status == engine.Possible || !w.Settled {
			value = "至多" + value
		} else if w.Certainties.Has(engine.UpTo) {
			value = "最高" + value
		}
	} else if w.NoUpper {
		value = "尚不能算出"
	}
	// figures stand flush right in a column of their own, so that bars begin alike
	value = strings.Repeat(" ", max(0, valueWidth-text.Width(value))) + value
	bar := ""
	if w.Numbers && !w.NoUpper && scale.IsPositive() && w.High().IsPositive() {
		n := int(w.High().Mul(decimal.NewFromInt(int64(full))).DivRound(scale, 0).IntPart())
		s := r.styles.Signs.Solid
		switch {
		case it.Status == engine.Possible || !w.Settled:
			s = r.styles.Signs.Hatched
		case !w.Certainties.Only(engine.Exact):
			s = r.styles.Signs.Hollow
		}
		bar = strings.Repeat(s, max(1, n))
	}
	if bar == "" {
		full = 0
	}
	// a long name goes on below itself, and the bar stands beside its end
	room := max(10, b.w-full-text.Width(value)-5)
	lines := text.Wrap(barTitle(it), room)
	for i, l := range lines {
		lead := paint(sign) + " "
		if i > 0 {
			lead = "  "
		}
		if i < len(lines)-1 {
			lines[i] = lead + l
			continue
		}
		lines[i] = lead + text.PadRight(l, room) + " " + text.PadRight(paint(bar), full) + " " + b.st.Money.Render(value)
	}
	b.choose(it.ID, ShowItem{it.Index}, lines...)
}

func barTitle(it *present.Item) string { return fmt.Sprintf("第%d条 %s", it.Article, it.Title) }

// barWidth is the room for the longest bar: names come first.
func (r *Result) barWidth(shown []int, w int) int {
	longest := 0
	for _, k := range shown {
		longest = max(longest, text.Width(barTitle(&r.report.Items[k])))
	}
	return max(6, min(20, w/4, w-longest-valueWidth-5))
}

// units says where to go first.
func (r *Result) units(b *rowBuilder) {
	secs := r.report.ByUnit()
	if len(secs) == 0 {
		return
	}
	var parts []string
	for _, u := range secs {
		parts = append(parts, fmt.Sprintf("%s（%d项）", u.Unit, len(u.Items)))
	}
	b.add(indent(b.st.Heading.Render("去找")+" ", strings.Join(parts, "、"), b.w, b.st.Text.Render)...)
}
