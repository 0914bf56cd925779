package page

import (
	"strings"
	"unicode/utf8"

	"huiqi/tui/search"
	"huiqi/tui/text"
)

// marked wraps s and paints what matched. A line that breaks inside a match
// goes on with it.
func marked(s string, ms []search.Mark, width int, plain, match func(...string) string) []string {
	var out []string
	at := 0 // in s
	for _, line := range text.Wrap(s, width) {
		var b strings.Builder
		from, on := 0, false
		flush := func(to int) {
			switch {
			case to == from:
			case on:
				b.WriteString(match(line[from:to]))
			default:
				b.WriteString(plain(line[from:to]))
			}
			from = to
		}
		for i, r := range line {
			// what the wrapper dropped is blank
			if skip := strings.IndexRune(s[at:], r); skip > 0 && strings.TrimSpace(s[at:at+skip]) == "" {
				at += skip
			}
			if now := within(ms, at); now != on {
				flush(i)
				on = now
			}
			at += min(utf8.RuneLen(r), len(s)-at)
		}
		flush(len(line))
		out = append(out, b.String())
	}
	return out
}

func within(ms []search.Mark, at int) bool {
	for _, m := range ms {
		if m.From <= at && at < m.To {
			return true
		}
	}
	return false
}

// excerpt cuts one line of width cells out of s, with the first match in sight.
func excerpt(s string, ms []search.Mark, width int) (string, []search.Mark) {
	from, lead := 0, ""
	if len(ms) > 0 && text.Width(s[:ms[0].To]) > width-1 {
		from, lead = ms[0].From, "…"
		for i := range s[:from] { // some words before it
			if text.Width(s[i:from]) <= width/3 {
				from = i
				break
			}
		}
	}
	cut := text.Truncate(s[from:], width-text.Width(lead))
	end := len(cut)
	if cut != s[from:] {
		end = len(strings.TrimSuffix(cut, "…"))
	}
	var out []search.Mark
	for _, m := range ms {
		m = search.Mark{From: m.From - from + len(lead), To: min(m.To-from, end) + len(lead)}
		if m.From < m.To {
			out = append(out, m)
		}
	}
	return lead + cut, out
}
