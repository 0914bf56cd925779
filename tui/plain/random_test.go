package plain

import (
	"bytes"
	"errors"
	"io"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"huiqi/engine"
	"huiqi/tui/internal/sample"
	"huiqi/tui/internal/shelf"
	"huiqi/tui/session"
)

// person types a line whenever one is read, and looks around before.
type person struct {
	say func() (string, bool)
	buf []byte
}

func (p *person) Read(b []byte) (int, error) {
	if len(p.buf) == 0 {
		s, ok := p.say()
		if !ok {
			return 0, io.EOF
		}
		p.buf = []byte(s + "\n")
	}
	n := copy(b, p.buf)
	p.buf = p.buf[n:]
	return n, nil
}

// Random dialogues over a disk that fails at times: nothing panics, every line of output is clean, facts are
// always valid and, where nothing failed, kept, and lines that answer nothing change no answer.
func TestRandomDialogues(t *testing.T) {
	const inputs = 20_000
	answers := []string{"0", "1", "1", "1", "2", "2", "3", "4", "1 2", "1、2", "１，２", "n", "y", "u", "不清楚", "5000", "3000万", "1.2亿", "4.6", "99", "2023-05-01", "20231231", "是", "企业", "境外"}
	harmless := []string{"", "?", "b", "b", "s", "r", "t", "a", "h", "i 1", "i 3", "i3", "c 1", "c 5", "c 8", "p 2", "w", "g", "6", "5", "n", "什么", "-1", "q", "\x1b[31m", "\xff", "\x00", "＃", "9999999999999999999999", "1e9"}
	rng := rand.New(rand.NewPCG(4, 10))
	total, dialogues, finished, ended := 0, 0, 0, 0
	seen := map[string]int{}
	for total < inputs {
		dialogues++
		var out bytes.Buffer
		var d *dialogue
		last := ""
		var before engine.Facts
		var of *session.Interview
		kept := shelf.New()
		kept.Fail = func(string) error {
			if rng.IntN(20) == 0 {
				return errFull
			}
			return nil
		}
		left := 20 + rng.IntN(400)
		look := func() {
			for line := range strings.SplitSeq(strings.TrimSuffix(out.String(), "\n"), "\n") {
				clean(t, line)
				seen[line]++
			}
			if out.Len() > 1<<20 {
				t.Fatalf("one line brought %d bytes", out.Len())
			}
			out.Reset()
		}
		in := &person{say: func() (string, bool) {
			facts := engine.Facts{}
			if d.iv != nil {
				facts = d.iv.Facts()
			}
			if err := d.prog.Check(facts); err != nil {
				t.Fatalf("facts do not fit: %v", err)
			}
			// lines that are no answer anywhere; an empty line never is one
			if slices.Contains([]string{"", "?", "b", "s", "r", "t", "h", "什么", "-1", "q"}, last) && of == d.iv && len(before) > 0 && len(facts) > 0 && !sameFacts(before, facts) {
				t.Fatalf("%q changed the answers from %v to %v", last, before, facts)
			}
			before, of = maps.Clone(facts), d.iv
			if k := d.kase.Open; k != nil && d.kase.Unsaved == nil && d.waiting == nil && !sameFacts(kept.Get(k.Entry().ID).Snapshot.Facts, facts) {
				t.Fatalf("kept are %v of %v", kept.Get(k.Entry().ID).Snapshot.Facts, facts)
			}
			look()
			if left--; left < 0 || total >= inputs {
				return "", false
			}
			total++
			switch {
			case rng.IntN(200) == 0:
				last = strings.Repeat("长", rng.IntN(3000))
			case rng.IntN(3) > 0:
				last = answers[rng.IntN(len(answers))]
			default:
				last = harmless[rng.IntN(len(harmless))]
			}
			return last, true
		}}
		o := on(kept)
		o.Program = sample.Program()
		d = newDialogue(o, in, &out)
		err := d.run()
		look()
		if len(kept.Opened) > 0 {
			t.Fatalf("left open: %v", kept.Opened)
		}
		switch {
		case err == nil:
			finished++
		case errors.Is(err, ErrUnfinished):
			ended++
		default:
			t.Fatal(err)
		}
		if err := d.prog.Check(factsOf(d)); err != nil {
			t.Fatal(err)
		}
	}
	if dialogues < 10 || finished == 0 || ended == 0 {
		t.Errorf("%d dialogues, %d finished, %d cut short", dialogues, finished, ended)
	}
	// the walk must have reached every corner
	for _, line := range []string{
		"问完了。", "结果", unfinished, "输入结束。", "再见。", "没有改。", "这一项不加了。", "回到列表。", "第2项填好了。", "【我的答案】输入 c 和前面的数字可以改；改一题，其他答案都保留。",
		"怎么算：", "换到哪个方面？别的题还在，答案都保留。", "哪天认定的？", "哪天办的？", "是高新企业吗？", "做了哪些农田项目？", "【还没有问到】",
		"“展会”填了 1 项，还没有说是不是就这些，没有算进去。", "这一行不是 UTF-8 文字，没有采用。请换成 UTF-8 再输入。", "这一行太长了，没有采用。一行最多 4096 字节，请写短一些。",
		"回到全面自查，刚才答的也算在里面。", "没有存上，答案还在：" + errFull.Error(), "存上了，刚才没有存上的也在里面。",
	} {
		if seen[line] == 0 {
			t.Errorf("no dialogue came to %q", line)
		}
	}
}

func factsOf(d *dialogue) engine.Facts {
	if d.iv == nil {
		return engine.Facts{}
	}
	return d.iv.Facts()
}
