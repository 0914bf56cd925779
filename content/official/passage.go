package official

import (
	"slices"
	"sort"
	"strings"

	"huiqi/content"
	"huiqi/engine"
)

// passages tells to whom the figures of an article belong, by the anchors that
// stand before them.
type passages struct {
	pack *content.Pack
	// found has every owner's key whose anchors are in the words; broken those
	// that record an anchor which is not there once.
	found, broken map[string]bool
	// idle are the keys of items without a figure: their anchors show where the
	// words turn to something else.
	idle map[string]bool
	at   []anchorAt
}

type anchorAt struct {
	pos int
	key string
}

// anchors finds the anchors of the owners of figures, and of the other items of
// the article, in the words. What does not hold is told to fault.
func anchors(pack *content.Pack, owners, idle []owner, words string, fault func(o owner, word string, times int, pos content.Position)) *passages {
	ps := &passages{pack: pack, found: map[string]bool{}, broken: map[string]bool{}, idle: map[string]bool{}}
	for i, o := range slices.Concat(owners, idle) {
		key := o.key()
		if i >= len(owners) {
			ps.idle[key] = true
		}
		if rec, ok := pack.Official.Anchors[key]; ok {
			for _, w := range rec.Words {
				if n := strings.Count(words, Normal(w)); n != 1 {
					ps.broken[key] = true
					fault(o, w, n, rec.Pos)
					continue
				}
				ps.add(key, strings.Index(words, Normal(w)))
			}
			continue
		}
		if name := Normal(ownName(&pack.Policy, o)); name != "" && strings.Count(words, name) == 1 {
			ps.add(key, strings.Index(words, name))
		}
	}
	sort.SliceStable(ps.at, func(i, j int) bool { return ps.at[i].pos < ps.at[j].pos })
	return ps
}

func (ps *passages) add(key string, pos int) {
	ps.found[key] = true
	ps.at = append(ps.at, anchorAt{pos, key})
}

// ownName is the name that serves as an anchor where none is recorded.
func ownName(p *engine.Policy, o owner) string {
	if o.group {
		return ""
	}
	for i := range p.Items {
		it := &p.Items[i]
		if it.ID != o.item {
			continue
		}
		for _, t := range it.Amount.Tiers {
			if o.tier != "" && t.ID == o.tier {
				return t.Text
			}
		}
		if o.tier == "" {
			return it.Title
		}
	}
	return ""
}

// before are the anchors that govern a figure: those from one place up to
// another that stand in one sentence with the last of them. Anchors at one place
// are one group.
func (ps *passages) before(words string, from, to int) [][]string {
	var out [][]string
	var places []int
	for _, a := range ps.at {
		switch n := len(places); {
		case a.pos < from || a.pos >= to:
		case n > 0 && places[n-1] == a.pos:
			out[n-1] = append(out[n-1], a.key)
		default:
			out, places = append(out, []string{a.key}), append(places, a.pos)
		}
	}
	if len(out) == 0 {
		return nil
	}
	sentence := strings.LastIndexAny(words[:places[len(places)-1]], "。;")
	first := slices.IndexFunc(places, func(p int) bool { return p > sentence })
	return out[first:]
}

// owning are the groups in which some item has a figure.
func (ps *passages) owning(groups [][]string) [][]string {
	return slices.DeleteFunc(slices.Clone(groups), func(keys []string) bool {
		return !slices.ContainsFunc(keys, func(k string) bool { return !ps.idle[k] })
	})
}

// passage is whose a number is.
type passage struct {
	keys []string
	// own: the keys stand before this very number, not before one further up.
	own bool
}

// assign gives each number its passage. A figure (splits) ends the reach of the
// anchors before it; a name or target does not. uneven is called for a list of
// figures whose anchors are not one for each.
func (ps *passages) assign(words string, ns []number, splits []bool, uneven func(list []number, anchors int)) []passage {
	out := make([]passage, len(ns))
	var now []string
	from := 0
	for i := 0; i < len(ns); {
		list := 1
		for splits[i] && ns[i].list > 0 && i+list < len(ns) && splits[i+list] && ns[i+list].list == ns[i].list {
			list++
		}
		groups := ps.before(words, from, ns[i].start)
		if len(groups) > 0 {
			now = slices.Concat(groups...)
		}
		grades := ps.owning(groups)
		for k := range list {
			out[i+k] = passage{now, len(groups) > 0}
			if list > 1 && len(grades) == list {
				out[i+k].keys = grades[k]
			}
		}
		if list > 1 && len(grades) > 0 && len(grades) != list {
			uneven(ns[i:i+list], len(grades))
		}
		if splits[i] {
			from = ns[i+list-1].end
		}
		i += list
	}
	return out
}

// holds reports whether keys are the passage of an owner. Where the anchor of
// an owner is not to be found that is a fault of its own, and any passage will
// do here.
func (ps *passages) holds(keys []string, o owner) bool {
	if ps.broken[o.key()] {
		return true
	}
	if o.tier != "" && ps.found[o.key()] {
		return slices.Contains(keys, o.key())
	}
	if ps.found[o.key()] && slices.Contains(keys, o.key()) {
		return true
	}
	for _, key := range keys {
		item, _, tier := strings.Cut(key, "/")
		if item == o.item && (tier || o.tier != "") || o.group && !ps.found[o.key()] && slices.Contains(members(&ps.pack.Policy, o.item), item) {
			return true
		}
	}
	return o.group && ps.anyBroken(members(&ps.pack.Policy, o.item))
}

// anchored reports whether anything in the words stands for an owner.
func (ps *passages) anchored(o owner) bool {
	if ps.found[o.key()] || ps.broken[o.key()] {
		return true
	}
	items := []string{o.item}
	if o.group {
		items = members(&ps.pack.Policy, o.item)
	}
	for _, keys := range []map[string]bool{ps.found, ps.broken} {
		for key := range keys {
			item, _, _ := strings.Cut(key, "/")
			if slices.Contains(items, item) && (o.group || o.tier == "" || key == o.item) {
				return true
			}
		}
	}
	return false
}

func (ps *passages) anyBroken(items []string) bool {
	return slices.ContainsFunc(items, func(id string) bool { return ps.broken[id] })
}

func members(p *engine.Policy, group string) []string {
	for i := range p.Groups {
		if p.Groups[i].ID == group {
			return p.Groups[i].Items
		}
	}
	return nil
}

// itemsOf are the items behind keys or owners.
func itemsOfKeys(p *engine.Policy, keys []string) []string {
	var out []string
	for _, key := range keys {
		item, _, _ := strings.Cut(key, "/")
		if list := members(p, item); list != nil {
			out = union(out, list)
			continue
		}
		out = union(out, []string{item})
	}
	return out
}

func itemsOf(p *engine.Policy, owners []owner) []string {
	var keys []string
	for _, o := range owners {
		keys = append(keys, o.key())
	}
	return itemsOfKeys(p, keys)
}
