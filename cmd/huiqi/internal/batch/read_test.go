package batch

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"
	wide "golang.org/x/text/encoding/unicode"

	"huiqi/content"
)

// TestEncodings: every encoding and separator that a table may have is found out.
func TestEncodings(t *testing.T) {
	const text = "编号,申请人,营业收入说明,deduction_taken,rd_2023,rd_2022\n" +
		"甲,企业,\"一，二\n三\",是,2000万,\"15,000,000\"\n乙,街道,,,,\n"
	want, sum, err := runText(t, text, Options{From: CSV, To: CSV})
	if err != nil || sum.Rows != 2 {
		t.Fatalf("%+v, %v", sum, err)
	}
	encode := func(s string, err error) string {
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	for name, in := range map[string]string{
		"UTF-8 with a mark":      "\ufeff" + text,
		"GB18030":                encode(simplifiedchinese.GB18030.NewEncoder().String(text)),
		"UTF-16 LE":              encode(wide.UTF16(wide.LittleEndian, wide.UseBOM).NewEncoder().String(text)),
		"UTF-16 BE":              encode(wide.UTF16(wide.BigEndian, wide.UseBOM).NewEncoder().String(text)),
		"UTF-16 LE without mark": encode(wide.UTF16(wide.LittleEndian, wide.IgnoreBOM).NewEncoder().String("id" + strings.TrimPrefix(text, "编号"))),
		"Windows line ends":      strings.ReplaceAll(text, "\n", "\r\n"),
		"no end of the last":     strings.TrimSuffix(text, "\n"),
		"an empty line":          strings.Replace(text, "\n乙", "\n\n乙", 1),
		"a heading of two lines": strings.Replace(text, "申请人", "\"申请\n人\"", 1),
		"tabs":                   "编号\t申请人\tdeduction_taken\trd_2023\trd_2022\n甲\t企业\t是\t2000万\t15,000,000\n\n乙\t街道\t\t\t\n",
		"semicolons":             "编号;申请人;deduction_taken;rd_2023;rd_2022\n甲;企业;是;2000万;15,000,000\n\n乙;街道\n",
		"GB18030 late":           "id,applicant,name\n" + strings.Repeat("x,enterprise,"+strings.Repeat("n", 20000)+"\n", 10) + encode(simplifiedchinese.GB18030.NewEncoder().String("末,企业,公司\n")),
	} {
		got, _, err := runText(t, in, Options{From: CSV, To: CSV})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		switch name {
		case "an empty line":
			got = strings.ReplaceAll(got, "\n5,乙", "\n4,乙")
		case "a heading of two lines":
			got = strings.NewReplacer("\n3,甲", "\n2,甲", "\n5,乙", "\n4,乙").Replace(got)
		case "GB18030 late":
			if !strings.Contains(got, ",末,") {
				t.Errorf("%s: the end is\n%s", name, got[len(got)-100:])
			}
			continue
		}
		if got != want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, want)
		}
	}
}

// TestBrokenEncoding: text that is no text, or of two kinds, is refused with the
// first bad place.
func TestBrokenEncoding(t *testing.T) {
	gb := func(s string) string {
		out, err := simplifiedchinese.GB18030.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	for _, c := range []struct{ why, text, want string }{
		{"not UTF-8 in the heading", "编号,\xff\n", "标准输入:1: 第 8 个字节起编码不对：不是 UTF-8，也不是 GB18030"},
		{"not UTF-8 later", "\ufeff编号,名称\n1,企\xff业\n", "标准输入:2: 第 6 个字节起编码不对：不是 UTF-8；"},
		{"UTF-8, then GB18030", "编号,名称\n" + strings.Repeat("1,企业\n", 5) + "2," + gb("钱塘企业") + "\n", "标准输入:7: 第 3 个字节起编码不对：前面是 UTF-8，从这里起像是 GB18030"},
		{"GB18030, then UTF-8", gb("编号,名称\n") + strings.Repeat(gb("1,钱塘企业\n"), 5) + "2,钱塘企业\n", "标准输入:7: 第 3 个字节起编码不对：前面是 GB18030（GBK），从这里起像是 UTF-8"},
		{"half a character of GB18030", gb("编号,名称\n") + "1,\xc7\n", "标准输入:2: 第 3 个字节起编码不对：不是 UTF-8，也不是"},
		{"half a pair of UTF-16", "\xff\xfe" + "i\x00d\x00\n\x00\x00\xd8a\x00", "不是完整的 UTF-16"},
		{"half a unit of UTF-16", "\xff\xfe" + "i\x00d\x00\n\x00x", "不是完整的 UTF-16"},
		{"a workbook", "PK\x03\x04....", "标准输入: 这是 XLSX 这样的压缩文件，不是文本；请加 --from xlsx"},
		{"an old workbook", "\xd0\xcf\x11\xe0", "标准输入: 这是旧的 .xls 文件"},
		{"nothing", " \n", "标准输入: 文件是空的"},
	} {
		out, _, err := runText(t, c.text, Options{From: CSV, To: NDJSON})
		var problem *content.Problem
		if !errors.As(err, &problem) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s (%s)", c.why, err, c.want, out)
		}
	}
}

