package search

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"huiqi/engine/figure"
)

// text is prepared for matching: folded, with the way back to its bytes.
type text struct {
	s      string
	runes  []rune
	at     []Mark // of each rune
	sounds []*sound
}

func newText(s string) text {
	t := text{s: s}
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if f := fold(r); f >= 0 {
			t.runes = append(t.runes, f)
			t.at = append(t.at, Mark{i, i + n})
		}
		i += n
	}
	return t
}

// fold drops what should not decide a match: case, width, spaces and marks. It is
// negative for what is dropped.
func fold(r rune) rune {
	if n := width.LookupRune(r).Narrow(); n != 0 {
		r = n
	}
	if unicode.IsSpace(r) || unicode.IsPunct(r) || unicode.IsSymbol(r) || unicode.IsControl(r) {
		return -1
	}
	r = unicode.ToLower(r)
	if r == 'ü' {
		r = 'v'
	}
	return r
}

// word is one word of a query.
type word struct {
	runes []rune
	latin bool // it holds a letter that can be pinyin
	// number is the article that the word can mean; 0: none
	number int
	only   bool // it can mean nothing else
}

// articleNumber is 第14条, also with spaces and in Chinese numerals.
var articleNumber = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`第\s*([0-9]{1,4}|[〇零一二三四五六七八九十百]{1,7})\s*条`)
})

// longest query that is looked at; text fields hold far less.
const longest = 300

func parse(query string) []word {
	r := []rune(query)
	query = strings.Map(func(r rune) rune {
		if n := width.LookupRune(r).Narrow(); n != 0 {
			return n
		}
		return r
	}, string(r[:min(len(r), longest)]))
	var out []word
	pattern := articleNumber()
	query = pattern.ReplaceAllStringFunc(query, func(s string) string {
		if f, err := figure.Parse(pattern.FindStringSubmatch(s)[1]); err == nil && f.Value.IsInteger() {
			out = append(out, word{number: int(f.Value.IntPart()), only: true})
			return " "
		}
		return s
	})
	for _, s := range strings.Fields(query) {
		var w word
		for _, r := range s {
			if f := fold(r); f >= 0 {
				w.runes = append(w.runes, f)
				w.latin = w.latin || letter(f) != 0
			}
		}
		if len(w.runes) == 0 {
			continue
		}
		if n, err := strconv.Atoi(string(w.runes)); err == nil {
			w.number = n
		}
		out = append(out, w)
	}
	return out
}

// way is how a word was read; lower is better.
type way uint8

const (
	exact      way = iota
	syllables      // every character by its whole syllable, or exact
	unfinished     // some syllables are only begun: ya for yan, yin for ying
	initials       // some characters by the letter that they begin with
	rare           // some characters by another than their first reading
	no
)

// match is a part of a text that a word fits; n is 0 where nothing does.
type match struct {
	from, n int // runes
	way     way
}

// mostTyped bounds the words that are read as pinyin.
const mostTyped = 60

// match finds the best place for a word: by its way, then the first. In running
// text, names false, initials alone would fit nearly everywhere, so a match must
// begin with a whole character or syllable there.
func (t *text) match(w *word, names bool) match {
	if m := t.exact(w.runes); m.n > 0 || !w.latin || t.sounds == nil || len(w.runes) > mostTyped {
		return m
	}
	best := match{way: no}
	first := letter(w.runes[0])
	for from := range t.runes {
		s := t.sounds[from]
		if t.runes[from] != w.runes[0] && (s == nil || s.first&first == 0) {
			continue
		}
		if m := t.pinyin(w.runes, from, names); m.way < best.way {
			best = m
		}
	}
	if best.way == no {
		return match{}
	}
	return best
}

func (t *text) exact(w []rune) match {
	for from := 0; from+len(w) <= len(t.runes); from++ {
		if t.runes[from] == w[0] && slices.Equal(t.runes[from:from+len(w)], w) {
			return match{from, len(w), exact}
		}
	}
	return match{}
}

// pinyin reads a word against the characters from one place on. It steps through
// the characters with all ways to have read the word so far, so that the work is
// bounded whatever the readings are.
func (t *text) pinyin(w []rune, from int, names bool) match {
	best := match{way: no}
	var now, next [mostTyped + 1]way // the best way to have read that many letters
	for i := range now[:len(w)+1] {
		now[i] = no
	}
	now[0] = exact
	for at := from; at < len(t.runes); at++ {
		for i := range next[:len(w)+1] {
			next[i] = no
		}
		alive := false
		step := func(to int, so, by way) {
			if v := max(so, by); v < next[to] {
				next[to], alive = v, true
			}
		}
		s := t.sounds[at]
		for q, so := range now[:len(w)] {
			if so == no {
				continue
			}
			if t.runes[at] == w[q] {
				step(q+1, so, exact)
			}
			if s == nil || s.first&letter(w[q]) == 0 {
				continue
			}
			short := names || at > from // a letter will do
			for _, y := range s.syllables {
				n := agree(y.s, w[q:])
				least := exact
				if y.other {
					least = rare
				}
				if n > 0 && short {
					step(q+1, so, max(least, initials))
				}
				if n > 1 && y.s[1] == 'h' && short && (at > from || q+2 < len(w)) {
					step(q+2, so, max(least, initials)) // zh, ch, sh
				}
				for k := 2; k < n; k++ {
					if strings.ContainsAny(y.s[:k], "aeiouv") {
						step(q+k, so, max(least, unfinished))
					}
				}
				switch {
				case n > 1 && n == len(y.s):
					step(q+n, so, max(least, syllables))
				case n > 1 && strings.ContainsAny(y.s[:n], "aeiouv"):
					step(q+n, so, max(least, unfinished))
				}
			}
		}
		if v := next[len(w)]; v < best.way {
			best = match{from, at + 1 - from, v}
		}
		if !alive {
			break
		}
		now = next
	}
	return best
}

