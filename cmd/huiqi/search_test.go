package main

import (
	"slices"
	"testing"

	tea "charm.land/bubbletea/v2"

	"huiqi/content"
	"huiqi/tui"
	"huiqi/tui/search"
)

// What people type for the things that they come for most.
func TestSearchOverThePolicy(t *testing.T) {
	pack, err := content.EmbeddedRules()
	if err != nil {
		t.Fatal(err)
	}
	p := pack.Program.Policy()
	x := search.New(pack.Program)
	for query, want := range map[string]string{
		"展会": "a46-booth", "展会补贴": "a46-booth", "机票补助": "a46-airfare", "研发费用怎么补": "a14-rd", "zh": "a46-booth", "zhanhui": "a46-booth", "展h": "a46-booth", "zhanwei": "a46-booth",
		"chuying": "a16-chuying", "cyjh": "a16-chuying", "雏鹰": "a16-chuying",
		"yafa": "a14-rd", "yanfa": "a14-rd", "研发投入": "a14-rd", "14": "a14-rd", "第十四条": "a14-rd",
		"gaobiaozhun": "a51-new", "ETC": "a40-truck", "tongxingfei": "a40-truck", "tonghangfei": "a40-truck",
		"商务局 展位": "a46-booth", "swj zw": "a46-booth", "ＩＴＳＳ": "a33-itss", "农创客": "a56-training", "nck": "a56-training",
	} {
		if !slices.ContainsFunc(x.Find(query), func(h search.Hit) bool { return h.Item >= 0 && p.Items[h.Item].ID == want }) {
			t.Errorf("%s does not find %s", query, want)
		}
	}
	for i := range p.Items {
		hits := x.Find(p.Items[i].Title)
		if len(hits) == 0 || hits[0].Name != p.Items[i].Title {
			t.Errorf("%s is not the first that its own title finds", p.Items[i].ID)
		}
	}
}

func BenchmarkSearchOverThePolicy(b *testing.B) {
	pack, err := content.EmbeddedRules()
	if err != nil {
		b.Fatal(err)
	}
	x := search.New(pack.Program)
	x.Find("a")
	for _, q := range []string{"展会", "z", "zh", "zhanhui", "zhongdianqiyeyanjiuyuan", "展h", "swj zw"} {
		b.Run(q, func(b *testing.B) {
			for b.Loop() {
				x.FindIn(q, search.Scope{})
			}
		})
	}
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			search.New(pack.Program).Find("zh")
		}
	})
}

// One key in the search box, from the press to the frame, in a large window; the
// box is cleared between, which is not counted.
func BenchmarkSearchFrame(b *testing.B) {
	pack, err := content.EmbeddedRules()
	if err != nil {
		b.Fatal(err)
	}
	for _, words := range []string{"z", "zh", "展会"} {
		b.Run(words, func(b *testing.B) {
			r := []rune(words)
			last := r[len(r)-1]
			a, err := tui.New(tui.Options{Program: pack.Program, Words: string(r[:len(r)-1]) + "x"})
			if err != nil {
				b.Fatal(err)
			}
			a.Update(tea.WindowSizeMsg{Width: 200, Height: 60})
			for b.Loop() {
				b.StopTimer()
				a.Update(tea.KeyPressMsg{Code: tea.KeyBackspace})
				a.View()
				b.StartTimer()
				a.Update(tea.KeyPressMsg{Code: last, Text: string(last)})
				a.View()
			}
		})
	}
}
