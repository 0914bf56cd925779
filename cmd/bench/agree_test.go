package main

import "testing"

// The engine says of random applicants what the plain code says, to the fen; the
// peers, on doubles, at least the same truths.
func TestAgree(t *testing.T) {
	cels, err := celPrograms()
	if err != nil {
		t.Fatal(err)
	}
	exprs, err := exprPrograms()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := compare(2000, 7, cels, exprs); err != nil {
		t.Fatal(err)
	}
}

// The plain code counts items as the policy orders them.
func TestOrder(t *testing.T) {
	for id, i := range map[string]int{
		"a4-quota": a4Quota, "a14-rd": a14Rd, "a19-national": a19National,
		"a37-street": a37Street, "a46-booth": a46Booth, "a66-children": a66Children,
	} {
		if got, ok := pack.Program.Item(id); !ok || got != i {
			t.Errorf("%s is item %d of the policy, here %d", id, got, i)
		}
	}
	if n := len(pack.Policy.Items); n != itemCount {
		t.Errorf("the policy has %d items, here are %d", n, itemCount)
	}
}
