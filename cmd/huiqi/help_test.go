package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"huiqi/tui/text"
)

// commands are all there are, by path; those that cobra adds by itself too.
func commands(t *testing.T) map[string]*cobra.Command {
	t.Helper()
	a := newApp()
	a.out, a.err = &bytes.Buffer{}, &bytes.Buffer{}
	root := a.root()
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	out := map[string]*cobra.Command{}
	everyCommand(root, func(c *cobra.Command) { out[c.CommandPath()] = c })
	return out
}

func chinese(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

// cobras are the words of cobra's own help texts and of pflag's types.
var cobras = regexp.MustCompile(`Usage|Flags|Aliases|Examples?:|Available|Additional|default|help for|\[flags\]|\[command\]|Use "|stringSlice|stringArray|\bstring\b|duration`)

// Every command says in Chinese what it is for, and shows how it is called; its
// options too are said in Chinese; nothing of cobra's own words is left.
func TestEveryCommandIsExplained(t *testing.T) {
	all := commands(t)
	if len(all) < 20 {
		t.Fatalf("%d commands; there are more", len(all))
	}
	for path, c := range all {
		if !chinese(c.Short) || !chinese(c.Long) {
			t.Errorf("%s: short %q, long %q", path, c.Short, c.Long)
		}
		ok := false
		for line := range strings.SplitSeq(c.Example, "\n") {
			ok = ok || strings.HasPrefix(line, "  "+path)
			if strings.TrimSpace(line) != "" && !strings.HasPrefix(line, "  ") {
				t.Errorf("%s: the example %q is not set off", path, line)
			}
		}
		if !ok {
			t.Errorf("%s: no example calls it:\n%s", path, c.Example)
		}
		c.Flags().VisitAll(func(f *pflag.Flag) {
			if !chinese(f.Usage) {
				t.Errorf("%s: --%s says %q", path, f.Name, f.Usage)
			}
		})
		var b bytes.Buffer
		if err := writeHelp(&b, c); err != nil {
			t.Fatal(err)
		}
		if w := cobras.FindString(b.String()); w != "" {
			t.Errorf("%s: the help holds %q:\n%s", path, w, b.String())
		}
		if strings.Contains(b.String(), "不写就是 ）") {
			t.Errorf("%s: a default that is none:\n%s", path, b.String())
		}
	}
}

// Every exit code of the program stands in the help on exit codes.
func TestExitCodesHelp(t *testing.T) {
	source, err := os.ReadFile("exit.go")
	if err != nil {
		t.Fatal(err)
	}
	codes := regexp.MustCompile(`(?m)^\texit\w+ += (\d+)$`).FindAllSubmatch(source, -1)
	if len(codes) < 6 {
		t.Fatalf("%d exit codes in exit.go", len(codes))
	}
	for _, m := range codes {
		if !regexp.MustCompile(`(?m)^  ` + string(m[1]) + ` +\p{Han}`).MatchString(exitCodesHelp()) {
			t.Errorf("exit code %s is not in the help", m[1])
		}
	}
}

// The manual pages hold what -h says, in lines that fit a terminal; where mandoc or
// groff are installed they read them without a complaint.
func TestManPages(t *testing.T) {
	for path, c := range commands(t) {
		page := manPage(c)
		for _, want := range []string{".TH ", ".SH 名称\n", ".SH 说明\n", ".SH 例子\n", roff(c.Short)} {
			if !strings.Contains(page, want) {
				t.Errorf("%s: the page has no %q", path, want)
			}
		}
		for _, r := range flagRows(c) {
			if !strings.Contains(page, roff(r[0])) {
				t.Errorf("%s: the page has no %s", path, r[0])
			}
		}
		for line := range strings.SplitSeq(page, "\n") {
			if strings.HasPrefix(line, ".") && !regexp.MustCompile(`^\.(\\"|TH |SH |nf$|fi$|RS 4$|RE$|sp$)`).MatchString(line) {
				t.Errorf("%s: %q is a request that nobody wrote", path, line)
			}
			if plain := strings.NewReplacer(`\-`, "-", `\e`, `\`, `\(aq`, "'", `\(ga`, "`", `\(ha`, "^", `\(ti`, "~", `\fB`, "", `\fR`, "").Replace(line); !strings.HasPrefix(line, ".") &&
				text.Width(plain) > manWidth+12 {
				t.Errorf("%s: a line of %d cells: %s", path, text.Width(plain), line)
			}
		}
		name := filepath.Join(t.TempDir(), "page.1")
		if err := os.WriteFile(name, []byte(page), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, reader := range [][]string{{"mandoc", "-Tlint", "-Werror"}, {"groff", "-k", "-Tutf8", "-man", "-ww", "-z"}} {
			if _, err := exec.LookPath(reader[0]); err != nil {
				continue
			}
			if out, err := exec.Command(reader[0], append(reader[1:], name)...).CombinedOutput(); err != nil || len(out) > 0 {
				t.Errorf("%s of %s: %v\n%s", reader[0], path, err, out)
			}
		}
	}
}

// Signs that roff takes for its own come out as they are.
func TestRoff(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"-h, --help", `\-h, \-\-help`},
		{".SH 不是标题", `\&.SH 不是标题`},
		{"'br", `\(aqbr`},
		{`a\b`, `a\eb`},
		{"~/x `y` ^", `\(ti/x \(gay\(ga \(ha`},
	} {
		if got := roff(c.in); got != c.want {
			t.Errorf("%q: %q, want %q", c.in, got, c.want)
		}
	}
}
