package official

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"huiqi/content"
)

// MaxSize is the largest file that is read, in bytes: a page with its pictures
// saved into it may be large.
const MaxSize = 8 << 20

// Text is a copy of the official text, cut into its parts.
type Text struct {
	Name     string // of the file, for messages
	Opening  []string
	Chapters []Chapter
	Articles []Article // 1, 2, 3, …
	Closing  []string

	closingLine int
}

// Chapter is a heading with its lead paragraph.
type Chapter struct {
	Number int
	Title  string   // normalised
	Units  []string // the lead units, normalised
	Lead   []string // paragraphs, as printed
	Line   int
}

// Article is one numbered article.
type Article struct {
	Number, Chapter int
	Heading         string   // normalised
	Units           []string // normalised
	// Wording is the whole article as printed, heading and units included,
	// without its number.
	Wording []string
	Line    int

	words string // normalised Wording
	body  string // words without heading and units
}

// Digest is the digest of the article's words.
func (a *Article) Digest() string { return digest(a.words) }

// Digest is the digest of the chapter's heading and lead.
func (c *Chapter) Digest() string { return digest(c.words()) }

func (c *Chapter) words() string {
	return c.Title + "(由" + strings.Join(c.Units, "、") + "牵头实施)" + c.body()
}

func (c *Chapter) body() string { return Normal(strings.Join(c.Lead, "")) }

// ClosingDigest is the digest of the closing part.
func (t *Text) ClosingDigest() string { return digest(t.closing()) }

func (t *Text) closing() string { return Normal(strings.Join(t.Closing, "")) }

// Article finds an article by its number; nil if the text has none.
func (t *Text) Article(number int) *Article {
	i := slices.IndexFunc(t.Articles, func(a Article) bool { return a.Number == number })
	if i < 0 {
		return nil
	}
	return &t.Articles[i]
}

// Chapter finds a chapter by its number; nil if the text has none.
func (t *Text) Chapter(number int) *Chapter {
	i := slices.IndexFunc(t.Chapters, func(c Chapter) bool { return c.Number == number })
	if i < 0 {
		return nil
	}
	return &t.Chapters[i]
}

// Read reads a saved copy of the text; name is what messages call the file.
// Every error is a *content.Problem.
func Read(name string, r io.Reader) (*Text, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	switch {
	case err != nil:
		return nil, content.Unread(name, err)
	case len(data) > MaxSize:
		return nil, problem(name, 0, "文件太大，最多 %d MiB；请只保存网页的文字", MaxSize>>20)
	}
	s, err := decode(data)
	if err != nil {
		return nil, problem(name, 0, "%v", err)
	}
	ls := lines(s)
	if looksLikePage(s) {
		if ls, err = pageLines(s); err != nil {
			return nil, problem(name, 0, "网页保存得不完整，请重新保存")
		}
	}
	if len(ls) == 0 {
		return nil, problem(name, 0, "文件是空的，请检查是否选错了文件")
	}
	sp := &splitter{text: &Text{Name: name}}
	if err := sp.split(ls); err != nil {
		return nil, err
	}
	return sp.text, nil
}

func problem(name string, line int, format string, args ...any) *content.Problem {
	return &content.Problem{Pos: content.Position{File: name, Line: line}, Msg: fmt.Sprintf(format, args...)}
}
