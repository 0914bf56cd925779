package page

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"huiqi/engine"
	"huiqi/tui/field"
	"huiqi/tui/keys"
	"huiqi/tui/present"
	"huiqi/tui/search"
	"huiqi/tui/style"
	"huiqi/tui/text"
)

// Pick finds the one thing that a person came for: by words, or by going through
// the chapters. A chapter, a unit or a topic narrows it to what is theirs.
type Pick struct {
	listPage
	policy *engine.Policy
	index  *search.Index
	line   *field.Line
	says   string // above the line; "": what to type
	drawn  string // the query that hits are for
	hits   []search.Hit
	fresh  bool
	// laid hits have their rows, at least as many lines of them as need says: a
	// letter finds hundreds, and a window shows some tens
	laid, need int
	// narrowed is what the list is narrowed to, and outer the words that led there
	narrowed *search.Hit
	outer    string
	// glance is the article beside the list, in wide windows
	glance *Article
}

// NewPick searches with the given words to begin with.
func NewPick(p *engine.Policy, x *search.Index, st *style.Styles, words string) *Pick {
	return &Pick{policy: p, index: x, listPage: listPage{styles: st}, line: field.NewLine(words)}
}

func (p *Pick) Title() string { return "查找" }

// SetStyles changes the looks, also of what stands beside the list.
func (p *Pick) SetStyles(s *style.Styles) {
	p.listPage.SetStyles(s)
	p.glance = nil
}

var (
	keyPick = key.NewBinding(key.WithKeys("up", "down"), key.WithHelp("↑↓", "选择"))
	keyText = key.NewBinding(key.WithKeys("tab"), key.WithHelp("Tab", "看条文"))
	keyTurn = key.NewBinding(key.WithKeys("pgup", "pgdown"), key.WithHelp("PgUp/PgDn", "翻页"))
	keyWide = key.NewBinding(key.WithKeys("esc"), key.WithHelp("Esc", "看全部"))
)

func (p *Pick) Keys() []key.Binding {
	m := keys.Keys()
	p.find()
	out := p.moving(keyPick)
	enter := func(does string) {
		out = append(out, key.NewBinding(key.WithKeys("enter"), key.WithHelp("Enter", does)))
	}
	switch p.pick().(type) {
	case StartOne:
		enter("只查这个")
		out = append(out, keyText)
	case Browse:
		enter("看条文")
	case narrow:
		enter("只看它的")
	}
	back := m.Back
	if p.narrowed != nil {
		back = keyWide
	}
	return append(append(out, back), append(p.moving(keyTurn), keyHelp)...)
}

// Editing: letters are text here.
func (p *Pick) Editing() bool { return true }

// narrow asks the page itself to hold to a chapter, a unit or a topic.
type narrow struct{ to search.Hit }

func (p *Pick) Update(msg tea.Msg) Action {
	k, ok := msg.(tea.KeyPressMsg)
	if !ok {
		p.line.Update(msg)
		return nil
	}
	m := keys.Keys()
	switch {
	case key.Matches(k, m.Back):
		if p.narrowed == nil {
			return Leave{}
		}
		p.widen()
	case key.Matches(k, m.Enter):
		act := p.pick()
		if n, ok := act.(narrow); ok {
			p.narrowed, p.outer, p.line = &n.to, p.line.Value(), field.NewLine("")
			p.fresh = false
			return nil
		}
		return act
	case key.Matches(k, keyText):
		if n := p.article(); n > 0 {
			return Browse{n}
		}
	case k.String() == "up", k.String() == "down", k.String() == "pgup", k.String() == "pgdown":
		p.find()
		p.list.update(k)
		p.extend(p.list.height)
	case k.String() == "backspace" && p.line.Value() == "" && p.narrowed != nil:
		p.widen()
	default:
		p.line.Update(msg)
	}
	return nil
}

// widen goes back to what the list was narrowed from.
func (p *Pick) widen() {
	p.narrowed, p.line, p.fresh = nil, field.NewLine(p.outer), false
}

// pick is what Enter asks for. Words that were typed since the last view count:
// what Enter opens is never a leftover of the words before.
func (p *Pick) pick() Action {
	p.find()
	return p.list.chosen()
}

// article is that of the row under the cursor; 0 if it has none.
func (p *Pick) article() int {
	switch act := p.pick().(type) {
	case Browse:
		return act.Article
	case StartOne:
		for i := range p.policy.Items {
			if p.policy.Items[i].ID == act.Names[0] {
				return p.policy.Items[i].Article
			}
		}
	}
	return 0
}

// find brings the hits up to the words.
func (p *Pick) find() {
	if p.fresh && p.drawn == p.line.Value() {
		return
	}
	p.drawn, p.fresh = p.line.Value(), true
	var in search.Scope
	if n := p.narrowed; n != nil {
		switch n.Kind {
		case search.Chapter:
			in.Chapter = n.Chapter
		case search.Unit:
			in.Unit = n.Name
		case search.Topic:
			in.Topic = n.Topic
		}
	}
	hits := p.index.FindIn(p.drawn, in)
	if p.narrowed != nil && p.drawn != "" { // not the thing itself again
		hits = slices.DeleteFunc(hits, func(h search.Hit) bool { return h.Kind == p.narrowed.Kind })
	}
	p.hits, p.list = hits, list{width: p.list.width, height: p.list.height}
	// keys can come before the next view
	p.width = cmp.Or(p.list.width, 80)
	p.need, p.laid = 0, 0
	p.extend(cmp.Or(p.list.height, 20))
}

