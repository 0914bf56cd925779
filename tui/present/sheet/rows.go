package sheet

import (
	"fmt"
	"strings"

	"huiqi/engine"
	"huiqi/tui/present"
)

// Rows is a result as a table for spreadsheets: a head, and a row for every item
// in scope. Sums are plain numbers in yuan.
func Rows(in Input) ([][]string, error) {
	rep, err := present.Build(in.Source)
	if err != nil {
		return nil, err
	}
	p := in.Program.Policy()
	b := &builder{Input: in, policy: p, rep: rep}
	out := [][]string{{"文号", "申请人", "日期", "条", "编号", "事项", "性质", "结论", "金额分栏", "金额", "下限（元）", "上限（元）", "还会变",
		"出资", "责任单位", "联系方式", "条件", "算法", "相差", "另一种理解", "还差的回答", "说明", "提示"}}
	for k := range rep.Items {
		it := &rep.Items[k]
		can := it.Status >= engine.Possible
		row := []string{p.Number, in.Name, "", fmt.Sprint(it.Article), it.ID, it.Title, present.Nature(p.Items[it.Index].Nature), it.StatusWord}
		if in.Date != (engine.Date{}) {
			row[2] = in.Date.String()
		}
		if can {
			row = append(row, box(it.Box), it.Amount)
			row = append(row, ends(*rep.Result.Items[it.Index].Worth)...)
			row = append(row, it.Payer)
		} else {
			row = append(row, "", "", "", "", "", "")
		}
		var conditions, open []string
		for _, c := range it.Conditions {
			s := present.Mark(c.Truth) + " " + c.Text
			if c.Have != "" {
				s += "（所填：" + c.Have + "）"
			}
			conditions = append(conditions, s)
		}
		for _, q := range it.Missing {
			open = append(open, b.missing(q))
		}
		steps := it.Arithmetic
		if !can {
			steps = nil
		}
		row = append(row, present.Units(it.Units))
		for _, texts := range [][]string{it.Contacts, conditions, steps, it.Distances, it.Alternatives, open, it.Notes} {
			row = append(row, strings.Join(texts, "；"))
		}
		out = append(out, append(row, p.Notice+Notice))
	}
	return out, nil
}

func box(b engine.Box) string {
	if b == engine.BoxNone {
		return present.Box(b)
	}
	return fmt.Sprintf("%d %s", b, present.Box(b))
}

// ends are both ends of a sum and whether it can still move.
func ends(w engine.Worth) []string {
	out := []string{"", "", "是"}
	if w.Settled {
		out[2] = "否"
	}
	if w.Numbers {
		out[0] = w.Low().String()
		if !w.NoUpper {
			out[1] = w.High().String()
		}
	}
	return out
}
