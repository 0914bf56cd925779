package keys_test

import (
	"reflect"
	"testing"
	"unicode"

	"huiqi/tui/keys"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

func typed(s string) tea.KeyPressMsg {
	return tea.KeyPressMsg{Text: s, Code: []rune(s)[0]}
}

func TestNarrow(t *testing.T) {
	m := keys.Keys()
	for in, want := range map[string]string{
		"ｘ": "x", "／": "/", "ｙ": "y", "１": "1", "　": "space", "？": "?", "是": "y", "否": "n", "、": "/",
		"a": "a", "汉": "汉", "是的": "是的", "，": ",",
	} {
		if got := keys.Narrow(typed(in)).String(); got != want {
			t.Errorf("Narrow(%q) = %q, want %q", in, got, want)
		}
	}
	for in, b := range map[string]key.Binding{"　": m.Toggle, "ｘ": m.Toggle, "是": m.Yes, "？": m.Help, "／": m.Search, "９": m.Pick} {
		if !key.Matches(keys.Narrow(typed(in)), b) {
			t.Errorf("%q does not match %v", in, b.Help())
		}
	}
	special := tea.KeyPressMsg{Code: tea.KeyEnter}
	if keys.Narrow(special) != special {
		t.Error("a special key was changed")
	}
}

func TestDigit(t *testing.T) {
	if n, ok := keys.Digit(keys.Narrow(typed("７"))); n != 7 || !ok {
		t.Errorf("got %d %v", n, ok)
	}
	if _, ok := keys.Digit(typed("a")); ok {
		t.Error("a is no digit")
	}
}

// Every binding has help, in Chinese, and no key does two things at once. n says no
// to a yes-or-no question and to all choices of a list: never both at once.
func TestBindings(t *testing.T) {
	v := reflect.ValueOf(*keys.Keys())
	owner := map[string]string{}
	for i := range v.NumField() {
		name, b := v.Type().Field(i).Name, v.Field(i).Interface().(key.Binding)
		if len(b.Keys()) == 0 || b.Help().Key == "" {
			t.Errorf("%s has no key", name)
		}
		han := false
		for _, r := range b.Help().Desc {
			han = han || unicode.Is(unicode.Han, r)
		}
		if !han {
			t.Errorf("%s is not explained in Chinese: %q", name, b.Help().Desc)
		}
		for _, k := range b.Keys() {
			if other, taken := owner[k]; taken && !(other == "No" && name == "None") {
				t.Errorf("%s means %s and %s", k, other, name)
			}
			owner[k] = name
		}
	}
}
