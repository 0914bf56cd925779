package doctor

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"
)

// A terminal is asked where the cursor is, and what is typed meanwhile does not
// disturb the answer.
func TestMeasure(t *testing.T) {
	in, answers := io.Pipe()
	asked, out := io.Pipe()
	defer answers.Close()
	go func() {
		r := bufio.NewReader(asked)
		for _, says := range []string{"\x1b[1;3R", "yRx\x1b[24;2R", "\x1b[A\x1b[2;11R"} {
			q, err := r.ReadString('K')
			if err != nil || !strings.HasSuffix(q, "\x1b[6n\r\x1b[K") {
				t.Errorf("asked %q, %v", q, err)
			}
			fmt.Fprint(answers, says)
		}
	}()
	ruler := NewRuler(in, out, make(chan time.Time)) // never late
	for i, want := range []int{2, 1, 10} {
		if n, ok := ruler.Measure("中"); n != want || !ok {
			t.Errorf("answer %d: %d cells, %v; want %d", i+1, n, ok, want)
		}
	}
}

// A terminal that does not answer is waited for once.
func TestMeasureSilence(t *testing.T) {
	in, never := io.Pipe()
	defer never.Close()
	late := make(chan time.Time, 1)
	late <- time.Time{}
	ruler := NewRuler(in, io.Discard, late)
	for range 2 {
		if n, ok := ruler.Measure("中"); ok {
			t.Errorf("%d cells, but nobody said so", n)
		}
	}
}

// A terminal that is gone is not waited for.
func TestMeasureGone(t *testing.T) {
	ruler := NewRuler(strings.NewReader(""), io.Discard, make(chan time.Time))
	if n, ok := ruler.Measure("中"); ok {
		t.Errorf("%d cells, but nobody said so", n)
	}
}
