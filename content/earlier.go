package content

import (
	"maps"
	"strings"

	"huiqi/engine"
)

// Earlier is the pack as it reads what was written for a later version of it: a
// name that the later one gave to one of its ids means that id. A name that stands
// for several of them is not known.
func (p *Pack) Earlier(later *Pack) (*Pack, error) {
	has := map[string]bool{}
	for _, i := range p.ids() {
		has[i.key()] = true
	}
	// answers name choices and fields within the question that they are read for
	within := func(id string) int { return strings.LastIndexAny(id, ".=") + 1 }
	back, several := map[string]string{}, map[string]bool{}
	for old, now := range later.Policy.Retired {
		kind, id, _ := strings.Cut(old, " ")
		name := kind + " " + id[:within(id)] + now[within(now):]
		if now == "" || !has[old] || has[name] {
			continue
		}
		_, twice := back[name]
		several[name] = several[name] || twice
		back[name] = id
	}
	for name := range several {
		if several[name] {
			delete(back, name)
		}
	}
	out := *p
	maps.Copy(back, p.Policy.Retired)
	out.Policy.Retired = back
	var err error
	out.Program, err = engine.Compile(out.Policy)
	return &out, err
}
