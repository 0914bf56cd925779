package official

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"huiqi/content"
)

var write = flag.Bool("write", false, "write the digests of the official text into the YAML files (TestDigests)")

const packDir = "../qiantang-2023-19"

// officialFile is where the official text is: HUIQI_OFFICIAL_TEXT, or shared
// beside the repository. A test that needs it is skipped where there is none,
// but not where the variable promises one.
func officialFile(t testing.TB) string {
	t.Helper()
	if name := os.Getenv("HUIQI_OFFICIAL_TEXT"); name != "" {
		if _, err := os.Stat(name); err != nil {
			t.Fatalf("HUIQI_OFFICIAL_TEXT names a file that cannot be read: %v", err)
		}
		return name
	}
	name := filepath.Join("..", "..", "..", "shared", "policy", "qiantang-2023-19.txt")
	if _, err := os.Stat(name); err != nil {
		t.Skip("NOT CHECKED against the official text: set HUIQI_OFFICIAL_TEXT to a copy of it, or put it at ../shared/policy/qiantang-2023-19.txt")
	}
	return name
}

func officialBytes(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile(officialFile(t))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func embedded(t testing.TB) *content.Pack {
	t.Helper()
	pack, err := content.EmbeddedRules()
	if err != nil {
		t.Fatal(err)
	}
	return pack
}

// The pack says what the official text says.
func TestAuditOfficial(t *testing.T) {
	f, err := os.Open(officialFile(t))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	text, err := Read(f.Name(), f)
	if err != nil {
		t.Fatal(err)
	}
	pack := embedded(t)
	if pack.Articles != 0 && len(text.Articles) != pack.Articles {
		t.Errorf("the text has %d articles, policy.yaml says %d", len(text.Articles), pack.Articles)
	}
	for _, d := range Audit(pack, text) {
		t.Error(d.String())
	}
	for _, m := range Check(pack, text) {
		if m.State != Same {
			t.Errorf("article %d: %v", m.Article, m.State)
		}
	}
}

// With -write, the digests of the official text go into the pack's files.
func TestDigests(t *testing.T) {
	if !*write {
		t.Skip("writes only with -write; TestAuditOfficial compares")
	}
	f, err := os.Open(officialFile(t))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	text, err := Read(f.Name(), f)
	if err != nil {
		t.Fatal(err)
	}
	for i := range text.Articles {
		a := &text.Articles[i]
		name := filepath.Join(packDir, "articles", fmt.Sprintf("%02d.yaml", a.Number))
		data, err := os.ReadFile(name)
		if os.IsNotExist(err) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		replace(t, name, data, setArticle(data, a.Digest()))
	}
	var digests []string
	for i := range text.Chapters {
		digests = append(digests, text.Chapters[i].Digest())
	}
	digests = append(digests, text.ClosingDigest())
	name := filepath.Join(packDir, "policy.yaml")
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(anyDigest.FindAll(data, -1)); n != len(digests) {
		t.Fatalf("%s has %d keys digest: for %d chapters and the closing part", name, n, len(text.Chapters))
	}
	replace(t, name, data, anyDigest.ReplaceAllFunc(data, func([]byte) []byte {
		d := digests[0]
		digests = digests[1:]
		return fmt.Appendf(nil, "digest: %q", d)
	}))
}

var (
	anyDigest   = regexp.MustCompile(`digest: "[0-9a-f]*"`)
	ownDigest   = regexp.MustCompile(`(?m)^digest: .*$`)
	chapterLine = regexp.MustCompile(`(?m)^chapter: .*$`)
)

// setArticle puts a digest into an article's file: in its place, or after the
// chapter.
func setArticle(data []byte, digest string) []byte {
	line := fmt.Appendf(nil, "digest: %q", digest)
	if ownDigest.Match(data) {
		return ownDigest.ReplaceAll(data, line)
	}
	return chapterLine.ReplaceAllFunc(data, func(chapter []byte) []byte {
		return slices.Concat(chapter, []byte("\n"), line)
	})
}

func replace(t *testing.T, name string, old, data []byte) {
	t.Helper()
	if slices.Equal(old, data) {
		return
	}
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
	t.Log("wrote", name)
}
