package content

import (
	"bytes"
	"cmp"
	"regexp"
	"slices"
	"strings"

	"huiqi/engine"
)

// ids.txt lists every id that a saved answers file or result can name, so that a
// later version of the pack can be compared with an earlier one: one a line,
// sorted, "#" before remarks.
//
//	group a46-premium
//	item a14-rd
//	item a14-old -> a14-rd            # retired: what it is called now
//	question synbio_projects
//	question synbio_projects.level        # a field
//	question synbio_projects.level=city   # a choice
//	question old_name -> none         # retired: nothing takes its place
//	topic research

const (
	// IDsFile is the pack's list of ids.
	IDsFile     = "ids.txt"
	idsUpdate   = "huiqi lint --write-ids 规则目录"
	noSuccessor = "none" // stands for the new name where there is none
)

// listedID is one line of ids.txt.
type listedID struct {
	kind, id string
	retired  bool
	now      string // the new name of a retired id, or noSuccessor
	pos      Position
}

func (i listedID) key() string { return i.kind + " " + i.id }

// line is the id as ids.txt has it.
func (i listedID) line() string {
	if i.retired {
		return i.key() + " -> " + i.now
	}
	return i.key()
}

var idLine = regexp.MustCompile(`^(group|item|question|topic) ([a-z0-9_.=-]+)(?: -> ([a-z0-9_.=-]+))?$`)

// loadIDs reads ids.txt.
func (l *loader) loadIDs(f file) {
	l.pack.listed = []listedID{}
	data := bytes.TrimPrefix(f.data, []byte(bom))
	d := &document{name: f.path, faults: &l.faults}
	if len(bytes.TrimSpace(data)) > 0 && !d.readable(data) { // an empty list is filled by --write-ids
		return
	}
	for n, line := range strings.Split(string(data), "\n") {
		if r := invisible(strings.TrimSuffix(line, "\r")); r >= 0 {
			l.add(Position{File: f.path, Line: n + 1}, "", "这里有看不见的字符（U+%04X），请删去", r)
			continue
		}
		line, _, _ = strings.Cut(line, "#")
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		at := Position{File: f.path, Line: n + 1}
		m := idLine.FindStringSubmatch(line)
		if m == nil {
			l.add(at, "", "“%s”看不懂，要写成“item a14-rd”，停用的写成“item a14-old -> a14-rd”或“item a14-old -> none”", cut(line))
			continue
		}
		l.pack.listed = append(l.pack.listed, listedID{kind: m[1], id: m[2], retired: m[3] != "", now: m[3], pos: at})
	}
}

// retired are the ids of earlier versions by kind and id, with the present ones. A
// choice or a field of a question that was renamed, too, is there under both names
// of the question.
func (p *Pack) retired() map[string]string {
	var out map[string]string
	for _, i := range p.listed {
		if !i.retired {
			continue
		}
		if out == nil {
			out = map[string]string{}
		}
		if out[i.key()] = i.now; i.now == noSuccessor {
			out[i.key()] = ""
		}
	}
	for _, i := range p.listed {
		at := strings.LastIndexAny(i.id, ".=")
		if !i.retired || at < 0 {
			continue
		}
		if now := out[i.kind+" "+i.id[:at]]; now != "" {
			out[i.kind+" "+now+i.id[at:]] = out[i.key()]
		}
	}
	return out
}

// former are the ids that earlier versions had for questions (under ""), the choices
// of one (under "titles=") or the fields of a list (under "plots."), with the present
// ones; "": it ended.
func former(p *engine.Policy, under string) map[string]string {
	out := map[string]string{}
	for key, now := range p.Retired {
		if was, ok := strings.CutPrefix(key, "question "+under); ok && !strings.ContainsAny(was, ".=") {
			out[was] = strings.TrimPrefix(now, under)
		}
	}
	return out
}

// became says what an id of an earlier version is called now; now is "" where
// nothing took its place.
func became(was, now string) string {
	if now == "" {
		return "“" + cut(was) + "”在现在的规则里已经停用，没有采用"
	}
	return "“" + cut(was) + "”在现在的规则里叫“" + now + "”，按这个采用了"
}

// becameUnder is became for a choice or a field of a question.
func becameUnder(under, was, now string) string {
	if now != "" {
		now = under + now
	}
	return became(under+was, now)
}

