package tui

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"huiqi/tui/page"
	"huiqi/tui/present"
	"huiqi/tui/text"
)

// The smallest window that the pages are laid out for.
const (
	MinWidth  = 60
	MinHeight = 20
)

func tooSmall(w, h int) bool { return w < MinWidth || h < MinHeight }

// View is the whole screen: head, page, keys. The cursor of a text field is
// found by its mark.
func (a *App) View() tea.View {
	screen := a.screen()
	clean, x, y, editing := text.TakeCursor(screen)
	v := tea.NewView(clean)
	v.AltScreen = true
	v.WindowTitle = "惠企"
	if a.opts.FixedTheme && !a.opts.Style.NoColor { // else the theme follows the terminal
		v.BackgroundColor, v.ForegroundColor = a.opts.Style.Theme.Ground()
	}
	if editing {
		v.Cursor = tea.NewCursor(x, y)
	}
	return v
}

func (a *App) screen() string {
	if tooSmall(a.width, a.height) {
		words := text.Wrap("窗口太小，请放大到 60×20 以上。\n已填的都在。", a.width)
		return strings.Join(words[:min(len(words), max(1, a.height))], "\n")
	}
	st := a.styles
	rule := st.Dim.Render(strings.Repeat(st.Border.Top, a.width))
	title := st.Title.Render("惠企") + st.Dim.Render(" "+a.policy().Number) + "  " + st.Heading.Render(a.title()) + st.Dim.Render(a.about())
	warning := a.warning()
	height := a.height - 4
	if warning != "" {
		height--
	}
	body := a.body(height) // before the foot: what is drawn decides which keys do something
	if warning != "" {
		body += "\n" + text.Truncate(st.Error.Render(st.Signs.Warn+" "+warning), a.width)
	}
	return strings.Join([]string{text.Truncate(title, a.width), rule, body, rule, a.foot()}, "\n")
}

// about names the one thing that the interview is about.
func (a *App) about() string {
	_, asking := a.top().(page.Asking)
	_, done := a.top().(*page.Result)
	if a.iv == nil || a.iv.Whole() || !asking && !done {
		return ""
	}
	return "  只查：" + strings.Join(present.Titles(a.policy(), a.iv.Names()), "、")
}

// title is that of the page, with a word on every page that speaks of answers
// while they are a "what if".
func (a *App) title() string {
	t := a.top().Title()
	if a.real != nil {
		switch a.top().(type) {
		case *page.Ask, *page.Sheet, *page.Topics, *page.Panel, *page.Answers, *page.Item:
			t += "（假设）"
		}
	}
	return t
}

// body is the page, with the running count beside a question where there is
// room.
func (a *App) body(height int) string {
	ask, asking := a.top().(page.Asking)
	beside := asking && a.board != nil && a.width >= page.WideEnough
	if asking {
		ask.Aside(beside)
	}
	if !beside {
		return fit(a.top().View(a.width, height), a.width, height)
	}
	left := a.width - page.PanelWidth
	const gap = 1 // words never touch the bar
	return page.Beside(fit(a.top().View(left-gap, height), left-gap, height), left, page.Side(a.board, a.styles, page.PanelWidth, height))
}

// foot holds the keys of the page, or an error that must be seen. The way back
// and the help are never what a narrow window leaves out.
func (a *App) foot() string {
	if a.fault != "" {
		return text.Truncate(a.styles.Error.Render(a.styles.Signs.Warn+" "+a.fault), a.width)
	}
	binds := slices.DeleteFunc(a.keysHere(), func(k key.Binding) bool { return !k.Enabled() || k.Help().Key == "" })
	parts := make([]string, len(binds))
	used := -2
	for _, first := range []bool{true, false} {
		for i, k := range binds {
			if leads := slices.Contains(k.Keys(), "esc") || slices.Contains(k.Keys(), "f1"); leads != first {
				continue
			}
			s := a.styles.Accent.Render(page.KeyName(a.styles, k)) + " " + a.styles.Dim.Render(k.Help().Desc)
			if w := text.Width(s) + 2; used+w <= a.width {
				used += w
				parts[i] = s
			}
		}
	}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "  ")
}

// fit makes exactly height lines of at most width cells.
func fit(s string, width, height int) string {
	ls := strings.Split(s, "\n")
	if len(ls) > height {
		ls = ls[:height]
	}
	for i, l := range ls {
		if text.Width(l) > width {
			ls[i] = text.Truncate(l, width)
		}
	}
	for len(ls) < height {
		ls = append(ls, "")
	}
	return strings.Join(ls, "\n")
}

var _, _ page.Asking = (*page.Ask)(nil), (*page.Sheet)(nil)
