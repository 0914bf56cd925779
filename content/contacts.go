package content

import (
	"slices"

	"huiqi/engine"
)

// Contact is how a unit is reached, as those who run the window know it.
type Contact struct{ Window, Phone, Hours, Note string }

// ReadContacts reads a file of contacts from disk. See ParseContacts.
func ReadContacts(path string, p *engine.Policy) (map[string]Contact, error) {
	data, err := readInput(path)
	if err != nil {
		return nil, err
	}
	return ParseContacts(data, path, p)
}

// ParseContacts reads contacts (YAML): for each unit, by its name as the policy
// prints it, window, phone, hours and note, each of which may be left out. name
// stands for the input in messages. Errors are a *Problem or Problems.
func ParseContacts(data []byte, name string, p *engine.Policy) (map[string]Contact, error) {
	var f faults
	d := parseTree(name, data, &f)
	if d == nil {
		return nil, f.err()
	}
	units := unitNames(p)
	root := d.object(d.root, "")
	out := map[string]Contact{}
	for i := 0; i+1 < len(d.root.Content) && len(root.keys) > 0; i += 2 {
		unit, n := d.root.Content[i], d.root.Content[i+1]
		if !slices.Contains(units, unit.Value) {
			root.fail(unit, "政策里没有“%s”这个单位%s", cut(unit.Value), didYouMean(unit.Value, units))
			continue
		}
		o := d.object(n, unit.Value)
		c := Contact{o.blank("window"), o.blank("phone"), o.blank("hours"), o.blank("note")}
		o.done()
		if c == (Contact{}) && len(n.Content) == 0 {
			o.fail(n, "什么都没有写，请写 window、phone、hours、note 里的一样")
		}
		out[unit.Value] = c
	}
	if err := f.err(); err != nil {
		return nil, err
	}
	return out, nil
}

// unitNames are the units of a policy's articles, items and chapters.
func unitNames(p *engine.Policy) []string {
	var out []string
	add := func(units []string) {
		for _, u := range units {
			if !slices.Contains(out, u) {
				out = append(out, u)
			}
		}
	}
	for i := range p.Chapters {
		add(p.Chapters[i].Units)
	}
	for i := range p.Articles {
		add(p.Articles[i].Units)
	}
	for i := range p.Items {
		add(p.Items[i].Units)
	}
	return out
}
