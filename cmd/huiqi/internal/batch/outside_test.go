package batch

import (
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// Every sheet of a workbook says that the rules are not the program's own: each row of
// applicants and items, and the summary at its end.
func TestOutsideRulesInWorkbook(t *testing.T) {
	pack := *rules(t)
	pack.Policy.Notice = "规则是别处的。"
	in := `{"answers":{"matters":"all","applicant":"enterprise","deduction_taken":true,"rd_2023":20000000,"rd_2022":15000000,"revenue":180000000,"hightech":true,"above_scale":true}}`
	out, sum, err := runPack(t, &pack, in, Options{From: NDJSON, To: XLSX})
	if err != nil || sum.Rows != 1 {
		t.Fatal(sum, err)
	}
	f, err := excelize.OpenReader(strings.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, sheet := range []string{sheetApplicants, "事项", "汇总"} {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		said := 0
		for _, row := range rows {
			if slices.Contains(row, pack.Policy.Notice) {
				said++
			}
		}
		want := len(rows) - 1
		if sheet == "汇总" {
			want = 1
		}
		if said != want || said == 0 {
			t.Errorf("%s says it in %d of %d rows, want %d", sheet, said, len(rows), want)
		}
	}
}
