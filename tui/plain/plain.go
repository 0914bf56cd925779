// Package plain is the wizard as numbered lines of text, for screen readers,
// dumb terminals and pipes: the same interview and the same results as on the
// screens. Every line that it writes ends, nothing is drawn over, and lines are
// not wrapped: whoever reads them aloud wants them whole.
//
// Nothing is answered by default. Where the input ends, the interview stops with
// what is known so far.
package plain

import (
	"errors"
	"io"
	"time"

	"huiqi/engine"
	"huiqi/tui/present"
	"huiqi/tui/search"
	"huiqi/tui/session"
	"huiqi/tui/store"
)

// Options are what the line mode needs from outside.
type Options struct {
	Program *engine.Program
	// Names begin at once with these items, articles or topics.
	Names []string
	// Words begin with a search for these words.
	Words string
	// Official is the reader's copy of the printed text; nil: none.
	Official present.Official
	// Contacts say how the units are reached; nil: not known.
	Contacts present.Contacts
	// Store keeps cases and writes hand-outs; nil: nothing is kept.
	Store store.Store
	// Case is opened at once; it is of Store.
	Case store.Case
	// Desk makes new cases those of the service desk, and Clerk stands on hand-outs.
	Desk  bool
	Clerk string
	// Now is the clock; nil: that of the machine.
	Now func() time.Time
}

var (
	// ErrUnfinished: the input ended, or held nothing that could be understood,
	// before the interview did. The result so far was written.
	ErrUnfinished = errors.New("plain: the input ended before the interview")
	// ErrInput and ErrOutput wrap what went wrong with reading and writing.
	ErrInput  = errors.New("plain: input")
	ErrOutput = errors.New("plain: output")
)

// How a dialogue comes to its end; none of these leaves the package.
var (
	errEnd      = errors.New("plain: end of input")
	errQuit     = errors.New("plain: quit")
	errNonsense = errors.New("plain: nothing but nonsense")
)

// Run asks and answers until the person leaves or the input ends.
func Run(o Options, in io.Reader, out io.Writer) error {
	return newDialogue(o, in, out).run()
}

// dialogue is one run of the line mode.
type dialogue struct {
	o      Options
	prog   *engine.Program
	policy *engine.Policy
	in     *input
	out    *output
	iv     *session.Interview // nil: none began
	// waiting is the whole check while one thing is looked at beside it; what is
	// answered there counts in it.
	waiting *session.Interview
	kase    store.Custody
	warned  string // why nothing is saved, as it was said last
	index   *search.Index
	drafts  map[string][]engine.Row // lists that are not ended yet, by question
	said    session.Tally           // the count that was read out last
	told    bool                    // how to answer was explained
	// rest is set where the input may end without cutting anything short.
	rest bool
	// shown is set while the result so far has just been read out.
	shown bool
	// wrong counts lines in a row that could not be understood.
	wrong   int
	faulted bool
	lines   int
}

// state is a place in the dialogue; it returns the next one, nil at the end.
type state func() (state, error)

func newDialogue(o Options, in io.Reader, out io.Writer) *dialogue {
	return &dialogue{o: o, prog: o.Program, policy: o.Program.Policy(), in: newInput(in), out: newOutput(out),
		drafts: map[string][]engine.Row{}}
}

func (d *dialogue) run() error {
	d.say("惠企：政策自查，逐行问答")
	d.sayf("%s（%s）", d.policy.Title, d.policy.Number)
	at := d.home
	switch {
	case d.o.Case != nil:
		at = func() (state, error) { return d.resume(d.o.Case) }
	case len(d.o.Names) > 0:
		at = func() (state, error) { return d.one(d.o.Names) }
	case d.o.Words != "":
		at = func() (state, error) { return d.pick(d.o.Words) }
	default:
		d.cautions()
	}
	var err error
	for at != nil && err == nil {
		at, err = at()
		d.keep()
	}
	err = d.end(err)
	d.parting()
	if out := d.out.flush(); out != nil {
		return out
	}
	return err
}

// unfinished heads a result while something is left to ask.
const unfinished = "结果（未答完）"

// end closes the dialogue: what was cut short is written as far as it goes.
func (d *dialogue) end(err error) error {
	switch {
	case err == nil, errors.Is(err, errQuit):
		d.say("再见。")
		return nil
	case errors.Is(err, errEnd) && d.rest:
		d.say("")
		d.say("输入结束。")
		return nil
	case !errors.Is(err, errEnd) && !errors.Is(err, errNonsense):
		return err
	}
	d.say("")
	why := "输入到这里就结束了"
	if errors.Is(err, errNonsense) {
		why = "读到的内容一直看不懂，停在这里"
	}
	if d.iv == nil {
		d.sayf("%s，还什么都没有问。", why)
		return ErrUnfinished
	}
	if d.shown {
		d.sayf("%s，未答完。没有答的都不算，上面是到目前为止的结果。", why)
		return ErrUnfinished
	}
	d.sayf("%s，未答完。没有答的都不算，下面是到目前为止的结果。", why)
	v, fault := d.view()
	if fault != nil {
		return fault
	}
	v.over = true
	d.write(v.text(unfinished))
	return ErrUnfinished
}
