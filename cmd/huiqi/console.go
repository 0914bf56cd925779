package main

// utf8Page is the number that Windows has for UTF-8.
const utf8Page = 65001

// codePage is one of the two that a Windows console has, for what is typed and
// for what is shown.
type codePage struct {
	get func() (uint32, error)
	set func(uint32) error
}

// speakUTF8 sets code pages to UTF-8: under another one a console shows Chinese as
// other letters. restore puts back what was there, for the programs that come
// after. Where there is no console nothing is set.
func speakUTF8(pages []codePage) (restore func()) {
	var undo []func()
	for _, p := range pages {
		was, err := p.get()
		if err != nil || was == 0 || was == utf8Page || p.set(utf8Page) != nil {
			continue
		}
		undo = append(undo, func() { _ = p.set(was) }) // nothing is left to be done about it
	}
	return func() {
		for _, u := range undo {
			u()
		}
	}
}
