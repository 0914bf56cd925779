package style

import (
	"charm.land/bubbles/v2/help"
	"charm.land/huh/v2"
	"charm.land/lipgloss/v2"
)

type huhTheme struct{ styles *huh.Styles }

// Theme ignores the background: our theme is chosen already. It returns a
// pointer built once, for huh asks for it many times a frame.
func (t huhTheme) Theme(bool) *huh.Styles { return t.styles }

// Huh is the theme for huh's forms and its stock fields.
func (s *Styles) Huh() huh.Theme { return s.huh }

func (s *Styles) huhStyles() *huh.Styles {
	t := &huh.Styles{FieldSeparator: lipgloss.NewStyle().SetString("\n\n"), Help: help.Styles{
		Ellipsis: s.Dim, ShortKey: s.Accent, ShortDesc: s.Dim, ShortSeparator: s.Dim,
		FullKey: s.Accent, FullDesc: s.Dim, FullSeparator: s.Dim,
	}}
	f := huh.FieldStyles{
		Title: s.Title, Description: s.Dim, ErrorIndicator: s.Error, ErrorMessage: s.Error,
		SelectSelector: s.Cursor.SetString(s.Signs.Pointer + " "),
		Option:         s.Text, SelectedOption: s.Cursor, UnselectedOption: s.Text,
		MultiSelectSelector: s.Cursor.SetString(s.Signs.Pointer + " "),
		SelectedPrefix:      s.Picked.SetString(s.Signs.Ticked + " "),
		UnselectedPrefix:    s.Text.SetString(s.Signs.Unticked + " "),
		NextIndicator:       s.Accent.SetString(" >"), PrevIndicator: s.Accent.SetString("< "),
		// huh tells the buttons of a Confirm apart by style alone: reverse shows
		// without colours too
		FocusedButton: s.TabOn.Padding(0, 2).MarginRight(1),
		BlurredButton: s.TabOff.Padding(0, 2).MarginRight(1),
		NoteTitle:     s.Title, Next: s.TabOn.Padding(0, 2),
		TextInput: huh.TextInputStyles{Cursor: s.Accent, Placeholder: s.Dim, Prompt: s.Accent, Text: s.Input},
	}
	t.Focused, t.Blurred = f, f
	t.Blurred.Title = s.Subtitle
	t.Blurred.SelectSelector = lipgloss.NewStyle().SetString("  ")
	t.Blurred.MultiSelectSelector = lipgloss.NewStyle().SetString("  ")
	return t
}
