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
	at            []anchorAt
}

type anchorAt struct {
	pos int
	key string
}

// anchors finds the anchors of the owners in the words. What does not hold is
// told to fault.
func anchors(pack *content.Pack, owners []owner, words string, fault func(o owner, word string, times int, pos content.Position)) *passages {
	ps := &passages{pack: pack, found: map[string]bool{}, broken: map[string]bool{}}
	for _, o := range owners {
		key := o.key()
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

// between are the keys of the anchors from one place up to another, in groups:
// anchors at one place are one group.
func (ps *passages) between(from, to int) [][]string {
	var out [][]string
	last := -1
	for _, a := range ps.at {
		switch {
		case a.pos < from || a.pos >= to:
		case a.pos == last:
			out[len(out)-1] = append(out[len(out)-1], a.key)
		default:
			out = append(out, []string{a.key})
			last = a.pos
		}
	}
	return out
}

// assign gives each number the keys that it belongs to. A figure (splits) ends
// the reach of the anchors before it; a name or target does not. uneven is
// called for a list of figures whose anchors are not one for each.
func (ps *passages) assign(ns []number, splits []bool, uneven func(list []number, anchors int)) [][]string {
	out := make([][]string, len(ns))
	var now []string
	from := 0
	for i := 0; i < len(ns); {
		list := 1
		for splits[i] && ns[i].list > 0 && i+list < len(ns) && splits[i+list] && ns[i+list].list == ns[i].list {
			list++
		}
		groups := ps.between(from, ns[i].start)
		all := slices.Concat(groups...)
		switch {
		case list > 1 && len(groups) == list:
			for k := range list {
				out[i+k] = groups[k]
			}
			now = all
		default:
			if list > 1 && len(groups) > 0 {
				uneven(ns[i:i+list], len(groups))
			}
			if len(all) > 0 {
				now = all
			}
			for k := range list {
				out[i+k] = now
			}
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
