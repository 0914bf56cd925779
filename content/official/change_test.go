package official

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/shopspring/decimal"

	"huiqi/content"
	"huiqi/engine"
)

// changedPack is a copy of the pack with one figure changed: one place of one
// file.
func changedPack(t *testing.T, file, old, text string) *content.Pack {
	t.Helper()
	copied := fstest.MapFS{}
	dir := os.DirFS(packDir)
	err := fs.WalkDir(dir, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(dir, name)
		copied[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	data := copied[file].Data
	if n := bytes.Count(data, []byte(old)); n != 1 {
		t.Fatalf("%s stands in %s %d times; it is written once", old, file, n)
	}
	copied[file].Data = bytes.Replace(data, []byte(old), []byte(text), 1)
	pack, err := content.Load(copied, ".")
	if err != nil {
		t.Fatal(err)
	}
	return pack
}

// Somebody changes the 300万元 of article 14: the result, the cases and the audit
// follow, and nothing else does.
func TestChangeCeiling(t *testing.T) {
	pack := changedPack(t, "articles/14.yaml", "300万元", "350万元")

	// 20% of 2000万元 is 400万元, cut to 350万元.
	facts := engine.Facts{}
	for id, v := range map[string]engine.Value{
		"matters": engine.OneValue("all"), "applicant": engine.OneValue("enterprise"),
		"deduction_taken": engine.BoolValue(true), "hightech": engine.BoolValue(true), "above_scale": engine.BoolValue(true),
		"rd_2023": yuanValue(30_000_000), "rd_2022": yuanValue(10_000_000), "revenue": yuanValue(180_000_000),
	} {
		facts[id] = v
	}
	for _, c := range []struct {
		pack *content.Pack
		want int64
	}{{embedded(t), 3_000_000}, {pack, 3_500_000}} {
		i, _ := c.pack.Program.Item("a14-rd")
		r, err := c.pack.Program.Evaluate(facts)
		if err != nil {
			t.Fatal(err)
		}
		if w := r.Items[i].Worth; !w.High().Equal(decimal.NewFromInt(c.want)) || !w.Low().Equal(w.High()) || w.Cut != engine.True {
			t.Errorf("%+v, want %d", w, c.want)
		}
	}

	// Cases that came to the old ceiling fail, each about this item.
	failed := 0
	for i := range pack.Cases {
		for _, p := range pack.RunCase(&pack.Cases[i]) {
			failed++
			if !strings.Contains(p.Error(), "a14-rd") && !strings.Contains(p.Error(), "第 1 栏的合计") {
				t.Error(p)
			}
		}
	}
	if failed == 0 {
		t.Error("no case notices")
	}
	// And lint misses cases for the new one, nothing else.
	for _, f := range content.Lint(pack) {
		if f.Where != "事项 a14-rd" || !strings.Contains(f.Msg, "上限 350万元") {
			t.Error(f.Error())
		}
	}

	// The audit names the article and the item.
	data := officialBytes(t)
	text, err := Read("official.txt", bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	found := Audit(pack, text)
	if len(found) == 0 {
		t.Fatal("the audit does not notice")
	}
	for _, d := range found {
		if d.Article != 14 || !slices.Equal(d.Items, []string{"a14-rd"}) || !strings.HasPrefix(d.String(), "第14条（a14-rd）") {
			t.Error(d.String())
		}
	}
	if all := fmt.Sprint(found); !strings.Contains(all, "350万元") {
		t.Errorf("the new figure is not named: %s", all)
	}

	// With the text changed the same way only its digest is left to be written.
	changed := bytes.Replace(data, []byte("最高不超过300万元"), []byte("最高不超过350万元"), 1)
	if bytes.Equal(data, changed) {
		t.Skip("the text has the ceiling in other words")
	}
	if text, err = Read("official.txt", bytes.NewReader(changed)); err != nil {
		t.Fatal(err)
	}
	for _, d := range Audit(pack, text) {
		if d.Kind != Words || d.Article != 14 {
			t.Error(d.String())
		}
	}
}

func yuanValue(n int64) engine.Value { return engine.NumberValue(decimal.NewFromInt(n)) }
