package content

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// ids.txt is what huiqi lint --write-ids makes of it.
func TestIDs(t *testing.T) {
	pack, err := EmbeddedRules()
	if err != nil {
		t.Fatal(err)
	}
	data, err := embedded.ReadFile(embeddedDir + "/" + IDsFile)
	if err != nil {
		t.Fatal(err)
	}
	if string(data) != pack.IDsText() {
		t.Errorf("ids.txt is not up to date: %s", idsUpdate)
	}
}

// withIDs is the fixture with its list of ids, and that list with one change.
func withIDs(t *testing.T, old, text string, changes ...string) (*Pack, error) {
	t.Helper()
	list := loadFixture(t).IDsText()
	if strings.Count(list, old) < 1 {
		t.Fatalf("%q is not in\n%s", old, list)
	}
	files := packWith(t, changes...)
	files[IDsFile] = &fstest.MapFile{Data: []byte(strings.Replace(list, old, text, 1))}
	return Load(files, ".")
}

func TestLintIDs(t *testing.T) {
	const art, money = "articles/01.yaml", "questions/10-money.yaml"
	for _, c := range []struct {
		name, old, text string
		changes         []string
		want            []string // all findings about ids
	}{
		{"up to date", "item a1-lab\n", "item a1-lab\n", nil, nil},
		{"remarks, empty lines and line ends do not count", "item a1-lab\n", "\n# 说明\r\nitem a1-lab # 实验室\r\n", nil, nil},
		{"an item that is new", "item a1-lab\n", "", nil, []string{
			"articles/01.yaml:9:5: item a1-lab：ids.txt 里没有这个 id。刚加的，确认以后不再改名，用 huiqi lint --write-ids 规则目录 写进去；改名来的，请改回去"}},
		{"a choice that is new", "question titles=center\n", "", nil, []string{
			"questions/10-money.yaml:3:5: question titles=center：ids.txt 里没有这个 id"}},
		{"a choice of a field that is new", "question plots.kind=old\n", "", nil, []string{
			"question plots.kind=old：ids.txt 里没有这个 id"}},
		{"a renamed item", "item a1-lab\n", "item a1-lab\n", []string{art, "id: a1-lab", "id: a1-laboratory"}, []string{
			"item a1-lab：规则里没有了。用过的 id 不能改名、不能删：请改回去；一定要停用的，在这一行后面写“-> 新的id”，没有接替的写“-> none”",
			"question date_a1_lab：规则里没有了",
			"item a1-laboratory：ids.txt 里没有这个 id",
			"question date_a1_laboratory：ids.txt 里没有这个 id"}},
		{"a renamed item with notes",
			"item a1-lab\n", "item a1-lab -> a1-laboratory\nitem a1-laboratory\n",
			[]string{art, "id: a1-lab", "id: a1-laboratory"}, []string{
				"question date_a1_lab：规则里没有了",
				"question date_a1_laboratory：ids.txt 里没有这个 id"}},
		{"a choice that vanished", "question titles\n", "question titles\n", []string{money, ", {id: center, label: 中心}", ""}, []string{
			"ids.txt:31: question titles=center：规则里没有了"}},
		{"retired with a new name", "item a1-lab\n", "item a1-former -> a1-lab\nitem a1-lab\n", nil, []string{"没有排好序"}},
		{"retired in its place", "item a1-growth\n", "item a1-former -> a1-lab\nitem a1-growth\n", nil, nil},
		{"retired for good", "item a1-growth\n", "item a1-former -> none\nitem a1-growth\n", nil, nil},
		{"retired for something that is not there", "item a1-growth\n", "item a1-former -> a1-gone\nitem a1-growth\n", nil, []string{
			"item a1-former：改成了“a1-gone”，规则里却没有它；请写现在的 id，没有接替的写 none"}},
		{"a choice that became one of another question", "question titles=lab\n", "question titles=lab\nquestion titles=was -> plots.kind=new\n", nil, []string{
			"question titles=was：改成了别的问题的“plots.kind=new”；选项和字段只能改成同一个问题的，没有接替的写 none"}},
		{"a question that became a choice", "question titles=lab\n", "question titles=lab\nquestion titles_were -> titles=lab\n", nil, []string{"改成了别的问题的“titles=lab”"}},
		{"a choice of a renamed question", "question titles=lab\n", "question titles=lab\nquestion titles_were -> titles\nquestion titles_were=was -> titles=lab\n", nil, nil},
		{"choices of a renamed list, one of a renamed field", "question plots\n",
			"question plot -> plots\nquestion plot.kind=late -> plots.kind=new\nquestion plot.sort -> plots.kind\nquestion plot.sort=late -> plots.kind=new\nquestion plots\n", nil, nil},
		{"retired but still there", "item a1-lab\n", "item a1-lab -> a1-plots\n", nil, []string{
			"item a1-lab：写着已经停用，规则里却还有"}},
		{"twice", "item a1-lab\n", "item a1-lab\nitem a1-lab\n", nil, []string{"item a1-lab：写了两次，请删去一个"}},
		{"not sorted", "topic money\n", "topic money\nitem a1-former -> none\n", nil, []string{
			"item a1-former：没有排好序，请用 huiqi lint --write-ids 规则目录 重新排"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			pack, err := withIDs(t, c.old, c.text, c.changes...)
			if err != nil {
				t.Fatal(err)
			}
			l := &linter{pack: pack, policy: &pack.Policy}
			l.ids()
			var got []string
			for _, f := range l.found {
				got = append(got, f.Error())
				if f.Warning {
					t.Errorf("%s is a warning", f.Error())
				}
			}
			same := slices.EqualFunc(got, c.want, func(g, w string) bool { return strings.Contains(g, w) })
			if !same {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

func TestIDsFile(t *testing.T) {
	l := &linter{pack: loadFixture(t)}
	l.policy = &l.pack.Policy
	l.ids()
	if len(l.found) != 1 || !strings.Contains(l.found[0].Error(), "没有 ids.txt（全部 id 的清单），请用 huiqi lint --write-ids 规则目录 生成") {
		t.Errorf("without a list: %v", l.found)
	}
	for _, line := range []string{"a1-lab", "items a1-lab", "item a1-lab ->", "item A1", "item a1-lab a1-plots"} {
		_, err := withIDs(t, "item a1-lab\n", line+"\n")
		if err == nil || !strings.Contains(err.Error(), "ids.txt:6: “"+line+"”看不懂") {
			t.Errorf("%s: %v", line, err)
		}
	}
	for data, want := range map[string]string{
		"item a1-lab\n# \xcb\xe6\n":         "ids.txt:2:3: 文件不是 UTF-8 编码，请另存为 UTF-8 编码",
		"\xff\xfei\x00t\x00":                "ids.txt: 文件是 UTF-16 编码，请另存为 UTF-8 编码",
		"item a1-lab\n# a\x1b[2J\n":         "ids.txt:2:4: 这里有不可见的控制字符",
		"item a1-lab # a\u202eb\n":          "ids.txt:1: 这里有看不见的字符（U+202E），请删去",
		"item a1-lab # a\u009bb\n":          "ids.txt:1: 这里有看不见的字符（U+009B），请删去",
		strings.Repeat("a\x00", 3) + "\xff": "ids.txt:1:2: 这里有不可见的控制字符",
	} {
		files := packWith(t)
		files[IDsFile] = &fstest.MapFile{Data: []byte(data)}
		if _, err := Load(files, "."); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", data, err, want)
		}
	}
	// A list keeps what vanished: only its author knows the new name.
	pack, err := withIDs(t, "item a1-lab\n", "item a1-gone\nitem a1-lost -> a1-lab\n")
	if err != nil {
		t.Fatal(err)
	}
	if text := pack.IDsText(); !strings.Contains(text, "\nitem a1-gone\nitem a1-growth\nitem a1-lab\nitem a1-lost -> a1-lab\nitem a1-plots\n") {
		t.Error(text)
	}
}
