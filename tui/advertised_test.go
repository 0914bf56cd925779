package tui

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	tea "charm.land/bubbletea/v2"

	"huiqi/tui/internal/sample"
	"huiqi/tui/page"
	"huiqi/tui/style"
)

// editKeys are the keys of every text field there is, which need no words.
var editKeys = []string{"left", "right", "home", "end", "backspace", "delete", "ctrl+a", "ctrl+b", "ctrl+d", "ctrl+e", "ctrl+f", "ctrl+h", "ctrl+k", "ctrl+u", "ctrl+w"}

// keyboard is every key of a keyboard, with Ctrl for the letters.
func keyboard() map[string]tea.KeyPressMsg {
	out := map[string]tea.KeyPressMsg{}
	for r := '!'; r <= '~'; r++ {
		out[string(r)] = tea.KeyPressMsg{Code: r, Text: string(r)}
	}
	for r := 'a'; r <= 'z'; r++ {
		out["ctrl+"+string(r)] = tea.KeyPressMsg{Code: r, Mod: tea.ModCtrl}
	}
	for n := range 12 {
		out[fmt.Sprint("f", n+1)] = tea.KeyPressMsg{Code: tea.KeyF1 + rune(n)}
	}
	for _, n := range []string{"enter", "esc", "tab", "shift+tab", "space", "backspace", "delete", "up", "down", "left", "right", "home", "end", "pgup", "pgdown"} {
		out[n] = keyNamed(n)
	}
	out["insert"] = tea.KeyPressMsg{Code: tea.KeyInsert}
	return out
}

// written is how the screen writes a key.
func written(k string) string {
	if name, ok := map[string]string{"enter": "Enter", "esc": "Esc", "tab": "Tab", "shift+tab": "Shift+Tab", "space": "空格", "delete": "Delete",
		"up": "↑", "down": "↓", "left": "←", "right": "→", "home": "Home", "end": "End", "pgup": "PgUp", "pgdown": "PgDn", "insert": "Insert"}[k]; ok {
		return name
	}
	if c, ok := strings.CutPrefix(k, "ctrl+"); ok {
		return "Ctrl+" + strings.ToUpper(c)
	}
	if len(k) > 1 || k == "G" { // G is not g
		return strings.ToUpper(k)
	}
	return strings.ToLower(k) // with and without Shift alike
}

// names reports whether a help page names a key.
func names(help, k string) bool {
	if len(k) == 1 && unicode.IsDigit(rune(k[0])) {
		return strings.Contains(help, "1–9") || k == "0" && strings.Contains(help, "0 ")
	}
	return regexp.MustCompile(`(^|[^A-Za-z+])` + regexp.QuoteMeta(written(k)) + `($|[^A-Za-z0-9])`).MatchString(help)
}

// A key that does something on a page is named in the page's help, or it would
// do it unasked: every key of the keyboard is pressed in every state.
func TestKeysThatDoSomethingAreNamed(t *testing.T) {
	prog := sample.Program()
	board := keyboard()
	for _, s := range some() {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			a := s.open(t, prog, style.Options{})
			e, ok := a.top().(interface{ Editing() bool })
			typing := ok && e.Editing()
			var help string
			if _, helping := a.top().(*page.Help); helping {
				resize(a, 120, 100)
				help = plain(a)
			} else {
				typeKeys(a, "f1")
				resize(a, 120, 100)
				help = plain(a)
			}
			help = help[:strings.LastIndexByte(help, '\n')] // not the foot of the help
			for _, from := range []string{"", "down"} {
				a := s.open(t, prog, style.Options{})
				typeKeys(a, from)
				before := state(a)
				for k, msg := range board {
					if typing && (msg.Text != "" || slices.Contains(editKeys, k)) || names(help, k) {
						continue
					}
					_, cmd := a.Update(msg)
					if state(a) == before && cmd == nil {
						continue
					}
					t.Errorf("%q does something after %q and is named nowhere", k, from)
					a = s.open(t, prog, style.Options{})
					typeKeys(a, from)
				}
			}
		})
	}
}
