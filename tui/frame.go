package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"huiqi/tui/page"
	"huiqi/tui/present"
	"huiqi/tui/text"
)

// The smallest window that the pages are laid out for.
const (
	minWidth  = 60
	minHeight = 20
)

func tooSmall(w, h int) bool { return w < minWidth || h < minHeight }

// View is the whole screen: head, page, keys. The cursor of a text field is
// found by its mark.
func (a *App) View() tea.View {
	screen := a.screen()
	clean, x, y, editing := text.TakeCursor(screen)
	v := tea.NewView(clean)
	v.AltScreen = true
	v.WindowTitle = "惠企"
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
	title := st.Title.Render("惠企") + st.Dim.Render(" "+a.policy().Number) + "  " + st.Heading.Render(a.top().Title()) + st.Dim.Render(a.about())
	foot := a.foot()
	height := a.height - 4
	body := a.body(height)
	return strings.Join([]string{text.Truncate(title, a.width), rule, body, rule, foot}, "\n")
}

// about names the one thing that the interview is about.
func (a *App) about() string {
	_, asking := a.top().(*page.Ask)
	_, done := a.top().(*page.Result)
	if a.iv == nil || a.iv.Whole() || !asking && !done {
		return ""
	}
	return "  只查：" + strings.Join(present.Titles(a.policy(), a.iv.Names()), "、")
}

// body is the page, with the running count beside a question where there is
// room.
func (a *App) body(height int) string {
	ask, asking := a.top().(*page.Ask)
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

// foot holds the keys of the page, or an error that must be seen.
func (a *App) foot() string {
	if a.fault != "" {
		return text.Truncate(a.styles.Error.Render(a.styles.Signs.Warn+" "+a.fault), a.width)
	}
	var parts []string
	used := 0
	for _, k := range a.top().Keys() {
		if !k.Enabled() || k.Help().Key == "" {
			continue
		}
		s := a.styles.Accent.Render(k.Help().Key) + " " + a.styles.Dim.Render(k.Help().Desc)
		w := text.Width(s)
		if used+w > a.width {
			break
		}
		used += w + 2
		parts = append(parts, s)
	}
	return strings.Join(parts, "  ")
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

var _ page.Page = (*page.Ask)(nil)