// agree counts the letters that a syllable and a word begin with alike.
func agree(syllable string, w []rune) int {
	n := 0
	for n < len(syllable) && n < len(w) && rune(syllable[n]) == w[n] {
		n++
	}
	return n
}

// marks are the bytes of a match, without what was dropped at its ends.
func (t *text) marks(m match) Mark { return Mark{t.at[m.from].From, t.at[m.from+m.n-1].To} }

// search is one query against an index. Texts that several entries share are
// matched once.
type search struct {
	x     *Index
	words []word
	names [][]match // by word and text
	runs  [][]match
}

const untried = no + 1

func newSearch(x *Index, words []word) *search {
	s := &search{x: x, words: words}
	blank := func() []match {
		m := make([]match, len(x.texts))
		for i := range m {
			m[i].way = untried
		}
		return m
	}
	for range words {
		s.names, s.runs = append(s.names, blank()), append(s.runs, blank())
	}
	return s
}

func (s *search) match(word int, f fieldText) match {
	// two letters begin too many words: they stand for names only
	names := f.field != InSummary && (f.field < InTerms || len(s.words[word].runes) > 2)
	memo := s.runs
	if names {
		memo = s.names
	}
	m := &memo[word][f.text]
	if m.way == untried {
		*m = match{}
		if len(s.words[word].runes) > 0 {
			*m = s.x.texts[f.text].match(&s.words[word], names)
		}
	}
	return *m
}

// place is where a word fits an entry best.
type place struct {
	score    int
	numbered bool
	field    fieldText
	match    match
}

const (
	scoreWhole  = 1 // the whole name
	scorePrefix = 2
	scoreName   = 3
	scoreOther  = 3 // and more for each later field
	byPinyin    = 100
)

// worse is what a match loses by the way it was read.
var worse = [...]int{exact: 0, syllables: byPinyin, unfinished: byPinyin + 1, initials: byPinyin + 2, rare: byPinyin + 10}

// best is the best place of a word in an entry.
func (s *search) best(e *entry, word int) (place, bool) {
	w := &s.words[word]
	if w.number > 0 && e.hit.Article == w.number {
		p := place{numbered: true}
		if e.hit.Kind == Item {
			p.score = 1
		}
		return p, true
	}
	if w.only {
		return place{}, false
	}
	var out place
	found := false
	for _, f := range e.fields {
		m := s.match(word, f)
		if m.n == 0 {
			continue
		}
		rank := scoreOther + int(f.field)
		if f.field == InName {
			switch t := &s.x.texts[f.text]; {
			case m.n == len(t.runes):
				rank = scoreWhole
			case m.from == 0:
				rank = scorePrefix
			default:
				rank = scoreName
			}
		}
		score := 4*rank + worse[m.way]
		if !found || score < out.score {
			out, found = place{score: score, field: f, match: m}, true
		}
	}
	return out, found
}

// score is lower for better entries; false where some word fits nowhere.
func (s *search) score(e *entry) (int, bool) {
	total := 0
	for w := range s.words {
		p, ok := s.best(e, w)
		if !ok {
			return 0, false
		}
		total += p.score
	}
	return total, true
}

// hit says where the words were found in an entry that holds them all.
func (s *search) hit(e *entry) Hit {
	h := e.hit
	text := -1
	for w := range s.words {
		p, _ := s.best(e, w)
		switch {
		case p.numbered:
			h.Numbered = true
		case p.field.field == InName:
			h.Marks = append(h.Marks, s.x.texts[p.field.text].marks(p.match))
		case text < 0:
			text, h.Where = p.field.text, p.field.field
		}
	}
	h.Marks = joined(h.Marks)
	if text < 0 {
		return h
	}
	t := &s.x.texts[text]
	h.Text = t.s
	for w := range s.words {
		if m := s.match(w, fieldText{h.Where, text}); m.n > 0 {
			h.TextMarks = append(h.TextMarks, t.marks(m))
		}
	}
	h.TextMarks = joined(h.TextMarks)
	return h
}

// joined puts marks in order and overlapping ones together.
func joined(ms []Mark) []Mark {
	slices.SortFunc(ms, func(a, b Mark) int { return a.From - b.From })
	var out []Mark
	for _, m := range ms {
		if n := len(out); n > 0 && m.From <= out[n-1].To {
			out[n-1].To = max(out[n-1].To, m.To)
			continue
		}
		out = append(out, m)
	}
	return out
}
