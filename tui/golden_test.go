package tui

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"huiqi/tui/internal/sample"
	"huiqi/tui/page"
	"huiqi/tui/style"
)

var update = flag.Bool("update", false, "write the golden screens anew")

// plain is the screen without colours and without blanks at the ends of lines.
func plain(a *App) string {
	lines := strings.Split(ansi.Strip(a.View().Content), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

// The screens that people see most, to the last cell. After a change that is
// meant: go test ./tui -run TestGolden -update, and read the difference.
func TestGolden(t *testing.T) {
	for _, c := range []struct {
		name string
		scene
		width, height int
		look          style.Options
	}{
		{"start-80x24", scene{page: &page.Start{}}, 80, 24, light},
		{"topics-80x24", scene{page: &page.Ask{}, keys: "1 1 enter 1 enter 2"}, 80, 24, light},
		{"many-80x24", scene{page: &page.Ask{}, keys: toQuestions + " 1 down"}, 80, 24, light},
		{"list-60x20", scene{page: &page.Ask{}, keys: "1 enter 1 enter a 1 enter =10万 enter a 2 enter up up", opts: Options{Names: []string{"booth"}}}, 60, 20, light},
		{"question-80x24", scene{page: &page.Ask{}, keys: toQuestions + " 1 enter =1.2亿 ?"}, 80, 24, light},
		{"summary-80x24", scene{page: &page.Result{}, keys: toResult}, 80, 24, light},
		{"summary-ascii-60x20", scene{page: &page.Result{}, keys: toResult}, 60, 20, style.Options{ASCII: true, NoColor: true}},
		{"pick-80x24", scene{page: &page.Pick{}, keys: "2 =zhan"}, 80, 24, light},
		{"article-80x24", scene{page: &page.Article{}, keys: "2 =第1条 enter", opts: Options{Official: printed}}, 80, 24, light},
		{"help-80x24", scene{page: &page.Help{}, keys: toResult + " ?"}, 80, 24, light},
		{"item-80x24", scene{page: &page.Item{}, keys: toResult + " enter"}, 80, 24, light},
		{"what-if-80x24", scene{page: &page.Comparing{}, keys: toResult + " w end up enter backspace backspace backspace =6 enter esc w"}, 80, 24, light},
		{"question-120x36", scene{page: &page.Ask{}, keys: toQuestions + " 1 enter"}, 120, 36, light},
		{"result-120x36", scene{page: &page.Result{}, keys: toResult + " 2"}, 120, 36, light},
		{"start-cases-80x24", scene{page: &page.Start{}, kept: begun}, 80, 24, light},
		{"cases-60x20", scene{page: &page.Cases{}, keys: "4", kept: stocked}, 60, 20, light},
		{"trouble-60x20", scene{page: &page.Trouble{}, keys: toQuestions + " f9", kept: empty, full: true}, 60, 20, light},
		{"not-saved-80x24", scene{page: &page.Ask{}, keys: toQuestions, kept: empty, full: true}, 80, 24, light},
		{"hand-out-80x24", scene{page: &page.HandOut{}, keys: toResult + " p 1", kept: empty}, 80, 24, light},
		{"desk-80x24", scene{page: &page.Desk{}, keys: "=bf enter 1 enter f5", kept: stocked, opts: Options{Desk: true}}, 80, 24, light},
		{"sheet-60x20", scene{page: &page.Sheet{}, keys: "=研发费用补助 enter 1 enter 1 enter =1000万 tab =12", kept: empty, opts: Options{Desk: true}}, 60, 20, light},
		{"sheet-120x36", scene{page: &page.Sheet{}, keys: "=展位 enter 1 enter 1 enter a 1 enter =10万", kept: empty, opts: Options{Desk: true}}, 120, 36, light},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := c.scene.open(t, sample.Program(), c.look)
			resize(a, c.width, c.height)
			got := plain(a) + "\n"
			path := filepath.Join("testdata", c.name+".txt")
			if *update {
				if err := os.MkdirAll("testdata", 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if got != strings.ReplaceAll(string(want), "\r\n", "\n") {
				t.Errorf("%s:\n%s\nwant:\n%s", path, got, want)
			}
		})
	}
}
