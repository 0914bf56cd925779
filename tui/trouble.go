package tui

import (
	"huiqi/tui/page"
	"huiqi/tui/text"
)

// What there is to do while answers cannot be saved.

// trouble opens what to do about answers that are not saved.
func (a *App) trouble() {
	if why := a.whyUnsaved(); why != "" {
		a.push(page.NewTrouble(why, a.opts.Store.Folders(), a.styles))
	}
}

func (a *App) whyUnsaved() string { return a.kase.Why() }

// say tells on the page about what is not saved what came of an act.
func (a *App) say(lines ...string) {
	if t, ok := a.top().(*page.Trouble); ok {
		t.Say(a.whyUnsaved(), lines...)
	}
}

func (a *App) saveAgain() {
	a.keep()
	a.saved("还是没有存上。", "存上了：")
}

// saveAsNew keeps the answers as a case of their own.
func (a *App) saveAsNew() {
	was := a.kase
	a.kase = custody{}
	if a.keep(); a.kase.Unsaved != nil {
		if a.kase.Open != nil {
			a.note(a.kase.Open.Close())
		}
		was.Unsaved, a.kase = a.kase.Unsaved, was
	} else if was.Open != nil {
		a.note(was.Open.Close())
	}
	a.saved("也没有存上。", "另存好了：")
}

// saved says what came of saving.
func (a *App) saved(failed, fine string) {
	switch {
	case a.whyUnsaved() != "":
		a.say(failed)
	case a.kase.Open == nil:
		a.say("现在没有要存的答案。")
	default:
		a.say(fine + a.kase.Open.Entry().Name)
	}
}

// export writes the answers where the person says.
func (a *App) export(folder string) {
	if folder == "" {
		a.push(page.NewPrompt(a.styles, "写到别处", "写到哪个文件夹？", "写出来的是答案文件，以后用 huiqi check 加文件名看结果。已有的文件不会盖掉。", "写到这里", "",
			func(s string) page.Action { return exportTo{s} }))
		return
	}
	path, err := a.opts.Store.Export(a.mine(), folder)
	if err != nil {
		a.say("没有写成：" + err.Error())
		return
	}
	was := a.mine().Snapshot()
	a.kase.exported = &was
	a.say("已经写到 "+path, "以后运行 huiqi check 加上面的文件名，就能看结果。")
}

// warning is what has to be seen on every screen until it is mended.
func (a *App) warning() string {
	if _, told := a.top().(*page.Trouble); told {
		return ""
	}
	why := text.CleanLine(a.whyUnsaved())
	switch {
	case why == "":
		return ""
	case a.kase.Open != nil && a.kase.Open.ReadOnly() != "":
		return "只读，改动不会存（F9 怎么办）：" + why
	}
	return "没有存上，答案还在（F9 怎么办）：" + why
}
