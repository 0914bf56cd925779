package page

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"huiqi/tui/keys"
	"huiqi/tui/style"
	"huiqi/tui/text"
)

type (
	// ShowTrouble opens what to do with answers that could not be saved.
	ShowTrouble struct{}
	// SaveAgain tries to save once more.
	SaveAgain struct{}
	// SaveAsNew saves the answers as a case of their own.
	SaveAsNew struct{}
	// Export writes the answers into a folder; "": the person types which.
	Export struct{ Folder string }
)

// Trouble says why answers are not saved, and how to keep them all the same.
type Trouble struct {
	listPage
	why     string
	folders []string
	said    []string // what came of the last choice
	fine    bool     // all is saved
}

// NewTrouble says why saving failed and offers folders to write to.
func NewTrouble(why string, folders []string, st *style.Styles) *Trouble {
	return &Trouble{why: why, folders: folders, listPage: listPage{styles: st}}
}

// Say tells what came of a choice; why is what is wrong still, "" if nothing.
func (t *Trouble) Say(why string, lines ...string) {
	if why != "" {
		t.why = why
	}
	t.said, t.fine = lines, why == ""
	t.stale()
}

func (t *Trouble) Title() string {
	if t.fine {
		return "存好了"
	}
	return "没有存上"
}

func (t *Trouble) Keys() []key.Binding {
	m := keys.Keys()
	return append(t.moving(keyMove), m.Enter, m.Back, m.Help)
}

func (t *Trouble) Update(msg tea.Msg) Action {
	k, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	m, n := keys.Keys(), keys.Narrow(k)
	if d, ok := keys.Digit(n); ok {
		if cs := t.choices(); d >= 1 && d <= len(cs) {
			return cs[d-1].act
		}
		return nil
	}
	switch {
	case key.Matches(n, m.Back), key.Matches(n, keyTrouble), n.String() == "q":
		return Leave{}
	case key.Matches(n, m.Enter):
		return t.list.enter()
	}
	t.list.update(k)
	return nil
}

func (t *Trouble) choices() []choice {
	if t.fine {
		return []choice{{"回去接着填", "", Leave{}}}
	}
	out := []choice{{"再试一次", "先照上面说的处理，例如腾出空间", SaveAgain{}},
		{"另存成新的一份", "原来那一份写不进去的时候用", SaveAsNew{}}}
	for _, f := range t.folders {
		out = append(out, choice{"把答案写到 " + text.CleanLine(f), "", Export{f}})
	}
	return append(out, choice{"把答案写到别的文件夹", "例如一个 U 盘", Export{}})
}

func (t *Trouble) View(width, height int) string { return t.draw(width, height, t.rows) }

func (t *Trouble) rows(w int) []row {
	b := &rowBuilder{st: t.styles, w: w}
	for _, s := range t.said {
		b.para(text.Clean(s), b.st.Title.Render)
	}
	if !t.fine {
		b.add(indent(b.st.Error.Render(b.st.Signs.Warn)+" ", text.Clean(t.why), w, b.st.Error.Render)...)
		b.para("答案都在，没有丢；但只在这个窗口里，关掉就没有了。每答一题，会自动再试一次。", b.st.Text.Render)
	}
	b.blank()
	b.numbered(t.choices())
	return b.rows
}
