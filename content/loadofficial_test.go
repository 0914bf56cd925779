package content

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

const someDigest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

func TestOfficialKeys(t *testing.T) {
	pack := loadFixture(t,
		"policy.yaml", "units: [甲局]}]", "units: [甲局], digest: "+someDigest+", figures: [{text: 7%, class: target}]}]\nclosing: {digest: "+someDigest+"}",
		"articles/01.yaml", "chapter: 2\n", "chapter: 2\ndigest: \""+someDigest+"\"\n",
		"articles/01.yaml", "title: 实验室\n", "title: 实验室\n    anchor: 国家级\n",
		"articles/01.yaml", "title: 增长\n", "title: 增长\n    anchor: [甲, \"(乙\"]\n",
		"articles/01.yaml", "{id: big, if:", "{id: big, anchor: 规上, if:",
		"articles/01.yaml", "{id: a1-both, title", "{id: a1-both, anchor: 单家企业, title",
		"articles/01.yaml", "class: target}", "class: target, items: [a1-lab]}",
	)
	o := &pack.Official
	if o.Articles[1].Digest != someDigest || o.Chapters[2].Digest != someDigest || o.Closing.Digest != someDigest {
		t.Errorf("digests: %+v", o)
	}
	if f := o.Chapters[2].Figures; len(f) != 1 || f[0].Text != "7%" || f[0].Class != "target" || f[0].Pos.Line == 0 {
		t.Errorf("figures of a chapter: %+v", f)
	}
	if f := o.Articles[1].Figures; len(f) != 1 || !slices.Equal(f[0].Items, []string{"a1-lab"}) || len(pack.Policy.Articles[0].Figures) != 1 {
		t.Errorf("figures of an article: %+v", f)
	}
	for key, want := range map[string][]string{
		"a1-lab": {"国家级"}, "a1-growth": {"甲", "(乙"}, "a1-growth/big": {"规上"}, "a1-both": {"单家企业"},
	} {
		if a := o.Anchors[key]; !slices.Equal(a.Words, want) || a.Pos.Line == 0 {
			t.Errorf("anchor of %s: %+v", key, a)
		}
	}
}

func TestOfficialKeyFaults(t *testing.T) {
	for _, c := range []struct{ file, old, text, want string }{
		{"articles/01.yaml", "chapter: 2\n", "chapter: 2\ndigest: abc\n", "digest"},
		{"articles/01.yaml", "title: 实验室\n", "title: 实验室\n    anchor: \"\"\n", "空的一项"},
		{"articles/01.yaml", "title: 实验室\n", "title: 实验室\n    anchor: " + strings.Repeat("字", 18) + "\n", "太长"},
		{"articles/01.yaml", "class: target}", "class: target, items: [a1-lob]}", "没有“a1-lob”这个事项，是不是 a1-lab"},
		{"articles/01.yaml", "{text: 另一种, if: {big: share >= 5%}}", "{text: 另一种, anchor: 甲, if: {big: share >= 5%}}", "没有“anchor”"},
		{"policy.yaml", "units: [甲局]}]", "units: [甲局]}]\nclosing: {digest: 1}", "digest"},
	} {
		_, err := Load(packWith(t, c.file, c.old, c.text), ".")
		var ps Problems
		if !errors.As(err, &ps) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: got %v, want %q", c.text, err, c.want)
		} else if ps[0].Pos.Line == 0 {
			t.Errorf("%q: no line: %v", c.text, err)
		}
	}
}
