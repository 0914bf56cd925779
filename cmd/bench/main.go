// Command bench measures the engine on the policy that it is made for, beside the
// same rules written by hand in plain Go and run by cel-go and expr. See README.md.
package main

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"slices"
	"time"

	"cel.dev/cel-go/cel"
	"github.com/expr-lang/expr/vm"

	"huiqi/content"
	"huiqi/engine"
)

func main() {
	applicants := flag.Int("applicants", 10_000, "how many applicants are compared")
	seed := flag.Uint64("seed", 1, "of the applicants")
	rounds := flag.Int("rounds", 31, "rounds of the measurement")
	sample := flag.Int("sample", 200, "applicants a round")
	flag.Parse()
	runtime.GOMAXPROCS(1)
	if err := run(*applicants, *seed, *rounds, *sample); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// loading measures reading, checking and compiling the embedded policy.
func loading(rounds int) error {
	var times []time.Duration
	for range rounds {
		start := cpuTime()
		if _, err := content.EmbeddedRules(); err != nil {
			return err
		}
		times = append(times, cpuTime()-start)
	}
	fmt.Printf("\nloading and compiling the policy: median %v, least %v\n", median(times).Round(10*time.Microsecond), slices.Min(times).Round(10*time.Microsecond))
	return nil
}

// crowd is what the runners are fed with.
type crowd struct {
	full, partial []engine.Facts
	plain         []*applicant
	loose         []map[string]any
	activations   []cel.Activation
}

func newCrowd(n int, seed uint64) (*crowd, error) {
	c, m := &crowd{}, newMaker(seed)
	for range n {
		f := m.full()
		c.full = append(c.full, f)
		c.partial = append(c.partial, m.partial(f))
		c.plain = append(c.plain, newApplicant(f))
		c.loose = append(c.loose, loose(f))
		a, err := cel.NewActivation(c.loose[len(c.loose)-1])
		if err != nil {
			return nil, err
		}
		c.activations = append(c.activations, a)
	}
	return c, nil
}

func run(applicants int, seed uint64, rounds, sample int) error {
	cels, err := celPrograms()
	if err != nil {
		return err
	}
	exprs, err := exprPrograms()
	if err != nil {
		return err
	}
	a, err := compare(applicants, seed, cels, exprs)
	if err != nil {
		return err
	}
	a.print()
	c, err := newCrowd(sample, seed+1)
	if err != nil {
		return err
	}
	if err := measure(c, rounds, cels, exprs); err != nil {
		return err
	}
	return loading(rounds)
}

// agreement is what comparing everybody's verdicts came to.
type agreement struct {
	applicants, matched int
	cel, expr           doubled
}

func (a *agreement) print() {
	fmt.Printf("%d applicants, %d items, %.1f items matched by each\n", a.applicants, itemCount, float64(a.matched)/float64(a.applicants))
	fmt.Println("engine and plain Go agree on every item to the fen")
	fmt.Printf("cel-go on doubles: every truth the same, %d other sums (%s)\n", a.cel.sums, a.cel.first)
	fmt.Printf("expr on doubles: every truth the same, %d other sums (%s)\n\n", a.expr.sums, a.expr.first)
}

// compare decides the same applicants four times.
func compare(n int, seed uint64, cels []cel.Program, exprs []*vm.Program) (*agreement, error) {
	m := newMaker(seed)
	out := &agreement{applicants: n}
	var want verdicts
	got := make([]float64, itemCount)
	machine := &vm.VM{}
	for k := range n {
		f := m.full()
		newApplicant(f).decide(&want)
		r, err := pack.Program.Evaluate(f)
		if err != nil {
			return nil, err
		}
		if diff := sameAsPlain(r, &want); diff != "" {
			return nil, fmt.Errorf("applicant %d: %s", k, diff)
		}
		for i := range want.items {
			if want.items[i].ok {
				out.matched++
			}
		}
		in := loose(f)
		act, err := cel.NewActivation(in)
		if err != nil {
			return nil, err
		}
		if err := celDecide(cels, act, got); err != nil {
			return nil, err
		}
		out.cel.add(got, &want, "cel-go")
		if err := exprDecide(machine, exprs, in, got); err != nil {
			return nil, err
		}
		out.expr.add(got, &want, "expr")
	}
	if out.cel.truths+out.expr.truths > 0 {
		return nil, fmt.Errorf("other truths: %s %s", out.cel.first, out.expr.first)
	}
	return out, nil
}

// runner is one row of the table.
type runner struct {
	name string
	// prepare does what is not measured for some of the crowd, and returns what is.
	prepare func(from, to int) func()
	times   []time.Duration
}

// batch is how many applicants are made ready at a time: few enough to stay near
// the processor, as they do where each is decided as soon as it is read.
const batch = 20

func measure(c *crowd, rounds int, cels []cel.Program, exprs []*vm.Program) error {
	var failed error
	check := func(err error) {
		if err != nil {
			failed = err
		}
	}
	var out verdicts
	var result engine.Result
	got := make([]float64, itemCount)
	machine := &vm.VM{}
	p := pack.Program
	cases := func(some []engine.Facts) []*engine.Case {
		var cs []*engine.Case
		for _, f := range some {
			k, err := p.With(f)
			check(err)
			cs = append(cs, k)
		}
		return cs
	}
	each := func(do func(i int)) func(from, to int) func() {
		return func(from, to int) func() {
			return func() {
				for i := from; i < to; i++ {
					do(i)
				}
			}
		}
	}
	runners := []*runner{
		{name: "plain Go, decimals", prepare: each(func(i int) { c.plain[i].decide(&out) })},
		{name: "engine, all answered", prepare: func(from, to int) func() {
			cs := cases(c.full[from:to])
			return func() {
				for _, k := range cs {
					k.Evaluate()
				}
			}
		}},
		{name: "engine, all answered, results reused", prepare: func(from, to int) func() {
			cs := cases(c.full[from:to])
			return func() {
				for _, k := range cs {
					k.EvaluateInto(&result)
				}
			}
		}},
		{name: "engine, half answered", prepare: func(from, to int) func() {
			cs := cases(c.partial[from:to])
			return func() {
				for _, k := range cs {
					k.Evaluate()
				}
			}
		}},
		{name: "expr, doubles", prepare: each(func(i int) { check(exprDecide(machine, exprs, c.loose[i], got)) })},
		{name: "cel-go, doubles", prepare: each(func(i int) { check(celDecide(cels, c.activations[i], got)) })},
		{name: "answers to plain Go, then decided", prepare: each(func(i int) { newApplicant(c.full[i]).decide(&out) })},
		{name: "answers to engine, then decided", prepare: each(func(i int) { _, err := p.Evaluate(c.full[i]); check(err) })},
		{name: "engine: questions still to ask, half answered", prepare: each(func(i int) { _, err := p.Ask(c.partial[i], engine.Scope{}); check(err) })},
		{name: "engine: questions still to ask, nothing answered", prepare: each(func(i int) { _, err := p.Ask(nil, engine.Scope{}); check(err) })},
	}
	for round := range rounds + 1 {
		for _, r := range runners {
			runtime.GC()
			var sum time.Duration
			for from := 0; from < len(c.full); from += batch {
				do := r.prepare(from, min(from+batch, len(c.full)))
				start := cpuTime()
				do()
				sum += cpuTime() - start
			}
			if round > 0 { // the first one warms up
				r.times = append(r.times, sum)
			}
		}
	}
	if failed != nil {
		return failed
	}
	fmt.Printf("%-52s %14s %6s %14s %6s\n", fmt.Sprint(rounds)+" interleaved rounds, one core; an applicant", "median", "×", "least", "×")
	plain := runners[0].times
	for _, r := range runners {
		t, least := median(r.times), slices.Min(r.times)
		one := func(d time.Duration) time.Duration {
			return (d / time.Duration(len(c.full))).Round(10 * time.Nanosecond)
		}
		fmt.Printf("%-52s %14s %6.1f %14s %6.1f\n", r.name, one(t), float64(t)/float64(median(plain)), one(least), float64(least)/float64(slices.Min(plain)))
	}
	return nil
}

func median(d []time.Duration) time.Duration {
	d = slices.Clone(d)
	slices.Sort(d)
	return d[len(d)/2]
}