// TestBrokenLater: what was given out before a fault that ends the run is said; a
// file is not left.
func TestBrokenLater(t *testing.T) {
	gb, err := simplifiedchinese.GB18030.NewEncoder().String("末,钱塘企业\n")
	if err != nil {
		t.Fatal(err)
	}
	table := "编号,名称\n" + strings.Repeat("1,企业\n", 100) + gb
	failing := func(text string) io.Reader {
		return io.MultiReader(strings.NewReader(text), iotest.ErrReader(errors.New("odd")))
	}
	for _, c := range []struct {
		why, out string
		in       io.Reader
		to       Format
		want     string
	}{
		{"rows in a stream", Stream, strings.NewReader(table), CSV, "前面 100 个申请人的结果已经写出"},
		{"lines in a stream", Stream, strings.NewReader(table), NDJSON, "前面 100 个申请人的结果已经写出"},
		{"a workbook is written at the end", Stream, strings.NewReader(table), XLSX, "这次没有写结果"},
		{"a file", t.TempDir() + "/out.csv", strings.NewReader(table), CSV, "这次没有写结果"},
		{"the heading: nothing was begun", Stream, strings.NewReader("编号,\xff\n"), CSV, ""},
		{"an input that fails", Stream, failing("编号\n" + strings.Repeat("1\n", 100)), CSV, "前面 100 个申请人的结果已经写出"},
	} {
		var out strings.Builder
		sum, err := Run(context.Background(), rules(t), Options{In: Stream, Out: c.out, Stdin: c.in, Stdout: &out, From: CSV, To: c.to, Rows: ByApplicant})
		if err == nil || sum.Left != c.want {
			t.Errorf("%s: %v, %q, want %q", c.why, err, sum.Left, c.want)
		}
	}
}

// TestRejects: a bad row goes with its place and what to do, and stops nothing.
func TestRejects(t *testing.T) {
	long := strings.Repeat("长", content.MaxRecord/3+1)
	for _, c := range []struct{ why, row, want string }{
		{"word for a number", "1,很多,", "第 2 行第 2 列：问题 rd_2023（2023年可加计扣除的研发费用）：“很多”不是数字"},
		{"unknown choice", "1,,飞鸟", "第 2 行第 3 列：问题 applicant（申请人）：没有“飞鸟”这个选项"},
		{"too many cells", "1,,,x", "第 2 行第 4 列：这一行比表头多出一列（“x”）"},
		{"words after quotes", "1,\"2\"3,", "第 2 行第 1 列：第 6 个字节：引号后面还有字"},
		{"over 1 MB", "1,,\"" + long + "\"", "第 2 行：一条记录超过 1 MB"},
	} {
		out, sum, err := runText(t, "id,rd_2023,applicant\n"+c.row+"\n2,5000,企业\n", Options{From: CSV, To: CSV})
		if err != nil || sum.Rows != 1 || sum.Rejected != 1 || len(sum.FirstRejects) != 1 || !strings.HasPrefix(sum.FirstRejects[0], c.want) {
			t.Errorf("%s: %+v, %v", c.why, sum, err)
		}
		if !strings.Contains(out, "\n3,2,") {
			t.Errorf("%s: the next row is missing:\n%s", c.why, out)
		}
	}
	_, sum, err := runText(t, "id,rd_2023\n1,5\n2,\"5\n3,5\n", Options{From: CSV, To: CSV})
	if err != nil || sum.Rows != 1 || sum.Rejected != 1 || !strings.HasPrefix(sum.FirstRejects[0], "第 3 行：引号没有配对") {
		t.Errorf("quotes that are never closed: %+v, %v", sum, err)
	}
	out, sum, err := runText(t, `{"id":"x","answers":{"rd_2023":"`+long+"\"}}\n{\"id\":2,\"answers\":{}}\n\xff\n", Options{From: NDJSON, To: NDJSON})
	got := strings.Split(out, "\n")
	if err != nil || sum.Rejected != 2 || len(got) != 4 || !strings.Contains(got[0], "超过 1 MB") ||
		!strings.HasPrefix(got[1], `{"id":2,"matched":`) || got[2] != `{"error":[{"column":1,"text":"不是 UTF-8 编码，请另存为 UTF-8 编码"}]}` {
		t.Errorf("%+v, %v\n%s", sum, err, out)
	}
}

