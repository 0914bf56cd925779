package plain

import (
	"strconv"
	"strings"

	"huiqi/tui/present"
	"huiqi/tui/session"
)

// One thing, by itself or beside a whole check that waits.

// one begins with what one came for. What was answered before counts here too,
// and a whole check waits.
func (d *dialogue) one(names []string) (state, error) {
	from := d.iv
	if from == nil {
		from = session.New(d.prog)
	}
	iv, err := from.About(names...)
	if err != nil {
		return nil, err
	}
	if from.Whole() && len(from.Facts()) > 0 {
		d.waiting = from
	}
	d.iv = iv
	d.reopened()
	some := false
	for i := range d.policy.Items {
		some = some || iv.Scope().Has(i)
	}
	d.say("")
	d.sayf("只查：%s", strings.Join(present.Titles(d.policy, names), "；"))
	if !some {
		for _, n := range names {
			if k, err := strconv.Atoi(n); err == nil {
				d.article(k)
			}
		}
		return d.result, nil
	}
	return d.interview, nil
}

// join makes the whole check that waits the interview again, with what one thing
// found out.
func (d *dialogue) join() error {
	if d.waiting == nil {
		return nil
	}
	if err := d.waiting.Join(d.iv); err != nil {
		return err
	}
	d.iv, d.waiting = d.waiting, nil
	return nil
}

// rejoin leads back to the whole check: to its result where that was open, else
// to its next question. It says what has changed.
func (d *dialogue) rejoin() (state, error) {
	before, err := d.waiting.Result()
	if err != nil {
		return nil, err
	}
	if err := d.join(); err != nil {
		return nil, err
	}
	d.say("")
	d.say("回到全面自查，刚才答的也算在里面。")
	if err := d.news(before); err != nil {
		return nil, err
	}
	d.reopened()
	if s, ok := d.iv.At(); ok && s.Kind == session.Finished {
		return d.result, nil
	}
	return d.interview, nil
}
