package plain

import (
	"errors"
	"slices"
	"testing"

	"huiqi/engine"
	"huiqi/tui/internal/shelf"
)

// One thing that is looked up beside a whole check leads back to it; what was
// answered there counts in it, and the case stays that of the whole check.
func TestOneThingBesideTheWholeCheck(t *testing.T) {
	lacking := append(slices.Clone(wholeCheck[:3]), // no trade
		"1", "1、2", "2000万", "15000000", "6%")
	for _, c := range []struct {
		why   string
		lines []string
		want  []string
		facts int
	}{
		{"by g, from its result", []string{"h", "3", "保费", "1", "100", "g"}, []string{"只查：第2条 保费", "保费多少？", "g 回到全面自查，刚才答的也算在里面", "回到全面自查，刚才答的也算在里面。", "结果", "条件相符 3 项，待确认 0 项，相差一项 0 项。"}, 7},
		{"by b from its first question, without an answer", []string{"h", "3", "保费", "1", "b"}, []string{"保费多少？", "回到全面自查，刚才答的也算在里面。", "结果", "条件相符 3 项，待确认 0 项，相差一项 0 项。"}, 6},
		{"by h, and on from the beginning", []string{"h", "3", "保费", "1", "100", "h", "1"}, []string{"1 继续刚才的自查，已经填的都还在", "只查：第2条 保费", "1 继续刚才的自查，已经填的都还在", "结果", "条件相符 3 项，待确认 0 项，相差一项 0 项。"}, 7},
		{"an answer that is changed there says what it changes here", []string{"h", "3", "lab", "c 3", "n", "g"}, []string{"只查：第1条 实验室", "记下了：新称号：以上都没有", "回到全面自查，刚才答的也算在里面。", "结果", "条件相符 1 项，待确认 0 项，相差一项 0 项。"}, 6},
		{"from one thing to another", []string{"h", "3", "保费", "1", "100", "h", "3", "booth", "2", "g"}, []string{"只查：第2条 保费", "只查：第2条 展位费", "回到全面自查，刚才答的也算在里面。", "条件相符 3 项，待确认 0 项，相差一项 0 项。"}, 8},
		{"another topic of the one thing and back", []string{"h", "3", "保费", "1", "t", "1", "", "g"}, []string{"换到哪个方面？别的题还在，答案都保留。"}, 6},
	} {
		t.Run(c.why, func(t *testing.T) {
			s := shelf.New()
			d, out, err := talk(on(s), append(slices.Clone(lacking), c.lines...)...)
			if err != nil && !errors.Is(err, ErrUnfinished) {
				t.Fatal(err)
			}
			holds(t, out, c.want...)
			if len(s.Facts()) != c.facts || len(d.iv.Facts()) != c.facts {
				t.Errorf("%d answers, %d kept, want %d", len(d.iv.Facts()), len(s.Facts()), c.facts)
			}
			k := s.Get("c01")
			if s.Len() != 1 || !k.Snapshot.Whole || !slices.Equal(k.Snapshot.Names, []string{"research"}) {
				t.Errorf("%d cases; kept %+v", s.Len(), k.Snapshot)
			}
			if v := s.Facts()["applicant"]; !v.Equal(engine.OneValue("firm")) {
				t.Errorf("the applicant is %v", v)
			}
		})
	}
	// cut off beside it, the whole check is what is kept
	s := shelf.New()
	if _, _, err := talk(on(s), append(slices.Clone(lacking), "h", "3", "保费", "1", "100")...); err != nil {
		t.Fatal(err)
	}
	if k := s.Get("c01"); !k.Snapshot.Whole || len(k.Snapshot.Facts) != 7 {
		t.Errorf("kept %+v", k.Snapshot)
	}
}
