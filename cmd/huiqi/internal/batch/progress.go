package batch

import (
	"context"
	"fmt"
	"io"
	"strings"
	"sync/atomic"
	"time"

	"huiqi/engine/figure"

	"github.com/shopspring/decimal"
)

// Meter counts what is done, for those who look on.
type Meter struct {
	rows, rejected, bytes, size atomic.Int64
}

func (m *Meter) add(c *chunk) {
	m.rows.Add(int64(c.counts.rows + c.counts.rejected))
	m.rejected.Add(int64(c.counts.rejected))
	if c.read > 0 {
		m.bytes.Store(c.read)
	}
}

// Show says how far the run is at every tick, until the context ends: on a
// terminal as a bar on one line, elsewhere as a line of its own.
func (m *Meter) Show(ctx context.Context, w io.Writer, terminal bool, ticks <-chan time.Time) {
	var start time.Time
	drawn := false
	for {
		select {
		case <-ctx.Done():
			if drawn && terminal {
				fmt.Fprint(w, "\r\x1b[K")
			}
			return
		case now := <-ticks:
			if start.IsZero() {
				start = now
				continue
			}
			line := m.line(now.Sub(start))
			if terminal {
				fmt.Fprint(w, "\r\x1b[K"+m.bar()+line)
			} else {
				fmt.Fprintln(w, line)
			}
			drawn = true
		}
	}
}

// line is the state after some time: rows, rate, what is left.
func (m *Meter) line(since time.Duration) string {
	rows := m.rows.Load()
	rate := int64(float64(rows) / max(since.Seconds(), 0.001))
	s := fmt.Sprintf("%s 行，每秒 %s 行", group(rows), group(rate))
	if n := m.rejected.Load(); n > 0 {
		s += fmt.Sprintf("，有错的 %s 行", group(n))
	}
	if done := m.share(); done > 0 && done < 1 {
		left := time.Duration(float64(since) * (1 - done) / done)
		s += fmt.Sprintf("，%d%%，约剩 %s", int(done*100), duration(left))
	}
	return s
}

const barWidth = 20

func (m *Meter) bar() string {
	done := m.share()
	if done == 0 {
		return ""
	}
	n := min(int(done*barWidth), barWidth)
	return "[" + strings.Repeat("#", n) + strings.Repeat("-", barWidth-n) + "] "
}

// share is the part of the input that is done; 0: not known.
func (m *Meter) share() float64 {
	size := m.size.Load()
	if size == 0 {
		return 0
	}
	return float64(m.bytes.Load()) / float64(size)
}

func group(n int64) string { return figure.Group(decimal.NewFromInt(n)) }

// duration words a time to wait, rounded up.
func duration(d time.Duration) string {
	s := int(d.Seconds()) + 1
	switch {
	case s < 60:
		return fmt.Sprintf("%d 秒", s)
	case s < 3600:
		return fmt.Sprintf("%d 分 %d 秒", s/60, s%60)
	}
	return fmt.Sprintf("%d 小时 %d 分", s/3600, s%3600/60)
}