// ids are those that the pack has, with their places, sorted.
func (p *Pack) ids() []listedID {
	var out []listedID
	add := func(kind, id, of string) {
		out = append(out, listedID{kind: kind, id: id, pos: p.Place(of)})
	}
	for _, t := range p.Policy.Topics {
		add("topic", t.ID, "")
	}
	for _, it := range p.Policy.Items {
		add("item", it.ID, "item "+it.ID)
	}
	for _, g := range p.Policy.Groups {
		add("group", g.ID, "group "+g.ID)
	}
	for i := range p.Policy.Questions {
		q := &p.Policy.Questions[i]
		of := "question " + q.ID
		add("question", q.ID, of)
		for _, c := range q.Choices {
			add("question", q.ID+"="+c.ID, of)
		}
		for k := range q.Fields {
			f := &q.Fields[k]
			add("question", q.ID+"."+f.ID, of)
			for _, c := range f.Choices {
				add("question", q.ID+"."+f.ID+"="+c.ID, of)
			}
		}
	}
	slices.SortFunc(out, byKey)
	return out
}

func byKey(a, b listedID) int { return cmp.Compare(a.key(), b.key()) }

// moved reports whether a choice or a field became one of another question, as which
// no answer could be read.
func (p *Pack) moved(was, now string) bool {
	at, to := strings.LastIndexAny(was, ".="), strings.LastIndexAny(now, ".=")
	if at < 0 || to < 0 {
		return at != to
	}
	return was[at] != now[to] || p.present(was[:at]) != now[:to]
}

// present is what a question or a field is called now.
func (p *Pack) present(id string) string {
	if now := p.Policy.Retired["question "+id]; now != "" {
		return now
	}
	if at := strings.LastIndexByte(id, '.'); at >= 0 {
		return p.present(id[:at]) + id[at:]
	}
	return id
}

// ids compares ids.txt with the pack.
func (l *linter) ids() {
	if l.pack.listed == nil {
		l.fail(Position{File: l.pack.shown(IDsFile)}, "", "规则目录里没有 %s（全部 id 的清单），请用 %s 生成", IDsFile, idsUpdate)
		return
	}
	has := map[string]bool{}
	current := l.pack.ids()
	for _, i := range current {
		has[i.key()] = true
	}
	listed := map[string]bool{}
	for k, i := range l.pack.listed {
		key := i.key()
		switch {
		case listed[key]:
			l.fail(i.pos, key, "写了两次，请删去一个")
		case i.retired && has[key]:
			l.fail(i.pos, key, "写着已经停用，规则里却还有；停用的 id 不能再用，请给新的取另一个 id，没有停用就删去箭头后面的话")
		case i.retired && i.now != noSuccessor && !has[i.kind+" "+i.now]:
			l.fail(i.pos, key, "改成了“%s”，规则里却没有它；请写现在的 id，没有接替的写 none", i.now)
		case i.retired && i.now != noSuccessor && i.kind == "question" && l.pack.moved(i.id, i.now):
			l.fail(i.pos, key, "改成了别的问题的“%s”；选项和字段只能改成同一个问题的，没有接替的写 none", i.now)
		case !i.retired && !has[key]:
			l.fail(i.pos, key, "规则里没有了。用过的 id 不能改名、不能删：请改回去；一定要停用的，在这一行后面写“-> 新的id”，没有接替的写“-> none”")
		}
		listed[key] = true
		if k > 0 && byKey(l.pack.listed[k-1], i) > 0 {
			l.fail(i.pos, key, "没有排好序，请用 %s 重新排", idsUpdate)
		}
	}
	for _, i := range current {
		if !listed[i.key()] {
			l.fail(i.pos, i.key(), "%s 里没有这个 id。刚加的，确认以后不再改名，用 %s 写进去；改名来的，请改回去", IDsFile, idsUpdate)
		}
	}
}

// IDsText is ids.txt with the new ids of the pack added. Lines that stand there
// stay: what became of an id that vanished only its author knows.
func (p *Pack) IDsText() string {
	all := slices.Clone(p.listed)
	for _, i := range p.ids() {
		if !slices.ContainsFunc(all, func(o listedID) bool { return o.key() == i.key() }) {
			all = append(all, i)
		}
	}
	slices.SortFunc(all, byKey)
	var b strings.Builder
	b.WriteString(idsHead)
	for _, i := range all {
		b.WriteString(i.line() + "\n")
	}
	return b.String()
}

const idsHead = `# 全部 id：事项（item）、合并上限（group）、问题和它的选项（=）、字段（.）（question）、主题（topic），一行一个，排好序。
# 别人存下来的答案和结果里写着这些 id，所以用过的不改名、不删。停用的留在这里，箭头后面写新的 id，没有接替的写 none。
# 加了新的，用 ` + idsUpdate + ` 写进来。
`
