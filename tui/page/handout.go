package page

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"huiqi/tui/field"
	"huiqi/tui/keys"
	"huiqi/tui/present"
	"huiqi/tui/store"
	"huiqi/tui/style"
	"huiqi/tui/text"
)

type (
	// ShowHandOut opens the page that writes the result down.
	ShowHandOut struct{}
	// WriteHandOut writes the result down.
	WriteHandOut struct {
		Format              store.Format
		Name, Clerk, Folder string
	}
)

// HandOut writes the result down in a format of the person's choice.
type HandOut struct {
	listPage
	lines [3]*field.Line // name, clerk, folder
	at    int            // the line with the keyboard; -1: the formats
	can   bool
	wrote string // where the last one is
	fault string
	fails int  // in a row
	done  bool // it was written and nothing changed since: Enter leaves
}

// The lines of HandOut.
const (
	lineName = iota
	lineClerk
	lineFolder
)

var handOutLabels = [...]string{"申请人", "经办人", "写到哪"}

// NewHandOut begins with these names on the hand-out. can is false where nothing
// may be written.
func NewHandOut(st *style.Styles, name, clerk string, can bool) *HandOut {
	h := &HandOut{listPage: listPage{styles: st}, at: -1, can: can}
	for i, s := range []string{name, clerk, ""} {
		h.lines[i] = field.NewLine(s)
	}
	return h
}

// Told takes over what came of writing.
func (h *HandOut) Told(path string, err error) {
	h.wrote, h.fault, h.done = path, "", err == nil
	h.fails++
	if err != nil {
		h.wrote, h.fault = "", err.Error()
	} else {
		h.fails = 0
	}
	h.at = -1
	h.stale()
}

func (h *HandOut) Title() string { return "写成文件" }

// Editing reports whether one of the lines has the keyboard.
func (h *HandOut) Editing() bool { return h.at >= 0 }

var (
	keyNext  = key.NewBinding(key.WithKeys("tab"), key.WithHelp("Tab", "填名字、换地方"))
	keyWrite = key.NewBinding(key.WithKeys("enter"), key.WithHelp("Enter", "写出来"))
	keyDone  = key.NewBinding(key.WithKeys("enter"), key.WithHelp("Enter", "回到结果"))
)

func (h *HandOut) Keys() []key.Binding {
	m := keys.Keys()
	if !h.can {
		return append(h.moving(keyRead), keyDone, m.Back, m.Help)
	}
	enter, help := keyWrite, m.Help
	if h.done {
		enter = keyDone
	}
	out := []key.Binding{enter, keyNext}
	if h.at >= 0 {
		help = keyHelp
	} else {
		out = append(out, h.moving(keyMove)...)
	}
	return append(out, m.Back, help)
}

func (h *HandOut) Update(msg tea.Msg) Action {
	m := keys.Keys()
	k, typed := msg.(tea.KeyPressMsg)
	switch {
	case typed && key.Matches(k, m.Back):
		if h.at >= 0 {
			h.at = -1
			h.stale()
			return nil
		}
		return Leave{}
	case !h.can:
		if typed && !h.list.update(k) && key.Matches(keys.Narrow(k), m.Enter) {
			return Leave{}
		}
		return nil
	case typed && key.Matches(k, keyNext):
		if h.at++; h.at == len(h.lines) {
			h.at = -1
		}
	case typed && key.Matches(k, m.Enter):
		if h.done {
			return Leave{}
		}
		return h.chosen()
	case h.at >= 0:
		if h.lines[h.at].Update(msg) {
			h.done = false
		}
	case typed:
		n := keys.Narrow(k)
		if d, ok := keys.Digit(n); ok {
			if cs := h.choices(); d >= 1 && d <= len(cs) {
				return cs[d-1].act
			}
			return nil
		}
		if n.String() == "q" {
			return Leave{}
		}
		if h.list.update(k) {
			h.done = false
		}
	}
	h.stale()
	return nil
}

// chosen is the row under the cursor with the names as they are now: rows are
// laid out at the next view only.
func (h *HandOut) chosen() Action {
	cs := h.choices()
	if was, ok := h.list.chosen().(WriteHandOut); ok {
		for _, c := range cs {
			if now := c.act.(WriteHandOut); now.Format == was.Format {
				return now
			}
		}
	}
	return cs[0].act
}

func (h *HandOut) choices() []choice {
	write := func(f store.Format) Action {
		return WriteHandOut{f, h.lines[lineName].Value(), h.lines[lineClerk].Value(), h.lines[lineFolder].Value()}
	}
	return []choice{
		{"网页（HTML）", "用浏览器看、用 A4 打印、发给别人", write(store.HTML)},
		{"纯文字", "", write(store.Text)},
		{"表格（CSV）", "Excel、WPS 能打开", write(store.CSV)},
		{"Markdown", "", write(store.Markdown)},
		{"JSON", "给别的程序用", write(store.JSON)},
	}
}

func (h *HandOut) View(width, height int) string {
	if !h.can {
		return h.draw(width, height, func(w int) []row {
			b := &rowBuilder{st: h.styles, w: w}
			b.para(present.NoHandOut[0], b.st.Title.Render)
			b.para(present.NoHandOut[1], b.st.Text.Render)
			return b.rows
		})
	}
	st := h.styles
	head := ""
	for i, l := range h.lines {
		label := handOutLabels[i] + " "
		value := st.Text.Render(l.Value())
		switch {
		case h.at == i:
			value = l.View(st, max(10, min(48, width-20)))
		case l.Value() == "" && i == lineFolder:
			value = st.Dim.Render("（空着就写到平常的地方）")
		case l.Value() == "":
			value = st.Dim.Render("（可以空着）")
		}
		mark := "  "
		if h.at == i {
			mark = st.Cursor.Render(st.Signs.Pointer) + " "
		}
		head += text.Truncate(mark+st.Dim.Render(label)+value, width) + "\n"
	}
	return head + "\n" + h.draw(width, max(1, height-len(h.lines)-1), h.rows)
}

func (h *HandOut) rows(w int) []row {
	b := &rowBuilder{st: h.styles, w: w}
	switch {
	case h.fault != "":
		failed := "没有写成："
		if h.fails > 1 {
			failed = fmt.Sprintf("试了 %d 次，都没有写成：", h.fails)
		}
		b.add(indent(b.st.Error.Render(b.st.Signs.Warn)+" ", failed+text.Clean(h.fault), w, b.st.Error.Render)...)
		b.para("按 Tab 可以换一个地方写。", b.st.Text.Render)
		b.blank()
	case h.wrote != "":
		b.add(indent(b.st.Yes.Render(b.st.Signs.Yes)+" ", "写好了，在："+text.CleanLine(h.wrote), w, b.st.Text.Render)...)
		b.blank()
	default:
		b.para("写成哪一种？", b.st.Title.Render)
	}
	b.numbered(h.choices())
	return b.rows
}
