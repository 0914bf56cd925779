package report

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"huiqi/content"
	"huiqi/engine"
	"huiqi/tui/store"
)

// TestPage holds the page to what readers, screen readers and printers need.
func TestPage(t *testing.T) {
	checkPage(t, "sample", written(t, store.HTML, caseOf(t, pack(t), sample), told))
	for name, c := range journeys(t) {
		checkPage(t, name, written(t, store.HTML, c, told))
	}
}

// journeys are the sample applicants.
func journeys(t *testing.T) map[string]Case {
	t.Helper()
	p := embedded(t)
	files, err := filepath.Glob("../../../../content/journeys/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no sample applicants", err)
	}
	out := map[string]Case{}
	for _, f := range files {
		a, err := content.ReadAnswers(f, &p.Policy)
		if err != nil {
			t.Fatal(err)
		}
		out[strings.TrimSuffix(filepath.Base(f), ".yaml")] = Case{Program: p.Program, Digest: p.Digest, Facts: a.Facts, Names: a.Scope}
	}
	return out
}

// checkPage parses a page and looks for what it may not hold.
func checkPage(t *testing.T, name, page string) {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(name, err)
	}
	// A parser repairs what is not well-formed; then it does not come back the same.
	var again strings.Builder
	if err := html.Render(&again, doc); err != nil {
		t.Fatal(name, err)
	}
	// the last line break moves into the body
	if got, want := strings.Replace(again.String(), "\n</body></html>", "</body></html>\n", 1), page; got != want {
		t.Errorf("%s: not well-formed\n%s", name, firstDifference([]byte(got), []byte(want)))
	}
	p := pageCheck{t: t, name: name, ids: map[string]bool{}}
	p.walk(doc)
	if p.lang != "zh-CN" || p.rank == 0 || p.main != 1 {
		t.Errorf("%s: language %q, %d main parts, headings to rank %d", name, p.lang, p.main, p.rank)
	}
	for _, ref := range p.refs {
		if !p.ids[ref] {
			t.Errorf("%s: nothing has the id %q", name, ref)
		}
	}
	if regexp.MustCompile(`(?i)url\(|@import|//`).MatchString(style) {
		t.Errorf("%s: the style loads something", name)
	}
}

type pageCheck struct {
	t    *testing.T
	name string
	lang string
	main int
	rank int // of the last heading
	ids  map[string]bool
	refs []string
}

func (p *pageCheck) walk(n *html.Node) {
	if n.Type == html.ElementNode {
		p.element(n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.walk(c)
	}
}

func (p *pageCheck) element(n *html.Node) {
	switch n.Data {
	case "script", "link", "img", "iframe", "object", "embed", "base", "form", "a", "svg", "video", "audio":
		p.t.Errorf("%s: <%s>", p.name, n.Data)
	case "html":
		p.lang = attr(n, "lang")
	case "main":
		p.main++
	case "h1", "h2", "h3", "h4", "h5", "h6":
		rank := int(n.Data[1] - '0')
		if rank > p.rank+1 || p.rank > 0 && rank == 1 {
			p.t.Errorf("%s: a heading of rank %d after one of rank %d", p.name, rank, p.rank)
		}
		p.rank = rank
	case "table":
		p.table(n)
	}
	for _, a := range n.Attr {
		switch {
		case a.Key == "id":
			if p.ids[a.Val] {
				p.t.Errorf("%s: the id %q twice", p.name, a.Val)
			}
			p.ids[a.Val] = true
		case a.Key == "aria-labelledby":
			p.refs = append(p.refs, a.Val)
		case strings.HasPrefix(a.Key, "on"), a.Key == "src", a.Key == "href", a.Key == "style" && n.Data != "col":
			p.t.Errorf("%s: %s=%q", p.name, a.Key, a.Val)
		}
	}
}

// table wants a caption, a head for each column, a name for each row, and rows
// that are as wide as the head.
func (p *pageCheck) table(n *html.Node) {
	columns, captions := 0, 0
	for e := range n.Descendants() {
		switch {
		case e.Data == "caption" && e.FirstChild != nil:
			captions++
		case e.Data == "th" && attr(e, "scope") == "col":
			columns++
		case e.Data == "tr" && e.Parent.Data == "tbody":
			cells, first := 0, e.FirstChild
			for c := first; c != nil; c = c.NextSibling {
				span, _ := strconv.Atoi(attr(c, "colspan"))
				cells += max(1, span)
			}
			scope := attr(first, "scope")
			if cells != columns || first.Data != "th" || scope != "row" && scope != "rowgroup" {
				p.t.Errorf("%s: a row of %d cells under a head of %d, named by <%s scope=%q>", p.name, cells, columns, first.Data, scope)
			}
		}
	}
	if captions != 1 || columns == 0 {
		p.t.Errorf("%s: a table with %d captions and %d column heads", p.name, captions, columns)
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// TestPrint prints the hand-out of every sample applicant with a real browser: it
// takes one to three pages of A4.
func TestPrint(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a browser")
	}
	browser := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if path, err := exec.LookPath(name); err == nil {
			browser = path
			break
		}
	}
	if browser == "" {
		t.Skip("NOT TESTED: no Chromium here to print the hand-outs with")
	}
	for name, c := range journeys(t) {
		dir := t.TempDir()
		page, pdf := filepath.Join(dir, "page.html"), filepath.Join(dir, "page.pdf")
		o := Options{Date: engine.Date{Year: 2026, Month: 11, Day: 22}, Name: "杭州某某科技有限公司", Clerk: "小王"}
		if err := os.WriteFile(page, []byte(written(t, store.HTML, c, o)), 0o600); err != nil {
			t.Fatal(err)
		}
		cmd := exec.CommandContext(t.Context(), browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
			"--user-data-dir="+filepath.Join(dir, "profile"), "--print-to-pdf="+pdf, "file://"+page)
		cmd.WaitDelay = time.Minute
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", name, err, out)
		}
		data, err := os.ReadFile(pdf)
		if err != nil {
			t.Fatal(err)
		}
		pages, a4 := pdfPages(data)
		if pages < 1 || pages > 3 || !a4 {
			t.Errorf("%s: %d pages, A4 %v", name, pages, a4)
		}
		t.Logf("%s: %d pages", name, pages)
	}
}

var (
	pdfPage = regexp.MustCompile(`/Type\s*/Page\b[^s]`)
	pdfBox  = regexp.MustCompile(`/MediaBox\s*\[\s*0 0 ([0-9.]+) ([0-9.]+)\s*\]`)
)

// pdfPages counts the pages of a PDF as Chromium writes it, and says whether all
// are A4 (595 by 842 points).
func pdfPages(data []byte) (pages int, a4 bool) {
	a4 = true
	boxes := pdfBox.FindAllSubmatch(data, -1)
	for _, b := range boxes {
		a4 = a4 && size(b[1]) == "595" && size(b[2]) == "842"
	}
	return len(pdfPage.FindAll(data, -1)), a4 && len(boxes) > 0
}

func size(b []byte) string {
	v, _ := strconv.ParseFloat(string(b), 64)
	return fmt.Sprintf("%.0f", v)
}
