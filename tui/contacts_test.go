package tui

import (
	"strings"
	"testing"

	"huiqi/tui/internal/sample"
	"huiqi/tui/page"
	"huiqi/tui/present"
	"huiqi/tui/style"
)

// How a unit is reached stands where the person is sent to it, marked as no words
// of the policy and cleaned; without contacts nothing is said.
func TestContactsOnScreens(t *testing.T) {
	contacts := present.Contacts{"科技局": {Window: "3号\x1b[2J窗口", Phone: "0571-1"}}
	for _, c := range []struct {
		why, keys string
		page      page.Page
	}{
		{"an item", toResult + " / =实验室 enter enter", &page.Item{}},
		{"the list by unit", toResult + " 2 g", &page.Result{}},
	} {
		for _, known := range []present.Contacts{contacts, nil} {
			a := scene{name: c.why, page: c.page, keys: c.keys, opts: Options{Contacts: known}}.open(t, sample.Program(), style.Options{})
			s := strings.ReplaceAll(plain(a), "\n", "")
			for _, w := range []string{"3号[2J窗口", "电话：0571-1", "非政策原文"} {
				if strings.Contains(s, w) != (known != nil) {
					t.Errorf("%s: %q is shown %v:\n%s", c.why, w, known == nil, plain(a))
				}
			}
		}
	}
}
