package session_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"huiqi/engine"
	"huiqi/tui/internal/sample"
	"huiqi/tui/session"
)

// A kept interview goes on exactly where it stopped: after every step of random
// walks (answers, changes, answers taken back, skips, topics chosen anew) it is
// restored, and the same next step leads both to the same place.
func TestRestore(t *testing.T) {
	prog := sample.Program()
	put, former := 0, 0
	for seed := range uint64(200) {
		rnd, same := rand.New(rand.NewPCG(seed, 7)), rand.New(rand.NewPCG(seed, 7))
		iv := session.New(prog)
		if seed%4 == 0 {
			var err error
			if iv, err = session.NewFor(prog, prog.Policy().Items[rnd.IntN(len(prog.Policy().Items))].ID); err != nil {
				t.Fatal(err)
			}
			same.IntN(len(prog.Policy().Items))
		}
		for range 30 {
			kept := iv.Snapshot()
			again, err := session.Restore(prog, kept)
			if err != nil {
				t.Fatal(err)
			}
			if twice := again.Snapshot(); !reflect.DeepEqual(kept, twice) {
				t.Fatalf("seed %d: kept again\n%+v\nwant\n%+v", seed, twice, kept)
			}
			put, former = put+len(kept.Put), former+len(kept.Former)
			iv, again = wander(t, rnd, iv), wander(t, same, again)
			if a, b := tell(t, iv), tell(t, again); a != b {
				t.Fatalf("seed %d: restored\n%s\nwant\n%s", seed, b, a)
			}
		}
	}
	if put == 0 || former == 0 {
		t.Errorf("the walks put %d choices and took %d answers back; the test needs both", put, former)
	}
}

// wander takes one step of a random interview.
func wander(t *testing.T, rnd *rand.Rand, iv *session.Interview) *session.Interview {
	t.Helper()
	s, err := iv.Next()
	if err != nil {
		t.Fatal(err)
	}
	iv.Visit(s)
	answered := iv.Answered()
	items := iv.Program().Policy().Items
	switch n := rnd.IntN(10); {
	case n == 4 && !iv.Whole():
		iv, err = iv.About(items[rnd.IntN(len(items))].ID)
	case n == 0 && s.Kind != session.Finished:
		iv.Skip(s)
	case n == 1 && len(answered) > 0:
		err = iv.Clear(iv.Program().Policy().Questions[answered[rnd.IntN(len(answered))]].ID)
	case n == 2 && len(answered) > 0:
		err = answer(rnd, iv, answered[rnd.IntN(len(answered))])
	case s.Kind == session.AskTopics || n == 3 && iv.TopicsChosen() && iv.Whole():
		topics := iv.Topics()
		err = iv.SetTopics([]string{topics[rnd.IntN(len(topics))].ID})
	case s.Kind == session.AskQuestion:
		err = answer(rnd, iv, s.Question)
	}
	if err != nil {
		t.Fatal(err)
	}
	return iv
}

func answer(rnd *rand.Rand, iv *session.Interview, i int) error {
	q := &iv.Program().Policy().Questions[i]
	v := engine.DontKnow()
	switch q.Kind {
	case engine.Bool:
		v = engine.BoolValue(rnd.IntN(2) == 0)
	case engine.One:
		v = engine.OneValue(q.Choices[rnd.IntN(len(q.Choices))].ID)
	case engine.Many:
		choices, err := iv.Choices(i)
		if err != nil {
			return err
		}
		var ids []string
		for _, c := range choices {
			if rnd.IntN(2) == 0 {
				ids = append(ids, c.ID)
			}
		}
		v = engine.ManyValue(ids...)
	case engine.Number:
		if v = number(int64(rnd.IntN(50)) * 100000); q.Unit == engine.UnitPercent {
			v = number(int64(rnd.IntN(100)))
		}
	}
	return iv.Answer(q.ID, v)
}

// tell is what a person sees of an interview.
func tell(t *testing.T, iv *session.Interview) string {
	t.Helper()
	next, err := iv.Next()
	if err != nil {
		t.Fatal(err)
	}
	r, err := iv.Result()
	if err != nil {
		t.Fatal(err)
	}
	n, ok := iv.AtMost()
	out := fmt.Sprintf("next %v, at most %d %v, facts %s, moot %v, whole %v, names %v\n", next, n, ok, facts(iv.Facts()), iv.Moot(), iv.Whole(), iv.Names())
	for i := range iv.Program().Policy().Questions {
		choices, err := iv.Choices(i)
		if err != nil {
			t.Fatal(err)
		}
		former, had := iv.Former(iv.Program().Policy().Questions[i].ID)
		out += fmt.Sprintln(choices, facts(engine.Facts{"": former}), had)
	}
	for _, it := range r.Items {
		out += fmt.Sprintln(it.Status, it.Worth)
	}
	return out
}

func facts(f engine.Facts) string {
	var out strings.Builder
	for _, id := range slices.Sorted(maps.Keys(f)) {
		switch v := f[id]; v.Kind() {
		case engine.Number:
			fmt.Fprintf(&out, "%s %s; ", id, v.Number())
		default:
			fmt.Fprintf(&out, "%s %v; ", id, v)
		}
	}
	return out.String()
}

// Back leads through what was answered, to the first question.
func TestRestoreBack(t *testing.T) {
	prog := sample.Program()
	rnd := rand.New(rand.NewPCG(3, 1))
	iv := session.New(prog)
	for range 6 {
		iv = wander(t, rnd, iv)
	}
	again, err := session.Restore(prog, iv.Snapshot())
	if err != nil {
		t.Fatal(err)
	}
	next, err := again.Next()
	if err != nil {
		t.Fatal(err)
	}
	again.Visit(next)
	seen := map[session.Step]bool{}
	for {
		s, ok := again.Back()
		if !ok {
			break
		}
		seen[s] = true
	}
	for _, i := range again.Answered() {
		if s := (session.Step{Kind: session.AskQuestion, Question: i}); !seen[s] && s != next {
			t.Errorf("back does not lead to question %s", prog.Policy().Questions[i].ID)
		}
	}
}