// waiting gives a text and then waits for ever, once it has told of it.
type waiting struct {
	text io.Reader
	told func()
	stay chan struct{}
}

func (w *waiting) Read(p []byte) (int, error) {
	n, err := w.text.Read(p)
	if !errors.Is(err, io.EOF) {
		return n, nil
	}
	w.told()
	<-w.stay
	return 0, io.EOF
}

// TestInterrupt: what is done when the run is ended stands there whole, and the
// last line said is the last one done, though the input goes on.
func TestInterrupt(t *testing.T) {
	list := applicants(&rules(t).Policy, 3, 300)
	whole, _, err := runText(t, lines(list), Options{From: NDJSON, To: NDJSON})
	if err != nil {
		t.Fatal(err)
	}
	stay := make(chan struct{})
	defer close(stay)
	ctx, cancel := context.WithCancel(context.Background())
	name := t.TempDir() + "/out.ndjson"
	in := &waiting{strings.NewReader(lines(list)), cancel, stay}
	sum, err := Run(ctx, rules(t), Options{In: Stream, Stdin: in, Out: name, From: NDJSON, To: NDJSON, Rows: ByApplicant})
	if err != nil || !sum.Stopped || sum.Rows != sum.LastLine {
		t.Fatalf("%+v, %v", sum, err)
	}
	out := readFile(t, name)
	if !strings.HasPrefix(whole, out) || strings.Count(out, "\n") != sum.LastLine || out != "" && !strings.HasSuffix(out, "\n") {
		t.Errorf("up to line %d there are %d lines", sum.LastLine, strings.Count(out, "\n"))
	}
}

// TestInterruptAtEnd: the end of the input before the interruption is the end.
func TestInterruptAtEnd(t *testing.T) {
	_, sum, err := runText(t, "{\"id\":1,\"answers\":{}}\n", Options{From: NDJSON, To: NDJSON})
	if err != nil || sum.Stopped || sum.LastLine != 1 {
		t.Errorf("%+v, %v", sum, err)
	}
}

func readFile(t testing.TB, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestMeter: the line of the progress, with what is known.
func TestMeter(t *testing.T) {
	var m Meter
	m.add(&chunk{counts: counts{rows: 1200, rejected: 34}, read: 250})
	if got := m.line(2e9); got != "1,234 行，每秒 617 行，有错的 34 行" {
		t.Error(got)
	}
	m.size.Store(1000)
	if got := m.bar() + m.line(2e9); got != "[#####---------------] 1,234 行，每秒 617 行，有错的 34 行，25%，约剩 7 秒" {
		t.Error(got)
	}
	for d, want := range map[int]string{0: "1 秒", 59: "1 分 0 秒", 3700: "1 小时 1 分"} {
		if got := duration(1e9 * time.Duration(d)); got != want {
			t.Errorf("%d s is %s, want %s", d, got, want)
		}
	}
}

// TestShow: nothing at the first tick, a line at each further one, and a terminal
// is left clean.
func TestShow(t *testing.T) {
	for _, c := range []struct {
		terminal bool
		want     string
	}{
		{false, "10 行，每秒 10 行\n10 行，每秒 5 行\n"},
		{true, "\r\x1b[K10 行，每秒 10 行\r\x1b[K10 行，每秒 5 行\r\x1b[K"},
	} {
		var m Meter
		m.add(&chunk{counts: counts{rows: 10}})
		var out strings.Builder
		ctx, cancel := context.WithCancel(context.Background())
		ticks, done := make(chan time.Time), make(chan struct{})
		go func() {
			m.Show(ctx, &out, c.terminal, ticks)
			close(done)
		}()
		for i := range 3 {
			ticks <- time.Unix(int64(i), 0)
		}
		cancel()
		<-done
		if out.String() != c.want {
			t.Errorf("%q, want %q", out.String(), c.want)
		}
	}
}