// extend lays out as many more rows as can come into sight soon.
func (p *Pick) extend(height int) {
	if p.laid == len(p.hits) && p.laid > 0 || p.need > p.list.top+2*height {
		return
	}
	p.need = p.list.top + 3*height + 1
	p.list.set(p.rows(inner(p.width)))
}

func (p *Pick) View(width, height int) string {
	p.find()
	head := p.head(width)
	rest := max(1, height-2)
	p.extend(rest)
	if width < WideEnough {
		return head + "\n" + p.draw(width, rest, p.rows)
	}
	left := width * 11 / 20
	body := p.draw(left, rest, p.rows)
	return head + "\n" + Beside(body, left, p.side(width-left, rest))
}

// side is the article of the chosen row, from the item on that the row is about.
func (p *Pick) side(width, height int) []string {
	out := make([]string, height)
	if n := p.article(); n > 0 {
		if p.glance == nil || p.glance.article.Number != n {
			p.glance = NewArticle(p.policy, n, p.styles, nil)
		}
		item := ""
		if one, ok := p.list.chosen().(StartOne); ok {
			item = one.Names[0]
		}
		copy(out, strings.Split(p.glance.Glance(width-2, height, item), "\n"))
	}
	bar := p.styles.Dim.Render(p.styles.Border.Left)
	for i := range out {
		out[i] = bar + " " + text.PadRight(out[i], width-2)
	}
	return out
}

func (p *Pick) head(width int) string {
	st := p.styles
	first := st.Title.Render(cmp.Or(p.says, "输入一个词（汉字、拼音、首字母都行），或在下面挑："))
	if n := p.narrowed; n != nil {
		first = st.Title.Render("只看 "+p.named(n)) + st.Dim.Render("　Esc 看全部")
	}
	count := st.Dim.Render(p.count())
	room := max(10, min(40, width-text.Width(count)-8))
	second := st.Accent.Render("查找 ") + p.line.View(st, room) + "  " + count
	return text.Truncate(first, width) + "\n" + text.Truncate(second, width)
}

// named is what a chapter, unit or topic is called.
func (p *Pick) named(h *search.Hit) string {
	switch h.Kind {
	case search.Chapter:
		return fmt.Sprintf("第%d章 %s", h.Chapter, h.Name)
	case search.Unit:
		return "责任单位：" + h.Name
	}
	return "主题：" + h.Name
}

func (p *Pick) count() string {
	articles, items := 0, 0
	for _, h := range p.hits {
		switch h.Kind {
		case search.Article:
			articles++
		case search.Item:
			items++
		}
	}
	switch {
	case len(p.hits) == 0:
		return "没有找到"
	case p.browsing():
		return fmt.Sprintf("%d条 %d项", articles, items)
	}
	return fmt.Sprintf("找到 %d 个", len(p.hits))
}

// browsing: no words, so the list goes by chapter.
func (p *Pick) browsing() bool { return strings.TrimSpace(p.drawn) == "" }

func (p *Pick) rows(w int) []row {
	b := &rowBuilder{st: p.styles, w: w}
	if len(p.hits) == 0 {
		b.para("没有找到。换一个词试试，例如“展会”“研发”“农田”，或条文的号数。", p.styles.Open.Render)
		if p.narrowed != nil {
			b.para("按 Esc 在全部条文里找。", p.styles.Open.Render)
		}
		return b.rows
	}
	if p.browsing() {
		p.browse(b)
		return b.rows
	}
	for p.laid = 0; p.laid < len(p.hits) && tall(b.rows) < p.need; p.laid++ {
		p.hit(b, &p.hits[p.laid])
	}
	return b.rows
}

// browse groups what there is by chapter, article and item.
func (p *Pick) browse(b *rowBuilder) {
	chapter, article := -1, -1
	for p.laid = 0; p.laid < len(p.hits) && tall(b.rows) < p.need; p.laid++ {
		h := &p.hits[p.laid]
		if h.Chapter != chapter {
			chapter = h.Chapter
			p.chapter(b, chapter)
		}
		switch h.Kind {
		case search.Article:
			article = h.Article
			p.articleRow(b, h, "  ")
		case search.Item:
			if h.Article != article { // an item of the unit in an article of others
				article = h.Article
				p.articleRow(b, &search.Hit{Kind: search.Article, Article: article, Name: present.ArticleOf(p.policy, article).Title}, "  ")
			}
			p.itemRow(b, h, "      ")
		}
	}
}

