package content

import (
	"strings"
	"testing"
)

// Earlier rules read the names that a later version gave to their ids. A name that
// stands for several of them is not guessed.
func TestEarlier(t *testing.T) {
	later := loadFixture(t, "ids.txt", "", `question cost -> spending
question plots.size -> plots.area
question plots.kind=new -> plots.kind=fresh
question titles=lab -> titles=laboratory
question share -> figure
question staff -> figure
question gone -> none
question older -> cost_2022
item a1-lab -> a1-laboratory
`)
	before := loadFixture(t)
	p, err := before.Earlier(later)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ why, answers, want, warns string }{
		{"a question", "answers: {spending: 5}", "cost", "叫“cost”，按这个采用"},
		{"its own name stays", "answers: {cost: 5}", "cost", ""},
		{"a choice", "answers: {titles: [laboratory]}", "titles", "叫“lab”，按这个采用"},
		{"a field, and a choice of one", "answers: {plots: [{kind: fresh, area: 3}]}", "plots", "叫“size”，按这个采用"},
		{"two became one: which is meant is not known", "answers: {figure: 5}", "", "没有“figure”这个问题"},
		{"what both have is not turned round", "answers: {cost_2022: 5}", "cost_2022", ""},
		{"what neither has", "answers: {older: 5}", "", "没有“older”这个问题"},
	}
	for _, test := range tests {
		r := newAnswerReader(&p.Policy)
		r.lenient = true
		ans, err := parseAnswers([]byte(test.answers), "", r)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(sortedKeys(ans.Facts), " "); got != test.want {
			t.Errorf("%s: took %q, want %q", test.why, got, test.want)
		}
		if got := warningText(ans.Warnings); test.warns == "" && got != "" || !strings.Contains(got, test.warns) {
			t.Errorf("%s: warned %q, want %q", test.why, got, test.warns)
		}
	}
	if now, ok := p.Now("item", "a1-laboratory"); now != "a1-lab" || !ok {
		t.Errorf("the item is called %q", now)
	}
	if len(before.Policy.Retired) > 0 {
		t.Error("the pack itself has changed")
	}
}

func warningText(list Problems) string {
	var b strings.Builder
	for _, p := range list {
		b.WriteString(p.Error() + "\n")
	}
	return b.String()
}