func (p *Pick) chapter(b *rowBuilder, n int) {
	st := b.st
	heading, lead := present.Chapter(p.policy, n)
	b.blank()
	lines := para(heading, b.w, st.Heading.Render)
	if lead != "" {
		lead = "牵头：" + lead
		if last := len(lines) - 1; text.Width(lines[last])+2+text.Width(lead) <= b.w {
			lines[last] += "  " + st.Dim.Render(lead)
		} else {
			lines = append(lines, indent("  ", lead, b.w, st.Dim.Render)...)
		}
	}
	if p.narrowed != nil { // one thing at a time
		b.add(lines...)
		return
	}
	to := search.Hit{Kind: search.Chapter, Chapter: n}
	for _, c := range p.policy.Chapters {
		if c.Number == n {
			to.Name = c.Title
		}
	}
	b.choose(fmt.Sprint("chapter ", n), narrow{to}, lines...)
}

// articleRow is an article with its nature in words.
func (p *Pick) articleRow(b *rowBuilder, h *search.Hit, lead string) {
	st := b.st
	lines := p.title(b, h, lead)
	nature := present.Nature(present.ArticleOf(p.policy, h.Article).Nature)
	if last := len(lines) - 1; text.Width(lines[last])+2+text.Width(nature) <= b.w {
		lines[last] = text.PadRight(lines[last], b.w-text.Width(nature)) + st.Dim.Render(nature)
	} else {
		lines = append(lines, text.PadRight("", b.w-text.Width(nature))+st.Dim.Render(nature))
	}
	b.choose(fmt.Sprint("article ", h.Article), Browse{h.Article}, append(lines, p.why(b, h)...)...)
}

func (p *Pick) itemRow(b *rowBuilder, h *search.Hit, lead string) {
	it := &p.policy.Items[h.Item]
	lines := p.title(b, h, lead)
	b.choose(it.ID, StartOne{[]string{it.ID}}, append(lines, p.why(b, h)...)...)
}

// title is a name after its article's number, with the matches in both. Where
// the article stands above, an item needs no number.
func (p *Pick) title(b *rowBuilder, h *search.Hit, lead string) []string {
	st := b.st
	before, paint, plain := fmt.Sprintf("第%d条", h.Article), st.Dim.Render, st.Text.Render
	switch {
	case p.browsing() && h.Kind == search.Item:
		before = st.Signs.Bullet
	case h.Kind == search.Article:
		paint, plain = st.Heading.Render, st.Heading.Render
	}
	if h.Numbered {
		paint = st.Match.Render
	}
	return hang(lead+paint(before)+" ", marked(h.Name, h.Marks, max(10, b.w-text.Width(lead+before)-1), plain, st.Match.Render))
}

// hang sets lines behind a lead; all but the first are indented.
func hang(lead string, lines []string) []string {
	pad := strings.Repeat(" ", text.Width(lead))
	for i := range lines {
		if i == 0 {
			lines[i] = lead + lines[i]
		} else {
			lines[i] = pad + lines[i]
		}
	}
	return lines
}

// why shows the words that matched where the name does not.
func (p *Pick) why(b *rowBuilder, h *search.Hit) []string {
	if h.Text == "" {
		return nil
	}
	label := [...]string{search.InName: "", search.InSummary: "说的是", search.InUnits: "责任单位", search.InTopic: "主题",
		search.InTerms: "会问到", search.InArticle: "所在条文"}[h.Where]
	switch {
	case h.Kind == search.Article && h.Where == search.InTerms:
		label = "写有"
	case h.Kind == search.Chapter:
		label = "牵头"
	}
	label = "    " + label + "："
	s, ms := excerpt(h.Text, h.TextMarks, max(10, b.w-text.Width(label)))
	return []string{b.st.Dim.Render(label) + strings.Join(marked(s, ms, b.w, b.st.Dim.Render, b.st.Match.Render), "")}
}

// hit is one row of a search.
func (p *Pick) hit(b *rowBuilder, h *search.Hit) {
	switch h.Kind {
	case search.Item:
		p.itemRow(b, h, "")
		return
	case search.Article:
		p.articleRow(b, h, "")
		return
	}
	label, in := "主题 ", search.Scope{Topic: h.Topic}
	switch h.Kind {
	case search.Unit:
		label, in = "责任单位 ", search.Scope{Unit: h.Name}
	case search.Chapter:
		label, in = fmt.Sprintf("第%d章 ", h.Chapter), search.Scope{Chapter: h.Chapter}
	}
	n := 0
	for _, of := range p.index.FindIn("", in) {
		if of.Kind == search.Item {
			n++
		}
	}
	lines := hang(b.st.Dim.Render(label), marked(h.Name, h.Marks, max(10, b.w-text.Width(label)), b.st.Accent.Render, b.st.Match.Render))
	if tail := fmt.Sprintf("  %d 项", n); text.Width(lines[len(lines)-1])+text.Width(tail) <= b.w {
		lines[len(lines)-1] += b.st.Dim.Render(tail)
	}
	b.choose(fmt.Sprint("narrow ", h.Kind, h.Name), narrow{*h}, append(lines, p.why(b, h)...)...)
}
